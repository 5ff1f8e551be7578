"""Members: which single acts belong to a series or total that a report tells of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sayso.merge.later import LONGEST_DAYS, months
from sayso.merge.told import Told
from sayso.record.events import EventActor
from sayso.record.links import Link
from sayso.record.vocabulary import MATERIAL

LONGEST_SERIES = 24
"""Months: of a longer series every year is a key instead of every month."""
AGREEMENTS = 2
"""Of who acted, against whom, where, and the same report with the same means, so many must agree for a member."""
NOT_DONE = frozenset({"not_happened", "averted", "planned", "hypothetical"})
PROBABILITY = {2: 0.85, 3: 0.9, 4: 0.9}
"""That an act is a member, by how many agree. All 11 links that two agreements gave in gold/train, with its own
mentions, are right; of more there were none to read (2026-11)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold the days over which a series is told to run, both included."""

    first: date
    last: date


def stretch_of(series: Told) -> Stretch | None:
    """Give the days a series runs over, None if it is no series or nothing is told of when it began.

    "Since July" runs to the latest report of it.
    """
    if series.event.quad not in MATERIAL or series.event.status in NOT_DONE or not series.is_series:
        return None
    first, last = series.first_day, series.last_day or series.reported
    if first is None or last is None:
        return None
    return Stretch(first, max(last, series.reported or last) if _is_open(series) else last)


def _is_open(series: Told) -> bool:
    """Tell whether the date is that of the beginning: a day, of acts that are told to have gone on since."""
    return series.event.date is not None and series.first_day == series.last_day


def series_keys(series: Told) -> Iterator[str]:
    """Give the keys under which the members of a series are found."""
    stretch = stretch_of(series)
    if stretch is None:
        return
    spans = months(stretch.first, stretch.last)
    if len(spans) > LONGEST_SERIES:
        spans = tuple(dict.fromkeys(month[:4] for month in spans))
    yield from (f"p|{series.event.type}|{sign}|{span}" for sign in _signs(series) for span in spans)


def member_keys(member: Told) -> Iterator[str]:
    """Give the keys under which the series of an act are found."""
    if not _may_be_member(member):
        return
    assert member.first_day and member.last_day
    spans = months(member.first_day, member.last_day)
    spans = (*spans, *dict.fromkeys(month[:4] for month in spans))
    yield from (f"p|{member.event.type}|{sign}|{span}" for sign in _signs(member) for span in spans)


def membership(member: Told, series: Told) -> Link | None:
    """Link an act to a series it is one of, None if it is none of it.

    Type and country must not differ, nor known actors; the act's date must lie inside the series; two of who, whom,
    where and the same report must agree.
    """
    stretch = stretch_of(series) if _may_be_member(member) and not member.is_series else None
    if stretch is None or member.event.type != series.event.type:
        return None
    assert member.first_day and member.last_day
    if member.first_day < stretch.first or member.last_day > stretch.last or _differ(member, series):
        return None
    agreements = _agreements(member, series)
    if agreements < AGREEMENTS:
        return None
    evidence = tuple(sorted((*member.event.mentions[:1], *series.event.mentions[:1])))
    return Link(member.event.id, series.event.id, "part_of", evidence, PROBABILITY[agreements])


def _may_be_member(told: Told) -> bool:
    first, last = told.first_day, told.last_day
    if first is None or last is None or told.event.quad not in MATERIAL or told.event.status in NOT_DONE:
        return False
    return (last - first).days < LONGEST_DAYS


def _signs(told: Told) -> tuple[str, ...]:
    """Give what a member and its series share if they belong together: one of any two agreements is among them."""
    sides = (*(f"by {side}" for side in sorted(told.actors)), *(f"on {side}" for side in sorted(told.recipients)))
    return (*sides, *(f"in {document}" for document in told.event.documents))


def _agreements(member: Told, series: Told) -> int:
    same_report = set(member.event.documents) & set(series.event.documents) and member.event.mode == series.event.mode
    where = member.places & series.places or (not series.places and member.countries & series.countries)
    found = (member.actors & series.actors, member.recipients & series.recipients, where, same_report)
    return sum(map(bool, found))


def _differ(member: Told, series: Told) -> bool:
    if member.countries and series.countries and not member.countries & series.countries:
        return True
    known, others = _known(member, member.event.actors), _known(series, series.event.actors)
    return bool(known and others and not known & others)


def _known(told: Told, actors: tuple[EventActor, ...]) -> frozenset[str]:
    """Give the sides of actors that the registry holds; descriptions in other words may mean anybody."""
    registry = told.sides.registry
    known = (who for who in actors if who.actor and registry.get(who.actor))
    return frozenset(str(told.sides.side(who.actor, who.name or "")) for who in known)
