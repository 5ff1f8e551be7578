"""Events in the order of their dates, by way of the disk: memory does not grow with their number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager

from sayso.export.whole import full_disk_told
from sayso.record.events import Event
from sayso.record.plain import from_json, to_json

_UNDATED = "~"
"""Sorts after every day."""


class DatedEvents:
    """List events by the first day they can mean, then by the last, then by id; undated ones come last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, events: Iterable[Event]) -> int:
        """Take events in; return how many there are."""
        self._connection.executemany("INSERT INTO kept VALUES (?, ?, ?, ?)", map(_row, events))
        return int(self._connection.execute("SELECT count(*) FROM kept").fetchone()[0])

    def __iter__(self) -> Iterator[Event]:
        for (record,) in self._connection.execute("SELECT record FROM kept ORDER BY first, last, id"):
            yield from_json(Event, record)


@contextmanager
def dated_events() -> Iterator[DatedEvents]:
    """Open an empty list of events; what is kept of them lies in a private file, gone when the block ends."""
    with full_disk_told(), closing(sqlite3.connect("")) as connection:
        connection.execute("CREATE TABLE kept (first TEXT, last TEXT, id TEXT, record BLOB)")
        connection.execute("CREATE INDEX dated ON kept (first, last, id)")
        yield DatedEvents(connection)


def _row(event: Event) -> tuple[str, str, str, bytes]:
    first = event.date.first_day if event.date else None
    last = event.date.last_day if event.date else None
    return (
        first.isoformat() if first else _UNDATED,
        last.isoformat() if last else _UNDATED,
        event.id,
        to_json(event),
    )
