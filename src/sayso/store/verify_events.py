"""Prove the events of a case: every current mention in one, and each what its mentions make it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence

from sayso.errors import CaseError, RecordError
from sayso.record.documents import Document
from sayso.record.events import Event
from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_json
from sayso.store.clusters import members_of, mentions_by_id
from sayso.store.current import CURRENT, GONE
from sayso.store.fault import Fault
from sayso.store.view import View

MakeEvent = Callable[[Sequence[EventMention], Mapping[DocumentId, Document]], Event]
"""Makes an event of its mentions and the documents they stand in."""

_LOST = f"""
SELECT told.id, coalesce(clusters.event, told.id) AS its
FROM told LEFT JOIN clusters ON mention = told.id
WHERE {CURRENT} AND its NOT IN (SELECT id FROM events) ORDER BY told.id
"""


_OUTSIDE = f"""
SELECT DISTINCT events.id, told.doc FROM told LEFT JOIN clusters ON mention = told.id
JOIN events ON events.id = coalesce(clusters.event, told.id) WHERE told.doc IN ({GONE}) ORDER BY 1, 2
"""


def event_faults(connection: sqlite3.Connection, make: MakeEvent | None) -> Iterator[Fault]:
    """Check all events of a merged case; without ``make`` only which mentions they hold."""
    for mention, event in connection.execute(_LOST):
        yield Fault("clusters", mention, f"the event {event} it belongs to is missing")
    documents = _documents(connection)
    if documents is None:
        return  # an altered document is named as such; what its events should say cannot be told
    for identity, doc in connection.execute(_OUTSIDE):
        yield Fault("events", identity, f"the document {doc} of a mention it holds is out of the record")
    for identity, record in connection.execute("SELECT id, record FROM events ORDER BY id"):
        try:
            event = from_json(Event, record)
            yield from _event_faults(connection, identity, event, documents, make)
        except RecordError as error:
            yield Fault("events", identity, str(error))


def _event_faults(
    connection: sqlite3.Connection,
    identity: str,
    event: Event,
    documents: Mapping[DocumentId, Document],
    make: MakeEvent | None,
) -> Iterator[Fault]:
    members = members_of(connection, [identity])[identity]
    if identity != event.id or members[0] != identity or tuple(members) != event.mentions:
        yield Fault("events", identity, "the mentions it names are not those that belong to it")
        return
    mentions = list(mentions_by_id(connection, members))
    if len(mentions) < len(members) or not documents.keys() >= {mention.doc for mention in mentions}:
        yield Fault("events", identity, "a mention it holds, or its document, is missing")
    elif make is not None:
        made = make(mentions, documents)
        if to_json(made) != to_json(event):
            yield Fault("events", identity, "it does not follow from its mentions")


def _documents(connection: sqlite3.Connection) -> Mapping[DocumentId, Document] | None:
    try:
        return {document.id: document for document in View(connection).documents()}
    except CaseError:
        return None
