"""What was decided, in words: a table of phrases, each for one decision, read outside the request's own words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.items import Decision
from crawler.reading.rules import Rule, rule

RULES = (
    rule("part/some", r"\b(?:decided|agreed|able) to (?:disclose|release|provide|supply) (?:some|part|most|a (?:redacted|partial))\b", "I have today decided to disclose some of the requested information.", value="disclosed-in-part"),
    rule("part/partial", r"\b(?:partial(?:ly)?|part) (?:disclos\w+|release\w*|refus\w+|exempt\w*)\b|\ba copy of (?:some|most) of\b|\b(?:some|part|parts|certain|elements) of (?:the|this|your) (?:\w+ ){0,3}(?:information|data|request|dataset|material)s? (?:is|are|has|have|was|were)(?: been)? (?:\w+ )?(?:exempt|withheld|redacted|refused)", "Partial disclosure.", value="disclosed-in-part"),
    rule("full/located", r"\b(?:decided|able|pleased|happy) to (?:fully )?(?:disclose|provide|release|supply) (?:you with )?(?:all|the (?:located|requested|full|information))\b|\bdisclosed? (?:the located information )?in full\b", "I have today decided to disclose the located information to you in full.", value="disclosed-in-full"),
    rule("cost/limit", r"\b(?:exceed\w*|excess of|beyond|above|over)\b[^.\n]{0,90}\b(?:appropriate limit|cost limit|18 hours?|24 hours?|£\s?450|£\s?600|fees limit|time limit)|\b(?:appropriate|upper|cost|fees) (?:cost )?limit\b[^.\n]{0,80}\bexceed", "The cost of compliance exceeds the appropriate limit.", value="cost-limit"),
    rule("vexatious/is", r"\b(?:is|are|as|deemed|considered|been)\b(?: to be)? (?:a )?(?:vexatious|repeated request)\b", "Your request is considered vexatious.", value="vexatious"),
    rule("ncnd/words", r"\b(?:neither|not|cannot|can not|can neither) confirm(?:s|ed|ing)? (?:n?or|or) den(?:y|ies|ied|ying)\b", "The force can neither confirm nor deny that it holds the information.", value="ncnd"),
    rule("not-held/words", r"\b(?:do(?:es)?|did) not (?:hold|record|retain|collect|possess) (?:any |the |this |that |such |recorded )?(?:\w+ ){0,2}(?:information|data|records?|documents?|figures|statistics)\b|\b(?:information|data)\b[^.\n]{0,60}\b(?:is|are) not held\b|\bno (?:recorded )?(?:information|data|records) (?:is |are )?held\b|\bno information held\b", "The force does not hold the information requested.", value="not-held"),
    rule("invalid/words", r"\bnot (?:a )?valid (?:freedom of information )?request\b|\bclarif(?:y|ication)\b[^.\n]{0,60}\b(?:before|in order)\b", "This is not a valid request.", value="invalid"),
    rule("refused/words", r"\b(?:request|information)\b[^.\n]{0,40}\b(?:is|has been|was|are) (?:therefore )?(?:refused|withheld in full|exempt)\b|\bnot (?:obliged|required) to (?:supply|provide|disclose|comply)\b|\bdecided (?:not to|to refuse|to withhold)\b|\bacts as a refusal notice\b", "Your request has been refused.", value="refused"),
    rule("full/given", r"\bplease (?:find|see) (?:below|attached|enclosed|the (?:attached|enclosed|table))\b|\bthe (?:table|figures|data|information) (?:below|attached)\b|\b(?:i|we) can confirm (?:that )?(?:there (?:were|was|have been)|the)\b", "Please find attached the dataset.", value="disclosed-in-full"),
)  # fmt: skip


@dataclass(frozen=True)
class FoundDecision:
    """A decision and its words at `[start, end)`."""

    decision: Decision
    start: int
    end: int
    rule: str


def phrases(text: str, *, outside: tuple[int, int]) -> list[FoundDecision]:
    """Every phrase of the table in the text, in order, but for those inside the request at `outside`."""
    found = [
        FoundDecision(rule_.value, match.start(), match.end(), rule_.id)  # type: ignore[arg-type]
        for rule_ in RULES
        for match in rule_.pattern.finditer(text)
        if not outside[0] <= match.start() < outside[1]
    ]
    return sorted(found, key=lambda decision: decision.start)


def summarise(found: Iterable[FoundDecision], *, relied_on: set[str]) -> FoundDecision | None:
    """The decision of the whole response. `relied_on` holds the kinds of what is relied on: exemption, cost, vexatious, ncnd.

    Something given together with something withheld, not held or over cost is a disclosure in part.
    """
    first: dict[str, FoundDecision] = {}
    for decision in found:
        first.setdefault(decision.decision, decision)
    given = first.get("disclosed-in-part") or first.get("disclosed-in-full")
    if "disclosed-in-part" in first:
        return first["disclosed-in-part"]
    for kind in ("cost-limit", "vexatious", "ncnd"):
        if kind in first and (kind in relied_on or not given):
            return first[kind]
    if given and (relied_on or "refused" in first or "not-held" in first):
        return FoundDecision("disclosed-in-part", given.start, given.end, f"{given.rule}+withheld")
    for kind in ("refused", "not-held", "invalid", "disclosed-in-full"):
        if kind in first:
            return first[kind]
    return None


def rules() -> tuple[Rule, ...]:
    """The table, for the test that every example is explained by its rule first."""
    return RULES


_SENTENCE_END = re.compile(r"(?<=[.!?:])\s|\n")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or line that holds `[start, end)`."""
    before = [match.end() for match in _SENTENCE_END.finditer(text, max(0, start - 600), start)]
    after = _SENTENCE_END.search(text, end)
    return (before[-1] if before else max(0, start - 600)), (after.start() if after else len(text))
