"""Where the requester's words end: the authority speaks again, or a quotation closes."""

import re
from collections.abc import Callable, Iterable

from crawler.reading.closing_cues import ANSWER_BEGINS, CLOSING_HEADINGS, CLOSING_SENTENCES
from crawler.reading.cues import ASKS, ITEM, QUOTES, closes_by_heading, closes_by_sentence, number_of, requester_speaks
from crawler.reading.numbering import JOINT, continues, is_counted, numbering_style
from crawler.reading.rules import Rule
from crawler.reading.telling import tells
from crawler.reading.text import MARKS_AND_QUOTES, Text

PHRASE_END = Rule("close/sentence")
QUOTED = Rule("close/quote")


def phrase_end(text: Text, begins: int) -> int:
    """The end of the sentence, and of the next when it goes on with "You also asked"."""
    end = text.sentence_at(begins).end
    received = _RECEIVED.search(text.low, begins, end)
    if received:
        return received.start()
    following = text.sentence_at(end + 1) if end + 1 < len(text.value) else None
    return following.end if following and text.low.startswith("you also asked", following.start) else end


_RECEIVED = re.compile(r",? which (?:we received|was received|reached us|came to us|you (?:sent|made|submitted))\b[^.]*")
"""Behind what is asked for, the authority tells when."""


def find_quoted(text: Text, begins: int) -> tuple[int, Rule] | None:
    """A request in quotation marks ends at the mark that closes a line; single marks are apostrophes too, so only at a line's end."""
    while text.value[begins : begins + 1] == " ":
        begins += 1
    mark = (
        text.value[begins : begins + 1]
        if text.value[begins : begins + 1] in QUOTES
        else text.value[begins - 1 : begins]
        if begins and text.value[begins - 1] in QUOTES
        else ""
    )
    if not mark:
        return None
    start = begins + 1 if text.value[begins : begins + 1] == mark else begins
    closing = _quote_end(text, start, mark)
    return (closing, QUOTED) if closing else None


_LONGEST_QUOTATION = 6_000
_APOSTROPHES = "'‘"


def _quote_end(text: Text, start: int, mark: str) -> int | None:
    """Where the quotation closes, or the last of several that follow each other; not where the requester goes on behind it."""
    following = r"\n|$" if mark in _APOSTROPHES else r"\n|$|[A-Z]"
    behind = rf"[.,]?(?=\s*(?:\([Qq]uestion \d\)\s*)?(?:{following}))"
    closes = re.compile(
        _CLOSING_MARKS.get(mark, re.escape(QUOTES[mark])) + behind + (rf"|(?<=\w){mark}(?=\s*(?:\n|$))" if mark == "“" else "")
    )
    begins = start
    while True:
        closing = _outermost(text, start, closes.finditer(text.value, start, begins + _LONGEST_QUOTATION))
        again = _QUOTED_AGAIN.match(text.value, closing.end()) if closing else None
        if closing is None or again is None or again[1] != mark:
            break
        start = again.end()
    if closing is None:
        return None
    following = text.low[closing.end() : closing.end() + 300].strip(" .,\n").split("\n", 1)[0]
    goes_on = ITEM.match(following) and not _is_next_paragraph(text, begins, following)
    return None if goes_on or _MINE.match(following) or requester_speaks(following) else closing.start()


_CLOSING_MARKS = {'"': r"[\"”]"}
"""A quotation may open with a plain mark and close with a curled one."""


def _outermost(text: Text, at: int, ends: Iterable[re.Match[str]]) -> re.Match[str] | None:
    """The first mark that does not open or close, inside a line, what the requester quotes: a notice that reads "Closed" In large letters."""
    inside = 0
    for end in ends:
        line = text.value.rfind("\n", at, end.start())
        inside = text.value.count('"', max(at, line), end.start()) + (inside if line < 0 else 0)
        at = end.start()
        within = text.value[end.end() : end.end() + 1] not in ("", "\n")
        if not (text.value[at] == '"' and within and (text.value[at - 1] == " " or inside % 2)):
            return end
    return None


def _is_next_paragraph(text: Text, begins: int, following: str) -> bool:
    """Whether a line is the authority's paragraph 4, when its paragraph 3 led in to the quotation."""
    above = text.lines[max(0, text.line_at(begins - 1) - 1) : text.line_at(begins) + 1]
    led_in = [match for line in above if (match := ITEM.match(text.low, line.start, line.end))]
    match = ITEM.match(following)
    return bool(led_in and match and (number_of(led_in[-1]) or "", number_of(match)) in _NEXT)


_NEXT = {(str(number), str(number + 1)) for number in range(1, 60)}


_QUOTED_AGAIN = re.compile(r"[.,]?\s*\n(?:(?:Request )?[A-Z\d /.:-]{0,40}\n){0,2}([\"“])(?=\w)")
"""Another quotation, with no more than its number between: a second request that is answered with the first."""
_MINE = re.compile(r"my (?:interest|question|request|enquiry)\b|you also (?:asked|said|requested|wrote)\b")


def find_closing(text: Text, begins: int) -> tuple[int, Rule | None]:
    """Where the authority speaks again: the first closing heading or sentence behind the request's first words. A line with the next number
    goes on with the request whatever it says; a line with the first number again begins the answers."""
    first_line = text.line_at(begins)
    numbers: list[tuple[str, str]] = []
    seen: set[str] = set()
    style = above = mark = ""
    counted_to = 0
    run_together = _SECOND_ITEM.search(text.low, begins, text.lines[first_line].end) is not None
    for index in range(first_line, len(text.lines)):
        line = text.lines[index]
        start = max(begins, line.start)
        low = text.bare(start, line.end, MARKS_AND_QUOTES)
        match = ITEM.match(low)
        style = style or (numbering_style(match) if match and index == first_line else "")
        number = number_of(match) if match and not is_counted(match, low, style) else None
        if match and number and continues(numbers, number):
            style = style or numbering_style(match)
            numbers.append((number, low[match.end() :].strip()))
            above = low
            if index > first_line and not closes_by_heading(low) and not _ANSWERS.match(low, match.end()):
                continue
        elif match and number and len(numbers) > 1 and numbering_style(match) == style and number == numbers[0][0]:
            body = low[match.end() :].strip()
            counted_to = counted_to if line.start < counted_to else _counted_anew_to(text, index, number)
            if not (counted_to or _is_another_list(above, body, [asked for _, asked in numbers])):
                return line.start, AGAIN
            numbers = [(number, body)]
        above_it, above = above, low or above
        if index == first_line:
            seen.update([low] if len(low) > _A_WORD and not match else [])
            inside = _closing_inside(text, begins, line.end)
            if inside:
                return inside
            continue
        if not low or (above_it.endswith(":") and text.value[line.start : line.end].lstrip()[:1] in _DOUBLE):
            continue  # a blank line, or words that the requester quotes
        if VALEDICTION.fullmatch(low):
            return line.start, SIGNED
        if run_together and _FIRST_QUESTION.fullmatch(low):
            return line.start, AGAIN
        if low.startswith(("response ", "decision ")) and _RESPONSE_INLINE.match(text.value, line.start, line.end):
            return line.start, CLOSING_HEADINGS[0]
        if low.endswith(("decision", "response", "reply", "answer")) and (ends := _HEADING_BEHIND.search(text.low, start, line.end)):
            return ends.start(), CLOSING_HEADINGS[0]
        if _PREVIOUS.fullmatch(low):
            return _back_over(text, first_line, index, _is_ornament), PREVIOUS
        if low in seen and not low.startswith(BULLETS) and _LETTER.search(low) and _is_answered(text.below(index, MARKS_AND_QUOTES)):
            return line.start, HEADED_AGAIN
        if len(low) > _A_WORD and not match:
            seen.add(low)
        bullet = text.low[line.start : line.end].lstrip()[:1]
        listed = bullet in BULLETS and (above_it.endswith(":") or bullet == mark or requester_speaks(above_it))
        if mark in _DASHES and bullet in BULLETS and bullet not in _DASHES and tells(low):
            return line.start, FIGURES
        mark = bullet if listed else ""
        closing = _closes(text, index, low, above_it, in_list=listed) or (JOINT if numbers and JOINT.pattern.match(low) else None)
        if closing:
            return (_back_over(text, first_line, index, _is_of_table) if closing is FIGURES else line.start), closing
    return len(text.value), None


def _back_over(text: Text, first: int, index: int, belongs: Callable[[str], bool]) -> int:
    """Where a line begins, or the first of those right above it that belong to it."""
    while index > first + 1 and belongs(text.value[text.lines[index - 1].start : text.lines[index - 1].end]):
        index -= 1
    return text.lines[index].start


def _is_ornament(line: str) -> bool:
    """Whether a line is blank or a rule of stars."""
    return not any(map(str.isalnum, line))


def _is_of_table(line: str) -> bool:
    """Whether a line above a table's figures is of the table: a cell that ends in its bar, or a title of it."""
    low = line.lower().strip()
    return low.endswith("|") or (
        bool(low) and low[-1] not in ".?:;,>" and not ITEM.match(low) and not ASKS.search(low) and low[0] not in BULLETS
    )


def _is_answered(low: str) -> bool:
    """Whether a line below a heading answers."""
    return tells(low) is not None or closes_by_sentence(low) is not None or _YES_OR_NO.match(low) is not None


_YES_OR_NO = re.compile(r"(?:(?:q|a)? ?\d{1,2}\s*[-–.:)]\s*)?(?:yes|no|none|nil|n/a)\b")


_FIRST_QUESTION = re.compile(r"(?:question|request|q|part|point) ?(?:1|one)\s*:?")
_SECOND_ITEM = re.compile(r"\s2[.)]\s")
"""With it a list stands on one line: "Question 1" behind that heads the first answer."""
_RESPONSE_INLINE = re.compile(
    r"(?:RESPONSE|DECISION) (?=[A-Z][a-z])|Response (?=(?:The|We|Our|In|This|I|Please|Yes|No|It|There|You|Unfortunately|Under|As|A|An)\b[^\n]{20})"
)
"""A heading that has lost its line break."""
_HEADING_BEHIND = re.compile(r"(?<=[.?!]) - (?:decision|response|reply|answer)\s*$", re.MULTILINE)
"""A heading of a list of headings, on the last line of what stands above it."""
_A_WORD = 8
"""Characters of a line by which it is known again."""
_LETTER = re.compile(r"[a-z]")
"""Years that are asked about stand below each question."""
_PREVIOUS = re.compile(r"\W*(?:previous|earlier|original|initial) (?:foi )?request\W*", re.ASCII)
PREVIOUS = Rule("close/previous-request")
"""Below it stands what the requester asked before: the live request is above."""
HEADED_AGAIN = Rule("close/headed-again")
"""A heading of the request stands above its answer."""


def _closes(text: Text, index: int, low: str, above: str, *, in_list: bool) -> Rule | None:
    """The rule by which a line is the authority's: a heading, a sentence that it speaks, or a figure that answers. Entries of a list below a
    colon are the requester's, whatever they seem to say."""
    entry = in_list and len(low.split()) > _A_HEADING and not low.endswith(":")
    closing = (None if entry else closes_by_heading(low)) or (
        None if in_list and not _CONFIRMS.search(low) else closes_by_sentence(_PARAGRAPH.sub("", low))
    )
    if closing and not (closing.id == "close/law" and _RUNS_ON.search(above)):
        return closing
    if begun := ANSWER_BEGINS.first(low):
        return begun
    if _YEAR.fullmatch(low) and ("years" in above or above.endswith(":") or _YEAR.fullmatch(above)):
        return None  # the years that are asked about
    asked = above.endswith("?") or _CAN_YOU.match(above) is not None
    below = text.below(index, MARKS_AND_QUOTES)
    answers = (_is_row(low) and (asked or _is_row(below))) or (asked and _tells(low))
    columns = not above.endswith(":") and _COLUMNS.fullmatch(low) and _COLUMNS.fullmatch(below)
    return FIGURES if answers or columns else None


_CAN_YOU = re.compile(r"(?:please )?(?:can|could|would|will) you [^?]*\.$")
BULLETS = ("•", "*", "-", "–", "·")
_DOUBLE = ('"', "“")
_DASHES = ("-", "–")
"""A list with dashes that goes on with figures behind other bullets is answered."""
_REPEATED = 120
"""Characters by which an item is known again."""


def _is_another_list(above: str, body: str, asked: list[str]) -> bool:
    """Whether a list that begins again is the requester's: below its lead-in, its own number or a bullet; or it asks something else than the
    items of the first list, of which an answer repeats one."""
    repeated = any(body.startswith(item.rstrip(" .?:")[:_REPEATED]) for item in asked if len(item) > 3)
    led_in = (
        above.endswith(":")
        or len(above) < 4
        or above[0] in "-•–"
        or _PART.fullmatch(above) is not None
        or (not repeated and requester_speaks(above) and not ITEM.match(above))
    )
    return led_in or (not repeated and (body.endswith("?") or requester_speaks(body)))


def _counted_anew_to(text: Text, index: int, first: str) -> int:
    """Where the answer's heading stands below the last items of a request, when a converter has numbered each of them as the first: only such items
    stand between, and none of them answers. Else 0."""
    for line in text.lines[index:]:
        low = text.bare(*line, MARKS_AND_QUOTES)
        match = ITEM.match(low)
        if low and match is None:
            heading = closes_by_heading(low)
            return line.start if heading is not None and heading.id in _ANSWERED_BELOW else 0
        if match and (number_of(match) != first or tells(low) or closes_by_sentence(low[match.end() :])):
            break
    return 0


_ANSWERED_BELOW = ("close/response", "close/response-dated")
_PART = re.compile(r"(?:section|part) (?:[a-z]|\d{1,2}|one|two|three)\b[^.?]{0,40}")
"""The heading of a part of a request, whose items are counted anew."""
VALEDICTION = re.compile(
    r"all the (?:very )?best,?|(?:(?:kind|best|warm|with) )*regards,?|with (?:many )?thanks,?|yours (?:faithfully|sincerely|truly),?(?: [a-z][a-z.'-]*){0,4}|many thanks,?"
)
SIGNED = Rule("close/signed")
FIGURES = Rule("close/figures")
_ROW = re.compile(
    r"(?!.*\b(?:ref\w*|tel\w*|phone|fax|section|page|version|code|number|no|id|box|request|question|foi|period|years?|items?)\b)"
    r"[a-z\d][\w' ()/&,-]{1,60}(?: ?[:=|]| [-\t]) ?(?!(?:19|20)\d\d$)£? ?\d[\d,.]*(?: ?%|m|k)?"
    r"|(?:19|20)\d\d(?:[-/]\d\d)?(?: ?[:=] ?| - )(?!(?:19|20)\d\d\b)£?\d[\d,.]* [a-z][^?]{0,40}|£?\d[\d,.]*%?|(?:£ ?\d[\d,.]*|\d{1,3}(?:,\d{3})+)\b[^?.]{0,40}"
    r"|[^?|]{1,50}(?: ?\| ?£? ?\d[\d,.]*%?){2,}|(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?(?:\s+£?(?!(?:19|20)\d\d\b)\d[\d,.]*%?)+|\d{1,3} ?x [a-z][^?.]{1,60}",
    re.ASCII,
)
"""A figure behind what it counts, or "2 x" before it: nobody asks so."""


_COLUMNS = re.compile(
    r"(?!.*\b(?:and|or|to|from|between|in|of|for|since) (?:19|20)\d\d\b)[a-z][a-z' ,()/&-]{2,60}(?: £?(?!(?:19|20)\d\d\b)\d[\d,.]*%?){2,}",
    re.ASCII,
)
"""A line of a table that has lost its bars."""
_DIGIT = re.compile(r"[0-9]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CONFIRMS = re.compile(r"\b(?:we|i) can confirm\b")
"""Said by no requester, in a list or out of it."""
_A_HEADING = 3
"""Words, with its bullet: more of them in a list are an entry, whatever they name."""


def _is_row(low: str) -> bool:
    return _DIGIT.search(low) is not None and _ROW.fullmatch(low) is not None


def _tells(low: str) -> bool:
    """Whether a line right behind a question answers it by a figure."""
    told = tells(low) if "?" not in low and "how many" not in low and not requester_speaks(low) and not ITEM.match(low) else None
    return told is not None and told[0] == "told"


_RUNS_ON = re.compile(r"(?<=\w )(?:and|or|of|the|to|for|in|under|with|an?|that|by|from|on|at|your)$")
"""A line in the midst of a sentence: the next goes on with it."""
_PARAGRAPH = re.compile(r"^(?:\d{1,2}\.|\(?[a-h]\)|[a-h]\.) (?=\S)")
_ANSWERS = re.compile(
    r"\s*(?:the (?:force|council|trust|department|university|authority)|we|i|this (?:information|part)|our)\b[^?]{0,60}\b(?:hold|holds|held|confirm|withheld|exempt|refused|unable|cannot|have|has)\b[^?]*$",
    re.ASCII,
)
AGAIN = Rule("close/numbers-again")


def _closing_inside(text: Text, begins: int, end: int) -> tuple[int, Rule] | None:
    """In a text without line breaks: a heading in capitals, a sentence in which the authority speaks, or such words glued to the last item."""
    glued = _GLUED.search(text.value, begins, end) if end - begins > _BLOCK else None
    for sentence in text.sentences_between(begins, end):
        capitals = re.match(r"[A-Z]{4,}(?: [A-Z]{2,})*(?=[ :])", text.value[sentence.start : sentence.end])
        if (capitals and closes_by_heading(capitals.group().lower())) or _HEADED_INSIDE.match(text.value, sentence.start):
            return sentence.start, CLOSING_HEADINGS[0]
        if len(text.low[begins : sentence.start].split(maxsplit=_ASKED_FIRST)) < _ASKED_FIRST:
            continue
        closing = closes_by_sentence(text.low[sentence.start : sentence.end].strip(" \"'"))
        if glued and glued.start() < sentence.end:
            break
        if closing and closing.id == "close/we-voice" and _OF_A_GROUP.search(text.low, begins, sentence.start):
            continue
        if closing and end - begins > 160:
            return sentence.start, closing
    return (glued.start(), _ANSWER_GLUED) if glued else None


_HEADED_INSIDE = re.compile(r"(?:(?:[A-Z]{3,6}|Our) (?:[Rr]esponse|[Rr]eply|[Aa]nswer)|Response|Reply|Answer)s?:")
_OF_A_GROUP = re.compile(
    r"\b(?:i belong to|i am part of|i work (?:for|with|at)|on behalf of|(?:group|team|society|club|charity|firm|union) of)\b", re.ASCII
)
"""A requester who may say "we"."""
_ASKED_FIRST = 3
"""Words without which nothing has been asked: a number alone."""
_BLOCK = 600
_GLUED = re.compile(
    r"(?<=[a-z\d)?] )(?:In (?:response|reply|answer|relation|respect) to (?:your |the )?(?:part|question|point|item|request)s?\b|(?:I|We) (?:can (?:now )?confirm|(?:have )?asked (?:all|every|each|our)\b)|Thank you for your (?:request|e-?mail|letter)\b|Our (?:response|reply|answer)s?\b|(?:Response|Reply|Answer)s?:)"
)
_ANSWER_GLUED = Rule("close/glued")


_CLARIFICATION = r"clarification (?:received|provided|response)|you (?:wrote|e-?mailed|replied|responded)[^\n:]{0,40} clarif(?:y|ied|ying|ication)|your clarification|you (?:clarified|replied)|in your (?:reply|response|e-?mail|letter)(?: of [^,\n:]{4,20})?,? you (?:explained|clarified|replied|confirmed)|your (?:response|reply|answer|e-?mail|letter|message)\b[^\n:.]{0,40} (?:provid|gave|giv|contain|includ)\w* (?:me |us )?(?:with )?(?:the following|this|a) (?:further )?clarification|(?:clarification\s*[-:]\s*)?you (?:kindly |have |then |since |later )*(?:refined|narrowed|amended|revised) your request|you (?:answered|responded|wrote back)[^\n:]{0,30} clarified|you (?:were (?:kind|good) enough to|helpfully|kindly|then) (?:clarif(?:y|ied)|explain(?:ed)?|narrow(?:ed)?)"
_CLARIFIED = re.compile(rf"(?:on [^,\n]{{4,30}},? )?(?:{_CLARIFICATION})\b[^\n]{{0,60}}")
_LATER = re.compile(
    rf"^(?:(?:on [^,\n]{{4,30}},? )?(?:{_CLARIFICATION})|new request|(?:further )?amend(?:ment|ed request)(?: received)?|(?:revised|refined|clarified|updated|narrowed) request|request as clarified)\b[^\n]{{0,60}}$"
)
_MORE_THAN_A_WORD = 20
"""Words: a clarification that is a request of its own, and not an addition to the first."""
_BARE = re.compile(r"(?:your )?clarification\s*[:-]?")
_SOON = 20
"""Lines of the authority's within which the requester answers what it asked."""


def clarified(text: Text, end: int) -> int | None:
    """Where the requester's words begin again behind what the authority asked, and before its answer."""
    first = text.line_at(end)
    for line in text.lines[first : first + _SOON]:
        low = text.bare(*line)
        if _CLARIFIED.fullmatch(low):
            return min(line.end + 1, len(text.value))
        if closes_by_heading(low):
            return None
    return None


def _speaks_below(text: Text, end: int) -> bool:
    """Whether the requester speaks on the next line, and not the authority."""
    low = text.below(text.line_at(end), MARKS_AND_QUOTES)
    return len(low.split()) > _MORE_THAN_A_WORD and requester_speaks(low) and CLOSING_SENTENCES.first(low) is None


def live_version(text: Text, begins: int, end: int) -> int:
    """Where the last version of the request begins: behind the last heading of a clarification inside it."""
    for line in reversed(text.lines_of(begins, end)):
        low = text.bare(*line)
        if line.start > begins and line.end + 1 < end and (_LATER.match(low) or (_BARE.fullmatch(low) and _speaks_below(text, line.end))):
            return line.end + 1
    return begins
