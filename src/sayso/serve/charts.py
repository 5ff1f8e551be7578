"""Charts that need no script: shapes in the coordinates of an SVG, for files that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sayso.serve.dates import date_words
from sayso.serve.figures import QUADS
from sayso.serve.land import Land, land, mercator
from sayso.serve.plot_map import metres_shown
from sayso.serve.stretches import Stretch
from sayso.table.facets import Point

WIDE = 1000
"""Units that a chart is wide; a browser draws it as wide as the page."""
HIGH = 180
"""Units that the bars of a timeline are high at most."""
GAP = 0.85
"""Share of its unit of time that a bar is wide."""
LABELS = 6
"""Dates written below a timeline."""
LARGEST = 26
"""Radius of a place's mark at most."""


@dataclass(frozen=True, slots=True)
class Box:
    """Hold one bar: its edges, the class whose colour it has, and what it counts, in words."""

    x: float
    y: float
    width: float
    height: float
    quad: str
    words: str


@dataclass(frozen=True, slots=True)
class Label:
    """Hold words at a point of the axis."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """Hold stacked bars and the dates below them; ``most`` events is the height of the chart."""

    boxes: tuple[Box, ...]
    labels: tuple[Label, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold the mark of a place."""

    x: float
    y: float
    radius: float
    words: str


@dataclass(frozen=True, slots=True)
class MapChart:
    """Hold the outlines of the land as the ``d`` of a path, and the marks of places; ``height`` goes with ``WIDE``."""

    height: float
    land: str
    marks: tuple[Mark, ...]


def timeline_chart(stretches: Sequence[Stretch]) -> TimelineChart | None:
    """Lay out the bars of a timeline; None where there are none."""
    if not stretches:
        return None
    first, last = stretches[0].first, max(one.last for one in stretches)
    unit = WIDE / ((last - first).days + 1)
    most = max(one.n for one in stretches)
    boxes = tuple(box for one in stretches for box in _stacked(one, first, unit, HIGH / most))
    return TimelineChart(boxes, tuple(_labels(stretches, first, unit)), most)


def map_chart(points: Sequence[Point], box: str | None, shapes: str | None) -> MapChart | None:
    """Lay out a map of the places, and of the land around them; None where there are none."""
    if not points:
        return None
    left, bottom, right, top = metres_shown(points, box)
    scale = WIDE / (right - left)
    marks = []
    for one in sorted(points, key=lambda point: -point.n):
        x, y = mercator(one.longitude, one.latitude)
        at = (_round((x - left) * scale), _round((top - y) * scale))
        marks.append(Mark(*at, _round(min(LARGEST, 4 + 2 * one.n**0.5)), f"{one.place or 'not named'}: {one.n}"))
    outlines = " ".join(_outlines(land(shapes), (left, bottom, right, top), scale))
    return MapChart(_round((top - bottom) * scale), outlines, tuple(marks))


def _stacked(stretch: Stretch, first: date, unit: float, high: float) -> Iterator[Box]:
    days = (stretch.last - stretch.first).days + 1
    x, wide = (stretch.first - first).days * unit, days * unit * GAP
    bottom = float(HIGH)
    for quad in QUADS:
        n = sum(bar.n for bar in stretch.bars if bar.quad == quad)
        if n:
            bottom -= n * high
            words = f"from {date_words(stretch.first.isoformat())}: {n} of {quad.replace('_', ' ')}"
            yield Box(_round(x), _round(bottom), max(1.0, _round(wide)), _round(n * high), quad, words)


def _labels(stretches: Sequence[Stretch], first: date, unit: float) -> Iterator[Label]:
    """Write the dates of some bars that lie far enough from each other."""
    free = 0.0
    for one in stretches:
        x = (one.first - first).days * unit
        if x >= free and x <= WIDE * (1 - 0.5 / LABELS):
            yield Label(_round(x), date_words(one.first.isoformat()))
            free = x + WIDE / LABELS


def _outlines(shapes: Land, edges: tuple[float, float, float, float], scale: float) -> Iterator[str]:
    """Write the rings that come near the edges, each point that moves by a unit at least."""
    left, bottom, right, top = edges
    for countries in zip(*shapes, strict=True):
        for polygon in zip(*countries, strict=True):
            for xs, ys in zip(*polygon, strict=True):
                if max(xs) < left or min(xs) > right or max(ys) < bottom or min(ys) > top:
                    continue
                points = dict.fromkeys(
                    f"{(x - left) * scale:.0f} {(top - y) * scale:.0f}" for x, y in zip(xs, ys, strict=True)
                )
                yield f"M{'L'.join(points)}Z"


def _round(value: float) -> float:
    return round(value, 1)
