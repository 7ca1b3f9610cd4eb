"""Transport for London: its addresses, its list, what is no request, and crawls of the sample's transport authority through real HTTP."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from crawler.errors import PageRefused
from crawler.folder import DataFolder
from crawler.page import HTML, PLAIN, Page
from crawler.parsers import Parsed, parse
from crawler.parsers.tfl import entries
from crawler.sample.transport import TransportAnswers
from crawler.source import find_source
from tests.conftest import Foi
from tests.crawler.test_portals import changes, crawl, last_report, with_part

FOLDER = "https://tfl.gov.uk/corporate/transparency/freedom-of-information"
URL = f"{FOLDER}/foi-request-detail?referenceId=FOI-2170-1819"
LABELS = "<p>Request ID: FOI-2170-1819</p><p>Date published: 14 December 2018</p>"
ANSWER = "<h2>You asked</h2><p>How many dogs work?</p><h2>We answered</h2><p>We do not hold this information.</p>"


def read(url: str | None, body: str, media_type: str = HTML) -> Parsed:
    body = f"<html><body><main>{body}</main></body></html>" if media_type == HTML else body
    return parse(Page(url=url, body=body.encode(), fetched_at="2026-01-01T00:00:00Z", media_type=media_type), find_source("tfl"))


# -- the list -------------------------------------------------------------------------------------------------------------------------


def test_the_list_is_followed_and_references_are_not_counted_through() -> None:
    assert [entry.url for entry in entries(find_source("tfl"))] == [f"{FOLDER}/foi-requests"]


def test_only_requests_are_followed_each_once() -> None:
    hrefs = ("foi-request-detail?referenceId=FOI-0001-2324", "FOI-Request-Detail?referenceid=foi-0001-2324", "foi-request-detail?referenceId=x", "make-a-request", "https://elsewhere.example/corporate/transparency/freedom-of-information/foi-request-detail?referenceId=FOI-0002-2324", "http://[")  # fmt: skip
    parsed = read(
        f"{FOLDER}/foi-requests", "".join(f"<li><a href='{href}'>Dogs</a> <p>Date published: 3 May 2024</p></li>" for href in hrefs)
    )
    (link,) = parsed.follow
    assert link.url == f"{FOLDER}/foi-request-detail?referenceId=FOI-0001-2324"
    assert (link.context["title"], link.context["date"]) == ("Dogs", "3 May 2024")


@pytest.mark.parametrize(
    ("here", "links", "following"),
    [
        ("", ["?page=2", "?page=3"], "?page=2"),
        ("?page=2", ["?page=1", "?page=3", "?page=9"], "?page=3"),
        ("?page=9", ["?page=1", "?page=8"], None),
        ("", ["?start=10|Next page"], "?start=10"),
        ("?page=1", ["?page=0", "?page=2", "?year=2024&page=2"], "?year=2024&page=2"),
        ("", ["/fares?page=2"], None),
        ("", ["?page=" + "9" * 5000], None),
    ],
)
def test_how_the_list_goes_on(here: str, links: list[str], following: str | None) -> None:
    row = "<li><a href='foi-request-detail?referenceId=FOI-0001-2324'>Dogs</a></li>"
    pages = "".join(f"<a href='{href}'>{text or 'x'}</a>" for href, _, text in (link.partition("|") for link in links))
    lists = [link for link in read(f"{FOLDER}/foi-requests{here}", row + pages).follow if link.kind == "list"]
    assert [(link.url, link.older) for link in lists] == ([(f"{FOLDER}/foi-requests{following}", True)] if following else [])
    assert read(f"{FOLDER}/foi-requests{here}", f"<p>Nothing here.</p>{pages}").follow == []


# -- requests -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("url", [URL, URL.replace("tfl.gov.uk", "www.tfl.gov.uk"), URL.replace("referenceId=FOI", "referenceid=foi"), f"{URL}&utm_source=x"])  # fmt: skip
@pytest.mark.parametrize(
    "head",
    [
        f"<h1>FOI request detail</h1><h2>Dogs at work</h2>{LABELS}",
        f"<p>FOI request detail</p><h1>Dogs at work</h1>{LABELS}",
        "<h1>FOI request detail</h1><p>Dogs at work</p><p>Request ID: FOI-2170-1819 Date published: 14 December 2018</p>",
        "<h1>FOI request detail</h1><h3>Dogs at work</h3><dl><dt>Request ID</dt><dd>FOI-2170-1819</dd><dt>Date published</dt><dd>14 December 2018</dd></dl>",
    ],
)
def test_a_request_whatever_its_markup(url: str, head: str) -> None:
    (disclosure,) = read(url, head + ANSWER).disclosures
    assert (disclosure.id, disclosure.url, disclosure.title) == ("tfl/FOI-2170-1819", URL, "Dogs at work")
    assert (disclosure.reference, disclosure.date_published) == ("FOI-2170-1819", "2018-12-14")
    assert (disclosure.question, disclosure.decision) == ("How many dogs work?", "not-held")


def test_the_page_is_believed_before_what_the_letter_says() -> None:
    """A caseworker's letters stand behind the reference, and a typing error in it."""
    (disclosure,) = read(URL, f"<h1>Dogs</h1>{LABELS}{ANSWER}<p>Our ref: FOI-2170-18199/GH</p>").disclosures
    assert disclosure.reference == "FOI-2170-1819"


@pytest.mark.parametrize(
    ("url", "body", "reason"),
    [
        (URL, "<h1>FOI request detail</h1><p>Request ID:</p>", "empty"),
        (URL, "<h1>FOI request detail</h1><p>Sorry.</p>", "empty"),
        (URL, "<h1>Dogs at work</h1><p>A new template.</p>", "unrecognised"),
        ("https://tfl.gov.uk/fares", f"<h1>Fares</h1>{LABELS}{ANSWER}", "not-a-disclosure"),
        (None, "<h1>Fares</h1><p>A page about fares.</p>", "unrecognised"),
    ],
)
def test_what_is_no_request_is_refused(url: str | None, body: str, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        read(url, body)
    assert refused.value.reason == reason


def test_a_text_of_the_answer_alone_is_named_by_its_address() -> None:
    (disclosure,) = read(URL, "Thank you for your request about dogs.\nWe do not hold this information.\n", PLAIN).disclosures
    assert (disclosure.id, disclosure.reference) == ("tfl/FOI-2170-1819", "FOI-2170-1819")


def test_a_text_is_read_by_its_labels(foi: Foi) -> None:
    text = "FOI request detail\nDogs at work\nRequest ID: FOI-2170-1819\nDate published: 14 December 2018\nYou asked\nHow many dogs work?\nWe answered\nWe do not hold this information.\n"
    done = foi("parse", "-", "--source", "tfl", "--format", "json", input=text.encode())
    (row,) = json.loads(done.output)["disclosures"]
    assert (row["id"], row["title"], row["date_published"]) == ("tfl/FOI-2170-1819", "Dogs at work", "2018-12-14")
    assert (row["question"], row["decision"]) == ("How many dogs work?", "not-held")


# -- crawls ---------------------------------------------------------------------------------------------------------------------------


def test_a_refresh_of_two_thousand_with_nothing_new_asks_for_one_page_of_the_list(folder: DataFolder) -> None:
    part = TransportAnswers()
    part.page_size = 20
    letter = part.entries["foi-3066-2425"]
    part.entries = {
        name: replace(letter, name=name, changed=date(2025, 1, 1) - timedelta(days=number), facts={**letter.facts, "published": date(2025, 1, 1) - timedelta(days=number)})
        for number in range(2000)
        for name in [f"foi-{number:04}-2425"]
    }  # fmt: skip
    with with_part(part) as server:
        first = crawl(folder, server, "sample-tfl")
        assert last_report(folder, "sample-tfl").disclosures == 2000
        again = crawl(folder, server, "sample-tfl")
    assert (len(first), len(again)) == (1 + 100 + 2000, 2)
    assert changes(folder) == []


def test_an_edit_and_a_removal_are_reported_once_and_a_new_request_is_read(folder: DataFolder) -> None:
    part = TransportAnswers()
    with with_part(part) as server:
        crawl(folder, server, "sample-tfl")
        edited, removed = part.entries["foi-2388-2324"], part.entries.pop("foi-0214-1819")
        part.entries[edited.name] = replace(edited, facts={**edited.facts, "title": "Rents in Mill Street station"})
        part.entries["foi-0100-2526"] = replace(removed, name="foi-0100-2526", changed=date(2025, 6, 2))
        crawl(folder, server, "sample-tfl")
        assert last_report(folder, "sample-tfl").new == 1
        assert changes(folder) == [("changed", "FOI-2388-2324"), ("withdrawn", "FOI-0214-1819")]
        rows = [url for url in crawl(folder, server, "sample-tfl") if "referenceId" in url]
    assert rows == []


def test_an_empty_page_in_place_of_a_request_withdraws_nothing(folder: DataFolder) -> None:
    part = TransportAnswers()
    with with_part(part) as server:
        crawl(folder, server, "sample-tfl")
        missing = part.answer
        part.answer = lambda url: missing(url.replace("FOI-0539-2122", "FOI-9999-9999"))  # type: ignore[method-assign]
        crawl(folder, server, "sample-tfl", "--full")
    assert last_report(folder, "sample-tfl").refused == {"empty": 1}
    assert changes(folder) == []
