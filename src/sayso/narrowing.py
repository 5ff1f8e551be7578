"""Read a part of a case: chosen events, and what they rest on, alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from sayso.codebook.phrases import fold
from sayso.errors import UsageError
from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision, DecisionTarget
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge, Redirect
from sayso.record.events import Event
from sayso.record.ids import DocumentId
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.relations import Relation
from sayso.store.chain import Receipt
from sayso.store.fetched import Fetch
from sayso.store.filters import MentionFilter
from sayso.store.finding import Hit
from sayso.store.listed import CommitmentFilter, Found, Stretch, passes
from sayso.store.of_documents import DocumentFilter
from sayso.store.ties import Ties, only
from sayso.store.view import View

EVERY = 1 << 62
"""More rows than any case has."""


@dataclass(frozen=True, slots=True)
class _Named:
    """Hold ids of actors and places, and the folded names of outlets and whoever is quoted."""

    actors: Set[str]
    places: Set[str]
    sources: Set[str]


class NarrowedView:
    """List chosen events of a case, their mentions, and what these name, as ``View`` lists them.

    ``chosen`` are ids of events. What a reader of the chosen events may ask of them is listed too: commitments on which
    one of them tells, relations between actors that they name, decisions on what is shown. Rejections, which are of no
    event, are left out.
    """

    def __init__(self, view: View | NarrowedView, chosen: Set[str]) -> None:
        self._view = view
        self._chosen = chosen

    @property
    def connection(self) -> sqlite3.Connection:
        """Give the connection to the case file."""
        return self._view.connection

    def events(self, event: str | None = None) -> Iterator[Event]:
        """List the chosen events, or the one with this id."""
        for one in self._view.events(event):
            if one.id in self._chosen:
                yield one if one.part_of in self._chosen else replace(one, part_of=None)

    def several_events(self, ids: Sequence[str]) -> Iterator[Event]:
        """List the chosen events with these ids, in their order."""
        for one in self._view.several_events([one for one in ids if one in self._chosen]):
            yield one if one.part_of in self._chosen else replace(one, part_of=None)

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[EventMention]:
        """List the mentions of chosen events that pass a filter."""
        return (one for one in self._view.mentions(wanted) if one.event in self._chosen)

    def documents(self) -> Iterator[Document]:
        """List the documents of chosen events."""
        return (one for one in self._view.documents() if one.id in self._documents)

    def document(self, doc: str) -> Document:
        """Give one document of chosen events by id or path.

        Raises:
            UsageError: there is none.
        """
        found = self._view.document(doc)
        if found.id not in self._documents:
            raise UsageError(f"the document {doc!r} is not among what is shown", remedy="Leave out the filters")
        return found

    def text(self, doc: str) -> str:
        """Give a document's text of record."""
        return self._view.text(doc)

    def original(self, sha256: str) -> bytes:
        """Give the bytes a document was read from; whoever asks has been given the document."""
        return self._view.original(sha256)

    def withholds(self, doc: str) -> bool:
        """Tell whether the bytes of a document are not to be shown."""
        return doc not in self._documents or self._view.withholds(doc)

    def receipts(self, doc: str) -> Iterator[tuple[int, Receipt]]:
        """List what came as a document, from where and when."""
        return self._view.receipts(doc)

    def fetches(self, sha256: str) -> Iterator[Fetch]:
        """List what servers said when they gave certain bytes."""
        return self._view.fetches(sha256)

    def documents_listed(self, wanted: DocumentFilter, part: Stretch) -> Found:
        """Find documents of chosen events, the latest published first."""
        ids = self._view.documents_listed(wanted, Stretch(EVERY)).ids
        kept = tuple(one for one in ids if one in self._documents)
        return Found(kept[part.start : part.start + part.limit], len(kept))

    def n_mentions(self, docs: Iterable[str]) -> Mapping[str, int]:
        """Count the mentions of chosen events in documents."""
        return {doc: sum(1 for _ in self.mentions_read(doc)) for doc in docs}

    def excerpts(self, words: str, docs: Sequence[str]) -> Mapping[str, str]:
        """Give the words around what was looked for."""
        return self._view.excerpts(words, docs)

    def n_rejections(self) -> int:
        """Count none."""
        return 0

    def mentions_read(self, doc: str) -> Iterator[EventMention]:
        """List the mentions of chosen events in a document."""
        return (one for one in self._view.mentions_read(doc) if one.id in self._mentions)

    def mentions_rejected(self, doc: str) -> Iterator[EventMention]:
        """List none."""
        yield from ()

    def commitments_in(self, doc: str) -> tuple[str, ...]:
        """Find the commitments shown here that a document reports."""
        return tuple(one for one in self._view.commitments_in(doc) if any(self.commitments(one)))

    def copies_of(self, doc: str) -> tuple[DocumentId, ...]:
        """List the documents of chosen events that copy one."""
        return tuple(one for one in self._view.copies_of(doc) if one in self._documents)

    def all_versions(self, doc: str) -> tuple[DocumentId, ...]:
        """List the versions of a document that tell chosen events."""
        return tuple(one for one in self._view.all_versions(doc) if one in self._documents)

    def translations_naming(self, document: Document) -> tuple[DocumentId, ...]:
        """List the documents of chosen events that may be translations of one."""
        return tuple(one for one in self._view.translations_naming(document) if one in self._documents)

    def commitments(self, commitment: str | None = None) -> Iterator[Commitment]:
        """List the commitments on whose standing chosen events or their mentions tell."""
        known = self._chosen | self._mentions
        return (one for one in self._view.commitments(commitment) if not known.isdisjoint(one.standing_evidence))

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """List the relations between actors of chosen events, as their documents state them."""
        for one in self._view.relations(relation):
            evidence = tuple(said for said in one.evidence if said.doc in self._documents)
            if evidence and {one.subject, one.object} <= self._named.actors:
                yield replace(one, evidence=evidence)

    def rejections(self) -> Iterator[Rejection]:
        """List none."""
        yield from ()

    def actors(self, actor: str | None = None) -> Iterator[Actor]:
        """List the actors that chosen events and their mentions name."""
        for one in self._view.actors(actor):
            if one.id in self._named.actors:
                yield replace(one, documents=tuple(doc for doc in one.documents if doc in self._documents))

    def places(self, place: str | None = None) -> Iterator[Place]:
        """List the places that chosen events and their mentions name."""
        return (one for one in self._view.places(place) if one.id in self._named.places)

    def sources(self, source: str | None = None) -> Iterator[Source]:
        """List the outlets of chosen events, and whoever is quoted for them."""
        for one in self._view.sources(source):
            documents = tuple(doc for doc in one.documents if doc in self._documents)
            if documents and fold(one.name) in self._named.sources:
                yield replace(one, documents=documents)

    def links(self, event: str | None = None) -> Iterator[Link]:
        """List links between chosen events, or those from and to one."""
        return (one for one in self._view.links(event) if {one.source, one.target} <= self._chosen)

    def edges(self, event: str | None = None) -> Iterator[Edge]:
        """List why mentions of chosen events, or of one, were joined or kept apart."""
        return (one for one in self._view.edges(event) if {one.left, one.right} <= self._mentions)

    def edges_between(self, pairs: Sequence[tuple[str, str]]) -> list[Edge]:
        """Give the edges of given pairs of mentions of chosen events."""
        return [one for one in self._view.edges_between(pairs) if {one.left, one.right} <= self._mentions]

    def ties(self, event: str, most: int) -> Ties:
        """Give why the mentions of a chosen event are one, and what was nearly joined to it of those chosen."""
        return only(self._view.ties(event, most), self._mentions)

    def event_of(self, identity: str) -> str | None:
        """Give the chosen event that an id leads to."""
        event = self._view.event_of(identity)
        return event if event in self._chosen else None

    def redirects(self) -> Iterator[Redirect]:
        """List former ids of chosen events."""
        return (one for one in self._view.redirects() if one.new in self._chosen)

    def decisions(self) -> Iterator[Decision]:
        """List the decisions on what is listed here."""
        for one in self._view.decisions():
            if self._shows(one.target) and (one.other is None or self._shows(one.other)):
                yield one

    def words(self, event: str) -> str:
        """Give the sentence that tells an event best."""
        return self._view.words(event)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find documents of chosen events that hold all words, best first; a negative ``limit`` is none."""
        found = (hit for hit in self._view.search(words, -1) if hit.doc in self._documents)
        return list(found if limit < 0 else islice(found, limit))

    def n_waiting(self) -> int:
        """Count the documents that wait to be merged."""
        return self._view.n_waiting()

    def outlets(self, docs: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """List documents of chosen events, or those named, with their outlets, those that name one."""
        return ((doc, outlet) for doc, outlet in self._view.outlets(docs) if doc in self._documents)

    def probabilities(self, events: Iterable[str] | None = None) -> Iterator[tuple[str, float]]:
        """List chosen events, or those named, with the probability of their likeliest mention."""
        return ((event, value) for event, value in self._view.probabilities(events) if event in self._chosen)

    def private_people(self) -> frozenset[str]:
        """Give the ids of the actors who are private individuals."""
        return self._view.private_people()

    def private_among(self, actors: Iterable[str]) -> frozenset[str]:
        """Give which of some actors, by their ids, are private individuals."""
        return self._view.private_among(actors)

    def event_numbers(self) -> dict[str, int]:
        """Map the ids of chosen events to the numbers of their rows."""
        return {event: n for event, n in self._view.event_numbers().items() if event in self._chosen}

    def commitments_listed(self, wanted: CommitmentFilter, part: Stretch) -> Found:
        """Find commitments that are shown here, by id."""
        shown = [one for one in self.commitments() if passes(one, wanted)]
        return Found(tuple(one.id for one in shown[part.start : part.start + part.limit]), len(shown))

    def sources_listed(self, kind: str | None, name: str | None, part: Stretch) -> Found:
        """Find outlets and whoever is quoted that are shown here, those in most documents first."""
        shown = [one for one in self.sources() if kind in (None, one.kind) and fold(name or "") in fold(one.name)]
        shown.sort(key=lambda one: (-len(one.documents), one.id))
        return Found(tuple(one.id for one in shown[part.start : part.start + part.limit]), len(shown))

    def relations_of(self, actor: str) -> Iterator[Relation]:
        """List the relations shown here in which an actor stands."""
        return (one for one in self.relations() if actor in (one.subject, one.object))

    def _shows(self, target: DecisionTarget) -> bool:
        if target.mentions:
            return any(one.mention in self._mentions for one in target.mentions)
        if target.kind == "document":
            return target.id in self._documents
        if target.kind in ("actor", "place"):
            return target.id in (self._named.actors if target.kind == "actor" else self._named.places)
        return fold(target.quotation or "") in self._named.sources

    @cached_property
    def _rests_on(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the ids of mentions and documents of the chosen events."""
        mentions, documents = set[str](), set[str]()
        for one in self.events():
            mentions.update(one.mentions)
            documents.update(one.documents)
        return frozenset(mentions), frozenset(documents)

    @property
    def _mentions(self) -> frozenset[str]:
        return self._rests_on[0]

    @property
    def _documents(self) -> frozenset[str]:
        return self._rests_on[1]

    @cached_property
    def _named(self) -> _Named:
        actors, places = set[str](), set[str]()
        names = {fold(outlet) for _, outlet in self.outlets()}
        for one in self.mentions():
            quoted = [link.source for link in one.attribution if link.source]
            actors.update(who.actor for who in (*one.actors, *one.recipients) if who.actor)
            actors.update(who.actor for who in quoted if who.actor)
            places.update(place.place for place in one.places if place.place)
            names.update(fold(who.name or who.text) for who in quoted)
        for event in self.events():
            actors.update(who.actor for who in (*event.actors, *event.recipients) if who.actor)
            places.update(place.place for place in event.places if place.place)
        return _Named(frozenset(actors), frozenset(places), frozenset(names))
