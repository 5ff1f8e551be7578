"""The gazetteer: populated places, admin units and countries of the world, in a file that is only read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Literal, get_args

from sayso.codebook.spelling import place_key, sound_key, without_article
from sayso.errors import CodebookError

PACKAGED = Path(__file__).parent / "places.sqlite"
RowKind = Literal["city", "district", "province"]
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)
"""In the order of their numbers in the file: populated place, admin 2 unit, admin 1 unit."""
DEGREE = 10_000
"""Parts of a degree in which the file counts: 11 metres at the equator."""
SOUND_MARK = "~"
"""Opens the keys of the file under which a place stands by its sound alone."""
SHORTEST_SOUND = 3
"""Letters of the shortest sound key that is looked up; two letters are shared by too many places."""
ALIKE = 0.8
"""Share of letters in common, in order, that two spellings of one place have at least. With the sound alone "Masade" in
the Golan would be Mashhad (.77); "Salahaddin" and "Salah ad Din" share .91, "Kafr Zeita" and "Kafr Zayta" .80."""
MOST_ROWS = 60
"""Rows of one name that are looked at, the most populous first: of all names only santa cruz, with 66, has more."""

_COLUMNS = "p.id, p.name, p.kind, a.country, a.admin1, a.name, p.latitude, p.longitude, p.population"
_FIND = f"""SELECT {_COLUMNS}, n.alias FROM names n JOIN places p ON p.id = n.place JOIN areas a ON a.id = p.area
WHERE n.key = ? ORDER BY p.population DESC, p.id LIMIT {MOST_ROWS}"""
_GET = f"SELECT {_COLUMNS}, 0 FROM places p JOIN areas a ON a.id = p.area WHERE p.id = ?"

HowFound = Literal["name", "alias", "spelling"]


@dataclass(frozen=True, slots=True)
class GazetteerRow:
    """Hold one row. ``id`` is its GeoNames id; ``admin1`` the code of its admin 1 unit within the country, which
    may have no name here.

    Coordinates are WGS84 degrees, None for admin units, whose outlines the file does not hold. ``population`` is 0
    where unknown.
    """

    id: int
    name: str
    kind: RowKind
    country: str
    admin1: str
    admin1_name: str | None
    latitude: float | None
    longitude: float | None
    population: int
    found_by: HowFound = "name"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Look places up in the file. It is read by SQLite page by page, and never held in memory as a whole.

    >>> [row.country for row in Gazetteer.load().find("Fallujah")]
    ['IQ']
    """

    _connection: sqlite3.Connection

    @classmethod
    def load(cls, path: Path = PACKAGED) -> Gazetteer:
        """Open a gazetteer file, the package's if none is named.

        Raises:
            CodebookError: it is missing, or no gazetteer.
        """
        try:
            connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()
        except sqlite3.Error as error:
            raise CodebookError(
                f"the gazetteer cannot be read ({error})", path=str(path), remedy="Install the package anew"
            ) from None
        return cls(connection)

    @property
    def version(self) -> str:
        """Name the file's content; another build of other rows has another name."""
        return str(self._connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone()[0])

    def find(self, name: str) -> tuple[GazetteerRow, ...]:
        """Find the places that go by a name, the most populous first; empty if none does.

        A name that is unknown as written is tried without its Arabic article, then by its sound.
        """
        key = place_key(name)
        if not key:
            return ()
        rows = self._rows(key)
        if not rows and (bare := without_article(key)) != key:
            rows = self._rows(bare)
        sound = sound_key(key)
        if not rows and len(sound) >= SHORTEST_SOUND:
            rows = tuple(row for row in self._rows(SOUND_MARK + sound) if _alike(key, place_key(row.name)))
        return rows

    def get(self, identity: int) -> GazetteerRow | None:
        """Give the row of a GeoNames id, or None."""
        found = self._connection.execute(_GET, (identity,)).fetchone()
        return _row(found, "name") if found else None

    def _rows(self, key: str) -> tuple[GazetteerRow, ...]:
        by_sound = key.startswith(SOUND_MARK)
        return tuple(
            _row(found, "spelling" if by_sound else "alias" if found[9] else "name")
            for found in self._connection.execute(_FIND, (key,))
        )


def _alike(key: str, other: str) -> bool:
    """Tell whether two keys of one sound are spelt nearly alike, their articles apart."""
    return SequenceMatcher(None, without_article(key), without_article(other), autojunk=False).ratio() >= ALIKE


def _row(found: Sequence[Any], how: HowFound) -> GazetteerRow:
    identity, name, kind, country, admin1, admin1_name, latitude, longitude, population, _ = found
    return GazetteerRow(
        identity, name, ROW_KINDS[kind], country, admin1, admin1_name,
        None if latitude is None else latitude / DEGREE,
        None if longitude is None else longitude / DEGREE,
        population, how,
    )  # fmt: skip
