"""Read a case through the gate for publication: reviewed events, and what they rest on, alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sayso.applying import decisions_for, machine_event
from sayso.codebook.phrases import fold
from sayso.merge_rules import MergeRules
from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision, DecisionTarget
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge, Redirect
from sayso.record.events import Event
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.relations import Relation
from sayso.review.gate import LeftOut, reviewed
from sayso.store.filters import MentionFilter
from sayso.store.log import in_force
from sayso.store.view import View


class ReviewedView:
    """List the reviewed events of a case, their mentions, and what these name, as ``View`` lists them.

    Commitments, relations and rejections, which nobody confirms, are left out, and so are decisions that do not hold or
    are on anything else. ``left_out`` counts the events that are not shown.
    """

    def __init__(self, view: View, rules: MergeRules) -> None:
        self._view = view
        states = _states(View(view.connection), rules)
        self._events: dict[str, Event] = {one.id: one for one in view.events() if states[one.id] == "reviewed"}
        counts = Counter(states.values())
        self.left_out = LeftOut(counts["open"], counts["changed"])
        self._mentions: set[str] = {one for event in self._events.values() for one in event.mentions}
        self._documents: set[str] = {one for event in self._events.values() for one in event.documents}
        self._actors, self._places, self._names = self._named()

    def events(self, event: str | None = None) -> Iterator[Event]:
        """List the reviewed events, or the one with this id."""
        for one in self._events.values():
            if event is None or one.id == event:
                yield one if one.part_of in self._events else replace(one, part_of=None)

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[EventMention]:
        """List the mentions of reviewed events that pass a filter."""
        return (one for one in self._view.mentions(wanted) if one.id in self._mentions)

    def documents(self) -> Iterator[Document]:
        """List the documents of reviewed events."""
        return (one for one in self._view.documents() if one.id in self._documents)

    def commitments(self) -> Iterator[Commitment]:
        """List none."""
        yield from ()

    def relations(self) -> Iterator[Relation]:
        """List none."""
        yield from ()

    def rejections(self) -> Iterator[Rejection]:
        """List none."""
        yield from ()

    def actors(self) -> Iterator[Actor]:
        """List the actors that mentions of reviewed events name."""
        for one in self._view.actors():
            if one.id in self._actors:
                yield replace(one, documents=tuple(doc for doc in one.documents if doc in self._documents))

    def places(self) -> Iterator[Place]:
        """List the places that mentions of reviewed events name."""
        return (one for one in self._view.places() if one.id in self._places)

    def sources(self) -> Iterator[Source]:
        """List the outlets of reviewed events, and whoever is quoted for them."""
        for one in self._view.sources():
            documents = tuple(doc for doc in one.documents if doc in self._documents)
            if documents and fold(one.name) in self._names:
                yield replace(one, documents=documents)

    def links(self) -> Iterator[Link]:
        """List links between reviewed events."""
        return (one for one in self._view.links() if {one.source, one.target} <= self._events.keys())

    def edges(self) -> Iterator[Edge]:
        """List why mentions of reviewed events were joined or kept apart."""
        return (one for one in self._view.edges() if {one.left, one.right} <= self._mentions)

    def redirects(self) -> Iterator[Redirect]:
        """List former ids of reviewed events."""
        return (one for one in self._view.redirects() if one.new in self._events)

    def decisions(self) -> Iterator[Decision]:
        """List the decisions that hold on what is listed here."""
        for one in sorted(in_force(self._view.connection), key=lambda decision: decision.id):
            if self._shows(one.target) and (one.other is None or self._shows(one.other)):
                yield one

    def words(self, event: str) -> str:
        """Give the sentence that tells an event best."""
        return self._view.words(event)

    def n_waiting(self) -> int:
        """Count the documents that wait to be merged."""
        return self._view.n_waiting()

    def _shows(self, target: DecisionTarget) -> bool:
        if target.mentions:
            return any(one.mention in self._mentions for one in target.mentions)
        if target.kind == "document":
            return target.id in self._documents
        if target.kind in ("actor", "place"):
            return target.id in (self._actors if target.kind == "actor" else self._places)
        return fold(target.quotation or "") in self._names

    def _named(self) -> tuple[set[str], set[str], set[str]]:
        """Give the ids of actors and places of the mentions, and the folded names of outlets and whoever is quoted."""
        actors, places = set[str](), set[str]()
        names = {fold(one.outlet) for one in self.documents() if one.outlet}
        for one in self.mentions():
            quoted = [link.source for link in one.attribution if link.source]
            actors.update(who.actor for who in (*one.actors, *one.recipients) if who.actor)
            actors.update(who.actor for who in quoted if who.actor)
            places.update(place.place for place in one.places if place.place)
            names.update(fold(who.name or who.text) for who in quoted)
        for event in self._events.values():
            actors.update(who.actor for who in (*event.actors, *event.recipients) if who.actor)
            places.update(place.place for place in event.places if place.place)
        return actors, places, names


def _states(view: View, rules: MergeRules) -> dict[str, str]:
    """Say of each event whether it was reviewed, by what stands in the case, whatever of it is shown."""
    states: dict[str, str] = {}
    for event in view.events():
        states[event.id] = "open"
        if event.review is not None:
            decisions = decisions_for(view.connection, event.mentions)
            states[event.id] = reviewed(decisions, machine_event(view, rules, event.id))
    return states
