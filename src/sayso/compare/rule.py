"""The rule by which a row and an event are the same act.

They match if both can be on one day, or a day apart; if a type of the row is the event's; and if they share a place or
an actor, and no place of theirs speaks against it; or if the row bears the event's id, as in an export that was edited.
Among several the best by ``score`` is taken, each once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal

from sayso.compare.acts import Act, Where

DAYS_APART = 1
"""Days by which two dates may miss each other: reports of a night name either day."""

NEAR_KM = 50.0
"""Kilometres within which two points are one place, as in merging."""

EARTH_KM = 6371.0

Place = Literal["same", "country", "unknown", "apart"]


@dataclass(frozen=True, slots=True)
class Alike:
    """Say how a row and an event go together: ``gap`` in days between them, None where either is undated.

    ``exact``: both are dated to one day. ``actors`` are the keys of names that both have.
    """

    id: bool
    gap: int | None
    exact: bool
    type: bool
    place: Place
    km: float | None
    actors: frozenset[str]

    @property
    def is_match(self) -> bool:
        """Tell whether the two are the same act by the rule."""
        if self.id:
            return True
        met = self.place == "same" or bool(self.actors)
        return self.gap is not None and self.gap <= DAYS_APART and self.type and self.place != "apart" and met

    @property
    def score(self) -> float:
        """Rank matches: 10 the id, up to 1 the day, 1.5 the place or .5 the country, .75 each of up to two actors."""
        day = 0.5 if self.gap else 1.0 if self.exact else 0.75
        place = {"same": 1.5, "country": 0.5}.get(self.place, 0.0)
        return (10.0 if self.id else 0.0) + day + place + 0.75 * min(len(self.shared()), 2)

    def shared(self) -> tuple[str, ...]:
        """Name the actors that both have: by name, or as the state whose bodies they are."""
        named = sorted(key.partition(":")[2] for key in self.actors if not key.startswith("state:"))
        return tuple(named or sorted(key.partition(":")[2] for key in self.actors))

    def reasons(self) -> tuple[str, ...]:
        """Say in words what agrees."""
        days = {0: "same day" if self.exact else "dates overlap", 1: "a day apart"}.get(
            2 if self.gap is None else self.gap
        )
        near = f"same place ({self.km:.0f} km)" if self.km is not None else "same place"
        place = {"same": near, "country": "same country"}.get(self.place)
        shared = f"same actors: {', '.join(self.shared())}" if self.actors else None
        told = ("same id" if self.id else None, days, "same type" if self.type else None, place, shared)
        return tuple(reason for reason in told if reason)

    def fails(self) -> str:
        """Say in words what keeps the two apart, the first that does; in the order date, type, place, actors."""
        if self.gap is None or self.gap > DAYS_APART:
            return "date"
        if not self.type:
            return "type"
        return "place" if self.place == "apart" else "actors and place"


def alike(row: Act, event: Act) -> Alike:
    """Compare a row with an event."""
    place, km = _place(row.places, event.places)
    exact = row.first == row.last and event.first == event.last
    types = bool(row.types & event.types)
    return Alike(row.id == event.id, _gap(row, event), exact, types, place, km, row.actors & event.actors)


def kilometres(one: Where, other: Where) -> float | None:
    """Give the distance of two points along the ground, None where either has none.

    >>> round(kilometres(Where("Baghdad", "IQ", 33.34, 44.40), Where("Balad", "IQ", 34.01, 44.15)))
    78
    """
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    south, north = radians(one.latitude), radians(other.latitude)
    half = sin((north - south) / 2) ** 2
    across = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half + cos(south) * cos(north) * across))


def _gap(row: Act, event: Act) -> int | None:
    """Count the days between the last day of one and the first of the other; 0 where they overlap."""
    if row.first is None or row.last is None or event.first is None or event.last is None:
        return None
    return max(0, (row.first - event.last).days, (event.first - row.last).days)


def _place(rows: tuple[Where, ...], events: tuple[Where, ...]) -> tuple[Place, float | None]:
    """Say whether any place of one is any of the other; wide ground tells no more than the country."""
    pairs = [(one, other) for one in rows for other in events]
    spots = [(one, other) for one, other in pairs if not one.wide and not other.wide]
    if any(one.folded == other.folded and one.folded for one, other in spots):
        return "same", None
    distances = [km for one, other in spots if (km := kilometres(one, other)) is not None]
    if distances and min(distances) <= NEAR_KM:
        return "same", min(distances)
    countries = [(one.country, other.country) for one, other in pairs if one.country and other.country]
    if distances or (countries and all(one != other for one, other in countries)):
        return "apart", None
    return ("country", None) if countries else ("unknown", None)
