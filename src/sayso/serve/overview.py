"""The overview: what the case holds, by time, place, actor and outlet, and the events themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request

from sayso.record.events import Event
from sayso.serve.asked import asked_filter, query_of
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.table.event_filter import EventFilter
from sayso.table.facets import Asked, Count, by_value

router = APIRouter()
AT_ONCE = 50
"""Events on a page."""
MOST_DOCUMENTS = 10_000
"""Documents in which words are looked for."""
FACETS = ("type", "actor", "recipient", "place", "status", "outlet")
Order = Literal["-date", "date", "voices", "reports", "probability", "killed"]


@dataclass(frozen=True, slots=True)
class Overview:
    """Hold what passes a filter: how many events of how many, the facets, and the events of one page."""

    n: int
    n_all: int
    facets: dict[str, tuple[Count, ...]]
    events: tuple[Event, ...]


@page(router, "/overview", "overview.html")
def overview(
    request: Request,
    wanted: Annotated[EventFilter, Depends(asked_filter)],
    order: Order = "-date",
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Page:
    """Show what the case holds."""
    served: Served = request.app.state.served
    table = served.table()
    with served.reading() as view:
        docs = [hit.doc for hit in view.search(wanted.words, MOST_DOCUMENTS)] if wanted.words else None
        asked = Asked(table, wanted, docs)
        ids = table.ids(wanted, docs, order=order, limit=AT_ONCE, offset=start)
        events = tuple(event for one in ids for event in view.events(one))
    content = Overview(table.n(wanted, docs), table.n(), {name: by_value(asked, name) for name in FACETS}, events)
    return Page("Overview", content, events, {"wanted": wanted, "query_of": query_of, "start": start, "order": order})
