"""A segment: some documents' posting lists, lengths, dates and rows, in Whoosh's files, mapped into memory.

A small segment is one file, as Whoosh's compound storage has it; a big one keeps its parts in files of their own.
"""

import mmap
import pickle
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.fields import DAYS, TEXTS
from indexer.generation import SegmentInfo
from indexer.lists import all_postings
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

    def all_postings(self, numbers: Array) -> Iterator[Postings]:
        """Every posting list, some at a time, with new document numbers: `numbers` has one for each document, -1 for those to leave out."""
        return all_postings(self.terms, self._postings, numbers)


def _mapped(path: Path) -> memoryview:
    with path.open("rb") as stream:
        # An empty file cannot be mapped.
        return memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)) if path.stat().st_size else memoryview(b"")


COLUMNS = tuple(f"_{field}_len" for field in TEXTS) + DAYS
"""The columns beside the stored rows."""
