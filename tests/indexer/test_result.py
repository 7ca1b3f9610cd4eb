"""What stands around the hits: order, pages, counts, another spelling; and an index after many updates."""

from pathlib import Path

import pytest

from crawler.folder import DataFolder
from indexer import FACETS, Store, WhooshEngine, find
from indexer.generation import Generations, SegmentInfo
from indexer.query import parse
from indexer.reader import Reader
from indexer.sync import work_after
from tests.bench.corpus import letters
from tests.conftest import Foi
from tests.indexer.stock import open_stock, stock_ids


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    engine = WhooshEngine(tmp_path_factory.mktemp("many") / "index")
    engine.build(letters(700), 1, lambda _: None)
    for number in range(5):
        engine.update(letters(9, first=695 + 10 * number), number + 2, lambda _: None)
    return engine


@pytest.mark.parametrize("sort", ["relevance", "date", "authority"])
def test_pages_to_any_depth_make_up_the_whole_in_the_same_order(many: WhooshEngine, sort: str) -> None:
    node = parse("information OR decision:refused")
    whole = [match.id for match in many.search(node, limit=10_000, sort=sort).rows]  # type: ignore[arg-type]
    total = many.search(node, limit=1).total
    pages = [match.id for offset in range(0, total, 37) for match in many.search(node, limit=37, offset=offset, sort=sort).rows]  # type: ignore[arg-type]
    assert pages == whole
    assert len(set(whole)) == len(whole) == total
    assert many.search(node, limit=10, offset=total).rows == []


def test_orders(many: WhooshEngine) -> None:
    rows = many.search(parse("information"), limit=10_000, sort="authority").rows
    assert [row.row["authority"] for row in rows] == sorted(row.row["authority"] for row in rows)
    newest = [row.row["date_responded"] for row in many.search(parse("information"), limit=10_000, sort="date").rows]
    assert [day[:7] for day in newest] == sorted((day[:7] for day in newest), reverse=True)
    scores = [row.score for row in many.search(parse("information crime"), limit=10_000).rows]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0


def test_of_equally_good_answers_the_newer_comes_first(many: WhooshEngine) -> None:
    rows = many.search(parse("decision:refused"), limit=10_000).rows
    assert len({row.score for row in rows}) == 1
    months = [row.row["date_responded"][:7] for row in rows]
    assert months == sorted(months, reverse=True)


def test_facets_count_the_whole_result_and_are_filters(many: WhooshEngine) -> None:
    found = many.search(parse("crime"), limit=1, facets=FACETS)
    for facet in ("decision", "source", "nation", "year", "filetype", "exemption"):
        for value, count in list(found.facets[facet].items())[:6]:
            assert many.search(parse(f'crime {facet}:"{value}"'), limit=1).total == count, (facet, value)
    assert sum(found.facets["authority"].values()) == found.total
    assert list(found.facets["year"].values()) == sorted(found.facets["year"].values(), reverse=True)


def test_the_command_line_shows_facets(collected: DataFolder, foi: Foi) -> None:
    shown = foi("search", "exemption:31", "--facets", "--limit", "1", "--format", "table")
    assert shown.exit_code == 0
    assert "\nexemption   FOIA s.31 " in shown.stdout
    assert "\nnation      england " in shown.stdout
    assert '"facets": {}' in foi("search", "exemption:31", "--format", "json").stdout
    assert '"FOIA s.31(1)(a)": ' in foi("search", "exemption:31", "--facets", "--format", "json").stdout


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [("facil recogniton", None), ("recogniton", "recognition"), ("polise custodi", None), ('"misconductt"', '"misconduct"'), ("title:vehikle", "title:vehicle"), ("xqzwv", None)],
)  # fmt: skip
def test_did_you_mean(collected: DataFolder, query: str, suggestion: str | None) -> None:
    with Store.open(collected.ledger) as store:
        engine = WhooshEngine(collected.index)
        found = find(engine, store, query)
        assert found.total == 0
        if suggestion:
            assert found.suggestion == suggestion
        if found.suggestion:
            assert found.suggestion != query
            assert find(engine, store, found.suggestion).total or " " in query
        assert find(engine, store, "police").suggestion is None


def test_the_command_line_asks_whether_it_was_meant(collected: DataFolder, foi: Foi) -> None:
    assert "Did you mean  recognition" in foi("search", "recogniton", "--format", "table").stdout


def test_many_updates_leave_few_segments_and_lose_nothing(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.build(letters(50), 1, lambda _: None)
    for number in range(80):
        engine.update(letters(1, first=50 + number % 60), number + 2, lambda _: None)
        while engine.tidy(work_after(1)):
            pass
        assert engine.search(parse(f'reference:"{next(letters(1, first=50 + number % 60)).reference}"'), limit=2).total == 1
    state = engine.state()
    assert state is not None
    assert state.documents == 110
    assert len(Generations(engine.root).manifest(state.folder).segments) < 17
    again = WhooshEngine(tmp_path / "again")
    again.build(letters(110), 1, lambda _: None)
    for query in ("information", '"public interest"', "exempt*", "decision:refused received:2014..2019", "-crime"):
        theirs = {match.id for match in again.search(parse(query), limit=1000).rows}
        assert {match.id for match in engine.search(parse(query), limit=1000).rows} == theirs, query


def test_joining_is_bounded_by_the_work_at_hand(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.build(letters(40), 1, lambda _: None)
    for number in range(12):
        engine.update(letters(5, first=40 + 5 * number), number + 2, lambda _: None)
    assert engine.tidy(39) == 0, "eight times five are more"
    assert engine.tidy(44) == 40
    assert engine.tidy(44) == 0
    assert [info.live for info in segments_of(engine)] == [40, 5, 5, 5, 5, 40]
    assert engine.search(parse("information"), limit=1).total == 100


@pytest.mark.parametrize("held", [2_000_000, 0], ids=["held in memory", "in files"])
def test_deleted_documents_leave_big_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int) -> None:
    monkeypatch.setattr("indexer.whoosh_engine._JOINED_AT_MOST", 20)
    monkeypatch.setattr("indexer.segment_writer._POSTINGS_BEFORE_FILES", held)
    monkeypatch.setattr("indexer.lists._BYTES", 3_000)
    monkeypatch.setattr("indexer.postings._TERMS", 50)
    engine = WhooshEngine(tmp_path / "index")
    engine.build(letters(60), 1, lambda _: None)
    assert [info.compound for info in segments_of(engine)] == [bool(held)]
    engine.update(letters(20), 2, lambda _: None)
    assert engine.tidy(39) == 0, "a third is gone, which is not worth so much work"
    assert engine.tidy(40) == 40
    assert [(info.documents, info.deleted) for info in segments_of(engine)] == [(20, []), (40, [])]
    engine.update(letters(21, first=20), 3, lambda _: None)
    assert engine.tidy(1) == 19, "more than half is gone"
    assert sorted(info.documents for info in segments_of(engine)) == [19, 20, 21]
    state = engine.state()
    assert state is not None
    assert engine.verify() == []
    again = WhooshEngine(tmp_path / "again")
    again.build(letters(60), 1, lambda _: None)
    with open_stock(engine.root / state.folder) as searcher:
        for query in ("information", '"public interest"', "exempt*", "decision:refused received:2014..2019", "-crime"):
            theirs = {match.id for match in again.search(parse(query), limit=1000).rows}
            assert {match.id for match in engine.search(parse(query), limit=1000).rows} == theirs == stock_ids(searcher, parse(query)), (
                query
            )


def segments_of(engine: WhooshEngine) -> list[SegmentInfo]:
    """What the manifest says of each segment."""
    state = engine.state()
    assert state is not None
    return Generations(engine.root).manifest(state.folder).segments


def test_several_runs_and_segments_find_what_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With runs of a few letters and segments of a few runs: what a million letters would go through."""
    whole = WhooshEngine(tmp_path / "whole")
    whole.build(letters(90), 1, lambda _: None)
    monkeypatch.setattr("indexer.inversion.RUN_WORDS", 4_000)
    monkeypatch.setattr("indexer.inversion._CHUNK", 500)
    monkeypatch.setattr("indexer.segment_writer._RUNS", 7)
    parts = WhooshEngine(tmp_path / "parts")
    state = parts.build(letters(90), 1, lambda _: None)
    assert len(Generations(parts.root).manifest(state.folder).segments) > 1
    assert parts.verify() == []
    for query in (
        "information",
        '"absolute and class based"',
        "exempt*",
        "decision:refused",
        "received:2014..2019 -crime",
        '"public interest"~4',
    ):
        ours = [match.id for match in whole.search(parse(query), limit=1000).rows]
        assert {match.id for match in parts.search(parse(query), limit=1000).rows} == set(ours), query


def test_a_reader_goes_on_while_the_index_is_made_again(many: WhooshEngine) -> None:
    state = many.state()
    assert state is not None
    reader = Reader(many.root / state.folder, Generations(many.root).manifest(state.folder).segments)
    before = reader.search(parse("information"), limit=5, offset=0, sort="relevance", ids=None, facets=())
    many.update(letters(1, first=9_000), 99, lambda _: None)
    many.update(letters(1, first=9_001), 100, lambda _: None)
    assert not (many.root / state.folder).exists()
    assert reader.search(parse("information"), limit=5, offset=0, sort="relevance", ids=None, facets=()) == before
