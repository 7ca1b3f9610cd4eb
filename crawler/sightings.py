"""What a run saw of pages, a JSON line each.

Most of these lines say that a page is as it was, and are the same in every run. When a run ends, such lines that an earlier run has too give way
to one that names that run: else a source to which nothing happens would fill the disk. A run refers only to one that has all its lines itself.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from crawler.durable import whole_lines, write_whole
from crawler.errors import LedgerError
from crawler.mark import mark

Sighted = Literal["listed", "unchanged", "not-modified", "fetched", "read", "moved", "gone", "error", "refused", "as"]
"""`unchanged`: listed with the version that was read before, and not asked for. `read`: what a later run must know to call it unchanged.
`as`: not a page, but every page that an earlier run, named by `detail`, saw unchanged or gone as before, without those in `parts`."""
AS_BEFORE = "gone: as before"
"""What is said of a page that was gone and that nobody asked for again."""


class Sighting(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page of the source that this run listed or asked for; `detail` says why in words, of a moved page its new address, of a page that
    was read `list`, `files` or `gone`, if it is. `version` is what the list said of it (a time of change), `parts` are the pages that it leads to."""

    url: str
    how: Sighted
    detail: str = ""
    version: str = ""
    parts: list[str] = []


_decoder = msgspec.json.Decoder(Sighting)
_UNCHANGED = b'"how":"unchanged"'
_STILL_GONE = f'"how":"gone","detail":"{AS_BEFORE}"'.encode()
_AS = b'"how":"as"'
_BASES = 4
"""Earlier runs to try: a list that is left early and one that is read whole see different sets, each the same every time."""
_MOST_DIFFERENCES = 0.1
"""Of the lines that stand for unchanged pages. With more, all of them are written, and later runs refer to these."""


def seen_file(folder: Path, run: str) -> Path:
    """Where the sightings of a run are, in its source's folder of items."""
    return folder / f"{run}.seen.jsonl"


def decode_sighting(line: bytes) -> Sighting:
    """The sighting of one JSON line."""
    return _decoder.decode(line)


def read_sightings(file: Path) -> Iterator[Sighting]:
    """Every sighting of a run. Raises LedgerError when the run that it refers to has no file."""
    for line in whole_lines(file):
        sighting = _decoder.decode(line)
        if sighting.how == "as":
            yield from _as_in(file, sighting)
        else:
            yield sighting


def _as_in(file: Path, reference: Sighting) -> Iterator[Sighting]:
    base, left_out = seen_file(file.parent, reference.detail), set(reference.parts)
    if not base.exists():
        raise LedgerError(f"{file} refers to {base.name}, which is not there", "restore that file from a copy")
    for line in _stills(base):
        sighting = _decoder.decode(line)
        if sighting.url not in left_out:
            yield sighting


def shorten(file: Path, earlier: Iterable[Path]) -> None:
    """Puts a reference to an earlier run in the place of the lines that it has too, when that leaves few. `earlier` are the files of runs that
    ended, the newest first. The file is there at any moment, as it was or shortened."""
    count = sum(1 for _ in _stills(file))
    for base in _bases(earlier) if count else ():
        known, met, others = set(map(mark, _stills(base))), set(), 0
        for number in map(mark, _stills(file)):
            met.add(number)
            others += number not in known
        if others + len(known - met) <= count * _MOST_DIFFERENCES:
            lacking = known - met
            left_out = [_decoder.decode(line).url for line in _stills(base) if mark(line) in lacking] if lacking else []
            reference = Sighting("", "as", base.name.split(".")[0], parts=left_out)
            kept = (line for line in whole_lines(file) if not _is_still(line) or mark(line) not in known)
            write_whole(file, b"".join(line + b"\n" for line in (msgspec.json.encode(reference), *kept)))
            return


def _bases(earlier: Iterable[Path]) -> Iterator[Path]:
    """The runs that hold their unchanged pages themselves and that earlier ones are or refer to, the newest first, each once."""
    met: set[Path] = set()
    for file in earlier:
        first = next(whole_lines(file), b"")
        base = seen_file(file.parent, _decoder.decode(first).detail) if _AS in first else file
        if base not in met and next(_stills(base), None):
            met.add(base)
            yield base
        if len(met) == _BASES:
            return


def _stills(file: Path) -> Iterator[bytes]:
    return filter(_is_still, whole_lines(file))


def _is_still(line: bytes) -> bool:
    """Whether the line says that a page is as it was. Quotes inside a value are escaped, so that no address can say it."""
    return _UNCHANGED in line or _STILL_GONE in line
