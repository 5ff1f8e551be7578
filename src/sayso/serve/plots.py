"""The plots of the overview, as JSON that BokehJS draws: under the same query, at addresses of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from sayso.record.plain import to_json
from sayso.serve.address import Address, asked_address
from sayso.serve.figures import Paint, item_of
from sayso.serve.land import land
from sayso.serve.overview import asked_of
from sayso.serve.palette import palette
from sayso.serve.plot_graph import graph_plot
from sayso.serve.plot_map import map_plot
from sayso.serve.plot_timeline import timeline_plot
from sayso.serve.served import Served
from sayso.serve.stretches import brushed, pairs_of, points_of, timeline_of
from sayso.table.facets import Asked

router = APIRouter()
SHAPES_KEPT = {"Cache-Control": "private, max-age=3600"}
Asking = Annotated[Address, Depends(asked_address)]


@router.get("/plots/timeline.json", response_class=Response)
def timeline(request: Request, address: Asking, dark: bool = False) -> Response:
    """Draw events over time."""

    def drawn(asked: Asked, paint: Paint) -> Any:
        return timeline_plot(timeline_of(asked, address.unit)[1], brushed(asked.wanted), paint)

    return _plot(request, "timeline", address, dark, drawn)


@router.get("/plots/map.json", response_class=Response)
def map(request: Request, address: Asking, dark: bool = False) -> Response:
    """Draw events on the map."""
    return _plot(
        request, "map", address, dark, lambda asked, paint: map_plot(points_of(asked)[0], asked.wanted.box, paint)
    )


@router.get("/plots/graph.json", response_class=Response)
def graph(request: Request, address: Asking, dark: bool = False) -> Response:
    """Draw who acts on whom."""
    return _plot(
        request, "graph", address, dark, lambda asked, paint: graph_plot(pairs_of(asked), asked.wanted.party, paint)
    )


@router.get("/plots/land.json", response_class=Response)
def shapes(request: Request) -> Response:
    """Give the countries of the map: metres east (``xs``) and north (``ys``) of their borders."""
    served: Served = request.app.state.served

    def drawn() -> bytes:
        xs, ys = land(served.settings.shapes)
        return to_json({"xs": xs, "ys": ys})

    content = served.remembered.of(0, ("land", served.settings.shapes), drawn)
    return Response(content, media_type="application/json", headers=SHAPES_KEPT)


def _plot(request: Request, name: str, address: Address, dark: bool, draw: Callable[[Asked, Paint], Any]) -> Response:
    served: Served = request.app.state.served
    asked = asked_of(served, address.shown)

    def drawn() -> bytes:
        return to_json(item_of(draw(asked, Paint(palette(dark=dark)))))

    content = served.remembered.of(served.version, ("plot", name, address, dark), drawn)
    return Response(content, media_type="application/json")
