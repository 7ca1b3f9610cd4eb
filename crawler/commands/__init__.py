"""Scrapy commands for those who keep the sources: `savepage`, `newsource`, `expect`, `checkall`, `reparse`."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.errors import LedgerError


@contextmanager
def sentences(command: ScrapyCommand) -> Iterator[None]:
    """Our errors as a sentence, a hint and an exit code."""
    try:
        yield
    except LedgerError as error:
        say(f"Error: {error.message}")
        if error.hint:
            say(f"  {error.hint}")
        command.exitcode = error.exit_code


def say(words: str) -> None:
    """Talk, on standard error; what a command is asked for goes to standard output."""
    sys.stderr.write(words + "\n")


def print_line(line: str) -> None:
    """A line of what was asked for."""
    sys.stdout.write(line + "\n")


def project_folder() -> Path:
    """The folder of `scrapy.cfg`, as short as it can be said from here; else the current folder."""
    found = closest_scrapy_cfg()
    if not found:
        return Path()
    folder = Path(found).parent
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def fixtures_folder() -> Path:
    """Where golden fixtures live."""
    return project_folder() / "tests" / "fixtures"
