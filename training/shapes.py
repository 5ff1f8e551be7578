"""Write the country shapes of the workbench's map: python -m training.shapes countries-50m.json.

The input is the file of that name in the npm package world-atlas 2.0.2 (``npm pack world-atlas@2.0.2``): Natural Earth
4.1.0, countries at 1 : 50 million, public domain. Lines are thinned and rounded; neighbours keep one line between them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src" / "sayso" / "serve" / "countries.json"
SOURCE = "Natural Earth 4.1.0, admin 0 countries 1:50m, public domain, by world-atlas 2.0.2"
STEPS = 100
"""Steps of a degree to which points are rounded: about a kilometre."""
TOLERANCE = 0.025
"""Degrees by which a thinned line may lie beside the one it was made of."""

Point = tuple[float, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Convert the file and write the shapes into the package."""
    parser = argparse.ArgumentParser("python -m training.shapes", description=__doc__)
    parser.add_argument("topology", type=Path, help="countries-50m.json")
    asked = parser.parse_args(arguments)
    shapes = compact(json.loads(asked.topology.read_text(encoding="utf-8")))
    OUT.write_text(json.dumps(shapes, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{OUT.name}: {OUT.stat().st_size / 1024:.0f} KB, {len(shapes['countries'])} countries")


def compact(topology: dict[str, Any]) -> dict[str, Any]:
    """Give the lines of a TopoJSON file, thinned, as steps from point to point, and the rings of each country.

    A ring lists lines by number; ``~n`` is line n from its end. A country is a list of polygons, each a list of rings,
    the outer one first.
    """
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_steps(thinned(_points(arc, scale, move), TOLERANCE)) for arc in topology["arcs"]]
    countries = [
        shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for shape in topology["objects"]["countries"]["geometries"]
        if shape.get("arcs")
    ]
    return {"source": SOURCE, "steps": STEPS, "arcs": arcs, "countries": countries}


def thinned(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Leave out the points of a line that lie no further than ``tolerance`` from it without them; its ends stay.

    Source: Douglas and Peucker, 1973.

    >>> thinned([(0, 0), (1, 0.01), (2, 0), (3, 2)], 0.1)
    [(0, 0), (2, 0), (3, 2)]
    """
    if len(line) < 3:
        return list(line)
    at = max(range(1, len(line) - 1), key=lambda n: _distance(line[n], line[0], line[-1]))
    if _distance(line[at], line[0], line[-1]) <= tolerance:
        return [line[0], line[-1]]
    return thinned(line[: at + 1], tolerance)[:-1] + thinned(line[at:], tolerance)


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length)) if length else 0.0
    return float(((x - x0 - along * (x1 - x0)) ** 2 + (y - y0 - along * (y1 - y0)) ** 2) ** 0.5)


def _points(arc: Sequence[Sequence[int]], scale: Sequence[float], move: Sequence[float]) -> list[Point]:
    points, x, y = [], 0, 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
    return points


def _steps(line: Sequence[Point]) -> list[int]:
    """Write a line as its first point and the steps to each next, in turn east and north."""
    steps: list[int] = []
    at = (0, 0)
    for x, y in line:
        here = (round(x * STEPS), round(y * STEPS))
        if not steps or here != at:
            steps += [here[0] - at[0], here[1] - at[1]]
        at = here
    return steps


if __name__ == "__main__":
    main()
