import csv
from pathlib import Path

import pytest

from crawler.errors import PageRefused
from crawler.page import Page
from crawler.parsers import parse
from crawler.parsers.single_online_home import classify, entries
from crawler.source import find_source, load_sources

SHARED = Path(__file__).parents[3] / "shared" / "facts" / "soh" / "url_cases.csv"

# Shapes of real addresses, with invented slugs.
CASES = [
    ("/foi-ai/metropolitan-police/disclosure-2024/june-2024/a-slug/", "disclosure", 2024, 6, None),
    ("/foi-ai/metropolitan-police/disclosure-2023/march-2023/a-slug.pdf/", "disclosure", 2023, 3, None),
    ("/foi-ai/metropolitan-police/d/july-2022/a-slug/", "disclosure", 2022, 7, None),
    ("/foi-ai/metropolitan-police/disclosure-logs-2023/spending/", "disclosure", 2023, None, None),
    (
        "/foi-ai/warwickshire-police/foi-disclosure-2023/october-2023/foi-123-2023--oct-2023--foi-request/",
        "disclosure",
        2023,
        10,
        "123-2023",
    ),
    ("/foi-ai/south-wales-police/disclosure-log/2025/august/foi-12325/", "disclosure", 2025, 8, "123/25"),
    ("/foi-ai/south-wales-police/disclosure-log/2025/august/foi-12319/", "disclosure", 2025, 8, None),
    ("/foi-ai/cleveland-police/disclosure/2026/january/foi-1226-a-topic/", "disclosure", 2026, 1, "12/26"),
    ("/foi-ai/northamptonshire-police/disclosure-logs/2025/july/foi-11223-25-a-topic/", "disclosure", 2025, 7, "11223/25"),
    ("/foi-ai/north-yorkshire-police/foi-disclosure-2021-22/february-2025/foi-a-topic-0123-202425/", "disclosure", 2025, 2, None),
    ("/foi-ai/gwent-police/disclosure2/2022/09---september/202212345---a-topic/", "disclosure", 2022, 9, None),
    ("/cy-GB/foi-ai/heddlu-dyfed-powys/datgeliadau-2024/chwefror/a-topic-19224/", "disclosure", 2024, 2, None),
    ("/foi-ai/essex-police/other-information/previous-foi-requests/a-topic/", "disclosure", None, None, None),
    ("/foi-ai/kent-police/Policy/it/a-sop-w1234/", "policy", None, None, None),
    ("/foi-ai/dyfed-powys-police/publication-scheme/a-list/", "publication-scheme", None, None, None),
]


@pytest.mark.parametrize(("path", "kind", "year", "month", "reference"), CASES)
def test_an_address_tells_what_a_page_is(path: str, kind: str, year: int | None, month: int | None, reference: str | None) -> None:
    address = classify(f"https://www.example.police.uk{path}")
    assert address.is_detail
    assert (address.kind, address.year, address.month) == (kind, year, month)
    assert (address.reference.canonical if address.reference else None) == reference


@pytest.mark.parametrize(
    "path", ["/foi-ai/af/accessing-information/published-items/", "/foi-ai/accessing-information/published-items/", "/news/x/", "/"]
)
def test_lists_and_other_pages_are_no_details(path: str) -> None:
    assert not classify(f"https://www.example.police.uk{path}").is_detail


@pytest.mark.skipif(not SHARED.exists(), reason="the shared table of real addresses is not here")
def test_every_row_of_the_shared_table() -> None:
    for row in csv.DictReader(SHARED.read_text().splitlines()):
        address = classify(row["url"])
        reference = address.reference.canonical if address.reference else ""
        got = (
            str(address.is_detail),
            address.force_slug or "",
            address.kind or "",
            str(address.year or ""),
            str(address.month or ""),
            reference,
        )
        assert got == (row["is_detail"], row["force_slug"], row["kind"], row["year"], row["month"], row["ref_from_slug"]), row["url"]


def page(body: str, url: str | None) -> Page:
    return Page(url=url, body=body.encode(), fetched_at="2026-01-01T00:00:00Z")


def test_a_crawl_starts_at_the_sitemap_then_the_listing() -> None:
    first, second = entries(find_source("cleveland-police"))
    assert first.url == "https://www.cleveland.police.uk/sitemap.xml"
    assert second.url.startswith("https://www.cleveland.police.uk/foi-ai/af/accessing-information/published-items/?q=&dt=Disclosure+log&")


def test_a_sitemap_with_entities_does_nothing_but_list(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    body = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><urlset><url><loc>https://www.cleveland.police.uk/&e;</loc></url></urlset>'
    )
    parsed = parse(page('<?xml version="1.0"?>' + body, "https://www.cleveland.police.uk/sitemap.xml"), find_source("cleveland-police"))
    assert "secret" not in str(parsed)


@pytest.mark.parametrize(
    ("body", "url", "reason"),
    [
        ("<main><p>Our force is led by a chief constable and some superintendents.</p></main>", None, "unrecognised"),
        (
            "<main><h1>A policy</h1><p>words</p></main>",
            "https://www.kent.police.uk/foi-ai/kent-police/Policy/it/a-sop/",
            "not-a-disclosure",
        ),
        ("<main><p>words</p></main>", "https://www.kent.police.uk/about/", "unrecognised"),
    ],
)
def test_what_is_no_disclosure_is_refused(body: str, url: str | None, reason: str) -> None:
    with pytest.raises(PageRefused) as refused:
        parse(page(body, url), find_source("kent-police"))
    assert refused.value.reason == reason


def test_every_source_has_entries_and_a_law() -> None:
    for source in load_sources().values():
        assert source.law.act in ("FOIA", "FOISA", "JFOIL")
        assert source.licence
        assert source.terms_url.startswith("http")
