"""Crawls of the sample site through real HTTP, with its faults: what a guest does, and what a run may conclude."""

import itertools
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crawler.archive import WARC, Entry, SourceArchive
from crawler.folder import DataFolder
from crawler.runs import RunFiles, known_runs
from crawler.sample import Letter, SampleServer, SampleSite
from crawler.sample.site import FORCES, Answer
from tests.conftest import foi_process

NORTHMOOR = f"http://{FORCES['northmoor'][1]}"


def crawl(folder: DataFolder, server: SampleServer, *arguments: str) -> subprocess.CompletedProcess[str]:
    return foi_process(folder.root, "crawl", *arguments, environment=server.environment)


def rows(folder: DataFolder, *arguments: str) -> list[dict[str, object]]:
    done = foi_process(folder.root, *arguments, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def events(folder: DataFolder) -> list[str]:
    """Kinds of everything that was observed to change after the first crawl."""
    return sorted(
        str(row["kind"]) for row in rows(folder, "changes", "--since", "2000-01-01") if row["kind"] != "new" or "added" in str(row["id"])
    )


def last_run(folder: DataFolder, source: str) -> dict[str, object]:
    return next(row for row in rows(folder, "runs", "--source", source))


class Scripted(SampleSite):
    """The sample site, with a function that may answer in its place."""

    def __init__(self, answer: Callable[[str, int], Answer | None], **facts: object) -> None:
        super().__init__(**facts)  # type: ignore[arg-type]
        self._script = answer
        self._asked: dict[str, int] = {}

    def answer(self, url: str) -> Answer:
        self._asked[url] = self._asked.get(url, 0) + 1
        return self._script(url, self._asked[url]) or super().answer(url)


def test_the_whole_site_is_collected(collected: DataFolder) -> None:
    for source, count, refused in (
        ("northmoor-police", 25, {"maintenance": 1, "gone": 1}),
        ("severnshire-police", 25, {}),
        ("gwyrfai-police", 25, {"gone": 1}),
        ("larchmoor-police", 2, {"gone": 1}),
    ):
        (run,) = known_runs(collected, source)
        report = RunFiles(collected, source, run).read_report()
        assert report is not None
        assert (report.status, report.disclosures, report.refused, report.errors) == ("complete", count, refused, 0)
    records = rows(collected, "export")
    assert len(records) == 77
    moved = next(record for record in records if str(record["id"]).endswith("/bicycle-thefts-railway-stations"))
    assert moved["alternate_urls"] == [f"{NORTHMOOR}/foi-ai/northmoor-police/disclosure-2022/may-2022/bicycle-thefts-old-address/"]


def test_the_archive_passes_the_standard_check(collected: DataFolder) -> None:
    files = list(collected.archive.rglob(WARC))
    assert len(files) == 4
    done = subprocess.run([sys.executable, "-m", "warcio.cli", "check", *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_second_crawl_adds_nothing_and_fetches_only_what_changed(folder: DataFolder, site: SampleServer) -> None:
    assert crawl(folder, site, "northmoor-police", "severnshire-police").returncode == 0
    site.requests.clear()
    assert crawl(folder, site, "northmoor-police", "severnshire-police").returncode == 0
    assert events(folder) == []
    assert all(record["version"] == 1 for record in rows(folder, "export"))
    details = [asked for asked in site.requests if "/disclosure" in asked.url and asked.status in (200, 304)]
    unchanged = [asked for asked in details if asked.status == 304]
    # The maintenance notice gives no validator; everything else does.
    assert len(details) - len(unchanged) <= 2
    assert last_run(folder, "northmoor-police")["unchanged"] == 25


def test_an_edit_a_removal_and_a_new_page_are_each_reported_once(folder: DataFolder, site: SampleServer) -> None:
    assert crawl(folder, site, "northmoor-police").returncode == 0
    letters = [letter for letter in site.site.letters.values() if letter.force == "northmoor" and letter.document_type == "Disclosure log"]
    edited, removed = letters[2], letters[5]
    site.site.letters[edited.url] = edited.edited("<p>This page was corrected: the total is 13.</p>")
    del site.site.letters[removed.url]
    added = Letter(
        "northmoor", "/foi-ai/northmoor-police/disclosure-2025/may-2025/added/", "Added", "Disclosure log", date(2025, 5, 1), edited.body
    )
    site.site.letters[added.url] = added
    assert crawl(folder, site, "northmoor-police").returncode == 0
    assert events(folder) == ["changed", "new", "withdrawn"]
    again = crawl(folder, site, "northmoor-police")
    assert again.returncode == 0
    assert events(folder) == ["changed", "new", "withdrawn"], "nothing is reported twice"
    withdrawn = next(row for row in rows(folder, "changes", "--since", "2000-01-01") if row["kind"] == "withdrawn")
    assert "not listed; last seen" in str(withdrawn["detail"])
    site.site.letters[removed.url] = removed
    assert crawl(folder, site, "northmoor-police").returncode == 0
    assert events(folder) == ["changed", "new", "returned", "withdrawn"]


def test_a_run_cut_short_withdraws_nothing(folder: DataFolder, site: SampleServer) -> None:
    assert crawl(folder, site, "northmoor-police").returncode == 0
    letters = list(site.site.letters.values())
    del site.site.letters[letters[0].url]
    assert crawl(folder, site, "northmoor-police", "--full", "--limit", "3").returncode == 0
    assert last_run(folder, "northmoor-police")["status"] == "limited"
    assert events(folder) == []


def test_a_block_in_the_middle_stops_the_host_and_withdraws_nothing(folder: DataFolder) -> None:
    with SampleServer(SampleSite()) as site:
        assert crawl(folder, site, "northmoor-police").returncode == 0

    def wall(url: str, _: int) -> Answer | None:
        challenge = b"<html><title>Just a moment...</title></html>"
        return Answer(status=403, body=challenge) if "/disclosure-2023/" in url or "/disclosure-2024/" in url else None

    with SampleServer(Scripted(wall)) as site:
        site.site.letters = dict(list(site.site.letters.items())[2:])
        done = crawl(folder, site, "northmoor-police")
        walled = [asked for asked in site.requests if asked.status == 403]
    assert done.returncode == 1
    assert "blocked" in done.stderr
    assert len(walled) == 1, "after the block nothing more is asked of the host"
    assert last_run(folder, "northmoor-police")["status"] == "blocked"
    assert events(folder) == []
    run = known_runs(folder, "northmoor-police")[-1]
    assert any(entry.status == 403 for entry in _entries(folder, run)), "the challenge page is kept"


def _entries(folder: DataFolder, run: str) -> list[Entry]:
    return list(SourceArchive(folder.archive / "northmoor-police").entries(run))


def test_three_refusals_in_a_row_are_a_block(folder: DataFolder) -> None:
    with SampleServer(Scripted(lambda url, _: Answer(status=403, body=b"no") if "/disclosure" in url else None)) as site:
        assert crawl(folder, site, "northmoor-police").returncode == 1
        assert len([asked for asked in site.requests if asked.status == 403]) == 3
    assert "3 times in a row" in str(last_run(folder, "northmoor-police")["reason"])


def test_a_list_that_fails_is_a_failed_run(folder: DataFolder) -> None:
    with SampleServer(
        Scripted(lambda url, _: Answer(status=500, body=b"oops") if "sitemap" in url or "published-items" in url else None)
    ) as site:
        assert crawl(folder, site, "severnshire-police").returncode == 1
    assert last_run(folder, "severnshire-police")["status"] == "failed"


def test_a_log_that_lost_most_of_its_pages_is_suspect(folder: DataFolder, site: SampleServer) -> None:
    assert crawl(folder, site, "gwyrfai-police").returncode == 0
    for url in [url for url in site.site.letters if "gwyrfai" in url][:20]:
        del site.site.letters[url]
    done = crawl(folder, site, "gwyrfai-police", "--full")
    assert done.returncode == 1
    assert last_run(folder, "gwyrfai-police")["status"] == "suspect"
    assert events(folder) == []


def test_a_host_that_asks_to_wait_is_waited_for(folder: DataFolder) -> None:
    def busy(url: str, times: int) -> Answer | None:
        return Answer(status=503, body=b"busy", headers={"Retry-After": "1"}) if "published-items" in url and times == 1 else None

    with SampleServer(Scripted(busy)) as site:
        assert crawl(folder, site, "gwyrfai-police").returncode == 0
        refused = next(index for index, asked in enumerate(site.requests) if asked.status == 503)
        assert site.requests[refused + 1].came - site.requests[refused].went >= 1.0


def test_a_host_that_asks_for_too_long_is_left_alone(folder: DataFolder) -> None:
    with SampleServer(Scripted(lambda url, _: Answer(status=429, headers={"Retry-After": "9999"}) if "published" in url else None)) as site:
        assert crawl(folder, site, "gwyrfai-police").returncode == 1
        assert len([asked for asked in site.requests if asked.status == 429]) == 1
    assert last_run(folder, "gwyrfai-police")["status"] == "blocked"


@pytest.mark.parametrize("status", [500, 503])
def test_robots_txt_that_cannot_be_had_allows_nothing(folder: DataFolder, status: int) -> None:
    with SampleServer(Scripted(lambda url, _: Answer(status=status, body=b"no") if url.endswith("robots.txt") else None)) as site:
        assert crawl(folder, site, "gwyrfai-police").returncode == 1
        assert {asked.url for asked in site.requests} == {f"http://{FORCES['gwyrfai'][1]}/robots.txt"}
    assert last_run(folder, "gwyrfai-police")["status"] == "blocked"


def test_robots_txt_is_obeyed_with_its_wildcards(folder: DataFolder) -> None:
    rules = b"User-agent: *\nDisallow: /*/disclosure-log/2025/*\nCrawl-delay: 0.2\n"
    with SampleServer(Scripted(lambda url, _: Answer(media_type="text/plain", body=rules) if url.endswith("robots.txt") else None)) as site:
        crawl(folder, site, "gwyrfai-police")
        asked = [asked for asked in site.requests if "/gwyrfai-police/" in asked.url]
    assert asked
    assert not any("/disclosure-log/2025/" in page.url for page in asked)
    gaps = [later.came - earlier.came for earlier, later in itertools.pairwise(asked)]
    # A busy machine notes one request late and the next in time: only their sum is sure.
    assert sum(gaps) >= 0.1 * len(gaps), "Crawl-delay 0.2, of which Scrapy takes half to one and a half"


def test_one_request_at_a_time_with_an_honest_name(folder: DataFolder, site: SampleServer) -> None:
    assert crawl(folder, site, "severnshire-police", "--contact", "librarian@example.org").returncode == 0
    ordered = sorted(site.requests, key=lambda asked: asked.came)
    assert all(later.came >= earlier.went for earlier, later in itertools.pairwise(ordered))
    agents = {asked.headers.get("User-Agent", "") for asked in site.requests}
    assert len(agents) == 1
    assert "foi-ledger/" in (agent := agents.pop())
    assert "librarian@example.org" in agent


def test_redirects_leave_the_host_for_nobody(folder: DataFolder) -> None:
    def away(url: str, _: int) -> Answer | None:
        return Answer(status=302, headers={"Location": "http://www.thornbeck.police.example/x/"}) if url.endswith("/foi-82525/") else None

    with SampleServer(Scripted(away)) as site:
        crawl(folder, site, "gwyrfai-police")
        assert not any("thornbeck" in asked.url for asked in site.requests)


def test_a_page_over_the_limit_is_an_error_of_that_page_alone(folder: DataFolder) -> None:
    with SampleServer(Scripted(lambda url, _: Answer(body=b"x" * 11_000_000) if url.endswith("/foi-82525/") else None)) as site:
        assert crawl(folder, site, "gwyrfai-police").returncode == 0
    (run,) = known_runs(folder, "gwyrfai-police")
    report = RunFiles(folder, "gwyrfai-police", run).read_report()
    assert report is not None
    assert (report.disclosures, report.errors) == (24, 1)


def test_a_listing_that_never_ends_is_left(folder: DataFolder) -> None:
    """Every page of this list shows the same rows and leads on: the second adds nothing, so it is the last."""

    def same(url: str, _: int) -> Answer | None:
        return site.site.answer(url.split("&page=")[0]) if "&page=" in url else None

    with SampleServer(Scripted(same)) as site:
        assert crawl(folder, site, "gwyrfai-police").returncode == 0
        assert len([asked for asked in site.requests if "published-items" in asked.url]) == 2


def test_a_real_source_needs_a_contact(folder: DataFolder) -> None:
    done = foi_process(folder.root, "crawl", "cleveland-police")
    assert done.returncode == 2
    assert "FOI_CONTACT" in done.stderr


def test_an_unreachable_site_is_a_failed_run_not_a_traceback(folder: DataFolder) -> None:
    done = foi_process(folder.root, "crawl", "gwyrfai-police")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert last_run(folder, "gwyrfai-police")["status"] in ("blocked", "failed")


def test_scrapy_crawl_works_by_itself(folder: DataFolder, site: SampleServer) -> None:
    import os

    root = Path(__file__).parents[2]
    environment = {**os.environ, **site.environment, "FOI_DATA": str(folder.root)}
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "gwyrfai-police"], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    folded = foi_process(folder.root, "index")
    assert "25 new" in folded.stderr
    listed = subprocess.run([sys.executable, "-m", "scrapy", "list"], cwd=root, env=environment, capture_output=True, text=True, check=True)
    assert "met-police" in listed.stdout.split()
