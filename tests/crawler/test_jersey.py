"""The Government of Jersey: its numbers, its layouts, and walks over the numbers of the sample's island through real HTTP."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.errors import PageRefused, SourceProblem
from crawler.folder import DataFolder
from crawler.page import Page
from crawler.parsers import Parsed, parse
from crawler.parsers.jersey import number_of
from crawler.runs import known_runs
from crawler.sample.answer import Answer
from crawler.sample.island import IslandResponses
from crawler.source import find_source, load_sources
from crawler.spiders import numbered, spider_class
from crawler.spiders.numbered import NumberedSpider
from tests.conftest import Foi, foi_process
from tests.crawler.test_portals import changes, crawl, last_report, with_part

URL = "https://www.gov.je/government/freedomofinformation/pages/foi.aspx?ReportID=8247"
PAGE = (
    "<h1>Dogs at work (FOI)</h1><div class='FOIContent'><div><title>Dogs at work (FOI)</title><strong>Produced by the Freedom of Information office</strong>"
    "Authored by Government of Jersey and published on <strong>19 February 2025.</strong>Prepared internally, no external costs."
    "<h2>Request 685110204</h2><p>How many dogs work?</p><h2>Response</h2><p>That is exempt under Article 40 of the Freedom of Information (Jersey) Law 2011.</p></div></div>"
)


def read(url: str | None, body: str) -> Parsed:
    return parse(Page(url=url, body=f"<html><body>{body}</body></html>".encode(), fetched_at="2026-01-01T00:00:00Z"), find_source("jersey"))


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (URL, 8247),
        ("https://gov.je:443/Government/FreedomOfInformation/pages/foi.aspx?ReportID=3838", 3838),
        ("https://www.gov.je/government/freedomofinformation/pages/foi.aspx?utm_source=x&reportid=12", 12),
        ("https://www.gov.je/government/freedomofinformation/pages/foi.aspx", None),
        ("https://www.gov.je/government/freedomofinformation/pages/foi.aspx?ReportID=1e5", None),
        ("https://www.gov.je/government/pages/statesreports.aspx?reportid=5953", None),
    ],
)
def test_the_number_in_an_address(url: str, number: int | None) -> None:
    assert number_of(url) == number


@pytest.mark.parametrize("url", [URL, URL.replace("www.gov.je", "gov.je:443"), URL.replace("/government/freedomofinformation/", "/Government/FreedomOfInformation/")])  # fmt: skip
def test_one_response_at_several_addresses_is_one_record(url: str) -> None:
    (disclosure,) = read(url, PAGE).disclosures
    assert (disclosure.id, disclosure.url) == ("jersey/8247", URL)
    assert (disclosure.reference, disclosure.date_published, disclosure.title) == ("685110204", "2025-02-19", "Dogs at work (FOI)")
    assert (disclosure.question, [use.citation for use in disclosure.exemptions]) == ("How many dogs work?", ["JFOIL a.40"])


def test_another_case_keeps_the_address_that_was_asked_for() -> None:
    (disclosure,) = read(URL.replace("/foi.aspx", "/FOI.aspx"), PAGE).disclosures
    assert disclosure.alternate_urls == [URL.replace("/foi.aspx", "/FOI.aspx")]


@pytest.mark.parametrize(
    ("url", "body", "reason"),
    [
        (URL, "<h1></h1><div class='FOIContent'><div></div></div>", "empty"),
        (URL, "<h1>Dogs at work (FOI)</h1><p>A new page without anything that we know.</p>", "unrecognised"),
        ("https://www.gov.je/government/freedomofinformation/pages/makefoirequest.aspx", PAGE, "not-a-disclosure"),
        (None, "<p>A text about the weather.</p>", "unrecognised"),
    ],
)
def test_what_is_no_response_is_refused(url: str | None, body: str, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        read(url, f"<p>Government of Jersey</p>{body}")
    assert refused.value.reason == reason


def test_a_text_is_read_by_its_labels(foi: Foi) -> None:
    text = "Dogs at work (FOI)\nProduced by the Freedom of Information office\nAuthored by States of Jersey and published on 10 March 2017.\nRequest\nHow many dogs work?\nResponse\nThe information is not held.\n"
    done = foi("parse", "-", "--source", "jersey", "--format", "json", input=text.encode())
    (row,) = json.loads(done.output)["disclosures"]
    assert (row["title"], row["date_published"], row["nation"]) == ("Dogs at work (FOI)", "2017-03-10", "jersey")
    assert (row["question"], row["decision"]) == ("How many dogs work?", "not-held")


@pytest.mark.parametrize("settings", ["ahead = 0", "ahead = 1000", "first = -1", "last = 5"])
def test_a_walk_that_cannot_be_meant_is_no_setting(settings: str, tmp_path: Path) -> None:
    facts = (
        'id = "test"\nauthority = "T"\nauthority_id = "t"\nnation = "jersey"\nhosts = ["t.example"]\nlicence = "t"\nstatus = "unverified"'
    )
    (tmp_path / "test.toml").write_text(f'platform = "jersey"\n[[source]]\n{facts}\nsettings = {{ {settings} }}\n')
    with pytest.raises(SourceProblem):
        load_sources([tmp_path])


# -- walks ----------------------------------------------------------------------------------------------------------------------------


def number(url: str) -> int:
    return number_of(url) or 0


def aged(folder: DataFolder, source: str, to: str) -> None:
    """The last run, as if it had been on another day."""
    run = known_runs(folder, source)[-1]
    for path in [folder.archive / source / run, *(folder.items / source).glob(f"{run}.*")]:
        path.rename(path.with_name(path.name.replace(run, to)))
    # The ledger knows the run by its old name, which the next run may be given when it begins within the same second.
    for file in folder.root.glob("ledger.sqlite3*"):
        file.unlink()
    assert foi_process(folder.root, "index", "--rebuild").returncode == 0


def test_a_refresh_of_two_thousand_with_nothing_new_asks_for_five_numbers(folder: DataFolder) -> None:
    """robots.txt is the sixth request. A third of the numbers hold nothing, and are not asked for again."""
    part = IslandResponses(copies=250)
    for entry in list(part.entries.values()):
        part.entries[entry.name] = replace(entry, body="## Request\nHow many benches are there?\n## Response\nThere are 12 benches.")
    with with_part(part) as server:
        first = crawl(folder, server, "sample-jersey")
        report = last_report(folder, "sample-jersey")
        again = crawl(folder, server, "sample-jersey")
    assert (report.disclosures, report.listed, report.refused) == (2000, 2000, {})
    assert len(first) == 1 + 250 * 12 + 5
    assert list(map(number, again)) == [0, *range(3001, 3006)]
    assert changes(folder) == []


def test_a_new_response_is_found_and_the_walk_goes_on_behind_it(folder: DataFolder) -> None:
    part = IslandResponses()
    with with_part(part) as server:
        crawl(folder, server, "sample-jersey")
        part.entries["16"] = replace(part.entries["12"], name="16")
        asked = crawl(folder, server, "sample-jersey")
        assert sorted(map(number, asked)) == [0, *range(13, 22)]
        assert last_report(folder, "sample-jersey").listed == 9
        again = crawl(folder, server, "sample-jersey")
    assert sorted(map(number, again)) == [0, *range(17, 22)]
    assert [kind for kind, name in changes(folder)] == []
    rows = foi_process(folder.root, "changes", "--since", "2000-01-01", "--format", "jsonl").stdout.splitlines()
    assert json.loads(rows[-1])["id"] == "sample-jersey/16"


def test_what_is_due_is_asked_for_again_and_an_empty_page_withdraws_nothing(folder: DataFolder) -> None:
    """Number 6 was skipped and is published late, 4 is edited, and 5 shows nothing."""
    part = IslandResponses()
    with with_part(part) as server:
        crawl(folder, server, "sample-jersey")
        aged(folder, "sample-jersey", "20200101T000000Z")
        part.entries["6"] = replace(part.entries["9"], name="6")
        part.entries["4"] = replace(part.entries["4"], body=part.entries["4"].body.replace("£1,150", "£1,250"))
        del part.entries["5"]
        server.site.overrides[f"http://{part.host}/government/freedomofinformation/pages/foi.aspx"] = Answer(status=404)
        gone = foi_process(folder.root, "crawl", "sample-jersey", environment=server.environment)
        assert "suspect" in gone.stdout + gone.stderr, "all of it gone at once is not believed"
        server.site.overrides.clear()
        asked = crawl(folder, server, "sample-jersey")
    assert sorted(map(number, asked)) == list(range(18))
    assert last_report(folder, "sample-jersey").refused == {"empty": 1}
    assert changes(folder) == [("changed", "4")]
    shown = json.loads(foi_process(folder.root, "show", "sample-jersey/6", "--format", "json").stdout)
    assert shown["title"] == "Speed cameras on the coast road (FOI)"
    assert json.loads(foi_process(folder.root, "show", "sample-jersey/5", "--format", "json").stdout)["withdrawn"] is None


def test_a_notice_in_place_of_the_pages_ends_the_run_without_a_conclusion(folder: DataFolder) -> None:
    part = IslandResponses()
    with with_part(part) as server:
        crawl(folder, server, "sample-jersey")
        notice = b"<html><body><h1>gov.example</h1><p>The site is down for planned maintenance.</p></body></html>"
        server.site.overrides[f"http://{part.host}/government/freedomofinformation/pages/foi.aspx"] = Answer(body=notice)
        done = foi_process(folder.root, "crawl", "sample-jersey", environment=server.environment)
        assert done.returncode == 1
        assert last_report(folder, "sample-jersey").status == "failed"
        server.site.overrides.clear()
        crawl(folder, server, "sample-jersey")
    assert changes(folder) == []


def test_a_page_that_cannot_be_read_stops_no_walk(folder: DataFolder) -> None:
    part = IslandResponses()
    answer, odd = part.answer, Answer(body=b"<html><body><h1>Dogs at work (FOI)</h1><p>Words in another template.</p></body></html>")
    part.answer = lambda url: odd if url.endswith("=5") else answer(url)  # type: ignore[method-assign]
    with with_part(part) as server:
        crawl(folder, server, "sample-jersey")
        report = last_report(folder, "sample-jersey")
        assert (report.disclosures, report.listed, report.refused) == (7, 7, {"unrecognised": 1})
        asked = crawl(folder, server, "sample-jersey")
    assert sorted(map(number, asked)) == [0, 5, *range(13, 18)], "a number that told nothing is asked for again"


def test_a_walk_that_was_cut_short_is_made_up_for(folder: DataFolder) -> None:
    """One number was never answered: the run fails, and the next one asks for that number, and for none that it knows."""
    part = IslandResponses()
    answer = part.answer
    with with_part(part) as server:
        part.answer = lambda url: Answer(status=500) if url.endswith("=4") else answer(url)  # type: ignore[method-assign]
        done = foi_process(folder.root, "crawl", "sample-jersey", environment=server.environment)
        assert done.returncode == 1
        assert last_report(folder, "sample-jersey").status == "failed"
        part.answer = answer  # type: ignore[method-assign]
        asked = crawl(folder, server, "sample-jersey")
    assert sorted(map(number, asked)) == [0, 4, *range(13, 18)]
    assert last_report(folder, "sample-jersey").listed == 8


def test_a_site_without_a_single_response_fails(folder: DataFolder) -> None:
    part = IslandResponses()
    part.entries.clear()
    with with_part(part) as server:
        done = foi_process(folder.root, "crawl", "sample-jersey", environment=server.environment)
    assert done.returncode == 1
    assert last_report(folder, "sample-jersey").reason == "no response stands under the 5 numbers from 1 on"


def test_a_limited_walk_asks_for_so_many_numbers(folder: DataFolder) -> None:
    with with_part(IslandResponses()) as server:
        assert len(crawl(folder, server, "sample-jersey", "--limit", "4")) == 5
        assert last_report(folder, "sample-jersey").status == "limited"
        crawl(folder, server, "sample-jersey")
    assert last_report(folder, "sample-jersey").listed == 8
    assert changes(folder) == []


def test_a_site_that_answers_every_number_is_a_trap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbered, "MAX_NUMBERS", 7)
    spider = spider_class(find_source("sample-jersey"))()
    assert isinstance(spider, NumberedSpider)
    asked = [request.url for last in range(20) for request in spider._go_on(last)]
    assert list(map(number, asked)) == list(range(1, 8))
    assert spider.list_problem == "there are responses under more than 7 numbers"
