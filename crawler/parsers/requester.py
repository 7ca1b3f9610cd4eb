"""The name of a person who asked, taken out of what a request platform prints.

A platform prints the name beside every message, the authority greets and quotes by it, and files are called after it. It goes before a text is
read, so that no record, no offset and no index ever holds it. Where taking out too much and leaving a name in are the choice, too much goes.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

MARK = "[requester]"
"""What stands in the place of a name."""

_TITLE = r"(?:mr|mrs|ms|miss|mx|dr|prof|professor|rev|cllr|councillor|sir|dame|lord|lady)\b\.?"
_NOBODY = re.compile(r"\banonymous\b|name (?:removed|withheld|not shown)|^\W*$", re.IGNORECASE)
_GREETED = re.compile(
    rf"^(?P<dear>(?:dear|hi|hello|good (?:morning|afternoon|evening))\b[ ,]*)(?P<who>(?:{_TITLE}\s*)?[^\W\d_][^,:;!?\n]{{0,60}}?)(?P<end>\s*[,:;.!-]*\s*)$",
    re.IGNORECASE,
)
_GREETED_INSIDE = re.compile(
    rf"^(?P<dear>(?i:dear|hi|hello)\s+)(?P<who>(?:(?i:{_TITLE})\s+)?[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){{0,2}})(?P<end>\s*[,:])"
)
_GREETED_BODY = re.compile(r"^dear [^.:;!?\n]{3,120},$", re.IGNORECASE)
"""The whole line greets a body with a comma in its name."""
_EVERYBODY = re.compile(
    r"\b(?:sir|madam|applicant|requester|requestor|enquirer|customer|all|team|colleagues?|whom|officer|manager|requesting|foi|freedom|correspondent|citizen)\b",
    re.IGNORECASE,
)
_WRITTEN_TO = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx)\b\.?\s+(?:[A-Z]\.?\s+){0,3}(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)")
_ALONE = re.compile(rf"^(?:{_TITLE}\s+)?(?:[A-Z][\w'’.-]*\s*){{1,4}}$", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MONTHS = frozenset(
    ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
)
_ORDINARY_WORDS = """
the of for to in on by and or at an is it more less better best good all any one two day week year right rights know open fair free buses trains
will mark bill grant rose hope grace joy faith frank rich pat sue bob jack dean ray dale glen guy art drew chase miles rob
brown green white black grey gray blue gold silver young old long short small little large strong sharp wise power swift
law laws rule rules house hall home hill wood woods field fields brook brooks bridge street lane park parks church chapel ford mill mills
king queen bishop pope abbot knight page baker cook carter farmer fisher hunter shepherd butler clerk marshall judge major sergeant
forest river rivers lake stone stones waters wells banks ball bell bird fox wolf lamb bull case read reed cross north south east west
summer summers winter winters spring snow frost rain moss heath marsh march april may june august
freedom information public council police campaign group action transport community research project news media press data citizen
society friends people union party trust local national london british welsh english scottish irish uk wales scotland england request
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
"""Words of the language that are also names or parts of the names that people give themselves."""
_OPENING_WORDS = """
thank thanks i we you your the this that these those please further in on with re following as it our if when where there here having should would
freedom information ref dear however therefore finally moreover furthermore also additionally accordingly alternatively otherwise unfortunately
regrettably similarly instead hence yes no section regulation act once although while for to from by all any each both however secondly firstly
"""
_BEGINS = frozenset(_OPENING_WORDS.split())
_OPENERS = _BEGINS | _ORDINARY
"""Words that begin a sentence, and are no names there."""
_ADDRESSED = re.compile(r"(?:^|(?<=[.!?] ))(?P<name>[A-Z][\w'’-]+), (?=(?:if|you|your|please|as|thanks?|we|i|should)\b)", re.MULTILINE)
_ASKER = re.compile(
    r"^(?i:name|requester|requestor|applicant|to|from|fao|for the attention of|complainant|customer|enquirer)(?: name)?\s*:\s*(?P<name>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3})\s*$"
    r"|\b(?i:request|application|complaint|letter|e-?mail)(?: for information)? (?:from|by|made by|submitted by|on behalf of) (?P<of>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})",
    re.MULTILINE,
)
_BODIES = re.compile(
    r"\b(?:council|borough|city|county|district|police|trust|university|department|ministry|office|board|authority|agency|service|commission|government|college|school"
    r"|team|ltd|limited|plc|hall|house|street|road|avenue|lane|centre|court|executive|commissioner|officer|act|regulations?|request|response|review|notice|reply|foi|ref)\b",
    re.IGNORECASE,
)
_AUTHORITY = re.compile(
    r"\b(?:council|police|constabulary|trust|nhs|university|department|ministry|authority|agency|services?|commission|government|assembly)\b",
    re.IGNORECASE,
)
"""Words of an authority's name that nobody bears: a requester greets it as it greets him."""
_TITLED = re.compile(rf"{_TITLE}\s", re.IGNORECASE)
_TRACE_BITS = 14
"""Sixteen thousand traces: of all the names that there are, dozens leave the same one, and one word in thousands that is none."""
_HEAD_LINES = 40
"""A letter greets above this line, or not at all."""


@dataclass(frozen=True)
class Requester:
    """One or more people who asked. `names` are as the page prints them; `words` are no names where they stand alone: ordinary words that the
    page prints in small letters too, and those of the authority's own name. `traces` are of names that stand on another page."""

    names: tuple[str, ...]
    words: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    traced: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[str], lines: Iterable[str] = (), authority: str = "", traces: str = "") -> "Requester":
        """Those that the page names; a note behind a name, such as "(Account suspended)", is none of it. `lines` are what the page prints,
        `traces` what another page says of the same people."""
        plain = (re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name).strip(" ,.:;") for name in names)
        named = dict.fromkeys(" ".join(name.split()) for name in plain if not _NOBODY.search(name))
        small = frozenset(word for line in lines for word in _WORD.findall(line) if word.islower())
        ordinary = (_ORDINARY & small) | frozenset(map(_plain, _WORD.findall(authority)))
        return cls(tuple(named), ordinary, small, frozenset(traces.split()))

    @property
    def traces(self) -> str:
        """What tells a word of the names on another page, and is of so many other words that it does not tell the names."""
        return " ".join(sorted({_trace(part) for part in self._parts}))

    def out_of(self, text: str) -> str:
        """The text without them."""
        text = _ADDRESS.sub(lambda found: MARK if self.is_in(found[0].partition("@")[0]) else found[0], text)
        for pattern in self._patterns:
            text = pattern.sub(MARK, text)
        if self.traced:
            text = _WORD.sub(self._traced_out, text)
            text = re.sub(
                rf"(?<={re.escape(MARK)} )(?P<next>[A-Z][\w'’-]+)",
                lambda found: MARK if _trace(found[0]) in self.traced else found[0],
                text,
            )
        return re.sub(rf"{re.escape(MARK)}(?:[\s,.&]{{0,3}}{re.escape(MARK)})+", MARK, text)

    def is_in(self, name: str) -> bool:
        """Whether the name of a file or an address bears one of them: in a word of its own, or all of it run together."""
        folded = _plain(name)
        words = set(re.findall(r"[^\W\d_]+", folded))
        runs = re.sub(r"[\W_]+", "", folded)
        return any(part in words for part in self._rare) or any(len(run) > 4 and run in runs for run in map(_run_together, self.names))

    def _traced_out(self, word: re.Match[str]) -> str:
        """The mark for a word that may be of the names: it has their trace, and is not one that the page or the language knows otherwise."""
        folded = _plain(word[0])
        known = not word[0][0].isupper() or folded in self.small | self.words | _MONTHS | _OPENERS
        return word[0] if known or len(folded) < 2 or _trace(word[0]) not in self.traced else MARK

    @cached_property
    def _parts(self) -> frozenset[str]:
        """The words of the names in small letters, without titles, with and without marks; a double-barrelled one is two more."""
        found: set[str] = set()
        for name in self.names:
            for word in _WORD.findall(re.sub(rf"^{_TITLE}\s+", "", name, flags=re.IGNORECASE)):
                for piece in (word, *word.split("-")):
                    found |= {piece.lower().replace("’", "'"), _plain(piece)}
        return frozenset(part for part in found if len(part) > 1)

    @cached_property
    def _rare(self) -> frozenset[str]:
        """Those that are no word of the language here."""
        return self._parts - _MONTHS - self.words

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        patterns = []
        for name in sorted(self.names, key=len, reverse=True):
            if not name.isalpha():
                patterns.append(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE))
            spelt = {tuple(_WORD.findall(name)), tuple(_WORD.findall(_without_marks(name)))}
            for words in spelt:
                if words and (len(words) > 1 or _plain(words[0]) in self._rare):
                    joined = r"[\s._,'’-]*".join(map(_letters, words))
                    patterns.append(re.compile(rf"(?<!\w)(?:{_TITLE}\s*)?{joined}(?!\w)", re.IGNORECASE))
        if self._rare:
            any_rare = "|".join(sorted(map(_as_a_name, self._rare), key=len, reverse=True))
            patterns.append(re.compile(rf"(?<!\w)(?:(?i:{_TITLE})\s*)?(?:[A-Z]\.?\s+|[a-z]\.){{0,3}}(?:{any_rare})(?!\w)"))
        if self._parts:
            any_part = "|".join(sorted(map(_letters, self._parts), key=len, reverse=True))
            patterns.append(re.compile(rf"(?<!\w){_TITLE}\s*(?:[A-Z](?:\.\s*|\s+)){{0,3}}(?:{any_part})(?!\w)", re.IGNORECASE))
        return tuple(patterns)


def greeted(line: str) -> str:
    """Whom a line greets by name; nothing for "Dear Sir or Madam"."""
    match = _by_name(_GREETED.match(line) or _GREETED_INSIDE.match(line))
    return match["who"].strip() if match else ""


def _by_name(greeting: re.Match[str] | None) -> re.Match[str] | None:
    """The greeting, when it is of a person: no "Dear Sir or Madam", and no "Dear Larkbeth Council"."""
    who = greeting["who"] if greeting else ""
    return None if _EVERYBODY.search(who) or (_AUTHORITY.search(who) and " " in who and not _TITLED.match(who)) else greeting


def is_greeting(line: str) -> bool:
    """Whether the whole line greets somebody by name, a body too."""
    match = _GREETED.match(line)
    return (match is not None and not _EVERYBODY.search(match["who"])) or (
        _GREETED_BODY.match(line) is not None and bool(_AUTHORITY.search(line))
    )


def without_greeting(line: str) -> str:
    """The line with whoever it greets by name taken out."""
    match = _by_name(_GREETED.match(line) or _GREETED_INSIDE.match(line))
    if match is None:
        return line
    return match["dear"] + MARK + line[match.end("who") :]


def of_letter(lines: Sequence[str], authority: str = "", traces: str = "") -> Requester:
    """Who is written to in a letter that stands without the page of its request: greeted, named above the greeting or behind a label, spoken
    to by name or of with a title; and whoever the traces tell."""
    names = list(dict.fromkeys(name for line in lines[:_HEAD_LINES] if (name := greeted(line))))
    known = Requester.of(names)
    for line in lines[:_HEAD_LINES]:
        if _GREETED.match(line):
            break
        if _ALONE.match(line) and (known.out_of(line) != line or _is_a_person(line, authority)):
            names.append(line)
    text = "\n".join(lines)
    names += [match["name"] for match in _WRITTEN_TO.finditer(text)]
    names += [
        match["name"] for match in _ADDRESSED.finditer(text) if _plain(match["name"]) not in _OPENERS and not match["name"].endswith("ly")
    ]
    names += [
        name for match in _ASKER.finditer(text) if not _BODIES.search(name := match["name"] or match["of"]) and _plain(name) not in _OPENERS
    ]
    names += _followed(text, Requester.of(names))
    return Requester.of(names, lines, authority, traces)


def _is_a_person(line: str, authority: str) -> bool:
    """Whether a line above a greeting is a name and nothing else: two words or three, none of them of a body, a place or a heading."""
    words = line.split()
    return 2 <= len(words) <= 3 and all(re.fullmatch(r"[A-Z](?:\.|[a-z'’-]+(?:[A-Z][a-z]+)?)?", word) for word in words) and not (
        _BODIES.search(line) or line in authority or any(word.lower() in _OPENERS | _MONTHS for word in words)
    )  # fmt: skip


def _followed(text: str, known: Requester) -> Iterator[str]:
    """The second word of a name of which only the first is known: "Ada" is greeted, and "Ada Okafor" stands in the text."""
    for part in sorted(known._rare):
        for match in re.finditer(rf"(?<!\w){_as_a_name(part)}[ ](?P<next>[A-Z][\w'’-]+)", text):
            if _plain(match["next"]) not in _BEGINS:
                yield f"{part.capitalize()} {match['next']}"


def _trace(word: str) -> str:
    digest = hashlib.sha256(_plain(word).encode()).digest()
    return f"{int.from_bytes(digest[:2]) >> (16 - _TRACE_BITS):04x}"


def _plain(text: str) -> str:
    """Folded: small letters without marks, every apostrophe alike."""
    return _without_marks(text).lower().replace("’", "'")


def _without_marks(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKD", text) if not unicodedata.combining(character))


def _run_together(name: str) -> str:
    return re.sub(r"[\W_]+", "", _plain(name))


def _letters(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word))


def _as_a_name(part: str) -> str:
    """The word in any case; one of two letters only as names are written."""
    return f"(?i:{_letters(part)})" if len(part) > 2 else f"(?:{part.capitalize()}|{part.upper()})"
