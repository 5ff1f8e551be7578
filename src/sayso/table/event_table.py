"""Events in a table of DuckDB's: filled from a case, kept up with it, filtered, counted and asked in SQL.

The database lives in memory and may not touch the disk, so that a condition given in an address reads no file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from sayso.errors import UsageError
from sayso.record.events import Event
from sayso.table.asking import Answered, ask_once
from sayso.table.columns import COLUMNS, KINDS, LISTS, Row, Surroundings, Value, row_of
from sayso.table.event_filter import Condition, EventFilter

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 20_000
"""Rows handed to DuckDB at a time: what bounds the memory that filling takes beside the table."""

RELOADED = 5_000
"""Changed events above which all are read again: each of the others is asked for by itself."""

COUNTED = frozenset(KINDS) - {"document"}
"""Kinds of values that are counted; the documents of events would be half of all values, and nobody counts them."""

MOST_CHOICES = 64
"""Conditions of which the events are kept, the oldest given up first."""

ORDERS = {
    "date": "date_first NULLS LAST, date_last, id",
    "-date": "date_first DESC NULLS LAST, date_last DESC, id",
    "voices": "independent DESC, n_documents DESC, id",
    "reports": "n_documents DESC, n_mentions DESC, id",
    "probability": "probability DESC, id",
    "killed": "killed_low DESC NULLS LAST, id",
}
"""Ways to order events, by name."""


class Readable(Protocol):
    """What a table is filled from: the store's view, or anything that lists the same rows."""

    def events(self, event: str | None = None) -> Iterator[Event]: ...
    def outlets(self, docs: Iterable[str] | None = None) -> Iterator[tuple[str, str]]: ...
    def probabilities(self, events: Iterable[str] | None = None) -> Iterator[tuple[str, float]]: ...
    def private_people(self) -> frozenset[str]: ...


class EventTable:
    """Hold the events of a case as rows; several threads may ask at once, and one at a time changes it."""

    def __init__(self, events: Iterable[Event], around: Surroundings) -> None:
        import duckdb

        self._database = duckdb.connect()
        self._changing, self._choosing = threading.Lock(), threading.Lock()
        self._choices: dict[tuple[str, tuple[object, ...]], str] = {}
        self._n_choices = 0
        self._database.execute(_SCHEMA)
        self._next = 0
        self._values: dict[tuple[str, str, str, bool], int] = {}
        self._fill(row_of(event, around) for event in events)
        self._database.execute("SET enable_external_access = false")
        self._database.execute("SET lock_configuration = true")

    @classmethod
    def of(cls, view: Readable) -> EventTable:
        """Fill a table from a case."""
        return cls(view.events(), surroundings_of(view))

    def close(self) -> None:
        """Let go of the database; nothing can be asked any more."""
        self._database.close()

    def replace(self, gone: Iterable[str], events: Iterable[Event], around: Surroundings) -> None:
        """Put events in the place of those that have their ids, and take out ``gone``."""
        rows = [row_of(event, around) for event in events]
        ids = [*gone, *(row.values[0] for row in rows)]
        with self._changing, self._choosing:
            for key in list(self._choices):
                self._forget(key)
            cursor = self._database.cursor()
            cursor.execute("BEGIN")
            for start in range(0, len(ids), AT_ONCE):
                some = ids[start : start + AT_ONCE]
                for held in ("event_values", "counted_values", "counted_pairs"):
                    cursor.execute(f"DELETE FROM {held} WHERE event IN (SELECT n FROM events WHERE {_NAMED})", [some])
                cursor.execute(f"DELETE FROM events WHERE {_NAMED}", [some])
            self._insert(cursor, rows)
            cursor.execute("COMMIT")

    def ask(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Ask in SQL of the tables ``events`` and ``event_values``; one question that changes nothing.

        Raises:
            UsageError: it cannot be understood, is several, or asks for what is not there.
        """
        return self.answer(sql, values)[1]

    def answer(self, sql: str, values: Sequence[object] = ()) -> Answered:
        """Ask as ``ask`` does; give the names of the columns too.

        Raises:
            UsageError: it cannot be understood, is several, or asks for what is not there.
        """
        return ask_once(self._database, sql, values, _REMEDY)

    def n(self, wanted: EventFilter | None = None, docs: Sequence[str] | None = None) -> int:
        """Count the events that pass; ``docs`` are the documents that hold the filter's words."""
        test, values = self.condition(wanted or EventFilter(), docs)
        return int(self.ask(f"SELECT count(*) FROM events WHERE {test}", values)[0][0])

    def ids(
        self,
        wanted: EventFilter | None = None,
        docs: Sequence[str] | None = None,
        *,
        order: str = "date",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[str]:
        """Give the ids of the events that pass, in an order of ``ORDERS``.

        Raises:
            UsageError: there is no such order, or the condition in SQL cannot be asked.
        """
        if order not in ORDERS:
            raise UsageError(f"no order {order!r}", remedy=f"Use one of {', '.join(ORDERS)}")
        test, values = self.condition(wanted or EventFilter(), docs)
        page = f" LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        return [
            row[0] for row in self.ask(f"SELECT id FROM events WHERE {test} ORDER BY {ORDERS[order]}{page}", values)
        ]

    def condition(self, wanted: EventFilter, docs: Sequence[str] | None = None) -> Condition:
        """Give the condition in SQL that a filter comes to, and its parameters."""
        tests = [self._chosen(*one) if _IS_LOOKED_UP in one[0] else one for one in wanted.conditions()]
        if docs is not None:
            tests.append(self._chosen(_IN_DOCUMENTS, [tuple(docs)]))
        if wanted.where is not None:
            tests.append((f"({wanted.where}\n)", []))
        values = [value for _, some in tests for value in some]
        return " AND ".join(sql for sql, _ in tests) or "true", values

    def _chosen(self, sql: str, values: list[object]) -> Condition:
        """Look up once which events a condition lets pass: a page asks ten questions under the same ones."""
        key = (sql, tuple(values))
        with self._choosing:
            name = self._choices.get(key)
            if name is None:
                name = f"chosen_{self._n_choices}"
                self._n_choices += 1
                given = [list(one) if isinstance(one, tuple) else one for one in values]
                self._database.cursor().execute(f"CREATE TABLE {name} AS SELECT n FROM events WHERE {sql}", given)
                self._choices[key] = name
                if len(self._choices) > MOST_CHOICES:
                    self._forget(next(iter(self._choices)))
        return f"n IN (SELECT n FROM {name})", []

    def _forget(self, key: tuple[str, tuple[object, ...]]) -> None:
        self._database.cursor().execute(f"DROP TABLE {self._choices.pop(key)}")

    def _fill(self, rows: Iterator[Row]) -> None:
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) == AT_ONCE:
                self._insert(self._database, batch)
                batch = []
        self._insert(self._database, batch)

    def _insert(self, connection: DuckDBPyConnection, rows: Sequence[Row]) -> None:
        """Insert rows, column by column, as DuckDB takes them in at once."""
        if not rows:
            return
        numbers = range(self._next, self._next + len(rows))
        self._next = numbers.stop
        columns = zip(*(row.values for row in rows), strict=True)
        base = {one.name: _array(held) for one, held in zip(COLUMNS, columns, strict=True)}
        values = [(n, one) for n, row in zip(numbers, rows, strict=True) for one in row.lists]
        held = {
            "event": _array([n for n, _ in values], "int64"),
            **{name: _array([getattr(one, name) for _, one in values]) for name in ("kind", "id", "name", "basis")},
            "private": _array([one.private for _, one in values], "bool"),
        }
        connection.register("held", held)
        connection.register("base", {"n": _array(numbers, "int64"), **base})
        connection.execute("INSERT INTO event_values SELECT event, kind, id, name, basis, private FROM held")
        connection.execute(_INSERT)
        connection.unregister("held")
        connection.unregister("base")
        self._number(connection, [(n, one) for n, one in values if one.kind in COUNTED])

    def _number(self, connection: DuckDBPyConnection, values: Sequence[tuple[int, Value]]) -> None:
        """Keep values once more, each by a number: to find and count numbers takes a third of the time of words."""
        keys = [(one.kind, one.id, one.name, one.private) for _, one in values]
        known = len(self._values)
        new = {n: key for key in keys if (n := self._values.setdefault(key, len(self._values))) >= known}
        given = {
            "named": {
                "value": _array(new, "int64"),
                **{name: _array([key[at] for key in new.values()]) for at, name in enumerate(("kind", "id", "name"))},
                "private": _array([key[3] for key in new.values()], "bool"),
            },
            "counted": {
                "event": _array([n for n, _ in values], "int64"),
                "value": _array([self._values[key] for key in keys], "int64"),
                "denied": _array([one.basis == "denied" for _, one in values], "bool"),
            },
        }
        for name, columns in given.items():
            connection.register(name, columns)
        connection.execute("INSERT INTO named_values SELECT * FROM named")
        connection.execute("INSERT INTO counted_values SELECT event, value FROM counted")
        connection.execute(_PAIR)
        for name in given:
            connection.unregister(name)


def check_condition(wanted: EventFilter) -> None:
    """Ask a filter of a table without a row, which tells whether its condition in SQL can be asked at all.

    Raises:
        UsageError: it cannot.
    """
    if wanted.where is not None:
        table = EventTable((), Surroundings({}, {}, frozenset()))
        try:
            table.n(wanted)
        finally:
            table.close()


def surroundings_of(view: Readable, events: Sequence[Event] | None = None) -> Surroundings:
    """Gather what the rows of all events, or of some, need beside them."""
    if events is None:
        return Surroundings(dict(view.outlets()), dict(view.probabilities()), view.private_people())
    docs = {doc for event in events for doc in event.documents}
    probabilities = dict(view.probabilities([event.id for event in events]))
    return Surroundings(dict(view.outlets(sorted(docs))), probabilities, view.private_people())


def _array(values: Iterable[object], kind: str = "object") -> Any:
    """Give values as an array; DuckDB takes an empty array of objects for numbers, and casts what it holds."""
    import numpy as np

    given = list(values)
    array = np.empty(len(given), dtype=kind)
    array[:] = given
    return array


_NAMED = "id IN (SELECT unnest(?))"
_IS_LOOKED_UP = "(SELECT "
"""What a condition holds that asks another table."""
_IN_DOCUMENTS = "n IN (SELECT event FROM event_values WHERE kind = 'document' AND id IN (SELECT unnest(?)))"
_REMEDY = "The columns of events stand in docs/filters.md; text is written in 'single quotes'"

_SINGLE = ", ".join(f"{one.name} {one.type}" for one in COLUMNS)
_SEVERAL = ", ".join(f"{name} VARCHAR[]" for name in LISTS.values())
_CASTS = ", ".join(f"CAST(base.{one.name} AS {one.type})" for one in COLUMNS)
_LISTED = ", ".join(f"coalesce({name}, [])" for name in LISTS.values())
_GATHERED = ", ".join(f"list(name ORDER BY name) FILTER (kind = '{kind}') AS {name}" for kind, name in LISTS.items())

_SCHEMA = f"""
CREATE TABLE events (n BIGINT, {_SINGLE}, {_SEVERAL});
CREATE TABLE event_values (event BIGINT, kind VARCHAR, id VARCHAR, name VARCHAR, basis VARCHAR, private BOOLEAN);
CREATE TABLE named_values (value INTEGER, kind VARCHAR, id VARCHAR, name VARCHAR, private BOOLEAN);
CREATE TABLE counted_values (event BIGINT, value INTEGER);
CREATE TABLE counted_pairs (event BIGINT, one INTEGER, other INTEGER);
"""

_INSERT = f"""
INSERT INTO events SELECT base.n, {_CASTS}, {_LISTED}
FROM base LEFT JOIN (SELECT event, {_GATHERED} FROM held GROUP BY event) AS lists ON lists.event = base.n
"""

_PAIR = """
INSERT INTO counted_pairs SELECT a.event, a.value, b.value
FROM counted AS a JOIN named_values AS actor ON actor.value = a.value AND actor.kind = 'actor'
  JOIN counted AS b ON b.event = a.event
  JOIN named_values AS recipient ON recipient.value = b.value AND recipient.kind = 'recipient'
WHERE NOT a.denied AND actor.id <> recipient.id AND NOT actor.private AND NOT recipient.private
"""
