"""`scrapy savepage`: one page, from the web or from the archive, as a golden fixture."""

import argparse
import re
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.address import canonical_url
from crawler.archive import SourceArchive
from crawler.commands import fixtures_folder, print_line, say, sentences
from crawler.errors import UsageProblem
from crawler.fixtures import save_page
from crawler.folder import DataFolder, default_root
from crawler.page import Page
from crawler.parsers import Follow
from crawler.parsers.base import Kind
from crawler.source import Source, find_source, load_sources, source_of_url
from crawler.spiders.one_page import fetch

OWN_WRITING = (
    "A fixture must be our own writing in the real layout: replace every sentence and every name in {body} by invented ones\n"
    "before you commit it. Then: {command}"
)
_RECORD = re.compile(r"(?P<run>\d{8}T\d{6}Z(?:-\d+)?)/(?P<offset>\d+)")


class Command(ScrapyCommand):
    """Fetches a page by all the rules of a crawl, or takes it from the archive, and writes it as a fixture."""

    requires_project = False

    def syntax(self) -> str:
        return "URL|ARCHIVE-RECORD [--source ID] [options]"

    def short_desc(self) -> str:
        return "Save one page, fetched politely or from the archive (RUN/OFFSET, as in a record's provenance), as a golden fixture"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--source", metavar="ID", help="the source that the page is from (default: the one that serves the address)")
        parser.add_argument("--kind", choices=("list", "detail"), help="what the page is (default: detail, or what the archive says)")
        parser.add_argument("--case", help="what the case shows; the fixture's folder is KIND-CASE")
        parser.add_argument("--context", action="append", default=[], metavar="NAME=VALUE", help="what the list says of the page")
        parser.add_argument("--fixtures", type=Path, metavar="DIR", help="where to write it (default: tests/fixtures)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "ERROR", priority="cmdline")  # the talk is ours

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with sentences(self):
            if len(args) != 1:
                raise UsageProblem("savepage takes one address or one archive record", "scrapy savepage URL --source ID --case NAME")
            if not opts.case:
                raise UsageProblem("a fixture needs a name", "say what it shows: --case unanswered-part")
            context = _context(opts.context)
            record = _RECORD.fullmatch(args[0])
            if record:
                source, kind, page = self._archived(opts, record["run"], int(record["offset"]))
            else:
                source, kind, page = self._fetched(opts, args[0], context)
            fixture = save_page(opts.fixtures or fixtures_folder(), source.id, opts.kind or kind, opts.case, page)
            print_line(str(fixture.path))
            say(f"HTTP {page.status}, {page.media_type}, {len(page.body)} bytes.")
            say(OWN_WRITING.format(body=next(fixture.path.glob("body.*")), command=fixture.command))

    def _fetched(self, opts: argparse.Namespace, url: str, context: dict[str, str]) -> tuple[Source, str, Page]:
        assert self.settings is not None
        sources = load_sources()
        try:
            url = canonical_url(url)
        except ValueError as error:
            raise UsageProblem(f"{url!r} is neither a web address nor an archive record", "a record is RUN/OFFSET") from error
        source = find_source(opts.source, sources) if opts.source else source_of_url(url, sources)
        if source is None:
            raise UsageProblem(f"no source serves {url}", "name one with --source, or begin with scrapy newsource URL")
        if not source.serves(url):
            raise UsageProblem(f"{source.id} does not serve {url}", f"its hosts: {', '.join(source.hosts)}")
        kind: Kind = opts.kind or "detail"
        return source, kind, fetch(self.crawler_process, source, Follow(url, kind, context), self.settings.get("CONTACT", ""))

    def _archived(self, opts: argparse.Namespace, run: str, offset: int) -> tuple[Source, str, Page]:
        assert self.settings is not None
        if not opts.source:
            raise UsageProblem("an archive record belongs to a source", "name it with --source")
        source = find_source(opts.source)
        folder = DataFolder(Path(self.settings.get("FOI_DATA") or default_root()))
        archive = SourceArchive(folder.archive / source.id)
        entry = next((entry for entry in archive.entries(run) if entry.offset == offset), None) if run in archive.runs() else None
        if entry is None or not entry.status:
            raise UsageProblem(
                f"the archive of {source.id} in {folder.root} has no record {run}/{offset}", "`foi show ID` names a page's record"
            )
        return source, entry.kind if entry.kind in ("list", "detail") else "detail", archive.page(run, entry)


def _context(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise UsageProblem(f"{pair!r} is not NAME=VALUE")
    return dict(pair.split("=", 1) for pair in pairs)
