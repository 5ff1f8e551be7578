"""The map as a plot: countries, and a mark for each place, as large as its events are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sayso.serve.figures import Paint, hover, plain_figure, shown_name
from sayso.serve.land import mercator
from sayso.table.event_filter import box_of
from sayso.table.facets import Point

HEIGHT = 420
NEAREST = 3.0
"""Degrees that the map shows at the least."""
SHAPE = 0.85
"""Height of the map by its width, about that of its frame: else countries would be drawn out of shape."""
BESIDE = 0.12
"""Share of the places' own breadth that is shown beside them."""

Edges = tuple[float, float, float, float]
"""South, west, north, east, in degrees."""


def map_plot(points: Sequence[Point], box: str | None, paint: Paint) -> Any:
    """Draw the places; the page brings the countries itself, once for all maps. ``box`` is what the filter asks for."""
    from bokeh.models import (
        BoxSelectTool,
        ColumnDataSource,
        PanTool,
        Range1d,
        ResetTool,
        TapTool,
        WheelZoomTool,
    )
    from bokeh.models.annotations import BoxAnnotation

    select = BoxSelectTool(renderers=[])
    tools = [select, PanTool(), WheelZoomTool(), TapTool(), ResetTool()]
    left, bottom, right, top = metres_shown(points, box)
    plot = plain_figure(
        paint, height=HEIGHT, tools=tools, active=select, x_axis_type="mercator", y_axis_type="mercator",
        x_range=Range1d(start=left, end=right), y_range=Range1d(start=bottom, end=top), match_aspect=True,
    )  # fmt: skip
    countries = ColumnDataSource({"xs": [], "ys": []}, name="land")
    drawn = plot.multi_polygons(
        "xs", "ys", source=countries, fill_color=paint["page"], line_color=paint["faint"], line_width=0.6
    )
    drawn.nonselection_glyph = None
    drawn.level = "underlay"
    most = max((one.n for one in points), default=1)
    metres = [mercator(one.longitude, one.latitude) for one in points]
    source = ColumnDataSource(
        {
            "x": [x for x, _ in metres], "y": [y for _, y in metres], "n": [one.n for one in points],
            "place": [one.place for one in points], "name": [shown_name(one.place) for one in points],
            "size": [min(5 + 3 * one.n**0.5, 5 + 25 * (one.n / most) ** 0.5) for one in points],
            "precision": [one.precision for one in points],
        },
        name="places",
    )  # fmt: skip
    marks = plot.scatter(
        "x", "y", size="size", source=source, fill_color=paint["material-conflict"], fill_alpha=0.55,
        line_color=paint["card"],
    )  # fmt: skip
    marks.nonselection_glyph = None
    plot.add_tools(hover(paint, [("place", "@name"), ("events", "@n"), ("precision", "@precision of 7")], [marks]))
    plot.select(TapTool).renderers = [marks]
    if box is not None:
        low, west, high, east = box_of(box)
        (left, bottom), (right, top) = mercator(west, low), mercator(east, high)
        if left <= right:
            plot.add_layout(
                BoxAnnotation(
                    left=left,
                    right=right,
                    bottom=bottom,
                    top=top,
                    fill_alpha=0.06,
                    fill_color=paint["accent"],
                    line_color=paint["accent"],
                )
            )
    return plot


def metres_shown(points: Sequence[Point], box: str | None) -> tuple[float, float, float, float]:
    """Give the edges of the map, metres east and north: west, south, east, north; as high as ``SHAPE`` of its width."""
    south, west, north, east = edges_shown(points, box)
    (left, bottom), (right, top) = mercator(west, south), mercator(east, north)
    wide = max(right - left, (top - bottom) / SHAPE)
    x, y, high = (left + right) / 2, (bottom + top) / 2, wide * SHAPE
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def edges_shown(points: Sequence[Point], box: str | None) -> Edges:
    """Give what the map shows: the box and what lies beside it, or where nearly all events are.

    >>> baghdad, berlin = Point("Baghdad", 33.3, 44.4, 1, 4), Point("Berlin", 52.5, 13.4, 1, 2)
    >>> [round(edge) for edge in edges_shown((baghdad, berlin), None)]
    [31, 10, 55, 48]
    """
    if box is not None and (edges := box_of(box))[1] <= edges[3]:
        return _wider(edges, 0.5)
    if not points:
        return -55.0, -170.0, 75.0, 170.0
    south, north = _most([(one.latitude, one.n) for one in points])
    west, east = _most([(one.longitude, one.n) for one in points])
    return _wider((south, west, north, east))


def _most(weighed: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Give the bounds of all but the outermost fiftieth at each end."""
    ordered = sorted(weighed)
    total, before = sum(n for _, n in ordered), 0
    kept = []
    for at, n in ordered:
        if before + n > total * 0.02 and before < total * 0.98:
            kept.append(at)
        before += n
    return kept[0], kept[-1]


def _wider(edges: Edges, beside: float = BESIDE) -> Edges:
    south, west, north, east = edges
    high, wide = (max(NEAREST, far - near) for near, far in ((south, north), (west, east)))
    (lat, lon) = ((south + north) / 2, (west + east) / 2)
    share = 0.5 + beside
    return (
        max(-84.0, lat - high * share),
        max(-180.0, lon - wide * share),
        min(84.0, lat + high * share),
        min(180.0, lon + wide * share),
    )
