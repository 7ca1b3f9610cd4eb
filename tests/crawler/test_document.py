import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.document import Document, document_of, fold_space
from crawler.errors import PageRefused
from crawler.page import PLAIN, Page


def read(html: str, url: str = "https://www.example.org/a/b/") -> Document:
    return document_of(Page(url=url, body=html.encode(), fetched_at="2026-01-01T00:00:00Z"))


def test_lines_are_blocks_with_list_numbers_and_table_rows() -> None:
    document = read(
        """<html><body><nav>menu</nav><main><h1>Title</h1><p>One<br>two &nbsp; words</p>
        <ol start="3"><li>third<ul><li>sub</li></ul></li><li><p>fourth</p><p>more</p></li></ol>
        <ol type="a"><li>aa</li><li value="4">dd</li></ol><ol type="I"><li>x</li><li>y</li></ol>
        <table><tr><th>Year</th><th>Count</th></tr><tr><td><p>2021</p></td><td>5</td></tr></table>
        <table><tr><td><p>Request</p><p>How many?</p></td><td><p>Ten.</p></td></tr></table>
        <script>no()</script><p hidden>no</p><p style="display: none">no</p></main><footer>no</footer></body></html>"""
    )
    assert document.title == "Title"
    assert document.lines == [
        *("One", "two words", "3. third", "• sub", "4. fourth", "more", "a. aa", "d. dd", "I. x", "II. y"),
        *("Year | Count", "2021 | 5", "Request", "How many?", "Ten."),
    ]


def test_title_from_metadata_without_the_site_name() -> None:
    assert (
        read("<html><head><title>Knife crime | Northmoor Police</title></head><body><main><p>x</p></main></body></html>").title
        == "Knife crime"
    )
    assert read("<html><body><h1>Outside</h1><main><p>x</p></main></body></html>").title == "Outside"


def test_links_are_absolute_and_know_their_row() -> None:
    document = read('<main><ul><li>Log<a href="../c/">C</a> 18/04/2024</li></ul><a href="#top">t</a><a href="http://[">b</a></main>')
    assert [(link.url, link.text, link.around) for link in document.links] == [("https://www.example.org/a/c/", "C", "Log C 18/04/2024")]


def test_meta_times_language_and_canonical() -> None:
    document = read(
        '<html lang="cy"><head><meta property="article:published_time" content="2024-04-18T09:00:00Z"><link rel="canonical" href="/x/">'
        '</head><body><main><time datetime="2024-01-02">2 Jan</time></main></body></html>'
    )
    assert document.meta == {"article:published_time": "2024-04-18T09:00:00Z", "canonical": "https://www.example.org/x/"}
    assert (document.times, document.language) == (["2024-01-02"], "cy")


def test_plain_text_gives_the_same_kind_of_lines() -> None:
    page = Page(url=None, body="One\r\n\n  two \u00a0 words \nthree".encode(), fetched_at="", media_type=PLAIN)
    assert document_of(page).lines == ["One", "two words", "three"]


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<html><head><title>x</title></head><body><main><div></div></main></body></html>", "empty"),
        ("<html><body><h1>Sorry</h1><p>The site is currently unavailable.</p></body></html>", "maintenance"),
        ("<html><title>Planned maintenance</title><body><p>Back soon.</p></body></html>", "maintenance"),
    ],
)
def test_shells_and_notices_are_refused(html: str, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        read(html)
    assert refused.value.reason == reason


def test_a_letter_about_maintenance_is_a_letter() -> None:
    words = "The force spent money on planned maintenance of its vehicles. " * 30
    assert read(f"<main><p>{words}</p></main>").lines


@pytest.mark.parametrize(
    "unit",
    ["<div>", "<ol><li>x", "<table><tr><td>x", "<p>a<a href=x>b</a>", "<b>x", "<main>", "<!-- ", "<ul><li><table>", "</main>", "<tr><td>"],
)
def test_time_grows_no_faster_than_length(unit: str) -> None:
    def seconds(count: int) -> float:
        html = "<html><body><main>x" + unit * count
        start = time.process_time()
        read(html)
        return time.process_time() - start

    seconds(100)
    bound = 8 * 4 * max(min(seconds(2_000) for _ in range(3)), 0.01)
    assert any(seconds(16_000) < bound for _ in range(3)), "eight times the page took far more than eight times as long"


@given(st.text())
def test_folded_text_has_single_blanks_only(text: str) -> None:
    folded = fold_space(text)
    assert folded == folded.strip()
    assert "  " not in folded
    assert "\n" not in folded
