"""Kill -9 at 25 seeded points of crawl, store and index; what follows must end as an undisturbed run would."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from crawler.sample import SampleServer, SampleSite
from search_cli.cli import cli
from tests.conftest import ROOT

SOURCE = "gwyrfai-police"


def export(data: Path) -> list[dict[str, Any]]:
    """Every record but for when and by which run it was seen."""
    done = run(data, "export")
    assert done.exit_code == 0, done.output
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return [{name: value for name, value in record.items() if name not in ("provenance", "first_seen", "last_seen")} for record in records]


def crawl(data: Path, server: SampleServer, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "search_cli", "--data", str(data), "crawl", SOURCE],
        cwd=ROOT,
        env={**os.environ, **server.environment, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[bytes]) -> None:
    process.wait(timeout=120)
    # A killed parent's crawler goes on under the lock that it inherited: wait until the whole group is gone.
    while _alive(process.pid):
        time.sleep(0.05)


def _alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer(SampleSite(forces=["gwyrfai"])) as server:
        yield server


@pytest.fixture(scope="module")
def undisturbed(server: SampleServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("undisturbed") / "data"
    finish(crawl(data, server))
    assert len(export(data)) == 25
    return data


def opens_and_keeps(data: Path, known: set[str]) -> set[str]:
    """After a kill the folder opens, answers, and has everything that it had."""
    if not (data / "ledger.sqlite3").exists():
        return known
    searched = run(data, "search", "police")
    assert searched.exit_code == 0 or "foi index" in searched.stderr, searched.output
    ids = {record["id"] for record in export(data)}
    assert known <= ids
    return ids


def run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["--data", str(data), *arguments])


def hits(data: Path, query: str) -> set[str]:
    return {json.loads(line)["id"] for line in run(data, "search", query, "--format", "jsonl", "--limit", "100").stdout.splitlines()}


@pytest.mark.parametrize("round_", range(5))
def test_five_kills_and_then_the_same_records(tmp_path: Path, server: SampleServer, undisturbed: Path, round_: int) -> None:
    """Five rounds of five kills. A first kill falls anywhere in a first crawl, a later one in the work that the kills before left over."""
    seed = int(os.environ.get("FOI_SEED", "20220709")) + round_
    chance = random.Random(seed)
    data = tmp_path / "data"
    known: set[str] = set()
    kills = 0
    for number in range(5):
        if number % 2 == round_ % 2:
            # A first crawl of this site touches files about 110 times, one that finds nothing new about 30 times.
            point = chance.randint(1, 105 if not known else 25)
            process = crawl(data, server, PYTHONPATH=str(ROOT / "tests" / "killer"), FOI_KILL_AT=str(point), FOI_KILL_DATA=str(data))
        else:
            process = crawl(data, server)
            time.sleep(chance.uniform(0.3, 2.0))
            if chance.random() < 0.5:
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        finish(process)
        kills += process.returncode != 0
        known = opens_and_keeps(data, known)
    assert kills >= 4, f"only {kills} of 5 runs were killed; seed {seed}"
    finish(crawl(data, server))
    assert export(data) == export(undisturbed), f"seed {seed}"
    verified = run(data, "index", "--verify")
    assert verified.exit_code == 0, verified.output
    for query in ("police", "exemption:31", "decision:cost-limit"):
        assert hits(data, query) == hits(undisturbed, query)
