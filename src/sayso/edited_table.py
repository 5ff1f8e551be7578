"""Read a table that a person has edited, as spreadsheets save it."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from sayso.errors import UndecodableInput, UnreadableInput
from sayso.export.cells import plain_cell
from sayso.export.sheets import ID, MARK

LARGEST = 1 << 28
"""Bytes of the largest table that is read: some hundred thousand mentions with their sentences."""
_SEPARATOR_LINE = re.compile(r'"?sep=[,;\t]"?[,;\t]*\r?\n', re.IGNORECASE)
"""The line by which Excel is told what parts the cells."""


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a table: its rows by the names of their columns; cells that a row lacks are left out.

    Raises:
        InputError: it cannot be read, or its first row does not name what every row needs.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableInput(
            "unreadable", f"it cannot be read ({error.strerror})", path=str(path), remedy="Name an edited table"
        ) from error
    if len(content) > LARGEST:
        raise _no_table(path, f"it has more than {LARGEST} bytes")
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf_16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise _no_table(path, "it is not UTF-8. Save it as CSV UTF-8") from None
    text = _SEPARATOR_LINE.sub("", text.lstrip("\r\n")).lstrip("\r\n")
    head = text.partition("\n")[0]
    for delimiter in (",", ";", "\t"):
        names = [plain_cell(name.strip()) for name in next(csv.reader([head.rstrip("\r")], delimiter=delimiter), [])]
        if {ID, MARK} <= set(names):
            return _rows(path, text, delimiter)
    raise _no_table(path, f"its first row does not name the columns {ID} and {MARK}")


def lost_letters(cell: str, was: str) -> bool:
    """Tell whether a spreadsheet put question marks for letters that its encoding lacks, and changed nothing else.

    >>> lost_letters("Tell Abya?", "Tell Abyaḍ"), lost_letters("Tell Abyad", "Tell Abyaḍ"), lost_letters("a?", "ab")
    (True, False, False)
    """
    if len(cell) != len(was) or cell == was:
        return False
    return all(one == old or (one == "?" and not old.isascii()) for one, old in zip(cell, was, strict=True))


def _rows(path: Path, text: str, delimiter: str) -> list[dict[str, str]]:
    try:
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise _no_table(path, str(error)) from None
    names = [plain_cell(name.strip()) for name in head]
    if twice := next((name for name in names if name and names.count(name) > 1), None):
        raise _no_table(path, f"it has the column {twice!r} twice")
    return [
        {name: plain_cell(cell.strip()).strip() for name, cell in zip(names, row, strict=False) if name} for row in rows
    ]


def _no_table(path: Path, problem: str) -> UndecodableInput:
    remedy = "Edit a table of: sayso export CASE --format csv --out FOLDER"
    return UndecodableInput("no_table", problem, path=str(path), remedy=remedy)
