"""`scrapy reparse`: read a source's archive again into a run, as `foi reparse` does before it folds."""

import argparse
from pathlib import Path

from scrapy.commands import ScrapyCommand

from crawler.commands import print_line, say, sentences
from crawler.errors import UsageProblem
from crawler.folder import DataFolder, default_root
from crawler.replay import write_replay
from crawler.source import find_source


class Command(ScrapyCommand):
    """Writes a run of kind reparse; `foi index` takes it into the ledger."""

    requires_project = False
    requires_crawler_process = False

    def syntax(self) -> str:
        return "SOURCE..."

    def short_desc(self) -> str:
        return "Read every archived page of a source again, without asking the web; foi index then takes the readings in"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        with sentences(self):
            assert self.settings is not None
            if not args:
                raise UsageProblem("reparse takes a source", "scrapy reparse SOURCE; foi reparse reads all")
            folder = DataFolder(Path(self.settings.get("FOI_DATA") or default_root()))
            sources = [find_source(name) for name in args]
            with folder.writing("scrapy reparse"):
                for source in sources:
                    files = write_replay(folder, source, lambda _pages: None)
                    report = files.read_report()
                    assert report is not None
                    print_line(str(files.items))
                    say(f"{source.id}: {report.disclosures} readings. Take them in with: foi index")
