"""Outputs of a run: the archive of its responses, its disclosures and sightings, its report, and progress for `foi crawl`."""

import asyncio
import json
import logging
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.task import LoopingCall

from crawler import __version__
from crawler.archive import Fetched, Kind, RunArchive, SourceArchive
from crawler.errors import LedgerError
from crawler.folder import DataFolder, default_root, utc_now
from crawler.health import FIELDS, MIN_REWRITTEN, Compared, Seen, alarms, before, compare
from crawler.items import Disclosure, PartialDate
from crawler.known import day_of, known_pages, known_readings, last_walk, listed_since
from crawler.parsers import PLATFORMS
from crawler.runs import Listing, Report, RunFiles, RunStatus, RunWriter, new_run_id, recover_runs
from crawler.sightings import Sighting
from crawler.spiders.base import SourceSpider
from crawler.version import reader_version

logger = logging.getLogger(__name__)

_SYNC_SECONDS = 2.0
"""A power cut loses at most this much; a kill loses nothing that was written."""
_FIELDS = ("reference", "title", "question", "date_received", "date_responded", "date_published")


class RunRecorder:
    """Writes everything that a run leaves behind. Settings: `FOI_DATA` names the data folder, `FOI_PROGRESS` asks for events on standard output, `FOI_FULL` for every page anew."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.folder = DataFolder(Path(crawler.settings.get("FOI_DATA") or default_root()))
        self.progress = crawler.settings.getbool("FOI_PROGRESS")
        self.broken = ""
        self._exit = ExitStack()
        self._counts: Counter[str] = Counter()
        self._responses: Counter[str] = Counter()
        self._refused: Counter[str] = Counter()
        self._warnings: Counter[str] = Counter()
        self._missing: Counter[str] = Counter()
        self._refused_pages: dict[str, str] = {}
        self._future: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        recorder = cls(crawler)
        for handler, signal in (
            (recorder.spider_opened, signals.spider_opened),
            (recorder.response_downloaded, signals.response_downloaded),
            (recorder.item_scraped, signals.item_scraped),
            (recorder.spider_error, signals.spider_error),
            (recorder.spider_closed, signals.spider_closed),
        ):
            crawler.signals.connect(handler, signal)
        return recorder

    def spider_opened(self, spider: SourceSpider) -> None:
        try:
            self._exit.enter_context(self.folder.writing(f"scrapy crawl {spider.name}"))
        except LedgerError as error:
            sys.exit(f"{error.message}; {error.hint}")
        self.started = utc_now()
        recover_runs(self.folder, spider.name)
        spider.archive = SourceArchive(self.folder.archive / spider.name)
        if not self.crawler.settings.getbool("FOI_FULL"):
            today = date.fromisoformat(self.started[:10])
            spider.known = known_pages(self.folder, spider.name)
            spider.readings = known_readings(self.folder, spider.name, today, spider.source.recheck_days, spider.source.walk_days)
            walk = last_walk(self.folder, spider.name)
            if walk and (today - day_of(walk)).days < spider.source.walk_days:
                spider.listed_since = partial(listed_since, self.folder, spider.name, walk)
        self._tomorrow = date.fromisoformat(self.started[:10]) + timedelta(days=1)
        run = new_run_id(self.folder, spider.name, self.started)
        self.files = RunFiles(self.folder, spider.name, run)
        self.archive = RunArchive(
            spider.archive, run, software=f"foi-ledger/{__version__}", description=f"crawl of {spider.source.authority}"
        )
        self.writer = RunWriter(self.files)
        self._syncing = LoopingCall(self._sync)
        self._syncing.start(_SYNC_SECONDS, now=False)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """What cannot be written ends the run, without a report: it then counts as cut short, and nothing unwritten as read."""
        try:
            yield
        except OSError as error:
            if not self.broken:
                self.broken = f"{error.strerror or error}: {self.folder.root}"
                logging.raiseExceptions = False  # the log may stand on the same full disk
                logger.critical("The run ends here: %s", self.broken)
                assert self.crawler.engine is not None
                self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="not-writable"))

    def response_downloaded(self, response: Response, request: Request, spider: SourceSpider) -> None:
        if not self.broken:
            with self._writing():
                self._keep(response, request, spider)
        self._event("progress", spider)

    def _keep(self, response: Response, request: Request, spider: SourceSpider) -> None:
        self._counts["requests"] += 1
        self._responses[str(response.status)] += 1
        now = utc_now()
        kind: Kind = request.meta.get("kind", "robots")
        context = request.meta.get("context", {})
        if response.status == 304 and "known" in request.meta:
            self._counts["not_modified"] += 1
            self._counts["same"] += kind == "detail"
            known_run, known_entry = request.meta["known"]
            entry = self.archive.keep_unchanged(request.url, known_run, known_entry, now, context)
        else:
            headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, values in response.headers.items() for value in values]
            asked_first = (request.meta.get("redirect_urls") or [request.url])[0]
            entry = self.archive.keep(Fetched(response.url, response.status, headers, response.body, now, kind, asked_first, context))
        if kind == "detail" and response.status == 200:
            known = spider.known.get(response.url) if spider.known else None
            self._counts["new"] += known is None
            self._counts["changed"] += known is not None and known[1].digest != entry.digest
        if 300 <= response.status < 400 and (location := response.headers.get("Location")):
            self.writer.saw(Sighting(response.url, "moved", response.urljoin(location.decode("latin-1")), context.get("version", "")))
        request.meta["record"] = f"{self.files.run}/{entry.offset}"
        request.meta["fetched_at"] = now

    def item_scraped(self, item: Disclosure | Listing | Sighting, spider: SourceSpider) -> None:
        if not self.broken:
            with self._writing():
                self._write(item)
        self._event("progress", spider)

    def _write(self, item: Disclosure | Listing | Sighting) -> None:
        if isinstance(item, Listing):
            for url in item.urls:
                self.writer.saw(Sighting(url, "listed"))
            return
        if isinstance(item, Sighting):
            self.writer.saw(item)
            self._counts["done"] += item.how != "read"
            self._counts["unchanged"] += item.how == "unchanged" and item.detail != "list"
            if item.how == "error":
                self._counts["errors"] += 1
                self.archive.keep_error(item.url, "other", utc_now(), item.detail)
            elif item.how in ("refused", "gone"):
                reason = item.detail.split(":")[0]
                self._refused[reason] += 1
                self._refused_pages[item.url] = reason
            return
        self.writer.add(item)
        if item.url:
            self.writer.saw(Sighting(item.url, "fetched"))
        self._counts["disclosures"] += 1
        self._counts["done"] += 1
        self._missing.update(field for field in _FIELDS if getattr(item, field) is None)
        self._missing.update(["decision"] if item.decision == "unknown" else [])
        dates = [day for day in (item.date_received, item.date_responded, item.date_published) if day]
        self._missing.update([] if dates else ["date"])
        # A day of grace: it is tomorrow already where the authority is.
        if late := [day for day in dates if PartialDate.parse(day).first > self._tomorrow]:
            self._future[item.id] = late[0]
        self._warnings.update(warning.split(":")[0] for warning in item.warnings)

    def spider_error(self, response: Response, spider: SourceSpider) -> None:
        """A fault of ours in a parser: the page counts as not read, never as missing."""
        self._counts["errors"] += 1
        with self._writing():
            self.writer.saw(Sighting(response.url, "error", "the parser failed on this page"))

    def spider_closed(self, spider: SourceSpider, reason: str) -> None:
        self._syncing.stop()
        with self._writing():
            self.archive.close()
            if not self.broken:
                self._report(spider, reason)
        if self.broken:
            self._event("broken", spider, reason=self.broken)
        self._exit.close()

    def _report(self, spider: SourceSpider, reason: str) -> None:
        full = self.crawler.settings.getbool("FOI_FULL")
        # The earlier readings are long: they are read only when enough pages have other bytes than before.
        suspected = full or self._counts["changed"] >= MIN_REWRITTEN
        compared = compare(self.folder, spider.name, self.files.run, spider.rechecked) if suspected else Compared()
        seen = Seen(
            expect=spider.source.expect,
            listed=frozenset(spider.listed),
            read=self._counts["disclosures"],
            missing=self._missing,
            unchanged=self._counts["unchanged"] + self._counts["same"],
            refused=self._refused_pages,
            future=self._future,
            compared=compared,
            rechecked=len(spider.rechecked),
            whole=not spider.left_early,
            before=before(self.folder, spider.name),
        )
        status, why = _outcome(spider, reason)
        # What was cut short proves nothing of what it did not reach.
        found = alarms(seen) if status == "complete" else {}
        if found:
            status, why = "suspect", "; ".join(found.values())
        by_page = not (full or PLATFORMS[spider.source.platform].rows)
        report = Report(
            source=spider.name,
            run=self.files.run,
            kind="crawl",
            status=status,
            reason=why,
            started=self.started,
            finished=utc_now(),
            parser_version=reader_version(),
            requests=self._counts["requests"],
            responses=dict(sorted(self._responses.items())),
            not_modified=self._counts["not_modified"],
            unchanged=self._counts["unchanged"],
            listed=len(spider.listed),
            whole=not spider.left_early,
            disclosures=self._counts["disclosures"],
            refused=dict(self._refused),
            errors=self._counts["errors"],
            warnings=dict(self._warnings),
            missing=dict(self._missing),
            counted=list(FIELDS),
            new=self._counts["new"] if by_page else None,
            changed=self._counts["changed"] if by_page else None,
            unseen=seen.unseen if status in ("complete", "suspect") else None,
            alarms=found,
            future=sorted(self._future),
        )
        self.writer.finish(report)
        self._event("finished", spider, run=self.files.run, status=status, reason=why)

    def _sync(self) -> None:
        with self._writing():
            self.archive.sync()
            self.writer.sync()

    def _event(self, event: str, spider: SourceSpider, **more: Any) -> None:
        if self.progress:
            counts = {"done": self._counts["done"], "listed": len(spider.listed)}
            print(json.dumps({"event": event, "source": spider.name, **counts, **more}), flush=True)


def _outcome(spider: SourceSpider, reason: str) -> tuple[RunStatus, str]:
    """How the run ended, before its health is looked at. Only `complete` may conclude that a page is missing."""
    if spider.blocked:
        return "blocked", "; ".join(f"{host}: {why}" for host, why in spider.blocked.items())
    if reason != "finished":
        return "stopped", reason
    if spider.limited:
        return "limited", f"stopped after {spider.limit} pages"
    if not spider.lists_ended:
        return "failed", spider.list_problem or "no list of disclosures was found"
    return "complete", ""
