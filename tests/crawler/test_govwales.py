"""gov.wales: what golden fixtures do not show. Addresses, pages that are no releases, and crawls of the sample part through real HTTP."""

import json
from dataclasses import replace
from datetime import date

import pytest

from crawler.errors import PageRefused
from crawler.folder import DataFolder
from crawler.items import Disclosure
from crawler.page import PLAIN, Page
from crawler.parsers import PLATFORMS, parse
from crawler.recognition import recognise
from crawler.sample.wales import WelshReleases
from crawler.source import find_source
from tests.conftest import foi_process
from tests.crawler.test_portals import changes, crawl, last_report, of_size, with_part

LETTER = "<h1>Dogs</h1><p>First published:</p><p>3 May 2024</p><h2>Details</h2><p>Your request</p><p>How many dogs work?</p><p>Our response</p><p>Ten dogs work.</p>"


def read(url: str | None, body: str, media_type: str = "text/html") -> list[Disclosure]:
    html = f"<html><body><main>{body}</main></body></html>" if media_type != PLAIN else body
    return parse(
        Page(url=url, body=html.encode(), fetched_at="2026-01-01T00:00:00Z", media_type=media_type), find_source("gov-wales")
    ).disclosures


def test_the_list_is_of_responses_alone() -> None:
    (entry,) = PLATFORMS["govwales"].entries(find_source("gov-wales"))
    assert entry.url == (
        "https://www.gov.wales/publications?keywords=&All_=All&publication_type%5B3%5D=3&published_after=&published_before=&page=0"
    )


@pytest.mark.parametrize(
    ("url", "key", "reference"),
    [
        ("https://www.gov.wales/atisn16301", "16301", "ATISN 16301"),
        ("https://www.gov.wales/ATISN16301/?utm_source=x", "16301", "ATISN 16301"),
        ("https://gov.wales/atisn-16301", "16301", "ATISN 16301"),
        ("https://www.gov.wales/atisn16301-internal-review", "16301-internal-review", "ATISN 16301"),
    ],
)
def test_the_address_names_the_release(url: str, key: str, reference: str) -> None:
    (disclosure,) = read(url, LETTER)
    assert (disclosure.id, disclosure.reference, disclosure.date_published) == (f"gov-wales/{key}", reference, "2024-05-03")
    assert disclosure.question == "How many dogs work?"


def test_a_release_is_one_in_both_languages_and_as_saved_text() -> None:
    letter = f"<p>ATISN 15001</p>{LETTER.replace('First published', 'Cyhoeddwyd gyntaf').replace('3 May', '3 Mai')}"
    text = "Dogs\nATISN 15001\nYour request\nHow many dogs work?\nOur response\nTen dogs work."
    found = [read("https://www.gov.wales/atisn15001", letter), read("https://llyw.cymru/node/77", letter), read(None, text, PLAIN)]
    assert [disclosure.id for (disclosure,) in found] == ["gov-wales/15001"] * 3
    assert found[1][0].date_published == "2024-05-03"


def test_another_publication_is_refused() -> None:
    with pytest.raises(PageRefused, match="none of the labels"):
        read("https://www.gov.wales/a-plan-for-ports", LETTER)


def test_a_site_is_recognised_by_its_address() -> None:
    assert recognise("https://www.gov.wales/atisn16301", None).platform.name == "govwales"
    assert recognise("https://llyw.cymru/node/45869", None).platform.name == "govwales"


def test_a_crawl_reads_every_layout_and_a_refresh_asks_for_the_newest_page(folder: DataFolder) -> None:
    with with_part(WelshReleases()) as server:
        crawl(folder, server, "sample-gov-wales")
        report = last_report(folder, "sample-gov-wales")
        assert (report.disclosures, report.status) == (8, "complete")
        again = crawl(folder, server, "sample-gov-wales")
    assert [url.rsplit("=", 1)[-1] for url in again if "/publications" in url] == ["0"]
    assert len(again) == 2, "the newest page of the list, and robots.txt"
    assert changes(folder) == []
    shown = json.loads(foi_process(folder.root, "show", "ATISN 21160", "--format", "json").stdout)
    assert [file["name"] for file in shown["attachments"]] == ["Reply", "Document 1"]


def test_a_new_release_and_one_that_is_gone(folder: DataFolder) -> None:
    part = WelshReleases()
    with with_part(part) as server:
        crawl(folder, server, "sample-gov-wales")
        removed = part.entries.pop("atisn21014")
        part.entries["atisn21999-added"] = replace(
            removed, name="atisn21999-added", changed=date(2024, 4, 2), body=removed.body.replace("21014", "21999")
        )
        asked = crawl(folder, server, "sample-gov-wales")
        assert [url.rsplit("/", 1)[1] for url in asked if "/atisn" in url] == ["atisn21999-added"]
        assert changes(folder) == [("new", "21999-added")], "the list was left where it had no news"
        crawl(folder, server, "sample-gov-wales", "--full")
    assert changes(folder) == [("new", "21999-added"), ("withdrawn", "21014")]


def test_a_refresh_of_two_thousand_reads_one_page_of_the_list(folder: DataFolder) -> None:
    part = WelshReleases(copies=250)
    part.page_size = 20
    with with_part(of_size(part)) as server:
        first = crawl(folder, server, "sample-gov-wales")
        assert last_report(folder, "sample-gov-wales").disclosures == 2000
        again = crawl(folder, server, "sample-gov-wales")
    assert len(first) > 2100
    assert len(again) == 2
    assert changes(folder) == []
