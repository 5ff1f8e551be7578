"""Places that people give: an id, a GeoNames id, a name, or coordinates."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from sayso.codebook.places import ROW_PREFIX, PlaceEntry, PlaceTable
from sayso.errors import UsageError

EXACT = 1
"""UCDP where_prec of a spot that is known."""
COUNTRY = 6
"""UCDP where_prec of a whole country."""
MOST_LISTED = 5
"""Places of one name that a refusal lists."""

_PRECISION = {"country": COUNTRY, "province": 4, "region": 4, "district": 3}
"""UCDP where_prec that a kind of place allows at best; any other is an exact spot.
Source: UCDP GED codebook, where_prec."""

_NUMBER = r"[+-]?\d{1,3}(?:\.\d+)?"
_POINT = re.compile(rf"(?:(?P<name>[^@]+)@)?\s*(?P<latitude>{_NUMBER})\s*,\s*(?P<longitude>{_NUMBER})")


def place_of(given: str) -> dict[str, Any]:
    """Read a place: its id, a GeoNames id (``gn-98182`` or ``98182``), a name, ``LAT,LON`` or ``NAME @ LAT,LON``.

    Gives the fields of a place of a mention; whatever is not known is null.

    Raises:
        UsageError: nothing has this id or name, several places share it, or the point lies nowhere.
    """
    if match := _POINT.fullmatch(given):
        return _point(match["name"], float(match["latitude"]), float(match["longitude"]), given)
    table = _table()
    entry = table.get(given) or (table.get(f"{ROW_PREFIX}{given}") if given.isdecimal() else None)
    if entry is None:
        entry = _named(given, table)
    return {
        "place": entry.id, "name": entry.name, "country": entry.country, "latitude": entry.latitude,
        "longitude": entry.longitude, "geo_precision": _PRECISION.get(entry.kind, EXACT), "geonames": entry.geonames,
    }  # fmt: skip


def load() -> None:
    """Load the table of places, once for each process."""
    _table()


def _named(given: str, table: PlaceTable) -> PlaceEntry:
    found = {one.entry.id: one.entry for one in table.candidates(given)}
    if len(found) == 1:
        return next(iter(found.values()))
    if not found:
        raise UsageError(f"no place goes by {given!r}", remedy="Give coordinates: LAT,LON or NAME @ LAT,LON")
    listed = ", ".join(f"{one.id} ({one.admin1 or one.country})" for one in list(found.values())[:MOST_LISTED])
    raise UsageError(f"several places go by {given!r}: {listed}", remedy="Name one by its id")


def _point(name: str | None, latitude: float, longitude: float, given: str) -> dict[str, Any]:
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UsageError(f"the point {given!r} lies nowhere", remedy="Latitude first, in degrees: 33.51,36.29")
    return {
        "place": None, "name": name.strip() if name else None, "country": None, "latitude": latitude,
        "longitude": longitude, "geo_precision": EXACT, "geonames": None,
    }  # fmt: skip


@cache
def _table() -> PlaceTable:
    return PlaceTable.load()
