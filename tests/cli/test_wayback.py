"""`foi import --wayback`: against pywb itself, and against a server of ours that answers as the Wayback Machine documents it."""

import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from crawler.folder import DataFolder
from crawler.sample import SampleServer, SampleSite
from crawler.source import find_source
from crawler.wayback import Span, Wayback, prefix_of
from tests.cli.test_imports import LETTER, Warc, edition, page, records, versions
from tests.conftest import Foi, foi_process

UNLISTED = LETTER.rstrip("/") + "-that-no-list-names/"
CAPTURES = (
    (LETTER, "20190501000000", "first edition"),
    (LETTER, "20200501000000", "first edition"),
    (LETTER, "20220501000000", "second edition"),
    (UNLISTED, "20180101000000", "third edition"),
)
WHO = ("--contact", "me@example.org")


def moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


class Machine:
    """Answers as the Wayback Machine's CDX server and `id_` addresses do. `asked` lists (path, user agent, time); `ill` answers some paths otherwise."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, float]] = []
        self.ill: list[tuple[str, int, dict[str, str]]] = []
        self.page_size = 3
        machine = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                machine.asked.append((self.path, self.headers["User-Agent"], time.monotonic()))
                status, headers, body = machine.answer(self.path)
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)
        self.base = f"http://127.0.0.1:{self._http.server_address[1]}/web"

    def __enter__(self) -> "Machine":
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        for number, (part, status, headers) in enumerate(self.ill):
            if part in path:
                del self.ill[number]
                return status, headers, b""
        if path.startswith("/web/cdx?"):
            return 200, {"Content-Type": "application/json"}, self._listing({k: v[0] for k, v in parse_qs(urlsplit(path).query).items()})
        found = re.fullmatch(r"/web/(\d{14})id_/(.*)", path)
        assert found
        words = next(words for url, stamp, words in CAPTURES if (url, stamp) == (found[2], found[1]))
        return 200, {"Content-Type": "text/html", "Memento-Datetime": format_datetime(moment(found[1]), usegmt=True)}, page(words)

    def _listing(self, query: dict[str, str]) -> bytes:
        assert (query["matchType"], query["filter"], query["collapse"], query["output"]) == ("prefix", "statuscode:200", "digest", "json")
        begin, end = query.get("from", "0").ljust(14, "0"), query.get("to", "9").ljust(14, "9")
        rows = [
            ["key", stamp, url, "text/html", "200", words.upper(), "1"]
            for url, stamp, words in sorted(CAPTURES)
            if query["url"] in url and begin <= stamp <= end
        ]
        first = int(query.get("resumeKey", "0"))
        there = rows[first : first + self.page_size]
        more = [[], [str(first + self.page_size)]] if first + self.page_size < len(rows) else []
        return json.dumps([["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"], *there, *more]).encode()


@pytest.fixture
def machine() -> Iterator[Machine]:
    with Machine() as machine:
        yield machine


@pytest.fixture
def pywb(tmp_path: Path) -> Iterator[str]:
    """The address of a collection that pywb serves on loopback."""
    manager, server = shutil.which("wb-manager"), shutil.which("wayback")
    if not manager or not server:
        pytest.skip("pywb is not on PATH: pip install pywb, in an environment of its own")
    warc = Warc(tmp_path / "captures.warc.gz")
    for url, stamp, words in CAPTURES:
        warc.add("response", page(words), moment(stamp).strftime("%Y-%m-%dT%H:%M:%SZ"), url=url)
    home = tmp_path / "pywb"
    home.mkdir()
    for arguments in (["init", "foi"], ["add", "foi", str(warc.close())]):
        subprocess.run([manager, *arguments], cwd=home, check=True, capture_output=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # pywb asks itself over HTTP, so it must reach this machine past the proxy that leads the tests' processes nowhere.
    environment = {**os.environ, "no_proxy": "127.0.0.1,localhost"}
    with (
        (home / "log").open("wb") as log,
        subprocess.Popen([server, "-b", "127.0.0.1", "-p", str(port)], cwd=home, env=environment, stdout=log, stderr=log) as process,
    ):
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/foi"
        process.terminate()


@pytest.fixture(params=["pywb", "machine"])
def base(request: pytest.FixtureRequest) -> str:
    found = request.getfixturevalue(request.param)
    return found.base if isinstance(found, Machine) else str(found)


def test_history_reaches_back_before_the_first_crawl(foi: Foi, collected: DataFolder, base: str) -> None:
    before = {record["id"]: record for record in records(foi("export"))}
    done = foi("import", "--wayback", "gwyrfai-police", "--wayback-at", base, *WHO)
    assert done.exit_code == 0, done.output
    name, unlisted = sorted(set(done.stdout.split()), key=len)
    found = versions(foi, name)
    assert [edition(record) for record in found] == ["first edition", "second edition", ""]
    assert [record["provenance"]["fetched_at"][:4] for record in found[:2]] == ["2019", "2022"]
    assert found[0]["provenance"]["witness"] == f"{base}/20190501000000id_/{LETTER}"
    assert found[2]["provenance"]["witness"] == "", "what we fetched ourselves stays the newest"
    after = {record["id"]: {**record, "version": 1} for record in records(foi("export"))}
    only = after.pop(unlisted)
    assert (edition(only), only["withdrawn"]) == ("third edition", None)
    assert after == before
    # Captures that are archived already are not asked for again.
    again = foi("import", "--wayback", "gwyrfai-police", "--wayback-at", base, *WHO)
    assert (again.exit_code, again.stdout) == (0, ""), again.output
    assert "3 passed over: archived already" in again.stderr
    # A better reader reads them again, and they stay what they are.
    assert foi("reparse").exit_code == 0
    assert [record["provenance"]["witness"] for record in versions(foi, name)] == [record["provenance"]["witness"] for record in found]


def test_a_capture_is_no_evidence_of_withdrawal(foi: Foi, collected: DataFolder, machine: Machine) -> None:
    assert foi("import", "--wayback", "gwyrfai-police", "--wayback-at", machine.base, *WHO).exit_code == 0
    site = SampleSite()
    with SampleServer(site) as server:
        crawled = foi_process(collected.root, "crawl", "gwyrfai-police", environment=server.environment)
        assert crawled.returncode == 0, crawled.stderr
        assert "no longer listed" not in crawled.stderr
        # Nor did the old captures stand in for what the crawl knew of the pages.
        assert "changed" not in crawled.stderr.replace("unchanged", "")
    assert not [record for record in records(foi("export")) if record["withdrawn"]]


def test_years_and_a_limit_and_going_on(foi: Foi, machine: Machine) -> None:
    ask = ("import", "--wayback", "gwyrfai-police", "--wayback-at", machine.base, *WHO)
    assert len(foi(*ask, "--from", "2019", "--to", "2020-12-31").stdout.split()) == 1
    first = foi(*ask, "--limit", "1")
    assert len(first.stdout.split()) == 1
    assert "over the limit of 1; the same command again goes on" in first.stderr
    assert len(foi(*ask).stdout.split()) == 1
    fetched = [path for path, _, _ in machine.asked if "id_/" in path]
    assert len(fetched) == len(set(fetched)) == 3
    agents = {agent for _, agent, _ in machine.asked}
    assert len(agents) == 1
    assert re.fullmatch(r"foi-ledger/\S+ \(\+me@example\.org\)", agents.pop())


def test_requests_are_spaced(machine: Machine) -> None:
    archive = Wayback(machine.base, "me@example.org", delay=0.4)
    assert len(list(archive.captures(find_source("gwyrfai-police"), Span("www.gwyrfai.police.example/"), set()))) == 3
    times = [at for _, _, at in machine.asked]
    assert len(times) == 5
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.39
    assert Wayback("https://web.archive.org/web", "me@example.org")._delay == 2.0


@pytest.mark.parametrize(
    ("ill", "code", "taken", "words"),
    [
        (("20220501000000id_", 404, {}), 0, 2, "the archive answers HTTP 404"),
        (("20220501000000id_", 403, {}), 1, 2, "answers HTTP 403"),
        (("20220501000000id_", 429, {"Retry-After": "9999"}), 1, 2, "answers HTTP 429"),
        (("20220501000000id_", 429, {"Retry-After": "0"}), 0, 3, ""),
        (("20220501000000id_", 302, {"Location": f"/web/20190501000000id_/{LETTER}"}), 0, 2, "another capture instead"),
        (("/cdx?", 500, {}), 1, 0, "the archive answers HTTP 500"),
    ],
)
def test_an_archive_that_is_ill(
    foi: Foi, machine: Machine, ill: tuple[str, int, dict[str, str]], code: int, taken: int, words: str
) -> None:
    machine.ill.append(ill)
    done = foi("import", "--wayback", "gwyrfai-police", "--wayback-at", machine.base, *WHO)
    assert (done.exit_code, len(done.stdout.split())) == (code, taken), done.output
    assert words in done.stderr
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("source", "letter"),
    [
        ("met-police", "www.met.police.uk/foi-ai/metropolitan-police/d/july-2022/x/"),
        ("ons", "www.ons.gov.uk/aboutus/transparencyandgovernance/freedomofinformationfoi/x"),
        ("tfl", "tfl.gov.uk/corporate/transparency/freedom-of-information/foi-request-detail?referenceId=FOI-2170-1819"),
        ("jersey", "www.gov.je/government/freedomofinformation/pages/foi.aspx?ReportID=8226"),
    ],
)
def test_where_the_letters_of_a_platform_stand(source: str, letter: str) -> None:
    assert letter.startswith(prefix_of(find_source(source)))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--wayback", "gwyrfai-police"], 2, "no contact is given"),
        (["--wayback", "nobody", *WHO], 2, "no source"),
        (["--wayback", "gwyrfai-police", "--from", "then", *WHO], 2, "no year, month or day"),
        (["--wayback", "sample-ckan", *WHO], 2, "--prefix"),
        (["--wayback", "gwyrfai-police", "--wayback-at", "file:///etc", *WHO], 2, "no web address"),
        (["--wayback", "gwyrfai-police", "page.html"], 2, "--wayback SOURCE"),
        ([], 2, "--wayback SOURCE"),
        (["--wayback", "gwyrfai-police", "--wayback-at", "http://127.0.0.1:9/web", *WHO], 1, "cannot be read"),
    ],
)
def test_wrong_usage_of_wayback(foi: Foi, arguments: list[str], code: int, words: str) -> None:
    done = foi("import", *arguments)
    assert done.exit_code == code, done.output
    assert words in done.output
    assert "Traceback" not in done.output
