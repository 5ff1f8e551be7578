"""Amend a mention: what decisions make of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.codebook.plover import Plover
from sayso.record.edtf import Edtf
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    NumberArgument,
    PlaceArgument,
    SourceArgument,
    TimeArgument,
)
from sayso.record.spans import Span
from sayso.record.vocabulary import Action, DateBasis
from sayso.review.fields import alike, mention_value, number_at, values_of
from sayso.review.values import NUMBER

BY_A_PERSON = "person"
"""The method of a mention that a person added, and what is put behind that of one that a person decided on."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """Hold what one decision does to a mention. ``support`` and ``reading`` stand in the mention's own document.

    Of ``name`` and ``place`` ``field`` is the id of the actor or place that is meant everywhere it stands.
    """

    action: Action
    field: str | None
    value: Any
    support: Span | None
    reading: EventMention | None
    reason: str


def amend(mention: EventMention, amendments: Sequence[Amendment], plover: Plover) -> EventMention | None:
    """Give a mention as decided, None where it is rejected; amendments hold in their order, the later over the earlier.

    What was confirmed holds against another reading; corrections hold over it.
    """
    if is_rejected(amendments):
        return None
    found = mention
    for one in sorted(amendments, key=lambda one: one.action not in _KEPT):
        if one.action != "reject" and not _is_count(one):
            found = _ACTIONS[one.action](found, one, plover)
    found = _with_counts(found, [one for one in amendments if _is_count(one)])
    if found == mention or mention.method.endswith(BY_A_PERSON):
        return found
    return replace(found, method=f"{mention.method}; {BY_A_PERSON}")


def is_rejected(amendments: Sequence[Amendment]) -> bool:
    """Tell whether a mention is none: the later of what was confirmed and rejected holds."""
    verdicts = [one.action for one in amendments if one.action in ("confirm", "reject")]
    return bool(verdicts) and verdicts[-1] == "reject"


def _confirmed(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    """Put the confirmed values in the place of those that are read otherwise now."""
    found = mention
    for field, value in values_of(one.reading).items() if one.reading else ():
        if not alike(value, mention_value(mention, field)):
            found = _restored(found, field, one, plover)
    return replace(found, probability=1.0, method=f"{mention.method}; {BY_A_PERSON}")


def _restored(mention: EventMention, field: str, one: Amendment, plover: Plover) -> EventMention:
    """Take a field over from the mention as it was confirmed, with its words."""
    kept = one.reading
    assert kept is not None
    if field == "type":
        return replace(mention, type=kept.type, mode=kept.mode, quad=kept.quad, score=kept.score)
    if field == "date":
        return replace(
            mention, date=kept.date, time=kept.time, date_basis=kept.date_basis, date_conflict=kept.date_conflict
        )
    if field == "time_of_day":
        return replace(mention, time_of_day=kept.time_of_day, zone=kept.zone)
    if field in ("source", "stance"):
        return replace(mention, attribution=kept.attribution)
    if field.startswith(NUMBER):
        return replace(mention, numbers=kept.numbers)
    return replace(mention, **{field: getattr(kept, field)})


def _is_count(one: Amendment) -> bool:
    return one.action == "correct" and (one.field or "").startswith(NUMBER)


def _corrected(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    return _CORRECTIONS[one.field or ""](mention, one, plover)


def _with_type(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    type_, mode = one.value["type"], one.value["mode"]
    return replace(mention, type=type_, mode=mode, quad=plover.quad(type_), score=plover.score(type_, mode))


def _with_status(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    return replace(mention, status=one.value)


def _with_date(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    date = None if one.value is None else Edtf(one.value)
    time = mention.time
    if one.support is not None:
        time = TimeArgument(one.support.start, one.support.end, one.support.text, date)
    basis: DateBasis = "none" if date is None else "stated" if one.support is not None else "narrative"
    return replace(mention, date=date, time=time, date_basis=basis, date_conflict=None)


def _with_time_of_day(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    """Set the time of day; the zone that was told stays with it, and goes with it."""
    return replace(mention, time_of_day=one.value, zone=mention.zone if one.value else None)


def _with_actors(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    return replace(mention, actors=_who(mention, mention.actors, one))


def _with_recipients(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    return replace(mention, recipients=_who(mention, mention.recipients, one))


def _who(mention: EventMention, held: Sequence[ActorArgument], one: Amendment) -> tuple[ActorArgument, ...]:
    """Keep whoever stays with the words for them; whoever comes has the words of support, else the trigger's."""
    known = {who.actor or who.name: who for who in held}
    words = one.support or mention.trigger
    return tuple(
        known.get(value["actor"])
        or ActorArgument(
            words.start, words.end, words.text, value["actor"], value["name"], one.support is None, one.reason
        )
        for value in one.value
    )


def _with_places(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    words = one.support or (mention.places[0] if mention.places else mention.trigger)
    sites = tuple(_place(words, value) for value in one.value)
    return replace(mention, places=(*sites, *(place for place in mention.places if place.role != "site")))


def _place(words: Span, value: Mapping[str, Any]) -> PlaceArgument:
    return PlaceArgument(
        words.start, words.end, words.text, value["place"], value["name"], value["country"], value["latitude"],
        value["longitude"], value["geo_precision"],
    )  # fmt: skip


def _with_counts(mention: EventMention, corrections: Sequence[Amendment]) -> EventMention:
    """Set and take out counts, each named by its place among those that were read, whatever else is taken out."""
    latest = {_place_of_count(one.field or ""): one for one in corrections}
    held = {place: number_at(mention, one.field or "") for place, one in latest.items()}
    found = mention
    for place, one in sorted(latest.items()):
        if one.value is not None:
            found = _with_number(found, held[place], one)
    gone = [at for place, at in held.items() if at is not None and latest[place].value is None]
    for at in sorted(gone, reverse=True):
        found = _without_number(found, at)
    return found


def _place_of_count(field: str) -> tuple[str, int]:
    kind, _, ordinal = field.removeprefix(NUMBER).partition(":")
    return kind, int(ordinal or 1)


def _with_number(mention: EventMention, at: int | None, one: Amendment) -> EventMention:
    numbers = list(mention.numbers)
    words = one.support or (numbers[at] if at is not None else mention.trigger)
    changed: dict[str, Any] = {
        "start": words.start, "end": words.end, "text": words.text, "low": one.value["low"], "high": one.value["high"],
    }  # fmt: skip
    if at is None:
        numbers.append(NumberArgument(**changed, kind=_place_of_count(one.field or "")[0]))  # type: ignore[arg-type]
    else:
        numbers[at] = replace(numbers[at], **changed)
    return replace(mention, numbers=tuple(numbers))


def _without_number(mention: EventMention, at: int) -> EventMention:
    """Leave a count out; others that were part of it are part of none, and the places of those behind it move up."""

    def moved(index: int | None) -> int | None:
        return None if index is None or index == at else index - (index > at)

    kept = (number for place, number in enumerate(mention.numbers) if place != at)
    return replace(mention, numbers=tuple(replace(one, subset_of=moved(one.subset_of)) for one in kept))


def _with_source(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    """Name the innermost source; none is the author's own voice."""
    if one.value is None:
        return replace(mention, attribution=mention.attribution[1:])
    first = mention.attribution[0] if mention.attribution else None
    words = one.support or (first.source if first and first.source else None) or mention.trigger
    source = SourceArgument(words.start, words.end, words.text, one.value["actor"], one.value["name"])
    link = replace(first, source=source, anonymous=False) if first else Attribution(source, False, None, "states")
    return replace(mention, attribution=(link, *mention.attribution[1:]))


def _with_stance(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    if not mention.attribution:
        return mention
    first, *more = mention.attribution
    return replace(mention, attribution=(replace(first, stance=one.value), *more))


def _added(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    """Let a mention that was added, and that the machine finds now too, keep the act it was added with."""
    return mention if alike(one.value, mention_value(mention, "type")) else _with_type(mention, one, plover)


def _renamed(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    """Put another name, or another actor, in the place of one actor everywhere."""
    changed = {"actor": one.value["actor"], "name": one.value["name"]}

    def who(argument: ActorArgument) -> ActorArgument:
        return replace(argument, **changed) if argument.actor == one.field else argument

    def link(given: Attribution) -> Attribution:
        if given.source is None or given.source.actor != one.field:
            return given
        return replace(given, source=replace(given.source, **changed))

    return replace(
        mention,
        actors=tuple(map(who, mention.actors)),
        recipients=tuple(map(who, mention.recipients)),
        attribution=tuple(map(link, mention.attribution)),
    )


def _placed(mention: EventMention, one: Amendment, plover: Plover) -> EventMention:
    """Put a place where people say it lies; a precision alone leaves its point."""
    told = {name: value for name, value in one.value.items() if name in _OF_PLACE and value is not None}
    places = (replace(place, **told) if place.place == one.field else place for place in mention.places)
    return replace(mention, places=tuple(places))


_OF_PLACE = frozenset({"country", "latitude", "longitude", "geo_precision"})
_KEPT = frozenset({"confirm", "add"})
_CORRECTIONS: Mapping[str, Callable[[EventMention, Amendment, Plover], EventMention]] = {
    "type": _with_type, "status": _with_status, "date": _with_date,
    "time_of_day": _with_time_of_day, "actors": _with_actors,
    "recipients": _with_recipients, "places": _with_places, "source": _with_source, "stance": _with_stance,
}  # fmt: skip
_ACTIONS: Mapping[Action, Callable[[EventMention, Amendment, Plover], EventMention]] = {
    "confirm": _confirmed, "correct": _corrected, "add": _added, "name": _renamed, "place": _placed,
}  # fmt: skip
