"""`scrapy checkall`: every source and every golden fixture, and what is missing."""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.commands import fixtures_folder, print_line, say, sentences
from crawler.errors import LedgerError
from crawler.fixtures import fixtures_in, missing
from crawler.registry import load_not_covered, problems
from crawler.source import load_sources


class Command(ScrapyCommand):
    """Lints the registry and reads every fixture; the exit code is 1 when something is wrong."""

    requires_project = False
    requires_crawler_process = False

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--fixtures", type=Path, default=None, metavar="DIR", help="where the fixtures are (default: tests/fixtures)")

    def short_desc(self) -> str:
        return "Check all sources and all golden fixtures, and say what is missing"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with sentences(self):
            root = opts.fixtures or fixtures_folder()
            problems = list(_problems(root))
            for problem in problems:
                print_line(problem)
            self.exitcode = 1 if problems else 0


def _problems(root: Path) -> Iterator[str]:
    """One line a problem; how much was looked at is said."""
    sources = load_sources()
    fixtures = fixtures_in(root)
    for fixture in fixtures:
        try:
            fixture.check(sources)
        except LedgerError as error:
            yield f"{error.message}; {error.hint}" if error.hint else error.message
    yield from missing(fixtures, sources)
    yield from problems(sources, load_not_covered())
    covered = Counter(fixture.source for fixture in fixtures)
    bare = sum(source.id not in covered and source.status != "sample" for source in sources.values())
    say(
        f"{len(sources)} sources and {len(fixtures)} fixtures looked at; {bare} sources have no fixture of their own, only their platform's."
    )
