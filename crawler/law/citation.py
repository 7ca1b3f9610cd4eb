"""One citation: `FOIA s.40(3A)(a)`, its parents, and the written forms that mean it.

The canonical form is the law's id, the unit, and the path: the section bare, every deeper step in brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.law.provision import Path

UNITS = {"FOIA": "s", "EIR": "r", "FOISA": "s", "EISR": "r", "JFOIL": "a"}

_CANONICAL = re.compile(r"(FOIA|EIR|FOISA|EISR|JFOIL) ([sra])\.(\d+[A-Z]{0,2})((?:\([0-9A-Za-z]{1,5}\))*)")
_LAW_WORDS = (
    # Order matters: the Scottish and Jersey names contain the others.
    (re.compile(r"\b(?:E\.?I\.?\(?S\)?\.?R\.?s?|EIRS|Environmental Information \(Scotland\) Regulations(?: 2004)?)\b\)?", re.I), "EISR"),
    (re.compile(r"\b(?:FOI\(?S\)?A|Freedom of Information \(Scotland\) Act(?: 2002)?)\b", re.I), "FOISA"),
    (re.compile(r"\b(?:JFOIL|Freedom of Information \(Jersey\) Law(?: 2011)?)\b", re.I), "JFOIL"),
    (re.compile(r"\b(?:EIR|Environmental Information Regulations(?: 2004)?)\b", re.I), "EIR"),
    (re.compile(r"\b(?:FOIA|FOI|Freedom of Information Act(?: 2000)?)\b", re.I), "FOIA"),
)
_UNIT_WORD = re.compile(r"\b(?:sections?|ss?|regulations?|regs?|r|articles?|arts?|a)\b\.?", re.IGNORECASE)
_STEPS = re.compile(r"\s*(\d{1,3}[A-Z]{0,2})((?:\s*[.(]\s*[0-9A-Za-z]{1,5}\s*\)?)*)\s*", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Citation:
    """A provision of one law. `str()` is canonical."""

    law: str
    path: Path

    def __str__(self) -> str:
        return f"{self.law} {self.provision}"

    @property
    def provision(self) -> str:
        """The canonical form without the law: `s.40(3A)(a)`."""
        return f"{UNITS[self.law]}.{self.path[0]}" + "".join(f"({step})" for step in self.path[1:])

    @property
    def section(self) -> "Citation":
        """The section, regulation or article that this belongs to."""
        return Citation(self.law, self.path[:1])

    def lineage(self) -> Iterator["Citation"]:
        """The section first, then every limb on the way down, this citation last."""
        for depth in range(1, len(self.path) + 1):
            yield Citation(self.law, self.path[:depth])

    @classmethod
    def parse(cls, canonical: str) -> "Citation":
        """The citation of a canonical form. Raises ValueError for any other."""
        match = _CANONICAL.fullmatch(canonical)
        if not match or UNITS[match[1]] != match[2]:
            raise ValueError(f"not a canonical citation: {canonical!r}")
        return cls(match[1], (match[3], *re.findall(r"\(([^)]+)\)", match[4])))


def parse_written(text: str) -> list[Citation]:
    """What one citation in a query can mean: `s40(2)`, `section 40 (2)`, `FOIA 40`, `40(3A)`, `reg 12(5)(b)`, `EIR r.12`.

    Several are returned when no law is named and the number fits more than one, the likeliest first. Raises ValueError for a
    text that is no citation.
    """
    law, rest = None, text
    for pattern, law_id in _LAW_WORDS:
        rest, count = pattern.subn(" ", rest)
        if count:
            law = law_id
            break
    unit_word = _UNIT_WORD.search(rest)
    rest = _UNIT_WORD.sub(" ", rest, count=1)
    match = _STEPS.fullmatch(rest)
    if not match:
        raise ValueError(f"not a citation: {text!r}")
    path = (match[1].upper(), *(_step(step) for step in re.findall(r"[0-9A-Za-z]+", match[2])))
    if law:
        return [Citation(law, path)]
    unit = unit_word[0][0].lower() if unit_word else ""
    return [Citation(law_id, path) for law_id, law_unit in UNITS.items() if not unit or unit == law_unit]


def _step(step: str) -> str:
    """Steps as statutes print them: a number's letter is a capital (`3A`), a lone letter or numeral is small (`a`, `ii`)."""
    return step.upper() if step[0].isdigit() else step.lower()
