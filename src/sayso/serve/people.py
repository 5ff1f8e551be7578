"""Who acts, and on whom; what they claimed and what others answered; how they stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request

from sayso.errors import UsageError
from sayso.record.actors import Actor
from sayso.record.commitments import Commitment
from sayso.record.events import Event, Voice
from sayso.record.relations import Relation
from sayso.serve.pages import Page, page
from sayso.serve.served import Served
from sayso.store.listed import CommitmentFilter, Stretch
from sayso.store.view import View
from sayso.table.event_filter import EventFilter
from sayso.table.event_table import EventTable
from sayso.table.facets import Asked, Count, by_value

router = APIRouter()
AT_ONCE = 100
"""Actors, or whatever a page lists, at a time."""
MOST_CLAIMS = 50
"""Events of which an actor's page shows what the actor said; the overview has all."""
MOST_PARTNERS = 15
"""Others on whom an actor acts, or who act on it, that its page names."""

_ROLES = """
SELECT id, min(name) AS name, count(DISTINCT event) AS n, count(*) FILTER (kind = 'actor'),
  count(*) FILTER (kind = 'recipient'), count(*) FILTER (kind = 'source')
FROM event_values WHERE kind IN ('actor', 'recipient', 'source') AND NOT private AND contains(lower(name), lower(?))
GROUP BY id ORDER BY n DESC, id
"""
_PRIVATE = (
    "SELECT private, min(name) FROM event_values WHERE id = ? AND kind IN ('actor', 'recipient', 'source') GROUP BY 1"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """Count the events in which somebody acts, is acted on, and is quoted."""

    id: str
    name: str
    events: int
    acts: int
    acted_on: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Partner:
    """Count the events between an actor and another, by type."""

    id: str
    name: str
    n: int
    types: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Show one event as an actor told it, and the voices by whose word it stands otherwise."""

    event: Event
    own: tuple[Voice, ...]
    others: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class ActorPage:
    """Hold what a case knows of one actor; ``actor`` is None where reports give no more than a name."""

    id: str
    name: str
    actor: Actor | None
    acts_on: tuple[Partner, ...]
    acted_on_by: tuple[Partner, ...]
    acts: tuple[Count, ...]
    suffers: tuple[Count, ...]
    told: tuple[Told, ...]
    n_told: int
    relations: tuple[Relation, ...]
    commitments: tuple[Commitment, ...]
    n_commitments: int


@page(router, "/actors", "actors.html")
def actors(request: Request, name: str = "", start: Annotated[int, Query(ge=0, le=10**9)] = 0) -> Page:
    """List who acts, is acted on and is quoted, by the number of events; private individuals are left out."""
    table = _served(request).table()
    rows = [Roles(*row) for row in table.ask(f"{_ROLES} LIMIT {AT_ONCE + 1} OFFSET {int(start)}", [name])]
    beside = {"name": name, "start": start, "more": len(rows) > AT_ONCE, "at_once": AT_ONCE}
    return Page("Actors", rows[:AT_ONCE], rows[:AT_ONCE], beside)


@page(router, "/actors/{id}", "actor.html")
def actor(request: Request, id: str, private: bool = False) -> Page:
    """Show one actor: names, deeds, words, promises, relations. A private individual only if asked for."""
    served = _served(request)
    table = served.table()
    with served.reading() as view:
        found = next(view.actors(id), None)
        name = _name(table, id, found, private or served.settings.redact)
        told, n_told = _told(table, view, id)
        promised = view.commitments_listed(CommitmentFilter(holder=id), Stretch(AT_ONCE))
        content = ActorPage(
            id, name, found, _partners(table, id, "actor", "recipient"), _partners(table, id, "recipient", "actor"),
            by_value(Asked(table, EventFilter(actor=(id,))), "type"),
            by_value(Asked(table, EventFilter(recipient=(id,))), "type"), told, n_told,
            tuple(view.relations_of(id)), tuple(one for each in promised.ids for one in view.commitments(each)),
            promised.n,
        )  # fmt: skip
    return Page(name, content, [one.event for one in told])


def _name(table: EventTable, id: str, found: Actor | None, private: bool) -> str:
    """Say how an actor is called, and refuse to show a private individual who was not asked for."""
    rows = table.ask(_PRIVATE, [id])
    if found is None and not rows:
        raise UsageError(f"nobody in this case has the id {id!r}", remedy="The list of actors has all")
    if not private and (found.sensitive if found else any(hidden for hidden, _ in rows)):
        raise UsageError(f"{id} is a private individual", remedy="They are shown with ?private=true behind the address")
    return found.name if found else str(rows[0][1])


def _partners(table: EventTable, id: str, role: str, other: str) -> tuple[Partner, ...]:
    rows = table.ask(
        f"""SELECT o.id, min(o.name) AS name, events.type, count(*) FROM event_values AS a
        JOIN event_values AS o ON o.event = a.event AND o.kind = '{other}' AND NOT o.private
        JOIN events ON events.n = a.event
        WHERE a.kind = '{role}' AND a.id = ? AND o.id <> a.id GROUP BY o.id, events.type ORDER BY 4 DESC, 3""",
        [id],
    )
    names = {other: name for other, name, _, _ in rows}
    partners = [
        Partner(one, name, sum(n for who, _, _, n in rows if who == one),
                tuple(Count(type_, type_, n) for who, _, type_, n in rows if who == one))
        for one, name in names.items()
    ]  # fmt: skip
    return tuple(sorted(partners, key=lambda one: (-one.n, one.id))[:MOST_PARTNERS])


def _told(table: EventTable, view: View, id: str) -> tuple[tuple[Told, ...], int]:
    """List the events that an actor told, the latest first; those first on which others speak against it."""
    ids = [row[0] for row in table.ask(
        """SELECT events.id FROM events JOIN event_values AS v ON v.event = events.n AND v.kind = 'source' AND v.id = ?
        ORDER BY contested DESC, date_first DESC NULLS LAST, events.id""",
        [id],
    )]  # fmt: skip
    shown = (event for one in ids[:MOST_CLAIMS] for event in view.events(one))
    return tuple(_as_told(event, id) for event in shown), len(ids)


def _as_told(event: Event, id: str) -> Told:
    own = tuple(one for one in event.voices if one.source and one.source.actor == id)
    says = {one.says for one in own}
    others = tuple(one for one in event.voices if one not in own and one.says not in says)
    return Told(event, own, others)


def _served(request: Request) -> Served:
    served: Served = request.app.state.served
    return served
