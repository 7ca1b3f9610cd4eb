"""The ledger: every version of every disclosure, when it was first and last seen, and what changed. SQLite, and the truth.

A run is folded in one transaction: all of it or none. Only a complete crawl can find a disclosure missing. `revision` grows with every
row that is written, so that the index knows what it has not seen yet.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import msgspec

from crawler.errors import LedgerError, StoreProblem
from crawler.items import Disclosure, Record, decode, record_of
from indexer.folding import Fold, decode_line
from indexer.observed import EventKind, Folded, Observed

STORE_VERSION = 2
"""1 had one owner for an address over all sources."""


_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE runs (
    source TEXT NOT NULL, run TEXT NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, reason TEXT NOT NULL,
    started TEXT NOT NULL, finished TEXT NOT NULL, report TEXT NOT NULL,
    new INTEGER NOT NULL, changed INTEGER NOT NULL, withdrawn INTEGER NOT NULL, returned INTEGER NOT NULL, unchanged INTEGER NOT NULL,
    PRIMARY KEY (source, run)
) WITHOUT ROWID;
CREATE TABLE readers (source TEXT PRIMARY KEY, parser_version TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE disclosures (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, reference TEXT, url TEXT,
    version INTEGER NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, withdrawn TEXT, revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX disclosures_by_source ON disclosures (source, id);
CREATE INDEX disclosures_by_reference ON disclosures (reference COLLATE NOCASE);
CREATE INDEX disclosures_by_revision ON disclosures (revision);
CREATE TABLE versions (
    id TEXT NOT NULL, version INTEGER NOT NULL, content_hash TEXT NOT NULL, page_sha256 TEXT NOT NULL,
    first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, run TEXT NOT NULL, record BLOB NOT NULL,
    PRIMARY KEY (id, version)
);
CREATE TABLE addresses (url TEXT NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (url, source)) WITHOUT ROWID;
CREATE INDEX addresses_by_id ON addresses (id);
CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    source TEXT NOT NULL, run TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE INDEX events_by_time ON events (at);
CREATE TABLE watches (name TEXT PRIMARY KEY, query TEXT NOT NULL, created TEXT NOT NULL, delivered INTEGER NOT NULL) WITHOUT ROWID;
"""

_TO_VERSION_2 = """
ALTER TABLE addresses RENAME TO addresses_1;
DROP INDEX addresses_by_id;
CREATE TABLE addresses (url TEXT NOT NULL, source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (url, source)) WITHOUT ROWID;
CREATE INDEX addresses_by_id ON addresses (id);
INSERT INTO addresses SELECT a.url, d.source, a.id FROM addresses_1 a JOIN disclosures d ON d.id = a.id;
INSERT OR IGNORE INTO addresses SELECT url, source, id FROM disclosures WHERE url IS NOT NULL;
DROP TABLE addresses_1;
UPDATE meta SET value = '2' WHERE key = 'store_version'
"""
"""Two sources that list one page took it from each other: each gets the address of its own record back."""


@dataclass(frozen=True)
class Event:
    """One thing that a run observed. `number` grows; `at` is UTC."""

    number: int
    at: str
    kind: EventKind
    id: str
    version: int
    source: str
    run: str
    detail: str


@dataclass(frozen=True)
class RunRow:
    """A run that the store knows, and what it brought: nothing when it is suspect. `report` is the run's own, as JSON knows it."""

    source: str
    run: str
    kind: str
    status: str
    reason: str
    started: str
    finished: str
    folded: Folded = field(default_factory=Folded)
    report: dict[str, Any] = field(default_factory=dict)


class Store:
    """An open ledger. Use as a context manager. Every method raises StoreProblem when SQLite cannot do its work."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Opens the ledger for reading and writing; makes it when `create`."""
        if not path.exists() and not create:
            raise StoreProblem(
                f"nothing has been collected in {path.parent} yet", "begin with `foi crawl SOURCE`, `foi import PATH` or `foi demo`"
            )
        with _problems(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, timeout=30)
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            store = cls(connection, path)
            store._prepare()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._db.close()

    def _prepare(self) -> None:
        if self._is_prepared():
            return  # without waiting for whoever writes
        with self._transaction() as db:
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                for statement in _TABLES.split(";\n"):
                    db.execute(statement)
                db.execute("INSERT INTO meta VALUES ('store_version', ?), ('revision', '0')", (str(STORE_VERSION),))
            # Disclosures that only third parties saw: a list that we read does not miss them. Newer than the layout's number, and added to it.
            db.execute("CREATE TABLE IF NOT EXISTS secondhand (id TEXT PRIMARY KEY) WITHOUT ROWID")
            if self._meta("store_version") == "1":
                for statement in _TO_VERSION_2.split(";\n"):
                    db.execute(statement)
        version = self._meta("store_version")
        if version != str(STORE_VERSION):
            raise StoreProblem(f"{self.path} has the layout {version}, this program knows {STORE_VERSION}", "install the newer foi-ledger")

    def _is_prepared(self) -> bool:
        with _problems(self.path):
            tables = self._db.execute(
                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('meta', 'secondhand')"
            ).fetchone()
            return tables[0] == 2 and self._meta("store_version") == str(STORE_VERSION)

    def _meta(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with _problems(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    # -- folding a run -------------------------------------------------------------------------------------------------

    def has_run(self, source: str, run: str) -> bool:
        """Whether the run was folded before."""
        return self._db.execute("SELECT 1 FROM runs WHERE source = ? AND run = ?", (source, run)).fetchone() is not None

    def parser_version(self, source: str) -> str | None:
        """The version of the readers that the source's stored readings come from."""
        row = self._db.execute("SELECT parser_version FROM readers WHERE source = ?", (source,)).fetchone()
        return str(row[0]) if row else None

    def fold(self, run: Observed, lines: Iterable[bytes]) -> Folded:
        """Takes a run in, once: a second call with the same run does nothing, unless the run was accepted in the meantime. `lines` are
        disclosures as JSON."""
        if self.has_run(run.source, run.run) and not self._is_accepted(run):
            return Folded()
        with self._transaction() as db:
            fold = Fold(db, run, int(self._meta("revision")))
            db.execute("DELETE FROM runs WHERE source = ? AND run = ?", (run.source, run.run))
            if run.status == "suspect":
                fold.finish()
                return fold.folded
            for line in lines:
                disclosure = decode_line(line, run)
                if run.kind == "reparse":
                    fold.read_again(disclosure)
                elif run.kind == "import":
                    fold.place(disclosure)
                else:
                    fold.observe(disclosure)
            fold.confirm_seen()
            if run.complete:
                fold.find_missing()
            fold.finish()
        return fold.folded

    def _is_accepted(self, run: Observed) -> bool:
        row = self._db.execute("SELECT status FROM runs WHERE source = ? AND run = ?", (run.source, run.run)).fetchone()
        return run.status == "accepted" and row is not None and row[0] == "suspect"

    # -- reading ---------------------------------------------------------------------------------------------------------

    @property
    def revision(self) -> int:
        """The number of the last row that was written: what an index compares its watermark with."""
        with _problems(self.path):
            return int(self._meta("revision"))

    def count(self) -> int:
        """How many disclosures there are, withdrawn ones included."""
        return int(self._db.execute("SELECT count(*) FROM disclosures").fetchone()[0])

    def get(self, disclosure_id: str, version: int | None = None) -> Record | None:
        """The current version of a disclosure, or the version that is asked for."""
        rows = self._records("WHERE d.id = ?", (disclosure_id,)) if version is None else self._old_version(disclosure_id, version)
        return next(iter(rows), None)

    def find(self, name: str) -> Record:
        """The disclosure with this id or reference. Raises LedgerError when there is none, or more than one."""
        record = self.get(name)
        if record:
            return record
        with _problems(self.path):
            rows = self._db.execute(
                "SELECT id FROM disclosures WHERE reference = ? COLLATE NOCASE OR reference = ? COLLATE NOCASE ORDER BY id",
                (name, _without_prefix(name)),
            ).fetchall()
        ids = [str(row[0]) for row in rows]
        if not ids:
            raise LedgerError(f"no disclosure has the id or reference {name!r}", f"look for it: foi search 'reference:\"{name}\"'")
        if len(ids) > 1:
            raise LedgerError(f"{len(ids)} disclosures have the reference {name!r}: {', '.join(ids)}", "give one of these ids")
        found = self.get(ids[0])
        assert found is not None
        return found

    def records(self, *, after_revision: int = -1, source: str | None = None) -> Iterator[Record]:
        """Current versions in order of id, all or only those written after a revision."""
        if source:
            return self._records("WHERE d.revision > ? AND d.source = ? ORDER BY d.id", (after_revision, source))
        return self._records("WHERE d.revision > ? ORDER BY d.id", (after_revision,))

    def get_many(self, ids: Sequence[str]) -> dict[str, Record]:
        """Current versions by id."""
        marks = ",".join("?" * len(ids))
        return {record.id: record for record in self._records(f"WHERE d.id IN ({marks})", tuple(ids))}

    def _records(self, where: str, parameters: tuple[object, ...]) -> Iterator[Record]:
        with _problems(self.path):
            rows = self._db.execute(f"{_CURRENT} {where}", parameters)
            for record, first_seen, last_seen, withdrawn, version in rows:
                disclosure = self._with_addresses(decode(record))
                yield record_of(disclosure, first_seen=first_seen, last_seen=last_seen, withdrawn=withdrawn, version=version)

    def _with_addresses(self, disclosure: Disclosure) -> Disclosure:
        """With every other address that ever led to it, in order."""
        rows = self._db.execute("SELECT url FROM addresses WHERE id = ? AND url IS NOT ? ORDER BY url", (disclosure.id, disclosure.url))
        return msgspec.structs.replace(disclosure, alternate_urls=[str(url) for (url,) in rows])

    def version_of_page(self, disclosure_id: str, page_sha256: str) -> Disclosure | None:
        """The reading of the version that a page made, or None."""
        with _problems(self.path):
            row = self._db.execute("SELECT record FROM versions WHERE id = ? AND page_sha256 = ?", (disclosure_id, page_sha256)).fetchone()
        return decode(row[0]) if row else None

    def _old_version(self, disclosure_id: str, version: int) -> Iterator[Record]:
        rows = self._db.execute("SELECT record, first_seen, last_seen FROM versions WHERE id = ? AND version = ?", (disclosure_id, version))
        for record, first_seen, last_seen in rows:
            yield record_of(decode(record), first_seen=first_seen, last_seen=last_seen, withdrawn=None, version=version)

    def events(self, *, since: str = "", after: int = 0, source: str | None = None) -> Iterator[Event]:
        """What was observed at or after a time, or after an event's number, in order."""
        with _problems(self.path):
            rows = self._db.execute(
                "SELECT number, at, kind, id, version, source, run, detail FROM events"
                " WHERE at >= ? AND number > ? AND (? IS NULL OR source = ?) ORDER BY number",
                (since, after, source, source),
            )
            for row in rows:
                yield Event(*row)

    @property
    def last_event(self) -> int:
        """The number of the newest event; 0 when there is none."""
        return int(self._db.execute("SELECT coalesce(max(number), 0) FROM events").fetchone()[0])

    def runs(self) -> Iterator[RunRow]:
        """Runs, newest first, quarantined ones with them. Of those that began in one second the last has the longest name, or the highest."""
        for row in self._db.execute(
            "SELECT source, run, kind, status, reason, started, finished, new, changed, withdrawn, returned, unchanged, report"
            " FROM runs ORDER BY started DESC, length(run) DESC, run DESC, source"
        ):
            source, run, kind, status, reason, started, finished, *counts, report = row
            yield RunRow(source, run, kind, status, reason, started, finished, Folded(*counts), msgspec.json.decode(report))

    # -- watches -----------------------------------------------------------------------------------------------------------

    def add_watch(self, name: str, query: str, created: str) -> None:
        """Saves a query. What stands in the ledger now counts as delivered. Raises LedgerError for a name that is taken."""
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM watches WHERE name = ?", (name,)).fetchone():
                raise LedgerError(f"there is a watch {name!r} already", f"remove it first: foi watch remove {name}")
            db.execute("INSERT INTO watches VALUES (?, ?, ?, ?)", (name, query, created, self.last_event))

    def watches(self) -> list[tuple[str, str, str, int]]:
        """Name, query, time of creation and number of the last delivered event of every watch."""
        return [
            (str(name), str(query), str(created), int(delivered))
            for name, query, created, delivered in self._db.execute("SELECT * FROM watches ORDER BY name")
        ]

    def deliver_watch(self, name: str, delivered: int) -> None:
        """Notes that a watch has delivered everything up to this event."""
        with self._transaction() as db:
            db.execute("UPDATE watches SET delivered = max(delivered, ?) WHERE name = ?", (delivered, name))

    def remove_watch(self, name: str) -> None:
        """Forgets a watch. Raises LedgerError when there is none of the name."""
        with self._transaction() as db:
            if db.execute("DELETE FROM watches WHERE name = ?", (name,)).rowcount == 0:
                raise LedgerError(f"there is no watch {name!r}", "`foi watch list` shows them")


_CURRENT = """SELECT v.record, d.first_seen, d.last_seen, d.withdrawn, d.version
    FROM disclosures d JOIN versions v ON v.id = d.id AND v.version = d.version"""


def _without_prefix(name: str) -> str:
    """A reference without the letters that people put before it: `FOI 825/25` is `825/25`."""
    head, _, rest = name.partition(" ")
    return rest.strip() if head.upper() in ("FOI", "REF", "EIR") and rest else name


@contextmanager
def _problems(path: Path) -> Iterator[None]:
    """SQLite's errors and the disk's as ours, with what to do next."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise StoreProblem(f"the disk of {path} is full; nothing of this run was lost", "make room and run `foi index`") from error
        if "locked" in str(error):
            raise StoreProblem(f"{path} is locked by another program", "try again when it is done") from error
        raise StoreProblem(f"{path} cannot be used: {error}", "check the folder's permissions") from error
    except sqlite3.DatabaseError as error:
        raise StoreProblem(f"{path} is damaged: {error}", "move it away; `foi index` makes it anew from the items folder") from error
    except OSError as error:
        raise StoreProblem(f"{path} cannot be used: {error.strerror}", "choose another data folder with --data") from error
