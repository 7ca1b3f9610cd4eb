"""Questions and answers in turn: the pieces of a request whose answers stand between its questions."""

import itertools
import re

from crawler.reading.closing import AGAIN, BULLETS, FIGURES, QUOTED, find_closing
from crawler.reading.closing_cues import CLOSING_HEADINGS
from crawler.reading.cues import ASKS, ENDS_ASKING, ITEM, NUMBERED_PAIR, closes_by_sentence, number_of, requester_speaks
from crawler.reading.in_turn import LEAD_LINES, in_turn, is_over, without_bullet
from crawler.reading.lead import skip_lead
from crawler.reading.numbering import FIRST, continues, is_counted, items_of, numbered, numbering_style, speaks_between
from crawler.reading.opening_cues import HEADINGS
from crawler.reading.rules import Rule
from crawler.reading.text import Span, Text


def alternating(text: Text, begins: int, end: int, closing: Rule | None) -> list[Span] | None:
    """The pieces of a request whose answers stand between its questions; None when the questions stand together."""
    pieces = (
        _marked(text, begins, end)
        or _paired(text, begins, end)
        or _lettered(text, begins, end)
        or _headed(text, begins, end)
        or (in_turn(text, begins) if closing not in (*CLOSING_HEADINGS, QUOTED) or _is_heading_again(text, end) else [])
        or numbered(text, begins, end, closing)
        or (_led_in(text, begins, end, closing) or _resumed(text, begins, end) if closing is not AGAIN else [])
        or _annotated(text, begins)
        or (_unnumbered(text, begins, end, closing) if closing not in CLOSING_HEADINGS else [])
        or (_asked_on(text, begins, end) if closing not in (*CLOSING_HEADINGS, AGAIN) else [])
    )
    return pieces if pieces and len(pieces) > 1 else None


def _is_heading_again(text: Text, end: int) -> bool:
    """Whether the label that closes the request stands before other answers, too."""
    line = text.line_around(end)
    label = text.bare(*line).partition(":")[0]
    return len(label) < _LONGEST_LABEL and text.low.count(f"\n{label}:", end) > 1


_LONGEST_LABEL = 20


def _led_in(text: Text, begins: int, end: int, closing: Rule | None) -> list[Span]:
    """Numbered questions with answers behind them, below the requester's lead-in, which is of the first piece."""
    first = text.line_at(begins)
    for line in text.lines[first + 1 : first + LEAD_LINES]:
        if line.start < end and _number(text, line) in FIRST:
            pieces = numbered(text, line.start, end, closing)
            return [Span(begins, pieces[0].end), *pieces[1:]] if pieces else []
    return []


def _marked(text: Text, begins: int, end: int) -> list[Span]:
    """The lines between answers that are marked as in an e-mail: each begins with `>`, and no question does."""
    if ">" not in text.value:
        return []
    lines = text.lines[text.line_at(begins) :]
    marked = [number for number, line in enumerate(lines) if text.low[line.start : line.end].lstrip().startswith(">")]
    if len(marked) < 2 or marked[0] == 0 or lines[marked[0]].start > end + 1:
        return []
    pieces: list[Span] = []
    for number, line in enumerate(lines[: marked[-1]]):
        if number not in marked:
            follows = pieces and number - 1 not in marked
            start = pieces.pop().start if follows else max(line.start, begins)
            pieces.append(Span(start, line.end))
    return pieces


def is_paired(text: Text, piece: Span) -> bool:
    """Whether a piece stands below a heading such as "Request 2"."""
    above = text.lines[max(0, text.line_at(piece.start) - 1)]
    return NUMBERED_PAIR.match(text.bare(*above)) is not None


def _paired(text: Text, begins: int, end: int) -> list[Span]:
    """ "Request 1", "Answer 1", "Request 2": the pieces behind each heading of a question."""
    before = text.lines[max(0, text.line_at(begins) - 1)]
    opened = NUMBERED_PAIR.match(text.bare(before.start, begins))
    first, led_in = text.line_at(begins) - 1, not opened
    for line in text.lines_of(begins, end)[:_LONGEST_LEAD] if led_in else ():
        opened = NUMBERED_PAIR.fullmatch(text.bare(*line))
        if opened:
            first = text.line_at(line.start)
            break
    if not opened:
        return []
    pieces: list[Span] = []
    number, at = int(opened["n"]) - 1, 0
    for index in range(first, len(text.lines)):
        line = text.lines[index]
        pair = NUMBERED_PAIR.match(text.bare(*line)) if line.start >= at else None
        if pair and int(pair["n"]) == number + 1:
            start = line.start + pair.end() if text.low[line.start + pair.end() : line.end].strip() else min(line.end + 1, len(text.value))
            start = skip_lead(text, start) if pieces else begins
            stop, _ = find_closing(text, start)
            stop = _next_heading(text, start, stop, number + 2)
            pieces.append(Span(start, stop))
            number, at = number + 1, stop
    if len(pieces) < 2:
        return pieces
    if led_in and all(text.line_at(one.end) + 2 >= text.line_at(other.start) for one, other in itertools.pairwise(pieces)):
        return [Span(begins, pieces[-1].end)]  # nothing stands between them but their headings
    return [*pieces[:-1], without_title(text, pieces[-1])]


_LONGEST_LEAD = 12
"""Lines that a requester may write above the first of several headings."""


def without_title(text: Text, last: Span) -> Span:
    """The last piece of a request without the title of what follows: a line of which most words begin with a capital, and that no mark ends."""
    asked, line = text.value[last.start : last.end].rstrip().rpartition("\n")[::2]
    words = line.split()
    capitals = sum(word[0].isupper() for word in words)
    title = asked.rstrip()[-1:] in tuple(".?!") and len(line) < 60 and line[-1:].isalpha()
    return Span(last.start, last.start + len(asked)) if title and capitals * 2 > len(words) > 1 else last


def _next_heading(text: Text, start: int, stop: int, number: int) -> int:
    """Where the heading with a number stands before `stop`: questions that are answered together; else `stop`."""
    for line in text.lines_of(start, stop):
        pair = NUMBERED_PAIR.match(text.bare(*line)) if line.start > start else None
        if pair and int(pair["n"]) == number:
            return line.start
    return stop


_NUMBER_BEHIND = re.compile(r"\s+\d{1,2}$")
_NUMBERED = re.compile(r"^\d{1,2}[.)]?\s+")


def _headed(text: Text, begins: int, end: int) -> list[Span]:
    """What stands below each heading of a request with the same words, down to the heading of its answer: "Request", "Response", "Request" …"""
    above = text.above(text.line_at(begins))
    heading = _words(text, above) if above else ""
    if not heading or HEADINGS.first(heading) is None:
        return []
    pieces = [Span(begins, end)]
    at = end
    for index, line in enumerate(text.lines):
        if line.start < at:
            continue
        if _RECORD.match(text.low, line.start, line.end):
            break
        if _words(text, line) != heading or index + 1 == len(text.lines):
            continue
        start = skip_lead(text, text.lines[index + 1].start)
        stop, closing = find_closing(text, start)
        if stop < len(text.value) and closing not in CLOSING_HEADINGS:
            return []
        pieces.append(Span(start, stop))
        at = stop
    return pieces if len(pieces) > 1 else []


_RECORD = re.compile(r"[\s|*]*(?:reference|our ref|request (?:id|reference|number)|foi ref)[\w .]{0,12}\s*(?::|$)", re.ASCII)
"""With a reference of its own begins another response: of a page of several the first is read."""


def _words(text: Text, line: Span) -> str:
    """A heading without its number."""
    words = text.low[line.start : line.end].strip(" |*:")
    bare = _NUMBERED.sub("", words)
    return (bare if bare == words else _NUMBER_BEHIND.sub("", bare)) if line.end - line.start < 60 else ""


_ASKED = re.compile(r"[\s|*•]*(?P<word>q|question|request|query)\s?(?P<n>\d{0,2})(?:\s*[:.)]\s*|\s+-\s+|\s+(?=\D)|\s*$)", re.ASCII)
_ANSWERED = re.compile(
    r"[\s|*•]*(?:a|ans|(?:our )?(?:answer|response|reply))\s?\d{0,2}(?:\s*[:.)](?:\s|$)|\s+-\s|\s*$|(?<=\d)\s+(?=\D))", re.ASCII
)


def _lettered(text: Text, begins: int, end: int) -> list[Span]:
    """ "Q. How many? A. Four.", "Question 1 - How many?", "Answer: Four.": the lines behind each label of a question, when one of an answer
    stands behind each but the last."""
    first = text.line_at(begins)
    lines = text.lines[first:]
    opened = _ASKED.match(text.low, lines[0].start, lines[0].end)
    if not opened and first:
        opened = _ASKED.fullmatch(text.low, text.lines[first - 1].start, text.lines[first - 1].end)
        lines = [text.lines[first - 1], *lines]
    if not opened:
        return []
    pieces: list[Span] = []
    asking, number = False, ""
    for line in lines:
        label = _ASKED.match(text.low, line.start, line.end)
        marked = label is not None and (label["n"] or text.low[label.start() : label.end()].rstrip()[-1:] in tuple(":.)-"))
        if label and label["word"] == opened["word"] and (marked or label.end() >= line.end):
            if asking and label["n"] == number != "":
                asking = False  # the label of the answer is misprinted
                continue
            if asking:
                return []
            number = label["n"]
            pieces.append(Span(min(label.end(), line.end), line.end))
            asking = True
        elif _ANSWERED.match(text.low, line.start, line.end):
            asking = False
        elif asking:
            pieces[-1] = Span(pieces[-1].start, line.end)
    return pieces if len(pieces) > 1 else []


def _annotated(text: Text, begins: int) -> list[Span]:
    """ "How many? A. Four.": the lines that ask, of which at least two have one below that is marked as an answer."""
    pieces: list[Span] = []
    answers = 0
    for line in text.lines[text.line_at(begins) :]:
        low = text.low[line.start : line.end].strip()
        if ENDS_ASKING.search(low):
            pieces.append(Span(max(begins, line.start), line.end))
        elif pieces and _ANSWERED.match(low) and text.value[line.start : line.end].lstrip(" •*|-")[:1] == "A":
            answers += 1
        elif low:
            break
    return pieces if answers > 1 else []


def _resumed(text: Text, begins: int, end: int) -> list[Span]:
    """Numbered items that ask without a question mark and have their answers below them: the list goes on behind each answer."""
    asked = text.lines_of(begins, end)
    numbers = [number for line in asked if (number := _number(text, line))]
    numbers = [number for number in numbers if number.isdigit()] or numbers
    first = numbers[-1:] if numbers and numbers[-1] in FIRST else numbers
    lists = numbers.count(numbers[0]) if numbers and not _number(text, text.line_around(min(end, len(text.value)))) else 1
    counted_anew = (len(numbers) > 1 and numbers[-2] == numbers[-1]) or lists > 1
    if (
        counted_anew
        or not first
        or first[0] not in FIRST
        or any(not continues([(one, "")], other) for one, other in itertools.pairwise(first))
    ):
        return []
    style = next((numbering_style(match) for line in asked if (match := _marker(text, line)) and number_of(match) == first[0]), "")
    items, pieces, at = [(number, "") for number in first], [Span(begins, end)], end
    listed: set[str] | None = None
    for line in text.lines[text.line_at(end) :]:
        number = _number(text, line, style) if line.start >= at and not _is_labelled_answer(text, line) else None
        if number == first[0] and _is_repeated(text, line, Span(begins, end)):
            break
        if number and continues(items, number) and number not in [label for label, _ in items] and not _asked_below(text, line, number):
            listed = {label for label, _ in items_of(Text(text.value[begins:end]))} if listed is None else listed
            if number in listed and len(listed) > len(numbers):
                break  # the items stand on one line
            stop, _ = find_closing(text, line.start)
            items.append((number, ""))
            pieces.append(Span(line.start, stop))
            at = stop
    return pieces if len(pieces) > 1 else []


def _is_labelled_answer(text: Text, line: Span) -> bool:
    """Whether a line gives the answer to a number: "Q3a response: six in each year"."""
    return _ANSWERED_LABEL.match(text.bare(*line)) is not None


_ANSWERED_LABEL = re.compile(r"q(?:uestion)? ?\d{1,2}[a-h]? (?:response|answer|reply)\s*:")


def _is_repeated(text: Text, line: Span, request: Span) -> bool:
    """Whether a line says again what the request asks."""
    low = text.bare(*line)
    item = ITEM.match(low)
    body = low[item.end() :].strip(" ?.") if item else low
    return len(body) > 10 and text.low.find(body, *request) >= 0


def _asked_below(text: Text, line: Span, number: str) -> bool:
    """Whether a line is an entry of an answer's list: it asks nothing, and a line further down with its number does."""
    if _asks(text, line):
        return False
    return any(_number(text, other) == number and _asks(text, other) for other in text.lines[text.line_at(line.end) + 1 :])


def _asks(text: Text, line: Span) -> bool:
    low = text.bare(*line)
    item = ITEM.match(low)
    return ENDS_ASKING.search(low) is not None or requester_speaks(low[item.end() :].strip() if item else low)


def _marker(text: Text, line: Span) -> re.Match[str] | None:
    """The mark of an item with which a line begins."""
    return ITEM.match(text.low[line.start : line.end].lstrip(" *|\"'"))


def _number(text: Text, line: Span, style: str = "") -> str | None:
    """The number with which a line begins, unless it counts what stands behind it, in a list whose items are marked otherwise."""
    match = _marker(text, line)
    return number_of(match) if match and not is_counted(match, match.string, style) else None


def _unnumbered(text: Text, begins: int, end: int, closing: Rule | None) -> list[Span]:
    """Lines that ask, each with lines that do not behind it, in a text without any cue or number; and such lines with one that asks behind
    the first in which the authority is heard."""
    questions, asking = [], []
    if "?" not in text.low[begins:end] and sum(_number(text, line) is not None for line in text.lines_of(begins, end)) > _LIST:
        return []  # a list that asks in other words, and headings of its answers
    for line in text.lines[text.line_at(begins) :] if text.value.count("?", begins) > 1 else ():
        low = text.low[line.start : line.end].strip(" |*•")
        if is_over(low):
            break
        asks = ENDS_ASKING.search(low) is not None
        if asks:
            questions.append(line)
        if asks or requester_speaks(low):
            asking.append(line)
    resumed = end < len(text.value) and len(questions) > 1 and any(line.start >= end for line in asking)
    if not resumed and end < len(text.value) and text.line_at(end) - text.line_at(begins) > 2:
        return []
    asked, spared = (asking, 1) if resumed else (questions, 2)
    answered = sum(speaks_between(text, one.end, other.start) for one, other in itertools.pairwise(asked))
    fewest = 2 if closing is FIGURES else 3
    return [Span(line.start, line.end) for line in asked] if len(asked) >= fewest and answered >= len(asked) - spared else []


_LIST = 2
"""Numbers: more of them before the first answer are a list."""


def _asked_on(text: Text, begins: int, end: int) -> list[Span]:
    """Requests in turn that no number and no question mark tells: behind an answer the requester asks on, with the bullet that the first has or
    in words that only ask."""
    asked = (text.value[line.start : line.end].lstrip()[:1] for line in reversed(text.lines[text.line_at(begins) : text.line_at(end)]))
    bullet = next((mark for mark in asked if mark in BULLETS), "")
    pieces, at = [Span(begins, end)], end
    for line in text.lines[text.line_at(end) :]:
        low = text.low[line.start : line.end].strip()
        if is_over(low):
            break
        body = without_bullet(low)
        marked = bool(bullet) and text.value[line.start : line.end].lstrip().startswith(bullet)
        if (
            line.start >= at
            and not _IF_YOU.search(low)
            and not _is_repeated(text, line, Span(begins, end))
            and not closes_by_sentence(low)
            and ((marked and (ASKS.search(body) or requester_speaks(body))) or _ASKS_ON.match(low))
        ):
            at, _ = find_closing(text, line.start)
            pieces.append(Span(line.start, at))
    return pieces if len(pieces) > 1 else []


_IF_YOU = re.compile(r"\bif you (?!(?:can|could|have|hold|keep)\b)", re.ASCII)
"""So the authority speaks of what the requester may do."""
_ASKS_ON = re.compile(
    r"(?:lastly|finally),? (?:please |could you |can you |may i |i would )|(?:and |also,? )?(?:for (?:each|every|all|any)[^,\n]{0,30}, )?(?:please (?:also |then )?|(?:please )?(?:would|could|can) you (?:also |please )*)(?:say|tell|give|send|provide|supply|state|list|let me (?:have|know))\b|i would also like\b|if (?:so|yes|not),? (?:where|how|what|when|who|which|why)\b[^\n]*\?$"
)
