"""The record as plain tables of a SQLite file, ready for Datasette, with what it needs to know beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from sayso.export.beside import write_about
from sayso.export.datasette_rows import Cell, Row, rows_of_event, rows_of_mention, single_rows
from sayso.export.gathered import Gathered
from sayso.export.readable import Readable
from sayso.export.whole import file_in, full_disk_told, whole_file, whole_path
from sayso.export.write_options import WriteOptions
from sayso.record.plain import to_json

_TABLES = Path(__file__).with_name("datasette_schema.sql")
_VIEWS = Path(__file__).with_name("datasette_views.sql")
_FACETS: Mapping[str, Sequence[str]] = {
    "events": ("type", "status", "responsibility"),
    "mentions": ("type", "status"),
    "claims": ("field", "status"),
    "voices": ("stance", "kind"),
    "documents": ("outlet",),
    "commitments": ("kind", "standing"),
    "decisions": ("action", "by"),
}
_SORTED: Mapping[str, str] = {"events": "date_first", "documents": "published_first", "commitments": "date"}
_LABELS: Mapping[str, str] = {
    "events": "title", "documents": "title", "actors": "name", "places": "name", "mentions": "sentence",
    "commitments": "quote",
}  # fmt: skip


def write_datasette(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every kind of row of the record as a table of a SQLite file; return how many rows each has.

    Ids tie the tables (foreign keys); words of events, mentions and commitments can be searched (FTS5); views show what
    is contested, who says what, and who did what to whom. FILE.metadata.json tells Datasette how to show it:
    ``datasette FILE.db -m FILE.metadata.json``. Actors and places that only an event names are among their tables.
    Lost: texts and originals of reports, candidates of places, edges, redirects, offsets of names within a sentence
    (claims have them).

    Raises:
        CaseFull: the file cannot be written.
    Source: SQLite 3; Datasette 0.65, metadata and full-text search.
    """
    path = file_in(out, "case.db")
    with whole_path(path) as half, full_disk_told():
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half, isolation_level=None)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")
            connection.executescript(_TABLES.read_text(encoding="utf-8"))
            connection.execute("BEGIN")
            _fill(connection, view, asked)
            connection.execute("COMMIT")
            connection.executescript(_VIEWS.read_text(encoding="utf-8"))
            counts = {name: _count(connection, name) for name in _names(connection)}
    _write_metadata(path, asked)
    write_about(path, "datasette", asked, counts)
    return counts


def _fill(connection: sqlite3.Connection, view: Readable, asked: WriteOptions) -> None:
    def keep(rows: Iterable[Row]) -> None:
        for row in rows:
            how = "INSERT OR IGNORE" if row.if_absent else "INSERT"
            marks = ",".join("?" * len(row.cells))
            connection.execute(f"{how} INTO {row.table} VALUES ({marks})", [_plain(cell) for cell in row.cells])

    gathered = Gathered(view)
    keep(single_rows(view, times=asked.times))
    for event in view.events():
        keep(rows_of_event(event, view.words(event.id), gathered))
    for mention in view.mentions():
        keep(rows_of_mention(mention))


def _plain(cell: Cell) -> Cell:
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell


def _names(connection: sqlite3.Connection) -> Iterator[str]:
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\' ORDER BY rowid"
    return (name for (name,) in connection.execute(sql).fetchall())


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _write_metadata(path: Path, asked: WriteOptions) -> None:
    """Write what Datasette shows beside the tables: what they are, what to sort and to part by."""
    tables = {
        name: {
            **({"facets": list(_FACETS[name])} if name in _FACETS else {}),
            **({"sort_desc": _SORTED[name]} if name in _SORTED else {}),
            **({"label_column": _LABELS[name]} if name in _LABELS else {}),
        }
        for name in sorted({*_FACETS, *_SORTED, *_LABELS})
    }
    told = {
        "title": "What reports tell",
        "description": "Claims of reports, not facts: status and basis say how each stands, voices on whose word."
        f" Codebook {asked.codebook}.",
        "databases": {path.stem: {"tables": tables}},
    }
    with whole_file(path.with_name(f"{path.stem}.metadata.json")) as file:
        file.write(to_json(told) + b"\n")
