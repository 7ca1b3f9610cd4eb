"""What a search index must do. `whoosh_engine.py` does it embedded; a distributed engine can stand beside it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from crawler.items import Record
from indexer.query import Node


@dataclass(frozen=True)
class Match:
    """A document that a query found: its stored row and its score."""

    id: str
    row: dict[str, Any]
    score: float


@dataclass(frozen=True)
class Matches:
    """The asked-for stretch of the result, and how many documents match in all."""

    rows: list[Match]
    total: int


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

    def verify(self) -> list[str]:
        """What is wrong with the index's files, in sentences; empty when nothing is."""

    def search(self, query: Node, *, limit: int, offset: int = 0, sort: str = "relevance", ids: Iterable[str] | None = None) -> Matches:
        """The matches of a query, best or newest first; only among `ids` when given."""
