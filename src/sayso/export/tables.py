"""The record as CSV tables for spreadsheets: no cell is run as a formula, and each reads back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from sayso.export.delimited import write_table
from sayso.export.readable import Readable
from sayso.export.sheets import (
    CLAIM_COLUMNS,
    CLAIMS,
    EVENTS,
    ID,
    MARK,
    MENTION_COLUMNS,
    MENTIONS,
    Column,
    cells,
    event_columns,
    mark,
)
from sayso.export.write_options import WriteOptions
from sayso.record.claims import claims_of


def write_csv(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write events.csv, mentions.csv and claims.csv into the folder ``out``, made if absent; return the rows of each.

    They hold no times, and no rules. Lost: offsets, candidates, the parts of contested values, and who said which
    count; ids lead to them in the jsonl.

    Raises:
        CaseFull: the folder cannot be written.
    """
    claims = chain.from_iterable(map(claims_of, view.mentions()))
    tables: tuple[tuple[str, str, Iterable[Any], Sequence[Column[Any]]], ...] = (
        ("events", EVENTS, view.events(), event_columns(asked.fields)),
        ("mentions", MENTIONS, view.mentions(), MENTION_COLUMNS),
        ("claims", CLAIMS, claims, CLAIM_COLUMNS),
    )
    return {
        name: write_table(
            out / f"{name}.csv",
            (ID, MARK, *(column.name for column in columns)),
            _rows(table, rows, columns),
            safe=asked.safe_cells,
        )
        for name, table, rows, columns in tables
    }


def _rows(table: str, rows: Iterable[Any], columns: Sequence[Column[Any]]) -> Iterator[Sequence[object]]:
    for row in rows:
        told = cells(row, columns)
        yield row.id, mark(table, row.id, told, columns), *told.values()
