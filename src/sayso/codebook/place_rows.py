"""Rows of the places listed by hand: places.tsv and sites.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.names import Name
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.ids import PlaceId

PLACES, SITES = "places.tsv", "sites.tsv"
PLACE_COLUMNS = ("id", "name", "kind", "country", "aliases", "geonames")
SITE_COLUMNS = (
    "id", "name", "kind", "country", "admin1", "aliases", "latitude", "longitude", "coordinate_basis", "source",
)  # fmt: skip
PlaceKind = Literal[
    "country", "region", "province", "district", "city", "neighbourhood", "camp", "base", "airport", "crossing",
    "site", "border", "sea", "strait", "river", "mountain", "supranational",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """Hold one place.

    ``country`` is an ISO 3166-1 alpha-2 code, None for seas, border regions and ground that is shown as nobody's;
    ``disputed`` names who holds or claims it, where its country is in dispute. ``adjectives``
    ("Syrian") point at the country but do not name it. Coordinates are WGS84 degrees, None where no source
    supports a point; ``coordinate_basis`` says what they rest on. ``admin1`` is a name, ``geonames`` a GeoNames id,
    ``population`` 0 where unknown.
    """

    id: PlaceId
    name: str
    kind: PlaceKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    admin1: str | None = None
    geonames: int | None = None
    population: int = 0
    coordinate_basis: str | None = None
    source: str | None = None
    disputed: tuple[str, ...] = ()

    def names(self) -> Iterator[Name[PlaceEntry]]:
        """Give every spelling with its form; the canonical name comes first."""
        yield Name(self.name, self, "name")
        for alias in self.aliases:
            yield Name(alias, self, "alias")
        for adjective in self.adjectives:
            yield Name(adjective, self, "adjective")


def listed_places() -> Iterator[PlaceEntry]:
    """Read places.tsv: cities, provinces, regions, seas, and where the gazetteer has them.

    Raises:
        CodebookError: a row has no id, name or kind, or a number that is none.
    """
    for row in read_rows(PLACES, PLACE_COLUMNS):
        number = row["geonames"]
        if number and not number.isdecimal():
            raise _fault(row, PLACES, "its geonames is no number")
        yield PlaceEntry(
            PlaceId(row["id"]), row["name"], _kind(row, PLACES), row["country"] or None, list_cell(row, "aliases"),
            geonames=int(number) if number else None,
        )  # fmt: skip


def listed_sites() -> Iterator[PlaceEntry]:
    """Read sites.tsv: bases, camps, crossings, plants, quarters, each with its source.

    Raises:
        CodebookError: a row has no id, name or kind, or coordinates that are no place on Earth.
    """
    for row in read_rows(SITES, SITE_COLUMNS):
        yield PlaceEntry(
            PlaceId(row["id"]), row["name"], _kind(row, SITES), row["country"] or None, list_cell(row, "aliases"),
            (), _degrees(row, "latitude", 90), _degrees(row, "longitude", 180), row["admin1"] or None,
            coordinate_basis=row["coordinate_basis"] or None, source=row["source"] or None,
        )  # fmt: skip


def _kind(row: dict[str, str], path: str) -> PlaceKind:
    kinds: tuple[PlaceKind, ...] = get_args(PlaceKind)
    kind = next((kind for kind in kinds if kind == row["kind"]), None)
    if kind is None or not row["id"] or not row["name"]:
        raise _fault(row, path, "it needs an id, a name and a kind")
    return kind


def _degrees(row: dict[str, str], column: str, most: int) -> float | None:
    try:
        value = float(row[column]) if row[column] else None
    except ValueError:
        raise _fault(row, path=SITES, what=f"its {column} is no number") from None
    if value is not None and not -most <= value <= most:
        raise _fault(row, SITES, f"its {column} is beyond {most}")
    return value


def _fault(row: dict[str, str], path: str, what: str) -> CodebookError:
    return CodebookError(
        f"the row {row['id'] or row['name']!r} is wrong: {what}",
        path=path,
        remedy=f"Kinds are: {', '.join(get_args(PlaceKind))}",
    )
