"""Which stretches of a letter its source writes into many letters: learned by counting shingles, in bounded memory.

A shingle is eight words in a row. One in four is counted, by its hash and its source's, in a table of fixed size; each once a letter. Words
under a shingle that a good share of the source's letters have are recital. Two shingles that share a cell can only make a word count less.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

SHINGLE = 8  # words; shorter runs recur by chance, longer ones miss paragraphs with a name or a date in them
_SHARE = 0.05  # of the source's letters
_LEAST = 4  # letters, however small the source
_MOST = 200  # letters: enough in any source, and a cell counts to 255 only
_BITS = 22  # 4 MB; 100,000 letters put about four shingles into a cell
_MIX = np.uint64(0x9E3779B97F4A7C15)


@dataclass
class Recurring:
    """Counts of shingles, and of letters by source."""

    cells: Array = field(default_factory=lambda: np.zeros(1 << _BITS, np.uint8))
    letters: dict[str, int] = field(default_factory=dict)

    def learn(self, words: Array, lengths: Sequence[int], sources: Sequence[str]) -> Array:
        """Counts letters that stand one behind the other (hashes of their words, how many each has, their sources); says which words recur."""
        shingles = _shingles(words, lengths, sources)
        cells = shingles.cells & np.uint64(len(self.cells) - 1)
        pairs = shingles.letters.astype(np.uint64) << np.uint64(32) | cells
        pairs.sort()
        once = (pairs[np.diff(pairs, prepend=~np.uint64(0)) != 0] & np.uint64(0xFFFFFFFF)).astype(np.int64)
        counted = np.bincount(once, minlength=len(self.cells))
        self.cells = np.minimum(self.cells + counted, 255).astype(np.uint8)
        for source in sources:
            self.letters[source] = self.letters.get(source, 0) + 1
        return self._marked(words, shingles, cells, sources)

    def recognise(self, words: Array, lengths: Sequence[int], sources: Sequence[str]) -> Array:
        """Says which words recur, and counts nothing."""
        shingles = _shingles(words, lengths, sources)
        return self._marked(words, shingles, shingles.cells & np.uint64(len(self.cells) - 1), sources)

    def _marked(self, words: Array, shingles: "_Shingles", cells: Array, sources: Sequence[str]) -> Array:
        least = np.array([min(_MOST, max(_LEAST, _SHARE * self.letters.get(source, 0))) for source in sources])
        recurs = shingles.places[self.cells[cells.astype(np.int64)] >= least[shingles.letters]]
        marked = np.zeros(len(words) + SHINGLE, bool)
        for step in range(SHINGLE):
            marked[recurs + step] = True
        return marked[: len(words)]

    def save(self, path: Path) -> None:
        """Writes the table, folded to what so many letters need."""
        cells = self.cells.astype(np.int64)
        needed = max(10, int(np.log2(1 + 1000 * sum(self.letters.values()))))
        while len(cells) > 1 << needed:
            cells = cells[: len(cells) // 2] + cells[len(cells) // 2 :]
        names = "\n".join(f"{count} {source}" for source, count in self.letters.items()).encode()
        with path.open("wb") as stream:
            np.save(stream, np.minimum(cells, 255).astype(np.uint8))
            np.save(stream, np.frombuffer(names, np.uint8))

    @classmethod
    def load(cls, path: Path) -> "Recurring":
        """The table of a file that `save` wrote."""
        with path.open("rb") as stream:
            cells, names = np.load(stream), np.load(stream).tobytes().decode()
        counts = (line.split(" ", 1) for line in names.splitlines())
        return cls(cells, {source: int(count) for count, source in counts})


@dataclass(frozen=True)
class _Shingles:
    places: Array
    letters: Array
    cells: Array


def _shingles(words: Array, lengths: Sequence[int], sources: Sequence[str]) -> _Shingles:
    """The shingles that are counted: where each begins, in which letter, and its hash."""
    sizes = np.array(lengths, np.int64)
    letters = np.repeat(np.arange(len(sizes)), sizes)
    left = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(words))
    value = np.zeros(max(0, len(words) - SHINGLE + 1), np.uint64)
    for step in range(SHINGLE):
        value *= _MIX
        value += words[step : step + len(value)]
    letters = letters[: len(value)]
    value ^= np.array([crc32(source.encode()) for source in sources], np.uint64)[letters] * _MIX
    value *= _MIX
    value ^= value >> np.uint64(29)
    value *= _MIX
    places = np.flatnonzero((left[: len(value)] >= SHINGLE) & (value >> np.uint64(62) == 0))
    return _Shingles(places, letters[places], value[places] >> np.uint64(16))
