"""Precedent: how a provision was argued, the best argument first, each standard wording once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from crawler.errors import QueryProblem, UsageProblem
from crawler.items import PublicInterestTest
from crawler.law.written import parse_written
from indexer.casebook import Casebook
from indexer.query import All, And, Days, Exact, Node, Not, Or, Phrase, Word, parse, words_of
from indexer.schema import ENGLISH, PLAIN
from indexer.store import Store

Outcome = Literal["disclosed", "part", "withheld"]
"""`disclosed`: the exemption was considered, not relied on, and information was released. `part`: relied on for a part, the rest released.
`withheld`: relied on, and nothing released."""

_OUTCOMES: dict[Outcome | None, str] = {
    None: "c.considered = 0",
    "disclosed": "c.considered = 1 AND d.decision IN ('disclosed-in-full', 'disclosed-in-part')",
    "part": "c.considered = 0 AND d.decision = 'disclosed-in-part'",
    "withheld": "c.considered = 0 AND d.decision NOT IN ('disclosed-in-full', 'disclosed-in-part')",
}

_FLOOR = 0.15
"""What a paragraph without an argument keeps of its relevance: a perfect match that only recites still comes, late."""
_ASKED = 0.5
"""How much a word in the title or the question counts beside one in the paragraph itself."""


@dataclass(frozen=True)
class Filters:
    """What the disclosure behind a paragraph must be. `query`, `nation`, `decision` and `dates` (of the answer: `2023..2024-06`) are written as for a search."""

    query: str = ""
    authority: str | None = None
    nation: str | None = None
    dates: str | None = None
    decision: str | None = None
    outcome: Outcome | None = None
    public_interest_test: PublicInterestTest | None = None

    def node(self) -> Node:
        """The query tree of all that is asked of the disclosure and the paragraph. Raises QueryProblem."""
        nodes = [parse(self.query)]
        nodes += [_filter(name, value) for name in ("authority", "nation", "decision") if (value := getattr(self, name)) is not None]
        if self.dates is not None:
            answered = _filter("responded", self.dates)
            assert isinstance(answered, Days)
            nodes.append(Days("date", answered.first, answered.last))
        return And(tuple(nodes))


def _filter(name: str, value: str) -> Node:
    """One field with one value, whatever stands in the value."""
    return parse(f'{name}:"{value.replace(chr(34), " ")}"')


@dataclass(frozen=True)
class First:
    """The earliest disclosure that uses a wording."""

    id: str
    authority: str
    date: str | None


@dataclass(frozen=True)
class Argument:
    """One argument. `argues` from 0 (recites) to 1; `kinds` what it argues; `times` disclosures use the wording or a near-identical one, of which `first` is the earliest; `start`
    and `end` are offsets into the text of the disclosure `id`; `highlights` are `[start, end)` offsets into `paragraph`."""

    id: str
    reference: str | None
    authority: str
    title: str | None
    url: str | None
    date: str | None
    decision: str
    citations: list[str]
    considered: bool
    public_interest_test: str | None
    argues: float
    kinds: list[str]
    score: float
    times: int
    authorities: int
    first: First
    paragraph: str
    start: int
    end: int
    withdrawn: str | None = None
    highlights: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Precedents:
    """A page of arguments; `citations` are those that were found below what was asked for, `total` counts wordings."""

    citations: list[str]
    total: int
    offset: int
    arguments: list[Argument]


def precedents(book: Casebook, store: Store, citation: str, filters: Filters, *, limit: int = 10, offset: int = 0) -> Precedents:
    """The arguments for a provision, best first. Raises UsageProblem for what is no citation, QueryProblem, IndexProblem and StoreProblem."""
    node = filters.node()
    numbers = _citations(book, citation)
    if not numbers:
        return Precedents([], 0, offset, [])
    condition, parameters = _condition(node, filters.query)
    if filters.public_interest_test:
        condition += " AND c.test = ?"
        parameters.append(filters.public_interest_test)
    joins, relevance = _relevance(book, node)
    rows = book.select(
        f"""SELECT family, count(DISTINCT disclosure), count(DISTINCT authority_id), max(worth), max(printf('%012.6f', worth) || '/' || printf('%012d', 999999999999 - passage)),
            min(printf('%08d', day) || '/' || printf('%012d', disclosure)), count(*) OVER ()
        FROM (
            SELECT coalesce(s.family, -a.number) AS family, d.number AS disclosure, d.authority_id, d.day, p.number AS passage,
                ({_FLOOR} + a.weight) * {relevance} AS worth
            FROM citing c JOIN passages p ON p.number = c.passage JOIN arguments a ON a.number = p.argument
                JOIN disclosures d ON d.number = p.disclosure LEFT JOIN argument_shapes s ON s.number = a.shape
                {joins}
            WHERE c.citation IN ({",".join(map(str, numbers))}) AND {_OUTCOMES[filters.outcome]} AND {condition}
        ) GROUP BY family ORDER BY 4 DESC, min(day), family LIMIT ? OFFSET ?""",
        (*parameters, limit, offset),
    )
    total = int(rows[0][6]) if rows else _count(book, numbers, filters, condition, parameters) if offset else 0
    return Precedents(sorted(numbers.values()), total, offset, list(_arguments(book, store, node, numbers, rows)))


def _citations(book: Casebook, written: str) -> dict[int, str]:
    """The provisions of the casebook that a written citation means, with their limbs, by number."""
    try:
        meant = parse_written(written)
    except ValueError as error:
        raise UsageProblem(str(error), 'as in "FOIA s.31(1)(a)", "s40(2)", 31 or "EIR r.12(5)(b)"') from error
    found: dict[int, str] = {}
    for citation in map(str, meant):
        found |= dict(
            book.select(
                "SELECT number, citation FROM citations WHERE citation = ? OR (citation > ? || '(' AND citation < ? || ')')",
                (citation,) * 3,
            )
        )
    return found


def _count(book: Casebook, numbers: dict[int, str], filters: Filters, condition: str, parameters: list[Any]) -> int:
    """How many wordings there are, for a page behind the last."""
    ((total,),) = book.select(
        f"""SELECT count(DISTINCT coalesce(s.family, -a.number)) FROM citing c JOIN passages p ON p.number = c.passage JOIN arguments a ON a.number = p.argument
            JOIN disclosures d ON d.number = p.disclosure LEFT JOIN argument_shapes s ON s.number = a.shape
            WHERE c.citation IN ({",".join(map(str, numbers))}) AND {_OUTCOMES[filters.outcome]} AND {condition}""",
        parameters,
    )
    return int(total)


# -- the query as conditions on a passage `p` of a disclosure `d` with an argument `a` -------------------------------------------------------

_JOINS = "LEFT JOIN in_argument ON in_argument.number = a.number LEFT JOIN in_asked ON in_asked.number = d.number"


def _relevance(book: Casebook, node: Node) -> tuple[str, str]:
    """The scores of the query's words, as tables to join and as an expression; 1 without words."""
    expression = " OR ".join(_positive(node))
    if not expression:
        return "", "1.0"
    book.score("in_argument", "argument_text", expression)
    book.score("in_asked", "asked_text", expression)
    return _JOINS, f"(0.1 + coalesce(in_argument.score, 0) + {_ASKED} * coalesce(in_asked.score, 0))"


def _positive(node: Node) -> Iterator[str]:
    for word in words_of(node):
        if word.field != "authority":
            yield _match(word)


def _condition(node: Node, typed: str) -> tuple[str, list[Any]]:
    """The SQL condition of a query tree, and its parameters."""
    match node:
        case All():
            return "1", []
        case And(parts) | Or(parts):
            conditions, parameters = [], list[Any]()
            for part in parts:
                condition, more = _condition(part, typed)
                conditions.append(condition)
                parameters += more
            return f"({(' AND ' if isinstance(node, And) else ' OR ').join(conditions)})", parameters
        case Not(part):
            condition, parameters = _condition(part, typed)
            return f"(NOT {condition})", parameters
        case Word("authority", word, prefix):
            return "instr(d.authority_words, ?) > 0", [f" {PLAIN.term(word)}{'' if prefix else ' '}"]
        case Phrase("authority", text):
            return "instr(d.authority_words, ?) > 0", [f" {' '.join(term for term, _, _ in PLAIN.spans(text))} "]
        case Word("title" | "question" as name) | Phrase("title" | "question" as name):
            return "d.number IN (SELECT rowid FROM asked_text WHERE asked_text MATCH ?)", [f"{name} : {_match(node)}"]
        case Word() | Phrase():
            found = _match(node)
            return (
                "(a.number IN (SELECT rowid FROM argument_text WHERE argument_text MATCH ?)"
                " OR d.number IN (SELECT rowid FROM asked_text WHERE asked_text MATCH ?))",
                [found, found],
            )
        case Exact(name, values, prefix):
            return _exact(name, values, prefix)
        case Days(name, first, last):
            return f"(d.{name}_from <= ? AND d.{name}_to >= ?)", [last or 99999999, first or 0]
        case _:
            raise QueryProblem(
                "this cannot be asked of arguments", "use words, phrases and the fields of `foi search`", query=typed, end=len(typed)
            )


def _exact(name: str, values: tuple[str, ...], prefix: bool) -> tuple[str, list[Any]]:
    listed = {"exemption": "d.cited", "mentions": "d.mentioned", "filetype": "d.filetypes", "reference": "d.printed"}.get(name)
    if listed:
        return f"({' OR '.join(f'instr({listed}, ?) > 0' for _ in values)})", [f"|{value}{'' if prefix else '|'}" for value in values]
    if name == "withdrawn":
        return ("d.withdrawn IS NOT NULL" if "yes".startswith(values[0]) else "d.withdrawn IS NULL"), []
    if prefix:
        return f"substr(d.{name}, 1, {len(values[0])}) = ?", [values[0]]
    return f"d.{name} IN ({','.join('?' * len(values))})", list(values)


def _match(word: Word | Phrase) -> str:
    """The FTS5 expression of a word or phrase: its terms between quotation marks, so that none is read as a command."""
    if isinstance(word, Phrase):
        terms = " ".join(term for term, _, _ in ENGLISH.spans(word.text))
        return f'"{terms}"'
    return f'"{PLAIN.term(word.word)}"*' if word.prefix else f'"{ENGLISH.term(word.word)}"'


# -- rows to arguments ---------------------------------------------------------------------------------------------------------------------


def _arguments(book: Casebook, store: Store, node: Node, citations: dict[int, str], rows: list[tuple[Any, ...]]) -> Iterator[Argument]:
    picked = [(999_999_999_999 - int(row[4].split("/")[1]), int(row[5].split("/")[1]), row) for row in rows]
    names = ("id", "reference", "authority", "title", "url", "date", "decision", "withdrawn")
    facts = {
        number: rest
        for number, *rest in book.select(
            f"SELECT p.number, p.start, p.stop, a.weight, a.kinds, {', '.join('d.' + name for name in names)} FROM passages p"
            f" JOIN arguments a ON a.number = p.argument JOIN disclosures d ON d.number = p.disclosure WHERE p.number IN ({','.join(str(passage) for passage, _, _ in picked)})"
        )
    }
    firsts = {
        number: First(*rest)
        for number, *rest in book.select(
            f"SELECT number, id, authority, date FROM disclosures WHERE number IN ({','.join(str(first) for _, first, _ in picked)})"
        )
    }
    records = store.get_many([facts[passage][4] for passage, _, _ in picked])
    for passage, first, (_, times, authorities, worth, *_) in picked:
        start, end, weight, kinds, *values = facts[passage]
        shown = dict(zip(names, values, strict=True))
        record = records.get(str(shown["id"]))
        paragraph = record.text[start:end].strip() if record else ""
        uses = book.select("SELECT citation, considered, test FROM citing WHERE passage = ?", (passage,))
        asked = [use for use in uses if use[0] in citations]
        yield Argument(
            **shown,
            citations=sorted(citations[number] for number, _, _ in asked),
            considered=any(considered for _, considered, _ in asked),
            public_interest_test=next((test for _, _, test in asked if test), None),
            argues=round(weight, 2),
            kinds=kinds.split(),
            score=round(worth, 4),
            times=times,
            authorities=authorities,
            first=firsts[first],
            paragraph=paragraph,
            start=start,
            end=end,
            highlights=_highlights(paragraph, node),
        )


def _highlights(paragraph: str, node: Node) -> list[tuple[int, int]]:
    """Where the query's words stand in the paragraph; neighbours are one mark."""
    spans = list(ENGLISH.spans(paragraph))
    wanted = [word for word in words_of(node) if word.field != "authority"]
    marked: set[int] = set()
    for word in wanted:
        if isinstance(word, Phrase):
            terms = [term for term, _, _ in ENGLISH.spans(word.text)]
            for at in range(len(spans) - len(terms) + 1):
                if [term for term, _, _ in spans[at : at + len(terms)]] == terms:
                    marked |= set(range(at, at + len(terms)))
        elif word.prefix:
            marked |= {at for at, (_, start, end) in enumerate(spans) if PLAIN.term(paragraph[start:end]).startswith(PLAIN.term(word.word))}
        else:
            marked |= {at for at, (term, _, _) in enumerate(spans) if term == ENGLISH.term(word.word)}
    joined: list[tuple[int, int]] = []
    for at in sorted(marked):
        _, start, end = spans[at]
        if joined and paragraph[joined[-1][1] : start] == " ":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
