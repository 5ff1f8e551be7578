"""Events, mentions, claims and documents as Parquet, for data frames and warehouses."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from sayso.export.beside import write_about
from sayso.export.flat import flat_row
from sayso.export.flat_table import fill, types_of
from sayso.export.gathered import Gathered
from sayso.export.readable import Readable
from sayso.export.summary import SUMMARY_TYPES, own_fields, summary_of
from sayso.export.whole import whole_path
from sayso.export.write_options import WriteOptions
from sayso.record.claims import Claim, claims_of
from sayso.record.documents import Document
from sayso.record.mentions import EventMention

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
        "mentions": _write(out / "mentions.parquet", map(flat_row, view.mentions()), types_of(EventMention)),
        "claims": _write(out / "claims.parquet", map(flat_row, claims), types_of(Claim)),
        "documents": _write(out / "documents.parquet", map(flat_row, view.documents()), types_of(Document)),
    }
    write_about(out / "events.parquet", "parquet", asked, counts)
    return counts


def _write(path: Path, rows: Iterable[Mapping[str, object]], types: Mapping[str, str]) -> int:
    """Write rows by way of a database on the disk, so that memory does not grow with their number."""
    import duckdb

    with whole_path(path) as half, tempfile.TemporaryDirectory(prefix="sayso-") as scratch:
        connection = duckdb.connect(str(Path(scratch) / "rows.duckdb"))
        try:
            connection.execute(f"SET memory_limit = '{MEMORY}'")
            count = fill(connection, rows, types)
            connection.execute(f"COPY rows TO {_quoted(str(half))} (FORMAT parquet, COMPRESSION zstd)")
        finally:
            connection.close()
    return count


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
