"""The ledger: every version of every disclosure, when it was first and last seen, and what changed. SQLite, and the truth.

A run is folded in one transaction: all of it or none. Only a complete crawl can find a disclosure missing. `revision` grows with every
row that is written, so that the index knows what it has not seen yet.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

import msgspec

from crawler.errors import LedgerError, StoreProblem
from crawler.items import Disclosure, Record, content_hash, decode, encode, record_of
from indexer.history import Place, Span, place, same_words

STORE_VERSION = 1

EventKind = Literal["new", "changed", "withdrawn", "returned", "earlier"]
"""`earlier`: an import brought a version from before one that was known."""

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
CREATE TABLE addresses (url TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX addresses_by_id ON addresses (id);
CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    source TEXT NOT NULL, run TEXT NOT NULL, detail TEXT NOT NULL
);
CREATE INDEX events_by_time ON events (at);
CREATE TABLE watches (name TEXT PRIMARY KEY, query TEXT NOT NULL, created TEXT NOT NULL, delivered INTEGER NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Observed:
    """A run as the store needs it. `complete` is true only for a crawl that reached the end of the list as expected; of a `suspect` one only
    the run itself is noted, and an `accepted` one was suspect until a person looked, and counts as complete;
    `seen` are addresses that were listed, served or could not be fetched, `gone` those that answered 404 or 410, `moved` pairs of an old
    and a new address."""

    source: str
    run: str
    kind: Literal["crawl", "import", "reparse"]
    status: str
    reason: str
    started: str
    finished: str
    parser_version: str
    complete: bool = False
    seen: Sequence[str] = ()
    gone: Sequence[str] = ()
    moved: Sequence[tuple[str, str]] = ()
    max_missing_share: float = 1.0
    report: str = "{}"


@dataclass
class Folded:
    """How many disclosures a run added, changed, withdrew, brought back, and confirmed."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0
    returned: int = 0
    unchanged: int = 0
    suspect: str = ""

    @property
    def any(self) -> bool:
        """Whether the run brought or confirmed anything."""
        return bool(self.new or self.changed or self.withdrawn or self.returned or self.unchanged)


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
        with self._transaction() as db:
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                for statement in _TABLES.split(";\n"):
                    db.execute(statement)
                db.execute("INSERT INTO meta VALUES ('store_version', ?), ('revision', '0')", (str(STORE_VERSION),))
            # Disclosures that only third parties saw: a list that we read does not miss them. Newer than the layout's number, and added to it.
            db.execute("CREATE TABLE IF NOT EXISTS secondhand (id TEXT PRIMARY KEY) WITHOUT ROWID")
        version = self._meta("store_version")
        if version != str(STORE_VERSION):
            raise StoreProblem(f"{self.path} has the layout {version}, this program knows {STORE_VERSION}", "install the newer foi-ledger")

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
            fold = _Fold(db, run, int(self._meta("revision")))
            db.execute("DELETE FROM runs WHERE source = ? AND run = ?", (run.source, run.run))
            if run.status == "suspect":
                fold.finish()
                return fold.folded
            for line in lines:
                disclosure = _decode(line, run)
                if run.kind == "reparse":
                    fold.read_again(disclosure)
                elif run.kind == "import":
                    fold.place(disclosure)
                else:
                    fold.observe(disclosure)
            fold.confirm_seen()
            if run.complete or run.status == "accepted":
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
        """Runs, newest first, quarantined ones with them."""
        for row in self._db.execute(
            "SELECT source, run, kind, status, reason, started, finished, new, changed, withdrawn, returned, unchanged, report"
            " FROM runs ORDER BY started DESC, source"
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


class _Fold:
    """One run on its way into the tables, inside one transaction."""

    def __init__(self, db: sqlite3.Connection, run: Observed, revision: int) -> None:
        self.db = db
        self.run = run
        self.revision = revision
        self.folded = Folded()
        self._met: set[str] = set()
        self._first_capture: dict[str, tuple[str | None, str]] = {}

    def observe(self, disclosure: Disclosure) -> None:
        """A disclosure as the run found it: new, changed, back again, or as before."""
        if disclosure.id in self._met:
            self._address(disclosure)
            return
        self._met.add(disclosure.id)
        hashed = content_hash(disclosure)
        at = disclosure.provenance.fetched_at or self.run.finished
        row = self.db.execute(
            "SELECT d.version, d.withdrawn, v.content_hash, v.page_sha256, v.record, r.kind = 'import'"
            " FROM disclosures d JOIN versions v USING (id, version) LEFT JOIN runs r ON r.source = d.source AND r.run = v.run WHERE d.id = ?",
            (disclosure.id,),
        ).fetchone()
        self._witness(disclosure, new=row is None)
        if row is None:
            self._insert(disclosure, 1, hashed, at)
            self._event("new", disclosure.id, 1, at)
            self.folded.new += 1
        else:
            version, withdrawn, known_hash, known_page, known, imported = row
            if withdrawn:
                self.db.execute("UPDATE disclosures SET withdrawn = NULL WHERE id = ?", (disclosure.id,))
                self._touch(disclosure.id)
                self._event("returned", disclosure.id, version, at)
                self.folded.returned += 1
            if hashed == known_hash:
                self._read_better(disclosure, version, hashed)
                self._confirm(disclosure.id, version, at)
                self.folded.unchanged += 1
            elif disclosure.provenance.page_sha256 == known_page or (imported and same_words(disclosure, decode(known))):
                # The same bytes cannot be an edit: the reading changed, not the page. Nor can what an import did not know from the list.
                self._replace(disclosure, version, hashed)
                self._confirm(disclosure.id, version, at)
                self.folded.unchanged += 1
            else:
                self._insert(disclosure, version + 1, hashed, at)
                self._event("changed", disclosure.id, version + 1, at)
                self.folded.changed += 1
        self._address(disclosure)

    def place(self, disclosure: Disclosure) -> None:
        """A capture that somebody brought: it belongs where its time says, which may be before versions that are known."""
        at = disclosure.provenance.fetched_at or self.run.finished
        first_url, first_day = self._first_capture.setdefault(disclosure.id, (disclosure.url, at[:10]))
        rows = self.db.execute(
            "SELECT version, first_seen, last_seen, content_hash, page_sha256, record FROM versions WHERE id = ? ORDER BY version",
            (disclosure.id,),
        ).fetchall()
        if disclosure.id in self._met and disclosure.url != first_url and at[:10] == first_day:
            # The same disclosure at another address, not another edition of it.
            self._address(disclosure)
            return
        if not rows:
            self.observe(disclosure)
            return
        self._met.add(disclosure.id)
        hashed, page = content_hash(disclosure), disclosure.provenance.page_sha256
        spans = [
            Span(version, first, last, known_hash == hashed or known_page == page or same_words(disclosure, decode(record)))
            for version, first, last, known_hash, known_page, record in rows
        ]
        self._witness(disclosure, new=False)
        self._take_place(disclosure, place(spans, at), spans, hashed, at)
        self._address(disclosure)

    def _take_place(self, disclosure: Disclosure, found: Place, spans: list[Span], hashed: str, at: str) -> None:
        newest = len(spans)
        (withdrawn,) = self.db.execute("SELECT withdrawn FROM disclosures WHERE id = ?", (disclosure.id,)).fetchone()
        if withdrawn and at > withdrawn:
            self.db.execute("UPDATE disclosures SET withdrawn = NULL WHERE id = ?", (disclosure.id,))
            self._touch(disclosure.id)
            self._event("returned", disclosure.id, newest, at)
            self.folded.returned += 1
        if not found.inserted:
            self._confirm(disclosure.id, found.version, at)
            self.folded.unchanged += 1
        elif found.version > newest and not found.split:
            self._insert(disclosure, found.version, hashed, at)
            self._event("changed", disclosure.id, found.version, at)
            self.folded.changed += 1
        else:
            self._insert_between(disclosure, found, hashed, at)
            self._event("earlier", disclosure.id, found.version, self.run.finished, f"captured {at}")
            self.folded.changed += 1

    def _insert_between(self, disclosure: Disclosure, found: Place, hashed: str, at: str) -> None:
        """Puts a version before known ones, which move up by one; by two behind a version that is split."""
        new, step = found.version, 2 if found.split else 1
        # By way of negative numbers: no two versions may have one number, not even in between.
        self.db.execute("UPDATE versions SET version = -(version + ?) WHERE id = ? AND version >= ?", (step, disclosure.id, new))
        self.db.execute("UPDATE versions SET version = -version WHERE id = ? AND version < 0", (disclosure.id,))
        self.db.execute("UPDATE events SET version = version + ? WHERE id = ? AND version >= ?", (step, disclosure.id, new))
        if found.split:
            self.db.execute(
                "INSERT INTO versions SELECT id, ?, content_hash, page_sha256, last_seen, last_seen, run, record FROM versions"
                " WHERE id = ? AND version = ?",
                (new + 1, disclosure.id, new - 1),
            )
            self.db.execute("UPDATE versions SET last_seen = first_seen WHERE id = ? AND version = ?", (disclosure.id, new - 1))
            self.db.execute("UPDATE events SET version = ? WHERE id = ? AND version = ? AND at > ?", (new + 1, disclosure.id, new - 1, at))
        self._insert_version(disclosure, new, hashed, at)
        self.db.execute(
            "UPDATE disclosures SET version = version + ?, first_seen = min(first_seen, ?) WHERE id = ?", (step, at, disclosure.id)
        )
        self._touch(disclosure.id)

    def _witness(self, disclosure: Disclosure, *, new: bool) -> None:
        """Notes whether anyone but a third party saw the disclosure."""
        if not disclosure.provenance.witness:
            self.db.execute("DELETE FROM secondhand WHERE id = ?", (disclosure.id,))
        elif new:
            self.db.execute("INSERT OR IGNORE INTO secondhand VALUES (?)", (disclosure.id,))

    def read_again(self, disclosure: Disclosure) -> None:
        """A new reading of an archived page: it replaces the reading of the version that the page made, and changes no history."""
        rows = self.db.execute(
            "SELECT version FROM versions WHERE id = ? AND page_sha256 = ? ORDER BY version",
            (disclosure.id, disclosure.provenance.page_sha256),
        ).fetchall()
        if rows:
            for (version,) in rows:
                self._replace(disclosure, version, content_hash(disclosure))
            self._address(disclosure)
            self.folded.unchanged += 1
        elif self.db.execute("SELECT 1 FROM disclosures WHERE id = ?", (disclosure.id,)).fetchone() is None:
            self.observe(disclosure)

    def confirm_seen(self) -> None:
        """Pages that were listed or served, and not read again, are still there."""
        for old, new in self.run.moved:
            moved_id = self._id_of(new)
            if moved_id:
                self.db.execute("INSERT OR REPLACE INTO addresses VALUES (?, ?)", (old, moved_id))
        gone = set(self.run.gone)
        for url in self.run.seen:
            disclosure_id = self._id_of(url)
            if disclosure_id and disclosure_id not in self._met and url not in gone:
                self._met.add(disclosure_id)
                self.db.execute("DELETE FROM secondhand WHERE id = ?", (disclosure_id,))
                version, withdrawn = self.db.execute("SELECT version, withdrawn FROM disclosures WHERE id = ?", (disclosure_id,)).fetchone()
                if withdrawn:
                    self.db.execute("UPDATE disclosures SET withdrawn = NULL WHERE id = ?", (disclosure_id,))
                    self._touch(disclosure_id)
                    self._event("returned", disclosure_id, version, self.run.finished)
                    self.folded.returned += 1
                self._confirm(disclosure_id, version, self.run.finished)
                self.folded.unchanged += 1

    def find_missing(self) -> None:
        """What has an address at this source and was neither listed nor served by a complete run is observed missing.

        What only third parties saw is not: that we do not list it says nothing of when it went.
        """
        known = self.db.execute(
            "SELECT id, version, last_seen FROM disclosures WHERE source = ? AND withdrawn IS NULL AND url IS NOT NULL"
            " AND id NOT IN (SELECT id FROM secondhand)",
            (self.run.source,),
        ).fetchall()
        gone = {disclosure_id for url in self.run.gone if (disclosure_id := self._id_of(url))}
        missing = [row for row in known if row[0] not in self._met]
        if known and len(missing) / len(known) > self.run.max_missing_share and self.run.status != "accepted":
            self.folded.suspect = (
                f"{len(missing)} of {len(known)} known disclosures were not listed: more than a healthy run would miss, so none is marked"
            )
            return
        for disclosure_id, version, last_seen in missing:
            detail = "answered 404 or 410" if disclosure_id in gone else "not listed"
            self.db.execute("UPDATE disclosures SET withdrawn = ? WHERE id = ?", (self.run.finished, disclosure_id))
            self._touch(disclosure_id)
            self._event("withdrawn", disclosure_id, version, self.run.finished, f"{detail}; last seen {last_seen}")
            self.folded.withdrawn += 1

    def finish(self) -> None:
        """Notes the run itself, the readers' version and the new revision."""
        run, folded = self.run, self.folded
        self.db.execute(
            "INSERT INTO runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(run.source, run.run, run.kind, "suspect" if folded.suspect else run.status, folded.suspect or run.reason),
                *(run.started, run.finished, run.report, folded.new, folded.changed, folded.withdrawn, folded.returned, folded.unchanged),
            ),
        )
        if run.parser_version and run.status != "suspect":
            self.db.execute("INSERT OR REPLACE INTO readers VALUES (?, ?)", (run.source, run.parser_version))
        self.db.execute("UPDATE meta SET value = ? WHERE key = 'revision'", (str(self.revision),))

    def _insert_version(self, disclosure: Disclosure, version: int, hashed: str, at: str) -> None:
        self.db.execute(
            "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (disclosure.id, version, hashed, disclosure.provenance.page_sha256, at, at, self.run.run, encode(disclosure)),
        )

    def _insert(self, disclosure: Disclosure, version: int, hashed: str, at: str) -> None:
        self._insert_version(disclosure, version, hashed, at)
        self.revision += 1
        self.db.execute(
            "INSERT INTO disclosures VALUES (?, ?, ?, ?, ?, ?, ?, NULL, ?) ON CONFLICT (id) DO UPDATE SET"
            " reference = excluded.reference, url = excluded.url, version = excluded.version, last_seen = excluded.last_seen, revision = excluded.revision",
            (disclosure.id, disclosure.source, disclosure.reference, disclosure.url, version, at, at, self.revision),
        )

    def _read_better(self, disclosure: Disclosure, version: int, hashed: str) -> None:
        """The same words, read by other readers than last time: the new reading, of the page that was kept first."""
        (known,) = self.db.execute("SELECT record FROM versions WHERE id = ? AND version = ?", (disclosure.id, version)).fetchone()
        first = decode(known).provenance
        if first.parser_version != disclosure.provenance.parser_version:
            provenance = msgspec.structs.replace(first, parser_version=disclosure.provenance.parser_version)
            self._replace(msgspec.structs.replace(disclosure, provenance=provenance), version, hashed)

    def _replace(self, disclosure: Disclosure, version: int, hashed: str) -> None:
        record = encode(disclosure)
        current = self.db.execute("SELECT record FROM versions WHERE id = ? AND version = ?", (disclosure.id, version)).fetchone()
        if current and current[0] == record:
            return
        self.db.execute(
            "UPDATE versions SET content_hash = ?, record = ? WHERE id = ? AND version = ?", (hashed, record, disclosure.id, version)
        )
        self.db.execute("UPDATE disclosures SET reference = ? WHERE id = ? AND version = ?", (disclosure.reference, disclosure.id, version))
        self._touch(disclosure.id)

    def _touch(self, disclosure_id: str) -> None:
        self.revision += 1
        self.db.execute("UPDATE disclosures SET revision = ? WHERE id = ?", (self.revision, disclosure_id))

    def _confirm(self, disclosure_id: str, version: int, at: str) -> None:
        seen = "first_seen = min(first_seen, :at), last_seen = max(last_seen, :at)"
        values = {"at": at, "id": disclosure_id, "version": version}
        self.db.execute(f"UPDATE disclosures SET {seen} WHERE id = :id", values)  # noqa: S608 -- our own words
        self.db.execute(f"UPDATE versions SET {seen} WHERE id = :id AND version = :version", values)  # noqa: S608

    def _address(self, disclosure: Disclosure) -> None:
        for url in filter(None, [disclosure.url, *disclosure.alternate_urls]):
            self.db.execute("INSERT OR REPLACE INTO addresses VALUES (?, ?)", (url, disclosure.id))

    def _id_of(self, url: str) -> str | None:
        row = self.db.execute("SELECT id FROM addresses WHERE url = ?", (url,)).fetchone()
        return str(row[0]) if row else None

    def _event(self, kind: EventKind, disclosure_id: str, version: int, at: str, detail: str = "") -> None:
        self.db.execute(
            "INSERT INTO events (at, kind, id, version, source, run, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (at, kind, disclosure_id, version, self.run.source, self.run.run, detail),
        )


def _decode(line: bytes, run: Observed) -> Disclosure:
    try:
        return decode(line)
    except msgspec.DecodeError as error:
        raise StoreProblem(
            f"the items of run {run.run} of {run.source} cannot be read: {error}", "`foi reparse` reads its archive again"
        ) from error


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
