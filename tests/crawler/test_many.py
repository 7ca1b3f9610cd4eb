"""Many sources with one command: hosts in parallel, each alone, and one that fails stops no other."""

import itertools
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from crawler.folder import DataFolder
from crawler.sample import SampleServer
from crawler.sample.site import Answer
from indexer import Store
from search_cli.crawling import next_source
from tests.bench.hosts import ManyHosts, host, write_sources
from tests.conftest import ROOT, foi_process


class OneIsDown(ManyHosts):
    """The third host answers every page with an error of its own."""

    def answer(self, url: str) -> Answer:
        return Answer(status=500, body=b"oops") if host(2) in url and "robots" not in url else super().answer(url)


def test_all_ready_sources_are_crawled_hosts_in_parallel_and_one_failure_stops_none(folder: DataFolder, tmp_path: Path) -> None:
    environment = write_sources(tmp_path / "sources", delay=0.5)
    with SampleServer(OneIsDown(copies=3)) as server:
        done = foi_process(folder.root, "crawl", "--jobs", "10", environment={**environment, **server.environment})
        asked = {number: [one for one in server.requests if f"//{host(number)}/" in one.url] for number in range(10)}
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "9 of 10 sources ended well. The others: host-2" in done.stderr
    listed = foi_process(folder.root, "runs", "--format", "jsonl", environment=environment)
    states = {row["source"]: row for row in map(json.loads, listed.stdout.splitlines())}
    assert {name for name, row in states.items() if row["status"] == "complete"} == {
        f"host-{number}" for number in range(10) if number != 2
    }
    assert states["host-2"]["status"] == "failed"
    assert {row["new"] for name, row in states.items() if name != "host-2"} == {6}
    for requests in asked.values():
        ordered = sorted(requests, key=lambda one: one.came)
        assert all(later.came >= earlier.went for earlier, later in itertools.pairwise(ordered)), "one request at a time to a host"
    spans = [requests[-1].went - requests[0].came for requests in asked.values()]
    every = [one for requests in asked.values() for one in requests]
    together = max(one.went for one in every) - min(one.came for one in every)
    assert together < sum(spans) / 2, f"together {together:.1f} s, one after the other {sum(spans):.1f} s"


def test_a_source_is_taken_in_as_soon_as_its_crawl_has_ended(folder: DataFolder, tmp_path: Path) -> None:
    """The other source waits two seconds between requests: its crawl goes on when the first one's disclosures can be read."""
    environment = {**os.environ, **write_sources(tmp_path / "sources", delay=2.0, count=1)}
    with SampleServer(ManyHosts(copies=2)) as server:
        crawl = subprocess.Popen(
            [sys.executable, "-m", "search_cli", "--data", str(folder.root), "crawl", "host-0", "larchmoor-police"],
            env={**environment, **server.environment},
            cwd=ROOT,
        )
        try:
            while crawl.poll() is None and _count(folder, "larchmoor-police") == 0:
                time.sleep(0.2)
            assert crawl.poll() is None, "the first source's run was taken in only when the other had ended"
            assert _count(folder, "host-0") == 0
            assert crawl.wait(120) == 0
            assert (_count(folder, "larchmoor-police"), _count(folder, "host-0")) == (4, 4)
        finally:
            crawl.kill()


def _count(folder: DataFolder, source: str) -> int:
    if not folder.ledger.exists():
        return 0
    with Store.open(folder.ledger) as store:
        return sum(1 for _ in store.records(source=source))


def test_sources_on_one_host_wait_for_each_other() -> None:
    hosts = {"a": frozenset({"x"}), "b": frozenset({"x", "y"}), "c": frozenset({"z"})}
    assert next_source(["a", "b", "c"], {}, hosts, jobs=2) == "a"
    assert next_source(["b", "c"], {"a": None}, hosts, jobs=2) == "c"
    assert next_source(["b"], {"a": None, "c": None}, hosts, jobs=2) is None
    assert next_source(["b"], {"c": None}, hosts, jobs=2) == "b"


def test_unverified_sources_are_crawled_when_asked_for_and_never_with_names(folder: DataFolder) -> None:
    done = foi_process(folder.root, "crawl")
    assert done.returncode == 2
    assert "--unverified" in done.stderr
    named = foi_process(folder.root, "crawl", "--unverified", "larchmoor-police")
    assert named.returncode == 2
    contact = foi_process(folder.root, "crawl", "--unverified")
    assert contact.returncode == 2
    assert "FOI_CONTACT" in contact.stderr
