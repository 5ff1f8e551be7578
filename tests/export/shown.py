"""Events made by hand, with the actors, places and reports they name: what writers of facts read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.record.actors import Actor, Place
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.events import Event, EventActor, EventNumber, EventPlace, ReportedCount
from sayso.record.ids import DocumentId, PlaceId
from sayso.record.mentions import EventMention
from sayso.store.filters import MentionFilter
from tests.factory import document, mention, number
from tests.table.test_event_table import event

TEXT = "Orland's jets bombed Vesta's depot near Karwan on Friday, which killed dozens of people."
DOC = document(TEXT, "a.txt", outlet="Meridian Wire", published="2020-01-11", title="=Jets bomb depot", language="en")
MENTION = mention(TEXT, "bombed", doc=DOC, numbers=[number(TEXT, "dozens", "killed", 24, None)])

ACTORS = (
    Actor("iraq", "Iraq", "state", "IQ", ("GOV",)),  # type: ignore[arg-type]
    Actor("turkey", "Turkey", "state", "TR", ("GOV",)),  # type: ignore[arg-type]
    Actor("front", "Karwan Front", "armed_group", "IQ", ("REB",)),  # type: ignore[arg-type]
    Actor("villagers", "villagers", "population", "IQ", ("CVL",)),  # type: ignore[arg-type]
    Actor("depot", "depot"),  # type: ignore[arg-type]
)
KARWAN = Place(PlaceId("karwan"), "Karwan", "town", "IQ", False, "Ninawa", "Sinjar", 99, 36.3, 41.8)


@dataclass(frozen=True)
class Shown:
    """List events as a case does."""

    kept: tuple[Event, ...]

    def events(self, event: str | None = None) -> Iterator[Event]:
        return iter(self.kept)

    def actors(self) -> Iterator[Actor]:
        return iter(ACTORS)

    def places(self) -> Iterator[Place]:
        return iter((KARWAN,))

    def document(self, doc: str) -> Document:
        return DOC

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[EventMention]:
        return iter((MENTION,))

    def words(self, event: str) -> str:
        return TEXT


def who(identity: str, basis: str = "stated") -> EventActor:
    """Name an actor by id, called as ``ACTORS`` call it."""
    name = next(one.name for one in ACTORS if one.id == identity)
    return EventActor(identity, name, basis, ())  # type: ignore[arg-type]


def killed(low: int | None, high: int | None, **fields: Any) -> EventNumber:
    """Make a row of dead that the one report tells."""
    told = (ReportedCount(low, high, (MENTION.id,), ()),)
    usual = {"who_class": "unknown", "side": None, "scope": "this_act", "as_of": None, "reported": told}
    return EventNumber("killed", low=low, best=low if low == high else None, high=high, **{**usual, **fields})  # type: ignore[arg-type]


def raid(identity: str = "m1", **fields: Any) -> Event:
    """Make an air raid of Turkey on the Karwan Front near Karwan in Iraq that killed dozens."""
    usual: dict[str, Any] = {
        "mode": "aerial", "date": Edtf("2020-01-10"), "actors": (who("turkey"),), "recipients": (who("front"),),
        "places": (EventPlace(KARWAN.id, "Karwan", "IQ", 36.3, 41.8, 2, "site"),), "numbers": (killed(24, None),),
        "documents": (DocumentId(DOC.id),), "mentions": (MENTION.id,),
    }  # fmt: skip
    return event(identity, **{**usual, **fields})
