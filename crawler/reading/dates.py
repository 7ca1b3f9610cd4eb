"""Dates as British public bodies print them: day first, as precise as printed, and what each date is of.

A date takes its role from the words just before it, on its line or on the label above. A letter's own date is the one that stands alone
at its head. A day and month without a year takes the year of the letter, and its rule says so.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.items import PartialDate
from crawler.reading.cues import TO_AN_AUTHORITY
from crawler.reading.rules import Table, rule, together
from crawler.reading.text import Text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WELSH = ("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|"
    + "|".join(_WELSH)
    + ")"
)
_DAY_FIRST = re.compile(
    r"(?:(?<![\d/.-])|(?<=[a-z] (?:19|20)\d\d))(?P<d1>\d{1,2})[ \n.-]?\^?(?:st|nd|rd|th)?[ \n-]?(?:day of |of )?" + _MONTH.format("m1") + r"(?![a-z])\.?,?[ -]?(?P<y1>\d{4}|'\d{2}|\d{2}(?=[\s.,;)]|$))(?:(?![\d/])|(?=\d[.)] |\d{1,2} [a-z]{3}))"
    r"|(?<![\d/.-])(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)"
    r"|(?<![\d/.-])(?P<d4>\d{1,2})(?P<sep>[/.-])(?P<m4>\d{1,2})(?P=sep)(?P<y4>\d{4}|\d{2})(?![\d/]|-\d)"
    r"|(?<![\d/.-])(?P<d6>\d{1,2}) ?/ ?(?P<m6>\d{1,2}) ?/ ?(?P<y6>\d{4})(?![\d/])", re.ASCII
)  # fmt: skip
_MONTH_FIRST = re.compile(
    r"\b" + _MONTH.format("m2") + r" (?P<d2>\d{1,2})(?:st|nd|rd|th)?,? (?P<y2>\d{4})(?!\d)"
    r"|\b" + _MONTH.format("m5") + r",? (?P<y5>(?:19|20)\d{2})(?!\d)", re.ASCII
)  # fmt: skip
_DIGITS = re.compile(r"[0-9]+")
_GOES_ON = frozenset(" \n.^/-abcdefghijklmnopqrstuvwxyz")
"""What may stand behind a date's first number."""
_WORD_BEFORE = re.compile(r"[a-z]+,? $")
_LONGEST_MONTH = 12
"""With a comma and a blank."""
_DAY_AND_MONTH = re.compile(
    r"(?P<d>[0-9](?<![\d/.-].)\d?)\^?(?:st|nd|rd|th)?(?: day)?(?: of)? ?" + _MONTH.format("m") + r"\b(?!,? ?\d{2})", re.ASCII
)

RECEIVED = Table(
    rule("received/label", (r"(?:(?:^|[|] ?)request:\s*$|^customer request details\s*$|date (?:of (?:the )?(?:first )?|your )?(?:request|received|receipt|in|requirement for review)|(?:request|enquiry)(?: was)? (?:date|received|made)|(?<!clarification )received(?: date| on)?|requested|(?:first )?asked|opened|logged|came in|date (?:we )?received(?: your request)?|derbyniwyd(?: / received)?|dyddiad y cais(?: / date of request)?|(?:date of )?requirement for review(?: received)?)(?: on)?(?: the)?\s*[:-]?\s*$", "Date received:")),
    rule("received/sentence", (r"(?:received(?: (?:your|the|this|\w+) (?:requests?|enquiry|e-?mail|letter)(?: (?:about|for|regarding|concerning)\b[^.\n]{0,60})?)?|you wrote(?: to us)?|thank you for writing(?: to us)?|reached us|came (?:to us|in)|arrived|submitted)(?: by\b(?![^.\n]*\bduring\b)[^.\n]{0,60}| in\b[^.\n]{0,40}| at\b[^.\n]{0,40}| from you| here| with us)?,?(?: on| in| dated)?,?(?: the)?\s*$", "your request, which reached us on")),
    rule("received/made", (r"\brequest (?:for information )?(?:that |which )?you (?:have )?made(?: to (?:us|the [^.\n]{3,60}?))? on(?: the)?\s*$", "Your e-mail of 7 May asks us to review how we dealt with the request for information that you made on")),
    rule("received/reached", (r"\b(?:request|e-?mail|letter|enquiry|correspondence|message|questions?|which|having)\b[^.\n]{0,60}\b(?:reached|came (?:in ?)?to)\b[^.\n]{0,60}\bon(?: the)?\s*$", "which came to the Infirmary of Alder NHS Trust on the")),
    rule("received/dated", (r"\b(?:request|question|enquiry)s? \((?:dated|sent|received|made):?(?: on)?\s*$", "Question (dated: "), (r"(?<!own )(?:request|e[- ]?mail|letter|correspondence|enquiry|communication|message|(?<!parliamentary )questions?|application)s?(?: for information| under [^.\n]{0,60}| to (?:us|the [^.\n]{0,40}|[\w' ]{2,50})|[^.\n]{0,60} \([^()\n]{1,30}\)|,? which| that you)?,?(?: was| were| is| you)?,?(?: sent| made)?,? (?:dated|of|on|from|made on)(?: the)?\s*$", "your request for information dated")),
    rule(
        "received/told",
        (r"\brequest\b[^\n]{0,120}\b(?:first )?notified to [^.\n]{3,60} on(?: the)?\s*$", "Request for information under the Act, first notified to Northmoor Police on the"),
        (r"\byou ?(?:sent|submitted)\b[^.\n]{0,40}\bon(?: the)?\s*$", "This is about the form for a mooring permit that you sent to us on"),
        (r"(?<!review that )(?<!review which )\byou ?(?:asked|wrote|e-?mailed)(?: us| to us| again)?(?: for)? on(?: the)?\s*$", "This is in answer to the points about street lamps that you e-mailed us on the"),
        (r"\bhad your [^.\n]{0,60}\bon(?: the)?\s*$", "The Council had your further request about lockers on"),
        (r"\b(?:request|e-?mail|letter)\b[^.\n]{0,120}\b(?:had from you|sent in|sent to us|asked for)(?: by you)? on(?: the)?\s*$", "We are grateful for the request about clocks that the Trust had from you on"),
    ),
    rule("received/you-on", (r"(?:^|[.\n] ?)(?:on|in)(?: the)?\s*$", "On")),
)  # fmt: skip
RESPONDED = Table(
    rule("responded/label", (r"(?:issue date|completion date|date issued|date (?:of (?:the |our )?|our )?(?:response|reply|responded|replied|issued?|answered|completed|sent|out|closed|outcome|letter)|(?<!received a )(?:response|reply|outcome)(?: sent| issued)?(?: date)?|(?:^|[|;:,./•()\d-] ?|\band )(?<!request \()(?:responded(?: to)?|answered|replied|completed|sent|closed|issued|went out)|(?:responded|answered|replied|completed|sent|closed|issued):|answer given|date (?:sent|out|closed|answered)|date (?:request )?(?:respond(?:ed|ing)|replied)(?: to)?|decision date|ymatebwyd(?: / responded)?|dyddiad yr ymateb(?: / date of response)?|^(?:reply|response|answer) (?:of|dated))(?: on)?(?: the)?\s*[:-]?\s*$", "Date of response:")),
    rule("responded/issued", (r"\b(?:date of this (?:letter|reply|response)[,:]?|this (?:reply|response|letter|answer)(?: was)? (?:is )?(?:issued|dated|sent|given)|(?:answered this request by letter)|response (?:was )?(?:issued|sent))(?: on)?(?: the)?\s*$", "date of this letter, ")),
    rule(
        "responded/behind-reference",
        (r"\b(?:your|our) ref(?:erence)?:\s*$", "Please quote your reference: ", "Our Ref: "),
        (r"\bour ref(?:erence)?:? ?(?:foi |eir )?[\w./-]{4,20}(?: (?:eir|foi))?(?: (?:/|[-&] [\w./-]{4,20}(?: (?:eir|foi))?))?\s*$", "Our ref: 2017080000734", "Our reference: 34417 EIR - 34418 EIR "),
    ),
    rule("responded/date", (r"(?:^|\n|\| ?)\s*(?:(?:our )?date|dated)[ :/-]*$", "Date:")),
    rule("responded/month", (r"^[^.\n]{0,40}\b(?:responses|replies|answers)\b[^.\n]{0,40}\b(?:in|during|for)\s*$", "FOI responses issued in")),
    rule(
        "responded/date-of-head",
        (r"(?<!received )(?<!request )(?<!due )(?<!closing )(?<!review )(?<!start )(?<!end )(?<!publication )(?<!version )(?<!foi )(?<!\()\bdated?: ?$", "Our Ref: 17/2021 Date: "),
        (r"\bref\b[^\n]{4,30} dated?\s*$", "FOI Ref: 2023/118 Dated "),
    ),
)  # fmt: skip
PUBLISHED = Table(
    rule("published/label", (r"(?:(?:first |date (?:of (?:the )?)?|last )?(?:published|publication|publish|posted|released?|disclosed)(?: date| on| as)?(?: this(?: site)?)?|(?:publication|release|disclosure) date|added to (?:this|the) (?:log|page)(?: on)?|published by [^\n]{0,60} on|cyhoeddwyd gyntaf|foi published)\s*:?\s*$", "Published:")),
)  # fmt: skip
together(RECEIVED, RESPONDED, PUBLISHED)
_NOT_PUBLISHED = re.compile(
    r"(?:figures|data|report|statistics|guidance|will be|to be|information|were|was|been) (?:first )?(?:published|released|disclosed)(?: on)?\s*$",
    re.ASCII,
)
_YOU_VERB = re.compile(
    r",? (?:you (?:asked|wrote|e-?mailed|sent|made|requested|submitted|sought|contacted|put)|\w+ (?:police|council|constabulary|service|trust) (?:received|had)|(?:we|i) (?:received|took receipt|were asked|got))\b",
    re.ASCII,
)
_EARLIER = re.compile(
    r"\b(?:earlier|previous|first|original|last|another|(?:our|my) (?:reply|response|answer|letter|decision)|holding|acknowledg\w+|clarification|extended|extension|due|deadline|until|before|since|refused|review(?:ed)? (?:of|on))\b[^.\n]{0,25}$|\b(?:between|from|to|by|and|our|my)\s*$",
    re.ASCII,
)
_OF_ANSWERER = re.compile(
    r"\byour (?:foi |freedom of information |information )?(?:request|e-?mail|letter|enquiry|correspondence)\b", re.ASCII
)
"""What an authority says to a requester, never the other way."""
_LABEL_ALONE = re.compile(r"^\s*(?:date )?(?:in|out|requested|received|responded|answered|replied|published)(?: on)?:?\s*$")
_SENT = re.compile(r"\bsent:?\s*$")
_TIME = re.compile(r",? (?:at )?\d{1,2}[:.]\d\d")
"""Behind the date in the head of an e-mail."""
_HEAD_LINES = 22
_FOOT_LINES = 6
_LONGEST_LABEL = 45
_OPENING = 800
"""How far below the request an answer's opening still tells when it came, in characters."""
_LONGEST_LINE = 80
"""A date that stands alone, with its weekday, is shorter."""


@dataclass(frozen=True)
class FoundDate:
    """A date at `[start, end)` of the text."""

    date: PartialDate
    printed: str
    start: int
    end: int


def find_in(value: str) -> Iterator[FoundDate]:
    """Every date that a piece of text prints with its year, in order. Impossible dates (31 February) are left out."""
    return find(Text(value))


def find(text: Text) -> Iterator[FoundDate]:
    """Every date that the text prints with its year, in order. Impossible dates (31 February) are left out."""
    end = 0
    for match in sorted(_matches(text), key=lambda match: match.start()):
        if match.start() < end:
            continue
        end = match.end()
        groups = {name[0]: value for name, value in match.groupdict().items() if value is not None and name != "sep"}
        try:
            date = PartialDate(_year(groups["y"]), _month(groups["m"]), int(groups["d"]) if "d" in groups else None)
        except ValueError:
            continue
        yield FoundDate(date, text.value[match.start() : match.end()], match.start(), match.end())


def _matches(text: Text) -> Iterator[re.Match[str]]:
    """What has the form of a date, tried where digits stand, and at a word before them."""
    low = text.low
    for digits in _DIGITS.finditer(low):
        start, end = digits.span()
        if end - start in (5, 6):
            start += 4  # a year with the next date's day glued to it
        elif end - start not in (1, 2, 4):
            continue
        if low[end : end + 1] in _GOES_ON and (match := _DAY_FIRST.match(low, start)):
            yield match
        word = _WORD_BEFORE.search(low, max(0, start - _LONGEST_MONTH), start) if low[start - 1 : start] == " " else None
        if word and (match := _MONTH_FIRST.match(low, word.start())):
            yield match


def parse(printed: str) -> PartialDate | None:
    """The date that the string is, or None when it is more or less than one date."""
    found = next(find_in(printed.strip()), None)
    return found.date if found and found.printed == printed.strip() else None


def _year(printed: str) -> int:
    digits = printed.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return (_WELSH.index(printed) if printed in _WELSH else _MONTHS.index(printed[:3])) + 1


@dataclass(frozen=True)
class Dates:
    """The dates of a response by role, each with the rule that gave it."""

    received: tuple[FoundDate, str] | None = None
    responded: tuple[FoundDate, str] | None = None
    published: tuple[FoundDate, str] | None = None


def read(text: Text, outside: range) -> Dates:
    """The response's dates; those inside the requester's words are nobody's."""
    every = _without_periods(text, list(find(text)))
    contexts = [
        (date, before)
        for date in every
        for before in (_before(text, date.start),)
        if date.start not in outside or _OF_ANSWERER.search(before) or (_LABEL_ALONE.search(before) and _fills_line(text, date))
    ]
    found = [date for date, _ in contexts]
    published = _in_role([(date, before) for date, before in contexts if not _NOT_PUBLISHED.search(before)], PUBLISHED)
    first = next((date for date in found if date.start < 40), None)
    if published is None and first and text.value[: first.start].strip() == "" and text.value[first.end :].lstrip().startswith("|"):
        published = first, "published/breadcrumb"
    responded = _in_role(
        [
            (date, before)
            for date, before in contexts
            if not PUBLISHED.first(before) and not (_SENT.search(before) and _TIME.match(text.low, date.end))
        ],
        RESPONDED,
    )
    dated = next((date for date, before in contexts if before.strip() in ("dated:", "dated") and date.start < 200), None)
    if published is None and dated and responded and responded[1] == RESPONDED[0].id and dated.date.first > responded[0].date.last:
        published = dated, "published/dated-beside-response"
    unlabelled = [date for date in found if published is None or date.date != published[0].date]
    if published is None and unlabelled and _heads_page(text, unlabelled[0]):
        published = unlabelled.pop(0), "published/heads-page"
    received = _received(text, contexts, outside) or _received(
        text, [(date, _run_on(text, date.start, before)) for date, before in contexts], outside
    )
    if received and received[1] == RECEIVED[0].id:
        unlabelled = [date for date in unlabelled if date != received[0]]
    sent = next((date for date in found if _is_alone(text, date) and _above_salutation(text, date)), None)
    if sent and not received:
        received = sent, "received/above-salutation"
    columns = {role: (date, f"{role}/column") for role, date in _in_columns(text, every).items()}
    named = [date for date, _ in columns.values()]
    unlabelled = [date for date in unlabelled if date != sent and date not in named]
    responded = (
        responded or _in_mail(text, found) or _letter_head(text, unlabelled, outside, published) or _letter_foot(text, unlabelled, outside)
    )
    received = (
        received
        or _above_summary(text, found)
        or _below_release(text, found)
        or _without_year(text, outside, responded or published)
        or _month_alone(text)
    )
    return Dates(columns.get("received", received), columns.get("responded", responded), columns.get("published", published))


def _in_role(contexts: list[tuple[FoundDate, str]], rules: Table) -> tuple[FoundDate, str] | None:
    """The first date, by order of the rules and then of the text, that the words before it give this role."""
    told = [(rule_, date) for date, before in contexts if (rule_ := rules.first(before))]
    rule_, date = min(told, key=lambda found: rules.index(found[0]), default=(None, None))
    return (date, rule_.id) if rule_ and date else None


def _without_periods(text: Text, every: list[FoundDate]) -> list[FoundDate]:
    """The dates without those that begin or end a period, "01/04/2019 - 31/03/2024": no role has one."""
    pairs = [(one, other) for one, other in itertools.pairwise(every) if _UP_TO.fullmatch(text.low, one.end, other.start)]
    ends = {date.start for pair in pairs for date in pair}
    return [date for date in every if date.start not in ends]


_UP_TO = re.compile(r" ?(?:[-–—]|to|until) ?")


def _received(text: Text, contexts: list[tuple[FoundDate, str]], outside: range) -> tuple[FoundDate, str] | None:
    """The date of the request. In a sentence it stands before the request's words or near the top; an earlier letter's date is another's."""
    limit = outside.stop + _OPENING if outside.stop else text.lines[min(len(text.lines), _HEAD_LINES) - 1].end
    told = [(date, rule_, before[: match.start()]) for date, before in contexts for rule_, match in RECEIVED.matches(before)]
    for date, rule_, above in sorted(told, key=lambda found: RECEIVED.index(found[1])):
        if rule_ is RECEIVED[-1]:
            believed = date.start <= limit and _YOU_VERB.match(text.low, date.end) is not None
        else:
            near = date.start <= max(limit, 1_500) or (rule_ is RECEIVED[0] and _fills_line(text, date))
            believed = near and (rule_ in RECEIVED[:2] or not _EARLIER.search(above))
        if believed:
            return date, rule_.id
    return None


def _in_columns(text: Text, found: list[FoundDate]) -> dict[str, FoundDate]:
    """The dates of a row below the names of its columns: "Date received Date due Date completed", then three dates."""
    for name in _COLUMNS.finditer(text.low) if len(text.places("date ")) > 1 else ():
        roles = _COLUMN.findall(name.group())
        row = [date for date in found if text.line_at(date.start) == text.line_at(name.end()) + 1][: len(roles)]
        if len(row) == len(roles):
            return {_ROLES[role]: date for role, date in zip(roles, row, strict=True) if role in _ROLES}
    return _in_stack(text, found)


def _in_stack(text: Text, found: list[FoundDate]) -> dict[str, FoundDate]:
    """The dates among values that stand below a stack of their labels: "Reference Number:", "Date Received:", then a code, then a date."""
    lines = [line for line in text.lines[:_HEAD_LINES] if line.end > line.start] if text.places("date ") else []
    labels = [bool(_STACKED.fullmatch(text.low, line.start, line.end)) for line in lines]
    for first, stop in ((at, labels.index(False, at)) for at in range(len(lines)) if labels[at] and False in labels[at:]):
        values = lines[stop : 2 * stop - first]
        if stop - first < 2 or len(values) < stop - first or any(labels[stop : stop + len(values)]):
            continue
        roles = [_COLUMN.match(text.low, line.start) for line in lines[first:stop]]
        dates_ = [next((date for date in found if line.start <= date.start < line.end and _is_alone(text, date)), None) for line in values]
        pairs = {_ROLES.get(role[1]): date for role, date in zip(roles, dates_, strict=True) if role and date}
        return {role: date for role, date in pairs.items() if role}
    return {}


_STACKED = re.compile(r"[ |*]*[a-z][\w /()-]{2,40}:[ |*]*", re.ASCII)


_COLUMN = re.compile(r"date (?:of )?(\w+)")
_COLUMNS = re.compile(r"^[ |]*(?:date (?:of )?\w+[ |]+){2,5}", re.MULTILINE | re.ASCII)
_ROLES = {
    **dict.fromkeys(("received", "request", "requested"), "received"),
    **dict.fromkeys(("completed", "responded", "response", "answered", "issued", "closed", "sent"), "responded"),
    **dict.fromkeys(("published", "released"), "published"),
}


def _fills_line(text: Text, date: FoundDate) -> bool:
    """Whether nothing stands behind the date on its line, and before it no more than a label."""
    line = text.line_around(date.start)
    return date.start - line.start < _LONGEST_LABEL and not text.value[date.end : line.end].strip(" |*.")


def _above_summary(text: Text, found: list[FoundDate]) -> tuple[FoundDate, str] | None:
    """The date of a log's entry, with the label "Date", above its summary: when the request came; that of the response has a label of its own."""
    for date in found[:1]:
        line = text.line_around(date.start)
        if _DATE_LABEL.fullmatch(text.low, line.start, date.start) and text.below(text.line_at(date.start)).startswith("summary:"):
            return date, "received/above-summary"
    return None


def _below_release(text: Text, found: list[FoundDate]) -> tuple[FoundDate, str] | None:
    """The first of two dates that stand alone below "Information Released:", of the request and of the response."""
    label = text.low.find("\ninformation released:")
    dates_ = [date for date in found if 0 <= label < date.start][:2]
    if len(dates_) < 2 or not all(_is_alone(text, date) for date in dates_) or dates_[1].end - label > _BELOW_RELEASE:
        return None
    return dates_[0], "received/below-release"


_BELOW_RELEASE = 120
"""Characters from the label to the second date's end."""
_DATE_LABEL = re.compile(r"[ |*]*date:? *")


def _in_mail(text: Text, found: list[FoundDate]) -> tuple[FoundDate, str] | None:
    """The date of the first mail with an attachment on a site for requests: "From:" above it, and the file's name below."""
    for date in found if text.places("from:") else ():
        number = text.line_at(date.start)
        sender = any(text.bare(*line).startswith("from:") for line in text.lines[max(0, number - 2) : number])
        if sender and _is_alone(text, date) and text.below(number).startswith("attachment"):
            return date, "responded/mail-with-attachment"
    return None


def _letter_head(
    text: Text, found: list[FoundDate], outside: range, published: tuple[FoundDate, str] | None
) -> tuple[FoundDate, str] | None:
    """The one date that stands alone on a line at the head, above the request; two of them tell nothing."""
    limit = min(outside.start or len(text.value), text.lines[min(len(text.lines), _HEAD_LINES) - 1].end if text.lines else 0)
    alone = [date for date in found if date.start <= limit and _is_alone(text, date)]
    # A page is not updated before it is published: the label has lost its value, and the letter's own date follows.
    alone = [date for date in alone if not _is_labelled(text, date) or (published and date.date.last < published[0].date.first)]
    if not alone:
        alone = [date for date in found[:1] if date.start <= _LETTERHEAD and _ends_letterhead(text, date)]
    titled = next((date for date in found if date.start <= limit and _HEADED.match(text.low, date.end) and _begins_line(text, date)), None)
    if titled:
        return titled, "responded/titled"
    return (alone[0], "responded/letter-head") if len(alone) == 1 else None


_HEADED = re.compile(r" - (?:[\w./-]{4,20} - )?(?:freedom of information|foi|eir) (?:request|response)\b")
"""Behind a date it is the title of a response in a log."""


def _begins_line(text: Text, date: FoundDate) -> bool:
    return not text.low[text.line_around(date.start).start : date.start].strip(" |*")


def _above_salutation(text: Text, date: FoundDate) -> bool:
    """Whether the next line salutes an authority: it is the requester's letter that the date heads."""
    below = (text.low[line.start : line.end].strip() for line in text.lines[text.line_at(date.start) + 1 :][:3])
    return any(TO_AN_AUTHORITY.fullmatch(low) is not None and not low.startswith(("dear sir", "dear madam")) for low in below if low)


_DEAR = re.compile(r"(?: [\w/.-]+){0,3} dear\b")
"""The salutation on the line of the date, no more than a reference between."""


def _ends_letterhead(text: Text, date: FoundDate) -> bool:
    """Whether a date without a label stands behind an address or a number of telephone, and the letter begins behind it."""
    line = text.line_around(date.start)
    before = text.low[line.start : date.start]
    begins = _DEAR.match(text.low, date.end) or _LETTER_BEGINS.match(text.low, date.end)
    if date.date.day and _SALUTES.match(text.low, date.end) and not _OF_SOMETHING.search(before):
        return True
    return bool(
        date.date.day
        and (_ADDRESS.search(before) or (not before.strip() and begins) or _REFERENCE.match(text.low, date.end))
        and (begins or not text.low[date.end : line.end].strip())
        and ("dear" in text.low[date.end :] or "your request" in text.low[date.end :])
    )


_ADDRESS = re.compile(
    r"(?:\d|[\w\]]@?[\w.]+\.\w+\]?|protected\]|\b(?:management|office|officer|department|unit|team|service|e-?mail|manager|advisor))\s+(?:date:?\s+)?$",
    re.ASCII,
)
_REFERENCE = re.compile(r" (?:our |foia? |eir )?ref(?:erence)?:")
_SALUTES = re.compile(r"(?: [^\n.?]{0,60}?)?[ \n]dear\b")
"""The salutation behind a date, on its line or on the next, with no sentence between."""
_OF_SOMETHING = re.compile(r"\b(?:of|on|dated|from|by|until|to|since|and|the|in|between|before|after|received|sent)\s*$", re.ASCII)
_LETTER_BEGINS = re.compile(r"[,.]? (?:via e-?mail\b|(?:our |foia? |eir )?ref(?:erence)?\b|dear |freedom of information|request )")
_LETTERHEAD = 600
"""In characters."""


def _letter_foot(text: Text, found: list[FoundDate], outside: range) -> tuple[FoundDate, str] | None:
    """The date that stands alone on one of the last lines, below the signature."""
    tail = text.lines[-min(len(text.lines), _FOOT_LINES)].start if len(text.lines) > _HEAD_LINES // 2 else len(text.value)
    alone = [date for date in found if date.start >= max(tail, outside.stop) and _is_alone(text, date)]
    return (alone[0], "responded/letter-foot") if len(alone) == 1 else None


def _heads_page(text: Text, date: FoundDate) -> bool:
    """Whether a date alone is the first line of a page that is no letter: nobody is greeted below it, and no address or reference is near."""
    line = text.line_at(date.start)
    head = text.low[: text.lines[min(len(text.lines) - 1, line + _GREETING)].end]
    return bool(not text.value[: date.start].strip() and date.date.day and _is_alone(text, date) and not _OF_LETTER.search(head))


_GREETING = 10
_OF_LETTER = re.compile(
    r"\bdear\b|\bref\b|reference|request for information|for your (?:request|e-?mail|letter)|by e-?mail|your request of|@|\b[a-z]{1,2}\d{1,2} ?\d[a-z]{2}\b",
    re.ASCII,
)


def _is_labelled(text: Text, date: FoundDate) -> bool:
    """Whether the line above says that the date is of the page."""
    return text.low[: date.start].rstrip(" |*\n").endswith(("page updated:", "last updated:", "published:", "reviewed:"))


def _is_alone(text: Text, date: FoundDate) -> bool:
    """Whether nothing but its weekday stands on the date's line."""
    line = text.line_around(date.start)
    if line.end - line.start > _LONGEST_LINE:
        return False
    beside = text.low[line.start : date.start] + text.low[date.end : line.end]
    return not _WEEKDAY.sub("", _CODE.sub("", beside)).strip(" ,.|-*\t")


_MONTH_BELOW_LABEL = re.compile(
    r"^[ |*]*date of request[ :|*]*\n+[ |*]*" + _MONTH.format("m") + r"[ -](?P<y>\d\d)[ |*]*$", re.MULTILINE | re.ASCII
)


def _month_alone(text: Text) -> tuple[FoundDate, str] | None:
    """The month of the request, with a short year, below its label: "November 22", which names no day."""
    match = _MONTH_BELOW_LABEL.search(text.low)
    if match is None:
        return None
    start, end = match.start("m"), match.end("y")
    return FoundDate(
        PartialDate(_year(match["y"]), _month(match["m"]), None), text.value[start:end], start, end
    ), "received/month-below-label"


def _without_year(text: Text, outside: range, letter: tuple[FoundDate, str] | None) -> tuple[FoundDate, str] | None:
    """A day and month in the role of the request's date, in the year of the letter or, when it would lie behind it, the year before."""
    if letter is None:
        return None
    limit = max(outside.start or 0, text.lines[min(len(text.lines), _HEAD_LINES) - 1].end)
    for match in _DAY_AND_MONTH.finditer(text.low, 0, limit):
        if match.start() in outside:
            continue
        before = _before(text, match.start())
        rule_ = next(
            (rule_ for rule_ in RECEIVED[:-1] if (told := rule_.pattern.search(before)) and not _EARLIER.search(before[: told.start()])),
            None,
        )
        if rule_ is None and not (RECEIVED[-1].pattern.search(before) and _YOU_VERB.match(text.low, match.end())):
            continue
        year, month, day = letter[0].date.year, _month(match["m"]), int(match["d"])
        try:
            date = PartialDate(year, month, day)
            if date.first > letter[0].date.last:
                date = PartialDate(year - 1, month, day)
        except ValueError:
            continue
        printed = text.value[match.start() : match.end()]
        return FoundDate(date, printed, match.start(), match.end()), f"{(rule_ or RECEIVED[-1]).id}+year-of-letter"
    return None


_CODE = re.compile(r"\b(?:foi|eir|rfi)[ /_-]?\d[\d/-]*", re.ASCII)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:s|nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$", re.ASCII)


def _before(text: Text, start: int) -> str:
    """The words before an offset: its line, or the line above when the date opens its own; a weekday is part of the date."""
    line = text.low.rfind("\n", 0, start) + 1
    before = _WEEKDAY.sub("", text.low[max(line, start - 140) : start])
    before = before.rstrip(" |*/") + " " if "|" in before or ": /" in before else before
    if before.strip(" -•:|*/"):
        return before
    end = max(line - 1, 0)
    while end > 0 and not text.low[text.low.rfind("\n", 0, end) + 1 : end].strip(" -•|*"):
        end = text.low.rfind("\n", 0, end)
    label = text.bare(text.low.rfind("\n", 0, end) + 1, end)
    # A line above is a label when it is short; a sentence that happens to end there is not, unless it runs on.
    return label if len(label) < _LONGEST_LABEL or label.endswith((" on", " dated", " of")) else ""


def _run_on(text: Text, start: int, before: str) -> str:
    """The words before an offset, with the line above when that is of a text's full width and ends in the midst of a sentence."""
    line = text.low.rfind("\n", 0, start)
    above = text.bare(text.low.rfind("\n", 0, max(line, 0)) + 1, max(line, 0))
    wrapped = len(above) >= _LONGEST_LABEL and above[-1] not in ".:;?!|" and start - line < _LONGEST_LINE
    return f"{above[-100:]} {before.lstrip()}" if wrapped else before
