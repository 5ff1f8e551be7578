"""Flat rows of a kind of record in a table of DuckDB's: their types in SQL, and filling it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 5_000
"""Rows handed to DuckDB at a time."""
SQL_TYPES = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE"}

FlatRow = Mapping[str, object]


def types_of(kind: type[Any]) -> dict[str, str]:
    """Give the columns of flat rows of a kind of record, with their types in SQL."""
    hints = get_type_hints(kind)
    return {one.name: _type_of(hints[one.name]) for one in fields(kind)}


def fill(connection: DuckDBPyConnection, rows: Iterable[FlatRow], types: Mapping[str, str]) -> int:
    """Make a table ``rows`` with columns of these types and put rows into it; give how many there are."""
    columns = ", ".join(f"{quoted_name(name)} {kind}" for name, kind in types.items())
    connection.execute(f"CREATE TABLE rows ({columns})")
    return sum(_insert(connection, batch, types) for batch in _batches(rows))


def quoted_name(column: str) -> str:
    """Write the name of a column as SQL takes it."""
    return '"' + column.replace('"', '""') + '"'


def _type_of(hint: Any) -> str:
    plain = {part for part in (get_args(hint) or (hint,)) if part is not type(None)}
    return SQL_TYPES.get(next(iter(plain)), "VARCHAR") if len(plain) == 1 else "VARCHAR"


def _insert(connection: DuckDBPyConnection, batch: Sequence[FlatRow], types: Mapping[str, str]) -> int:
    import numpy as np

    held = {}
    for name in types:
        column = np.empty(len(batch), dtype=object)
        column[:] = [_plain(row[name]) for row in batch]
        held[name] = column
    connection.register("batch", held)
    casts = ", ".join(f"CAST({quoted_name(one)} AS {types[one]})" for one in types)
    connection.execute(f"INSERT INTO rows SELECT {casts} FROM batch")
    connection.unregister("batch")
    return len(batch)


def _batches(rows: Iterable[FlatRow]) -> Iterator[list[FlatRow]]:
    rest = iter(rows)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _plain(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
