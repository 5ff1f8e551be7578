"""The timeline as a plot: bars of each unit of time, stacked by class, with a brush along it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sayso.serve.figures import QUADS, Paint, hover, plain_figure
from sayso.serve.stretches import Stretch

HEIGHT = 190
GAP = 0.85
"""Share of its unit that a bar is wide."""


def timeline_plot(stretches: Sequence[Stretch], brush: tuple[date | None, date | None], paint: Paint) -> Any:
    """Draw the bars; ``brush`` is the first and last day that the filter asks for."""
    from bokeh.models import BoxSelectTool, ColumnDataSource, PanTool, ResetTool, TapTool, WheelZoomTool
    from bokeh.models.annotations import BoxAnnotation

    select = BoxSelectTool(dimensions="width", renderers=[])
    tools = [select, PanTool(dimensions="width"), WheelZoomTool(dimensions="width"), TapTool(), ResetTool()]
    plot = plain_figure(paint, height=HEIGHT, tools=tools, active=select, x_axis_type="datetime")
    days = [(one.last - one.first).days + 1 for one in stretches]
    source = ColumnDataSource(
        {
            "middle": [_at(one.first) + timedelta(days=n) / 2 for one, n in zip(stretches, days, strict=True)],
            "wide": [n * GAP * 86_400_000 for n in days],
            "first": [one.first.isoformat() for one in stretches],
            "last": [one.last.isoformat() for one in stretches],
            "n": [one.n for one in stretches],
            **{quad: [sum(bar.n for bar in one.bars if bar.quad == quad) for one in stretches] for quad in QUADS},
        },
        name="bars",
    )
    bars = plot.vbar_stack(
        list(QUADS), x="middle", width="wide", source=source, fill_color=[paint[quad] for quad in QUADS],
        line_color=paint["card"], line_width=0.5,
    )  # fmt: skip
    for bar in bars:
        bar.nonselection_glyph = None
    words = [("from", "@first"), ("to", "@last"), *((quad.replace("_", " "), f"@{quad}") for quad in QUADS)]
    plot.add_tools(hover(paint, words, bars[-1:]))
    plot.y_range.start = 0
    plot.xgrid.grid_line_color = None
    plot.yaxis.ticker.desired_num_ticks = 4
    plot.yaxis.ticker.min_interval = 1
    if any(brush):
        first, last = brush
        edges: dict[str, Any] = {}
        if first:
            edges["left"] = _at(first)
        if last:
            edges["right"] = _at(last) + timedelta(days=1)
        plot.add_layout(
            BoxAnnotation(
                **edges, fill_color=paint["accent"], fill_alpha=0.12, line_color=paint["accent"], line_alpha=0.6
            )
        )
    return plot


def _at(day: date) -> datetime:
    return datetime.combine(day, time())
