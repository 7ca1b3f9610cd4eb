"""The embedded index: Whoosh, as a disposable shadow of the store.

    index/CURRENT            the name of the folder that is served
    index/<schema>-<n>/      Whoosh's files and manifest.json

Whoosh writes its files once and never changes them, and forces nothing to the disk. So every change makes a new folder: the old files linked,
the new ones beside them, all forced to the disk, a manifest with their checksums, and then the one line in CURRENT. A kill at any moment leaves the
old index in place. Whoosh pickles its schema: an index from elsewhere is never opened, only one that our manifest describes.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from whoosh import query as q
from whoosh.index import EmptyIndexError, FileIndex, create_in, open_dir
from whoosh.matching import AndNotMatcher
from whoosh.searching import Searcher
from whoosh.sorting import FieldFacet

from crawler.durable import sync_file, sync_folder, write_whole
from crawler.errors import IndexProblem
from crawler.items import Record
from indexer.documents import document_of
from indexer.engine import IndexState, Match, Matches, Progress
from indexer.query import All, And, Days, Exact, Node, Not, Or, Phrase, Word
from indexer.schema import ENGLISH, PLAIN, SCHEMA_VERSION, schema

_NAME = "foi"
_REBUILD = "make it again: foi index --rebuild"


class _File(msgspec.Struct, frozen=True):
    size: int
    sha256: str


class _Manifest(msgspec.Struct, frozen=True):
    schema_version: int
    watermark: int
    documents: int
    files: dict[str, _File]


class WhooshEngine:
    """The index below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def state(self) -> IndexState | None:
        name = self._current()
        if name is None:
            return None
        manifest = self._manifest(name)
        return IndexState(name, manifest.watermark, manifest.documents)

    def build(self, records: Iterable[Record], watermark: int, progress: Progress) -> IndexState:
        folder = self._next_folder()
        folder.mkdir(parents=True)
        index = create_in(folder, schema(), indexname=_NAME)
        writer = index.writer(limitmb=256)
        for number, record in enumerate(records, 1):
            writer.add_document(**document_of(record))
            progress(number)
        writer.commit(optimize=True)
        return self._switch(folder, index, watermark, {})

    def update(self, records: Iterable[Record], watermark: int, progress: Progress) -> IndexState:
        name = self._current()
        if name is None:
            raise IndexProblem("there is no index yet", "make it: foi index")
        known = self._checked(name).files
        folder = self._next_folder()
        folder.mkdir()
        for file in known:
            _link(self.root / name / file, folder / file)
        index = self._open(folder)
        writer = index.writer()
        for number, record in enumerate(records, 1):
            writer.update_document(**document_of(record))
            progress(number)
        writer.commit()
        return self._switch(folder, index, watermark, known)

    def verify(self) -> list[str]:
        name = self._current()
        if name is None:
            return ["there is no index"]
        folder = self.root / name
        problems = []
        manifest = self._manifest(name)
        for file, expected in manifest.files.items():
            path = folder / file
            if not path.exists():
                problems.append(f"{path} is missing")
            elif path.stat().st_size != expected.size or _sha256(path) != expected.sha256:
                problems.append(f"{path} is not as it was written")
        if not problems:
            with self._open(folder).searcher() as searcher:
                if searcher.doc_count() != manifest.documents:
                    problems.append(f"{folder} has {searcher.doc_count()} documents, its manifest says {manifest.documents}")
        return problems

    def search(self, query: Node, *, limit: int, offset: int = 0, sort: str = "relevance", ids: Iterable[str] | None = None) -> Matches:
        name = self._current()
        if name is None:
            raise IndexProblem("there is no index yet", "make it: foi index")
        self._checked(name)
        with self._open(self.root / name).searcher() as searcher:
            return _search(searcher, query, limit=limit, offset=offset, sort=sort, ids=ids)

    # -- folders and manifests -----------------------------------------------------------------------------------------------

    def _current(self) -> str | None:
        pointer = self.root / "CURRENT"
        if not pointer.exists():
            return None
        name = pointer.read_text(encoding="ascii", errors="replace").strip()
        if not re.fullmatch(r"\d+-\d{6}", name):
            raise IndexProblem(f"{pointer} does not name an index", _REBUILD)
        # Another schema's index is no index for this program.
        return name if name.startswith(f"{SCHEMA_VERSION}-") else None

    def _next_folder(self) -> Path:
        numbers = [int(path.name.split("-")[1]) for path in self.root.glob("[0-9]*-[0-9]*")] if self.root.is_dir() else []
        return self.root / f"{SCHEMA_VERSION}-{max(numbers, default=0) + 1:06d}"

    def _manifest(self, name: str) -> _Manifest:
        path = self.root / name / "manifest.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=_Manifest)
        except (OSError, msgspec.DecodeError) as error:
            raise IndexProblem(f"the index is damaged: {path} cannot be read", _REBUILD) from error

    def _checked(self, name: str) -> _Manifest:
        """The manifest, when every file that it names is there in its size; `verify` compares the checksums too."""
        manifest = self._manifest(name)
        for file, expected in manifest.files.items():
            path = self.root / name / file
            if not path.exists() or path.stat().st_size != expected.size:
                raise IndexProblem(f"the index is damaged: {path} is missing or cut short", _REBUILD)
        return manifest

    def _open(self, folder: Path) -> FileIndex:
        try:
            return open_dir(folder, indexname=_NAME)
        except (EmptyIndexError, OSError, EOFError, ValueError, KeyError, IndexError, AttributeError, ImportError) as error:
            raise IndexProblem(f"the index in {folder} cannot be opened: {error}", _REBUILD) from error

    def _switch(self, folder: Path, index: FileIndex, watermark: int, known: dict[str, _File]) -> IndexState:
        """Forces the folder to the disk, describes it, and makes it the one that is served."""
        documents = index.doc_count()
        index.close()
        files = {}
        for path in sorted(folder.iterdir()):
            if path.name.endswith("LOCK"):
                path.unlink()
                continue
            sync_file(path)
            unchanged = known.get(path.name)
            same = unchanged is not None and path.stat().st_nlink > 1
            files[path.name] = unchanged if same and unchanged else _File(path.stat().st_size, _sha256(path))
        manifest = _Manifest(SCHEMA_VERSION, watermark, documents, files)
        write_whole(folder / "manifest.json", msgspec.json.encode(manifest))
        previous = self._current()
        write_whole(self.root / "CURRENT", folder.name.encode() + b"\n")
        sync_folder(self.root)
        for old in self.root.glob("[0-9]*-[0-9]*"):
            # The one before stays until the next switch: a reader may have just opened it.
            if old.name not in (folder.name, previous):
                shutil.rmtree(old, ignore_errors=True)
        return IndexState(folder.name, watermark, documents)


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:  # a file system without hard links
        shutil.copy2(old, new)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# -- queries -----------------------------------------------------------------------------------------------------------------


def _search(searcher: Searcher, query: Node, *, limit: int, offset: int, sort: str, ids: Iterable[str] | None) -> Matches:
    matching = compile_query(query)
    if ids is not None:
        matching = q.And([matching, q.Or([q.Term("id", value) for value in ids])])
    ordering: dict[str, Any] = {}
    if sort == "date":
        ordering["sortedby"] = [FieldFacet("newest", reverse=True), FieldFacet("id")]
    results = searcher.search(q.AndMaybe(matching, _ranking(query)), limit=offset + limit, **ordering)
    rows = [Match(hit["id"], hit["row"], 0.0 if ordering else hit.score) for hit in results[offset : offset + limit]]
    return Matches(rows, len(results))


class _AndNotMatcher(AndNotMatcher):  # type: ignore[misc]  # whoosh has no types
    """Whoosh 2.7.4's own lets the first match through when the excluded ones begin before it, and fails past the last one."""

    def _find_first(self) -> None:
        self._find_next()

    def _find_next(self) -> bool:
        wanted, excluded = self.a, self.b
        while wanted.is_active() and excluded.is_active():
            document = wanted.id()
            if excluded.id() < document:
                excluded.skip_to(document)
            if not excluded.is_active() or excluded.id() != document:
                break
            wanted.next()
        return False

    def next(self) -> bool:
        self.a.next()
        return self._find_next()

    def skip_to(self, document: int) -> bool:
        self.a.skip_to(document)
        return self._find_next()


class _AndNot(q.AndNot):  # type: ignore[misc]  # whoosh has no types
    """All of the first query but what the second finds."""

    def matcher(self, searcher: Searcher, context: Any = None) -> AndNotMatcher:
        return _AndNotMatcher(self.a.matcher(searcher, context), self.b.matcher(searcher, searcher.boolean_context()))


def compile_query(node: Node) -> q.Query:
    """The Whoosh query of a query tree."""
    match node:
        case All():
            return q.Every()
        case Word(field, word, prefix):
            analyzer = PLAIN if field == "authority" else ENGLISH
            return q.Prefix(field, PLAIN.term(word)) if prefix else q.Term(field, analyzer.term(word))
        case Phrase(field, text):
            terms = [term for term, _, _ in (PLAIN if field == "authority" else ENGLISH).spans(text)]
            return q.Phrase(field, terms) if len(terms) > 1 else q.Term(field, terms[0])
        case Exact(field, values, prefix):
            return q.Prefix(field, values[0]) if prefix else q.Or([q.Term(field, value) for value in values])
        case Days(field, first, last):
            # A date overlaps the range when it can begin before the range ends, and end after it begins.
            begins = q.NumericRange(f"{field}_from", None, last) if last else q.Every(f"{field}_from")
            ends = q.NumericRange(f"{field}_to", first, None) if first else q.Every(f"{field}_to")
            return q.ConstantScoreQuery(q.And([begins, ends]))
        case And(parts):
            positive = [compile_query(part) for part in parts if not isinstance(part, Not)]
            negative = [compile_query(part.part) for part in parts if isinstance(part, Not)]
            wanted = q.And(positive) if positive else q.Every()
            return _AndNot(wanted, q.Or(negative)) if negative else wanted
        case Or(parts):
            return q.Or([compile_query(part) for part in parts])
        case Not(part):
            return _AndNot(q.Every(), compile_query(part))


_BOOSTS = (("title", 3.0), ("question", 1.5))


def _ranking(node: Node) -> q.Query:
    """What makes a match rank higher: the query's words in the title and in the question."""
    match node:
        case Word("content", word, False):
            return q.Or([q.Term(field, ENGLISH.term(word), boost=boost) for field, boost in _BOOSTS])
        case Phrase("content", text):
            terms = [term for term, _, _ in ENGLISH.spans(text)]
            return q.Or([q.Phrase(field, terms, boost=boost) for field, boost in _BOOSTS])
        case And(parts) | Or(parts):
            return q.Or([_ranking(part) for part in parts])
        case _:
            return q.NullQuery
