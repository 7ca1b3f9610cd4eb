"""The raw archive: every response as it was received, in one WARC file a run, with a manifest to find it by.

A run's folder is written once, in order, and never changed: the WARC record first, then its manifest line. What stands in the
manifest is kept; anything behind it in the WARC file was cut off by a kill and is dropped when the next run begins.
"""

import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.durable import truncate, whole_lines
from crawler.errors import ArchiveDamaged
from crawler.mark import mark
from crawler.page import MAX_BYTES, Page, media_type_of

Kind = Literal["warcinfo", "robots", "list", "detail", "other"]
WARC = "pages.warc.gz"
WITNESS = "witness"
"""The key of an entry's context for the address of a third party's copy, when that is what was fetched."""
MANIFEST = "manifest.jsonl"
_AT_BITS = 40
"""Of a place, for the byte in a manifest: a terabyte."""


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One record's line in the manifest. `[offset, offset + length)` are bytes of the WARC file; `original` is `<run>/<offset>` of the
    record that holds the same body; `error` stands for a request that had no response."""

    kind: Kind
    offset: int
    length: int
    url: str = ""
    requested_url: str = ""
    fetched_at: str = ""
    status: int = 0
    digest: str = ""
    etag: str = ""
    last_modified: str = ""
    original: str = ""
    context: dict[str, str] = {}
    error: str = ""


_decoder = msgspec.json.Decoder(Entry)


@dataclass(frozen=True)
class Fetched:
    """A response as it came over the wire: `body` still has its content encoding."""

    url: str
    status: int
    headers: list[tuple[str, str]]
    body: bytes
    fetched_at: str
    kind: Kind
    requested_url: str = ""
    context: Mapping[str, str] | None = None

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next((value for key, value in self.headers if key.lower() == name), "")


def age_of(run: str) -> tuple[str, int, str]:
    """What orders runs from the oldest on: the second in which one began, then its number in that second."""
    stamp, _, number = run.partition("-")
    return stamp, len(number), number


class SourceArchive:
    """All runs of one source: `<root>/<run>/`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def runs(self) -> list[str]:
        """The ids of the runs, oldest first."""
        folders = self.root.iterdir() if self.root.is_dir() else ()
        return sorted((folder.name for folder in folders if (folder / MANIFEST).exists()), key=age_of)

    def entries(self, run: str) -> Iterator[Entry]:
        """The manifest of a run, in the order of fetching; a line that a kill cut off is left out. Raises ArchiveDamaged."""
        for _, entry in self.placed(run):
            yield entry

    def placed(self, run: str) -> Iterator[tuple[int, Entry]]:
        """The same entries, each with the byte of the manifest at which its line begins."""
        path = self.root / run / MANIFEST
        at = 0
        for number, line in enumerate(whole_lines(path), 1):
            try:
                yield at, _decoder.decode(line)
            except msgspec.DecodeError as error:
                raise ArchiveDamaged(f"{path}, line {number}, cannot be read: {error}", "restore the file from a copy") from error
            at += len(line) + 1

    def entry_at(self, run: str, at: int) -> Entry:
        """The entry whose line begins at this byte of a run's manifest. Raises ArchiveDamaged."""
        path = self.root / run / MANIFEST
        try:
            with path.open("rb") as stream:
                stream.seek(at)
                return _decoder.decode(stream.readline())
        except (OSError, msgspec.DecodeError) as error:
            raise ArchiveDamaged(f"{path}, byte {at}, cannot be read: {error}", "restore the file from a copy") from error

    def page(self, run: str, entry: Entry) -> Page:
        """The page of an entry, its body decoded. Raises ArchiveDamaged when the record is not there or does not verify."""
        place = entry.original or f"{run}/{entry.offset}"
        body_run, _, offset = place.partition("/")
        headers, body = self._stored(body_run, int(offset))
        return Page(
            url=entry.url if entry.url.startswith("http") else None,
            body=body,
            fetched_at=entry.fetched_at,
            status=entry.status or 200,
            media_type=media_type_of(headers["content-type"], body),
            headers=headers,
            record=f"{run}/{entry.offset}",
            requested_url=entry.requested_url or None,
            context=entry.context,
        )

    def pages(self, run: str) -> Iterator[tuple[Entry, Page]]:
        """The run's pages with a body, in the order of fetching: lists, details and what was served in their place."""
        for entry in self.entries(run):
            if entry.kind in ("list", "detail") and entry.status and not 300 <= entry.status < 400:
                yield entry, self.page(run, entry)

    def _stored(self, run: str, offset: int) -> tuple[dict[str, str], bytes]:
        """Headers, with lower-case names, and the decoded body of the record at an offset."""
        path = self.root / run / WARC
        remedy = "`foi reparse` goes on without it"
        try:
            with path.open("rb") as stream:
                stream.seek(offset)
                record = next(iter(ArchiveIterator(stream)), None)
                if record is None:
                    raise ArchiveDamaged(f"{path} has no record at byte {offset}", remedy)
                headers = {name.lower(): value for name, value in record.http_headers.headers} if record.http_headers else {}
                if record.rec_type == "resource":
                    headers["content-type"] = record.rec_headers.get_header("Content-Type") or ""
                return headers, record_body(record)
        except (OSError, EOFError, ArchiveLoadFailed, zlib.error) as error:
            raise ArchiveDamaged(f"{path} cannot be read at byte {offset}: {error}", remedy) from error


class Places:
    """Where entries stand, by a string of theirs: as numbers, because a source has a hundred thousand of them. Each is read when it is asked for."""

    def __init__(self, archive: SourceArchive) -> None:
        self._archive = archive
        self._runs: list[str] = []
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._places)

    def put(self, key: str, run: str, at: int) -> None:
        """Notes that the entry of this key has its line at this byte of the run's manifest."""
        if not self._runs or self._runs[-1] != run:
            self._runs.append(run)
        self._places[mark(key.encode())] = len(self._runs) - 1 << _AT_BITS | at

    def get(self, key: str) -> tuple[str, Entry] | None:
        """The run and the entry that was put last, or None. The caller looks whether the entry has the key: two keys may share a mark."""
        place = self._places.get(mark(key.encode()))
        if place is None:
            return None
        run = self._runs[place >> _AT_BITS]
        return run, self._archive.entry_at(run, place & (1 << _AT_BITS) - 1)


class RunArchive:
    """The folder of one run, being written."""

    def __init__(self, archive: SourceArchive, run: str, *, software: str, description: str, kind: str = "crawl") -> None:
        self.run = run
        self.folder = archive.root / run
        self._bodies = Places(archive)
        for earlier in archive.runs():
            for at, entry in archive.placed(earlier):
                self._remember(earlier, at, entry)
        self.folder.mkdir(parents=True, exist_ok=False)
        self._warc = (self.folder / WARC).open("ab")
        self._manifest = (self.folder / MANIFEST).open("ab")
        self._writer = WARCWriter(self._warc, gzip=True)
        info = self._writer.create_warcinfo_record(
            WARC, {"software": software, "format": "WARC File Format 1.0", "description": description, "robots": "obeyed"}
        )
        self._append(info, Entry(kind="warcinfo", offset=0, length=0, context={} if kind == "crawl" else {"run": kind}))

    def keep(self, fetched: Fetched) -> Entry:
        """Writes the response, or a revisit record when the archive has the same body already, and its manifest line."""
        headers = StatusAndHeaders(str(fetched.status), _archived_headers(fetched.headers), protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            fetched.url, "response", payload=BytesIO(fetched.body), length=len(fetched.body), http_headers=headers, warc_headers_dict={"WARC-Date": fetched.fetched_at}
        )  # fmt: skip
        self._writer.ensure_digest(record, block=False, payload=True)
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        known = self._bodies.get(digest) if fetched.body and fetched.status == 200 else None
        original = f"{known[0]}/{known[1].offset}" if known and known[1].digest == digest else ""
        if known and original:
            record = self._writer.create_revisit_record(
                fetched.url,
                digest,
                known[1].url,
                known[1].fetched_at,
                http_headers=headers,
                warc_headers_dict={"WARC-Date": fetched.fetched_at},
            )
        return self._append(
            record,
            Entry(
                kind=fetched.kind,
                offset=0,
                length=0,
                url=fetched.url,
                requested_url=fetched.requested_url if fetched.requested_url != fetched.url else "",
                fetched_at=fetched.fetched_at,
                status=fetched.status,
                digest=digest,
                etag=fetched.header("etag"),
                last_modified=fetched.header("last-modified"),
                original=original,
                context=dict(fetched.context or {}),
            ),
        )

    def keep_unchanged(self, url: str, run: str, entry: Entry, fetched_at: str, context: Mapping[str, str]) -> Entry:
        """Writes a revisit record for a page that the server says is not modified since `entry` of `run`."""
        record = self._writer.create_revisit_record(
            url, entry.digest, entry.url, entry.fetched_at, http_headers=StatusAndHeaders("304 Not Modified", [], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": fetched_at, "WARC-Profile": "http://netpreserve.org/warc/1.0/revisit/server-not-modified"},
        )  # fmt: skip
        changes = {
            "offset": 0,
            "length": 0,
            "fetched_at": fetched_at,
            "context": dict(context),
            "original": entry.original or f"{run}/{entry.offset}",
        }
        return self._append(record, msgspec.structs.replace(entry, **changes))

    def keep_saved(self, url: str, media_type: str, body: bytes, fetched_at: str) -> Entry:
        """Writes a page that somebody saved, as a resource record. `url` is its address, else a `file:` name."""
        record = self._writer.create_warc_record(
            url,
            "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=media_type,
            warc_headers_dict={"WARC-Date": fetched_at},
        )
        self._writer.ensure_digest(record, block=False, payload=True)
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        return self._append(record, Entry(kind="detail", offset=0, length=0, url=url, fetched_at=fetched_at, status=200, digest=digest))

    def keep_error(self, url: str, kind: Kind, fetched_at: str, error: str) -> None:
        """Notes a request that had no response, in the manifest only."""
        end = self._warc.tell()
        self._note(Entry(kind=kind, offset=end, length=0, url=url, fetched_at=fetched_at, error=error))

    def _append(self, record: ArcWarcRecord, entry: Entry) -> Entry:
        offset = self._warc.tell()
        self._writer.write_record(record)
        self._warc.flush()
        entry = msgspec.structs.replace(entry, offset=offset, length=self._warc.tell() - offset)
        self._remember(self.run, self._manifest.tell(), entry)
        self._note(entry)
        return entry

    def _remember(self, run: str, at: int, entry: Entry) -> None:
        """A body that is stored twice all the same, by runs of older versions, is looked for where it was stored last."""
        if entry.status == 200 and entry.digest and not entry.original:
            self._bodies.put(entry.digest, run, at)

    def _note(self, entry: Entry) -> None:
        self._manifest.write(msgspec.json.encode(entry) + b"\n")
        self._manifest.flush()

    def sync(self) -> None:
        """Forces what was written so far to the disk, the records before the lines that point at them."""
        os.fsync(self._warc.fileno())
        os.fsync(self._manifest.fileno())

    def close(self) -> None:
        """Syncs and closes the files."""
        self.sync()
        self._warc.close()
        self._manifest.close()


def recover(folder: Path) -> None:
    """Drops what a kill left half-written in a run's folder: a manifest line without its end, WARC bytes that no line names."""
    manifest, warc = folder / MANIFEST, folder / WARC
    if not manifest.exists():
        return
    lines = list(whole_lines(manifest))
    truncate(manifest, sum(len(line) + 1 for line in lines))
    if warc.exists():
        truncate(warc, max((entry.offset + entry.length for entry in map(_decoder.decode, lines)), default=0))


def record_body(record: ArcWarcRecord) -> bytes:
    """The record's body without transfer and content encoding, at most one byte over the limit that pages have."""
    return bytes(record.content_stream().read(MAX_BYTES + 1))


def _archived_headers(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The response's headers; the body is kept without its chunks, so that header is renamed as archives do."""
    return [(f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value) for name, value in headers]
