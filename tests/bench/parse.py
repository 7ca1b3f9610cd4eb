"""Pages a second from bytes to record, beside building BeautifulSoup's tree of the same page and reading nothing."""

import time

from bs4 import BeautifulSoup

from crawler.page import Page
from crawler.parsers import parse
from crawler.sample import SampleSite
from crawler.source import load_sources
from tests.bench import in_turn


def main() -> None:
    sources = load_sources()
    site = SampleSite()
    letters = [letter for letter in site.letters.values() if letter.document_type != "Publication scheme"]
    bodies = [(letter.url, site.answer(letter.url).body, sources[f"{letter.force}-police"]) for letter in letters]

    def ours() -> float:
        start = time.perf_counter()
        for url, body, source in bodies:
            parse(Page(url=url, body=body, fetched_at="2026-01-01T00:00:00Z"), source)
        return len(bodies) / (time.perf_counter() - start)

    def tree() -> float:
        start = time.perf_counter()
        for _, body, _ in bodies:
            BeautifulSoup(body, "lxml")
        return len(bodies) / (time.perf_counter() - start)

    rates = in_turn(7, ours=ours, tree=tree)
    size = sum(len(body) for _, body, _ in bodies) / len(bodies)
    print(f"{len(bodies)} pages of {size:.0f} bytes on average, medians of 7 rounds")
    print(f"parse, bytes to record          {rates['ours']:7.0f} pages/s")
    print(f"BeautifulSoup's tree, no more   {rates['tree']:7.0f} pages/s")
    print(f"ratio                           {rates['ours'] / rates['tree']:7.2f}")


if __name__ == "__main__":
    main()
