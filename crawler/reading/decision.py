"""What was decided: the acts that a response performs, sentence by sentence, and the decision that they come to.

An act is a thing done in the letter (its words are in `crawler.reading.acts`): something given, withheld, not held, neither confirmed nor denied,
over cost, vexatious, or no valid request; or a plain statement that all, or only part, is disclosed. Provisions relied on are acts as well. `summarise` is a table from the
acts that occur to the decision of the whole; the same table gives the decision of one item (`outcomes`).
"""

import re
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.items import Decision
from crawler.law import Citation, provision_of
from crawler.reading import telling
from crawler.reading.acts import ACTS, IGNORED
from crawler.reading.reliance import Use
from crawler.reading.text import Span, Text

_NEGATED_GIVING = re.compile(
    r"\b(?:tr(?:y|ies) to|not|no longer|ago|cannot|nor|neither|unable|never|n't|without|(?:aim|expect|hope) to|none of (?:it|this|them)|nothing|refus\w+|declin\w+|against|before|outweigh\w*|favou?r\w*|interest in|would|could|should|might|may|if|to (?:disclose|release|provide|supply|publish) (?:it|them|this|these|the names?|such|would)|will be published|publish|unless|whether|decide[ds]? on)\b",
    re.ASCII,
)
_NEGATED_BEHIND = re.compile(r"\b(?:acknowledg\w+|not|n't|unless|if|would|could|might|until|ago|refus\w+)\b", re.ASCII)
_NOT_INFORMATION = re.compile(
    r"\bmy (?:questions?|requests?)\b|\b(?:contact|postal|address|bank) details (?:are|is|can)\b|\bprovided as a statutory obligation\b|\b(?:a|the) link to (?:their|its|his|her) (?:web ?page|web ?site|page|site)\b|\bprovided (?:by the following|to (?:staff|officers|employees))\b|\bthank you for your (?:request|e-?mail|letter)\b[^.]{0,40}\b(?:detailed|set out|shown|given|quoted) below\b|\bneed only\b|\brequest for information below\b|\bapolog\w+|\blarge print\b|\bbraille\b|\bprovides (?:\w+ ){1,3}with\b|\bprovide (?:you with )?(?:a|my|our) (?:response|reply|answer)\b|\bncnd response\b|\bexplanations?\b|\banswer (?:the|these|my) (?:following )?questions?\b|\baccessible (?:format|version)\b"
    r"|(?<!to )\b(?:your|the) (?:\w+ )?(?:questions?|requests?|enquir\w+)(?: and (?:our|the) (?:response|answer|reply)s?(?: to (?:it|this|them|these))?)? (?:is|are|has been|have been) (?:set out|repeated|given|shown|copied|reproduced|listed|as follows|below)\b"
    r"|\b(?:letter|e-?mail)\b[^.]{0,60}\backnowledging\b|\b(?:(?:answer|response|reply|position) (?:(?:to (?:it|you|your \w+) |of [\w ]{2,40} )?(?:is|stands) (?:given |provided |shown )?(?:as follows|below)|[^.]{0,30}set out below)|\boutcome is as follows|\bprovided in confidence\b|\bexempt\b[^.]{0,90}\bas (?:set out|explained|shown|described|given) (?:below|overleaf)|\b(?:attached|enclosed) (?:is )?(?:my|our|the|a) (?:final |full |formal )?(?:response|reply|answer|letter)(?= to (?:your|the|this)\b| (?:which|that) (?:sets|explains|gives)\b|\W*$)|none will|public interest|exemptions?|exceptions?|reasons?|test|factors?|considerations?|notice|refusal|(?<!ached to )(?<!with )this reply|(?<!ached to )(?<!with )this response|information supplied by|advice)\b",
    re.ASCII,
)
_UNLESS = {
    kind: re.compile(pattern, re.ASCII)
    for kind, pattern in {
        "full": r"\bnot all\b|\b(?:not (?:able|possible|in a position)|unable) to\b|\b(?:not|n't) (?:\w+ ){0,3}?(?:disclos|releas|provid|suppl|given|enclos|attach|successful)|\bunsuccessful|\bpartial|\bto (?:a )?part of\b",
        "part-held": r"\bheld in part\b[^.]*\b(?:cannot|can not)\b",
        "part": r"\bif (?:one|a|any) part of\b|\bholds? (?:part|some) of\b[^.]*\bit (?:cannot|can not)\b|\b(?:has|have|is|are|was|were) not (?:been )?(?:withheld|refused|redacted)\b|\b(?:could|may|might) (?:also |well |still )?be (?:exempt|withheld)\b",
        "declined": r"\b(?:that|this) (?:part|question|item)\b|\bagain\b",
        "redacted": r"\b(?:no|nothing|not|nobody|none)\b[^.,]{0,24}\b(?:redact|black|grey|blank|removed|taken out)",
        "refused-whole": r"\b(?:referred to|asked for|requested|sought) (?:in|at|under|by) (?:question|part|item|point)s? \d|\b(?:further|other|some|several|two|three|four|five|remaining) (?:\w+ ){1,3}(?:has|have|is|are|was|were) (?:been )?(?:withheld|exempt)\b|\b(?:not|n't) (?:been |being )?(?:withheld|refus|exempt)",
        "cost": r"\b(?:not|n't|never) (?:be |been |have |to |therefore |itself )*(?:exceed|cost more|refus|go over|over|above)|\b(?:able to|can) (?:provide|give|supply)\b[^.]*\bwithin\b",
        "vexatious": r"\b(?:not|n't) (?:been |being )?(?:(?:refus|consider|regard|treat|deem|find|found)\w* )?(?:(?:your|the|this|it|as|a|to|be|request|correspondence) )*(?:vexatious|repeated)\b",
        "invalid": r"\bnot (?:an )?invalid\b|\b(?:not|no) need (?:for )?you to\b",
        "published": r"\bnot (?:yet )?(?:been )?(?:published|available)\b|\bas much (?:of [^.]{1,30} )?as\b|\bfull text of (?:the )?exemptions?\b|\bwill be\b",
        "not-held": r"\bnot (?:\w+ )?(?:h[eo]ld|record(?:ed)?|keep|kept|stored?) (?:\w+ ){0,3}in (?:an?|any|such|this|the|one) (?:\w+ ){0,4}(?:format|form|way|manner|place|shape)\b|\bnot have any (?:objection|concern|difficult|comment|plans?|doubt)|\bno plans? to\b|\bin the same way\b|\bno longer hold (?:for|true|good)\b|\bfound nothing to\b|\bno (?:\w+ ){0,3}(?:competition|meetings?|elections?|events?|hearings?|consultations?|inquir(?:y|ies)|interviews?|exercises?|ballots?)\b[^.]{0,14}\bheld\b|\bnot responsible for (?:how|what|any|the (?:content|use))\b|\bnot noted for\b|\bnot counted (?:(?:in|among|towards) (?:these|this|the|those)|as)\b",
        "figures": r"\bpublic interest\b|\b(?:is|are|was|were) (?:\w+ )?(?:published|announced)\b",
        "withheld": r"\bunless (?:it|they|the information|this) (?:is|are) (?:\w+ )?exempt|\b(?:may|might|could) (?:\w+ )?(?:be|prove(?: to be)?) (?:\w+ )?exempt|\bsystems?\b[^.]{0,20}\bcannot (?:give|provide|produce)\b|\bnot given here as there\b|\b(?:nothing|none of (?:it|this)|no exemptions?)\b[^.]{0,60}\b(?:held back|withheld|kept back|exempt)|\brefused on (?:two|more)",
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


def acts(text: Text, uses: Iterable[Use], in_request: Callable[[int], bool], begins: int) -> list[Act]:
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
        told = telling.tells(said) if not done and answers.start <= sentence.start < region_end else None
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
    found = _without_named_limbs(found, uses)
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
    if not costs or not given or any(act.kind == "goodwill" and text.sentence_at(act.start).start <= given[0].start for act in found):
        return
    if any(_OF_THE_WHOLE.search(text.low, *text.sentence_at(act.start)) for act in costs):
        return
    first = min(costs, key=lambda act: act.start)
    if given[0].start < first.start or any(_NAMES_ITEMS.match(text.low, text.sentence_at(act.start).start) for act in given) or named:
        yield Act("cost-of-part", first.start, first.end, "cost/of-part")


_OF_THE_WHOLE = re.compile(r"\b(?:your|the|this) (?:whole )?request (?:is|was|has been) (?:therefore |accordingly )?refused\b")
_NAMES_ITEMS = re.compile(
    r"\W*(?:for|on|as (?:to|for|regards)|in (?:respect|relation|regard|answer) (?:of|to)|regarding) (?:your |the )?(?:(?:questions?|parts?|items?|points?|q) ?\d|(?:first|second|third|fourth|fifth|last) (?:question|part|point|item)s?\b)",
    re.ASCII,
)
_OF_A_PART = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|that|this|other) (?:\w+ ){0,3}(?:parts?|points?|questions?|elements?|items?)\b|\b(?:questions?|parts?|items?|points?|q) ?\(?(?:\d|[a-h]\b)|\bwhen it comes to\b|\bwith regard to the\b",
    re.ASCII,
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
        if entry.value == "figures" and _OF_THE_LETTER.search(text.low, text.lines[text.line_at(sentence.start)].start, sentence.start):
            continue
        if entry.value == "figures" and (_is_bare_number(text, sentence, low) or _TELEPHONE.match(low) or telling.LIMIT.search(low)):
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


def _is_bare_number(text: Text, sentence: Span, low: str) -> bool:
    """Whether a sentence is only the number of a list's or table's item, cut from the rest of its line."""
    return (len(low.strip(" .|)")) <= 2 or _JOINT_LABEL.fullmatch(low) is not None) and text.lines[
        text.line_at(sentence.start)
    ].end > sentence.end + 1


# -- from acts to the decision ------------------------------------------------------------------------------------------------------------

_GIVING = ("given", "data", "figures", "full", "redacted", "part")


@dataclass(frozen=True)
class FoundDecision:
    """A decision and the words that it rests on."""

    decision: Decision
    start: int
    end: int
    rule: str


def summarise(found: list[Act], items: list[FoundDecision], asked: int = 0) -> FoundDecision | None:
    """The decision that the acts come to, or None when they come to none. `items` are the decisions of the items, where the letter answers
    item by item; they tell what was given in words that no act is seen in. `asked` is the number of items in the request."""
    by_kind: dict[str, Act] = {}
    for act in found:
        by_kind.setdefault(act.kind, act)
    by_acts = None
    for decision, kinds, without in TABLE:
        if by_kind.keys().isdisjoint(without) and not any(by_kind.keys().isdisjoint(alternatives) for alternatives in kinds):
            act = next(by_kind[kind] for kind in kinds[0] if kind in by_kind)
            by_acts = FoundDecision(decision, act.start, act.end, act.rule)
            break
    if by_acts and by_acts.decision == "disclosed-in-part" and len(items) < asked and not any(_gives(item) for item in items):
        return by_acts  # what was given is told for none of the items that have a decision of their own
    return _with_items(by_acts, items, by_kind)


def _gives(item: FoundDecision) -> bool:
    return item.decision in ("disclosed-in-full", "disclosed-in-part")


_UNTOLD = ("item/said", "item/asked")
"""Rules of items that something stands behind, but nothing that tells."""


_MANY = 2
"""Items: of more than these one that is answered before the cost comes up is no goodwill."""
_HELP = "goodwill/help"
"""Said of what is given beside the act as well as within it."""
_ADVICE = "goodwill/advice"
"""What it tells of the duty to advise gives nothing besides the items."""


def _is_of_an_item(found: FoundDecision, items: list[FoundDecision]) -> bool:
    """Whether the words of a decision are of one sentence with those of an item's."""
    return any(abs(item.start - found.start) < _A_SENTENCE for item in items)


_A_SENTENCE = 150
"""Characters."""


def _is_goodwill(said: Act | None, cost: FoundDecision, items: list[FoundDecision]) -> bool:
    """Whether the letter says that what it gives beside the cost is goodwill. Help may be what it offers on the last of many items: then one that
    is answered before the cost comes up is none."""
    if said is None or said.rule == _ADVICE:
        return False
    return not (said.rule == _HELP and len(items) > _MANY and any(_gives(item) and item.start < cost.start for item in items))


def _with_items(by_acts: FoundDecision | None, items: list[FoundDecision], by_kind: dict[str, Act]) -> FoundDecision | None:
    """The items' decisions together, unless the letter says by itself what it does as a whole."""
    if by_acts is None and all(item.rule == "item/asked" for item in items):
        return None  # the page ends with the questions
    decisions = {item.decision for item in items}
    if not items or (by_acts and (by_acts.decision in ("vexatious", "invalid") or by_acts.rule in ("part/some", "full/all"))):
        return by_acts
    if by_acts and by_acts.rule == "refused/whole" and not _is_of_an_item(by_acts, items):
        return by_acts
    if (
        by_acts
        and not (by_acts.decision in ("refused", "not-held") and _is_of_an_item(by_acts, items))
        and (
            by_acts.decision in ("refused", "not-held")
            or (by_acts.decision in ("cost-limit", "ncnd") and decisions == {"disclosed-in-full"})
        )
        and all(item.rule in _UNTOLD for item in items if item.decision == "disclosed-in-full")
    ):
        items = [item for item in items if item.rule not in _UNTOLD] or [by_acts]
        decisions = {item.decision for item in items}
    giving = any(_gives(item) for item in items)
    if (
        by_acts
        and by_acts.decision == "cost-limit"
        and (_is_goodwill(by_kind.get("goodwill"), by_acts, items) or not (giving or "exempt" in by_kind))
    ):
        return by_acts
    if decisions == {"disclosed-in-full"}:
        against = by_acts is not None and by_acts.decision in ("disclosed-in-part", "refused", "ncnd", "not-held", "cost-limit")
        if by_acts and against:
            return FoundDecision("disclosed-in-part", by_acts.start, by_acts.end, by_acts.rule)
        answered = [item for item in items if item.rule != "item/asked"]
        return by_acts or (items[0] if len(answered) * 2 > len(items) else None)
    deciding = next(item for item in items if item.decision != "disclosed-in-full")
    if giving:
        return FoundDecision("disclosed-in-part", deciding.start, deciding.end, deciding.rule)
    order: tuple[Decision, ...] = ("refused", "cost-limit", "ncnd", "not-held")
    strongest = next((decision for decision in order if decision in decisions), deciding.decision)
    return FoundDecision(strongest, deciding.start, deciding.end, deciding.rule)


TABLE: tuple[tuple[Decision, tuple[tuple[str, ...], ...], tuple[str, ...]], ...] = (
    ("vexatious", (("vexatious",),), ("part", "exempt")),
    ("invalid", (("invalid",),), ("exempt", "cost", "ncnd", "part", "full", "data", "refused-whole")),
    ("disclosed-in-part", (("cost-of-part",),), ("exempt",)),
    ("cost-limit", (("cost",),), ("part", "exempt", "full", "not-held", "ncnd")),
    ("cost-limit", (("cost",), ("goodwill", "refused-whole", "declined")), ("part", "exempt")),
    ("disclosed-in-part", (("part",),), ()),
    ("disclosed-in-full", (("full",),), ("exempt", "cost", "ncnd", "refused-whole", "not-held", "part-held")),
    ("refused", (("refused-whole",), ("exempt",)), ("full", "redacted", "data")),
    ("refused", (("declined",), ("exempt",)), ("full", "redacted", "data", "given", "figures", "told", "part-held", "part-refused")),
    ("ncnd", (("ncnd",),), ("exempt", "given", "data", "figures", "full", "cost", "not-held")),
    ("disclosed-in-part", (("part-held",), ("given", "data", "figures", "published", "told", "said")), ("cost", "ncnd", "refused-whole")),
    ("disclosed-in-part", (("part-held",), ("not-held", "withheld")), ("exempt", "cost", "ncnd", "refused-whole")),
    ("disclosed-in-part", (("part-refused",),), ("cost", "ncnd", "refused-whole")),
    ("not-held", (("not-held",), ("ncnd",)), ("exempt", "given", "data", "full", "cost")),
    ("disclosed-in-part", (("redacted",),), ("refused-whole",)),
    ("disclosed-in-part", (("given", "data", "full", "figures"), ("exempt", "cost", "ncnd")), ()),
    ("disclosed-in-part", (("exempt",), ("told",)), ("refused-whole", "cost", "ncnd")),
    ("not-held", (("not-held",), ("refused-whole", "declined")), ("exempt",)),
    ("disclosed-in-part", (("given", "data", "figures", "told"), ("declined",)), ("exempt", "cost", "ncnd")),
    ("refused", (("exempt", "refused-whole", "declined"),), ()),
    ("cost-limit", (("cost",),), ()),
    ("disclosed-in-part", (("given", "data", "figures", "published", "told"), ("not-held", "withheld")), ()),
    ("not-held", (("not-held",),), ()),
    ("refused", (("withheld",),), ("given", "data", "figures")),
    ("disclosed-in-full", (("given", "data", "figures", "published", "told", "said"),), ()),
)  # fmt: skip
"""From the acts that occur to the decision: the first row of which every group of alternatives occurs and no act of the last column. The
deciding words are those of its first group."""


def is_giving(act: Act) -> bool:
    """Whether an act gives something."""
    return act.kind in _GIVING


__all__ = ["TABLE", "Act", "FoundDecision", "acts", "is_giving", "provision_of", "summarise"]
