"""Tables that came back from a spreadsheet: delimited text or a workbook, each row with where it stands."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sayso.errors import InputError, UndecodableInput, UnreadableInput
from sayso.export.cells import plain_cell
from sayso.export.sheets import CLAIMS, ID, MARK, OWN_FIELD

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

LARGEST = 1 << 28
"""Bytes of the largest table that is read: some hundred thousand mentions with their sentences."""
LARGEST_UNPACKED = 1 << 31
"""Bytes that a workbook may hold unpacked. Its sheets are read row by row."""
_SEPARATOR_LINE = re.compile(r'"?sep=[,;\t]"?[,;\t]*\r?\n', re.IGNORECASE)
"""The line by which Excel is told what parts the cells."""
_WORKBOOK = b"PK\x03\x04"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_HIDDEN = "vocabularies"
_REMEDY = "Edit a table of: sayso export CASE --format csv --out FOLDER, or --format xlsx --out FILE.xlsx"


@dataclass(frozen=True, slots=True)
class EditedRow:
    """Hold a row: its sheet, its number as spreadsheets count, its cells by column, and cells that cannot be taken.

    Columns that the row lacks are left out; ``spoiled`` maps columns to what is wrong with them.
    """

    sheet: str | None
    number: int
    cells: Mapping[str, str]
    spoiled: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditedTable:
    """Hold the rows of a file, read as they are asked for, once; its columns; and sheets that decide nothing."""

    rows: Iterable[EditedRow]
    columns: tuple[str, ...]
    passed_over: tuple[str, ...] = ()


def read_edited(path: Path) -> EditedTable:
    """Read a table that was exported and edited, as delimited text or as a workbook; empty rows are left out.

    Formulas are not worked out: a cell that holds one is spoiled.

    Raises:
        InputError: the file cannot be read, or is no table; of a workbook also when its rows are asked for.
    """
    try:
        file = path.open("rb")
        with file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableInput(
            "unreadable", f"it cannot be read ({error.strerror})", path=str(path), remedy="Name an edited table"
        ) from error
    if len(content) > LARGEST:
        raise _no_table(path, f"it has more than {LARGEST} bytes")
    return _workbook(path, io.BytesIO(content)) if content.startswith(_WORKBOOK) else _delimited(path, content)


def lost_letters(cell: str, was: str) -> bool:
    """Tell whether a spreadsheet put question marks for letters that its encoding lacks, and changed nothing else.

    >>> lost_letters("Tell Abya?", "Tell Abyaḍ"), lost_letters("Tell Abyad", "Tell Abyaḍ"), lost_letters("a?", "ab")
    (True, False, False)
    """
    if len(cell) != len(was) or cell == was:
        return False
    return all(one == old or (one == "?" and not old.isascii()) for one, old in zip(cell, was, strict=True))


def _delimited(path: Path, content: bytes) -> EditedTable:
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise _no_table(path, "it is not UTF-8. Save it as CSV UTF-8, or as a workbook (xlsx)") from None
    text = _SEPARATOR_LINE.sub("", text.lstrip("\r\n")).lstrip("\r\n")
    head = text.partition("\n")[0]
    for delimiter in (",", ";", "\t"):
        names = [plain_cell(name.strip()) for name in next(csv.reader([head.rstrip("\r")], delimiter=delimiter), [])]
        if {ID, MARK} <= set(names):
            return EditedTable(_rows(path, text, delimiter), _once(path, names))
    raise _no_table(path, f"its first row does not name the columns {ID} and {MARK}")


def _rows(path: Path, text: str, delimiter: str) -> list[EditedRow]:
    try:
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise _no_table(path, str(error)) from None
    names = [plain_cell(name.strip()) for name in head]
    told = (
        {name: plain_cell(cell.strip()).strip() for name, cell in zip(names, row, strict=False) if name} for row in rows
    )
    return [EditedRow(None, number, cells) for number, cells in enumerate(told, 2) if any(cells.values())]


def _workbook(path: Path, file: IO[bytes]) -> EditedTable:
    """Open a workbook, look at its heads, and read its rows when they are asked for."""
    book = _opened(path, file)
    heads: dict[str, tuple[str, ...]] = {}
    passed_over = []
    for sheet in book.worksheets:
        names = _names(path, sheet)
        if {ID, MARK} <= set(names):
            heads[sheet.title] = _once(path, names)
        elif sheet.title != _HIDDEN:
            passed_over.append(sheet.title)
    for name in [name for name in heads if _is_of_claims(path, book[name], heads[name])]:
        passed_over.append(name)
        del heads[name]
    if not heads:
        raise _no_table(path, f"no sheet that can be edited names the columns {ID} and {MARK} in its first row")
    columns = tuple(dict.fromkeys(name for names in heads.values() for name in names))
    return EditedTable(_sheet_rows(path, book, heads), columns, tuple(passed_over))


def _opened(path: Path, file: IO[bytes]) -> Any:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(file) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise _no_table(path, f"it unpacks to more than {LARGEST_UNPACKED} bytes")
        return load_workbook(file, read_only=True, keep_links=False)
    except InputError:
        raise
    except Exception as error:  # whatever a broken or hostile file makes of it
        raise _broken(path, error) from error


def _names(path: Path, sheet: Any) -> list[str]:
    first = next(_raw_rows(path, sheet), ())
    names = [_text(cell) for cell in first]
    while names and not names[-1]:
        names.pop()
    return names


def _is_of_claims(path: Path, sheet: Any, names: Sequence[str]) -> bool:
    """Tell whether a sheet lists claims, which only show."""
    rows = _raw_rows(path, sheet)
    next(rows, None)
    first = next(rows, ())
    marks = [_text(cell) for name, cell in zip(names, first, strict=False) if name == MARK]
    return bool(marks) and marks[0].startswith(CLAIMS)


def _sheet_rows(path: Path, book: Any, heads: Mapping[str, Sequence[str]]) -> Iterator[EditedRow]:
    with closing(book):
        for sheet, names in heads.items():
            for number, row in enumerate(_raw_rows(path, book[sheet]), 1):
                if number > 1 and any(cell.value is not None for cell in row):
                    yield _row(sheet, number, names, row)


def _raw_rows(path: Path, sheet: Any) -> Iterator[Sequence[ReadOnlyCell]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    try:
        yield from sheet.iter_rows()
    except Exception as error:  # as above
        raise _broken(path, error) from error


def _row(sheet: str, number: int, names: Sequence[str], row: Sequence[ReadOnlyCell]) -> EditedRow:
    cells, spoiled = dict.fromkeys(filter(None, names), ""), {}
    for name, cell in zip(names, row, strict=False):
        if name and (problem := _problem(name, cell)):
            spoiled[name] = problem
            del cells[name]
        elif name:
            cells[name] = _text(cell)
    return EditedRow(sheet, number, cells, spoiled)


def _problem(name: str, cell: ReadOnlyCell) -> str | None:
    """Say why the value of a cell cannot be taken, None if it can."""
    if cell.value is None:
        return None
    if cell.data_type == "f":
        return "the cell holds a formula, which is not worked out. Write its value"
    if cell.data_type == "e":
        return f"the cell holds an error ({cell.value}). Write a value"
    if isinstance(cell.value, date | time) or not isinstance(cell.value, str | int | float | bool):
        takes_dates = name == "date" or name.startswith(OWN_FIELD)
        is_day = isinstance(cell.value, datetime) and cell.value.time() == time() and _shows_days(cell.number_format)
        if not (takes_dates and is_day):
            return (
                "the spreadsheet has made a date or time of what was typed. Format the cell as text and write it anew"
            )
    return None


def _shows_days(number_format: str | None) -> bool:
    """Tell whether a cell shows the day of its date: 2019-07 typed becomes July 1st, shown as Jul-19."""
    return "d" in re.sub(r'"[^"]*"|\[[^\]]*\]', "", number_format or "").lower()


def _text(cell: ReadOnlyCell) -> str:
    """Give what a cell says as it would be typed; spreadsheets make numbers and truth values of some of it."""
    match cell.value:
        case None:
            return ""
        case bool():
            return "yes" if cell.value else "no"
        case float() if cell.value.is_integer():
            return str(int(cell.value))
        case datetime():
            return cell.value.date().isoformat()
        case str():
            return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell.value).strip()
    return str(cell.value)


def _once(path: Path, names: Sequence[str]) -> tuple[str, ...]:
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise _no_table(path, f"it has the column {twice!r} twice")
    return tuple(names)


def _broken(path: Path, error: Exception) -> UndecodableInput:
    return _no_table(path, f"the workbook cannot be read ({type(error).__name__}: {error})")


def _no_table(path: Path, problem: str) -> UndecodableInput:
    return UndecodableInput("no_table", problem, path=str(path), remedy=_REMEDY)
