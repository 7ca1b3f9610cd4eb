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

_BLOCK_HEAD = np.dtype(
    [
        *(("magic", "S4"), ("length", ">i4"), ("begin", "S4"), ("documents", "<i4"), ("integer", "S1"), ("last", "<i4"), ("float", "S1")),
        *(("heaviest", ">f8"), ("bytes", "S3"), ("shortest", "u1"), ("byte", "S1"), ("longest", "u1"), ("end", "S2"), ("postings", "S3")),
    ]
)
_CONSTANTS = {"magic": b"W3Bl", "begin": b"\x80\x02(J", "integer": b"J", "float": b"G", "bytes": b"K\0K", "byte": b"K", "end": b"t.", "postings": b"\x80\x03("}  # fmt: skip
HEAD = _BLOCK_HEAD.itemsize - 3  # the magic, the length of the block, the pickled info

_TERM_INFO = np.dtype(
    [
        *(("inlined", "u1"), ("weight", ">f4"), ("documents", ">u4"), ("shortest", "u1"), ("longest", "u1"), ("heaviest", ">f4")),
        *(("first", ">u4"), ("last", ">u4"), ("offset", ">i8"), ("length", ">i4")),
    ]
)
"""Whoosh's W3TermInfo: inlined, weight, documents, shortest and longest length, heaviest weight, first and last document, extent."""
_FOUND = struct.Struct("!5xI14xqi")
"""Of a W3TermInfo: documents, offset, length."""

_TERMS = 50_000  # whose blocks are put together at a time

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
        return cls(*_FOUND.unpack_from(buffer, at))


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


def blocks(postings: Postings, length_bytes: Mapping[int, Array], offset: int) -> Iterator[tuple[Sequence[bytes], Array, Array]]:
    """(keys, their W3TermInfo, their blocks one behind the other), some terms at a time; W3TermInfo as rows of bytes.

    `length_bytes` are the documents' lengths as Whoosh's bytes, by the number of the field. `offset` is where the first block will be written.
    """
    gaps_before = np.concatenate(([0], np.cumsum(postings.counts, dtype=np.int64)))
    for low in range(0, len(postings.keys), _TERMS):
        keys = postings.keys[low : low + _TERMS]
        starts = postings.starts[low : low + len(keys) + 1]
        span = slice(int(starts[0]), int(starts[-1]))
        gaps = postings.gaps[gaps_before[span.start] : gaps_before[span.stop]]
        of_keys = Postings(keys, starts - span.start, postings.docs[span], postings.weights[span], postings.counts[span], gaps)
        infos, data = _written(of_keys, length_bytes, offset)
        yield keys, infos, data
        offset += len(data)


def _written(postings: Postings, length_bytes: Mapping[int, Array], offset: int) -> tuple[Array, Array]:
    firsts = postings.starts[:-1]
    sizes = np.diff(postings.starts)
    positional = postings.counts[firsts] > 0
    docs = np.diff(postings.docs, prepend=0)
    docs[firsts] = postings.docs[firsts]
    id_widths = _width(np.maximum.reduceat(docs, firsts))
    wide = id_widths > 1
    count_widths = _width(np.maximum.reduceat(postings.counts, firsts))
    gap_width = _WIDE if len(postings.gaps) and int(postings.gaps.max()) > 0xFFFF else _NARROW
    heads, values = value_sizes(postings.counts, gap_width)
    whole = np.where(postings.counts > 0, heads + values, 0)
    values_before = np.cumsum(whole) - whole
    values_size = np.add.reduceat(whole, firsts)

    lengths = HEAD + 3 + np.where(wide, HEAD_LENGTH + 2, 0) + 5 + sizes * id_widths
    lengths += np.where(positional, 14 + sizes + values_size + sizes * count_widths, 5) + 2
    at = np.cumsum(lengths) - lengths
    infos = _infos(postings, length_bytes, positional)
    infos["offset"], infos["length"] = at + offset, lengths
    out = np.zeros(int(lengths.sum()), np.uint8)
    _put_rows(out, at, _block_heads(infos))
    at = at + HEAD + 3
    for width in (2, 4):
        of_width = at[id_widths == width]
        _put_rows(out, of_width, np.broadcast_to(np.frombuffer(_ARRAY_HEADS[width], np.uint8), (len(of_width), HEAD_LENGTH)))
    at += np.where(wide, HEAD_LENGTH, 0)
    at = _put_list(out, at, docs, sizes, id_widths)
    out[at[wide]], out[at[wide] + 1] = ord("t"), ord("R")
    at += np.where(wide, 2, 0)

    plain = at[~positional]
    _put_rows(out, plain, np.broadcast_to(np.frombuffer(b"NNNK\0t.", np.uint8), (len(plain), 7)))
    at, sizes, count_widths, values_size = at[positional], sizes[positional], count_widths[positional], values_size[positional]
    with_places = postings.counts > 0
    at = _put_list(out, at, postings.weights[with_places], sizes, np.ones(len(at), np.int64))
    out[at] = ord("(")
    shift = np.repeat(at + 1 - values_before[firsts[positional]], sizes)
    _put_values(out, values_before[with_places] + shift, postings.counts[with_places], postings.gaps, gap_width)
    at += 1 + values_size
    out[at] = ord("t")
    at = _put_list(out, at + 1, postings.counts[with_places], sizes, count_widths)
    _put_rows(out, at, np.broadcast_to(np.frombuffer(b"K\0t.", np.uint8), (len(at), 4)))
    out[at + 1] = gap_width << 3 | count_widths
    return infos.view(np.uint8).reshape(len(infos), _TERM_INFO.itemsize), out


def _infos(postings: Postings, length_bytes: Mapping[int, Array], positional: Array) -> Array:
    """What W3TermInfo says of every list, but where it lies."""
    firsts = postings.starts[:-1]
    infos = np.zeros(len(postings.keys), _TERM_INFO)
    infos["documents"] = np.diff(postings.starts)
    infos["first"], infos["last"] = postings.docs[firsts], postings.docs[postings.starts[1:] - 1]
    totals = np.add.reduceat(postings.weights, firsts, dtype=np.float64)
    infos["weight"] = np.where(positional, totals, infos["documents"])
    infos["heaviest"] = np.where(positional, np.maximum.reduceat(postings.weights, firsts), 1)
    of_docs = np.zeros(len(postings.docs), np.uint8)
    fields = np.array([key[0] << 8 | key[1] for key in postings.keys])
    for field, of_field in length_bytes.items():
        low, high = np.searchsorted(fields, (field, field + 1))
        span = slice(int(postings.starts[low]), int(postings.starts[high]))
        of_docs[span] = of_field[postings.docs[span]]
    infos["shortest"], infos["longest"] = np.minimum.reduceat(of_docs, firsts), np.maximum.reduceat(of_docs, firsts)
    return infos


def _block_heads(infos: Array) -> Array:
    """What each block begins with: Whoosh's header of a list's only, and so last, block (its negative length, a pickled tuple of statistics),
    and the first bytes of the pickle behind it."""
    heads = np.zeros(len(infos), _BLOCK_HEAD)
    for name, constant in _CONSTANTS.items():
        heads[name] = constant
    heads["length"] = 8 - infos["length"]
    for name in ("documents", "last", "heaviest", "shortest", "longest"):
        heads[name] = infos[name]
    return heads.view(np.uint8).reshape(len(heads), _BLOCK_HEAD.itemsize)


def _put_rows(out: Array, at: Array, rows: Array) -> None:
    out[at[:, None] + np.arange(rows.shape[1])] = rows


def _put_list(out: Array, at: Array, numbers: Array, sizes: Array, widths: Array) -> Array:
    """Puts lists of numbers, each list of one width and in one pickled byte string; gives where what follows comes."""
    out[at] = ord("B")
    for byte in range(4):
        out[at + 1 + byte] = (sizes * widths >> 8 * byte) & 0xFF
    of_number = np.repeat(widths, sizes)
    for width in np.flatnonzero(np.bincount(widths)).tolist():
        chosen = widths == width
        items = ragged(at[chosen] + 5, sizes[chosen], width)
        of_width = numbers[of_number == width].astype(np.int64)
        for byte in range(width):
            out[items + byte] = (of_width >> 8 * byte) & 0xFF
    after: Array = at + 5 + sizes * widths
    return after


def _width(values: Array) -> Array:
    """How many bytes hold each value: 1, 2 or 4."""
    return np.where(values < 1 << 8, 1, np.where(values < 1 << 16, 2, 4))


def value_sizes(counts: Array, width: Array | int) -> tuple[Array, Array]:
    """The size of each value: of the opcode before it, and of itself."""
    sizes = 7 + counts.astype(np.int64) * width
    return np.where(sizes <= 0xFF, 2, 5), sizes


def _put_values(out: Array, at: Array, counts: Array, gaps: Array, width: int) -> None:
    """Puts the pickled values of postings, each to its place."""
    head, size = value_sizes(counts, width)
    long = at[head == 5]
    out[at] = np.where(head == 2, ord("C"), ord("B"))
    out[at + 1] = size & 0xFF
    for shift in (1, 2, 3):
        out[long + 1 + shift] = (size[head == 5] >> 8 * shift) & 0xFF
    at = at + head
    for byte in range(4):
        out[at + byte] = (counts >> 8 * (3 - byte)) & 0xFF
    out[at + 4] = ord("(")
    out[at + size - 2] = ord("t")
    out[at + size - 1] = ord(".")
    items = ragged(at + 5, counts, width)
    out[items] = ord("M" if width == _NARROW else "J")
    for byte in range(width - 1):
        out[items + 1 + byte] = (gaps >> 8 * byte) & 0xFF


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
