"""A segment: some documents' posting lists, lengths, dates and rows, in Whoosh's files, mapped into memory.

A small segment is one file, as Whoosh's compound storage has it; a big one keeps its parts in files of their own.
"""

import mmap
import pickle
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.fields import DAYS, TEXTS
from indexer.generation import SegmentInfo
from indexer.postings import Block, Postings, TermInfo, read_block
from indexer.terms import TermReader

Array = npt.NDArray[Any]


class Segment:
    """An open segment. Documents are numbered from 0."""

    def __init__(self, folder: Path, info: SegmentInfo) -> None:
        self.info = info
        self._folder = folder
        self._whole = _mapped(folder / f"{info.stem}.seg") if info.compound else None
        if self._whole is not None:
            (at,) = struct.unpack_from("!q", self._whole, 0)
            self._places = pickle.loads(self._whole[at:])  # noqa: S301 - written by us; the manifest holds its checksum
        self.terms = TermReader(self.part("trm"))
        self._postings = self.part("pst")
        self._rows: tuple[memoryview, Array, Array] | None = None
        self.deleted: Array | None = np.array(info.deleted, np.int64) if info.deleted else None

    def part(self, name: str) -> memoryview:
        """One of its files: `trm`, `pst` or `<column>.col`."""
        file = f"{self.info.stem}.{name}"
        if self._whole is None:
            return _mapped(self._folder / file)
        place = self._places[file]
        return self._whole[place["offset"] : place["offset"] + place["length"]]

    def find(self, field: str, term: str) -> TermInfo | None:
        """The posting list of a term, or None."""
        at = self.terms.find(field, term)
        return None if at is None else TermInfo.read(self.terms.buffer, at)

    def info_at(self, number: int) -> TermInfo:
        """The posting list of the term with this number."""
        return TermInfo.read(self.terms.buffer, self.terms.value_at(number))

    def block(self, info: TermInfo) -> Block:
        """The posting list itself."""
        return read_block(self._postings, info)

    def lengths(self, field: str) -> Array:
        """How many words each document has in a text field, as Whoosh's byte."""
        return np.frombuffer(self.part(f"_{field}_len.col"), np.uint8)

    def days(self, field: str) -> Array:
        """A day field of every document; 0 where there is none."""
        return np.frombuffer(self.part(f"{field}.col"), ">u4")

    def packed_row(self, document: int) -> memoryview:
        """What is stored with a document, as it lies in the file."""
        if self._rows is None:
            column, count = self.part("_stored.col"), self.info.documents
            end = len(column) - 3
            offsets = np.frombuffer(column, ">u4", count, end - 4 * count)
            self._rows = column, np.frombuffer(column, ">u4", count, end - 8 * count), offsets
        column, lengths, offsets = self._rows
        start = int(offsets[document])
        return column[start : start + int(lengths[document])]

    def row(self, document: int) -> dict[str, Any]:
        """The stored row of a document."""
        stored: dict[str, dict[str, Any]] = pickle.loads(zlib.decompress(self.packed_row(document)))  # noqa: S301 - written by us
        return stored["row"]

    def live(self) -> Array:
        """The numbers of the documents that are not deleted."""
        kept = np.ones(self.info.documents, bool)
        if self.deleted is not None:
            kept[self.deleted] = False
        return np.flatnonzero(kept)

    def all_postings(self, numbers: Array) -> Postings:
        """Every posting list, with new document numbers: `numbers` has one for each document, -1 for those to leave out."""
        keys: list[bytes] = []
        docs, weights, counts, gaps = [], [], [], []
        for at in range(len(self.terms)):
            block = self.block(self.info_at(at))
            renumbered = numbers[block.docs]
            kept = np.flatnonzero(renumbered >= 0)
            if not len(kept):
                continue
            of_kept, positions = block.positions(kept)
            keys.append(self.terms.key_at(at))
            docs.append(renumbered[kept].astype(np.int32))
            weights.append(np.zeros(len(kept), np.uint8) if block.weights is None else block.weights[kept])
            counts.append(of_kept if len(of_kept) else np.zeros(len(kept), np.int64))
            before = np.diff(positions, prepend=0)
            firsts = (np.cumsum(of_kept) - of_kept)[of_kept > 0]
            before[firsts] = positions[firsts]
            gaps.append(before)
        starts = np.concatenate(([0], np.cumsum([len(of_term) for of_term in docs], dtype=np.int64)))
        empty = np.zeros(0, np.int64)
        return Postings(
            keys,
            starts,
            np.concatenate([empty.astype(np.int32), *docs]),
            np.concatenate([empty.astype(np.uint8), *weights]),
            np.concatenate([empty, *counts]).astype(np.uint32),
            np.concatenate([empty, *gaps]).astype(np.uint32),
        )


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as stream:
        # An empty file cannot be mapped.
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)) if path.stat().st_size else memoryview(b"")


COLUMNS = tuple(f"_{field}_len" for field in TEXTS) + DAYS
"""The columns beside the stored rows."""
