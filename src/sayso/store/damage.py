"""Read what can be read of a file of which pages are damaged, and name what cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from sayso.store.case_file import UNREADABLE
from sayso.store.fault import Fault
from sayso.store.rows import Row

DAMAGED = "a page of it is damaged"
WORDS = "words"
"""The full-text index, whose tables have names that begin with its own."""
_AGAIN = f"{DAMAGED}: the full-text index, which can be made again"
_OF_KEY = "sqlite_autoindex_"
_UNREADABLE = object()
"""What a cell holds whose bytes are no text, which only a damaged page gives."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Name a table as a file holds it: its columns, those of its key, and its indexes."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    indexes: tuple[str, ...]
    has_rowid: bool


def stored_tables(connection: sqlite3.Connection) -> list[Stored]:
    """List the tables of a file that hold rows of their own, by name, without SQLite's own and the word index's."""
    return [table for table in _all_tables(connection) if not table.name.startswith(("sqlite_", f"{WORDS}_"))]


def damage(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Name the rows, tables and indexes that damaged pages keep from being read. A sound file gives nothing."""
    for table in _all_tables(connection):
        for row in readable_rows(connection, table):
            if isinstance(row, Fault):
                yield Fault(WORDS, "", _AGAIN) if table.name.startswith(f"{WORDS}_") else row
        for index in table.indexes:
            what = "rowid" if table.has_rowid else "1"
            if not _scans(connection, f'SELECT {what} FROM "{table.name}" INDEXED BY "{index}"'):
                yield Fault(table.name, "", f"its index {index} is damaged, which can be made again")


def _all_tables(connection: sqlite3.Connection) -> list[Stored]:
    listed = connection.execute(
        "SELECT name, sql LIKE '%WITHOUT ROWID%' FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        " ORDER BY name"
    ).fetchall()
    return [_stored(connection, str(name), has_rowid=not without) for name, without in listed]


def readable_rows(connection: sqlite3.Connection, table: Stored) -> Iterator[Row | Fault]:
    """Give all rows of a table that can be read, in no order that holds, and a fault for each that cannot.

    Rows of one damaged page are lost together. Where an index still names them the faults do, too; else one fault
    stands for all of them.
    """
    with _unreadable_told(connection):
        found = _around(connection, table) if table.has_rowid and table.indexes else _from_both_ends(connection, table)
        for row in found:
            if isinstance(row, Fault) or not any(cell is _UNREADABLE for cell in row):
                yield row
            else:
                yield Fault(table.name, _name_of(row), "its bytes are no text: a page of it is damaged")


def _stored(connection: sqlite3.Connection, name: str, *, has_rowid: bool) -> Stored:
    described = connection.execute("SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (name,)).fetchall()
    indexes = connection.execute("SELECT name FROM pragma_index_list(?) WHERE NOT partial ORDER BY name", (name,))
    key = sorted((place, column) for column, place in described if place)
    # The key of a table without row numbers has no index of its own: the table is one.
    names = tuple(index for (index,) in indexes if has_rowid or not index.startswith(_OF_KEY))
    columns = tuple(column for column, _ in described)
    return Stored(name, columns, tuple(column for _, column in key) or ("rowid",), names, has_rowid)


def _around(connection: sqlite3.Connection, table: Stored) -> Iterator[Row | Fault]:
    """Read forward to the first damaged page; then look up one by one the rows that the indexes name."""
    last = None
    whole = f'SELECT rowid, {_listed(table.columns)} FROM "{table.name}" NOT INDEXED ORDER BY rowid'
    with suppress(*UNREADABLE):
        for number, *row in connection.execute(whole):
            last = number
            yield tuple(row)
        return
    named = {number: name for number, name in _named_rows(connection, table).items() if last is None or number > last}
    if not named:
        yield Fault(table.name, "", f"{DAMAGED}, and none of its indexes names the rows that stood there")
    one = f'SELECT {_listed(table.columns)} FROM "{table.name}" NOT INDEXED WHERE rowid = ?'
    for number, name in sorted(named.items()):
        try:
            row = connection.execute(one, (number,)).fetchone()
        except UNREADABLE:
            row = None
        yield Fault(table.name, name, "the page it stood on is damaged") if row is None else tuple(row)


def _named_rows(connection: sqlite3.Connection, table: Stored) -> dict[int, str]:
    """Give the numbers of rows as far as the indexes can be read, with their keys where an index holds those."""
    found: dict[int, str] = {}
    for index in sorted(table.indexes, key=lambda name: not name.startswith(_OF_KEY)):
        described = connection.execute("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (index,)).fetchall()
        columns = [column for (column,) in described]
        for way in ("ASC", "DESC"):
            order = ", ".join(f'"{column}" {way}' for column in columns)
            sql = f'SELECT rowid, "{columns[0]}" FROM "{table.name}" INDEXED BY "{index}" ORDER BY {order}'
            with suppress(*UNREADABLE):
                for number, first in connection.execute(sql):
                    is_key = index.startswith(_OF_KEY) and isinstance(first, str)
                    found.setdefault(number, first if is_key else f"row {number}")
    return found


def _from_both_ends(connection: sqlite3.Connection, table: Stored) -> Iterator[Row | Fault]:
    """Read forward to the first damaged page and back to the last; a table without row numbers has no other way in."""
    n, last = len(table.key), None
    sql = f'SELECT {_listed((*table.key, *table.columns))} FROM "{table.name}" NOT INDEXED ORDER BY '
    with suppress(*UNREADABLE):
        for row in connection.execute(sql + ", ".join(f'"{column}"' for column in table.key)):
            last = row[:n]
            yield row[n:]
        return
    with suppress(*UNREADABLE):
        for row in connection.execute(sql + ", ".join(f'"{column}" DESC' for column in table.key)):
            if last is not None and _UNREADABLE not in (*row[:n], *last) and row[:n] <= last:
                break
            yield row[n:]
    yield Fault(table.name, "", f"{DAMAGED}: the rows that stood there are lost")


def _scans(connection: sqlite3.Connection, sql: str) -> bool:
    try:
        for _ in connection.execute(sql):
            pass
    except UNREADABLE:
        return False
    return True


@contextmanager
def _unreadable_told(connection: sqlite3.Connection) -> Iterator[None]:
    """Give a mark for a text that is none, where SQLite's driver would end the reading."""
    before, connection.text_factory = connection.text_factory, _text
    try:
        yield
    finally:
        connection.text_factory = before


def _text(content: bytes) -> object:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _UNREADABLE


def _name_of(row: Row) -> str:
    return next((cell for cell in row if isinstance(cell, str)), "")


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
