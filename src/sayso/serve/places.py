"""A place: where it lies, how sure that is, and what happened there."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request

from sayso.errors import UsageError
from sayso.record.actors import Place
from sayso.record.events import Event
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.table.event_filter import EventFilter

router = APIRouter()
AT_ONCE = 50
"""Events of a place that its page lists, the latest; the overview has all."""


@dataclass(frozen=True, slots=True)
class PlacePage:
    """Hold a place, how many events name it, and the latest of them."""

    place: Place
    n: int
    events: tuple[Event, ...]


@page(router, "/places/{id}", "place.html")
def place(request: Request, id: str) -> Page:
    """Show one place."""
    served: Served = request.app.state.served
    table, wanted = served.table(), EventFilter(place=(id,))
    with served.reading() as view:
        found = next(iter(view.places(id)), None)
        if found is None:
            raise UsageError(f"no place in this case has the id {id!r}", remedy="The overview lists places by name")
        ids = table.ids(wanted, order="-date", limit=AT_ONCE)
        events = tuple(event for one in ids for event in view.events(one))
    return Page(found.name, PlacePage(found, table.n(wanted), events), events)
