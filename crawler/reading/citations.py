"""Find every citation of FOI law in a text, down to the limb, and the citations of other law beside them.

One expression finds where a citation can begin (a word such as "section" before a number, or a bulleted number with limbs); a
small hand-written parser reads on from there: stacked limbs "31(1)(a)(b)", lists and ranges "(a), (b) and (g)", "21 & 22",
ellipses "Sections 3A(b) and 3B". Which law is meant comes from the Act named behind or before it, else from the document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.law import LAWS, Citation
from crawler.law.provision import Path
from crawler.reading.text import Text


@dataclass(frozen=True)
class LawContext:
    """Which law a bare "section" and a bare "regulation" of this document mean, and whether it is answered under the regulations."""

    act: str = "FOIA"
    regulations: str = "EIR"
    environmental: bool = False

    def law_for(self, unit: str) -> str | None:
        if unit == "r":
            return self.regulations
        if unit == "a":
            return "JFOIL" if self.act == "JFOIL" else None
        return None if self.act == "JFOIL" else self.act


@dataclass(frozen=True)
class Found:
    """A citation at `[start, end)`: from the word that opens its list to its own last character, so that the slice reads again
    to a list that ends in it."""

    citation: Citation
    start: int
    end: int


@dataclass(frozen=True)
class FoundOther:
    """A citation of law that is not FOI law, as printed."""

    printed: str
    start: int
    end: int


_ANCHOR = re.compile(
    r"(?:(?P<s>s(?<![a-z0-9'].)(?:(?:ub-?\s?s)?ections?|ect?\.|s?(?=[\s.\d(]))|§(?<![a-z0-9'].)§?)"
    r"|(?P<r>r(?<![a-z0-9'].)(?:eg(?:ulations?|s?(?=[\s.]))|(?=\.\s?\d{1,2}\s?\()))"
    r"|(?P<a>a(?<![a-z0-9'].)rt(?:icles?|s?(?=[\s.])))"
    r")(?:\(s\))?(?:\s+under)?(?:\s*\bs(?:ections?)?\b)?\.{0,2}\s*(?=\(?\d)"
)
"""The word before the numbers. Each form begins with a letter and looks behind it, so that the search skips to these letters."""
_BARE = re.compile(r"\d(?<![^\s(|;,\u2022*-]\d)\d[A-Z]?\s?\((?![A-Z]{2,})\w{1,3}\)")
_OF_SECTION = re.compile(
    r"\b(?:sub-?\s?sections?|paragraphs?|limbs?|parts?) \((?P<first>\w{1,3})\)(?:(?:,| and| or| to|\s?-) \((?P<second>\w{1,3})\))?"
    r" of (?P<unit>sections?|s\.|ss\.|regulations?|reg\.) ?(?P<at>)(?=\d)"
)
_NUMBER = re.compile(r"(\d{1,3}[A-Z]{0,2})(?!\d|%|/|\.\d(?!\d?\s*\()|,\d{3}|[a-z])")
_DOTTED = re.compile(r"\.(\d{1,2})(?=\s*\()")
_SPACED = re.compile(r"\s+(\d[A-Z]?)(?=\([a-z])")
_BARE_LIMB = re.compile(r"(?<=\))([a-z])(?![A-Za-z(])")
_DESCRIPTION = re.compile(r"\s*\([^()\n]{4,70}\)(?=\s*(?:,|;|&|and\b|or\b))")
_FOREIGN = re.compile(
    r"\s*(?:\(?(?:of )?(?:the )?)?(?:agreements?|aftercare|assessments?|enquir(?:y|ies)|licen[cs]es?|leave|orders?|(?P<duty>notices?|letters?|dut(?:y|ies))|officers?|works?|stops?|stop and search\w*"
    r"|search(?:es)?|powers?|debts?|provision|contributions?|statements?|warrants?|arrests?|safeguarding|evictions?|reports?|code|convictions?|offences?|procedure|permissions?|monies|funding|grants?|decisions|cautions?|certificates|(?:approved )?doctors?|approved|conditions|of (?:your|the|my) (?:request|form|letter|e-?mail|report|policy|guidance|manual)"
    r"|patients?|detentions?|reviews? of adult|visits?|investigations? into (?:children|child))\b"
)
"""Nouns that make "section 38" another Act's: a section 38 agreement, section 47 enquiries, section 136 detentions."""
_FOREIGN_BEFORE = re.compile(
    r"\b(?:consents?|licen[cs]es?|orders?|permissions?|warrants?|offences?|applications?|powers|arrested|detained|convicted) (?:made |issued |granted )?(?:under|contrary to|pursuant to) $"
)
_DUTIES = {"1", "10", "15", "16", "17"}
"""Sections of which an authority does speak as "our section 16 duty", "a section 17 notice"."""
_LIMB = re.compile(r"\s*\(\s*(\d{1,2}[A-Za-z]{0,2}|[A-Za-z]{1,4})\s*(?:\)|(?=[\s,;.:]|$))")
_LIMB_GROUP = re.compile(r"\s*\(\s*([a-z]|[ivx]{1,4})((?:\s*(?:,|&|and|or|,\s*&|,\s*and)\s*(?:[a-z]|[ivx]{1,4}))+)\s*\)")
_CONNECTOR = re.compile(
    r"(?P<range>\s*[-–—]\s*|\s+to\s+|\s+through\s+)"
    r"|\s*(?:,|;)?\s*(?:&|and/or\b|and\b|or\b|as well as\b|together with\b|plus\b|by virtue of\b)\s*|\s*[,;/]\s*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:also |under |the )?(?P<sub>sub-?\s?sections?\s*)|(?:also |under )?(?:(?P<s>sections?|ss?)|(?P<r>regulations?|regs?)|(?P<a>articles?|art))\b\.?\s*",
    re.IGNORECASE,
)
_NOT_A_SECTION = re.compile(
    r"\s*(?:%|days?|months?|years?|weeks?|hours?|minutes?|officers?|requests?|questions?|pages?|cases?|incidents?|people|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|per\b|£)",
)

_FOI_LAW_NAMES = (
    r"(?P<EISR>Environmental Information \(Scotland\) Regulations(?: 2004)?|EI\(S\)Rs?|EIRs?\(S\)|EISRs?)"
    r"|(?P<FOISA>Freedom of Information \(Scotland\) Act(?: 2002)?|FOI \(Scotland\) Act(?: 2002)?|FOI\(S\)A|FOISA)"
    r"|(?P<JFOIL>Freedom of Information \(Jersey\) Law(?: 2011)?|FOI \(Jersey\) Law(?: 2011)?|(?:FOI|Freedom of Information) Law)"
    r"|(?P<EIR>Environmental Information Regulations(?: 2004)?|EIR 2004|EIRs?)"
    r"|(?P<FOIA>Freedom of Information Act(?: 2000)?|FOI Act(?: 2000)?|FOIA(?: 2000)?|FoIA|FOI)"
)
_OTHER_NAME = (
    r"(?!(?:(?:Under|In|By|Of|To) )?(?:[Tt]he|[Tt]his|[Tt]hat|An?|Under|In|By|Our|Your) (?:Act|Regulations|Law)\b)[A-Z][\w'’]*,?[^\S\n]+"
    r"(?:(?:[A-Z][\w'’]*,?|and|of|the|for|to|in|on|with|at|by|or|against|from|etc\.?|\([A-Z][^()]{1,40}\)|&)[^\S\n]+){0,13}?"
    r"(?:Act|Order|Regulations?|Rules?|Convention|Code(?: of Practice)?|Measure|Law|Directive|GDPR)(?:\s+\d{4})?"
)
_OTHER_SHORT = r"(?:UK[\s-]?)?GDPR|DPA(?: 2018| 1998)?|POA|PACE|RTA|HRA|LGA|RIPA|POCA|ECHR|PFA|SOA|CJA|DPDI"
_OF = r"[\"”’]?\s*(?:\([^()\n]{1,90}\)\s*)?,?\s*(?:\(|\[)?(?:(?:of|under|in|from|to|within|by)\s+)?(?:(?:the|that|this|our|your)\s+)?"
_RIGHT = re.compile(
    rf"{_OF}(?:(?:{_FOI_LAW_NAMES})(?![\w(])|(?P<act>(?:19|20)?\d{{0,2}}\s?Act)\b(?!\s+\d)|(?P<regs>Regulations)\b(?!\s+\d))"
)
_RIGHT_OTHER = re.compile(
    rf"(?:\s*\([^()\n]{{1,90}}\))?,?\s*\(?(?:of|under|in|to)\s+(?:the\s+|that\s+|its\s+|our\s+|a\s+)?(?P<name>{_OTHER_NAME}|{_OTHER_SHORT})\b"
    rf"|[^\S\n]*,?[^\S\n]*\(?(?:the\s+)?(?P<name2>{_OTHER_SHORT}|{_OTHER_NAME})\b"
)
_SHORT = re.compile(r"\s*,?\s*\(?(?:of\s+)?(?:the\s+)?(?P<name>[A-Z][A-Za-z&]{1,8})\b")
_LEFT = re.compile(rf"(?:{_FOI_LAW_NAMES})(?:\s*\([^()]{{1,30}}\))?[\s,:;–-]*(?:\(|the\s+|under\s+)?\s*$")
_LEFT_OTHER = re.compile(
    rf"(?P<name>{_OTHER_NAME}|\b(?:{_OTHER_SHORT}))(?:\s*\([^()]{{1,30}}\))?[\s,:;–-]{{0,3}}(?:\(|see |under |at )?\s*$"
)

_ANY_LAW = rf"(?P<foi>Freedom of Information|FOI\(?S?\)?A|\bFOI\b)|(?P<other>{_OTHER_NAME})"
ELSEWHERE = "another Act"
_LETTERED = {("FOISA", "26"), ("FOISA", "30"), ("FOIA", "77")}
"""Sections whose first step is a letter; everywhere else a letter straight after the section stands for its subsection (1)."""


def find(text: Text, context: LawContext) -> tuple[list[Found], list[FoundOther]]:
    """Every citation of FOI law in the text, in order, and the citations of other law that look like one."""
    found: list[Found] = []
    other: list[FoundOther] = []
    done = 0
    so_far = _SoFar(abbreviations={match[1] for match in _ABBREVIATED.finditer(text.value)} if "Act" in text.value else set())
    for start, at, unit in _anchors(text):
        if start < done:
            continue
        parsed = _List(text, start, at, unit, context, so_far)
        parsed.read()
        if parsed.found:
            found += parsed.found
            so_far.current = parsed.found[-1].citation
            so_far.sections.update({mention.citation.path[0]: mention.citation.law for mention in parsed.found})
        elif parsed.other:
            other.append(parsed.other)
        done = max(done, parsed.at)
    return found, other


def _anchors(text: Text) -> Iterator[tuple[int, int, str]]:
    """(start, where the number begins, unit) of everything that can open a citation, in order."""
    words = [(match.start(), match.end(), match.lastgroup or "s") for match in _ANCHOR.finditer(text.low)]
    limbs = list(_limbs_of(text))
    inside = {at for _, at, _ in words}
    bare = [(match.start(), match.start(), "•") for match in _BARE.finditer(text.value) if match.start() not in inside]
    taken = {at for _, at, _ in limbs}
    yield from sorted([*(anchor for anchor in words if anchor[1] not in taken), *limbs, *bare])


def _limbs_of(text: Text) -> Iterator[tuple[int, int, str]]:
    """ "subsection (2) of section 40", looked for around ") of"."""
    end = 0
    for at in text.places(") of "):
        match = _OF_SECTION.search(text.low, max(end, at - 40), at + 24)
        if match:
            end = match.end()
            yield match.start(), match.end("at"), "r" if match["unit"][0] == "r" else "s"


_ABBREVIATED = re.compile(
    r"(?<!Information )(?<!\(Scotland\) )(?<!\(Jersey\) )\bAct (?:\d{4} )?\((?:the )?[\"“‘']?([A-Z][A-Za-z&]{1,8})[\"”’']?\)"
)


@dataclass
class _SoFar:
    """What the text has said up to here: the last citation, the law of each section cited, the numbers that it ties to another Act, and
    the short names that it gives to other Acts."""

    abbreviations: set[str]
    current: Citation | None = None
    sections: dict[str, str] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)


class _List:
    """One list of citations, read from its opening word on. After `read()`: `found` or `other`, and `at`, where it ended."""

    def __init__(self, text: Text, start: int, at: int, unit: str, context: LawContext, so_far: _SoFar) -> None:
        self.text = text.value
        self.low = text.low
        self.start = start
        self.at = at
        self.unit = "s" if unit == "•" else unit
        self.bullet = unit == "•"
        self.sub = text.low.startswith("sub", start) and not _OF_SECTION.match(text.low, start)
        self.so_far = so_far
        self.context = context
        self.found: list[Found] = []
        self.other: FoundOther | None = None

    def read(self) -> None:
        paths = self._of_section() or self._paths()
        if not paths:
            return
        end = self.at
        law, stop = self._named_law(end)
        if law == ELSEWHERE:
            self.so_far.foreign.update(path[0] for path, _ in paths)
            self._keep_other(self.start, stop)
            self.at = stop
            return
        named = law is not None
        if law is None:
            name = self._other_name(end)
            if name:
                self.so_far.foreign.update(path[0] for path, _ in paths)
                self.at = max(end, name.end())
                self._keep_other(min(self.start, name.start()), self.at)
                return
            if self._is_foreign(paths, end):
                return
            law = self._bare_law(paths) if self.bullet else self.context.law_for(self.unit)
        if law is None:
            self._keep_other(self.start, end)
            return
        citations = [(self._resolve(law, path, named=named), at) for path, at in paths]
        if not citations[0][0]:
            return
        self.at = max(end, stop)
        self.found = [Found(citation, self.start, at) for citation, at in citations if citation]

    def _other_name(self, end: int) -> re.Match[str] | None:
        """The name of a law that is not FOI law, right behind the list or right before it."""
        if self.unit == "a" and self.context.act == "JFOIL":
            return None
        behind = _RIGHT_OTHER.match(self.text, end)
        short = _SHORT.match(self.text, end) if self.so_far.abbreviations and not behind else None
        if short and short["name"] in self.so_far.abbreviations:
            return short
        return behind or _LEFT_OTHER.search(self.text, max(0, self.start - 90), self.start)

    def _is_foreign(self, paths: list[tuple[Path, int]], end: int) -> bool:
        """Whether a section without limbs is of another Act: by the noun behind it, because this text ties its number to one, or because it
        is a heading of the page itself ("Section 2: our reply")."""
        if self.bullet or any(len(path) > 1 for path, _ in paths):
            return False
        noun = _FOREIGN.match(self.text, end)
        if noun and not (noun["duty"] and all(path[0] in _DUTIES for path, _ in paths)):
            self.so_far.foreign.update(path[0] for path, _ in paths)
            return True
        if _FOREIGN_BEFORE.search(self.text, max(0, self.start - 40), self.start):
            return True
        if all(path[0] in self.so_far.foreign for path, _ in paths) and not _LAW_TALK.search(
            self.low, max(0, self.start - 60), min(len(self.text), end + 60)
        ):
            return True
        opens_line = self.start == 0 or self.text[self.start - 1] == "\n"
        return (
            opens_line
            and all(path[0].isdigit() and int(path[0]) < 10 for path, _ in paths)
            and re.match(r"\s*(?:[:.\-–]|$|\n)", self.text[end : end + 3] or "\n") is not None
        )

    def _bare_law(self, paths: list[tuple[Path, int]]) -> str | None:
        """The law of a citation without the word "section": that of the section when it was cited before, else that in which the document's
        other citations stand, if it has the limb."""
        first = paths[0][0]
        if self.context.environmental and first in LAWS[self.context.regulations].provisions:
            return self.context.regulations
        before = self.so_far.sections.get(first[0])
        if before and _has_limb(before, first):
            return before
        for law in (self.context.regulations, self.context.act):
            if _has_limb(law, first) and (law != self.context.regulations or self.context.environmental):
                return law
        return None

    def _of_section(self) -> list[tuple[Path, int]]:
        """ "limb (a) of section 29(1)", "subsection (3) of section 23"."""
        match = _OF_SECTION.match(self.low, self.start)
        if not match or self.bullet:
            return []
        self.at = match.end("at")
        section = self._section()
        if section is None:
            return []
        base = self._limbs(section)[-1][0]
        steps = [match["first"], *([match["second"]] if match["second"] else [])]
        return [(_step(base, step)[0] if len(base) == 1 or not step.isdigit() else (base[0], step), self.at) for step in steps]

    def _keep_other(self, start: int, end: int) -> None:
        self.other = FoundOther(" ".join(self.text[start:end].split()), start, end)

    def _named_law(self, end: int) -> tuple[str | None, int]:
        """The FOI law named right behind the list, else right before it."""
        right = _RIGHT.match(self.text, end)
        if right:
            named = self._meant(right)
            if named:
                return named, right.end()
            if right["act"]:
                return (self.context.act if self._is_own_act(right) else ELSEWHERE), right.end()
            return self.context.regulations, right.end()
        left = _LEFT.search(self.text, max(0, self.start - 90), self.start)
        return (self._meant(left) if left else None), end

    def _meant(self, name: re.Match[str]) -> str | None:
        """The law of a matched name. A Scottish authority's "EIRs" and "the FOI Act" are those of Scotland unless the year tells otherwise."""
        named = next((law for law in LAWS if name[law]), None)
        if named is None or self.context.act != "FOISA":
            return named
        return (
            {"EIR": "EISR"}.get(named, named)
            if "2004" not in name[named]
            else named
            if named != "FOIA" or "2000" in name[named]
            else "FOISA"
        )

    def _is_own_act(self, named: re.Match[str]) -> bool:
        """Whether "the Act" behind a list is the Freedom of Information Act: not one of another year, nor "that Act" after another's name."""
        year = named["act"].removesuffix("Act").strip()
        if year:
            return year in ("2000", "2002")
        if not re.search(r"\b(?:that|same) $", self.text[self.at : named.start("act")]):
            return True
        before = self.text[max(0, self.start - 240) : self.start]
        names = [match for match in re.finditer(_ANY_LAW, before) if match.lastgroup]
        return not names or names[-1].lastgroup != "other"

    # -- the grammar ------------------------------------------------------------------------------------------------

    def _paths(self) -> list[tuple[Path, int]]:
        """The paths of the list with the end of each, without the law."""
        path = self._subsection(self.so_far.current.path[0]) if self.sub and self.so_far.current else self._section()
        if path is None:
            return []
        paths = self._limbs(path)
        while True:
            more = self._next_in_list(paths[-1][0])
            if more is None:
                return paths
            paths += more

    def _section(self) -> Path | None:
        """A section's number, with the subsection that sloppy print parts from it ("33 1(b)", "38.1(b)")."""
        number = _NUMBER.match(self.text, self.at)
        if not number:
            return None
        self.at = number.end()
        glued = _DOTTED.match(self.text, self.at) or _SPACED.match(self.text, self.at)
        if glued:
            self.at = glued.end()
            return (number[1], glued[1])
        return (number[1],)

    def _subsection(self, section: str) -> Path | None:
        """What "subsection" opens: `2(b)`, `(2)`, or `40(3A)` with its own section."""
        number = _NUMBER.match(self.text, self.at)
        if not number:
            return (section,)
        self.at = number.end()
        if number[1] == section:
            return (section,)
        return (section, number[1])

    def _limbs(self, path: Path) -> list[tuple[Path, int]]:
        """The limbs behind the path; limbs of one level side by side are siblings: "31(1)(a)(b)" is two citations."""
        done: list[tuple[Path, int]] = []
        while True:
            group = _LIMB_GROUP.match(self.text, self.at)
            if group:
                self.at = group.end()
                limbs = [group[1], *re.findall(r"[a-z]+", re.sub(r"\b(?:and|or)\b", " ", group[2]))]
                for limb in limbs:
                    stepped = _step(path, limb)
                    if stepped[1] and _kind(path[-1]) != "section":
                        done.append((path, self.at))
                    path = stepped[0]
                continue
            limb = _LIMB.match(self.text, self.at) or _BARE_LIMB.match(self.text, self.at)
            if not limb or not _is_limb(limb[1]):
                return [*done, (path, self.at)]
            stepped = _step(path, limb[1])
            if stepped[1]:
                done.append((path, self.at))
            path = stepped[0]
            self.at = limb.end()

    def _next_in_list(self, last: Path) -> list[tuple[Path, int]] | None:
        """What stands behind a connector: another limb, another section, or the end of a range."""
        described = _DESCRIPTION.match(self.text, self.at)
        connector = _CONNECTOR.match(self.text, described.end() if described and not _LIMB_GROUP.match(self.text, self.at) else self.at)
        if not connector:
            return None
        back, self.at = self.at, connector.end()
        again = _AGAIN.match(self.text, self.at)
        if again and again.lastgroup not in ("sub", self.unit):
            # "section 12 and regulation 12(4)(b)": the next list, of another law.
            self.at = back
            return None
        if again:
            self.at = again.end()
        limb = _LIMB.match(self.text, self.at)
        if limb and _is_limb(limb[1]) and not (again and not again["sub"]):
            path = _sibling(last, limb[1])
            if path:
                self.at = limb.end()
                paths = self._limbs(path)
                return [*_between(last, path, self.at), *paths] if connector["range"] else paths
        number = _NUMBER.match(self.text, self.at)
        if number and not _NOT_A_SECTION.match(self.text, number.end()) and self._opens_section(number, again is not None):
            section = self._subsection(last[0]) if again and again["sub"] else self._section()
            if section:
                return self._limbs(section)
        self.at = back
        return None

    def _opens_section(self, number: re.Match[str], again: bool) -> bool:
        """Whether a number behind "and" is a section: it has limbs, or the word again, or is one that answers do cite."""
        if again or self.text.startswith(("(", " ("), number.end()):
            return True
        law = self.context.law_for(self.unit) or "FOIA"
        return (number[1],) in LAWS[law].provisions or (self.so_far.current is not None and bool(re.search(r"[A-Z]", number[1])))

    # -- from a path to a citation --------------------------------------------------------------------------------------

    def _resolve(self, law: str, path: Path, *, named: bool = True) -> Citation | None:
        """The citation that the path means in this law, or None when the law has no such provision."""
        table = LAWS[law].provisions
        if (path[0],) not in table:
            # "Sections 3A(b) and 3B" under section 40.
            section = self.so_far.current.path[0] if self.so_far.current and self.so_far.current.law == law else None
            if section and (section, path[0]) in table:
                return Citation(law, (section, *path))
            return None
        if table[path[0],].rare and not named:
            return None
        if len(path) > 1 and path[1].isalpha() and (law, path[0]) not in _LETTERED and law != "JFOIL":
            if path[1] in ("i", "ii", "iii", "iv") and len(path) == 2:
                # "S28(i)" for 28(1): a roman numeral where the statute has a figure.
                path = (path[0], str(("i", "ii", "iii", "iv").index(path[1]) + 1))
            else:
                path = (path[0], "1", *path[1:])
        return Citation(law, path)


def _has_limb(law: str, path: Path) -> bool:
    """Whether a law has the section, and its first step is of the kind that the section's limbs are."""
    table = LAWS[law].provisions
    provision = table.get((path[0],))
    if provision is None or provision.rare or len(path) < 2:
        return False
    lettered = (law, path[0]) in _LETTERED
    return path[1].isalpha() if lettered else path[1][0].isdigit() or law == "JFOIL"


_LAW_TALK = re.compile(r"exempt|the act\b|foia|public interest|refus|withh|appl(?:y|ies|ied)|engage|disclos")


def _is_limb(step: str) -> bool:
    """`(1)`, `(3A)`, `(a)`, `(ab)`, `(iv)` are limbs; `(the)`, `(FOIA)`, `(EIR)` are words."""
    return bool(re.fullmatch(r"\d{1,2}[A-Z]{0,2}|[a-z]|a[a-e]|[ivx]{1,4}", step)) or bool(re.fullmatch(r"[A-Z]", step))


def _kind(step: str) -> str:
    if step[0].isdigit():
        return "figure"
    return "roman" if len(step) > 1 and set(step) <= set("ivx") else "letter"


def _step(path: Path, limb: str) -> tuple[Path, bool]:
    """The path with the limb: one deeper, or beside the last step (True) when the limb is of the same level."""
    limb = limb if limb[0].isdigit() else limb.lower()
    if len(path) == 1:
        return (*path, limb), False
    last, kind = path[-1], _kind(limb)
    if kind == "figure":
        return ((path[0], limb), True)
    if _kind(last) == "figure":
        return (*path, limb), False
    romans = len(path) >= 3 and _roman_level(path)
    if romans:
        return ((*path[:-1], limb), True) if set(limb) <= set("ivx") else ((*path[:-2], limb), True)
    follows = len(last) == 1 and len(limb) == 1 and ord(limb) == ord(last) + 1
    if set(limb) <= set("ivx") and not follows:
        return (*path, limb), False
    return (*path[:-1], limb), True


def _roman_level(path: Path) -> bool:
    """Whether the last step is a sub-paragraph: a numeral below a letter."""
    return set(path[-1]) <= set("ivx") and not path[-2][0].isdigit() and len(path) >= 3


def _sibling(last: Path, limb: str) -> Path | None:
    """The path of a limb behind a connector: beside the last step of its own level."""
    limb = limb if limb[0].isdigit() else limb.lower()
    if limb[0].isdigit():
        return (last[0], limb)
    if len(last) == 1:
        return (last[0], limb)
    if _roman_level(last):
        return (*last[:-1], limb) if set(limb) <= set("ivx") else (*last[:-2], limb)
    if _kind(last[-1]) == "figure":
        return (*last, limb)
    follows = len(last[-1]) == 1 and len(limb) == 1 and ord(limb) == ord(last[-1]) + 1
    if set(limb) <= set("ivx") and len(limb) > 1 and not follows:
        return (*last, limb)
    return (*last[:-1], limb)


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _between(first: Path, last: Path, end: int) -> list[tuple[Path, int]]:
    """The paths strictly between the ends of a range such as "(a) to (d)" or "(i)-(iii)"."""
    if first[:-1] != last[:-1]:
        return []
    low, high = first[-1], last[-1]
    if low in _ROMAN and high in _ROMAN and (len(low) > 1 or len(high) > 1 or _roman_level(first)):
        steps = _ROMAN[_ROMAN.index(low) + 1 : _ROMAN.index(high)]
    elif len(low) == 1 and len(high) == 1 and low.isalpha() and high.isalpha():
        steps = tuple(chr(code) for code in range(ord(low) + 1, ord(high)))
    elif low.isdigit() and high.isdigit():
        steps = tuple(str(number) for number in range(int(low) + 1, min(int(high), int(low) + 10)))
    else:
        steps = ()
    return [((*first[:-1], step), end) for step in steps]


OTHER_PATTERNS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("case", ("[19", "[20"), re.compile(r"\[(?:19|20)\d{2}\]\s+(?:UKFTT|UKUT|EWCA|EWHC|UKSC|UKHL|CSIH|CSOH|AC|QB|WLR)\b[^,;.\n]{0,24}?\d+(?:\s*\([A-Z]{2,6}\))?")),
    ("case", ("EA/", "GIA/", "UA/", "SA/"), re.compile(r"\b(?:EA|GIA|UA|EA/SA)/\d{4}/\d{3,4}(?:-[A-Z]{2,3})?\b")),
    ("decision-notice", ("FS", "FER", "IC-"), re.compile(r"\b(?:FS|FER)\s?\d{8}\b|\bIC-\d{4,6}-[A-Z]\d[A-Z]\d\b")),
    ("legislation", ("Data Protection", "GDPR"), re.compile(r"\b(?:UK\s)?General Data Protection Regulations?\b|\b(?:UK[\s-])?GDPR\b|\bData Protection Act(?: (?:1998|2018))?\b")),
)  # fmt: skip
"""Kind, the words of which one stands in every match, and the form."""


def find_other(text: str) -> list[tuple[str, FoundOther]]:
    """Cases, decision notices and data protection law, each printed form once, as (kind, place), in order."""
    seen: dict[tuple[str, str], tuple[str, FoundOther]] = {}
    for kind, needs, pattern in OTHER_PATTERNS:
        for match in pattern.finditer(text) if any(word in text for word in needs) else ():
            seen.setdefault((kind, match.group()), (kind, FoundOther(match.group(), match.start(), match.end())))
    return sorted(seen.values(), key=lambda item: item[1].start)


_NAMES = {
    "scottish": ("foisa", "foi(s)a", "(scotland) act", "(scotland) regulations", "scottish information commissioner", "eisr", "ei(s)r", "eir(s)", "eirs(s)"),
    "british": ("foia", "freedom of information act", "foi act", "environmental information regulations 2004", "40(2)", "40 (2)"),
    "jersey": ("(jersey) law",),
    "environmental": ("eir", "eisr", "ei(s)r", "environmental information regulations", "environmental information (scotland) regulations"),
}  # fmt: skip
"""What names the laws of each kind, at the start of a word."""
_SCOTTISH_FORMS = (
    ("38", re.compile(r"38 ?\(1\) ?\(?b\)?[^.\n]{0,40}\bpersonal (?:data|information)")),
    ("personal ", re.compile(r"personal (?:data|information)[^.\n]{0,40}38 ?\(1\) ?\(b\)")),
    ("17", re.compile(r"17 ?\(1\)[^.\n]{0,30}\bnot held\b")),
)
"""Provisions that have this meaning in Scotland only, with the word that each begins with."""


def context_of(text: Text, default: LawContext, request: range = range(0)) -> LawContext:
    """Which law the document's bare citations mean: what the authority names most outside the request, else what it is bound by."""
    named = {
        kind: sum(at not in request and not text.low[at - 1 : at].isalnum() for word in words for at in text.places(word))
        for kind, words in _NAMES.items()
    }
    scottish = named["scottish"] + sum(
        form.match(text.low, at) is not None for word, form in _SCOTTISH_FORMS for at in text.places(word) if at not in request
    )
    environmental = named["environmental"] > 0
    if named["jersey"] or default.act == "JFOIL":
        return LawContext("JFOIL", "EIR", environmental)
    if default.act == "FOISA" or scottish > named["british"]:
        return LawContext("FOISA", "EISR", environmental)
    return LawContext("FOIA", "EIR", environmental)
