"""What runs saw of pages: short where nothing changed, and whole when it is read."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from crawler.errors import LedgerError
from crawler.folder import DataFolder
from crawler.health import before
from crawler.runs import RunFiles, known_runs
from crawler.sample.portals import Releases
from crawler.sightings import AS_BEFORE, Sighting, read_sightings, seen_file, shorten
from tests.conftest import foi_process
from tests.crawler.test_freshness import WALK_DAYS, aged
from tests.crawler.test_portals import changes, crawl, of_size, with_part

URLS = [f"http://a.example/{number}" for number in range(200)]
GONE = Sighting("http://a.example/gone", "gone", AS_BEFORE)


def written(folder: Path, run: int, *sightings: Sighting) -> Path:
    file = seen_file(folder, f"run-{run}")
    file.write_bytes(b"".join(msgspec.json.encode(sighting) + b"\n" for sighting in sightings))
    shorten(file, [seen_file(folder, f"run-{earlier}") for earlier in reversed(range(run))])
    return file


def lines(file: Path) -> int:
    return len(file.read_bytes().splitlines())


def unchanged(*urls: str) -> list[Sighting]:
    return [Sighting(url, "unchanged") for url in urls]


def test_a_run_that_saw_what_an_earlier_one_saw_says_so_in_one_line(tmp_path: Path) -> None:
    everything = [*unchanged(*URLS), GONE]
    first, *later = [written(tmp_path, run, *everything) for run in range(5)]
    assert [lines(first), *map(lines, later)] == [201, 1, 1, 1, 1]
    assert all(list(read_sightings(file)) == everything for file in later)
    assert {file.read_bytes().count(b"run-0") for file in later} == {1}, "all refer to the one that has the lines"


def test_what_differs_is_written_and_read_back(tmp_path: Path) -> None:
    written(tmp_path, 0, *unchanged(*URLS), GONE)
    read = Sighting(URLS[0], "read", version="2")
    now = [read, *unchanged(*URLS[1:150], *URLS[160:], "http://a.example/new")]
    file = written(tmp_path, 1, *now)
    assert lines(file) == 3
    assert Counter(map(msgspec.json.encode, read_sightings(file))) == Counter(map(msgspec.json.encode, now))


def test_after_many_differences_all_is_written_anew_and_later_runs_refer_to_that(tmp_path: Path) -> None:
    written(tmp_path, 0, *unchanged(*URLS[:100]))
    assert lines(written(tmp_path, 1, *unchanged(*URLS))) == 200
    file = written(tmp_path, 2, *unchanged(*URLS))
    assert lines(file) == 1
    assert b"run-1" in file.read_bytes()


def test_lists_left_early_and_read_whole_each_refer_to_their_like(tmp_path: Path) -> None:
    files = [written(tmp_path, run, *unchanged(*(URLS if run % 7 == 0 else URLS[:10]))) for run in range(22)]
    assert [lines(file) for file in files] == [200, 10] + [1] * 20
    assert [sum(1 for _ in read_sightings(file)) for file in files] == [200 if run % 7 == 0 else 10 for run in range(22)]


def test_an_address_that_looks_like_a_line_is_none(tmp_path: Path) -> None:
    odd = Sighting('http://a.example/"how":"unchanged"', "error", "time-out")
    written(tmp_path, 0, *unchanged(*URLS), odd)
    file = written(tmp_path, 1, *unchanged(*URLS), odd)
    assert lines(file) == 2
    assert odd in read_sightings(file)


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    written(tmp_path, 0, *unchanged(*URLS))
    file = written(tmp_path, 1, *unchanged(*URLS))
    seen_file(tmp_path, "run-0").unlink()
    with pytest.raises(LedgerError, match=r"refers to run-0\.seen\.jsonl, which is not there"):
        list(read_sightings(file))


def test_years_of_refreshes_stay_small_and_keep_their_history(folder: DataFolder) -> None:
    """Ten refreshes of an unchanged source, one edit and one removal between them; then the ledger is made again from the files alone."""
    part = of_size(Releases(copies=20))
    source = "sample-gov-scot"
    with with_part(part) as server:
        crawl(folder, server, source)
        for number in range(10):
            if number == 4:
                edited = part.entries["foi-202400407115"]
                part.entries[edited.name] = replace(edited, body=edited.body + "\nCorrected.", changed=edited.changed + timedelta(days=1))
            if number == 7:
                # Its sitemap has other releases of its month and gives the same time of change.
                del part.entries["foi-19-00871"]
                crawl(folder, server, source)
                assert [kind for kind, _ in changes(folder)] == ["changed"]
                aged(folder, WALK_DAYS)
            crawl(folder, server, source)
    sizes = [RunFiles(folder, source, run).seen.stat().st_size for run in known_runs(folder, source)]
    assert sizes[0] > sizes[1] > 10_000
    assert max(sizes[2:]) < sizes[1], "what changed, and one line for the rest"
    assert sorted(sizes[2:])[5] < 100, "nothing changed"
    observed = changes(folder)
    assert observed == [("changed", "foi-202400407115"), ("withdrawn", "foi-19-00871")]
    assert len(before(folder, source).listed) == len(part.entries) + 1, "what the last run listed, from one line; one is no release"
    for file in folder.root.glob("ledger.sqlite3*"):
        file.unlink()
    assert foi_process(folder.root, "index", "--rebuild").returncode == 0
    assert changes(folder) == observed
