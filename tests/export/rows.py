"""Cases made by hand: rows that an export reads as it reads a case file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.standings import Standings
from sayso.merge.event import EventMaker
from sayso.merge.sides import Sides
from sayso.record.commitments import Commitment
from sayso.record.documents import Document, Rejection
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from tests.factory import document, mention

EVENTS = EventMaker.of(Sides.of(ActorRegistry.load(), Standings.load()))


@dataclass
class Rows:
    """List rows kept in memory, as the store's view lists those of a file."""

    kept_documents: list[Document] = field(default_factory=list)
    kept_mentions: list[EventMention] = field(default_factory=list)
    kept_commitments: list[Commitment] = field(default_factory=list)
    kept_rejections: list[Rejection] = field(default_factory=list)
    joined: list[tuple[EventMention, ...]] = field(default_factory=list)

    def add(self, text: str, trigger: str, path: str, **fields: Any) -> EventMention:
        """Add a report of one mention; ``doc`` holds the document's own fields."""
        doc = document(text, path, **fields.pop("doc", {}))
        told = mention(text, trigger, doc=doc, **fields)
        self.kept_documents.append(doc)
        self.kept_mentions.append(told)
        return told

    def documents(self) -> Iterator[Document]:
        yield from sorted(self.kept_documents, key=lambda row: row.id)

    def mentions(self) -> Iterator[EventMention]:
        yield from sorted(self.kept_mentions, key=lambda row: row.id)

    def events(self) -> Iterator[Event]:
        documents = {doc.id: doc for doc in self.kept_documents}
        held = {mention.id for mentions in self.joined for mention in mentions}
        alone = [(one,) for one in self.mentions() if one.id not in held]
        yield from sorted((EVENTS.event_of(one, documents) for one in (*self.joined, *alone)), key=lambda row: row.id)

    def commitments(self) -> Iterator[Commitment]:
        yield from sorted(self.kept_commitments, key=lambda row: row.id)

    def rejections(self) -> Iterator[Rejection]:
        yield from self.kept_rejections

    def words(self, event: str) -> str:
        return next(one.sentence.text for one in self.kept_mentions if one.event == event)

    def n_waiting(self) -> int:
        return 0
