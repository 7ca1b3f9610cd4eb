"""Socrata: open-data portals whose data set holds whole letters, a row each.

Built on what two projects that load Camden's set record of it (2026): the columns and their names, letters of about 3,600 characters, never
empty. The set's id is a setting: an earlier one was made private in 2026.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import msgspec

from crawler.document import document_of, plain_text
from crawler.items import Attachment
from crawler.page import JSON, Page, refuse_failure
from crawler.parsers.api import decode
from crawler.parsers.base import MEDIA_TYPES, Follow, Parsed, Platform
from crawler.parsers.detail import Hint, Hints, field_hint, read_detail
from crawler.parsers.rows import Row, read_rows
from crawler.reading.boilerplate import without_boilerplate
from crawler.source import Source

PAGE_SIZE = 1200
"""Rows a page: letters of 4 kB make 5 MB, half of what a page may have."""


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data set's names for what a row holds."""

    reference: str = "identifier"
    date: str = "document_date"
    title: str = "document_title"
    text: str = "document_text"
    file: str = "document_link"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`dataset` is the id in the set's address, four characters twice; `prefix` the letters that begin the authority's references."""

    dataset: str
    prefix: str = ""
    columns: Columns = msgspec.field(default_factory=Columns)


def entries(source: Source) -> list[Follow]:
    """The first rows, in an order that does not change while they are read."""
    settings = msgspec.convert(source.settings, Settings)
    query = {"$limit": str(PAGE_SIZE), "$offset": "0", "$order": settings.columns.reference}
    return [Follow(f"{source.origin}/resource/{settings.dataset}.json?{urlencode(query, safe='$')}", "list")]


def parse(page: Page, source: Source) -> Parsed:
    """A page of rows; a letter of the set that somebody saved is read as it is."""
    refuse_failure(page)
    settings = msgspec.convert(source.settings, Settings)
    if page.media_type != JSON and not (page.url and "/resource/" in page.url):
        document = document_of(page, source.origin)
        disclosure = read_detail(page, document, source, _hints("\n".join(without_boilerplate(document.lines)), settings), [])
        return Parsed("detail", [disclosure], warnings=disclosure.warnings)
    rows = decode(page, list[dict[str, Any]])
    return read_rows(page, source, _rows(rows, settings, source), _next(page.url, len(rows)))


def _hints(text: str, settings: Settings) -> Hints:
    """A letter without its row: its reference, by the authority's letters, makes the id that the row has."""
    found = re.search(rf"\b{re.escape(settings.prefix)}\d{{3,8}}\b", text) if settings.prefix else None
    return Hints(found.group(), Hint(found.group(), found.group(), found.start(), "reference/prefix", "text")) if found else Hints()


def _rows(rows: list[dict[str, Any]], settings: Settings, source: Source) -> Iterator[Row]:
    columns = settings.columns
    for row in rows:
        printed = _string(row.get(columns.reference))
        link = row.get(columns.file)
        file = _string(link.get("url") if isinstance(link, dict) else link)  # the portal's type for addresses is an object
        yield Row(
            url=f"{source.origin}/resource/{settings.dataset}.json?{columns.reference}={quote(printed, safe='')}",
            body=msgspec.json.encode(row, order="sorted"),
            document=replace(plain_text(_string(row.get(columns.text))), title=_string(row.get(columns.title)) or None),
            hints=Hints(
                key=printed,
                reference=Hint(printed, printed, 0, "reference/row", "meta", firm=True) if printed else None,
                responded=field_hint(_string(row.get(columns.date)), "responded/row"),
            ),
            files=[Attachment(name=file.rsplit("/", 1)[-1], url=file, media_type=_media_type(file))] if file.startswith("http") else [],
        )


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _media_type(url: str) -> str | None:
    return MEDIA_TYPES.get(urlsplit(url).path.rsplit(".", 1)[-1].lower())


def _next(url: str | None, count: int) -> Follow | None:
    """The page behind this one, while this one is full."""
    parts = urlsplit(url or "")
    query = dict(parse_qsl(parts.query))
    limit, offset = query.get("$limit", ""), query.get("$offset", "0")
    if not (limit.isdigit() and offset.isdigit()) or count < int(limit):
        return None
    return Follow(urlunsplit(parts._replace(query=urlencode({**query, "$offset": str(int(offset) + count)}, safe="$"))), "list")


PLATFORM = Platform(
    "socrata",
    parse,
    entries,
    Settings,
    address=re.compile(r"/(?:resource|d|dataset/[^/]+/[^/]+)/(?P<dataset>[a-z0-9]{4}-[a-z0-9]{4})\b"),
    rows=True,
)
