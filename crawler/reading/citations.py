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
from crawler.reading.context import LawContext
from crawler.reading.law_names import (
    ABBREVIATED,
    DUTIES,
    ELSEWHERE,
    FOI_LAW_BEFORE,
    FOI_LAW_BEHIND,
    FOI_LAW_WORD,
    FOREIGN_BEFORE,
    FOREIGN_NOUN,
    IN_A_DOCUMENT,
    LAW_BEFORE,
    LAW_TALK,
    NOT_A_SECTION,
    OTHER_LAW_BEFORE,
    OTHER_LAW_BEHIND,
    OTHER_NAME,
    SHORT_NAME,
)
from crawler.reading.limbs import LETTERED, after, has_limb, is_limb, kind_of, sibling, steps_between
from crawler.reading.other_law import FoundOther
from crawler.reading.text import Text


@dataclass(frozen=True)
class Found:
    """A citation at `[start, end)`: from the word that opens its list to its own last character, so that the slice reads again
    to a list that ends in it."""

    citation: Citation
    start: int
    end: int


_ANCHOR = re.compile(
    r"[s§ra](?<![a-z0-9'].)(?:(?P<s>(?<=s)(?:(?:ub-?\s?s)?ections?|ect?\.|ect?(?=\s?\d)|s?(?=[\s.\d(]))|(?<=§)§?)"
    r"|(?P<r>(?<=r)(?:eg(?:ulations?|s?(?=[\s.]))|(?=\.\s?\d{1,2}\s?\()))"
    r"|(?P<a>(?<=a)rt(?:icles?|s?(?=[\s.])))"
    r")(?:\(s\))?(?:\s+under)?(?:\s*\b(?:s(?:ections?)?\b|[rs](?=\d)))?\.{0,2}\s*(?=\(?\d)",
    re.ASCII,
)
"""The word before the numbers. It begins with a letter and looks behind it, so that the search skips to these letters, and fails soon."""
_BARE = re.compile(r"[0-9](?<![^\s(|;,\u2022*-]\d)\d[A-Z]?[ \t\xa0]?\((?![A-Z]{2,})\w{1,3}\)")
_MODEL = re.compile(r"\d(?!\d|\s?\()")
"""A single figure glued to an "s" and without a limb is a model, "the Corvane S2", and no section."""
_POSTAL_TOWNS = ("sheffield ", "rotherham ", "barnsley ", "chesterfield ")
"""Behind them "S12" is the district of a postcode."""
_OF_SECTION = re.compile(
    r"\b(?:sub-?\s?sections?|paragraphs?|limbs?|parts?) \((?P<first>\w{1,3})\)(?:(?:,| and| or| to|\s?-) \((?P<second>\w{1,3})\))?"
    r" of (?P<unit>sections?|s\.|ss\.|regulations?|reg\.) ?(?P<at>)(?=\d)",
    re.ASCII,
)
_NUMBER = re.compile(r"(\d{1,3}[A-Z]{0,2})(?!\d|%|/|\.\d(?!\d?\s*\()|,\d{3}|[a-z])")
_DOTTED = re.compile(r"\.(\d{1,2})(?=\s*\()")
_SPACED = re.compile(r"\s+(\d[A-Z]?)(?=\([a-z])")
_BARE_LIMB = re.compile(r"(?<=\))([a-z])(?![A-Za-z(])")
_DESCRIPTION = re.compile(r"\s*\([^()\n]{4,70}\)(?=\s*(?:,|;|&|and\b|or\b))")
_LIMB = re.compile(r"\s*\(\s*(\d{1,2}[A-Za-z]{0,2}|[A-Za-z]{1,4})\s*(?:\)|(?=[\s,;.:]|$))")
_LIMB_GROUP = re.compile(r"\s*\(\s*([a-z]|[ivx]{1,4})((?:\s*(?:,|&|and|or|to|[-–]|,\s*&|,\s*and)\s*(?:[a-z]|[ivx]{1,4}))+)\s*\)")
_IN_GROUP = re.compile(r"(?P<range>\bto\b|[-–])|(?P<limb>\b(?!(?:and|or|to)\b)[a-z]+)")
_CONNECTOR = re.compile(
    r"(?P<range>\s*[-–—]\s*|\s+to\s+|\s+through\s+)"
    r"|\s*(?:,|;)?\s*(?:&|and/or\b|and\b|or\b|as well as\b|together with\b|plus\b|by virtue of\b)\s*|\s*[,;/]\s*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:also |under |the )?(?P<sub>sub-?\s?sections?\s*)|(?:also |under )?(?:(?P<s>sections?|ss?)|(?P<r>regulations?|regs?)|(?P<a>articles?|art))\b\.?\s*",
    re.IGNORECASE,
)
_ANY_LAW = rf"(?P<foi>Freedom of Information|FOI\(?S?\)?A|\bFOI\b)|(?P<other>{OTHER_NAME})"


def find(text: Text, context: LawContext) -> tuple[list[Found], list[FoundOther]]:
    """Every citation of FOI law in the text, in order, and the citations of other law that look like one."""
    found: list[Found] = []
    other: list[FoundOther] = []
    done = 0
    so_far = _SoFar(abbreviations={match[1] for match in ABBREVIATED.finditer(text.value)} if "Act" in text.value else set())
    for start, at, unit in _anchors(text):
        if start < done:
            continue
        parsed = _List(text, start, at, unit, context, so_far)
        parsed.read()
        if parsed.found:
            found += parsed.found
            if not text.low.endswith(_NOT_EXEMPT, 0, start):
                so_far.current = parsed.found[-1].citation
            so_far.sections.update({mention.citation.path[0]: mention.citation.law for mention in parsed.found})
        elif parsed.other:
            other.append(parsed.other)
        done = max(done, parsed.at)
    return found, other


_FIRST_CITED = 10
"""Lower numbers that head a line are of the page's own parts."""
_NOT_EXEMPT = ("not exempt by virtue of ", "not exempt information by virtue of ")
"""So a provision names another one; what it goes on to say is of its own subsections."""


def _anchors(text: Text) -> Iterator[tuple[int, int, str]]:
    """(start, where the number begins, unit) of everything that can open a citation, in order."""
    words = [
        (match.start(), match.end(), match.lastgroup or "s")
        for match in _ANCHOR.finditer(text.low)
        if not (match.group() == "s" and (_MODEL.match(text.low, match.end()) or text.low.endswith(_POSTAL_TOWNS, 0, match.start())))
    ]
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


@dataclass
class _SoFar:
    """What the text has said up to here: the last citation, the law of each section cited, the numbers that it ties to another Act, and
    the short names that it gives to other Acts; and the parts of its own that it has headed."""

    abbreviations: set[str]
    current: Citation | None = None
    sections: dict[str, str] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)
    headed: set[int] = field(default_factory=set)


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
        first = paths[0][0][0]
        citations = [(self._resolve(law, path, named=named, first=first), at) for path, at in paths]
        if not citations[0][0]:
            return
        self.at = max(end, stop)
        self.found = [Found(citation, self.start, at) for citation, at in citations if citation]

    def _other_name(self, end: int) -> re.Match[str] | None:
        """The name of a law that is not FOI law, right behind the list or right before it."""
        if self.unit == "a" and self.context.act == "JFOIL":
            return None
        behind = OTHER_LAW_BEHIND.match(self.text, end)
        short = SHORT_NAME.match(self.text, end) if self.so_far.abbreviations and not behind else None
        if short and short["name"] in self.so_far.abbreviations:
            return short
        begins = max(0, self.start - 90)
        return behind or (LAW_BEFORE.search(self.text, begins, self.start) and OTHER_LAW_BEFORE.search(self.text, begins, self.start))

    def _is_foreign(self, paths: list[tuple[Path, int]], end: int) -> bool:
        """Whether a section without limbs is of another Act: by the noun behind it, because this text ties its number to one, or because it
        is a heading of the page itself ("Section 2: our reply"), or of a form that counts its parts from such a one up."""
        if self.bullet or any(len(path) > 1 for path, _ in paths):
            return False
        noun = FOREIGN_NOUN.match(self.text, end)
        if noun and not (noun["duty"] and all(path[0] in DUTIES for path, _ in paths)):
            self.so_far.foreign.update(path[0] for path, _ in paths)
            return True
        if IN_A_DOCUMENT.match(self.text, end):
            return True
        if FOREIGN_BEFORE.search(self.text, max(0, self.start - 40), self.start):
            return True
        talk = LAW_TALK.search(self.low, max(0, self.start - 60), min(len(self.text), end + 60))
        if talk is None and all(path[0] in self.so_far.foreign for path, _ in paths):
            return True
        if not all(path[0].isdigit() for path, _ in paths) or not self._is_heading(end):
            return False
        numbers = {int(path[0]) for path, _ in paths}
        own = all(number < _FIRST_CITED or number - 1 in self.so_far.headed for number in numbers)
        self.so_far.headed.update(numbers if own else ())
        return own

    def _is_heading(self, end: int) -> bool:
        """Whether the list opens a line, with a colon, a dash or nothing behind its number."""
        opens_line = self.start == 0 or self.text[self.start - 1] == "\n"
        return opens_line and re.match(r"\s*(?:[:.\-–]|$|\n)", self.text[end : end + 3] or "\n") is not None

    def _bare_law(self, paths: list[tuple[Path, int]]) -> str | None:
        """The law of a citation without the word "section": that of the section when it was cited before, else that in which the document's
        other citations stand, if it has the limb."""
        first = paths[0][0]
        if self.context.environmental and first in LAWS[self.context.regulations].provisions:
            return self.context.regulations
        before = self.so_far.sections.get(first[0])
        if before and has_limb(before, first):
            return before
        for law in (self.context.regulations, self.context.act):
            if has_limb(law, first) and (law != self.context.regulations or self.context.environmental):
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
        return [(after(base, step)[0] if len(base) == 1 or not step.isdigit() else (base[0], step), self.at) for step in steps]

    def _keep_other(self, start: int, end: int) -> None:
        self.other = FoundOther(" ".join(self.text[start:end].split()), start, end)

    def _named_law(self, end: int) -> tuple[str | None, int]:
        """The FOI law named right behind the list, else right before it."""
        right = FOI_LAW_BEHIND.match(self.text, end)
        if right:
            named = self._meant(right)
            if named:
                return named, right.end()
            if right["act"]:
                return (self.context.act if self._is_own_act(right) else ELSEWHERE), right.end()
            return self.context.regulations, right.end()
        begins = max(0, self.start - 90)
        left = FOI_LAW_BEFORE.search(self.text, begins, self.start) if FOI_LAW_WORD.search(self.low, begins, self.start) else None
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
                ranged = False
                for step in _IN_GROUP.finditer(f"{group[1]}{group[2]}"):
                    if step["range"]:
                        ranged = True
                        continue
                    deeper, beside = after(path, step["limb"])
                    if beside and kind_of(path[-1]) != "section":
                        done.append((path, self.at))
                        done += steps_between(path, deeper, self.at) if ranged else []
                    path, ranged = deeper, False
                continue
            limb = _LIMB.match(self.text, self.at) or _BARE_LIMB.match(self.text, self.at)
            if not limb or not is_limb(limb[1]):
                return [*done, (path, self.at)]
            stepped = after(path, limb[1])
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
        if limb and is_limb(limb[1]) and not (again and not again["sub"]):
            path = sibling(last, limb[1])
            if self.sub and path and len(path) > len(last):
                # "subsection (1), and (b) one of": the next entry of a list that the statute's words are quoted from.
                self.at = back
                return None
            if path:
                self.at = limb.end()
                paths = self._limbs(path)
                return [*steps_between(last, path, self.at), *paths] if connector["range"] else paths
        number = _NUMBER.match(self.text, self.at)
        if number and not NOT_A_SECTION.match(self.text, number.end()) and self._opens_section(number, again is not None):
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

    def _resolve(self, law: str, path: Path, *, named: bool = True, first: str) -> Citation | None:
        """The citation that the path means in this law, in a list that begins with the section `first`; None when the law has no such
        provision."""
        table = LAWS[law].provisions
        if (path[0],) not in table:
            # "Section 40(2) & 3A(a)"; "sections 3A(b) and 3B" under section 40.
            current = self.so_far.current.path[0] if self.so_far.current and self.so_far.current.law == law else None
            section = next((section for section in (first, current) if section and (section, path[0]) in table), None)
            return Citation(law, (section, *path)) if section else None
        if table[path[0],].rare and not named:
            return None
        if len(path) > 1 and path[1].isalpha() and (law, path[0]) not in LETTERED and law != "JFOIL":
            if path[1] in ("i", "ii", "iii", "iv") and len(path) == 2:
                # "S28(i)" for 28(1): a roman numeral where the statute has a figure.
                path = (path[0], str(("i", "ii", "iii", "iv").index(path[1]) + 1))
            else:
                path = (path[0], "1", *path[1:])
        return Citation(law, path)
