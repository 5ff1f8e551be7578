"""Centres of countries and admin 1 units, as corpora of places give them; the record never does."""

from __future__ import annotations

import gzip
import json
import math
import sqlite3
from pathlib import Path

from sayso.codebook.gazetteer import DEGREE, PACKAGED
from sayso.codebook.places import PlaceEntry

NEAR_KM = 161
"""A hundred miles, the distance that the field counts as right."""
EARTH_KM = 6371.0
_WEIGHT = "(1.0 + p.population)"
_MIDDLES = f"""SELECT a.country, a.name, sum(p.latitude * {_WEIGHT}) / sum({_WEIGHT}),
sum(p.longitude * {_WEIGHT}) / sum({_WEIGHT}) FROM areas a JOIN places p ON p.area = a.id
WHERE p.kind = 0 AND a.name IS NOT NULL GROUP BY a.country, a.name"""
Point = tuple[float, float]


class Centres:
    """Give the point that a corpus would give: a place's own, a country's middle, the mean of a unit's places."""

    def __init__(self, countries: Path, gazetteer: Path = PACKAGED) -> None:
        with gzip.open(countries, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        self._countries: dict[str, Point] = {row["cca2"]: tuple(row["latlng"]) for row in rows if row["latlng"]}
        with sqlite3.connect(f"{gazetteer.as_uri()}?mode=ro", uri=True) as connection:
            units = connection.execute(_MIDDLES).fetchall()
        self._units: dict[tuple[str, str], Point] = {row[:2]: (row[2] / DEGREE, row[3] / DEGREE) for row in units}

    def point(self, entry: PlaceEntry) -> Point | None:
        """Give a point for an entry, None where there is none to give."""
        if entry.latitude is not None and entry.longitude is not None:
            return entry.latitude, entry.longitude
        if entry.kind == "country" and entry.country:
            return self._countries.get(entry.country)
        if entry.kind == "province" and entry.country and entry.admin1:
            return self._units.get((entry.country, entry.admin1))
        return None


def kilometres(one: Point, other: Point) -> float:
    """Measure the way between two points along the globe.

    >>> round(kilometres((33.3, 44.4), (33.5, 36.3)))
    752
    """
    north = math.sin(math.radians(other[0] - one[0]) / 2) ** 2
    east = math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    across = math.cos(math.radians(one[0])) * math.cos(math.radians(other[0])) * east
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(north + across)))
