"""Resident memory of a refresh of a source with 100,000 known pages, over loopback.

The first crawl is written by the crawler's own archive and run writers, without HTTP, as if it were 46 days old: some two pages in a hundred are then
due, and are asked for again beside the sitemaps. The refresh is a real one. Every tenth of a second the resident sets (`VmRSS`) of Scrapy's
process and of its parser's are added up. `python -m tests.bench.memory [PAGES]`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from crawler.archive import Fetched, RunArchive, SourceArchive
from crawler.folder import DataFolder
from crawler.page import Page
from crawler.parsers import parse
from crawler.runs import Report, RunFiles, RunWriter, known_runs
from crawler.sample import Letter, SampleServer, SampleSite
from crawler.sample.server import validators
from crawler.sample.site import FORCES, Answer
from crawler.sightings import Sighting
from crawler.source import find_source
from crawler.version import reader_version

PAGES = 100_000
LIMIT = 400
"""Megabytes."""
SOURCE, FORCE = "northmoor-police", "northmoor"
_A_SITEMAP = 25_000
"""Addresses in a sitemap: 50,000 are allowed, and more bytes than we take."""
_AGE = timedelta(days=46)
_ORIGIN = f"http://{FORCES[FORCE][1]}"


class LargeSite(SampleSite):
    """Northmoor's log at any size, listed in an index of sitemaps. The index tells no times, so that every sitemap is read."""

    def __init__(self, pages: int) -> None:
        super().__init__(forces=[FORCE])
        self.overrides = {}
        originals = [letter for letter in self.letters.values() if letter.document_type == "Disclosure log"]
        copies = (letter.numbered(number) for number in range(2, pages // len(originals) + 3) for letter in originals)
        self.letters = {letter.url: letter for _, letter in zip(range(pages), (letter for letter in copies), strict=False)}
        self._listed = list(self.letters.values())

    def answer(self, url: str) -> Answer:
        path = url.removeprefix(_ORIGIN)
        if path == "/sitemap.xml":
            rows = (f"<sitemap><loc>{_ORIGIN}/sitemap-{start}.xml</loc></sitemap>" for start in range(0, len(self._listed), _A_SITEMAP))
            return _xml("sitemapindex", rows)
        if path.startswith("/sitemap-"):
            start = int(path.removeprefix("/sitemap-").removesuffix(".xml"))
            shown = self._listed[start : start + _A_SITEMAP]
            return _xml("urlset", (f"<url><loc>{letter.url}</loc><lastmod>{letter.modified}</lastmod></url>" for letter in shown))
        return super().answer(url)


def _xml(root: str, rows: Iterator[str]) -> Answer:
    body = f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{"".join(rows)}</{root}>'
    return Answer(media_type="application/xml", body=f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode())


def write_first_crawl(folder: DataFolder, site: LargeSite, when: datetime) -> None:
    """What a crawl of the whole site at that time leaves behind. Each letter is parsed once, its copies get their own addresses."""
    source, at = find_source(SOURCE), f"{when:%Y-%m-%dT%H:%M:%SZ}"
    run = RunFiles(folder, SOURCE, f"{when:%Y%m%dT%H%M%SZ}")
    archive = RunArchive(SourceArchive(folder.archive / SOURCE), run.run, software="bench", description="bench")
    writer = RunWriter(run)
    read = {}
    for letter in site.letters.values():
        writer.saw(Sighting(letter.url, "listed"))
    for letter in site.letters.values():
        answer = site.answer(letter.url)
        context = {"version": letter.modified.isoformat()}
        headers = {**validators(letter.url, answer), "Content-Type": answer.media_type}
        entry = archive.keep(Fetched(letter.url, 200, list(headers.items()), answer.body, at, "detail", letter.url, context))
        if letter.body not in read:
            page = Page(letter.url, answer.body, at, media_type="text/html", record=f"{run.run}/{entry.offset}", context=context)
            (read[letter.body],) = parse(page, source).disclosures
        first = read[letter.body]
        provenance = msgspec.structs.replace(first.provenance, record=f"{run.run}/{entry.offset}")
        writer.add(msgspec.structs.replace(first, id=_id(letter), url=letter.url, title=letter.title, provenance=provenance))
        writer.saw(Sighting(letter.url, "fetched"))
        writer.saw(Sighting(letter.url, "read", version=context["version"]))
    archive.close()
    pages = len(site.letters)
    writer.finish(
        Report(
            source=SOURCE,
            run=run.run,
            kind="crawl",
            status="complete",
            started=at,
            finished=at,
            parser_version=reader_version(),
            listed=pages,
            disclosures=pages,
        )
    )


def _id(letter: Letter) -> str:
    return f"{SOURCE}/{letter.path.strip('/').split('/', 2)[2].lower()}"


def resident(pid: int) -> float:
    """Megabytes that a process holds now; none when it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    return 0.0


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def watched(process: subprocess.Popen[bytes]) -> tuple[float, float, float]:
    """The largest resident sets while a process runs: of itself, of its children together, and of all at one time."""
    own = below = together = 0.0
    while process.poll() is None:
        now, under = resident(process.pid), sum(map(resident, children(process.pid)))
        own, below, together = max(own, now), max(below, under), max(together, now + under)
        time.sleep(0.1)
    return own, below, together


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as scratch, SampleServer(LargeSite(pages)) as server:
        folder = DataFolder(Path(scratch, "data"))
        assert isinstance(server.site, LargeSite)
        write_first_crawl(folder, server.site, datetime.now(UTC) - _AGE)
        environment = {**os.environ, **server.environment, "FOI_DATA": str(folder.root)}
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", SOURCE], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        own, below, together = watched(process)
        seconds = time.perf_counter() - began
        report = RunFiles(folder, SOURCE, known_runs(folder, SOURCE)[-1]).read_report()
        if process.returncode or report is None or report.status != "complete":
            raise SystemExit(f"the refresh did not end well: {report}")
    print(
        f"{pages} known pages: {report.listed} listed, {report.unchanged} not asked for, {report.not_modified} asked for again and unchanged"
    )
    print(f"{report.requests} requests, {report.changed} changed, {seconds:.0f} s")
    print(f"Scrapy's process {own:4.0f} MB, the parser's {below:4.0f} MB, both at one time {together:4.0f} MB; the limit is {LIMIT} MB")
    if together > LIMIT:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
