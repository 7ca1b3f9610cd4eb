"""What the index holds, and how text becomes terms: one analyzer for indexing, queries and highlights."""

import re
from collections.abc import Iterator
from typing import Any

import Stemmer
from whoosh.analysis import Composable, Token
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema

SCHEMA_VERSION = 1
"""Part of the index folder's name: another version is another index, built anew."""

ROW_FIELDS = ("id", "reference", "authority", "title", "url", "date_responded", "date_published", "decision", "withdrawn")
"""Stored with each document: what a row of results shows without asking the store."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_FOLDED = str.maketrans("àáâãäåçèéêëìíîïñòóôõöùúûüýÿŵŷ’", "aaaaaaceeeeiiiinooooouuuuyywy'")


class EnglishAnalyzer(Composable):  # type: ignore[misc]  # whoosh has no types
    """Words in lower case without accents, stemmed by Snowball's English unless `stem` is false. Nothing is left out: phrases need all."""

    is_morph = True

    def __init__(self, stem: bool = True) -> None:
        self.stem = stem
        self._prepare()

    def _prepare(self) -> None:
        self._stemmer = Stemmer.Stemmer("english") if self.stem else None
        self._memo: dict[str, str] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"stem": self.stem}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.stem = state["stem"]
        self._prepare()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EnglishAnalyzer) and other.stem == self.stem

    def __hash__(self) -> int:
        return hash(self.stem)

    def term(self, word: str) -> str:
        """The term that a word is indexed under."""
        term = self._memo.get(word)
        if term is None:
            plain = word.lower().translate(_FOLDED).removesuffix("'s")
            term = self._stemmer.stemWord(plain) if self._stemmer else plain
            if len(self._memo) < 200_000:
                self._memo[word] = term
        return term

    def spans(self, text: str) -> Iterator[tuple[str, int, int]]:
        """(term, start, end) of every word."""
        for match in _WORD.finditer(text):
            yield self.term(match.group()), match.start(), match.end()

    def __call__(
        self, value: str, positions: bool = False, chars: bool = False, keeporiginal: bool = False, removestops: bool = True,
        start_pos: int = 0, start_char: int = 0, tokenize: bool = True, mode: str = "", **kwargs: Any,
    ) -> Iterator[Token]:  # fmt: skip
        token = Token(positions, chars, removestops=removestops, mode=mode, **kwargs)
        for position, (term, start, end) in enumerate(self.spans(value), start_pos):
            token.text = term
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = position
            if chars:
                token.startchar = start_char + start
                token.endchar = start_char + end
            yield token


ENGLISH = EnglishAnalyzer()
PLAIN = EnglishAnalyzer(stem=False)


def schema() -> Schema:
    """The fields. `content` decides what matches, `title` and `question` what ranks higher; a date is the range of days that it can be."""
    dates = {f"{role}_{end}": NUMERIC(int, sortable=True) for role in ("received", "responded", "published") for end in ("from", "to")}
    return Schema(
        id=ID(unique=True, stored=True),
        row=STORED,
        content=TEXT(analyzer=ENGLISH, phrase=True),
        title=TEXT(analyzer=ENGLISH, phrase=True),
        question=TEXT(analyzer=ENGLISH, phrase=True),
        authority=TEXT(analyzer=PLAIN, phrase=True),
        source=ID,
        nation=ID,
        reference=KEYWORD(commas=True, lowercase=True),
        decision=ID,
        exemption=KEYWORD(commas=True),
        mentions=KEYWORD(commas=True),
        filetype=KEYWORD(commas=True),
        withdrawn=ID,
        newest=NUMERIC(int, sortable=True),
        **dates,
    )
