"""The Government of Jersey: responses under numbers, of which no list is known.

Built on texts of published pages (2017 to 2025) and on the markup that another's public reader of them records: `.FOIContent` holds a `title`
element, "Produced by", "Authored by … and published on", then headings. These stand in one line, so that saved texts run them together.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

import msgspec

from crawler.document import Document, document_of
from crawler.errors import PageRefused
from crawler.page import Page, refuse_failure
from crawler.parsers.base import MEDIA_TYPES, Follow, Numbered, Parsed, Platform
from crawler.parsers.detail import Heading, Hint, read_detail
from crawler.parsers.layout import Laid, Layout, at
from crawler.source import Source

PATH = "/government/freedomofinformation/pages/foi.aspx"
_MARK = re.compile(r"\(FOI\)", re.IGNORECASE)
"""What the title of every response ends in."""
_GLUED = re.compile(
    r"(?<=\(FOI\))(?=\S)|(?<=\S)\s*(?=Produced by the|Authored by |Prepared (?:internally|externally)\b)|\s+(?=and published on\b)"
)
_LAYOUT = Layout(
    labels={
        "and published on": "published",
        "Publish date": "published",
        "Published on": "published",
        "Authority": "ignored",
        "Request": "request",
        "Original Request": "request",
        "Response": "response",
        "Original Response": "response",
        "Freedom of Information Response": "response",
    },
    reference=re.compile(r"\d{6,10}\b"),
    above=re.compile(r"^(?:(?:Produced|Authored) by|Prepared (?:internally|externally))\b", re.IGNORECASE),
    tail=re.compile(r"^(?:Back to top|rating button|Rate this page.*)$", re.IGNORECASE),
)
_REQUEST = re.compile(r"^(?:Original |Initial |Amended )?Request(?:\s+(?P<code>\d{6,10}))?\s*:?$", re.IGNORECASE | re.MULTILINE)
_RESPONSE = re.compile(r"^(?:Original |Initial |Freedom of Information )?Response(?:\s+\d{6,10})?\s*:?$", re.IGNORECASE | re.MULTILINE)
_FILE = re.compile(rf"\.(?:{'|'.join(MEDIA_TYPES)})$", re.IGNORECASE)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`first` is the number to begin at; `ahead`, how many numbers in a row without a response end the walk."""

    first: Annotated[int, msgspec.Meta(ge=0)] = 1
    ahead: Annotated[int, msgspec.Meta(ge=1, le=100)] = 5


def entries(source: Source) -> list[Follow]:
    """None: no list of the responses is known."""
    return []


def numbered(source: Source) -> Numbered:
    """The responses by their numbers."""
    settings = msgspec.convert(source.settings, Settings)
    return Numbered(settings.first, settings.ahead, lambda number: f"{source.origin}{PATH}?ReportID={number}", number_of)


def number_of(url: str) -> int | None:
    """The number in an address, whatever the letters' case in it; None when it is no response's."""
    parts = urlsplit(url)
    value = next((value for name, value in parse_qsl(parts.query) if name.lower() == "reportid"), "")
    return int(value) if parts.path.lower() == PATH and re.fullmatch(r"\d{1,7}", value) else None


def parse(page: Page, source: Source) -> Parsed:
    """The disclosure of a response, from its page or its text. A number without a response is refused as empty."""
    refuse_failure(page)
    number = number_of(page.url) if page.url else None
    if page.url and number is None and source.serves(page.url):
        raise PageRefused("not-a-disclosure", "the page is none of the responses")
    document = _unglued(document_of(page, source.origin))
    if number is not None and not _MARK.search(document.title or "") and not _MARK.search(document.text):
        raise PageRefused("empty", f"no response stands under the number {number}")
    laid = _LAYOUT.laid(document)
    if page.url and number is not None:
        page = at(page, f"{source.origin}{PATH}?ReportID={number}")
    hints = replace(laid.hints(str(number) if number is not None else "", _reference(laid)), headings=tuple(_headings(laid.document)))
    files = [link for link in document.links if _FILE.search(urlsplit(link.url).path)]
    disclosure = read_detail(page, laid.document, source, hints, files)
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _unglued(document: Document) -> Document:
    """With the title and each statement of the head on a line of its own; nothing below the first heading is touched."""
    head = next((number for number, line in enumerate(document.lines) if _REQUEST.match(line)), len(document.lines))
    lines = [piece for line in document.lines[:head] for piece in _GLUED.sub("\n", line).split("\n") if piece]
    return replace(document, lines=[*lines, *document.lines[head:]])


def _reference(laid: Laid) -> Hint | None:
    """The number in the heading of the request: in use since 2025."""
    text = laid.document.text
    match = next((match for match in _REQUEST.finditer(text) if match["code"]), None)
    return Hint(match["code"], match["code"], match.start("code"), "reference/own-heading", "text", firm=True) if match else None


def _headings(document: Document) -> Iterator[Heading]:
    """The headings of the first request and of its response as readers know them."""
    text = document.text
    asked = _REQUEST.search(text)
    answered = _RESPONSE.search(text, asked.end()) if asked else None
    for match, word in ((asked, "Request:"), (answered, "Response:")):
        if match and answered and len(match[0]) > len(word):
            yield Heading(match.start(), match.end(), word)


PLATFORM = Platform(
    "jersey",
    parse,
    entries,
    Settings,
    address=re.compile(r"^https?://(?:www\.)?gov\.je(?::\d+)?/government/freedomofinformation/", re.IGNORECASE),
    numbered=numbered,
)
