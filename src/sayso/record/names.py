"""Names: the words of a report that name somebody or something, whether or not they take part in an act."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.ids import ActorId, PlaceId
from sayso.record.marks import NameLabel
from sayso.record.mentions import PlaceCandidate
from sayso.record.spans import Span


@dataclass(frozen=True, slots=True)
class Name(Span):
    """Quote a name and say what bears it.

    ``label``: PER a person, ORG a body or group, LOC a place or state, FAC a building, base or crossing,
    WEAPON, NAT a people or what is of a state ("Iranian"), MISC anything else. ``actor`` and ``place`` are
    whom and where it names, None if not resolved; a state has both.
    """

    label: NameLabel
    actor: ActorId | None = None
    place: PlaceId | None = None


@dataclass(frozen=True, slots=True)
class PlaceName(Span):
    """Quote a place and say where it is, whether or not an act took place there.

    ``place``, ``country``, coordinates, ``geo_precision``, ``relation`` and ``candidates`` are those of
    ``record.mentions.PlaceArgument``; ``kind`` and ``admin1`` are the place's own, ``reason`` why it is this one.
    """

    place: PlaceId | None
    name: str
    kind: str | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    relation: str | None
    candidates: tuple[PlaceCandidate, ...]
    reason: str
