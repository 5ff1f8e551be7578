"""Who acts on whom as a plot: a graph of the most frequent pairs, laid out the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import hypot, log1p
from typing import Any

from sayso.serve.figures import FONT, SMALL, Paint, hover, plain_figure, shown_name
from sayso.table.facets import Pair

HEIGHT = 420
SEED = 7
SHORT = 0.045
"""By how much an arrow ends before the one it points to, in the units of the layout."""
ASIDE = 0.012
"""By how much it runs beside the line, so that there and back are two."""
NAMED = 22
"""Those who are named on the plot; the others are when pointed at."""


def graph_plot(pairs: Sequence[Pair], chosen: Sequence[str], paint: Paint) -> Any:
    """Draw the pairs; ``chosen`` are the ids or names of the parties that the filter asks for."""
    from bokeh.models import ColumnDataSource, PanTool, ResetTool, TapTool, WheelZoomTool
    from bokeh.models.annotations import Arrow, VeeHead

    pan = PanTool()
    tools = [pan, WheelZoomTool(), TapTool(), ResetTool()]
    plot = plain_figure(paint, height=HEIGHT, tools=tools, active=pan)
    plot.axis.visible = plot.grid.visible = False
    places, names = _layout(pairs), _names(pairs)
    weight = Counter[str]()
    for pair in pairs:
        weight[pair.actor] += pair.n
        weight[pair.recipient] += pair.n
    most, heaviest = max((pair.n for pair in pairs), default=1), max(weight.values(), default=1)
    for kind, colour in (("conflict", "material_conflict"), ("cooperation", "material_cooperation")):
        some = [pair for pair in pairs if (2 * pair.conflict > pair.n) == (kind == "conflict")]
        ends = [_ends(places[pair.actor], places[pair.recipient]) for pair in some]
        source = ColumnDataSource(
            {
                **{name: [end[n] for end in ends] for n, name in enumerate(("x0", "y0", "x1", "y1"))},
                "wide": [0.8 + 3 * log1p(pair.n) / log1p(most) for pair in some],
            }
        )
        head = VeeHead(size=8, fill_color=paint[colour], line_color=paint[colour])
        line: dict[str, Any] = {"line_width": "wide", "line_color": paint[colour], "line_alpha": 0.65}
        plot.add_layout(Arrow(end=head, source=source, x_start="x0", y_start="y0", x_end="x1", y_end="y1", **line))
    ids = sorted(places, key=lambda one: (-weight[one], one))
    asked = {one.lower() for one in chosen}
    nodes = ColumnDataSource(
        {
            "x": [places[one][0] for one in ids], "y": [places[one][1] for one in ids], "id": ids,
            "name": [shown_name(names[one]) for one in ids], "n": [weight[one] for one in ids],
            "label": [shown_name(names[one], 28) if at < NAMED else "" for at, one in enumerate(ids)],
            "size": [6 + 8 * (weight[one] / heaviest) ** 0.5 for one in ids],
            "colour": [paint["accent" if {one, names[one].lower()} & asked else "ink"] for one in ids],
        },
        name="parties",
    )  # fmt: skip
    marks = plot.scatter("x", "y", size="size", source=nodes, fill_color="colour", line_color=paint["card"])
    marks.nonselection_glyph = None
    labels = plot.text(
        "x", "y", text="label", source=nodes, x_offset=8, y_offset=4, text_font={"value": FONT},
        text_font_size={"value": SMALL}, text_color=paint["ink"],
    )  # fmt: skip
    labels.nonselection_glyph = None
    plot.add_tools(hover(paint, [("", "@name"), ("events with others shown", "@n")], [marks]))
    plot.select(TapTool).renderers = [marks]
    plot.x_range.range_padding = plot.y_range.range_padding = 0.2
    return plot


def _names(pairs: Sequence[Pair]) -> dict[str, str]:
    return {
        one: name
        for pair in pairs
        for one, name in ((pair.actor, pair.actor_name), (pair.recipient, pair.recipient_name))
    }


def _layout(pairs: Sequence[Pair]) -> dict[str, tuple[float, float]]:
    from networkx import Graph, connected_components, spring_layout

    graph = Graph()
    for pair in sorted(pairs, key=lambda one: (one.actor, one.recipient)):
        known = graph.get_edge_data(pair.actor, pair.recipient, {"weight": 0.0})
        graph.add_edge(pair.actor, pair.recipient, weight=known["weight"] + log1p(pair.n))
    if not graph:
        return {}
    # Parts that nothing joins would drive one another out of sight: their busiest are held together, unseen.
    busiest = [max(sorted(part), key=graph.degree) for part in connected_components(graph)]
    graph.add_edges_from((busiest[0], other) for other in busiest[1:])
    laid = spring_layout(graph, seed=SEED, k=2.6 / len(graph) ** 0.5, iterations=150, weight=None)
    return {one: (float(at[0]), float(at[1])) for one, at in laid.items()}


def _ends(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float, float, float]:
    far = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    along = ((end[0] - start[0]) / far, (end[1] - start[1]) / far)
    short, aside = min(SHORT, far / 3), (-along[1] * ASIDE, along[0] * ASIDE)
    return (
        start[0] + along[0] * short + aside[0], start[1] + along[1] * short + aside[1],
        end[0] - along[0] * short + aside[0], end[1] - along[1] * short + aside[1],
    )  # fmt: skip
