"""The labelled page: what golden fixtures do not show. Rules with mistakes, labels in many shapes, and crawls of the sample log through real HTTP."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.errors import PageRefused, SourceProblem
from crawler.folder import DataFolder
from crawler.items import decode
from crawler.page import Page
from crawler.parsers import Parsed, labels, parse
from crawler.parsers.labelled_page import entries, problems
from crawler.runs import RunFiles, known_runs
from crawler.sample.answer import Answer
from crawler.sample.logs import CouncilLog
from crawler.source import Source, find_source, load_sources
from tests.conftest import foi_process
from tests.crawler.test_portals import changes, crawl, last_report, with_part

ORIGIN = "https://www.test.gov.example"
TOML = """
platform = "labelled-page"
[[source]]
id = "test"
authority = "Test Council"
authority_id = "test"
nation = "england"
hosts = ["www.test.gov.example"]
licence = "test"
status = "unverified"
"""
RULES = """lists = ["/foi"]
detail = '/foi/(?P<key>\\d+)'
labels = { "Ref" = "reference" }
"""


def source(folder: Path, rules: str) -> Source:
    (folder / "test.toml").write_text(f"{TOML}[source.settings]\n{rules}\n")
    return load_sources([folder])["test"]


def read(source_: Source, url: str | None, body: str) -> Parsed:
    return parse(Page(url=url, body=f"<html><body>{body}</body></html>".encode(), fetched_at="2026-01-01T00:00:00Z"), source_)


# -- rules ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("detail = '/foi/('", "detail is no pattern"),
        ("until = '*'", "until is no pattern"),
        ("rows = 'li['", "is no CSS selector"),
        ("cut = ['..share']", "is no CSS selector"),
        ("dates = ['%d/%m']", "no format of a date with its year"),
        ('labels = { "Ref" = "number" }', "number"),
        ("list = ['/foi']", "list"),
    ],
)
def test_a_mistake_in_the_rules_is_named(tmp_path: Path, rules: str, said: str) -> None:
    with pytest.raises(SourceProblem, match=said):
        source(tmp_path, rules)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("", ["no address of a list", "no rule says which links lead to responses (rows or detail)"]),
        ("lists = ['https://elsewhere.example/foi']\nrows = 'li'", ["the list https://elsewhere.example/foi is on none of its hosts"]),
        (RULES, []),
    ],
)
def test_what_the_rules_lack_is_told(tmp_path: Path, rules: str, said: list[str]) -> None:
    assert list(problems(source(tmp_path, rules))) == said


def test_a_list_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PageRefused, match="no rule of the source says which links"):
        read(source(tmp_path, "lists = ['/foi']"), f"{ORIGIN}/foi", "<a href='/foi/1'>One</a>")


# -- lists ----------------------------------------------------------------------------------------------------------------------------


def test_only_links_that_fit_are_followed_each_once(tmp_path: Path) -> None:
    body = "".join(f"<li><a href='{href}'>A response</a></li>" for href in ("/foi/1", "/foi/1#top", "/FOI/2/", "/foi/x", "https://elsewhere.example/foi/3", "http://[", "mailto:a@b.example", "/foi/4?utm_source=x"))  # fmt: skip
    parsed = read(source(tmp_path, RULES), f"{ORIGIN}/foi", body)
    assert [link.url for link in parsed.follow] == [f"{ORIGIN}/foi/1", f"{ORIGIN}/FOI/2/", f"{ORIGIN}/foi/4"]


def test_pages_are_counted_up_while_they_have_rows(tmp_path: Path) -> None:
    rules = RULES.replace('"/foi"', '"/foi?page=0&sort=new"') + "page = 'page'"
    test = source(tmp_path, rules)
    assert [entry.url for entry in entries(test)] == [f"{ORIGIN}/foi?page=0&sort=new"]
    rows = read(test, f"{ORIGIN}/foi?page=0&sort=new", "<a href='/foi/1'>One</a>")
    assert [link.url for link in rows.follow if link.kind == "list"] == [f"{ORIGIN}/foi?page=1&sort=new"]
    assert read(test, f"{ORIGIN}/foi?page=1&sort=new", "<p>Nothing here.</p>").follow == []


def test_years_are_lists_of_their_own(tmp_path: Path) -> None:
    test = source(tmp_path, RULES + "more = '/foi/archive-\\d{4}'")
    parsed = read(test, f"{ORIGIN}/foi", "<a href='/foi/archive-2023/'>2023</a> <a href='/foi/archive-2024/'>2024</a>")
    assert [(link.kind, link.url[-5:-1]) for link in parsed.follow] == [("list", "2023"), ("list", "2024")]
    assert read(test, f"{ORIGIN}/foi/archive-2023/", "<a href='/foi/9'>Nine</a>").follow[0].kind == "detail"


def test_a_row_that_changes_gives_its_response_another_version(tmp_path: Path) -> None:
    test = source(tmp_path, RULES)
    versions = [
        read(test, f"{ORIGIN}/foi", f"<ul><li><a href='/foi/1'>One</a> {words}</li></ul>").follow[0].context["version"]
        for words in ("Updated 3 May", "Updated 3 May", "Updated 4 May")
    ]
    assert versions[0] == versions[1] != versions[2]


# -- responses ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        (["Reference: 507-25"], "reference", "507-25"),
        (["reference | 507-25 | Received | 3 May 2025"], "reference", "507-25"),
        (["Reference | 507-25 | Received | 3 May 2025"], "received", "3 May 2025"),
        (["Reference", "507-25"], "reference", "507-25"),
        (["Reference 507-25"], "reference", "507-25"),
        (["Received 3 May 2025"], "received", "3 May 2025"),
        (["• Received: 3 May 2025"], "received", "3 May 2025"),
        (["Received", "Reference", "507-25"], "received", ""),
        (["Received with thanks on 3 May 2025"], "received", None),
        (["References to other work"], "reference", None),
        (["We write with Reference: 507-25"], "reference", None),
    ],
)
def test_a_label_and_its_value(lines: list[str], field: labels.Field, value: str | None) -> None:
    found = labels.first_of(labels.find(lines, {"Reference": "reference", "Received": "received"}), field)
    assert (found.value if found else None) == value
    if found and value:
        assert "\n".join(lines)[found.start : found.end] == value


@pytest.mark.parametrize(
    ("value", "formats", "iso"),
    [
        ("2019.03.25", ["%Y.%m.%d"], "2019-03-25"),
        ("03/25/2019", ["%m/%d/%Y"], "2019-03-25"),
        ("2019.03", ["%Y.%m"], "2019-03"),
        ("FY 2019", ["FY %Y"], "2019"),
        ("05/03/2019", [], "2019-03-05"),
        ("25 March 2019", ["%Y.%m.%d"], "2019-03-25"),
        ("soon", ["%Y.%m.%d"], None),
    ],
)
def test_a_date_is_as_precise_as_its_format(value: str, formats: list[str], iso: str | None) -> None:
    found = labels.date_of(value, formats)
    assert (found.iso if found else None) == iso


def test_a_label_whose_value_is_no_date_is_a_warning(tmp_path: Path) -> None:
    test = source(tmp_path, RULES.replace('"Ref" = "reference"', '"Ref" = "reference", "Got" = "received"'))
    (disclosure,) = read(
        test, f"{ORIGIN}/foi/1", "<p>Ref: A-17</p><p>Got: last week</p><p>Request</p><p>How many?</p><p>Response</p><p>Ten.</p>"
    ).disclosures
    assert (disclosure.id, disclosure.reference, disclosure.date_received) == ("test/1", "A-17", None)
    assert "date_received: 'last week' behind 'Got' is no date" in disclosure.warnings


def test_headings_of_the_source_open_and_close_the_request(tmp_path: Path) -> None:
    rules = RULES.replace('"Ref" = "reference"', '"Matter raised" = "request", "Statement of the council" = "response"')
    body = "<p>Matter raised</p><p>1. Trees felled.</p><p>2. Trees planted.</p><p>Statement of the council</p><p>We do not hold this information.</p>"
    (disclosure,) = read(source(tmp_path, rules), f"{ORIGIN}/foi/1", body).disclosures
    assert (disclosure.questions, disclosure.decision) == (["Trees felled.", "Trees planted."], "not-held")
    assert disclosure.text.startswith("Matter raised\n1. Trees felled."), "the text is as it was printed"
    at = disclosure.evidence["question"]
    assert disclosure.text[at.start : at.end] == disclosure.question


# -- the real sources' rules on pages of our own writing, in the words that their responses print -------------------------------------


@pytest.mark.parametrize(
    ("source_id", "url", "body", "key", "reference", "received", "question"),
    [
        ("psni", "https://www.psni.police.uk/foi-disclosure-log/dogs", "<h1>Dogs</h1><p>Request Number: FOI/15001</p><p>Category: Animals</p><p>Subject: Dogs</p><p>Request and Answer:</p><p>Request 1</p><p>How many dogs work?</p><p>Answer 1</p><p>Ten.</p>", "dogs", "FOI/15001", None, "How many dogs work?"),
        ("avon-somerset-police", "https://www.avonandsomerset.police.uk/about/freedom-of-information/previous-foi-requests/requests/dogs/", "<h1>Dogs</h1><p>Date of request: 11 April 2025</p><p>Reference: 507-25</p><h2>Request</h2><p>How many dogs work?</p><h2>Response</h2><p>Ten.</p>", "dogs", "507-25", "2025-04-11", "How many dogs work?"),
        ("west-yorkshire-police", "https://www.westyorkshire.police.uk/freedom-of-information/may-2023-foi-1730001-23-dogs", "<h1>Dogs</h1><div>FOI date</div><div>12 May 2023</div><div>FOI reference</div><div>FOI 1730001/23</div><p>Request</p><p>How many dogs work?</p><p>Our Response:</p><p>Ten.</p>", "may-2023-foi-1730001-23-dogs", "FOI 1730001/23", None, "How many dogs work?"),
        ("police-scotland", "https://www.scotland.police.uk/access-to-information/freedom-of-information/disclosure-log/0/2019/may/19-0954-data02", "<h1>19-0954</h1><p>Request</p><p>How many dogs work?</p><p>Response</p><p>Ten.</p>", "19-0954-data02", "19-0954", None, "How many dogs work?"),
        ("gla", "https://www.london.gov.uk/who-we-are/governance-and-spending/sharing-our-information/foi-disclosure-log/foi-dogs-june-2026", "<h1>FOI - Dogs [June 2026]</h1><h2>Key information</h2><p>12 June 2026</p><p>MGLA120626-0001</p><h2>Summary of request</h2><p>How many dogs work?</p><h2>Our response</h2><p>Ten.</p>", "foi-dogs-june-2026", "MGLA120626-0001", None, "How many dogs work?"),
        ("hastings", "https://www.hastings.gov.uk/my-council/freedom-of-information/date/?id=FOIR-145000001", "<h1>Freedom of Information request FOIR-145000001</h1><div class='main'><h2>Dogs</h2><p>Requested 31 October 2023</p><p>Request</p><p>How many dogs work?</p><h3>Response</h3><p>Ten.</p></div>", "foir-145000001", "FOIR-145000001", "2023-10-31", "How many dogs work?"),
        ("eilean-siar", "https://www.cne-siar.gov.uk/your-council/freedom-of-information/published-fois/dogs", "<h1 class='cnes_pagetitle'>Dogs</h1><p><strong>Reference</strong>: 2024/11</p><p><strong>Request date</strong>: 3 May 2024</p><p>Request</p><p>How many dogs work?</p><p>Response</p><p>Ten.</p>", "www.cne-siar.gov.uk/your-council/freedom-of-information/published-fois/dogs", "2024/11", "2024-05-03", "How many dogs work?"),
        ("commons", "https://www.parliament.uk/site-information/foi/foi-and-eir/commons-foi-disclosures/events/dogs-2016/", "<h1>Dogs 2016</h1><h2>Request</h2><p>How many dogs work?</p><h2>Response</h2><p>Ten.</p>", "events/dogs-2016", None, None, "How many dogs work?"),
    ],
)  # fmt: skip
def test_rules_of_a_real_source(
    source_id: str, url: str, body: str, key: str, reference: str | None, received: str | None, question: str
) -> None:
    (disclosure,) = read(find_source(source_id), url, body).disclosures
    assert disclosure.id == f"{source_id}/{key}"
    assert (disclosure.reference, disclosure.date_received, disclosure.question) == (reference, received, question)


def test_lists_of_real_sources() -> None:
    for source_id, href, follows in (
        ("psni", "/foi-disclosure-log/dogs", "/about-us/our-publications-and-reports/freedom-information?page=2"),
        ("gla", "/who-we-are/governance-and-spending/sharing-our-information/foi-disclosure-log/dogs", "foi-disclosure-log?page=1"),
        ("hastings", "?id=FOIR-145000001", "/date/?year=2024"),
    ):
        test = find_source(source_id)
        (entry,) = entries(test)
        body = f"<div id='FoiList'><ul><li><a title='Dogs' href='{href}'>Dogs</a></li></ul></div><a href='/elsewhere'>x</a>"
        detail, following = read(test, entry.url, body).follow
        assert (detail.kind, following.kind) == ("detail", "list")
        assert following.url.endswith(follows)


# -- crawls ---------------------------------------------------------------------------------------------------------------------------


def items_of(folder: DataFolder) -> dict[str, dict[str, object]]:
    lines = RunFiles(folder, "sample-labelled", known_runs(folder, "sample-labelled")[-1]).items.read_bytes().splitlines()
    return {row.id.split("/", 1)[1]: {"reference": row.reference, "received": row.date_received, "decision": row.decision, "title": row.title} for row in map(decode, lines)}  # fmt: skip


def test_both_layouts_are_crawled_and_a_refresh_asks_for_the_lists_alone(folder: DataFolder) -> None:
    with with_part(CouncilLog()) as server:
        crawl(folder, server, "sample-labelled")
        read_ = items_of(folder)
        again = crawl(folder, server, "sample-labelled")
    assert len(read_) == 9
    assert read_["bids-for-the-market-hall"] == {"reference": "648-25", "received": "2025-06-02", "decision": "refused", "title": "Bids for the market hall"}  # fmt: skip
    assert read_["1207"] == {"reference": "FHB 1207", "received": "2019-05-13", "decision": "cost-limit", "title": "Letters about the bypass"}  # fmt: skip
    assert sorted(url.partition("example")[2] for url in again) == ["/foi/archive.php", "/foi/log", "/robots.txt"]
    assert changes(folder) == []
    shown = json.loads(foi_process(folder.root, "show", "FHB 1207", "--format", "json").stdout)
    assert shown["url"] == "http://www.fernhollow.gov.example/foi/archive.php?id=1207"


def test_a_row_that_leads_to_a_file_is_told(folder: DataFolder) -> None:
    with with_part(CouncilLog()) as server:
        crawl(folder, server, "sample-labelled")
    seen = RunFiles(folder, "sample-labelled", known_runs(folder, "sample-labelled")[-1]).seen.read_text()
    assert "fhb-1101.pdf" in seen
    assert "the row leads to a file and to no page" in seen


def test_an_edit_and_a_removal_are_reported(folder: DataFolder) -> None:
    part = CouncilLog()
    with with_part(part) as server:
        crawl(folder, server, "sample-labelled")
        edited = part.entries["staff-car-parking"]
        facts = {**edited.facts, "title": "Staff car parking (corrected)"}
        part.entries["staff-car-parking"] = replace(edited, facts=facts)
        del part.entries["archive-1182"]
        crawl(folder, server, "sample-labelled")
    assert changes(folder) == [("changed", "staff-car-parking"), ("withdrawn", "1182")]


def test_a_new_template_without_the_labels_withdraws_nothing(folder: DataFolder) -> None:
    part = CouncilLog()
    with with_part(part) as server:
        crawl(folder, server, "sample-labelled")
        url = f"http://{part.host}/foi/log/staff-car-parking"
        server.site.overrides[url] = Answer(body=b"<html><body><main><h1>A new page</h1><p>Our log has moved.</p></main></body></html>")
        crawl(folder, server, "sample-labelled", "--full")
    assert changes(folder) == []
    assert last_report(folder, "sample-labelled").disclosures == 8


def test_the_source_names_its_rules() -> None:
    assert list(problems(find_source("sample-labelled"))) == []
