"""What a refresh asks for, and within which time it notices what no list tells of."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from crawler.folder import DataFolder
from crawler.runs import known_runs
from crawler.sample import SampleServer, SampleSite
from crawler.sample.logs import CouncilLog
from tests.conftest import foi_process
from tests.crawler.test_crawl import NORTHMOOR, rows
from tests.crawler.test_portals import changes, crawl, last_report, of_size, with_part

RECHECK_DAYS, WALK_DAYS = 90, 7
"""Of a source that says nothing else."""
GWYRFAI = "gwyrfai-police"


def aged(folder: DataFolder, days: int) -> None:
    """Makes everything that was collected so many days older: runs bear their day in their name."""
    for source in [path.name for path in folder.items.iterdir()]:
        for run in known_runs(folder, source):
            day = date.fromisoformat(f"{run[:4]}-{run[4:6]}-{run[6:8]}") - timedelta(days=days)
            _rename(folder, source, run, f"{day:%Y%m%d}{run[8:]}")
    for file in folder.root.glob("ledger.sqlite3*"):
        file.unlink()
    assert foi_process(folder.root, "index", "--rebuild").returncode == 0


def _rename(folder: DataFolder, source: str, old: str, new: str) -> None:
    for file in [*folder.items.joinpath(source).iterdir(), *folder.archive.joinpath(source).glob("*/manifest.jsonl")]:
        file.write_bytes(file.read_bytes().replace(old.encode(), new.encode()))
        if file.name.startswith(old + "."):
            file.rename(file.with_name(file.name.replace(old, new)))
    folder.archive.joinpath(source, old).rename(folder.archive.joinpath(source, new))


def short(site: SampleSite) -> SampleSite:
    """The site with letters of a line, so that the time goes into crawling."""
    for number, (url, letter) in enumerate(list(site.letters.items())):
        site.letters[url] = replace(letter, body=f"<p>Request</p><p>How many benches?</p><p>Response</p><p>There are {number}.</p>")
    return site


def refreshed(folder: DataFolder, source: str) -> dict[str, object]:
    row = json.loads(foi_process(folder.root, "runs", "--source", source, "--format", "json").stdout)[0]
    return {name: row[name] for name in ("new", "changed", "withdrawn", "unchanged")}


# -- a sitemap with times of change -----------------------------------------------------------------------------------------------------


def test_a_refresh_of_two_thousand_by_a_sitemap_makes_three_requests(folder: DataFolder) -> None:
    """robots.txt, the sitemap, and the one page that is a maintenance notice, served as if it were the page: that may be gone tomorrow."""
    with SampleServer(short(SampleSite(copies=81, forces=["northmoor"]))) as server:
        first = crawl(folder, server, "northmoor-police")
        read = last_report(folder, "northmoor-police").disclosures
        assert read > 2000
        again = crawl(folder, server, "northmoor-police")
    assert len(first) > 2000
    assert [url.removeprefix(NORTHMOOR) for url in again[:2]] == ["/robots.txt", "/sitemap.xml"]
    assert [url.rsplit("/", 2)[1] for url in again[2:]] == ["a-page-under-maintenance"]
    assert changes(folder) == []
    assert refreshed(folder, "northmoor-police") == {"new": 0, "changed": 0, "withdrawn": 0, "unchanged": read}


def test_an_edit_that_the_sitemap_does_not_tell_of_is_found_within_the_stated_days(folder: DataFolder) -> None:
    with SampleServer(SampleSite()) as server:
        crawl(folder, server, "northmoor-police")
        edited = next(letter for letter in server.site.letters.values() if letter.force == "northmoor" and "log" in letter.document_type)
        server.site.letters[edited.url] = replace(edited, body=edited.body + "<p>This page was corrected: the total is 13.</p>")
        crawl(folder, server, "northmoor-police")
        assert changes(folder) == [], "the sitemap calls it unchanged"
        aged(folder, RECHECK_DAYS // 2)
        assert len(crawl(folder, server, "northmoor-police")) <= 3, "in the first half of the time nothing is read again"
        aged(folder, RECHECK_DAYS // 2 + 1)
        crawl(folder, server, "northmoor-police")
        assert [kind for kind, _ in changes(folder)] == ["changed"]
        assert len(crawl(folder, server, "northmoor-police")) <= 3, "and then for as long again"


def test_a_page_that_changed_on_the_day_on_which_it_was_read_is_asked_for_again(folder: DataFolder) -> None:
    """A day is no time: a second edit on it has the same version."""
    with SampleServer(SampleSite()) as server:
        letter = next(letter for letter in server.site.letters.values() if letter.force == "northmoor" and "log" in letter.document_type)
        today = datetime.now(UTC).date()
        server.site.letters[letter.url] = replace(letter, changed=today)
        crawl(folder, server, "northmoor-police")
        server.site.letters[letter.url] = replace(letter, changed=today, body=letter.body + "<p>Corrected on the same day.</p>")
        assert letter.url in crawl(folder, server, "northmoor-police")
    assert [kind for kind, _ in changes(folder)] == ["changed"]
    assert len(rows(folder, "export", "--source", "northmoor-police")) == 25


# -- a list that goes from the newest on --------------------------------------------------------------------------------------------------


def test_a_refresh_of_two_thousand_by_a_listing_reads_one_page_of_it(folder: DataFolder) -> None:
    """The force has no sitemap, which is asked for first: three requests, robots.txt among them."""
    with SampleServer(short(SampleSite(copies=81, forces=["gwyrfai"]))) as server:
        first = crawl(folder, server, GWYRFAI)
        assert last_report(folder, GWYRFAI).disclosures > 2000
        again = crawl(folder, server, GWYRFAI)
    assert len([url for url in first if "published-items" in url]) > 200
    assert len(again) == 3
    assert len([url for url in again if "published-items" in url]) == 1
    assert changes(folder) == []
    report = last_report(folder, GWYRFAI)
    assert (report.status, report.whole, report.unseen, report.alarms) == ("complete", False, None, {})


def test_a_refresh_of_two_thousand_on_a_labelled_page_reads_the_first_page_of_each_list(folder: DataFolder) -> None:
    part = CouncilLog(copies=230)
    part.page_size = 20
    with with_part(of_size(part)) as server:
        first = crawl(folder, server, "sample-labelled")
        assert last_report(folder, "sample-labelled").disclosures > 2000
        again = crawl(folder, server, "sample-labelled")
    assert len([url for url in first if "/foi/log?" in url]) > 50
    assert sorted(url.partition("example")[2] for url in again) == ["/foi/archive.php", "/foi/log", "/robots.txt"]
    assert changes(folder) == []


def test_what_is_new_is_found_and_nothing_behind_it_is_missed(folder: DataFolder) -> None:
    with SampleServer(SampleSite()) as server:
        crawl(folder, server, GWYRFAI)
        newest = max((letter for letter in server.site.letters.values() if letter.force == "gwyrfai"), key=lambda letter: letter.published)
        added = replace(newest, path=f"{newest.path.rstrip('/')}-added/", title="Added")
        server.site.letters[added.url] = added
        asked = crawl(folder, server, GWYRFAI)
    assert len([url for url in asked if "published-items" in url]) == 2, "the first page has news, the second none"
    assert [url for url in asked if url == added.url]
    assert [kind for kind, _ in changes(folder)] == ["new"]


def test_a_withdrawn_page_is_noticed_within_the_stated_days(folder: DataFolder) -> None:
    with SampleServer(SampleSite()) as server:
        crawl(folder, server, GWYRFAI)
        oldest = min((letter for letter in server.site.letters.values() if letter.force == "gwyrfai"), key=lambda letter: letter.published)
        del server.site.letters[oldest.url]
        crawl(folder, server, GWYRFAI)
        aged(folder, WALK_DAYS - 1)
        assert len(crawl(folder, server, GWYRFAI)) == 3
        assert changes(folder) == []
        aged(folder, 1)
        asked = crawl(folder, server, GWYRFAI)
        assert len([url for url in asked if "published-items" in url]) > 2
        assert [url for url in asked if "/gwyrfai-police/" in url] == [], "the list alone is read whole, no page"
    assert [kind for kind, _ in changes(folder)] == ["withdrawn"]


def test_full_reads_the_list_whole(folder: DataFolder) -> None:
    with SampleServer(SampleSite()) as server:
        crawl(folder, server, GWYRFAI)
        oldest = min((letter for letter in server.site.letters.values() if letter.force == "gwyrfai"), key=lambda letter: letter.published)
        del server.site.letters[oldest.url]
        crawl(folder, server, GWYRFAI, "--full")
    assert [kind for kind, _ in changes(folder)] == ["withdrawn"]


def test_pages_that_are_due_are_read_again_though_their_list_is_left_early(folder: DataFolder) -> None:
    """Those that the list did not name are asked for with what it said of them last, so that they are read as they were."""
    with SampleServer(SampleSite(copies=4, forces=["gwyrfai"])) as server:
        crawl(folder, server, GWYRFAI)
        aged(folder, 60)
        third = [url for url in crawl(folder, server, GWYRFAI) if "/gwyrfai-police/" in url]
        assert 10 < len(third) < 60, "a third of a hundred"
        aged(folder, WALK_DAYS - 1)
        asked = [url for url in crawl(folder, server, GWYRFAI) if "/gwyrfai-police/" in url]
    assert 1 < len(asked) < 30
    assert not set(asked) & set(third)
    assert not last_report(folder, GWYRFAI).whole
    assert changes(folder) == []
