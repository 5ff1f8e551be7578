"""Where ids of events lead: to the event of today that holds their mentions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sayso.record.edges import Redirect

_LEADS_TO = """
SELECT coalesce((SELECT event FROM clusters WHERE mention = ids.id), ids.id) AS event
FROM (SELECT ?1 AS id, 0 AS place UNION ALL SELECT heir, 1 FROM former_events WHERE id = ?1) AS ids
WHERE event IN (SELECT id FROM events) ORDER BY place LIMIT 1
"""

_REDIRECTS = """
SELECT id, coalesce(
  (SELECT event FROM clusters WHERE mention = former_events.id),
  (SELECT event FROM clusters WHERE mention = heir), heir) AS now
FROM former_events WHERE now IN (SELECT id FROM events) AND id NOT IN (SELECT id FROM events) ORDER BY id
"""


def event_of(connection: sqlite3.Connection, identity: str) -> str | None:
    """Give the event of today that an id leads to: its own, that of a mention, or what a former event became."""
    row = connection.execute(_LEADS_TO, (identity,)).fetchone()
    return str(row[0]) if row else None


def became(connection: sqlite3.Connection, event: str) -> str | None:
    """Give the event that holds the mentions of a former event now, None for any other id."""
    row = connection.execute(f"SELECT now FROM ({_REDIRECTS}) WHERE id = ?", (event,)).fetchone()
    return str(row[0]) if row else None


def redirects(connection: sqlite3.Connection) -> Iterator[Redirect]:
    """List the ids that events had, with the events that hold their mentions now, where any does."""
    for old, new in connection.execute(_REDIRECTS):
        yield Redirect(old, new)
