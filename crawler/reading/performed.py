"""What a response does, sentence by sentence: something given, withheld, not held, neither confirmed nor denied, over cost, vexatious, or no
valid request; or a plain statement that all, or only part, is disclosed. The words of these acts are in `crawler.reading.acts`; to rely on a
provision is an act as well.
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.law import Citation
from crawler.reading import telling
from crawler.reading.acts import ACTS, IGNORED
from crawler.reading.reliance import Use
from crawler.reading.rules import Sought
from crawler.reading.text import Span, Text

_NEGATED_GIVING = re.compile(
    r"\b(?:tr(?:y|ies) to|not|no longer|ago|cannot|nor|neither|unable|never|n't|without|(?:aim|expect|hope) to|none of (?:it|this|them)|nothing|refus\w+|declin\w+|against|before(?! the (?:\w+ ){0,2}(?:board|committee|council|group|panel|meeting)\b)|outweigh\w*|favou?r\w*|interest in|would|could|should|might|may|if|to (?:disclose|release|provide|supply|publish) (?:it|them|this|these|the names?|such|would)|will be published|publish|unless|whether|decide[ds]? on)\b",
    re.ASCII,
)
_NEGATED_BEHIND = re.compile(r"\b(?:acknowledg\w+|not|n't|unless|if|would|could|might|until|ago|refus\w+)\b", re.ASCII)
_NOT_INFORMATION = Sought(
    r"\bno (?:single|one|central) (?:list|table|report|file|database) (?:shows|answers)\b|\bmy (?:questions?|requests?)\b|\battached to the freedom of information request\b|\b(?:information|details) (?:that )?you (?:have )?(?:originally )?requested (?:was|were) as follows|\bsince been enclosed\b|\b(?:contact|postal|address|bank) details (?:are|is|can)\b|\bprovided as a statutory obligation\b|\b(?:a|the) link to (?:their|its|his|her) (?:web ?page|web ?site|page|site)\b|\bprovided (?:by the following|to (?:staff|officers|employees))\b|\bthank you for your (?:request|e-?mail|letter)\b[^.]{0,40}\b(?:detailed|set out|shown|given|quoted) below\b|\bneed only\b|\brequest for information,? (?:(?:which is|as) )?(?:(?:copied|quoted|set out|shown|repeated|given|printed) )?below\b|\bapolog\w+|\blarge print\b|\bbraille\b|\bprovides (?:\w+ ){1,3}with\b|\bprovide (?:you with )?(?:a|my|our) (?:response|reply|answer)\b|\bncnd response\b|\bexplanations?\b|\banswer (?:the|these|my) (?:following )?questions?\b|\baccessible (?:format|version)\b"
    r"|(?<!to )\b(?:your|the) (?:\w+ )?(?:questions?|requests?|enquir\w+)(?: and (?:our|the) (?:response|answer|reply)s?(?: to (?:it|this|them|these))?)? (?:is|are|has been|have been) (?:set out|repeated|given|shown|copied|reproduced|printed|listed|as follows|below)\b"
    r"|\b(?:letter|e-?mail)\b[^.]{0,60}\backnowledging\b|\b(?:(?:answer|response|reply|position) (?:(?:to (?:it|you|your (?:\w+ ){0,2}\w+) |of [\w ]{2,40} )?(?:is|stands) (?:given |provided |shown )?(?:as follows|below)|[^.]{0,30}set out below)|\boutcome is as follows|\bprovided in confidence\b|\bexempt\b[^.]{0,90}\bas (?:set out|explained|shown|described|given) (?:below|overleaf)|\b(?:attached|enclosed) (?:is )?(?:my|our|the|a) (?:final |full |formal )?(?:response|reply|answer|letter)(?= to (?:your|the|this)\b| (?:which|that) (?:sets|explains|gives)\b|\W*$)|none will|public interest|exemptions?|exceptions?|reasons?|test|factors?|considerations?|notice|refusal|(?<!ached to )(?<!with )this reply|(?<!ached to )(?<!with )this response|information supplied by|advice)\b",
)
_UNLESS = {
    kind: re.compile(pattern, re.ASCII)
    for kind, pattern in {
        "full": r"\bnot all\b|\b(?:not (?:able|possible|in a position)|unable) to\b|\b(?:not|n't) (?:\w+ ){0,3}?(?:disclos|releas|provid|suppl|given|enclos|attach|successful)|\bunsuccessful|\bpartial|\bto (?:a )?part of\b",
        "part-held": r"\b(?:held in part|holds? (?:a )?part of)\b[^.]*\b(?:cannot|can not|unable to|not able to)\b",
        "part": r"\b(?:if|where) (?:one|a|any) part of\b|\bholds? (?:part|some) of\b[^.]*\bit (?:cannot|can not)\b|\b(?:has|have|is|are|was|were) not (?:been )?(?:withheld|refused|redacted)\b|\b(?:could|may|might) (?:also |well |still )?be (?:exempt|withheld)\b",
        "declined": r"\b(?:that|this) (?:part|question|item)\b|\bagain\b",
        "redacted": r"\b(?:no|nothing|not|nobody|none)\b[^.,]{0,24}\b(?:redact|black|grey|blank|removed|taken out)|\b(?:removed|redacted|blacked out),? would (?:take|cost|use)\b|\bbefore (?:anything|any of (?:it|them)) (?:is|was|were|could be) (?:sent|released|disclosed)\b",
        "refused-whole": r"\b(?:referred to|asked for|requested|sought) (?:in|at|under|by) (?:question|part|item|point)s? \d|\b(?:further|other|some|several|two|three|four|five|remaining) (?:\w+ ){1,3}(?:has|have|is|are|was|were) (?:been )?(?:withheld|exempt)\b|\b(?:not|n't) (?:been |being )?(?:withheld|refus|exempt)",
        "cost": r"\bif the (?:legislation|act|law) (?:did|had|were)\b|\b(?:not|n't|never) (?:be |been |have |to |therefore |itself )*(?:exceed|cost more|refus|go over|over|above)|\b(?:able to|can) (?:provide|give|supply)\b[^.]*\bwithin\b",
        "vexatious": r"\b(?:not|n't) (?:been |being )?(?:(?:refus|consider|regard|treat|deem|find|found)\w* )?(?:(?:your|the|this|it|as|a|to|be|request|correspondence) )*(?:vexatious|repeated)\b",
        "invalid": r"\bnot (?:an )?invalid\b|\b(?:not|no) need (?:for )?you to\b",
        "published": r"\bnot (?:yet )?(?:been )?(?:published|available)\b|\bas much (?:of [^.]{1,30} )?as\b|\bfull text of (?:the )?exemptions?\b|\bwill be\b",
        "not-held": r"\bis ?/ ?is not\b|\bno (?:\w+ )?(?:report|reply|answer|response|letter|e-?mail) (?:has|had) (?:yet )?(?:come|arrived|reached)\b|\bnot (?:\w+ )?(?:h[eo]ld|record(?:ed)?|keep|kept|stored?) (?:\w+ ){0,3}in (?:an?|any|such|this|the|one) (?:\w+ ){0,4}(?:format|form|way|manner|place|shape)\b|\bnot have any (?:objection|concern|difficult|comment|plans?|doubt)|\bno plans? to\b|\bin the same way\b|\bno longer hold (?:for|true|good)\b|\bfound nothing to\b|\bno (?:\w+ ){0,3}(?:competition|meetings?|elections?|events?|hearings?|consultations?|inquir(?:y|ies)|interviews?|exercises?|ballots?)\b[^.]{0,14}\bheld\b|\bnot responsible for (?:how|what|any|the (?:content|use))\b|\bnot noted for\b|\bnot counted (?:(?:in|among|towards) (?:these|this|the|those)|as)\b",
        "figures": r"^\W*\d{1,2}\(\d|^\W*\d{1,2}[./]\d{1,2}[./]\d{2,4}\W*$|\bpublic interest\b|\b(?:is|are|was|were) (?:\w+ )?(?:published|announced)\b",
        "withheld": r"\bunless (?:it|they|the information|this) (?:is|are) (?:\w+ )?exempt|\b(?:may|might|could) (?:\w+ )?(?:be|prove(?: to be)?) (?:\w+ )?(?:exempt|refused)|\bwhen you (?:first|originally) (?:asked|wrote)\b|\bsystems?\b[^.]{0,20}\bcannot (?:give|provide|produce)\b|\bnot given here as there\b|\b(?:nothing|no information|none of (?:it|this)|no exemptions?)\b[^.]{0,60}\b(?:held back|withheld|kept back|exempt)|\brefused on (?:two|more)",
    }.items()
}
"""What makes the words of an act say its contrary."""
_DATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?[ /.-](?:[a-z]{3,9}|\d{1,2}),?[ /.-](?:19|20)?\d{2}\b", re.ASCII)
_ROW = re.compile(
    r"^\W*(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?(?:\s+£?(?!(?:19|20)\d\d\b)\d[\d,.]*%?)+$|\|\s*£? ?(?!(?:19|20)\d\d\s*(?:\||$))\d[\d,.]*%?\s*(?:\||$)|^\s*(?:q\d+ ?=|[\w' ()/&-]{2,50}(?::| [-–=]) ?(?:£? ?\d[\d,.]*%?|(?:none|nil|yes|no)\b(?! \w))|^\d{1,2}[.)] [^|?]{8,120}\? [-–] ?(?:£? ?\d[\d,.]*%?|none|nil|yes|no)\b)",
    re.ASCII,
)
_LABELS_ALONE = re.compile(r"\W*(?:answers?|responses?|questions?)(?: (?:to )?(?:questions?|requests?))?\b[ \d,&-]*\W*$")
_YEARS = re.compile(r"\b(?:19|20)\d\d ?- ?(?:19|20)?\d\d$", re.ASCII)
_TITLE = re.compile(
    r"\b(?:section|regulation|reg|s|ref|reference|tel|telephone|phone|address|date|page|version|notice|relay|request|foi|received|responded|published|closed|issued)\b",
    re.ASCII,
)


@dataclass(frozen=True)
class Act:
    """One thing that the response does, by the words at `[start, end)`."""

    kind: str
    start: int
    end: int
    rule: str


def find(text: Text, uses: Iterable[Use], in_request: Callable[[int], bool], begins: int) -> list[Act]:
    """Everything that the response does, in order. Figures count as given from `begins` on, where the request has been told."""
    uses = list(uses)
    found = [act for act in _relied(uses) if not in_request(act.start)]
    burdened = any(use.status == "relied_on" and (use.citation.law, use.citation.path) in _BURDEN for use in uses)
    against = 0 if burdened else min((act.start for act in found if act.kind in _AGAINST), default=len(text.value))
    answers = telling.region(text, begins)
    for sentence in text.sentences:
        low = text.low[sentence.start : sentence.end]
        if len(low) < 3 or in_request(sentence.start) or in_request(sentence.end - 1):
            continue
        if telling.is_work(low):
            against = min(against, sentence.start)
        done = [*_in_sentence(text, sentence, low, answers.start)]
        named = _NAMES_ITEMS.match(low) if sentence.start >= against else None
        region_end = answers.end if named else min(answers.end, against)
        said = " " * named.end() + low[named.end() :] if named else low
        bare = _JOINT_LABEL.fullmatch(low) is not None
        told = (
            telling.tells(said)
            if not (done or bare) and answers.start <= sentence.start < region_end and not _is_link(text, sentence)
            else None
        )
        if (done or told) and IGNORED.first(low):
            continue
        if done:
            found += done
            against = min([against, *(act.start for act in done if act.kind in _AGAINST)])
        if told:
            kind, figure = told
            place = (sentence.start + figure.start(), sentence.start + figure.end(), f"{kind}/figure")
            found.append(Act("given" if named else kind, *place))
    found = [act for act in found if act.kind not in ("told", "said") or act.start < against]
    if not found and answers.end < len(text.value):
        found = _prose(text, answers, in_request)
    if not any(use.status == "relied_on" and use.citation.section in _ELSEWHERE for use in uses):
        argued = min((act.start for act in found if act.kind in ("exempt", "cost", "ncnd")), default=0)
        found = [replace(act, kind="given") if act.kind == "published" and act.start < argued else act for act in found]
    gives = min(
        (act.start for act in found if act.kind in ("given", "data", "figures", "told", "redacted", "part-held")), default=len(text.value)
    )
    found = [replace(act, kind="refused-whole") if act.kind == "declined" and act.start < gives else act for act in found]
    last_told = max((act.start for act in found if act.kind in ("data", "figures", "told")), default=0)
    # "We are not required to supply it" is said of one thing when figures are told behind it.
    found = [replace(act, kind="declined") if act.rule == "refused/this" and act.start < last_told else act for act in found]
    found = _without_grounds_of_denial(text, _without_named_limbs(_without_form_of_denial(text, found), uses))
    costs = sorted(act.start for act in found if act.kind == "cost")
    if costs and not any(act.rule == "ncnd/relied-on" for act in found):
        # "We cannot confirm whether it is held" without finding out, which would cost too much.
        asked = [line.end for line in text.lines if line.end > line.start and in_request(line.end - 1)]
        found = [act for act in found if act.kind != "ncnd" or not _is_beside(act.start, costs, asked)]
    return sorted([*found, *_for_a_part(text, found, begins or len(text.value))], key=lambda act: act.start)


def _is_beside(place: int, others: list[int], asked: list[int]) -> bool:
    """Whether one of other places, in order, stands with a place in one answer: no line that asks is between."""
    at = bisect(others, place)
    return any(bisect(asked, place) == bisect(asked, other) for other in others[max(0, at - 1) : at + 1])


def _prose(text: Text, answers: Span, in_request: Callable[[int], bool]) -> list[Act]:
    """What a letter tells in prose that has no other act, when it is whole: the requester's rights follow its answer."""
    for sentence in text.sentences:
        low = text.low[sentence.start : sentence.end]
        if sentence.start in answers and not in_request(sentence.start) and telling.explains(low) and not IGNORED.first(low):
            return [Act("said", sentence.start, sentence.end, "said/prose")]
    return []


def _for_a_part(text: Text, found: list[Act], begins: int) -> Iterator[Act]:
    """That only a part is over cost: something was enclosed before the cost came up, or the cost is of one question."""
    costs = [act for act in found if act.kind == "cost"]
    priced = {text.sentence_at(act.start) for act in costs}
    named = any(_OF_A_PART.search(text.low, *text.sentence_at(act.start)) for act in costs)
    telling_kinds = ("given", "data", "told", "said") if named or any(act.kind == "part-held" for act in found) else ("given", "data")
    given = [
        act
        for act in found
        if (act.kind in telling_kinds or act.rule == "given/confirmed")
        and act.start >= begins
        and text.sentence_at(act.start) not in priced
    ]
    if costs and (whole := _ONE_IS_ENOUGH.search(text.low)):
        yield Act("cost-of-whole", whole.start(), whole.end(), "cost/of-whole")
        return
    for act in costs:
        if whole := _FOR_ALL.search(text.low, *text.sentence_at(act.start)):
            yield Act("cost-of-whole", whole.start(), whole.end(), "cost/of-whole")
            return
    if not costs or not given or any(act.kind == "goodwill" and text.sentence_at(act.start).start <= given[0].start for act in found):
        return
    if any(_OF_THE_WHOLE.search(text.low, *text.sentence_at(act.start)) for act in costs):
        return
    first = min(costs, key=lambda act: act.start)
    if given[0].start < first.start or any(_NAMES_ITEMS.match(text.low, text.sentence_at(act.start).start) for act in given) or named:
        yield Act("cost-of-part", first.start, first.end, "cost/of-part")


_OF_THE_WHOLE = re.compile(
    r"\b(?:your|the|this) (?:whole )?request (?:is|was|has been) (?:therefore |accordingly )?refused\b|\bapplies to (?:the|your) (?:whole request|request as a whole)\b"
)
_ONE_IS_ENOUGH = Sought(
    r"\b(?:one|any|a) (?:part|question|element|item) of (?:a|the|your|this) request\b[^.\n]{0,80}\b(?:limit|threshold)\b[^.\n]{0,60}\b(?:no duty|not (?:obliged|required)|the whole|all of)\b"
)
"""Where one part is over the limit none has to be answered."""
_FOR_ALL = re.compile(r"\b(?:section|s\.?) ?12\b[^.;]{0,30}\bapplies to (?:all|the whole|the entire|every)\b", re.ASCII)
"""What is given beside it is no answer under the Act."""
_NAMES_ITEMS = re.compile(
    r"\W*(?:for|on|as (?:to|for|regards)|in (?:respect|relation|regard|answer) (?:of|to)|regarding) (?:your |the )?(?:(?:questions?|parts?|items?|points?|q) ?\d|(?:first|second|third|fourth|fifth|last) (?:question|part|point|item)s?\b)",
    re.ASCII,
)
_OF_A_PART = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|that|this|other) (?:\w+ ){0,3}(?:parts?|points?|questions?|elements?|items?)\b|\b(?:questions?|parts?|items?|points?|q) ?\(?(?:\d|[a-h]\b)|\bwhen it comes to\b|(?:(?<=\n)|(?<=\. ))(?:this|that|these|those) (?:information|data|details|figures)\b[^.]{0,30} (?:is|are) (?:therefore )?(?:exempt|refused)|\bwith regard to the\b",
    re.ASCII,
)


def _without_form_of_denial(text: Text, found: list[Act]) -> list[Act]:
    """The acts without a refusal in the very sentence that neither confirms nor denies: "… and I must refuse your request"."""
    denied = {text.sentence_at(act.start) for act in found if act.rule == "ncnd/words"}
    return [act for act in found if act.kind != "refused-whole" or not denied or text.sentence_at(act.start) not in denied]


def _without_grounds_of_denial(text: Text, found: list[Act]) -> list[Act]:
    """The acts without the exemptions that are named behind a denial of all that was asked for, in a letter that gives and holds nothing."""
    kinds = {act.kind for act in found}
    first = min(found, key=lambda act: act.start, default=None)
    if first is None or first.rule != "ncnd/words" or not kinds <= {"ncnd", "exempt", "withheld", "goodwill"}:
        return found
    whole = _ALL_THAT_WAS_ASKED.search(text.low, *text.sentence_at(first.start))
    return [act for act in found if act.kind == "ncnd"] if whole else found


_ALL_THAT_WAS_ASKED = re.compile(
    r"\b(?:holds?|held|any)\b[^.]{0,20}\b(?:what|the information(?: that)?|information(?: that)?) you (?:have )?(?:asked|requested|seek|sought)"
)


def _without_named_limbs(found: list[Act], uses: Iterable[Use]) -> list[Act]:
    """The acts without the limbs that only name the harm where nothing is confirmed or denied: "section 31(1)(a)" beside section 31(3)."""
    kinds = {act.kind for act in found}
    if not any(act.rule == "ncnd/words" for act in found) or kinds & {
        "withheld",
        "refused-whole",
        "redacted",
        "part",
        "full",
        "given",
        "data",
    }:
        return found
    lifting = {use.citation.section for use in uses if use.status == "relied_on" and use.ncnd}
    named = [use for use in uses if use.status == "relied_on" and not use.ncnd and use.citation.section in lifting]
    places = {mention.start for use in named for mention in use.relying}
    return [act for act in found if act.kind != "exempt" or act.start not in places]


_AGAINST = ("exempt", "cost", "ncnd", "withheld", "refused-whole", "declined", "not-held", "vexatious", "invalid")
"""Behind these a sentence argues; what it tells is no answer."""
_BURDEN = {("EIR", ("12", "4", "b")), ("EISR", ("10", "4", "b"))}
"""Manifestly unreasonable, mostly by the work: the figures of such a letter count what there is to search."""
_ELSEWHERE = {
    Citation("FOIA", ("21",)),
    Citation("FOISA", ("25",)),
    Citation("EIR", ("6",)),
    Citation("EISR", ("6",)),
    Citation("JFOIL", ("23",)),
}
"""To rely on them says that the information is to be had elsewhere: to name the place gives nothing besides."""
_OTHER_REGIME, _OTHER_REGIME_IN_SCOTLAND = Citation("FOIA", ("39",)), Citation("FOISA", ("39", "2"))
"""Environmental information, which the Regulations govern."""
_NOTICES_OF_NOTHING = (Citation("FOISA", ("17",)), Citation("JFOIL", ("10",)))
"""By these a letter says that nothing is held."""
_GROUNDS = {"8": "invalid", "12": "cost", "14": "vexatious"}


def _relied(uses: Iterable[Use]) -> Iterator[Act]:
    """What relying on a provision does; an exemption that only says which law applies does nothing."""
    for use in uses:
        if use.status != "relied_on" or use.citation.section == _OTHER_REGIME or use.citation == _OTHER_REGIME_IN_SCOTLAND:
            continue
        kind = _ground(use)
        for mention in use.relying:
            yield Act(kind, mention.start, mention.end, f"{kind}/relied-on")


def _ground(use: Use) -> str:
    law, path = use.citation.law, use.citation.path
    if law in ("FOIA", "FOISA") and path[0] in _GROUNDS:
        return _GROUNDS[path[0]]
    if law == "JFOIL" and path[0] in ("16", "21", "22"):
        return "cost" if path[0] == "16" else "vexatious"
    if use.citation.section in _NOTICES_OF_NOTHING or (law in ("EIR", "EISR") and path[1:] == ("4", "a")):
        return "not-held"
    return "ncnd" if use.ncnd else "exempt"


def _in_sentence(text: Text, sentence: Span, low: str, begins: int) -> Iterator[Act]:
    for entry, match in ACTS.matches(low):
        if entry.value in ("figures", "told") and sentence.start < begins:
            continue
        unless = _UNLESS.get(entry.value)
        if unless and unless.search(low):
            continue
        if low.strip() in ("yes", "no") and _OF_THE_PAGE.search(text.low, max(0, sentence.start - _A_LINE), sentence.start):
            continue
        if entry.value == "figures" and _OF_THE_LETTER.search(text.low, text.line_around(sentence.start).start, sentence.start):
            continue
        if entry.value == "figures" and (
            _is_link(text, sentence) or _is_bare_number(text, sentence, low) or _TELEPHONE.match(low) or telling.LIMIT.search(low)
        ):
            continue
        if entry.id == "given/price" and telling.is_work(low):
            continue
        if entry.value == "given" and _NOT_INFORMATION.search(low):
            continue
        if entry.value in ("given", "figures", "told") and _is_denied(low, match, entry.value):
            continue
        yield Act(entry.value, sentence.start + match.start(), sentence.start + match.end(), entry.id)
    row = (
        _ROW.search(low)
        if sentence.start >= begins and (low.rstrip()[-1:].isdigit() or "|" in low or ":" in low or "=" in low or "-" in low)
        else None
    )
    if row and not (
        _TELEPHONE.match(low) or _TITLE.search(low) or _LABELS_ALONE.match(low) or _DATE.search(low) or _YEARS.search(row.group())
    ):
        yield Act("data", sentence.start + row.start(), sentence.start + row.end(), "data/row")


def _is_denied(low: str, giving: re.Match[str], kind: str) -> bool:
    """Whether the giving is denied, before its words or behind them in the same clause; "the number and the price are …" gives no figure."""
    clause = low.find(",", giving.end()) if kind != "figures" or any(map(str.isdigit, low)) else -1
    return bool(
        _NEGATED_GIVING.search(low, 0, giving.end()) or _NEGATED_BEHIND.search(low, giving.end(), clause if clause >= 0 else len(low))
    )


_TELEPHONE = re.compile(r"(?:[^\d\n]{2,60}:)?\W*(?:0\d[\d ]{7,}|\d{3} \d{4})\W*$")
_OF_THE_PAGE = re.compile(r"\b(?:useful|helpful|looking for|came for|wrong with this page)\b[^\n]{0,20}\?\W*(?:yes\W*)?$")
_A_LINE = 80
"""What a site asks of its own page, in characters: "yes" behind it is a button."""
_OF_THE_LETTER = re.compile(r"\b(?:attachments?|enclosures?|exemptions?(?: applied)?|redactions?) ?:\s*$")
"""The label of what a letter encloses or claims: "none" behind it answers nothing."""
_JOINT_LABEL = re.compile(r"\s*\d{1,2}(?:\s*(?:-|,|&|and|to)\s*\d{1,2})*[.):]\s*")
""" "1 - 3." before the answer to these items."""


def _is_link(text: Text, sentence: Span) -> bool:
    """Whether a sentence is of a link to the answer, whose figures are of a file's name: "Download response Waiting rooms. 140621"."""
    return text.low.startswith("download ", text.line_around(sentence.start).start)


def _is_bare_number(text: Text, sentence: Span, low: str) -> bool:
    """Whether a sentence is only the number of a list's or table's item, cut from the rest of its line."""
    return (len(low.strip(" .|)")) <= 2 or _JOINT_LABEL.fullmatch(low) is not None) and text.lines[
        text.line_at(sentence.start)
    ].end > sentence.end + 1
