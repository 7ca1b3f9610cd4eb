"""Requests that were answered before: like one disclosure or like a draft; and round robins, the same request to many authorities."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from crawler.errors import UsageProblem
from crawler.items import Record
from indexer.casebook import Casebook
from indexer.requests import Sentence, matter
from indexer.store import Store

_TERMS = 16
"""The rarest words of a draft by which candidates are found: enough to outvote a chance meeting, few enough to stay quick."""
_LOOKED_UP = 20_000
"""Requests that these words stand in, together: bounds the time; commoner words are left out, the rarest stays."""
_CANDIDATES = 100
"""Requests that are compared with the draft in full."""
_PAIRS = 0.4
"""How much of the likeness is about pairs of words that stand together, the rest about single words."""


@dataclass(frozen=True)
class Answered:
    """A request that was answered. `likeness` from 0 to 1: how much of the draft it asks, weighed by how telling the words are.
    `same` says that it is a near-duplicate; `round_robin` counts the authorities that answered it when there are several."""

    id: str
    likeness: float
    same: bool
    authority: str
    reference: str | None
    title: str | None
    url: str | None
    date: str | None
    decision: str
    exemptions: list[str]
    round_robin: int
    question: str
    withdrawn: str | None = None


@dataclass(frozen=True)
class Member:
    """One authority's answer to a round robin; `ncnd` are those of `exemptions` used to neither confirm nor deny."""

    authority: str
    date: str | None
    decision: str
    exemptions: list[str]
    ncnd: list[str]
    reference: str | None
    title: str | None
    id: str
    url: str | None


@dataclass(frozen=True)
class Cluster:
    """The same request answered by several authorities. `id` is its earliest disclosure's."""

    id: str
    title: str | None
    authorities: int
    answers: int
    first: str | None
    last: str | None
    decisions: dict[str, int]


def similar_to(book: Casebook, store: Store, record: Record, *, limit: int = 10, elsewhere: bool = False) -> list[Answered]:
    """Requests like a disclosure's, the likest first, without itself; `elsewhere` leaves out its own authority."""
    sentences = list(matter(record.question or record.title or "", record.authority))
    found = _like(book, store, sentences, without=record.id, authority_id=record.authority_id if elsewhere else None)
    return found[:limit]


def similar_to_draft(book: Casebook, store: Store, draft: str, *, limit: int = 10) -> list[Answered]:
    """Requests like a draft, the likest first. Raises UsageProblem for a draft that asks nothing."""
    sentences = list(matter(draft))
    if not sentences:
        raise UsageProblem("the draft asks nothing that can be compared", "give the request's own words on standard input")
    return _like(book, store, sentences)[:limit]


def clusters(book: Casebook, *, authorities: int = 2, limit: int = 20, offset: int = 0) -> list[Cluster]:
    """Round robins answered by at least so many authorities, the most widely sent first, then the newest."""
    rows = book.select(
        """SELECT s.family, count(DISTINCT d.authority_id) AS bodies, count(*), min(d.day), max(d.day) FROM disclosures d JOIN request_shapes s ON s.number = d.request
           GROUP BY s.family HAVING bodies >= ? ORDER BY bodies DESC, count(*) DESC, max(d.day) DESC, s.family LIMIT ? OFFSET ?""",
        (authorities, limit, offset),
    )
    return [_cluster(_rows(book, family)) for family, *_ in rows]


def cluster_of(book: Casebook, store: Store, disclosure_id: str) -> tuple[Cluster, list[Member]] | None:
    """The round robin that a disclosure belongs to and its answers, by authority and date; None when no other disclosure asks the same."""
    family = book.select(
        "SELECT s.family FROM disclosures d JOIN request_shapes s ON s.number = d.request WHERE d.id = ?", (disclosure_id,)
    )
    rows = _rows(book, family[0][0]) if family else []
    if len(rows) < 2:
        return None
    records = store.get_many([row["id"] for row in rows])
    members = [_member(row, records.get(row["id"])) for row in rows]
    return _cluster(rows), sorted(members, key=lambda member: (member.authority, member.date or "", member.id))


_COLUMNS = ("id", "authority", "reference", "title", "url", "date", "decision", "exemptions", "withdrawn")


def _rows(book: Casebook, family: int) -> list[dict[str, Any]]:
    """The disclosures of a family, the earliest first."""
    rows = book.select(
        f"SELECT {', '.join('d.' + name for name in _COLUMNS)}, d.authority_id FROM disclosures d JOIN request_shapes s ON s.number = d.request"
        " WHERE s.family = ? ORDER BY d.day, d.id",
        (family,),
    )
    return [dict(zip((*_COLUMNS, "authority_id"), row, strict=True)) for row in rows]


def _cluster(rows: list[dict[str, Any]]) -> Cluster:
    dates = sorted(row["date"] for row in rows if row["date"])
    decisions = [row["decision"] for row in rows]
    counted = {
        decision: decisions.count(decision)
        for decision in sorted(set(decisions), key=lambda decision: (-decisions.count(decision), decision))
    }
    return Cluster(
        id=rows[0]["id"],
        title=rows[0]["title"],
        authorities=len({row["authority_id"] for row in rows}),
        answers=len(rows),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        decisions=counted,
    )


def _member(row: dict[str, Any], record: Record | None) -> Member:
    relied_on = [exemption for exemption in record.exemptions if exemption.status == "relied_on"] if record else []
    return Member(
        authority=row["authority"],
        date=row["date"],
        decision=row["decision"],
        exemptions=[exemption.citation for exemption in relied_on],
        ncnd=[exemption.citation for exemption in relied_on if exemption.ncnd],
        reference=row["reference"],
        title=row["title"],
        id=row["id"],
        url=row["url"],
    )


# -- likeness ------------------------------------------------------------------------------------------------------------------------------


def _like(book: Casebook, store: Store, sentences: list[Sentence], *, without: str = "", authority_id: str | None = None) -> list[Answered]:
    kept = _without_recurring(book, sentences)
    shingled = frozenset().union(*(sentence.shingles for sentence in kept))
    words = {word for sentence in kept for word in sentence.words}
    weights, requests = _weights(book, words)
    families = book.requests.near(shingled)
    numbers = _by_words(book, requests)
    rows = {row["id"]: row for family in families for row in _rows(book, family)}
    same = set(rows)
    rows |= {row["id"]: row for row in _facts(book, numbers)}
    rows.pop(without, None)
    records = store.get_many(list(rows))
    found = []
    for disclosure_id, row in rows.items():
        record = records.get(disclosure_id)
        if record is None or row["authority_id"] == authority_id:
            continue
        theirs = _without_recurring(book, list(matter(record.question or record.title or "", record.authority)))
        likeness = _likeness(kept, theirs, weights)
        if likeness > 0:
            found.append((likeness, disclosure_id in same, row, record))
    found.sort(key=lambda entry: (not entry[1], -entry[0], entry[2]["date"] is None, entry[2]["date"] or "", entry[2]["id"]))
    return [_answered(book, likeness, is_same, row, record) for likeness, is_same, row, record in found[:1000]]


def _likeness(draft: Sequence[Sentence], other: Sequence[Sentence], weights: dict[str, float]) -> float:
    """How much of the draft's weight the other request has too, tempered by how much else it asks."""
    mine, theirs = {word for sentence in draft for word in sentence.words}, {word for sentence in other for word in sentence.words}
    whole = sum(weights[word] for word in mine)
    by_word = sum(weights[word] for word in mine & theirs) / whole if whole else 0.0
    my_pairs = frozenset().union(*(sentence.shingles for sentence in draft))
    their_pairs = frozenset().union(*(sentence.shingles for sentence in other)) if other else frozenset()
    by_pair = len(my_pairs & their_pairs) / len(my_pairs) if my_pairs else 0.0
    return round((1 - _PAIRS) * by_word + _PAIRS * by_pair, 3)


def _without_recurring(book: Casebook, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences that the casebook has not learned as boilerplate; all of them when it has learned each."""
    keys = [sentence.key for sentence in sentences if sentence.key is not None]
    learned = {key for (key,) in book.select(f"SELECT key FROM recurring WHERE key IN ({','.join('?' * len(keys))})", keys)}
    return [sentence for sentence in sentences if sentence.key not in learned] or sentences


def _weights(book: Casebook, words: set[str]) -> tuple[dict[str, float], dict[str, int]]:
    """How telling each word is, by how few requests have it; and how many have it."""
    ((total,),) = book.select("SELECT count(*) FROM disclosures")
    marks = ",".join("?" * len(words))
    requests = dict(book.select(f"SELECT word, requests FROM words WHERE word IN ({marks})", sorted(words)))
    return {word: log(1 + total / max(1, requests.get(word, 0))) for word in words}, requests


def _by_words(book: Casebook, requests: dict[str, int]) -> list[int]:
    """The disclosures whose request shares the rarest words, the best first."""
    terms: list[str] = []
    looked_up = 0
    for word, count in sorted(requests.items(), key=lambda item: (item[1], item[0])):
        looked_up += count
        if terms and looked_up > _LOOKED_UP:
            break
        terms.append(word)
    expression = " OR ".join(f'"{term}"' for term in terms[:_TERMS])
    found = (
        book.select("SELECT rowid FROM asked_text WHERE asked_text MATCH ? ORDER BY rank LIMIT ?", (expression, _CANDIDATES))
        if terms
        else []
    )
    return [int(number) for (number,) in found]


def _facts(book: Casebook, numbers: list[int]) -> list[dict[str, Any]]:
    rows = book.select(f"SELECT {', '.join(_COLUMNS)}, authority_id FROM disclosures WHERE number IN ({','.join(map(str, numbers))})")
    return [dict(zip((*_COLUMNS, "authority_id"), row, strict=True)) for row in rows]


def _answered(book: Casebook, likeness: float, same: bool, row: dict[str, Any], record: Record) -> Answered:
    ((bodies,),) = book.select(
        "SELECT count(DISTINCT d.authority_id) FROM disclosures d JOIN request_shapes s ON s.number = d.request WHERE s.family ="
        " (SELECT s.family FROM disclosures d JOIN request_shapes s ON s.number = d.request WHERE d.id = ?)",
        (row["id"],),
    )
    facts = {name: row[name] for name in _COLUMNS if name != "exemptions"}
    return Answered(
        **facts,
        likeness=likeness,
        same=same,
        exemptions=row["exemptions"].split("; ") if row["exemptions"] else [],
        round_robin=bodies if bodies > 1 else 0,
        question=record.question or "",
    )
