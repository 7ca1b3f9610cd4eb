"""CKAN: open-data portals where each response is a data set, its request and answer in the description.

Built on the portal's documented package_search and on what is known of the NHS Business Services Authority's log (2026): `notes` is
Markdown with the headings Request and Response, `resources` are the files.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, document_of, plain_text
from crawler.errors import PageRefused
from crawler.items import Attachment, Where
from crawler.page import JSON, Page, refuse_failure
from crawler.parsers.api import decode
from crawler.parsers.base import MEDIA_TYPES, Follow, Parsed, Platform
from crawler.parsers.detail import Hint, Hints, field_hint, read_detail
from crawler.parsers.markdown import without_marks
from crawler.parsers.rows import Row, read_rows
from crawler.source import Source

SEARCH = "/api/3/action/package_search"
PAGE_SIZE = 1000
"""Data sets a page, the portal's own most."""
_NAME = re.compile(r"^(?P<letters>foi|eir)-?(?P<number>\d{3,6})$", re.IGNORECASE)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`organisation` is the slug that the log is filed under, as an organisation or as a group."""

    organisation: str


class _Resource(msgspec.Struct):
    url: str | None = None
    name: str | None = None
    format: str | None = None
    size: int | None = None


class _Package(msgspec.Struct):
    name: str
    title: str | None = None
    notes: str | None = None
    metadata_created: str | None = None
    resources: list[_Resource] = []


class _Found(msgspec.Struct):
    count: int
    results: list[msgspec.Raw]


class _Answer(msgspec.Struct):
    success: bool
    result: _Found


def entries(source: Source) -> list[Follow]:
    """The log's data sets by organisation; by group when there is no such organisation."""
    slug = msgspec.convert(source.settings, Settings).organisation
    return [
        Follow(
            f"{source.origin}{SEARCH}?{urlencode({'fq': f'{field}:{slug}', 'rows': PAGE_SIZE, 'start': 0, 'sort': 'name asc'}, safe=':')}",
            "list",
        )
        for field in ("organization", "groups")
    ]


def parse(page: Page, source: Source) -> Parsed:
    """A page of data sets; a data set's page that somebody saved is read as it is."""
    refuse_failure(page)
    if page.media_type != JSON and not (page.url and "/api/" in page.url):
        return _parse_saved(page, source)
    answer = decode(page, _Answer)
    if not answer.success:
        raise PageRefused("unrecognised", "the portal says that the search failed")
    found = answer.result
    return read_rows(page, source, _rows(found.results, source), _next(page.url, found))


def _rows(results: list[msgspec.Raw], source: Source) -> Iterator[Row]:
    for raw in results:
        try:
            package = msgspec.json.decode(raw, type=_Package)
        except msgspec.DecodeError as error:
            raise PageRefused("unrecognised", f"a data set has another shape than expected: {error}") from error
        url = f"{source.origin}/dataset/{package.name}"
        yield Row(
            url,
            bytes(raw),
            _document(package),
            _hints(package),
            [_attachment(resource, url) for resource in package.resources if resource.url],
        )


def _document(package: _Package) -> Document:
    return replace(plain_text(without_marks(package.notes or "")), title=package.title)


def _hints(package: _Package) -> Hints:
    return Hints(
        key=package.name.lower(),
        reference=_reference(package.name, 0, "meta"),
        published=field_hint(package.metadata_created, "published/api", firm=True),
    )


def _reference(name: str, start: int, where: Where) -> Hint | None:
    """`foi-02699` names the request FOI-02699."""
    match = _NAME.match(name)
    return Hint(f"{match['letters'].upper()}-{match['number']}", name, start, "reference/dataset", where) if match else None


def _page_hints(url: str | None) -> Hints:
    name = urlsplit(canonical_url(url)).path.rstrip("/").rsplit("/", 1)[-1] if url else ""
    return Hints(key=name.lower(), reference=_reference(name, (url or "").rfind(name), "url"))


def _parse_saved(page: Page, source: Source) -> Parsed:
    """A data set's page, or its text; a text without its address gets the id that the data set has."""
    document = document_of(page, source.origin)
    files = [link for link in document.links if "/download/" in link.url]
    disclosure = read_detail(page, document, source, _page_hints(page.url), files)
    if not page.url and _NAME.match(disclosure.reference or ""):
        disclosure = msgspec.structs.replace(disclosure, id=f"{source.id}/{(disclosure.reference or '').lower()}")
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _attachment(resource: _Resource, url: str) -> Attachment:
    file = urljoin(url, resource.url or "")
    format_ = (resource.format or file.rsplit(".", 1)[-1]).lower().strip(".")
    return Attachment(name=resource.name or file.rsplit("/", 1)[-1], url=file, media_type=MEDIA_TYPES.get(format_), size=resource.size)


def _next(url: str | None, found: _Found) -> Follow | None:
    parts = urlsplit(url or "")
    query = dict(parse_qsl(parts.query))
    start = query.get("start", "0")
    following = (int(start) if start.isdigit() else 0) + len(found.results)
    if not url or not found.results or following >= found.count:
        return None
    return Follow(urlunsplit(parts._replace(query=urlencode({**query, "start": str(following)}, safe=":"))), "list")


PLATFORM = Platform(
    "ckan",
    parse,
    entries,
    Settings,
    address=re.compile(r"(?:fq=(?:organization|groups)(?::|%3A)|/organization/)(?P<organisation>[\w-]+)|/dataset/[a-z]+-\d+(?:/|$)"),
    rows=True,
)
