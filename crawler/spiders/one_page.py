"""One page of a source, asked for by all the rules of a crawl: robots.txt, name, pace, blocks, sizes."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from scrapy import Request
from scrapy.crawler import AsyncCrawlerProcess, CrawlerProcessBase
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.errors import LedgerError, UsageProblem
from crawler.folder import utc_now
from crawler.page import Page
from crawler.parsers import Follow
from crawler.source import Source
from crawler.spiders.base import Output, SourceSpider, page_of


class OnePageSpider(SourceSpider):
    """Fetches one page and reads nothing in it."""

    follow: ClassVar[Follow]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.page: Page | None = None
        self.problem = ""

    async def start(self) -> AsyncIterator[Request]:
        yield self._request(self.follow)

    async def parse(self, response: Response) -> AsyncIterator[Output]:
        assert response.request is not None
        response.request.meta["fetched_at"] = utc_now()
        self.page = page_of(response)
        nothing: list[Output] = []
        for output in nothing:
            yield output

    def failed(self, failure: Failure) -> Iterator[Output]:
        self.problem = str(failure.value) or type(failure.value).__name__
        return iter(())


def fetch(process: CrawlerProcessBase | None, source: Source, follow: Follow, contact: str) -> Page:
    """The page, whatever its status. Raises UsageProblem when nobody says who asks, LedgerError when there is no answer."""
    if not contact and source.status != "sample":
        raise UsageProblem("a crawler says who runs it, and no contact is given", "set FOI_CONTACT to an e-mail address or web page")
    attributes: dict[str, Any] = {
        "name": source.id,
        "source": source,
        "follow": follow,
        "allowed_domains": source.hosts,
        # No run is recorded: the page goes into a fixture, not into the ledger.
        "custom_settings": {"DOWNLOAD_DELAY": source.delay, "EXTENSIONS": {}},
    }
    spider_class = type("OnePage", (OnePageSpider,), attributes)
    assert isinstance(process, AsyncCrawlerProcess)
    crawler = process.create_crawler(spider_class)
    process.crawl(crawler)
    process.start()
    spider = crawler.spider
    assert isinstance(spider, OnePageSpider)
    if spider.page is None:
        blocked = "; ".join(f"{host}: {why}" for host, why in spider.blocked.items())
        raise LedgerError(f"{follow.url} could not be fetched: {blocked or spider.problem or 'no answer'}")
    return spider.page
