"""All posting lists of a segment, decoded many at a time: what joining segments reads. The layout is the one of `postings`."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from indexer.postings import HEAD, HEAD_LENGTH, NO_POSITIONS, Postings, added_up, ragged, value_sizes
from indexer.terms import TermReader

Array = npt.NDArray[Any]

_TERMS = 20_000  # terms whose facts are gathered at a time
_BYTES = 6_000_000  # of blocks that are decoded at a time, unless one is longer: with what NumPy needs, about 80 MB
_INFO = np.dtype({"names": ["documents", "offset", "length"], "formats": [">u4", ">i8", ">i4"], "offsets": [5, 23, 31], "itemsize": 35})
"""The parts of Whoosh's W3TermInfo that say where a list lies."""


def all_postings(terms: TermReader, blocks: memoryview, numbers: Array) -> Iterator[Postings]:
    """Every posting list, some at a time and in order, with new document numbers: `numbers` has one for each document, -1 for those to
    leave out. A list of which nothing is left is left out."""
    data = np.frombuffer(blocks, np.uint8)
    for first in range(0, len(terms), _TERMS):
        last = min(first + _TERMS, len(terms))
        keys, infos = terms.keys(first, last), terms.values(first, last, _INFO)
        ends = np.cumsum(infos["length"].astype(np.int64))
        low = 0
        while low < len(keys):
            taken = int(ends[low - 1]) if low else 0
            high = max(low + 1, int(np.searchsorted(ends, taken + _BYTES, "right")))
            postings = _decoded(keys[low:high], infos[low:high], data, numbers)
            if postings.keys:
                yield postings
            low = high


def _decoded(keys: list[bytes], infos: Array, data: Array, numbers: Array) -> Postings:
    sizes, offsets = infos["documents"].astype(np.int64), infos["offset"].astype(np.int64)
    ends = offsets + infos["length"]
    at = offsets + HEAD + 3
    wide = data[at] == ord("c")
    widths = np.ones(len(keys), np.int64)
    widths[wide] = np.where(data[at[wide] + HEAD_LENGTH - 3] == ord("H"), 2, 4)
    at += np.where(wide, HEAD_LENGTH, 0) + 5
    docs = numbers[added_up(sizes, _numbers(data, at, sizes, widths), np.zeros(len(sizes), np.int64))]
    at += sizes * widths + np.where(wide, 2, 0) + 5
    weights, counts = np.zeros(len(docs), np.uint8), np.zeros(len(docs), np.int64)
    layouts = data[ends - 3].astype(np.int64)
    positional = layouts != NO_POSITIONS
    at, layouts, of_list = at[positional], layouts[positional], sizes[positional]
    places = np.flatnonzero(np.repeat(positional, sizes))
    weights[places] = data[ragged(at, of_list)]
    counts[places] = _numbers(data, ends[positional] - 4 - of_list * (layouts & 7), of_list, layouts & 7)
    gap_widths = np.repeat(layouts >> 3, of_list)
    gaps_at = _first_gaps(at + of_list + 1, of_list, counts[places], gap_widths)
    kept = docs >= 0
    if not kept.all():
        with_gaps = kept[places]
        gaps_at, gap_widths, places = gaps_at[with_gaps], gap_widths[with_gaps], places[with_gaps]
    gaps = _numbers(data, gaps_at, counts[places], gap_widths - 1, between=1)
    left = np.add.reduceat(kept, np.cumsum(sizes) - sizes, dtype=np.int64)
    return Postings(
        keys=[key for key, size in zip(keys, left.tolist(), strict=True) if size],
        starts=np.concatenate(([0], np.cumsum(left[left > 0]))),
        docs=docs[kept].astype(np.int32),
        weights=weights[kept],
        counts=counts[kept].astype(np.uint32),
        gaps=gaps.astype(np.uint32),
    )


def _first_gaps(at: Array, sizes: Array, counts: Array, widths: Array) -> Array:
    """Where the number of each posting's first gap lies: its list's values begin at `at`, and it has so many gaps of this width."""
    heads, values = value_sizes(counts, widths)
    whole = heads + values
    before = np.cumsum(whole) - whole
    firsts = np.cumsum(sizes) - sizes
    found: Array = before + heads + 6 + np.repeat(at - before[firsts], sizes)
    return found


def _numbers(data: Array, at: Array, counts: Array, widths: Array, between: int = 0) -> Array:
    """`count` numbers of `width` bytes from each place on, the lowest byte first, with so many bytes between them."""
    out = np.zeros(int(counts.sum()), np.int64)
    firsts = np.cumsum(counts) - counts
    for width in np.flatnonzero(np.bincount(widths)).tolist():
        chosen = np.flatnonzero(widths == width)
        step = int(width) + between
        items = ragged(at[chosen], counts[chosen], step)
        values = data[items].astype(np.int64)
        for byte in range(1, width):
            values |= data[items + byte].astype(np.int64) << 8 * byte
        if len(chosen) == len(at):
            return values
        out[ragged(firsts[chosen], counts[chosen])] = values
    return out
