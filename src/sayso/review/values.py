"""Values that people give: read, checked and looked up once, so that what is kept needs no codebook to be applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.plover import Plover
from sayso.codebook.time_words import load_time_words
from sayso.errors import RecordError, UsageError
from sayso.record.edtf import Edtf
from sayso.record.vocabulary import (
    EVENT_TYPES,
    NUMBER_KINDS,
    STANCES,
    STATUSES,
    EventStatus,
    Responsibility,
    TargetKind,
)
from sayso.review.places import place_of

_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::00)?")
"""A time as people write it, and with the seconds that spreadsheets put behind it."""

NOTHING = frozenset({"", "none", "null", "unknown"})
"""How people write that a field holds nothing."""

_WHOLE = r"(\d{1,3}(?:,\d{3}){1,3}|\d{1,12})"
_COUNT = re.compile(rf"{_WHOLE}?\s*(\.\.)?\s*{_WHOLE}?")
"""Commas part thousands alone: 11,34 is no count, and nobody knows whether it means 11..34 or 11.34."""


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what values are looked up in.

    ``find`` gives id and name of an actor of the case by either, ``identify`` the id of a name that nobody knows.
    """

    registry: ActorRegistry
    find: Callable[[str], tuple[str, str] | None]
    identify: Callable[[str], str]


Parse = Callable[[str, Known], Any]


def corrected(on: TargetKind, field: str | None, given: object, known: Known) -> Any:
    """Read the value that a field of a mention or an event is corrected to, as JSON.

    Several actors or places are parted by ``;``. ``none`` is no value.

    Raises:
        UsageError: there is no such field, or the value cannot be one of it.
    """
    parse = parser_of(on, field)
    return parse(_text(given), known)


def parser_of(on: TargetKind, field: str | None) -> Parse:
    """Give what reads the values of a field.

    Raises:
        UsageError: no such field of a mention or an event can be corrected.
    """
    fields = EVENT_FIELDS if on == "event" else MENTION_FIELDS
    if field is not None and (kind := field.removeprefix(NUMBER)) != field:
        name, _, ordinal = kind.partition(":")
        if name in NUMBER_KINDS and (not ordinal or (on == "mention" and ordinal.isdecimal() and int(ordinal) > 0)):
            return count_of
        raise UsageError(
            f"no field {field!r} can be corrected",
            remedy=f"After {NUMBER} write one of {', '.join(NUMBER_KINDS)}, and of a mention's second one :2",
        )
    if field is None or field not in fields:
        what = "nothing is named to correct" if field is None else f"no field {field!r} of this {on} can be corrected"
        raise UsageError(what, remedy=f"Name one of {', '.join(fields)}, {NUMBER}killed and its like")
    return fields[field]


NUMBER = "number:"
"""Opens the name of a field that holds a count; its kind follows."""


def count_of(given: str, known: Known | None = None) -> dict[str, int | None] | None:
    """Read a count: ``11``, ``11..34``, ``11..``, ``..34``; both ends are included.

    >>> count_of("11..34"), count_of("31.."), count_of("none")
    ({'low': 11, 'high': 34}, {'low': 31, 'high': None}, None)

    Raises:
        UsageError: it is no count, or runs backwards.
    """
    if given in NOTHING:
        return None
    match = _COUNT.fullmatch(given)
    low, dots, high = match.groups() if match else (None, None, None)
    first = int(low.replace(",", "")) if low else None
    last = int(high.replace(",", "")) if high else None
    if (first is None and last is None) or (not dots and last is not None):
        raise UsageError(f"{given!r} is no count", remedy="Write 11, 11..34, 11.. (or more) or ..34 (or fewer)")
    if not dots:
        last = first
    if first is not None and last is not None and first > last:
        raise UsageError(f"the count {given!r} runs backwards", remedy=f"Write {last}..{first}")
    return {"low": first, "high": last}


def act_of(given: str, known: Known | None = None) -> dict[str, str | None]:
    """Read an act: a type, or type and mode as in ``ASSAULT/aerial``. A type alone is of no mode.

    Raises:
        UsageError: there is no such type, or the type has no such mode.
    """
    type_, _, mode = given.partition("/")
    found = next((one for one in EVENT_TYPES if one == type_.strip().upper()), None)
    if found is None:
        raise UsageError(f"no event type {type_!r}", remedy=f"Use one of {', '.join(EVENT_TYPES)}")
    modes = Plover.load().modes(found)
    if mode and mode not in modes:
        listed = ", ".join(modes)
        raise UsageError(f"{found} has no mode {mode!r}", remedy=f"Use one of {listed}" if modes else "It has none")
    return {"type": found, "mode": mode or None}


def actors_of(given: str, known: Known) -> list[dict[str, str | None]]:
    """Read whoever acts or is acted on: ids or names, parted by ``;``; an unknown name is an actor of its own."""
    return [actor_of(one, known) for one in _listed(given)]


def actor_of(given: str, known: Known) -> dict[str, str | None]:
    """Read one actor, by an id of the registry or the case, or by a name."""
    entry = known.registry.get(given) or known.registry.lookup(given)
    if entry is not None:
        return {"actor": entry.id, "name": entry.name}
    actor, name = known.find(given) or (known.identify(given), given)
    return {"actor": actor, "name": name}


def _places(given: str, known: Known) -> list[dict[str, Any]]:
    return [place_of(one) for one in _listed(given)]


def _date(given: str, known: Known) -> str | None:
    if given in NOTHING:
        return None
    try:
        return str(Edtf(given))
    except RecordError as error:
        raise UsageError(str(error), remedy="Write it as 2019, 2019-07, 2019-07-19 or 2019-07-19/2019-07-21") from None


def time_of_day(given: str, known: Known | None = None) -> str | None:
    """Read a time of day: ``19:05``, or the part of the day by a word of the codebook, as ``night``.

    >>> time_of_day("7:05"), time_of_day("Night"), time_of_day("none")
    ('07:05', 'night', None)

    Raises:
        UsageError: it is neither.
    """
    if given in NOTHING:
        return None
    if match := _CLOCK.fullmatch(given):
        return f"{int(match[1]):02}:{match[2]}"
    parts = _parts()
    if given.lower() not in parts:
        raise UsageError(f"{given!r} is no time of day", remedy=f"Write 19:05, or one of {', '.join(sorted(parts))}")
    return given.lower()


@cache
def _parts() -> frozenset[str]:
    return frozenset(load_time_words()["part"])


def _source(given: str, known: Known) -> dict[str, str | None] | None:
    return None if given in NOTHING else actor_of(given, known)


def _one_of(what: str, words: Sequence[str]) -> Parse:
    def parse(given: str, known: Known) -> str:
        if given not in words:
            raise UsageError(f"no {what} {given!r}", remedy=f"Use one of {', '.join(words)}")
        return given

    return parse


MENTION_FIELDS: Mapping[str, Parse] = {
    "type": act_of,
    "status": _one_of("status", STATUSES),
    "date": _date,
    "time_of_day": time_of_day,
    "actors": actors_of,
    "recipients": actors_of,
    "places": _places,
    "source": _source,
    "stance": _one_of("stance", STANCES),
}

EVENT_FIELDS: Mapping[str, Parse] = {
    "type": act_of,
    "status": _one_of("status", get_args(EventStatus)),
    "responsibility": _one_of("responsibility", get_args(Responsibility)),
    "date": _date,
    "actors": actors_of,
    "recipients": actors_of,
    "places": _places,
}


def _text(given: object) -> str:
    if given is None:
        return "none"
    if isinstance(given, list | tuple):
        return "; ".join(map(_text, given))
    return str(given).strip()


def _listed(given: str) -> list[str]:
    return [] if given in NOTHING else [one.strip() for one in given.split(";") if one.strip()]
