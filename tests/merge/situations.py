"""Situations made by hand: ``case.says("Wire", "2019-07-20", by=PENTAGON)`` adds a report with one mention."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.standings import Standings
from sayso.merge.event import EventMaker
from sayso.merge.sides import Sides
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.events import Contested, Event
from sayso.record.ids import ActorId, DocumentId, PlaceId
from sayso.record.mentions import Attribution, EventMention, NumberArgument, PlaceArgument, SourceArgument
from sayso.record.spans import Span
from tests.factory import Who, document, mention

EVENTS = EventMaker.of(Sides.of(ActorRegistry.load(), Standings.load()))

ISRAEL, SYRIA, IRAN = ("Israel", "israel"), ("Syria", "syria"), ("Iran", "iran")
HOUTHIS, PENTAGON, RUSSIA = ("Houthis", "houthis"), ("Pentagon", "pentagon"), ("Russia", "russia")
FRANCE, REUTERS, TIMES = ("France", "france"), ("Reuters", "reuters"), ("New York Times", "new-york-times")
OFFICIALS = ("two US officials", None)
_WORDS = (ISRAEL, SYRIA, IRAN, HOUTHIS, PENTAGON, RUSSIA, FRANCE, REUTERS, TIMES, OFFICIALS)
TEXT = "They bombed, it is said, by and for: " + ", ".join(words for words, _ in _WORDS) + ". Doctors. People."

Source = tuple[str, str | None]


def link(who: Source | None, stance: str = "states", cue: str = "said") -> Attribution:
    """Make a link of a chain; people without an id are unnamed, None is hearsay."""
    at = TEXT.index(who[0]) if who else 0
    named = SourceArgument(at, at + len(who[0]), who[0], _id(who[1]), who[0]) if who else None
    unnamed = who is not None and who[1] is None
    return Attribution(named, unnamed, Span(0, len(cue), cue), stance)  # type: ignore[arg-type]


def count(low: int | None, high: int | None, kind: str = "killed", **fields: Any) -> NumberArgument:
    """Make a count of a mention; its words do not matter here."""
    return NumberArgument(0, 1, "x", kind, fields.pop("who", None), low, high, **fields)  # type: ignore[arg-type]


def place(name: str, precision: int, country: str, point: tuple[float, float] | None = None) -> PlaceArgument:
    """Make the place of an act, with an id of its name."""
    latitude, longitude = point or (None, None)
    return PlaceArgument(0, 1, name, PlaceId(name.lower()), name, country, latitude, longitude, precision)


@dataclass
class Case:
    """Hold reports and what they tell of one event."""

    mentions: list[EventMention] = field(default_factory=list)
    documents: dict[DocumentId, Document] = field(default_factory=dict)

    def report(self, outlet: str | None, published: str | None = None, **fields: Any) -> Document:
        """Add a report; each has a path of its own and so an id of its own."""
        doc = document(TEXT, f"{len(self.documents)}.txt", outlet=outlet, published=published, **fields)
        self.documents[doc.id] = doc
        return doc

    def says(
        self,
        outlet: str | Document | None,
        published: str | None = None,
        by: Source | None = None,
        stance: str = "states",
        actors: tuple[Who, ...] = (ISRAEL,),
        chain: tuple[Attribution, ...] = (),
        **fields: Any,
    ) -> EventMention:
        """Add a mention, in a report of its own if an outlet is given; without a source its author speaks."""
        doc = outlet if isinstance(outlet, Document) else self.report(outlet, published, **fields.pop("doc", {}))
        links = chain or ((link(by, stance, fields.pop("cue", "said")),) if by else ())
        date = fields.pop("date", None)
        told = mention(
            TEXT, "bombed", doc=doc, actors=actors, attribution=links, date=Edtf(date) if date else None, **fields
        )
        ordinal = sum(one.doc == doc.id for one in self.mentions)
        told = replace(told, id=f"{told.id[:-2]}{ordinal:02}")
        self.mentions.append(told)
        return told

    def event(self) -> Event:
        """View all of it as one event."""
        return EVENTS.event_of(self.mentions, self.documents)

    def contested(self, name: str) -> dict[str, int]:
        """Give the values of a contested field with how many mentions each has; empty if it is not contested."""
        rows = [row for row in self.event().contested if row.field == name]
        return {value.value: len(value.mentions) for row in rows for value in row.values}

    def history(self) -> list[tuple[str | None, str]]:
        """Give the dates and values of the standing."""
        return [(point.as_of, point.status) for point in self.event().status_history]

    def who_history(self) -> list[tuple[str | None, str]]:
        """Give the dates and values of the responsibility."""
        return [(point.as_of, point.status) for point in self.event().responsibility_history]


def fields_of(rows: tuple[Contested, ...]) -> set[str]:
    """Name the contested fields."""
    return {row.field for row in rows}


def _id(actor: str | None) -> ActorId | None:
    return ActorId(actor) if actor else None
