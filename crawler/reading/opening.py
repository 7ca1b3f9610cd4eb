"""Where the requester's words begin."""

import re
from dataclasses import dataclass

from crawler.reading.cues import (
    ASKS,
    FACT,
    GREETING,
    HEADINGS,
    ITEM,
    LABELS,
    LEAD_INS,
    NUMBERED_PAIR,
    OURS,
    PHRASE,
    QUOTES,
    THEIRS,
    TO_AN_AUTHORITY,
    closes_by_heading,
    closes_by_sentence,
    is_meta,
    is_meta_label,
    leads_in,
    number_of,
    requester_speaks,
)
from crawler.reading.numbering import first_item, numbered
from crawler.reading.rules import Rule
from crawler.reading.text import Span, Text

OPENING_LINES = 150
"""A request opens in the first lines of a page; a month's page with many requests is read for its first."""


@dataclass(frozen=True)
class _Opening:
    """Where the request's words begin, and the rule that says so."""

    begins: int
    rule: Rule


POSITION = Rule("open/position")
_BACKGROUND = Rule("open/background")
_QUOTED_LINE = Rule("open/quoted-line")


def find_opening(text: Text) -> _Opening | None:
    """The cue nearest to the request's words; else a phrase inside a sentence; else the place where a question stands without any cue."""
    opening: _Opening | None = None
    closed = lost = False
    number = 0
    while number < min(len(text.lines), OPENING_LINES):
        line = text.lines[number]
        low = text.low[line.start : line.end].strip(" |*")
        found = _cue(text, line, low) if low else None
        found = None if found and found.rule.id == "open/request" and _in_letterhead(text, number) else found
        if found and not (closed and _bare_before(text, number)):
            begins = skip_lead(text, found.begins)
            quoted = found.rule in LEAD_INS and text.value[begins : begins + 1] in QUOTES
            if _answered_at_once(text, begins) and not (quoted or _TO_NO_PERSON.search(text.low, found.begins, begins)):
                # What follows is the authority's: a page's own heading, a decision before the request, or a list that was lost.
                closed = True
                lost = lost or found.rule in LEAD_INS
                number += 1
                continue
            opening = _Opening(begins, found.rule)
            block = _in_a_block(text) if line.end - line.start > _BLOCK else None
            if block:
                return block
            nearer = _nearer(text, begins)
            return _Opening(skip_lead(text, nearer.begins), nearer.rule) if nearer else opening
        if low and not is_meta(low) and (closes_by_heading(low) or closes_by_sentence(low)):
            closed = True
        number += 1
    if lost:
        return _quoted_line(text)
    return (
        _salutation(text)
        or _positional(text)
        or _quoted_line(text)
        or _interleaved(text)
        or _in_a_block(text)
        or _phrase(text)
        or _second_letter(text)
    )


def _in_letterhead(text: Text, number: int) -> bool:
    """Whether a heading is the name of an office: a letter to the requester begins a few lines below it, names and addresses between."""
    below = [text.low[line.start : line.end].strip() for line in text.lines[number + 1 : number + _LETTERHEAD]]
    salutation = next((at for at, low in enumerate(below) if _TO_A_PERSON.match(low)), 0)
    return salutation > 0 and any(below[:salutation]) and not any(ASKS.search(low) or ":" in low for low in below[:salutation])


_LETTERHEAD = 8
"""Lines."""
_TO_A_PERSON = re.compile(r"dear (?:mr|mrs|ms|miss|dr|\[)\b")
_SECOND_LETTER = Rule("open/second-letter")
_SALUTATION = Rule("open/salutation")
_TOP = 12
"""Lines within which a page that begins with the requester's letter salutes the authority."""


def _salutation(text: Text) -> _Opening | None:
    """The request as a letter at the top, that salutes an authority."""
    for line in text.lines[:_TOP]:
        low = text.low[line.start : line.end].strip()
        if TO_AN_AUTHORITY.fullmatch(low) and not _TO_NO_PERSON.match(low + "\n") and line.end + 1 < len(text.value):
            return _Opening(skip_lead(text, line.end + 1), _SALUTATION)
        if low and not (is_meta(low) or _STATUS.match(low)) and (closes_by_heading(low) or closes_by_sentence(low)):
            return None
    return None


def _second_letter(text: Text) -> _Opening | None:
    """The request as an annex: below the authority's letter another, that salutes an authority."""
    salutations = [line for line in text.lines if text.low.startswith("dear ", line.start)]
    for line in salutations[1:]:
        if TO_AN_AUTHORITY.fullmatch(text.low[line.start : line.end].strip()) and line.end + 1 < len(text.value):
            return _Opening(line.end + 1, _SECOND_LETTER)
    return None


def _interleaved(text: Text) -> _Opening | None:
    """The first of at least two numbered questions, each with its answer below, wherever they begin."""
    for line in text.lines[:OPENING_LINES]:
        low = text.low[line.start : line.end]
        match = ITEM.match(low.lstrip(" *|"))
        if match and number_of(match) == "1" and low.rstrip().endswith("?") and len(numbered(text, line.start, len(text.value), None)) > 1:
            return _Opening(line.start, POSITION)
    return None


def _quoted_line(text: Text) -> _Opening | None:
    """A line near the top that is all in quotation marks."""
    for line in text.lines[:40]:
        value = text.value[line.start : line.end].strip()
        if (
            len(value) > 60
            and "exempt information" not in value
            and value[0] in '"“'
            and value[-1] == QUOTES[value[0]]
            and value.count(value[-1]) <= 2
        ):
            return _Opening(line.start, _QUOTED_LINE)
    return None


def _answered_at_once(text: Text, begins: int) -> bool:
    line = text.lines[text.line_at(begins)]
    low = text.low[begins : line.end].strip(" |*\"'")
    sentence = text.low[begins : min(line.end, text.sentence_at(begins).end)].strip(" |*\"'")
    if _REPORTED.match(low):
        return False
    speaks = (closes_by_sentence(sentence) is not None or _TO_THE_REQUESTER.search(sentence) is not None) and not requester_speaks(low)
    return bool(low) and (speaks or closes_by_heading(low) is not None)


def _is_note_above(low: str, next_low: str) -> bool:
    """Whether a line is a note that the authority has put above the request, which the next line begins."""
    return low.startswith(("please note", "note:")) and requester_speaks(next_low) and _MINE.search(next_low) is not None


_MINE = re.compile(r"\b(?:i|my)\b")
_REPORTED = re.compile(
    r"you (?:have )?(?:asked for|requested|sought) |the [\w' ]{3,40} (?:was|were|has been|have been) asked (?:for|about|to)\b", re.ASCII
)
"""A request told in the authority's words."""
_TO_NO_PERSON = re.compile(r"^(?:dear (?:sirs?|madam|foi|team)\b|sir or madam|to whom it may concern)[^\n]*\n", re.MULTILINE)
"""How a requester begins who knows nobody at the authority."""
_TO_THE_REQUESTER = re.compile(r"\byour (?:foi |eir |original |initial )?(?:request|review)\b(?![^.]*\?)", re.ASCII)
"""What is said of a request to the one who made it."""


def _cue(text: Text, line: Span, low: str) -> _Opening | None:
    """The cue that a line is or holds."""
    if len(low) < _LONGEST_HEADING:
        heading = HEADINGS.first(low.lstrip("•- "))
        if heading and not (heading.id == "open/responded" and closes_by_heading(_below(text, text.line_at(line.start)))):
            return _Opening(min(line.end + 1, len(text.value)), heading)
    whole = text.low[line.start : line.end].rstrip()
    for rule_, match in LABELS.matches(whole.lstrip(" |*")):
        if not is_meta_label(low) and not _is_title(text, line, low):
            indent = len(whole) - len(whole.lstrip(" |*"))
            return _Opening(line.start + indent + match.end(), rule_)
    if closes_by_heading(low):
        return None
    for rule_, match in LEAD_INS.matches(whole):
        sentence = text.sentence_at(line.start + match.end() - 1)
        around = text.low[max(line.start, sentence.start) : min(line.end, sentence.end)]
        if not (
            (OURS.search(_IN_REPLY.sub("", match.group())) and not match.group().startswith(("your ", "we have ")))
            or "review" in match.group()
            or _OF_THE_ANSWER.search(around)
            or _TURNS.search(match.group())
            or THEIRS.search(around)
        ):
            rest = text.low[line.start + match.end() : line.end].strip(" \"'")
            return _Opening(line.start + match.end() if rest and rest[-1] != ":" else min(line.end + 1, len(text.value)), rule_)
    return None


_LONGEST_HEADING = 200
_IN_REPLY = re.compile(r"\bin (?:response|reply|answer) to your\b")
_OF_THE_ANSWER = re.compile(
    r"\b(?:answer|response|reply) to your (?:request|question|enquiry)\b[^:]* (?:is|are)\b|\b(?:our|my|'s) view\b|\bwe (?:\w+ ){0,5}(?:content|satisfied|consider|believe|of the (?:view|opinion))\b",
    re.ASCII,
)
"""The authority speaks of what was asked, and does not repeat it."""
_TURNS = re.compile(r"\b(?:however|but|although),? (?:we|our|i|it|the)\b")
"""Behind it the authority answers."""


def _is_title(text: Text, line: Span, low: str) -> bool:
    """Whether a label's value is a title: short, and the authority speaks on the next line."""
    next_low = _below(text, text.line_at(line.start))
    return (
        len(low) < 100
        and "?" not in low
        and bool(re.match(r"thank you|i (?:refer|am writing|wrote|write)\b|further to|dear\b|we (?:have|received)", next_low))
    )


def _below(text: Text, index: int) -> str:
    """The next line that is not blank; empty when there is none soon."""
    following = (text.low[line.start : line.end].strip(" |*") for line in text.lines[index + 1 : index + 4])
    return next((low for low in following if low), "")


def _bare_before(text: Text, number: int) -> bool:
    """Whether words that ask stand above this line without a cue: then they are the request, and the cue is the answer's."""
    return any(
        ASKS.search(low) and ("?" in low or _PLEASE.match(low)) and not is_meta(low)
        for line in text.lines[:number]
        if (low := text.low[line.start : line.end].strip(" |*"))
    )


_PLEASE = re.compile(r"please (?:could|can|would) you\b")
_BEFORE_WORDS = re.compile(
    r"request (?:for information )?\d{1,2}\s*:\s*(?=\S)|follow[- ]?up to (?:foi|eir|ref)[\w/ -]{3,16}:\s+|hello (?:foi )?team,\s*|revised request(?: \([\w/ -]+\))?:?\s+(?=\S)|(?:good (?:morning|afternoon|evening)|hello|hiya|hi)(?: [\w/&'.-]+){0,3},\s+(?=\S)|my (?:questions|requests?) (?:are|is) as follows:\s*|to the [\w ]{2,40}(?:team|officer|department|office)[:,]\s+|dear (?:(?!please|could|can\b|i\b)[\w/&'.-]+ ?){1,5},\s+|dear (?:[\w/&'.()-]+ ){1,6}?(?=(?:please|i would|i am|i write|i wish|i have|under the|could you)\b)|(?:i )?hope (?:all is|you are|you're|this finds)[^.!?\n]{0,40}[.!]\s+(?=\S)"
    r"|(?:date )?respond(?:ed|ing)(?: on)?:? (?:[a-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}(?=[a-z\"'])"
)
"""What stands on the line of the request's first words and is not of them: "Dear Trust, ", a date that lost its line break."""


def skip_lead(text: Text, begins: int) -> int:
    """Past lines that only lead on: "Dear Sir or Madam", "Request 1", a table's other heading, a title above numbered questions."""
    while begins < len(text.value):
        index = text.line_at(begins)
        line = text.lines[index]
        low = text.low[begins : line.end].strip(" |*\"'")
        before = _BEFORE_WORDS.match(text.low, begins, line.end)
        if before:
            begins = before.end()
            continue
        whole = begins <= line.start + 2
        following = text.lines[index + 1] if index + 1 < len(text.lines) else None
        next_low = _below(text, index)
        skipped = not low or (
            whole
            and following is not None
            and (
                GREETING.fullmatch(low) is not None
                or (len(low) < 100 and HEADINGS.first(low) is not None)
                or FACT.fullmatch(low) is not None
                or _LABELLED.match(low) is not None
                or low == "[requester]"
                or _STATUS.match(low) is not None
                or _is_title_again(text, line, low)
                or _is_note_above(low, next_low)
                or IS_CLARIFICATION.fullmatch(low) is not None
                or (leads_in(low) and re.search(r"\byour?\b", low) is not None)
                or (
                    len(low) < 60
                    and low[-1] not in ".?:;,"
                    and not closes_by_heading(low)
                    and not (ASKS.search(low) or THEIRS.search(low))
                    and first_item(next_low)
                    and not first_item(low)
                )
            )
        )
        if not skipped or following is None:
            return begins
        begins = line.end + 1
    return begins


def _nearer(text: Text, begins: int) -> _Opening | None:
    """A second cue below the first with only titles, labels and dates between: a page's heading was taken for the request's."""
    start = text.line_at(begins)
    for index in range(start, min(start + 14, len(text.lines))):
        line = text.lines[index]
        low = text.low[max(begins, line.start) : line.end].strip(" |*")
        if not low:
            continue
        cue = _cue(text, line, low) if line.start >= begins and not _is_later(low) else None
        if cue and cue.begins > begins:
            return cue
        if (
            requester_speaks(low)
            or len(low) > 90
            or low.endswith(("?", "."))
            or low[0] in "•*–-"
            or closes_by_heading(low)
            or first_item(low)
        ):
            return None
    return None


def _is_title_again(text: Text, line: Span, low: str) -> bool:
    """Whether a line repeats the page's title, without a sentence's end."""
    title = text.low[text.lines[0].start : text.lines[0].end]
    return line.start > 0 and len(low) > _A_TITLE and low[-1] not in ".?:;," and low in title


_A_TITLE = 12
_STATUS = re.compile(
    r"this request has been closed\b|(?:we're )?waiting for\b.* (?:review|response|responses|status)\b|(?:the request was|this request) .{0,40}(?:successful|refused)\.?$|from: |\**(?:amended|revised|refined) request\**:?$|review of case \d{5,}\b|[^.?:]{3,60} - \d{1,2}/\d{1,2}/\d{4}$|(?:re: ?)?(?:freedom of information|foi|eir)(?: act)?(?: \d{4})? (?:request|enquiry)[.:]?$"
)
"""What a site of correspondence, or the requester's own heading, puts above the words."""
_LABELLED = re.compile(
    r"(?:(?:our |your )?ref(?:erence)?(?: number| no\.?)?|(?:date )?(?:received|responded|due|sent|issued|closed)|date of (?:request|receipt|response)) ?:(?!\s*please\b).{1,40}$"
)
"""A fact with its label below the heading of the request."""
IS_CLARIFICATION = re.compile(r"(?:your )?(?:clarification|clarified request)\s*[:-]*")


def _is_later(low: str) -> bool:
    """Whether a line heads another request than the first."""
    pair = NUMBERED_PAIR.match(low)
    return pair is not None and pair["n"] != "1"


_TO_A_DESK = ("fao ", "f.a.o", "for the attention of ")
_BLURBS = 2
"""Paragraphs about the site itself that may stand above a response."""
_ASKING = re.compile(r"please(?! ask for)|could|can you|would|i would|i should|how many")
_COUNTS = re.compile(r"\bhow (?:many|much|often)\b", re.ASCII)


def _positional(text: Text) -> _Opening | None:
    """Below titles and labels, the first line that asks; only when the authority has not spoken before it."""
    blurbs = 0
    for number, line in enumerate(text.lines[:40]):
        low = text.low[line.start : line.end].strip(" |*\"'")
        if not low or FACT.fullmatch(low) or "covid" in low or _FURNITURE.fullmatch(low) or low.startswith(_TO_A_DESK):
            continue
        if low.startswith("dear ") and len(low) > 110:
            return None  # a letter on one line
        asks = "?" in low or first_item(low) or requester_speaks(low) or _ASKING.match(low) or _COUNTS.search(low)
        if asks and (ASKS.search(low) or low.endswith(":") or requester_speaks(low)) and not closes_by_sentence(low):
            if _is_prose_above(text, number):
                return _Opening(skip_lead(text, 0), _BACKGROUND)
            begins = _with_lead(text, number) if first_item(low) else _with_reason(text, number)
            return _Opening(skip_lead(text, begins), POSITION if begins == line.start or first_item(low) else _BACKGROUND)
        if len(low) > _STATED and _STATES.match(low) and _is_answer(_below(text, number)):
            return _Opening(line.start, POSITION)
        if low.endswith(":") and ASKS.search(low) and first_item(_below(text, number)) and not closes_by_sentence(low):
            return _Opening(line.start, POSITION)
        if first_item(low) and not closes_by_sentence(low):
            return _Opening(_with_lead(text, number), POSITION)
        if is_meta(low) or not number or _OF_THE_SITE.search(low) or low.count(" | ") > _IN_A_MENU:
            continue
        blurbs += len(low) > 110
        if blurbs > _BLURBS or closes_by_sentence(low) or closes_by_heading(low):
            return _below_answer(text, number)
    return None


def _below_answer(text: Text, number: int) -> _Opening | None:
    """Below what the authority says first, the requester's own lead-in to a list, repeated without a cue."""
    for index in range(number + 1, min(number + _SOON, len(text.lines))):
        line = text.lines[index]
        low = text.low[line.start : line.end].strip(" |*\"'")
        if low.endswith(":") and _MINE.search(low) and requester_speaks(low) and first_item(_below(text, index)):
            return _Opening(line.start, POSITION)
        if low and not closes_by_sentence(low) and first_item(low):
            return None
    return None


_SOON = 12
_FURNITURE = re.compile(
    r"(?:forgot(?:ten)?|lost) (?:your )?password\?|(?:rate|was) this (?:page|information)[^?]{0,30}\?|(?:need|want) (?:more )?help\?|can't find [^?]{0,40}\?|(?:not able|unable) to (?:read|open|view) this\b.*"
)
"""Questions that a site puts to its readers."""


def _is_prose_above(text: Text, number: int) -> bool:
    """Whether all that stands above a line is prose: the requester's background, as no title and no fact of the page is there."""
    above = [text.low[line.start : line.end].strip() for line in text.lines[:number]]
    above = [low for low in above if low]
    return bool(above) and all(
        len(low) > _PROSE and low[-1] in ".:;" and not (is_meta(low) or closes_by_sentence(low) or _OF_THE_SITE.search(low))
        for low in above
    )


_OF_THE_SITE = re.compile(r"\bcookies?\b|\bweb ?site\b|\bthis (?:site|page)\b|\bpublish|\brequests\b|\bresponses?\b|\bdisclosure log\b")
"""Lines that tell of the site and of its log."""
_IN_A_MENU = 2
_PROSE = 50
"""Characters from which a line is prose."""
_BLOCK = 600
"""Characters from which a line is a whole page that a converter has put on one."""
_ASKING_INSIDE = re.compile(
    r"(?:(?<=[\w.:,)] )|(?<=[a-z.,:]))(?:This is a request (?:for|under)|I am making an? (?:formal )?(?:FOI )?request|Please (?:would|could|can|supply|provide|send|give|tell|let)|(?:Could|Can|Would) you (?:please )?(?:tell|send|give|provide|supply|let)|I would like|I am writing to (?:request|ask)|Under the (?:Freedom|FOI|Environmental)[^.]{0,80} (?:I|please)) "
)


_LABEL_INSIDE = re.compile(r"(?<=\. )(?:Your )?Request: (?=[A-Z])")


def _in_a_block(text: Text) -> _Opening | None:
    """The first words that ask on a line that is a whole page, behind a title and before the authority speaks."""
    for line in text.lines[:OPENING_LINES]:
        label = (
            _LABEL_INSIDE.search(text.value, line.start, min(line.end, line.start + 2 * _BLOCK)) if line.end - line.start > _BLOCK else None
        )
        if label:
            return _Opening(label.end(), POSITION)
        match = _ASKING_INSIDE.search(text.value, line.start, line.start + _BLOCK) if line.end - line.start > _BLOCK else None
        if match and not any(
            closes_by_sentence(text.low[s.start : s.end]) for s in text.sentences if line.start <= s.start < s.end <= match.start()
        ):
            return _Opening(match.start(), POSITION)
    return None


_STATED = 40
_STATES = re.compile(r"(?:the )?(?:total |yearly |annual )?(?:number|amount|cost|list|copy|copies|details) of\b")
"""A request that only names what it wants."""


def _is_answer(low: str) -> bool:
    return bool(low) and (closes_by_sentence(low) is not None or closes_by_heading(low) is not None)


_FOR_THAT = re.compile(
    r"(?:for (?:that|this) reason|if (?:that|this) is so|in that case|to that end|with this in mind|accordingly|therefore)\b"
)


def _with_reason(text: Text, number: int) -> int:
    """The start of a line that asks, or of the prose above when it asks "for that reason"."""
    first = number
    if _FOR_THAT.match(text.low[text.lines[number].start : text.lines[number].end].strip(" |*\"'")):
        while first and len(low := text.low[text.lines[first - 1].start : text.lines[first - 1].end].strip()) > _PROSE and low[-1] == ".":
            first -= 1
    return text.lines[first].start


def _with_lead(text: Text, number: int) -> int:
    """The start of a numbered list, or of the line above in which the requester leads in to it."""
    above = text.lines[number - 1] if number else None
    low = text.low[above.start : above.end].strip(" |*") if above else ""
    theirs = re.search(r"\b(?:i|my|this request|these questions)\b", low) and not FACT.fullmatch(low)
    return above.start if above and theirs and not closes_by_sentence(low) else text.lines[number].start


def _phrase(text: Text) -> _Opening | None:
    """The request told in a sentence of the authority: "your request of 4 October for the full results"."""
    for line in text.lines[:OPENING_LINES]:
        match = PHRASE.search(text.low[line.start : line.end])
        if match:
            return _Opening(line.start + match.end(), PHRASE)
    return None
