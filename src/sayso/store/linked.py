"""Links between events and standings of commitments, with the keys under which they meet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.record.commitments import Commitment
from sayso.record.links import Link
from sayso.record.plain import from_json, to_json
from sayso.store.case_file import many
from sayso.store.current import CURRENT, GONE

LOOKS_FOR, FOUND_BY = 0, 1
"""The two roles of an event's keys: two events meet where one looks for what the other is found by."""

_MEET = """
SELECT DISTINCT mine.event, theirs.event FROM event_keys AS mine
JOIN event_keys AS theirs ON theirs.role = 1 - mine.role AND theirs.key = mine.key
WHERE mine.event IN ({marks}) AND theirs.event <> mine.event
"""

_LAST_DAY = f"SELECT max(published_order) FROM documents WHERE id NOT IN ({GONE}) AND published_order < '~'"


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold a commitment as later events make it, and the last day (ISO) of its time where only lapsing is left."""

    commitment: Commitment
    deadline: str | None


def forget_events(write: sqlite3.Connection, events: Iterable[str]) -> None:
    """Take events out of all linking: their keys and links go."""
    for event in events:
        write.execute("DELETE FROM event_keys WHERE event = ?", (event,))
        write.execute("DELETE FROM links WHERE source = ?", (event,))
        write.execute("DELETE FROM links WHERE target = ?", (event,))


def forget_all_events(write: sqlite3.Connection) -> None:
    """Take every event out of all linking."""
    write.execute("DELETE FROM event_keys")
    write.execute("DELETE FROM links")


def add_event_keys(write: sqlite3.Connection, keys: Iterable[tuple[int, int, str]]) -> None:
    """Keep keys of events: role, key, event."""
    write.executemany("INSERT OR IGNORE INTO event_keys VALUES (?, ?, ?)", keys)


def keys_found_by(connection: sqlite3.Connection, events: Iterable[str]) -> set[int]:
    """Give the keys that events are found by."""
    sql = f"SELECT key FROM event_keys WHERE event IN ({{marks}}) AND role = {FOUND_BY}"
    return {key for (key,) in many(connection, sql, events)}


def meeting(connection: sqlite3.Connection, events: Iterable[str]) -> Iterator[tuple[str, str]]:
    """List the events that any of ``events`` meets, as (one of them, the other); a pair may come in both directions."""
    yield from many(connection, _MEET, events)


def found_by(connection: sqlite3.Connection, keys: Iterable[int]) -> set[str]:
    """Give the events that are found by any of ``keys``."""
    sql = f"SELECT event FROM event_keys WHERE role = {FOUND_BY} AND key IN ({{marks}})"
    return {event for (event,) in many(connection, sql, keys)}


def add_links(write: sqlite3.Connection, links: Iterable[Link]) -> None:
    """Keep links between events."""
    rows = ((one.source, one.target, one.kind, to_json(one).decode()) for one in links)
    write.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?)", rows)


def links_from(connection: sqlite3.Connection, events: Iterable[str]) -> list[Link]:
    """List the links that start from any of ``events``."""
    rows = many(connection, "SELECT record FROM links WHERE source IN ({marks}) ORDER BY source, target, kind", events)
    return [from_json(Link, record) for (record,) in rows]


def linked_to(connection: sqlite3.Connection, events: Iterable[str]) -> set[str]:
    """Give the events that links lead from to any of ``events``."""
    return {source for (source,) in many(connection, "SELECT source FROM links WHERE target IN ({marks})", events)}


def commitments_in(connection: sqlite3.Connection, docs: Iterable[str]) -> set[str]:
    """Give the ids of the current commitments of documents."""
    rows = many(connection, f"SELECT id FROM commitments WHERE doc IN ({{marks}}) AND {CURRENT}", docs)
    return {commitment for (commitment,) in rows}


def all_commitments(connection: sqlite3.Connection) -> set[str]:
    """Give the ids of all current commitments."""
    return {commitment for (commitment,) in connection.execute(f"SELECT id FROM commitments WHERE {CURRENT}")}


def commitments_under(connection: sqlite3.Connection, keys: Iterable[int]) -> set[str]:
    """Give the commitments on which events under any of ``keys`` can tell."""
    rows = many(connection, "SELECT commitment FROM commitment_keys WHERE key IN ({marks})", keys)
    return {commitment for (commitment,) in rows}


def last_day(connection: sqlite3.Connection) -> str:
    """Give the last day (ISO) of which the reports tell, empty if none is dated."""
    return str(connection.execute(_LAST_DAY).fetchone()[0] or "")[:10]


def commitments_lapsing(connection: sqlite3.Connection, until: str) -> set[str]:
    """Give the commitments whose time is over by the day ``until`` and that do not stand so, or the other way round."""
    rows = connection.execute(
        "SELECT commitment FROM standings WHERE deadline IS NOT NULL AND lapsed <> (deadline < ?)", (until,)
    )
    return {commitment for (commitment,) in rows}


def in_document_order(connection: sqlite3.Connection, commitments: Iterable[str]) -> list[str]:
    """Sort the ids of commitments by the publication of their documents, those of one document together."""
    sql = """SELECT published_order, doc, commitments.id FROM commitments JOIN documents ON documents.id = doc
             WHERE commitments.id IN ({marks})"""
    return [commitment for *_, commitment in sorted(many(connection, sql, commitments))]


def commitments_by_id(connection: sqlite3.Connection, commitments: Iterable[str]) -> Iterator[Commitment]:
    """Give commitments by their ids, as they were read."""
    sql = f"SELECT record FROM commitments WHERE id IN ({{marks}}) AND {CURRENT}"
    for (record,) in many(connection, sql, commitments):
        yield from_json(Commitment, record)


def keep_standing(write: sqlite3.Connection, standing: Standing, keys: Iterable[int]) -> None:
    """Keep how a commitment stands, and the keys of events that can tell on it, in the place of those it had."""
    one = standing.commitment
    row = (one.id, int(one.standing == "lapsed"), standing.deadline, to_json(one).decode())
    write.execute("INSERT OR REPLACE INTO standings VALUES (?, ?, ?, ?)", row)
    write.execute("DELETE FROM commitment_keys WHERE commitment = ?", (one.id,))
    write.executemany("INSERT OR IGNORE INTO commitment_keys VALUES (?, ?)", ((key, one.id) for key in keys))
