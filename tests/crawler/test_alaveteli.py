"""Alaveteli: what golden fixtures do not show. Lists, messages in odd shapes, names that must not be kept, and crawls of the sample part."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from protego import Protego

from crawler.archive import SourceArchive
from crawler.errors import PageRefused
from crawler.folder import DataFolder
from crawler.items import Disclosure
from crawler.page import PLAIN, Page
from crawler.parsers import PLATFORMS, Parsed, parse
from crawler.recognition import recognise
from crawler.runs import RunFiles, known_runs
from crawler.sample.requests import PublicRequests
from crawler.source import find_source
from tests.conftest import Foi, foi_process
from tests.crawler.test_portals import changes, crawl, last_report, with_part

ORIGIN = "https://www.whatdotheyknow.com"
REQUEST = f"{ORIGIN}/request/dogs_that_work"
NAMES = re.compile(rb"ottoline|brackwater|theo\b|thistlewood|hanlon|seren\b|cassius|nettlefold|\b(?:mr|t) may\b", re.IGNORECASE)
ROBOTS = Path(__file__).parents[3] / "shared" / "facts" / "alaveteli_default_robots.txt"


def read(url: str | None, body: str, media_type: str = "text/html", **context: str) -> Parsed:
    page = Page(url=url, body=body.encode(), fetched_at="2026-01-01T00:00:00Z", media_type=media_type, context=context)
    return parse(page, find_source("whatdotheyknow"))


def message(way: str, author: str, day: str, words: str, files: str = "") -> str:
    return (
        f'<div class="{way} correspondence"><div class="correspondence__header"><span class="correspondence__header__author">{author}</span>'
        f'<a class="correspondence__header__date"><time datetime="{day}T23:30:00+00:00">{day}</time></a></div>'
        f'<div class="correspondence_text">{files}<div><p>{words}</p></div></div></div>'
    )


def thread(*messages: str, title: str = "Dogs that work", user: str = '<a href="/user/ada_okafor">Ada Okafor</a>') -> str:
    return (
        f'<html><body><h1>{title}</h1><p class="request-header__subtitle">{user} made this Freedom of Information request to '
        f'<a href="/body/kent_police">Kent Police</a></p>{"".join(messages)}</body></html>'
    )


ASKED = message(
    "outgoing", "Ada Okafor", "2024-03-11", "Dear Kent Police,</p><p>How many dogs work?</p><p>Yours faithfully,</p><p>Ada Okafor"
)
ANSWERED = message("incoming", "Kent Police", "2024-04-08", "Dear Ms Okafor</p><p>Kent Police holds no information on dogs, Ada.")


def only(parsed: Parsed) -> Disclosure:
    (disclosure,) = parsed.disclosures
    return disclosure


# -- the registry ---------------------------------------------------------------------------------------------------------------------


def test_the_live_site_is_crawled_only_by_name() -> None:
    source = find_source("whatdotheyknow")
    assert source.status == "blocked"
    assert "403" in source.note
    assert [entry.url for entry in PLATFORMS["alaveteli"].entries(source)] == [f"{ORIGIN}/list/successful?page=1"]
    assert recognise(REQUEST, None).platform.name == "alaveteli"


@pytest.mark.skipif(not ROBOTS.exists(), reason="the software's robots.txt is not here")
def test_everything_that_is_asked_for_is_allowed() -> None:
    rules = Protego.parse(ROBOTS.read_text())
    for path in (
        "/list/successful?page=2",
        "/body/kent_police/successful?page=1",
        "/request/dogs",
        "/request/dogs/response/7/attach/html/3/a.pdf.html",
    ):
        assert rules.can_fetch(ORIGIN + path, "foi-ledger")
    assert not rules.can_fetch(f"{ORIGIN}/request/dogs/response/7", "foi-ledger")


# -- lists ----------------------------------------------------------------------------------------------------------------------------


def row(href: str, user: str = "Ada Okafor", status: str = "Successful", title: str = "Dogs") -> str:
    return (
        f'<div class="request_listing"><span class="head"><a href="{href}">{title}</a></span><div class="requester">Requested from '
        f'<a href="/body/kent_police">Kent Police</a> by <a href="/user/x">{user}</a> on 3 May 2024</div><strong>{status}</strong></div>'
    )


def test_a_request_has_one_address() -> None:
    hrefs = ("/request/dogs#incoming-7", "/cy/request/dogs", "/request/dogs?utm_source=x", "/en_GB/request/cats/", "/request/dogs/response/7", "/user/ada", "https://elsewhere.example/request/x")  # fmt: skip
    parsed = read(f"{ORIGIN}/list/successful?page=1", "".join(map(row, hrefs)))
    assert [link.url for link in parsed.follow] == [f"{ORIGIN}/request/dogs", f"{ORIGIN}/request/cats/"]


def test_the_version_of_a_row_is_of_its_state_and_not_of_who_asked() -> None:
    rows = (row("/request/dogs"), row("/request/dogs", user="Theo May"), row("/request/dogs", status="Refused"))
    versions = [read(f"{ORIGIN}/list/successful", each).follow[0].context["version"] for each in rows]
    assert versions[0] == versions[1] != versions[2]
    told = read(f"{ORIGIN}/list/successful", row("/request/dogs", title="Dogs of Ada Okafor")).follow[0].context
    assert told["title"] == "Dogs of [requester]"


@pytest.mark.parametrize(("number", "goes_on"), [(1, True), (19, True), (20, False)])
def test_the_site_shows_twenty_pages_of_a_list(number: int, goes_on: bool) -> None:
    following = f'<div class="pagination"><a class="next_page" rel="next" href="?page={number + 1}">Next</a></div>'
    parsed = read(f"{ORIGIN}/body/kent_police/successful?query=&page={number}", row("/request/dogs") + following)
    lists = [link.url for link in parsed.follow if link.kind == "list"]
    assert lists == ([f"{ORIGIN}/body/kent_police/successful?query=&page={number + 1}"] if goes_on else [])
    assert bool(parsed.warnings) is not goes_on


# -- requests -------------------------------------------------------------------------------------------------------------------------


def test_a_request_and_its_answer() -> None:
    disclosure = only(read(f"{REQUEST}?unfold=1#incoming-7", thread(ASKED, ANSWERED)))
    assert (disclosure.id, disclosure.url) == ("whatdotheyknow/dogs_that_work", REQUEST)
    assert (disclosure.source_kind, disclosure.authority, disclosure.authority_id) == ("request-platform", "Kent Police", "kent_police")
    assert (disclosure.date_received, disclosure.date_responded) == ("2024-03-11", "2024-04-08")
    assert (disclosure.question, disclosure.decision) == ("How many dogs work?", "not-held")
    assert disclosure.text == (
        "[requester] 2024-03-11\nHow many dogs work?\nKent Police 2024-04-08\nDear [requester]\n"
        "Kent Police holds no information on dogs, [requester]."
    )
    for name, evidence in disclosure.evidence.items():
        if name.startswith("date_"):
            assert disclosure.text[evidence.start : evidence.end] == getattr(disclosure, f"{name}_printed")


def test_what_the_requester_writes_later_is_kept_and_decides_nothing() -> None:
    later = message(
        "outgoing", "Ada Okafor", "2024-04-09", "You refused under section 12, and I ask for a review. Section 31 is no excuse."
    )
    disclosure = only(read(REQUEST, thread(ASKED, ANSWERED, later)))
    assert "section 12" in disclosure.text
    assert (disclosure.exemptions, disclosure.decision, disclosure.date_responded) == ([], "not-held", "2024-04-08")


@pytest.mark.parametrize(
    "quoted",
    [
        "-----Original Message-----<br/>From: Ada Okafor<br/>How many dogs work? Under section 12 too.",
        "From: Ada Okafor<br/>Sent: 11 March 2024<br/>To: Kent Police<br/>Subject: Dogs under section 12",
        "On 11 March 2024 at 09:14, Ada Okafor wrote:<br/>Dogs under section 12",
    ],
)
def test_a_quoted_message_is_not_the_authoritys(quoted: str) -> None:
    answer = message("incoming", "Kent Police", "2024-04-08", f"We do not hold this information.</p><p>{quoted}")
    disclosure = only(read(REQUEST, thread(ASKED, answer)))
    assert disclosure.text.endswith("We do not hold this information.")


def test_lines_that_were_broken_for_width_are_whole_again() -> None:
    words = "The information that you ask for is held by the railway, and is not<br/>held by us.<br/>- dogs<br/>- cats"
    disclosure = only(read(REQUEST, thread(ASKED, message("incoming", "Kent Police", "2024-04-08", words))))
    assert "and is not held by us.\n- dogs\n- cats" in disclosure.text


def test_an_acknowledgement_decides_nothing_and_what_it_repeats_is_the_requesters() -> None:
    body = "Ministry of Fields, Fisheries and Local Forests"
    words = "Please provide a copy of all the advice that was issued on ladders in high barns since 2013 under section 12 of the code."
    asked = message("outgoing", "Ada Okafor", "2024-03-11", f"Dear {body},</p><p>{words}</p><p>Yours faithfully,</p><p>Ada Okafor")
    noted = message(
        "incoming",
        body,
        "2024-03-12",
        "Our reference: 4290927 Information request</p><p>Thank you for contacting us on 11 March 2024 requesting:</p>"
        "<p>Please provide a copy of all the advice that was issued on ladders in<br/>high barns since 2013 under section 12 of the code.</p>"
        "<p>I am dealing with your request under the Freedom of Information Act<br/>2000 and aim to send you a response by 12 April 2024.",
    )
    page = thread(asked, noted).replace("Kent Police", body)
    disclosure = only(read(REQUEST, page))
    assert disclosure.question == words
    assert disclosure.reference == "4290927"
    assert (disclosure.decision, disclosure.outcomes) == ("unknown", [])
    assert [use for use in disclosure.exemptions if use.status == "relied_on"] == []
    assert "the Freedom of Information Act 2000 and aim" in disclosure.text
    denied = message(
        "incoming",
        body,
        "2024-04-08",
        "Unfortunately I am unable to provide this information, because we do not<br/>have it. I have attached my formal response which sets out the details.",
    )
    assert only(read(REQUEST, thread(asked, noted, denied).replace("Kent Police", body))).decision == "not-held"


def test_a_hidden_message_is_left_out_and_a_hidden_request_is_gone() -> None:
    hidden = '<div class="incoming correspondence hidden"><p class="hidden_message">This message has been hidden.</p></div>'
    assert only(read(REQUEST, thread(ASKED, hidden, ANSWERED))).date_responded == "2024-04-08"
    with pytest.raises(PageRefused) as refused:
        read(REQUEST, "<h1>Request has been removed</h1><p>It was.</p>")
    assert refused.value.reason == "gone"


@pytest.mark.parametrize(
    ("url", "body", "media_type", "reason"),
    [
        (REQUEST, thread(ASKED), "text/html", "unanswered"),
        (f"{REQUEST}.json", '{"title": "Dogs"}', "application/json", "not-a-disclosure"),
        (f"{ORIGIN}/help/about", "<h1>About</h1><p>What this site is for.</p>", "text/html", "not-a-disclosure"),
        (f"{REQUEST}/response/7/attach/html/3/dogs.pdf.html", "<p>Dog | Age</p><p>Rex | 4</p>", "text/html", "not-a-disclosure"),
    ],
)
def test_what_is_no_answer_is_refused(url: str, body: str, media_type: str, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        read(url, body, media_type)
    assert refused.value.reason == reason


# -- names ----------------------------------------------------------------------------------------------------------------------------


def test_a_name_in_a_title_an_address_and_a_file() -> None:
    link = "/request/ada_okafor_and_dogs/response/7/attach"
    files = (
        f'<ul><li class="attachment"><p class="attachment__name">Letter to Ms Okafor.pdf</p><p class="attachment__meta">40K <a href="{link}/html/3/Letter%20to%20Ms%20Okafor.pdf.html">View</a>'
        f' <a href="{link}/3/Letter%20to%20Ms%20Okafor.pdf">Download</a></p></li></ul>'
    )
    answer = message("incoming", "Kent Police", "2024-04-08", "We do not hold it.", files)
    parsed = read(f"{ORIGIN}/request/ada_okafor_and_dogs", thread(ASKED, answer, title="Dogs of Ada Okafor"))
    disclosure = only(parsed)
    assert (disclosure.title, disclosure.url) == ("Dogs of [requester]", None)
    assert [(file.name, file.url) for file in disclosure.attachments] == [("a file named after the [requester]", None)]
    assert parsed.follow == []
    assert not re.search("okafor|ada", json.dumps([disclosure.id, disclosure.title, disclosure.text]), re.IGNORECASE)


def test_a_letter_of_a_request_takes_its_facts_and_the_traces_of_the_name() -> None:
    link = f"{REQUEST}/response/7/attach"
    files = f'<ul><li class="attachment"><p class="attachment__name">Reply.pdf</p><p class="attachment__meta">40K <a href="{link}/html/3/Reply.pdf.html">View</a> <a href="{link}/3/Reply.pdf?cookie_passthrough=1">Download</a></p></li></ul>'
    answer = message("incoming", "Kent Police", "2024-04-08", "Our reply is attached.", files)
    parsed = read(REQUEST, thread(ASKED, answer))
    assert only(parsed).attachments[0].url == f"{link}/3/Reply.pdf"
    assert only(parsed).decision == "unknown", "the message only says that the answer is in a file"
    (letter,) = parsed.follow
    body = "<p>Dear Applicant</p><p>You asked:</p><p>How many dogs work?</p><p>Our response</p><p>As Ada was told, Kent Police does not hold this information.</p>"
    disclosure = only(read(letter.url, body, **letter.context))
    assert disclosure.id == "whatdotheyknow/dogs_that_work/7/3"
    assert (disclosure.authority_id, disclosure.date_responded, disclosure.decision) == ("kent_police", "2024-04-08", "not-held")
    assert "As [requester] was told, Kent Police" in disclosure.text


def test_a_text_saved_from_a_page() -> None:
    text = (
        "Dogs that work\nAda Okafor made this Freedom of Information request to Kent Police\nThe request was successful.\nAda Okafor 11 March 2024\n"
        "Dear Kent Police,\nHow many dogs work?\nYours faithfully,\nAda Okafor\nLink to this\nJ. Smith, Kent Police\n8 April 2024\nDear Ms Okafor\n"
        "Kent Police does not hold this information.\nLink to this\nThings to do with this request\nAda Okafor\n"
    )
    disclosure = only(read(REQUEST, text, PLAIN))
    assert disclosure.text == (
        "[requester] 11 March 2024\nHow many dogs work?\nKent Police 8 April 2024\nDear [requester]\nKent Police does not hold this information."
    )
    assert (disclosure.title, disclosure.decision) == ("Dogs that work", "not-held")


def test_a_crawl_keeps_no_name_but_in_the_pages_themselves(folder: DataFolder, foi: Foi) -> None:
    with with_part(PublicRequests()) as server:
        crawl(folder, server, "sample-alaveteli")
    assert last_report(folder, "sample-alaveteli").disclosures == 7
    raw = SourceArchive(folder.archive / "sample-alaveteli")
    assert any(NAMES.search(page.body) for run in raw.runs() for _, page in raw.pages(run)), "the sample pages have names"
    kept = [path for path in folder.root.rglob("*") if path.is_file() and path.suffix != ".gz"]
    assert any(path.suffix == ".sqlite3" for path in kept)
    assert [path for path in kept if NAMES.search(path.read_bytes())] == []
    assert not NAMES.search(foi("export", "--format", "jsonl").stdout.encode())
    for name in ("brackwater", "thistlewood", "hanlon", "nettlefold"):
        assert json.loads(foi("search", name, "--format", "json").stdout)["total"] == 0, name


# -- crawls ---------------------------------------------------------------------------------------------------------------------------


def test_every_layout_is_crawled_and_a_refresh_asks_for_the_newest_page(folder: DataFolder) -> None:
    with with_part(PublicRequests()) as server:
        crawl(folder, server, "sample-alaveteli")
        lines = RunFiles(folder, "sample-alaveteli", known_runs(folder, "sample-alaveteli")[-1]).items.read_bytes().splitlines()
        again = crawl(folder, server, "sample-alaveteli")
    read_ = {json.loads(line)["id"].split("/", 1)[1]: json.loads(line)["decision"] for line in lines}
    assert {name.partition("/")[0]: decision for name, decision in sorted(read_.items())}.keys() == {
        "bus_lane_fines_on_harbour_road",
        "cctv_in_the_parks",
        "felling_of_the_limes",
        "rents_of_market_stalls",
        "swimming_lessons_for_adults",
    }
    assert sorted(decision for name, decision in read_.items() if "cctv" in name) == ["disclosed-in-part", "refused", "unknown"]
    assert sorted(url.partition("example")[2] for url in again) == ["/list/successful?page=1", "/robots.txt"]
    assert changes(folder) == []


def test_an_answer_that_came_later_and_a_request_that_was_taken_down(folder: DataFolder) -> None:
    part = PublicRequests()
    with with_part(part) as server:
        crawl(folder, server, "sample-alaveteli")
        answered = part.entries["street_parties"]
        facts = {**answered.facts, "state": "successful", "status": "Successful"}
        part.entries["street_parties_added"] = replace(
            answered,
            name="street_parties_added",
            facts=facts,
            body=answered.body + "\n=== from 2024-06-20\nForty-one.",
            changed=date(2024, 6, 20),
        )
        del part.entries["swimming_lessons_for_adults"]
        asked = crawl(folder, server, "sample-alaveteli")
        assert [url.rpartition("/request/")[2] for url in asked if "/request/" in url] == ["street_parties_added"]
        crawl(folder, server, "sample-alaveteli", "--full")
    assert changes(folder) == [("new", "street_parties_added"), ("withdrawn", "swimming_lessons_for_adults")]


def test_archives_and_saved_pages_import(foi: Foi, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(thread(ASKED, ANSWERED))
    done = foi_process(tmp_path / "data", "import", str(tmp_path / "page.html"), "--source", "whatdotheyknow")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in foi_process(tmp_path / "data", "export").stdout.splitlines()]
    assert [(row["authority"], row["source_kind"]) for row in rows] == [("Kent Police", "request-platform")]
