"""Pages that somebody saved, into the archive and through the same parsers as a crawl."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from crawler import __version__
from crawler.address import canonical_url
from crawler.archive import WITNESS, Entry, Fetched, RunArchive, SourceArchive
from crawler.errors import LedgerError, PageRefused, UsageProblem
from crawler.folder import DataFolder, utc_now
from crawler.foreign import Capture, captures, utc_time
from crawler.items import Disclosure, witnessed
from crawler.page import HTML, JSON, MAX_BYTES, PLAIN, Page, refuse_unreadable
from crawler.parsers import Parsed, parse
from crawler.runs import Report, RunFiles, RunWriter, new_run_id, recover_runs
from crawler.source import Source, find_source, load_sources, source_of_url
from crawler.version import reader_version

MEDIA_TYPES = {".html": HTML, ".htm": HTML, ".txt": PLAIN, ".json": JSON}
ARCHIVE_SUFFIXES = (".warc", ".warc.gz", ".wacz")


@dataclass
class Imported:
    """What an import did: disclosures by id, and each file or page that was refused, with the reason."""

    ids: list[str] = field(default_factory=list)
    refused: list[tuple[str, LedgerError]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    """Captures of web archives that gave no disclosure, by reason; most are style sheets, lists, and pages of no source."""


@dataclass(frozen=True)
class Saved:
    """A file to import, with what is known of it: the page's address, and when it was captured (UTC)."""

    file: Path
    url: str = ""
    captured: str = ""


_NO_DISCLOSURE = "no disclosure of a known source"


def files_of(paths: Iterable[Path], url: str = "") -> list[Saved]:
    """The files to import: those named, and in folders everything with a suffix that can be read. Raises UsageProblem for none."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(
                file for file in path.rglob("*") if file.is_file() and (file.suffix in MEDIA_TYPES or file.name.endswith(ARCHIVE_SUFFIXES))
            )
        else:
            files.append(path)
    if not files:
        raise UsageProblem("there is nothing to import here", "give .html, .txt, .json, .warc.gz or .wacz files, or folders of them")
    return [Saved(file, canonical_url(url) if url else "") for file in files]


_MAX_LIST = 64 * 1024 * 1024


def files_of_list(folder: Path, listed: Path) -> list[Saved]:
    """The files of a folder that a CSV file lists: a header with `file` and `url`, and `captured` (a day or time, UTC) if it is known.

    Raises UsageProblem, with the line, for what cannot be meant; a file outside the folder cannot.
    """
    if not folder.is_dir():
        raise UsageProblem(f"{folder} is no folder", "--urls lists the files of one folder: foi import FOLDER --urls urls.csv")
    try:
        if listed.stat().st_size > _MAX_LIST:
            raise UsageProblem(f"{listed.name} is over the limit of {_MAX_LIST // 2**20} MB", "split it")
        text = listed.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"{listed} cannot be read: {error}", "give a CSV file in UTF-8") from error
    rows = csv.DictReader(text.splitlines())
    if not {"file", "url"} <= set(rows.fieldnames or ()):
        raise UsageProblem(f"{listed.name} has no columns file and url", "its first line is: file,url,captured")
    try:
        saved = [_listed(folder, row, f"{listed.name}, line {rows.line_num}") for row in rows]
    except csv.Error as error:
        raise UsageProblem(f"{listed.name}, line {rows.line_num}: {error}", "give a CSV file") from error
    if not saved:
        raise UsageProblem(f"{listed.name} lists no file", "give one line a file, below file,url,captured")
    return saved


def _listed(folder: Path, row: dict[str, str | None], where: str) -> Saved:
    name, url, captured = ((row.get(column) or "").strip() for column in ("file", "url", "captured"))
    file = folder / name
    if not name or not file.resolve().is_relative_to(folder.resolve()):
        raise UsageProblem(f"{where}: {name!r} is not in {folder}", "name files by their path below the folder")
    if file.suffix not in MEDIA_TYPES:
        raise UsageProblem(f"{where}: {name!r} is no saved page", f"these are read: {', '.join(MEDIA_TYPES)}")
    try:
        address = canonical_url(url)
    except ValueError as error:
        raise UsageProblem(f"{where}: {error}", "give the address that the page was saved from") from error
    moment = utc_time(captured)
    if captured and not moment:
        raise UsageProblem(f"{where}: {captured!r} is no day or time", "as in 2024-05-01 or 2024-05-01T09:30:00Z")
    return Saved(file, address, moment)


def import_files(folder: DataFolder, files: Iterable[Saved], source_id: str | None, done: Callable[[], None]) -> Imported:
    """Imports the files, one run a source. The caller holds the writer's lock; `done` is called after each file."""
    importer = _Importer(folder, find_source(source_id) if source_id else None)
    with importer:
        for saved in files:
            importer.take(saved)
            done()
    return importer.imported


def import_captures(folder: DataFolder, source: Source, fetched: Iterable[Fetched], done: Callable[[], None]) -> Imported:
    """Imports captures of a source's pages as they come, in one run. The caller holds the writer's lock; `done` is called after each.

    What was taken before `fetched` raises a LedgerError is kept, and the error stands in `refused`.
    """
    importer = _Importer(folder, source)
    with importer:
        try:
            for capture in fetched:
                importer.take_fetched(source, capture)
                done()
        except LedgerError as error:
            importer.imported.refused.append((source.id, error))
    return importer.imported


class _Importer:
    def __init__(self, folder: DataFolder, source: Source | None) -> None:
        self.folder = folder
        self.source = source
        self.sources = load_sources()
        self.imported = Imported()
        self._kept: dict[str | tuple[str, str], tuple[str, str, Entry]] = {}
        """(source, run, entry) of what was archived, by the digest that its own file states, and by address and time."""
        self._runs: dict[str, _Run] = {}
        self._waiting: list[tuple[_Run, str, Parsed]] = []
        """What was read in pages whose files stand on another page, which may come later; each with its witness."""
        self._files: dict[str, tuple[str, Parsed]] = {}
        """What was read in such pages of files, by address, with the hash of each."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, *exception: object) -> None:
        for run, witness, parsed in self._waiting:
            files = self._files.get(parsed.files_at)
            self._add(run, witness, parsed.with_files(*files) if files else parsed.disclosures)
        for run in self._runs.values():
            run.finish()

    def take(self, saved: Saved) -> None:
        try:
            if saved.file.name.endswith(ARCHIVE_SUFFIXES):
                self._take_archive(saved.file)
            else:
                self._take_page(saved)
        except LedgerError as error:
            self.imported.refused.append((str(saved.file), error))

    def _take_page(self, saved: Saved) -> None:
        file, url = saved.file, saved.url or None
        body = read_page(file)
        source = self.source or (source_of_url(url, self.sources) if url else None) or _source_in(body, self.sources)
        if source is None:
            raise UsageProblem(
                f"{file.name} does not tell which authority it is from", "name it with --source; `foi sources list` shows them all"
            )
        run = self._run(source)
        media_type = MEDIA_TYPES.get(file.suffix, HTML)
        captured = saved.captured or utc_now()
        entry = run.archive.keep_saved(url or f"file:///{file.name}", media_type, body, captured)
        page = Page(url=url, body=body, fetched_at=captured, media_type=media_type, record=f"{run.files.run}/{entry.offset}")
        parsed = parse(page, source)
        if not parsed.disclosures:
            raise PageRefused("list", f"this is a list of {len(parsed.follow)} pages, not a disclosure", f"crawl it: foi crawl {source.id}")
        self._keep(run, page, parsed)

    def _take_archive(self, file: Path) -> None:
        if not file.exists():
            raise UsageProblem(f"there is no file {file}")
        for capture in captures(file):
            fetched = capture.fetched
            source = self.source if self.source and self.source.serves(fetched.url) else source_of_url(fetched.url, self.sources)
            if source is None or (fetched.status != 200 and not capture.revisit):
                self.imported.skipped[_NO_DISCLOSURE] += 1
            elif capture.encoding:
                self.imported.skipped[f"encoded as {capture.encoding}, which is not read here"] += 1
            elif capture.revisit:
                self._take_revisit(source, capture)
            else:
                entry = self.take_fetched(source, fetched)
                place = (source.id, self._run(source).files.run, entry)
                self._kept[fetched.url, fetched.fetched_at] = place
                if capture.digest:
                    self._kept[capture.digest] = place

    def _take_revisit(self, source: Source, capture: Capture) -> None:
        """The page as it was when its body was last archived, seen again."""
        place = self._kept.get(capture.digest) or self._kept.get(capture.refers_to)
        if place is None:
            self.imported.skipped["a repeat of a capture that is not in these files"] += 1
            return
        source_id, run, entry = place
        page = SourceArchive(self.folder.archive / source_id).page(run, entry)
        # The archived body is decoded already.
        headers = [(name, value) for name, value in page.headers.items() if name != "content-encoding"]
        self.take_fetched(source, replace(capture.fetched, status=200, headers=headers, body=page.body))

    def take_fetched(self, source: Source, fetched: Fetched) -> Entry:
        """Archives a response and reads it."""
        run = self._run(source)
        entry = run.archive.keep(fetched)
        try:
            page = run.page(entry)
            parsed = parse(page, source)
        except PageRefused:
            self.imported.skipped[_NO_DISCLOSURE] += 1
            return entry
        if parsed.disclosures:
            self._keep(run, page, parsed)
        elif parsed.attachments:
            self._files[entry.requested_url or entry.url] = page.sha256, parsed
        else:
            self.imported.skipped[_NO_DISCLOSURE] += 1
        return entry

    def _keep(self, run: "_Run", page: Page, parsed: Parsed) -> None:
        witness = page.context.get(WITNESS, "")
        if parsed.files_at:
            self._waiting.append((run, witness, parsed))
        else:
            self._add(run, witness, parsed.disclosures)

    def _add(self, run: "_Run", witness: str, disclosures: list[Disclosure]) -> None:
        for disclosure in disclosures:
            run.add(witnessed(disclosure, witness))
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
            self._source_archive,
            self.files.run,
            software=f"foi-ledger/{__version__}",
            description=f"saved pages of {source.authority}",
            kind="import",
        )
        self._writer = RunWriter(self.files)
        self._disclosures = 0

    def page(self, entry: Entry) -> Page:
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
