"""Jadu directories: what golden fixtures do not show. The real sources' rules, labels of a source's own, and crawls of the sample directory."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crawler.errors import PageRefused
from crawler.folder import DataFolder
from crawler.items import Disclosure
from crawler.page import PLAIN, Page
from crawler.parsers import PLATFORMS, parse
from crawler.recognition import recognise
from crawler.sample.directory import CouncilDirectory
from crawler.source import Source, find_source, load_sources
from tests.crawler.test_portals import changes, crawl, last_report, with_part

RECORD = "<h1>Dogs</h1><dl><dt>Date of request</dt><dd>3 May 2024</dd><dt>Request</dt><dd>How many dogs work?</dd><dt>Response</dt><dd>{answer}</dd></dl>"


def read(source: Source, url: str | None, body: str, media_type: str = "text/html") -> Disclosure:
    page = Page(url=url, body=body.encode(), fetched_at="2026-01-01T00:00:00Z", media_type=media_type)
    (disclosure,) = parse(page, source).disclosures
    return disclosure


@pytest.mark.parametrize(
    ("source_id", "url", "citation"),
    [
        ("coventry", "https://www.coventry.gov.uk/directory-record/57364/dogs", "FOIA s.38(1)(b)"),
        ("scottish-borders", "https://www.scotborders.gov.uk/directory-record/57364/dogs", "FOISA s.38(1)(b)"),
    ],
)
def test_a_record_of_a_real_source(source_id: str, url: str, citation: str) -> None:
    answer = "The information is exempt under section 38(1)(b) of the Act, and we are withholding it."
    disclosure = read(find_source(source_id), url, RECORD.format(answer=answer))
    assert disclosure.id == f"{source_id}/57364"
    assert (disclosure.question, disclosure.date_received, disclosure.decision) == ("How many dogs work?", "2024-05-03", "refused")
    assert [exemption.citation for exemption in disclosure.exemptions] == [citation]


@pytest.mark.parametrize(("source_id", "directory"), [("coventry", "45"), ("scottish-borders", "59")])
def test_the_lists_are_the_letters(source_id: str, directory: str) -> None:
    source = find_source(source_id)
    lists = [entry.url for entry in PLATFORMS["jadu"].entries(source)]
    assert lists[0] == f"{source.origin}/directory/{directory}/a-to-z/A"
    assert lists[-1] == f"{source.origin}/directory/{directory}/a-to-z/Z"
    assert len(lists) == 26


def test_a_letter_leads_to_records_to_its_further_pages_and_to_what_begins_with_no_letter() -> None:
    index = "https://www.coventry.gov.uk/directory/45/a-to-z/"
    hrefs = (
        "/directory-record/1/dogs",
        "/directory/45/a-to-z/B",
        "A?page=2",
        "0-9",
        "/directory/12/a-to-z/0-9",
        "/directory-record/",
        "/parks",
    )
    body = "".join(f"<li><a href='{href}'>A link</a></li>" for href in hrefs)
    parsed = parse(Page(url=index + "A", body=body.encode(), fetched_at="2026-01-01T00:00:00Z"), find_source("coventry"))
    assert [(link.kind, link.url) for link in parsed.follow] == [
        ("detail", "https://www.coventry.gov.uk/directory-record/1/dogs"),
        ("list", index + "A?page=2"),
        ("list", index + "0-9"),
    ]


def test_a_source_adds_the_labels_that_its_records_print(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'platform = "jadu"\n[[source]]\nid = "own"\nauthority = "Own Council"\nauthority_id = "own"\nnation = "england"\n'
        'hosts = ["www.own.gov.example"]\nlicence = "?"\nstatus = "unverified"\n'
        'settings = { directory = "7", labels = { "What was asked" = "request", "What we said" = "response", "Log no" = "reference" } }\n'
    )
    body = "<h1>Dogs</h1><dl><dt>Log no</dt><dd>A-17</dd><dt>What was asked</dt><dd>Dogs that work.</dd><dt>What we said</dt><dd>We do not hold this information.</dd></dl>"
    disclosure = read(load_sources([tmp_path])["own"], "https://www.own.gov.example/directory-record/3/dogs", body)
    assert (disclosure.reference, disclosure.question, disclosure.decision) == ("A-17", "Dogs that work.", "not-held")


def test_a_text_that_was_saved_without_markup() -> None:
    text = "Dogs\nDate of request\n3 May 2024\nRequest\nHow many dogs work?\nResponse\nWe do not hold this information."
    disclosure = read(find_source("coventry"), None, text, PLAIN)
    assert (disclosure.question, disclosure.date_received, disclosure.decision) == ("How many dogs work?", "2024-05-03", "not-held")


def test_a_record_of_another_directory_is_refused() -> None:
    with pytest.raises(PageRefused, match="none of the labels"):
        read(
            find_source("coventry"),
            "https://www.coventry.gov.uk/directory-record/8/park",
            "<h1>Park</h1><dl><dt>Toilets</dt><dd>Yes</dd></dl>",
        )


def test_a_site_is_recognised_by_its_directory() -> None:
    recognised = recognise("https://www.own.gov.example/directory/45/a-to-z/A", None)
    assert (recognised.platform.name, recognised.settings) == ("jadu", {"directory": "45"})


def test_a_crawl_asks_for_each_letter_once_and_a_refresh_for_nothing_else(folder: DataFolder) -> None:
    with with_part(CouncilDirectory()) as server:
        first = crawl(folder, server, "sample-jadu")
        report = last_report(folder, "sample-jadu")
        again = crawl(folder, server, "sample-jadu")
    assert (report.disclosures, report.status) == (7, "complete")
    assert max(Counter(first).values()) == 1, "letters link to each other, and to 0-9"
    assert len(again) == 28, "26 letters, 0-9 and robots.txt"
    assert changes(folder) == []


def test_a_new_record_and_one_that_is_gone(folder: DataFolder) -> None:
    part = CouncilDirectory()
    with with_part(part) as server:
        crawl(folder, server, "sample-jadu")
        removed = part.entries.pop("61345-library-fines")
        part.entries["62001-added"] = replace(
            removed, name="62001-added", facts={**removed.facts, "title": "Museum fines"}, changed=date(2024, 7, 1)
        )
        asked = crawl(folder, server, "sample-jadu")
    assert [url.partition("directory-record/")[2] for url in asked if "directory-record" in url] == ["62001/added"]
    assert last_report(folder, "sample-jadu").disclosures == 1
    assert changes(folder) == [("withdrawn", "61345")]
