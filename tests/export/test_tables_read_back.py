"""Tables in the hands of data frames: what is not told is missing, what looks like missing is not, nothing is run."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas
import polars
import pytest
from openpyxl import load_workbook

import sayso
from sayso.export.delimited import write_tabbed, write_table

WORDS = ("NA", "null", "nan", "None", "N/A", "", "-", "0")
"""Cells that data frames may take for missing; of these only the empty one is."""
TOLD = [word or None for word in WORDS]
TABULAR = ("csv", "timelinejs", "xlsx")


def by_pandas(path: Path, separator: str) -> list[str | None]:
    read = pandas.read_csv(path, sep=separator, keep_default_na=False, na_values=[""], dtype=str)
    return [None if pandas.isna(cell) else cell for cell in read["word"]]


def by_polars(path: Path, separator: str) -> list[str | None]:
    return polars.read_csv(path, separator=separator, infer_schema=False)["word"].to_list()


def by_r(path: Path, separator: str) -> list[str | None]:
    """Read as R does with na.strings = "": cells are trimmed of nothing, and the empty one is NA."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row["word"] or None for row in csv.DictReader(file, delimiter=separator)]


@pytest.mark.parametrize("read", [by_pandas, by_polars, by_r])
@pytest.mark.parametrize("separator", [",", "\t"])
def test_only_the_empty_cell_is_missing(
    tmp_path: Path, read: Callable[[Path, str], list[str | None]], separator: str
) -> None:
    write = write_table if separator == "," else write_tabbed
    rows = [(n, word) for n, word in enumerate(WORDS)]
    write(tmp_path / "x.csv", ("n", "word"), rows, safe=False)
    assert read(tmp_path / "x.csv", separator) == TOLD


def test_without_being_asked_pandas_loses_namibia(tmp_path: Path) -> None:
    write_table(tmp_path / "x.csv", ("n", "word"), [(1, "NA"), (2, "IQ")])
    assert pandas.read_csv(tmp_path / "x.csv")["word"].isna().tolist() == [True, False]


def test_typed_formats_tell_namibia_from_nothing(small: Path, tmp_path: Path) -> None:
    with sayso.open(small) as case:
        for name in ("parquet", "geojson", "datasette"):
            case.export(tmp_path, name)
    countries = f"SELECT country, count(*) FROM '{tmp_path}/events.parquet' GROUP BY 1 ORDER BY 1 NULLS LAST"
    assert duckdb.sql(countries).fetchall() == [("BV", 4), ("NA", 1), (None, 2)]
    told = [one["properties"]["country"] for one in json.loads((tmp_path / "events.geojson").read_text())["features"]]
    assert sorted(map(str, told)) == ["BV"] * 4 + ["NA"] + ["None"] * 2


def cells(path: Path) -> list[str]:
    if path.suffix == ".xlsx":
        return [cell for sheet in load_workbook(path) for row in sheet.values for cell in row if isinstance(cell, str)]
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [cell for row in csv.reader(file) for cell in row]


@pytest.mark.parametrize("name", TABULAR)
@pytest.mark.parametrize("raw", [False, True])
def test_cells_that_a_spreadsheet_would_run_are_marked_unless_asked_for_as_they_are(
    small: Path, tmp_path: Path, name: str, raw: bool
) -> None:
    with sayso.open(small) as case:
        case.export(tmp_path, name, raw_cells=raw)
    files = [one for one in tmp_path.iterdir() if one.suffix in (".csv", ".xlsx") and one.name != "left_out.csv"]
    found = {cell for path in files for cell in cells(path) if "@Meridian Post" in cell and len(cell) < 40}
    marked = {cell for cell in found if cell.startswith("'@")}
    plain = {cell for cell in found if cell.startswith("@")}
    assert (bool(plain), bool(marked)) == (raw or name == "xlsx", not raw and name != "xlsx")
