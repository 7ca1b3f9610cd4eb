"""gov.scot: FOI and EIR releases of the Scottish Government, by sitemap or listing; a release's files also from its page of documents.

Built on the site's own templates (scottishgovernment/gov-scot and publishing, 2026-08). The class names there have changed before; the
labels, headings and addresses have not, so these are what is read, in a page and in its text alike.
"""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, Link, document_of
from crawler.errors import PageRefused
from crawler.items import Disclosure
from crawler.page import Page, refuse_failure
from crawler.parsers import sitemap
from crawler.parsers.base import Follow, Parsed, Platform, attachment_of, row_version
from crawler.parsers.detail import Hint, Hints, read_detail
from crawler.reading import dates, reference
from crawler.source import Source

LISTING = "/publications/?publicationTypes=foi-eir-release&page=1"
_RELEASE = re.compile(
    r"^/publications/(?P<slug>(?:foi|eir)-[^/]+|[^/]+-(?:foi|eir|foi-eir|foi-and-eir)-(?:release|review)(?:-\d+)?)/?$", re.IGNORECASE
)
_SITEMAP = re.compile(r"^/sitemap/(?:latest|\d{4}/\d{1,2})\.xml$")
_DOCUMENTS = re.compile(r"^(?P<release>/publications/[^/]+)/documents/?$")
_FILE = re.compile(r"^/binaries/content/documents/")
_TYPE = re.compile(r"FOI/EIR release|^(?:FOI|EIR)(?: reference)\b|^Information requested$", re.IGNORECASE | re.MULTILINE)
_OTHER_TYPE = re.compile(r"^Publication\s*[-\u2013](?!\s*FOI)\s*(?P<type>[^\n]{3,60})$", re.IGNORECASE | re.MULTILINE)
_TAIL = re.compile(r"^About FOI$", re.IGNORECASE)
_HEAD_LINES = 12
_NUMBER = re.compile(r"^(?:(?P<letters>FOI|EIR)/)?(?P<number>20\d{10}|\d{2}/\d{5})$", re.IGNORECASE)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`sitemap`: whether the site has one that can be read; else the listing is."""

    sitemap: bool = True


def entries(source: Source) -> list[Follow]:
    """The index of sitemaps, then the listing of FOI and EIR releases."""
    listing = Follow(source.origin + LISTING, "list")
    index = Follow(f"{source.origin}/sitemap.xml", "list")
    return [index, listing] if msgspec.convert(source.settings, Settings).sitemap else [listing]


def parse(page: Page, source: Source) -> Parsed:
    """A sitemap or listing gives releases to follow, a release its disclosure."""
    refuse_failure(page)
    if sitemap.is_sitemap(page):
        return Parsed("list", follow=[link for entry in sitemap.entries_of(page) if (link := _listed(entry, source))])
    document = document_of(page, source.origin)
    parts = urlsplit(page.url or "")
    if parts.path.rstrip("/") == "/publications":
        return _parse_listing(page, document, source)
    documents = _DOCUMENTS.match(parts.path)
    if documents and _RELEASE.match(documents["release"]):
        return Parsed("detail", attachments=[attachment_of(link) for link in _files(document)])
    release = _RELEASE.match(parts.path)
    head = "\n".join(document.lines[:_HEAD_LINES])
    if _OTHER_TYPE.search(head) or (not release and not _TYPE.search(document.text)):
        raise PageRefused("not-a-disclosure", "the page is another publication, not an FOI or EIR release")
    disclosure = read_detail(page, _without_tail(document), source, _hints(page), _files(document))
    found = [disclosure if page.url else _named_by_reference(disclosure)]
    return Parsed("detail", found, warnings=disclosure.warnings, files_at=_documents_of(parts.path, document, source))


def _documents_of(path: str, document: Document, source: Source) -> str:
    """The page below the release that lists its documents, when the release leads there: not every file need stand on the release itself."""
    below = f"{path.rstrip('/')}/documents"
    return next(
        (canonical_url(link.url) for link in document.links if urlsplit(link.url).path.rstrip("/") == below and source.serves(link.url)), ""
    )


def _listed(entry: sitemap.SitemapEntry, source: Source) -> Follow | None:
    """A sitemap of publications or a release, with its time of change as version."""
    path = urlsplit(entry.url).path
    if not source.serves(entry.url):
        return None
    if entry.is_sitemap:
        return Follow(entry.url, "list", entry.context) if _SITEMAP.match(path) else None
    return Follow(canonical_url(entry.url), "detail", entry.context) if _RELEASE.match(path) else None


def _parse_listing(page: Page, document: Document, source: Source) -> Parsed:
    rows: dict[str, Follow] = {}
    for link in document.links:
        path = urlsplit(link.url).path
        if source.serves(link.url) and path.startswith("/publications/") and (_RELEASE.match(path) or "FOI/EIR release" in link.around):
            url = canonical_url(link.url)
            date = next(dates.find_in(link.around.replace(link.text, " ", 1)), None)
            context = {"title": link.text} | ({"date": date.printed} if date else {})
            rows.setdefault(url, Follow(url, "detail", context | {"version": row_version(context.values())}))
    follow = list(rows.values())
    if follow and page.url:
        parts = urlsplit(page.url)
        query = dict(parse_qsl(parts.query))
        number = int(query["page"]) if query.get("page", "").isdigit() else 1
        follow.append(Follow(urlunsplit(parts._replace(query=urlencode({**query, "page": str(number + 1)}))), "list", older=True))
    return Parsed("list", follow=follow)


def _hints(page: Page) -> Hints:
    if page.url is None:
        return Hints()
    url = canonical_url(page.url)
    found = reference.from_address(url)
    slug = urlsplit(url).path.removeprefix("/publications/").strip("/").lower()
    return Hints(key=slug, reference=Hint(found.canonical, found.printed, found.start, f"reference/{found.form}") if found else None)


def _without_tail(document: Document) -> Document:
    """Without what stands below every release: about FOI, whom to contact, other languages."""
    end = next((number for number, line in enumerate(document.lines) if _TAIL.match(line)), len(document.lines))
    return replace(document, lines=document.lines[:end])


def _files(document: Document) -> list[Link]:
    """The files that the release offers, each address once and byte for byte: its percent-encoding matters to the site."""
    files = {link.url: link for link in document.links if _FILE.match(urlsplit(link.url).path) and link.text}
    return list(files.values())


def _named_by_reference(disclosure: Disclosure) -> Disclosure:
    """A text without its address gets the id that its address would give it, when the address is made of the reference."""
    match = _NUMBER.match(disclosure.reference or "")
    if not match:
        return disclosure
    key = f"{(match['letters'] or 'foi').lower()}-{match['number'].replace('/', '-')}"
    return msgspec.structs.replace(disclosure, id=f"{disclosure.source}/{key}")


PLATFORM = Platform("govscot", parse, entries, Settings, address=re.compile(r"^https?://www\.gov\.scot/"))
