"""Captures that others made: WARC files of any tool (ISO 28500), and WACZ packages (Web Archive Collection Zipped, 1.1).

Everything is streamed; nothing that a package names is ever written. What a file may make us unpack is bounded.
"""

import gzip
import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from crawler.archive import Fetched, record_body
from crawler.errors import ArchiveDamaged
from crawler.page import MAX_BYTES

_MAX_GROWTH = 200
"""How many times its size a file may grow to when it is unpacked, beyond `_FREE_GROWTH`. Pages of text shrink to a tenth or so."""
_FREE_GROWTH = 256 * 1024 * 1024
_MAX_ENTRIES = 10_000
_MAX_DIRECTORY = 16 * 1024 * 1024
_MAX_DATAPACKAGE = 16 * 1024 * 1024
_DECODED = ("", "identity", "gzip", "x-gzip", "deflate")
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_CUT_OFF = "the file ends in the middle of a record"

Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Capture:
    """A response, or the note (`revisit`) that a page was as before; then `fetched` has no body.

    `digest` is the payload's as the file states it, or empty: what a later revisit names. `encoding` is a content encoding that cannot be
    decoded here, else empty.
    """

    fetched: Fetched
    digest: str = ""
    revisit: bool = False
    refers_to: tuple[str, str] = ("", "")
    """Of a revisit: address and time of the capture that it repeats, where it says."""
    encoding: str = ""


def captures(path: Path) -> Iterator[Capture]:
    """The captures of HTTP addresses in a WARC or WACZ file, in order; records of other kinds are passed over.

    Raises ArchiveDamaged at the first thing that cannot be read; what came before it has been given.
    """
    if path.suffix == ".wacz":
        yield from _packed(path)
    else:
        yield from _records(path.name, path.stat().st_size, lambda: path.open("rb"))


def _records(name: str, size: int, opened: Opener) -> Iterator[Capture]:
    number = 0
    try:
        whole, members = _measure(opened, size)
        with opened() as raw, gzip.GzipFile(fileobj=raw) if members == 1 else raw as stream:
            for record in ArchiveIterator(stream):
                number += 1
                if _is_wanted(record):
                    capture = _capture(record)
                    if record.raw_stream.limit and len(capture.fetched.body) <= MAX_BYTES:
                        raise EOFError(_CUT_OFF)  # noqa: TRY301 -- told like warcio's own errors
                    yield capture
        if not whole:
            raise EOFError(_CUT_OFF)  # noqa: TRY301
    except (ArchiveLoadFailed, AttributeError, EOFError, OSError, ValueError, zlib.error, zipfile.BadZipFile) as error:
        before = "the records before it were taken" if number else "nothing of it was taken"
        raise ArchiveDamaged(f"{name} cannot be read past record {number}: {error}", before) from error


def _measure(opened: Opener, size: int) -> tuple[bool, int]:
    """Whether the file ends with a whole record, which warcio does not tell (webrecorder/warcio#138), and of how many gzip members it is.

    Raises ValueError for one that unpacks to far more than a web archive does. A broken member ends the count: reading tells what is wrong.
    """
    unpacked = members = 0
    tail = b""
    with opened() as stream:
        zipped = stream.read(2) == b"\x1f\x8b"
        stream.seek(0)
        member = None
        while chunk := stream.read(1 << 14):
            if not zipped:
                tail = (tail + chunk)[-4:]
                continue
            while chunk:
                if member is None:
                    member, members = zlib.decompressobj(wbits=31), members + 1
                try:
                    unpacked += len(member.decompress(chunk))
                except zlib.error:
                    return False, max(members, 2)
                if unpacked > _FREE_GROWTH + _MAX_GROWTH * size:
                    raise ValueError(f"it unpacks to more than {_MAX_GROWTH} times its size")
                chunk, member = (member.unused_data, None) if member.eof else (b"", member)
    return (member is None if zipped else tail == b"\r\n\r\n"), members


def _is_wanted(record: ArcWarcRecord) -> bool:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if not url.startswith(("http://", "https://")):
        return False
    return record.rec_type in ("revisit", "resource") or (record.rec_type == "response" and record.http_headers is not None)


def _capture(record: ArcWarcRecord) -> Capture:
    said = record.rec_headers.get_header
    http = record.http_headers
    headers = list(http.headers) if http else [("Content-Type", said("Content-Type") or "")]
    encoding = (http.get_header("Content-Encoding") or "").strip().lower() if http else ""
    revisit = record.rec_type == "revisit"
    return Capture(
        Fetched(
            url=said("WARC-Target-URI"),
            status=200 if record.rec_type != "response" else int(http.get_statuscode() or 0),
            headers=[(name, value) for name, value in headers if name.lower() not in ("content-encoding", "transfer-encoding")],
            body=b"" if revisit else record_body(record),
            fetched_at=utc_time(said("WARC-Date") or ""),
            kind="detail",
        ),
        digest=said("WARC-Payload-Digest") or "",
        revisit=revisit,
        refers_to=(said("WARC-Refers-To-Target-URI") or "", utc_time(said("WARC-Refers-To-Date") or "")),
        encoding="" if encoding in _DECODED else encoding,
    )


def utc_time(written: str) -> str:
    """An ISO 8601 time as the ledger writes it, UTC to the second; a day is its first second. Empty for what is no time."""
    try:
        moment = datetime.fromisoformat(written.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return ""


def _packed(path: Path) -> Iterator[Capture]:
    """The captures of a WACZ package, of every WARC file under its `archive/`."""
    try:
        _refuse_large_directory(path)
        with zipfile.ZipFile(path) as package:
            entries = [entry for entry in package.infolist() if not entry.is_dir()]
            if len(entries) > _MAX_ENTRIES:
                raise ValueError(f"it has {len(entries)} entries, over the limit of {_MAX_ENTRIES}")  # noqa: TRY301
            warcs = [entry for entry in entries if entry.filename.startswith("archive/") and entry.filename.endswith((".warc", ".warc.gz"))]
            if not warcs:
                raise ValueError("it holds no archive/*.warc.gz, so it is no WACZ package")  # noqa: TRY301
            digests = _stated_digests(package)
            for entry in sorted(warcs, key=lambda entry: entry.filename):
                if entry.file_size > _FREE_GROWTH + _MAX_GROWTH * entry.compress_size:
                    raise ValueError(f"{entry.filename} unpacks to more than {_MAX_GROWTH} times its size")  # noqa: TRY301
                _verify(package, entry, digests.get(entry.filename, ""))
                yield from _records(f"{path.name}, {entry.filename},", entry.compress_size, lambda entry=entry: package.open(entry))  # type: ignore[misc]
    except (
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
        zipfile.BadZipFile,
        msgspec.MsgspecError,
    ) as error:
        raise ArchiveDamaged(f"{path.name} cannot be read: {error}", "save or download it again") from error


def _refuse_large_directory(path: Path) -> None:
    """Raises ValueError for a zip file whose directory would fill the memory: the library reads it whole."""
    size = path.stat().st_size
    with path.open("rb") as stream:
        stream.seek(-min(size, 65_536 + _END_OF_DIRECTORY.size), os.SEEK_END)
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END_OF_DIRECTORY.size:
        raise ValueError("it is no zip file, or its end is missing")
    _, _, _, _, entries, length, _, _ = _END_OF_DIRECTORY.unpack_from(tail, at)
    # 0xFFFFFFFF says that the number stands elsewhere (zip64); such packages have a small directory in a large file.
    zip64 = tail.rfind(b"PK\x06\x06")
    if length == 0xFFFFFFFF and zip64 >= 0 and len(tail) - zip64 >= 48:
        (length,) = struct.unpack_from("<Q", tail, zip64 + 40)
    if length > _MAX_DIRECTORY or (entries > _MAX_ENTRIES and entries != 0xFFFF):
        raise ValueError(f"its directory is over the limit of {_MAX_ENTRIES} entries")


class _Resource(msgspec.Struct):
    path: str = ""
    hash: str = ""


class _Datapackage(msgspec.Struct):
    resources: list[_Resource] = []


def _stated_digests(package: zipfile.ZipFile) -> dict[str, str]:
    """SHA-256 of the entries by name, as datapackage.json states them; none when it is not there."""
    try:
        with package.open("datapackage.json") as stream:
            content = stream.read(_MAX_DATAPACKAGE)
    except KeyError:
        return {}
    resources = msgspec.json.decode(content, type=_Datapackage).resources
    return {resource.path: resource.hash.removeprefix("sha256:") for resource in resources if resource.hash.startswith("sha256:")}


def _verify(package: zipfile.ZipFile, entry: zipfile.ZipInfo, stated: str) -> None:
    """Raises ValueError when an entry is not what datapackage.json states."""
    if not stated:
        return
    digest = hashlib.sha256()
    with package.open(entry) as stream:
        while chunk := stream.read(1 << 16):
            digest.update(chunk)
        if digest.hexdigest() != stated:
            raise ValueError(f"{entry.filename} is not what datapackage.json states")
