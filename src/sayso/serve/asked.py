"""What an address asks for: the filter in its query, and back."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from sayso.table.event_filter import FILTERS, EventFilter

Several = Annotated[list[str], Query()]


def asked_filter(
    type: Several = [],  # noqa: B006
    mode: Several = [],  # noqa: B006
    quad: Several = [],  # noqa: B006
    status: Several = [],  # noqa: B006
    responsibility: Several = [],  # noqa: B006
    actor: Several = [],  # noqa: B006
    recipient: Several = [],  # noqa: B006
    party: Several = [],  # noqa: B006
    place: Several = [],  # noqa: B006
    country: Several = [],  # noqa: B006
    outlet: Several = [],  # noqa: B006
    source: Several = [],  # noqa: B006
    tag: Several = [],  # noqa: B006
    box: str | None = None,
    since: str | None = None,
    until: str | None = None,
    undated: bool = False,
    contested: bool | None = None,
    reviewed: bool | None = None,
    min_independent: Annotated[int | None, Query(ge=0)] = None,
    min_probability: Annotated[float | None, Query(ge=0, le=1)] = None,
    words: str | None = None,
    where: str | None = None,
) -> EventFilter:
    """Read a filter out of the query of an address; empty fields of a form count as not given."""
    return EventFilter(
        type=_given(type), mode=_given(mode), quad=_given(quad), status=_given(status),
        responsibility=_given(responsibility), actor=_given(actor), recipient=_given(recipient), party=_given(party),
        place=_given(place), country=_given(country), outlet=_given(outlet), source=_given(source), tag=_given(tag),
        box=box or None, since=since or None, until=until or None, undated=undated, contested=contested,
        reviewed=reviewed, min_independent=min_independent, min_probability=min_probability, words=words or None,
        where=where or None,
    )  # fmt: skip


def query_of(wanted: EventFilter, **beside: object) -> str:
    """Write a filter as the query of an address, with whatever else belongs to it; "" where nothing is asked.

    >>> query_of(EventFilter(type=("ASSAULT",), undated=True), order="-date")
    'type=ASSAULT&undated=true&order=-date'
    """
    usual = EventFilter()
    chosen = ((name, getattr(wanted, name)) for name in FILTERS if getattr(wanted, name) != getattr(usual, name))
    return urlencode([(name, word) for name, value in (*chosen, *beside.items()) for word in _words(value)])


def _words(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, tuple | list):
        return [str(one) for one in value]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def _given(values: list[str]) -> tuple[str, ...]:
    return tuple(value for value in values if value)
