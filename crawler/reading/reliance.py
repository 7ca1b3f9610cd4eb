"""How a response uses each provision that it cites: relied on, only mentioned, negated, or cited by the requester.

A citation is relied on when it stands as an entry of the list of exemptions or as a heading with its description, or when
its sentence applies it ("is exempt by virtue of", "withheld under", "section 31 is engaged"). Sentences that explain the law
("section 40 is absolute", "states that") rely on nothing.
"""

import re
from dataclasses import dataclass

from crawler.items import PublicInterestTest, Status
from crawler.law import Citation, provision_of
from crawler.reading.citations import Found
from crawler.reading.decision import sentence_around
from crawler.reading.rules import rule

NEGATING = (
    rule("negated/not-relied", r"\b(?:not|no longer|never)\b(?: \w+){0,3} (?:rel(?:y|ied|ying)|appl(?:y|ied|ying)|claim(?:ed|ing)?|engage[ds]?|us(?:e|ed|ing)|invok\w+|cit(?:e|ed|ing))\b", "We have not relied on section 12 of the Act"),
    rule("negated/withdrawn", r"\bwithdr(?:aw|awn|ew)\b[^.]{0,60}\b(?:section|exemption|reliance)\b", "We have withdrawn our reliance on section 30"),
)  # fmt: skip
EXPLAINING = (
    rule("explains/states", r"\b(?:states?|provides?|says|sets out|requires?|stipulates?|places|confers|defines?) (?:that|the|a|an|for|two|on)\b|\bprovision to refuse\b", "Section 17 states that a public authority must give notice"),
    rule("explains/kind", r"\bis (?:an? )?(?:both )?(?:absolute|qualified|class|prejudice)\b|\bwhen this exemption is\b|\bare (?:absolute|qualified)\b", "Section 40 is an absolute exemption"),
    rule("explains/hypothetical", r"\b(?:may|might|could|would|if) (?:also |well )?(?:be |have )?(?:applied|apply|engaged?|relied|exempt)\b|\bapplies only\b", "section 31 may also apply"),
)  # fmt: skip
RELYING = (
    rule("relies/list", r"\b(?:following|these) (?:\w+ )?(?:exemptions?|exceptions?|sections?|reasons?|provisions?|regulations?)\b[^.]{0,60}:?\s*$", "by virtue of the following exemptions:"),
    rule("relies/virtue", r"\b(?:by virtue of|pursuant to|under|in accordance with|in line with|in reliance (?:up)?on|on the basis of|as per)\b", "exempt by virtue of section 31(1)(a)"),
    rule("relies/engaged", r"\b(?:is|are|has been|have been) (?:therefore |also )?(?:engaged|applied|applicable|exempt|withheld|redacted|refused|relied (?:up)?on)\b|\bappl(?:y|ies|ied)\b|\bengage[ds]?\b|\bexempts?\b|\bexempt from disclosure\b|\bwithh(?:eld|old\w*)\b|\brefus\w+\b|\bredact\w*\b|\brely(?:ing)? on\b|\brelied (?:up)?on\b", "Section 31(1)(a) is engaged"),
)  # fmt: skip
_NCND = re.compile(r"\b(?:neither|not|cannot|can not) confirm\w* n?or den|\bconfirm or deny\b|\bconfirm nor deny\b", re.IGNORECASE)
_TEST_DONE = re.compile(r"\b(?:public interest test|balanc(?:e|ing) test|factors? (?:favouring|in favour|for|against)|balance of the public interest|public interest (?:in|considerations))\b", re.IGNORECASE)  # fmt: skip
_NO_TEST = re.compile(
    r"\b(?:no|not|without)\b[^.\n]{0,60}\b(?:requirement|require[ds]?|need|necessary|subject|obliged)\b[^.\n]{0,90}\bpublic interest"
    r"|\babsolute\b[^.\n]{0,160}\bpublic interest test\b[^.\n]{0,40}\bnot\b|\bnot subject to (?:the|a) public interest",
    re.IGNORECASE,
)
_PROCEDURAL_RELIANCE = {("FOIA", "8"), ("FOIA", "12"), ("FOIA", "14"), ("FOISA", "8"), ("FOISA", "12"), ("FOISA", "14"), ("FOISA", "17"), ("FOISA", "18"), ("EIR", "6"), ("EISR", "6"), ("JFOIL", "16"), ("JFOIL", "21"), ("JFOIL", "22")}  # fmt: skip
_RANK: dict[Status, int] = {"relied_on": 3, "negated": 2, "mentioned": 1, "requester": 0}


@dataclass(frozen=True)
class Use:
    """One citation's use: its status, the mention that decides it, the rule, and all its mentions."""

    citation: Citation
    status: Status
    rule: str
    deciding: Found
    mentions: list[Found]
    ncnd: bool
    public_interest_test: PublicInterestTest | None


def uses(text: str, found: list[Found], *, request: tuple[int, int]) -> list[Use]:
    """Every citation once, in order of first mention, with the strongest status that any of its mentions has."""
    by_citation: dict[Citation, list[tuple[Found, Status, str]]] = {}
    for mention in found:
        status, why = _status(text, mention, request)
        by_citation.setdefault(mention.citation, []).append((mention, status, why))
    relied = {citation for citation, mentions in by_citation.items() if any(status == "relied_on" for _, status, _ in mentions)}
    result = []
    for citation, mentions in by_citation.items():
        deciding, status, why = max(mentions, key=lambda mention: _RANK[mention[1]])
        if status == "relied_on" and any(
            len(other.path) > len(citation.path) and other.path[: len(citation.path)] == citation.path
            for other in relied
            if other.law == citation.law
        ):
            # A bare section beside its own limb names the same reliance once more.
            status, why = "mentioned", "parent-of-relied"
        ncnd = status == "relied_on" and _is_ncnd(text, citation, deciding)
        test = _public_interest_test(text, citation, [mention for mention, _, _ in mentions]) if status == "relied_on" else None
        result.append(Use(citation, status, why, deciding, [mention for mention, _, _ in mentions], ncnd, test))
    return result


def _status(text: str, mention: Found, request: tuple[int, int]) -> tuple[Status, str]:
    if request[0] <= mention.start < request[1]:
        return "requester", "inside-request"
    start, end = sentence_around(text, mention.start, mention.end)
    sentence = text[start:end]
    for negating in NEGATING:
        if negating.pattern.search(sentence):
            return "negated", negating.id
    if not _can_be_relied_on(mention.citation):
        return "mentioned", "procedural"
    line_start = text.rfind("\n", 0, mention.start) + 1
    if mention.start - line_start <= 3 and _heads_line(text, mention):
        return "relied_on", "relies/heading"
    for explaining in EXPLAINING:
        if explaining.pattern.search(sentence):
            return "mentioned", explaining.id
    for relying in RELYING:
        if relying.pattern.search(sentence):
            return "relied_on", relying.id
    return "mentioned", "no-cue"


def _heads_line(text: str, mention: Found) -> bool:
    """Whether the citation's line is a heading or a list entry: nothing, or a dash and a description, follows the list."""
    end = text.find("\n", mention.end)
    rest = text[mention.end : end if end >= 0 else len(text)]
    # Further limbs and citations of the same list are part of the heading: "Section 40(2) & 40(3A)(a) – Personal Information".
    rest = re.sub(r"^(?:[\s,;&/()\[\]]|and\b|or\b|\d+[A-Z]{0,2}|\b[a-z]{1,3}\b(?=\))|sections?\b|s\.)*", "", rest, flags=re.IGNORECASE)
    return (len(rest) < 90 and not re.match(r"(?:is|are|of|states|provides|was|has|allows|applies)\b", rest)) or bool(
        re.match(r"\s*[–—:-]\s*[A-Z]", rest)
    )


def _can_be_relied_on(citation: Citation) -> bool:
    provision = provision_of(citation)
    return (provision is not None and provision.kind == "exemption") or (citation.law, citation.path[0]) in _PROCEDURAL_RELIANCE


def _is_ncnd(text: str, citation: Citation, mention: Found) -> bool:
    provision = provision_of(citation)
    if provision is not None and provision.ncnd:
        return True
    start, end = sentence_around(text, mention.start, mention.end)
    return bool(_NCND.search(text[start:end]))


def _public_interest_test(text: str, citation: Citation, mentions: list[Found]) -> PublicInterestTest | None:
    provision = provision_of(citation)
    if provision is None or provision.kind != "exemption":
        return None
    if provision.absolute is not False and _NO_TEST.search(text):
        return "not-required"
    if provision.absolute is not True and _TEST_DONE.search(text, mentions[0].start):
        return "applied"
    return None
