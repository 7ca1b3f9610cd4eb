"""The casebook: arguments and requests of the whole ledger, ready to be ranked, folded and clustered.

    index/casebook.sqlite3      derived from the ledger and disposable, as the search index beside it; `foi index` keeps it

It is a file of its own so that `foi search` never opens it. SQLite and not Whoosh: a run touches a few of many small rows, in one transaction.

    disclosures   what a row of results shows and what filters ask; `request` is the shape of its question
    passages      a paragraph that argues: its place in a disclosure, and its argument
    citing        which provision a passage argues, and how
    arguments     every wording once, with its weight; `argument_text` has its words
    shapes        every set of shingles once; near-duplicates share `family`, the lowest number among them
    bands         how shapes find their near-duplicates
    words         in how many requests a word stood, ever: what makes a word telling
    lines         the sentences of each request, from which boilerplate is learned; `recurring` are those learned

The text indexes are FTS5 tables without content. Rows of what was deleted stay in them: no other table has their number any more, and numbers are never
used again. When they are the greater part, the file is made anew.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from crawler.durable import sync_file, sync_folder
from crawler.errors import IndexProblem
from crawler.items import PartialDate, Record
from crawler.law import Citation
from indexer.arguments import weigh
from indexer.families import Families
from indexer.passages import passages
from indexer.requests import Sentence, matter
from indexer.shingles import PARAGRAPHS, QUESTIONS, content_words, pack, shingles, terms, unpack
from indexer.store import Store
from indexer.words import PLAIN

CASEBOOK_VERSION = 1
"""A casebook of another version, or of another ledger's future, is made anew."""

_RECURS = 12
"""Unlike requests in which a sentence stands before it counts as boilerplate. A round robin is one request, however many authorities got it."""
_FEWEST_WORDS = 4
"""Content words of a request below which it is like nothing: "CCTV policy" says too little to call two requests the same."""
_CACHE = "-200000"
"""Kilobytes of SQLite's page cache while the file is made: the bands of a hundred thousand requests fit."""

_REMAKE = "make it again: foi index --rebuild"

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE disclosures (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, authority TEXT NOT NULL, authority_id TEXT NOT NULL,
    authority_words TEXT NOT NULL, source TEXT NOT NULL, nation TEXT NOT NULL, reference TEXT, printed TEXT NOT NULL, title TEXT, url TEXT,
    decision TEXT NOT NULL, exemptions TEXT NOT NULL, cited TEXT NOT NULL, mentioned TEXT NOT NULL, filetypes TEXT NOT NULL,
    withdrawn TEXT, date TEXT, day INTEGER NOT NULL, date_from INTEGER, date_to INTEGER,
    received_from INTEGER, received_to INTEGER, responded_from INTEGER, responded_to INTEGER, published_from INTEGER, published_to INTEGER,
    request INTEGER
);
CREATE INDEX disclosures_by_request ON disclosures (request);
CREATE TABLE passages (number INTEGER PRIMARY KEY, disclosure INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, argument INTEGER NOT NULL);
CREATE INDEX passages_by_disclosure ON passages (disclosure);
CREATE INDEX passages_by_argument ON passages (argument);
CREATE TABLE citations (number INTEGER PRIMARY KEY, citation TEXT NOT NULL UNIQUE);
CREATE TABLE citing (
    citation INTEGER NOT NULL, passage INTEGER NOT NULL, considered INTEGER NOT NULL, test TEXT, PRIMARY KEY (citation, passage)
) WITHOUT ROWID;
CREATE INDEX citing_by_passage ON citing (passage);
CREATE TABLE arguments (
    number INTEGER PRIMARY KEY AUTOINCREMENT, digest BLOB NOT NULL UNIQUE, weight REAL NOT NULL, kinds TEXT NOT NULL, shape INTEGER
);
CREATE INDEX arguments_by_shape ON arguments (shape);
CREATE TABLE lines (disclosure INTEGER NOT NULL, place INTEGER NOT NULL, key INTEGER, rest INTEGER NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (disclosure, place)) WITHOUT ROWID;
CREATE INDEX lines_by_key ON lines (key, rest) WHERE key IS NOT NULL;
CREATE TABLE recurring (key INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE argument_text USING fts5(words, content='', tokenize='unicode61');
CREATE VIRTUAL TABLE asked_text USING fts5(title, question, content='', tokenize='unicode61');
CREATE TABLE words (word TEXT PRIMARY KEY, requests INTEGER NOT NULL) WITHOUT ROWID;
"""


class Casebook:
    """An open casebook. Use as a context manager. Every method raises IndexProblem when the file cannot be used."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path
        self.requests = Families(connection, "request", QUESTIONS)
        self.arguments = Families(connection, "argument", PARAGRAPHS)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens the casebook. Raises IndexProblem when there is none of this version."""
        if not path.exists():
            raise IndexProblem("there is no casebook yet", "make it: foi index")
        with _problems(path):
            book = cls(sqlite3.connect(path, isolation_level=None, timeout=30), path)
            if book._meta("version") != str(CASEBOOK_VERSION):
                book._db.close()
                raise IndexProblem("the casebook is of another version", "make it again: foi index")
        return book

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self._db.close()

    @property
    def watermark(self) -> int:
        """The store's revision that the casebook holds."""
        return int(self._meta("watermark") or -1)

    def select(self, statement: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a question to the tables that the module's docstring lists."""
        with _problems(self.path):
            return self._db.execute(statement, tuple(parameters)).fetchall()

    def score(self, name: str, index: str, expression: str) -> None:
        """Makes the temporary table `name` (number, score): how well each row of a text index matches an expression of FTS5, by BM25."""
        with _problems(self.path):
            # Tables with a key, and not parts of the question: SQLite would go through them once for every passage.
            self._db.execute(f"DROP TABLE IF EXISTS temp.{name}")
            self._db.execute(f"CREATE TEMP TABLE {name} (number INTEGER PRIMARY KEY, score REAL NOT NULL)")
            self._db.execute(f"INSERT INTO {name} SELECT rowid, -bm25({index}) FROM {index} WHERE {index} MATCH ?", (expression,))

    def problems(self) -> list[str]:
        """What is wrong with the file, in sentences; empty when nothing is."""
        with _problems(self.path):
            return [f"{self.path}: {row[0]}" for row in self._db.execute("PRAGMA quick_check(5)") if row[0] != "ok"]

    def _meta(self, key: str) -> str:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    # -- writing -----------------------------------------------------------------------------------------------------------

    def take(self, records: Iterable[Record], watermark: int, progress: Callable[[int], None]) -> None:
        """Puts these records in, each in place of its older self, in one transaction."""
        with _problems(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                fresh: list[int] = []
                words: Counter[str] = Counter()
                keys: set[int] = set()
                for number, record in enumerate(records, 1):
                    keys |= self._remove(record.id)
                    fresh.append(self._add(record, words))
                    progress(number)
                self._db.executemany(
                    "INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET requests = requests + excluded.requests",
                    sorted(words.items()),
                )
                keys |= self._keys_of(fresh)
                self._shape_requests({*fresh, *self._learn(keys)})
                self._db.execute("INSERT OR REPLACE INTO meta VALUES ('watermark', ?)", (str(watermark),))
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def is_worn(self) -> bool:
        """Whether the greater part of the text index belongs to disclosures that are gone or were replaced."""
        ((given, kept),) = self.select(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'disclosures'), 0), (SELECT count(*) FROM disclosures)"
        )
        return int(given) > 2 * int(kept) + 1000

    def _add(self, record: Record, words: Counter[str]) -> int:
        question = record.question or ""
        number = self._insert("disclosures", _columns(record))
        self._db.execute(
            "INSERT INTO asked_text (rowid, title, question) VALUES (?, ?, ?)", (number, _terms(record.title or ""), _terms(question))
        )
        for passage in passages(record):
            argument = self._argument(record.text[passage.start : passage.end])
            row = {"disclosure": number, "start": passage.start, "stop": passage.end, "argument": argument}
            passage_number = self._insert("passages", row)
            for use in passage.uses:
                self._db.execute(
                    "INSERT INTO citing VALUES (?, ?, ?, ?)",
                    (self._citation(use.citation), passage_number, use.considered, use.public_interest_test),
                )
        sentences = list(matter(question or record.title or "", record.authority))
        words.update({word for sentence in sentences for word in sentence.words})
        self._db.executemany("INSERT INTO lines VALUES (?, ?, ?, ?, ?)", _lines(number, sentences))
        return number

    def _argument(self, paragraph: str) -> int:
        words = _terms(paragraph)
        digest = hashlib.blake2b(words.encode(), digest_size=12).digest()
        row = self._db.execute("SELECT number FROM arguments WHERE digest = ?", (digest,)).fetchone()
        if row:
            return int(row[0])
        weight = weigh(paragraph)
        shape = self.arguments.join(shingles(content_words(words.split())))
        number = self._insert("arguments", {"digest": digest, "weight": weight.score, "kinds": " ".join(weight.kinds), "shape": shape})
        self._db.execute("INSERT INTO argument_text (rowid, words) VALUES (?, ?)", (number, words))
        return number

    def _citation(self, citation: str) -> int:
        row = self._db.execute("SELECT number FROM citations WHERE citation = ?", (citation,)).fetchone()
        return int(row[0]) if row else self._insert("citations", {"citation": citation})

    def _remove(self, disclosure_id: str) -> set[int]:
        """Takes a disclosure out with all that only it used; gives the keys of its sentences."""
        row = self._db.execute("SELECT number, request FROM disclosures WHERE id = ?", (disclosure_id,)).fetchone()
        if row is None:
            return set()
        number, request = row
        keys = self._keys_of([number])
        used = self._db.execute("SELECT DISTINCT argument FROM passages WHERE disclosure = ?", (number,)).fetchall()
        self._db.execute("DELETE FROM citing WHERE passage IN (SELECT number FROM passages WHERE disclosure = ?)", (number,))
        self._db.execute("DELETE FROM passages WHERE disclosure = ?", (number,))
        self._db.execute("DELETE FROM lines WHERE disclosure = ?", (number,))
        self._db.execute("DELETE FROM disclosures WHERE number = ?", (number,))
        for (argument,) in used:
            if not self._db.execute("SELECT 1 FROM passages WHERE argument = ? LIMIT 1", (argument,)).fetchone():
                (shape,) = self._db.execute("SELECT shape FROM arguments WHERE number = ?", (argument,)).fetchone()
                self._db.execute("DELETE FROM arguments WHERE number = ?", (argument,))
                self._leave(self.arguments, shape, "arguments WHERE shape")
        self._leave(self.requests, request, "disclosures WHERE request")
        return keys

    def _leave(self, families: Families, shape: int | None, where: str) -> None:
        if shape is not None and not self._db.execute(f"SELECT 1 FROM {where} = ? LIMIT 1", (shape,)).fetchone():
            families.leave(shape)

    def _keys_of(self, numbers: list[int]) -> set[int]:
        keys: set[int] = set()
        for number in numbers:
            keys |= {key for (key,) in self._db.execute("SELECT key FROM lines WHERE disclosure = ? AND key IS NOT NULL", (number,))}
        return keys

    def _learn(self, keys: set[int]) -> set[int]:
        """Decides anew which of these sentences are boilerplate; gives the disclosures whose request is read otherwise now."""
        affected: set[int] = set()
        for key in keys:
            # Counted as far as it matters: boilerplate stands in half of all requests.
            unlike = "SELECT count(*) FROM (SELECT DISTINCT rest FROM lines WHERE key = ? LIMIT ?)"
            ((rests,),) = self._db.execute(unlike, (key, _RECURS)).fetchall()
            known = self._db.execute("SELECT 1 FROM recurring WHERE key = ?", (key,)).fetchone() is not None
            if known != (rests >= _RECURS):
                self._db.execute("DELETE FROM recurring WHERE key = ?" if known else "INSERT INTO recurring VALUES (?)", (key,))
                affected |= {number for (number,) in self._db.execute("SELECT disclosure FROM lines WHERE key = ?", (key,))}
        return affected

    def _shape_requests(self, numbers: set[int]) -> None:
        for number in sorted(numbers):
            before = self._db.execute("SELECT request FROM disclosures WHERE number = ?", (number,)).fetchone()[0]
            rows = self._db.execute(
                "SELECT packed, key IN (SELECT key FROM recurring) FROM lines WHERE disclosure = ? ORDER BY place", (number,)
            ).fetchall()
            # A request of nothing but boilerplate is what it is.
            kept = [packed for packed, learned in rows if not learned] or [packed for packed, _ in rows]
            shingled = frozenset().union(*map(unpack, kept)) if kept else frozenset()
            shape = self.requests.join(shingled) if len(shingled) >= _FEWEST_WORDS - 1 else None
            if shape != before:
                self._db.execute("UPDATE disclosures SET request = ? WHERE number = ?", (shape, number))
                self._leave(self.requests, before, "disclosures WHERE request")

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        marks = ", ".join("?" * len(row))
        cursor = self._db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        assert cursor.lastrowid is not None
        return cursor.lastrowid


def refresh_casebook(path: Path, store: Store, *, rebuild: bool = False, progress: Callable[[int], None] = lambda _: None) -> bool:
    """Brings the casebook up to the store's revision; says whether anything had to be written. A file that cannot be used is made anew."""
    revision = store.revision
    if not rebuild:
        try:
            with Casebook.open(path) as book:
                if book.watermark == revision:
                    return False
                if book.watermark < revision and not book.is_worn():
                    book.take(store.records(after_revision=book.watermark), revision, progress)
                    return True
        except IndexProblem as problem:
            if "full" in problem.message:
                raise
    _make(path, store, revision, progress)
    return True


def _make(path: Path, store: Store, revision: int, progress: Callable[[int], None]) -> None:
    """Makes the file beside the old one, forces it to the disk, and puts it in its place."""
    draft = path.with_name(path.name + ".new")
    with _problems(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        connection = sqlite3.connect(draft, isolation_level=None)
        for setting in ("journal_mode=OFF", "synchronous=OFF", f"cache_size={_CACHE}"):
            connection.execute(f"PRAGMA {setting}")
        for statement in (*_TABLES.split(";\n"), *Families.tables("request"), *Families.tables("argument")):
            connection.execute(statement)
        connection.execute("INSERT INTO meta VALUES ('version', ?)", (str(CASEBOOK_VERSION),))
        with Casebook(connection, draft) as book:
            book.take(store.records(), revision, progress)
            connection.execute("PRAGMA journal_mode=WAL")
        sync_file(draft)
        # A log of the old file must never meet the new one.
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
        draft.replace(path)
        sync_folder(path.parent)


def _columns(record: Record) -> dict[str, Any]:
    date = record.date_responded or record.date_published or record.date_received
    row: dict[str, Any] = {name: getattr(record, name) for name in ("id", "authority", "authority_id", "source", "nation", "reference", "title", "url", "decision", "withdrawn")}  # fmt: skip
    relied_on = [exemption.citation for exemption in record.exemptions if exemption.status == "relied_on"]
    row |= {
        "authority_words": _plain_words(f"{record.authority} {record.authority_id.replace('_', ' ')} {record.source.replace('-', ' ')}"),
        "printed": _listed({value.lower() for value in (record.reference, record.reference_printed) if value}),
        "exemptions": "; ".join(relied_on),
        "cited": _listed(_with_parents(relied_on)),
        "mentioned": _listed(_with_parents([exemption.citation for exemption in record.exemptions])),
        "filetypes": _listed({_extension(attachment.url or attachment.name) for attachment in record.attachments} - {""}),
        "date": date,
        "day": _day(PartialDate.parse(date).last.isoformat()) if date else _NO_DAY,
    }
    dates = {"date": date} | {role: getattr(record, f"date_{role}") for role in ("received", "responded", "published")}
    for name, value in dates.items():
        if value:
            known = PartialDate.parse(value)
            row[f"{name}_from"], row[f"{name}_to"] = _day(known.first.isoformat()), _day(known.last.isoformat())
    return row


_NO_DAY = 99999999


def _day(iso: str) -> int:
    return int(iso.replace("-", ""))


def _listed(values: Iterable[str]) -> str:
    """Values between bars, so that one can be found whole: `|a|b|`."""
    values = sorted(values)
    return f"|{'|'.join(values)}|" if values else ""


def _with_parents(citations: Iterable[str]) -> set[str]:
    return {str(ancestor) for citation in citations for ancestor in Citation.parse(citation).lineage()}


def _extension(url: str) -> str:
    name = url.split("?")[0].rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def _terms(text: str) -> str:
    return " ".join(terms(text))


def _plain_words(text: str) -> str:
    return f" {' '.join(term for term, _, _ in PLAIN.spans(text))} "


def _lines(number: int, sentences: list[Sentence]) -> Iterator[tuple[int, int, int | None, int, bytes]]:
    """A row a sentence. `rest` is the least shingle of the other sentences: near-duplicate requests mostly share it, unlike ones do not."""
    least = [min(sentence.shingles) for sentence in sentences]
    for place, sentence in enumerate(sentences):
        others = least[:place] + least[place + 1 :]
        yield number, place, sentence.key, min(others, default=0), pack(sentence.shingles)


@contextmanager
def _problems(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise IndexProblem(f"the disk of {path} is full; nothing of the ledger was lost", "make room and run `foi index`") from error
        raise IndexProblem(f"the casebook {path} cannot be used: {error}", _REMAKE) from error
    except sqlite3.DatabaseError as error:
        raise IndexProblem(f"the casebook {path} is damaged: {error}", _REMAKE) from error
