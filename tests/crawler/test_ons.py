"""ONS: its lists, what is no request, and crawls of the sample's statistical office through real HTTP."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest

from crawler.errors import PageRefused
from crawler.folder import DataFolder
from crawler.page import HTML, JSON, Page
from crawler.parsers import Parsed, parse
from crawler.parsers.ons import entries
from crawler.sample.statistics import PublishedRequests
from crawler.source import find_source
from tests.conftest import Foi
from tests.crawler.test_portals import changes, crawl, last_report, with_part

ORIGIN = "https://www.ons.gov.uk"
FOLDER = "/aboutus/transparencyandgovernance/freedomofinformationfoi"
API = "https://api.beta.ons.gov.uk/v1/search?content_type=static_foi&sort=release_date&limit=1000&offset=0"


def read(url: str | None, body: str, media_type: str = HTML) -> Parsed:
    return parse(Page(url=url, body=body.encode(), fetched_at="2026-01-01T00:00:00Z", media_type=media_type), find_source("ons"))


def found(*items: Mapping[str, object], count: int = 0) -> Parsed:
    return read(API, json.dumps({"count": count or len(items), "items": items}), JSON)


# -- lists ----------------------------------------------------------------------------------------------------------------------------


def test_the_search_is_asked_first_and_then_the_list() -> None:
    assert [entry.url for entry in entries(find_source("ons"))] == [API, f"{ORIGIN}/publishedrequests?limit=50&page=1"]


def test_only_published_requests_are_followed() -> None:
    uris = (f"{FOLDER}/dogs", "/aboutus/transparencyandgovernance/cats", "/economy/bulletins/dogs", "https://elsewhere.example/x", "http://[", f"{FOLDER}")  # fmt: skip
    parsed = found(*({"uri": uri, "title": "Dogs", "type": "static_foi"} for uri in uris), {"uri": f"{FOLDER}/x", "type": "bulletin"})
    assert [link.url for link in parsed.follow] == [f"{ORIGIN}{FOLDER}/dogs", f"{ORIGIN}/aboutus/transparencyandgovernance/cats"]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-05-13T23:00:00.000Z", "2024-05-14"),
        ("2024-01-09T00:00:00.000Z", "2024-01-09"),
        ("2024-01-09T09:30:00.000Z", "2024-01-09"),
        ("9999-12-31T23:00:00.000Z", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_day_of_release_is_the_day_in_britain(moment: str | None, day: str | None) -> None:
    (link,) = found({"uri": f"{FOLDER}/dogs", "title": "Dogs", "release_date": moment}).follow
    assert link.context.get("date") == day


def test_the_search_goes_on_while_there_is_more() -> None:
    assert found({"uri": f"{FOLDER}/dogs"}, count=2).follow[-1].url == API.replace("offset=0", "offset=1")
    assert [link.kind for link in found({"uri": f"{FOLDER}/dogs"}, count=1).follow] == ["detail"]


def row(name: str, day: str) -> str:
    return f"<li><h3><a href='{FOLDER}/{name}'>{name}</a></h3><ul><li><span>Released on:</span><span> {day}</span></li></ul></li>"


def test_both_lists_give_a_request_the_same_version() -> None:
    (listed, _) = read(f"{ORIGIN}/publishedrequests?limit=1&page=1", f"<main><ul>{row('dogs', '14 May 2024')}</ul></main>").follow
    (searched,) = found({"uri": f"{FOLDER}/dogs", "title": "dogs", "release_date": "2024-05-13T23:00:00.000Z"}).follow
    assert (listed.url, listed.context) == (searched.url, searched.context)


@pytest.mark.parametrize(
    ("query", "body", "following"),
    [
        ("limit=2&page=1", row("a", "14 May 2024") + row("b", "13 May 2024"), "limit=2&page=2"),
        ("limit=50&page=1", row("a", "14 May 2024"), None),
        ("limit=50&page=1", row("a", "14 May 2024") + "<a href='?limit=50&page=2'>Next</a>", "limit=50&page=2"),
        ("limit=50&page=10", row("a", "1 May 2019") + row("b", "30 April 2019"), "limit=50&page=1&before-day=1&before-month=5&before-year=2019"),
        ("limit=50&page=10", "<p>No results.</p>", None),
    ],
)  # fmt: skip
def test_how_the_list_goes_on(query: str, body: str, following: str | None) -> None:
    parsed = read(f"{ORIGIN}/publishedrequests?{query}", f"<main><h1>Published requests</h1><ul>{body}</ul></main>")
    lists = [link.url.partition("?")[2] for link in parsed.follow if link.kind == "list"]
    assert lists == ([following] if following else [])


# -- requests -------------------------------------------------------------------------------------------------------------------------

REQUEST = "<main><h1>Dogs</h1><p>Release date:<br>14 May 2024</p><p>FOI reference: FOI-2024-1001</p><h2>You asked</h2><p>How many dogs work?</p><h2>We said</h2><p>We do not hold this information.</p></main>"


@pytest.mark.parametrize("host", ["www.ons.gov.uk", "cy.ons.gov.uk", "ons.gov.uk"])
@pytest.mark.parametrize("folder", [FOLDER, "/aboutus/transparencyandgovernance"])
def test_one_request_at_several_addresses_is_one_record(host: str, folder: str) -> None:
    (disclosure,) = read(f"https://{host}{folder}/dogs?:uri=x", REQUEST).disclosures
    assert (disclosure.id, disclosure.url) == ("ons/dogs", f"{ORIGIN}{folder}/dogs")
    assert (disclosure.reference, disclosure.date_published, disclosure.decision) == ("FOI-2024-1001", "2024-05-14", "not-held")


def test_a_result_of_the_sites_search_is_the_request_that_it_leads_to() -> None:
    claims = urlsafe_b64encode(json.dumps({"index": 3, "uri": f"{FOLDER}/dogs", "listType": "publishedrequests"}).encode()).decode()
    (disclosure,) = read(f"https://www.beta.ons.gov.uk/redir/eyJhbGciOiJIUzI1NiJ9.{claims.rstrip('=')}.c2lnbmVk", REQUEST).disclosures
    assert (disclosure.id, disclosure.url) == ("ons/dogs", f"{ORIGIN}{FOLDER}/dogs")
    elsewhere = urlsafe_b64encode(b'{"uri": "/economy/dogs"}').decode()
    for token in ("eyJhbGciOiJIUzI1NiJ9", "a.%%.c", "a.W10.c", f"a.{elsewhere}.c"):
        with pytest.raises(PageRefused):
            read(f"https://www.ons.gov.uk/redir/{token}", REQUEST)


def test_the_data_behind_a_page_reads_as_the_page_does() -> None:
    part = PublishedRequests()
    for name in part.entries:
        url = f"http://{part.host}{FOLDER}/{name}"
        page, data = (part.answer(address).body for address in (url, f"{url}/data"))
        source = find_source("sample-ons")
        (shown,) = parse(Page(url=url, body=page, fetched_at="2026-01-01T00:00:00Z"), source).disclosures
        (given,) = parse(Page(url=f"{url}/data", body=data, fetched_at="2026-01-01T00:00:00Z", media_type=JSON), source).disclosures
        sizeless = [msgspec.structs.replace(file, size=None) for file in shown.attachments]
        assert msgspec.structs.replace(given, provenance=shown.provenance) == msgspec.structs.replace(shown, attachments=sizeless)


@pytest.mark.parametrize(
    ("url", "body", "media_type", "reason"),
    [
        (f"{ORIGIN}/economy/inflation", REQUEST, HTML, "not-a-disclosure"),
        (f"{ORIGIN}{FOLDER}/dogs", "<main><h1>Dogs</h1><p>A bulletin about dogs.</p></main>", HTML, "unrecognised"),
        (f"{ORIGIN}{FOLDER}/dogs", "<main><h1>Dogs</h1><p>Release date: 14 May 2024</p></main>", HTML, "not-a-disclosure"),
        (f"{ORIGIN}{FOLDER}/dogs/data", '{"type": "bulletin", "uri": "/economy/dogs"}', JSON, "not-a-disclosure"),
        (f"{ORIGIN}{FOLDER}/dogs/data", '{"type": "static_foi", "markdown": []}', JSON, "unrecognised"),
    ],
)
def test_what_is_no_request_is_refused(url: str, body: str, media_type: str, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        read(url, body, media_type)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "body",
    [b"[]", b"{", b"\xff\xfe", b'{"count": "x"}', b'{"count": 1, "items": [7]}', b"[" * 200_000, b'{"type": 7}', b'{"type": "static_foi", "downloads": [{"file": 7}]}'],
    ids=range(8),
)  # fmt: skip
@pytest.mark.parametrize("url", [API, f"{ORIGIN}{FOLDER}/dogs/data"])
def test_data_of_another_shape_is_refused(url: str, body: bytes) -> None:
    with suppress(PageRefused):
        parsed = parse(Page(url=url, body=body, fetched_at="2026-01-01T00:00:00Z", media_type=JSON), find_source("ons"))
        assert not parsed.disclosures
        assert not parsed.follow


def test_a_text_is_read_by_its_labels(foi: Foi) -> None:
    text = "Dogs at work\nRelease date:\n14 May 2024\nFOI Ref: FOI/2024/1001\n\nYou asked\nHow many dogs work?\n\nWe said\nWe do not hold this information.\n"
    done = foi("parse", "-", "--source", "ons", "--format", "json", input=text.encode())
    (row_,) = json.loads(done.output)["disclosures"]
    assert (row_["title"], row_["reference"], row_["date_published"]) == ("Dogs at work", "FOI/2024/1001", "2024-05-14")
    assert (row_["question"], row_["decision"]) == ("How many dogs work?", "not-held")


# -- crawls ---------------------------------------------------------------------------------------------------------------------------


def short(part: PublishedRequests) -> PublishedRequests:
    """The part with short letters, a few of each day, so that the time goes into crawling."""
    for number, entry in enumerate(list(part.entries.values())):
        body = f"## You asked\nHow many benches are in park {number}?\n## We said\nThere are {number} benches."
        part.entries[entry.name] = replace(entry, body=body, changed=date(2025, 1, 1) - timedelta(days=number // 3))
    return part


def test_a_refresh_of_two_thousand_with_nothing_new_makes_three_requests(folder: DataFolder) -> None:
    """robots.txt, and two pages of the search: it gives a thousand a page."""
    part = short(PublishedRequests(copies=286))
    part.entries = dict(list(part.entries.items())[:2000])
    with with_part(part) as server:
        first = crawl(folder, server, "sample-ons")
        assert last_report(folder, "sample-ons").disclosures == 2000
        again = crawl(folder, server, "sample-ons")
    assert (len(first), len(again)) == (2003, 3)
    assert changes(folder) == []


def test_without_the_search_the_list_is_read_past_its_end(folder: DataFolder) -> None:
    """It shows 500 of the 630; and the versions that it gives are those of the search."""
    part = short(PublishedRequests(copies=90))
    part.has_api = False
    with with_part(part) as server:
        crawl(folder, server, "sample-ons")
        assert last_report(folder, "sample-ons").disclosures == 630
        part.has_api = True
        again = crawl(folder, server, "sample-ons")
    assert [url.partition("?")[0].rsplit("/", 1)[-1] for url in again] == ["robots.txt", "search"]
    assert changes(folder) == []


def test_an_edit_a_removal_and_a_new_request_are_each_reported_once(folder: DataFolder) -> None:
    part = PublishedRequests()
    with with_part(part) as server:
        crawl(folder, server, "sample-ons")
        edited, removed = part.entries["bellringersbyparish"], part.entries.pop("weightsofthevisitorsurvey")
        facts = {**edited.facts, "title": "Bell ringers by parish (corrected)"}
        part.entries[edited.name] = replace(edited, facts=facts, changed=edited.changed + timedelta(days=1))
        part.entries["added"] = replace(removed, name="added", changed=date(2026, 1, 8))
        asked = crawl(folder, server, "sample-ons")
        assert sorted(url.rsplit("/", 1)[-1] for url in asked if FOLDER in url) == ["added", "bellringersbyparish"]
    assert changes(folder) == [("changed", "bellringersbyparish"), ("new", "added"), ("withdrawn", "weightsofthevisitorsurvey")]
