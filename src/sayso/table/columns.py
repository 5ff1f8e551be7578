"""What a row of the table says of an event, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.codebook.phrases import fold
from sayso.record.events import Event, EventActor, Voice, toll_of
from sayso.record.vocabulary import NumberKind

Kind = str
"""What a value of an event is of: one of ``KINDS``."""

KINDS: Mapping[Kind, str] = {
    "actor": "actors, as they are called",
    "recipient": "whoever is acted on",
    "place": "places",
    "country": "countries of the places, by ISO code",
    "outlet": "outlets that report it",
    "source": "whoever is quoted for it by name",
    "tag": "tags that people set",
    "contested_field": "fields on which the reports differ",
    "document": "ids of the documents it stands in",
}
"""What an event may have several of, with what each list holds. A column of the same name in the plural lists them."""

LISTS: Mapping[Kind, str] = {
    "actor": "actors", "recipient": "recipients", "place": "places", "country": "countries", "outlet": "outlets",
    "source": "sources", "tag": "tags", "contested_field": "contested_fields", "document": "documents",
}  # fmt: skip
"""The column that lists the values of each kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """Name a column of one value an event, its type in SQL, and what it holds."""

    name: str
    type: str
    meaning: str


COLUMNS: tuple[Column, ...] = (
    Column("id", "VARCHAR", "id of the event"),
    Column("type", "VARCHAR", "PLOVER type"),
    Column("mode", "VARCHAR", "PLOVER mode, null if none is told"),
    Column("quad", "VARCHAR", "verbal_cooperation, material_cooperation, verbal_conflict, material_conflict"),
    Column("score", "DOUBLE", "PLOVER score of the type, -10 to 10"),
    Column("title", "VARCHAR", "one line of what happened"),
    Column("date", "VARCHAR", "EDTF date, null where none is told"),
    Column("date_first", "DATE", "first day the date can mean, null if open or unknown"),
    Column("date_last", "DATE", "last day the date can mean, inclusive, null if open or unknown"),
    Column("date_basis", "VARCHAR", "stated, relative, narrative, document, none"),
    Column("status", "VARCHAR", "whether it happened: confirmed, reported, contested, denied …"),
    Column("responsibility", "VARCHAR", "who did it: claimed, admitted, attributed, disputed, unknown"),
    Column("contested", "BOOLEAN", "whether reports differ on any field"),
    Column("independent", "INTEGER", "independent origins that a text names (n_origins_shown)"),
    Column("unstated", "INTEGER", "outlets that tell it and name nobody (n_origin_unstated)"),
    Column("voices", "INTEGER", "voices that tell it"),
    Column("n_mentions", "INTEGER", "mentions merged into it"),
    Column("n_documents", "INTEGER", "reports it stands in"),
    Column("credibility_suggested", "INTEGER", "Admiralty 1 (best) to 6, by rule"),
    Column("credibility", "INTEGER", "Admiralty 1 to 6 by a person's decision, else null"),
    Column("probability", "DOUBLE", "of its likeliest mention, 0 to 1"),
    Column("point", "VARCHAR", "its first place that has a point"),
    Column("latitude", "DOUBLE", "of that point, degrees, WGS 84"),
    Column("longitude", "DOUBLE", "of that point"),
    Column("geo_precision", "INTEGER", "UCDP where_prec of that point, 1 exact to 7"),
    Column("killed_low", "INTEGER", "fewest killed in this act that the reports allow, null where none is told"),
    Column("killed_best", "INTEGER", "killed, as most origins say exactly, null where no count is exact"),
    Column("killed_high", "INTEGER", "most killed that the reports allow, null if open or not told"),
    Column("wounded_low", "INTEGER", "as killed_low"),
    Column("wounded_best", "INTEGER", "as killed_best"),
    Column("wounded_high", "INTEGER", "as killed_high"),
    Column("review", "VARCHAR", "confirmed where a person confirmed it, else null"),
    Column("decided_by", "VARCHAR", "person where a decision holds on it, else machine"),
    Column("part_of", "VARCHAR", "id of the series it is part of, else null"),
)


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one of several values of an event: its kind, its id (or the value itself), and what it is called.

    ``basis`` is the ground on which an actor is named, or how the event stands on a source's word alone; ``private``
    marks individuals whom nobody should look up.
    """

    kind: Kind
    id: str
    name: str
    basis: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one event as a row: its values in the order of ``COLUMNS``, and those it may have several of."""

    values: tuple[Any, ...]
    lists: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Hold what an event's own record does not: outlets by document, probability by event, private actors' ids."""

    outlets: Mapping[str, str]
    probabilities: Mapping[str, float]
    private: frozenset[str]


def row_of(event: Event, around: Surroundings) -> Row:
    """Make the row of one event."""
    point = next((place for place in event.places if place.latitude is not None), None)
    date = event.date
    values = (
        event.id, event.type, event.mode, event.quad, event.score, event.title,
        str(date) if date else None, date.first_day if date else None, date.last_day if date else None,
        event.date_basis, event.status, event.responsibility, bool(event.contested), event.n_origins_shown,
        event.n_origin_unstated, len(event.voices), event.n_mentions, event.n_documents, event.credibility_suggested,
        event.credibility, around.probabilities.get(event.id, 0.0),
        point.name if point else None, point.latitude if point else None, point.longitude if point else None,
        point.geo_precision if point else None, *_toll(event, "killed"), *_toll(event, "wounded"),
        event.review, event.decided_by, event.part_of,
    )  # fmt: skip
    return Row(values, tuple({(one.kind, one.id): one for one in _lists(event, around)}.values()))


def _lists(event: Event, around: Surroundings) -> Iterator[Value]:
    for kind, people in (("actor", event.actors), ("recipient", event.recipients)):
        yield from (_who(kind, one, around.private) for one in people if one.name)
    for place in event.places:
        if place.name:
            yield Value("place", place.place or fold(place.name), place.name)
        if place.country:
            yield Value("country", place.country, place.country)
    for doc in event.documents:
        yield Value("document", doc, doc)
        if outlet := around.outlets.get(doc):
            yield Value("outlet", fold(outlet), outlet)
    yield from (_voice(one, around.private) for one in event.voices if one.source and one.source.name)
    yield from (Value("tag", tag, tag) for tag in event.tags)
    yield from (Value("contested_field", one.field, one.field) for one in event.contested)


def _who(kind: Kind, one: EventActor, private: frozenset[str]) -> Value:
    name = one.name or ""
    return Value(kind, one.actor or fold(name), name, one.basis, one.actor in private)


def _voice(one: Voice, private: frozenset[str]) -> Value:
    source = one.source
    assert source is not None and source.name is not None
    return Value("source", source.actor or fold(source.name), source.name, one.says, source.actor in private)


def _toll(event: Event, kind: NumberKind) -> tuple[int | None, int | None, int | None]:
    """Give the bounds of one kind of count in this act."""
    count = toll_of(event, kind)
    return (count.low, count.best, count.high) if count else (None, None, None)
