"""The index's life on disk: folders that are written once, described by a manifest, and switched to by one line.

    index/CURRENT            the name of the folder that is served
    index/<schema>-<n>/      Whoosh's files, recurring.npy and manifest.json

Every change makes a new folder: the old files linked, the new ones beside them, all forced to the disk, a manifest with their checksums, and then
the one line in CURRENT. A kill at any moment leaves the old index in place. An index from elsewhere is never opened, only one that our
manifest describes.
"""

import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from crawler.durable import sync_file, sync_folder, write_whole
from crawler.errors import IndexProblem
from indexer.words import STEMMER_VERSION

SCHEMA_VERSION = 2
"""Part of the index folder's name: another version is another index, built anew."""

RECURRING = "recurring.npy"
REBUILD = "make it again: foi index --rebuild"


INDEX_NAME = "foi"


class SegmentInfo(msgspec.Struct, frozen=True):
    """What the manifest says of a segment: `words` are all words by field, `deleted` the numbers of documents that are gone."""

    id: str
    documents: int
    words: dict[str, int]
    compound: bool
    deleted: list[int] = []

    @property
    def stem(self) -> str:
        """What the names of its files begin with."""
        return f"{INDEX_NAME}_{self.id}"

    @property
    def live(self) -> int:
        """How many documents are not deleted."""
        return self.documents - len(self.deleted)


class File(msgspec.Struct, frozen=True):
    """A file as it was written."""

    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a folder holds: `watermark` is the store's revision that it reaches."""

    schema_version: int
    stemmer: str
    watermark: int
    documents: int
    segments: list[SegmentInfo]
    files: dict[str, File]


class Generations:
    """The folders below one root."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._pointer = root / "CURRENT"

    def stamp(self) -> tuple[int, int] | None:
        """What changes when another folder is served: less work than to read which."""
        try:
            found = self._pointer.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns

    def current(self) -> str | None:
        """The name of the folder that is served; None when there is none that this program can use."""
        try:
            name = (self.root / "CURRENT").read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return None
        if not re.fullmatch(r"\d+-\d{6}", name):
            raise IndexProblem(f"{self.root / 'CURRENT'} does not name an index", REBUILD)
        # Another schema's index is no index for this program.
        return name if name.startswith(f"{SCHEMA_VERSION}-") else None

    def new(self) -> Path:
        """An empty folder for the next generation. A half-made one of a run that was killed is left behind until the next switch."""
        numbers = [int(path.name.split("-")[1]) for path in self.root.glob("[0-9]*-[0-9]*")] if self.root.is_dir() else []
        folder = self.root / f"{SCHEMA_VERSION}-{max(numbers, default=0) + 1:06d}"
        folder.mkdir(parents=True)
        return folder

    def manifest(self, name: str) -> Manifest:
        """The manifest of a folder. Raises IndexProblem when it cannot be read."""
        path = self.root / name / "manifest.json"
        try:
            return msgspec.json.decode(path.read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError) as error:
            raise IndexProblem(f"the index is damaged: {path} cannot be read", REBUILD) from error

    def checked(self, name: str) -> Manifest:
        """The manifest, when every file that it names is there in its size; `problems` compares the checksums too."""
        manifest = self.manifest(name)
        for file, expected in manifest.files.items():
            path = self.root / name / file
            if not path.exists() or path.stat().st_size != expected.size:
                raise IndexProblem(f"the index is damaged: {path} is missing or cut short", REBUILD)
        return manifest

    def problems(self, name: str) -> list[str]:
        """What is not as it was written, in sentences."""
        problems = []
        for file, expected in self.manifest(name).files.items():
            path = self.root / name / file
            if not path.exists():
                problems.append(f"{path} is missing")
            elif path.stat().st_size != expected.size or _sha256(path) != expected.sha256:
                problems.append(f"{path} is not as it was written")
        return problems

    def switch(self, folder: Path, watermark: int, segments: Iterable[SegmentInfo], known: dict[str, File]) -> Manifest:
        """Forces a folder to the disk, describes it, and makes it the one that is served. `known` are files that were linked into it."""
        files = {}
        for path in sorted(folder.iterdir()):
            unchanged = known.get(path.name)
            if unchanged is None or path.stat().st_nlink == 1:
                sync_file(path)
                unchanged = File(path.stat().st_size, _sha256(path))
            files[path.name] = unchanged
        held = list(segments)
        manifest = Manifest(SCHEMA_VERSION, STEMMER_VERSION, watermark, sum(segment.live for segment in held), held, files)
        write_whole(folder / "manifest.json", msgspec.json.encode(manifest))
        previous = self.current()
        write_whole(self.root / "CURRENT", folder.name.encode() + b"\n")
        sync_folder(self.root)
        for old in self.root.glob("[0-9]*-[0-9]*"):
            # The one before stays until the next switch: a reader may have just opened it.
            if old.name not in (folder.name, previous):
                shutil.rmtree(old, ignore_errors=True)
        return manifest


def link(old: Path, new: Path) -> None:
    """A file in a second folder: the same bytes, or a copy where the file system has no hard links."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _sha256(path: Path) -> str:
    # OpenSSL is loaded by who writes or verifies, not by a search.
    import hashlib

    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
