"""Files that outlive a kill and a power cut: written whole, read by whole lines, cut back to what is whole."""

import os
from collections.abc import Iterator
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file so that it is there whole or not at all, and stays after a power cut."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Forces a folder's entries to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Forces a file's content to the disk."""
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def whole_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file without their ends; a last line without its end was cut off and is left out. None for no file."""
    if not path.exists():
        return
    with path.open("rb") as stream:
        for line in stream:
            if line.endswith(b"\n"):
                yield line[:-1]


def truncate(path: Path, size: int) -> None:
    """Cuts a file that is longer than `size` bytes, for good."""
    if path.stat().st_size > size:
        with path.open("rb+") as stream:
            stream.truncate(size)
            os.fsync(stream.fileno())
