"""An open index: the segments of one folder, searched as one."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.engine import Match, Matches, Sort
from indexer.fields import TEXTS, WORDS_OF
from indexer.generation import SegmentInfo
from indexer.matching import Hits, Kept, Matcher, Statistics
from indexer.postings import Block
from indexer.query import Node
from indexer.segment import Segment
from indexer.spelling import near_words
from indexer.words import PLAIN

Array = npt.NDArray[Any]

_FACET_FIELDS = {"authority": "body"}
"""A facet's field where it has another name: `authority` itself holds words."""

_SORTED_WHOLE = 150  # hits; more are first divided at the last place that is wanted


class Reader:
    """The segments of a folder. Lists that were decoded are kept while it lives; the files never change."""

    def __init__(self, folder: Path, segments: Sequence[SegmentInfo]) -> None:
        self.documents = sum(info.live for info in segments)
        everything = max(1, sum(info.documents for info in segments))
        lengths = {field: sum(info.words[field] for info in segments) / everything for field in TEXTS}
        self._segments = [Segment(folder, info) for info in segments]
        self._frequency: Callable[[str, str], int] = lru_cache(100_000)(self._documents_with)
        statistics = Statistics(everything, lengths, self._frequency)
        blocks, positions = Kept[Block | None](), Kept[Array]()
        self._parts = [_Part(Matcher(segment, statistics, blocks, positions)) for segment in self._segments]

    def _documents_with(self, field: str, term: str) -> int:
        return sum(info.documents for segment in self._segments if (info := segment.find(field, term)))

    def search(self, query: Node, *, limit: int, offset: int, sort: Sort, ids: Iterable[str] | None, facets: Iterable[str]) -> Matches:
        """As `engine.Engine.search`."""
        chosen = None if ids is None else list(ids)
        found = [part.hits(query, chosen) for part in self._parts]
        total = sum(len(hits.docs) for hits in found)
        rows = []
        for part, document, score in self._best(found, offset + limit, sort)[offset:]:
            row = self._segments[part].row(document)
            rows.append(Match(row["id"], row, score))
        return Matches(rows, total, {facet: self._counted(facet, found) for facet in facets})

    def _best(self, found: Sequence[Hits], count: int, sort: Sort) -> list[tuple[int, int, float]]:
        """The first so many of all segments' hits: (segment, document, score)."""
        parts = [number for number, hits in enumerate(found) if len(hits.docs)]
        if not parts:
            return []
        lists = [found[number].docs for number in parts]
        docs = _joined(lists)
        scores = _joined([found[number].scores() for number in parts]) if sort == "relevance" else np.zeros(len(docs), np.float32)
        # Negated, so that the newest is the first.
        keys = [_joined([self._parts[number].newest[docs] for number, docs in zip(parts, lists, strict=True)])]
        if sort == "relevance":
            keys.insert(0, -scores)
        if sort == "authority":
            keys.insert(0, _joined([self._authorities[number][docs] for number, docs in zip(parts, lists, strict=True)]))
        order = _first(keys, count)
        segments = np.repeat(parts, [len(docs) for docs in lists])[order].tolist() if len(parts) > 1 else parts * len(order)
        return list(zip(segments, docs[order].tolist(), scores[order].tolist(), strict=True))

    @cached_property
    def _authorities(self) -> list[Array]:
        """Each document's authority as a number that rises with its name."""
        names = sorted({name for part in self._parts for name in part.values("body")[0]})
        numbers = {name: number for number, name in enumerate(names)}
        columns = []
        for part in self._parts:
            column = np.zeros(part.matcher.documents, np.int64)
            for name, docs in zip(*part.values("body"), strict=True):
                column[docs] = numbers[name]
            columns.append(column)
        return columns

    def _counted(self, facet: str, found: Sequence[Hits]) -> dict[str, int]:
        """How many of the hits have each value of a facet, the commonest first."""
        counts: dict[str, int] = {}
        for part, hits in zip(self._parts, found, strict=True):
            wanted = np.zeros(part.matcher.documents, bool)
            wanted[hits.docs] = True
            for value, count in part.counted(_FACET_FIELDS.get(facet, facet), wanted):
                counts[value] = counts.get(value, 0) + count
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def suggest(self, word: str, field: str) -> str | None:
        """As `engine.Engine.suggest`."""
        field, plain = WORDS_OF[field], PLAIN.term(word)
        if self._frequency(field, plain) or len(plain) < 4:
            return None
        for distance in (1, 2):
            near = {other for part in self._parts for other in near_words(part.matcher.lexicon(field), plain, distance)}
            if near:
                return max(near, key=lambda other: (self._frequency(field, other), other))
        return None

    def numbers_of(self, ids: Iterable[str]) -> list[set[int]]:
        """The documents with these ids that are not deleted: their numbers, segment by segment."""
        wanted = list(ids)
        return [set(part.with_ids(wanted).tolist()) for part in self._parts]


class _Part:
    """A segment with what sorting and counting need of it."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._values: dict[str, tuple[list[str], list[Array]]] = {}
        self._in_one: dict[str, tuple[Array, Array]] = {}

    @cached_property
    def newest(self) -> Array:
        """Every document's date as a number, below zero: the newer, the smaller."""
        return -self.matcher.segment.days("newest").astype(np.int32)

    def hits(self, query: Node, ids: list[str] | None) -> Hits:
        hits = self.matcher.hits(query)
        if ids is None:
            return hits
        kept = np.flatnonzero(np.isin(hits.docs, self.with_ids(ids)))
        scores = hits.scores()[kept]
        return Hits(hits.docs[kept], lambda chosen: scores[chosen])

    def with_ids(self, ids: Iterable[str]) -> Array:
        segment = self.matcher.segment
        infos = [info for value in ids if (info := segment.find("id", value))]
        docs = np.concatenate([np.zeros(0, np.int32), *(segment.block(info).docs for info in infos)])
        return docs if segment.deleted is None else np.setdiff1d(docs, segment.deleted)

    def values(self, field: str) -> tuple[list[str], list[Array]]:
        """All values of an exact field and the documents that have each."""
        if field not in self._values:
            segment = self.matcher.segment
            numbers = segment.terms.span(field)
            self._values[field] = list(segment.terms.terms(numbers)), [segment.block(segment.info_at(number)).docs for number in numbers]
        return self._values[field]

    def counted(self, field: str, wanted: Array) -> list[tuple[str, int]]:
        """(value, documents) for every value of a field that a wanted document has."""
        names, lists = self.values(field)
        if not names:
            return []
        if field not in self._in_one:
            self._in_one[field] = np.concatenate(lists), np.cumsum([0, *map(len, lists[:-1])])
        docs, firsts = self._in_one[field]
        counts = np.add.reduceat(wanted[docs], firsts, dtype=np.int64).tolist()
        return [(name, count) for name, count in zip(names, counts, strict=True) if count]


def _joined(lists: Sequence[Array]) -> Array:
    return lists[0] if len(lists) == 1 else np.concatenate(lists)


def _first(keys: Sequence[Array], count: int) -> Array:
    """The indexes of the `count` smallest by the first key, then by the next, then by their own order; sorted."""
    if len(keys[0]) <= max(count, _SORTED_WHOLE):
        # A sort by several keys leaves what is equal in its own order.
        return np.lexsort(keys[::-1])[:count]
    among = np.arange(len(keys[0]))
    sure: list[Array] = []
    for key in keys:
        of_key = key[among]
        missing = count - sum(map(len, sure))
        if missing <= 0 or len(among) <= missing:
            break
        last = np.partition(of_key, missing - 1)[missing - 1]
        sure.append(among[of_key < last])
        among = among[of_key == last]
    missing = count - sum(map(len, sure))
    # Those that are equal by every key stand in their own order, so the first of them are the ones.
    chosen = np.concatenate([*sure, among if len(among) <= missing else among[: max(0, missing)]])
    order: Array = chosen[np.lexsort((chosen, *(key[chosen] for key in reversed(keys))))]
    return order[:count]
