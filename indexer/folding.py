"""Taking one run into the ledger: which versions are new, confirmed, changed, gone, back or earlier. Runs inside the store's transaction."""

import sqlite3

import msgspec

from crawler.errors import StoreProblem
from crawler.items import Disclosure, content_hash, decode, encode
from indexer.history import Place, Span, place, same_words
from indexer.observed import EventKind, Folded, Observed


def decode_line(line: bytes, run: Observed) -> Disclosure:
    """The disclosure of one line of a run's items. Raises StoreProblem for a line that is none."""
    try:
        return decode(line)
    except msgspec.DecodeError as error:
        raise StoreProblem(
            f"the items of run {run.run} of {run.source} cannot be read: {error}", "`foi reparse` reads its archive again"
        ) from error


class Fold:
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
                self.db.execute("INSERT OR REPLACE INTO addresses VALUES (?, ?, ?)", (old, self.run.source, moved_id))
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
            self.db.execute("INSERT OR REPLACE INTO addresses VALUES (?, ?, ?)", (url, self.run.source, disclosure.id))

    def _id_of(self, url: str) -> str | None:
        """The run's source's disclosure at an address: another source may list the same page as its own."""
        row = self.db.execute("SELECT id FROM addresses WHERE url = ? AND source = ?", (url, self.run.source)).fetchone()
        return str(row[0]) if row else None

    def _event(self, kind: EventKind, disclosure_id: str, version: int, at: str, detail: str = "") -> None:
        self.db.execute(
            "INSERT INTO events (at, kind, id, version, source, run, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (at, kind, disclosure_id, version, self.run.source, self.run.run, detail),
        )
