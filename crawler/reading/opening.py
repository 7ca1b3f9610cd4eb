"""Where the requester's words begin, by the cue that leads in to them."""

import re

from crawler.reading.cues import (
    ASKS,
    ENDS_ASKING,
    NUMBERED_PAIR,
    OURS,
    QUOTES,
    THEIRS,
    closes_by_heading,
    closes_by_sentence,
    is_meta,
    is_meta_label,
    requester_speaks,
)
from crawler.reading.in_turn import answered_on_line, in_turn, without_mark
from crawler.reading.lead import MINE, OPENING_LINES, TO_NO_PERSON, Opening, skip_lead
from crawler.reading.numbering import first_item
from crawler.reading.opening_cues import HEADINGS, LABELS, LEAD_INS
from crawler.reading.rules import Rule
from crawler.reading.telling import tells
from crawler.reading.text import MARKS_AND_QUOTES, Span, Text
from crawler.reading.uncued import BLOCK, in_a_block, interleaved, quoted_line, without_cue


def find_opening(text: Text) -> Opening | None:
    """The cue nearest to the request's words; else a phrase inside a sentence; else the place where a question stands without any cue."""
    closed = lost = False
    first = _transcript(text)
    for number, line in enumerate(text.lines[first : first + OPENING_LINES], first):
        low = text.bare(*line)
        found = _cue(text, line, low) if low else None
        found = None if found and found.rule.id == "open/request" and _in_letterhead(text, number) else found
        found = None if found and found.rule in HEADINGS and (_is_later(low) or _is_of_an_answer(text, number, low)) else found
        if found and not (closed and _bare_before(text, number)):
            begins = skip_lead(text, found.begins, titles=found.rule not in LEAD_INS)
            quoted = text.value[begins : begins + 1] in QUOTES
            if found.rule.id == "open/answered-below" and not _asks_below(text, begins):
                closed = True
                continue
            if _answered_at_once(text, begins) and not (
                quoted or TO_NO_PERSON.search(text.low, found.begins, begins) or answered_from(text, found.rule, begins) is not None
            ):
                # What follows is the authority's: a page's own heading, a decision before the request, or a list that was lost.
                closed = True
                lost = lost or found.rule in LEAD_INS
                continue
            if _WITH_ANSWERS.search(low) and (listed := _list_below(text, begins)):
                return Opening(listed, found.rule)
            spoken = _their_lead(text, number, closed=closed) if found.rule in HEADINGS else None
            if spoken is not None:
                return Opening(skip_lead(text, spoken), found.rule)
            block = in_a_block(text) if line.end - line.start > BLOCK else None
            if block:
                return block
            nearer = _nearer(text, begins)
            return Opening(skip_lead(text, nearer.begins), nearer.rule) if nearer else Opening(begins, found.rule)
        if low and not is_meta(low) and (closes_by_heading(low) or closes_by_sentence(low)):
            closed = True
    if lost:
        return interleaved(text) or quoted_line(text)
    return without_cue(text)


def _transcript(text: Text) -> int:
    """The first line of a document, below what a site for documents prints of it: its first words as a title, and what it asks its readers."""
    at = text.low.find("\ntranscript\n")
    return text.line_at(at + 1) + 1 if at >= 0 and _OF_THE_DOCUMENT.search(text.low, 0, at) else 0


_OF_THE_DOCUMENT = re.compile(r"\b(?:this document (?:useful|helpful)|document related)\b", re.ASCII)
"""What such a site prints above a transcript."""


_WITH_ANSWERS = re.compile(
    r"\b(?:along with|together with|followed by|and|with) (?:our|the [\w' ]{3,30}'s?|the) (?:responses?|answers?|reply|replies)\b[^.\n]{0,60}:$"
)
_PREAMBLE = 12
"""Lines that the authority may say before the first item and its answer."""


def _list_below(text: Text, begins: int) -> int | None:
    """Where the first of numbered items in turn with their answers stands, below what the authority says of its answers first."""
    first = text.line_at(begins)
    low = text.bare(begins, text.lines[first].end, MARKS_AND_QUOTES)
    if first_item(low) or ASKS.search(low) or requester_speaks(low):
        return None
    items = (line for line in text.lines[first + 1 : first + _PREAMBLE] if first_item(text.bare(*line, MARKS_AND_QUOTES)))
    item = next(items, None)
    return item.start if item and len(in_turn(text, item.start)) > 1 else None


def _asks_below(text: Text, begins: int) -> bool:
    """Whether the request is repeated where the authority says that its answer is: the first line asks, or entries of a list do in turn with what
    answers them."""
    line = text.line_around(begins)
    low = without_mark(text.bare(begins, line.end, MARKS_AND_QUOTES))
    low = low[: answered_on_line(low)] or low
    if closes_by_sentence(low) or closes_by_heading(low) or tells(low):
        return False
    return ENDS_ASKING.search(low) is not None or requester_speaks(low) or len(in_turn(text, begins)) > 1


def _in_letterhead(text: Text, number: int) -> bool:
    """Whether a heading is the name of an office: a letter to the requester begins a few lines below it, names and addresses between."""
    below = [text.low[line.start : line.end].strip() for line in text.lines[number + 1 : number + _LETTERHEAD]]
    salutation = next((at for at, low in enumerate(below) if _TO_A_PERSON.match(low)), 0)
    return salutation > 0 and any(below[:salutation]) and not any(ASKS.search(low) or ":" in low for low in below[:salutation])


_LETTERHEAD = 8
"""Lines."""
_TO_A_PERSON = re.compile(r"dear (?:mr|mrs|ms|miss|dr|\[)\b")


def _answered_at_once(text: Text, begins: int) -> bool:
    line = text.line_around(begins)
    low = text.bare(begins, line.end, MARKS_AND_QUOTES)
    sentence = text.bare(begins, min(line.end, text.sentence_at(begins).end), MARKS_AND_QUOTES)
    if _REPORTED.match(low) or _INTERROGATIVE.match(low):
        return False
    speaks = (closes_by_sentence(sentence) is not None or _TO_THE_REQUESTER.search(sentence) is not None) and not requester_speaks(low)
    return bool(low) and (speaks or closes_by_heading(low) is not None)


_REPORTED = re.compile(
    r"you (?:have )?(?:asked for|requested|sought) |your (?:request|letter|e-?mail)\b[^.]{0,120}\b(?:was|is|asked|asks) for (?:all|every|the|any|copies|details|information)|the [\w' ]{3,40} (?:was|were|has been|have been) asked (?:for|about|to)\b",
    re.ASCII,
)
"""A request told in the authority's words."""
_INTERROGATIVE = re.compile(r"(?:what|which|how (?:many|much|often|long)) (?!(?:can|may|follows|is|was|we|i)\b)", re.ASCII)
_TO_THE_REQUESTER = re.compile(
    r"\byour (?:(?:foi |eir |original |initial )?(?:request|review)|(?:two|three|four) requests)\b(?![^.]*\?)", re.ASCII
)
"""What is said of a request to the one who made it."""


def _cue(text: Text, line: Span, low: str) -> Opening | None:
    """The cue that a line is or holds."""
    if len(low) < _LONGEST_HEADING:
        heading = HEADINGS.first(low.strip("•- "))
        if heading and not (heading.id == "open/responded" and closes_by_heading(text.below(text.line_at(line.start)))):
            return Opening(min(line.end + 1, len(text.value)), heading)
    if low.endswith(":") and ". " in low and (last := HEADINGS.first(low.rpartition(". ")[2])) and last.id in _ANSWERS_BELOW:
        return Opening(min(line.end + 1, len(text.value)), last)
    whole = text.low[line.start : line.end].rstrip()
    for rule_, match in LABELS.matches(whole.lstrip(" |*")):
        if not is_meta_label(low) and not _is_title(text, line, low):
            indent = len(whole) - len(whole.lstrip(" |*"))
            return Opening(line.start + indent + match.end(), rule_)
    if closes_by_heading(low):
        return None
    for rule_, match in LEAD_INS.matches(whole):
        if requester_speaks(whole[: match.start()].lstrip()):
            continue
        sentence = text.sentence_at(line.start + match.end() - 1)
        around = text.low[max(line.start, sentence.start) : min(line.end, sentence.end)]
        if not (
            (OURS.search(_IN_REPLY.sub("", match.group())) and not match.group().startswith(("your ", "we have ")))
            or "review" in match.group()
            or _OF_THE_ANSWER.search(around)
            or _TURNS.search(match.group())
            or THEIRS.search(around)
        ):
            if _TITLE.match(text.value, line.start + match.end(), line.end):
                continue
            rest = text.low[line.start + match.end() : line.end].strip(" \"'")
            return Opening(line.start + match.end() if rest and rest[-1] != ":" else min(line.end + 1, len(text.value)), rule_)
    return None


_LONGEST_HEADING = 200
_ANSWERS_BELOW = ("open/both", "open/answered-below")
"""Cues that may be the last sentence of a paragraph."""
_TITLE = re.compile(
    r"\s*[\"“'‘](?:[A-Z][\w’'-]*|[–&-])(?: (?:[A-Z][\w’'-]*|[–&-]|of|the|and|for|in|on|to)){0,11}[\"”'’](?!$)|\s*[\"“][^\"“”?\n]{1,120}[\"”],? (?!and [\"“])[a-z]"
)
"""Quotation marks about what a sentence of the authority's names, and goes on behind: it is not the request."""
_IN_REPLY = re.compile(r"\bin (?:response|reply|answer) to your\b")
_OF_THE_ANSWER = re.compile(
    r"\b(?:answer|response|reply)s? to your (?:request|questions?|enquiry)\b[^:]* (?:is|are)\b|\b(?:our|my|'s) view\b|\bnotice (?:which|that)\b|\bsection 17\b|\bwe (?:\w+ ){0,5}(?:content|satisfied|consider|believe|of the (?:view|opinion))\b",
    re.ASCII,
)
"""The authority speaks of what was asked, and does not repeat it."""
_TURNS = re.compile(r"\b(?:however|but|although),? (?:we|our|i|it|the)\b")
"""Behind it the authority answers."""


def _is_title(text: Text, line: Span, low: str) -> bool:
    """Whether a label's value is a title: short, and the authority speaks on the next line."""
    next_low = text.below(text.line_at(line.start))
    return (
        len(low) < 100
        and "?" not in low
        and bool(re.match(r"thank you|i (?:refer|am writing|wrote|write)\b|further to|dear\b|we (?:have|received)|applicant:", next_low))
    )


def _is_of_an_answer(text: Text, number: int, low: str) -> bool:
    """Whether "Question 1" heads an answer: the first item of a list that asks stands above it."""
    above = (text.bare(*line) for line in text.lines[:number])
    return NUMBERED_PAIR.match(low) is not None and any(first_item(other) and (requester_speaks(other) or "?" in other) for other in above)


def _bare_before(text: Text, number: int) -> bool:
    """Whether words that ask stand above this line without a cue: then they are the request, and the cue is the answer's."""
    above = [low for line in text.lines[:number] if (low := text.bare(*line))]
    return any(
        ASKS.search(low) and ("?" in low or _PLEASE.match(low)) and not is_meta(low) and not heading.startswith("clarification")
        for heading, low in zip(["", *above], above, strict=False)
    )


_PLEASE = re.compile(r"please (?:could|can|would) you\b")


def _nearer(text: Text, begins: int) -> Opening | None:
    """A second cue below the first with only titles, labels and dates between: a page's heading was taken for the request's."""
    start = text.line_at(begins)
    for index in range(start, min(start + 14, len(text.lines))):
        line = text.lines[index]
        low = text.bare(max(begins, line.start), line.end)
        if not low:
            continue
        cue = _cue(text, line, low) if line.start >= begins and not _is_later(low) else None
        if cue and cue.begins > begins:
            return cue
        if (
            requester_speaks(low)
            or len(low) > _LONGEST_TITLE
            or low.endswith(("?", "."))
            or low[0] in "•*–-"
            or closes_by_heading(low)
            or first_item(low)
        ):
            return None
    return None


_LONGEST_TITLE = 130


def answered_from(text: Text, opened: Rule, begins: int) -> int | None:
    """Where "We answered" stands below "You asked": what is between is the requester's, whatever it says."""
    answered = _WE_ANSWERED.search(text.low, begins) if opened.id == "open/you-asked" else None
    return answered.start() if answered else None


_WE_ANSWERED = re.compile(r"^[ |*]*(?:we|i) (?:have )?(?:answered|said|replied|responded)[ :|*]*$", re.MULTILINE)


def _their_lead(text: Text, number: int, *, closed: bool) -> int | None:
    """Where the requester is heard above a heading of the request: leading in to several, or, unless an answer has stood there, in a letter."""
    led_in = _led_in_above(text, number)
    return _spoken_above(text, number) if led_in is None and not closed else led_in


def _led_in_above(text: Text, number: int) -> int | None:
    """Where the requester's line stands that leads in to the first of several headings."""
    above = text.above(number)
    low = text.bare(*above) if above else ""
    leads = low.endswith(":") or (low.endswith(".") and MINE.search(low) is not None)
    return above.start if above and leads and requester_speaks(low) and not HEADINGS.first(low) else None


def _spoken_above(text: Text, number: int) -> int | None:
    """Where the requester's letter begins above a heading of its own."""
    for line in text.lines[:number]:
        low = text.bare(*line)
        if len(low) > _LONGEST_TITLE and requester_speaks(low) and MINE.search(low):
            return line.start
    return None


def _is_later(low: str) -> bool:
    """Whether a line heads another request than the first."""
    pair = NUMBERED_PAIR.match(low)
    return pair is not None and pair["n"] != "1"
