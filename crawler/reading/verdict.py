"""The outcome that a page prints under a label, as disclosure logs do: `Outcome: Partially disclosed`, `Status | Refused - Section 12`.

What a publisher has classified itself needs no reading of the letter. A label whose value is none of the usual ones says nothing, and so do
several labels that disagree, which stand for several items.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import get_args

from crawler.items import Decision
from crawler.reading.decision import FoundDecision
from crawler.reading.rules import Rule, Table, rule
from crawler.reading.text import Span, Text

_LABEL = re.compile(
    r"[\s|*•]*(?:(?:foi|eir|request|response|final|our|the|overall) ){0,3}"
    r"(?:outcome|decision|result|status|finding|classification|type|code|disclosure(?: status| decision)?|information (?:disclosed|released|provided|supplied)|released|disclosed|success)"
    r"\s*(?:[:|]|\s-\s|$)\s*",
    re.ASCII,
)
_BARE = re.compile(
    r"(?:full|part(?:ial)?)(?:ly)? (?:disclos(?:ed|ure)|refus(?:ed|al)|releas(?:ed|e))(?: with (?:sections?|s\.?|regulations?|reg\.?) ?\d.{0,60})?"
)
"""An outcome that stands on a line of its own without a label."""
_LONGEST = 110
"""Characters of a line with a label and its value."""
VALUES = Table(
    rule(
        "verdict/part",
        (r"^(?:closed\W+)?(?:information |data )?(?:part(?:ial(?:ly)?|ly)?|some|mixed)\b.{0,60}$", "partially disclosed"),
        (r"^.{0,50}\b(?:in part|partially|partly|partial)(?: (?:only|disclosure|release|refusal))?\)?$", "information provided in part"),
        value="disclosed-in-part",
    ),
    rule(
        "verdict/not-held",
        (r"^(?:(?:the )?(?:requested )?(?:information|data|records?) )?(?:is |are )?not (?:held|recorded)\b.{0,40}$", "information not held"),
        (r"^(?:no information(?: is)?(?: held)?|no records? held|nothing held|nil return)$", "no information held"),
        value="not-held",
    ),
    rule("verdict/cost", (r"^.{0,60}\b(?:costs? limit|section 12|s\.? ?12|fees? limit|appropriate limit|cost of compliance|costs? grounds?|too costly)\b.{0,40}$", "refused - section 12", "exceeds cost limit"), value="cost-limit"),
    rule("verdict/vexatious", (r"^.{0,40}\b(?:vexatious|repeated|section 14|s\.? ?14)\b.{0,40}$", "refused - vexatious"), value="vexatious"),
    rule("verdict/ncnd", (r"^.{0,40}\b(?:ncnd|neither confirm\w* n?or den\w+)\b.{0,40}$", "ncnd"), value="ncnd"),
    rule("verdict/invalid", (r"^(?:invalid|not (?:a )?valid|clarification (?:sought|requested|required|needed|not received)|lapsed)(?: request)?$", "clarification requested"), value="invalid"),
    rule(
        "verdict/refused",
        (r"^(?:(?:full(?:y)?|wholly|all|information|data|request|entirely|total|complete|the) )*(?:refus(?:ed|al)|exempt(?:ed|ion)?s?|withheld|rejected|declined|unsuccessful|not (?:disclosed|released|provided|supplied|granted|successful)|none(?: disclosed)?|nothing (?:disclosed|released))\b.{0,60}$", "full refusal", "refused - section 31"),
        (r"^no$", "no"),
        value="refused",
    ),
    rule(
        "verdict/full",
        (r"^(?:(?:full(?:y)?|all|complete(?:ly)?|information|data|request|closed|the|was|has|been|is) |- )*(?:(?:disclosed|released|provided|supplied|granted|answered|given|disclosure|release) in (?:full|its entirety|whole)|successful|full disclosure|full)$", "disclosed in full"),
        (r"^(?:full(?:y)?|all|complete(?:ly)?)(?: (?:the|information|data|requested))* (?:disclosed|released|provided|supplied|granted|answered|given|disclosure|release)$", "all information provided"),
        value="disclosed-in-full",
    ),
    rule("verdict/given", (r"^(?:information |data |request )?(?:disclosed|released|provided|supplied|granted|answered|given|yes)$", "information disclosed"), value="given"),
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """A printed outcome, and what a letter may say that is no contradiction of it but says more: "refused" may be for cost."""

    found: FoundDecision
    leaves: frozenset[Decision] = frozenset()


def find(text: Text, in_request: Callable[[int], bool]) -> Verdict | None:
    """The outcome under a label; None where there is none, or where several differ."""
    printed = {entry.value: (entry, span) for entry, span in _printed(text, in_request)}
    if not printed:
        return _classified(text)
    if len(printed) != 1:
        return None
    ((value, (entry, span)),) = printed.items()
    decision: Decision = "disclosed-in-full" if value == "given" else value  # type: ignore[assignment]
    return Verdict(FoundDecision(decision, span.start, span.end, entry.id), _LEAVES.get(value, frozenset()))


_STATUS: dict[str, Decision] = {
    "the request was successful": "disclosed-in-full",
    "the request was partially successful": "disclosed-in-part",
    "the request was refused by": "refused",
    "roedd y cais yn llwyddiannus": "disclosed-in-full",
    "roedd y cais yn rhannol lwyddiannus": "disclosed-in-part",
    "gwrthodwyd y cais gan": "refused",
}
"""What a requester has said of the answer on a site for requests, in English or in Welsh."""
_HAD_NOTHING = re.compile(r"[^\n]{3,100} did not have the information requested\.?\s*|nid oedd gan [^\n]{3,120}\bwybodaeth [^\n]{3,40}")
_HEAD = 6
"""Lines in which it stands."""


def _classified(text: Text) -> Verdict | None:
    """How the requester has classified the answer: it decides where the letters do not, and where they seem to give all and it was part."""
    for line in text.lines[:_HEAD]:
        low = text.low[line.start : line.end]
        status = next((status for status in _STATUS if low.startswith(status)), None)
        if status or _HAD_NOTHING.fullmatch(low):
            found = FoundDecision(_STATUS[status] if status else "not-held", line.start, line.end, "verdict/status")
            return Verdict(found, _LEAVES["given"] - ({"disclosed-in-full"} if found.decision == "disclosed-in-part" else set()))
    return None


_LEAVES: dict[str, frozenset[Decision]] = {
    "given": frozenset(get_args(Decision)),
    "refused": frozenset({"refused", "cost-limit", "not-held", "ncnd", "vexatious", "invalid"}),
}


def _printed(text: Text, in_request: Callable[[int], bool]) -> Iterator[tuple[Rule, Span]]:
    """Every label's value that is one of the usual ones, on its line or on the next that is not blank."""
    for number, line in enumerate(text.lines):
        label = _LABEL.match(text.low, line.start, line.end) if line.end - line.start < _LONGEST else None
        bare = _BARE.fullmatch(text.low, line.start, line.end) if text.low.startswith(("full", "part"), line.start) else None
        if (label is None and bare is None) or in_request(line.start):
            continue
        begins = label.end() if label else line.start
        place = Span(begins, line.end) if text.bare(begins, line.end) else _next(text, number)
        value = text.low[place.start : place.end].strip(" |*.\t")
        entry = VALUES.first(value) if 1 < len(value) < _LONGEST else None
        if entry:
            yield entry, Span(place.start, place.end)


def _next(text: Text, number: int) -> Span:
    """The next line that is not blank, or an empty span."""
    following = (line for line in text.lines[number + 1 : number + 3] if text.bare(*line))
    return next(following, Span(0, 0))
