"""Pages with labels: a source's table of rules tells where the lists are, which links lead to responses, and what each label means.

A source without rules is any page at all: a response is read by the labels and cues that its text keeps.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, document_of
from crawler.errors import PageRefused
from crawler.items import Where
from crawler.page import HTML, Page, refuse_failure
from crawler.parsers import labels
from crawler.parsers.base import MEDIA_TYPES, Follow, Parsed, Platform, RefusedRow, row_version
from crawler.parsers.detail import Hint, Hints, read_detail
from crawler.parsers.labels import Field
from crawler.reading import reference
from crawler.reading.boilerplate import without_boilerplate
from crawler.reading.text import Text
from crawler.selection import ListPage, RowLink, check_selector, shaped
from crawler.source import Source

_FILE = re.compile(rf"\.(?:{'|'.join(MEDIA_TYPES)})$", re.IGNORECASE)
_LISTED: tuple[Field, ...] = ("title", "reference", "received", "responded", "published")
_DATES: tuple[Field, ...] = ("received", "responded", "published")
_LABEL = "Reference: "


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of a source. Selectors are CSS. Patterns are compared, in any case, with the whole of an address's path without its last
    slash, and its query behind a `?`. A value that is no selector, pattern or format is an error when the file is loaded."""

    lists: list[str] = []
    """Addresses, or paths on the first host, to start from."""
    rows: str = ""
    """The rows of a list: the links, or the elements that hold them. Without it, every link that `detail` fits."""
    detail: str = ""
    """The address of a response. Its groups: `key`, what names the record, and `reference`."""
    more: str = ""
    """The address of a further list: a year, a month, a letter, a page that `next` leads to under another path."""
    next: str = ""
    """The link to the next page of a list."""
    page: str = ""
    """The parameter that numbers the pages, counted up while a page has rows. One of `next` and `page` is enough."""
    newest_first: bool = False
    """Whether every list goes from the newest on. A refresh then leaves it at the first page that holds nothing new."""
    labels: dict[str, Field] = {}
    """What each label means, on a response and on the row or the column of a list. A response has at least one of them."""
    named: str = ""
    """The reference that a response prints. A page with it is a response even where the text that was saved of it kept no label, and one
    without it only at the address of one. The group `key` names the record where no address does."""
    dates: list[str] = []
    """Formats of dates that are not British, as `strptime` has them."""
    files: str = ""
    """The address of a file, where addresses of files end in no type."""
    main: str = ""
    """The element that holds the response, on a site without a `main` or with more in it."""
    title: str = ""
    """The title, where it is not the first `h1`."""
    cut: list[str] = []
    """Elements that are no part of the response."""
    until: str = ""
    """The line from which on nothing is part of it; the pattern fits the whole line."""

    def __post_init__(self) -> None:
        for name in ("detail", "more", "named", "files", "until"):
            try:
                re.compile(getattr(self, name))
            except re.error as error:
                raise ValueError(f"{name} is no pattern: {error}") from error
        for selector in (self.rows, self.next, self.main, self.title, *self.cut):
            check_selector(selector or "a")
        for format_ in self.dates:
            if not re.search(r"%[YyGc]", format_):
                raise ValueError(f"{format_!r} is no format of a date with its year")


def entries(source: Source) -> list[Follow]:
    """The source's lists, each to be read."""
    return [Follow(urljoin(source.origin, url), "list") for url in _settings(source).lists]


def problems(source: Source) -> Iterator[str]:
    """What a source's rules lack to be crawled."""
    settings = _settings(source)
    if not settings.lists:
        yield "no address of a list"
    for entry in entries(source):
        if not source.serves(entry.url):
            yield f"the list {entry.url} is on none of its hosts"
    if not settings.rows and not settings.detail:
        yield "no rule says which links lead to responses (rows or detail)"


def parse(page: Page, source: Source) -> Parsed:
    """A list gives responses to follow, any other page its disclosure."""
    refuse_failure(page)
    settings = _settings(source)
    if page.url and page.media_type == HTML and _is_list(page.url, source, settings):
        return _List(page, source, settings).parsed()
    return _parse_detail(page, source, settings)


def _settings(source: Source) -> Settings:
    return msgspec.convert(source.settings, Settings)


def _shown(url: str) -> str:
    """The part of an address that patterns are compared with."""
    parts = urlsplit(url)
    return parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


def _fits(pattern: str, url: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, _shown(url), re.IGNORECASE) if pattern else None


def _is_list(url: str, source: Source, settings: Settings) -> bool:
    if not settings.lists or not source.serves(url) or _fits(settings.detail, url):
        return False
    paths = {urlsplit(entry.url).path.rstrip("/").lower() for entry in entries(source)}
    return urlsplit(url).path.rstrip("/").lower() in paths or bool(_fits(settings.more, url))


class _List:
    """A list page: its rows, further lists, and the next page."""

    def __init__(self, page: Page, source: Source, settings: Settings) -> None:
        document_of(page, source.origin)  # refuses a maintenance notice and an empty shell
        self.url = canonical_url(page.url or "")
        self.source = source
        self.settings = settings
        self.links = ListPage(page)

    def parsed(self) -> Parsed:
        if not self.settings.rows and not self.settings.detail:
            raise PageRefused("unrecognised", "no rule of the source says which links lead to responses", "give it rows or detail")
        rows: dict[str, Follow] = {}
        refused: dict[str, RefusedRow] = {}
        for row in self.links.rows(self.settings.rows or "a[href]"):
            url = self._address(row.href)
            if not url or (self.settings.detail and not _fits(self.settings.detail, url)):
                if url and self.settings.rows and _FILE.search(urlsplit(url).path):
                    refused.setdefault(url, RefusedRow(url, "file", "the row leads to a file and to no page"))
            elif _FILE.search(urlsplit(url).path):
                refused.setdefault(url, RefusedRow(url, "file", "the row leads to a file and to no page"))
            else:
                rows.setdefault(url, Follow(url, "detail", self._context(row)))
        lists = dict.fromkeys(self._further()) if self.settings.more else {}
        following = self._next(bool(rows or refused))
        if following:
            lists[following] = None
        further = (Follow(url, "list", older=self._is_older(url, following)) for url in lists)
        return Parsed("list", follow=[*rows.values(), *further], refused=list(refused.values()))

    def _is_older(self, url: str, following: str) -> bool:
        """Whether a list goes on from this page, as its next page or as the same path with another query."""
        return self.settings.newest_first and (url == following or urlsplit(url).path == urlsplit(self.url).path)

    def _address(self, href: str) -> str:
        """The link's address on one of the source's hosts, or nothing."""
        try:
            url = canonical_url(urljoin(self.url, href))
        except ValueError:
            return ""
        return url if self.source.serves(url) else ""

    def _context(self, row: RowLink) -> dict[str, str]:
        """What the row says of the response: its title, what its labels or columns name, and a version that changes with its words."""
        found = labels.find(row.pieces, self.settings.labels)
        context = {"title": row.text}
        for name in _LISTED:
            value = labels.first_of(found, name)
            if value and value.value:
                context["date" if name == "published" else name] = value.value[:300]
        return {name: value for name, value in context.items() if value} | {"version": row_version(row.pieces)}

    def _further(self) -> Iterator[str]:
        for href in self.links.hrefs("a[href]"):
            url = self._address(href)
            if url and url != self.url and _fits(self.settings.more, url) and not _fits(self.settings.detail, url):
                yield url

    def _next(self, any_rows: bool) -> str:
        if self.settings.next:
            href = next(self.links.hrefs(self.settings.next), "")
            return self._address(href) if href else ""
        if not self.settings.page or not any_rows:
            return ""
        parts = urlsplit(self.url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        number = query.get(self.settings.page, "")
        # A list without its number is the first page; whether that is 0 or 1, the numbered entry of the source says.
        return urlunsplit(parts._replace(query=urlencode(query | {self.settings.page: str(int(number) + 1 if number.isdigit() else 2)})))


@dataclass(frozen=True)
class _Hinted:
    hints: Hints
    warnings: list[str]


def _parse_detail(page: Page, source: Source, settings: Settings) -> Parsed:
    document = _document(page, source, settings)
    files = [link for link in document.links if _FILE.search(urlsplit(link.url).path) or _fits(settings.files, link.url)]
    found = labels.find(document.lines, settings.labels)
    bearing = re.search(settings.named, document.text, re.IGNORECASE) if settings.named else None
    placed = page.url is not None and _fits(settings.detail, canonical_url(page.url)) is not None
    told = found and (not settings.named or placed)
    if settings.labels and not told and not bearing and (page.media_type == HTML or not placed):
        raise PageRefused(
            "unrecognised", "none of the labels of the source's responses is on the page", "is it a response, or a new template?"
        )
    title = labels.first_of(found, "title")
    if not document.title and title and title.value:
        document = replace(document, title=title.value)
    hinted = _hinted(page, source, settings, document.lines, found, bearing)
    disclosure = read_detail(page, document, source, hinted.hints, files)
    if hinted.warnings:
        disclosure = msgspec.structs.replace(disclosure, warnings=[*disclosure.warnings, *hinted.warnings])
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _document(page: Page, source: Source, settings: Settings) -> Document:
    """The response's own part of the page, without the site's furniture, so that offsets into its lines are offsets into the record's text."""
    response, title = shaped(page, main=settings.main, title=settings.title, cut=settings.cut)
    document = document_of(response, source.origin)
    lines = list(document.lines)
    if title and title != document.title:
        # The first heading, which is no line of a document, is no title here: it stays as a line.
        lines = [*([document.title] if document.title else []), *(line for line in lines if line != title)]
        document = replace(document, title=title)
    if settings.until:
        end = re.compile(settings.until, re.IGNORECASE)
        lines = lines[: next((number for number, line in enumerate(lines) if end.fullmatch(line)), len(lines))]
    return replace(document, lines=without_boilerplate(lines))


def _hinted(
    page: Page, source: Source, settings: Settings, lines: list[str], found: list[labels.Labelled], bearing: re.Match[str] | None
) -> _Hinted:
    """What the address, the labels and the list tell: a label on the page is believed before the list, and the list before nothing."""
    warnings: list[str] = []
    days: dict[str, Hint | None] = {}
    for name in _DATES:
        value = labels.first_of(found, name)
        days[name] = _day(value.value, value.start, f"{name}/own-label", "text", settings, firm=True) if value else None
        if value and value.value and not days[name]:
            warnings.append(f"date_{name}: {value.value[:60]!r} behind {value.label!r} is no date")
        if not days[name]:
            listed = page.context.get("date" if name == "published" else name, "")
            days[name] = _day(listed, 0, f"{name}/listing", "listing", settings)
    match = _fits(settings.detail, canonical_url(page.url)) if page.url else None
    hints = Hints(
        _key(page, source, match or bearing),
        _reference(page, source, settings, lines, found, match),
        **days,
        headings=tuple(labels.headings_of(found)),
    )
    return _Hinted(hints, warnings)


def _day(value: str, start: int, rule: str, where: Where, settings: Settings, *, firm: bool = False) -> Hint | None:
    day = labels.date_of(value, settings.dates) if value else None
    return Hint(day.iso, day.printed, start + day.start, rule, where, firm) if day else None


def _reference(
    page: Page, source: Source, settings: Settings, lines: list[str], found: list[labels.Labelled], match: re.Match[str] | None
) -> Hint | None:
    """Behind its label, in the address by the source's rule, in the heading above the title, or in the list."""
    value = labels.first_of(found, "reference")
    if value and (hint := _code(value.value, value.start, "reference/own-label", "text", source, firm=True)):
        return hint
    named: Mapping[str, Any] = match.groupdict() if match else {}
    if named.get("reference") and match and page.url:
        at = canonical_url(page.url).find(named["reference"])
        return _code(named["reference"], at, "reference/own-address", "url", source)
    if settings.title and lines and (hint := _code(lines[0], 0, "reference/own-heading", "text", source)):
        return hint  # the heading above the title, which stands as the first line
    return _code(page.context.get("reference", ""), 0, "reference/listing", "listing", source)


def _code(value: str, start: int, rule: str, where: Where, source: Source, *, firm: bool = False) -> Hint | None:
    """The reference that a field holds: in one of the source's forms, else any code, else a short value with a digit as it is."""
    code = reference.find(Text(_LABEL + value), source.references) if value else None
    if code and code.start >= len(_LABEL):
        return Hint(code.canonical, code.printed, start + code.start - len(_LABEL), rule, where, firm)
    if value and len(value) <= labels.SHORT and any(character.isdigit() for character in value):
        return Hint(value, value, start, rule, where, firm)
    return None


def _key(page: Page, source: Source, match: re.Match[str] | None) -> str:
    """What names the record: the rule's own group; else the path on the source's host; else host and path. `match` is of the address, or of
    the reference where the address tells nothing."""
    if match and match.groupdict().get("key"):
        return match["key"].lower()
    if page.url is None:
        return ""
    url = canonical_url(page.url)
    parts = urlsplit(url)
    if match and source.serves(url):
        return _shown(url).strip("/").lower()
    return f"{parts.hostname}{parts.path}".rstrip("/").lower()


PLATFORM = Platform("labelled-page", parse, entries, Settings, together=True, problems=problems)


def built_on(name: str, settings: type[Any], rules: Callable[[Source], Settings], **known: Any) -> Platform:
    """A platform whose sites are all built alike: `rules` makes a site's rules from the few settings in which they differ. `known` is more
    that a `Platform` takes."""

    def ruled(source: Source) -> Source:
        return msgspec.structs.replace(source, settings=msgspec.to_builtins(rules(source)))

    return Platform(
        name, lambda page, source: parse(page, ruled(source)), lambda source: entries(ruled(source)), settings, together=True, **known
    )
