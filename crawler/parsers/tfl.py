"""Transport for London: answered requests by their references.

Built on texts of published pages (2017 to 2023): "Request ID", "Date published", "You asked", "We answered". Their markup was never seen, nor
the list that leads to them, so both are read by words and addresses alone. References could be counted through; nobody permitted that.
"""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, Link, document_of
from crawler.errors import PageRefused
from crawler.page import HTML, Page, refuse_failure
from crawler.parsers.base import MEDIA_TYPES, Follow, Parsed, Platform, row_version
from crawler.parsers.detail import Hint, Hints, read_detail
from crawler.parsers.layout import Layout, at
from crawler.reading import dates
from crawler.source import Source

PATH = "/corporate/transparency/freedom-of-information/foi-request-detail"
_REFERENCE = re.compile(r"(?:FOI|EIR)-\d{1,5}-\d{4}", re.IGNORECASE)
_KICKER = re.compile(r"^FOI request detail$", re.IGNORECASE)
"""What stands above every title."""
_LAYOUT = Layout(
    labels={"Request ID": "reference", "Date published": "published", "You asked": "request", "We answered": "response"},
    reference=re.compile(rf"(?P<code>{_REFERENCE.pattern})\b", re.IGNORECASE),
    above=re.compile(r"^(?:FOI request detail|FOI requests?|Freedom of information)$", re.IGNORECASE),
    tail=re.compile(r"^(?:Back to top|Want to make a request\?.*)$", re.IGNORECASE),
)
_SECOND_LABEL = re.compile(r"(?<=\d)\s+(?=Date published:)")
_FILE = re.compile(rf"\.(?:{'|'.join(MEDIA_TYPES)})$", re.IGNORECASE)
_NEXT = re.compile(r"^(?:next(?: page)?|older)\b", re.IGNORECASE)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`list` is the path of the list of requests. With `newest_first`, a refresh leaves it at the first page that holds nothing new."""

    list: str = "/corporate/transparency/freedom-of-information/foi-requests"
    newest_first: bool = True


def entries(source: Source) -> list[Follow]:
    """The list of requests."""
    return [Follow(urljoin(source.origin, msgspec.convert(source.settings, Settings).list), "list")]


def parse(page: Page, source: Source) -> Parsed:
    """The list gives requests to follow, a request its disclosure. A reference without a request is refused as empty."""
    refuse_failure(page)
    settings = msgspec.convert(source.settings, Settings)
    if page.url and urlsplit(page.url).path.rstrip("/") == urlsplit(urljoin(source.origin, settings.list)).path.rstrip("/"):
        return _parse_list(page.url, document_of(page, source.origin), source, settings)
    code = _code_in(page.url) if page.url else ""
    if page.url and not code and source.serves(page.url):
        raise PageRefused("not-a-disclosure", "the page is none of the requests")
    if code:
        page = at(page, f"{source.origin}{PATH}?{urlencode({'referenceId': code})}")
    document = document_of(page, source.origin)
    document = replace(document, lines=[piece for line in document.lines for piece in _SECOND_LABEL.split(line)])
    files = [link for link in document.links if _FILE.search(urlsplit(link.url).path)]
    own, hints = _read(page, document, code)
    disclosure = read_detail(page, own, source, hints, files)
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


# -- the list ------------------------------------------------------------------------------------------------------


def _parse_list(url: str, document: Document, source: Source, settings: Settings) -> Parsed:
    rows: dict[str, Follow] = {}
    for link in document.links:
        code = _code_in(link.url) if source.serves(link.url) else ""
        if code:
            there = f"{source.origin}{PATH}?{urlencode({'referenceId': code})}"
            day = next(dates.find_in(link.around.replace(link.text, " ", 1)), None)
            context = {"title": link.text, "date": day.printed if day else "", "version": row_version([link.text, link.around])}
            rows.setdefault(there, Follow(there, "detail", {name: value for name, value in context.items() if value}))
    following = _next(url, document.links) if rows else ""
    lists = [Follow(following, "list", older=settings.newest_first)] if following else []
    return Parsed("list", follow=[*rows.values(), *lists])


def _next(url: str, links: list[Link]) -> str:
    """The page behind this one: the link that says so, else the least of the numbers above this page's."""
    here = urlsplit(canonical_url(url))
    near = [link for link in links if urlsplit(link.url).path.rstrip("/") == here.path.rstrip("/") and urlsplit(link.url).query]
    said = next((link.url for link in near if _NEXT.match(link.text)), "")
    above = {number: link.url for link in near if (number := _page_number(link.url)) > max(_page_number(url), 1)}
    return said or (above[min(above)] if above else "")


def _page_number(url: str) -> int:
    value = dict(parse_qsl(urlsplit(url).query)).get("page", "")
    return int(value) if re.fullmatch(r"\d{1,6}", value) else 0


# -- requests ------------------------------------------------------------------------------------------------------


def _code_in(url: str) -> str:
    """The reference in an address, or nothing when it is no request's."""
    parts = urlsplit(url)
    value = next((value for name, value in parse_qsl(parts.query) if name.lower() == "referenceid"), "")
    return value.upper() if parts.path.rstrip("/").lower() == PATH and _REFERENCE.fullmatch(value) else ""


def _read(page: Page, document: Document, code: str) -> tuple[Document, Hints]:
    """The request's own part of the page, and what its labels tell. A text may hold the answer alone, without the labels."""
    in_address = Hint(code, code, (page.url or "").find(code), "reference/own-address") if code else None
    try:
        laid = _LAYOUT.laid(document)
    except PageRefused:
        if page.media_type != HTML:
            return document, Hints(code, in_address)
        if not any(_KICKER.match(line) for line in (document.title or "", *document.lines)):
            raise
        raise _empty(code) from None
    own = laid.reference()
    if not own and not any(each.field in ("request", "response") for each in laid.found):
        raise _empty(code)
    return laid.document, laid.hints(code or (own.value if own else ""), in_address)


def _empty(code: str) -> PageRefused:
    return PageRefused("empty", f"no request stands under the reference {code}" if code else "the page has no request")


PLATFORM = Platform(
    "tfl",
    parse,
    entries,
    Settings,
    address=re.compile(r"^https?://(?:www\.)?tfl\.gov\.uk/corporate/transparency/freedom-of-information/", re.IGNORECASE),
)
