"""Alaveteli: sites on which the public asks, such as WhatDoTheyKnow. A request with its answers is a record, and so is each letter among its
files that the site turned into a page.

Built on the software's own views and addresses (mysociety/alaveteli, 2026-04). These are no disclosure logs: whoever asks publishes here, and
refusals, reminders and opinions stand beside the answers. Who asked is never kept: names go before anything is read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import msgspec

from crawler.address import canonical_url
from crawler.document import Document, Link, document_of
from crawler.errors import PageRefused
from crawler.items import Attachment, Disclosure
from crawler.page import HTML, JSON, Page, refuse_failure
from crawler.parsers import correspondence
from crawler.parsers.base import MEDIA_TYPES, Follow, Parsed, Platform, attachment_of, row_version
from crawler.parsers.correspondence import Correspondence, Message, file_name, slug_of, unbroken
from crawler.parsers.detail import Heading, Hint, Hints, read_detail
from crawler.parsers.requester import MARK, Requester, of_letter, without_greeting
from crawler.reading import dates
from crawler.reading.boilerplate import without_boilerplate
from crawler.selection import Element, root_of
from crawler.source import Source

PAGE_LIMIT = 20
"""The site shows no more pages of a list; a longer one must be cut by date or by body."""
_LIST = re.compile(r"^(?:/[a-z]{2}(?:[_-][a-z]{2})?)?/(?:list|body)/[^?#]+$", re.IGNORECASE)
_COPY = re.compile(
    r"^(?P<request>/request/(?P<slug>[^/]+))/response/(?P<message>\d+)/attach/html/(?P<part>\d+)/(?P<file>[^/]+)\.html$", re.IGNORECASE
)
_LANGUAGE = re.compile(r"^/[a-z]{2}(?:[_-][a-z]{2})?(?=/request/)", re.IGNORECASE)
_LETTER = re.compile(r"\.(?:pdf|docx?|rtf|odt|txt|html?)\.html$", re.IGNORECASE)
_COPIED = re.compile(
    r"HTML version of an attachment to the .{3,60}? request\s*['\u2018\u2019](?P<title>.+)['\u2018\u2019]\s*\.?$", re.IGNORECASE
)
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_IN_A_FILE = re.compile(
    r"\b(?:attach|enclos)\w*\b[^.]*\b(?:response|reply|letter|decision|outcome)\b|\b(?:response|reply|letter|decision|outcome)\b[^.]*\b(?:attach|enclos)",
    re.IGNORECASE,
)
"""A message that only says that the answer is in a file: what was decided is not told by it."""
_HEAD_LINES = 8
"""What the site prints above a letter that it turned into a page."""
_HIDDEN = re.compile(r"^(?:this )?request (?:has been (?:removed|hidden)|is hidden)\b", re.IGNORECASE)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`lists`: what is read, as paths on the first host: all requests with an answer, those of a body (`/body/NAME/successful`), those between
    two days. The site shows the first 500 of each."""

    lists: list[str] = msgspec.field(default_factory=lambda: ["/list/successful?page=1"])


def entries(source: Source) -> list[Follow]:
    """The source's lists, each to be read."""
    return [Follow(urljoin(source.origin, path), "list") for path in msgspec.convert(source.settings, Settings).lists]


def parse(page: Page, source: Source) -> Parsed:
    """A list gives requests to follow; a request its disclosure, and its letters to follow; a letter its disclosure."""
    refuse_failure(page)
    if page.media_type == JSON:
        raise PageRefused("not-a-disclosure", "the data of a request hold none of its words", "import its page: its address without .json")
    path = urlsplit(page.url or "").path.rstrip("/")
    if _LIST.match(path):
        return _parse_list(page, source)
    if page.media_type == HTML:
        document = document_of(page, source.origin)
        thread = correspondence.of_page(page, source.origin)
        hidden = next((line for line in (document.title or "", *document.lines[:5]) if _HIDDEN.match(line)), None)
        if hidden and not (thread and thread.messages):
            raise PageRefused("gone", f"the site has taken the request down: {hidden}")
    else:
        document = document_of(page, source.origin)
        thread = correspondence.of_text(document.lines)
    if thread and any(message.from_authority for message in thread.messages):
        return _Request(page, thread, source).parsed()
    if thread:
        raise PageRefused("unanswered", "nobody has answered the request yet")
    return _parse_letter(page, document, source)


# -- lists ----------------------------------------------------------------------------------------------------------------------------


def _parse_list(page: Page, source: Source) -> Parsed:
    root = root_of(page)
    document_of(page, source.origin)  # refuses a maintenance notice and an empty shell
    url = canonical_url(page.url or source.origin)
    requests: dict[str, Follow] = {}
    for row in root.all(".request_listing"):
        link = row.first(".head a[href]") or row.first("a[href*='/request/']")
        address = _request_address(urljoin(url, link.get("href"))) if link else ""
        if link and address and source.serves(address):
            requests.setdefault(address, Follow(address, "detail", _row_context(row, link)))
    follow = list(requests.values())
    number = _number(url)
    warnings = []
    if follow and number < PAGE_LIMIT and root.first(".pagination a[rel~=next], a.next_page, .pagination .next a"):
        follow.append(Follow(_with_number(url, number + 1), "list", older=True))
    elif number >= PAGE_LIMIT:
        warnings.append(f"the site shows no page of this list behind page {number}: cut it by date or by body")
    return Parsed("list", follow=follow, warnings=warnings)


def _request_address(url: str) -> str:
    """The one address of a request: without the message that a list points to, and without a language."""
    parts = urlsplit(url)
    path = _LANGUAGE.sub("", parts.path)
    return (
        canonical_url(urlunsplit(parts._replace(path=path, query="", fragment="")))
        if slug_of(urlunsplit(parts._replace(path=path)))
        else ""
    )


def _row_context(row: Element, link: Element) -> dict[str, str]:
    """The title, and a version that changes with the row's state and date, but for who asked."""
    who = Requester.of(user.text for user in row.all("a[href*='/user/']"))
    words = [who.out_of(element.text) for element in (link, *row.all(".requester"), *row.all("strong"))]
    return {"title": words[0], "version": row_version(words)}


def _number(url: str) -> int:
    number = dict(parse_qsl(urlsplit(url).query)).get("page", "1")
    return int(number) if number.isdigit() else 1


def _with_number(url: str, number: int) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"page": str(number)}
    return urlunsplit(parts._replace(query=urlencode(query)))


# -- requests -------------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Said:
    """The lines of the record, where dates stand in them, and how readers are to take the heads of messages."""

    lines: list[str]
    received: Hint | None
    responded: Hint | None
    headings: tuple[Heading, ...]


class _Request:
    """A request with its messages."""

    def __init__(self, page: Page, thread: Correspondence, source: Source) -> None:
        self.page = page
        self.source = source
        self.thread = thread
        self.authority = thread.authority or source.authority
        self.authority_id = thread.authority_key or _NOT_IN_KEYS.sub("_", thread.authority.lower()).strip("_") or source.authority_id
        self.who = Requester.of(thread.people, (line for message in thread.messages for line in message.lines), self.authority)
        self.title = self.who.out_of(thread.title or page.context.get("title", ""))
        slug = thread.slug or (slug_of(_request_address(page.url)) if page.url else "")
        # An address that bears the name is not kept: a hash of it names the record as well.
        self.slug = row_version([slug]) if slug and self.who.is_in(slug) else slug
        self.hidden_address = self.slug != slug

    def parsed(self) -> Parsed:
        said = self._said()
        document = Document(said.lines, self.title or None)
        hints = Hints(self.slug, received=said.received, responded=said.responded, headings=said.headings)
        files = [link for message in self.thread.messages for link in message.files]
        page = replace(self.page, requested_url=None, context={})
        disclosure = read_detail(page, document, self.source, hints, [])
        facts = {
            "source_kind": "request-platform",
            "authority": self.authority,
            "authority_id": self.authority_id,
            "url": None if self.hidden_address or not self.page.url else _request_address(self.page.url) or disclosure.url,
            "attachments": [self._attachment(link) for link in files],
        }
        disclosure = _undecided(msgspec.structs.replace(disclosure, **facts))
        return Parsed("detail", [disclosure], follow=list(self._letters()), warnings=disclosure.warnings)

    def _said(self) -> _Said:
        """Every message below its head; readers take the first two heads for those of request and response, and do not see what the requester
        wrote later."""
        lines: list[str] = []
        headings: list[Heading] = []
        hints: dict[bool, Hint] = {}
        at = 0
        for message in self.thread.messages:
            who = self.authority if message.from_authority else MARK
            words = without_boilerplate(self._lines(message))
            head = f"{who} {message.date}".rstrip()
            asked, answered = (any(heading.word == word for heading in headings) for word in ("Request:", "Response:"))
            end = at + len(head) + 1
            later = end + sum(len(line) + 1 for line in words)
            if not message.from_authority and asked:
                headings.append(Heading(at, later - 1, ""))
            else:
                word = "" if (answered if message.from_authority else asked) else "Response:" if message.from_authority else "Request:"
                headings.append(Heading(at, end - 1, word))
            if message.date and (message.from_authority or False not in hints):
                role = "responded" if message.from_authority else "received"
                found = next(dates.find_in(message.date), None)
                if found:
                    start = at + len(who) + 1 + found.start
                    hints[message.from_authority] = Hint(str(found.date), found.printed, start, f"{role}/message", "text", firm=True)
            lines += [head, *words]
            at = later
        return _Said(lines, hints.get(False), hints.get(True), tuple(headings))

    def _lines(self, message: Message) -> Iterator[str]:
        for line in message.lines:
            yield self.who.out_of(without_greeting(line) if message.from_authority else line)

    def _attachment(self, link: Link) -> Attachment:
        """The file; its address is left out when the name of whoever asked stands in it."""
        file = attachment_of(link)
        media_type = file.media_type or MEDIA_TYPES.get(file.name.rsplit(".", 1)[-1].lower())
        address = None if not link.url or self.who.is_in(file_name(link.url)) else canonical_url(link.url)
        name = MARK if self.who.is_in(file.name) else file.name
        return msgspec.structs.replace(
            file, name=name if address or name != MARK else f"a file named after the {MARK}", url=address, media_type=media_type
        )

    def _letters(self) -> Iterator[Follow]:
        """The pages that the site made of letters, with what they do not tell of their request."""
        for message in self.thread.messages:
            for copy in message.copies:
                url = canonical_url(copy)
                if message.from_authority and self.source.serves(url) and _LETTER.search(urlsplit(url).path) and not self._names(url):
                    told = {
                        "title": self.title,
                        "authority": self.authority,
                        "authority_id": self.authority_id,
                        "responded": message.date,
                        "who": self.who.traces,
                        # A letter that was sent does not change.
                        "version": row_version([url]),
                    }
                    yield Follow(url, "detail", {name: value for name, value in told.items() if value})

    def _names(self, url: str) -> bool:
        return self.hidden_address or self.who.is_in(file_name(url))


def _undecided(disclosure: Disclosure) -> Disclosure:
    """As unknown what was decided, where the message only says that the answer is in a file."""
    if not (disclosure.attachments and _IN_A_FILE.search(disclosure.decision_printed or "") and not disclosure.exemptions):
        return disclosure
    return msgspec.structs.replace(
        disclosure,
        decision="unknown",
        decision_printed=None,
        outcomes=[],
        sections=[section for section in disclosure.sections if section.role != "decision"],
        evidence={name: evidence for name, evidence in disclosure.evidence.items() if name != "decision"},
        warnings=[*disclosure.warnings, "decision: the messages say that it is in a file"],
    )


# -- letters --------------------------------------------------------------------------------------------------------------------------


def _parse_letter(page: Page, document: Document, source: Source) -> Parsed:
    """A letter that the site turned into a page, or the text of one. Raises PageRefused for a file that is no letter of answer."""
    copy = _COPY.match(_LANGUAGE.sub("", urlsplit(page.url or "").path))
    lines = document.lines
    title = page.context.get("title", "")
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if told := _COPIED.search(line):
            lines, title = lines[number + 1 :], title or told["title"]
            break
    else:
        if page.media_type == HTML and not copy:
            raise PageRefused("not-a-disclosure", "the page is neither a request nor a letter of one")
    lines = unbroken(lines)
    who = of_letter(lines, page.context.get("authority", ""), page.context.get("who", ""))
    lines = without_boilerplate(who.out_of(without_greeting(line)) for line in lines)
    responded = next(dates.find_in(page.context.get("responded", "")), None)
    hint = Hint(str(responded.date), responded.printed, responded.start, "responded/message", "listing") if responded else None
    bare = replace(page, url=page.url if copy and not who.is_in(copy["file"]) else None, requested_url=None, context={})
    try:
        disclosure = read_detail(bare, Document(lines, who.out_of(title) or None), source, Hints(responded=hint), [])
    except PageRefused as refused:
        if refused.reason == "unrecognised":
            raise PageRefused("not-a-disclosure", "the file is no letter that answers a request") from refused
        raise
    disclosure = msgspec.structs.replace(
        disclosure,
        id=f"{source.id}/{_letter_key(copy, who)}" if copy else disclosure.id,
        source_kind="request-platform",
        document_type="attachment",
        authority=page.context.get("authority") or source.authority,
        authority_id=page.context.get("authority_id") or source.authority_id,
    )
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


def _letter_key(copy: re.Match[str], who: Requester) -> str:
    slug = row_version([copy["slug"]]) if who.is_in(copy["slug"]) else copy["slug"]
    return f"{slug}/{copy['message']}/{copy['part']}"


PLATFORM = Platform(
    "alaveteli",
    parse,
    entries,
    Settings,
    address=re.compile(r"^https?://www\.whatdotheyknow\.com/"),
    marks=(re.compile(r'class="[^"]*\b(?:request_listing|correspondence_text)\b'),),
    together=True,
)
