"""The user's words -> a query tree, or QueryProblem with the place and a hint. Never silently another query.

words "a phrase" "words near each other"~5 AND OR NOT -not (groups) prefix* wom?n dis*ed mispelt~ mispelled~2
field:value for authority, source, nation, exemption, mentions, decision, reference, title, question, filetype, withdrawn, year
received: responded: published: with 2024, 2024-03, 07/03/2024, "7 March 2024", 2023..2024-06, 2024.. or ..2024
"""

import re
from collections.abc import Iterator, Sequence
from typing import get_args

import msgspec

from crawler.errors import QueryProblem
from crawler.items import Decision, PartialDate

TEXT_FIELDS = ("title", "question", "authority")
CITATION_FIELDS = ("exemption", "mentions")
DATE_FIELDS = ("received", "responded", "published")
EXACT_FIELDS = ("source", "nation", "decision", "reference", "filetype", "withdrawn", "year")
FIELDS = (*TEXT_FIELDS, *CITATION_FIELDS, *DATE_FIELDS, *EXACT_FIELDS)


# The parts of a tree are msgspec's structs: such a class is made in a tenth of the time of a dataclass, and a search makes them all.


class Word(msgspec.Struct, frozen=True):
    """A word in a field (`content` when none was named); a prefix when `prefix`."""

    field: str
    word: str
    prefix: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """Words that follow one another, each at most `slop` words behind the one before: 1 is next to each other."""

    field: str
    text: str
    slop: int = 1


class Pattern(msgspec.Struct, frozen=True):
    """A printed word that the pattern describes: `*` is any letters, `?` one."""

    field: str
    pattern: str


class Fuzzy(msgspec.Struct, frozen=True):
    """A printed word that becomes this one by at most `distance` letters added, left out or replaced."""

    field: str
    word: str
    distance: int


class Exact(msgspec.Struct, frozen=True):
    """A field that has one of these values; a value that begins with it when `prefix`."""

    field: str
    values: tuple[str, ...]
    prefix: bool = False


class Days(msgspec.Struct, frozen=True):
    """A date that can lie between two days, as numbers like 20240307; either end may be open."""

    field: str
    first: int | None
    last: int | None


class And(msgspec.Struct, frozen=True):
    """All of the parts."""

    parts: tuple["Node", ...]


class Or(msgspec.Struct, frozen=True):
    """One of the parts or more."""

    parts: tuple["Node", ...]


class Not(msgspec.Struct, frozen=True):
    """Everything but the part."""

    part: "Node"


class All(msgspec.Struct, frozen=True):
    """Every document."""


Node = Word | Phrase | Pattern | Fuzzy | Exact | Days | And | Or | Not | All


class _Token(msgspec.Struct, frozen=True):
    kind: str
    text: str
    start: int
    end: int


_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MOST_SLOP = 100  # words; two words further apart say nothing about each other
_ONE_WORD = r"\w+(?:['’]\w+)*"

_WRITTEN = re.compile(
    r"(?:(?:FOIA|FOI|FOISA|FOI\(S\)A|EIRs?|EISR|EI\(S\)R|JFOIL)\s+)?(?:(?:sections?|ss?|regulations?|regs?|r|articles?|arts?|a)\b\.?\s*)?"
    r"[sra]?\.?\d{1,3}[A-Z]{0,2}(?:\s*\((?:\d{1,2}[A-Z]{0,2}|[a-z]|[ivx]{1,4})\))*(?=[\s()]|$)",
    re.IGNORECASE,
)
"""A citation without quotation marks; a bracket after it belongs to it when a limb stands in it."""

_TOKEN = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<field>[A-Za-z_]+:)(?=\S)"
    r'|(?P<phrase>["“][^"“”]*["”](?:~\d*)?)'
    r'|(?P<open_quote>["“”])'
    r"|(?P<word>[^\s()\"“”:]*[^\s()\"“”:](?:\([0-9A-Za-z]{1,5}\)(?:[^\s()\"“”:]*[^\s()\"“”:])?)*(?::[^\s()\"“”]*)?)"
    r"|(?P<open>\()|(?P<close>\))|(?P<colon>:)"
)


def parse(text: str) -> Node:
    """The query tree. An empty text is every document. Raises QueryProblem."""
    return _Parser(text).parse()


def words_of(node: Node) -> Iterator[Word | Phrase | Pattern | Fuzzy]:
    """The words and phrases that a hit contains, for highlighting: those that are not negated."""
    match node:
        case Word() | Phrase() | Pattern() | Fuzzy():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from words_of(part)


def _near(word: str, among: Sequence[str]) -> list[str]:
    """The one that is spelt most like it, if any."""
    import difflib

    return difflib.get_close_matches(word, among, n=1)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(self._tokens())
        self.at = 0

    def _tokens(self) -> Iterator[_Token]:
        position = 0
        while position < len(self.text):
            match = _TOKEN.match(self.text, position)
            assert match is not None
            assert match.lastgroup is not None
            if match.lastgroup == "open_quote":
                raise self._problem("a quotation mark has no partner", "close the phrase, or leave the mark out", position, len(self.text))
            if match.lastgroup == "colon":
                raise self._problem("a colon stands alone", 'name a field before it, or put the words in "quotes"', position, position + 1)
            if match.lastgroup != "space":
                kind = match.group() if match.group() in ("AND", "OR", "NOT") else match.lastgroup
                yield _Token(kind, match.group(), match.start(), match.end())
            position = match.end()

    def _problem(self, message: str, hint: str, start: int, end: int) -> QueryProblem:
        return QueryProblem(f"{message}: {self.text[start:end]!r}" if start < end else message, hint, query=self.text, start=start, end=end)

    def parse(self) -> Node:
        if not self.tokens:
            return All()
        node = self._or()
        token = self._peek()
        if token:
            raise self._problem("a bracket has no partner", "close or leave out the bracket", token.start, token.end)
        return node

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _or(self) -> Node:
        parts = [self._and()]
        while (token := self._peek()) and token.kind == "OR":
            self.at += 1
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _and(self) -> Node:
        parts = [self._not()]
        while (token := self._peek()) and token.kind not in ("OR", "close"):
            if token.kind == "AND":
                self.at += 1
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _not(self) -> Node:
        token = self._peek()
        if token and token.kind == "NOT":
            self.at += 1
            return Not(self._not())
        if token and token.kind == "word" and token.text.startswith("-") and len(token.text) > 1:
            self.tokens[self.at] = _Token("word", token.text[1:], token.start + 1, token.end)
            return Not(self._primary("content"))
        if token and token.text == "-" and self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].start == token.end:
            self.at += 1
            return Not(self._primary("content"))
        return self._primary("content")

    def _primary(self, field: str) -> Node:
        token = self._peek()
        if token is None:
            raise self._problem(
                "the query ends where a word is expected",
                "AND, OR, NOT and field: need something behind them",
                len(self.text),
                len(self.text),
            )
        self.at += 1
        if token.kind == "open":
            node = self._or() if field == "content" else self._group(field)
            closing = self._peek()
            if closing is None or closing.kind != "close":
                raise self._problem("a bracket has no partner", "close or leave out the bracket", token.start, len(self.text))
            self.at += 1
            return node
        if token.kind == "field":
            return self._field(token)
        if token.kind not in ("word", "phrase"):
            raise self._problem(
                "a word is expected here", "write AND, OR and NOT in small letters to search for the words", token.start, token.end
            )
        return self._value(field, token)

    def _group(self, field: str) -> Node:
        """`title:(knife crime)`: every word of the group in the field; OR between them when it is written."""
        parts: list[Node] = []
        either = False
        while (token := self._peek()) and token.kind not in ("close", "open", "field"):
            self.at += 1
            if token.kind == "OR":
                either = True
            elif token.kind != "AND":
                parts.append(self._value(field, token))
        if not parts:
            raise self._problem("the brackets are empty", "put a word between them", self.tokens[self.at - 1].start, len(self.text))
        return parts[0] if len(parts) == 1 else Or(tuple(parts)) if either else And(tuple(parts))

    def _field(self, token: _Token) -> Node:
        name = token.text[:-1].lower()
        if name not in FIELDS:
            near = _near(name, FIELDS)
            hint = f"did you mean {near[0]}:?" if near else f"fields: {', '.join(FIELDS)}"
            raise self._problem("there is no such field", f'{hint} To search for the words, put them in "quotes"', token.start, token.end)
        return self._primary(name)

    def _value(self, field: str, token: _Token) -> Node:
        if field in CITATION_FIELDS:
            return self._citation(field, token)
        phrase = re.fullmatch(r'["“](.*)["”](?:~(\d*))?', token.text, re.DOTALL) if token.kind == "phrase" else None
        value = phrase[1].strip() if phrase else token.text
        if field in DATE_FIELDS:
            return self._days(field, value, token)
        if field in EXACT_FIELDS:
            return self._exact(field, value, token)
        if phrase:
            return self._phrase(field, value, phrase[2], token)
        return self._word(field, value, token)

    def _phrase(self, field: str, text: str, slop: str | None, token: _Token) -> Node:
        if not re.search(r"\w", text):
            raise self._problem("the phrase is empty", "put a word between the quotation marks", token.start, token.end)
        if slop is None:
            return Phrase(field, text)
        if not slop or not 1 <= int(slop) <= MOST_SLOP:
            raise self._problem(
                "this is no distance", f'as in "harm public interest"~5, a number from 1 to {MOST_SLOP}', token.start, token.end
            )
        return Phrase(field, text, int(slop))

    def _word(self, field: str, value: str, token: _Token) -> Node:
        fuzzy = re.fullmatch(r"(.*\w)~(\d*)", value)
        if fuzzy:
            if not re.fullmatch(_ONE_WORD, fuzzy[1]) or fuzzy[2] not in ("", "1", "2"):
                raise self._problem("this is no word to spell otherwise", "as in harrassment~ or harasment~2", token.start, token.end)
            return Fuzzy(field, fuzzy[1], int(fuzzy[2] or 1))
        if "*" in value or re.search(r"\?(?=\w)", value):
            return self._pattern(field, value.rstrip("?.,;!"), token)
        if not re.search(r"\w", value):
            raise self._problem("there is no word here", "search for letters or figures", token.start, token.end)
        return Word(field, value) if re.fullmatch(_ONE_WORD, value) else Phrase(field, value)

    def _pattern(self, field: str, value: str, token: _Token) -> Node:
        if not re.search(r"\w", value):
            raise self._problem("there is no word here", "search for letters or figures", token.start, token.end)
        if not re.fullmatch(r"[\w*?'’]+", value):
            raise self._problem("* and ? stand for letters of one word", "as in disclos*, wom?n or dis*ed", token.start, token.end)
        word = value[:-1]
        if value.endswith("*") and re.fullmatch(_ONE_WORD, word):
            return Word(field, word, prefix=True)
        return Pattern(field, value)

    def _exact(self, field: str, value: str, token: _Token) -> Node:
        value = value.lower()
        allowed = {"decision": get_args(Decision), "withdrawn": ("yes", "no")}.get(field)
        if allowed and value.rstrip("*") not in allowed and not value.endswith("*"):
            near = _near(value, allowed)
            hint = f"did you mean {near[0]}?" if near else f"one of {', '.join(allowed)}"
            raise self._problem(f"{field}: has no such value", hint, token.start, token.end)
        return Exact(field, (value.rstrip("*"),), prefix=value.endswith("*"))

    def _citation(self, field: str, token: _Token) -> Node:
        """A provision, quoted or as people write it: every token that belongs to it is taken."""
        # The tables of the law are some 10 ms that most searches do not need.
        from crawler.law.written import parse_written

        written = None if token.kind == "phrase" else _WRITTEN.match(self.text, token.start)
        end = max(token.end, written.end()) if written else token.end
        text = self.text[token.start : end].strip('"“”')
        while (following := self._peek()) and following.start < end:
            self.at += 1
        try:
            citations = parse_written(text)
        except ValueError:
            raise self._problem(
                "this is no provision", 'as in exemption:31, exemption:40(3A)(a) or exemption:"EIR r.12(5)(b)"', token.start, end
            ) from None
        return Exact(field, tuple(map(str, citations)))

    def _days(self, field: str, value: str, token: _Token) -> Node:
        first, dots, last = value.partition("..")
        if dots and not first and not last:
            raise self._problem("the range has no end", f"as in {field}:2023..2024-06", token.start, token.end)
        low = self._date(first, token) if first else None
        high = self._date(last if dots else first, token) if (last or not dots) else None
        days = Days(field, int(low.first.strftime("%Y%m%d")) if low else None, int(high.last.strftime("%Y%m%d")) if high else None)
        if days.first and days.last and days.first > days.last:
            raise self._problem("the range ends before it begins", f"as in {field}:2023..2024-06", token.start, token.end)
        return days

    def _date(self, text: str, token: _Token) -> PartialDate:
        british = re.fullmatch(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})", text.strip())
        named = re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\s+(\d{4})", text.strip(), re.IGNORECASE)
        try:
            if british:
                return PartialDate(int(british[3]), int(british[2]) if british[2] else None, int(british[1]) if british[1] else None)
            if named:
                (month,) = (number for number, name in enumerate(_MONTHS, 1) if name.startswith(named[2].lower()))
                return PartialDate(int(named[3]), month, int(named[1]) if named[1] else None)
            return PartialDate.parse(text.strip())
        except ValueError:
            raise self._problem(
                "this is no date", 'as in 2024, 2024-03, 2024-03-07, 07/03/2024, "7 March 2024" or 2023..2024-06', token.start, token.end
            ) from None
