"""The crawl of one source: lists until nothing new is listed, then every page of the list.

A spider only asks for pages and yields what the parsers read in them: disclosures, and sightings of pages that gave none. It writes nothing.
"""

from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.archive import Entry, SourceArchive
from crawler.errors import PageRefused
from crawler.items import Disclosure
from crawler.page import Page, media_type_of
from crawler.parsers import PLATFORMS, Follow, parse
from crawler.runs import Listing, Sighted, Sighting
from crawler.source import Source
from crawler.worker import ParserWorker

MAX_LIST_PAGES = 2_000
"""A list that never ends is a trap; the longest real one that is known has under 700 pages."""

Output = Request | Disclosure | Listing | Sighting


class SourceSpider(Spider):
    """Crawls one source. Arguments: `limit`, the number of detail pages to stop after."""

    source: ClassVar[Source]
    known: dict[str, tuple[str, Entry]]
    archive: SourceArchive

    def __init__(self, limit: str = "0", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.limit = int(limit)
        self.known = {}
        self.listed: set[str] = set()
        self.asked = 0
        self.worker: ParserWorker | None = None
        self.lists_ended = False
        self.blocked: dict[str, str] = {}
        self.list_problem = ""
        self._entries = iter(PLATFORMS[self.source.platform].entries(self.source))
        self._open_lists = 0
        self._list_pages = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        assert isinstance(spider, cls)
        crawler.signals.connect(spider.end, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        self.worker = await ParserWorker.start(self.source)
        for request in self._next_entry():
            yield request

    async def end(self) -> None:
        """Ends what the run started."""
        if self.worker:
            await self.worker.close()

    async def parse(self, response: Response) -> AsyncIterator[Output]:
        """One page: what it says, or why it was refused."""
        request = response.request
        assert request is not None
        kind = request.meta["kind"]
        if "not-modified" in response.flags and kind == "detail":
            yield Sighting(url=response.url, how="not-modified")
            return
        page = page_of(response)
        try:
            parsed = await self.worker.parse(page) if self.worker else parse(page, self.source)
        except PageRefused as refused:
            how: Sighted = "gone" if refused.reason == "gone" else "refused"
            yield Sighting(url=response.url, how=how, detail=f"{refused.reason}: {refused.message}")
            if kind == "list":
                for request in self._list_ended(refused.message):
                    yield request
            return
        if kind == "list":
            for output in self._follow(parsed.follow):
                yield output
        elif not parsed.disclosures:
            yield Sighting(url=response.url, how="refused", detail="a list where a disclosure was expected")
        for disclosure in parsed.disclosures:
            yield disclosure

    def failed(self, failure: Failure) -> Iterator[Output]:
        """A request without a response: a time-out, no such host, robots.txt, a host that we stopped asking."""
        request: Request = failure.request  # type: ignore[attr-defined]
        why = str(failure.value) or type(failure.value).__name__
        if not (isinstance(failure.value, IgnoreRequest) and request.meta["kind"] == "detail" and self.blocked):
            yield Sighting(url=request.url, how="error", detail=why)
        if request.meta["kind"] == "list":
            yield from self._list_ended(why)

    @property
    def limited(self) -> bool:
        """Whether the run was told to stop before the end of the list."""
        return bool(self.limit) and self.asked >= self.limit

    def _follow(self, follow: list[Follow]) -> Iterator[Output]:
        details = [link for link in follow if link.kind == "detail" and link.url not in self.listed]
        lists = [link for link in follow if link.kind == "list"]
        self.listed.update(link.url for link in details)
        yield Listing([link.url for link in details])
        for link in details:
            if not self.limited:
                self.asked += 1
                yield self._request(link)
        goes_on = details or not any(link.kind == "detail" for link in follow)
        if self._list_pages >= MAX_LIST_PAGES:
            self.list_problem = f"the list has more than {MAX_LIST_PAGES} pages"
        elif goes_on and not self.limited:
            for link in lists:
                yield self._list_request(link)
        yield from self._list_ended("")

    def _list_ended(self, problem: str) -> Iterator[Request]:
        """One list page is done. When none is open and nothing was listed, the next way in is tried."""
        self._open_lists -= 1
        if problem:
            self.list_problem = problem
        if self._open_lists:
            return
        if self.listed:
            self.lists_ended = not self.list_problem
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
        return self._request(link)

    def _request(self, link: Follow) -> Request:
        # Lists first: a run that is cut short then knows at least what there is.
        priority = 10 if link.kind == "list" else 0
        meta = {"kind": link.kind, "context": dict(link.context)}
        return Request(link.url, callback=self.parse, errback=self.failed, meta=meta, priority=priority, dont_filter=link.kind == "list")


def page_of(response: Response) -> Page:
    """The page of a Scrapy response, its record in the archive as the recorder noted it."""
    request = response.request
    assert request is not None
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1")
        for name, value in ((name, response.headers.get(name)) for name in response.headers)
        if value is not None
    }
    asked_first = (request.meta.get("redirect_urls") or [None])[0]
    return Page(
        url=response.url,
        body=response.body,
        fetched_at=request.meta.get("fetched_at", ""),
        status=response.status,
        media_type=media_type_of(headers.get("content-type", ""), response.body),
        headers=headers,
        record=request.meta.get("record", ""),
        requested_url=asked_first,
        context=request.meta["context"],
    )
