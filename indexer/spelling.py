"""Words that are nearly another word: for `word~` and for "did you mean". Edit distance over all words at once."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_LONGEST = 30  # letters of a word that is compared; whoever types a longer one copied it


def near_words(lexicon: bytes, word: str, distance: int) -> list[str]:
    """The words of a lexicon (a newline behind each) that become `word` by at most so many letters added, left out or replaced."""
    words = [
        other
        for other in lexicon.decode().splitlines()
        if abs(len(other) - len(word)) <= distance and len(other) <= max(_LONGEST, len(word) + distance)
    ]
    if not words:
        return []
    distances = _distances(words, word)
    return [words[at] for at in np.flatnonzero(distances <= distance)]


def _distances(words: list[str], word: str) -> Array:
    """Levenshtein's distance of every word from one: the table's rows for all words together."""
    width = max(map(len, words))
    letters = np.array(words, f"U{width}").view(np.uint32).reshape(len(words), width)
    previous = np.tile(np.arange(width + 1, dtype=np.int16), (len(words), 1))
    for row, sign in enumerate(word, 1):
        current = np.empty_like(previous)
        current[:, 0] = row
        replaced = previous[:, :-1] + (letters != ord(sign))
        left_out = previous[:, 1:] + 1
        best = np.minimum(replaced, left_out)
        for column in range(width):
            current[:, column + 1] = np.minimum(best[:, column], current[:, column] + 1)
        previous = current
    lengths = np.array([len(other) for other in words])
    ends: Array = previous[np.arange(len(words)), lengths]
    return ends
