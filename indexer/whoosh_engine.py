"""The embedded index: an index of Whoosh 2.7.4, written and read by our own code, as a disposable shadow of the store.

Stock Whoosh opens the folder and finds the same documents (tests/indexer/test_stock.py). See indexer/README.md.
"""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import IndexProblem
from crawler.items import Record
from indexer.engine import IndexState, Matches, Progress, Sort
from indexer.generation import REBUILD, RECURRING, File, Generations, Manifest, SegmentInfo, link
from indexer.query import Node
from indexer.words import STEMMER_VERSION

if TYPE_CHECKING:
    # NumPy takes a tenth of a second to load: only what reads or writes an index does.
    from indexer.reader import Reader

_TIER = 8
"""So many segments of about one size are made into one: a document is written once more for every eightfold growth."""

_JOINED_AT_MOST = 2_500  # documents of a segment that is joined to others; bigger ones are searched well as they are

_MUCH, _MOST = 1 / 8, 1 / 2
"""Shares of a bigger segment that are deleted: from the first it is made anew when the work at hand allows, from the second in any case, for then as
many documents were taken in since as it still has."""


class WhooshEngine:
    """The index below one folder. What it opened to search stays open until another generation is served."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._generations = Generations(root)
        self._open: tuple[tuple[int, int] | None, Reader] | None = None

    def state(self) -> IndexState | None:
        name = self._generations.current()
        if name is None:
            return None
        manifest = self._generations.manifest(name)
        # A stem that another release of the stemmer gives is looked for in vain: such an index is none.
        return IndexState(name, manifest.watermark, manifest.documents) if manifest.stemmer == STEMMER_VERSION else None

    def build(self, records: Iterable[Record], watermark: int, progress: Progress) -> IndexState:
        from indexer.documents import document_of
        from indexer.recurring import Recurring
        from indexer.segment_writer import SegmentBuilder

        folder = self._generations.new()
        recurring = Recurring()
        segments = []
        builder = SegmentBuilder(folder, recurring, learn=True)
        for number, record in enumerate(records, 1):
            if builder.full:
                segments.append(builder.finish())
                builder = SegmentBuilder(folder, recurring, learn=True)
            builder.add(document_of(record))
            progress(number)
        if builder.documents:
            segments.append(builder.finish())
        recurring.save(folder / RECURRING)
        return self._served(folder, watermark, segments, {})

    def update(self, records: Iterable[Record], watermark: int, progress: Progress) -> IndexState:
        from indexer.documents import document_of
        from indexer.recurring import Recurring
        from indexer.segment_writer import SegmentBuilder

        name, manifest = self._current()
        folder = self._generations.new()
        link(self.root / name / RECURRING, folder / RECURRING)
        builder = SegmentBuilder(folder, Recurring.load(folder / RECURRING))
        added = []
        replaced = []
        for number, record in enumerate(records, 1):
            if builder.full:
                added.append(builder.finish())
                builder = SegmentBuilder(folder, Recurring.load(folder / RECURRING))
            builder.add(document_of(record))
            replaced.append(record.id)
            progress(number)
        if builder.documents:
            added.append(builder.finish())
        old = self._without(manifest.segments, self._reader().numbers_of(replaced))
        self._link(name, folder, old)
        return self._served(folder, watermark, [*old, *added], manifest.files)

    def tidy(self, limit: int) -> int:
        """Joins segments when many of one size have gathered, and makes one anew that has many deleted documents."""
        from indexer.recurring import Recurring
        from indexer.segment import Segment
        from indexer.segment_writer import SegmentBuilder

        name, manifest = self._current()
        joined = _crowded(manifest.segments, limit) or _worn(manifest.segments, limit)
        if not joined:
            return 0
        folder = self._generations.new()
        builder = SegmentBuilder(folder, Recurring())
        for info in joined:
            builder.take(Segment(self.root / name, info))
        kept = [info for info in manifest.segments if info not in joined]
        link(self.root / name / RECURRING, folder / RECURRING)
        self._link(name, folder, kept)
        self._served(folder, manifest.watermark, [*kept, *([builder.finish()] if builder.documents else [])], manifest.files)
        return sum(info.live for info in joined)

    def verify(self) -> list[str]:
        from indexer.schema import stock_documents

        name = self._generations.current()
        if name is None:
            return ["there is no index"]
        problems = self._generations.problems(name)
        if not problems:
            found, expected = stock_documents(self.root / name), self._generations.manifest(name).documents
            if found != expected:
                problems.append(f"{self.root / name} has {found} documents, its manifest says {expected}")
        return problems

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
        return self._reader().search(query, limit=limit, offset=offset, sort=sort, ids=ids, facets=facets)

    def suggest(self, word: str, field: str) -> str | None:
        return self._reader().suggest(word, field)

    # -- generations -----------------------------------------------------------------------------------------------------------

    def _current(self) -> tuple[str, Manifest]:
        name = self._generations.current()
        if name is None or self.state() is None:
            raise IndexProblem("there is no index yet", "make it: foi index")
        return name, self._generations.checked(name)

    def _reader(self) -> "Reader":
        from indexer.reader import Reader

        stamp = self._generations.stamp()
        if self._open is None or self._open[0] != stamp or stamp is None:
            name, manifest = self._current()
            try:
                self._open = stamp, Reader(self.root / name, manifest.segments)
            except (OSError, ValueError, KeyError, IndexError, EOFError) as error:
                raise IndexProblem(f"the index in {self.root / name} cannot be opened: {error}", REBUILD) from error
        return self._open[1]

    def _link(self, name: str, folder: Path, segments: Iterable[SegmentInfo]) -> None:
        stems = tuple(f"{info.stem}." for info in segments)
        for path in (self.root / name).iterdir():
            if path.name.startswith(stems):
                link(path, folder / path.name)

    def _without(self, segments: Iterable[SegmentInfo], gone: Iterable[set[int]]) -> list[SegmentInfo]:
        """The segments with these documents deleted; one that has none left is left out."""
        kept = (
            SegmentInfo(info.id, info.documents, info.words, info.compound, sorted({*info.deleted, *numbers}))
            for info, numbers in zip(segments, gone, strict=True)
        )
        return [info for info in kept if info.live]

    def _served(self, folder: Path, watermark: int, segments: list[SegmentInfo], known: dict[str, File]) -> IndexState:
        from indexer.schema import write_toc

        write_toc(folder, [(info.id, info.documents, set(info.deleted), info.words, info.compound) for info in segments])
        known = {file: written for file, written in known.items() if not file.endswith(".toc")}
        manifest = self._generations.switch(folder, watermark, segments, known)
        return IndexState(folder.name, watermark, manifest.documents)


def _crowded(segments: Iterable[SegmentInfo], limit: int) -> list[SegmentInfo]:
    """The segments to join: the smallest up to a size of which there are eight, the greatest such size, with no more documents than the limit."""
    small = sorted((info for info in segments if info.live <= _JOINED_AT_MOST), key=lambda info: info.live)
    within = [
        info
        for info, held in zip(small, accumulate(info.live for info in small), strict=True)
        if held <= min(limit, _TIER * _JOINED_AT_MOST)
    ]
    of_size = Counter(map(_size, within))
    crowded = [size for size, count in of_size.items() if count >= _TIER]
    return [info for info in within if _size(info) <= max(crowded)] if crowded else []


def _size(info: SegmentInfo) -> int:
    return int(math.log(info.live, _TIER))


def _worn(segments: Iterable[SegmentInfo], limit: int) -> list[SegmentInfo]:
    """A segment to make anew, without its deleted documents; one that is small is joined to others some day and loses them then."""
    for info in segments:
        if info.documents > _JOINED_AT_MOST and len(info.deleted) > info.documents * (_MUCH if info.live <= limit else _MOST):
            return [info]
    return []
