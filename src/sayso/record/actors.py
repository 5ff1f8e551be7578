"""Who and where, as things in the world: rows of actors.jsonl, places.jsonl and sources.jsonl."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.ids import ActorId, DocumentId, PlaceId, SourceId
from sayso.record.vocabulary import ActorKind, DecidedBy, SourceKind


@dataclass(frozen=True, slots=True)
class Alias:
    """Count how often an actor goes by one form of words."""

    text: str
    n: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Describe an actor as the case knows it: identity from the registry, names from the texts.

    ``kind_probability`` (0–1) is that ``kind`` is right where it is a guess from the words, None where it is none.
    """

    id: ActorId
    name: str
    kind: ActorKind = "unknown"
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: tuple[Alias, ...] = ()
    wikidata: str | None = None
    sensitive: bool = False
    documents: tuple[DocumentId, ...] = ()
    decided_by: DecidedBy = "machine"
    kind_probability: float | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Describe a place; coordinates are WGS84 degrees and null unless their basis is stated."""

    id: PlaceId
    name: str
    kind: str | None = None
    country: str | None = None
    country_disputed: bool = False
    admin1: str | None = None
    admin2: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    coordinate_basis: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Describe an outlet or whoever is quoted. ``grade`` is Admiralty A–F, F until a person grades it."""

    id: SourceId
    name: str
    kind: SourceKind
    country: str | None = None
    party_to: tuple[str, ...] = ()
    grade: str = "F"
    graded_by: str | None = None
    documents: tuple[DocumentId, ...] = ()
