"""Where a request begins on a page that has no cue for it."""

import re

from crawler.reading.closing import BULLETS
from crawler.reading.cues import (
    ASKS,
    FACT,
    ITEM,
    NAMES_A_REQUEST,
    QUOTES,
    THANKS_FOR,
    TO_AN_AUTHORITY,
    closes_by_heading,
    closes_by_sentence,
    is_meta,
    number_of,
    requester_speaks,
)
from crawler.reading.in_turn import A_TITLE, in_turn
from crawler.reading.lead import MINE, OPENING_LINES, STATUS, TO_NO_PERSON, Opening, skip_lead
from crawler.reading.numbering import BARE_NUMBER, first_item, numbered, numbering_style
from crawler.reading.opening_cues import PHRASE
from crawler.reading.rules import Rule
from crawler.reading.telling import tells
from crawler.reading.text import MARKS_AND_QUOTES, Text

POSITION = Rule("open/position")
_BACKGROUND = Rule("open/background")
_QUOTED_LINE = Rule("open/quoted-line")
_SECOND_LETTER = Rule("open/second-letter")
SALUTATION = Rule("open/salutation")
_TOP = 12
"""Lines within which a page that begins with the requester's letter salutes the authority."""


def _salutation(text: Text) -> Opening | None:
    """The request as a letter at the top, that salutes an authority."""
    for line in text.lines[:_TOP]:
        low = text.low[line.start : line.end].strip()
        if TO_AN_AUTHORITY.fullmatch(low) and not TO_NO_PERSON.match(low + "\n") and line.end + 1 < len(text.value):
            return Opening(skip_lead(text, line.end + 1), SALUTATION)
        if low and not (is_meta(low) or STATUS.match(low)) and (closes_by_heading(low) or closes_by_sentence(low)):
            return None
    return None


def _second_letter(text: Text) -> Opening | None:
    """The request as an annex: below the authority's letter another, that salutes an authority."""
    salutations = [line for line in text.lines if text.low.startswith("dear ", line.start)]
    for line in salutations[1:]:
        if TO_AN_AUTHORITY.fullmatch(text.low[line.start : line.end].strip()) and line.end + 1 < len(text.value):
            return Opening(line.end + 1, _SECOND_LETTER)
    return None


def interleaved(text: Text) -> Opening | None:
    """The first of at least two numbered items, each with its answer below, wherever they begin."""
    for number, line in enumerate(text.lines[:OPENING_LINES]):
        low = text.low[line.start : line.end].strip(" *|")
        match = ITEM.match(low)
        if not match or number_of(match) not in ("1", "a") or numbering_style(match) == BARE_NUMBER:
            continue
        if low.endswith("?") and len(numbered(text, line.start, len(text.value), None)) > 1:
            return Opening(line.start, POSITION)
        if _names_what_is_wanted(low[match.end() :]) and (in_turn(text, line.start) or _is_all_asked(text, line.start)):
            return Opening(_with_lead(text, number), POSITION)
    return None


def _is_all_asked(text: Text, begins: int) -> bool:
    """Whether a page ends with a list of which nothing is the authority's."""
    lows = [text.low[line.start : line.end].strip(" *|") for line in text.lines[text.line_at(begins) :]]
    numbers = [number_of(match) for low in lows if (match := ITEM.match(low))]
    return "2" in numbers and not any(closes_by_sentence(low) or closes_by_heading(low) or tells(low) for low in lows)


def _names_what_is_wanted(low: str) -> bool:
    """Whether an item may be the requester's: neither a title nor anything that the authority says."""
    return len(low.split()) > A_TITLE and not (closes_by_sentence(low) or tells(low) or _WE.search(low))


_WE = re.compile(r"\b(?:we|our|us)\b", re.ASCII)


def quoted_line(text: Text) -> Opening | None:
    """A line near the top that is all in quotation marks."""
    for line in text.lines[:40]:
        value = text.value[line.start : line.end].strip()
        if (
            len(value) > 60
            and not _STATES_RULES.search(text.low[max(0, line.start - _BEFORE_QUOTE) : line.start])
            and "exempt information" not in value
            and value[0] in '"“'
            and value[-1] == QUOTES[value[0]]
            and value.count(value[-1]) <= 2
        ):
            return Opening(line.start, _QUOTED_LINE)
    return None


def _quoted_block(text: Text) -> Opening | None:
    """The requester's lines in quotation marks above the heading of the answer, whose cue has been lost."""
    for number, line in enumerate(text.lines[:OPENING_LINES]):
        mark = text.value[line.start : line.end].lstrip()[:1]
        if not mark or mark not in '"“' or _STATES_RULES.search(text.low[max(0, line.start - _BEFORE_QUOTE) : line.start]):
            continue
        closes = next(
            (at for at in range(number, len(text.lines)) if text.value[slice(*text.lines[at])].rstrip().endswith(QUOTES[mark])), None
        )
        answered = closes is not None and closes_by_heading(text.below(closes)) is not None
        theirs = any(requester_speaks(text.low[slice(*quoted)]) for quoted in text.lines[number : (closes or number) + 1])
        return Opening(line.start, _QUOTED_LINE) if answered and theirs else None
    return None


_BEFORE_QUOTE = 200
_STATES_RULES = re.compile(
    r"\b(?:polic(?:y|ies)|guidance|act|code|law|section \d+\S*|website|handbook|procedure) (?:\w+ )?(?:states?|says?|reads?|provides?)(?: that)?\W*$"
)
"""What is quoted behind it is no request."""
_TO_A_DESK = ("fao ", "f.a.o", "for the attention of ")
_BLURBS = 2
"""Paragraphs about the site itself that may stand above a response."""
_ASKING = re.compile(
    r"please(?! (?:bookmark|visit|click|remember|note|ask for|do not hesitate\b|don't hesitate\b|feel free\b))|could|can you|would|i would|i should|how many|(?:provide|supply|send|give)(?: me| us)? (?:all|any|the|an?|copies|details)\b"
)
_COUNTS = re.compile(r"\bhow (?:many|much|often)\b", re.ASCII)


def _positional(text: Text) -> Opening | None:
    """Below titles and labels, the first line that asks; only when the authority has not spoken before it."""
    blurbs = 0
    for number, line in enumerate(text.lines[:40]):
        low = text.bare(*line, MARKS_AND_QUOTES)
        if not low or FACT.fullmatch(low) or STATUS.match(low) or "covid" in low or _FURNITURE.fullmatch(low) or low.startswith(_TO_A_DESK):
            continue
        if low.startswith("dear ") and len(low) > 110:
            return None  # a letter on one line
        if _THANKS_YOU.match(low) or (number < _TOP and text.below(number).startswith("total page:")):
            continue  # the second is the title that a site for documents makes of the first words
        asks = "?" in low or first_item(low) or requester_speaks(low) or _ASKING.match(low) or _COUNTS.search(low)
        if asks and (ASKS.search(low) or low.endswith(":") or requester_speaks(low)) and not closes_by_sentence(low):
            if _is_prose_above(text, number):
                return Opening(skip_lead(text, 0), _BACKGROUND)
            begins = _with_lead(text, number) if first_item(low) else _with_reason(text, number)
            return Opening(skip_lead(text, begins), POSITION if begins == line.start or first_item(low) else _BACKGROUND)
        named = len(low) > _STATED and (
            _STATES.match(low) or (low[-1] == "." and _NAMES.match(low) and not PHRASE.search(text.below(number)))
        )
        if named and _is_answered_below(text, number):
            return Opening(line.start, POSITION)
        if low.endswith(":") and ASKS.search(low) and _is_entry(text.below(number)) and not closes_by_sentence(low):
            return Opening(line.start, POSITION)
        if first_item(low) and not closes_by_sentence(low) and not NAMES_A_REQUEST.match(low):
            return Opening(_with_lead(text, number), POSITION)
        speaks = closes_by_sentence(low) is not None
        if (
            is_meta(low)
            or not number
            or (_OF_THE_SITE.search(low) and not (speaks and _YOUR_REQUEST.search(low)))
            or low.count(" | ") > _IN_A_MENU
        ):
            continue
        blurbs += len(low) > 110
        if blurbs > _BLURBS or speaks or closes_by_heading(low):
            return _below_answer(text, number)
    return None


def _below_answer(text: Text, number: int) -> Opening | None:
    """Below what the authority says first, the requester's own lead-in to a list, repeated without a cue."""
    for index in range(number + 1, min(number + _SOON, len(text.lines))):
        line = text.lines[index]
        low = text.bare(*line, MARKS_AND_QUOTES)
        leads = low.endswith(":") or (low.endswith(".") and _YOUR_REQUEST.search(low) is None)
        if leads and MINE.search(low) and requester_speaks(low) and first_item(text.below(index)):
            return Opening(line.start, POSITION)
        if low.endswith(":") and _WE_ASK.search(low) and _is_entry(text.below(index)):
            return Opening(_with_their_words(text, number, index), POSITION)
        if low and not closes_by_sentence(low) and first_item(low):
            return None
    return None


_WE_ASK = re.compile(
    r"\bwe (?:are (?:requesting|asking for|seeking)|would like(?: to (?:request|have|see))?|request|ask for)\b[^.\n]{0,30}:$"
)


def _with_their_words(text: Text, above: int, index: int) -> int:
    """Where the requester's prose begins that leads in to a list, below a line of the authority's."""
    while index - 1 > above and not closes_by_sentence(text.bare(*text.lines[index - 1], MARKS_AND_QUOTES)):
        index -= 1
    return text.lines[index].start


_SOON = 12
_YOUR_REQUEST = re.compile(r"\byour (?:\w+ )?(?:requests?|questions?|enquiry|e-?mail|letter)\b", re.ASCII)
_FURNITURE = re.compile(
    r"(?:forgot(?:ten)?|lost) (?:your )?password\?|(?:rate|was) this (?:page|information)[^?]{0,30}\?|(?:need|want) (?:more )?help\?|can't find [^?]{0,40}\?|(?:not able|unable) to (?:read|open|view) this\b.*|\d+ attachments?|download|view as html|\d[\d.]*[km]b?"
    r"|(?:press|gwasgwch) (?:the )?escape\b.*|.*\b(?:cookies?|cwcis)\b.*|(?:sorry|ymddiheuriadau), (?:that|there|something|this|aeth|bu|roedd)\b.*|(?:this is (?:a|our) (?:new )?|you are (?:looking at|viewing|using|on) (?:a|our) (?:new )?|fersiwn '?)beta\b.*"
)
"""What a site says to its readers, in English or in Welsh."""


def _is_prose_above(text: Text, number: int) -> bool:
    """Whether all that stands above a line is prose: the requester's background, as no title and no fact of the page is there."""
    above = [text.low[line.start : line.end].strip() for line in text.lines[:number]]
    above = [low for low in above if low]
    return bool(above) and all(
        len(low) > _PROSE and low[-1] in ".:;" and not (is_meta(low) or closes_by_sentence(low) or _OF_THE_SITE.search(low))
        for low in above
    )


_OF_THE_SITE = re.compile(
    r"\bcookies?\b|\b(?:press|click)\b|\bweb ?site\b|\bthis (?:site|page)\b|\bpublish|\brequests\b|\bresponses?\b|\bdisclosure log\b"
)
"""Lines that tell of the site and of its log."""
_IN_A_MENU = 2
_PROSE = 50
"""Characters from which a line is prose."""
BLOCK = 600
"""Characters from which a line is a whole page that a converter has put on one."""
_ASKING_INSIDE = re.compile(
    r"(?:(?<=[\w.:,)] )|(?<=[a-z.,:]))(?:This is a request (?:for|under)|I am making an? (?:formal )?(?:FOI )?request|Please (?:would|could|can|supply|provide|send|give|tell|let)|(?:Could|Can|Would) you (?:please )?(?:tell|send|give|provide|supply|let)|I would like|I am writing to (?:request|ask)|Under the (?:Freedom|FOI|Environmental)[^.]{0,80} (?:I|please)) "
)
_LABEL_INSIDE = re.compile(r"(?:(?<=\. )|(?<=\d ))(?:(?:Your )?[Rr]equest|Applicant (?:[Qq]uestion|[Rr]equest)): (?=[\"“]?(?:\d\. )?[A-Z])")


def in_a_block(text: Text) -> Opening | None:
    """The first words that ask on a line that is a whole page, behind a title and before the authority speaks."""
    labelled = _labelled_in_a_block(text)
    if labelled:
        return labelled
    for line in text.lines[:OPENING_LINES]:
        match = _ASKING_INSIDE.search(text.value, line.start, line.start + BLOCK) if line.end - line.start > BLOCK else None
        if match and not any(
            closes_by_sentence(text.low[s.start : s.end]) for s in text.sentences if line.start <= s.start < s.end <= match.start()
        ):
            return Opening(match.start(), POSITION)
    return None


def _labelled_in_a_block(text: Text) -> Opening | None:
    """The words behind a label on a line that is a whole page."""
    for line in text.lines[:OPENING_LINES]:
        if line.end - line.start > BLOCK:
            label = _LABEL_INSIDE.search(text.value, line.start, min(line.end, line.start + 2 * BLOCK))
            if label:
                return Opening(label.end(), POSITION)
    return None


_BY_THE_ACT = re.compile(
    r"^(?:using|under|in line with|in accordance with|pursuant to) (?:my rights under )?the (?:freedom|foi|environmental)[^\n?]{0,80}?,? (?:i (?:would|wish|am|want|request|ask|hereby|should)|please|could you)\b",
    re.MULTILINE,
)


def _under_the_act(text: Text) -> Opening | None:
    """The line in which a requester calls upon the law, wherever it is."""
    asked = _BY_THE_ACT.search(text.low)
    return Opening(asked.start(), POSITION) if asked else None


_INLINE = re.compile(r"^Request (?=[A-Z“\"][^\n]{60})", re.MULTILINE)
_INLINE_ANSWER = re.compile(r"^Response (?=[A-Z“\"][^\n]{20})", re.MULTILINE)


def _inline_pair(text: Text) -> Opening | None:
    """The words behind "Request", on its line without any mark, when "Response" stands so before the answer."""
    asked = _INLINE.search(text.value)
    return Opening(asked.end(), POSITION) if asked and _INLINE_ANSWER.search(text.value, asked.end()) else None


_THANKS_YOU = re.compile(rf"{THANKS_FOR.pattern}(?:[^\n?]*\b(?:which|that) (?:we|was|you)\b|[^.?]*\. we are\b)")
"""The authority, whatever it asks of the requester behind it."""
_STATED = 40
_STATES = re.compile(r"(?:the )?(?:total |yearly |annual )?(?:number|amount|cost|list|copy|copies|details) of\b")
_NAMES = re.compile(
    r"(?![^\n]*\b(?:is|are|was|were|has|have|can|may) (?:not|held|available|published|attached|exempt|been|be)\b)(?:all|any|every) (?:\w+ ){0,2}(?:correspondence|e-?mails?|communications?|documents?|records?|information|letters|minutes|reports?)\b|an? (?:copy|list|breakdown) of\b|copies of\b|(?:request for )?information (?:on|about|regarding|relating to)\b"
)
"""Both name what is wanted and ask nothing; the second without a full stop is a title."""


def _is_entry(low: str) -> bool:
    """Whether a line is the first of a list, numbered or not."""
    return first_item(low) or low[:1] in BULLETS


def _is_answered_below(text: Text, number: int) -> bool:
    """Whether the authority speaks below a line, or below others that ask or only name what they want, too."""
    for line in text.lines[number + 1 : number + _SOON]:
        low = text.bare(*line, MARKS_AND_QUOTES)
        if low and (closes_by_sentence(low) or closes_by_heading(low)):
            return True
        if low and not (_STATES.match(low) or ASKS.search(low)):
            return False
    return False


_FOR_THAT = re.compile(
    r"(?:i would therefore|for (?:that|this) reason|if (?:that|this) is so|in that case|to that end|with this in mind|accordingly|therefore)\b"
)


def _with_reason(text: Text, number: int) -> int:
    """The start of a line that asks, or of the prose above when it asks "for that reason"."""
    first = number
    above = text.above(number)
    if above and text.value[above.start : above.end].lstrip()[:1] in ('"', "“") and MINE.search(text.low, *above):
        return above.start
    if _FOR_THAT.match(text.bare(*text.lines[number], MARKS_AND_QUOTES)):
        while first and len(low := text.low[text.lines[first - 1].start : text.lines[first - 1].end].strip()) > _PROSE and low[-1] == ".":
            first -= 1
    return text.lines[first].start


def _with_lead(text: Text, number: int) -> int:
    """The start of a numbered list, or of the line above in which the requester leads in to it."""
    above = text.lines[number - 1] if number else None
    low = text.bare(*above) if above else ""
    theirs = re.search(r"\b(?:i|my|this request|these questions)\b", low) and not FACT.fullmatch(low)
    return above.start if above and theirs and not (closes_by_sentence(low) or _YOUR_REQUEST.search(low)) else text.lines[number].start


def _phrase(text: Text) -> Opening | None:
    """The request told in a sentence of the authority: "your request of 4 October for the full results"."""
    for line in text.lines[:OPENING_LINES]:
        low = text.low[line.start : line.end]
        match = PHRASE.search(low)
        if match and not _SUBJECT.match(low, match.end()) and not (_THANKS.search(low, 0, match.end()) and _ABOUT.match(low, match.end())):
            return Opening(line.start + match.end(), PHRASE)
    return None


_ABOUT = re.compile(r"information (?:on|about|relating to|regarding|concerning)\b")
_SUBJECT = re.compile(
    rf"{_ABOUT.pattern}[^.]*\b(?:(?:which|that) (?:we|was|reached|you (?:sent|made|submitted))|received (?:on|by)|under the)\b"
)
"""A sentence that thanks for a request, or tells when it came, names its subject and does not repeat it."""
_THANKS = re.compile(r"\bthank you for your\b[^.]*$")


def without_cue(text: Text) -> Opening | None:
    """Where a request begins that no cue leads in to: by its salutation, its place, its quotation marks or its answers, or inside a sentence."""
    return (
        _labelled_in_a_block(text)
        or _inline_pair(text)
        or _salutation(text)
        or _positional(text)
        or _under_the_act(text)
        or quoted_line(text)
        or _quoted_block(text)
        or interleaved(text)
        or in_a_block(text)
        or _phrase(text)
        or _second_letter(text)
    )
