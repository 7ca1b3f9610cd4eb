"""Scrapy settings. Every override says the default and why it differs; see https://docs.scrapy.org/en/latest/topics/settings.html."""

import os

from crawler import __version__

BOT_NAME = "foi-ledger"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_CLASS = "crawler.spiders.SourceSpiderLoader"  # default: classes in modules; ours come from sources/*.toml
COMMANDS_MODULE = "crawler.commands"

# Who we are. `foi crawl` asks for a contact before it visits a real host.
CONTACT = os.environ.get("FOI_CONTACT", "")
USER_AGENT = f"foi-ledger/{__version__} (+{CONTACT or 'no contact given'})"  # default: names Scrapy, not the operator

# A guest: one request at a time a host, with a delay that each source sets.
ROBOTSTXT_OBEY = True  # default False outside project templates
CONCURRENT_REQUESTS = 1  # default 16: the rest would wait in the host's queue, behind the point where a block can stop them
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # default 8; without a delay Scrapy 2.19 lets a whole queue go at once all the same
DOWNLOAD_DELAY = 2.0  # default 0; a source's `delay` replaces it
AUTOTHROTTLE_ENABLED = True  # default False: slows down further when the host does
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
AUTOTHROTTLE_START_DELAY = 2.0  # default 5: a source's own delay is the floor
COOKIES_ENABLED = False  # default True: nothing here needs a session
CONCURRENT_ITEMS = 4  # default 100: that many tasks are made for every response, and our items wait for nothing
WARN_ON_GENERATOR_RETURN_VALUE = False  # default True: reads the source of every callback again for every response
TELNETCONSOLE_ENABLED = False  # default True: opens a port
REMOTE_CONTROL_ENABLED = False  # default True since 2.19: opens a port that runs code
REFERER_ENABLED = False  # default True: a log needs none

# Bounds on what an untrusted host can make us do.
DOWNLOAD_TIMEOUT = 60  # seconds; default 180
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024  # default 1 GiB; pages over this are refused anyway
DOWNLOAD_WARNSIZE = 0  # default 32 MiB: never reached
METAREFRESH_ENABLED = False  # default True: what was served is what is kept
REDIRECT_MAX_TIMES = 5  # default 20
RETRY_TIMES = 2  # default 2; 429 and Retry-After are handled by Courtesy
RETRY_HTTP_CODES = [500, 502, 504, 408]  # default adds 503, 429 and Cloudflare's 52x, which can mean "go away"
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # default on: an error page is evidence, and parsers refuse it by name
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # default on: lists end by themselves, and spiders count their pages
}

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-GB,en;q=0.9",
    "Accept-Encoding": "gzip",  # default adds br and zstd, which not every reader of a WARC file can decode
}

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # default on: the run report counts for itself
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # default on: a log has no password
    "crawler.courtesy.Courtesy": 120,  # behind robots.txt (100), before retries (550): a blocked host is asked nothing more
    "crawler.courtesy.ConditionalRequests": 130,
}
ITEM_PIPELINES = {
    "crawler.pipelines.Validate": 100,
    "crawler.pipelines.DropRepeats": 200,
}
EXTENSIONS = {
    "crawler.extensions.RunRecorder": 500,
    "scrapy.extensions.logstats.LogStats": None,  # default on: the run report and the progress events say more
    "scrapy.extensions.memusage.MemoryUsage": None,  # default on: needs no watching at 10 MB a page
}

LOG_LEVEL = os.environ.get("FOI_LOG_LEVEL", "INFO")  # default DEBUG: would print every disclosure
