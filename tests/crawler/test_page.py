import gzip
from dataclasses import replace

import pytest

from crawler.errors import Blocked, PageRefused
from crawler.page import HTML, MAX_BYTES, PLAIN, XML, Page, challenge_in, media_type_of, refuse_failure
from crawler.parsers import parse
from crawler.source import find_source


def page(body: bytes, **facts: object) -> Page:
    return Page(url="https://www.example.org/", body=body, fetched_at="2026-01-01T00:00:00Z", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "headers", "text"),
    [
        ("caffè – £5".encode(), {}, "caffè – £5"),
        ("caffè – £5".encode("cp1252"), {}, "caffè – £5"),
        ("Dŵr £5".encode("utf-16"), {}, "Dŵr £5"),
        (b"\xef\xbb\xbfHeddlu", {}, "Heddlu"),
        ("£5".encode("latin-1"), {"content-type": "text/html; charset=iso-8859-1"}, "£5"),
        ('<meta charset="windows-1252"><p>£5'.encode("cp1252"), {}, '<meta charset="windows-1252"><p>£5'),
    ],
)
def test_bytes_become_text(body: bytes, headers: dict[str, str], text: str) -> None:
    assert page(body, headers=headers).text == text
    assert page(body, headers=headers).damaged == 0


def test_a_damaged_utf8_text_stays_utf8_and_says_so() -> None:
    broken = page("Pwllheli: Dŵr, tŷ, £5 – ’quote’ ".encode() + b"\xc5")
    assert broken.text.startswith("Pwllheli: Dŵr, tŷ, £5")
    assert broken.damaged == 1


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"PK\x03\x04 ...", "binary"),
        (gzip.compress(b"hello", mtime=0), "binary"),
        (b"text\0with\0zeros", "binary"),
        (b"x" * (MAX_BYTES + 1), "too-large"),
    ],
)
def test_what_is_no_text_is_refused(body: bytes, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        _ = page(body).text
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (403, {"cf-mitigated": "challenge"}, b""),
        (200, {}, b"<html><title>Just a moment...</title></html>"),
        (503, {"server": "cloudflare"}, b"busy"),
        (403, {}, b"<script src='/cdn-cgi/challenge-platform/h/b/orchestrate'></script>"),
        (429, {"server": "cloudflare"}, b""),
    ],
)
def test_a_challenge_is_a_block(status: int, headers: dict[str, str], body: bytes) -> None:
    assert challenge_in(status, headers, body)
    with pytest.raises(Blocked):
        refuse_failure(page(body, status=status, headers=headers))


def test_a_letter_that_names_cloudflare_is_no_challenge() -> None:
    letter = b"<html><title>Web hosting costs</title><p>The site is protected by Cloudflare. Please wait just a moment.</p></html>"
    assert challenge_in(200, {"server": "cloudflare"}, letter) is None


@pytest.mark.parametrize(("status", "reason"), [(404, "gone"), (410, "gone"), (403, "http-error"), (500, "http-error")])
def test_http_errors_are_refused_by_name(status: int, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        refuse_failure(page(b"<p>no</p>", status=status))
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("declared", "body", "media_type"),
    [
        ("text/html", b"<p>", HTML),
        ("", b"<!DOCTYPE html>", HTML),
        ("text/plain; charset=utf-8", b"hello", PLAIN),
        ("application/xml", b"<?xml version='1.0'?><urlset>", XML),
        ("text/html", b"<?xml version='1.0'?><html>", HTML),
        ("text/plain", b"<urlset>", XML),
    ],
)
def test_media_type_by_first_bytes_then_as_declared(declared: str, body: bytes, media_type: str) -> None:
    assert media_type_of(declared, body) == media_type


@pytest.mark.parametrize("source", ["ons", "gov-wales", "gov-scot", "cambs-police"])
def test_a_saved_text_without_its_platforms_layout_is_read_for_what_it_says(source: str) -> None:
    letter = b"Bicycles\nRequest\nHow many bicycles did you buy?\nResponse\nWe do not hold this information.\n"
    saved = Page(url="https://www.example.org/old/2020/7", body=letter, fetched_at="2026-01-01T00:00:00Z", media_type=PLAIN)
    (disclosure,) = parse(saved, find_source(source)).disclosures
    assert (disclosure.question, disclosure.decision) == ("How many bicycles did you buy?", "not-held")
    for other in (b"A page about bicycles.\nThey have two wheels.\n", b"\n"):
        with pytest.raises(PageRefused):
            parse(replace(saved, body=other), find_source(source))
