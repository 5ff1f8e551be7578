"""Plots of Bokeh's as the pages draw them: their frame, colours and marks, without a word of script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sayso.export.terminal import printable

QUADS = ("material_conflict", "material_cooperation", "verbal_conflict", "verbal_cooperation")
"""Classes as they are stacked, from below."""
FONT = "system-ui, sans-serif"
SMALL = "12px"


@dataclass(frozen=True, slots=True)
class Paint:
    """Hold the colours to draw in, by the names of the style sheet."""

    colours: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.colours[name.replace("_", "-")]


def plain_figure(paint: Paint, *, height: int, tools: list[Any], active: Any, **more: Any) -> Any:
    """Make an empty plot that tells the page of what is brushed on it."""
    from bokeh.plotting import figure

    plot = figure(
        height=height, sizing_mode="stretch_width", tools=tools, active_drag=active, min_border=4,
        background_fill_color=paint["card"], border_fill_color=paint["card"], outline_line_color=paint["line"], **more,
    )  # fmt: skip
    plot.toolbar.logo = None
    plot.subscribed_events.add("selectiongeometry")
    plot.grid.grid_line_color = paint["line"]
    plot.grid.grid_line_alpha = 0.5
    for axis in plot.axis:
        axis.axis_line_color = axis.major_tick_line_color = paint["faint"]
        axis.minor_tick_line_color = None
        axis.major_label_text_color = paint["faint"]
        axis.major_label_text_font = FONT
        axis.major_label_text_font_size = SMALL
    return plot


def hover(paint: Paint, tooltips: list[tuple[str, str]], renderers: list[Any]) -> Any:
    """Say what lies under the pointer; Bokeh escapes the words."""
    from bokeh.models import HoverTool

    return HoverTool(tooltips=tooltips, renderers=renderers)


def shown_name(name: str | None, longest: int = 40) -> str:
    """Give a name that is safe to draw, and fits."""
    plain = printable(name or "not named").strip()
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def item_of(plot: Any) -> Any:
    """Give a plot as the page embeds it: the models alone, in JSON."""
    from bokeh.embed import json_item

    return json_item(plot)
