"""The Scrapy commands of those who keep the sources, as processes of their own, against the sample site on loopback."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from crawler.folder import DataFolder
from crawler.runs import RunFiles, known_runs
from crawler.sample import SampleServer
from crawler.source import load_sources
from tests import forks
from tests.conftest import ROOT, foi_process

ORIGIN = "http://www.gwyrfai.police.example"
LISTING = f"{ORIGIN}/foi-ai/af/accessing-information/published-items/"
LETTER = f"{ORIGIN}/foi-ai/gwyrfai-police/disclosure-log/2025/august/foi-82525/"


def scrapy(*arguments: str, environment: Mapping[str, str] = {}) -> subprocess.CompletedProcess[str]:
    return forks.run("scrapy", *arguments, environment={**os.environ, **environment})


def test_a_page_becomes_a_fixture_that_its_own_words_complete(tmp_path: Path, site: SampleServer) -> None:
    saved = scrapy(
        "savepage", LETTER, "--case", "horses", "--context", "date=1 May 2025", "--fixtures", str(tmp_path), environment=site.environment
    )
    assert saved.returncode == 0, saved.stderr
    folder = tmp_path / "gwyrfai-police" / "detail-horses"
    assert saved.stdout.strip() == str(folder)
    assert "our own writing" in saved.stderr
    facts = json.loads((folder / "page.json").read_text())
    assert (facts["url"], facts.get("media_type", "text/html")) == (LETTER, "text/html")
    assert facts["context"] == {"date": "1 May 2025"}
    assert (folder / "body.html").read_bytes() == site.site.answer(LETTER).body
    assert [asked.url.removeprefix(ORIGIN) for asked in site.requests] == ["/robots.txt", LETTER.removeprefix(ORIGIN)]

    bare = scrapy("checkall", "--fixtures", str(tmp_path))
    assert bare.returncode == 1
    command = f"scrapy expect {folder}"
    assert command in bare.stdout
    assert command in saved.stderr
    written = scrapy(*command.split()[1:])
    assert written.stdout.strip() == str(folder / "expected.json")
    assert json.loads((folder / "expected.json").read_text())["disclosures"][0]["id"].startswith("gwyrfai-police/")
    assert str(folder) not in scrapy("checkall", "--fixtures", str(tmp_path)).stdout

    again = scrapy("savepage", LETTER, "--case", "horses", "--fixtures", str(tmp_path), environment=site.environment)
    assert (again.returncode, "is there already" in again.stderr) == (2, True)


def test_savepage_obeys_robots_txt(tmp_path: Path, site: SampleServer) -> None:
    refused = scrapy("savepage", f"{ORIGIN}/api/x", "--case", "x", "--fixtures", str(tmp_path), environment=site.environment)
    assert refused.returncode == 1
    assert "robots.txt" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert [asked.url for asked in site.requests] == [f"{ORIGIN}/robots.txt"]
    assert not list(tmp_path.iterdir())


def test_an_archived_page_becomes_a_fixture(collected: DataFolder, tmp_path: Path) -> None:
    shown = json.loads(foi_process(collected.root, "show", "825/25", "--format", "json").stdout)
    record = shown["provenance"]["record"]
    done = scrapy(
        *("savepage", record, "--source", "gwyrfai-police", "--case", "archived", "--fixtures", str(tmp_path)),
        environment={"FOI_DATA": str(collected.root)},
    )
    assert done.returncode == 0, done.stderr
    folder = Path(done.stdout.strip())
    assert scrapy("expect", str(folder)).returncode == 0
    expected = json.loads((folder / "expected.json").read_text())["disclosures"][0]
    assert {name: shown[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["savepage"], "one address"),
        (["savepage", LETTER], "--case"),
        (["savepage", LETTER, "--case", "No Name"], "small letters"),
        (["savepage", "horses", "--case", "x"], "neither a web address nor"),
        (["savepage", "https://nobody.example/x", "--case", "x"], "newsource"),
        (["savepage", LETTER, "--source", "met-police", "--case", "x"], "does not serve"),
        (["savepage", "20260101T000000Z/17", "--case", "x"], "--source"),
        (["savepage", "20260101T000000Z/17", "--source", "met-police", "--case", "x"], "no record"),
        (["savepage", "https://www.kent.police.uk/foi-ai/x/", "--case", "x"], "FOI_CONTACT"),
        (["newsource", LETTER], "gwyrfai-police is the source"),
        (["newsource", "horses"], "no web address"),
        (["newsource", "https://nobody.example/x"], "FOI_CONTACT"),
        (["expect", "tests/fixtures/nobody"], "no fixture"),
        (["reparse"], "takes a source"),
        (["reparse", "nobody"], "no source 'nobody'"),
    ],
)
def test_wrong_usage_is_a_sentence(arguments: list[str], says: str, tmp_path: Path, site: SampleServer) -> None:
    done = scrapy(*arguments, environment={**site.environment, "FOI_DATA": str(tmp_path)})
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_newsource_recognises_a_platform_and_writes_a_source_that_crawls(tmp_path: Path, site: SampleServer) -> None:
    """The registry without Gwyrfai: a newcomer adds it from its address."""
    package = tmp_path / "package"
    shutil.copytree(ROOT / "crawler", package / "crawler")
    toml = package / "crawler" / "sample" / "sources" / "sample.toml"
    toml.write_text(toml.read_text().replace("www.gwyrfai.police.example", "www.elsewhere.police.example"))
    environment = {
        **site.environment,
        "PYTHONPATH": str(package),
        "FOI_CONTACT": "me@example.org",
        "SCRAPY_SETTINGS_MODULE": "crawler.settings",
    }
    own = tmp_path / "sources"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "scrapy", *arguments], cwd=package, env={**os.environ, **environment}, capture_output=True, text=True, check=False)  # fmt: skip

    printed = run("newsource", LISTING)
    assert printed.returncode == 0, printed.stderr
    assert 'platform = "single-online-home"' in printed.stdout
    assert 'force_slug = "gwyrfai-police"' in printed.stdout
    assert not own.exists()

    added = run("newsource", LISTING, "--write", "--id", "gwyrfai", "--sources", str(own), "--fixtures", str(tmp_path / "fixtures"))
    assert added.returncode == 0, added.stderr
    assert added.stdout.split() == [str(own / "single-online-home.toml"), str(tmp_path / "fixtures" / "gwyrfai" / "list-first")]
    source = load_sources([own])["gwyrfai"]
    assert (source.platform, source.hosts, source.status, source.scheme) == (
        "single-online-home",
        ["www.gwyrfai.police.example"],
        "unverified",
        "http",
    )
    environment["FOI_SOURCES"] = str(own)
    unfinished = run("checkall", "--fixtures", str(tmp_path / "fixtures")).stdout
    assert "gwyrfai: licence is not filled in" in unfinished
    assert run("newsource", LISTING, "--write", "--sources", str(own)).returncode == 2

    folder = DataFolder(tmp_path / "data")
    crawled = run("crawl", "gwyrfai", "-a", "limit=3", "-s", f"FOI_DATA={folder.root}", "-s", "DOWNLOAD_DELAY=0")
    assert crawled.returncode == 0, crawled.stderr
    report = RunFiles(folder, "gwyrfai", known_runs(folder, "gwyrfai")[0]).read_report()
    assert report is not None
    assert report.disclosures == 3


def test_newsource_goes_by_the_address_when_the_page_cannot_be_had(site: SampleServer) -> None:
    done = scrapy(
        "newsource",
        "http://www.absent.police.uk/foi-ai/absent-police/d/may-2022/x/",
        environment={**site.environment, "FOI_CONTACT": "me@example.org"},
    )
    assert done.returncode == 0, done.stderr
    assert "its address alone" in done.stderr
    assert 'force_slug = "absent-police", media_slug = "?"' in done.stdout


def test_everything_in_the_repository_checks_out() -> None:
    done = scrapy("checkall")
    assert (done.returncode, done.stdout) == (0, "")


def test_reparse_writes_a_run_that_the_index_takes_in(collected: DataFolder) -> None:
    done = scrapy("reparse", "gwyrfai-police", environment={"FOI_DATA": str(collected.root)})
    assert done.returncode == 0, done.stderr
    assert "25 readings" in done.stderr
    assert Path(done.stdout.strip()).exists()
    folded = foi_process(collected.root, "index")
    assert "25 unchanged" in folded.stderr
