"""The crawl of one source: lists until nothing new is listed, then every page of the list.

A spider only asks for pages and yields what the parsers read in them: disclosures, and sightings of pages that gave none. It writes nothing.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Set
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.archive import SourceArchive
from crawler.errors import PageRefused
from crawler.items import Disclosure
from crawler.known import KnownPage, KnownResponses
from crawler.page import Page, media_type_of
from crawler.parsers import PLATFORMS, Follow, Parsed
from crawler.runs import Listing
from crawler.sightings import AS_BEFORE, Sighted, Sighting
from crawler.source import Source
from crawler.worker import ParserWorker

MAX_LIST_PAGES = 2_000
"""A list that never ends is a trap; the longest real one that is known has under 700 pages."""

_LASTING = frozenset({"gone", "not-a-disclosure"})
"""Reasons to refuse a page that stay while it is unchanged; a maintenance notice or an empty shell may be another page tomorrow."""

Output = Request | Disclosure | Listing | Sighting


class SourceSpider(Spider):
    """Crawls one source. Arguments: `limit`, the number of detail pages to stop after.

    With `listed_since`, a list that goes from the newest on is left at the first page without news, and pages behind it that are due are asked
    for all the same: it tells which of them stood on a list when these were last read to their end, or since. `rechecked` are the pages that were
    asked for because they were due, though the list calls them unchanged.
    """

    source: ClassVar[Source]
    known: KnownResponses | None
    archive: SourceArchive

    def __init__(self, limit: str = "0", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = int(limit)
        self.known = None
        self.readings: dict[str, KnownPage] = {}
        self.listed: set[str] = set()
        self.asked = 0
        self.worker = ParserWorker(self.source)
        self.lists_ended = False
        self.listed_since: Callable[[Set[str]], set[str]] | None = None
        self.left_early = False
        self.rechecked: set[str] = set()
        self.blocked: dict[str, str] = {}
        self.list_problem = ""
        self._entries = iter(PLATFORMS[self.source.platform].entries(self.source))
        self._open_lists = 0
        self._list_pages = 0
        self._lists_asked: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, cls)
        crawler.signals.connect(spider.end, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        # All of them are open before the first is answered: the lists have ended when none is.
        requests = list(self._next_entry())
        while PLATFORMS[self.source.platform].together and (more := list(self._next_entry())):
            requests += more
        for request in requests:
            yield request

    async def end(self) -> None:
        """Ends what the run started."""
        await self.worker.close()

    async def parse(self, response: Response) -> AsyncIterator[Output]:
        """One page: what it says, or why it was refused."""
        request = response.request
        assert request is not None
        if "not-modified" in response.flags and request.meta["kind"] == "detail":
            outputs = self._not_modified(request, response)
        else:
            page = page_of(response)
            try:
                parsed = await self.worker.parse(page)
            except PageRefused as refused:
                outputs = self._refused(request, response, refused)
            else:
                match request.meta["kind"]:
                    case "list":
                        outputs = self._read_list(request, parsed)
                    case "other":
                        outputs = self._read_files(request, page, parsed)
                    case _:
                        outputs = self._read_detail(request, response, parsed)
        for output in outputs:
            yield output

    def _refused(self, request: Request, response: Response, refused: PageRefused) -> Iterator[Output]:
        how: Sighted = "gone" if refused.reason == "gone" else "refused"
        yield Sighting(url=response.url, how=how, detail=f"{refused.reason}: {refused.message}")
        if request.meta["kind"] == "list":
            yield from self._list_ended(refused.message)
        elif request.meta["kind"] == "other":
            yield from request.meta["waiting"].disclosures
            if refused.reason in _LASTING:
                yield Sighting(_asked_url(request), "read", "files")
        elif refused.reason in _LASTING:
            yield from self._note(request, [], "gone" if how == "gone" else "")

    def _read_detail(self, request: Request, response: Response, parsed: Parsed) -> Iterator[Output]:
        """A page of its own: its disclosures, and its parts."""
        if parsed.kind == "list":
            yield Sighting(url=response.url, how="refused", detail="a list where a disclosure was expected")
            return
        if parsed.files_at:
            meta = {"kind": "other", "context": {}, "waiting": parsed}
            yield Request(parsed.files_at, callback=self.parse, errback=self.failed, meta=meta, dont_filter=True)
        else:
            yield from parsed.disclosures
        yield from self._read_parts(parsed.follow)
        yield from self._note(request, parsed.follow, files_at=parsed.files_at)

    def _read_files(self, request: Request, page: Page, parsed: Parsed) -> Iterator[Output]:
        """The page that lists the files of disclosures that waited for it. They are due again until it was read."""
        yield from request.meta["waiting"].with_files(page.sha256, parsed)
        yield Sighting(_asked_url(request), "read", "files")

    def failed(self, failure: Failure) -> Iterator[Output]:
        """A request without a response: a time-out, no such host, robots.txt, a host that we stopped asking."""
        request: Request = failure.request  # type: ignore[attr-defined]
        why = str(failure.value) or type(failure.value).__name__
        if not (isinstance(failure.value, IgnoreRequest) and request.meta["kind"] == "detail" and self.blocked):
            yield Sighting(url=request.url, how="error", detail=why)
        if request.meta["kind"] == "list":
            yield from self._list_ended(why)
        elif request.meta["kind"] == "other":
            yield from request.meta["waiting"].disclosures

    @property
    def limited(self) -> bool:
        """Whether the run was told to stop before the end of the list."""
        return bool(self.limit) and self.asked >= self.limit

    def _read_list(self, request: Request, parsed: Parsed) -> Iterator[Output]:
        """A list page: its rows that are disclosures, then the pages that it leads to."""
        rows = {disclosure.url or disclosure.id: disclosure for disclosure in parsed.disclosures}
        new_rows = [url for url in rows if url not in self.listed]
        self.listed.update(rows, (row.url for row in parsed.refused))
        for row in parsed.refused:
            yield Sighting(url=row.url, how="refused", detail=f"{row.reason}: {row.message}")
        for url in new_rows:
            if not self.limited:
                self.asked += 1
                yield rows[url]
        details = [link for link in parsed.follow if link.kind == "detail" and link.url not in self.listed]
        self.listed.update(link.url for link in details)
        yield from self._reach(details)
        holds_any = bool(rows) or any(link.kind == "detail" for link in parsed.follow)
        if self._list_pages >= MAX_LIST_PAGES:
            self.list_problem = f"the list has more than {MAX_LIST_PAGES} pages"
        elif (new_rows or details or not holds_any) and not self.limited:
            lists = [link for link in parsed.follow if link.kind == "list"]
            if self.listed_since and details and all(self._is_as_read(link) for link in details):
                newer = [link for link in lists if not link.older]
                self.left_early = self.left_early or len(newer) < len(lists)
                lists = newer
            yield from self._reach(lists)
        yield from self._note(request, parsed.follow, "list")
        yield from self._list_ended("")

    def _reach(self, links: list[Follow]) -> Iterator[Output]:
        """Asks for pages, but for those to which the list gives the version that was read before: they and their parts are still there."""
        changed = []
        for link in links:
            if self._is_unchanged(link):
                yield from self._still_there(link.url)
            else:
                changed.append(link)
        details = [link.url for link in changed if link.kind == "detail"]
        if details:
            yield Listing(details)
        for link in changed:
            if link.kind == "list":
                # Years and letters link to each other: each is asked for once.
                if link.url not in self._lists_asked:
                    yield self._list_request(link)
            elif not self.limited:
                self.asked += 1
                if self._is_as_read(link):
                    self.rechecked.add(link.url)
                yield self._request(link)

    def _is_as_read(self, link: Follow) -> bool:
        """Whether the list gives the version that was read before."""
        known = self.readings.get(link.url)
        return known is not None and bool(known.version) and known.version == link.context.get("version")

    def _is_unchanged(self, link: Follow) -> bool:
        return self._is_as_read(link) and not self._is_due(link.url)

    def _is_due(self, url: str) -> bool:
        """Whether a known page or one of its parts is to be read again, or one of these lacks a part: of a list that is a page with its own."""
        known, parts = self.readings[url], [self.readings.get(part) for part in self.readings[url].parts]
        return known.due or any(part is None or part.due or any(below not in self.readings for below in part.parts) for part in parts)

    def _reach_due(self) -> Iterator[Request]:
        """Pages that are due and that no list named, because it was left early; they are asked for as their list named them last."""
        assert self.listed_since
        due = {url for url, page in self.readings.items() if page.kind == "detail" and url not in self.listed and self._is_due(url)}
        for url in sorted(self.listed_since(due) if due else ()):
            known = self.known.get(url) if self.known else None
            if known and not self.limited:
                self.asked += 1
                self.rechecked.add(url)
                yield self._request(Follow(url, "detail", known[1].context))

    def _still_there(self, url: str) -> Iterator[Sighting]:
        """Sightings of a page that is unchanged and of everything that it leads to."""
        waiting, met = [url], {url}
        while waiting:
            url = waiting.pop()
            known = self.readings.get(url)
            kind = known.kind if known else "detail"
            if kind not in ("list", "files"):
                self.listed.add(url)
            if kind == "gone":
                yield Sighting(url=url, how="gone", detail=AS_BEFORE)
            elif kind != "files":
                yield Sighting(url=url, how="unchanged", detail="list" if kind == "list" else "")
            new = [part for part in known.parts if part not in met] if known else []
            met.update(new)
            waiting += new

    def _not_modified(self, request: Request, response: Response) -> Iterator[Output]:
        """A page that the server calls unchanged, and so its parts; the list's new version of it counts as read."""
        yield Sighting(url=response.url, how="not-modified")
        known = self.readings.get(_asked_url(request))
        if known:
            for part in known.parts:
                yield from self._still_there(part)
            yield Sighting(
                url=_asked_url(request), how="read", version=request.meta["context"].get("version", known.version), parts=list(known.parts)
            )

    def _read_parts(self, parts: list[Follow]) -> Iterator[Output]:
        """The parts of a page that was read are read with it."""
        new = [link for link in parts if link.url not in self.listed]
        if new:
            self.listed.update(link.url for link in new)
            yield Listing([link.url for link in new])
            yield from map(self._request, new)

    def _note(self, request: Request, follow: list[Follow], kind: str = "", files_at: str = "") -> Iterator[Sighting]:
        """What the next run must know of a page that was read, if it can be told to be unchanged or has parts."""
        version = request.meta["context"].get("version", "")
        if version or files_at or (follow and kind != "list"):
            parts = list(dict.fromkeys([*(link.url for link in follow), *([files_at] if files_at else [])]))
            yield Sighting(url=_asked_url(request), how="read", detail=kind, version=version, parts=parts)

    def _list_ended(self, problem: str) -> Iterator[Request]:
        """One list page is done. When none is open, pages that no list named are due; when nothing was listed, the next way in is tried."""
        self._open_lists -= 1
        if problem:
            self.list_problem = problem
        if self._open_lists:
            return
        if self.listed:
            self.lists_ended = not self.list_problem
            if self.left_early:
                yield from self._reach_due()
        else:
            yield from self._next_entry()

    def _next_entry(self) -> Iterator[Request]:
        entry = next(self._entries, None)
        if entry:
            self.list_problem = ""
            yield self._list_request(entry)

    def _list_request(self, link: Follow) -> Request:
        self._open_lists += 1
        self._list_pages += 1
        self._lists_asked.add(link.url)
        return self._request(link)

    def _request(self, link: Follow) -> Request:
        # Lists first: a run that is cut short then knows at least what there is.
        priority = 10 if link.kind == "list" else 0
        meta = {"kind": link.kind, "context": dict(link.context), "anew": self._has_files(link.url)}
        return Request(link.url, callback=self.parse, errback=self.failed, meta=meta, priority=priority, dont_filter=link.kind == "list")

    def _has_files(self, url: str) -> bool:
        """Whether a page is only read together with its page of files, so that it must be had whole though it be unchanged."""
        known = self.readings.get(url)
        return known is not None and any(part not in self.readings or self.readings[part].kind == "files" for part in known.parts)


def _asked_url(request: Request) -> str:
    """The address that was asked for first, before any redirect."""
    return str((request.meta.get("redirect_urls") or [request.url])[0])


def page_of(response: Response) -> Page:
    """The page of a Scrapy response, its record in the archive as the recorder noted it."""
    request = response.request
    assert request is not None
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in ((name, response.headers.get(name)) for name in response.headers)
        if value is not None
    }
    asked_first = _asked_url(request)
    return Page(
        url=response.url,
        body=response.body,
        fetched_at=request.meta.get("fetched_at", ""),
        status=response.status,
        media_type=media_type_of(headers.get("content-type", ""), response.body),
        headers=headers,
        record=request.meta.get("record", ""),
        requested_url=asked_first if asked_first != response.url else None,
        context=request.meta["context"],
    )
