"""One citation: `FOIA s.40(3A)(a)`, and its parents.

The canonical form is the law's id, the unit, and the path: the section bare, every deeper step in brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from crawler.law.provision import Path

UNITS = {"FOIA": "s", "EIR": "r", "FOISA": "s", "EISR": "r", "JFOIL": "a"}

_CANONICAL = re.compile(r"(FOIA|EIR|FOISA|EISR|JFOIL) ([sra])\.(\d+[A-Z]{0,2})((?:\([0-9A-Za-z]{1,5}\))*)")


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

    @cached_property
    def section(self) -> "Citation":
        """The section, regulation or article that this belongs to."""
        return Citation(self.law, self.path[:1])

    def is_limb_of(self, other: "Citation") -> bool:
        """Whether this is a limb of another provision: s.31(1)(a) is one of s.31(1) and of s.31."""
        depth = len(other.path)
        return self.law == other.law and len(self.path) > depth and self.path[:depth] == other.path

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
