"""Tables that people edit in a spreadsheet: which columns events, mentions and claims have, and what decides what.

A cell of an editable column is written as ``sayso decide`` takes it. ``as_exported`` marks a row by what its editable
cells held, so that a row of which the record has changed since is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from sayso.export.terminal import printable
from sayso.export.wording import act_words, actor_words, chain_words, field_words, voice_words
from sayso.record.claims import Claim
from sayso.record.events import Event, EventActor, EventPlace
from sayso.record.ids import content_hash
from sayso.record.mentions import ActorArgument, EventMention, PlaceArgument
from sayso.record.vocabulary import NUMBER_KINDS

Row = TypeVar("Row")
Deciding = Literal["correct", "credibility", "tag", "review", "field"]

ID, MARK = "id", "as_exported"
EVENTS, MENTIONS, CLAIMS = "e", "m", "c"
"""How the mark of a row begins: the table that it is of."""
NUMBER, OWN_FIELD = "number:", "field:"
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """Say what a column shows of a row, and by which decision an edited cell is kept; None is not to be edited."""

    name: str
    cell: Callable[[Row], str]
    decides: Deciding | None = None


def cells(row: Row, columns: Iterable[Column[Row]]) -> dict[str, str]:
    """Write a row: its cells by the names of their columns, in one line each, nothing in them that a terminal obeys."""
    return {column.name: printable(column.cell(row)).strip() for column in columns}


def mark(table: str, identity: str, row: Mapping[str, str], columns: Iterable[Column[Any]]) -> str:
    """Mark a row by what its editable cells hold; empty ones do not count, so that new columns change no mark."""
    held = (f"{one.name}={row[one.name]}" for one in columns if one.decides and row[one.name])
    return table + content_hash(identity, *held)


def event_columns(fields: Sequence[str] = ()) -> tuple[Column[Event], ...]:
    """Give the columns of events.csv; ``fields`` are a project's own."""
    return (*_EVENT_COLUMNS, *(Column(f"{OWN_FIELD}{name}", _own_field(name), "field") for name in fields))


def parts(thing: Event | EventMention, column: str) -> dict[str, str]:
    """Map what a list in a cell names to what names it without doubt: an actor's or place's id, or a point."""
    if column == "places":
        return {_place(one): one.place or _place(one) for one in _sites(thing.places)}
    listed: Iterable[EventActor | ActorArgument] = thing.actors if column == "actors" else thing.recipients
    return {_who(one): one.actor or _who(one) for one in listed}


def _who(one: EventActor | ActorArgument) -> str:
    words = one.text if isinstance(one, ActorArgument) else ""
    return _named(one.name or words or one.actor or "")


def _place(one: EventPlace | PlaceArgument) -> str:
    name = _named(one.name or (one.text if isinstance(one, PlaceArgument) else "") or one.place or "")
    if one.place or one.latitude is None or one.longitude is None:
        return name
    return f"{name} @ {one.latitude},{one.longitude}" if name else f"{one.latitude},{one.longitude}"


def _named(name: str) -> str:
    return printable(name).replace(";", ",").strip()


def _sites(places: Iterable[EventPlace | PlaceArgument]) -> Iterator[EventPlace | PlaceArgument]:
    return (one for one in places if one.role == "site")


def _listed(words: Iterable[str]) -> str:
    return BETWEEN.join(dict.fromkeys(word for word in words if word))


def _toll(kind: str) -> Callable[[Event], str]:
    def cell(event: Event) -> str:
        row = next((one for one in event.numbers if one.kind == kind and one.scope == "this_act"), None)
        return "" if row is None else _count(row.low, row.high)

    return cell


def _number(kind: str) -> Callable[[EventMention], str]:
    def cell(mention: EventMention) -> str:
        row = next((one for one in mention.numbers if one.kind == kind), None)
        return "" if row is None else _count(row.low, row.high)

    return cell


def _count(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    return str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"


def _own_field(name: str) -> Callable[[Event], str]:
    return lambda event: field_words(event.fields[name]) if name in event.fields else ""


def _source(mention: EventMention) -> str:
    first = mention.attribution[0] if mention.attribution else None
    return _named(first.source.name or first.source.text) if first and first.source else ""


_EVENT_COLUMNS: tuple[Column[Event], ...] = (
    Column("title", lambda event: event.title),
    Column("type", lambda event: act_words(event.type, event.mode), "correct"),
    Column("date", lambda event: event.date or "", "correct"),
    Column("status", lambda event: event.status, "correct"),
    Column("responsibility", lambda event: event.responsibility, "correct"),
    Column("actors", lambda event: _listed(map(_who, event.actors)), "correct"),
    Column("recipients", lambda event: _listed(map(_who, event.recipients)), "correct"),
    Column("places", lambda event: _listed(map(_place, _sites(event.places))), "correct"),
    *(Column(f"{NUMBER}{kind}", _toll(kind), "correct") for kind in NUMBER_KINDS),
    Column("credibility", lambda event: "" if event.credibility is None else str(event.credibility), "credibility"),
    Column("tags", lambda event: _listed(event.tags), "tag"),
    Column("review", lambda event: event.review or "", "review"),
    Column("credibility_suggested", lambda event: str(event.credibility_suggested)),
    Column("on_what_ground", lambda event: _listed(map(actor_words, event.actors))),
    Column("contested", lambda event: _listed(one.field for one in event.contested)),
    Column("voices", lambda event: _listed(map(voice_words, event.voices))),
    Column("documents", lambda event: str(event.n_documents)),
    Column("origins_shown", lambda event: str(event.n_origins_shown)),
    Column("part_of", lambda event: event.part_of or ""),
    Column("decided_by", lambda event: event.decided_by),
)
MENTION_COLUMNS: tuple[Column[EventMention], ...] = (
    Column("event", lambda mention: mention.event),
    Column("path", lambda mention: mention.path),
    Column("trigger", lambda mention: mention.trigger.text),
    Column("sentence", lambda mention: mention.sentence.text),
    Column("type", lambda mention: act_words(mention.type, mention.mode), "correct"),
    Column("date", lambda mention: mention.date or "", "correct"),
    Column("time_of_day", lambda mention: mention.time_of_day or "", "correct"),
    Column("status", lambda mention: mention.status, "correct"),
    Column("actors", lambda mention: _listed(map(_who, mention.actors)), "correct"),
    Column("recipients", lambda mention: _listed(map(_who, mention.recipients)), "correct"),
    Column("places", lambda mention: _listed(map(_place, _sites(mention.places))), "correct"),
    *(Column(f"{NUMBER}{kind}", _number(kind), "correct") for kind in NUMBER_KINDS),
    Column("source", _source, "correct"),
    Column("stance", lambda one: one.attribution[0].stance if one.attribution else "states", "correct"),
    Column("review", lambda mention: "", "review"),
    Column("on_whose_word", lambda mention: chain_words(mention.attribution)),
    Column("probability", lambda mention: str(mention.probability)),
    Column("doc", lambda mention: mention.doc),
)
CLAIM_COLUMNS: tuple[Column[Claim], ...] = (
    Column("mention", lambda claim: claim.mention),
    Column("event", lambda claim: claim.event),
    Column("field", lambda claim: claim.field),
    Column("value", lambda claim: claim.value if isinstance(claim.value, str) else _count(*claim.value)),
    Column("original", lambda claim: claim.original or ""),
    Column("on_whose_word", lambda claim: chain_words(claim.attribution)),
    Column("status", lambda claim: claim.status),
    Column("probability", lambda claim: str(claim.probability)),
    Column("doc", lambda claim: claim.doc),
)
