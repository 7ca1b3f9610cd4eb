"""The term index of a segment: Whoosh's ordered hash file, written in one go and read where it lies.

    "HSH3"  hash type  0 0   (key length, value length, key, value)*   256 hash tables   their directory   extras   key positions   length

Keys rise: two bytes of the field's number, then the term in UTF-8. The hash is CRC-32, one of the three that the format knows.
"""

import pickle
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import IO, Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from indexer.postings import ragged

Array = npt.NDArray[Any]

_HEADER = struct.Struct("!4sBii")
_LENGTHS = struct.Struct("!ii")
_SLOT = np.dtype([("hash", ">u4"), ("at", ">i8")])
_DIRECTORY = np.dtype([("at", ">i8"), ("slots", ">i4")])
_CRC32 = 1


class TermWriter:
    """Writes a term index to a stream that stands at its beginning."""

    def __init__(self, stream: IO[bytes], fields: Sequence[str]) -> None:
        self._stream = stream
        self._fields = fields
        self._at = stream.write(_HEADER.pack(b"HSH3", _CRC32, 0, 0))
        self._positions = array("q")
        self._hashes = array("q")

    def add(self, keys: Sequence[bytes], values: Array) -> None:
        """Appends terms; keys must rise. `values` has a row of bytes for each."""
        lengths = np.array([len(key) for key in keys], np.int64)
        width = values.shape[1]
        whole = lengths + width + 8
        at = np.cumsum(whole) - whole
        out = np.zeros(int(whole.sum()), np.uint8)
        for byte in range(4):
            out[at + byte], out[at + 4 + byte] = lengths >> 8 * (3 - byte) & 0xFF, width >> 8 * (3 - byte) & 0xFF
        out[ragged(at + 8, lengths)] = np.frombuffer(b"".join(keys), np.uint8)
        out[(at + 8 + lengths)[:, None] + np.arange(width)] = values
        self._positions.frombytes((at + self._at).tobytes())
        self._hashes.extend(map(crc32, keys))
        self._at += self._stream.write(out.tobytes())

    def finish(self) -> None:
        """Writes the tables behind the terms."""
        directory = np.zeros(256, _DIRECTORY)
        hashes, positions = np.array(self._hashes, np.int64), np.array(self._positions, np.int64)
        order = np.argsort(hashes & 255, kind="stable")
        ends = np.searchsorted((hashes & 255)[order], np.arange(257))
        for bucket in range(256):
            members = order[ends[bucket] : ends[bucket + 1]]
            directory[bucket] = (self._at, 2 * len(members))
            self._at += self._stream.write(_table(hashes[members].tolist(), positions[members].tolist()))
        self._stream.write(directory.tobytes())
        fieldmap = {name: number for number, name in enumerate(self._fields)}
        extras = pickle.dumps({"fieldmap": fieldmap, "indextype": "q", "indexlen": len(positions)}, 2)
        index = positions.astype(">i8").tobytes()
        self._stream.write(extras + index + struct.pack("!i", len(extras) + len(index)))


def _table(hashes: list[int], positions: list[int]) -> bytes:
    """One hash table with open addressing, half full."""
    size = 2 * len(hashes)
    slots = [(0, 0)] * size
    for value, position in zip(hashes, positions, strict=True):
        slot = (value >> 8) % size
        while slots[slot][1]:
            slot = slot + 1 if slot + 1 < size else 0
        slots[slot] = (value, position)
    return np.array(slots, _SLOT).tobytes()


class TermReader:
    """A term index in mapped memory. Gives places of values, which `postings.TermInfo` reads."""

    def __init__(self, buffer: memoryview) -> None:
        self.buffer = buffer
        (length,) = struct.unpack_from("!i", buffer, len(buffer) - 4)
        extras_at = len(buffer) - 4 - length
        extras = pickle.loads(buffer[extras_at:])  # noqa: S301 - written by us; the manifest holds its checksum
        self.fields: dict[str, int] = extras["fieldmap"]
        count = int(extras["indexlen"])
        self._keys_at = np.frombuffer(buffer, ">i8", count, len(buffer) - 4 - 8 * count)
        self._directory = np.frombuffer(buffer, _DIRECTORY, 256, extras_at - 256 * _DIRECTORY.itemsize).tolist()

    def __len__(self) -> int:
        return len(self._keys_at)

    def find(self, field: str, term: str) -> int | None:
        """Where the value of a term lies, or None."""
        key = self.key(field, term)
        wanted = crc32(key)
        table, slots = self._directory[wanted & 255]
        if not slots:
            return None
        slot = (wanted >> 8) % slots
        for _ in range(slots):
            found, at = struct.unpack_from("!Iq", self.buffer, table + 12 * slot)
            if not at:
                return None
            if found == wanted:
                length, _size = _LENGTHS.unpack_from(self.buffer, at)
                if length == len(key) and self.buffer[at + 8 : at + 8 + length] == key:
                    return int(at + 8 + length)
            slot = slot + 1 if slot + 1 < slots else 0
        return None

    def key(self, field: str, term: str) -> bytes:
        """The key that a term of a field has."""
        return struct.pack("!H", self.fields[field]) + term.encode()

    def key_at(self, number: int) -> bytes:
        """The key with this number, in order."""
        at = int(self._keys_at[number])
        (length,) = struct.unpack_from("!i", self.buffer, at)
        return bytes(self.buffer[at + 8 : at + 8 + length])

    def keys(self, first: int, last: int) -> list[bytes]:
        """The keys from one number to another."""
        at, lengths = self._entries(first, last)
        begun = int(at[0]) if len(at) else 0
        raw = bytes(self.buffer[begun : int(at[-1] + lengths[-1])]) if len(at) else b""
        return [raw[start:end] for start, end in zip((at - begun).tolist(), (at + lengths - begun).tolist(), strict=True)]

    def values(self, first: int, last: int, dtype: Any) -> Array:
        """The values of the keys from one number to another."""
        at, lengths = self._entries(first, last)
        data = np.frombuffer(self.buffer, np.uint8)
        found: Array = data[(at + lengths)[:, None] + np.arange(dtype.itemsize)].view(dtype)[:, 0]
        return found

    def _entries(self, first: int, last: int) -> tuple[Array, Array]:
        """Where these keys begin, and how long each is."""
        at = self._keys_at[first:last].astype(np.int64)
        data = np.frombuffer(self.buffer, np.uint8)
        lengths: Array = np.array([data[at + byte].astype(np.int64) << 8 * (3 - byte) for byte in range(4)]).sum(axis=0)
        return at + 8, lengths

    def value_at(self, number: int) -> int:
        """Where the value of the key with this number lies."""
        at = int(self._keys_at[number])
        (length,) = struct.unpack_from("!i", self.buffer, at)
        return at + 8 + int(length)

    def span(self, field: str, prefix: str = "") -> range:
        """The numbers of a field's keys, or of those whose term begins with a prefix."""
        low = self.key(field, prefix)
        first = self._before(low)
        # No UTF-8 text has a byte 0xFF, so this is behind every term with the prefix; a field's last key is before the next field's first.
        return range(first, self._before(low + b"\xff" if prefix else struct.pack("!H", self.fields[field] + 1)))

    def _before(self, key: bytes) -> int:
        """How many keys are smaller."""
        return bisect_left(range(len(self)), key, key=self.key_at)

    def terms(self, numbers: range) -> Iterator[str]:
        """The terms of keys by number."""
        for number in numbers:
            yield self.key_at(number)[2:].decode()

    def lexicon(self, field: str) -> bytes:
        """All terms of a field in one piece, a newline behind each: what a pattern searches. No term has a newline in it."""
        numbers = self.span(field)
        at, lengths = self._entries(numbers.start, numbers.stop)
        lengths = lengths - 2
        data = np.frombuffer(self.buffer, np.uint8)
        ends = np.cumsum(lengths + 1)
        out = np.full(int(ends[-1]) if len(ends) else 0, ord("\n"), np.uint8)
        if len(ends):
            starts = ends - lengths - 1
            shift = np.repeat(at + 2 - starts, lengths)
            places = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths) + np.arange(int(lengths.sum()))
            out[places] = data[places + shift]
        return out.tobytes()
