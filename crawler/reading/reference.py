"""The reference of a response: its own, never another request's, with the canonical spelling beside the printed one.

It is looked for behind a label, then in the title and the first lines, then in the address. A source names the forms in which its
authority writes references; these are believed wherever they stand before the request's words. Other codes need a label, or the
letters of a request (FOI, EIR, RFI, ATISN …). The canonical spelling is the printed one without stray blanks, but for forms with a known
variety of spellings.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.reading.rules import Sought
from crawler.reading.text import Text


@dataclass(frozen=True, eq=False)
class Form:
    """`canonical` is a template over the named groups of `pattern`; `weak` forms need a label before them. Near one of `anchors`, in small letters,
    the pattern is looked for, where there are any."""

    id: str
    pattern: re.Pattern[str]
    canonical: str
    examples: tuple[tuple[str, str], ...]
    weak: bool = False
    anchors: tuple[str, ...] = ()


def _form(
    form_id: str, pattern: str, canonical: str, *examples: tuple[str, str], weak: bool = False, anchors: tuple[str, ...] = ()
) -> Form:
    return Form(form_id, re.compile(pattern), canonical, examples, weak, anchors)


FORMS: dict[str, Form] = {
    form.id: form
    for form in (
        _form("met", r"\b01\s?[./]\s?FOI\s?[./]\s?(?P<yy>\d{2})\s?[./]\s?(?P<n>\d{5,6})\b", "01.FOI.{yy}.{n}", ("01/FOI/23/028811", "01.FOI.23.028811")),
        _form("met-old", r"\b(?P<n>20[01]\d(?:0[1-9]|1[0-2])\d{7})\b", "{n}", ("2017070000569", "2017070000569")),
        _form("hq-pa", r"\b(?P<p>H[QC])/(?P<q>PA/)?(?P<n>\d{6})/(?P<yy>\d{2})\b", "{p}/{q}{n}/{yy}", ("HQ/PA/003493/18", "HQ/PA/003493/18"), ("HC/001391/13", "HC/001391/13")),
        _form("dc-foi", r"\bDC/FOI (?P<n>\d+)/(?P<yy>\d{2})\b", "DC/FOI {n}/{yy}", ("DC/FOI 782/17", "DC/FOI 782/17")),
        _form("number-letter-yy", r"\b(?P<n>\d{1,5})(?P<a>[A-Z])\s?/\s?(?P<yy>\d{2})\b", "{n}{a}/{yy}", ("950A/22", "950A/22"), ("974A/ 22", "974A/22")),
        _form("number-dot-years", r"\b(?P<n>\d{3,4})\.(?P<yyyy>20\d{2})-(?P<yy>\d{2})\b", "{n}.{yyyy}-{yy}", ("0086.2025-26", "0086.2025-26")),
        _form("f-yyyy-number", r"\bF-(?P<yyyy>20\d{2})-(?P<n>\d{5})\b", "F-{yyyy}-{n}", ("F-2020-02028", "F-2020-02028")),
        _form("yy-mm-number", r"(?<!\d/)\b(?P<yy>\d{2})/(?P<mm>0[1-9]|1[0-2])/(?P<n>(?!(?:19|20)\d\d\b)\d{3,5})\b(?!/)", "{yy}/{mm}/{n}", ("20/09/1088", "20/09/1088")),
        _form("foi-six-yy", r"\bFOI\s?(?P<n>\d{6})\s?(?P<sep>[/-])\s?(?P<yy>\d{2})\b", "FOI {n}{sep}{yy}", ("FOI 000880/20", "FOI 000880/20")),
        _form("foi-yyyy-number", r"\bFOI\s?(?P<yyyy>20\d{2})-(?P<n>\d{3})\b", "FOI {yyyy}-{n}", ("FOI 2018-031", "FOI 2018-031")),
        _form("atisn", r"\bATISN\s?(?:no\.?\s?)?(?P<n>\d{4,6})\b", "ATISN {n}", ("ATISN16301", "ATISN 16301"), ("ATISN 15980", "ATISN 15980")),
        _form("yyyy-number-dash", r"\b(?P<yyyy>20\d{2})-(?P<n>\d{3,5})\b", "{yyyy}-{n}", ("2011-302", "2011-302"), weak=True),
        _form("yyyy-number", r"\b(?P<yyyy>20\d{2})\s?/\s?(?P<n>\d{4,5})\b", "{yyyy}/{n}", ("2025/29098", "2025/29098"), weak=True),
        _form("number-yyyy-dash", r"\b(?:FOI[\s-]?)?(?P<n>\d{1,5})\s?-\s?(?P<yyyy>20\d{2})\b(?!-)", "{n}-{yyyy}", ("982-2023", "982-2023"), ("FOI-260-2024", "260-2024"), weak=True),
        _form("number-yyyy-slash", r"\b(?P<n>\d{1,5})\s?/\s?(?P<yyyy>20\d{2})\b", "{n}/{yyyy}", ("1102/2025", "1102/2025"), weak=True),
        _form("number-yy-dash", r"\b(?P<n>\d{1,5})\s?-\s?(?P<yy>\d{2})\b(?![\d/-])", "{n}-{yy}", ("89- 26", "89-26"), weak=True),
        _form("number-yy-slash", r"\b(?P<n>\d{1,7})\s?/\s?(?P<yy>\d{2})\b(?![\d/])", "{n}/{yy}", ("11554/25", "11554/25"), weak=True),
        _form("plain-number", r"\b(?P<n>\d{4,6})\b(?![/-]\d)", "{n}", ("72029", "72029"), weak=True),
    )
}  # fmt: skip

_CODE = (
    r"(?:[A-Z]{1,6}[._/-]){0,2}(?:(?:FOIR?|FoIR?|FOI/SAR|EIR|RFI|ATISN|IRV?|IC|FR|F|T(?=\d{4,6}/\d\d\b)|MG[A-Z]A|[A-Z]{2,6}|cb|mh)[ ._/-]{0,3}(?:[A-Z]{2}[ ./-])?)?"
    r"(?:\d{1,12}(?:[A-Z](?![a-z])|[a-z]\b)?(?:\s?[._/-]\s?(?:\d{1,12}(?:[A-Za-z]\b)?|[A-Z]{1,3}(?![a-z])\d{0,5}[A-Z]?\d?)){0,3})(?:/(?:EIR|FOI|[A-Z]{2,4}\b)|-[A-Z]{2,5}\b)?"
)
_LETTERED = re.compile(
    r"(?<![\w-])(?<![A-Z]\.)(?:(?<!/)|(?<=nformation/))(?:FOIR|(?:[A-Z]{2,5}[.-])?FOI|IRQ|FoI|EIR|RFI|ATISN|IC|MG[A-Z]A|DC/FOI|HQ/PA|HC|IJB|HACW|[A-Z]{2,5}T?(?=-\d{3,6}\b))(?: / |[ ._/-]{0,2})(?:\d{3,5} \d{4}/\d{2}|20\d\d/[A-Z]\d{3}\b|\d{3,6} ?/ ?20\d\d\b|\d{2,4} - \d\d(?!\d)|\d\d \d{3,4}(?!\d)|20\d\d \d{2,4}(?!\d)|\d[\d._/-]*)(?:(?<=\d)[A-Z](?!\w)|-[A-Z]\d[A-Z]\d)?(?:/[A-Z]{2}\b)?(?<![._/-])(?!\d| \d/\d)"
    r"|(?<![\w/])F\d{2}-\d{3}\b|(?<![\w/])[A-Z]{2,5}/20\d\d-\d{3,5}\b|(?<![\w/])(?:F\d{7}|FI\d{5}|P00\d{5}|[a-z]{2}\d{7}|I[AB]/\d{5,7}(?:/\d\d)?)\b"
)
_LABEL = re.compile(
    r"(?<![^ \n\t(])(?<![a-su-z] )(?:^|(?<=[|.; -] )|(?<=\t)|(?<=/ )|(?<=[\d,] )(?=our ref|reference: ?[a-z]?\d)|(?<=\()(?=our ref)|(?<=request )(?=- \d{5,7}$))[\s|*•(-]{0,9}"
    r"(?:(?:(?:our|foi|eir|request|case|enquiry|response|rfi|official|police [\w]+|disclosure|review|information|complaint|foi log,?|freedom of information(?: \(foi\))?(?: act)?(?: \d{4})?(?: request)?:?(?: reference)?|right to know) )*"
    r"(?:(?:foi/eir )?ref(?:erence)?s?|reference (?:no|number)|n\s?o|number|id|log (?:no|number|ref))(?:(?:erence)? ?(?:no|number|n o|id))?(?:(?<=our reference) is(?= (?:[a-z]{2,5}[ /-]?)?\d))?"
    r"|disclosure id|your (?:(?:request |foi )?reference(?: number)?|(?:request|case) number) is|(?:information |foi |eir |freedom of information (?:act )?(?:\d{4} )?)?request(?!-\d+-)(?: for information(?= [-:]))?(?: no)?|foi response|case|case ref|foi log ref|foi ref)\s*[.:#-]*\s*(?=[|\s]*\S)",
    re.MULTILINE | re.ASCII,
)
"""The first two looks back say no more than the others, but alone pass by most places."""
_NOT_OURS = re.compile(
    r"\b(?:initial|first|original) request\b[^\n]{0,80}$|\b(?:your ref\w*|previous|earlier|original|follow[- ]?up|further to|linked|related|refusal of|see also|as in|under|quot\w+|reply to|answer to|(?<!information )appeal|tel|telephone|fax|phone|charity|company|vat)\b[^\n]{0,40}$|\be\.g\.[^\n]{0,8}$",
    re.ASCII,
)
_REVIEW = re.compile(r"(?:(?<=response to your )review request|review (?:reference|request|ref)|(?:(?<=outcome of )|(?<=internal )|(?<=foi ))review)\s*:?\s*(?P<code>(?:FOI[/ ]?|IR ?|FR-)?\d[\w./-]{3,})", re.IGNORECASE)  # fmt: skip
_DATE_LIKE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./-](?:0?[1-9]|1[0-2])[./-](?:19|20)?\d{2}$|(?:19|20)\d{2}$|(?:19|20)\d{2}[/-](?:\d{2}|(?:19|20)\d{2})$"
)
_HEAD_LINES = 45
_TITLE_LINES = 7


@dataclass(frozen=True)
class FoundReference:
    """A reference at `[start, end)` of the text or of another string."""

    canonical: str
    printed: str
    start: int
    end: int
    form: str


def find(text: Text, forms: Iterable[str], before: int | None = None) -> FoundReference | None:
    """The response's own reference in its text, before the request's words at `before` or behind a label."""
    chosen = [FORMS[form] for form in forms]
    head = text.lines[min(len(text.lines), _HEAD_LINES) - 1].end if text.lines else 0
    limit = max(head if before is None else min(max(before, 1), len(text.value)), 0)
    return (
        _of_forms(text, [form for form in chosen if not form.weak], limit)
        or _labelled(text, chosen, max(limit, head), before)
        or _named(text)
        or _reviewed(text, head)
        or _lettered(text, limit)
        or _told(text)
        or _alone(text, limit, plain=any(form.id == "plain-number" for form in chosen))
        or _at_the_end(text, chosen)
        or _quoted(text)
    )


def in_title(title: str, forms: Iterable[str]) -> FoundReference | None:
    """The reference that a page's heading bears."""
    text = Text(title)
    chosen = [FORMS[form] for form in forms]
    return _of_forms(text, [form for form in chosen if not form.weak], len(title)) or _lettered_with_forms(text, chosen) or _bracketed(text)


NAMED: tuple[Form, ...] = (
    _form("named/below-publication", r"(?m)^PUB \d{3,5}\n(?P<code>(?:FOI )?\d{5})\b", "{code}", ("PUB 1147\n17358", "17358"), anchors=("pub ",)),
    _form("named/hash", r"\b(?P<code>[A-Z]{3,5}#\d{5,6})\b", "{code}", ("reference number IRCS#05128", "IRCS#05128"), anchors=("#",)),
    _form("named/secretariat", r"(?i:our ref(?:erence)?)[.:]*\s*(?P<code>[A-Za-z]{2,8}/Sec/\d\d/\d\d|\d\d-\d\d-20\d\d-\d{6}-\d{3})\b", "{code}", ("Ms R Tolland Our Ref: Fleet/Sec/05/31", "Fleet/Sec/05/31"), ("Ms R Tolland Our Reference: 11-02-2010-101255-006 Fax: 01632 960488", "11-02-2010-101255-006"), anchors=("our ref",)),
    _form("named/answered", r"(?i:our ref)[.:]*\s*(?i:(?:eich cyf ?/ ?)?your ref)[.:]*\s*(?P<code>[A-Z]{2,5}[ /-]?\d{4,6}[A-Za-z]?)\b", "{code}", ("Ein cyf/Our ref: Eich cyf/Your ref:ATI-23814c", "ATI-23814c"), anchors=("our ref",)),
    _form("named/ours", r"(?i:\byour ref)[.:]*\s*(?i:our ref)[.:]*\s*(?P<code>\d{3,6})\b(?![/-])", "{code}", ("Date: 16/02/2021 Your Ref: Our Ref: 5217", "5217"), anchors=("our ref",)),
    _form("named/called", r"(?m)(?i:\b(?:our reference for this request is|recorded under reference|request for information -|request \(reference(?: number)?:?|freedom of information request(?= \d\d/\d\d/\d{4}$)|freedom of information request(?: [-–])?(?= (?:FOIR)?\d{4,6}$)|freedom of information(?: act(?: 2000)?)?(?: request)? ref(?:erence)?(?: no| number)?:|right to know request|freedom of information request(?= \d{2,4}-\d\d Request)|please quote reference|(?:its|the|your) reference number is|internal review reference number:|my ref(?:erence)?:(?: /)?))\s*(?P<code>[A-Z]{1,5}[#/]?\d{4,8}|FOI[ /-]\d{1,5}[/-]20\d\d|(?:FOI|EIR)20\d\d/\d{3,6}|\d{5,13}|\d\d/\d\d/\d{4}|\d{2,6}[./-](?:20)?\d\d)(?![\w/-]|\.\d)", "{code}", ("Freedom of Information: Right to know request 0734-11", "0734-11"), ("Our reference for this request is 101003517280", "101003517280"), ("which we have recorded under reference ICM0005219", "ICM0005219"), ("Your request has come and its reference number is\nP0031174.", "P0031174"), ("Internal Review reference number: FOI2021/00519", "FOI2021/00519"), anchors=("reference", "right to know", "request for information -", "of information request", "information act ref", "information ref", "request ref", "my ref")),
    _form("named/subject", r"(?i:\bsubject: )(?P<code>(?:FOI|EIR)-\d\d-\d{3,5})\b", "{code}", ("To: Subject: EIR-18-0311 - Pier lamps Date: 4 July 2018", "EIR-18-0311"), anchors=("subject: ",)),
)  # fmt: skip
"""Shapes that the words around them make known."""


_NEAR = 90
"""Characters: no label is as long, and no reference."""


def _named(text: Text) -> FoundReference | None:
    """A code that a letter of any authority calls its reference, by these words or this shape."""
    for form in NAMED:
        for at in sorted({place for anchor in form.anchors for place in text.places(anchor)}):
            match = form.pattern.search(text.value, max(0, at - _NEAR), at + 2 * _NEAR)
            if match and not _DATE_LIKE.match(match["code"]):
                return FoundReference(tidy(match["code"]), match["code"], match.start("code"), match.end("code"), form.id)
    return None


def _of_forms(text: Text, forms: list[Form], limit: int) -> FoundReference | None:
    for form in forms if _any_of(*forms).search(text.value, 0, limit) else ():
        for match in form.pattern.finditer(text.value, 0, limit):
            line = text.value.rfind("\n", 0, match.start()) + 1
            if not _NOT_OURS.search(text.low[line : match.start()]):
                return FoundReference(_canonical(form, match), match.group(), match.start(), match.end(), form.id)
    return None


@lru_cache
def _any_of(*forms: Form) -> re.Pattern[str]:
    """What matches where a code of any of the forms is: most texts have none, which one pattern finds out sooner than many."""
    return re.compile("|".join(_GROUP.sub("(?:", form.pattern.pattern) for form in forms))


_GROUP = re.compile(r"\(\?P<\w+>")


def _canonical(form: Form, match: re.Match[str]) -> str:
    return form.canonical.format(**{name: value or "" for name, value in match.groupdict().items()})


def _labelled(text: Text, forms: list[Form], limit: int, before: int | None) -> FoundReference | None:
    """The code behind a label, on its line or on the next. A label that speaks of a reference is believed before "Request"."""
    weaker: FoundReference | None = None
    for match in _LABEL.finditer(text.low, 0, limit):
        if (
            before is not None
            and match.start() >= before
            and not text.low[match.start() : match.end()].lstrip(" \n|*•-").startswith(("our ref", "ref", "tfl"))
        ):
            continue
        at = match.end()
        while at < len(text.value) and text.value[at] in " \n|*•-\t:/":
            at += 1
        if act := _ACT.match(text.value, at):
            at = act.end()
        label = match.group()
        found = _whole(text, match, at, _code_at(text, forms, at))
        if (
            found is None
            or _NOT_OURS.search(text.low[text.value.rfind("\n", 0, match.start() + 1) + 1 : match.start()] + label.strip(" :"))
            or ("ref" not in label and found.form == "code" and len(found.canonical) < 6 and found.canonical.isdigit())
        ):
            continue
        if _REFERS.search(label):
            return found
        weaker = weaker or found
    return weaker


def _at_the_end(text: Text, forms: list[Form]) -> FoundReference | None:
    """The code below a label in the page's last lines, where some sites list a record's fields."""
    label = _LABEL_ABOVE.search(text.low, text.lines[-_LAST_LINES:][0].start) if text.lines else None
    return _whole(text, label, label.end(), _code_at(text, forms, label.end())) if label else None


_LAST_LINES = 12
_LABEL_ABOVE = re.compile(r"^[ •*-]*(?:(?:our|foi|request) )?reference(?: number| no\.?)?[ :]*\n[ •*-]*(?=[^\n]{0,20}\d{3})", re.MULTILINE)
_REFERS = re.compile(r"ref|\bn\s?o\b|number|\bid\b|case", re.ASCII)


_ACT = re.compile(r"FOIA? [Rr]ef(?:erence)? (?=\d)")
_ANY = re.compile(
    r"(?:(?:\d{2,4} )?[A-Z]{2,5}(?:/[A-Z]{2,5})? ){0,2}(?=[\w./-]*\d)[A-Za-z0-9]+(?:[._/-][A-Za-z0-9]+)*(?: \d{2,6}(?![\w/.-]*[a-z]{2})){0,2}(?: ?[&–] ?[A-Z]?\d{4,}| & \d[\d/]{4,})?(?=[ \t|*]*$|  | [|/] | - | – |,|;|\.(?:\s|$)|\)? (?:Date|Your|Dear)\b)",
    re.MULTILINE,
)
"""Any value that a careful reader takes for a reference when it stands alone behind its label."""
_LETTERS = re.compile(r"[A-Z]{2,4}/(?!REQUEST|RESPONSE|REVIEW|APPEAL|LETTER|ENQUIRY|OFFICE|MANAGER)[A-Z]{5,8}(?![\w/])")
"""The codes of some councils have no figure."""
_NO_CODE = re.compile(
    r"0\d{3,4} ?\d{3}|\d{1,2}(?:st|nd|rd|th)?$|[a-z]+$|[a-z.]+@|(?:https?|www)|\d{1,2}[-/ ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


def _whole(text: Text, label: re.Match[str], at: int, code: FoundReference | None) -> FoundReference | None:
    """The value behind a label that speaks of a reference, whatever its shape, when it is longer than the code in it or has none that is known."""
    if not _REFERS.search(label.group()) or (code and code.form not in ("code", "lettered", "yy-mm-number")):
        return code
    if letters := _LETTERS.match(text.value, at):
        return FoundReference(letters.group(), letters.group(), letters.start(), letters.end(), "any")
    match = _ANY.match(text.value, at)
    if match is None or sum(character.isdigit() for character in match.group()) < 3:
        return code
    printed = match.group()
    if (
        _DATE_LIKE.match(printed)
        or _NO_CODE.match(printed)
        or (code and (not printed.startswith(code.printed) or len(printed) <= len(code.printed)))
    ):
        return code
    return FoundReference(tidy(printed), printed, match.start(), match.end(), "any")


def _code_at(text: Text, forms: list[Form], at: int) -> FoundReference | None:
    for form in forms:
        match = form.pattern.match(text.value, at)
        if match and not _DATE_LIKE.match(match.group()):
            return FoundReference(_canonical(form, match), match.group(), match.start(), match.end(), form.id)
    lettered = _LETTERED.match(text.value, at)
    code = lettered or re.compile(_CODE).match(text.value, at)
    if code is None or _DATE_LIKE.match(code.group()) or not re.search(r"\d\d|\d\W\d|[A-Z]\W?\d", code.group()):
        return None
    following = text.value[code.end() : code.end() + 12]
    if (
        re.match(r" ?(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|\d|[a-z]", following)
        and not lettered
    ):
        return None
    return FoundReference(tidy(code.group()), code.group(), code.start(), code.end(), "code")


def tidy(printed: str) -> str:
    """A printed code without stray blanks: `89- 26` is `89-26`."""
    return re.sub(r"\s*([./-])\s*", r"\1", printed.strip())


def _reviewed(text: Text, limit: int) -> FoundReference | None:
    for at in text.places("review"):
        if match := _REVIEW.match(text.value, at, max(limit, 4_000)):
            return _code_of(match, "review")
    return None


def _lettered(text: Text, limit: int) -> FoundReference | None:
    """A code with the letters of a request, or one in brackets behind a title, in the first lines; the letter's own line before its title."""
    head = [line for line in text.lines[:_TITLE_LINES] if not _FILE.search(text.low, line.start, line.end)]
    for line in head:
        dated = _DATE_BEFORE.match(text.value, line.start, line.end)
        alone = _LETTERED.match(text.value, dated.end() if dated else line.start, line.end) if line.start < limit else None
        if alone and alone.end() == line.end and not _DATE_LIKE.match(alone.group()):
            return FoundReference(tidy(alone.group()), alone.group(), alone.start(), alone.end(), "lettered")
    behind: re.Match[str] | None = None
    for line in head:
        if line.start >= limit:
            break
        end = line.end if line.end - line.start > _A_PAGE else min(line.end, limit)
        for match in _LETTERED.finditer(text.value, line.start, end):
            if not _NOT_OURS.search(text.low[line.start : match.start()]) and not _DATE_LIKE.match(match.group()):
                return FoundReference(tidy(match.group()), match.group(), match.start(), match.end(), "lettered")
        if bracketed := _BRACKETED.search(text.value, line.start, line.end):
            return _code_of(bracketed, "bracketed")
        behind = behind or _BEHIND_TITLE.search(text.value, line.start, line.end)
    return _code_of(behind, "behind-title") if behind else None


_A_PAGE = 600
"""Characters from which a line is a whole page."""
_FILE = re.compile(r"\.(?:pdf|xlsx?|xlsm|csv|docx?|odt|ods|pptx?|msg|zip)\s*$", re.MULTILINE)
"""A line that is a file's name: the codes in it are the file's."""
_DATE_BEFORE = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4},? ")
_BRACKETED = re.compile(r"\((?P<code>\d{1,5}[A-Z]?[/_]\d{2}|\d{6,9}) ?\)\s*$")
_BEHIND_TITLE = re.compile(r" ?[-–] (?P<code>\d{1,5}[A-Z]?/\d{2}|(?<=[Rr]equest . )\d{5,7}|(?<=[Rr]esponse . )\d{5,7})\s*$")


def _code_of(match: re.Match[str], form: str) -> FoundReference:
    return FoundReference(tidy(match["code"]), match["code"], match.start("code"), match.end("code"), form)


_TOLD = re.compile(
    r"\b(?:(?:our|your) (?:foi )?reference(?: number)?(?: is)?|(?:enquiry|request|case) reference(?: number)?|(?:given|has) the reference(?: number)?|logged as|freedom of information (?:act )?(?:2000 )?(?:request)?[ ,]*-)[ :]{1,3}|\bfreedom of information/(?=[a-z])",
    re.ASCII,
)


def _told(text: Text) -> FoundReference | None:
    """A code with the letters of a request that the authority calls its reference in the letter behind the request."""
    for label in _TOLD.finditer(text.low):
        if code := _LETTERED.match(text.value, label.end()):
            return FoundReference(tidy(code.group()), code.group(), code.start(), code.end(), "told")
    return None


_QUOTE = Sought(r"\b(?:please )?quot(?:e|ing) (?:the |our |your )?(?:reference|ref)(?: number| no\.?)?:? (?P<code>\d{5,8})\b(?![/-])")


def _quoted(text: Text) -> FoundReference | None:
    """The number that a letter asks to be quoted in any answer to it."""
    match = _QUOTE.search(text.low)
    return _code_of(match, "quoted") if match else None


_ALONE = re.compile(
    r"^[ \t|]*(?P<code>(?:FOI|EIR|RFI|FOIR)[ ._/-]?\d[\d._/-]*(?:[A-Z]\d{2})?\d|\d{1,5}[A-Z]?/\d{2}|20\d{2}-\d{3,5}|\d{4,6}-\d{2})[ \t|]*$",
    re.MULTILINE,
)
_NUMBER_ALONE = re.compile(r"^[ \t|]*(?P<code>\d{3,8})[ \t|]*$", re.MULTILINE)


def _alone(text: Text, limit: int, *, plain: bool) -> FoundReference | None:
    """A code that is a whole line; a plain number only in the first lines, of an authority that writes plain numbers."""
    match = _ALONE.search(text.value)
    if match is None and plain and text.lines:
        match = _NUMBER_ALONE.search(text.value, 0, min(limit, text.lines[min(len(text.lines), 8) - 1].end))
        match = None if match and _is_of_a_column(text, match) else match
    return None if match is None or _DATE_LIKE.match(match["code"]) else _code_of(match, "alone")


def _is_of_a_column(text: Text, number: re.Match[str]) -> bool:
    """Whether another number alone stands within the next lines: both are figures of a table, one cell a line."""
    below = text.lines[text.line_at(number.start("code")) :][1:4]
    return bool(below) and _NUMBER_ALONE.search(text.value, below[0].start, below[-1].end) is not None


def _lettered_with_forms(text: Text, forms: list[Form]) -> FoundReference | None:
    """A weak form behind the letters of a request: "FOI 825/25" of a force that writes "825/25"."""
    for form in (form for form in forms if form.weak):
        match = re.compile(rf"(?:FOI|EIR|RFI)(?: request)?[ :_-]{{1,3}}(?P<whole>{form.pattern.pattern})").search(text.value)
        if match:
            inner = form.pattern.match(match["whole"])
            if inner:
                return FoundReference(
                    _canonical(form, inner), inner.group(), match.start("whole"), match.start("whole") + inner.end(), form.id
                )
    found = _lettered(text, len(text.value))
    return found if found else None


def _bracketed(text: Text) -> FoundReference | None:
    return _lettered(text, len(text.value))


# -- in addresses ---------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AddressRule:
    """A shape of reference in an address. `form` says which of a source's forms it stands for; without one it is believed of any source."""

    id: str
    pattern: re.Pattern[str]
    canonical: str
    examples: tuple[tuple[str, str], ...]
    form: str = ""
    year: bool = False


def _address(rule_id: str, pattern: str, canonical: str, *examples: tuple[str, str], form: str = "", year: bool = False) -> AddressRule:
    return AddressRule(rule_id, re.compile(pattern), canonical, examples, form, year)


SLUGS = (
    _address("slug/number-yyyy", r"foi-(?P<n>\d{1,5})-(?P<yyyy>20\d\d)(?!\d)", "{n}-{yyyy}", ("foi-982-2023--oct-2023--foi-request", "982-2023")),
    _address("slug/number-yy", r"foi-(?P<n>\d{1,7})-(?P<yy>\d\d)(?!\d)", "{n}/{yy}", ("foi-11554-25-media-enquiries", "11554/25")),
    _address("slug/yyyy-three", r"foi-(?P<yyyy>20\d\d)-(?P<n>\d{3})(?!\d)", "FOI {yyyy}-{n}", ("foi-2023-418-vehicles", "FOI 2023-418")),
    _address("slug/fused", r"foi-(?!20\d\d-)(?P<n>\d{1,5})(?P<yy>\d\d)(?=-|$)", "{n}/{yy}", ("foi-82525", "825/25"), year=True),
)  # fmt: skip
"""The last folder of a Single Online Home address. A `year` rule is believed only when its year agrees with the folder's within one year."""

SLUGS_BY_FORM = (
    _address("slug/yyyy-number", r"^(?P<yyyy>20\d\d)(?P<n>\d{4,5})(?=-|$)", "{yyyy}/{n}", ("202225392---problem-profiles", "2022/25392"), form="yyyy-number"),
    _address("slug/dot-years", r"-(?P<n>\d{3,4})-(?P<yyyy>20\d\d)(?P<yy>\d\d)(?=-|$)", "{n}.{yyyy}-{yy}", ("foi-0911-202526--quad-bikes", "0911.2025-26"), ("sold-vehicles-0723-202425", "0723.2024-25"), form="number-dot-years"),
    _address("slug/tail-yyyy", r"-(?P<n>\d{1,5})(?P<yyyy>20\d\d)$", "{n}/{yyyy}", ("rest-days-11022025", "1102/2025"), form="number-yyyy-slash"),
    _address("slug/tail-yy-as-yyyy", r"-(?P<n>\d{1,5})(?P<yy>\d\d)$", "{n}/20{yy}", ("welfare-checks-19224", "192/2024"), form="number-yyyy-slash", year=True),
    _address("slug/tail-yy", r"-(?P<n>\d{1,5})(?P<yy>\d\d)$", "{n}/{yy}", ("restriction-orders-44018", "440/18"), form="number-yy-slash", year=True),
    _address("slug/dotted", r"^foi\.(?P<yy>\d\d)\.(?P<n>\d{6})\.(?P<a>[a-z])(?![a-z])", "FOI.{yy}.{n}.{A}", ("foi.23.004980.m---e-bikes", "FOI.23.004980.M")),
    _address("slug/letter", r"-(?P<n>\d{1,5})(?P<a>[a-z])-(?P<yy>\d\d)$", "{n}{A}/{yy}", ("drones-950a-22", "950A/22"), form="number-letter-yy"),
)  # fmt: skip
"""Shapes that only some authorities use: believed of a source that names the form."""

ADDRESSES = (
    _address("url/foi-twelve", r"/(?P<p>foi|eir)-(?P<n>20\d{10})(?:-|/|$)", "{P}/{n}", ("/publications/foi-202400429936/", "FOI/202400429936")),
    _address("url/foi-yy-five", r"/(?P<p>foi|eir)-(?P<yy>\d{2})-(?P<n>\d{5})(?:-|/|$)", "{P}/{yy}/{n}", ("/publications/foi-18-03161/", "FOI/18/03161")),
    _address("url/ic", r"/ic-(?P<n>\d{5,6})-(?P<a>[a-z]\d[a-z]\d)(?:/|$)", "IC-{n}-{A}", ("/disclosure-log/ic-255369-y7x2/", "IC-255369-Y7X2")),
    _address("url/query-id", r"[?&](?:id|referenceid)=(?P<a>foir?-?[\d-]+)", "{A}", ("/date/?id=FOIR-145906599", "FOIR-145906599"), ("?referenceId=FOI-2170-1819", "FOI-2170-1819")),
    _address("url/atisn", r"/atisn-?(?P<n>\d{4,6})", "ATISN {n}", ("/atisn16301", "ATISN 16301")),
    _address("url/foi-fused", r"/(?P<p>foi|rfi|eir)(?P<n>\d{6}|0\d{3})-[a-z]", "{P}{n}", ("/foi-disclosures/foi230517-interpreters/", "FOI230517")),
    _address("url/foi-years", r"/foi-20(?P<y>\d\d)-(?P<yy>\d\d)-(?P<n>\d{3})(?:-|/|$)", "FOI 20{y}/{yy}-{n}", ("/foi-2024-25-047-estates/response", "FOI 2024/25-047")),
    _address("url/foi-year-three", r"/foi-(?P<yyyy>20\d\d)-(?P<n>\d{3})/?$", "FOI-{yyyy}-{n}", ("/foi-requests/foi-2023-418", "FOI-2023-418")),
    _address("url/foi-dataset", r"/dataset/foi-(?P<n>\d{5})/?$", "FOI-{n}", ("/dataset/foi-03117", "FOI-03117")),
    _address("url/foi-underscore", r"/(?P<p>foi|eir)_{1,2}(?P<n>\d{3,6})_", "{P} {n}", ("/information/FOI_4816__February_2024__Animal_Rescues/", "FOI 4816"), ("/EIR__1712__2024_-_Fires/", "EIR 1712")),
    _address("url/fi", r"/(?P<a>fi\d{5})(?:\.aspx)?$", "{A}", ("/Disclosure-Log/Responses/FI15207.aspx", "FI15207")),
    _address("url/responses", r"/foi-responses/(?P<n>\d{1,4}-\d{2}-\d{2})(?:-[a-z]|/?$)", "{n}", ("/foi-responses/304-12-24", "304-12-24")),
    _address("url/log-of-year", r"/[a-z-]*log-20(?P<yy>\d\d)/foi-(?P<n>\d{1,4})-(?P=yy)/?$", "{n}/{yy}", ("/foi-disclosure-log-2021/foi-38-21/", "38/21")),
    _address("url/foi-fused-underscore", r"/foi(?P<n>\d{3,6})__", "FOI{n}", ("/information/FOI4816__February_2024__Animal_Rescues/", "FOI4816")),
    _address("url/request-number", r"/request-(?P<n>\d{3,6})---", "{n}", ("/disclosure-log/2010/06/request-2614---pn.aspx", "2614")),
    _address("url/foi-number", r"/foi-(?P<n>\d{4})-(?!(?:19|20)\d\d\b)[a-z]", "{n}", ("/foi-disclosure-log/foi-8846-patient-meals", "8846")),
    _address("url/foi-of-year", r"/20(?P<yy>\d\d)/foi-(?P<n>\d{1,3})-(?P=yy)-[a-z]", "FOI {n}-{yy}", ("/disclosure-log/2021/foi-47-21-legal-advice/", "FOI 47-21")),
    _address("url/ref", r"[/-](?:foia?-)?ref-?(?P<n>\d{5,8})-", "{n}", ("/march-2019/foia-ref329387-hardship-funds", "329387")),
    _address("url/fused-of-year", r"/20(?P<yy>\d\d)/[a-z]+/foi-(?P<n>\d{1,5})(?P=yy)(?:-|/|$)", "{n}/{yy}", ("/disclosure-log/2025/july/foi-74825/", "748/25")),
    _address("url/number-of-year", r"/(?P<y>20\d\d)/(?:[a-z]+/)?(?:[a-z-]+-)?(?P<n>\d{1,5})(?P=y)/?$", "{n}/{y}", ("/log-datgelu/2025/4172025/", "417/2025")),
    _address("url/year-and-number", r"/(?P<y>20\d\d)/[\w-]+/(?P=y)(?P<n>\d{5})---", "{y}/{n}", ("/2022/10---october/202226114---rural-theft", "2022/26114")),
    _address("url/number-of-years", r"-(?P<n>\d{4})-20(?P<y>\d\d)(?P<yy>\d\d)(?:-|/|$)", "{n}.20{y}-{yy}", ("/october-2024/foi-cadet-scheme-0533-202425/", "0533.2024-25")),
    _address("url/topic", r"/accessing-information/disclosure-log/[a-z-]+/[a-z-]+-(?!(?:19|20)\d\d/?$)(?P<n>\d{1,4})(?P<yy>[12]\d)/?$", "{n}/{yy}", ("/accessing-information/disclosure-log/other/foreign-arrest-requests-50720/", "507/20")),
    _address("url/requests", r"/foi-requests/(?P<n>\d{5,8})/?$", "{n}", ("/foi-requests/6173902", "6173902")),
    _address("url/foi-t", r"/foi-(?P<t>t)(?P<n>\d{1,4})(?P<yy>[12]\d)(?:-|/|$)", "{T}{n}-{yy}", ("/2024/foi-t36124-vehicle-auctions/", "T361-24")),
    _address("url/details", r"/details/(?P<n>\d{6,8})/?$", "{n}", ("https://disclosures.sarnshire.gov.example/details/1984416", "1984416")),
    _address("url/foi-year-page", r"/foi/(?P<y>20\d\d)/(?P<n>(?P=y)\d{6})(?:\.html?)?$", "{n}", ("/foi/2015/2015030417.htm", "2015030417")),
    _address("url/foi-yy-slug", r"/foi-(?P<n>\d{5,7})-(?P<yy>\d{2})(?:-|/|$)|-foi-(?P<n2>\d{5,7})-(?P<yy2>\d{2})(?:-|/|$)", "FOI {n}{n2}/{yy}{yy2}", ("/may-2023-foi-1730525-23-tobacco", "FOI 1730525/23")),
)  # fmt: skip
"""Shapes in any address, believed of any source."""


def from_slug(slug: str, year: int | None, forms: Iterable[str] = ()) -> FoundReference | None:
    """The reference in the last folder of an address; offsets are into the slug."""
    named = set(forms)
    rules: Iterator[AddressRule] = (rule for rule in (*SLUGS, *SLUGS_BY_FORM) if not rule.form or rule.form in named)
    for rule in rules:
        match = rule.pattern.search(slug.lower())
        if match and not (rule.year and (year is None or abs(2000 + int(match["yy"]) - year) > 1)):
            return _from_address(rule, match)
    return None


def agreeing(lines: str, url: str) -> FoundReference | None:
    """The code in a page's first lines that its address repeats: `22/411` above, `/22-411` in the address. Offsets are into the lines."""
    folder = urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].lower()
    match = _SLUG_CODE.match(folder)
    if match is None or sum(character.isdigit() for character in match.group()) < _LEAST_DIGITS or _DATE_LIKE.match(match.group()):
        return None
    parts = r"[ /._-]".join(re.escape(part) for part in re.split(r"[-_.]", match.group()))
    found = re.compile(rf"(?<![\w/]){parts}(?![\w/-])", re.IGNORECASE).search(lines)
    return FoundReference(tidy(found.group()), found.group(), found.start(), found.end(), "agreeing") if found else None


_SLUG_CODE = re.compile(r"(?:[a-z]{1,5}[-_]?)?\d+(?:[-_.]\d+)*(?=[-_.]|$)")
_LEAST_DIGITS = 4


def from_address(url: str) -> FoundReference | None:
    """The reference in an address of any platform; offsets are into the address."""
    for rule in ADDRESSES:
        match = rule.pattern.search(url.lower())
        if match:
            return _from_address(rule, match)
    return None


def _from_address(rule: AddressRule, match: re.Match[str]) -> FoundReference:
    groups = {name: value or "" for name, value in match.groupdict().items()}
    capitals = {name.upper(): value.upper() for name, value in groups.items()}
    return FoundReference(rule.canonical.format(**groups, **capitals), match.group(), match.start(), match.end(), rule.id)
