"""How the crawler behaves as a guest, beyond what Scrapy's settings say.

`Courtesy` leaves a host alone for the rest of the run when it turns us away, waits as long as it asks, and keeps to its
robots.txt's pace. `ConditionalRequests` asks only for what changed.
"""

import asyncio
import logging
import time
from collections import Counter
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from crawler.page import challenge_in
from crawler.spiders.base import SourceSpider

logger = logging.getLogger(__name__)

_REFUSALS = frozenset({401, 403, 418, 429})
_REFUSALS_IN_A_ROW = 3
"""Without a challenge page one refusal is a page's own; this many in a row are the host's."""
_MAX_WAIT = 300.0
"""Seconds; a host that asks for longer is left alone for this run."""
_MAX_WAITS = 2
_MAX_CRAWL_DELAY = 60.0


class Courtesy:
    """Downloader middleware: stops at a block, honours Retry-After and Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._resume_at: dict[str, float] = {}
        self._refusals: Counter[str] = Counter()
        self._crawl_delay: dict[str, float] = {}
        crawler.signals.connect(self._robots_parsed, signals.robots_parsed)
        crawler.signals.connect(self._reached_downloader, signals.request_reached_downloader)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        host = _host(request)
        while (wait := self._resume_at.get(host, 0.0) - time.monotonic()) > 0:
            await asyncio.sleep(wait)
        if host in self._spider.blocked:
            raise IgnoreRequest(f"{host} is left alone for this run: {self._spider.blocked[host]}")

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        host = _host(request)
        headers = {name.decode("latin-1").lower(): (response.headers.get(name) or b"").decode("latin-1") for name in response.headers}
        is_robots = "kind" not in request.meta
        challenge = challenge_in(response.status, headers, response.body)
        if challenge:
            self._block(host, challenge)
        elif is_robots and response.status >= 500:
            # RFC 9309, 2.3.1.4: an unreachable robots.txt means that nothing is allowed.
            self._block(host, f"robots.txt answered HTTP {response.status}")
        elif response.status in (429, 503):
            return self._wait_and_retry(request, response, headers.get("retry-after", ""))
        elif response.status in _REFUSALS and not is_robots:
            self._refusals[host] += 1
            if self._refusals[host] >= _REFUSALS_IN_A_ROW:
                self._block(host, f"HTTP {response.status}, {_REFUSALS_IN_A_ROW} times in a row")
        else:
            self._refusals[host] = 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if "kind" not in request.meta and not isinstance(exception, IgnoreRequest):
            self._block(_host(request), f"robots.txt could not be fetched: {exception}")

    @property
    def _spider(self) -> SourceSpider:
        spider = self.crawler.spider
        assert isinstance(spider, SourceSpider)
        return spider

    def _block(self, host: str, why: str) -> None:
        if host not in self._spider.blocked:
            self._spider.blocked[host] = why
            logger.warning("%s is left alone for the rest of this run: %s", host, why)

    def _wait_and_retry(self, request: Request, response: Response, retry_after: str) -> Request | Response:
        host = _host(request)
        waits = request.meta.get("courtesy_waits", 0)
        seconds = _seconds(retry_after)
        if waits >= _MAX_WAITS or seconds > _MAX_WAIT:
            self._block(host, f"HTTP {response.status}, asks to wait {seconds:.0f} s")
            return response
        self._resume_at[host] = time.monotonic() + seconds
        logger.info("%s asks to wait %.0f s", host, seconds)
        return request.replace(meta={**request.meta, "courtesy_waits": waits + 1}, dont_filter=True)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        agent = self.crawler.settings["USER_AGENT"]
        rules = getattr(robotparser, "rp", None)
        delay = rules.crawl_delay(agent) if rules is not None else None
        if delay:
            self._crawl_delay[_host(request)] = min(float(delay), _MAX_CRAWL_DELAY)

    def _reached_downloader(self, request: Request) -> None:
        delay = self._crawl_delay.get(_host(request))
        slot = self.crawler.engine.downloader.slots.get(request.meta.get("download_slot", "")) if delay and self.crawler.engine else None
        if slot and delay:
            slot.delay = max(slot.delay, delay)


class ConditionalRequests:
    """Downloader middleware: sends the validators of the last good response; a 304 becomes that response again."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        spider = self.crawler.spider
        assert isinstance(spider, SourceSpider)
        known = spider.known.get(request.url) if spider.known and "kind" in request.meta and not request.meta.get("anew") else None
        if known is None:
            return
        _, entry = known
        if entry.etag or entry.last_modified:
            request.meta["known"] = known
            if entry.etag:
                request.headers["If-None-Match"] = entry.etag
            if entry.last_modified:
                request.headers["If-Modified-Since"] = entry.last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status != 304 or "known" not in request.meta:
            return response
        spider = self.crawler.spider
        assert isinstance(spider, SourceSpider)
        if request.meta["kind"] == "detail":
            return response.replace(status=200, flags=["not-modified"])
        page = spider.archive.page(*request.meta["known"])
        headers = {name: value for name, value in page.headers.items() if name not in ("content-encoding", "transfer-encoding")}
        return Response(page.url or request.url, status=200, headers=headers, body=page.body, flags=["not-modified"], request=request)


def _host(request: Request) -> str:
    return request.url.split("/")[2].split(":")[0].lower()


def _seconds(retry_after: str) -> float:
    """What a Retry-After header asks for, in seconds; 30 when it does not say."""
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError):
        return 30.0
