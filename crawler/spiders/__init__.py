"""Spiders: one class a platform, made concrete for each source of the registry."""

from collections.abc import Iterator
from typing import Any, Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.parsers import PLATFORMS
from crawler.source import Source, find_source, load_sources
from crawler.spiders.base import SourceSpider
from crawler.spiders.numbered import NumberedSpider


class SourceSpiderLoader:
    """Gives Scrapy a spider for every source, so that `scrapy crawl SOURCE` and `scrapy list` know them."""

    def __init__(self, settings: BaseSettings) -> None:
        self._sources = load_sources()

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        return cls(settings)

    def load(self, spider_name: str) -> type[Spider]:
        """The spider class of a source. Raises KeyError, as Scrapy expects, for an unknown one."""
        if spider_name not in self._sources:
            raise KeyError(f"there is no source {spider_name!r}")
        return spider_class(find_source(spider_name, self._sources))

    def list(self) -> list[str]:
        return list(self._sources)

    def find_by_request(self, request: Request) -> Iterator[str]:
        return (source.id for source in self._sources.values() if source.serves(request.url))


def spider_class(source: Source) -> type[SourceSpider]:
    """The spider of one source: its platform's class with the source's name, hosts and pace."""
    attributes: dict[str, Any] = {
        "name": source.id,
        "source": source,
        "allowed_domains": source.hosts,
        "custom_settings": {"DOWNLOAD_DELAY": source.delay, "AUTOTHROTTLE_ENABLED": source.delay >= 0.1},
    }
    way = NumberedSpider if PLATFORMS[source.platform].numbered else SourceSpider
    return type(f"{source.platform.title().replace('-', '')}Spider", (way,), attributes)
