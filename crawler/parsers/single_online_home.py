"""Single Online Home: the shared site of most police forces of England and Wales.

No page of it could be recorded for this project, so nothing here leans on a class name: an address tells what a page is, `h1` its
title, `<main>` its text, labels its fields, `/SysSiteAssets/` its files, and meta, time, listing or folder its date of publication.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec
from lxml import etree

from crawler.address import canonical_url
from crawler.document import Document, Link, document_of
from crawler.errors import PageRefused
from crawler.items import Disclosure, Evidence, PartialDate, Provenance
from crawler.page import XML, Page, refuse_failure
from crawler.parsers.base import Follow, Parsed, Platform, attachment_of
from crawler.reading import Reading, dates, read, reference
from crawler.reading.boilerplate import without_boilerplate
from crawler.source import Source
from crawler.version import reader_version

LISTING = "/foi-ai/af/accessing-information/published-items/"
_LISTING_QUERY = {"q": "", "dt": "Disclosure log", "fdte": "", "tdte": "", "ic": "", "dir": "", "bor": ""}
_DOCUMENT_TYPES = ("Disclosure log", "Environmental information regulation", "Publication scheme")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WELSH_MONTHS = (
    *("ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin"),
    *("gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"),
)
_KINDS = (
    ("disclosure", re.compile(r"^d$|disclosure|datgeli|previous-foi-requests")),
    ("policy", re.compile(r"polic|polis")),
    ("publication-scheme", re.compile(r"publication|priorit|what-we-spend|lists-and-registers|who-we-are|how-we-make-decisions|services|cynllun-cyhoeddi")),
)  # fmt: skip


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`force_slug` is the second folder of disclosure pages, `media_slug` the folder of the force's files."""

    force_slug: str
    media_slug: str
    sitemap: bool = True


@dataclass(frozen=True)
class Address:
    """What the address of a page tells. `kind` is disclosure, policy, publication-scheme or other; `key` is the page's place
    below its force, the stable part of a record's id."""

    is_detail: bool
    force_slug: str | None = None
    kind: str | None = None
    year: int | None = None
    month: int | None = None
    slug: str = ""
    key: str = ""

    @property
    def reference(self) -> reference.FoundReference | None:
        """The reference in the slug; offsets are into the slug."""
        return reference.from_slug(self.slug, self.year)


def classify(url: str) -> Address:
    """What the address tells, compared without regard to case. `.pdf` in a path says nothing: files live under /SysSiteAssets/ only."""
    segments = [segment for segment in urlsplit(url).path.lower().split("/") if segment]
    if segments and re.fullmatch(r"[a-z]{2}-[a-z]{2}", segments[0]):
        segments = segments[1:]
    if len(segments) < 4 or segments[0] != "foi-ai" or segments[1] in ("af", "accessing-information"):
        return Address(is_detail=False)
    folders, slug = segments[2:-1], segments[-1]
    kind = next((kind for kind, pattern in _KINDS if any(pattern.search(folder) for folder in folders[:2])), "other")
    year, month = _folder_date(folders)
    return Address(True, segments[1], kind, year, month, slug, "/".join(segments[2:]))


def _folder_date(folders: list[str]) -> tuple[int | None, int | None]:
    """Year and month of the last folder (`april-2024`), or of the last two (`2025/august`, `2022/09---september`)."""
    last = folders[-1]
    words = re.findall(r"[a-z]+", last)
    month = next((names.index(word) + 1 for names in (_MONTHS, _WELSH_MONTHS) for word in words if word in names), None)
    year = re.search(r"(?<!\d)20\d\d(?!\d)", last)
    if year is None and month and len(folders) > 1:
        year = re.search(r"(?<!\d)20\d\d(?!\d)", folders[-2])
    return (int(year[0]) if year else None), month


def entries(source: Source) -> list[Follow]:
    """The sitemap, then the published-items listing."""
    listing = Follow(f"{source.origin}{LISTING}?{urlencode(_LISTING_QUERY)}", "list")
    sitemap = Follow(f"{source.origin}/sitemap.xml", "list")
    return [sitemap, listing] if msgspec.convert(source.settings, Settings).sitemap else [listing]


def parse(page: Page, source: Source) -> Parsed:
    """A sitemap or listing gives pages to follow, a detail page its disclosure."""
    refuse_failure(page)
    if page.media_type == XML or page.body.lstrip()[:5] in (b"<?xml", b"<urls", b"<site"):
        return _parse_sitemap(page, source)
    document = document_of(page, source.origin)
    address = classify(page.url) if page.url else None
    if (address and not address.is_detail) or (address is None and _lists_pages(document)):
        return _parse_listing(page, document, source)
    if address and address.kind in ("policy", "publication-scheme"):
        raise PageRefused(
            "not-a-disclosure", f"the page belongs to the force's {address.kind.replace('-', ' ')}, not to its disclosure log"
        )
    disclosure = _Detail(page, document, source, address).read()
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


# -- lists ---------------------------------------------------------------------------------------------------------


def _parse_sitemap(page: Page, source: Source) -> Parsed:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(page.body, parser)
    if root is None:
        raise PageRefused("unrecognised", "the sitemap is not XML")
    follow = []
    for entry in root:
        if not isinstance(entry.tag, str):
            continue
        values = {etree.QName(child).localname: (child.text or "").strip() for child in entry if isinstance(child.tag, str)}
        url = values.get("loc", "")
        if etree.QName(entry).localname == "sitemap" and source.serves(url):
            follow.append(Follow(url, "list"))
        elif _is_wanted(url, source):
            context = {"lastmod": values["lastmod"]} if values.get("lastmod") else {}
            follow.append(Follow(canonical_url(url), "detail", context))
    return Parsed("list", follow=follow)


def _is_wanted(url: str, source: Source) -> bool:
    return source.serves(url) and classify(url).kind in ("disclosure", "other")


def _lists_pages(document: Document) -> bool:
    """Whether a page without an address is a list: three links or more that lead to detail pages."""
    return sum(classify(link.url).is_detail for link in document.links) >= 3


def _parse_listing(page: Page, document: Document, source: Source) -> Parsed:
    rows: dict[str, Follow] = {}
    for link in document.links:
        if _is_wanted(link.url, source):
            url = canonical_url(link.url)
            rows.setdefault(url, Follow(url, "detail", dict(_row_context(link))))
    if not rows and not _is_listing(page):
        raise PageRefused("unrecognised", "the page is neither a disclosure nor a list of disclosures")
    follow = list(rows.values())
    if follow and page.url and LISTING.rstrip("/").rsplit("/", 1)[-1] in page.url:
        follow.append(Follow(_next_page(page.url), "list"))
    return Parsed("list", follow=follow)


def _is_listing(page: Page) -> bool:
    return "published-items" in (page.url or "")


def _row_context(link: Link) -> Iterator[tuple[str, str]]:
    if link.text:
        yield "title", link.text
    kind = next((kind for kind in _DOCUMENT_TYPES if kind.lower() in link.around.lower()), None)
    if kind:
        yield "document_type", kind
    date = next(dates.find(link.around.replace(link.text, " ", 1)), None)
    if date:
        yield "date", date.printed


def _next_page(url: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
    return urlunsplit(parts._replace(query=urlencode({**query, "page": str(number + 1)})))


# -- a detail page --------------------------------------------------------------------------------------------------


class _Detail:
    """One detail page, its fields read in the record's order."""

    def __init__(self, page: Page, document: Document, source: Source, address: Address | None) -> None:
        self.page = page
        self.document = document
        self.source = source
        self.address = address
        self.text = "\n".join(without_boilerplate(document.lines))
        if not self.text:
            raise PageRefused("empty", "the page shows nothing but the site's own furniture")
        self.evidence: dict[str, Evidence] = {}
        self.warnings: list[str] = []

    def read(self) -> Disclosure:
        reading = read(self.text, forms=self.source.references, law=self.source.law)
        if self.address is None and not _says_anything(reading, self.text):
            raise PageRefused("unrecognised", "the text has no reference, request, decision or exemption in it", "is it a disclosure?")
        self.evidence.update(reading.evidence)
        self.warnings += reading.warnings
        if self.page.damaged:
            self.warnings.append(f"text: {self.page.damaged} characters could not be decoded")
        found = self._reference(reading)
        published, published_printed = self._published(reading)
        return Disclosure(
            id=f"{self.source.id}/{self._key(found)}",
            source=self.source.id,
            platform=self.source.platform,
            authority=self.source.authority,
            authority_id=self.source.authority_id,
            nation=self.source.nation,
            reference=found.canonical if found else None,
            reference_printed=found.printed if found else None,
            title=self.document.title or self.page.context.get("title"),
            url=canonical_url(self.page.url) if self.page.url else None,
            alternate_urls=self._alternate_urls(),
            licence=self.source.licence,
            document_type=self.page.context.get("document_type"),
            date_received=str(reading.received.date) if reading.received else None,
            date_received_printed=reading.received.printed if reading.received else None,
            date_responded=str(reading.responded.date) if reading.responded else None,
            date_responded_printed=reading.responded.printed if reading.responded else None,
            date_published=published,
            date_published_printed=published_printed,
            question=reading.question,
            questions=reading.questions,
            decision=reading.decision,
            decision_printed=reading.decision_printed,
            outcomes=reading.outcomes,
            exemptions=reading.exemptions,
            other_law=reading.other_law,
            attachments=[attachment_of(link) for link in _files(self.document)],
            text=self.text,
            sections=reading.sections,
            evidence=self.evidence,
            warnings=self.warnings,
            provenance=Provenance(
                fetched_at=self.page.fetched_at,
                page_sha256=self.page.sha256,
                record=self.page.record,
                parser_version=reader_version(),
            ),
        )

    def _reference(self, reading: Reading) -> reference.FoundReference | None:
        """The text's own reference, else the title's, else the address's."""
        if reading.reference:
            return reading.reference
        in_title = reference.find(self.document.title or "", self.source.references)
        if in_title:
            self.evidence["reference"] = Evidence(start=in_title.start, end=in_title.end, rule=f"reference/{in_title.form}", where="title")
            return in_title
        in_slug = self.address.reference if self.address else None
        if in_slug and self.page.url:
            offset = self.page.url.lower().rindex(self.address.slug) if self.address else 0
            self.evidence["reference"] = Evidence(
                start=offset + in_slug.start, end=offset + in_slug.end, rule=f"reference/{in_slug.form}", where="url"
            )
        return in_slug

    def _published(self, reading: Reading) -> tuple[str | None, str | None]:
        """The date of publication and how it is printed: in the text, in metadata, in the list, else the month's folder."""
        if reading.published:
            return str(reading.published.date), reading.published.printed
        meta = self.document.meta.get("article:published_time") or next(iter(self.document.times), None)
        for where, printed in (("meta", meta), ("listing", self.page.context.get("date"))):
            date = next(dates.find(printed), None) if printed else None
            if printed and date:
                self.evidence["date_published"] = Evidence(start=0, end=len(printed), rule=f"published/{where}", where=where)  # type: ignore[arg-type]
                return str(date.date), printed
        if self.address and self.address.year and self.page.url:
            folder = self.address.key.removesuffix(f"/{self.address.slug}").split("/")[-1]
            start = self.page.url.lower().rfind(folder)
            self.evidence["date_published"] = Evidence(start=start, end=start + len(folder), rule="published/folder", where="url")
            return str(PartialDate(self.address.year, self.address.month)), folder
        return None, None

    def _key(self, found: reference.FoundReference | None) -> str:
        if self.address:
            return self.address.key
        return found.canonical.replace(" ", "-") if found else f"text-{self.page.sha256[:12]}"

    def _alternate_urls(self) -> list[str]:
        here = canonical_url(self.page.url) if self.page.url else None
        others = (self.page.requested_url, self.document.meta.get("canonical"))
        return sorted({canonical_url(url) for url in others if url and url.startswith("http")} - {here or ""})


def _says_anything(reading: Reading, text: str) -> bool:
    return bool(reading.reference or reading.question or reading.exemptions or "freedom of information" in text.lower())


def _files(document: Document) -> Iterator[Link]:
    """The files that the response offers, each address once; images of the page's layout are no files."""
    seen = set()
    for link in document.links:
        path = urlsplit(link.url).path.lower()
        if path.startswith("/syssiteassets/") and not path.startswith("/syssiteassets/media/images/") and link.url not in seen:
            seen.add(link.url)
            yield link


PLATFORM = Platform("single-online-home", parse, entries, Settings)
