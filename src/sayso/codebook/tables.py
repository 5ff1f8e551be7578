"""Read the codebook's tables: tab-separated text that opens in an editor or a spreadsheet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from sayso.codebook.gazetteer import Gazetteer
from sayso.errors import CodebookError
from sayso.record.ids import content_hash

Value = TypeVar("Value", bound=str)

LIST_MARK = ";"
DATA = Path(__file__).parent / "data"


class Row(dict[str, str]):
    """Hold the cells of one row by column, with the file and the line that it stands in."""

    __slots__ = ("line", "path")

    path: str
    line: int


def read_rows(name: str, columns: Sequence[str], folder: Path | None = None) -> list[dict[str, str]]:
    """Read a table of ``codebook/data``: a header row, then rows; lines that begin with ``#`` are remarks.

    Cells are stripped; trailing empty cells may be left out. ``name`` is relative to ``folder``, else to
    ``codebook/data``. Each row is a ``Row``, which knows its file and line.

    Raises:
        CodebookError: the file is absent, its header is not ``columns``, or a row has too many cells.
    """
    lines = enumerate(_read_text(name, folder).splitlines(), 1)
    numbered = ((number, line) for number, line in lines if line.strip() and not line.startswith("#"))
    _, header = next(numbered, (0, ""))
    if _cells(header) != list(columns):
        raise CodebookError("the header is wrong", path=name, remedy=f"Make it: {', '.join(columns)}")
    return [_row(line, columns, name, number) for number, line in numbered]


def read_table(name: str) -> list[dict[str, str]]:
    """Read a table of ``codebook/data`` under the header it has, as ``read_rows`` does."""
    lines = (line for line in _read_text(name).splitlines() if line.strip() and not line.startswith("#"))
    return read_rows(name, _cells(next(lines, "")))


def list_cell(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Split a cell that holds several values, parted by ``;``. An empty cell gives an empty tuple."""
    cell = row[column]
    return tuple(part.strip() for part in cell.split(LIST_MARK) if part.strip()) if cell else ()


def number_cell(
    row: Mapping[str, str], column: str, *, least: float = -math.inf, most: float = math.inf, empty: float | None = None
) -> float:
    """Read a number between ``least`` and ``most``, both inclusive; an empty cell gives ``empty`` if that is given.

    Raises:
        CodebookError: the cell holds no finite number, or one that is beyond.

    >>> number_cell({"weight": "0.25"}, "weight", least=0, most=1)
    0.25
    """
    cell = row[column]
    if not cell and empty is not None:
        return empty
    number = _number(cell)
    if number is None or not least <= number <= most:
        raise cell_fault(row, column, f"no number{_bounds(least, most)}", "Write it as 0.25")
    return number


def integer_cell(
    row: Mapping[str, str], column: str, *, least: int, most: float = math.inf, empty: int | None = None
) -> int:
    """Read a whole number as ``number_cell`` reads a number.

    Raises:
        CodebookError: the cell holds no whole number, or one that is beyond.

    >>> integer_cell({"reach": "5"}, "reach", least=1)
    5
    """
    cell = row[column]
    if not cell and empty is not None:
        return empty
    digits = cell.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or not least <= int(cell) <= most:
        raise cell_fault(row, column, f"no whole number{_bounds(least, most)}", "Write it as 5")
    return int(cell)


def one_of(row: Mapping[str, str], column: str, known: Sequence[Value]) -> Value:
    """Read a cell that holds one word of a vocabulary; an empty cell is a word only where ``""`` is known.

    Raises:
        CodebookError: the word is none of them.

    >>> one_of({"side": "behind"}, "side", ("", "behind"))
    'behind'
    """
    return _known(row, column, row[column], known)


def some_of(row: Mapping[str, str], column: str, known: Sequence[Value]) -> tuple[Value, ...]:
    """Read a cell that holds words of a vocabulary, parted by ``;``; none if it is empty.

    Raises:
        CodebookError: one of the words is none of them.
    """
    return tuple(_known(row, column, word, known) for word in list_cell(row, column))


def cell_fault(row: Mapping[str, str], column: str, is_what: str, remedy: str) -> CodebookError:
    """Say what is wrong with a cell, and where it stands: its file and line, or the row's cells if it has none."""
    path, place = (row.path, f"line {row.line}") if isinstance(row, Row) else (None, " | ".join(row.values()))
    return CodebookError(f"the {column} {row[column]!r} is {is_what}", path=path, locator=place, remedy=remedy)


@cache
def codebook_version() -> str:
    """Name the codebook's content: any edit of any of its files, or another gazetteer, gives another name."""
    files = sorted(_files_below(DATA, ""), key=lambda file: file[0])
    return content_hash(*(part for name, text in files for part in (name, text)), Gazetteer.load().version)


@cache
def folder_version(folder: Path) -> str:
    """Name the content of a folder of tables: any edit of any of its files gives another name."""
    files = sorted(_files_below(folder, ""), key=lambda file: file[0])
    return content_hash(*(part for name, text in files for part in (name, text)))


def _files_below(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files_below(entry, f"{name}{entry.name}/")
        elif entry.name.endswith((".tsv", ".yaml")):
            yield f"{name}{entry.name}", entry.read_text(encoding="utf-8")


def _known(row: Mapping[str, str], column: str, word: str, known: Sequence[Value]) -> Value:
    for one in known:
        if one == word:
            return one
    listed = ", ".join(one or "nothing" for one in known)
    raise cell_fault(row, column, "not known" if word else "missing", f"Write one of: {listed}")


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _bounds(least: float, most: float) -> str:
    if math.isfinite(least) and math.isfinite(most):
        return f" from {least:g} to {most:g}"
    return f" of {least:g} or more" if math.isfinite(least) else ""


def _row(line: str, columns: Sequence[str], name: str, number: int) -> Row:
    cells = _cells(line)
    absent = len(columns) - len(cells)
    if absent < 0:
        raise CodebookError(
            f"{len(cells)} cells where {len(columns)} are known",
            path=name,
            locator=f"line {number}",
            remedy="Remove the stray tab",
        )
    row = Row(zip(columns, cells + [""] * absent, strict=True))
    row.path, row.line = name, number
    return row


def _cells(line: str) -> list[str]:
    return list(map(str.strip, line.split("\t")))


def _read_text(name: str, folder: Path | None = None) -> str:
    try:
        return (folder or DATA).joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"cannot be read: {error}", path=name, remedy="Install the package anew") from None
