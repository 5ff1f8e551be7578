"""What a row about an event says beside the event: its mentions, documents, actors and places, looked up as asked."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from sayso.export.readable import Readable
from sayso.record.actors import Actor, Place
from sayso.record.documents import Document
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.store.filters import MentionFilter

DOCUMENTS_KEPT = 1024
"""Documents held at a time: events near each other in a case seldom stand in the same, and memory is to stay flat."""


class Gathered:
    """Look up what events of a case name. It holds all actors and places, which are few, and some documents."""

    def __init__(self, view: Readable) -> None:
        self._view = view
        self._actors: dict[str, Actor] = {one.id: one for one in view.actors()}
        self._places: dict[str, Place] = {one.id: one for one in view.places()}
        self._documents: OrderedDict[str, Document] = OrderedDict()

    def actor(self, identity: str | None) -> Actor | None:
        """Give an actor of the case, None where it knows none."""
        return self._actors.get(identity or "")

    def is_private(self, identity: str | None) -> bool:
        """Tell whether an actor is known as a private individual."""
        known = self.actor(identity)
        return known is not None and known.sensitive

    def place(self, identity: str | None) -> Place | None:
        """Give a place of the case, None where it knows none."""
        return self._places.get(identity or "")

    def mentions(self, event: Event) -> tuple[EventMention, ...]:
        """Give the mentions of an event by id."""
        return tuple(self._view.mentions(MentionFilter(event=event.id)))

    def documents(self, event: Event) -> Iterator[Document]:
        """Give the documents an event stands in, in its order."""
        return map(self.document, event.documents)

    def document(self, doc: str) -> Document:
        """Give a document of the case.

        Raises:
            UsageError: there is none.
        """
        found = self._documents.pop(doc, None) or self._view.document(doc)
        self._documents[doc] = found
        if len(self._documents) > DOCUMENTS_KEPT:
            self._documents.popitem(last=False)
        return found
