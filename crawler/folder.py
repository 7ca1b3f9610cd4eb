"""The data folder: where everything lives, and the lock that lets one process write.

archive/<source>/<run>/   pages.warc.gz, manifest.jsonl, crawl.log
items/<source>/           <run>.jsonl, <run>.seen.jsonl, <run>.report.json
ledger.sqlite3            the store
index/                    the search index and the casebook, derived from the store
lock                      held by the one writer; names it
"""

import fcntl
import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.errors import LedgerError, Locked

_INHERITED = "FOI_LOCK_FD"


@dataclass(frozen=True)
class DataFolder:
    """Paths below one root. Nothing is created by looking."""

    root: Path

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def items(self) -> Path:
        return self.root / "items"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.sqlite3"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def casebook(self) -> Path:
        return self.index / "casebook.sqlite3"

    def create(self) -> None:
        """Makes the root. Raises LedgerError when that cannot be done."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LedgerError(f"the data folder {self.root} cannot be made: {error.strerror}", "choose another with --data") from error

    @contextmanager
    def writing(self, command: str) -> Iterator[int]:
        """Holds the writer's lock and gives its file descriptor, for a child process to inherit.

        A process started with `FOI_LOCK_FD` works under its parent's lock. Raises Locked when another process holds it.
        """
        inherited = os.environ.get(_INHERITED)
        if inherited and _is_open(int(inherited)):
            yield int(inherited)
            return
        self.create()
        descriptor = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Locked(_held_by(self.root, os.read(descriptor, 4096)), "wait for it to end, or stop it") from error
            holder = {"pid": os.getpid(), "command": command, "host": os.uname().nodename, "since": utc_now()}
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, json.dumps(holder).encode(), 0)
            yield descriptor
        finally:
            os.close(descriptor)


def child_environment(lock: int, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for a child process that inherits the lock's descriptor."""
    return {**environment, _INHERITED: str(lock)}


def default_root(environment: Mapping[str, str] = os.environ) -> Path:
    """`FOI_DATA`, else the platform's folder for user data."""
    if environment.get("FOI_DATA"):
        return Path(environment["FOI_DATA"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "foi-ledger"
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "foi-ledger"


def utc_now() -> str:
    """The time now, UTC, to the second, as in `2026-11-22T13:45:02Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _held_by(root: Path, content: bytes) -> str:
    try:
        holder = json.loads(content)
        return f"{root} is being written by `{holder['command']}` (process {holder['pid']} on {holder['host']}, since {holder['since']})"
    except (ValueError, KeyError):
        return f"{root} is being written by another process"
