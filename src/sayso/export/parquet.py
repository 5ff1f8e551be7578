"""Events, mentions, claims and documents as Parquet, for data frames and warehouses."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from sayso.export.beside import write_about
from sayso.export.flat import flat_row
from sayso.export.gathered import Gathered
from sayso.export.readable import Readable
from sayso.export.summary import SUMMARY_TYPES, own_fields, summary_of
from sayso.export.whole import whole_path
from sayso.export.write_options import WriteOptions
from sayso.record.claims import Claim, claims_of
from sayso.record.documents import Document
from sayso.record.mentions import EventMention

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

AT_ONCE = 5_000
"""Rows handed to DuckDB at a time."""
SQL_TYPES = {bool: "BOOLEAN", int: "BIGINT", float: "DOUBLE"}
MEMORY = "256MB"
"""What DuckDB may take; beyond it, it uses the disk."""


def write_parquet(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write events.parquet, mentions.parquet, claims.parquet and documents.parquet into the folder ``out``.

    Rows are flat and sorted by id; return how many each has. Numbers, truth values and dates have types of their own;
    lists are text joined by ``; ``. Lost: spans of arguments, who says which value (claims have both), links, edges.

    Raises:
        CaseFull: a file cannot be written.
    Source: Apache Parquet, written by DuckDB.
    """
    gathered = Gathered(view)
    events = (
        {**summary_of(one, gathered, view.words(one.id)), **own_fields(one, asked.fields)} for one in view.events()
    )
    claims = chain.from_iterable(map(claims_of, view.mentions()))
    counts = {
        "events": _write(out / "events.parquet", events, {**SUMMARY_TYPES, **dict.fromkeys(asked.fields, "VARCHAR")}),
        "mentions": _write(out / "mentions.parquet", map(flat_row, view.mentions()), _types_of(EventMention)),
        "claims": _write(out / "claims.parquet", map(flat_row, claims), _types_of(Claim)),
        "documents": _write(out / "documents.parquet", map(flat_row, view.documents()), _types_of(Document)),
    }
    write_about(out / "events.parquet", "parquet", asked, counts)
    return counts


def _types_of(kind: type[Any]) -> dict[str, str]:
    """Give the columns of flat rows of a kind of record, with their types in SQL."""
    hints = get_type_hints(kind)
    return {one.name: _type_of(hints[one.name]) for one in fields(kind)}


def _type_of(hint: Any) -> str:
    plain = {part for part in (get_args(hint) or (hint,)) if part is not type(None)}
    return SQL_TYPES.get(next(iter(plain)), "VARCHAR") if len(plain) == 1 else "VARCHAR"


def _write(path: Path, rows: Iterable[Mapping[str, object]], types: Mapping[str, str]) -> int:
    """Write rows by way of a database on the disk, so that memory does not grow with their number."""
    import duckdb

    with whole_path(path) as half, tempfile.TemporaryDirectory(prefix="sayso-") as scratch:
        connection = duckdb.connect(str(Path(scratch) / "rows.duckdb"))
        try:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            columns = ", ".join(f"{_name(name)} {kind}" for name, kind in types.items())
            connection.execute(f"CREATE TABLE rows ({columns})")
            count = sum(_insert(connection, batch, types) for batch in _batches(rows))
            connection.execute(f"COPY rows TO {_quoted(str(half))} (FORMAT parquet, COMPRESSION zstd)")
        finally:
            connection.close()
    return count


def _insert(connection: DuckDBPyConnection, batch: Sequence[Mapping[str, object]], types: Mapping[str, str]) -> int:
    import numpy as np

    held = {}
    for name in types:
        column = np.empty(len(batch), dtype=object)
        column[:] = [_plain(row[name]) for row in batch]
        held[name] = column
    connection.register("batch", held)
    connection.execute(
        f"INSERT INTO rows SELECT {', '.join(f'CAST({_name(one)} AS {types[one]})' for one in types)} FROM batch"
    )
    connection.unregister("batch")
    return len(batch)


def _batches(rows: Iterable[Mapping[str, object]]) -> Iterator[list[Mapping[str, object]]]:
    rest = iter(rows)
    while batch := list(islice(rest, AT_ONCE)):
        yield batch


def _plain(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
