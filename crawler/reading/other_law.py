"""Citations outside FOI law: cases, decision notices, data protection."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class FoundOther:
    """A citation of law that is not FOI law, as printed."""

    printed: str
    start: int
    end: int


OTHER_PATTERNS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("case", ("[19", "[20"), re.compile(r"\[(?:19|20)\d{2}\]\s+(?:UKFTT|UKUT|EWCA|EWHC|UKSC|UKHL|CSIH|CSOH|AC|QB|WLR)\b[^,;.\n]{0,24}?\d+(?:\s*\([A-Z]{2,6}\))?")),
    ("case", ("EA/", "GIA/", "UA/", "SA/"), re.compile(r"\b(?:EA|GIA|UA|EA/SA)/\d{4}/\d{3,4}(?:-[A-Z]{2,3})?\b")),
    ("decision-notice", ("FS", "FER", "IC-"), re.compile(r"\b(?:FS|FER)\s?\d{8}\b|\bIC-\d{4,6}-[A-Z]\d[A-Z]\d\b")),
    ("legislation", ("Data Protection", "GDPR"), re.compile(r"\b(?:UK\s)?General Data Protection Regulations?\b|\b(?:UK[\s-])?GDPR\b|\bData Protection Act(?: (?:1998|2018))?\b")),
)  # fmt: skip
"""Kind, the words of which one stands in every match, and the form."""


def find_other(text: str) -> list[tuple[str, FoundOther]]:
    """Cases, decision notices and data protection law, each printed form once, as (kind, place), in order."""
    seen: dict[tuple[str, str], tuple[str, FoundOther]] = {}
    for kind, needs, pattern in OTHER_PATTERNS:
        for match in pattern.finditer(text) if any(word in text for word in needs) else ():
            seen.setdefault((kind, match.group()), (kind, FoundOther(match.group(), match.start(), match.end())))
    return sorted(seen.values(), key=lambda item: item[1].start)
