"""How long ten sources on ten hosts take together, beside one of them alone, over loopback.

Each host asks for a pause between requests, as real hosts do, so that the time is spent waiting. All ten are alike: of three that are crawled alone
the slowest counts. `python -m tests.bench.hosts [COPIES]`; two letters a copy.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from crawler.sample import SampleServer, SampleSite
from crawler.sample.site import FORCES, Answer
from tests.conftest import ROOT

HOSTS, ALONE = 10, 3
COPIES = 12
DELAY = 1.0
"""Seconds between two requests to a host; Scrapy waits half to one and a half of it."""
_TABLE = """
[[source]]
id = "host-{number}"
authority = "Larchmoor Police {number}"
authority_id = "larchmoor_police_{number}"
hosts = ["{host}"]
settings = {{ force_slug = "larchmoor-police", media_slug = "larchmoor" }}
"""
_DEFAULTS = """platform = "single-online-home"
[defaults]
licence = "MIT"
status = "ready"
scheme = "http"
nation = "england"
delay = {delay}
"""


def host(number: int) -> str:
    """The name of one of the hosts."""
    return f"www.host-{number}.police.example"


class ManyHosts(SampleSite):
    """Larchmoor's log on any number of hosts, each with the same letters at its own addresses."""

    def __init__(self, copies: int = 1) -> None:
        super().__init__(copies, ["larchmoor"])

    def answer(self, url: str) -> Answer:
        name = url.split("/")[2]
        return super().answer(url.replace(name, FORCES["larchmoor"][1], 1)) if name.startswith("www.host-") else super().answer(url)


def write_sources(folder: Path, delay: float, count: int = HOSTS) -> dict[str, str]:
    """Writes a source a host, all of them ready, and gives the environment that adds them to the registry."""
    tables = (_TABLE.format(number=number, host=host(number)) for number in range(count))
    folder.mkdir()
    (folder / "hosts.toml").write_text(_DEFAULTS.format(delay=delay) + "".join(tables))
    return {"FOI_SOURCES": str(folder), "FOI_CONTACT": "bench@example.org"}


def main() -> None:
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else COPIES
    with tempfile.TemporaryDirectory() as scratch, SampleServer(ManyHosts(copies)) as server:
        environment = {**write_sources(Path(scratch, "sources"), DELAY), **server.environment}
        names = [f"host-{number}" for number in range(HOSTS)]

        def seconds(name: str, *arguments: str) -> float:
            began = perf_counter()
            command = [sys.executable, "-m", "search_cli", "--data", str(Path(scratch, name)), "crawl", *arguments]
            done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SystemExit(done.stderr)
            return perf_counter() - began

        alone = [seconds(name, name) for name in names[:ALONE]]
        together = seconds("together", *names, "--jobs", str(HOSTS))
    print(f"{HOSTS} sources of {len(server.site.letters)} letters, {DELAY:g} s between requests, {os.cpu_count()} cores")
    print(f"the slowest of {ALONE} alone   {max(alone):6.1f} s")
    print(f"all {HOSTS} together        {together:6.1f} s   {together / max(alone):.2f} of it")


if __name__ == "__main__":
    main()
