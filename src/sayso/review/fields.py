"""What a mention or an event holds in a field that can be corrected, in the form in which corrections are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sayso.record.events import Event, EventActor, EventPlace
from sayso.record.mentions import ActorArgument, EventMention, NumberArgument, PlaceArgument
from sayso.review.values import EVENT_FIELDS, MENTION_FIELDS, NUMBER


def mention_value(mention: EventMention, field: str) -> Any:
    """Give a field of a mention as JSON; of a count its bounds, None where the mention has none of its kind."""
    if field.startswith(NUMBER):
        number = number_in(mention, field)
        return None if number is None else {"low": number.low, "high": number.high}
    return _OF_MENTION[field](mention)


def event_value(event: Event, field: str) -> Any:
    """Give a field of an event as JSON; of a count the bounds of its act's toll."""
    if field.startswith(NUMBER):
        kind = field.removeprefix(NUMBER)
        row = next((one for one in event.numbers if one.kind == kind and one.scope == "this_act"), None)
        return None if row is None else {"low": row.low, "high": row.high}
    return _OF_EVENT[field](event)


def values_of(thing: EventMention | Event) -> dict[str, Any]:
    """Give all fields that can be corrected, but for counts that are not there."""
    if isinstance(thing, Event):
        kinds = dict.fromkeys(f"{NUMBER}{row.kind}" for row in thing.numbers if row.scope == "this_act")
        return {field: event_value(thing, field) for field in (*EVENT_FIELDS, *kinds)}
    kinds = dict.fromkeys(f"{NUMBER}{number.kind}" for number in thing.numbers)
    return {field: mention_value(thing, field) for field in (*MENTION_FIELDS, *kinds)}


def number_at(mention: EventMention, field: str) -> int | None:
    """Find the count that ``number:killed``, or ``number:killed:2`` for the second of its kind, means, or None."""
    kind, _, ordinal = field.removeprefix(NUMBER).partition(":")
    found = [at for at, number in enumerate(mention.numbers) if number.kind == kind]
    wanted = int(ordinal or 1) - 1
    return found[wanted] if wanted < len(found) else None


def number_in(mention: EventMention, field: str) -> NumberArgument | None:
    """Give the count that a field means, or None."""
    at = number_at(mention, field)
    return None if at is None else mention.numbers[at]


def alike(one: Any, other: Any) -> bool:
    """Tell whether two values of a field mean the same: actors and places by their ids, their order aside."""
    return bool(core(one) == core(other))


def core(value: Any) -> Any:
    """Give what of a value counts when it is compared."""
    if isinstance(value, list):
        return sorted(str(core(one)) for one in value)
    if isinstance(value, Mapping):
        if "actor" in value:
            return value["actor"] or value["name"]
        if "place" in value:
            return value["place"] or (value["name"], value.get("latitude"), value.get("longitude"))
    return value


def _act(thing: EventMention | Event) -> dict[str, str | None]:
    return {"type": thing.type, "mode": thing.mode}


def _who(listed: Iterable[ActorArgument | EventActor]) -> list[dict[str, Any]]:
    return [{"actor": one.actor, "name": one.name} for one in listed]


def _where(listed: Iterable[PlaceArgument | EventPlace]) -> list[dict[str, Any]]:
    return [
        {
            "place": one.place, "name": one.name, "country": one.country, "latitude": one.latitude,
            "longitude": one.longitude, "geo_precision": one.geo_precision,
        }
        for one in listed
    ]  # fmt: skip


def _source(mention: EventMention) -> dict[str, Any] | None:
    link = mention.attribution[0] if mention.attribution else None
    return None if link is None or link.source is None else {"actor": link.source.actor, "name": link.source.name}


def _stance(mention: EventMention) -> str:
    return mention.attribution[0].stance if mention.attribution else "states"


_OF_MENTION: Mapping[str, Callable[[EventMention], Any]] = {
    "type": _act,
    "status": lambda mention: mention.status,
    "date": lambda mention: mention.date,
    "time_of_day": lambda mention: mention.time_of_day,
    "actors": lambda mention: _who(mention.actors),
    "recipients": lambda mention: _who(mention.recipients),
    "places": lambda mention: _where(mention.places),
    "source": _source,
    "stance": _stance,
}
_OF_EVENT: Mapping[str, Callable[[Event], Any]] = {
    "type": _act,
    "status": lambda event: event.status,
    "responsibility": lambda event: event.responsibility,
    "date": lambda event: event.date,
    "actors": lambda event: _who(event.actors),
    "recipients": lambda event: _who(event.recipients),
    "places": lambda event: _where(event.places),
}
