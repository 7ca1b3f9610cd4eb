"""Sitemaps: the addresses that they list, with their times of change; nothing outside the file is ever read."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crawler.errors import PageRefused
from crawler.page import XML, Page


@dataclass(frozen=True)
class SitemapEntry:
    """One `<url>`, or one `<sitemap>` of an index; `lastmod` as printed, or empty."""

    url: str
    lastmod: str
    is_sitemap: bool

    @property
    def context(self) -> dict[str, str]:
        """What a crawl is told of the entry: its version. That of a page without a time of change never changes, so that the page is read
        again when it is due; a sitemap without one is always read."""
        version = self.lastmod or ("" if self.is_sitemap else "undated")
        return {"version": version} if version else {}


def is_sitemap(page: Page) -> bool:
    """Whether the body is XML, as sitemaps are."""
    return page.media_type == XML or page.body.lstrip()[:5] in (b"<?xml", b"<urls", b"<site")


def entries_of(page: Page) -> Iterator[SitemapEntry]:
    """What the sitemap lists, in order. Raises PageRefused for what is not XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(page.body, parser)
    if root is None:
        raise PageRefused("unrecognised", "the sitemap is not XML")
    for entry in root:
        if isinstance(entry.tag, str):
            values = {etree.QName(child).localname: (child.text or "").strip() for child in entry if isinstance(child.tag, str)}
            yield SitemapEntry(values.get("loc", ""), values.get("lastmod", ""), etree.QName(entry).localname == "sitemap")
