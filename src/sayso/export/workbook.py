"""The tables of the record as one workbook for coders: lists to choose from, cells to edit, the rest locked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, get_args

from sayso.codebook.plover import Plover
from sayso.export.readable import Readable
from sayso.export.tables import Table, tables_of
from sayso.export.whole import file_in, whole_path
from sayso.export.wording import act_words
from sayso.export.write_options import WriteOptions
from sayso.record.vocabulary import EVENT_TYPES, STANCES, STATUSES, EventStatus, Responsibility

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""Rows of a sheet, its head among them; what is more goes on in another."""
LONGEST_CELL = 32_767
"""Characters of a cell, as the format has them: UTF-16 units."""
VOCABULARIES = "vocabularies"
MADE = datetime(1980, 1, 1)  # a workbook tells when it was made; no clock is to show in it
WIDTHS: Mapping[str, int] = {"title": 60, "sentence": 80, "type": 22, "voices": 40, "on_whose_word": 40, "original": 40}
_WIDTH = 16
_OPTIONS = dict.fromkeys(("sort", "autofilter", "format_columns", "format_rows", "format_cells"), True)
"""What stays allowed where cells are locked."""


def write_xlsx(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write the tables of ``write_csv`` as sheets of one workbook; return the rows of each.

    Cells that can be edited are coloured and hold text, so that nothing typed into them becomes a date; those of a
    vocabulary offer its values. All others are locked, without a password, and the columns id and as_exported hidden.
    No cell is ever a formula, whatever it begins with. ``sayso decide --from`` takes edited cells for decisions. Lost:
    as with csv, and of a cell what is beyond 32,767 characters.

    Raises:
        CaseFull: the file cannot be written.
    Source: ECMA-376, written by XlsxWriter.
    """
    from xlsxwriter import Workbook

    counts: dict[str, int] = {}
    with whole_path(file_in(out, "case.xlsx")) as half, TemporaryDirectory(prefix="sayso-") as scratch:
        book = Workbook(str(half), {"constant_memory": True, "tmpdir": scratch, "use_zip64": True})
        book.set_properties({"created": MADE})
        looks = _Looks.of(book)
        ranges = _write_vocabularies(book)
        for table in tables_of(view, asked.fields):
            counts[table.name] = sum(_write_sheets(book, table, looks, ranges))
        first = book.get_worksheet_by_name("events")
        first.activate()
        first.set_first_sheet()
        _close(book)
    return counts


def _close(book: Workbook) -> None:
    from xlsxwriter.exceptions import XlsxFileError

    try:
        book.close()
    except XlsxFileError as error:  # it hides what the system said
        raise OSError(str(error)) from error


def fitting(text: str) -> str:
    """Cut a text to what a cell can hold; what is cut ends with three dots.

    >>> len(fitting("x" * 40_000)), fitting("short")
    (32767, 'short')
    """
    if len(text) <= LONGEST_CELL // 2:  # a letter is two units at most
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    kept = units[: 2 * (LONGEST_CELL - 1)]
    return kept.decode("utf-16-le", "ignore") + "…"


@dataclass(frozen=True, slots=True)
class _Looks:
    """Hold how cells look: text all of them, locked but for those that can be edited."""

    head: Any
    shown: Any
    edited: Any

    @classmethod
    def of(cls, book: Workbook) -> _Looks:
        text = {"num_format": "@", "valign": "top"}
        return cls(
            book.add_format({**text, "bold": True, "bottom": 1}),
            book.add_format({**text, "font_color": "#555555"}),
            book.add_format({**text, "locked": False, "bg_color": "#FFF6D6", "border": 1, "border_color": "#E5D9A8"}),
        )


def _write_sheets(book: Workbook, table: Table, looks: _Looks, ranges: Mapping[tuple[str, str], str]) -> Iterator[int]:
    """Write a table as one sheet, or as several where it has more rows than one can hold; give the rows of each."""
    rows, number = table.rows(), 1
    formats = (looks.shown, looks.shown, *(looks.edited if one.decides else looks.shown for one in table.columns))
    while True:
        sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        count = _fill(sheet, rows, formats, table.header, looks)
        _finish(sheet, table, count, ranges)
        yield count
        if count < MOST_ROWS - 1:
            return
        number += 1


def _fill(
    sheet: Worksheet, rows: Iterator[Sequence[str]], formats: Sequence[Any], header: Sequence[str], looks: _Looks
) -> int:
    _head(sheet, header, formats, looks)
    count = 0
    for count, row in enumerate(rows, 1):
        for at, (cell, look) in enumerate(zip(row, formats, strict=True)):
            if cell:  # an empty one looks as its column does
                sheet.write_string(count, at, fitting(cell), look)
        if count == MOST_ROWS - 1:
            break
    return count


def _head(sheet: Worksheet, header: Sequence[str], formats: Sequence[Any], looks: _Looks) -> None:
    sheet.freeze_panes(1, 3)
    for at, (name, look) in enumerate(zip(header, formats, strict=True)):
        sheet.set_column(at, at, WIDTHS.get(name, _WIDTH), look, {"hidden": at < 2})
        sheet.write_string(0, at, name, looks.head)


def _finish(sheet: Worksheet, table: Table, count: int, ranges: Mapping[tuple[str, str], str]) -> None:
    sheet.protect("", _OPTIONS)
    sheet.autofilter(0, 0, max(count, 1), len(table.header) - 1)
    for at, column in enumerate(table.columns, 2):
        source = ranges.get((table.name, column.name))
        if source and count:
            sheet.data_validation(1, at, count, at, {
                "validate": "list", "source": source, "error_type": "warning",
                "error_title": column.name, "error_message": "This is none of the values that can be taken.",
            })  # fmt: skip


def _write_vocabularies(book: Workbook) -> dict[tuple[str, str], str]:
    """Write what can be chosen into a sheet of its own; give the range of each column that has such a list."""
    sheet = book.add_worksheet(VOCABULARIES)
    ranges = {}
    lists = _vocabularies()
    # rows, not columns, are written one after the other where memory is to stay flat
    for row in range(max(map(len, lists.values()))):
        for at, values in enumerate(lists.values()):
            if row < len(values):
                sheet.write_string(row, at, values[row])
    for at, (key, values) in enumerate(lists.items()):
        letter = chr(ord("A") + at)
        ranges[key] = f"={VOCABULARIES}!${letter}$1:${letter}${len(values)}"
    sheet.protect()
    sheet.very_hidden()
    return ranges


def _vocabularies() -> dict[tuple[str, str], Sequence[str]]:
    """Give the values that columns take, by table and column."""
    plover = Plover.load()
    acts = [act_words(kind, mode) for kind in EVENT_TYPES for mode in (None, *plover.modes(kind))]
    return {
        ("events", "type"): acts,
        ("events", "status"): get_args(EventStatus),
        ("events", "responsibility"): get_args(Responsibility),
        ("events", "credibility"): tuple("123456"),
        ("events", "review"): ("confirmed", "rejected"),
        ("mentions", "type"): acts,
        ("mentions", "status"): STATUSES,
        ("mentions", "stance"): STANCES,
        ("mentions", "review"): ("confirmed", "rejected"),
    }
