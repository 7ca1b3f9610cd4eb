"""Search as the command line shows it: rows with the passage that shows why each was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from indexer.engine import Engine, Match
from indexer.query import Node, Phrase, Word, parse, words_of
from indexer.schema import ENGLISH, PLAIN
from indexer.store import Store

_PASSAGE_WORDS = 32
_BREAKS = "\n"


@dataclass(frozen=True)
class Hit:
    """One result. `highlights` are `[start, end)` offsets into `snippet`."""

    id: str
    reference: str | None
    authority: str
    title: str | None
    url: str | None
    date_responded: str | None
    decision: str
    score: float
    snippet: str
    highlights: list[tuple[int, int]] = field(default_factory=list)
    withdrawn: str | None = None


@dataclass(frozen=True)
class Found:
    """A page of results and the size of the whole."""

    query: str
    total: int
    offset: int
    hits: list[Hit]


def find(engine: Engine, store: Store, query: str, *, limit: int = 10, offset: int = 0, sort: str = "relevance") -> Found:
    """The hits of a query, best first. Raises QueryProblem, IndexProblem and StoreProblem."""
    node = parse(query)
    matches = engine.search(node, limit=limit, offset=offset, sort=sort)
    records = store.get_many([match.id for match in matches.rows])
    texts = {disclosure_id: record.text for disclosure_id, record in records.items()}
    hits = [_hit(match, node, texts.get(match.id, "")) for match in matches.rows]
    return Found(query, matches.total, offset, hits)


def _hit(match: Match, node: Node, text: str) -> Hit:
    row: dict[str, Any] = {
        name: match.row.get(name) for name in ("reference", "authority", "title", "url", "date_responded", "decision", "withdrawn")
    }
    snippet, highlights = passage(text, node)
    return Hit(id=match.id, score=round(match.score, 4), snippet=snippet, highlights=highlights, **row)


def passage(text: str, node: Node) -> tuple[str, list[tuple[int, int]]]:
    """The stretch of the text with most of the query's words in it, and where they stand in it."""
    spans = list(ENGLISH.spans(text))
    marked = sorted(set(_marks(text, spans, words_of(node))))
    if not spans:
        return "", []
    if marked:
        best = max(range(len(marked)), key=lambda start: _worth(spans, marked, start))
        first = max(0, marked[best] - 6)
    else:
        first = 0
    last = min(len(spans), first + _PASSAGE_WORDS) - 1
    start, end = spans[first][1], _end(text, spans[last][2])
    kept = [(spans[index][1] - start, spans[index][2] - start) for index in marked if first <= index <= last]
    before, after = ("… " if start > 0 else ""), (" …" if end < len(text.rstrip()) else "")
    snippet = before + text[start:end].replace("\n", " ") + after
    return snippet, _joined([(low + len(before), high + len(before)) for low, high in kept], snippet)


def _end(text: str, end: int) -> int:
    return end + 1 if text[end : end + 1] in (".", "?", "!", ")") else end


def _worth(spans: list[tuple[str, int, int]], marked: list[int], start: int) -> tuple[int, int]:
    """How many different terms, then how many marks, a passage from this mark on holds."""
    inside = [index for index in marked[start : start + _PASSAGE_WORDS] if index < marked[start] + _PASSAGE_WORDS - 6]
    return len({spans[index][0] for index in inside}), len(inside)


def _marks(text: str, spans: list[tuple[str, int, int]], words: Iterable[Word | Phrase]) -> Iterator[int]:
    """The places, among the text's words, of those that the query asks for."""
    terms = [term for term, _, _ in spans]
    for word in words:
        if isinstance(word, Phrase):
            wanted = [term for term, _, _ in ENGLISH.spans(word.text)]
            for index in range(len(terms) - len(wanted) + 1):
                if terms[index] == wanted[0] and terms[index : index + len(wanted)] == wanted:
                    yield from range(index, index + len(wanted))
        elif word.field != "authority":
            if word.prefix:
                prefix = PLAIN.term(word.word)
                yield from (index for index, (_, start, end) in enumerate(spans) if PLAIN.term(text[start:end]).startswith(prefix))
            else:
                wanted_term = ENGLISH.term(word.word)
                yield from (index for index, term in enumerate(terms) if term == wanted_term)


def _joined(highlights: list[tuple[int, int]], snippet: str) -> list[tuple[int, int]]:
    """Marks of neighbouring words as one."""
    joined: list[tuple[int, int]] = []
    for start, end in highlights:
        if joined and snippet[joined[-1][1] : start] == " ":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
