"""Stock Whoosh 2.7.4 opens our index and finds the same documents, query by query."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.query import Term
from whoosh.util.numeric import length_to_byte

from crawler.folder import DataFolder
from indexer import Store, WhooshEngine
from indexer.query import parse
from indexer.schema import analyzer, length_bytes
from indexer.words import ENGLISH, PLAIN
from tests.bench.corpus import letters
from tests.indexer.stock import open_stock, stock_ids

QUERIES = [
    "police",
    "officers complaints",
    "police -drone",
    "(drone OR knife) NOT refuse",
    '"public interest"',
    '"law enforcement"',
    '"public interest" "section 31"',
    '"interest disclosure"~8',
    "disclos*",
    "wom?n",
    "inv*tion",
    "*tion",
    "polise~",
    "prevenshun~2",
    "title:police",
    "question:officers",
    'question:"how many"',
    "title:pol*",
    "authority:northmoor",
    "exemption:31",
    "exemption:40(2)",
    "mentions:17",
    "decision:refused",
    "decision:disclosed*",
    "source:gwyrfai-police",
    "nation:wales",
    "filetype:xlsx",
    "year:2024",
    "reference:01.FOI.22*",
    "withdrawn:no",
    "received:2022..2024",
    "published:2024..",
    "responded:..2023",
    "exemption:31 police received:2020..",
    "NOT police",
]


@pytest.mark.parametrize("query", QUERIES)
def test_stock_whoosh_finds_the_same_documents(collected: DataFolder, query: str) -> None:
    engine = WhooshEngine(collected.index)
    state = engine.state()
    assert state is not None
    with open_stock(collected.index / state.folder) as searcher:
        ours = engine.search(parse(query), limit=1000)
        assert {match.id for match in ours.rows} == stock_ids(searcher, parse(query))
        assert ours.total == len(ours.rows)


@pytest.mark.parametrize("changed", [0, 1, 30])
def test_after_updates_and_joining_of_segments_too(tmp_path: Path, changed: int) -> None:
    engine = WhooshEngine(tmp_path / "index")
    engine.build(letters(120), 1, lambda _: None)
    for number in range(changed):
        engine.update(letters(2, first=number * 7), number + 2, lambda _: None)
        engine.tidy(6_000)
    state = engine.state()
    assert state is not None
    assert engine.verify() == []
    with open_stock(tmp_path / "index" / state.folder) as searcher:
        for query in (
            "information",
            "exemption applies",
            '"absolute and class based"',
            "decision:refused",
            "received:2014..2018",
            "pub*",
            "NOT crime",
        ):
            ours = engine.search(parse(query), limit=1000)
            assert {match.id for match in ours.rows} == stock_ids(searcher, parse(query)), query


def test_it_opens_where_nothing_of_ours_is_installed(collected: DataFolder, tmp_path: Path) -> None:
    """The schema that Whoosh pickles is made of Whoosh's classes; its parser finds what our search finds."""
    engine = WhooshEngine(collected.index)
    state = engine.state()
    assert state is not None
    code = f"""
import sys
sys.modules["indexer"] = sys.modules["crawler"] = None
from whoosh.index import open_dir
from whoosh.qparser import QueryParser
index = open_dir({str(collected.index / state.folder)!r}, indexname="foi")
with index.searcher() as searcher:
    found = searcher.search(QueryParser("content", index.schema).parse('"public interest" officers'), limit=None)
    print(*sorted(hit["id"] for hit in found), sep="\\n")
"""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    ours = engine.search(parse('"public interest" officers'), limit=1000)
    assert done.stdout.split() == sorted(match.id for match in ours.rows)
    assert ours.rows


def test_weights_positions_and_lengths_are_what_whoosh_reads(tmp_path: Path) -> None:
    engine = WhooshEngine(tmp_path / "index")
    records = list(letters(40))
    state = engine.build(records, 1, lambda _: None)
    with open_stock(tmp_path / "index" / state.folder) as searcher:
        reader = searcher.reader()
        for term in ("information", "exempt", "crime", "of"):
            matcher = Term("content", term).matcher(searcher)
            while matcher.is_active():
                record = next(record for record in records if record.id == searcher.stored_fields(matcher.id())["id"])
                terms = ENGLISH.terms(f"{record.title}\n{record.text}")
                assert matcher.value_as("positions") == [place for place, other in enumerate(terms) if other == term]
                assert reader.doc_field_length(matcher.id(), "content") >= len(terms) * 0.97
                assert 1 <= matcher.weight() <= 255
                matcher.next()


REFINED = {"add", "even", "emerg", "interf", "intern", "interv", "inter", "later", "organ", "past", "univers", "technologist", "realize"}
"""Stems of Whoosh's Snowball, of 2006, that today's Snowball tells apart: internal and international, organise and organ, evening and even."""


def test_the_analyzers_agree(collected: DataFolder) -> None:
    with Store.open(collected.ledger) as store:
        text = "\n".join(record.text for record in store.records())
    assert PLAIN.terms(text) == [token.text for token in analyzer(stem=False)(text)]
    theirs = [token.text for token in analyzer(stem=True)(text)]
    differing = {(our, their) for our, their in zip(ENGLISH.terms(text), theirs, strict=True) if our != their}
    assert {their for _, their in differing} <= REFINED | {"ad"}


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_the_analyzers_agree_on_any_text(text: str) -> None:
    assert PLAIN.terms(text) == [token.text for token in analyzer(stem=False)(text)]


def test_lengths_become_the_same_bytes() -> None:
    lengths = [*range(3000), 9_999, 60_000, 106_373, 106_374, 10**6]
    assert length_bytes(lengths).tolist() == [length_to_byte(length) for length in lengths]
