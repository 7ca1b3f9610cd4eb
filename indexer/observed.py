"""What a run observed, and what taking it into the ledger did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

EventKind = Literal["new", "changed", "withdrawn", "returned", "earlier"]
"""`earlier`: an import brought a version from before one that was known."""


@dataclass(frozen=True)
class Observed:
    """A run as the store needs it. `complete` is true only for a crawl that reached the end of every list as expected; of a `suspect` one only
    the run itself is noted, and an `accepted` one was suspect until a person looked;
    `seen` are addresses that were listed, served or could not be fetched, `gone` those that answered 404 or 410, `moved` pairs of an old
    and a new address."""

    source: str
    run: str
    kind: Literal["crawl", "import", "reparse"]
    status: str
    reason: str
    started: str
    finished: str
    parser_version: str
    complete: bool = False
    seen: Sequence[str] = ()
    gone: Sequence[str] = ()
    moved: Sequence[tuple[str, str]] = ()
    max_missing_share: float = 1.0
    report: str = "{}"


@dataclass
class Folded:
    """How many disclosures a run added, changed, withdrew, brought back, and confirmed."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    returned: int = 0
    unchanged: int = 0
    suspect: str = ""

    @property
    def any(self) -> bool:
        """Whether the run brought or confirmed anything."""
        return bool(self.new or self.changed or self.withdrawn or self.returned or self.unchanged)
