"""`scrapy newsource`: the stub of a source for a site, its platform recognised, with a first fixture."""

import argparse
from pathlib import Path

import msgspec
from scrapy.commands import ScrapyCommand

from crawler.address import canonical_url
from crawler.commands import fixtures_folder, print_line, say, sentences
from crawler.commands.savepage import OWN_WRITING
from crawler.errors import LedgerError, PageRefused, SourceProblem, UsageProblem
from crawler.fixtures import UNKNOWN, Fixture, save_page
from crawler.folder import utc_now
from crawler.page import Page, refuse_failure
from crawler.parsers import Follow, parse
from crawler.recognition import recognise, stub, toml_of
from crawler.source import BUILT_IN, Source, load_sources, source_of_url
from crawler.spiders.one_page import fetch


class Command(ScrapyCommand):
    """Looks at one page of a site, politely, and prints or writes what a source of it needs."""

    requires_project = False

    def syntax(self) -> str:
        return "URL [--write] [options]"

    def short_desc(self) -> str:
        return "Recognise a site's platform and print the TOML of a source for it; with --write, also add it and a first fixture"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--write", action="store_true", help="add the source to the platform's TOML file and the page as a fixture")
        parser.add_argument("--id", dest="source_id", default="", help="the source's id (default: from the host)")
        parser.add_argument(
            "--sources", type=Path, default=BUILT_IN[0], metavar="DIR", help="the folder of TOML files (default: the package's)"
        )
        parser.add_argument("--fixtures", type=Path, metavar="DIR", help="where the fixture goes (default: tests/fixtures)")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "ERROR", priority="cmdline")  # the talk is ours

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with sentences(self):
            url = _address(args)
            known = load_sources()
            existing = source_of_url(url, known)
            if existing:
                raise UsageProblem(f"{existing.id} is the source of this host already", f"foi sources show {existing.id}")
            page = self._look(url)
            recognised = recognise(url, page)
            source = stub(url, page, recognised, on=utc_now()[:10], source_id=opts.source_id)
            if source.id in known:
                raise UsageProblem(f"there is a source {source.id!r} already", "give another: --id NAME")
            say(f"The platform is {source.platform}, recognised by {recognised.by}.")
            if not opts.write:
                print_line(toml_of(source, header=True).rstrip())
                say("With --write this is added to the sources, and the page becomes a fixture.")
                return
            print_line(str(_add(opts.sources, source)))
            if page:
                fixture = _save(opts.fixtures or fixtures_folder(), source, page)
                print_line(str(fixture.path))
                say(OWN_WRITING.format(body=next(fixture.path.glob("body.*")), command=fixture.command))
            say(f"Fill in every {UNKNOWN!r}: `scrapy checkall` says where they are.")

    def _look(self, url: str) -> Page | None:
        """The page, or None, said, when it cannot be had: the address may tell enough."""
        assert self.settings is not None
        bare = recognise(url, None)
        visitor = msgspec.structs.replace(stub(url, None, bare, on=""), delay=2.0)
        try:
            page = fetch(self.crawler_process, visitor, Follow(url, "list"), self.settings.get("CONTACT", ""))
            refuse_failure(page)
        except UsageProblem:
            raise
        except LedgerError as error:
            say(f"The page could not be looked at, so its address alone must tell: {error.message}")
            return None
        return page


def _address(args: list[str]) -> str:
    if len(args) != 1:
        raise UsageProblem("newsource takes one address", "scrapy newsource https://www.example.gov.uk/foi/disclosure-log")
    try:
        return canonical_url(args[0])
    except ValueError as error:
        raise UsageProblem(f"{args[0]!r} is no web address", "it begins with https://") from error


def _add(folder: Path, source: Source) -> Path:
    """Adds the source to the file of its platform; a file that no longer loads is put back as it was."""
    file = folder / f"{source.platform}.toml"
    before = file.read_text(encoding="utf-8") if file.exists() else None
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text((before or "") + toml_of(source, header=before is None), encoding="utf-8")
    try:
        load_sources([folder])
    except SourceProblem:
        file.unlink() if before is None else file.write_text(before, encoding="utf-8")
        raise
    return file


def _save(root: Path, source: Source, page: Page) -> Fixture:
    """The page as a fixture, named after what the platform's parser takes it for."""
    try:
        kind = parse(page, source).kind
    except PageRefused as refused:
        say(f"The parser does not read this page yet: {refused.message}")
        kind = "detail"
    return save_page(root, source.id, kind, "first", page)
