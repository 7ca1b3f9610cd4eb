"""The embedded index: its life on disk, and that it finds exactly what a plain reading of the records would."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.errors import IndexProblem
from crawler.folder import DataFolder
from crawler.items import PartialDate, Record
from crawler.law import Citation
from indexer import FACETS, Store, WhooshEngine, find, refresh
from indexer.documents import day_number
from indexer.query import All, And, Days, Exact, Fuzzy, Node, Not, Or, Pattern, Phrase, Word, parse
from indexer.words import ENGLISH, PLAIN
from tests.records import disclosure, lines, observed

TEXTS = [
    "The officers were serving when the complaints were made about drones.",
    "Serving meals in custody costs the force money; officers do not pay.",
    "Drone flights over the harbour. No officer complained.",
    "Heddlu: dŵr a thân. The café's costs were refused, and the reason is stop-and-search.",
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "ledger.sqlite3", create=True) as store:
        yield store


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine(tmp_path / "index")


def fill(store: Store, run: str = "r01", texts: list[str] = TEXTS) -> None:
    store.fold(
        observed(run),
        lines(
            disclosure(
                "a",
                texts[0],
                title="Drones",
                reference="1/24",
                decision="refused",
                relied_on=("FOIA s.31(1)(a)",),
                date_received="2024-03-07",
            ),
            disclosure(
                "b",
                texts[1],
                title="Meals",
                question="What do meals cost?",
                decision="disclosed-in-full",
                date_received="2024-03",
                files=("m.csv",),
            ),
            disclosure(
                "c",
                texts[2],
                source="other-police",
                decision="ncnd",
                relied_on=("FOIA s.31(3)",),
                mentioned=("FOIA s.17",),
                date_received="2023",
            ),
            disclosure("d", texts[3], authority="Heddlu Prawf", relied_on=("EIR r.12(5)(b)",)),
        ),
    )


def ids(engine: WhooshEngine, store: Store, query: str) -> list[str]:
    return sorted(hit.id.rsplit("/", 1)[-1] for hit in find(engine, store, query, limit=100).hits)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("drone", "ac"),
        ("drones officer", "ac"),
        ("drone NOT complaint", "c"),
        ('"serving officers"', ""),
        ('"officers were serving"', "a"),
        ("meal OR harbour", "bc"),
        ("compl*", "ac"),
        ("dwr", "d"),
        ("cafe", "d"),
        ("stop-and-search", "d"),
        ("title:drones", "a"),
        ("question:meals", "b"),
        ("authority:heddlu", "d"),
        ("source:other-police", "c"),
        ("exemption:31", "ac"),
        ("exemption:31(1)(a)", "a"),
        ('exemption:"EIR r.12"', "d"),
        ("exemption:17", ""),
        ("mentions:17", "c"),
        ("decision:ncnd", "c"),
        ("reference:1/24", "a"),
        ("filetype:csv", "b"),
        ("received:2024-03-07", "ab"),
        ("received:2024-03-08", "b"),
        ("received:2023..2024", "abc"),
        ("received:2024..", "ab"),
        ("received:..2023-06", "c"),
        ('"serving complaints"~3', "a"),
        ('"serving complaints"~2', ""),
        ('"complaints serving"~9', ""),
        ("dr?ne", "c"),
        ("*bour", "c"),
        ("c*ts", "abd"),
        ("refuzed~", "d"),
        ("harbur~", "c"),
        ("harbr~", ""),
        ("harbr~2", "c"),
        ("title:dronez~", "a"),
        ("exemption:section 31 (1) (a)", "a"),
        ("year:2023", "c"),
        ("-drone", "bd"),
        ("harbour -officer", ""),
        ("harbour -drone", ""),
        ("cafe NOT (drone OR café)", ""),
    ],
)
def test_queries_find_what_they_say(engine: WhooshEngine, store: Store, query: str, found: str) -> None:
    fill(store)
    refresh(engine, store)
    assert "".join(ids(engine, store, query)) == found


def test_sync_takes_in_what_is_new_and_only_that(engine: WhooshEngine, store: Store) -> None:
    fill(store)
    assert refresh(engine, store)[1]
    assert not refresh(engine, store)[1]
    store.fold(
        observed("r02", seen=[]),
        lines(disclosure("a", "A page about horses.", fetched_at="2026-01-01T02:00:00Z"), disclosure("e", "Horses.")),
    )
    counted: list[int] = []
    refresh(engine, store, progress=counted.append)
    assert ids(engine, store, "horse") == ["a", "e"]
    assert "a" not in ids(engine, store, "drone")
    assert max(counted) < store.count(), "only what changed is written"
    assert engine.verify() == []


def test_withdrawn_disclosures_stay_and_say_so(engine: WhooshEngine, store: Store) -> None:
    fill(store)
    store.fold(observed("r02", seen=[store.find("test-police/b").url, store.find("test-police/d").url]), [])
    refresh(engine, store)
    assert ids(engine, store, "withdrawn:yes") == ["a"]
    assert find(engine, store, "withdrawn:yes").hits[0].withdrawn == "2026-01-01T02:30:00Z"


def test_an_index_is_built_beside_and_switched(engine: WhooshEngine, store: Store) -> None:
    fill(store)
    refresh(engine, store)
    first = (engine.root / "CURRENT").read_text().strip()
    refresh(engine, store, rebuild=True)
    second = (engine.root / "CURRENT").read_text().strip()
    assert first != second
    assert (engine.root / first).is_dir(), "a reader may still be in it"
    refresh(engine, store, rebuild=True)
    assert not (engine.root / first).exists()
    manifest = json.loads((engine.root / second / "manifest.json").read_text())
    assert manifest["watermark"] == store.revision
    assert manifest["documents"] == 4


def test_damage_is_found_and_a_rebuild_mends_it(engine: WhooshEngine, store: Store) -> None:
    fill(store)
    refresh(engine, store)
    state = engine.state()
    assert state is not None
    segment = next((engine.root / state.folder).glob("*.seg"))
    whole = segment.read_bytes()
    segment.write_bytes(whole[:-40])
    with pytest.raises(IndexProblem, match="cut short"):
        find(engine, store, "drone")
    assert engine.verify()
    segment.write_bytes(bytes([whole[0] ^ 1]) + whole[1:])
    assert "not as it was written" in engine.verify()[0]
    (engine.root / state.folder / "manifest.json").write_text("{")
    with pytest.raises(IndexProblem, match="damaged"):
        engine.state()
    refresh(engine, store, rebuild=True)
    assert engine.verify() == []
    assert ids(engine, store, "drone") == ["a", "c"]


def test_no_index_yet(engine: WhooshEngine, store: Store) -> None:
    with pytest.raises(IndexProblem, match="no index yet"):
        find(engine, store, "x")
    assert engine.verify() == ["there is no index"]


def test_deleting_the_index_loses_nothing(engine: WhooshEngine, store: Store) -> None:
    fill(store)
    refresh(engine, store)
    before = find(engine, store, "drone OR meal")
    shutil.rmtree(engine.root)
    refresh(engine, store)
    assert find(engine, store, "drone OR meal") == before


def test_newest_first(engine: WhooshEngine, store: Store) -> None:
    fill(store)
    refresh(engine, store)
    found = [hit.id[-1] for hit in find(engine, store, "received:2000..", sort="date").hits]
    assert found == ["b", "a", "c"]


def test_pages_of_results_neither_repeat_nor_skip(engine: WhooshEngine, store: Store) -> None:
    store.fold(observed("r01"), lines(*[disclosure(f"k{number:03}", "same words here") for number in range(50)]))
    refresh(engine, store)
    pages = [hit.id for offset in range(0, 50, 7) for hit in find(engine, store, "same", limit=7, offset=offset).hits]
    assert len(pages) == len(set(pages)) == 50


# -- against a plain reading of the records -------------------------------------------------------------------------------------


def matches(node: Node, record: Record) -> bool:
    """Whether the record is what the query means, without any index."""
    match node:
        case All():
            return True
        case And(parts):
            return all(matches(part, record) for part in parts)
        case Or(parts):
            return any(matches(part, record) for part in parts)
        case Not(part):
            return not matches(part, record)
        case Word(field, word, True):
            return any(PLAIN.term(other).startswith(PLAIN.term(word)) for other in _words(field, record))
        case Word(field, word):
            return _term(field, word) in [_term(field, other) for other in _words(field, record)]
        case Pattern(field, pattern):
            return any(fnmatchcase(PLAIN.term(other), PLAIN.term(pattern)) for other in _words(field, record))
        case Fuzzy(field, word, distance):
            return any(edits(PLAIN.term(other), PLAIN.term(word)) <= distance for other in _words(field, record))
        case Phrase(field, text, slop):
            wanted = [_term(field, word) for word in re.findall(r"\w+(?:['’]\w+)*", text)]
            terms = [_term(field, word) for word in _words(field, record)]
            return any(follows(terms, at, wanted, slop) for at in range(len(terms)))
        case Exact("exemption" | "mentions" as field, values):
            cited = [Citation.parse(e.citation) for e in record.exemptions if field == "mentions" or e.status == "relied_on"]
            return any(str(parent) in values for citation in cited for parent in citation.lineage())
        case Exact("year", values):
            return (record.date_responded or record.date_published or record.date_received or "")[:4] in values
        case Exact("filetype", values):
            return any(
                (attachment.url or attachment.name).split("?")[0].lower().endswith(f".{value}")
                for attachment in record.attachments
                for value in values
            )
        case Exact(field, values, True):
            return str(getattr(record, field)).lower().startswith(values[0])
        case Exact(field, values):
            return str(getattr(record, field)).lower() in values
        case Days(field, first, last):
            value = getattr(record, f"date_{field}")
            date = PartialDate.parse(value) if value else None
            return bool(
                date and day_number(date.first.isoformat()) <= (last or 99999999) and day_number(date.last.isoformat()) >= (first or 0)
            )
    raise AssertionError(node)


def follows(terms: list[str], at: int, wanted: list[str], slop: int) -> bool:
    """Whether the wanted terms follow one another from here on, no step longer than `slop`."""
    if terms[at] != wanted[0]:
        return False
    return len(wanted) == 1 or any(follows(terms, then, wanted[1:], slop) for then in range(at + 1, min(at + 1 + slop, len(terms))))


@cache
def edits(left: str, right: str) -> int:
    """Levenshtein's distance, by its definition."""
    if not left or not right:
        return len(left) + len(right)
    return min(edits(left[1:], right) + 1, edits(left, right[1:]) + 1, edits(left[1:], right[1:]) + (left[0] != right[0]))


def _words(field: str, record: Record) -> list[str]:
    text = {
        "content": f"{record.title or ''}\n{record.text}",
        "title": record.title or "",
        "question": record.question or "",
        "authority": f"{record.authority} {record.authority_id.replace('_', ' ')} {record.source.replace('-', ' ')}",
    }[field]
    return re.findall(r"\w+(?:['’]\w+)*", text)


def _term(field: str, word: str) -> str:
    return (PLAIN if field == "authority" else ENGLISH).term(word)


def queries(store: Store) -> st.SearchStrategy[str]:
    vocabulary = sorted({word for record in store.records() for word in re.findall(r"[A-Za-z]{3,}", record.text)})
    words = st.sampled_from(vocabulary)
    simple = st.one_of(
        words,
        st.tuples(words, words).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
        st.sampled_from([" ".join(record.text.split()[at : at + 3]) for record in store.records() for at in range(0, 60, 7)])
        .filter(lambda text: '"' not in text and re.search(r"\w", text))
        .map(lambda text: f'"{text}"'),
        st.tuples(words, words, st.integers(2, 30)).map(lambda near: f'"{near[0]} {near[1]}"~{near[2]}'),
        st.tuples(words, words, words, st.integers(10, 100)).map(lambda near: f'"{near[0]} {near[1]} {near[2]}"~{near[3]}'),
        st.tuples(words, st.integers(1, 6)).map(lambda cut: f"{cut[0][: cut[1]]}*"),
        st.tuples(words, st.integers(0, 3)).map(lambda cut: f"{cut[0][: cut[1]]}*{cut[0][cut[1] + 2 :]}x*".replace("x*", "*")),
        st.tuples(words.filter(lambda word: len(word) > 3), st.integers(1, 2)).map(
            lambda cut: f"{cut[0][: cut[1]]}?{cut[0][cut[1] + 1 :]}"
        ),
        st.tuples(words.filter(lambda word: 4 < len(word) < 9), st.integers(0, 3)).map(
            lambda cut: f"{cut[0][: cut[1]]}{cut[0][cut[1] + 1 :]}~"
        ),
        st.tuples(words.filter(lambda word: 5 < len(word) < 8), st.integers(0, 3)).map(
            lambda cut: f"q{cut[0][: cut[1]]}{cut[0][cut[1] + 1 :]}~2"
        ),
        words.map(lambda word: f"title:{word[:3]}*"),
        words.map(lambda word: f"title:{word}"),
        words.map(lambda word: f"question:{word}"),
        st.sampled_from(["12", "14", "21", "30", "31", "31(1)", "31(1)(a)", "40", "40(2)", "40(3A)(a)"]).map(
            lambda number: f"exemption:{number}"
        ),
        st.sampled_from(["1", "17", "16", "40"]).map(lambda number: f"mentions:{number}"),
        st.sampled_from(["refused", "ncnd", "cost-limit", "disclosed-in-part", "unknown", "disclosed*"]).map(
            lambda value: f"decision:{value}"
        ),
        st.sampled_from(["2022", "2023..2024", "2024-05..", "..2023-06", "2024-02"]).map(lambda value: f"received:{value}"),
        st.sampled_from(["2022", "2023..2024", "2025-01.."]).map(lambda value: f"published:{value}"),
        st.sampled_from(["source:northmoor-police", "authority:gwyrfai", "nation:wales", "year:2024", "filetype:xlsx", "filetype:csv"]),
    )
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
            st.tuples(inner, inner).map(lambda pair: f"{pair[0]} {pair[1]}"),
            inner.map(lambda query: f"NOT ({query})"),
        ),
        max_leaves=4,
    )


def test_no_hit_is_lost_and_none_is_wrong(collected: DataFolder) -> None:
    with Store.open(collected.ledger) as store:
        engine = WhooshEngine(collected.index)
        records = list(store.records())

        @settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
        @given(queries(store))
        def check(query: str) -> None:
            node = parse(query)
            expected = {record.id for record in records if matches(node, record)}
            found = engine.search(node, limit=1000, facets=FACETS)
            assert {match.id for match in found.rows} == expected, query
            assert found.total == len(expected)
            assert found.facets == {
                facet: dict(counted(facet, [record for record in records if record.id in expected])) for facet in FACETS
            }

        check()


def counted(facet: str, records: list[Record]) -> Counter[str]:
    """How many of the records have each value of a facet, by a plain reading."""
    counts: Counter[str] = Counter()
    for record in records:
        match facet:
            case "exemption":
                relied_on = (Citation.parse(exemption.citation) for exemption in record.exemptions if exemption.status == "relied_on")
                counts.update({str(parent) for citation in relied_on for parent in citation.lineage()})
            case "year":
                newest = record.date_responded or record.date_published or record.date_received
                counts.update([newest[:4]] if newest else [])
            case "filetype":
                counts.update(
                    {(attachment.url or attachment.name).split("?")[0].rsplit(".", 1)[-1].lower() for attachment in record.attachments}
                )
            case _:
                counts.update([getattr(record, facet)])
    return counts
