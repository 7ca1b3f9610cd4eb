"""How text becomes terms: one reading for indexing, queries and highlights. Loads no Whoosh; `schema.py` says the same in Whoosh's terms."""

import re
from collections.abc import Iterator
from typing import Any

import Stemmer

from indexer.fields import STEMMED

WORD = re.compile(r"\w+(?:['’]\w+)*")
FOLDED = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿŵŷ’", "aaaaaaceeeeiiiinooooouuuuyywy'")
STEMMER_VERSION = Stemmer.version()
"""Written into the manifest: another release of Snowball can give another stem, and then the index is built anew."""

_MEMO_LIMIT = 200_000  # words; an index of 100,000 letters has about as many that occur twice


class Reading:
    """Words in lower case without accents and possessive 's, stemmed by Snowball's English when `stem`. No word is left out: phrases need all."""

    def __init__(self, *, stem: bool) -> None:
        self._stem = Stemmer.Stemmer("english").stemWord if stem else None
        self._memo: dict[str, str] = {}

    def term(self, word: str) -> str:
        """The term that a word is indexed under."""
        term = self._memo.get(word)
        if term is None:
            plain = word.lower().translate(FOLDED).removesuffix("'s")
            term = self._stem(plain) if self._stem else plain
            if len(self._memo) < _MEMO_LIMIT:
                self._memo[word] = term
        return term

    def terms(self, text: str) -> list[str]:
        """The terms of a text, in order."""
        return [self.term(word) for word in WORD.findall(text)]

    def spans(self, text: str) -> Iterator[tuple[str, int, int]]:
        """(term, start, end) of every word."""
        for match in WORD.finditer(text):
            yield self.term(match.group()), match.start(), match.end()

    def __reduce__(self) -> tuple[Any, ...]:
        return _reading, (self._stem is not None,)


def _reading(stem: bool) -> Reading:
    return ENGLISH if stem else PLAIN


ENGLISH = Reading(stem=True)
PLAIN = Reading(stem=False)


def reading_of(field: str) -> Reading:
    """How a field's words become terms."""
    return ENGLISH if field in STEMMED else PLAIN
