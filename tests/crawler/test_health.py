"""The alarms at the end of a run, one by one, and what a quarantined run does through the real command line."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from crawler.folder import DataFolder
from crawler.health import CHECKS, Before, Compared, Seen, alarms
from crawler.runs import Report, RunFiles, known_runs
from crawler.sample import SampleServer, SampleSite
from crawler.sample.site import Letter
from crawler.source import Expectations
from tests.conftest import foi_process
from tests.crawler.test_crawl import Scripted, crawl, events, last_run, rows
from tests.crawler.test_freshness import aged

URLS = [f"http://a.example/{number}" for number in range(1000)]
WELL = Seen(Expectations(), frozenset(URLS[:25]), read=25, missing={"question": 1}, before=Before(frozenset(URLS[:25]), read=50))

TRIPPED = {
    "listed-few": replace(WELL, expect=Expectations(min_listed=20), listed=frozenset(URLS[:4]), before=Before()),
    "listed-many": replace(WELL, expect=Expectations(max_listed=500), listed=frozenset(URLS[:900])),
    "unlisted": replace(WELL, listed=frozenset(URLS[:5])),
    "nothing-read": replace(WELL, read=0),
    "template": replace(WELL, read=1, refused=dict.fromkeys(URLS[:9], "empty")),
    "rewritten": replace(WELL, compared=Compared(20, 24), unchanged=5),
    "challenge": replace(WELL, refused={URLS[0]: "blocked"}),
    "future": replace(WELL, future={"a-police/x": "2052-03-07"}),
    "below": replace(WELL, read=20, missing={"date": 17}, before=Before()),
    "fall": replace(WELL, read=20, missing={"question": 18}, before=Before(read=50, missing={"question": 2})),
}
SAME_BUT_WELL = {
    "listed-few": replace(TRIPPED["listed-few"], listed=frozenset(URLS[:20])),
    "listed-many": replace(TRIPPED["listed-many"], listed=frozenset(URLS[:500])),
    "unlisted": replace(WELL, listed=frozenset(URLS[:13])),
    "nothing-read": replace(WELL, read=0, unchanged=1),
    "template": replace(TRIPPED["template"], before=Before(refused=frozenset(URLS[:7]))),
    "rewritten": replace(WELL, compared=Compared(5, 5), unchanged=5),
    "challenge": replace(WELL, refused={URLS[0]: "maintenance"}),
    "future": replace(TRIPPED["future"], before=Before(future=frozenset(["a-police/x"]))),
    "below": replace(TRIPPED["below"], read=9, missing={"date": 9}),
    "fall": replace(TRIPPED["fall"], missing={"question": 18}, before=Before(read=50, missing={"question": 45})),
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_says_its_example_and_nothing_of_a_healthy_run(check: object) -> None:
    assert isinstance(check, type(CHECKS[0]))
    assert alarms(TRIPPED[check.id]) == {check.id: check.example}
    assert alarms(SAME_BUT_WELL[check.id]) == {}


def test_pages_that_were_due_tell_of_a_template_that_no_list_tells_of() -> None:
    of_many = replace(WELL, unchanged=2000, rechecked=30, compared=Compared(35, 33, 28))
    assert alarms(of_many) == {
        "rewritten": "28 of 30 pages that their list calls unchanged read otherwise than before, so their template may have changed"
    }
    assert alarms(replace(of_many, compared=Compared(35, 33, 4))) == {}, "the others are edits that the list tells of"


def test_a_run_like_the_last_one_trips_nothing() -> None:
    assert alarms(WELL) == {}
    assert alarms(Seen(Expectations(), frozenset(URLS[:1]), read=1, missing={"date": 1, "decision": 1})) == {}


def test_a_small_sample_may_differ_by_chance() -> None:
    """Of ten disclosures two have what four of ten had: that happens; of a hundred twenty does not."""
    before = Before(read=100, missing={"question": 60})
    for read, tripped in ((10, False), (100, True)):
        seen = replace(WELL, read=read, missing={"question": read - read * 19 // 100}, before=before)
        assert bool(alarms(seen)) == tripped


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ({"min_dated": 1.5}, "<= 1.0"),
        ({"min_listed": -1}, ">= 0"),
        ({"min_datd": 0.5}, "min_datd"),
        ({"min_listed": 9, "max_listed": 3}, "below min_listed"),
    ],
)
def test_expectations_that_make_no_sense_are_errors(expect: dict[str, float], said: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=said):
        msgspec.convert(expect, Expectations)


def report_of(folder: DataFolder, source: str) -> Report:
    report = RunFiles(folder, source, known_runs(folder, source)[-1]).read_report()
    assert report is not None
    return report


def dated_ahead(site: SampleServer) -> Letter:
    """Publishes one letter with the date of a year ahead, and gives it."""
    letter = next(letter for letter in site.site.letters.values() if letter.force == "severnshire")
    ahead = (datetime.now(UTC) + timedelta(days=400)).date()
    added = replace(letter, path=f"{letter.path.rstrip('/')}-ahead/", published=ahead)
    site.site.letters[added.url] = added
    return added


def test_a_quarantined_run_is_kept_publishes_nothing_and_is_taken_in_when_accepted(folder: DataFolder, site: SampleServer) -> None:
    assert crawl(folder, site, "severnshire-police").returncode == 0
    dated_ahead(site)
    done = crawl(folder, site, "severnshire-police")
    assert done.returncode == 1
    assert "in the future" in done.stderr
    run = known_runs(folder, "severnshire-police")[-1]
    assert f"foi index --accept severnshire-police/{run}" in done.stderr
    assert last_run(folder, "severnshire-police")["status"] == "suspect"
    assert len(rows(folder, "export")) == 25
    report = report_of(folder, "severnshire-police")
    assert list(report.alarms) == ["future"]
    assert (report.new, report.changed, report.unseen, report.listed) == (1, 0, None, 20), "two pages of the list"
    assert foi_process(folder.root, "index").returncode == 0
    assert foi_process(folder.root, "reparse").returncode == 0
    assert len(rows(folder, "export")) == 25, "neither the index nor a new reading of the archive takes it in"
    accepted = foi_process(folder.root, "index", "--accept", run)
    assert accepted.returncode == 0, accepted.stderr
    assert "1 new, 19 unchanged" in accepted.stderr
    assert len(rows(folder, "export")) == 26
    assert next(row for row in rows(folder, "runs", "--source", "severnshire-police") if row["run"] == run)["status"] == "accepted"
    assert crawl(folder, site, "severnshire-police", "--full").returncode == 0, "what was accepted once alarms nobody again"


def test_what_a_quarantined_run_fetched_is_asked_for_again(folder: DataFolder, site: SampleServer) -> None:
    """Else its new pages would answer 304 for ever, and never reach the ledger."""
    assert crawl(folder, site, "severnshire-police").returncode == 0
    ahead = dated_ahead(site)
    other = replace(ahead, path=f"{ahead.path.rstrip('/')}-too/", published=next(iter(site.site.letters.values())).published)
    site.site.letters[other.url] = other
    assert crawl(folder, site, "severnshire-police").returncode == 1
    first = known_runs(folder, "severnshire-police")[-1]
    del site.site.letters[ahead.url]
    assert crawl(folder, site, "severnshire-police").returncode == 0
    assert len(rows(folder, "export")) == 26
    refused = foi_process(folder.root, "index", "--accept", f"severnshire-police/{first}")
    assert refused.returncode == 1
    assert "was taken in after it" in refused.stderr
    reread = foi_process(folder.root, "reparse")
    assert reread.returncode == 0
    assert len(rows(folder, "export")) == 26
    ledger = list(folder.root.glob("ledger.sqlite3*"))
    for path in ledger:
        path.unlink()
    assert foi_process(folder.root, "index").returncode == 0
    assert len(rows(folder, "export")) == 26, "the files alone tell what is quarantined"


@pytest.mark.parametrize(("name", "said"), [("20200101T000000Z", "there is no run"), ("RUN", "not quarantined")])
def test_only_a_quarantined_run_can_be_accepted(folder: DataFolder, site: SampleServer, name: str, said: str) -> None:
    assert crawl(folder, site, "larchmoor-police").returncode == 0
    done = foi_process(folder.root, "index", "--accept", name.replace("RUN", known_runs(folder, "larchmoor-police")[0]))
    assert done.returncode == 2
    assert said in done.stderr


def test_an_accepted_run_may_withdraw(folder: DataFolder, site: SampleServer) -> None:
    assert crawl(folder, site, "gwyrfai-police").returncode == 0
    for url in [url for url in site.site.letters if "gwyrfai" in url][:20]:
        del site.site.letters[url]
    assert crawl(folder, site, "gwyrfai-police", "--full").returncode == 1
    assert report_of(folder, "gwyrfai-police").unseen == 20
    assert events(folder) == []
    run = known_runs(folder, "gwyrfai-police")[-1]
    assert foi_process(folder.root, "index", "--accept", run).returncode == 0
    assert events(folder) == ["withdrawn"] * 20
    assert foi_process(folder.root, "index", "--accept", run).returncode == 0, "a second time does nothing"
    assert events(folder) == ["withdrawn"] * 20


def test_a_challenge_served_to_one_page_is_never_read_as_a_letter(folder: DataFolder) -> None:
    from crawler.sample.site import Answer

    wall = b"<html><title>Just a moment...</title><p>Checking your browser before you can go on.</p></html>"
    with SampleServer(Scripted(lambda url, _: Answer(body=wall) if url.endswith("/foi-82525/") else None)) as site:
        done = crawl(folder, site, "gwyrfai-police")
    assert done.returncode == 1
    assert last_run(folder, "gwyrfai-police")["status"] in ("blocked", "suspect")
    assert not any("foi-82525" in str(record["url"]) for record in rows(folder, "export"))


@pytest.mark.parametrize("source", ["northmoor-police", "severnshire-police", "gwyrfai-police"])
@pytest.mark.parametrize("full", [[], ["--full"]], ids=["", "full"])
def test_a_template_turned_upside_down_trips_the_alarm_and_publishes_nothing(folder: DataFolder, source: str, full: list[str]) -> None:
    with SampleServer(SampleSite()) as site:
        assert crawl(folder, site, source).returncode == 0
        if source != "northmoor-police" and not full:
            # No list tells of it: the pages that are due do.
            aged(folder, 60)
        published = rows(folder, "export")
        site.site.upside_down = True
        done = crawl(folder, site, source, *full)
        assert done.returncode == 1
        assert last_run(folder, source)["status"] == "suspect"
        # Three pages of Northmoor stay as they are: a maintenance notice, one that is gone and one that moved.
        known = (
            "25 of 25 known pages"
            if full
            else r"25 of 28 known pages"
            if source == "northmoor-police"
            else r"(\d+) of \1 pages that their list calls unchanged"
        )
        assert re.search(f"{known} read otherwise than before", done.stderr), done.stderr
        assert rows(folder, "export") == published
        assert events(folder) == []
        site.site.upside_down = False
        assert crawl(folder, site, source).returncode == 0
    assert events(folder) == [], "when the template is back, nothing has happened"


def test_a_source_says_what_it_expects(folder: DataFolder, tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "one.toml").write_text("""
platform = "single-online-home"
[[source]]
id = "second-gwyrfai"
authority = "Gwyrfai Police"
authority_id = "gwyrfai_police"
nation = "wales"
hosts = ["www.gwyrfai.police.example"]
licence = "MIT"
status = "sample"
scheme = "http"
delay = 0.0
settings = { force_slug = "gwyrfai-police", media_slug = "gwyrfai" }
[source.expect]
min_listed = 26
""")
    with SampleServer(SampleSite()) as site:
        done = foi_process(folder.root, "crawl", "second-gwyrfai", environment={**site.environment, "FOI_SOURCES": str(sources)})
    assert done.returncode == 1
    assert "listed 25 pages, expected at least 26" in done.stderr
    report = json.loads(next(folder.items.rglob("*.report.json")).read_bytes())
    assert report["alarms"] == {"listed-few": "listed 25 pages, expected at least 26"}


def test_runs_show_each_source_and_check_says_which_needs_a_look(folder: DataFolder, site: SampleServer) -> None:
    nothing = foi_process(folder.root, "runs", "--check")
    assert nothing.returncode == 1
    assert "nothing has been collected" in nothing.stderr
    assert crawl(folder, site, "larchmoor-police", "severnshire-police").returncode == 0
    well = foi_process(folder.root, "runs", "--check", "--max-age", "1")
    assert (well.returncode, well.stderr) == (0, "")
    dated_ahead(site)
    crawl(folder, site, "severnshire-police", "thornbeck-police")
    states = {row["source"]: row for row in rows(folder, "runs")}
    assert {name: row["status"] for name, row in states.items()} == {
        "larchmoor-police": "complete",
        "severnshire-police": "suspect",
        "thornbeck-police": "blocked",
    }
    severnshire = states["severnshire-police"]
    assert (severnshire["new"], severnshire["listed"], severnshire["unseen"]) == (0, 20, None)
    assert "in the future" in str(severnshire["reason"])
    assert len(rows(folder, "runs", "--all")) == 4
    checked = foi_process(folder.root, "runs", "--check")
    assert checked.returncode == 1
    assert [line.split(":")[0] for line in checked.stderr.splitlines()] == ["severnshire-police", "thornbeck-police"]
    assert foi_process(folder.root, "runs", "--check", "--source", "larchmoor-police").returncode == 0
    old = foi_process(folder.root, "runs", "--check", "--max-age", "0.000001", "--source", "larchmoor-police")
    assert old.returncode == 1
    assert "days old, more than 1e-06" in old.stderr
    assert foi_process(folder.root, "runs", "--max-age", "3").returncode == 2
