"""The items of a request: numbered in any style, lettered, bulleted, or run together in one line."""

import re

from crawler.reading.closing_cues import CLOSING_HEADINGS
from crawler.reading.cues import ASKS, ITEM, number_of, requester_speaks
from crawler.reading.rules import Rule, rule
from crawler.reading.text import ROMAN, Span, Text

FIRST = ("1", "a", "i")
"""The labels with which lists begin."""


def first_item(low: str) -> bool:
    """Whether a line is the first item of a list."""
    match = ITEM.match(low)
    return match is not None and number_of(match) in FIRST


def numbering_style(match: re.Match[str]) -> str:
    """How an item is marked, its number left out: "1)" and "Q1." begin lists of different kinds."""
    return re.sub(r"\d+(?:\.\d+)?|(?<![a-z])[a-z](?![a-z])", "#", match.group()).strip()


BARE_NUMBER = "#"
"""The style of a number that no mark parts from its words."""


def is_counted(match: re.Match[str], low: str, style: str) -> bool:
    """Whether a number counts what stands behind it: no mark parts it from its words, as one does in the items above, and they do not ask."""
    body = low[match.end() :].strip()
    return style not in ("", BARE_NUMBER) and numbering_style(match) == BARE_NUMBER and not (ITEM.match(body) or ASKS.search(body))


JOINT = rule(
    "close/joint-answer",
    (r"^\(?\d{1,2}(?:(?:\s*[-,&]\s*|,? and )\d{1,2})+\s*[).:]", "1-3. In the year there were 40", "4, 5, 6) No record is kept"),
)


def numbered(text: Text, begins: int, end: int, closing: Rule | None) -> list[Span]:
    """Consecutive numbered questions with answers behind them, on the same line or on lines of their own. Questions that all stand before
    the first closing cue at `end` stand together, unless something else stands behind each and no heading of an answer follows."""
    pieces: list[Span] = []
    numbers: list[tuple[str, str]] = []
    answered = inline = 0
    style = ""
    first_line = text.line_at(begins)
    for index in range(first_line, len(text.lines)):
        line = text.lines[index]
        start = max(begins, line.start)
        low = text.low[start : line.end]
        bare = low.lstrip(" *•-|\"'")
        match = ITEM.match(bare)
        number = number_of(match) if match and not is_counted(match, bare, style) else None
        style = style or (numbering_style(match) if match and number else "")
        stop = _item_stop(low, len(low) - len(bare) + match.end() if match else 0, len(pieces))
        if number and match and not pieces and start >= end and numbering_style(match) != style:
            return []  # another list, of the answers
        if number and continues(numbers, number) and stop:
            behind = low[stop:].strip(" \"'")
            if GOES_ON.match(behind) or requester_speaks(behind):
                stop, behind = len(low), ""  # it goes on with the question
            stop += start
            answered += bool(pieces and speaks_between(text, pieces[-1].end, start))
            inline += bool(behind)
            pieces.append(Span(start, stop))
            numbers.append((number, ""))
        elif number and pieces and continues(numbers, number):
            pieces.append(Span(start, line.end))
            numbers.append((number, ""))
        elif index == first_line and not number:
            return []
    half = max(1, len(pieces) // 2)
    spoken = answered >= len(pieces) - 1 > 1 or (len(pieces) == 2 and _PLAIN.match(text.low, pieces[0].end) is not None)
    apart = closing not in CLOSING_HEADINGS and (inline >= half or spoken)
    together = not apart and end < len(text.value) and all(piece.start < end for piece in pieces)
    return pieces if answered + inline >= half and not together else []


_PLAIN = re.compile(r"\s*(?:yes|no|none|nil)\b|\s*\d[\d,.]*\s*$", re.MULTILINE)
"""An answer that nobody takes for more of the question."""
GOES_ON = re.compile(
    r"\(|yes ?/ ?no\b|y/n\b|please |that (?:is|means)\b|if (?:so|yes|not|you|any|the|possible|available)\b|where (?:yes|so|possible|applicable|available)\b|i\.?e\b|e\.?g\b|for (?:example|instance)\b"
    r"|(?:broken|split|set out|ideally|including|excluding|also|and|but|or|i)\b"
)
"""How a question goes on behind its question mark."""


def numbered_lines(text: Text, begins: int) -> list[Span]:
    """The lines with the numbers from one on, when each has other lines below it: in a text where nobody else is heard, its answer."""
    pieces: list[Span] = []
    numbers: list[tuple[str, str]] = []
    below = parts = asking = 0
    for line in text.lines[text.line_at(begins) :]:
        match = ITEM.match(text.low[line.start : line.end].lstrip(" *|\"'"))
        number = number_of(match) if match else None
        if number and number.isdigit() and continues(numbers, number):
            pieces.append(Span(line.start, line.end))
            numbers.append((number, ""))
        elif pieces and text.line_at(pieces[-1].start) + 1 == text.line_at(line.start):
            low = text.low[line.start : line.end].strip()
            below += not requester_speaks(low)
            if first_item(low):
                parts += 1
                asking += ASKS.search(ITEM.sub("", low, count=1).strip()) is not None
    answered = below == len(pieces) and not (parts == below and asking)
    return pieces if len(pieces) > 1 and answered else []


def _item_stop(low: str, begins: int, before: int) -> int:
    """The end of a numbered question in its line: its question mark; behind two questions also its first full stop."""
    if "?" in low:
        return low.index("?") + 1 if before and low.count("?") == 1 else low.rindex("?") + 1
    stop = _FULL_STOP.search(low, begins) if before > 1 else None
    return stop.end() if stop else 0


_FULL_STOP = re.compile(r"(?<!i\.e)(?<!e\.g)\.(?=\s|$)")


_YEARS = re.compile(r"^\s*(?:19|20)\d\d(?:[/-]\d\d)?\s*$", re.MULTILINE)
"""The years that a question asks about, one a line."""


def speaks_between(text: Text, start: int, end: int) -> bool:
    """Whether anything but white space and further questions stands between two questions."""
    between = _YEARS.sub("", text.low[start:end]).strip()
    if text.low[:start].endswith(":"):
        # Bullets behind a colon are part of the question.
        between = "\n".join(line for line in between.split("\n") if not _BULLET.match(line)).strip()
    return bool(between) and not between.endswith("?") and not any(map(requester_speaks, between.split("\n")))


def items_of(text: Text) -> list[tuple[str, str]]:
    """The top-level numbered items: a line with the next number opens one, lines without a number continue it. The first may stand behind a
    colon, or have lost its number to the label above it."""
    if _BULLET.match(text.low) and not ITEM.match(_BULLET.sub("", text.low)) and (bulleted := _bulleted_items(text)):
        return bulleted
    items: list[tuple[str, str]] = []
    lead: list[str] = []
    for line in text.lines:
        low = text.low[line.start : line.end]
        bare = low.lstrip(" *•-|\"'")
        match = ITEM.match(bare)
        number = number_of(match) if match else None
        if match and number == "1" and items and items[0][0] == "a" and bare.startswith("q"):
            items = []  # what it lettered are the periods or the places of which each question asks
        if match and number and continues(items, number):
            items.append((number, text.value[line.start + len(low) - len(bare) + match.end() : line.end].strip()))
        elif items:
            label, so_far = items[-1]
            items[-1] = (label, f"{so_far}\n{text.value[line.start : line.end]}".strip())
        elif (behind := _BEHIND_COLON.search(low)) is not None:
            items.append((behind[1], text.value[line.start + behind.end() : line.end].strip()))
        elif match and number in ("2", "b") and len(lead) == 1:
            items = [
                ("1" if number == "2" else "a", lead[0]),
                (number, text.value[line.start + len(low) - len(bare) + match.end() : line.end].strip()),
            ]
        elif low.strip():
            lead.append(text.value[line.start : line.end].strip())
    return _counted_on(items) if len(items) > 1 else _inline_items(text) or _bulleted_items(text) or _all_first(text)


def _counted_on(items: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The items, and those at the end of the last that a converter has numbered each as the first, counted on."""
    label, body = items[-1]
    own, *more = FIRST_AGAIN.split(body)
    if not (label.isdigit() and more) or own.rstrip().endswith(":") or any("\n" in item.strip() for item in more):
        return items
    return [*items[:-1], (label, own.strip()), *((str(n), item.strip()) for n, item in enumerate(more, int(label) + 1))]


def _all_first(text: Text) -> list[tuple[str, str]]:
    """Items that have all become the first, as a converter leaves lists that it counts anew at each; numbered by their order."""
    places = list(FIRST_AGAIN.finditer(text.low))
    if len(places) < 2:
        return []
    ends = [*(match.start() for match in places[1:]), len(text.value)]
    return [(str(n), text.value[match.end() : end].strip()) for n, (match, end) in enumerate(zip(places, ends, strict=True), 1)]


FIRST_AGAIN = re.compile(r"^[ *|]*1[.)]\s+(?=\S)", re.MULTILINE)


_BEHIND_COLON = re.compile(r":\s+\(?([a1i])[.)]\s")
_INLINE = re.compile(
    r"\((\d|[a-h]|i{1,3}|iv)\)\s|\brequest (\d) ?(?:\([^)\n]*\))?\s*:?\s|^([a-h])$|(?:(?<=^)|(?<=[.:,;?)] ))(\d)[.)]\s|(?<=[a-z] )(\d)\)\s(?=[a-z])",
    re.MULTILINE | re.ASCII,
)
_FIRSTS = ("1.", "1)", "request 1", "(a)", "(i)")
"""With one of these a list inside a paragraph begins, or with its letter on a line of its own."""
_BULLET = re.compile(r"^\s*(?:[•*–-]|o(?=\s))\s*(?=\S)")


def _inline_items(text: Text) -> list[tuple[str, str]]:
    """Items that follow one another inside a paragraph, "(a) the return (b) the invoices", or have their letter on a line of its own."""
    if not any(first in text.low for first in _FIRSTS) and "\na\n" not in f"\n{text.low}\n":
        return []
    marks: list[tuple[str, str]] = []
    places: list[re.Match[str]] = []
    for match in _INLINE.finditer(text.low):
        number = match[1] or match[2] or match[3] or match[4] or match[5]
        before = text.low[: match.start()].rstrip()
        if (marks or not match[1] or not before or before.endswith(":")) and continues(marks, number):
            marks.append((number, ""))
            places.append(match)
    ends = [*(match.start() for match in places[1:]), len(text.value)]
    return (
        [(mark[0], text.value[match.end() : end].strip()) for mark, match, end in zip(marks, places, ends, strict=True)]
        if len(marks) > 1
        else []
    )


def _bulleted_items(text: Text) -> list[tuple[str, str]]:
    """Items marked by bullets or dashes, numbered by their order."""
    if len(inline := _INLINE_BULLET.split(text.value)) > 2:
        return [(str(number), item.strip()) for number, item in enumerate(inline[1:], 1)]
    values = _MARK_ALONE.sub(r"\1 ", text.value).split("\n")
    marked = [number for number, value in enumerate(values) if _BULLET.match(value) and not ITEM.match(_BULLET.sub("", value).lower())]
    if len(marked) > 1 and marked[0] > 1 and values[marked[0] - 2].rstrip().endswith(":"):
        marked.insert(0, marked[0] - 1)  # the first has lost its bullet
    return [(str(number), _BULLET.sub("", values[line]).strip()) for number, line in enumerate(marked, 1)] if len(marked) > 1 else []


_INLINE_BULLET = re.compile(r"(?<=\S) • (?=\S)")
_MARK_ALONE = re.compile(r"^[ \t]*([•*–-])[ \t]*\n(?=[ \t]*\w)", re.MULTILINE)
"""The bullet of the next line."""
_LETTERED = re.compile(r"(\d{1,2})([a-h])")


def continues(items: list[tuple[str, str]], number: str) -> bool:
    """Whether a number is the next one after the items so far, in the style in which they began."""
    if not items:
        return number in (*FIRST, "1.1", "1a")
    last = items[-1][0]
    if lettered := _LETTERED.fullmatch(last):
        following = str(int(lettered[1]) + 1)
        return number in (lettered[1] + chr(ord(lettered[2]) + 1), following, following + "a")
    if _LETTERED.fullmatch(number):
        return last.isdigit() and number == f"{int(last) + 1}a"
    if last.isdigit():
        return number.isdigit() and int(last) < int(number) <= int(last) + 2
    if items[0][0] == "i" and last in ROMAN:
        return number in ROMAN and ROMAN.index(number) == ROMAN.index(last) + 1
    if "." in last:
        return "." in number and number > last
    return len(number) == 1 and number.isalpha() and len(last) == 1 and ord(number) == ord(last) + 1
