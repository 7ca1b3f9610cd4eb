"""The parser's process: begun when it is worth it, and giving what the parsers give."""

import asyncio

import pytest

from crawler.errors import PageRefused
from crawler.page import Page
from crawler.parsers import Parsed, parse
from crawler.sample import SampleSite
from crawler.source import find_source
from crawler.worker import ParserWorker

SOURCE = find_source("gwyrfai-police")


def letters() -> list[Page]:
    site = SampleSite(forces=["gwyrfai"])
    return [Page(url, site.answer(url).body, "2026-01-01T00:00:00Z", media_type="text/html") for url in site.letters]


def test_pages_that_come_fast_get_a_process_and_are_read_as_before() -> None:
    async def read() -> tuple[list[Parsed], bool]:
        worker = ParserWorker(SOURCE)
        pages = letters()
        parsed = [await worker.parse(page) for page in pages]
        for _ in range(1200):
            if worker.is_ready:
                break
            await worker.parse(pages[0])
            await asyncio.sleep(0.05)
        parsed += [await worker.parse(page) for page in pages]
        with pytest.raises(PageRefused, match="HTTP 404"):
            await worker.parse(Page(pages[0].url, b"<html><title>Page not found</title></html>", "", status=404, media_type="text/html"))
        ready = worker.is_ready
        await worker.close()
        return parsed, ready

    parsed, ready = asyncio.run(read())
    assert ready
    assert parsed == [parse(page, SOURCE) for page in letters()] * 2


class Clock:
    """A parser that needs five milliseconds for a page, and a test that says how long it waits between pages."""

    now = 0.0

    def __call__(self) -> float:
        self.now += 0.005
        return self.now


@pytest.mark.parametrize(("pause", "begun"), [(0.0, True), (0.03, True), (0.5, False), (2.0, False)])
def test_a_crawl_that_pauses_never_needs_one(pause: float, begun: bool) -> None:
    async def read() -> bool:
        clock = Clock()
        worker = ParserWorker(SOURCE, clock)
        for page in letters() * 2:
            await worker.parse(page)
            clock.now += pause
        started = worker.is_started
        await worker.close()
        return started

    assert asyncio.run(read()) == begun
