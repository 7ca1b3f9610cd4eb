"""The public interest test: for which provisions a letter weighs it, and for which it says that none is needed."""

import re
from bisect import bisect_left
from collections.abc import Callable

from crawler.items import PublicInterestTest
from crawler.law import Citation, can_be_relied_on, provision_of
from crawler.reading.frames import Mention
from crawler.reading.text import Span, Text

_TEST = re.compile(r"\bpublic interest\b|\bbalanc(?:e|ing) (?:test|lies|is|favours)\b|\bfactors? (?:favouring|in favour|for|against)\b|\binterests? of the public\b|\bweigh(?:ed|ing|s)?\b(?! (?:up )?why\b)|\b(?:is|are|both) qualified\b", re.ASCII)  # fmt: skip
_NO_TEST = re.compile(
    r"\babsolut\w+\b(?! exempt information if)"
    r"|\b(?:no|not|nor|neither|without|never|nothing|n't)\b[^.\n]{0,60}\b(?:subject to|requir\w+|need(?:s|ed)?|necessary|call\w* for|obliged|ha[ds]? to|have to|attach\w*|appl(?:y|ies)|attempted|gone (?:on )?(?:in)?to|go (?:on )?(?:in)?to|carr(?:y|ied) out|to be (?:done|weighed|considered)|appears)\b[^.\n]{0,60}(?:public interest|balanc|\btests?\b|weigh|against)"
    r"|\bno (?:['‘]?\w+ ){0,3}(?:test|balanc\w+|weighing)\b|\bneeds? no test\b|\bnothing\b[^.\n]{0,50}\bweighed\b|\bno balance to\b|\bno such (?:test|exercise)\b"
    r"|\b(?:public interest|balanc\w+|such (?:test|exercise)|tests?)\b[^.\n]{0,24}\b(?:does not|is not|not (?:required|needed|necessary|apply|a consideration)|meaningless|not been|n't)\b"
    r"|\bpublic interest test\b[^.\n]{0,80}\bno (?:sense|point|purpose) in\b|\bneed not (?:weigh|consider|be)\b[^.\n]{0,40}|\bneither harm nor the public interest\b",
    re.ASCII,
)
_NOT_ABSOLUTE = re.compile(r"(?:not|n't) (?:an )?absolut")


class Tests:
    """Where the letter speaks of the public interest test, and for which sections it says that none is needed."""

    def __init__(self, text: Text, mentions: list[Mention], in_request: Callable[[int], bool]) -> None:
        self._relied = [mention for mention in mentions if mention.status == "relied_on"]
        self.denied_for: set[Citation] = set()
        self.weighed: list[Span] = []
        seen: Span | None = None
        for match in (
            _TALK.finditer(text.low) if any(word in text.low for word in ("public interest", "absolute", "balanc", "weigh", "test")) else ()
        ):
            sentence = text.sentence_at(match.start())
            if sentence == seen or in_request(match.start()):
                continue
            seen = sentence
            low = text.low[sentence.start : sentence.end]
            if _NO_TEST.search(low) and not _NOT_ABSOLUTE.search(low):
                above = text.sentence_at(max(0, sentence.start - 2))
                spoken_of = text.low[above.start : sentence.end] if _OF_WHAT_IS_ABOVE.search(low) else low
                self.denied_for |= _meant_by(sentence, low, mentions, personal="personal" in spoken_of)
            elif _TEST.search(low):
                self.weighed.append(sentence)

    def of(self, citation: Citation, mentions: list[Mention]) -> PublicInterestTest | None:
        """What the letter does for a citation, `mentions` being all of its section."""
        provision = provision_of(citation)
        if provision is None:
            return None
        if citation in self.denied_for or (provision.absolute is not False and citation.section in self.denied_for):
            return "not-required"
        if provision.kind != "exemption" and (citation.law, citation.path[0]) not in _TESTED:
            return None
        if (citation.law, citation.path[:2]) in _OTHER_LAW:
            near = [mention.sentence.end for mention in mentions if mention.status == "relied_on"]
            return "applied" if any(-600 < sentence.start - end < 160 for sentence in self.weighed for end in near) else None
        if provision.kind == "exemption" and provision.absolute is None:
            return None
        if citation.path[1:] == ("4", "a") and citation.law in ("EIR", "EISR"):
            return "applied" if any(self._is_last_before(sentence, citation) for sentence in self.weighed) else None
        return "applied" if provision.absolute is not True and self.weighed else None

    def _is_last_before(self, sentence: Span, citation: Citation) -> bool:
        """Whether a provision is the one relied on last before a sentence, not far above it."""
        count = bisect_left(self._relied, sentence.end, key=lambda mention: mention.found.start)
        last = self._relied[count - 1] if count else None
        return last is not None and last.found.citation == citation and sentence.start - last.sentence.end < _SOON


_SOON = 700
"""Characters behind what is relied on, within which its test is weighed."""


_OF_WHAT_IS_ABOVE = re.compile(r"\b(?:for|to) (?:it|this)\b")


def _meant_by(sentence: Span, low: str, mentions: list[Mention], *, personal: bool) -> set[Citation]:
    """The provisions for which a sentence says that no test is needed: those that it cites, else those that its words name, else the last
    that was relied on before it."""
    cited = [mention.found.citation for mention in mentions if mention.sentence == sentence]
    relied = [mention for mention in mentions if mention.status == "relied_on" and mention.found.start < sentence.end]
    relied = [mention for mention in relied if mention.found.citation.path[0] not in _PROCEDURAL] or relied
    if personal and not cited:
        named = [
            mention.found.citation for mention in mentions if (mention.found.citation.law, mention.found.citation.path[0]) in _PERSONAL
        ]
        return {*named, *(citation.section for citation in named)}
    if "exemptions" in low and "absolute exemptions" in low and not cited:
        return {mention.found.citation for mention in relied if (provision := provision_of(mention.found.citation)) and provision.absolute}
    exempting = [citation for citation in cited if can_be_relied_on(citation)]
    if exempting:
        return {*exempting, *(citation.section for citation in exempting if len(citation.path) == 1)} | {
            mention.found.citation for mention in relied if any(mention.found.citation.is_limb_of(citation) for citation in exempting)
        }
    if not relied:
        return set()
    last = next((mention for mention in reversed(relied) if not _is_qualified(mention.found.citation)), relied[-1])
    return {
        mention.found.citation
        for mention in relied
        if mention.sentence == last.sentence and mention.found.citation.section == last.found.citation.section
    }


_TALK = re.compile(
    r"public interest|absolut|balanc|factors? (?:favouring|in favour|for|against)|no test|such (?:test|exercise)|weigh|test (?:to|is|of)|qualified",
    re.ASCII,
)
_OTHER_LAW = {("FOIA", ("39",)), ("FOIA", ("39", "1")), ("FOIA", ("39", "2")), ("FOISA", ("39", "2"))}
"""Environmental information, exempt from the Act because the Regulations govern it: its test is a sentence beside it, if any."""
_TESTED = {("FOISA", "18")}
_PROCEDURAL = ("1", "10", "16", "17")
"""By them nothing is withheld: no test is denied for them."""
_PERSONAL = {("FOIA", "40"), ("FOISA", "38"), ("EIR", "13"), ("EISR", "11"), ("JFOIL", "25")}


def _is_qualified(citation: Citation) -> bool:
    provision = provision_of(citation)
    return provision is not None and provision.absolute is False
