"""Pages that somebody saved, into the archive and through the same parsers as a crawl."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from crawler import __version__
from crawler.address import canonical_url
from crawler.archive import Fetched, RunArchive, SourceArchive, foreign_pages
from crawler.errors import LedgerError, PageRefused, UsageProblem
from crawler.folder import DataFolder, utc_now
from crawler.items import Disclosure
from crawler.page import HTML, JSON, MAX_BYTES, PLAIN, Page, refuse_unreadable
from crawler.parsers import Parsed, parse
from crawler.runs import Report, RunFiles, RunWriter, new_run_id, recover_runs
from crawler.source import Source, find_source, load_sources, source_of_url
from crawler.version import reader_version

MEDIA_TYPES = {".html": HTML, ".htm": HTML, ".txt": PLAIN, ".json": JSON}
WARC_SUFFIXES = (".warc", ".warc.gz")


@dataclass
class Imported:
    """What an import did: disclosures by id, and each file or page that was refused, with the reason."""

    ids: list[str] = field(default_factory=list)
    refused: list[tuple[str, LedgerError]] = field(default_factory=list)
    skipped: int = 0
    """Pages of a WARC file that belong to no source or are no disclosures, such as style sheets and lists."""


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files to import: those named, and in folders everything with a suffix that can be read. Raises UsageProblem for none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(
                file for file in path.rglob("*") if file.is_file() and (file.suffix in MEDIA_TYPES or file.name.endswith(WARC_SUFFIXES))
            )
        else:
            files.append(path)
    if not files:
        raise UsageProblem("there is nothing to import here", "give .html, .txt, .json or .warc.gz files, or folders of them")
    return files


def import_files(folder: DataFolder, files: Iterable[Path], source_id: str | None, url: str | None, done: Callable[[], None]) -> Imported:
    """Imports the files, one run a source. The caller holds the writer's lock; `done` is called after each file."""
    importer = _Importer(folder, find_source(source_id) if source_id else None, url)
    with importer:
        for file in files:
            importer.take(file)
            done()
    return importer.imported


class _Importer:
    def __init__(self, folder: DataFolder, source: Source | None, url: str | None) -> None:
        self.folder = folder
        self.source = source
        self.url = canonical_url(url) if url else None
        self.sources = load_sources()
        self.imported = Imported()
        self._runs: dict[str, _Run] = {}

    def __enter__(self) -> None:
        return None

    def __exit__(self, *exception: object) -> None:
        for run in self._runs.values():
            run.finish()

    def take(self, file: Path) -> None:
        try:
            if file.name.endswith(WARC_SUFFIXES):
                self._take_warc(file)
            else:
                self._take_page(file)
        except LedgerError as error:
            self.imported.refused.append((str(file), error))

    def _take_page(self, file: Path) -> None:
        body = read_page(file)
        url = self.url or None
        source = self.source or (source_of_url(url, self.sources) if url else None) or _source_in(body, self.sources)
        if source is None:
            raise UsageProblem(
                f"{file.name} does not tell which authority it is from", "name it with --source; `foi sources list` shows them all"
            )
        run = self._run(source)
        media_type = MEDIA_TYPES.get(file.suffix, HTML)
        now = utc_now()
        entry = run.archive.keep_saved(url or f"file:///{file.name}", media_type, body, now)
        page = Page(url=url, body=body, fetched_at=now, media_type=media_type, record=f"{run.files.run}/{entry.offset}")
        parsed = parse(page, source)
        if not parsed.disclosures:
            raise PageRefused("list", f"this is a list of {len(parsed.follow)} pages, not a disclosure", f"crawl it: foi crawl {source.id}")
        self._keep(run, parsed)

    def _take_warc(self, file: Path) -> None:
        if not file.exists():
            raise UsageProblem(f"there is no file {file}")
        for fetched in foreign_pages(file):
            source = self.source if self.source and self.source.serves(fetched.url) else source_of_url(fetched.url, self.sources)
            if source is None or fetched.status != 200:
                self.imported.skipped += 1
                continue
            self._take_fetched(source, fetched)

    def _take_fetched(self, source: Source, fetched: Fetched) -> None:
        run = self._run(source)
        try:
            page = run.archive_page(fetched)
            parsed = parse(page, source)
        except PageRefused:
            self.imported.skipped += 1
            return
        if parsed.disclosures:
            self._keep(run, parsed)
        else:
            self.imported.skipped += 1

    def _keep(self, run: "_Run", parsed: Parsed) -> None:
        for disclosure in parsed.disclosures:
            run.add(disclosure)
            self.imported.ids.append(disclosure.id)

    def _run(self, source: Source) -> "_Run":
        if source.id not in self._runs:
            self._runs[source.id] = _Run(self.folder, source)
        return self._runs[source.id]


class _Run:
    """The run of one source within an import."""

    def __init__(self, folder: DataFolder, source: Source) -> None:
        self.source = source
        self.started = utc_now()
        recover_runs(folder, source.id)
        self._source_archive = SourceArchive(folder.archive / source.id)
        self.files = RunFiles(folder, source.id, new_run_id(folder, source.id, self.started))
        self.archive = RunArchive(
            self._source_archive, self.files.run, software=f"foi-ledger/{__version__}", description=f"saved pages of {source.authority}"
        )
        self._writer = RunWriter(self.files)
        self._disclosures = 0

    def archive_page(self, fetched: Fetched) -> Page:
        entry = self.archive.keep(fetched)
        return self._source_archive.page(self.files.run, entry)

    def add(self, disclosure: Disclosure) -> None:
        self._writer.add(disclosure)
        self._disclosures += 1

    def finish(self) -> None:
        self.archive.close()
        self._writer.finish(
            Report(
                source=self.source.id,
                run=self.files.run,
                kind="import",
                status="complete",
                started=self.started,
                finished=utc_now(),
                parser_version=reader_version(),
                disclosures=self._disclosures,
            )
        )


def read_page(file: Path) -> bytes:
    """The bytes of a saved page. Raises PageRefused for one that cannot be a page, before it is read whole."""
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise PageRefused(
                "too-large",
                f"{file.name} has {size / 1e6:.0f} MB, over the limit of {MAX_BYTES / 1e6:.0f} MB",
                "import the part of it that holds the disclosure",
            )
        body = file.read_bytes()
    except OSError as error:
        raise UsageProblem(f"{file} cannot be read: {error.strerror}", "check the path") from error
    refuse_unreadable(body)
    return body


def parse_page(body: bytes, media_type: str, source: Source, url: str | None) -> Parsed:
    """What one page says, with nothing stored."""
    return parse(Page(url=canonical_url(url) if url else None, body=body, fetched_at=utc_now(), media_type=media_type), source)


def _source_in(body: bytes, sources: dict[str, Source]) -> Source | None:
    """The source whose host the page names as its own, in its canonical link or its `og:url`."""
    head = body[:20_000].decode("utf-8", errors="replace")
    for match in re.finditer(r"<(?:link|meta)\b[^>]*(?:canonical|og:url)[^>]*>", head, re.IGNORECASE):
        address = re.search(r"https?://[^\s\"'>]+", match.group())
        source = source_of_url(address.group(), sources) if address else None
        if source:
            return source
    return None
