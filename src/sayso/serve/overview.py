"""The overview: what the case holds, by time, place, actor and outlet, and the events themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from sayso.codebook.opening import Opening
from sayso.record.events import Event
from sayso.serve.address import Address, asked_address
from sayso.serve.choices import counts_of, facets
from sayso.serve.guard import PLOT_POLICY
from sayso.serve.pages import Page, page
from sayso.serve.plot_files import LIBRARY
from sayso.serve.private import actors_of, private_among, without_names
from sayso.serve.served import Served
from sayso.serve.stretches import (
    Stretch,
    pairs_of,
    placeless_address,
    points_of,
    timeline_of,
    undated_address,
    without_date,
)
from sayso.store.view import View
from sayso.table.event_filter import EVENT_STATUSES, QUADS, EventFilter
from sayso.table.facets import Asked, Count, Pair, Point, Timeline, names_of

router = APIRouter()
AT_ONCE = 50
"""Events on a page."""
CSV_AT_ONCE = 500
"""Events of a CSV file read at a time."""
LINES = 25
"""Places and pairs listed beside their plots."""
ORDERS = {
    "-date": "newest first", "date": "oldest first", "voices": "most independent voices", "reports": "most reports",
    "probability": "likeliest", "killed": "most killed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opened:
    """Say what the overview opens on, the share of such rows that is right, and how many events it hides."""

    words: str
    share: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Hold what passes a filter: how many events of how many, the facets, and the events of one page.

    ``opened`` is None where the address asks for all. ``undated`` and ``placeless`` count what no timeline and no map
    shows, whatever dates and box are asked for.
    """

    n: int
    n_all: int
    opened: Opened | None
    facets: dict[str, tuple[Count, ...]]
    undated: int
    placeless: int
    timeline: Timeline
    places: tuple[Point, ...]
    pairs: tuple[Pair, ...]
    events: tuple[Event, ...]


AT_A_TIME = 4
"""Questions that are asked of the table at a time."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """Hold what is counted once for a state of the case and a filter."""

    n: int
    hidden: int
    facets: dict[str, tuple[Count, ...]]
    undated: int
    placeless: int
    timeline: Timeline
    stretches: tuple[Stretch, ...]
    places: tuple[Point, ...]
    pairs: tuple[Pair, ...]


@page(router, "/overview", "overview.html")
def overview(
    request: Request,
    address: Annotated[Address, Depends(asked_address)],
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
    private: bool = False,
) -> Page:
    """Show what the case holds. Private individuals are named only if asked for."""
    served: Served = request.app.state.served
    asked = asked_of(served, address.shown)
    counted = served.remembered.of(served.version, ("overview", address), lambda: _counted(asked, address))
    ids = asked.table.ids(asked.wanted, asked.docs, order=address.order, limit=AT_ONCE, offset=start)
    with served.reading() as view:
        events = _shown(view, served, ids, private=private)
        words = {event.id: view.words(event.id) for event in events}
    opening = Opening.load()
    opened = None if address.shown == address.wanted else Opened(opening.words, opening.share_words, counted.hidden)
    content = Overview(
        counted.n, asked.table.n(), opened, counted.facets, counted.undated, counted.placeless, counted.timeline,
        counted.places, counted.pairs, events,
    )  # fmt: skip
    beside = {
        "address": address, "start": start, "at_once": AT_ONCE, "words": words, "orders": ORDERS,
        "facets": facets(counted.facets, counted.n, address), "stretches": counted.stretches, "lines": LINES,
        "most_in_stretch": max((one.n for one in counted.stretches), default=0), "statuses": EVENT_STATUSES,
        "quads": QUADS, "undated_address": undated_address(address), "placeless_address": placeless_address(address),
        "library": LIBRARY, "names": names_of(asked.table, _ids(address.wanted)),
    }  # fmt: skip
    rows = _rows(served, asked, address, private=private)
    return Page("Overview", content, rows, beside, {"Content-Security-Policy": PLOT_POLICY})


def asked_of(served: Served, wanted: EventFilter) -> Asked:
    """Give what is asked of the table: the filter, with the documents that hold its words."""
    table = served.table()
    if wanted.words is None:
        return Asked(table, wanted)
    words = wanted.words

    def found() -> list[str]:
        with served.reading() as view:
            return [hit.doc for hit in view.search(words, -1)]

    return Asked(table, wanted, served.remembered.of(served.version, ("words", words), found))


def _ids(wanted: EventFilter) -> list[str]:
    """Give what a filter asks for that may be the id of something."""
    return [*wanted.actor, *wanted.recipient, *wanted.party, *wanted.place, *wanted.outlet, *wanted.source]


def _counted(asked: Asked, address: Address) -> _Counted:
    """Count all that the page shows of a filter, several questions at a time: none has work for more than one core."""
    is_brushed = asked.wanted.since is not None or asked.wanted.until is not None
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        counts = pool.submit(counts_of, asked)
        pairs = pool.submit(pairs_of, asked)
        timed = pool.submit(timeline_of, asked, address.unit)
        pointed = pool.submit(points_of, asked)
        n = pool.submit(asked.table.n, asked.wanted, asked.docs)
        opened = pool.submit(asked.table.n, address.wanted, asked.docs) if address.shown != address.wanted else n
        undated = pool.submit(without_date, asked) if is_brushed else None
        timeline, stretches = timed.result()
        places, placeless = pointed.result()
        return _Counted(
            n.result(), opened.result() - n.result(), counts.result(),
            undated.result() if undated else timeline.undated, placeless, timeline, stretches, places, pairs.result(),
        )  # fmt: skip


def _rows(served: Served, asked: Asked, address: Address, *, private: bool) -> Iterator[Event]:
    """Read all events that pass, some hundred at a time, for a file of them."""
    ids = asked.table.ids(asked.wanted, asked.docs, order=address.order)
    with served.reading() as view:
        for start in range(0, len(ids), CSV_AT_ONCE):
            yield from _shown(view, served, ids[start : start + CSV_AT_ONCE], private=private)


def _shown(view: View, served: Served, ids: Sequence[str], *, private: bool) -> tuple[Event, ...]:
    """Read some events, without the names of private individuals unless they are asked for."""
    found = tuple(view.several_events(ids))
    if private or served.settings.redact:
        return found
    hidden = private_among(view, {who for one in found for who in actors_of(one)})
    return tuple(without_names(one, hidden) for one in found)
