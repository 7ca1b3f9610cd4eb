"""Read the archive again with today's parsers: a better reader improves every old page, without asking the web."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crawler.archive import WITNESS, Entry, SourceArchive
from crawler.errors import LedgerError
from crawler.folder import DataFolder, utc_now
from crawler.items import Disclosure, witnessed
from crawler.parsers import PLATFORMS, parse
from crawler.runs import Report, RunFiles, RunWriter, new_run_id, recover_runs
from crawler.source import Source
from crawler.version import reader_version


@dataclass
class Replayed:
    """What a replay met: pages that were read, and why others were not, by reason."""

    pages: int = 0
    refused: dict[str, int] = field(default_factory=dict)


def read_again(folder: DataFolder, source: Source, replayed: Replayed) -> Iterator[Disclosure]:
    """The disclosures of every archived page of the source, oldest first; a body that is archived already is read once."""
    archive = SourceArchive(folder.archive / source.id)
    places: tuple[str, dict[str, Entry]] = ("", {})
    for run, entry in _pages(folder, source):
        replayed.pages += 1
        try:
            page = archive.page(run, entry)
            parsed = parse(page, source)
            disclosures = parsed.disclosures
            if parsed.files_at:
                # They stand in the same run, before or behind the page.
                places = places if places[0] == run else (run, _by_address(archive, run))
                if listed := places[1].get(parsed.files_at):
                    files = archive.page(run, listed)
                    disclosures = parsed.with_files(files.sha256, parse(files, source))
        except LedgerError as error:
            reason = getattr(error, "reason", "damaged")
            replayed.refused[reason] = replayed.refused.get(reason, 0) + 1
            continue
        for disclosure in disclosures:
            yield witnessed(disclosure, page.context.get(WITNESS, ""))


def _by_address(archive: SourceArchive, run: str) -> dict[str, Entry]:
    """The run's last good response to each address that was asked for."""
    return {entry.requested_url or entry.url: entry for entry in archive.entries(run) if entry.status == 200}


def page_count(folder: DataFolder, source: Source) -> int:
    """How many archived pages `read_again` goes through."""
    return sum(1 for _ in _pages(folder, source))


def _pages(folder: DataFolder, source: Source) -> Iterator[tuple[str, Entry]]:
    """The archived pages that may hold disclosures: detail pages, and lists whose rows are disclosures. Of a quarantined run only the bodies
    that a run outside quarantine met again, and so did not archive itself."""
    archive = SourceArchive(folder.archive / source.id)
    quarantined = {run for run in archive.runs() if RunFiles(folder, source.id, run).quarantined}
    trusted = {entry.digest for run in archive.runs() if quarantined and run not in quarantined for entry in archive.entries(run)}
    kinds = ("detail", "list") if PLATFORMS[source.platform].rows else ("detail",)
    for run in archive.runs():
        for entry in archive.entries(run):
            if entry.kind in kinds and entry.status == 200 and not entry.original and (run not in quarantined or entry.digest in trusted):
                yield run, entry


def write_replay(folder: DataFolder, source: Source, done: Callable[[int], None]) -> RunFiles:
    """Reads the source's archive again into a run of kind `reparse`. The caller holds the writer's lock."""
    started = utc_now()
    recover_runs(folder, source.id)
    files = RunFiles(folder, source.id, new_run_id(folder, source.id, started))
    writer = RunWriter(files)
    replayed = Replayed()
    count = 0
    for disclosure in read_again(folder, source, replayed):
        writer.add(disclosure)
        count += 1
        done(replayed.pages)
    writer.finish(
        Report(
            source=source.id,
            run=files.run,
            kind="reparse",
            status="complete",
            started=started,
            finished=utc_now(),
            parser_version=reader_version(),
            disclosures=count,
            refused=replayed.refused,
        )
    )
    return files
