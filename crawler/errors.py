"""One exception tree for the whole project.

    LedgerError                 a sentence for the user, and what to do next
    ├── UsageProblem            what was typed cannot be meant (exit code 2)
    │   ├── UnknownSource       no such source in the registry
    │   └── QueryProblem        a query that cannot be parsed, with the place
    ├── SourceProblem           a sources/*.toml file that does not hold together
    ├── PageRefused             bytes that are not a page of the expected kind; kept, reported, never parsed to nothing
    │   └── Blocked             a bot challenge or a refusal to serve us: stop asking this host
    ├── ArchiveDamaged          a WARC or manifest that does not verify
    ├── Locked                  another writer holds the data folder
    ├── StoreProblem            the SQLite ledger cannot be used
    └── IndexProblem            the search index is missing, stale or damaged; it can always be rebuilt

Parsers raise `PageRefused`; spiders, `import` and `reparse` catch exactly `LedgerError`, count it and go on.
The command line turns any `LedgerError` into its sentence, its hint and its exit code.
"""

from typing import ClassVar


class LedgerError(Exception):
    """Something that could not be done, said in one sentence, with what to do next in `hint`."""

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageProblem(LedgerError):
    """Raised for input that a corrected command line mends."""

    exit_code: ClassVar[int] = 2


class UnknownSource(UsageProblem):
    """Raised by the registry for a source id that no TOML file defines."""


class QueryProblem(UsageProblem):
    """Raised by `indexer.query`; `start` and `end` are offsets into the query as typed."""

    def __init__(self, message: str, hint: str = "", *, query: str = "", start: int = 0, end: int = 0) -> None:
        super().__init__(message, hint)
        self.query = query
        self.start = start
        self.end = end


class SourceProblem(LedgerError):
    """Raised while loading sources/*.toml: an unknown key, a missing value, an id used twice."""


class PageRefused(LedgerError):
    """Raised by parsers and importers; `reason` is one word for the run report."""

    def __init__(self, reason: str, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.reason = reason


class Blocked(PageRefused):
    """Raised for a bot challenge or a refusal to serve us."""

    def __init__(self, message: str) -> None:
        super().__init__("blocked", message, "ask the authority for access; this host is left alone for the rest of the run")


class ArchiveDamaged(LedgerError):
    """Raised while reading a WARC file or a run's manifest."""


class Locked(LedgerError):
    """Raised when another process is writing to the data folder."""


class StoreProblem(LedgerError):
    """Raised by `indexer.store`."""


class IndexProblem(LedgerError):
    """Raised by the search engine; the remedy is always `foi index --rebuild`."""
