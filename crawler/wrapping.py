"""Text whose lines were cut at a width, as a converter leaves a letter, put together again to paragraphs."""

import itertools
import re
from collections.abc import Sequence

_NARROWEST = 45
"""Characters. A text cut narrower than this is a column of a table, and its lines are no paragraph."""
_WIDEST = 130
_WIDER_OF = 8
"""One line may be wider, a link or what a converter joined, of so many that go on."""
_TELLING = 3
"""So many lines that go on in small letters on the next show that the text was cut at a width."""
_ENDS = re.compile(r"[.?!:;|][\"'”’)]*$")
_RULE = re.compile(r"[-_*=~]{3,}")
"""A line that parts what is above it from what is below."""
_UNENDING = re.compile(
    r"\b(?:the|an|of|and|or|under|your|our|sections?|regulation|may|january|february|march|april|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)
"""A line that ends in such a word goes on, however much of it letters of unlike widths have left free."""
_LAW, _ITS_YEAR = re.compile(r"\b(?:Act|Regulations)$"), re.compile(r"(?:19|20)\d\d\b")
"""A law is cut from its year."""
_OPENS = re.compile(
    r"\W*(?:[•*–|>-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|(?:q|question|request|answer|item)s?\.? ?\d|(?!\d)[\w ]{2,24}:|(?:dear|yours|section|regulation|date|our ref|(?:kind|best|warm) (?:regards|wishes))\b|(?:your |our |the )?(?:request|response|reply|answer)s?\W*$)",
    re.IGNORECASE,
)
"""What begins a line of its own: an item, a label, a salutation, a heading that cites."""


_GLYPH = re.compile(r"[·●⦁‣\uf0a7\uf0b7]\s*(?=\s|$|[A-Z\d\"“(])")
"""What word processors print before the entries of a list."""
_FULL_STOP = re.compile(r"\.(?=\s+[A-Z]|$)")
"""So it becomes in some, beside entries that have kept their bullet."""


def with_bullet(line: str) -> str:
    """A line with the usual bullet in the place of any other."""
    glyph = _GLYPH.match(line)
    return f"• {line[glyph.end() :]}".rstrip() if glyph else line


def _with_bullets(lines: Sequence[str]) -> list[str]:
    bulleted = [with_bullet(line) for line in lines]
    if bulleted != list(lines):
        bulleted = [f"•{line[1:]}" if _FULL_STOP.match(line) else line for line in bulleted]
    return bulleted


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines without the empty ones, those that a width cut put together. Text that was not cut stays as it is."""
    lines = _with_markers(_with_bullets(lines))
    width = _width(lines)
    if not width:
        return [line for line in lines if line]
    whole: list[str] = []
    before = ""
    for line in lines:
        # The next word would have fitted, had the line not ended of itself.
        full = len(before) + 1 + len(line.split(" ", 1)[0]) > width
        goes_on = full or _UNENDING.search(before) or (_LAW.search(before) and _ITS_YEAR.match(line))
        cut = _NARROWEST <= len(before) <= _WIDEST and goes_on
        if (
            line
            and whole
            and cut
            and not _RULE.fullmatch(before)
            and not _RULE.fullmatch(line)
            and not _ENDS.search(before)
            and not (_OPENS.match(line) and not line[0].islower())
        ):
            whole[-1] += f" {line}"
        elif line:
            whole.append(line)
        before = line
    return whole


_MARKER = re.compile(r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|[•*▪])")
"""The mark of an item."""


def _with_markers(lines: Sequence[str]) -> list[str]:
    """The lines, a mark of an item that stands alone put before the words below it."""
    whole: list[str] = []
    mark = ""
    for line in lines:
        if mark and line:
            whole.append(f"{mark} {line}" if not _MARKER.match(line) else mark)
            if _MARKER.match(line):
                whole.append(line)
            mark = ""
        elif _MARKER.fullmatch(line):
            mark = line
        elif not mark:
            whole.append(line)
    return [*whole, mark] if mark else whole


def _width(lines: Sequence[str]) -> int:
    """The width at which the lines were cut, 0 when they were not."""
    goes_on = [
        len(line)
        for line, following in itertools.pairwise(lines)
        if len(line) >= _NARROWEST and following[:1].islower() and not _ENDS.search(line)
    ]
    wider = sum(len(line) > _WIDEST for line in lines)
    if len(goes_on) < _TELLING or wider * _WIDER_OF > len(goes_on):
        return 0
    # A few lines stick out; the width is what most that go on come near.
    return sorted(goes_on)[len(goes_on) // 2] - 4
