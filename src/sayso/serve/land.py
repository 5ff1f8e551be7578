"""Country shapes for the map, in the coordinates of its projection: those of the package, or of a GeoJSON file.

Border lines are a political choice. Those shown are Natural Earth's, which draws whoever holds the ground; the page
says so, and another file may be named instead.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from sayso.errors import UsageError

SHIPPED = Path(__file__).with_name("countries.json")
RADIUS = 6378137.0
"""Of the earth at the equator, metres, as web maps take it."""
FARTHEST_NORTH = 85.0
"""Degrees north or south beyond which a Mercator map ends."""

Ring = list[tuple[float, float]]
Polygon = list[Ring]
Land = tuple[list[list[list[list[float]]]], list[list[list[list[float]]]]]
"""East and north of each shape: its polygons, each a list of rings, each a list of metres."""


def mercator(longitude: float, latitude: float) -> tuple[float, float]:
    """Give metres east and north of a point in degrees.

    >>> [round(metre) for metre in mercator(180, 0)]
    [20037508, 0]
    """
    north = max(-FARTHEST_NORTH, min(FARTHEST_NORTH, latitude))
    return RADIUS * math.radians(longitude), RADIUS * math.log(math.tan(math.pi / 4 + math.radians(north) / 2))


@cache
def land(shapes: str | None = None) -> Land:
    """Read the shapes of the package, or of a GeoJSON file; once.

    Raises:
        UsageError: the file cannot be read, or is no GeoJSON with polygons.
    """
    countries = list(_shipped() if shapes is None else _named(Path(shapes)))
    projected = [[[[mercator(*point) for point in ring] for ring in polygon] for polygon in one] for one in countries]
    return tuple(
        [[[[round(point[axis]) for point in ring] for ring in polygon] for polygon in one] for one in projected]
        for axis in (0, 1)
    )  # type: ignore[return-value]


def _shipped() -> Iterator[list[Polygon]]:
    held = json.loads(SHIPPED.read_text(encoding="utf-8"))
    lines = [_line(steps, held["steps"]) for steps in held["arcs"]]
    for country in held["countries"]:
        yield [[_ring(arcs, lines) for arcs in polygon] for polygon in country]


def _line(steps: Sequence[int], scale: int) -> Ring:
    points, x, y = [], 0, 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        points.append((x / scale, y / scale))
    return points


def _ring(arcs: Sequence[int], lines: Sequence[Ring]) -> Ring:
    ring: Ring = []
    for arc in arcs:
        line = lines[arc] if arc >= 0 else lines[~arc][::-1]
        ring += line[1:] if ring else line
    return ring


def _named(path: Path) -> Iterator[list[Polygon]]:
    try:
        yield from map(_polygons, _geometries(json.loads(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UsageError(
            f"cannot read shapes out of {path.name} ({error})", remedy="Name a GeoJSON file with polygons"
        ) from error


def _geometries(held: Any) -> Iterator[dict[str, Any]]:
    if held["type"] == "FeatureCollection":
        yield from (geometry for one in held["features"] if one.get("geometry") for geometry in _geometries(one))
    elif held["type"] == "Feature":
        yield from _geometries(held["geometry"])
    elif held["type"] == "GeometryCollection":
        yield from (geometry for one in held["geometries"] for geometry in _geometries(one))
    else:
        yield held


def _polygons(geometry: dict[str, Any]) -> list[Polygon]:
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}.get(geometry["type"], [])
    return [[_degrees(ring) for ring in polygon] for polygon in polygons]


def _degrees(ring: Iterable[Sequence[float]]) -> Ring:
    points = [(float(point[0]), float(point[1])) for point in ring]
    if not all(math.isfinite(edge) for point in points for edge in point):
        raise ValueError("a point is no number")
    return points
