"""The record as CSV tables for spreadsheets: no cell is run as a formula, and each reads back as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Table:
    """Hold what a table is called, how the marks of its rows begin, its records, and its columns but id and mark."""

    name: str
    begins: str
    records: Iterable[Any]
    columns: Sequence[Column[Any]]

    @property
    def header(self) -> tuple[str, ...]:
        """Name all columns in order."""
        return ID, MARK, *(column.name for column in self.columns)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Write its rows, one at a time."""
        for record in self.records:
            told = cells(record, self.columns)
            yield record.id, mark(self.begins, record.id, told, self.columns), *told.values()


def tables_of(view: Readable, fields: Sequence[str]) -> tuple[Table, ...]:
    """Give the tables of a case: events, mentions, claims; ``fields`` are a project's own."""
    claims = chain.from_iterable(map(claims_of, view.mentions()))
    return (
        Table("events", EVENTS, view.events(), event_columns(fields)),
        Table("mentions", MENTIONS, view.mentions(), MENTION_COLUMNS),
        Table("claims", CLAIMS, claims, CLAIM_COLUMNS),
    )


def write_csv(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write events.csv, mentions.csv and claims.csv into the folder ``out``, made if absent; return the rows of each.

    They hold no times, and no rules. Lost: offsets, candidates, the parts of contested values, and who said which
    count; ids lead to them in the jsonl.

    Raises:
        CaseFull: the folder cannot be written.
    """
    return {
        table.name: write_table(out / f"{table.name}.csv", table.header, table.rows(), safe=asked.safe_cells)
        for table in tables_of(view, asked.fields)
    }
