"""Where the requester's own words stand, and their items.

The request opens behind a cue (a heading, or a sentence of the authority that leads in to it) and closes before the authority speaks
again. Both kinds of cue are tables. Of several versions of a request, an original and its clarification, the last is the live one. Where
questions and answers alternate, the request is the questions together.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from crawler.reading.closing import (
    BULLETS,
    PHRASE_END,
    PREVIOUS,
    QUOTED,
    SIGNED,
    VALEDICTION,
    clarified,
    find_closing,
    find_quoted,
    live_version,
    phrase_end,
)
from crawler.reading.closing_cues import CLOSING_HEADINGS
from crawler.reading.courtesies import without_courtesies
from crawler.reading.cues import (
    ASKS,
    ENDS_ASKING,
    ITEM,
    NUMBERED_PAIR,
    QUOTES,
    closes_by_heading,
    closes_by_sentence,
    requester_speaks,
    trim,
)
from crawler.reading.lead import IS_CLARIFICATION, OPENING_LINES, skip_lead
from crawler.reading.numbering import items_of, numbered, numbered_lines
from crawler.reading.opening import answered_from, find_opening
from crawler.reading.opening_cues import HEADINGS, LEAD_INS, PHRASE
from crawler.reading.rules import Rule, Sought
from crawler.reading.telling import tells
from crawler.reading.text import Span, Text
from crawler.reading.turns import alternating, is_paired, without_title
from crawler.reading.uncued import POSITION, SALUTATION


@dataclass(frozen=True)
class FoundQuestion:
    """The request's words. `spans` are its pieces in the text, more than one where answers stand between; `items` its numbered items."""

    spans: list[Span]
    rule: str
    words: str
    items: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = True
    below: bool = False
    """The request stands below its answer."""
    others: list[Span] = field(default_factory=list)
    """The versions before the last with what was written of them, and an earlier request."""
    repeated: list[Span] = field(default_factory=list)
    """What the authority repeats of it."""

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    @property
    def answered_from(self) -> int:
        """From where on answers stand; 0 when that cannot be told."""
        return 0 if self.below else self.spans[0].end

    def is_asking(self, offset: int) -> bool:
        """Whether an offset lies in the requester's words or in any of the others."""
        return bisect_right(self._asking, offset) % 2 == 1

    def is_theirs(self, offset: int) -> bool:
        """Whether an offset lies in the requester's words, as they were sent or as the authority repeats them."""
        return bisect_right(self._theirs, offset) % 2 == 1

    def covers(self, offset: int) -> bool:
        """Whether an offset lies in the requester's words."""
        return bisect_right(self._own, offset) % 2 == 1

    @cached_property
    def _own(self) -> list[int]:
        return _edges(self.spans)

    @cached_property
    def _theirs(self) -> list[int]:
        return _edges([*self.spans, *self.repeated])

    @cached_property
    def _asking(self) -> list[int]:
        return _edges([*self.spans, *self.repeated, *self.others])


def _edges(spans: list[Span]) -> list[int]:
    """Where spans begin and end by turns, those that touch put together: an offset lies in one when an odd number of edges is not behind it."""
    edges: list[int] = []
    for start, end in sorted(spans):
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        elif end > start:
            edges += (start, end)
    return edges


def find(text: Text) -> FoundQuestion | None:
    """The request in the text, or None when nothing opens it."""
    table = _table(text)
    if table:
        return table
    opening = find_opening(text)
    if opening is None or _two_columns(text, opening.begins):
        return None
    first_version = opening.begins
    answered = answered_from(text, opening.rule, first_version)
    end, closing, quote_end = _first_end(text, opening.rule, first_version, answered)
    if _is_header(text, first_version, end):
        return None
    end = _where_told(text, opening.rule, first_version, end, closing)
    begins, end, closing = _live(text, first_version, end, closing)
    end = _without_source(text, begins, end)
    together = (
        (closing is None and opening.rule is SALUTATION)
        or closing is PREVIOUS
        or answered is not None
        or _ASKED_TO_CLARIFY.match(text.low, end)
        or _is_on_a_page_of_one_line(text, begins, end)
    )
    apart = None if together else alternating(text, begins, end, closing)
    spans = _pieces(text, opening.rule, apart or [Span(begins, end)], closing, quote_end)
    if not spans or _DATED.fullmatch(text.low[spans[0].start : spans[-1].end].rpartition("\n")[2]):
        return None
    words = "\n".join(text.value[span.start : span.end] for span in spans)
    items = items_of(Text(words)) or [
        (str(n), text.value[span.start : span.end]) for n, span in enumerate(spans, 1) if len(spans) > 1 and is_paired(text, spans[1])
    ]
    rule_id = f"{opening.rule.id}+{closing.id if closing else 'end'}"
    others = [Span(min(first_version, begins), begins)]
    if closing is PREVIOUS:
        heading = text.line_around(text.low.index("request", end))
        others.append(Span(end, find_closing(text, min(heading.end + 1, len(text.value)))[0]))
    others = [span for span in others if span.start < span.end]
    return FoundQuestion(spans, rule_id, words, items, closing is not None, others=others, repeated=list(_repeated(text, spans)))


_ASKED_TO_CLARIFY = re.compile(r"(?:on [^,\n]{4,30},? )?(?:we|i) (?:requested|sought|asked)(?: you)?(?: for)?(?: the following)? clarif")
"""Behind the request the authority asks, and the requester no more."""


def _is_on_a_page_of_one_line(text: Text, begins: int, end: int) -> bool:
    """Whether a request stands with its answer inside one line, which is a whole page: then no lines tell questions from answers."""
    page = text.line_around(begins)
    return page.start < begins and end < page.end and page.end - begins > _A_PAGE


_A_PAGE = 600
"""Characters of a line, from a request's first words on."""


def _pieces(text: Text, opened: Rule, spans: list[Span], closing: Rule | None, quote_end: int) -> list[Span]:
    """The pieces of a request without what stands around its words: the end of a quotation, a footer, courtesies, headings of what follows. Where
    neither a cue opens it nor one closes it, only the lines that ask."""
    if opened is POSITION and len(spans) == 1 and (closing is None or closing.id in _DOUBTFUL):
        lines = numbered_lines(text, spans[0].start)
        spans = [Span(spans[0].start, lines[0].end), *lines[1:]] if lines else spans
    spans = [Span(span.start, min(span.end, quote_end)) for span in spans if span.start < quote_end]
    spans = [
        span
        for span in (without_courtesies(text, _without_heading(text, _without_footer(text, trim(text, span)))) for span in spans)
        if span.start < span.end
    ]
    if closing is None and opened is POSITION and len(spans) == 1 and not _is_asked(text, spans[0]):
        return _what_is_asked(text, spans[0])
    if spans and closing and closing.id not in _HEADED:
        return [*spans[:-1], without_title(text, spans[-1])]
    return spans


def of_mail(text: Text, newest: Text, message: Span | None) -> FoundQuestion | None:
    """The request as the newest message repeats it, else the requester's own message below; a subject that a sentence only names is neither."""
    repeated = find(newest)
    if message is None or (repeated and not repeated.rule.startswith((PHRASE.id, POSITION.id))):
        return repeated
    span = without_courtesies(text, trim(text, Span(skip_lead(text, message.start), message.end)))
    words = text.value[span.start : span.end]
    return FoundQuestion([span], "open/mail+close/signed", words, items_of(Text(words)), below=True) if words else repeated


def _repeated(text: Text, spans: list[Span]) -> Iterator[Span]:
    """Where the authority repeats lines of the request behind it, broken for width or not."""
    end = spans[-1].end
    behind = text.low[end:].replace("\n", " ")
    lines = [line for span in spans for line in text.low[span.start : span.end].split("\n")]
    for line in lines[:_MOST_REPEATED]:
        at = behind.find(line.rstrip(" .:;?")) if len(line) >= _KNOWN_AGAIN else -1
        stop = end + at + len(line)
        if at >= 0 and not text.low[stop : stop + 3].partition("\n")[0].strip(" .\"'"):
            yield Span(end + at, stop)
        elif at < 0 and len(line) > _A_PARAGRAPH:
            for sentence in map(str.strip, re.split(r"(?<=[.?]) ", line)[:_MOST_REPEATED]):
                at = behind.find(sentence) if len(sentence) >= _KNOWN_AGAIN else -1
                if at >= 0:
                    yield Span(end + at, end + at + len(sentence))


_KNOWN_AGAIN = 40
"""Characters by which a line is known again."""
_MOST_REPEATED = 60
"""Lines of the request that are looked for, and sentences of a line."""
_A_PARAGRAPH = 160
"""Characters of a line of which the authority may repeat some sentences only."""


def _is_header(text: Text, begins: int, end: int) -> bool:
    """Whether the request closes at the header of a table, "Request" above "Trust Response": the lines of its two columns are mixed."""
    above = text.low[begins:end].rstrip(" |*\n").rpartition("\n")[2].strip(" |*:")
    line = text.line_around(min(end, len(text.value)))
    return above in ("request", "requests", "your request") and text.low[line.start : line.end].strip(" |*:").endswith(" response")


def _first_end(text: Text, opened: Rule, begins: int, answered: int | None) -> tuple[int, Rule | None, int]:
    """Where the request closes and by which rule; and the end of the quotation inside which it is answered, else the text's. `answered` is where
    "We answered" stands below "You asked"."""
    if opened is PHRASE:
        return phrase_end(text, begins), PHRASE_END, len(text.value)
    quote_end = len(text.value)
    if answered is not None:
        return answered, closes_by_heading("we answered"), quote_end
    end, closing = find_quoted(text, begins) or find_closing(text, begins)
    if closing is QUOTED and _is_answered_inside(text, begins, end):
        quote_end = end
        end, closing = find_closing(text, begins)
    elif closing is QUOTED:
        signed = next((line for line in text.lines_of(begins, end) if VALEDICTION.fullmatch(text.bare(*line))), None)
        end = signed.start if signed and signed.start > begins else end
    return *_before_heading(text, opened, end, closing), quote_end


def _live(text: Text, begins: int, end: int, closing: Rule | None) -> tuple[int, int, Rule | None]:
    """The last version of the request: where it begins, where it ends and by which rule."""
    again = clarified(text, end)
    if again is not None and _asks_anew(text, again):
        begins = again
        end, closing = find_quoted(text, begins) or find_closing(text, begins)
    live = live_version(text, begins, end)
    if any(NUMBERED_PAIR.match(text.bare(*line)) for line in text.lines_of(live, end)):
        live = begins  # one of several requests was clarified
    if live == begins or not _asks_anew(text, live):
        return begins, end, closing
    sooner, closed = find_quoted(text, live) or find_closing(text, live)
    return (live, sooner, closed) if sooner < end and closed and closed.id not in _DOUBTFUL else (live, end, closing)


_HEADING = re.compile(rf"{IS_CLARIFICATION.pattern}|(?:question|request)\s*\d{{0,2}}\s*:?")


def _without_heading(text: Text, span: Span) -> Span:
    """The words without the heading of a clarification, or of a question, that is not printed."""
    last = text.low[span.start : span.end].rpartition("\n")
    return Span(span.start, span.start + len(last[0])) if last[0] and _HEADING.fullmatch(last[2].strip(" |*")) else span


_FOOTER = re.compile(
    r"(?:(?:acting |interim |trust )?(?:chair(?:man|woman|person)?|chief executive)\b.{0,60}|(?:trust headquarters|head office|registered office)\b.*|freedom of information(?: \(scotland\))? act (?:2000|2002)|environmental information(?: \(scotland\))? regulations 2004|(?:follow|find) us (?:on|at)\b.*|page \d+(?: of \d+)?)"
)
_FOOTER_LINK = re.compile(r"(?:https?://|www\.)\S+")


def _without_footer(text: Text, span: Span) -> Span:
    """The words without the foot of a page that ends below them, or the name of the law that heads the answer."""
    lines = text.lines_of(*span)[1:]
    end = span.end
    for line in reversed(lines):
        low = text.bare(*line)
        if _FOOTER.fullmatch(low):
            end = line.start
        elif low and not _FOOTER_LINK.fullmatch(low):
            break
    return trim(text, Span(span.start, end)) if end < span.end else span


def _is_answered_inside(text: Text, begins: int, end: int) -> bool:
    """Whether the authority speaks at least twice between the marks of a quotation: it put its answers below each item."""
    lines = text.lines[text.line_at(begins) + 1 : text.line_at(end)]
    lows = [text.low[line.start : line.end].strip() for line in lines]
    return sum(not ITEM.match(low) and closes_by_sentence(low) is not None for low in lows) > 1


_DATED = re.compile(r"(?:request(?:ed)?|responded|received|published)\b[^?]{0,30}\b(?:19|20)\d\d")
"""The last line of a page's facts, when no words of the requester's stand behind them."""
_FROM_HEADING_TO_HEADING = 40
"""Lines that a request may have between the headings of the request and of the answer."""
_DOUBTFUL = {
    "close/note",
    "close/enclosed",
    "close/we-voice",
    "close/hold",
    "close/our",
    "close/body",
    "close/law",
    "close/law-talk",
    "close/parts",
    "close/figures",
    "close/rights",
}
"""Sentences that a requester may write as well."""


_HEADED = {rule.id for rule in CLOSING_HEADINGS} | {QUOTED.id, SIGNED.id}


def _asks_anew(text: Text, begins: int) -> bool:
    """Whether what the requester wrote back is a request of its own: "Yes, the school only" only adds to the first."""
    line = text.line_around(begins)
    if _TO_THE_REQUESTER.search(text.low, begins, line.end) or _ADDS.match(text.low, begins):
        return False
    end, _ = find_closing(text, begins)
    lines = [text.low[max(begins, line.start) : line.end] for line in text.lines if begins <= line.end and line.start < end]
    least = _A_REQUEST if text.value[begins : begins + 1] not in QUOTES else _A_REQUEST // 3
    return sum(len(low.split()) for low in lines) >= least or any(_asks(low) for low in lines)


_ADDS = re.compile(
    r"[\"“'‘ ]*(?:yes|no|with|by|as for|for (?:q|question|point|part|item) ?\d{1,2})\b[^.?\n]{0,40}\bi (?:mean|meant|would|want)|[\"“'‘ ]*only (?:those|the|that|these)\b|(?:from|since|between) (?:the year )?(?:19|20)\d\d\b[^.?\n]{0,40}\."
)
""" "By events I mean …", "Only those of 2022": of the first request."""
_A_REQUEST = 25
"""Words that are more than a word of clarification."""
_TO_THE_REQUESTER = re.compile(
    r"\byour (?:request|e-?mail|letter|enquiry)\b|\byou (?:have )?(?:requested|asked|seek|sought|wrote|want)\b|\bexempt", re.ASCII
)


def _before_heading(text: Text, opened: Rule, end: int, closing: Rule | None) -> tuple[int, Rule | None]:
    """The end at the heading of the answer, or at the requester's name, where a heading opens the request, or a list follows, and the sentence that
    seems to close it may be the requester's."""
    first = text.line_at(end)
    listed = opened in LEAD_INS and (low := text.below(first)) and (low[0] in BULLETS or ITEM.match(low))
    if not (opened in HEADINGS or listed) or closing is None or closing.id not in _DOUBTFUL:
        return end, closing
    for line in text.lines[first : first + _FROM_HEADING_TO_HEADING]:
        low = text.bare(*line)
        if opened.id == "open/status" and VALEDICTION.fullmatch(low):
            return line.start, SIGNED
        heading = closes_by_heading(low)
        if heading and heading.id in ("close/response", "close/we-answered"):
            return line.start, heading
        sentence = closes_by_sentence(low)
        if sentence and sentence.id not in _DOUBTFUL and not heading and _speaks(text, first, text.line_at(line.start)):
            return line.start, sentence
        if heading or HEADINGS.first(low) or _TO_THE_REQUESTER.search(low) or (sentence and sentence.id not in _DOUBTFUL):
            break
    return end, closing


def _where_told(text: Text, opened: Rule, begins: int, end: int, closing: Rule | None) -> int:
    """The end without paragraphs behind the request in which the authority tells before it says "we"."""
    if opened not in HEADINGS or closing is None or closing.id in _HEADED:
        return end
    lines = [line for line in text.lines_of(begins, end) if text.bare(*line)]
    told = end
    for line in reversed(lines[1:]):
        low = text.bare(*line)
        if not _STATES.match(low) or requester_speaks(low) or ITEM.match(low):
            break
        told = line.start
    return told


_STATES = re.compile(
    r"(?=[^\n]{60})(?:(?:the|an?|each|every|all|both) |(?=[^\n]{200})[a-z]+ )(?![^\n]*(?:\?|\b(?:i|my|me|you|your|please|our|we|this request|should|needed|wanted|interested|asked)\b))[^\n.]{3,90}? (?:is|are|was|were|has|have|had) [^\n]*\.$"
    r"|(?=[^\n]{250})[a-z](?![^\n]*(?:\?|\b(?:i|my|me|you|your|please|this request|should|needed|wanted|interested|asked)\b))[^\n]*\bour\b[^\n]*\.$"
)


def _speaks(text: Text, first: int, last: int) -> bool:
    """Whether the requester is heard on any of the lines from the first to before the last."""
    return any(requester_speaks(text.bare(*line)) for line in text.lines[first:last])


_SOURCE = Sought(r"[\"'] (?:in|as set out in|from) your (?:\w+ )?(?:e-?mail|letter|message|request)\b[^\n\"]{0,60}$")


def _without_source(text: Text, begins: int, end: int) -> int:
    """The end without the authority's words behind a quotation: "… to date" in your email of 14 July."""
    match = _SOURCE.search(text.low[begins:end].rstrip())
    return begins + match.start() if match else end


def _what_is_asked(text: Text, span: Span) -> list[Span]:
    """The lines from the first to the last that asks, in a text in which no cue tells who speaks; none when the requester is not heard."""
    lines = [line for line in text.lines if span.start <= line.start < span.end or line.start <= span.start < line.end]
    asking = [line for line in lines if _asks(text.low[max(line.start, span.start) : line.end])]
    if not asking or asking[0] is not lines[0]:
        return []
    last = asking[-1]
    if text.low[last.start : last.end].rstrip().endswith(":") or text.low[last.start : last.end].lstrip()[:1] in BULLETS:
        for line in lines[lines.index(last) + 1 :]:
            if text.low[line.start : line.end].lstrip()[:1] in BULLETS:
                last = line
            elif text.low[line.start : line.end].strip():
                break
    entries = ITEM.match(text.low[last.start : last.end].lstrip(" *|")) is not None
    for line in lines[lines.index(last) + 1 :]:
        low = text.low[line.start : line.end].strip()
        if closes_by_heading(low) or closes_by_sentence(low):
            break
        entries = entries and (not low or (ITEM.match(low) is not None and tells(low) is None))
        last = line if entries and low else last
        last = line if len(low) > _SPOKEN and _OF_MYSELF.search(low) else last
    return [without_courtesies(text, Span(span.start, last.end))]


_SPOKEN = 40
"""Characters from which a line is a sentence, and no link or button."""
_OF_MYSELF = re.compile(r"\b(?:i|me|my)\b[^|]*[.!]$", re.ASCII)
"""The requester goes on behind the last question."""


def _asks(low: str) -> bool:
    """Whether a line asks: by its question mark, as only a requester speaks, or as an entry of a list."""
    bare = low.lstrip(" *|•-")
    item = ITEM.match(bare)
    listed = (item is not None and (ASKS.search(bare[item.end() :].lstrip()) or _COUNTS.search(bare)) is not None) or (
        bare != low and ASKS.match(bare) is not None
    )
    return listed or ENDS_ASKING.search(low.rstrip()) is not None or _PLEASE.search(low) is not None or requester_speaks(low)


_COUNTS = re.compile(r"\bhow (?:many|much|often)\b", re.ASCII)
_PLEASE = re.compile(
    r"\bplease (?!(?:see|find|note|contact|quote|refer|visit|be|search|click|read|ask for\w*|telephone|call|reply|do not)\b)", re.ASCII
)


def _is_asked(text: Text, span: Span) -> bool:
    """Whether all that a page prints is asked: each line has a question mark."""
    lines = text.value[span.start : span.end].split("\n")
    return len(lines) > 1 and all(line.rstrip().endswith("?") for line in lines)


_ASKED = re.compile(r"(?:you asked(?: for)?|(?:your )?(?:questions?|requests?)|(?:information )?requested)\s*:?")
_ANSWERED = re.compile(
    r"(?:we (?:answered|said)|(?:our )?(?:answers?|responses?|replies|reply)|outcome|information provided|provided)\s*:?"
)


def _table(text: Text) -> FoundQuestion | None:
    """The column of questions in a table that a header row says to be of questions and answers, one row a line."""
    for number, line in enumerate(text.lines[:OPENING_LINES] if "|" in text.value else ()):
        header = [text.low[cell.start : cell.end] for cell in _cells(text, line)]
        asked = next((column for column, name in enumerate(header) if _ASKED.fullmatch(name)), None)
        if asked is None or not any(_ANSWERED.fullmatch(name) for name in header):
            continue
        spans = []
        for row in text.lines[number + 1 :]:
            cells = _cells(text, row)
            if len(cells) != len(header):
                break
            spans.append(cells[asked])
        if spans:
            words = "\n".join(text.value[span.start : span.end] for span in spans)
            items = [(str(index), text.value[span.start : span.end]) for index, span in enumerate(spans, 1)] if len(spans) > 1 else []
            return FoundQuestion(spans, "open/table+close/table", words, items)
    return None


def _cells(text: Text, line: Span) -> list[Span]:
    """The cells of a row, as ` | ` parts them."""
    if text.value.find("|", line.start, line.end) < 0:
        return []
    spans, start = [], line.start
    for piece in text.value[line.start : line.end].split("|"):
        spans.append(trim(text, Span(start, start + len(piece))))
        start += len(piece) + 1
    return spans


def _two_columns(text: Text, begins: int) -> bool:
    """Whether the headings of two columns stand before the words, whose lines are then mixed: nobody can tell where the request is."""
    above = [line.strip(" |*:") for line in text.low[:begins].rstrip(" |*\n").rsplit("\n", 2)[-2:]]
    mixed = (above[:1] == ["request"] and above[-1].endswith("response")) or _COLUMNS.search(text.low, 0, begins + 200)
    return bool(mixed) and len(numbered(text, begins, len(text.value), None)) < 2


_COLUMNS = re.compile(r"(?:[. ](?<!information )|^)request response$", re.MULTILINE)
"""The names of two columns, behind each other on one line."""
