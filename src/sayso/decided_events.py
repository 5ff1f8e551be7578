"""Events with what people decided on them, and without."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sayso.codebook.plover import Plover
from sayso.merge.event import EventMaker, titled
from sayso.merge_rules import MergeRules
from sayso.record.decisions import Decision
from sayso.record.documents import Document
from sayso.record.events import Event
from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.review.amend_event import amend_event
from sayso.store.applied import decisions_on
from sayso.store.case_file import many
from sayso.store.filters import MentionFilter
from sayso.store.log import PLACE
from sayso.store.view import View


def event_as_decided(event: Event, decisions: Sequence[Decision]) -> Event:
    """Give an event with what was decided on it."""
    return titled(amend_event(event, decisions, plover())) if decisions else event


def machine_event(view: View, rules: MergeRules, event: str) -> Event:
    """Give an event as its mentions make it, without what was decided on the event itself."""
    mentions = list(view.mentions(MentionFilter(event=event)))
    documents = {doc: view.document(doc) for doc in {mention.doc for mention in mentions}}
    return rules.maker.event_of(mentions, documents)


@dataclass(frozen=True, slots=True)
class DecidedMaker:
    """Make events of their mentions with what was decided on them."""

    connection: sqlite3.Connection
    maker: EventMaker

    def event_of(self, mentions: Sequence[EventMention], documents: Mapping[DocumentId, Document]) -> Event:
        """Make an event; see ``EventMaker.event_of``."""
        found = decisions_for(self.connection, [mention.id for mention in mentions])
        return event_as_decided(self.maker.event_of(mentions, documents), found)


def decisions_for(connection: sqlite3.Connection, mentions: Sequence[str]) -> list[Decision]:
    """Give the decisions on events that hold at any of ``mentions``, the mentions of one event, first to last."""
    by_mention = decisions_on(connection, mentions)
    found = [decision for own in by_mention.values() for decision in own]
    order = {identity: n for n, identity in _order(connection, found)}
    return sorted(found, key=lambda decision: order[decision.id])


def _order(connection: sqlite3.Connection, decisions: Sequence[Decision]) -> Iterator[tuple[int, str]]:
    sql = f"SELECT {PLACE}, id FROM decisions WHERE id IN ({{marks}})"
    yield from many(connection, sql, [decision.id for decision in decisions])


@cache
def plover() -> Plover:
    """Load the types once for each process."""
    return Plover.load()
