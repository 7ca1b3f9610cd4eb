"""Crawls that are forked from one loaded process begin, speak, end and break off as those with a process of their own."""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pytest

from search_cli.processes import Starter, starter
from tests.conftest import ROOT

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(params=[1, 3], ids=["alone", "forked"])
def start(request: pytest.FixtureRequest) -> Iterator[Starter]:
    with ExitStack() as stack, tempfile.TemporaryFile() as lock:
        yield stack.enter_context(starter(ENVIRONMENT, lock.fileno(), request.param))


@pytest.fixture
def complaints() -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as file:
        yield file


def test_it_speaks_and_ends(start: Starter, complaints: IO[bytes]) -> None:
    crawls = [start(["settings", "--get", "BOT_NAME"], complaints) for _ in range(3)]
    for crawl in crawls:
        assert crawl.stdout
        with crawl.stdout as events:
            assert events.read().strip() == "foi-ledger"
        assert crawl.wait() == 0


def test_what_it_complains_of_goes_to_its_file(start: Starter, complaints: IO[bytes], tmp_path: Path) -> None:
    spider = tmp_path / "broken.py"
    spider.write_text("raise RuntimeError('no such thing')\n")
    crawl = start(["runspider", str(spider)], complaints)
    assert crawl.stdout
    crawl.stdout.close()
    assert crawl.wait() != 0
    complaints.seek(0)
    assert b"no such thing" in complaints.read()


@pytest.mark.skipif(sys.platform != "linux", reason="crawls are forked on Linux only")
def test_a_killed_crawl_is_known_and_stops_no_other(complaints: IO[bytes], tmp_path: Path) -> None:
    spider = tmp_path / "slow.py"
    spider.write_text("import time\nprint('begun', flush=True)\ntime.sleep(60)\n")
    with tempfile.TemporaryFile() as lock, starter(ENVIRONMENT, lock.fileno(), 2) as start:
        slow = start(["runspider", str(spider)], complaints)
        assert slow.stdout
        with slow.stdout as events:
            assert events.readline().strip() == "begun"
            os.kill(slow.pid, signal.SIGKILL)  # type: ignore[attr-defined]  # a forked crawl knows its process
            assert slow.wait() == -signal.SIGKILL
        other = start(["settings", "--get", "BOT_NAME"], complaints)
        assert other.stdout
        with other.stdout as events:
            assert events.read().strip() == "foi-ledger"
        assert other.wait() == 0
