"""Every command through the real command line, with the input that it must refuse."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import Result

from crawler.folder import DataFolder
from crawler.sample import SampleServer, SampleSite
from crawler.source import BUILT_IN, load_sources
from tests.conftest import ROOT, Foi, foi_process
from tests.records import VARYING

LETTER = """Leave this site
We use some essential cookies to make our website work.
This site is a beta, which means that it's a work in progress.
Freedom of information request reference no: 01.FOI.23.012345
I note you seek access to the following information:
Please tell me how many police dogs retired in 2022.
For each dog:
1. Its breed
2. Its age
I have today decided to disclose some of the requested information. Some data has been withheld under the following exemptions:
Section 40(2) & 40(3A)(a) – Personal Information
Reason for decision
Section 40 is an absolute exemption, so no public interest test is required. Handlers could be known by their dogs.
Disclosure
Please find the attached table.
"""


def parsed(result: Result) -> object:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(result: Result, code: int, *words: str) -> None:
    """The result is one clear error: its exit code, its words, no traceback."""
    assert result.exit_code == code, result.output
    for word in words:
        assert word in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    return path


def test_import_show_search_export(foi: Foi, letter: Path) -> None:
    imported = foi("import", str(letter), "--source", "met-police")
    assert imported.exit_code == 0, imported.output
    assert imported.stdout == "met-police/01.FOI.23.012345\n"
    record = parsed(foi("show", "01.FOI.23.012345", "--format", "json"))
    assert isinstance(record, dict)
    assert record["authority"] == "Metropolitan Police Service"
    assert [e["citation"] for e in record["exemptions"] if e["status"] == "relied_on"] == ["FOIA s.40(2)", "FOIA s.40(3A)(a)"]
    assert record["questions"] == ["Its breed", "Its age"]
    assert "cookie" not in record["text"]
    found = parsed(foi("search", 'exemption:40(3A) "police dogs"', "--format", "json"))
    assert isinstance(found, dict)
    (hit,) = found["hits"]
    assert [hit["snippet"][start:end] for start, end in hit["highlights"]] == ["police dogs"]
    table = foi("search", "dogs", "--format", "table")
    assert "*dogs*" in table.stdout
    exported = foi("export")
    assert json.loads(exported.stdout)["id"] == record["id"]
    rows = list(csv.DictReader(io.StringIO(foi("export", "--format", "csv").stdout)))
    assert [row["exemptions"] for row in rows] == ["FOIA s.40(2); FOIA s.40(3A)(a)"]


def test_the_same_page_imported_twice_is_one_version(foi: Foi, letter: Path) -> None:
    for _ in range(2):
        foi("import", str(letter), "--source", "met-police")
    record = parsed(foi("show", "01.FOI.23.012345", "--format", "json"))
    assert isinstance(record, dict)
    assert record["version"] == 1


def test_import_a_folder_and_a_warc(foi: Foi, collected: DataFolder, tmp_path: Path) -> None:
    """A WARC file of our own crawl, in another data folder, gives the same records as the crawl; so do saved pages."""
    other = tmp_path / "other"
    warcs = [str(path) for path in collected.archive.rglob("*.warc.gz")]
    done = foi("import", *warcs, data=other)
    assert done.exit_code == 0, done.output
    assert len(done.stdout.splitlines()) == 77
    assert _records(foi("export", data=other)) == _records(foi("export"))
    pages = tmp_path / "pages"
    pages.mkdir()
    site = SampleSite(forces=["gwyrfai"])
    for number, url in enumerate(site.letters):
        (pages / f"{number}.html").write_bytes(
            site.answer(url).body.replace(b"</head>", f'<link rel="canonical" href="{url}"></head>'.encode())
        )
    saved = foi("import", str(pages), data=tmp_path / "third")
    assert saved.exit_code == 0, saved.output
    assert len(saved.stdout.splitlines()) == 25


def _records(result: Result) -> list[dict[str, object]]:
    return [{name: value for name, value in json.loads(line).items() if name not in VARYING} for line in result.stdout.splitlines()]


def test_parse_prints_and_stores_nothing(foi: Foi, letter: Path, folder: DataFolder) -> None:
    result = parsed(foi("parse", str(letter), "--source", "met-police", "--format", "json"))
    assert isinstance(result, dict)
    assert set(result) == {"disclosures", "follow", "warnings"}
    assert result["disclosures"][0]["decision"] == "disclosed-in-part"
    from_pipe = parsed(foi("parse", "-", "--format", "json", input=LETTER.encode()))
    assert isinstance(from_pipe, dict)
    assert from_pipe["disclosures"][0]["reference"] == "01.FOI.23.012345"
    assert "Relied on" in foi("parse", str(letter), "--source", "met-police", "--format", "table").stdout
    assert not folder.root.exists()


@pytest.mark.parametrize(("last_folder", "published"), [("june-2024", "2024-06"), ("disclosure-2024", None)])
def test_the_address_of_a_police_site_that_nobody_knows_tells_the_month(foi: Foi, last_folder: str, published: str | None) -> None:
    url = f"https://www.absent.police.example/foi-ai/absent-police/disclosure-2024/{last_folder}/pier-lamps/"
    result = parsed(foi("parse", "-", "--url", url, "--format", "json", input=LETTER.encode()))
    assert isinstance(result, dict)
    assert [disclosure["date_published"] for disclosure in result["disclosures"]] == [published]


def test_parse_a_list_page(foi: Foi) -> None:
    site = SampleSite(forces=["gwyrfai"])
    url = "http://www.gwyrfai.police.example/foi-ai/af/accessing-information/published-items/"
    result = parsed(foi("parse", "-", "--url", url, "--format", "json", input=site.answer(url).body))
    assert isinstance(result, dict)
    assert [follow["kind"] for follow in result["follow"]] == ["detail"] * 10 + ["list"]


# -- input that must be refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "code", "words"),
    [
        ("page.html", b"%PDF-1.7 binary", 1, ["not text or HTML"]),
        ("page.txt", b"", 1, ["empty"]),
        ("page.html", b"<html><body><main></main></body></html>", 1, ["no text"]),
        ("page.txt", b"Hello world, this is no disclosure at all.", 1, ["no reference, request, decision or exemption"]),
        ("page.html", b"<html><title>Just a moment...</title></html>", 1, ["challenge"]),
        ("page.html", b"<p>The site is currently unavailable.</p>", 1, ["maintenance"]),
        ("crawl.warc.gz", b"\x1f\x8b\x08\x00broken", 1, ["cannot be read"]),
        ("crawl.warc", b"WARC/1.0\r\nbroken", 1, ["cannot be read"]),
    ],
)
def test_bad_files_get_one_sentence(foi: Foi, tmp_path: Path, name: str, content: bytes, code: int, words: list[str]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused(foi("import", str(path), "--source", "met-police"), code, *words)


def test_a_page_of_50_mb_is_refused_unread(foi: Foi, tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    refused(foi("import", str(path), "--source", "met-police"), 1, "50 MB", "limit")
    refused(foi("parse", str(path)), 1, "50 MB")


def test_a_list_given_as_a_disclosure(foi: Foi, tmp_path: Path) -> None:
    path = tmp_path / "list.html"
    path.write_bytes(
        SampleSite(forces=["gwyrfai"]).answer("http://www.gwyrfai.police.example/foi-ai/af/accessing-information/published-items/").body
    )
    refused(foi("import", str(path), "--source", "gwyrfai-police"), 1, "a list of 10 pages", "foi crawl gwyrfai-police")


def test_a_broken_encoding_is_read_as_far_as_it_goes(foi: Foi, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(LETTER.encode() + "Pwllheli tŷ dŵr ’x’ ".encode() + b"\xc5\xff")
    assert foi("import", str(path), "--source", "met-police").exit_code == 0
    record = parsed(foi("show", "01.FOI.23.012345", "--format", "json"))
    assert isinstance(record, dict)
    assert any("could not be decoded" in warning for warning in record["warnings"])


def test_a_good_file_is_kept_when_another_is_bad(foi: Foi, letter: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_bytes(b"%PDF")
    result = foi("import", str(bad), str(letter), "--source", "met-police")
    assert result.exit_code == 1
    assert "met-police/01.FOI.23.012345" in result.output
    assert foi("show", "01.FOI.23.012345").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["crawl", "met-polise"], 2, ["no source 'met-polise'", "met-police"]),
        (["import", "nothing-here.html", "--source", "met-police"], 2, ["nothing-here.html"]),
        (["import", ".", "--source", "nobody"], 2, ["no source"]),
        (["search", "x"], 1, ["nothing has been collected", "foi demo"]),
        (["show", "x"], 1, ["nothing has been collected"]),
        (["export"], 1, ["nothing has been collected"]),
        (["index"], 1, ["nothing has been collected"]),
        (["sources", "show", "nobody"], 2, ["no source"]),
        (["changes", "--since", "yesterday"], 2, ["2024-05-01"]),
        (["no-such-command"], 2, ["No such command"]),
    ],
)
def test_wrong_usage_and_an_empty_folder(
    foi: Foi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], code: int, words: list[str]
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    refused(foi(*arguments), code, *words)


def test_a_damaged_index_is_refused_and_made_again(foi: Foi, collected: DataFolder) -> None:
    segment = next(collected.index.rglob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-10])
    refused(foi("search", "drone"), 1, "damaged", "foi index --rebuild")
    refused(foi("index", "--verify"), 1, "not as it was written")
    assert foi("index").exit_code == 0
    assert foi("index", "--rebuild").exit_code == 0
    assert foi("search", "police").exit_code == 0
    assert foi("index", "--verify").exit_code == 0


def test_no_index_yet(foi: Foi, collected: DataFolder) -> None:
    before = foi("search", "police", "--format", "json").stdout
    shutil.rmtree(collected.index)
    refused(foi("search", "police"), 1, "no index yet", "foi index")
    refused(foi("index", "--verify"), 1, "no index")
    assert foi("index", "--rebuild").exit_code == 0
    assert foi("search", "police", "--format", "json").stdout == before


def test_a_query_that_cannot_be_understood(foi: Foi, collected: DataFolder) -> None:
    refused(foi("search", '"open phrase'), 2, "quotation mark", '"open phrase', "^^^")


def test_a_second_writer_is_told(foi: Foi, collected: DataFolder) -> None:
    with collected.writing("foi crawl gwyrfai-police"):
        refused(foi("index"), 1, "foi crawl gwyrfai-police", "wait for it")
        assert foi("search", "police").exit_code == 0, "readers are not kept out"


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="a small disk needs root to be mounted")
def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f"mount -t tmpfs -o size=600k tmpfs {disk} && {sys.executable} -m search_cli --data {disk}/data crawl gwyrfai-police; code=$?; cp -r {disk}/data {tmp_path}/kept; exit $code"
    with SampleServer(SampleSite(copies=6, forces=["gwyrfai"])) as server:
        done = subprocess.run(
            ["unshare", "-m", "sh", "-c", script],
            cwd=ROOT,
            env={**os.environ, **server.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if "mount" in done.stderr:
            pytest.skip("no right to mount here")
        assert done.returncode == 1
        assert "No space left" in done.stderr or "disk is full" in done.stderr or "full" in done.stderr
        assert "Traceback" not in done.stderr
        written = sum(
            line.endswith(b"\n")
            for path in (tmp_path / "kept" / "items").rglob("2*Z.jsonl")
            for line in path.read_bytes().splitlines(keepends=True)
        )
        assert written > 10
        again = foi_process(tmp_path / "kept", "crawl", "gwyrfai-police", environment=server.environment)
    assert again.returncode == 0, again.stderr
    assert len(foi_process(tmp_path / "kept", "export").stdout.splitlines()) == 25 * 6


# -- the rest of the commands ---------------------------------------------------------------------------------------------------------


def test_demo(tmp_path: Path) -> None:
    done = foi_process(tmp_path / "data", "demo")
    assert done.returncode == 0, done.stderr
    assert "facial recognition" in done.stdout
    assert "blocked" in done.stderr
    assert "Try next:" in done.stderr
    told = re.search(r"holds (?P<disclosures>\d+) disclosures from (?P<platforms>\d+) platforms", done.stderr)
    assert told
    rows = [json.loads(line) for line in foi_process(tmp_path / "data", "export").stdout.splitlines()]
    assert int(told["disclosures"]) == len(rows) >= 100
    parts = load_sources(BUILT_IN[1:])
    assert {row["source"] for row in rows} == parts.keys() - {"thornbeck-police"}, (
        "every part of the sample site but the one that turns us away"
    )
    assert int(told["platforms"]) == len({source.platform for source in parts.values()}) >= 7


def test_watch(foi: Foi, collected: DataFolder, letter: Path) -> None:
    assert foi("watch", "add", "dogs", "dogs OR drones").exit_code == 0
    refused(foi("watch", "add", "dogs", "x"), 1, "already")
    refused(foi("watch", "add", "bad", "decision:nope"), 2, "no such value")
    assert [json.loads(line)["query"] for line in foi("watch", "list", "--format", "jsonl").stdout.splitlines()] == ["dogs OR drones"]
    assert parsed(foi("watch", "run", "--format", "json")) == [{"name": "dogs", "query": "dogs OR drones", "news": []}]
    foi("import", str(letter), "--source", "met-police")
    peeked = parsed(foi("watch", "run", "--peek", "--format", "json"))
    told = parsed(foi("watch", "run", "dogs", "--format", "json"))
    assert peeked == told
    assert isinstance(told, list)
    assert [(news["event"], news["reference"]) for news in told[0]["news"]] == [("new", "01.FOI.23.012345")]
    assert "0 new" in foi("watch", "run", "--format", "text").stdout
    refused(foi("watch", "run", "cats"), 1, "no watch 'cats'")
    assert foi("watch", "remove", "dogs").exit_code == 0


def test_changes_and_runs(foi: Foi, collected: DataFolder) -> None:
    rows = [
        json.loads(line) for line in foi("changes", "--since", "1d", "--source", "gwyrfai-police", "--format", "jsonl").stdout.splitlines()
    ]
    assert len(rows) == 25
    assert {row["kind"] for row in rows} == {"new"}
    assert "Gwyrfai Police" in foi("changes", "--format", "table").stdout
    assert foi("changes", "--since", "2999-01-01").stdout == ""
    runs = [json.loads(line) for line in foi("runs", "--format", "jsonl").stdout.splitlines()]
    assert {(run["status"], run["new"]) for run in runs} == {("complete", 25), ("complete", 2)}
    assert "gwyrfai-police" in foi("runs", "--format", "table").stdout


def test_show_older_versions_and_unknown_names(foi: Foi, collected: DataFolder) -> None:
    refused(foi("show", "99.NOPE"), 1, "no disclosure has", "foi search")
    refused(foi("show", "01.FOI.22.025071", "--version", "9"), 1, "no version 9")
    assert "Authority" in foi("show", "01.FOI.22.025071", "--format", "table").stdout


def test_export_to_a_file(foi: Foi, collected: DataFolder, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert foi("export", "--format", "csv", "--source", "gwyrfai-police", "-o", str(path)).exit_code == 0
    with path.open(newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 25


@pytest.mark.parametrize(("arguments", "loaded"), [(["--help"], []), (["show", "x"], []), (["search", "police"], ["numpy"])])
def test_a_whole_process_loads_only_what_it_needs(collected: DataFolder, arguments: list[str], loaded: list[str]) -> None:
    """The start-up time itself is measured by tests/bench; here stands what keeps it short."""
    code = f"import sys; sys.argv = ['foi', '--data', {str(collected.root)!r}, *{arguments!r}]\ntry:\n    import search_cli.__main__\nexcept SystemExit: pass\nprint('LOADED', [name for name in ('scrapy', 'twisted', 'bs4', 'warcio', 'lxml', 'whoosh', 'numpy', 'rich') if name in sys.modules])"
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == f"LOADED {loaded}", (
        f"{done.stdout[-300:]} {done.stderr[-300:]} after {time.monotonic() - started:.1f} s"
    )
