"""Writes segments: from documents, or from other segments."""

import pickle
import secrets
import shutil
import struct
import zlib
from array import array
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from indexer.documents import Document
from indexer.fields import DAYS, NAMES, NUMBERS, TEXTS
from indexer.generation import SegmentInfo
from indexer.inversion import Inverter, held_run, merged, write_run
from indexer.postings import Postings, blocks
from indexer.recurring import Recurring
from indexer.schema import length_bytes
from indexer.segment import Segment
from indexer.terms import TermWriter

Array = npt.NDArray[Any]

_RUNS = 60
"""Runs of a segment: about 200,000 letters. More documents make more segments, so that no list and no file grows without bound."""

_POSTINGS_BEFORE_FILES = 2_000_000  # a segment of one run with fewer is put together in memory and is one file


class SegmentBuilder:
    """Makes one segment in a folder, of documents or of other segments' documents."""

    def __init__(self, folder: Path, recurring: Recurring, *, learn: bool = False) -> None:
        self._folder = folder
        # Whoosh takes small letters and figures for a segment's name.
        self._id = secrets.token_hex(8)
        self._scratch = folder / f"{self._id}.runs"
        self._inverter = Inverter(recurring, learn=learn)
        self._runs: list[Path | Postings] = []
        self._lengths: dict[str, bytearray] = {field: bytearray() for field in TEXTS}
        self._words = dict.fromkeys(TEXTS, 0)
        self._days: dict[str, array[int]] = {field: array("I") for field in DAYS}
        self._rows: IO[bytes] = BytesIO()
        self._row_lengths = array("I")

    @property
    def documents(self) -> int:
        """How many documents it has taken in."""
        return len(self._row_lengths)

    @property
    def full(self) -> bool:
        """Whether what comes next should go into another segment."""
        return len(self._runs) >= _RUNS

    def add(self, document: Document) -> None:
        """Takes a document in."""
        self._inverter.add(document)
        for field in DAYS:
            self._days[field].append(document.days.get(field, 0))
        stored = {"id": document.row["id"], "row": document.row}
        # Whoosh expects zlib's form. Level 0 is that form without compression: a row has 300 bytes, and ten are read for every search.
        self._row_lengths.append(self._rows.write(zlib.compress(pickle.dumps(stored, 2), 0)))
        if self._inverter.full:
            self._begin_files()
            self._runs.append(self._stored([self._inverter.finish()]))

    def take(self, segment: Segment) -> None:
        """Takes in the documents of a segment that are not deleted."""
        live = segment.live()
        numbers = np.full(segment.info.documents, -1, np.int64)
        numbers[live] = np.arange(len(live)) + self.documents
        parts = segment.all_postings(numbers)
        if segment.info.compound:
            self._runs.append(held_run(parts))
        else:
            self._begin_files()
            self._runs.append(self._stored(parts))
        for field in TEXTS:
            self._lengths[field] += segment.lengths(field)[live].tobytes()
            self._words[field] += segment.info.words[field] * len(live) // max(1, segment.info.documents)
        for field in DAYS:
            self._days[field].extend(segment.days(field)[live].tolist())
        for document in live.tolist():
            self._row_lengths.append(self._rows.write(segment.packed_row(document)))

    def _begin_files(self) -> None:
        if not isinstance(self._rows, BytesIO):
            return
        self._scratch.mkdir()
        held = self._rows
        self._rows = (self._scratch / "rows").open("w+b")
        self._rows.write(held.getvalue())

    def _stored(self, parts: Iterable[Postings]) -> Path:
        run = self._scratch / str(len(self._runs))
        write_run(parts, run)
        return run

    def finish(self) -> SegmentInfo:
        """Writes the segment's files."""
        if not self._inverter.empty:
            self._runs.append(self._inverter.finish())
        if self._inverter.documents:
            for field, lengths in self._inverter.lengths.items():
                self._lengths[field] += length_bytes(np.array(lengths)).tobytes()
                self._words[field] += sum(lengths)
        compound = (
            not self._scratch.exists() and sum(len(run.docs) for run in self._runs if isinstance(run, Postings)) < _POSTINGS_BEFORE_FILES
        )
        info = SegmentInfo(self._id, self.documents, self._words, compound)
        parts: dict[str, IO[bytes]] = {}
        for name in ("pst", "trm", "_stored.col"):
            parts[name] = BytesIO() if compound else (self._folder / f"{info.stem}.{name}").open("w+b")
        self._write_lists(parts["pst"], parts["trm"])
        self._write_rows(parts["_stored.col"])
        columns = {f"_{field}_len.col": bytes(lengths) for field, lengths in self._lengths.items()}
        columns |= {f"{field}.col": np.array(days, ">u4").tobytes() for field, days in self._days.items()}
        if compound:
            held = {name: stream.getvalue() for name, stream in parts.items() if isinstance(stream, BytesIO)}
            (self._folder / f"{info.stem}.seg").write_bytes(_compound(info.stem, held | columns))
        else:
            for name, column in columns.items():
                (self._folder / f"{info.stem}.{name}").write_bytes(column)
        for stream in (*parts.values(), self._rows):
            stream.close()
        if self._scratch.exists():
            shutil.rmtree(self._scratch)
        return info

    def _write_lists(self, postings: IO[bytes], terms: IO[bytes]) -> None:
        lengths = {NUMBERS[field]: np.frombuffer(bytes(column), np.uint8) for field, column in self._lengths.items()}
        writer = TermWriter(terms, NAMES)
        offset = 0
        for chunk in _one_or_merged(self._runs):
            for keys, infos, written in blocks(chunk, lengths, offset):
                offset += postings.write(written.tobytes())
                writer.add(keys, infos)
        writer.finish()

    def _write_rows(self, stream: IO[bytes]) -> None:
        """Whoosh's column of byte strings: the strings, their lengths, where they begin, the codes of both arrays, and X."""
        self._rows.seek(0)
        shutil.copyfileobj(self._rows, stream)
        lengths = np.array(self._row_lengths, np.int64)
        stream.write(lengths.astype(">u4").tobytes() + (np.cumsum(lengths) - lengths).astype(">u4").tobytes() + b"IIX")


def _one_or_merged(runs: Sequence[Path | Postings]) -> Iterable[Postings]:
    return runs if len(runs) == 1 and isinstance(runs[0], Postings) else merged(runs)  # type: ignore[return-value]  # narrowed by the test


def _compound(stem: str, parts: dict[str, bytes]) -> bytes:
    """Whoosh's compound file: where its directory is, the files, the directory."""
    head = struct.Struct("!qi")
    at = head.size
    directory = {}
    for name, content in parts.items():
        directory[f"{stem}.{name}"] = {"offset": at, "length": len(content)}
        at += len(content)
    tail = pickle.dumps(directory, 2) + pickle.dumps({}, 2)
    return b"".join((head.pack(at, len(tail)), *parts.values(), tail))
