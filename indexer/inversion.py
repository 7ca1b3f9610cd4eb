"""From documents to posting lists: every word becomes a number, then NumPy sorts. Memory is bounded by a run, not by the index.

A run is as many documents as have about four million words. Its lists are kept in memory when it is the only one, else in files,
and `merged` joins the lists of all runs term by term.
"""

import heapq
import pickle
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from indexer.documents import RECURRING, Document
from indexer.fields import KINDS, NUMBERS, TEXTS, WORDS_OF
from indexer.postings import Postings, ragged
from indexer.recurring import Recurring
from indexer.words import ENGLISH, PLAIN, WORD, Reading

Array = npt.NDArray[Any]

RUN_WORDS = 3_000_000
"""Words of a run: with what NumPy needs to sort them, about 400 MB."""

_CHUNK = 1_000_000  # postings that are merged at a time
_SEQUENCE_BITS = 26  # a run has fewer words than this can count
_NAMES = ("starts", "docs", "weights", "counts", "gaps")


def prefix_of(field: str) -> bytes:
    """What every key of a field begins with."""
    return NUMBERS[field].to_bytes(2, "big")


def reading_of(field: str) -> Reading:
    """How a field's words become terms."""
    return ENGLISH if field in TEXTS and field != "authority" else PLAIN


class _Slots(dict[str, tuple[int, ...]]):
    """The numbers of the keys of one field's words, by what stands between two spaces: most of it is one word and recurs.

    What was never seen is read, and its words' keys get numbers.
    """

    def __init__(self, field: str, keys: dict[bytes, int]) -> None:
        self._prefix = prefix_of(field)
        self._term = reading_of(field).term
        self._keys = keys

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        keys = [self._prefix + self._term(word).encode() for word in WORD.findall(chunk)]
        slots = self[chunk] = tuple([self._keys.setdefault(key, len(self._keys)) for key in keys])
        return slots

    def of(self, chunks: Iterable[str]) -> Iterable[int]:
        """The numbers of all words of these chunks, in order."""
        return chain.from_iterable(map(self.__getitem__, chunks))


class Inverter:
    """Takes documents in and gives their posting lists, run by run. Documents are numbered from 0, over all runs."""

    def __init__(self, recurring: Recurring, *, learn: bool) -> None:
        self._recurring = recurring
        self._learn = learn
        self.documents = 0
        self.lengths: dict[str, array[int]] = {field: array("I") for field in TEXTS}
        self._begin()

    def _begin(self) -> None:
        self._keys: dict[bytes, int] = {}
        self._slots = {field: _Slots(field, self._keys) for field, kind in KINDS.items() if kind in ("text", "words")}
        self._stream = array("I")
        self._weights = bytearray()
        # One entry a stretch of the stream: the document, its words, and whether they have positions.
        self._stretches: list[tuple[int, int, bool]] = []
        self._content: list[tuple[int, int]] = []
        self._sources: list[str] = []

    @property
    def full(self) -> bool:
        """Whether the run should be finished."""
        return len(self._stream) >= RUN_WORDS

    def add(self, document: Document) -> None:
        """Takes a document in."""
        begun = len(self._stream)
        printed: set[str] = set()
        for weight, text in document.content:
            # No word has a space in it, so this is the same as looking for words in the whole text, and four times as fast.
            chunks = text.split()
            printed.update(chunks)
            before = len(self._stream)
            self._stream.extend(self._slots["content"].of(chunks))
            self._weights += bytes((weight,)) * (len(self._stream) - before)
        self._content.append((begun, len(self._stream) - begun))
        self._stretch(begun, positions=True)
        self.lengths["content"].append(len(self._stream) - begun)
        keys, numbers = self._keys, set(self._slots["content_words"].of(printed))
        for field, text in document.texts.items():
            chunks = text.split()
            begun = len(self._stream)
            self._stream.extend(self._slots[field].of(chunks))
            self._weights += b"\4" * (len(self._stream) - begun)
            self._stretch(begun, positions=True)
            self.lengths[field].append(len(self._stream) - begun)
            if WORDS_OF[field] != field:
                numbers.update(self._slots[WORDS_OF[field]].of(chunks))
        for field, values in document.exact.items():
            numbers.update(keys.setdefault(prefix_of(field) + value.encode(), len(keys)) for value in values)
        for field, day in document.days.items():
            # Whoosh's NUMERIC of 32 bits without a sign and without tiers: a zero for the tier, then the number.
            key = prefix_of(field) + b"\0" + day.to_bytes(4, "big")
            numbers.add(keys.setdefault(key, len(keys)))
        begun = len(self._stream)
        self._stream.extend(numbers)
        self._weights += bytes(len(self._stream) - begun)
        self._stretch(begun, positions=False)
        self._sources.append(document.source)
        self.documents += 1

    def _stretch(self, begun: int, *, positions: bool) -> None:
        self._stretches.append((self.documents, len(self._stream) - begun, positions))

    def finish(self) -> Postings:
        """The run's lists; the next document begins another."""
        keys = sorted(self._keys)
        postings = self._postings(keys)
        self._begin()
        return postings

    def _postings(self, keys: list[bytes]) -> Postings:
        slots = np.array(self._stream, np.uint32)
        weights = np.frombuffer(bytes(self._weights), np.uint8).copy()
        self._weigh_down(slots, weights)
        ranks = np.empty(len(keys), np.uint64)
        ranks[np.fromiter((self._keys[key] for key in keys), np.int64, len(keys))] = np.arange(len(keys))
        order = ranks[slots] << np.uint64(_SEQUENCE_BITS) | np.arange(len(slots), dtype=np.uint64)
        order.sort()
        rank = (order >> np.uint64(_SEQUENCE_BITS)).astype(np.int64)
        place = (order & np.uint64((1 << _SEQUENCE_BITS) - 1)).astype(np.int64)
        sizes = np.array([size for _, size, _ in self._stretches], np.int64)
        documents = np.repeat(np.array([document for document, _, _ in self._stretches], np.int32), sizes)[place]
        positions = (np.arange(len(slots)) - np.repeat(np.cumsum(sizes) - sizes, sizes)).astype(np.int64)[place]
        positional = np.repeat(np.array([positional for _, _, positional in self._stretches], bool), sizes)[place]
        new_term = np.diff(rank, prepend=-1) != 0
        new = new_term | (np.diff(documents, prepend=-1) != 0)
        firsts = np.flatnonzero(new)
        gaps = np.diff(positions, prepend=0)
        gaps[firsts] = positions[firsts]
        return Postings(
            keys=keys,
            starts=np.append(np.flatnonzero(new_term[firsts]), len(firsts)),
            docs=documents[firsts],
            weights=np.minimum(np.add.reduceat(weights[place], firsts, dtype=np.int64), 255).astype(np.uint8),
            counts=np.where(positional[firsts], np.diff(firsts, append=len(place)), 0).astype(np.uint32),
            gaps=gaps[positional].astype(np.uint32),
        )

    def _weigh_down(self, slots: Array, weights: Array) -> None:
        """Gives words of recurring stretches the weight of recital."""
        hashes = np.fromiter((crc32(key) for key in self._keys), np.uint64, len(self._keys))
        sizes = np.array([size for _, size in self._content], np.int64)
        places = ragged(np.array([begun for begun, _ in self._content], np.int64), sizes)
        words = hashes[slots[places]]
        judge = self._recurring.learn if self._learn else self._recurring.recognise
        places = places[judge(words, sizes.tolist(), self._sources)]
        weights[places] = np.minimum(weights[places], RECURRING)


# -- runs on disk, and their merging -------------------------------------------------------------------------------------------------


def write_run(postings: Postings, folder: Path) -> None:
    """Puts a run's lists into files of a new folder."""
    folder.mkdir()
    for name in _NAMES:
        np.save(folder / f"{name}.npy", getattr(postings, name))
    with (folder / "keys").open("wb") as stream:
        for key in postings.keys:
            pickle.dump(key, stream)


class _StoredRun:
    """A run in files: arrays mapped, keys read one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _NAMES}

    def numbered(self, number: int) -> Iterator[tuple[bytes, int]]:
        """Its keys, each with this number."""
        with (self._folder / "keys").open("rb") as stream:
            for _ in range(len(self.arrays["starts"]) - 1):
                yield pickle.load(stream), number  # noqa: S301 - written by this process a moment ago


class _HeldRun:
    """A run in memory."""

    def __init__(self, postings: Postings) -> None:
        self._keys = postings.keys
        self.arrays: dict[str, Array] = {name: getattr(postings, name) for name in _NAMES}

    def numbered(self, number: int) -> Iterator[tuple[bytes, int]]:
        """Its keys, each with this number."""
        return ((key, number) for key in self._keys)


def merged(runs: Sequence[Path | Postings]) -> Iterator[Postings]:
    """The lists of all runs as one, some terms at a time, in order. A run's documents come after those of the runs before it."""
    sources = [_HeldRun(run) if isinstance(run, Postings) else _StoredRun(run) for run in runs]
    gap_starts = [np.concatenate(([0], np.cumsum(source.arrays["counts"], dtype=np.int64))) for source in sources]
    at = [0] * len(sources)
    keys: list[bytes] = []
    ranks: list[list[int]] = [[] for _ in sources]
    held = 0
    for key, number in heapq.merge(*(source.numbered(number) for number, source in enumerate(sources))):
        if not keys or key != keys[-1]:
            if held >= _CHUNK:
                yield _joined(keys, ranks, sources, gap_starts, at)
                keys, ranks, held = [], [[] for _ in sources], 0
            keys.append(key)
        starts = sources[number].arrays["starts"]
        nth = at[number] + len(ranks[number])
        held += int(starts[nth + 1]) - int(starts[nth])
        ranks[number].append(len(keys) - 1)
    if keys:
        yield _joined(keys, ranks, sources, gap_starts, at)


def _joined(
    keys: list[bytes], ranks: list[list[int]], sources: Sequence[_HeldRun | _StoredRun], gap_starts: list[Array], at: list[int]
) -> Postings:
    """The lists of these keys; `ranks` says which of them each source has next, `at` how many of its keys were taken before."""
    parts: dict[str, list[Array]] = {name: [] for name in ("rank", "docs", "weights", "counts", "gaps")}
    for number, (of_source, source) in enumerate(zip(ranks, sources, strict=True)):
        if not of_source:
            continue
        starts = source.arrays["starts"][at[number] : at[number] + len(of_source) + 1]
        low, high = int(starts[0]), int(starts[-1])
        parts["rank"].append(np.repeat(np.array(of_source, np.int64), np.diff(starts)))
        for name in ("docs", "weights", "counts"):
            parts[name].append(source.arrays[name][low:high])
        parts["gaps"].append(source.arrays["gaps"][gap_starts[number][low] : gap_starts[number][high]])
        at[number] += len(of_source)
    joined = {name: np.concatenate(arrays) for name, arrays in parts.items()}
    order = np.argsort(joined["rank"], kind="stable")
    counts = joined["counts"].astype(np.int64)
    gaps = joined["gaps"][ragged((np.cumsum(counts) - counts)[order], counts[order])]
    starts = np.searchsorted(joined["rank"][order], np.arange(len(keys) + 1))
    return Postings(keys, starts, joined["docs"][order], joined["weights"][order], joined["counts"][order], gaps)
