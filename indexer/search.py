"""Search as the command line shows it: rows with the passage that shows why each was found."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from indexer.engine import Engine, Match, Sort
from indexer.fields import WORDS_OF
from indexer.query import Fuzzy, Node, Pattern, Phrase, Word, parse, words_of
from indexer.store import Store
from indexer.words import ENGLISH, PLAIN

_PASSAGE_WORDS = 32
Span = tuple[str, int, int]
"""A word of a text: its term, and where it stands."""


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
    """A page of results and the size of the whole. `facets` count the whole; `suggestion` is another spelling, when a word is in no disclosure."""

    query: str
    total: int
    offset: int
    hits: list[Hit]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    suggestion: str | None = None


def find(
    engine: Engine, store: Store, query: str, *, limit: int = 10, offset: int = 0, sort: Sort = "relevance", facets: Sequence[str] = ()
) -> Found:
    """The hits of a query, best first. Raises QueryProblem, IndexProblem and StoreProblem."""
    node = parse(query)
    matches = engine.search(node, limit=limit, offset=offset, sort=sort, facets=facets)
    records = store.get_many([match.id for match in matches.rows])
    texts = {disclosure_id: record.text for disclosure_id, record in records.items()}
    hits = [_hit(match, node, texts.get(match.id, "")) for match in matches.rows]
    return Found(query, matches.total, offset, hits, matches.facets, None if matches.total else _suggestion(engine, query, node))


def _suggestion(engine: Engine, query: str, node: Node) -> str | None:
    """The query with every word that no disclosure has in the spelling of one that some have; None when nothing is near."""
    better = query
    for part in words_of(node):
        words = [part.word] if isinstance(part, Word) else re.findall(r"\w+(?:['’]\w+)*", part.text) if isinstance(part, Phrase) else []
        for word in words:
            near = engine.suggest(word, part.field)
            if near:
                better = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", near, better)
    return better if better != query else None


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


def _worth(spans: list[Span], marked: list[int], start: int) -> tuple[int, int]:
    """How many different terms, then how many marks, a passage from this mark on holds."""
    inside = [index for index in marked[start : start + _PASSAGE_WORDS] if index < marked[start] + _PASSAGE_WORDS - 6]
    return len({spans[index][0] for index in inside}), len(inside)


def _marks(text: str, spans: list[Span], words: Iterable[Word | Phrase | Pattern | Fuzzy]) -> Iterator[int]:
    """The places, among the text's words, of those that the query asks for."""
    terms = [term for term, _, _ in spans]
    for part in words:
        match part:
            case _ if WORDS_OF[part.field] == part.field:
                continue  # the authority's name; the text is not searched for it
            case Phrase(_, phrase, slop):
                yield from _phrase_marks(terms, ENGLISH.terms(phrase), slop)
            case Word(_, word, False):
                wanted_term = ENGLISH.term(word)
                yield from (index for index, term in enumerate(terms) if term == wanted_term)
            case Word() | Pattern() | Fuzzy():
                printed = [PLAIN.term(text[start:end]) for _, start, end in spans]
                wanted = set(_like(part, set(printed)))
                yield from (index for index, word in enumerate(printed) if word in wanted)


def _like(part: Word | Pattern | Fuzzy, printed: set[str]) -> Iterable[str]:
    """Which of the printed words a prefix, a pattern or a fuzzy word means."""
    match part:
        case Word(_, prefix):
            return [word for word in printed if word.startswith(PLAIN.term(prefix))]
        case Fuzzy(_, word, distance):
            # It loads NumPy, which a search that finds no ledger should not wait for.
            from indexer.spelling import near_words

            return near_words("\n".join(printed).encode(), PLAIN.term(word), distance)
        case Pattern(_, pattern):
            wanted = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in PLAIN.term(pattern))
            return [word for word in printed if re.fullmatch(wanted, word)]


def _phrase_marks(terms: list[str], wanted: list[str], slop: int) -> Iterator[int]:
    """The places of all words of a phrase, wherever one has begun and goes on to its end with no step longer than `slop`."""
    for begin in (index for index, term in enumerate(terms) if term == wanted[0]):
        chain = [begin]
        for term in wanted[1:]:
            following = next((index for index in range(chain[-1] + 1, chain[-1] + 1 + slop) if terms[index : index + 1] == [term]), None)
            if following is None:
                break
            chain.append(following)
        else:
            yield from chain


def _joined(highlights: list[tuple[int, int]], snippet: str) -> list[tuple[int, int]]:
    """Marks of neighbouring words as one."""
    joined: list[tuple[int, int]] = []
    for start, end in highlights:
        if joined and snippet[joined[-1][1] : start] == " ":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
