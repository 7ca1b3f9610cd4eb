"""What earlier runs know of a source's pages: their last responses, what was read in them, and when they were all listed."""

import re
import sys
import zlib
from collections.abc import Set
from datetime import date

import msgspec

from crawler.archive import WITNESS, Entry, Places, SourceArchive
from crawler.durable import whole_lines
from crawler.folder import DataFolder
from crawler.mark import mark
from crawler.runs import RunFiles, known_runs, record_of
from crawler.sightings import decode_sighting

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def day_of(run: str) -> date:
    """The day on which a run began."""
    return date(int(run[:4]), int(run[4:6]), int(run[6:8]))


class _Last(msgspec.Struct, frozen=True, gc=False):
    """What must be known of the last response to an address to tell whether another one is later, or the same."""

    fetched_at: str
    digest: int


class KnownResponses:
    """The last good response to each address. They are many: only where they stand is held, and each is read when it is asked for."""

    def __init__(self, archive: SourceArchive) -> None:
        self._places = Places(archive)

    def __len__(self) -> int:
        return len(self._places)

    def put(self, url: str, run: str, at: int) -> None:
        """Notes the response whose line in the run's manifest begins at this byte."""
        self._places.put(url, run, at)

    def get(self, url: str) -> tuple[str, Entry] | None:
        """The run and the entry, or None."""
        found = self._places.get(url)
        return found if found and found[1].url == url else None


def known_pages(folder: DataFolder, source: str) -> KnownResponses:
    """The last good response to each address, as (run, entry), for conditional requests.

    A page whose response was archived but whose reading a kill prevented is left out, and so is what a quarantined run kept: it must be
    fetched and read again.
    """
    archive = SourceArchive(folder.archive / source)
    known = KnownResponses(archive)
    lasts: dict[int, _Last] = {}
    for run in archive.runs():
        files = RunFiles(folder, source, run)
        if files.quarantined:
            continue
        read = None if files.report.exists() else set(map(record_of, files.lines()))
        for at, entry in archive.placed(run):
            last = lasts.get(key := mark(entry.url.encode()))
            # An import may bring older captures behind newer ones, and a third party's copy has no validators of ours.
            if entry.status != 200 or WITNESS in entry.context or (last and last.fetched_at > entry.fetched_at):
                continue
            digest = mark(entry.digest.encode())
            unchanged = last is not None and last.digest == digest
            if read is None or entry.kind != "detail" or unchanged or f"{run}/{entry.offset}" in read:
                known.put(entry.url, run, at)
                lasts[key] = _Last(sys.intern(entry.fetched_at), digest)
    return known


class KnownPage(msgspec.Struct, frozen=True, gc=False):
    """What an earlier run read at an address: a `detail` page, a `list`, the `files` of another, one that is `gone`, one that `moved` to its only part. `due`: long enough ago to read it again, whatever the list says of it."""

    version: str
    parts: tuple[str, ...]
    kind: str
    due: bool


def known_readings(folder: DataFolder, source: str, today: date, recheck_days: int, walk_days: int = 7) -> dict[str, KnownPage]:
    """Every page that was read with a version or with parts, as the last run that read it found it.

    A page falls due between half of `recheck_days` and the whole, by its address: edits that a list does not tell of are seen within that
    time, and the pages of one first crawl do not all come due on one day. It is due at once when its version is a day without a time and it was
    read on that day: it may have changed again later on it. A list is due after `walk_days`: what was taken out of it may have left its time of
    change as it was. Of a run that was killed only pages whose disclosures were written count.
    """
    known: dict[str, KnownPage] = {}
    for run in known_runs(folder, source):
        files = RunFiles(folder, source, run)
        if not files.seen.exists() or files.quarantined:
            continue
        written = None if files.report.exists() else _pages_written(folder, files)
        day = day_of(run).isoformat()
        age = (today - day_of(run)).days
        # Most lines of years of runs say that a page is unchanged; those are not decoded.
        for line in whole_lines(files.seen):
            if b'"how":"read"' not in line and b'"how":"moved"' not in line:
                continue
            sighting = decode_sighting(line)
            due = age > recheck_days * (0.5 + zlib.crc32(sighting.url.encode()) / 2**33)
            due = due or (sighting.detail == "list" and age >= walk_days)
            due = due or (sighting.version >= day and _DAY.fullmatch(sighting.version) is not None)
            if sighting.how == "read" and (written is None or sighting.detail or sighting.url in written):
                known[sighting.url] = KnownPage(sys.intern(sighting.version), tuple(sighting.parts), sighting.detail or "detail", due)
            elif sighting.how == "moved" and sighting.version:
                known[sighting.url] = KnownPage(sys.intern(sighting.version), (sighting.detail,), "moved", due)
    return known


def last_walk(folder: DataFolder, source: str) -> str | None:
    """The last crawl that listed everything that the source publishes; None when there is none, or when a crawl after it did not end well."""
    for run in reversed(known_runs(folder, source)):
        files = RunFiles(folder, source, run)
        report = files.read_report()
        if report and report.walked:
            return run
        if not (report.healthy if report else files.kind_begun() != "crawl"):
            return None
    return None


def listed_since(folder: DataFolder, source: str, walk: str, wanted: Set[str]) -> set[str]:
    """Which of the wanted pages that walk or a later run found on a list."""
    found: set[str] = set()
    for run in known_runs(folder, source):
        files = RunFiles(folder, source, run)
        if run >= walk and not files.quarantined:
            found.update(
                sighting.url for sighting in files.sightings() if sighting.how in ("listed", "unchanged") and sighting.url in wanted
            )
    return found


def _pages_written(folder: DataFolder, files: RunFiles) -> set[str]:
    """The addresses, as they were asked for, of pages whose disclosures stand in the items file."""
    records = set(map(record_of, files.lines()))
    entries = SourceArchive(folder.archive / files.source).entries(files.run) if files.archive.is_dir() else ()
    return {entry.requested_url or entry.url for entry in entries if f"{files.run}/{entry.offset}" in records}
