"""Near-duplicates as families, kept in two tables while members come and go.

A family is a connected component: its members are near-duplicates of one another or are linked by others that are. So the families do not depend on
the order in which members came, as long as banding lets every pair meet (`shingles.Banding` says how surely).
"""

import sqlite3
from itertools import groupby

from indexer.shingles import Banding, Shingles, bands, jaccard, pack, unpack

_MOST_COMPARED = 400
"""Members of families that a newcomer is compared with in vain: bounds what a flood of almost-alike texts can cost."""


class Families:
    """The shapes of one kind of text: `<name>_shapes` and `<name>_bands`. `family` is the lowest number among its members."""

    def __init__(self, connection: sqlite3.Connection, name: str, banding: Banding) -> None:
        self._db = connection
        self._shapes, self._bands = f"{name}_shapes", f"{name}_bands"
        self._banding = banding

    @staticmethod
    def tables(name: str) -> tuple[str, ...]:
        """The statements that make the tables of a kind."""
        return (
            f"CREATE TABLE {name}_shapes (number INTEGER PRIMARY KEY, packed BLOB NOT NULL UNIQUE, family INTEGER NOT NULL)",
            f"CREATE INDEX {name}_shapes_by_family ON {name}_shapes (family)",
            f"CREATE TABLE {name}_bands (band INTEGER NOT NULL, shape INTEGER NOT NULL, PRIMARY KEY (band, shape)) WITHOUT ROWID",
        )

    def join(self, shingled: Shingles) -> int | None:
        """The number of this shape, which is put into its family when it is new; None for an empty set."""
        if not shingled:
            return None
        packed = pack(shingled)
        row = self._db.execute(f"SELECT number FROM {self._shapes} WHERE packed = ?", (packed,)).fetchone()
        if row:
            return int(row[0])
        keys = bands(shingled, self._banding)
        met = self._near(shingled, keys)
        number = self._db.execute(f"INSERT INTO {self._shapes} (packed, family) VALUES (?, 0)", (packed,)).lastrowid
        assert number is not None
        self._db.executemany(f"INSERT OR IGNORE INTO {self._bands} VALUES (?, ?)", [(key, number) for key in keys])
        self._unite(number, set(met))
        return number

    def near(self, shingled: Shingles) -> dict[int, float]:
        """The families that this text would belong to, and how alike the member is that says so."""
        return self._near(shingled, bands(shingled, self._banding))

    def leave(self, number: int) -> None:
        """Takes a shape out; the rest of its family is put together anew, since it may have held two parts together."""
        packed, family = self._db.execute(f"SELECT packed, family FROM {self._shapes} WHERE number = ?", (number,)).fetchone()
        keys = bands(unpack(packed), self._banding)
        self._db.executemany(f"DELETE FROM {self._bands} WHERE band = ? AND shape = ?", [(key, number) for key in keys])
        self._db.execute(f"DELETE FROM {self._shapes} WHERE number = ?", (number,))
        left = self._db.execute(f"SELECT number, packed FROM {self._shapes} WHERE family = ? ORDER BY number", (family,)).fetchall()
        # Alone at first, under a family that no newcomer can meet.
        self._db.executemany(f"UPDATE {self._shapes} SET family = -number WHERE number = ?", [(other,) for other, _ in left])
        for other, others_packed in left:
            shingled = unpack(others_packed)
            self._unite(other, {found for found in self._near(shingled, bands(shingled, self._banding)) if found > 0})

    def _unite(self, number: int, families: set[int]) -> None:
        family = min({number, *families})
        self._db.execute(f"UPDATE {self._shapes} SET family = ? WHERE number = ?", (family, number))
        self._db.executemany(f"UPDATE {self._shapes} SET family = ? WHERE family = ?", [(family, other) for other in families - {family}])

    def _near(self, shingled: Shingles, keys: list[int]) -> dict[int, float]:
        marks = ",".join("?" * len(keys))
        rows = self._db.execute(
            f"SELECT family, packed FROM {self._shapes} WHERE number IN (SELECT shape FROM {self._bands} WHERE band IN ({marks})) ORDER BY family, number",
            keys,
        ).fetchall()
        met: dict[int, float] = {}
        compared = 0
        for family, members in groupby(rows, key=lambda row: row[0]):
            for _, packed in members:
                alike = jaccard(shingled, unpack(packed))
                if alike >= self._banding.alike:
                    met[family] = alike
                    break
                compared += 1
                if compared >= _MOST_COMPARED:
                    return met
        return met
