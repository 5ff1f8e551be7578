"""On whose word: outlets and named origins, what rests on whom, and how people grade them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request

from sayso.codebook.phrases import fold
from sayso.errors import UsageError
from sayso.record.actors import Source
from sayso.record.vocabulary import SourceKind
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.store.listed import Stretch
from sayso.table.event_filter import EventFilter
from sayso.table.event_table import EventTable
from sayso.table.facets import Asked, Count, by_value

router = APIRouter()
AT_ONCE = 50
"""Sources on a page."""
MOST_DOCUMENTS = 100
"""Reports of a source that its page lists; the overview has all its events."""

_RESTING = """
SELECT lower(v.name), count(DISTINCT v.event), count(DISTINCT v.event) FILTER (events.voices = 1),
  count(DISTINCT v.event) FILTER (events.contested)
FROM event_values AS v JOIN events ON events.n = v.event
WHERE v.kind IN ('source', 'outlet') AND lower(v.name) IN (SELECT unnest(?)) GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Resting:
    """Count what rests on a source: events it tells, those that nobody else tells, those on which reports differ."""

    source: Source
    events: int = 0
    alone: int = 0
    contested: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """Hold the sources of one page, and how many pass in all."""

    n: int
    sources: tuple[Resting, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Name one report of a source."""

    id: str
    title: str | None
    path: str
    published: str | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """Hold one source, what rests on it, how its events stand, and its reports."""

    resting: Resting
    statuses: tuple[Count, ...]
    types: tuple[Count, ...]
    reports: tuple[Report, ...]


@page(router, "/sources", "sources.html")
def sources(
    request: Request,
    kind: SourceKind | None = None,
    name: str | None = None,
    start: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Page:
    """List outlets and whoever is quoted, those in most reports first."""
    served: Served = request.app.state.served
    with served.reading() as view:
        found = view.sources_listed(kind, name or None, Stretch(AT_ONCE, start))
        listed = [one for each in found.ids for one in view.sources(each)]
    rows = resting(served.table(), listed)
    query = {key: value for key, value in (("kind", kind), ("name", name)) if value}
    beside = {"query": query, "kind": kind, "name": name, "start": start, "at_once": AT_ONCE}
    flat = [
        {"id": one.source.id, "name": one.source.name, "kind": one.source.kind, "grade": one.source.grade,
         "graded_by": one.source.graded_by, "documents": len(one.source.documents), "events": one.events,
         "alone": one.alone, "contested": one.contested}
        for one in rows
    ]  # fmt: skip
    return Page("Sources", Sources(found.n, rows), flat, beside)


@page(router, "/sources/{id}", "source.html")
def source(request: Request, id: str) -> Page:
    """Show one source: its grade, what rests on it, and its reports."""
    served: Served = request.app.state.served
    table = served.table()
    with served.reading() as view:
        found = next(iter(view.sources(id)), None)
        if found is None:
            raise UsageError(f"no source in this case has the id {id!r}", remedy="The list of sources has all")
        documents = [view.document(doc) for doc in found.documents[:MOST_DOCUMENTS]]
    reports = tuple(Report(one.id, one.title, one.path, one.published) for one in documents)
    is_outlet, name = found.kind == "outlet", (found.name,)
    asked = Asked(table, EventFilter(outlet=name) if is_outlet else EventFilter(source=name))
    content = SourcePage(
        resting(table, [found])[0], by_value(asked, "status"), by_value(asked, "type"), reports
    )  # fmt: skip
    return Page(found.name, content, reports, {"field": "outlet" if is_outlet else "source"})


def resting(table: EventTable, listed: Sequence[Source]) -> tuple[Resting, ...]:
    """Count what rests on each source, by its name."""
    names = sorted({one.name.lower() for one in listed} | {fold(one.name) for one in listed})
    counts = {name: rest for name, *rest in table.ask(_RESTING, [names])} if names else {}
    return tuple(Resting(one, *counts.get(one.name.lower(), ())) for one in listed)
