"""From documents to posting lists: every word becomes a number, then NumPy sorts. Memory is bounded by a run, not by the index.

A run is as many documents as have about four million words. Its lists are kept in memory when it is the only one, else in files,
and `merged` joins the lists of all runs term by term.
"""

import heapq
import pickle
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from indexer.documents import RECURRING, Document
from indexer.fields import KINDS, NAMES, NUMBERS, STEMMED, TEXTS, WORDS_OF
from indexer.postings import Postings, ragged
from indexer.recurring import Recurring
from indexer.words import ENGLISH, PLAIN, WORD

Array = npt.NDArray[Any]

RUN_WORDS = 2_000_000
"""Words of a run: with what NumPy needs to sort them, about 250 MB."""

_CHUNKS = 500_000  # spellings with their commas that are remembered: 150 MB
_CHUNK = 1_000_000  # postings that are merged at a time
_SEQUENCE_BITS, _TERM_BITS = 25, 26  # a run has fewer words than the one can count, a segment fewer terms than the other
_TERM_MASK = (1 << _TERM_BITS) - 1
_DTYPES: dict[str, Any] = {"starts": np.int64, "docs": np.int32, "weights": np.uint8, "counts": np.uint32, "gaps": np.uint32}
_FIGURES = ("docs", "weights", "counts", "gaps")
_IS_STEMMED = np.array([name in STEMMED for name in NAMES])
_HAS_POSITIONS = np.array([KINDS[name] == "text" for name in NAMES])
_PREFIXES = [number.to_bytes(2, "big") for number in range(len(NAMES))]
_ENCODINGS = ["latin-1" if KINDS[name] == "day" else "utf-8" for name in NAMES]


class _Terms(dict[str, int]):
    """A number for every term of any field: printed words, stems, whole values. A new one gets the next."""

    def __init__(self) -> None:
        self.stems: array[int] = array("I")

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        # Its place is taken before the stem asks for one of its own, and filled when that is known.
        self.stems.append(number)
        return number


class _Chunks(dict[str, tuple[int, ...]]):
    """The numbers of the printed words in what stands between two spaces: most of it is one word, and comes again."""

    def __init__(self, terms: _Terms) -> None:
        self._terms = terms
        self._known: set[int] = set()

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) >= _CHUNKS:
            self.clear()
        words = self[chunk] = tuple([self._word(word) for word in WORD.findall(chunk)])
        return words

    def _word(self, word: str) -> int:
        number = self._terms[PLAIN.term(word)]
        if number not in self._known:
            self._known.add(number)
            self._terms.stems[number] = self._terms[ENGLISH.term(word)]
        return number

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
        self._terms = _Terms()
        self._chunks = _Chunks(self._terms)
        self._begin()

    def _begin(self) -> None:
        self._stream = array("I")
        self._weights = bytearray()
        # One entry a stretch of the stream: the document, the field's number, how many terms.
        self._stretches: list[tuple[int, int, int]] = []
        self._content: list[tuple[int, int]] = []
        self._sources: list[str] = []

    @property
    def empty(self) -> bool:
        """Whether no document came since the last run was finished."""
        return not self._stretches

    @property
    def full(self) -> bool:
        """Whether the run should be finished."""
        return len(self._stream) >= RUN_WORDS

    def add(self, document: Document) -> None:
        """Takes a document in."""
        begun = len(self._stream)
        for weight, text in document.content:
            # No word has a space in it, so this is the same as looking for words in the whole text.
            before = len(self._stream)
            self._stream.extend(self._chunks.of(text.split()))
            self._weights += bytes((weight,)) * (len(self._stream) - before)
        self._content.append((begun, len(self._stream) - begun))
        self._text("content", begun)
        for field, text in document.texts.items():
            begun = len(self._stream)
            self._stream.extend(self._chunks.of(text.split()))
            self._weights += b"\4" * (len(self._stream) - begun)
            self._text(field, begun)
        for field, values in document.exact.items():
            self._stretch(field, [self._terms[value] for value in dict.fromkeys(values)])
        for field, day in document.days.items():
            # Whoosh's NUMERIC of 32 bits without a sign and without tiers: a zero for the tier, then the number; a letter for a byte.
            self._stretch(field, [self._terms[(b"\0" + day.to_bytes(4, "big")).decode("latin-1")]])
        self._sources.append(document.source)
        self.documents += 1

    def _text(self, field: str, begun: int) -> None:
        """Notes what was read into the stream as a field's text, and its printed words."""
        words = self._stream[begun:]
        self._stretches.append((self.documents, NUMBERS[field], len(words)))
        self.lengths[field].append(len(words))
        if WORDS_OF[field] != field:
            self._stretch(WORDS_OF[field], set(words))

    def _stretch(self, field: str, terms: Collection[int]) -> None:
        self._stream.extend(terms)
        self._weights += bytes(len(terms))
        self._stretches.append((self.documents, NUMBERS[field], len(terms)))

    def finish(self) -> Postings:
        """The run's lists; the next document begins another."""
        postings = self._postings()
        self._begin()
        return postings

    def _postings(self) -> Postings:
        stretches = np.array(self._stretches, np.int64)
        sizes = stretches[:, 2]
        fields = np.repeat(stretches[:, 1], sizes)
        terms = np.array(self._stream, np.int64)
        stemmed = _IS_STEMMED[fields]
        terms[stemmed] = np.array(self._terms.stems, np.int64)[terms[stemmed]]
        weights = np.frombuffer(bytes(self._weights), np.uint8).copy()
        names = list(self._terms)
        used = np.flatnonzero(np.bincount(terms, minlength=len(names)))
        self._weigh_down(terms, weights, names, used)
        # Strings sort as their UTF-8 does.
        in_order = sorted(used.tolist(), key=names.__getitem__)
        ranks = np.zeros(len(names), np.int64)
        ranks[in_order] = np.arange(len(in_order))
        order = (fields << _TERM_BITS | ranks[terms]).astype(np.uint64) << np.uint64(_SEQUENCE_BITS) | np.arange(
            len(terms), dtype=np.uint64
        )
        order.sort()
        place = (order & np.uint64((1 << _SEQUENCE_BITS) - 1)).astype(np.int64)
        codes = (order >> np.uint64(_SEQUENCE_BITS)).astype(np.int64)
        del order
        documents = np.repeat(stretches[:, 0].astype(np.int32), sizes)[place]
        positions = (np.arange(len(terms)) - np.repeat(np.cumsum(sizes) - sizes, sizes))[place]
        positional = _HAS_POSITIONS[codes >> _TERM_BITS]
        new_term = np.diff(codes, prepend=-1) != 0
        firsts = np.flatnonzero(new_term | (np.diff(documents, prepend=-1) != 0))
        gaps = np.diff(positions, prepend=0)
        gaps[firsts] = positions[firsts]
        lists = np.flatnonzero(new_term[firsts])
        keys = [
            _PREFIXES[code >> _TERM_BITS] + names[in_order[code & _TERM_MASK]].encode(_ENCODINGS[code >> _TERM_BITS])
            for code in codes[firsts[lists]].tolist()
        ]
        return Postings(
            keys=keys,
            starts=np.append(lists, len(firsts)),
            docs=documents[firsts],
            weights=np.minimum(np.add.reduceat(weights[place], firsts, dtype=np.int64), 255).astype(np.uint8),
            counts=np.where(positional[firsts], np.diff(firsts, append=len(place)), 0).astype(np.uint32),
            gaps=gaps[positional].astype(np.uint32),
        )

    def _weigh_down(self, terms: Array, weights: Array, names: list[str], used: Array) -> None:
        """Gives words of recurring stretches the weight of recital."""
        hashes = np.zeros(len(names), np.uint64)
        hashes[used] = np.fromiter((crc32(names[number].encode()) for number in used.tolist()), np.uint64, len(used))
        sizes = np.array([size for _, size in self._content], np.int64)
        places = ragged(np.array([begun for begun, _ in self._content], np.int64), sizes)
        judge = self._recurring.learn if self._learn else self._recurring.recognise
        places = places[judge(hashes[terms[places]], sizes.tolist(), self._sources)]
        weights[places] = np.minimum(weights[places], RECURRING)


# -- runs on disk, and their merging -------------------------------------------------------------------------------------------------


def write_run(parts: Iterable[Postings], folder: Path) -> None:
    """Puts a run's lists, in parts that follow one another, into files of a new folder."""
    folder.mkdir()
    with ExitStack() as opened:
        streams = {name: opened.enter_context((folder / name).open("wb")) for name in (*_DTYPES, "keys")}
        streams["starts"].write(np.zeros(1, _DTYPES["starts"]).tobytes())
        written = 0
        for postings in parts:
            streams["starts"].write((postings.starts[1:] + written).astype(_DTYPES["starts"]).tobytes())
            written += len(postings.docs)
            for name in _FIGURES:
                streams[name].write(getattr(postings, name).astype(_DTYPES[name]).tobytes())
            for key in postings.keys:
                pickle.dump(key, streams["keys"])


def held_run(parts: Iterable[Postings]) -> Postings:
    """A run's lists, in parts that follow one another, as one."""
    held = list(parts)
    before = np.cumsum([0, *(len(postings.docs) for postings in held)])
    starts = [np.zeros(1, np.int64), *(postings.starts[1:] + begun for postings, begun in zip(held, before.tolist(), strict=False))]
    whole = {
        name: np.concatenate([np.zeros(0, _DTYPES[name]), *(getattr(postings, name) for postings in held)], dtype=_DTYPES[name])
        for name in _FIGURES
    }
    return Postings([key for postings in held for key in postings.keys], np.concatenate(starts), **whole)


class _StoredRun:
    """A run in files. They are read, not mapped: what is read is given back, and does not count as this process's memory."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.starts = np.fromfile(folder / "starts", _DTYPES["starts"])

    def part(self, name: str, low: int, high: int) -> Array:
        """A stretch of one of its arrays."""
        dtype = np.dtype(_DTYPES[name])
        return np.fromfile(self._folder / name, dtype, high - low, offset=low * dtype.itemsize)

    def numbered(self, number: int) -> Iterator[tuple[bytes, int]]:
        """Its keys, each with this number."""
        with (self._folder / "keys").open("rb") as stream:
            for _ in range(len(self.starts) - 1):
                yield pickle.load(stream), number  # noqa: S301 - written by this process a moment ago


class _HeldRun:
    """A run in memory."""

    def __init__(self, postings: Postings) -> None:
        self._postings = postings
        self.starts = postings.starts

    def part(self, name: str, low: int, high: int) -> Array:
        """A stretch of one of its arrays."""
        array_: Array = getattr(self._postings, name)
        return array_[low:high]

    def numbered(self, number: int) -> Iterator[tuple[bytes, int]]:
        """Its keys, each with this number."""
        return ((key, number) for key in self._postings.keys)


def merged(runs: Sequence[Path | Postings]) -> Iterator[Postings]:
    """The lists of all runs as one, some terms at a time, in order. A run's documents come after those of the runs before it."""
    sources = [_HeldRun(run) if isinstance(run, Postings) else _StoredRun(run) for run in runs]
    merger = _Merger(sources)
    for key, number in heapq.merge(*(source.numbered(number) for number, source in enumerate(sources))):
        if merger.keys and key != merger.keys[-1] and merger.held >= _CHUNK:
            yield merger.joined()
        merger.take(key, number)
    if merger.keys:
        yield merger.joined()


class _Merger:
    """The keys that are joined next, and how far each source was read: `_lists` lists and `_gaps` gaps."""

    def __init__(self, sources: Sequence[_HeldRun | _StoredRun]) -> None:
        self._sources = sources
        self._lists = [0] * len(sources)
        self._gaps = [0] * len(sources)
        self._begin()

    def _begin(self) -> None:
        self.keys: list[bytes] = []
        self.held = 0
        # By source: which of the keys it has, by their place among them.
        self._ranks: list[list[int]] = [[] for _ in self._sources]

    def take(self, key: bytes, number: int) -> None:
        """Notes that a source has this key next; keys come in order."""
        if not self.keys or key != self.keys[-1]:
            self.keys.append(key)
        ranks, starts = self._ranks[number], self._sources[number].starts
        at = self._lists[number] + len(ranks)
        self.held += int(starts[at + 1] - starts[at])
        ranks.append(len(self.keys) - 1)

    def joined(self) -> Postings:
        """The lists of the noted keys; other keys come next."""
        parts: dict[str, list[Array]] = {name: [] for name in ("rank", "docs", "weights", "counts", "gaps")}
        for number, (ranks, source) in enumerate(zip(self._ranks, self._sources, strict=True)):
            if not ranks:
                continue
            starts = source.starts[self._lists[number] : self._lists[number] + len(ranks) + 1]
            low, high = int(starts[0]), int(starts[-1])
            parts["rank"].append(np.repeat(np.array(ranks, np.int64), np.diff(starts)))
            for name in ("docs", "weights", "counts"):
                parts[name].append(source.part(name, low, high))
            gaps = self._gaps[number]
            self._gaps[number] += int(parts["counts"][-1].sum(dtype=np.int64))
            parts["gaps"].append(source.part("gaps", gaps, self._gaps[number]))
            self._lists[number] += len(ranks)
        whole = {name: np.concatenate(arrays) for name, arrays in parts.items()}
        order = np.argsort(whole["rank"], kind="stable")
        counts = whole["counts"].astype(np.int64)
        gaps_in_order = whole["gaps"][ragged((np.cumsum(counts) - counts)[order], counts[order])]
        starts = np.searchsorted(whole["rank"][order], np.arange(len(self.keys) + 1))
        postings = Postings(self.keys, starts, whole["docs"][order], whole["weights"][order], whole["counts"][order], gaps_in_order)
        self._begin()
        return postings
