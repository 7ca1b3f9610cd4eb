"""Pages a second over loopback: our crawl (archive, parse, items) beside a bare Scrapy spider that only downloads the same pages.

Both obey robots.txt and send one request at a time. A rate is the pages that were fetched by the time between Scrapy's own opening and closing
of the spider. Ours parses in a second process, so it needs a second core.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from crawler.sample import SampleServer, SampleSite
from tests.bench import in_turn

COPIES = 30
ROUNDS = 5
SOURCE = "gwyrfai-police"
ROOT = Path(__file__).parents[2]
BARE = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Bare(scrapy.Spider):
    name = "bare"
    async def start(self):
        for url in json.load(open(sys.argv[1])):
            yield scrapy.Request(url)
    def parse(self, response):
        pass

process = CrawlerProcess({"ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS": 1, "TELNETCONSOLE_ENABLED": False, "REMOTE_CONTROL_ENABLED": False})
process.crawl(Bare)
process.start()
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch, SampleServer(SampleSite(copies=COPIES, forces=["gwyrfai"])) as server:
        urls = Path(scratch, "urls.json")
        urls.write_text(json.dumps(list(server.site.letters)))
        pages = len(server.site.letters)
        runs = iter(range(1_000))

        def rate(command: list[str]) -> float:
            environment = {**os.environ, **server.environment, "FOI_DATA": str(Path(scratch, f"data-{next(runs)}"))}
            done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
            fetched = re.search(r"'response_received_count': (\d+)", done.stderr)
            assert fetched, done.stderr
            assert int(fetched[1]) >= pages, done.stderr
            elapsed = re.search(r"'elapsed_time_seconds': ([\d.]+)", done.stderr)
            assert elapsed, done.stderr
            return int(fetched[1]) / float(elapsed[1])

        rates = in_turn(
            5,
            ours=lambda: rate([sys.executable, "-m", "scrapy", "crawl", SOURCE]),
            bare=lambda: rate([sys.executable, "-c", BARE, str(urls)]),
        )
    print(f"{pages} disclosures over loopback, medians of {ROUNDS} rounds; ours fetches the lists too")
    print(f"foi's crawl: archive, parse, items   {rates['ours']:6.0f} pages/s")
    print(f"a bare Scrapy spider: download       {rates['bare']:6.0f} pages/s")
    print(f"ratio                                {rates['ours'] / rates['bare']:6.2f}")


if __name__ == "__main__":
    main()
