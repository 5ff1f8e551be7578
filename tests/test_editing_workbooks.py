"""A workbook of the record is edited as spreadsheets edit it, and what was changed in it becomes decisions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

import sayso
from sayso.cli import main
from sayso.editing import Edited
from sayso.errors import UndecodableInput
from sayso.export import workbook
from tests.deciding import ANN, case_at, mention, raid


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    (tmp_path / "fields.yaml").write_text("- {name: seen, type: date}\n- {name: filmed, type: yes-no}")
    with case_at(tmp_path / "x.sayso") as opened:
        yield opened


def exported(case: sayso.Case) -> Workbook:
    case.export(case.path.parent / "case.xlsx", "xlsx")
    return load_workbook(case.path.parent / "case.xlsx")


def put(book: Workbook, sheet: str, identity: str, column: str, value: object, shown: str | None = None) -> None:
    """Write a value into the cell of a row, as one who edits a workbook does; ``shown`` is the cell's number format."""
    head = [cell.value for cell in book[sheet][1]]
    row = next(row for row in book[sheet].iter_rows(min_row=2) if row[0].value == identity)
    cell = row[head.index(column)]
    cell.value = value
    if shown:
        cell.number_format = shown


def decided(case: sayso.Case, book: Workbook, **more: Any) -> Edited:
    path = case.path.parent / "edited.xlsx"
    book.save(path)
    return case.decide_by_table(path, by=ANN, **more)


def test_an_unchanged_workbook_decides_nothing(case: sayso.Case) -> None:
    exported(case)
    found = case.decide_by_table(case.path.parent / "case.xlsx", by=ANN)
    assert (found.decided, found.refused, found.unchanged) == ([], [], 5)
    assert found.ignored_sheets == ("claims",) and found.ignored_columns == ()
    again = decided(case, load_workbook(case.path.parent / "case.xlsx"))
    assert (again.decided, again.refused, again.unchanged) == ([], [], 5)


TAKEN: list[tuple[str, object, str | None, Callable[[Any], object], object]] = [
    ("type", "COERCE", None, lambda one: one.type, "COERCE"),
    ("date", "2020-01-10", None, lambda one: one.date, "2020-01-10"),
    ("date", datetime(2020, 1, 10), "dd/mm/yyyy", lambda one: one.date, "2020-01-10"),
    ("date", date(2020, 1, 10), "yyyy-mm-dd", lambda one: one.date, "2020-01-10"),
    ("date", None, None, lambda one: one.date, None),
    ("number:killed", 11, "General", lambda one: [(n.low, n.high) for n in one.numbers], [(11, 11)]),
    ("number:killed", 11.0, "General", lambda one: [(n.low, n.high) for n in one.numbers], [(11, 11)]),
    ("number:killed", "11..34", None, lambda one: [(n.low, n.high) for n in one.numbers], [(11, 34)]),
    ("credibility", 2, None, lambda one: one.credibility, 2),
    ("tags", "border; night", None, lambda one: one.tags, ("border", "night")),
    ("review", "confirmed", None, lambda one: one.review, "confirmed"),
    ("field:seen", datetime(2020, 1, 10), "d.m.yyyy", lambda one: one.fields, {"seen": "2020-01-10"}),
    ("field:filmed", True, None, lambda one: one.fields, {"filmed": True}),
]


@pytest.mark.parametrize(("column", "value", "shown", "shows", "expected"), TAKEN)
def test_a_changed_cell_becomes_a_decision_whatever_the_spreadsheet_made_of_it(
    case: sayso.Case, column: str, value: object, shown: str | None, shows: Callable[[Any], object], expected: object
) -> None:
    book = exported(case)
    put(book, "events", raid(case).id, column, value, shown)
    found = decided(case, book)
    assert (found.refused, len(found.decided)) == ([], 1 if column != "tags" else 2)
    assert shows(raid(case)) == expected
    assert decided(case, exported(case)).decided == []
    assert case.verify().clean


def test_cells_of_mentions_decide_too(case: sayso.Case) -> None:
    book = exported(case)
    put(book, "mentions", mention(case, "b.txt", "raided").id, "status", "averted")
    assert [(one.action, one.field) for one in decided(case, book).decided] == [("correct", "status")]


REFUSED: list[tuple[str, object, str | None, str]] = [
    ("date", datetime(2020, 1, 1), "mmm-yy", "made a date or time"),
    ("date", datetime(2020, 1, 10, 13, 5), "dd/mm/yyyy hh:mm", "made a date or time"),
    ("date", time(13, 5), "hh:mm", "made a date or time"),
    ("date", 43831, None, "rewritten"),
    ("number:killed", datetime(2020, 11, 3), "d-mmm", "made a date or time"),
    ("tags", datetime(2020, 11, 3), "d-mmm", "made a date or time"),
    ("number:killed", "=5+6", None, "formula"),
    ("actors", '=HYPERLINK("http://x.test")', None, "formula"),
    ("date", "#N/A", None, "error"),
    ("number:killed", 11.5, None, "is no count"),
    ("credibility", True, None, "no credibility"),
    ("title", "Mine", None, "only shows"),
    ("type", "WAR", None, "no event type"),
]


@pytest.mark.parametrize(("column", "value", "shown", "problem"), REFUSED)
def test_a_cell_that_cannot_be_taken_is_named_and_the_rest_decided(
    case: sayso.Case, column: str, value: object, shown: str | None, problem: str
) -> None:
    book = exported(case)
    put(book, "events", raid(case).id, column, value, shown)
    put(book, "events", next(one.id for one in case.events() if one.id != raid(case).id), "tags", "seen")
    found = decided(case, book)
    assert [(one.sheet, one.column) for one in found.refused] == [("events", column)]
    assert problem in found.refused[0].problem
    assert [(one.action, one.after) for one in found.decided] == [("tag", "seen")]


def test_sheets_and_columns_of_ones_own_and_rows_left_out_do_no_harm(case: sayso.Case) -> None:
    book = exported(case)
    put(book, "events", raid(case).id, "date", "2020-01-10")
    book["events"].insert_cols(4)
    book["events"]["D1"] = "look"
    book["mentions"].delete_rows(2, 2)
    book.create_sheet("notes")["A1"] = "call Ben"
    book.move_sheet("claims", -3)
    found = decided(case, book)
    assert (found.refused, [one.after for one in found.decided]) == ([], ["2020-01-10"])
    assert (found.ignored_columns, found.ignored_sheets) == (("look",), ("notes", "claims"))


def test_a_dry_run_keeps_nothing(case: sayso.Case) -> None:
    book = exported(case)
    put(book, "events", raid(case).id, "date", "2020-01-10")
    assert len(decided(case, book, dry_run=True).decided) == 1
    assert raid(case).date == "2020-01-09"


def test_cells_longer_than_a_workbook_holds_are_no_edits(case: sayso.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "LONGEST_CELL", 4)
    book = exported(case)
    assert book["events"]["E2"].value == "202…" or "…" in str(book["events"]["D2"].value)
    found = decided(case, book)
    ids = [one for one in found.refused if one.column not in ("id", "as_exported")]
    assert (found.decided, ids) == ([], [])


def broken(path: Path) -> bytes:
    return path.read_bytes()[:3000]


def other_zip(path: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.txt", "x")
    return packed.getvalue()


def spoiled_sheet(path: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(packed, "w") as made:
        for name in whole.namelist():
            content = whole.read(name)
            made.writestr(name, content[: len(content) // 2] if "sheet2" in name else content)
    return packed.getvalue()


def without_heads(path: Path) -> bytes:
    made = io.BytesIO()
    book = Workbook()
    book.active.append(["a", "b"])
    book.save(made)
    return made.getvalue()


def column_twice(path: Path) -> bytes:
    made = io.BytesIO()
    book = load_workbook(path)
    book["events"]["D1"] = "title"
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize("spoil", [broken, other_zip, spoiled_sheet, without_heads, column_twice])
def test_what_is_no_workbook_is_refused_and_nothing_is_decided(
    case: sayso.Case, spoil: Callable[[Path], bytes]
) -> None:
    book = exported(case)
    put(book, "events", raid(case).id, "date", "2020-01-10")
    path = case.path.parent / "edited.xlsx"
    book.save(path)
    path.write_bytes(spoil(path))
    with pytest.raises(UndecodableInput):
        case.decide_by_table(path, by=ANN)
    assert case.log() == ()


def test_a_bomb_is_not_unpacked(case: sayso.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.edited_tables.LARGEST_UNPACKED", 1000)
    exported(case)
    with pytest.raises(UndecodableInput, match="unpacks to more"):
        case.decide_by_table(case.path.parent / "case.xlsx", by=ANN)


def test_the_command_names_the_sheet(case: sayso.Case, tmp_path: Path) -> None:
    book = exported(case)
    put(book, "events", raid(case).id, "type", "WAR")
    book.save(tmp_path / "edited.xlsx")
    case.close()
    words = ["decide", str(case.path), "--from", str(tmp_path / "edited.xlsx"), "--by", ANN]
    shown = CliRunner().invoke(main, words, catch_exceptions=False)
    assert shown.exit_code == 1
    assert "Sheets that decide nothing: claims" in shown.output and "events, row " in shown.output
