"""Posting lists as NumPy arrays, and as the blocks of Whoosh's W3 codec.

A block of Whoosh is a pickle of (document numbers as gaps, weights, values). Stock Whoosh iterates over the first, indexes the second
and third, and ignores what follows; it does not mind whether they are tuples or bytes. So the numbers are written as bytes that NumPy
reads where they lie in the mapped file, in a pickle of fixed layout whose parts are found without unpickling:

    "W3Bl"  -length  info  80 03 (  GAPS WEIGHTS VALUES COUNTS K layout  t .

A value is what `whoosh.formats.Positions` reads: the count, and a pickle of the gaps between positions, here with one opcode a gap, all of one
width, so that the place of every gap follows from the counts. A list is one block; nothing is compressed.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_MAGIC = b"W3Bl"
HEAD = 8 + 30  # the magic, the length of the block, the pickled info
_TERM_INFO = struct.Struct("!BfIBBfIIqi")
"""Whoosh's W3TermInfo: inlined, weight, documents, shortest and longest length, heaviest weight, first and last document, extent."""

NO_POSITIONS = 0
_NARROW, _WIDE = 3, 5  # bytes a gap takes: opcode M and two bytes, or J and four


@dataclass(frozen=True)
class Postings:
    """Posting lists of many terms, one behind the other.

    `keys` rise: two bytes of the field's number, then the term. `starts` has one entry more than `keys`: where each list begins in `docs`,
    `weights` (0 to 255, in quarters of a plain word) and `counts` (positions of the term in the document; 0 in fields without).
    `gaps` are all positions, each less the one before it in the same document.
    """

    keys: Sequence[bytes]
    starts: Array
    docs: Array
    weights: Array
    counts: Array
    gaps: Array


@dataclass(frozen=True)
class TermInfo:
    """What a segment's term index says of one list: how many documents, and where its block lies."""

    documents: int
    offset: int
    length: int

    @classmethod
    def read(cls, buffer: memoryview, at: int) -> "TermInfo":
        fields = _TERM_INFO.unpack_from(buffer, at)
        return cls(fields[2], fields[8], fields[9])


def _global(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()


def _array_head(typecode: str, machine: int) -> bytes:
    """The pickle of array.array up to its bytes, as Python 3 writes it; `machine` is the format's number in the array module."""
    code = typecode.encode()
    reconstructor = _global("array", "_array_reconstructor") + b"(" + _global("array", "array")
    return reconstructor + b"X" + struct.pack("<I", 1) + code + b"K" + bytes([machine])


_ARRAY_HEADS = {2: _array_head("H", 2), 4: _array_head("I", 6)}
HEAD_LENGTH = len(_ARRAY_HEADS[2])
_DTYPES: dict[int, Any] = {1: np.dtype("u1"), 2: np.dtype("<u2"), 4: np.dtype("<u4")}


def _bytes_op(data: bytes) -> bytes:
    return b"B" + struct.pack("<I", len(data)) + data


def blocks(postings: Postings, length_bytes: Mapping[int, Array], offset: int) -> Iterator[tuple[bytes, bytes, bytes]]:
    """(key, W3TermInfo, block) of every term. `length_bytes` are the documents' lengths as Whoosh's bytes, by the number of the field.

    `offset` is where the first block will be written.
    """
    if not len(postings.keys):
        return
    starts = postings.starts
    firsts = starts[:-1]
    gaps = np.diff(postings.docs, prepend=0)
    gaps[firsts] = postings.docs[firsts]
    id_widths = _width(np.maximum.reduceat(gaps, firsts))
    by_width = {width: gaps.astype(_DTYPES[width]) for width in (1, 2, 4)}
    count_widths = _width(np.maximum.reduceat(postings.counts, firsts))
    counts_by_width = {width: postings.counts.astype(_DTYPES[width]) for width in set(count_widths.tolist())}
    totals = np.add.reduceat(postings.weights, firsts, dtype=np.float64)
    heaviest = np.maximum.reduceat(postings.weights, firsts)
    gap_width = _WIDE if len(postings.gaps) and int(postings.gaps.max()) > 0xFFFF else _NARROW
    values, value_starts = _values(postings.counts, postings.gaps, gap_width)
    weights = postings.weights.tobytes()
    shortest, longest = _length_range(postings, length_bytes)
    bounds, lows, value_bounds = starts.tolist(), postings.docs[firsts].tolist(), value_starts[starts].tolist()
    highs, plain = postings.docs[starts[1:] - 1].tolist(), (postings.counts[firsts] == 0).tolist()
    for number, key in enumerate(postings.keys):
        start, end = bounds[number], bounds[number + 1]
        first, last, has_positions = lows[number], highs[number], not plain[number]
        width = int(id_widths[number])
        ids = by_width[width][start:end].tobytes()
        parts = [b"\x80\x03(", _bytes_op(ids) if width == 1 else _ARRAY_HEADS[width] + _bytes_op(ids) + b"tR"]
        if has_positions:
            count_width = int(count_widths[number])
            low, high = value_bounds[number], value_bounds[number + 1]
            parts += [_bytes_op(weights[start:end]), b"(", values[low:high].tobytes(), b"t"]
            parts += [_bytes_op(counts_by_width[count_width][start:end].tobytes()), b"K", bytes([gap_width << 3 | count_width])]
        else:
            parts += [b"NNNK", bytes([NO_POSITIONS])]
        parts.append(b"t.")
        data = b"".join(parts)
        weight = float(totals[number]) if has_positions else float(end - start)
        heavy = float(heaviest[number]) if has_positions else 1.0
        short, long = shortest[number], longest[number]
        block = _info(end - start, last, heavy, short, long, len(data)) + data
        yield key, _TERM_INFO.pack(0, weight, end - start, short, long, heavy, first, last, offset, len(block)), block
        offset += len(block)


def _length_range(postings: Postings, length_bytes: Mapping[int, Array]) -> tuple[list[int], list[int]]:
    """The shortest and the longest document of every list; 0 in fields without lengths."""
    lengths = np.zeros(len(postings.docs), np.uint8)
    fields = np.array([key[0] << 8 | key[1] for key in postings.keys])
    for field, of_field in length_bytes.items():
        low, high = np.searchsorted(fields, (field, field + 1))
        span = slice(int(postings.starts[low]), int(postings.starts[high]))
        lengths[span] = of_field[postings.docs[span]]
    firsts = postings.starts[:-1]
    return np.minimum.reduceat(lengths, firsts).tolist(), np.maximum.reduceat(lengths, firsts).tolist()


def _info(documents: int, last: int, heaviest: float, shortest: int, longest: int, data: int) -> bytes:
    """Whoosh's header of a list's only, and so last, block: its negative length, and a pickled tuple of statistics."""
    pickled = b"\x80\x02(J" + struct.pack("<i", documents) + b"J" + struct.pack("<i", last) + b"G" + struct.pack(">d", heaviest)
    pickled += b"K\x00K" + bytes([shortest]) + b"K" + bytes([longest]) + b"t."
    return _MAGIC + struct.pack(">i", -(len(pickled) + data)) + pickled


def _width(values: Array) -> Array:
    """How many bytes hold each value: 1, 2 or 4."""
    return np.where(values < 1 << 8, 1, np.where(values < 1 << 16, 2, 4))


def value_sizes(counts: Array, width: Array | int) -> tuple[Array, Array]:
    """The size of each value: of the opcode before it, and of itself."""
    sizes = 7 + counts.astype(np.int64) * width
    return np.where(sizes <= 0xFF, 2, 5), sizes


def _values(counts: Array, gaps: Array, width: int) -> tuple[Array, Array]:
    """The pickled values of all postings, and where each begins (one entry more). A posting without positions has none."""
    heads, sizes = value_sizes(counts, width)
    present = counts > 0
    ends = np.cumsum(np.where(present, heads + sizes, 0))
    starts = np.concatenate(([0], ends))
    out = np.empty(int(starts[-1]), np.uint8)
    if not present.any():
        return out, starts
    at, head, size, count = starts[:-1][present], heads[present], sizes[present], counts[present].astype(np.int64)
    long = at[head == 5]
    out[at] = np.where(head == 2, ord("C"), ord("B"))
    out[at + 1] = size & 0xFF
    for shift in (1, 2, 3):
        out[long + 1 + shift] = (size[head == 5] >> 8 * shift) & 0xFF
    at = at + head
    for byte in range(4):
        out[at + byte] = (count >> 8 * (3 - byte)) & 0xFF
    out[at + 4] = ord("(")
    out[at + size - 2] = ord("t")
    out[at + size - 1] = ord(".")
    items = ragged(at + 5, count, width)
    out[items] = ord("M" if width == _NARROW else "J")
    for byte in range(width - 1):
        out[items + 1 + byte] = (gaps >> 8 * byte) & 0xFF
    return out, starts


def ragged(starts: Array, counts: Array, step: int = 1) -> Array:
    """start, start + step, … `count` times, for every start in turn."""
    counts = counts.astype(np.int64)
    if len(counts) and counts.all():
        # One addition an entry: a step, or from the end of one stretch to the start of the next.
        out = np.full(int(counts.sum()), step, np.int64)
        out[0] = starts[0]
        out[np.cumsum(counts[:-1])] = starts[1:] - starts[:-1] - step * (counts[:-1] - 1)
        return np.cumsum(out, out=out)
    before = np.cumsum(counts) - counts
    return np.repeat(starts - step * before, counts) + step * np.arange(int(counts.sum()))


# -- reading -------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Block:
    """One posting list as it lies in the file: document numbers decoded, everything else where it is."""

    docs: Array
    weights: Array | None
    counts: Array | None
    _values: memoryview
    _gap_width: int

    @cached_property
    def _firsts(self) -> Array:
        """Where the first gap of every posting lies: the low byte of its number."""
        assert self.counts is not None
        heads, sizes = value_sizes(self.counts, self._gap_width)
        return np.cumsum(heads + sizes) - sizes + 6

    def positions(self, wanted: Array | None = None) -> tuple[Array, Array]:
        """(the postings' counts, all their positions), for the postings with these indexes or for all. Empty in a field without positions."""
        if self.counts is None:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        counts, gaps = self._gaps(wanted)
        return counts, added_up(counts, gaps, np.zeros(len(counts), np.int64))

    def places(self, wanted: Array | None = None) -> Array:
        """The positions of the postings with these indexes, or of all: the document's number times 2^32, plus the position. They rise."""
        counts, gaps = self._gaps(wanted)
        docs = self.docs if wanted is None else self.docs[wanted]
        return added_up(counts, gaps, docs.astype(np.int64) << 32)

    def _gaps(self, wanted: Array | None) -> tuple[Array, Array]:
        assert self.counts is not None
        at, counts = self._firsts, self.counts
        if wanted is not None:
            at, counts = at[wanted], counts[wanted]
        items = ragged(at, counts, self._gap_width)
        data = np.frombuffer(self._values, np.uint8)
        gaps = data[items].astype(np.int64)
        for byte in range(1, self._gap_width - 1):
            higher = data[byte:][items]
            if higher.any():
                gaps += higher.astype(np.int64) << 8 * byte
        return counts.astype(np.int64), gaps


def added_up(counts: Array, gaps: Array, bases: Array) -> Array:
    """The positions that these gaps make, each list of them added to its base."""
    total = np.cumsum(gaps)
    firsts = np.cumsum(counts) - counts
    total += np.repeat(bases - total[firsts] + gaps[firsts], counts)
    return total


def read_block(postings: memoryview, info: TermInfo) -> Block:
    """The posting list that a term's info points to. The layout is the one that `blocks` writes."""
    block = postings[info.offset : info.offset + info.length]
    at = HEAD + 3
    width = 1
    if block[at] == ord("c"):
        width = 2 if block[at + HEAD_LENGTH - 3] == ord("H") else 4
        at += HEAD_LENGTH
    size = info.documents * width
    gaps = np.frombuffer(block, _DTYPES[width], info.documents, at + 5)
    docs = np.cumsum(gaps, dtype=np.int32)
    at += 5 + size + (2 if width > 1 else 0)
    layout = block[len(block) - 3]
    if layout == NO_POSITIONS:
        return Block(docs, None, None, block[:0], 0)
    weights = np.frombuffer(block, np.uint8, info.documents, at + 5)
    at += 5 + info.documents
    count_width = layout & 7
    tail = len(block) - 4 - info.documents * count_width
    counts = np.frombuffer(block, _DTYPES[count_width], info.documents, tail)
    return Block(docs, weights, counts, block[at + 1 : tail - 6], layout >> 3)
