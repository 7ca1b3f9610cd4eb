"""Golden fixtures: every folder of tests/fixtures is a page, and what must be read in it."""

import json
from pathlib import Path

import pytest

from crawler.fixtures import Fixture, FixtureProblem, fixtures_in, missing, save_page
from crawler.page import Page
from crawler.source import load_sources

ROOT = Path(__file__).parent.parent / "fixtures"
FIXTURES = fixtures_in(ROOT)
SOURCES = load_sources()
PAGE = Page(url="http://www.northmoor.police.example/foi-ai/northmoor-police/d/may-2022/a-topic/", body=b"<main><h1>T</h1><p>Request: how many horses?</p></main>", fetched_at="2026-01-01T00:00:00Z")  # fmt: skip


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: str(fixture.path.relative_to(ROOT)))
def test_a_page_is_read_as_expected(fixture: Fixture) -> None:
    try:
        fixture.check(SOURCES)
    except FixtureProblem as problem:
        pytest.fail(f"{problem.message}\n{problem.hint}", pytrace=False)


def test_the_words_of_a_question_stand_in_the_text() -> None:
    """The hash of what was published counts them there, and not as a field that a better reader would change."""
    asked = 0
    for path in sorted(ROOT.glob("*/*/expected.json")):
        for disclosure in json.loads(path.read_text(encoding="utf-8"))["disclosures"]:
            text = " ".join(disclosure["text"].split())
            for line in (disclosure.get("question") or "").splitlines():
                assert " ".join(line.split()) in text, path
                asked += 1
    assert asked > 100


def test_every_platform_in_use_has_its_cases() -> None:
    assert list(missing(FIXTURES, SOURCES)) == []


def test_a_missing_expectation_fails_with_the_command_that_makes_it(tmp_path: Path) -> None:
    fixture = save_page(tmp_path, "northmoor-police", "detail", "horses", PAGE)
    with pytest.raises(FixtureProblem) as problem:
        fixture.check(SOURCES)
    assert problem.value.hint.endswith(f"scrapy expect {tmp_path}/northmoor-police/detail-horses")
    fixture.expect(SOURCES)
    fixture.check(SOURCES)
    assert fixture.page().body == PAGE.body
    assert fixture.page().url == PAGE.url


def test_a_changed_body_or_expectation_fails(tmp_path: Path) -> None:
    fixture = save_page(tmp_path, "northmoor-police", "detail", "horses", PAGE)
    fixture.expect(SOURCES)
    (fixture.path / "body.html").write_bytes(PAGE.body.replace(b"horses", b"dogs"))
    with pytest.raises(FixtureProblem, match="read otherwise"):
        fixture.check(SOURCES)
    (fixture.path / "body.html").write_bytes(b"<main></main>")
    with pytest.raises(FixtureProblem, match=r"has expected\.json, but the page gives error\.json"):
        fixture.check(SOURCES)


@pytest.mark.parametrize(
    ("folder", "facts", "says"),
    [
        ("detail-x", None, "cannot be read"),
        ("detail-x", b'{"fetched_at": "2026-01-01T00:00:00Z", "colour": "red"}', "colour"),
        ("something", b'{"fetched_at": "2026-01-01T00:00:00Z"}', "list-CASE or detail-CASE"),
        ("detail-x", b'{"fetched_at": "2026-01-01T00:00:00Z"}', "body.html is missing"),
        ("detail-x", b'{"fetched_at": "2026-01-01T00:00:00Z", "media_type": "text/plain"}', "body.txt is missing"),
    ],
)
def test_a_broken_fixture_says_what_is_wrong(tmp_path: Path, folder: str, facts: bytes | None, says: str) -> None:
    path = tmp_path / "northmoor-police" / folder
    path.mkdir(parents=True)
    if facts:
        (path / "page.json").write_bytes(facts)
    with pytest.raises(FixtureProblem, match=says):
        Fixture(path).check(SOURCES)


def test_a_list_in_a_folder_for_details_is_told(tmp_path: Path) -> None:
    url = "http://www.northmoor.police.example/foi-ai/af/accessing-information/published-items/"
    fixture = save_page(
        tmp_path, "northmoor-police", "detail", "x", Page(url=url, body=b"<main><p>No results.</p></main>", fetched_at="2026")
    )
    with pytest.raises(FixtureProblem, match="takes the page for a list"):
        fixture.check(SOURCES)
