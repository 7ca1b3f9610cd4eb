"""What a search index must do. `whoosh_engine.py` does it embedded; a distributed engine can stand beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from crawler.items import Record
from indexer.query import Node


@dataclass(frozen=True)
class Match:
    """A document that a query found: its stored row and its score."""

    id: str
    row: dict[str, Any]
    score: float


Sort = Literal["relevance", "date", "authority"]
"""Best first; newest first; by the authority's name and then newest first. What is equal stands newest first, then as it was taken in."""

FACETS = ("authority", "source", "nation", "decision", "exemption", "year", "filetype")
"""What a result can be counted by. An exemption counts under its section and under every limb on the way down."""


@dataclass(frozen=True)
class Matches:
    """The asked-for stretch of the result, how many documents match in all, and, for each facet asked for, how many of those have each value."""

    rows: list[Match]
    total: int
    facets: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class IndexState:
    """The index as its manifest describes it: `watermark` is the store's revision that it holds."""

    folder: str
    watermark: int
    documents: int


Progress = Callable[[int], None]
"""Called with the number of documents written so far."""


class Engine(Protocol):
    """A search index over records. Every method raises IndexProblem when the index cannot be used."""

    def state(self) -> IndexState | None:
        """The index that is there, or None."""

    def build(self, records: Iterable[Record], watermark: int, progress: Progress) -> IndexState:
        """Makes a new index of these records beside the old one, then switches to it."""

    def update(self, records: Iterable[Record], watermark: int, progress: Progress) -> IndexState:
        """Puts these records into the index, each in place of its older self."""

    def tidy(self, limit: int) -> int:
        """Makes up for many updates by writing about so many documents again, and says how many it wrote: 0 when there was nothing to do.
        What is found does not change."""

    def verify(self) -> list[str]:
        """What is wrong with the index's files, in sentences; empty when nothing is."""

    def search(
        self,
        query: Node,
        *,
        limit: int,
        offset: int = 0,
        sort: Sort = "relevance",
        ids: Iterable[str] | None = None,
        facets: Iterable[str] = (),
    ) -> Matches:
        """The matches of a query, in order; only among `ids` when given."""

    def suggest(self, word: str, field: str) -> str | None:
        """The commonest printed word of a text field that is nearly this one; None when this one is there, or nothing is near."""
