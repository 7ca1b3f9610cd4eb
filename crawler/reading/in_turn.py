"""Items in turn with what answers them: each asks, or only names what is wanted, and its answer stands below it or on its own line."""

import itertools
import re
from typing import NamedTuple

from crawler.reading.closing import BULLETS
from crawler.reading.closing_cues import RIGHTS
from crawler.reading.cues import ASKS, ENDS_ASKING, ITEM, closes_by_heading, closes_by_sentence, number_of, requester_speaks
from crawler.reading.numbering import BARE_NUMBER, GOES_ON, continues, is_counted, numbering_style
from crawler.reading.rules import Sought
from crawler.reading.telling import tells
from crawler.reading.text import MARKS_AND_QUOTES, Span, Text


class _Item(NamedTuple):
    """The requester's words, and the lines that stand behind them."""

    asked: Span
    below: list[str]


def in_turn(text: Text, begins: int) -> list[Span]:
    """Items that ask in any words, numbered, or each in words that only ask, with an answer behind most of them. The requester's lead-in is of the
    first piece; so are the parts of an item that stand before its answer."""
    lines = [line for line in text.lines[text.line_at(begins) :] if text.bare(*line)]
    label = ITEM.match(text.low, lines[0].start, lines[0].end) if lines else None
    whole = label is not None and label.end() + 1 >= begins  # "Question 1: " was taken for the cue
    lows = [text.bare(line.start if whole else max(begins, line.start), line.end, MARKS_AND_QUOTES) for line in lines]
    announced = _ANNOUNCES.search(text.low, max(0, begins - _ABOVE), begins) is not None
    listed = _item_starts(lows) or (_bullet_starts(lows) if announced else [])
    starts = listed or _asking_starts(lows, announced)
    if len(starts) < 2:
        return []
    over = _first_over(lows, starts[-1] + 1)
    cuts = _answered_on_lines(lows, starts, over) if announced else {}
    beneath = announced and all(start + 1 < over and lows[start + 1].startswith(_ANSWER_MARKS) for start in starts)
    items: list[_Item] = []
    begun = begins
    for start, following in zip(starts, [*starts[1:], over], strict=True):
        if cut := cuts.get(start):
            end = text.low.index(lows[start], max(begins, lines[start].start)) + cut
            items.append(_Item(Span(begun, end), [lows[start][cut:].strip(" -–"), *lows[start + 1 : following]]))
        elif following == start + 1 and following < over:
            continue  # it is answered with the next
        else:
            stop = start + 1
            while not beneath and stop < following and _is_of_the_item(text, lines[stop - 1], lines[stop], lows[stop]):
                stop += 1
            items.append(_Item(Span(begun, lines[stop - 1].end), lows[stop:following]))
        begun = lines[following].start if following < over else begun
    if 2 * len(items) <= len(starts):
        return []
    told = sum(bool(item.below) and _answers(item.below[0]) for item in items)
    answered = (
        (told > 1 and told + 1 >= len(items))
        or (announced and _is_as_announced([lows[start] for start in starts] if listed else [], items))
        or (bool(listed) and len(items) > 1 and _is_behind_each(items, announced, over < len(lows)))
    )
    return [item.asked for item in items] if answered else []


def _is_as_announced(listed: list[str], items: list[_Item]) -> bool:
    """Whether what stands behind the items can be the answers that the authority has said to stand below: behind each entry of a list that is not
    the authority's own, or behind most of one of which most ask; without a list, behind each, where nobody asks on."""
    if not listed:
        return len(items) > 1 and all(item.below and not _ASKS_ON.search(item.below[0]) for item in items)
    if all(item.below for item in items) and not any(_answers(without_mark(low)) for low in listed):
        return len(items) > 1
    asking = sum(ASKS.search(without_mark(low)) is not None for low in listed)
    return 2 * sum(bool(item.below) for item in items) > len(items) and 2 * asking >= len(listed)


_ASKS_ON = re.compile(r"\bplease\b(?! (?:see|find|note|refer|be)\b)")


def _is_behind_each(items: list[_Item], announced: bool, ends: bool) -> bool:
    """Whether what stands below each item answers it, in words that are an answer's or in plain prose: where the authority has announced it, where
    most of it is heard to be the authority's, or where nobody else is heard before the letter ends with the requester's rights."""
    below = [item.below for item in items]
    if sum(ENDS_ASKING.search(low) is not None for behind in below for low in behind) > len(below):
        return False
    answered = sum(any(map(_answers, behind)) for behind in below)
    if answered == len(below):
        return True
    told = all(behind and (_answers(behind[0]) or len(behind[0].split()) > A_TITLE) for behind in below)
    headed = any(closes_by_heading(low) for behind in below for low in behind)
    early = any(_answers(low) for behind in below[:-1] for low in behind)
    return told and (announced or 2 * answered >= len(below) or (ends and not answered) or (early and not headed))


def _answered_on_lines(lows: list[str], starts: list[int], over: int) -> dict[int, int]:
    """Where on the lines of items their answers begin. Where nothing stands below any of them and each has a dash, that parts the two."""
    cuts = {start: cut for start in starts if (cut := answered_on_line(lows[start]))}
    if starts == list(range(starts[0], over)) and all(_DASH.search(lows[start]) for start in starts):
        cuts = {start: [dash.start() for dash in _DASH.finditer(lows[start])][-1] for start in starts} | cuts
    return cuts


_DASH = re.compile(r" [-–] ")
_ANSWER_MARKS = ("o ", "◦", "▪", "a. ", "a: ")
"""Below each item of a list they mark the answers."""


def answered_on_line(low: str) -> int:
    """Where on the line of an item its answer begins, behind its question mark, a dash or a full stop; 0 when there is none."""
    mark = low.rfind("?") + 1
    behind = low[mark:].strip(" \"')")
    if mark and behind and not (GOES_ON.match(behind) or requester_speaks(behind)):
        return mark
    if mark:
        return 0
    sentences = itertools.islice(_NEXT_SENTENCE.finditer(low), _MOST_SENTENCES)
    sentence = next((at.end() for at in sentences if _answers(low[at.end() : at.end() + _A_SENTENCE])), 0)
    item = ITEM.match(low)
    match = _ANSWER_BEHIND.search(low, item.end() if item else 0)
    return match.start() if match else sentence


_ANSWER_BEHIND = re.compile(
    r"(?: [-–] ?|(?<=\w)[.:] )(?=(?:please )?(?:(?:see|refer|attached|yes|no|none|nil|n/a|not)\b|£|\d[\d,.]*(?: \w+){0,6}\W*$|we\b|the (?:council|force|trust)\b))"
)
""" "- see attached", ". None.": an answer behind what an item names."""
_NEXT_SENTENCE = re.compile(r"(?<=\w\w\.) (?=[a-z])")
_MOST_SENTENCES = 8
"""In which a requester may put an item."""
_A_SENTENCE = 400
"""Characters."""


_ABOVE = 300
_ANNOUNCES = re.compile(
    r"\b(?:responses?|answers?|reply|replies)\b[^.\n]{0,60}\b(?:below|follows?|following)\b|\b(?:below|confirm|here) (?:is |are )?(?:the |our )?(?:following )?(?:[\w()'-]+ ){0,6}(?:responses?|answers?|information)\b|\banswers to your questions\b|\banswered (?:below|beneath|underneath|in turn)\b|\b(?:response|answer|reply|replie)s? to your (?:\w+ )?(?:requests?|questions?) (?:is|are)\s*:|\bquestions? and (?:our |my |the )?(?:response|answer|reply|replie|finding)s?\b",
    re.ASCII,
)
"""The authority says that its answers stand below: what begins there has both."""
A_TITLE = 4
"""Words."""


def _is_of_the_item(text: Text, above: Span, line: Span, low: str) -> bool:
    """Whether a line goes on with the item: a part of it, the sentence above it in lines of a fixed width, or dates below a colon."""
    ends = text.value[above.start : above.end].rstrip()[-1:]
    if ends == "," or ((ends in (":", ";") or ends.isdigit()) and _DATES.match(low)):
        return True
    runs_on = text.value[line.start : line.end].lstrip()[:1].islower() and ends not in _ENDS_SENTENCE
    return not _answers(low) and (runs_on or _is_part(low))


_ENDS_SENTENCE = (".", "?", "!")
_DATES = re.compile(r"(?:(?:\d{1,2}(?:st|nd|rd|th)? )?[a-z]{3,9} (?:19|20)\d\d\b|(?:19|20)\d\d\b[\d ,/-]*$)", re.ASCII)


def _is_part(low: str) -> bool:
    """Whether a line belongs to the item above it: a part of it, an entry of a list, or more that the requester says."""
    match = ITEM.match(low)
    marked = match is not None and numbering_style(match) != BARE_NUMBER
    return marked or low[:1] in BULLETS or low.startswith("o ") or requester_speaks(low) or "?" in low


def _item_starts(lows: list[str]) -> list[int]:
    """The lines with the numbers from one on; the first may stand below the requester's lead-in."""
    items: list[tuple[str, str]] = []
    starts: list[int] = []
    style = ""
    for at, low in enumerate(lows):
        match = ITEM.match(low)
        number = number_of(match) if match else None
        if match and len(items) > 1 and number == items[0][0] and numbering_style(match) == style:
            break  # the numbers begin again: these are the answers
        if match and number and continues(items, number) and not is_counted(match, low, style):
            items.append((number, ""))
            starts.append(at)
            style = style or numbering_style(match)
        elif (not items and (at >= LEAD_LINES or _answers(low))) or is_over(low):
            break
    return starts


def _bullet_starts(lows: list[str]) -> list[int]:
    """The lines with the bullet that the first has, or the one below a lead-in that ends in a colon."""
    over = _first_over(lows)
    first = 1 if over > 1 and lows[0].endswith(":") and lows[0][:1] not in BULLETS else 0
    mark = lows[first][:1] if over else ""
    return [at for at in range(over) if lows[at][:1] == mark] if mark in BULLETS else []


def without_bullet(low: str) -> str:
    """A line without the bullet of an entry."""
    return low.lstrip("".join(BULLETS)).lstrip()


def without_mark(low: str) -> str:
    """A line without the number or the bullet of an item."""
    bare = without_bullet(low)
    match = ITEM.match(bare)
    return bare[match.end() :].lstrip() if match else bare


def _asking_starts(lows: list[str], announced: bool) -> list[int]:
    """The lines that ask with a question mark or as only a requester speaks, when the first does; where answers are announced also those that lead
    in to what they count."""
    starts: list[int] = []
    for at, low in enumerate(lows):
        if is_over(low):
            break
        leads = announced and ((low.endswith(":") and _COUNTED.match(low) is not None) or _NAMES.match(low) is not None)
        if leads or ENDS_ASKING.search(low) or requester_speaks(without_bullet(low)):
            starts.append(at)
    numbered_later = any(ITEM.match(lows[at]) for at in starts)
    return starts if starts[:1] == [0] and not numbered_later else []


_NAMES = re.compile(
    r"(?:any|all|copies of|a copy of|details of|a list of|information (?:on|about)) (?!(?:of (?:the|this|these)|this|these|other)\b)(?![^\n]*\b(?:is|are|was|were|can|may|will|has|have) (?:not |also |been )?(?:held|attached|enclosed|available|published|provided|shown|found|withheld|exempt|given)\b)"
)
"""A line that names what is wanted."""
_COUNTED = re.compile(r"how many\b|(?:the )?(?:total |yearly |annual )?(?:number|amount|cost)s? of\b")


def _answers(low: str) -> bool:
    """Whether a line answers: by a figure, a yes or no, a label, or a sentence that only the authority says."""
    if "?" in low or "how many" in low or requester_speaks(low):
        return False
    told = tells(low)
    return (told is not None and told[0] == "told") or any(
        found is not None for found in (closes_by_sentence(low), _EXEMPT.match(low), _ANSWER_LABEL.match(low), _INITIALS_SPEAK.match(low))
    )


_INITIALS_SPEAK = re.compile(
    r"(?!how|what|who|when|which|why|where|that|this|they|there|it|if|you|i\b|all|any|and|or|not|both)[a-z]{2,5} (?:do(?:es)?|has|have|is|are|can|cannot|will|considers?|believes?|holds?|counts?|records?|estimates?)\b"
)
"""An authority that calls itself by its initials."""
_ANSWER_LABEL = re.compile(r"(?:a ?\d{0,2} ?:|a\d{1,2}[.)]|ans\b|(?:our )?(?:answer|response|reply) ?\d{0,2} ?[:.)-])")
_EXEMPT = re.compile(r"(?:exempt|not held|refused|withheld|see (?:the )?(?:attached|table|below|above))\b")
LEAD_LINES = 4
"""Lines of the requester's that may stand above the first number."""


_OVER = Sought(
    r"^(?:yours|(?:kind )?regards)\b|^(?:if|should) you (?:are|have|feel)\b|\binternal review\b|\b(?:right to|may|can|to) complain\b|\bcomplaints? (?:procedure|process|to)\b",
)
"""Behind it the letter only tells of rights."""


def is_over(low: str) -> bool:
    """Whether a line is of the requester's rights, or of the signature."""
    return _OVER.search(low) is not None or RIGHTS.pattern.match(low) is not None


def _first_over(lows: list[str], begins: int = 0) -> int:
    """The first line, from one on, of the rights or of the signature; the number of lines when there is none."""
    return next((at for at in range(begins, len(lows)) if is_over(lows[at])), len(lows))
