import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.items import Record, record_of
from indexer.exports import CSV_COLUMNS, csv_lines, json_lines
from indexer.query import parse
from indexer.search import passage
from tests.records import disclosure

TEXT = (
    "A first line.\n"
    + "Filler words go on and on here. " * 20
    + "\nThe serving officers were named by a serving officer.\n"
    + "More filler. " * 30
)


@pytest.mark.parametrize(
    ("query", "marked"),
    [
        ('"serving officers"', ["serving officers", "serving officer"]),
        ("officer", ["officers", "officer"]),
        ("nam*", ["named"]),
        ("serving -filler", ["serving", "serving"]),
        ("decision:refused", []),
    ],
)
def test_the_passage_shows_why(query: str, marked: list[str]) -> None:
    snippet, highlights = passage(TEXT, parse(query))
    assert [snippet[start:end] for start, end in highlights] == marked
    assert len(snippet) < 400


@given(st.text(max_size=300), st.sampled_from(["a", '"a b"', "title:a", "a*", "(a OR b) -c"]))
def test_highlights_are_words_inside_the_snippet(text: str, query: str) -> None:
    snippet, highlights = passage(text, parse(query))
    at = 0
    for start, end in highlights:
        assert at <= start < end <= len(snippet)
        at = end


def record(title: str | None = None) -> Record:
    item = disclosure(
        "a",
        'Line one,\nline "two".',
        relied_on=("FOIA s.40(2)", "FOIA s.31"),
        mentioned=("FOIA s.17",),
        files=("x.csv", "y.pdf"),
        title=title,
    )
    return record_of(item, first_seen="2026-01-01T00:00:00Z", last_seen="2026-01-02T00:00:00Z", withdrawn=None, version=2)


def test_csv_has_every_column_and_survives_newlines() -> None:
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines([record()]))))
    assert list(row) == list(CSV_COLUMNS)
    assert row["text"] == 'Line one,\nline "two".'
    assert row["exemptions"] == "FOIA s.40(2); FOIA s.31"
    assert row["mentioned"] == "FOIA s.17"
    assert row["attachments"].count(";") == 1
    assert (row["withdrawn"], row["version"]) == ("", "2")


@pytest.mark.parametrize("title", ["=1+1", "+44 20", "-1", "@SUM(A1)"])
def test_csv_is_harmless_to_spreadsheets(title: str) -> None:
    (row,) = csv.DictReader(io.StringIO("".join(csv_lines([record(title=title)]))))
    assert row["title"] == f"'{title}"


def test_json_lines_have_every_field() -> None:
    (line,) = json_lines([record()])
    assert json.loads(line)["version"] == 2
    assert line.endswith("}\n")
