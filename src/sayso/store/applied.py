"""What decisions come to, as it is kept in a case, and what changes with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from sayso.record.actors import Actor, Place
from sayso.record.decisions import Decision
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_json
from sayso.store.case_file import many
from sayso.store.fault import Fault
from sayso.store.log import PLACE
from sayso.store.rows import Row, mention_row
from sayso.store.waiting import part, touch


@dataclass(slots=True)
class Applied:
    """Hold what the decisions in force come to, by id: documents left out, copies, mentions added and as decided.

    A mention that is None was rejected. ``held`` gives the mention by whose event a decision on an event goes.
    """

    left_out: set[str] = field(default_factory=set)
    copied: dict[str, str] = field(default_factory=dict)
    added: dict[str, tuple[str, EventMention]] = field(default_factory=dict)
    amended: dict[str, EventMention | None] = field(default_factory=dict)
    named: dict[tuple[str, str, str], Actor | Place] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Tables:
    """Hold the rows of what is applied, by table."""

    left_out: frozenset[Row]
    copied: frozenset[Row]
    added: frozenset[Row]
    amended: frozenset[Row]
    named: frozenset[Row]
    held: frozenset[Row]


def applied_faults(connection: sqlite3.Connection, applied: Applied) -> Iterator[Fault]:
    """Name the rows that are not what the decisions of a case come to."""
    kept, due = _kept(connection), _rows(applied)
    for table in fields(_Tables):
        for row in sorted(getattr(kept, table.name) ^ getattr(due, table.name), key=lambda row: str(row[0])):
            yield Fault(table.name, str(row[0]), "it does not follow from the decisions")


def anything_applied(connection: sqlite3.Connection) -> bool:
    """Tell whether any decision shows in the case but by pairs."""
    tables = ("left_out", "copied", "amended", "named_since", "held")
    sql = " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables)
    return bool(
        connection.execute(f"SELECT {sql} OR EXISTS (SELECT 1 FROM mentions WHERE added IS NOT NULL)").fetchone()[0]
    )


def anything_held(connection: sqlite3.Connection) -> bool:
    """Tell whether anything was decided on an event."""
    return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM held)").fetchone()[0])


def keep_applied(write: sqlite3.Connection, applied: Applied) -> set[str]:
    """Keep what decisions come to in the place of what they came to before; give the documents of changed mentions.

    Those are noted to be merged anew, and so are documents that left or came back.
    """
    before, after = _kept(write), _rows(applied)
    if before == after:
        return set()
    moved = {str(row[0]) for table in ("left_out", "copied") for row in getattr(before, table) ^ getattr(after, table)}
    added = before.added ^ after.added
    changed = _documents_of(write, (row[0] for row in before.amended ^ after.amended)) | {str(row[1]) for row in added}
    held = _documents_of(write, (row[1] for row in before.held ^ after.held))
    for doc in sorted(changed):
        part(write, doc)
    _replace_added(write, before.added, after.added)
    _replace(write, after)
    held |= _documents_of(write, (row[1] for row in after.held - before.held))
    named = {str(row[2]) for row in before.named ^ after.named}
    for doc in sorted(moved | changed | held | named):
        touch(write, doc)
    return changed


def decisions_on(connection: sqlite3.Connection, mentions: Iterable[str]) -> dict[str, list[Decision]]:
    """Map mentions to the decisions that hold at their events, in the order in which they were taken."""
    sql = f"""SELECT held.mention, {PLACE}, record FROM held JOIN decisions ON id = decision
             WHERE held.mention IN ({{marks}})"""
    found: dict[str, list[Decision]] = {}
    for mention, _, record in sorted(many(connection, sql, mentions), key=lambda row: int(row[1])):
        found.setdefault(mention, []).append(from_json(Decision, record))
    return found


def _replace_added(write: sqlite3.Connection, before: Iterable[Row], after: Iterable[Row]) -> None:
    old, new = set(before), set(after)
    write.executemany("DELETE FROM mentions WHERE id = ?", ((row[0],) for row in old - new))
    marks = ", ".join("?" * 12)
    rows = sorted(new - old, key=lambda row: str(row[0]))
    write.executemany(f"INSERT INTO mentions VALUES (NULL, {marks})", rows)


def _replace(write: sqlite3.Connection, rows: _Tables) -> None:
    for table in ("left_out", "copied", "amended", "named_since", "held"):
        write.execute(f"DELETE FROM {table}")
    write.executemany("INSERT INTO left_out VALUES (?)", rows.left_out)
    write.executemany("INSERT INTO copied VALUES (?, ?)", rows.copied)
    write.executemany("INSERT INTO named_since VALUES (?, ?, ?, ?)", rows.named)
    write.executemany("INSERT INTO held VALUES (?, ?)", rows.held)
    write.executemany(
        "INSERT INTO amended SELECT n, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM mentions WHERE id = ?1", rows.amended
    )


def _rows(applied: Applied) -> _Tables:
    return _Tables(
        left_out=frozenset((doc,) for doc in applied.left_out),
        copied=frozenset(applied.copied.items()),
        added=frozenset((*mention_row(mention), by) for by, mention in applied.added.values()),
        amended=frozenset(_amended_row(mention, record) for mention, record in applied.amended.items()),
        named=frozenset((*key, to_json(row).decode()) for key, row in applied.named.items()),
        held=frozenset(applied.held.items()),
    )


def _amended_row(mention: str, record: EventMention | None) -> Row:
    if record is None:
        return mention, *(None,) * 8
    return mention, *mention_row(record)[3:]


def _kept(connection: sqlite3.Connection) -> _Tables:
    def rows(sql: str) -> frozenset[Row]:
        return frozenset(connection.execute(sql))

    columns = "type, mode, status, attributed, date_first, date_last, probability, record"
    of_amended = ", ".join(f"amended.{name}" for name in columns.split(", "))
    return _Tables(
        left_out=rows("SELECT doc FROM left_out"),
        copied=rows("SELECT doc, original FROM copied"),
        added=rows(f"SELECT id, doc, event, {columns}, added FROM mentions WHERE added IS NOT NULL"),
        amended=rows(f"SELECT id, {of_amended} FROM amended JOIN mentions ON n = mention"),
        named=rows("SELECT kind, id, doc, record FROM named_since"),
        held=rows("SELECT decision, mention FROM held"),
    )


def _documents_of(connection: sqlite3.Connection, mentions: Iterable[object]) -> set[str]:
    rows = many(connection, "SELECT doc FROM mentions WHERE id IN ({marks})", mentions)
    return {doc for (doc,) in rows}
