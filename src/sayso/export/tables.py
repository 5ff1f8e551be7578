"""The record as CSV tables for spreadsheets: no cell is run as a formula, and each reads back as it was."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from sayso.errors import CaseFull
from sayso.export.cells import safe_cell
from sayso.export.jsonl import Readable
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
from sayso.record.claims import claims_of


def write_csv(
    view: Readable,
    out: Path,
    *,
    times: bool = True,
    rules: Mapping[str, object] | None = None,
    fields: Sequence[str] = (),
) -> dict[str, int]:
    """Write events.csv, mentions.csv and claims.csv into the folder ``out``, made if absent; return the rows of each.

    They hold no times, and no rules; ``fields`` are a project's own. UTF-8 with a byte-order mark, by which
    spreadsheets know it. A file appears under its name only when it is whole.

    Raises:
        CaseFull: the folder cannot be written.
    """
    events = event_columns(fields)
    claims = chain.from_iterable(map(claims_of, view.mentions()))
    try:
        out.mkdir(parents=True, exist_ok=True)
        return {
            "events": _write(out / "events.csv", EVENTS, view.events(), events),
            "mentions": _write(out / "mentions.csv", MENTIONS, view.mentions(), MENTION_COLUMNS),
            "claims": _write(out / "claims.csv", CLAIMS, claims, CLAIM_COLUMNS),
        }
    except OSError as error:
        raise CaseFull(
            f"the export cannot be written ({error.strerror})", path=str(out), remedy="Choose another --out"
        ) from error


def _write(path: Path, table: str, rows: Iterable[Any], columns: Sequence[Column[Any]]) -> int:
    half = path.with_name(f".{path.name}.part")
    count = 0
    with half.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(map(safe_cell, (ID, MARK, *(column.name for column in columns))))
        for row in rows:
            told = cells(row, columns)
            writer.writerow(map(safe_cell, (row.id, mark(table, row.id, told, columns), *told.values())))
            count += 1
    os.replace(half, path)
    return count
