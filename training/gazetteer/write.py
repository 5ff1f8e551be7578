"""The gazetteer's file: written whole, in one order, so that the same rows give the same bytes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.codebook.gazetteer import DEGREE
from sayso.record.ids import content_hash
from training.gazetteer.rows import Row

_TABLES = """
PRAGMA page_size = 8192;
PRAGMA journal_mode = OFF;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE areas (id INTEGER PRIMARY KEY, country TEXT NOT NULL, admin1 TEXT NOT NULL, name TEXT);
CREATE TABLE places (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, area INTEGER NOT NULL,
  latitude INTEGER, longitude INTEGER, population INTEGER NOT NULL);
CREATE TABLE names (
  key TEXT NOT NULL, place INTEGER NOT NULL, alias INTEGER NOT NULL, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
CREDIT = "Places: GeoNames (geonames.org), CC BY 4.0; chosen, keyed and rounded for Sayso."


def write_gazetteer(rows: Sequence[Row], path: Path) -> str:
    """Write the file, replacing an older one only when the new one is whole; give its version."""
    ordered = sorted(rows, key=lambda row: row.id)
    version = content_hash(*(repr(row) for row in ordered))
    half = path.with_suffix(".part")
    half.unlink(missing_ok=True)
    connection = sqlite3.connect(half)
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO about VALUES (?, ?)", [("version", version), ("credit", CREDIT)])
    areas = {area: number for number, area in enumerate(sorted({(row.country, row.admin1) for row in ordered}))}
    units = {(row.country, row.admin1): row.name for row in ordered if row.kind == "province"}
    named = ((number, *area, units.get(area)) for area, number in areas.items())
    connection.executemany("INSERT INTO areas VALUES (?, ?, ?, ?)", named)
    connection.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?)", (_place(row, areas) for row in ordered))
    names = sorted((key, row.id, int(alias)) for row in ordered for key, alias in row.names)
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    connection.commit()
    connection.execute("VACUUM")
    connection.close()
    os.replace(half, path)
    return version


def _place(row: Row, areas: Mapping[tuple[str, str], int]) -> tuple[object, ...]:
    latitude = None if row.latitude is None else round(row.latitude * DEGREE)
    longitude = None if row.longitude is None else round(row.longitude * DEGREE)
    return (row.id, row.name, row.number, areas[row.country, row.admin1], latitude, longitude, row.population)
