import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.archive import MANIFEST, WARC, Fetched, RunArchive, SourceArchive, recover
from crawler.errors import ArchiveDamaged
from crawler.foreign import captures

URL = "https://www.example.org/foi-ai/x-police/disclosure-2024/may-2024/a/"
NOW = "2026-01-02T03:04:05Z"


def fetched(body: bytes, url: str = URL, status: int = 200, headers: list[tuple[str, str]] | None = None) -> Fetched:
    return Fetched(url, status, headers or [("Content-Type", "text/html")], body, NOW, "detail", context={"title": "A"})


def run(archive: SourceArchive, name: str) -> RunArchive:
    return RunArchive(archive, name, software="test", description="a test")


def check(*files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", *map(str, files)], capture_output=True, text=True, check=False
    )


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    writer = run(archive, "r1")
    zipped = gzip.compress("<p>caffè</p>".encode())
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("ETag", '"1"'),
        ("Transfer-Encoding", "chunked"),
    ]
    writer.keep(fetched(zipped, headers=headers))
    writer.keep(fetched(b"gone", URL + "b/", 404))
    writer.keep_error(URL + "c/", "detail", NOW, "timed out")
    writer.close()
    entries = list(archive.entries("r1"))
    assert [(entry.kind, entry.status, entry.error) for entry in entries] == [
        ("warcinfo", 0, ""),
        ("detail", 200, ""),
        ("detail", 404, ""),
        ("detail", 0, "timed out"),
    ]
    assert entries[1].etag == '"1"'
    page = archive.page("r1", entries[1])
    assert (page.text, page.url, page.fetched_at, page.context) == ("<p>caffè</p>", URL, NOW, {"title": "A"})
    assert page.record == f"r1/{entries[1].offset}"
    assert [page.status for _, page in archive.pages("r1")] == [200, 404]
    assert check(tmp_path / "r1" / WARC).returncode == 0


def test_runs_of_one_second_come_in_the_order_in_which_they_began(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    names = ["20260102T030405Z", *(f"20260102T030405Z-{number}" for number in (2, 9, 10, 11)), "20260102T030406Z"]
    for name in reversed(names):
        writer = run(archive, name)
        writer.keep(fetched(b"a page"))
        writer.close()
    assert archive.runs() == names


def test_the_same_body_again_is_a_revisit(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    first = run(archive, "r1")
    original = first.keep(fetched(b"<p>same</p>"))
    first.close()
    second = run(archive, "r2")
    again = second.keep(fetched(b"<p>same</p>"))
    unchanged = second.keep_unchanged(URL, "r1", original, NOW, {})
    second.close()
    assert again.original == unchanged.original == f"r1/{original.offset}"
    assert archive.page("r2", again).body == archive.page("r2", unchanged).body == b"<p>same</p>"
    with (tmp_path / "r2" / WARC).open("rb") as stream:
        kinds = [record.rec_type for record in ArchiveIterator(stream)]
    assert kinds == ["warcinfo", "revisit", "revisit"]
    assert check(tmp_path / "r2" / WARC).returncode == 0


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_kill_costs_only_what_was_half_written(tmp_path: Path, cut: int) -> None:
    archive = SourceArchive(tmp_path)
    writer = run(archive, "r1")
    kept = writer.keep(fetched(b"<p>kept</p>"))
    writer.keep(fetched(b"<p>" + os.urandom(400).hex().encode()))
    writer.close()
    warc, manifest = tmp_path / "r1" / WARC, tmp_path / "r1" / MANIFEST
    lines = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(b"".join(lines[:-1]) + lines[-1][:cut])
    warc.write_bytes(warc.read_bytes()[:-cut])
    recover(tmp_path / "r1")
    assert [entry.offset for entry in archive.entries("r1")][-1] == kept.offset
    assert warc.stat().st_size == kept.offset + kept.length
    assert archive.page("r1", kept).body == b"<p>kept</p>"
    assert check(warc).returncode == 0


def test_a_damaged_record_is_named(tmp_path: Path) -> None:
    archive = SourceArchive(tmp_path)
    writer = run(archive, "r1")
    entry = writer.keep(fetched(b"<p>kept</p>"))
    writer.close()
    warc = tmp_path / "r1" / WARC
    warc.write_bytes(warc.read_bytes()[: entry.offset + 3])
    with pytest.raises(ArchiveDamaged, match=r"pages\.warc\.gz"):
        archive.page("r1", entry)


def foreign(path: Path, *, zipped: bool) -> Path:
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=zipped)
        for number in range(3):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
            body = gzip.compress(f"<p>page {number}</p>".encode())
            writer.write_record(
                writer.create_warc_record(f"{URL}{number}/", "response", payload=io.BytesIO(body), length=len(body), http_headers=headers)
            )
            writer.write_record(writer.create_warc_record(f"{URL}{number}/", "request", payload=io.BytesIO(b""), http_headers=headers))
    return path


@pytest.mark.parametrize("zipped", [True, False])
def test_anyones_warc_is_read(tmp_path: Path, zipped: bool) -> None:
    pages = list(captures(foreign(tmp_path / "a.warc.gz", zipped=zipped)))
    assert [page.fetched.body for page in pages] == [b"<p>page 0</p>", b"<p>page 1</p>", b"<p>page 2</p>"]
    assert pages[0].fetched.header("content-encoding") == "", "the body is given decoded"


@pytest.mark.parametrize("zipped", [True, False])
def test_a_truncated_warc_gives_what_is_whole_and_says_so(tmp_path: Path, zipped: bool) -> None:
    path = foreign(tmp_path / "a.warc.gz", zipped=zipped)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.6)])
    pages = captures(path)
    assert next(pages).fetched.body == b"<p>page 0</p>"
    with pytest.raises(ArchiveDamaged, match="cannot be read past record"):
        list(pages)
