"""A response's text, prepared once for all readers: its lines, its sentences, and a copy in small letters with the same offsets."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

_SMALL = {"\u0130": "I", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-", "_": " "} | dict.fromkeys("\x1c\x1d\x1e\x1f", "\f")  # fmt: skip
"""One character for one: the copy's offsets are the text's. A capital I with a dot would become two small letters; the four separators are
blanks, but not to a pattern of ASCII."""
_BEYOND = re.compile(r"[^\x00-\x7f£•]")


def _alike(beyond: re.Match[str]) -> str:
    """What stands in `low` for a character beyond ASCII, so that patterns need know ASCII only, which is half the work: a figure for a figure,
    for another letter "_", which is of a word (`\\w`) and none of `[a-z]`, and for another blank a form feed, `\\s` and none of the usual."""
    character = beyond.group()
    if character.isdecimal():
        return str(int(character))
    return "_" if character.isalnum() else "\f" if character.isspace() else character


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
"""The small numerals of items and of sub-paragraphs, from one on."""
MARKS = " |*"
"""What stands around the words of a line: the bars of a table, the stars of bold type."""
MARKS_AND_QUOTES = MARKS + "\"'"
_TAG = re.compile(r"</?(?:strong|em|b|i|u|p|br|div|span|h[1-6])\s*/?>")

_LONGEST_SENTENCE = 1_500
"""In characters. The longest seen in a letter has 900; a list of citations without end would be read again for each of them."""
_SENTENCE_END = re.compile(
    r"[\n.!?:;](?:(?<=\n)\n*|(?<=[.!?])(?:[\"'”’)]\s+|[^\S\n]\s*)(?=[\"'“‘(•]?[A-Z0-9£])|(?<=[.:;])[^\S\n]\s*(?=[\"'“‘]?[A-Z]))"
)
"""Each form begins with one of a few marks, so that the search skips to these. A mark is the sentence's own, but for a line's end."""
_ABBREVIATIONS = frozenset(
    [
        "ss",
        "sec",
        "sect",
        "reg",
        "regs",
        "art",
        "arts",
        "no",
        "nos",
        "ref",
        "para",
        "paras",
        "pp",
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "vs",
        "etc",
        "approx",
        "dept",
        "inc",
        "ltd",
        "vol",
    ]
)
"""And every letter by itself, as in "e.g."."""


def _is_abbreviation(low: str) -> bool:
    """Whether what stands before a full stop, seven characters or fewer, ends in an abbreviation."""
    word = low.rpartition(" ")[2]
    if not word.isalnum():
        word = re.split(r"\W", word)[-1]
    return word in _ABBREVIATIONS or (len(word) == 1 and "a" <= word <= "z")


class Span(NamedTuple):
    """`[start, end)` of the text."""

    start: int
    end: int

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end


class Text:
    """The text and its parts. `low` has the same length, in small letters with plain quotes and dashes."""

    def __init__(self, value: str) -> None:
        self.value = value
        low = value
        # A dozen passes in C are quicker than one look at a table for each character.
        for mark, plain in _SMALL.items():
            low = low.replace(mark, plain)
        low = low.lower()
        if not low.isascii():
            low = _BEYOND.sub(_alike, low)
        # Some pages print their own mark-up.
        self.low = _TAG.sub(lambda tag: " " * len(tag.group()), low) if "</" in low or "<br" in low else low
        assert len(self.low) == len(value)
        self._places: dict[str, list[int]] = {}

    @cached_property
    def lines(self) -> list[Span]:
        """The lines, in order."""
        spans, start = [], 0
        for line in self.value.split("\n"):
            spans.append(Span(start, start + len(line)))
            start += len(line) + 1
        return spans

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def bare(self, start: int, end: int, around: str = MARKS) -> str:
        """What stands in `[start, end)`, in small letters and without the marks around it: " | *Request* |" is "request"."""
        return self.low[start:end].strip(around)

    def below(self, number: int, around: str = MARKS) -> str:
        """The next line below one, of the three there, that is not blank; empty when there is none."""
        return next((low for line in self.lines[number + 1 : number + 4] if (low := self.bare(*line, around))), "")

    def above(self, number: int) -> Span | None:
        """The nearest line above one that is not blank."""
        return next((line for line in reversed(self.lines[:number]) if self.bare(*line)), None)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return bisect_right(self._line_starts, offset) - 1

    def line_around(self, offset: int) -> Span:
        """The line that holds an offset."""
        return self.lines[self.line_at(offset)]

    def lines_of(self, start: int, end: int) -> list[Span]:
        """The lines that hold any of `[start, end)`, whole; the line of `start` when that is empty."""
        return self.lines[self.line_at(start) : self.line_at(max(start, end - 1)) + 1]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences, in order; a line always ends one, and so does a colon before a capital. What goes on for longer than any
        sentence is cut, at a blank where there is one."""
        spans: list[Span] = []
        start = 0
        for match in _SENTENCE_END.finditer(self.value):
            end, behind = match.span()
            mark = self.value[end]
            if mark == "." and _is_abbreviation(self.low[max(0, end - 7) : end]):
                continue
            self._add(spans, start, end + (mark != "\n"))
            start = behind
        self._add(spans, start, len(self.value))
        return spans

    def _add(self, spans: list[Span], start: int, end: int) -> None:
        while end - start > _LONGEST_SENTENCE:
            blank = self.value.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            cut = blank if blank > 0 else start + _LONGEST_SENTENCE
            spans.append(Span(start, cut))
            start = cut
        if end > start:
            spans.append(Span(start, end))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def places(self, word: str) -> list[int]:
        """Where a word stands in `low`, in order; looked up once."""
        found = self._places.get(word)
        if found is None:
            found, at = [], self.low.find(word)
            while at >= 0:
                found.append(at)
                at = self.low.find(word, at + 1)
            self._places[word] = found
        return found

    def sentences_between(self, start: int, end: int) -> list[Span]:
        """The sentences that begin behind an offset and end no later than another."""
        starts = self._sentence_starts
        found = self.sentences[bisect_right(starts, start) : bisect_right(starts, end)]
        return [sentence for sentence in found if sentence.end <= end]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds an offset."""
        index = max(0, bisect_right(self._sentence_starts, offset) - 1)
        return self.sentences[index] if self.sentences else Span(0, len(self.value))

    def sentences_of(self, span: Span) -> list[Span]:
        """The sentences of a span, cut where it begins and ends; those without a word are left out."""
        sentences, at = [], span.start
        while at < span.end:
            sentence = self.sentence_at(at)
            sentences.append(Span(max(span.start, sentence.start), min(span.end, sentence.end)))
            at = max(at, sentence.end) + 1
        return [sentence for sentence in sentences if self.low[sentence.start : sentence.end].strip(" |\n")]
