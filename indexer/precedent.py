"""Precedent: how a provision was argued, the best argument first, each standard wording once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from crawler.errors import QueryProblem, UsageProblem
from crawler.items import PublicInterestTest
from crawler.law.written import parse_written
from indexer.casebook import Casebook
from indexer.query import All, And, Days, Exact, Node, Not, Or, Phrase, Word, parse, words_of
from indexer.store import Store
from indexer.words import ENGLISH, PLAIN

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
    asked = _Asked(book, node, filters)
    families, total = _best_families(book, asked, numbers, limit, offset)
    rows = _members(book, asked, numbers, families)
    return Precedents(sorted(numbers.values()), total, offset, list(_arguments(book, store, node, numbers, rows)))


def _best_families(book: Casebook, asked: "_Asked", numbers: dict[int, str], limit: int, offset: int) -> tuple[list[int], int]:
    """The wordings on this page, each by its family, and how many there are. As few tables as can be: all passages of a provision go by."""
    families = f"""SELECT {_FAMILY} AS family, max({asked.worth}) AS best
        FROM citing c JOIN passages p ON p.number = c.passage JOIN arguments a ON a.number = p.argument
            LEFT JOIN argument_shapes s ON s.number = a.shape {asked.joins} {_DISCLOSURE if "d." in asked.condition else ""}
        WHERE c.citation IN ({_listed(numbers)}) AND {asked.condition} GROUP BY {_FAMILY}"""
    rows = book.select(
        f"SELECT family, count(*) OVER () FROM ({families}) ORDER BY best DESC, family LIMIT ? OFFSET ?", (*asked.parameters, limit, offset)
    )
    if rows or not offset:
        return [int(family) for family, _ in rows], int(rows[0][1]) if rows else 0
    return [], int(book.select(f"SELECT count(*) FROM ({families})", asked.parameters)[0][0])


def _members(book: Casebook, asked: "_Asked", numbers: dict[int, str], families: list[int]) -> list[tuple[Any, ...]]:
    """Of each family, in order: its best passage and its earliest disclosure, how many disclosures and authorities use it, and its worth."""
    rows = book.select(
        f"""SELECT {_FAMILY} AS family, max(CAST({asked.worth} * 100000 AS INTEGER) * {_BIG} + {_BIG} - 1 - p.number), min(d.day * {_BIG} + d.number),
            count(DISTINCT d.number), count(DISTINCT d.authority_id), max({asked.worth})
        FROM arguments a LEFT JOIN argument_shapes s ON s.number = a.shape
            CROSS JOIN passages p ON p.argument = a.number CROSS JOIN citing c ON c.passage = p.number {_DISCLOSURE} {asked.joins}
        WHERE (a.shape IN (SELECT number FROM argument_shapes WHERE family IN ({_listed(families)})) OR a.number IN ({_listed(-family for family in families)}))
            AND c.citation IN ({_listed(numbers)}) AND {asked.condition} GROUP BY {_FAMILY}""",
        asked.parameters,
    )
    by_family = {row[0]: (_BIG - 1 - row[1] % _BIG, row[2] % _BIG, *row[3:]) for row in rows}
    return [by_family[family] for family in families]


_FAMILY = "coalesce(s.family, -a.number)"
_DISCLOSURE = "JOIN disclosures d ON d.number = p.disclosure"
_BIG = 2**33
"""Numbers of rows stay below: a rank and the row that has it go into one 64-bit number, so that `max` and `min` tell both."""


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


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


# -- the query as conditions on a passage `p` of a disclosure `d` with an argument `a` -------------------------------------------------------


class _Asked:
    """A query as SQL: `condition` with its `parameters`, the tables to join for it, and what a passage is `worth`."""

    def __init__(self, book: Casebook, node: Node, filters: Filters) -> None:
        self._book = book
        self._typed = filters.query
        self._scored: dict[str, int] = {}
        self.parameters: list[Any] = []
        conditions = [_OUTCOMES[filters.outcome], self._condition(node)]
        if filters.public_interest_test:
            conditions.append("c.test = ?")
            self.parameters.append(filters.public_interest_test)
        self.condition = " AND ".join(conditions)
        tables = self._scored.values()
        self.joins = " ".join(
            f"LEFT JOIN argument_{table} ON argument_{table}.number = a.number LEFT JOIN asked_{table} ON asked_{table}.number = p.disclosure"
            for table in tables
        )
        scores = [f"coalesce(argument_{table}.score, 0) + {_ASKED} * coalesce(asked_{table}.score, 0)" for table in tables]
        self.worth = f"(({_FLOOR} + a.weight) * ({' + '.join(['0.1', *scores]) if scores else '1.0'}))"

    def _condition(self, node: Node, wanted: bool = True) -> str:
        """The SQL condition of a query tree; words that are wanted are scored too."""
        match node:
            case All():
                return "1"
            case Phrase(slop=slop) if slop != 1:
                raise self._problem("words near each other cannot be asked of arguments", "use a phrase without ~, or the words alone")
            case Exact("year", values):
                years = ((int(value) * 10_000 + 101, int(value) * 10_000 + 1231) for value in values)
                return f"({' OR '.join(self._with('d.day BETWEEN ? AND ?', *year) for year in years)})"
            case And(parts):
                return f"({' AND '.join(self._condition(part, wanted) for part in parts)})"
            case Or(parts):
                return f"({' OR '.join(self._condition(part, wanted) for part in parts)})"
            case Not(part):
                return f"(NOT {self._condition(part, False)})"
            case Word("authority", word, prefix):
                return self._with("instr(d.authority_words, ?) > 0", f" {PLAIN.term(word)}{'' if prefix else ' '}")
            case Phrase("authority", text):
                return self._with("instr(d.authority_words, ?) > 0", f" {' '.join(term for term, _, _ in PLAIN.spans(text))} ")
            case Word("title" | "question" as name) | Phrase("title" | "question" as name):
                return self._with("p.disclosure IN (SELECT rowid FROM asked_text WHERE asked_text MATCH ?)", f"{name} : {_match(node)}")
            case Word() | Phrase():
                return self._words(_match(node), wanted)
            case Exact(name, values, prefix):
                condition, parameters = _exact(name, values, prefix)
                return self._with(condition, *parameters)
            case Days(name, first, last):
                return self._with(f"(d.{name}_from <= ? AND d.{name}_to >= ?)", last or 99999999, first or 0)
            case _:
                raise self._problem("patterns and fuzzy words cannot be asked of arguments", "use words, phrases and prefix*")

    def _problem(self, message: str, hint: str) -> QueryProblem:
        return QueryProblem(message, hint, query=self._typed, end=len(self._typed))

    def _with(self, condition: str, *parameters: Any) -> str:
        self.parameters += parameters
        return condition

    def _words(self, expression: str, wanted: bool) -> str:
        """Words of the paragraph, the title or the question. What is scored is looked up once, for the condition and the score."""
        if not wanted:
            texts = (("a.number", "argument_text"), ("p.disclosure", "asked_text"))
            either = " OR ".join(f"{number} IN (SELECT rowid FROM {text} WHERE {text} MATCH ?)" for number, text in texts)
            return self._with(f"({either})", expression, expression)
        if expression not in self._scored:
            table = self._scored.setdefault(expression, len(self._scored))
            self._book.score(f"argument_{table}", "argument_text", expression)
            self._book.score(f"asked_{table}", "asked_text", expression)
        table = self._scored[expression]
        return f"(argument_{table}.number IS NOT NULL OR asked_{table}.number IS NOT NULL)"


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
    names = ("id", "reference", "authority", "title", "url", "date", "decision", "withdrawn")
    facts = {
        number: rest
        for number, *rest in book.select(
            f"SELECT p.number, p.start, p.stop, a.weight, a.kinds, {', '.join('d.' + name for name in names)} FROM passages p"
            f" JOIN arguments a ON a.number = p.argument JOIN disclosures d ON d.number = p.disclosure WHERE p.number IN ({_listed(passage for passage, *_ in rows)})"
        )
    }
    firsts = {
        number: First(*rest)
        for number, *rest in book.select(
            f"SELECT number, id, authority, date FROM disclosures WHERE number IN ({_listed(first for _, first, *_ in rows)})"
        )
    }
    records = store.get_many([facts[passage][4] for passage, *_ in rows])
    for passage, first, times, authorities, worth in rows:
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
    wanted = [word for word in words_of(node) if isinstance(word, (Word, Phrase)) and word.field != "authority"]
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
