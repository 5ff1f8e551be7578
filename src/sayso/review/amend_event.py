"""Amend an event: what decisions on it make of the view that its mentions give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.codebook.deciding import DecidingRules
from sayso.codebook.plover import Plover
from sayso.record.decisions import Decision
from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventActor, EventNumber, EventPlace, Voice, VoiceSource
from sayso.record.ids import content_hash
from sayso.record.plain import to_json
from sayso.record.vocabulary import Action, ActorBasis
from sayso.review.values import NUMBER


def amend_event(event: Event, decisions: Sequence[Decision], plover: Plover) -> Event:
    """Give an event as decided; decisions hold in their order, the later over the earlier.

    What reports tell stays: voices, counts as reported, contested values and histories. Outside evidence settles before
    corrections do. The title is left to whoever makes it.
    """
    found = event
    for one in sorted(decisions, key=lambda one: one.action != "attach"):
        found = _ACTIONS[one.action](found, one, plover)
    return replace(found, decided_by="person") if decisions else found


def _confirmed(event: Event, one: Decision, plover: Plover) -> Event:
    return replace(event, review="confirmed")


def _credible(event: Event, one: Decision, plover: Plover) -> Event:
    return replace(event, credibility=one.after)


def _tagged(event: Event, one: Decision, plover: Plover) -> Event:
    return replace(event, tags=tuple(sorted({*event.tags, one.after})))


def _with_field(event: Event, one: Decision, plover: Plover) -> Event:
    fields = {**event.fields, one.field or "": one.after}
    return replace(event, fields=dict(sorted(fields.items())))


def _corrected(event: Event, one: Decision, plover: Plover) -> Event:
    field = one.field or ""
    if field.startswith(NUMBER):
        return _with_number(event, field.removeprefix(NUMBER), one.after)
    return _CORRECTIONS[field](event, one, plover)


def _with_type(event: Event, one: Decision, plover: Plover) -> Event:
    type_, mode = one.after["type"], one.after["mode"]
    return replace(event, type=type_, mode=mode, quad=plover.quad(type_), score=plover.score(type_, mode))


def _with_status(event: Event, one: Decision, plover: Plover) -> Event:
    return replace(event, status=one.after)


def _with_responsibility(event: Event, one: Decision, plover: Plover) -> Event:
    return replace(event, responsibility=one.after)


def _with_date(event: Event, one: Decision, plover: Plover) -> Event:
    if one.after is None:
        return replace(event, date=None, date_basis="none")
    return replace(event, date=Edtf(one.after), date_basis="stated" if one.support else "narrative")


def _with_actors(event: Event, one: Decision, plover: Plover) -> Event:
    return replace(event, actors=_who(event.actors, one))


def _with_recipients(event: Event, one: Decision, plover: Plover) -> Event:
    return replace(event, recipients=_who(event.recipients, one))


def _who(held: Sequence[EventActor], one: Decision) -> tuple[EventActor, ...]:
    """Keep the ground and voices of whoever stays; whoever comes has the person's word, and no voice."""
    known = {row.actor or row.name: row for row in held}
    basis: ActorBasis = "stated" if one.support else "inferred"
    return tuple(
        known.get(value["actor"]) or EventActor(value["actor"], value["name"], basis, ()) for value in one.after
    )


def _with_places(event: Event, one: Decision, plover: Plover) -> Event:
    return _at(event, [_place(value) for value in one.after])


def _at(event: Event, sites: Sequence[EventPlace]) -> Event:
    return replace(event, places=(*sites, *(place for place in event.places if place.role != "site")))


def _place(value: Mapping[str, Any]) -> EventPlace:
    return EventPlace(
        value["place"], value["name"], value["country"], value["latitude"], value["longitude"],
        value["geo_precision"], "site",
    )  # fmt: skip


def _with_number(event: Event, kind: str, value: Mapping[str, Any] | None) -> Event:
    """Set the toll of the act; what was reported of it stays beside it."""
    at = next((at for at, row in enumerate(event.numbers) if row.kind == kind and row.scope == "this_act"), None)
    if value is None:
        return replace(event, numbers=tuple(row for place, row in enumerate(event.numbers) if place != at))
    low, high = value["low"], value["high"]
    best = low if low is not None else high
    if at is None:
        made: Any = {"kind": kind, "who_class": "unknown", "side": None, "scope": "this_act", "as_of": None}
        row = EventNumber(**made, low=low, best=best, high=high, reported=())
        return replace(event, numbers=(*event.numbers, row))
    numbers = list(event.numbers)
    numbers[at] = replace(numbers[at], low=low, best=best, high=high)
    return replace(event, numbers=tuple(numbers))


def _with_evidence(event: Event, one: Decision, plover: Plover) -> Event:
    """Let outside evidence speak beside the reports, and settle the date or the place where it is said to."""
    told = one.after
    name = told["source"] or told["address"] or told["sha256"]
    identity = "v" + content_hash(event.id, one.by, to_json(told).decode())
    voice = Voice(
        id=identity, source=VoiceSource(None, name), outlet=None, documents=(),
        kind=DecidingRules.load().evidence[told["kind"]], party=False, anonymous=False, origin_shown=True,
        stance="states", mentions=(), says=event.status,
    )  # fmt: skip
    found = replace(event, voices=(*(row for row in event.voices if row.id != identity), voice))
    if "date" in told["settles"]:
        found = replace(found, date=Edtf(told["time"]), date_basis="stated")
    if "place" in told["settles"]:
        found = _at(found, [_at_point(found, told["latitude"], told["longitude"])])
    return found


def _at_point(event: Event, latitude: float, longitude: float) -> EventPlace:
    """Give the event's place at the point that evidence shows, under its name if it had one."""
    site = next((place for place in event.places if place.role == "site"), None)
    if site is None:
        return EventPlace(None, None, None, latitude, longitude, 1, "site")
    return replace(site, latitude=latitude, longitude=longitude, geo_precision=1)


_CORRECTIONS: Mapping[str, Callable[[Event, Decision, Plover], Event]] = {
    "type": _with_type, "status": _with_status, "responsibility": _with_responsibility, "date": _with_date,
    "actors": _with_actors, "recipients": _with_recipients, "places": _with_places,
}  # fmt: skip
_ACTIONS: Mapping[Action, Callable[[Event, Decision, Plover], Event]] = {
    "confirm": _confirmed, "credibility": _credible, "tag": _tagged, "field": _with_field, "correct": _corrected,
    "attach": _with_evidence,
}  # fmt: skip
EVENT_ACTIONS = frozenset(_ACTIONS)
"""Actions on an event that its view tells."""
