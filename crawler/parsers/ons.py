"""ONS: published requests of the Office for National Statistics, by its search API, else by the site's own list.

Built on the public code of the site (ONSdigital/dp-search-api, dp-frontend-search-controller and babbage, 2026-08). A list shows its first 500
results and no more, so it goes on with what was released before the last of them.
"""

import re
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, Link, document_of, fold_space, plain_text
from crawler.errors import PageRefused
from crawler.items import Attachment
from crawler.page import JSON, Page, refuse_failure
from crawler.parsers.api import decode
from crawler.parsers.base import MEDIA_TYPES, Follow, Parsed, Platform, row_version, with_named
from crawler.parsers.detail import read_detail
from crawler.parsers.layout import Layout, at
from crawler.parsers.markdown import without_marks
from crawler.reading import dates
from crawler.source import Source

LISTING = "/publishedrequests"
PAGE_SIZE = 50
"""Rows a page of the list, its most."""
MAX_RESULTS = 500
"""How far the list goes on; a page behind that is an error."""
_API_SIZE = 1000
_REQUEST = re.compile(
    r"/aboutus/transparencyandgovernance/(?:freedomofinformationfoi/)?(?!freedomofinformationfoi$|publishedrequests$)[^/]+", re.IGNORECASE
)
_LISTING = re.compile(r"/publishedrequests$", re.IGNORECASE)
_TYPE = "static_foi"
_LAYOUT = Layout(
    labels={
        "Release date": "published",
        "Dyddiad y datganiad": "published",
        "FOI reference": "reference",
        "FOI reference number": "reference",
        "FOI Ref": "reference",
        "Our reference": "reference",
        "You asked": "request",
        "We said": "response",
    },
    reference=re.compile(r"(?P<code>(?:(?:FOI|EIR)[-/ ]?)?(?:20\d\d[-/])?\d{2,6})\b", re.IGNORECASE),
    above=re.compile(r"^(?:Freedom of Information(?: \(FOI\))?|Home|About us|Cymraeg|English.*)$", re.IGNORECASE),
    tail=re.compile(
        r"^(?:Downloads? associated with (?:this |the )?request|Making an FOI request|Lawrlwyth(?:iad)?(?:au)? cysylltiol .*)$",
        re.IGNORECASE,
    ),
)
_FILE_NOTE = re.compile(r"\(\s*(?P<size>[\d.,]+)\s*(?P<unit>[kMG]?)B\s*(?P<type>\w{2,5})?\s*\)", re.IGNORECASE)
_UNITS = {"": 1, "k": 1000, "m": 1000**2, "g": 1000**3}


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`api`: the address of the search API, or nothing when only the list can be read."""

    api: str = ""


class _Item(msgspec.Struct):
    uri: str
    title: str | None = None
    summary: str | None = None
    release_date: str | None = None
    type: str = _TYPE


class _Found(msgspec.Struct):
    count: int
    items: list[_Item] | None = None


class _Result(msgspec.Struct):
    uri: str


class _Description(msgspec.Struct):
    title: str | None = None
    releaseDate: str | None = None  # noqa: N815 -- the site's name for it


class _Download(msgspec.Struct):
    file: str = ""
    title: str | None = None


class _Content(msgspec.Struct):
    type: str
    uri: str = ""
    description: _Description = msgspec.field(default_factory=_Description)
    markdown: list[str] = []
    downloads: list[_Download] = []


def entries(source: Source) -> list[Follow]:
    """The search API, then the list."""
    api = msgspec.convert(source.settings, Settings).api
    query = {"content_type": _TYPE, "sort": "release_date", "limit": _API_SIZE, "offset": 0}
    listing = Follow(f"{source.origin}{LISTING}?{urlencode({'limit': PAGE_SIZE, 'page': 1})}", "list")
    return [Follow(f"{api}?{urlencode(query)}", "list"), listing] if api else [listing]


def parse(page: Page, source: Source) -> Parsed:
    """A list gives requests to follow; a request its disclosure, from its page, its data or its text."""
    refuse_failure(page)
    parts = urlsplit(page.url or "")
    if page.media_type == JSON:
        return _parse_found(page, source) if parts.path.endswith("/search") else _parse_content(page, source)
    document = document_of(page, source.origin)
    if _LISTING.search(parts.path.rstrip("/")):
        return _parse_listing(page.url or "", document, source)
    if page.url and not _is_ours(_own_url(page.url, source)):
        raise PageRefused("not-a-disclosure", "the page is none of the Office's published requests")
    return _parse_detail(page, document, source, [_attachment(link) for link in document.links if urlsplit(link.url).path == "/file"])


# -- lists ---------------------------------------------------------------------------------------------------------


def _parse_found(page: Page, source: Source) -> Parsed:
    """What the search API found, and its next page."""
    found = decode(page, _Found)
    items = found.items or []
    rows = (_row(item.uri, item.title, _local_day(item.release_date), source) for item in items if item.type == _TYPE)
    follow = [row for row in rows if row]
    parts = urlsplit(page.url or "")
    query = dict(parse_qsl(parts.query))
    following = _number(query, "offset", 0) + len(items)
    if items and following < found.count:
        follow.append(Follow(urlunsplit(parts._replace(query=urlencode(query | {"offset": str(following)}))), "list"))
    return Parsed("list", follow=follow)


def _row(url: str, title: str | None, day: date | None, source: Source) -> Follow | None:
    """One row, or None for a page of another kind. Its version changes with its title and its day, which both lists tell alike."""
    try:
        url = canonical_url(urljoin(source.origin, url))
    except ValueError:
        return None
    if not source.serves(url) or not _is_ours(url):
        return None
    context = {"title": fold_space(title or ""), "date": day.isoformat() if day else ""}
    return Follow(url, "detail", {name: value for name, value in context.items() if value} | {"version": row_version(context.values())})


def _number(query: Mapping[str, str], name: str, usual: int) -> int:
    return int(query[name]) if re.fullmatch(r"\d{1,7}", query.get(name, "")) else usual


def _local_day(moment: str | None) -> date | None:
    """The day of a time of release in UTC. In summer the site's day begins at 23:00 of the day before."""
    try:
        at_ = datetime.fromisoformat(moment or "")
        return (at_ + timedelta(hours=at_.hour == 23)).date()
    except (ValueError, OverflowError):
        return None


def _parse_listing(url: str, document: Document, source: Source) -> Parsed:
    """Rows are the links that stand beside a date. Behind the last page that is shown, the list begins again at the last day on it."""
    rows: dict[str, Follow] = {}
    days: list[date] = []
    for link in document.links:
        printed = next(dates.find_in(link.around.replace(link.text, " ", 1)), None)
        row = _row(link.url, link.text, printed.date.first, source) if printed else None
        if printed and row:
            rows.setdefault(row.url, row)
            days.append(printed.date.first)
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    number, limit = _number(query, "page", 1), _number(query, "limit", 10)
    linked = (dict(parse_qsl(urlsplit(link.url).query)).get("page") for link in document.links)
    if rows and (number + 1) * limit > MAX_RESULTS:
        # A day later, because whether the day itself is in was never seen; what is listed twice is read once.
        last = min(days) + timedelta(days=1)
        query |= {"page": "1", "before-day": str(last.day), "before-month": str(last.month), "before-year": str(last.year)}
    elif rows and (len(rows) >= limit or str(number + 1) in linked):
        query |= {"page": str(number + 1)}
    else:
        return Parsed("list", follow=list(rows.values()))
    return Parsed("list", follow=[*rows.values(), Follow(urlunsplit(parts._replace(query=urlencode(query))), "list", older=True)])


# -- requests ------------------------------------------------------------------------------------------------------


def _is_ours(url: str) -> bool:
    return bool(_REQUEST.fullmatch(urlsplit(url).path.rstrip("/")))


def _parse_content(page: Page, source: Source) -> Parsed:
    """The data behind a page, as the site gives it at `/data`."""
    content = decode(page, _Content)
    if content.type != _TYPE:
        raise PageRefused("not-a-disclosure", f"the page is a {content.type.replace('_', ' ')}, not a published request")
    url = urljoin(source.origin, content.uri) if content.uri else (page.url or "").removesuffix("/data")
    released = _local_day(content.description.releaseDate)
    head = ["Release date:", f"{released.day} {released:%B %Y}"] if released else []
    document = plain_text("\n".join([*head, *(without_marks(part) for part in content.markdown)]))
    files = [
        _attachment(Link(f"{source.origin}/file?uri={content.uri}/{download.file.rsplit('/', 1)[-1]}", download.title or ""))
        for download in content.downloads
        if download.file
    ]
    return _parse_detail(replace(page, url=url or None), replace(document, title=content.description.title), source, files)


def _parse_detail(page: Page, document: Document, source: Source, files: list[Attachment]) -> Parsed:
    laid = _LAYOUT.laid(document)
    if not any(each.field in ("request", "response", "reference") for each in laid.found):
        raise PageRefused("not-a-disclosure", "the page has no request and no reference of one")
    page = at(page, _own_url(page.url, source)) if page.url else page
    disclosure = read_detail(page, laid.document, source, laid.hints(_slug(page.url)), [])
    disclosure = msgspec.structs.replace(disclosure, attachments=with_named(files, disclosure.attachments))
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _own_url(url: str, source: Source) -> str:
    """The address on the site's first host: the Welsh host, the bare domain and a result of the site's search show the same page."""
    parts = urlsplit(canonical_url(url))
    host = urlsplit(source.origin).netloc if source.serves(url) else parts.netloc
    path = _found_at(parts.path) or parts.path
    return urlunsplit(parts._replace(netloc=host, path=path.rstrip("/"), query=""))


def _found_at(path: str) -> str:
    """The path to which a result of the search leads: `/redir/` with a JSON Web Token that says so; empty for any other path."""
    claims = path.removeprefix("/redir/").split(".")
    if not path.startswith("/redir/") or len(claims) < 2:
        return ""
    try:
        uri = msgspec.json.decode(urlsafe_b64decode(claims[1] + "==="), type=_Result).uri
    except (ValueError, msgspec.MsgspecError):
        return ""
    return urlsplit(uri).path


def _slug(url: str | None) -> str:
    return urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1].lower() if url else ""


def _attachment(link: Link) -> Attachment:
    """A file, which is named by the address or by its parameter `uri`, with the size that stands behind the link."""
    parts = urlsplit(link.url)
    name = parse_qs(parts.query).get("uri", [parts.path])[0].rsplit("/", 1)[-1]
    note = _FILE_NOTE.search(link.around.replace(link.text, " ", 1))
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else (note["type"] or "").lower() if note else ""
    return Attachment(name=link.text or name, url=link.url, media_type=MEDIA_TYPES.get(extension), size=_size(note))


def _size(note: re.Match[str] | None) -> int | None:
    try:
        return round(float(note["size"].replace(",", "")) * _UNITS[note["unit"].lower()]) if note else None
    except ValueError:
        return None


PLATFORM = Platform(
    "ons", parse, entries, Settings, address=re.compile(r"^https?://(?:www\.|cy\.|(?:www\.)?beta\.)?ons\.gov\.uk/", re.IGNORECASE)
)
