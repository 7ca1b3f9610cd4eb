"""A run: one crawl of a source, one import, or one new reading of the archive; its files, and the report that ends it.

A run writes its disclosures one JSON line each, what it saw of pages that it did not read again, and at its end the report.
A run without a report was cut short: what it wrote is kept and folded, but it proves no page's absence.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from crawler.archive import SourceArchive, age_of, recover
from crawler.durable import truncate, whole_lines, write_whole
from crawler.folder import DataFolder
from crawler.items import Disclosure, encode
from crawler.sightings import Sighting, read_sightings, seen_file, shorten

RunKind = Literal["crawl", "import", "reparse"]
RunStatus = Literal["complete", "limited", "blocked", "failed", "suspect", "accepted", "stopped"]
"""`complete` reached the end of the list as expected; `limited` was told to stop early; `blocked` was refused by the site; `failed`
could not list the pages; `suspect` tripped a check of its health and is quarantined; `accepted` did so too, and a person looked and took it
in; `stopped` was interrupted or killed."""
HEALTHY: frozenset[str] = frozenset({"complete", "limited", "accepted"})


class Listing(msgspec.Struct, frozen=True):
    """The pages that one page of a list names and no earlier one did."""

    urls: list[str]


class Report(msgspec.Struct, kw_only=True):
    """What a run did. Times are UTC. Counts are of pages unless they say otherwise."""

    source: str
    run: str
    kind: RunKind
    status: RunStatus
    reason: str = ""
    started: str
    finished: str
    parser_version: str
    requests: int = 0
    responses: dict[str, int] = {}
    not_modified: int = 0
    unchanged: int = 0
    """Listed with the version that was read before, so not asked for."""
    listed: int = 0
    whole: bool = True
    """Whether every list was read to its end. One that was left at known pages says nothing of those behind them."""
    disclosures: int = 0
    refused: dict[str, int] = {}
    errors: int = 0
    warnings: dict[str, int] = {}
    missing: dict[str, int] = {}
    """How many of the disclosures have no value, by field; `date` are those without any date."""
    counted: list[str] = []
    """The fields that `missing` speaks of."""
    new: int | None = None
    """Pages of their own that no earlier run kept, and `changed` those whose bytes are others than before; None when every page was asked
    for anew, and for lists that hold the disclosures themselves."""
    changed: int | None = None
    unseen: int | None = None
    """Addresses that the last complete run listed and this one did not; None when there is no such run, or this one left a list early."""
    alarms: dict[str, str] = {}
    """The checks of its health that the run tripped, by name, with the reasons in words."""
    future: list[str] = []
    """Ids of disclosures with a date in the future."""

    @property
    def healthy(self) -> bool:
        """Whether what the run saw may be believed."""
        return self.status in HEALTHY

    @property
    def walked(self) -> bool:
        """Whether the run listed everything that the source publishes, and may be believed: only then can a page be missing."""
        return self.kind == "crawl" and self.status in ("complete", "accepted") and self.whole


_report_decoder = msgspec.json.Decoder(Report)


class RunFiles:
    """Where the files of a run are, and how to read them."""

    def __init__(self, folder: DataFolder, source: str, run: str) -> None:
        self.source = source
        self.run = run
        self.archive = folder.archive / source / run
        self.items = folder.items / source / f"{run}.jsonl"
        self.seen = seen_file(folder.items / source, run)
        self.report = folder.items / source / f"{run}.report.json"
        self.acceptance = folder.items / source / f"{run}.accepted.json"

    def read_report(self) -> Report | None:
        """The report, or None for a run that was cut short; its status is `accepted` when a person accepted the run."""
        if not self.report.exists():
            return None
        report = _report_decoder.decode(self.report.read_bytes())
        return msgspec.structs.replace(report, status="accepted") if self.acceptance.exists() else report

    @property
    def quarantined(self) -> bool:
        """Whether the run tripped a check of its health and nobody accepted it: nothing may build on it."""
        report = self.read_report()
        return report is not None and report.status == "suspect"

    def accept(self, at: str) -> None:
        """Notes that a person looked at the run and takes it in. The report stays as it was written."""
        write_whole(self.acceptance, msgspec.json.encode({"accepted": at}) + b"\n")

    def kind_begun(self) -> RunKind:
        """What kind of run began here, also of one that was killed before it had a report."""
        if not self.archive.is_dir():
            return "reparse"
        first = next(SourceArchive(self.archive.parent).entries(self.run), None)
        return "import" if first and first.context.get("run") == "import" else "crawl"

    def lines(self) -> Iterator[bytes]:
        """The disclosures as JSON lines, whole ones only."""
        return whole_lines(self.items)

    def earlier_seen(self) -> Iterator[Path]:
        """The sightings of earlier runs that ended, the newest first; these files stay as they are."""
        for report in sorted(self.report.parent.glob("*.report.json"), reverse=True):
            run = report.name.split(".")[0]
            if run < self.run:
                yield seen_file(report.parent, run)

    def sightings(self) -> Iterator[Sighting]:
        """What the run saw of pages; first what is as in an earlier run, the rest in order. Raises LedgerError when that run's file is gone."""
        return read_sightings(self.seen)


class RunWriter:
    """The item and sighting files of a run, being written."""

    def __init__(self, files: RunFiles) -> None:
        self.files = files
        files.items.parent.mkdir(parents=True, exist_ok=True)
        self._items = files.items.open("ab")
        self._seen = files.seen.open("ab")

    def add(self, disclosure: Disclosure) -> None:
        """Writes one disclosure; it survives a kill of this process from here on."""
        self._items.write(encode(disclosure) + b"\n")
        self._items.flush()

    def saw(self, sighting: Sighting) -> None:
        """Writes one sighting."""
        self._seen.write(msgspec.json.encode(sighting) + b"\n")
        self._seen.flush()

    def sync(self) -> None:
        """Forces what was written so far to the disk."""
        os.fsync(self._items.fileno())
        os.fsync(self._seen.fileno())

    def finish(self, report: Report) -> None:
        """Syncs, closes, and writes the report in one step: a reader sees all of it or none."""
        self.sync()
        self._items.close()
        self._seen.close()
        shorten(self.files.seen, self.files.earlier_seen())
        write_whole(self.files.report, msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")


def new_run_id(folder: DataFolder, source: str, now: str) -> str:
    """An id for a run that begins now: its time, with a number behind it when another run began in the same second."""
    stamp = now.replace("-", "").replace(":", "")
    taken = set(known_runs(folder, source))
    return next(run for run in (stamp, *(f"{stamp}-{number}" for number in range(2, 10_000))) if run not in taken)


def known_runs(folder: DataFolder, source: str) -> list[str]:
    """The ids of all runs of a source, oldest first, finished or not."""
    ids = set(SourceArchive(folder.archive / source).runs())
    items = folder.items / source
    if items.is_dir():
        ids |= {path.name.split(".")[0] for path in items.iterdir() if path.name.endswith((".jsonl", ".report.json"))}
    return sorted(ids, key=age_of)


def known_sources(folder: DataFolder) -> list[str]:
    """The ids of the sources that the data folder has anything of."""
    roots = [root for root in (folder.archive, folder.items) if root.is_dir()]
    return sorted({path.name for root in roots for path in root.iterdir() if path.is_dir()})


def recover_runs(folder: DataFolder, source: str) -> None:
    """Mends the files of runs that were killed: what was half-written goes, what was written whole stays."""
    for run in known_runs(folder, source):
        files = RunFiles(folder, source, run)
        if files.report.exists():
            continue
        recover(files.archive)
        kept = (
            {f"{run}/{entry.offset}" for entry in SourceArchive(folder.archive / source).entries(run)} if files.archive.is_dir() else set()
        )
        for path in (files.items, files.seen):
            if path.exists():
                _drop_tail(path, kept if path == files.items else None)


def _drop_tail(path: Path, records: set[str] | None) -> None:
    """Cuts a file behind its last whole line, and an items file before the first line whose record the archive lost."""
    size = 0
    for line in whole_lines(path):
        if records is not None and record_of(line) not in records:
            break
        size += len(line) + 1
    truncate(path, size)


class _Provenance(msgspec.Struct):
    record: str


class _Line(msgspec.Struct):
    provenance: _Provenance


_line_decoder = msgspec.json.Decoder(_Line)


def record_of(line: bytes) -> str:
    """The archive record that a disclosure's line was read from."""
    return _line_decoder.decode(line).provenance.record
