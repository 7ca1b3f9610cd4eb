"""The registry of sources and the register of what is covered, through the real command line."""

import csv
import io
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.folder import DataFolder
from tests.conftest import Foi


def test_sources(foi: Foi, collected: DataFolder) -> None:
    rows = [json.loads(line) for line in foi("sources", "list", "--format", "jsonl").stdout.splitlines()]
    assert {"met-police", "gmp", "btp"} <= {row["id"] for row in rows}
    assert next(row["last_run"] for row in rows if row["id"] == "gwyrfai-police").endswith("complete")
    shown = json.loads(foi("sources", "show", "met-police", "--format", "json").stdout)
    assert shown["settings"]["force_slug"] == "metropolitan-police"
    assert "not OGL" in foi("sources", "show", "met-police", "--format", "table").stdout
    assert foi("sources", "check").exit_code == 0


SEED = Path(__file__).parents[3] / "shared" / "facts" / "seed_sources.csv"


def test_the_coverage_register(foi: Foi, collected: DataFolder) -> None:
    rows = json.loads(foi("sources", "export", "--format", "json").stdout)
    written = list(csv.DictReader(io.StringIO(foi("sources", "export", "--format", "csv").stdout)))
    assert [row["authority"] for row in written] == [row["authority"] for row in rows]
    by_id = {row["id"]: row for row in rows if row["id"]}
    assert by_id["avon-somerset-police"]["status"] == "forbidden"
    assert by_id["psni"]["url"] == "https://www.psni.police.uk"
    assert not [row for row in rows if row["status"] == "sample"], "the register is of real bodies"
    left_out = [row for row in rows if row["status"] == "not-covered"]
    assert left_out
    assert all(row["reason"] and row["note"] and row["url"].startswith("http") for row in left_out)


@pytest.mark.skipif(not SEED.exists(), reason="the list of logs is not here")
def test_every_known_log_is_a_source_or_has_its_reason(foi: Foi) -> None:
    rows = json.loads(foi("sources", "export", "--format", "json").stdout)
    reasons = {row["url"] for row in rows if row["reason"]}
    hosts = {urlsplit(row["url"]).hostname for row in rows if row["id"]}
    with SEED.open(encoding="utf-8", newline="") as lines:
        seeds = list(csv.DictReader(lines))
    assert len(seeds) > 100
    assert [
        seed["list_url"] for seed in seeds if seed["list_url"] not in reasons and urlsplit(seed["list_url"]).hostname not in hosts
    ] == []


WRONG = """
platform = "labelled-page"
[[source]]
id = "wrong"
authority = "Wrong Council"
authority_id = "wrong"
nation = "england"
hosts = ["www.wrong.gov.example"]
licence = "?"
terms_url = "terms"
status = "blocked"
inferred = ["colour"]
settings = { lists = ["https://elsewhere.example/foi"] }
"""


def test_check_names_everything_that_is_not_in_order(foi: Foi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "wrong.toml").write_text(WRONG)
    monkeypatch.setenv("FOI_SOURCES", str(tmp_path))
    done = foi("sources", "check")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "wrong: licence is not filled in",
        "wrong: terms_url 'terms' is no web address",
        "wrong: blocked, and no note says why",
        "wrong: inferred names 'colour', which it does not have",
        "wrong: the list https://elsewhere.example/foi is on none of its hosts",
        "wrong: no rule says which links lead to responses (rows or detail)",
    ]
    assert "6 things are not in order" in done.stderr


def test_a_list_shows_licence_and_terms(foi: Foi) -> None:
    table = foi("sources", "list", "--format", "table").stdout
    assert {"platform", "authority", "nation", "licence", "terms_url", "status", "last_run"} <= set(table.splitlines()[1].split())
