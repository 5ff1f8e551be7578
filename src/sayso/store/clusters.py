"""Which mentions are one event, the views of events, and the ids that events once had."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json
from sayso.store.case_file import many
from sayso.store.current import CURRENT


@dataclass(frozen=True, slots=True)
class Clustering:
    """Hold for mentions, by id, the event they belong to now: the lowest mention of their cluster.

    ``gone`` are mentions that are no longer there, or no longer current.
    """

    events: Mapping[str, str]
    gone: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """Name the events that hold other mentions than before, new ones too, and those that are no more."""

    changed: frozenset[str]
    ended: frozenset[str]


def n_events(connection: sqlite3.Connection) -> int:
    """Count the events of a case."""
    return int(connection.execute("SELECT count(*) FROM events").fetchone()[0])


def events_of(connection: sqlite3.Connection, mentions: Iterable[str]) -> dict[str, str]:
    """Map mentions to the events they belong to, by the last clustering."""
    found = {mention: mention for mention in mentions}
    found.update(many(connection, "SELECT mention, event FROM clusters WHERE mention IN ({marks})", list(found)))
    return found


def members_of(connection: sqlite3.Connection, events: Iterable[str]) -> dict[str, list[str]]:
    """Map events to their mentions, sorted by id."""
    found = {event: [event] for event in events}
    for mention, event in many(connection, "SELECT mention, event FROM clusters WHERE event IN ({marks})", list(found)):
        found[event].append(mention)
    return {event: sorted(mentions) for event, mentions in found.items()}


def apply(write: sqlite3.Connection, clustering: Clustering) -> Change:
    """Keep a clustering of whole blocks: of all mentions that the events of any of them held.

    An event that is no more leaves its id behind, with the lowest of its mentions that is still there as heir.
    """
    before = events_of(write, [*clustering.events, *clustering.gone])
    held, holds = _members(before), _members(clustering.events)
    known = {event for (event,) in many(write, "SELECT id FROM events WHERE id IN ({marks})", list(held))}
    ended = sorted(known - holds.keys())
    changed = {event for event, mentions in holds.items() if event not in known or held.get(event) != mentions}
    rows = sorted((mention, event) for mention, event in clustering.events.items() if before[mention] != event)
    write.executemany("INSERT OR REPLACE INTO clusters VALUES (?, ?)", (row for row in rows if row[0] != row[1]))
    lone = [row[0] for row in rows if row[0] == row[1]] + sorted(clustering.gone)
    write.executemany("DELETE FROM clusters WHERE mention = ?", ((mention,) for mention in lone))
    heirs = ((event, min(held[event] - clustering.gone, default=event)) for event in ended)
    write.executemany("INSERT OR REPLACE INTO former_events VALUES (?, ?)", heirs)
    write.executemany("DELETE FROM events WHERE id = ?", ((event,) for event in ended))
    return Change(frozenset(changed), frozenset(ended))


def keep_events(write: sqlite3.Connection, events: Iterable[tuple[str, str]]) -> None:
    """Keep the views of events, id and JSON each, in the place of those they had; one that changes gets a new row."""
    write.executemany(
        "INSERT OR REPLACE INTO events (id, record) SELECT ?1, ?2"
        " WHERE NOT EXISTS (SELECT 1 FROM events WHERE id = ?1 AND record = ?2)",
        events,
    )


def events_in(connection: sqlite3.Connection, docs: Iterable[str]) -> set[str]:
    """Give the events that hold a mention of any of ``docs``."""
    rows_told = f"SELECT id FROM told WHERE doc IN ({{marks}}) AND {CURRENT}"
    rows = many(connection, f"SELECT coalesce(event, id) FROM ({rows_told}) LEFT JOIN clusters ON mention = id", docs)
    return {event for (event,) in rows}


def mentions_by_id(connection: sqlite3.Connection, mentions: Iterable[str]) -> Iterator[EventMention]:
    """Give mentions by their ids, as decided."""
    for (record,) in many(connection, "SELECT record FROM told WHERE id IN ({marks})", mentions):
        yield from_json(EventMention, record)


def records_by_id(connection: sqlite3.Connection, mentions: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Map mentions to their documents and their JSON, as decided."""
    rows = many(connection, "SELECT id, doc, record FROM told WHERE id IN ({marks})", mentions)
    return {mention: (doc, record) for mention, doc, record in rows}


def mentions_in(connection: sqlite3.Connection, doc: str) -> Iterator[EventMention]:
    """List the mentions of a document, by id, as decided."""
    for (record,) in connection.execute("SELECT record FROM told WHERE doc = ? ORDER BY id", (doc,)):
        yield from_json(EventMention, record)


def events_by_id(connection: sqlite3.Connection, events: Iterable[str]) -> Iterator[Event]:
    """Give the views of events by their ids."""
    for (record,) in many(connection, "SELECT record FROM events WHERE id IN ({marks})", events):
        yield from_json(Event, record)


def _members(events: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention, event in events.items():
        found.setdefault(event, set()).add(mention)
    return found
