"""Rows of the places listed by hand: places.tsv and sites.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.names import Name
from sayso.codebook.tables import cell_fault, integer_cell, list_cell, number_cell, one_of, read_rows
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
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)


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
        yield PlaceEntry(
            *_named(row), row["country"] or None, list_cell(row, "aliases"),
            geonames=integer_cell(row, "geonames", least=1, empty=0) or None,
        )  # fmt: skip


def listed_sites() -> Iterator[PlaceEntry]:
    """Read sites.tsv: bases, camps, crossings, plants, quarters, each with its source.

    Raises:
        CodebookError: a row has no id, name or kind, or coordinates that are no place on Earth.
    """
    for row in read_rows(SITES, SITE_COLUMNS):
        yield PlaceEntry(
            *_named(row), row["country"] or None, list_cell(row, "aliases"), (),
            _degrees(row, "latitude", 90), _degrees(row, "longitude", 180), row["admin1"] or None,
            coordinate_basis=row["coordinate_basis"] or None, source=row["source"] or None,
        )  # fmt: skip


def _named(row: dict[str, str]) -> tuple[PlaceId, str, PlaceKind]:
    for column in ("id", "name"):
        if not row[column]:
            raise cell_fault(row, column, "missing", "Fill it in")
    return PlaceId(row["id"]), row["name"], one_of(row, "kind", PLACE_KINDS)


def _degrees(row: dict[str, str], column: str, most: int) -> float | None:
    return number_cell(row, column, least=-most, most=most) if row[column] else None
