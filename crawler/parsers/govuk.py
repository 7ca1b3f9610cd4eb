"""GOV.UK: FOI releases of departments and agencies, by the Search and Content APIs; saved pages and their text too.

Shapes are those of alphagov/publishing-api's examples and alphagov/search-api's documentation (2026-08). A publication stands for its response.
When the response is an HTML attachment, which is a document of its own, that document gives the record; when there are several, the page
bundles as many responses.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, document_of, fragment
from crawler.errors import PageRefused
from crawler.items import Attachment, Disclosure
from crawler.page import JSON, Page, refuse_failure
from crawler.parsers.api import decode
from crawler.parsers.base import Follow, Parsed, Platform, attachment_of, with_named
from crawler.parsers.detail import Hints, field_hint, read_detail
from crawler.source import Source

SEARCH = "/api/search.json"
CONTENT = "/api/content"
PAGE_SIZE = 1000
"""Results a page: at most 1,500 are allowed; a thousand with these fields are well under 1 MB."""
_FIELDS = "title,link,public_timestamp"
_FOI = re.compile(r"\bFOIA?\b|freedom[- ]of[- ]information|environmental information regulations|\bEIRs?\b", re.IGNORECASE)
_FILE = re.compile(r"/media/|/attachment_data/|\.(?:pdf|xlsx?|csv|docx?|ods|odt|zip)$", re.IGNORECASE)
_FROM = re.compile(r"^From:?\s*\n?(?P<name>[^\n]{3,120})$", re.MULTILINE)
_END = re.compile(r"^(?:updates to this page|is this page useful\b.*|sign up for emails or print this page|help us improve gov\.uk|print this page)$", re.IGNORECASE)  # fmt: skip
_FURNITURE = re.compile(
    r"^(?:cookies on gov\.uk|skip to main content|request an accessible format\.?|this file may not be suitable for users of assistive technology\.?"
    r"|if you use assistive technology\b.*|documents|details|get emails about this page)$",
    re.IGNORECASE,
)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`organisations` are slugs, none for all; `collections` are slugs of collections to read besides: bodies that keep their log in one may
    file its documents under other types. `search`: whether the search for FOI releases is read."""

    organisations: list[str] = []
    collections: list[str] = []
    search: bool = True


class _Result(msgspec.Struct):
    link: str
    title: str | None = None
    public_timestamp: str | None = None


class _Search(msgspec.Struct):
    results: list[_Result]
    total: int
    start: int = 0


class _Linked(msgspec.Struct):
    title: str | None = None
    base_path: str | None = None
    document_type: str | None = None
    locale: str | None = None
    public_updated_at: str | None = None


class _Links(msgspec.Struct):
    primary_publishing_organisation: list[_Linked] = []
    organisations: list[_Linked] = []
    parent: list[_Linked] = []
    documents: list[_Linked] = []


class _Attachment(msgspec.Struct):
    attachment_type: str = "file"
    id: str | None = None
    title: str | None = None
    url: str | None = None
    content_type: str | None = None
    file_size: int | None = None


class _Content(msgspec.Struct):
    content_type: str = ""
    content: str = ""


class _Details(msgspec.Struct):
    body: str | list[_Content] | None = None
    first_public_at: str | None = None
    public_timestamp: str | None = None
    attachments: list[_Attachment] | None = None
    featured_attachments: list[str] = []
    documents: list[str] = []
    explanation: str | None = None
    alternative_path: str | None = None


class _Notice(msgspec.Struct):
    explanation: str | None = None
    withdrawn_at: str | None = None


class _Redirect(msgspec.Struct):
    destination: str | None = None


class _Document(msgspec.Struct):
    base_path: str
    schema_name: str
    document_type: str | None = None
    title: str | None = None
    description: str | None = None
    first_published_at: str | None = None
    locale: str | None = None
    details: _Details = msgspec.field(default_factory=_Details)
    links: _Links = msgspec.field(default_factory=_Links)
    withdrawn_notice: _Notice | None = None
    redirects: list[_Redirect] = []


def entries(source: Source) -> list[Follow]:
    """The search for FOI releases, and the source's collections."""
    settings = msgspec.convert(source.settings, Settings)
    collections = [Follow(f"{source.origin}{CONTENT}/government/collections/{slug}", "list") for slug in settings.collections]
    if not settings.search:
        return collections
    query = [
        ("filter_content_store_document_type", "foi_release"),
        ("order", "-public_timestamp"),
        ("count", str(PAGE_SIZE)),
        ("start", "0"),
    ]
    query += [("filter_organisations", slug) for slug in settings.organisations]
    return [*collections, Follow(f"{source.origin}{SEARCH}?{urlencode([*query, ('fields', _FIELDS)], safe=',')}", "list")]


def parse(page: Page, source: Source) -> Parsed:
    """A page of search results or a collection gives documents to follow, a document its disclosure or its parts."""
    refuse_failure(page)
    path = urlsplit(page.url).path if page.url else ""
    if page.media_type != JSON and not path.startswith("/api/"):
        return _parse_saved(page, source)
    if path == SEARCH or (not page.url and b'"results"' in page.body[:200]):
        return _parse_search(page, source)
    document = decode(page, _Document)
    if document.schema_name == "document_collection":
        return Parsed("list", follow=list(_collected(document, source)))
    _refuse_no_response(document, page)
    return _parse_document(document, page, source)


# -- lists ----------------------------------------------------------------------------------------------------------------------------


def _parse_search(page: Page, source: Source) -> Parsed:
    found = decode(page, _Search)
    follow = []
    for result in found.results:
        path = _own_path(result.link, source)
        if path:
            version = _instant(result.public_timestamp)
            follow.append(Follow(source.origin + CONTENT + path, "detail", _context(title=result.title, version=version)))
    following = found.start + len(found.results)
    if page.url and found.results and following < found.total:
        parts = urlsplit(page.url)
        query = {**dict(parse_qsl(parts.query, keep_blank_values=True)), "start": str(following)}
        follow.append(Follow(urlunsplit(parts._replace(query=urlencode(query, safe=","))), "list"))
    return Parsed("list", follow=follow)


def _collected(document: _Document, source: Source) -> Iterator[Follow]:
    """The collection's documents; their times of change make the versions."""
    for linked in document.links.documents:
        path = _own_path(linked.base_path or "", source)
        if path and linked.locale in (None, "en"):
            context = _context(title=linked.title, version=_instant(linked.public_updated_at), collection=document.title)
            yield Follow(source.origin + CONTENT + path, "detail", context)


def _instant(printed: str | None) -> str | None:
    """A time of change in one form, for search and collections write it differently."""
    try:
        return datetime.fromisoformat(printed or "").astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return printed


def _context(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value}


def _own_path(link: str, source: Source) -> str:
    """The base path of a link as the index has it: with or without its slash, or absolute. Empty for another host and for a Welsh twin."""
    url = urljoin(f"{source.origin}/", link)
    path = urlsplit(url).path
    return path if source.serves(url) and path != "/" and not path.endswith(".cy") else ""


# -- documents ------------------------------------------------------------------------------------------------------------------------


def _refuse_no_response(document: _Document, page: Page) -> None:
    """Raises PageRefused for a document that is no response: gone, moved, or about something else."""
    if document.schema_name == "gone":
        why = fragment(document.details.explanation or "", "").text
        raise PageRefused("gone", f"the document was taken down{f': {why}' if why else ''}")
    if document.schema_name == "redirect":
        to = next((redirect.destination for redirect in document.redirects if redirect.destination), "elsewhere")
        raise PageRefused("moved", f"the document moved to {to}", "give the document that stands there")
    said = " ".join([document.title or "", document.description or "", *(parent.title or "" for parent in document.links.parent)])
    types = {document.document_type, page.context.get("type"), *(parent.document_type for parent in document.links.parent)}
    if document.schema_name not in ("publication", "html_publication"):
        raise PageRefused("not-a-disclosure", f"the document is a {document.schema_name.replace('_', ' ')}")
    if "foi_release" not in types and "collection" not in page.context and not _FOI.search(said):
        raise PageRefused("not-a-disclosure", f"the document is {document.document_type or 'something else'}, not an FOI release")


def _parse_document(document: _Document, page: Page, source: Source) -> Parsed:
    files, parts, warnings = _attachments(document, source)
    if "files" in page.context:
        files += msgspec.json.decode(page.context["files"], type=list[Attachment])
    follow = [
        Follow(
            source.origin + CONTENT + path,
            "detail",
            _context(
                title=document.title,
                type=document.document_type,
                published=document.details.first_public_at or document.first_published_at,
                version=page.context.get("version"),
                files=msgspec.json.encode(files).decode() if files and len(parts) == 1 else None,
            ),
        )
        for path in parts
    ]
    if follow and (len(parts) == 1 or not files):
        return Parsed("detail", follow=follow)
    disclosure = _disclosure(document, page, source, files, warnings)
    return Parsed("detail", [disclosure], follow, disclosure.warnings)


def _disclosure(document: _Document, page: Page, source: Source, files: list[Attachment], warnings: list[str]) -> Disclosure:
    url = source.origin + document.base_path
    shown = fragment(_html(document), url)
    for link in shown.links:
        if _FILE.search(urlsplit(link.url).path) and link.url not in {file.url for file in files}:
            files.append(attachment_of(link))
    published = (
        document.details.first_public_at
        or document.first_published_at
        or page.context.get("published")
        or document.details.public_timestamp
    )
    hints = Hints(key=_key(document.base_path), published=field_hint(published, "published/api", firm=True))
    there = replace(page, url=url, requested_url=page.url, context={**page.context, "document_type": document.document_type or ""})
    disclosure = read_detail(there, replace(shown, title=document.title), source, hints, [])
    if "files" in page.context:
        # These stand in the publication: when they change, this response did, though its own bytes are the same.
        digest = hashlib.sha256(page.body + page.context["files"].encode()).hexdigest()
        disclosure = msgspec.structs.replace(disclosure, provenance=msgspec.structs.replace(disclosure.provenance, page_sha256=digest))
    authority = next(iter([*document.links.primary_publishing_organisation, *document.links.organisations]), _Linked())
    return msgspec.structs.replace(
        disclosure,
        authority=authority.title or source.authority,
        authority_id=_slug(authority.base_path) or source.authority_id,
        attachments=with_named(files, disclosure.attachments),
        warnings=disclosure.warnings + warnings,
    )


def _html(document: _Document) -> str:
    """What the site shows of the document below its title: description, body, and the notice of a withdrawal."""
    body = document.details.body or ""
    if not isinstance(body, str):
        body = next((part.content for part in body if part.content_type == "text/html"), "")
    notice = document.withdrawn_notice
    withdrawn = ""
    if notice and notice.withdrawn_at:
        withdrawn = f"<p>This document was withdrawn on {notice.withdrawn_at[:10]}.</p>{notice.explanation or ''}"
    return f"<main><p>{_escaped(document.description or '')}</p>{body}{withdrawn}</main>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _attachments(document: _Document, source: Source) -> tuple[list[Attachment], list[str], list[str]]:
    """The document's files, the paths of its HTML attachments, and what could not be told."""
    details = document.details
    if document.schema_name != "publication":
        return [], [], []
    if details.attachments is None:
        return _old_attachments(document, source)
    order = {name: place for place, name in enumerate(details.featured_attachments)}
    files, parts = [], []
    for attachment in sorted(details.attachments, key=lambda each: order.get(each.id or "", len(order))):
        if not attachment.url:
            continue
        url = urljoin(f"{source.origin}/", attachment.url)
        path = _own_path(url, source) if attachment.attachment_type == "html" else ""
        if path:
            parts.append(path)
        else:
            name = attachment.title or url.rsplit("/", 1)[-1]
            files.append(Attachment(name=name, url=url, media_type=attachment.content_type, size=attachment.file_size))
    return files, parts, []


def _old_attachments(document: _Document, source: Source) -> tuple[list[Attachment], list[str], list[str]]:
    """Those of a document that was not published again since attachments became data: pieces of HTML with links, or nothing at all."""
    files: dict[str, Attachment] = {}
    parts: dict[str, None] = {}
    for piece in document.details.documents:
        for link in fragment(piece, source.origin + document.base_path).links:
            path = urlsplit(link.url).path
            if source.serves(link.url) and path.startswith(f"{document.base_path}/"):
                parts[path] = None
            elif _FILE.search(path) and (link.text or link.url not in files):
                files[link.url] = attachment_of(link)
    if not document.details.documents:
        return [], [], ["attachments: the document names none; an old one may have files that stand on its public page only"]
    return list(files.values()), list(parts), []


def _key(base_path: str) -> str:
    """The stable part of the id: the path below /government/publications/."""
    return base_path.strip("/").removeprefix("government/").removeprefix("publications/").lower()


def _slug(base_path: str | None) -> str:
    return (base_path or "").rsplit("/", 1)[-1].replace("-", "_")


# -- saved pages ----------------------------------------------------------------------------------------------------------------------


def _parse_saved(page: Page, source: Source) -> Parsed:
    """A page of the public site, or its text, by the labels that it keeps."""
    document = _without_furniture(document_of(page, source.origin))
    files = [link for link in document.links if _FILE.search(urlsplit(link.url).path)]
    path = urlsplit(canonical_url(page.url)).path if page.url else ""
    disclosure = read_detail(page, document, source, Hints(key=_key(path) if path.startswith("/government/") else ""), files)
    printed = _FROM.search(disclosure.text)
    if printed:
        name = printed["name"].strip()
        disclosure = msgspec.structs.replace(disclosure, authority=name, authority_id=re.sub(r"\W+", "_", name.lower()).strip("_"))
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _without_furniture(document: Document) -> Document:
    end = next((number for number, line in enumerate(document.lines) if _END.match(line)), len(document.lines))
    return replace(document, lines=[line for line in document.lines[:end] if not _FURNITURE.match(line)])


PLATFORM = Platform(
    "govuk",
    parse,
    entries,
    Settings,
    address=re.compile(r"^https?://www\.gov\.uk/(?:government/|search/|api/)"),
    together=True,
)
