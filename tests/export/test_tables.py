"""Tables for spreadsheets: what stands in them is run by none, and reads back as it was."""

from __future__ import annotations

import csv
from pathlib import Path

from sayso.export.sheets import CLAIM_COLUMNS, MENTION_COLUMNS, event_columns
from sayso.export.tables import write_csv
from sayso.export.write_options import WriteOptions
from tests.export.rows import Rows


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_hostile_words_are_neither_run_nor_obeyed(tmp_path: Path) -> None:
    rows = Rows()
    text = '=HYPERLINK("http://x","y") struck \u202edleif\x1b[2J on Friday.'
    rows.add(text, "struck", "a.txt", actors=['=HYPERLINK("http://x","y")'])  # type: ignore[arg-type]
    write_csv(rows, tmp_path, WriteOptions())  # type: ignore[arg-type]
    for name in ("events.csv", "mentions.csv", "claims.csv"):
        content = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert "\u202e" not in content and "\x1b" not in content
        assert all(not cell.startswith("=") for row in table(tmp_path / name) for cell in row.values())
    assert table(tmp_path / "mentions.csv")[0]["actors"].startswith("'=HYPERLINK")


def test_columns_stand_as_the_docs_name_them(tmp_path: Path) -> None:
    rows = Rows()
    rows.add("Orland struck Vesta.", "struck", "a.txt")
    assert write_csv(rows, tmp_path, WriteOptions(fields=("light",))) == {"events": 1, "mentions": 1, "claims": 2}  # type: ignore[arg-type]
    heads = {"events": event_columns(("light",)), "mentions": MENTION_COLUMNS, "claims": CLAIM_COLUMNS}
    for name, columns in heads.items():
        (row,) = table(tmp_path / f"{name}.csv")[:1]
        assert list(row) == ["id", "as_exported", *(one.name for one in columns)]  # type: ignore[attr-defined]
