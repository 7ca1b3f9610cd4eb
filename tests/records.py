"""Records made for tests, without a page behind them."""

from typing import Any

from crawler.items import Attachment, Disclosure, Evidence, Exemption, Provenance, encode
from crawler.law import Citation, heading_of
from indexer import Observed


def disclosure(key: str, text: str = "The force holds the information.", *, source: str = "test-police", page: str = "", relied_on: tuple[str, ...] = (), mentioned: tuple[str, ...] = (), files: tuple[str, ...] = (), **facts: Any) -> Disclosure:  # fmt: skip
    """A disclosure with this text; `relied_on` and `mentioned` are canonical citations, `page` the hash of its page."""
    evidence = Evidence(start=0, end=1, rule="test")
    cited = [(citation, "relied_on") for citation in relied_on] + [(citation, "mentioned") for citation in mentioned]
    exemptions = [
        Exemption(citation=citation, law=citation.split()[0], provision=citation.split()[1], heading=heading_of(Citation.parse(citation)), status=status, evidence=evidence)  # type: ignore[arg-type]
        for citation, status in cited
    ]  # fmt: skip
    facts.setdefault("url", f"https://www.test.police.example/foi-ai/test-police/{key}/")
    return Disclosure(
        id=f"{source}/{key}",
        source=source,
        platform="single-online-home",
        authority=facts.pop("authority", "Test Police"),
        authority_id="test_police",
        nation="england",
        licence="test",
        text=text,
        exemptions=exemptions,
        attachments=[Attachment(name=name, url=f"https://www.test.police.example/SysSiteAssets/{name}") for name in files],
        provenance=Provenance(fetched_at=facts.pop("fetched_at", "2026-01-01T00:00:00Z"), page_sha256=page or f"page-{key}-{hash(text)}", record="r/0", parser_version="p1"),
        **facts,
    )  # fmt: skip


def observed(run: str, **facts: Any) -> Observed:
    """A complete crawl that finished in the hour that its name gives."""
    defaults: dict[str, Any] = {
        "source": "test-police",
        "run": run,
        "kind": "crawl",
        "status": "complete",
        "reason": "",
        "parser_version": "p1",
        "complete": True,
        "started": f"2026-01-01T{run[-2:]}:00:00Z",
        "finished": f"2026-01-01T{run[-2:]}:30:00Z",
        "max_missing_share": 0.5,
    }
    return Observed(**{**defaults, **facts})


def lines(*disclosures: Disclosure) -> list[bytes]:
    return [encode(item) for item in disclosures]


VARYING = {
    "provenance",
    "first_seen",
    "last_seen",
    "document_type",
    "date_published",
    "date_published_printed",
    "evidence",
    "alternate_urls",
}
"""Fields that tell how a page came to us, or what only a list or a page's markup says: they differ between two ways in."""
