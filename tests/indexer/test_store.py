import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import msgspec
import pytest

from crawler.errors import LedgerError, StoreProblem
from indexer import Store
from tests.records import disclosure, lines, observed


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "ledger.sqlite3", create=True) as store:
        yield store


def kinds(store: Store) -> list[tuple[str, str]]:
    return [(event.kind, event.id.rsplit("/", 1)[-1]) for event in store.events()]


def test_new_then_unchanged_then_changed(store: Store) -> None:
    assert asdict(store.fold(observed("r01"), lines(disclosure("a"), disclosure("b"))))["new"] == 2
    assert store.fold(observed("r02"), lines(disclosure("a"), disclosure("b"))).unchanged == 2
    folded = store.fold(
        observed("r03"), lines(disclosure("a", "The force no longer holds it.", fetched_at="2026-01-01T03:10:00Z"), disclosure("b"))
    )
    assert (folded.changed, folded.unchanged) == (1, 1)
    assert kinds(store) == [("new", "a"), ("new", "b"), ("changed", "a")]
    record = store.find("test-police/a")
    assert (record.version, record.text, record.first_seen) == (2, "The force no longer holds it.", "2026-01-01T00:00:00Z")
    older = store.get("test-police/a", 1)
    assert older is not None
    assert older.text == "The force holds the information."


def test_a_run_is_folded_once(store: Store) -> None:
    store.fold(observed("r01"), lines(disclosure("a")))
    again = store.fold(observed("r01"), lines(disclosure("a", "other")))
    assert asdict(again) == asdict(type(again)())
    assert store.find("test-police/a").version == 1


def test_two_sources_that_list_one_page_take_nothing_from_each_other(store: Store) -> None:
    """As a body's own log and a portal's copy of it: each one's sightings confirm its own record."""
    url = "https://www.test.police.example/foi-ai/test-police/a/"
    own, portal = disclosure("a", url=url), disclosure("a", source="portal", url=url)
    store.fold(observed("r01"), lines(own))
    store.fold(observed("r02", source="portal"), lines(portal))
    assert store.fold(observed("r03", seen=[url]), []).unchanged == 1
    assert store.fold(observed("r04", source="portal", seen=[url]), []).unchanged == 1
    assert store.fold(observed("r05", seen=[url]), []).withdrawn == 0
    assert [record.withdrawn for record in store.records()] == [None, None]
    assert store.fold(observed("r06", gone=[url], max_missing_share=1.0), []).withdrawn == 1
    assert {record.id: record.withdrawn is None for record in store.records()} == {"portal/a": True, "test-police/a": False}


def test_a_reader_does_not_wait_for_a_writer(store: Store, tmp_path: Path) -> None:
    """While a long run is taken in, the ledger opens and reads; before, whoever opened it gave up after the time that a lock is waited for."""
    store.fold(observed("r01"), lines(disclosure("a")))
    writer = sqlite3.connect(tmp_path / "ledger.sqlite3", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        with Store.open(tmp_path / "ledger.sqlite3") as reader:
            assert reader.find("test-police/a").version == 1
    finally:
        writer.close()


def test_a_ledger_of_the_first_layout_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    url, older = (f"https://www.test.police.example/foi-ai/test-police/{key}/" for key in ("a", "older-a"))
    with Store.open(path, create=True) as store:
        store.fold(observed("r01", moved=[(older, url)]), lines(disclosure("a", url=url)))
        store.fold(observed("r02", source="portal"), lines(disclosure("a", source="portal", url=url)))
    with sqlite3.connect(path) as db:
        # As it was: the address belongs to whoever saw it last.
        db.executescript(
            "DROP TABLE addresses; CREATE TABLE addresses (url TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;"
            "CREATE INDEX addresses_by_id ON addresses (id); UPDATE meta SET value = '1' WHERE key = 'store_version';"
            f"INSERT INTO addresses VALUES ('{url}', 'portal/a'), ('{older}', 'test-police/a')"
        )
    db.close()
    with Store.open(path) as store:
        assert store.fold(observed("r03", seen=[older]), []).unchanged == 1
        assert store.fold(observed("r04", seen=[url]), []).unchanged == 1
        assert store.fold(observed("r05", source="portal", seen=[url]), []).unchanged == 1
        assert store.find("test-police/a").alternate_urls == [older]
    with Store.open(path) as store:
        assert store.count() == 2


def test_withdrawn_is_what_a_complete_run_does_not_see(store: Store) -> None:
    letters = [disclosure(key) for key in "abcd"]
    store.fold(observed("r01"), lines(*letters))
    assert store.fold(observed("r02", complete=False, status="limited"), lines(letters[0])).withdrawn == 0
    listed = [letters[1].url]
    folded = store.fold(observed("r03", seen=listed, gone=[letters[2].url]), lines(letters[0]))
    assert folded.withdrawn == 2
    details = {event.id.rsplit("/", 1)[-1]: event.detail for event in store.events() if event.kind == "withdrawn"}
    assert details["c"].startswith("answered 404 or 410; last seen")
    assert details["d"].startswith("not listed; last seen")
    assert store.find("test-police/c").withdrawn == "2026-01-01T03:30:00Z"
    assert store.fold(observed("r04", seen=listed), lines(letters[0], letters[3])).returned == 1
    assert store.find("test-police/d").withdrawn is None


def test_pages_that_failed_or_were_not_modified_are_still_there(store: Store) -> None:
    store.fold(observed("r01"), lines(disclosure("a"), disclosure("b")))
    urls = [store.find(f"test-police/{key}").url for key in "ab"]
    folded = store.fold(observed("r02", seen=urls), [])
    assert (folded.unchanged, folded.withdrawn) == (2, 0)
    assert store.find("test-police/a").last_seen == "2026-01-01T02:30:00Z"


def test_a_run_that_misses_most_of_the_log_is_suspect(store: Store) -> None:
    store.fold(observed("r01"), lines(*[disclosure(key) for key in "abcd"]))
    folded = store.fold(observed("r02"), lines(disclosure("a")))
    assert folded.withdrawn == 0
    assert "3 of 4" in folded.suspect
    assert next(store.runs()).status == "suspect"


def test_an_imported_page_without_an_address_is_never_missing(store: Store) -> None:
    store.fold(observed("r01", kind="import", complete=False), lines(disclosure("a", url=None)))
    store.fold(observed("r02"), lines(disclosure("b")))
    assert store.find("test-police/a").withdrawn is None


def test_the_same_bytes_read_otherwise_are_no_edit(store: Store) -> None:
    store.fold(observed("r01"), lines(disclosure("a", "x banner", page="p")))
    folded = store.fold(observed("r02"), lines(disclosure("a", "x", page="p")))
    assert (folded.changed, folded.unchanged) == (0, 1)
    assert store.find("test-police/a").text == "x"


def test_an_edited_question_is_an_edit_and_another_reading_of_it_is_none(store: Store) -> None:
    text = "You asked: {} officers ride horses? We answered: nine."
    first = disclosure("a", text.format("How many"), page="p1", question="How many officers ride horses?")
    store.fold(observed("r01"), lines(first))
    reread = disclosure("a", text.format("How many"), page="p2", question="You asked: How many officers ride horses?")
    assert store.fold(observed("r02"), lines(reread)).unchanged == 1
    edited = disclosure("a", text.format("Which"), page="p3", question="Which officers ride horses?")
    assert store.fold(observed("r03"), lines(edited)).changed == 1


def test_the_same_words_read_by_better_readers_are_read_anew(store: Store) -> None:
    first = disclosure("a", decision="unknown")
    store.fold(observed("r01"), lines(first))
    better = disclosure("a", decision="refused", fetched_at="2026-02-01T00:00:00Z")
    provenance = msgspec.structs.replace(better.provenance, parser_version="p2", page_sha256="another page around the same words")
    folded = store.fold(observed("r02", parser_version="p2"), lines(msgspec.structs.replace(better, provenance=provenance)))
    record = store.get("test-police/a")
    assert record
    assert (folded.unchanged, folded.changed, record.version, record.decision) == (1, 0, 1, "refused")
    assert (record.provenance.page_sha256, record.provenance.parser_version) == (first.provenance.page_sha256, "p2")


def test_reading_again_changes_no_history(store: Store) -> None:
    store.fold(observed("r01"), lines(disclosure("a", "x", page="p1")))
    store.fold(observed("r02"), lines(disclosure("a", "y", page="p2")))
    before = store.last_event
    again = [
        disclosure("a", "x", page="p1", decision="refused"),
        disclosure("a", "y", page="p2", decision="not-held"),
        disclosure("b", "z", page="p3"),
    ]
    folded = store.fold(observed("r03", kind="reparse", complete=False), lines(*again))
    assert (folded.unchanged, folded.new) == (2, 1)
    assert store.find("test-police/a").decision == "not-held"
    older = store.get("test-police/a", 1)
    assert older is not None
    assert older.decision == "refused"
    assert [event.kind for event in store.events(after=before)] == ["new"], "a page that can be read only now is new"


def test_old_addresses_lead_to_the_record(store: Store) -> None:
    moved = [("https://www.test.police.example/old/", str(disclosure("a").url))]
    store.fold(observed("r01", moved=moved), lines(disclosure("a", alternate_urls=["https://www.test.police.example/other/"])))
    assert store.find("test-police/a").alternate_urls == ["https://www.test.police.example/old/", "https://www.test.police.example/other/"]
    assert store.fold(observed("r02", seen=[moved[0][0]]), []).withdrawn == 0


def test_revision_grows_with_every_row_that_changes(store: Store) -> None:
    store.fold(observed("r01"), lines(disclosure("a"), disclosure("b")))
    first = store.revision
    store.fold(observed("r02"), lines(disclosure("a"), disclosure("b")))
    assert store.revision == first
    store.fold(observed("r03"), lines(disclosure("a"), disclosure("b", "edited")))
    assert [record.id for record in store.records(after_revision=first)] == ["test-police/b"]


def test_find_by_reference(store: Store) -> None:
    store.fold(
        observed("r01"),
        lines(disclosure("a", reference="825/25"), disclosure("b", reference="01.FOI.24.1"), disclosure("c", reference="01.foi.24.1")),
    )
    assert store.find("825/25").id == store.find("FOI 825/25").id == "test-police/a"
    with pytest.raises(LedgerError, match="test-police/b, test-police/c"):
        store.find("01.FOI.24.1")
    with pytest.raises(LedgerError, match="no disclosure has"):
        store.find("1/1")


def test_watches_remember_what_they_delivered(store: Store) -> None:
    store.fold(observed("r01"), lines(disclosure("a")))
    store.add_watch("w", "police", "2026-01-01T00:00:00Z")
    assert store.watches() == [("w", "police", "2026-01-01T00:00:00Z", 1)]
    with pytest.raises(LedgerError, match="already"):
        store.add_watch("w", "x", "")
    store.deliver_watch("w", 5)
    store.deliver_watch("w", 3)
    assert store.watches()[0][3] == 5
    store.remove_watch("w")
    with pytest.raises(LedgerError, match="no watch"):
        store.remove_watch("w")


def test_a_bad_line_takes_nothing_of_the_run_in(store: Store) -> None:
    with pytest.raises(StoreProblem, match="cannot be read"):
        store.fold(observed("r01"), [*lines(disclosure("a")), b'{"id": 1}'])
    assert store.count() == 0
    assert not store.has_run("test-police", "r01")


def test_it_is_wal_and_synchronous(tmp_path: Path) -> None:
    with Store.open(tmp_path / "l.sqlite3", create=True) as store:
        assert store._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert store._db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_no_ledger_a_newer_one_and_a_damaged_one(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="nothing has been collected"):
        Store.open(tmp_path / "l.sqlite3")
    Store.open(tmp_path / "l.sqlite3", create=True).__exit__()
    with sqlite3.connect(tmp_path / "l.sqlite3") as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'store_version'")
    db.close()
    with pytest.raises(StoreProblem, match="layout 99"):
        Store.open(tmp_path / "l.sqlite3")
    (tmp_path / "bad.sqlite3").write_bytes(b"this is no database" * 1000)
    with pytest.raises(StoreProblem, match="damaged"):
        Store.open(tmp_path / "bad.sqlite3")


def test_a_full_disk_is_said_and_loses_nothing(store: Store) -> None:
    store.fold(observed("r01"), lines(disclosure("a")))
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreProblem, match="full"):
        store.fold(observed("r02"), lines(*[disclosure(f"b{number}", "x" * 9000) for number in range(50)]))
    assert store.count() == 1
    store._db.execute("PRAGMA max_page_count = 1000000")
    assert store.fold(observed("r02"), lines(disclosure("b"))).new == 1


def test_records_round_trip_through_json(store: Store) -> None:
    item = disclosure("a", relied_on=("FOIA s.40(2)",), files=("x.csv",), reference="1/2", date_received="2024-03")
    store.fold(observed("r01"), lines(item))
    record = store.find("test-police/a")
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
    assert record.exemptions == item.exemptions
