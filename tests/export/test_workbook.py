"""Workbooks for coders: every cell is text, those that decide are free, and big tables go on in another sheet."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

import sayso
from sayso.export import workbook
from sayso.export.sheets import MENTION_COLUMNS, event_columns
from sayso.record.vocabulary import STANCES
from tests.deciding import case_at


def test_a_workbook_says_what_the_csv_says(demo: Path, tmp_path: Path) -> None:
    with sayso.open(demo) as case:
        counts = case.export(tmp_path / "case.xlsx", "xlsx")
        assert case.export(tmp_path, "csv", raw_cells=True) == counts
    book = load_workbook(tmp_path / "case.xlsx", read_only=True)
    for name in counts:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            expected = list(csv.reader(file))
        assert [["" if cell is None else cell for cell in row] for row in book[name].values] == expected


def test_no_cell_is_a_formula_a_number_or_a_link(small: Path, tmp_path: Path) -> None:
    with sayso.open(small) as case:
        case.export(tmp_path / "case.xlsx", "xlsx", raw_cells=True)
    held = load_workbook(tmp_path / "case.xlsx")
    cells = [cell for sheet in held for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"} and not any(cell.hyperlink for cell in cells)
    assert {cell.number_format for cell in cells if cell.parent.title != "vocabularies"} == {"@"}
    voices = {cell.value for cell in cells if str(cell.value).startswith("@")}
    assert "@Meridian Post, own voice" in voices
    with zipfile.ZipFile(tmp_path / "case.xlsx") as packed:
        assert all(b"<f>" not in packed.read(name) for name in packed.namelist() if "worksheets" in name)


def enumerate_columns(sheet: Any) -> Iterator[tuple[int, Any]]:
    """Give each column with how it looks; those that look alike are held as one."""
    for held in sheet.column_dimensions.values():
        yield from ((at, held) for at in range(held.min, held.max + 1))


def test_only_cells_that_decide_are_free_and_vocabularies_are_offered(tmp_path: Path) -> None:
    (tmp_path / "fields.yaml").write_text("- {name: light, type: text}")
    with case_at(tmp_path / "x.sayso") as case:
        case.export(tmp_path / "case.xlsx", "xlsx")
    book = load_workbook(tmp_path / "case.xlsx")
    for name, columns in (("events", event_columns(("light",))), ("mentions", MENTION_COLUMNS), ("claims", ())):
        sheet = book[name]
        head = [cell.value for cell in sheet[1]]
        styles = dict(enumerate_columns(sheet))
        free = [name for at, name in enumerate(head, 1) if not styles[at].protection.locked]
        assert free == [one.name for one in columns if one.decides]
        assert sheet.protection.sheet and not sheet.protection.password and sheet.freeze_panes == "D2"
        assert [at for at, style in styles.items() if style.hidden] == [1, 2]
        assert all(cell.protection.locked for cell in sheet[1])
        coloured = {style.fill.fgColor.rgb for style in styles.values() if not style.protection.locked}
        assert len(coloured) <= 1 and "00000000" not in coloured
        for cell in (cell for cell in sheet[2] if cell.value is not None):
            assert cell.protection.locked == styles[cell.column].protection.locked
    offered = {}
    for rule in book["mentions"].data_validations.dataValidation:
        column = book["mentions"][str(rule.sqref).split(":")[0].rstrip("0123456789") + "1"].value
        cells = book["vocabularies"][rule.formula1.split("!")[1].replace("$", "")]
        offered[column] = tuple(row[0].value for row in cells)
    assert offered["stance"] == STANCES and "ASSAULT/aerial" in offered["type"] and "review" in offered


def test_a_table_with_more_rows_than_a_sheet_holds_goes_on_in_another(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 5)
    with sayso.open(small) as case:
        counts = case.export(tmp_path / "case.xlsx", "xlsx")
        ids = [one.id for one in case.events()]
        found = case.decide_by_table(tmp_path / "case.xlsx", by="Ann")
    book = load_workbook(tmp_path / "case.xlsx")
    parts = [sheet for sheet in book if sheet.title.startswith("events")]
    assert [sheet.title for sheet in parts] == ["events", "events 2"] and counts["events"] == 7
    assert [row[0] for sheet in parts for row in sheet.iter_rows(min_row=2, values_only=True)] == ids
    assert (found.refused, found.unchanged) == ([], 7 + counts["mentions"])


def test_two_workbooks_of_one_case_are_equal(small: Path, tmp_path: Path) -> None:
    with sayso.open(small) as case:
        for name in ("1.xlsx", "2.xlsx"):
            case.export(tmp_path / name, "xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


@pytest.mark.parametrize(
    "text", ["_x0041_ b", "  lead and end  ", "a_x000D_b", "𐍈" * 5, "=1", "'=1", "#N/A", "TRUE", "1e5"]
)
def test_words_read_back_as_they_were(tmp_path: Path, text: str) -> None:
    from xlsxwriter import Workbook

    from sayso.edited_tables import read_edited

    with Workbook(str(tmp_path / "x.xlsx"), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, cell in enumerate(("id", "as_exported", "words")):
            sheet.write_string(0, at, cell)
        for at, cell in enumerate(("m1", "e1", workbook.fitting(text))):
            sheet.write_string(1, at, cell)
    (row,) = read_edited(tmp_path / "x.xlsx").rows
    assert row.cells["words"] == text.strip() and not row.spoiled


@pytest.mark.parametrize("text", ["x" * 32_767, "𐍈" * 16_383, "𐍈" * 16_384, "x" * 40_000])
def test_what_is_cut_fits(text: str) -> None:
    cut = workbook.fitting(text)
    assert len(cut.encode("utf-16-le")) <= 2 * workbook.LONGEST_CELL
    assert cut == text or cut.endswith("…")
