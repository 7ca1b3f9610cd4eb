"""Ways in besides the live site: web archives of other tools, folders with a list of addresses."""

import gzip
import io
import json
import os
import shlex
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler import foreign
from crawler.folder import DataFolder
from crawler.sample import SampleServer, SampleSite
from tests.conftest import ROOT, Foi, foi_process
from tests.records import VARYING

LETTER = next(iter(SampleSite(forces=["gwyrfai"]).letters))


def page(words: str = "") -> bytes:
    """One letter of the sample site, with words of a certain edition in it."""
    return SampleSite(forces=["gwyrfai"]).answer(LETTER).body.replace(b"</main>", f"<p>{words}</p></main>".encode())


def records(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [{name: value for name, value in json.loads(line).items() if name not in VARYING} for line in result.stdout.splitlines()]


def versions(foi: Foi, name: str) -> list[dict[str, Any]]:
    newest = json.loads(foi("show", name, "--format", "json").stdout)
    return [
        json.loads(foi("show", name, "--version", str(number), "--format", "json").stdout) for number in range(1, newest["version"])
    ] + [newest]


def edition(record: dict[str, Any]) -> str:
    return next((word for word in ("first edition", "second edition", "third edition") if word in record["text"]), "")


class Warc:
    """A WARC file being written with the library that most tools use."""

    def __init__(self, path: Path, *, zipped: bool = True) -> None:
        self.path = path
        self._stream = path.open("wb")
        self._writer = WARCWriter(self._stream, gzip=zipped)

    def add(self, kind: str, body: bytes, date: str, *, url: str = LETTER, headers: Iterable[tuple[str, str]] = ()) -> "Warc":
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
        if kind == "request":
            http = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x")], is_http_request=True)
        self._writer.write_record(
            self._writer.create_warc_record(
                url,
                kind,
                payload=io.BytesIO(body),
                length=len(body),
                http_headers=http if kind in ("request", "response") else None,
                warc_content_type={"resource": "text/html", "metadata": "text/plain"}.get(kind, ""),
                warc_headers_dict={"WARC-Date": date},
            )
        )
        return self

    def revisit(self, digest: str, date: str, refers_to: str) -> "Warc":
        self._writer.write_record(
            self._writer.create_revisit_record(LETTER, digest, LETTER, refers_to, warc_headers_dict={"WARC-Date": date})
        )
        return self

    def close(self) -> Path:
        self._stream.close()
        return self.path


@pytest.mark.parametrize("zipped", [True, False])
def test_wget_of_the_sample_site_gives_the_records_of_the_crawl(foi: Foi, tmp_path: Path, zipped: bool) -> None:
    if not shutil.which("wget"):
        pytest.skip("wget is not installed")
    site = SampleSite()
    addresses = tmp_path / "addresses.txt"
    addresses.write_text("\n".join(url for url in site.letters if "severnshire" in url or "northmoor" in url))
    with SampleServer(site) as server:
        done = foi_process(tmp_path / "crawled", "crawl", "severnshire-police", "northmoor-police", environment=server.environment)
        assert done.returncode == 0, done.stderr
        subprocess.run(
            ["wget", "-q", "--warc-file=log", "-O", "/dev/null", "-i", str(addresses), *([] if zipped else ["--no-warc-compression"])],
            env={**os.environ, **server.environment},
            cwd=tmp_path,
            check=True,
        )
    (warc,) = tmp_path.glob("log.warc*")
    imported = foi("import", str(warc))
    assert imported.exit_code == 0, imported.output
    crawled = records(foi("export", data=tmp_path / "crawled"))
    assert len(crawled) > 40
    assert records(foi("export")) == crawled
    # The crawl knows what its lists say too; that is no other edition.
    again = foi("import", str(warc), data=tmp_path / "crawled")
    assert again.stderr.count(": 25 unchanged; run") == 2, again.stderr


@pytest.mark.parametrize("zipped", [True, False])
def test_captures_of_one_page_become_versions_in_order_of_time(foi: Foi, tmp_path: Path, zipped: bool) -> None:
    warc = Warc(tmp_path / "a.warc.gz", zipped=zipped)
    warc.add("request", b"", "2021-01-01T00:00:00Z").add("metadata", b"via: x", "2021-01-01T00:00:00Z")
    warc.add("response", page("second edition"), "2021-01-01T00:00:00.250Z")
    compressed = gzip.compress(page("first edition"))
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(compressed), compressed)
    warc.add("response", chunks, "2019-05-01T00:00:00Z", headers=[("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")])
    warc.add("resource", page("third edition"), "2023-01-01T00:00:00Z")
    done = foi("import", str(warc.close()))
    assert done.exit_code == 0, done.output
    name = done.stdout.splitlines()[0]
    found = versions(foi, name)
    assert [(edition(record), record["provenance"]["fetched_at"]) for record in found] == [
        ("first edition", "2019-05-01T00:00:00Z"),
        ("second edition", "2021-01-01T00:00:00Z"),
        ("third edition", "2023-01-01T00:00:00Z"),
    ]
    assert found[-1]["first_seen"] == "2019-05-01T00:00:00Z"
    assert foi("reparse").exit_code == 0
    assert [edition(record) for record in versions(foi, name)] == [edition(record) for record in found]


def test_a_revisit_says_that_the_page_was_as_before(foi: Foi, tmp_path: Path) -> None:
    digests = {}
    for words in ("first edition", "second edition"):
        digests[words] = "sha1:" + _base32(page(words))
    warc = Warc(tmp_path / "a.warc.gz")
    warc.add("response", page("first edition"), "2019-01-01T00:00:00Z").revisit(
        digests["first edition"], "2020-01-01T00:00:00Z", "2019-01-01T00:00:00Z"
    )
    warc.add("response", page("second edition"), "2021-01-01T00:00:00Z")
    warc.revisit("sha1:OTHER", "2022-01-01T00:00:00Z", "2019-01-01T00:00:00Z").revisit(
        "sha1:NONE", "2023-01-01T00:00:00Z", "1999-01-01T00:00:00Z"
    )
    done = foi("import", str(warc.close()))
    assert done.exit_code == 0, done.output
    assert "1 passed over: a repeat of a capture that is not in these files" in done.stderr
    found = versions(foi, done.stdout.splitlines()[0])
    assert [(edition(record), record["first_seen"], record["last_seen"]) for record in found[:2]] == [
        ("first edition", "2019-01-01T00:00:00Z", "2020-01-01T00:00:00Z"),
        ("second edition", "2021-01-01T00:00:00Z", "2021-01-01T00:00:00Z"),
    ]
    assert [edition(record) for record in found[2:]] == ["first edition"], "it was put back"


def _base32(body: bytes) -> str:
    import base64
    import hashlib

    return base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def test_a_capture_between_two_sightings_of_one_version(foi: Foi, tmp_path: Path) -> None:
    """Published, edited and put back: an import of the middle splits what looked like one version."""
    for number, (words, date) in enumerate((("first edition", "2019"), ("first edition", "2023"), ("second edition", "2021"))):
        assert (
            foi("import", str(Warc(tmp_path / f"{number}.warc").add("response", page(words), f"{date}-01-01T00:00:00Z").close())).exit_code
            == 0
        )
    name = json.loads(foi("export").stdout)["id"]
    found = versions(foi, name)
    assert [edition(record) for record in found] == ["first edition", "second edition", "first edition"]
    assert [record["last_seen"][:4] for record in found] == ["2019", "2021", "2023"]
    events = [json.loads(line) for line in foi("changes", "--since", "2000-01-01", "--format", "jsonl").stdout.splitlines()]
    assert [(event["kind"], event["version"], event["detail"]) for event in events] == [
        ("new", 1, ""),
        ("earlier", 2, "captured 2021-01-01T00:00:00Z"),
    ]


def test_an_older_capture_leaves_what_the_crawl_found_current(foi: Foi, collected: DataFolder, tmp_path: Path) -> None:
    before = records(foi("export"))
    warc = Warc(tmp_path / "a.warc.gz").add("response", page("first edition"), "2019-05-01T00:00:00Z").close()
    done = foi("import", str(warc))
    name = done.stdout.strip()
    found = versions(foi, name)
    assert [edition(record) for record in found] == ["first edition", ""]
    after = records(foi("export"))
    assert [{**record, "version": 1} for record in after] == before
    assert found[0]["provenance"]["witness"] == ""


def test_a_whole_file_in_one_gzip_member(foi: Foi, tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc", zipped=False)
    plain = warc.add("response", page(), "2019-01-01T00:00:00Z").add("response", page("x"), "2020-01-01T00:00:00Z").close()
    zipped = tmp_path / "a.warc.gz"
    zipped.write_bytes(gzip.compress(plain.read_bytes()))
    done = foi("import", str(zipped))
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 2


def test_a_truncated_archive_gives_what_is_whole(foi: Foi, tmp_path: Path) -> None:
    warc = (
        Warc(tmp_path / "a.warc.gz")
        .add("response", page(), "2019-01-01T00:00:00Z")
        .add("response", os.urandom(9000), "2020-01-01T00:00:00Z")
        .close()
    )
    warc.write_bytes(warc.read_bytes()[:-4000])
    done = foi("import", str(warc))
    assert done.exit_code == 1
    assert len(done.stdout.splitlines()) == 1
    assert "a.warc.gz cannot be read past record 2" in done.stderr
    assert "the records before it were taken" in done.stderr


def test_a_content_encoding_that_is_not_read_is_said(foi: Foi, tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz").add("response", b"\x28\xb5\x2f\xfd", "2019-01-01T00:00:00Z", headers=[("Content-Encoding", "zstd")])
    done = foi("import", str(warc.close()))
    assert "1 passed over: encoded as zstd, which is not read here" in done.stderr


# -- WACZ --------------------------------------------------------------------------------------------------------------


def packed(path: Path, warcs: Iterable[Path], *, digest: str = "", extra: Iterable[tuple[str, bytes]] = ()) -> Path:
    """A package in the standard's layout: archive/, pages/pages.jsonl, datapackage.json."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        resources = []
        for warc in warcs:
            name = f"archive/{warc.name}"
            package.write(warc, name)
            resources.append({"name": warc.name, "path": name, "hash": f"sha256:{digest or sha256(warc.read_bytes()).hexdigest()}"})
        package.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}\n')
        package.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}))
        for name, content in extra:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


@pytest.mark.parametrize("tool", ["wacz", "our own"])
def test_a_wacz_gives_the_records_of_the_crawl(foi: Foi, collected: DataFolder, tmp_path: Path, tool: str) -> None:
    warcs = [shutil.copy(path, tmp_path / f"{path.parent.parent.name}.warc.gz") for path in collected.archive.rglob("*.warc.gz")]
    package = tmp_path / "log.wacz"
    if tool == "our own":
        packed(package, map(Path, warcs))
    elif shutil.which("wacz"):
        subprocess.run(["wacz", "create", "-o", str(package), *map(str, warcs)], check=True, capture_output=True)
    else:
        pytest.skip("the wacz tool is not on PATH: pip install wacz, in an environment of its own")
    done = foi("import", str(package), data=tmp_path / "other")
    assert done.exit_code == 0, done.output
    assert records(foi("export", data=tmp_path / "other")) == records(foi("export"))


def test_names_in_a_package_lead_nowhere(foi: Foi, tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz").add("response", page(), "2019-01-01T00:00:00Z").close()
    inside = tmp_path / "inside"
    inside.mkdir()
    package = packed(inside / "x.wacz", [warc], extra=[("archive/../../../evil.warc.gz", b"x"), ("/etc/evil", b"x")])
    done = foi("import", str(package))
    assert done.exit_code == 1
    assert "evil.warc.gz, cannot be read" in done.stderr
    assert not [path for path in tmp_path.rglob("*evil*") if path != package]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path, warc: path.write_bytes(b"not a zip"), "it is no zip file"),
        (lambda path, warc: packed(path, []), "no archive/*.warc.gz"),
        (lambda path, warc: packed(path, [warc], digest="0" * 64), "is not what datapackage.json states"),
        (lambda path, warc: packed(path, [warc], extra=[(f"x/{number}", b"") for number in range(10_000)]), "over the limit of 10000"),
        (lambda path, warc: packed(path, [warc], extra=[("archive/bomb.warc", bytes(20_000_000))]), "200 times its size"),
        (lambda path, warc: packed(path, [warc], extra=[("archive/bomb.warc.gz", gzip.compress(bytes(20_000_000)))]), "200 times its size"),
        (lambda path, warc: packed(path, [warc]).write_bytes(path.read_bytes()[:-30]), "it is no zip file"),
    ],
)
def test_bad_packages_get_one_sentence(foi: Foi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Any, words: str) -> None:
    monkeypatch.setattr(foreign, "_FREE_GROWTH", 1_000_000)
    warc = Warc(tmp_path / "a.warc.gz").add("response", page(), "2019-01-01T00:00:00Z").close()
    package = tmp_path / "x.wacz"
    make(package, warc)
    done = foi("import", str(package))
    assert done.exit_code == 1, done.output
    assert words in done.stderr
    assert "Traceback" not in done.output


# -- a folder with a list of addresses ---------------------------------------------------------------------------------


def test_a_folder_with_a_list_of_addresses(foi: Foi, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "old").mkdir(parents=True)
    (pages / "new.html").write_bytes(page("second edition"))
    (pages / "old" / "a.htm").write_bytes(page("first edition"))
    (pages / "not-listed.html").write_bytes(page("third edition"))
    listed = tmp_path / "urls.csv"
    listed.write_text(
        f"file,url,captured\nnew.html,{LETTER}#top,2023-01-01T12:00:00+01:00\nold/a.htm,{LETTER},2019-05-01\n", encoding="utf-8-sig"
    )
    done = foi("import", str(pages), "--urls", str(listed))
    assert done.exit_code == 0, done.output
    found = versions(foi, done.stdout.splitlines()[0])
    assert [(edition(record), record["url"], record["provenance"]["fetched_at"]) for record in found] == [
        ("first edition", LETTER, "2019-05-01T00:00:00Z"),
        ("second edition", LETTER, "2023-01-01T11:00:00Z"),
    ]
    assert found[-1]["source"] == "gwyrfai-police", "the address tells the source"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,address\n", ["no columns file and url", "file,url,captured"]),
        ("file,url\n", ["lists no file"]),
        (f"file,url\n../secret.html,{LETTER}\n", ["line 2", "is not in"]),
        (f"file,url\n/etc/passwd,{LETTER}\n", ["line 2", "is not in"]),
        (f"file,url\na.pdf,{LETTER}\n", ["line 2", "no saved page"]),
        ("file,url\na.html,somewhere\n", ["line 2", "not a web address"]),
        (f"file,url,captured\na.html,{LETTER},last May\n", ["line 2", "'last May' is no day or time"]),
        (f"file,url\na.html,{LETTER}\n", ["a.html", "No such file"]),
    ],
)
def test_bad_lists_get_one_sentence(foi: Foi, tmp_path: Path, content: str, words: list[str]) -> None:
    (tmp_path / "pages").mkdir()
    listed = tmp_path / "urls.csv"
    listed.write_text(content)
    done = foi("import", str(tmp_path / "pages"), "--urls", str(listed))
    assert done.exit_code == 2
    assert all(word in done.output for word in words), done.output
    assert "Traceback" not in done.output


def test_the_examples_of_the_readme(foi: Foi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of the README's section that read files, as typed, beside such files; test_wayback.py runs the last one's options."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("### Ways in besides the live site")[1].split("```")[1]
    lines = [line.split("#")[0].strip() for line in section.splitlines() if line.startswith("foi import")]
    assert len(lines) == 3
    Warc(tmp_path / "log.warc.gz").add("response", page("first edition"), "2019-01-01T00:00:00Z").close()
    packed(tmp_path / "site.wacz", [Warc(tmp_path / "b.warc.gz").add("response", page("second edition"), "2021-01-01T00:00:00Z").close()])
    (tmp_path / "saved-pages").mkdir()
    (tmp_path / "saved-pages" / "a.html").write_bytes(page("third edition"))
    (tmp_path / "urls.csv").write_text(f"file,url,captured\na.html,{LETTER},2023-01-01\n")
    monkeypatch.chdir(tmp_path)
    for line in lines[:2]:
        done = foi(*shlex.split(line)[1:])
        assert done.exit_code == 0, done.output
    name = json.loads(foi("export").stdout)["id"]
    assert [edition(record) for record in versions(foi, name)] == ["first edition", "second edition", "third edition"]
    asked = foi(*shlex.split(lines[2])[1:])
    assert asked.exit_code == 2
    assert "no contact is given" in asked.output, "as typed it lacks nothing but who asks"
