"""Tables as delimited text: one header, one row at a time, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from sayso.export.cells import safe_cell
from sayso.export.whole import whole_text

_STRAY = str.maketrans({"\t": " ", "\r": " ", "\n": " "})


def write_table(
    path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], *, safe: bool = True, mark: bool = True
) -> int:
    """Write rows as comma-separated values, by RFC 4180; return their number. None and empty text are empty cells.

    ``safe`` marks cells that could be formulas, see ``safe_cell``; with ``mark`` the file begins with a byte-order
    mark, by which spreadsheets know UTF-8.

    Raises:
        CaseFull: the file cannot be written.
    """
    count = 0
    with whole_text(path, mark=mark) as file:
        writer = csv.writer(file)
        writer.writerow(map(safe_cell, header) if safe else header)
        for row in rows:
            writer.writerow(map(safe_cell, row) if safe else row)
            count += 1
    return count


def write_tabbed(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]], *, safe: bool = True) -> int:
    """Write rows as tab-separated values without quotes; return their number. Tabs and line ends become blanks.

    Raises:
        CaseFull: the file cannot be written.
    """
    count = 0
    with whole_text(path) as file:
        file.write("\t".join(header) + "\n")
        for row in rows:
            file.write("\t".join(_plain(safe_cell(cell) if safe else cell) for cell in row) + "\n")
            count += 1
    return count


def _plain(cell: object) -> str:
    return "" if cell is None else str(cell).translate(_STRAY)
