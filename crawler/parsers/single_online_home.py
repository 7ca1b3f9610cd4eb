"""Single Online Home: the shared site of most police forces of England and Wales.

No page of it could be recorded for this project, so nothing here leans on a class name: an address tells what a page is, `h1` its
title, `<main>` its text, labels its fields, `/SysSiteAssets/` its files, and meta, time, listing or folder its date of publication.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, Link, document_of
from crawler.errors import PageRefused
from crawler.items import PartialDate
from crawler.page import Page, refuse_failure
from crawler.parsers import sitemap
from crawler.parsers.base import Follow, Parsed, Platform, row_version
from crawler.parsers.detail import Hint, Hints, read_detail
from crawler.reading import dates, reference
from crawler.source import Source

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
    if segments and segments[0] != "foi-ai" and "disclosure-log" in segments[:-2]:
        # The force's older site, of which pages are left in archives.
        folders, slug = segments[segments.index("disclosure-log") + 1 : -1], segments[-1]
        year, month = _folder_date(folders)
        return Address(True, "", "disclosure-log", year, month, slug, "/".join([*folders, slug]))
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
    if sitemap.is_sitemap(page):
        return _parse_sitemap(page, source)
    document = document_of(page, source.origin)
    address = classify(page.url) if page.url else None
    if (address and not address.is_detail) or (address is None and _lists_pages(document)):
        return _parse_listing(page, document, source)
    if address and address.kind in ("policy", "publication-scheme"):
        raise PageRefused(
            "not-a-disclosure", f"the page belongs to the force's {address.kind.replace('-', ' ')}, not to its disclosure log"
        )
    disclosure = read_detail(page, document, source, _hints(page, address, source), list(_files(document)))
    asked = disclosure.evidence.get("question")
    told = asked is not None and not asked.rule.startswith("open/position")  # by its place alone a row of a list may look asked
    if _lists_pages(document) and not told and "reference" not in disclosure.evidence and not disclosure.exemptions:
        raise PageRefused("list", "a list of disclosures was served in place of the page")
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _hints(page: Page, address: Address | None, source: Source) -> Hints:
    """What the address alone tells of a disclosure: its key, its reference, the month of its folder."""
    if address is None or page.url is None:
        return Hints()
    below = page.url.lower().rindex(address.slug)
    folder = address.key.removesuffix(f"/{address.slug}").split("/")[-1]
    in_slug = reference.from_slug(address.slug, address.year, source.references)
    return Hints(
        key=address.key,
        reference=Hint(in_slug.canonical, in_slug.printed, below + in_slug.start, f"reference/{in_slug.form}") if in_slug else None,
        published=Hint(str(PartialDate(address.year, address.month)), folder, page.url.lower().rfind(folder), "published/folder")
        if address.year and address.month
        else None,
    )


def _files(document: Document) -> Iterator[Link]:
    """The files that the response offers, each address once; images of the page's layout are no files."""
    seen = set()
    for link in document.links:
        path = urlsplit(link.url).path.lower()
        if path.startswith("/syssiteassets/") and not path.startswith("/syssiteassets/media/images/") and link.url not in seen:
            seen.add(link.url)
            yield link


# -- lists ---------------------------------------------------------------------------------------------------------


def _parse_sitemap(page: Page, source: Source) -> Parsed:
    follow = []
    for entry in sitemap.entries_of(page):
        if entry.is_sitemap and source.serves(entry.url):
            follow.append(Follow(entry.url, "list", entry.context))
        elif _is_wanted(entry.url, source):
            follow.append(Follow(canonical_url(entry.url), "detail", entry.context))
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
            context = dict(_row_context(link))
            rows.setdefault(url, Follow(url, "detail", context | {"version": row_version(context.values())}))
    if not rows and not _is_listing(page):
        raise PageRefused("unrecognised", "the page is neither a disclosure nor a list of disclosures")
    follow = list(rows.values())
    if follow and page.url and LISTING.rstrip("/").rsplit("/", 1)[-1] in page.url:
        follow.append(Follow(_next_page(page.url), "list", older=True))
    return Parsed("list", follow=follow)


def _is_listing(page: Page) -> bool:
    return "published-items" in (page.url or "")


def _row_context(link: Link) -> Iterator[tuple[str, str]]:
    if link.text:
        yield "title", link.text
    kind = next((kind for kind in _DOCUMENT_TYPES if kind.lower() in link.around.lower()), None)
    if kind:
        yield "document_type", kind
    date = next(dates.find_in(link.around.replace(link.text, " ", 1)), None)
    if date:
        yield "date", date.printed


def _next_page(url: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = int(query.get("page", "1")) if query.get("page", "1").isdigit() else 1
    return urlunsplit(parts._replace(query=urlencode({**query, "page": str(number + 1)})))


PLATFORM = Platform(
    "single-online-home",
    parse,
    entries,
    Settings,
    address=re.compile(r"\.police\.uk(?::\d+)?/(?:[a-z]{2}-[a-z]{2}/)?foi-ai/|/foi-ai/af/accessing-information/", re.IGNORECASE),
    marks=(
        re.compile(r"/foi-ai/(?!af/|accessing-information/)(?P<force_slug>[a-z0-9-]+)/", re.IGNORECASE),
        re.compile(r"/SysSiteAssets/foi-media/(?P<media_slug>[a-z0-9-]+)/", re.IGNORECASE),
    ),
)
