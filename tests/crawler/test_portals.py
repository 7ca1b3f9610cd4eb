"""The API platforms: what golden fixtures do not show. Real documents, hostile data, and crawls of the sample portals through real HTTP."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from crawler.errors import PageRefused
from crawler.folder import DataFolder
from crawler.known import known_readings
from crawler.page import JSON, Page
from crawler.parsers import parse
from crawler.parsers.ckan import entries as ckan_entries
from crawler.parsers.govuk import entries as govuk_entries
from crawler.runs import Report, RunFiles, known_runs
from crawler.sample import SampleServer, SampleSite
from crawler.sample.answer import Answer
from crawler.sample.portals import LetterRows, Packages, Part, Publications, Releases
from crawler.sightings import Sighting
from crawler.source import find_source
from tests.conftest import Foi, foi_process

REAL = Path(__file__).parents[3] / "shared" / "facts" / "govuk"
API = "http://www.publications.example/api/content/government/publications/"


def crawl(folder: DataFolder, server: SampleServer, source: str, *arguments: str) -> list[str]:
    """Crawls, and gives what was asked for; the run must be complete."""
    server.requests.clear()
    done = foi_process(folder.root, "crawl", source, *arguments, environment=server.environment)
    assert done.returncode == 0, done.stderr
    return [asked.url for asked in server.requests]


def last_report(folder: DataFolder, source: str) -> Report:
    report = RunFiles(folder, source, known_runs(folder, source)[-1]).read_report()
    assert report is not None
    return report


def changes(folder: DataFolder) -> list[tuple[str, str]]:
    """What was observed after the first crawl."""
    done = foi_process(folder.root, "changes", "--since", "2000-01-01", "--format", "jsonl")
    rows = map(json.loads, done.stdout.splitlines())
    return sorted((row["kind"], row["id"].split("/", 1)[1]) for row in rows if row["kind"] != "new" or "added" in row["id"])


def with_part(part: Part) -> SampleServer:
    site = SampleSite(forces=())
    site.parts[part.host] = part
    return SampleServer(site)


# -- GOV.UK's real documents ----------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.exists(), reason="the real documents are not here")
def test_real_documents_import(foi: Foi) -> None:
    done = foi("import", str(REAL), "--source", "govuk")
    assert done.exit_code == 1, "some are no responses, and each is said"
    for file, why in (
        ("document_collection_frontend_document_collection", "this is a list of 9 pages"),
        ("gone_frontend_gone", "taken down: Incorrect title"),
        ("html_publication_frontend_published", "not an FOI release"),
        ("publication_frontend_best-practice-transparency-data", "not an FOI release"),
        ("publication_frontend_withdrawn", "the document is guidance"),
        ("redirect_frontend_redirect", "moved to /maritime-safety-weather-and-navigation"),
    ):
        assert any(file in line and why in line for line in done.output.splitlines()), file
    # The same document as it was published again in 2020, now with its attachments as data.
    assert foi("import", str(REAL / "publication_frontend_with-featured-attachments.json"), "--source", "govuk").exit_code == 0
    (row,) = [json.loads(line) for line in foi("export", "--format", "jsonl").output.splitlines()]
    assert (row["version"], len(row["warnings"])) == (2, 2)
    assert row["id"] == "govuk/number-of-ex-regular-service-personnel-in-fr20"
    assert (row["authority"], row["document_type"]) == ("Ministry of Defence", "foi_release")
    assert (row["date_received"], row["date_published"]) == ("2014-02-14", "2014-05-29")
    assert [(file["media_type"], file["size"]) for file in row["attachments"]] == [("application/pdf", 1932905)]


# -- lists ----------------------------------------------------------------------------------------------------------------------------


def test_the_search_asks_only_for_what_the_api_knows() -> None:
    *collections, search = govuk_entries(find_source("govuk"))
    assert search.url == (
        "https://www.gov.uk/api/search.json?filter_content_store_document_type=foi_release&order=-public_timestamp"
        "&count=1000&start=0&fields=title,link,public_timestamp"
    )
    assert collections[0].url == "https://www.gov.uk/api/content/government/collections/freedom-of-information-disclosure-log"


def test_links_of_the_search_are_made_whole() -> None:
    links = ["government/publications/a", "/government/publications/b", "https://www.gov.uk/government/publications/c", "https://elsewhere.example/d", "/government/publications/e.cy", ""]  # fmt: skip
    body = json.dumps({"results": [{"link": link, "public_timestamp": "2024-05-01T10:00:00+01:00"} for link in links], "total": 6})
    parsed = parse(page(body, "https://www.gov.uk/api/search.json?start=0"), find_source("govuk"))
    assert [(link.url.rsplit("/", 1)[-1], link.context["version"]) for link in parsed.follow] == [
        (name, "2024-05-01T09:00:00Z") for name in "abc"
    ]


def test_a_portal_without_the_organisation_is_asked_for_the_group() -> None:
    first, second = ckan_entries(find_source("nhsbsa"))
    assert "fq=organization:freedom-of-information-disclosure-log" in first.url
    assert "fq=groups:freedom-of-information-disclosure-log" in second.url


# -- hostile data ---------------------------------------------------------------------------------------------------------------------


def page(body: str | bytes, url: str | None, media_type: str = JSON) -> Page:
    return Page(url=url, body=body.encode() if isinstance(body, str) else body, fetched_at="2026-01-01T00:00:00Z", media_type=media_type)


HOSTILE = [
    b"[]",
    b"null",
    b"{",
    b"\xff\xfe",
    b'{"results": {}}',
    b'{"base_path": 7, "schema_name": "publication"}',
    b'{"base_path": "/x", "schema_name": "publication", "details": []}',
    b'{"success": true, "result": {"count": 1, "results": [{"name": 1}]}}',
    b'{"success": true, "result": {"count": 1, "results": [[]]}}',
    b"[" * 200_000,
    b'{"links": ' + b'{"x": ' * 100_000,
    b'[{"identifier": {"a": 1}, "document_text": ["x"], "document_link": {"url": 5}}, 5]',
]


@pytest.mark.parametrize("body", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    ("source", "url"),
    [
        ("govuk", "https://www.gov.uk/api/search.json?start=0"),
        ("govuk", "https://www.gov.uk/api/content/government/publications/x"),
        ("camden", "https://opendata.camden.gov.uk/resource/fkj6-gqb4.json?$limit=10&$offset=0"),
        ("nhsbsa", "https://opendata.nhsbsa.net/api/3/action/package_search?start=0"),
    ],
)
def test_data_of_another_shape_is_refused_with_a_reason(source: str, url: str, body: bytes) -> None:
    with suppress(PageRefused):  # any other exception fails; what is not refused holds nothing
        assert parse(page(body, url), find_source(source)).disclosures == []


def test_a_row_is_its_own_page() -> None:
    """A row keeps its version when another row of its list changes."""
    source = find_source("sample-socrata")
    rows = [{"identifier": f"KIL{n}", "document_text": f"You asked: how many benches are in park {n}?\nThere are {n}."} for n in (1, 2)]
    url = "http://opendata.kilnbury.example/resource/kl7n-bry4.json?$limit=10&$offset=0"
    before = parse(page(json.dumps(rows), url), source).disclosures
    rows[1]["document_text"] += " And a table."
    after = parse(page(json.dumps(rows), url), source).disclosures
    assert before[0].provenance.page_sha256 == after[0].provenance.page_sha256
    assert before[1].provenance.page_sha256 != after[1].provenance.page_sha256


def test_rows_without_a_name_or_a_letter_are_refused_one_by_one() -> None:
    rows = [
        {"document_text": "You asked: how many?"},
        {"identifier": "KIL1"},
        {"identifier": "KIL2", "document_text": "You asked: how many?"},
    ]
    parsed = parse(page(json.dumps(rows), "http://opendata.kilnbury.example/resource/kl7n-bry4.json"), find_source("sample-socrata"))
    assert [disclosure.id for disclosure in parsed.disclosures] == ["sample-socrata/KIL2"]
    assert [row.reason for row in parsed.refused] == ["unnamed", "empty"]


def test_two_versions_of_the_same_moment_are_one() -> None:
    body = {"base_path": "/government/collections/x", "schema_name": "document_collection", "links": {"documents": [{"base_path": "/government/publications/a", "public_updated_at": "2024-05-01T09:00:00.000+00:00"}]}}  # fmt: skip
    (link,) = parse(page(json.dumps(body), "https://www.gov.uk/api/content/government/collections/x"), find_source("govuk")).follow
    assert link.context["version"] == "2024-05-01T09:00:00Z"


# -- crawls ---------------------------------------------------------------------------------------------------------------------------


def of_size(part: Part) -> Part:
    """The part with short letters, so that the time goes into crawling."""
    for number, entry in enumerate(list(part.entries.values())):
        part.entries[entry.name] = replace(
            entry, body=f"Request\nHow many benches are in park {number}?\nResponse\nThere are {number} benches."
        )
    return part


SIZES: list[tuple[str, Callable[[], Part], int, bool]] = [
    ("sample-govuk", lambda: Publications(copies=230), 2070, False),
    ("sample-gov-scot", lambda: Releases(copies=250), 2000, False),
    ("sample-socrata", lambda: LetterRows(copies=286), 2002, True),
    ("sample-ckan", lambda: Packages(copies=400), 2000, True),
]


@pytest.mark.parametrize(("source", "part", "count", "rows"), SIZES, ids=[source for source, *_ in SIZES])
def test_a_refresh_of_two_thousand_with_nothing_new_makes_three_requests(
    source: str, part: Callable[[], Part], count: int, rows: bool, folder: DataFolder
) -> None:
    """robots.txt is one of them."""
    with with_part(of_size(part())) as server:
        first = crawl(folder, server, source)
        read = last_report(folder, source)
        assert read.disclosures == count
        again = crawl(folder, server, source)
    assert len(again) <= 3, again
    assert len(first) == 3 if rows else len(first) > 1600
    assert changes(folder) == []
    known = json.loads(foi_process(folder.root, "runs", "--source", source, "--format", "json").stdout)[0]
    assert (known["unchanged"], known["new"], known["changed"], known["withdrawn"]) == (read.disclosures, 0, 0, 0)


def test_an_edit_a_removal_and_a_new_release_are_each_reported_once(folder: DataFolder) -> None:
    part = Releases()
    with with_part(part) as server:
        crawl(folder, server, "sample-gov-scot")
        edited, removed = part.entries["foi-202400407115"], part.entries.pop("foi-19-00871")
        part.entries[edited.name] = replace(
            edited, body=edited.body + "\nThis reply was corrected.", changed=edited.changed + timedelta(days=1)
        )
        part.entries["foi-202500469999-added"] = replace(removed, name="foi-202500469999-added", changed=date(2025, 6, 1))
        asked = crawl(folder, server, "sample-gov-scot")
        details = [url for url in asked if "/publications/" in url]
        assert sorted(url.rsplit("/", 2)[1] for url in details) == ["foi-202400407115", "foi-202500469999-added"]
    assert changes(folder) == [("changed", "foi-202400407115"), ("new", "foi-202500469999-added"), ("withdrawn", "foi-19-00871")]


SKERRABAY = "foi-18-02944"


def _files(folder: DataFolder) -> tuple[list[str], int]:
    """Names of the files of the release that has a page of documents, and its version."""
    shown = json.loads(foi_process(folder.root, "show", f"sample-gov-scot/{SKERRABAY}", "--format", "json").stdout)
    return [file["name"].rsplit(" - ")[-1] for file in shown["attachments"]], shown["version"]


def test_files_that_stand_only_on_the_page_of_documents_belong_to_the_release(folder: DataFolder, tmp_path: Path) -> None:
    part = Releases()
    everything = ["Skerrabay related documents.pdf", "Annex A.pdf", "Annex B + map.pdf"]
    with with_part(part) as server:
        crawl(folder, server, "sample-gov-scot")
        assert _files(folder) == (everything, 1)
        assert not [url for url in crawl(folder, server, "sample-gov-scot") if SKERRABAY in url], "nothing new: neither page is asked for"
        again = foi_process(folder.root, "reparse", "--diff", "sample-gov-scot")
        assert "No field differs" in again.stderr, again.stderr
        entry = part.entries[SKERRABAY]
        facts = {**entry.facts, "more_files": [*entry.facts["more_files"], "FOI-18-02944 - Annex C.pdf"]}
        part.entries[SKERRABAY] = replace(entry, facts=facts, changed=entry.changed + timedelta(days=1))
        crawl(folder, server, "sample-gov-scot")
    assert _files(folder) == ([*everything, "Annex C.pdf"], 2), "the release's own page has the same bytes; its documents make a version"
    assert changes(folder) == [("changed", SKERRABAY)]
    archives = [str(path) for path in sorted(folder.archive.rglob("pages.warc.gz"))]
    done = foi_process(tmp_path / "imported", "import", archives[0], "--source", "sample-gov-scot")
    assert done.returncode == 0, done.stderr
    assert _files(DataFolder(tmp_path / "imported")) == (everything, 1)


def test_a_page_of_documents_that_cannot_be_had_costs_the_release_nothing_but_its_files(folder: DataFolder) -> None:
    part = Releases()
    documents = f"http://{part.host}/publications/{SKERRABAY}/documents/"
    with with_part(part) as server:
        server.site.overrides[documents] = Answer(500, body=b"oops")
        crawl(folder, server, "sample-gov-scot")
        assert _files(folder) == (["Skerrabay related documents.pdf"], 1)
        del server.site.overrides[documents]
        assert documents in crawl(folder, server, "sample-gov-scot"), "it is asked for until it was read"
    assert len(_files(folder)[0]) == 3


def test_parts_of_an_unchanged_publication_are_still_there_and_a_removed_part_is_missed(folder: DataFolder) -> None:
    part = Publications()
    bundle = part.entries["foi-responses-published-by-maf-week-commencing-22-april-2024"]
    kept, dropped = (each["slug"] for each in bundle.facts["attachments"][:2])
    with with_part(part) as server:
        crawl(folder, server, "sample-govuk")
        crawl(folder, server, "sample-govuk")
        assert changes(folder) == []
        attachments = [each for each in bundle.facts["attachments"] if each.get("slug") != dropped]
        part.entries[bundle.name] = replace(bundle, facts={**bundle.facts, "attachments": attachments}, changed=date(2024, 5, 2))
        asked = crawl(folder, server, "sample-govuk")
    assert [url.removeprefix(API) for url in asked if url.startswith(API)] == [bundle.name, f"{bundle.name}/{kept}"]
    # With one letter left, that takes the file; the page of the bundle is still there.
    assert changes(folder) == [("changed", f"{bundle.name}/{kept}"), ("withdrawn", f"{bundle.name}/{dropped}")]


def test_a_row_changed_and_a_row_removed(folder: DataFolder) -> None:
    part = LetterRows()
    with with_part(part) as server:
        crawl(folder, server, "sample-socrata")
        edited = part.entries["kil7011366"]
        part.entries["kil7011366"] = replace(edited, body=edited.body + "\nThe figure for Q1 was corrected.")
        del part.entries["kil6207755"]
        crawl(folder, server, "sample-socrata")
    assert changes(folder) == [("changed", "KIL7011366"), ("withdrawn", "KIL6207755")]
    again = foi_process(folder.root, "reparse", "--diff", "sample-socrata")
    assert "No field differs" in again.stderr


def test_a_data_set_that_is_gone_withdraws_nothing(folder: DataFolder) -> None:
    part = LetterRows()
    with with_part(part) as server:
        crawl(folder, server, "sample-socrata")
        server.site.overrides[f"http://{part.host}/resource/{part.dataset}.json"] = Answer(
            403, "application/json", b'{"error": true, "message": "private"}'
        )
        done = foi_process(folder.root, "crawl", "sample-socrata", environment=server.environment)
    assert done.returncode == 1
    assert last_report(folder, "sample-socrata").status == "failed"
    assert changes(folder) == []


def test_a_limited_crawl_reads_so_many_rows_and_withdraws_nothing(folder: DataFolder) -> None:
    with with_part(LetterRows()) as server:
        crawl(folder, server, "sample-socrata", "--limit", "3")
        assert last_report(folder, "sample-socrata").disclosures == 3
        crawl(folder, server, "sample-socrata")
    assert last_report(folder, "sample-socrata").disclosures == 7
    assert changes(folder) == []


def test_full_reads_everything_again(folder: DataFolder) -> None:
    with with_part(Releases()) as server:
        crawl(folder, server, "sample-gov-scot")
        assert len(crawl(folder, server, "sample-gov-scot", "--full")) > 10


# -- what is known ----------------------------------------------------------------------------------------------------------------------


def run_of(folder: DataFolder, run: str, *sightings: Sighting, report: bool = True) -> None:
    files = RunFiles(folder, "test", run)
    files.seen.parent.mkdir(parents=True, exist_ok=True)
    files.seen.write_bytes(b"".join(msgspec.json.encode(sighting) + b"\n" for sighting in sightings))
    files.items.write_bytes(b"")
    if report:
        done = Report(source="test", run=run, kind="crawl", status="complete", started=run, finished=run, parser_version="p1")
        files.report.write_bytes(msgspec.json.encode(done))


def test_a_page_falls_due_within_the_stated_time_and_not_all_on_one_day(folder: DataFolder) -> None:
    urls = [f"http://a.example/{number}" for number in range(200)]
    run_of(folder, "20260101T000000Z", *(Sighting(url, "read", version="1") for url in urls))

    def due(days: int) -> int:
        return sum(page.due for page in known_readings(folder, "test", date(2026, 1, 1) + timedelta(days=days), 90).values())

    assert due(45) == 0
    assert 70 < due(68) < 130
    assert due(91) == 200


def test_a_run_that_was_killed_is_believed_only_where_its_disclosures_were_written(folder: DataFolder) -> None:
    run_of(folder, "20260101T000000Z", Sighting("http://a.example/1", "read", version="1"), report=False)
    assert known_readings(folder, "test", date(2026, 1, 2), 90) == {}
    run_of(folder, "20260102T000000Z", Sighting("http://a.example/1", "read", version="2"))
    run_of(folder, "20260103T000000Z", Sighting("http://a.example/1", "read", version="3"), report=False)
    assert known_readings(folder, "test", date(2026, 1, 4), 90)["http://a.example/1"].version == "2"
