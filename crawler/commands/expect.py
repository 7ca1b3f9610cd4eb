"""`scrapy expect`: write down what the parsers read in golden fixtures."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.commands import fixtures_folder, print_line, say, sentences
from crawler.errors import UsageProblem
from crawler.fixtures import Fixture, fixtures_in
from crawler.source import load_sources


class Command(ScrapyCommand):
    """Writes expected.json or error.json of the fixtures that are named, or of all."""

    requires_project = False
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[FOLDER]..."

    def short_desc(self) -> str:
        return "Write expected.json of golden fixtures (all, or those named); read the difference before you commit it"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with sentences(self):
            sources = load_sources()
            chosen = [Fixture(_folder(name)) for name in args] or fixtures_in(fixtures_folder())
            for fixture in chosen:
                print_line(str(fixture.expect(sources)))
            say(f"{len(chosen)} written. Read the difference before you commit it: git diff {fixtures_folder()}")


def _folder(name: str) -> Path:
    if not Path(name).is_dir():
        raise UsageProblem(f"there is no fixture {name}", f"fixtures are folders below {fixtures_folder()}/SOURCE")
    return Path(name)
