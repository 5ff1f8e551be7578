"""What each format makes of a small case, as reviewed files: a change of any shows in the diff.

After a change that was looked at: ``make golden`` writes the files anew.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

import sayso
from sayso.export import writer_of
from sayso.export.write_options import WriteOptions
from sayso.version import __version__

GOLDEN = Path(__file__).parents[1] / "golden" / "exports"
FORMATS = {
    "bibtex": "sources.bib", "csl": "sources.json", "datasette": "case.db", "ftm": "entities.ftm.json",
    "geojson": "events.geojson", "gexf": "actors.gexf", "graphml": "actors.graphml", "html": "brief.html",
    "kml": "events.kml", "markdown": "brief.md", "stix": "events.stix.json", "timelinejs": "timeline.csv",
    "xlsx": "case.xlsx",
}  # fmt: skip
ASKED = WriteOptions(times=False, codebook="CODEBOOK", mapping="TABLES")


@pytest.mark.parametrize("name", FORMATS)
def test_a_small_case_is_written_as_reviewed(small: Path, tmp_path: Path, name: str) -> None:
    with sayso.open(small) as case, case.reading() as view:
        writer_of(name)(view, tmp_path, ASKED)
    shown = _text(tmp_path / FORMATS[name])
    left_out = tmp_path / "left_out.csv"
    if left_out.exists():
        shown += "\n" + left_out.read_text(encoding="utf-8-sig")
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("SAYSO_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8", newline="")
    assert shown == path.read_text(encoding="utf-8")


def _text(path: Path) -> str:
    if path.suffix == ".db":
        return "\n".join(_dump(path)) + "\n"
    if path.suffix == ".xlsx":
        return "\n".join(_sheets(path)) + "\n"
    text = path.read_text(encoding="utf-8").replace(f"Sayso {__version__}", "Sayso VERSION")
    return re.sub(r"NetworkX [\d.]+", "NetworkX", text).replace("\r\n", "\n")


def _dump(path: Path) -> Iterator[str]:
    """Show a database: what defines it, and its rows, without what the search makes for itself."""
    with closing(sqlite3.connect(path)) as connection:
        named = connection.execute(
            "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE '%\\_fts\\__%' ESCAPE '\\' AND sql IS NOT NULL"
            " ORDER BY type, name"
        ).fetchall()
        yield ", ".join(f"{kind} {name}" for kind, name in named)
        for kind, name in named:
            if kind in ("table", "view") and not name.endswith("_fts"):
                rows = connection.execute(f"SELECT * FROM {name}")
                yield f"\n{name}: {', '.join(column[0] for column in rows.description)}"
                yield from (" | ".join("" if cell is None else str(cell) for cell in row) for row in rows)


def _sheets(path: Path) -> Iterator[str]:
    """Show a workbook: what may be chosen and edited, and the cells of each sheet."""
    for sheet in load_workbook(path):
        yield f"\n{sheet.title}, {sheet.sheet_state}, locked {sheet.protection.sheet}, frozen at {sheet.freeze_panes}"
        for rule in sheet.data_validations.dataValidation:
            yield f"  {rule.sqref}: {rule.formula1}"
        free = [f"{held.min}-{held.max}" for held in sheet.column_dimensions.values() if not held.protection.locked]
        yield f"  columns that can be edited: {' '.join(free) or 'none'}"
        for row in sheet.iter_rows(values_only=True):
            yield " | ".join("" if cell is None else str(cell) for cell in row)
