"""Pages of no particular platform: a response is read by the labels and cues that its text keeps."""

import re
from urllib.parse import urlsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import document_of
from crawler.page import Page, refuse_failure
from crawler.parsers.base import MEDIA_TYPES, Follow, Parsed, Platform
from crawler.parsers.detail import Hint, Hints, read_detail
from crawler.reading import reference
from crawler.source import Source

_FILE = re.compile(rf"\.(?:{'|'.join(MEDIA_TYPES)})$", re.IGNORECASE)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lists` are addresses to start from."""

    lists: list[str] = []


def entries(source: Source) -> list[Follow]:
    """The source's lists."""
    return [Follow(url, "list") for url in msgspec.convert(source.settings, Settings).lists]


def parse(page: Page, source: Source) -> Parsed:
    """The page as a response."""
    refuse_failure(page)
    document = document_of(page, source.origin)
    files = [link for link in document.links if _FILE.search(urlsplit(link.url).path)]
    disclosure = read_detail(page, document, source, _hints(page), files)
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _hints(page: Page) -> Hints:
    if page.url is None:
        return Hints()
    parts = urlsplit(canonical_url(page.url))
    found = reference.from_address(page.url)
    return Hints(
        key=f"{parts.hostname}{parts.path}".rstrip("/").lower(),
        reference=Hint(found.canonical, found.printed, found.start, f"reference/{found.form}") if found else None,
    )


PLATFORM = Platform("labelled-page", parse, entries, Settings)
