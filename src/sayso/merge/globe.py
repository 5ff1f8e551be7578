"""Distances on the globe, taken as a ball."""

from __future__ import annotations

import math

EARTH_KM = 6371.0
"""Kilometres from the Earth's middle to its surface, in the mean."""

Point = tuple[float, float, float]
"""Kilometres from the Earth's middle along three axes."""


def point(latitude: float | None, longitude: float | None) -> Point:
    """Give a point in degrees as one of space: of two of them distances need no angles. Unknown is not a number."""
    if latitude is None or longitude is None:
        return math.nan, math.nan, math.nan
    up, around = math.radians(latitude), math.radians(longitude)
    return (
        EARTH_KM * math.cos(up) * math.cos(around),
        EARTH_KM * math.cos(up) * math.sin(around),
        EARTH_KM * math.sin(up),
    )


def kilometres(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Measure the great-circle distance between two points, in degrees.

    >>> round(kilometres(33.3, 44.4, 35.5, 44.4))
    245
    """
    south, north = math.radians(latitude), math.radians(other_latitude)
    east = math.radians(other_longitude - longitude)
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
