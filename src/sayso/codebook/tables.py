"""Read the codebook's tables: tab-separated text that opens in an editor or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from sayso.codebook.gazetteer import Gazetteer
from sayso.errors import CodebookError
from sayso.record.ids import content_hash

LIST_MARK = ";"
DATA = Path(__file__).parent / "data"


def read_rows(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read a table of ``codebook/data``: a header row, then rows; lines that begin with ``#`` are remarks.

    Cells are stripped; trailing empty cells may be left out. ``name`` is relative to ``codebook/data``.

    Raises:
        CodebookError: the file is absent, its header is not ``columns``, or a row has too many cells.
    """
    lines = enumerate(_read_text(name).splitlines(), 1)
    numbered = ((number, line) for number, line in lines if line.strip() and not line.startswith("#"))
    _, header = next(numbered, (0, ""))
    if _cells(header) != list(columns):
        raise CodebookError("the header is wrong", path=name, remedy=f"Make it: {', '.join(columns)}")
    return [_row(line, columns, name, number) for number, line in numbered]


def list_cell(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Split a cell that holds several values, parted by ``;``. An empty cell gives an empty tuple."""
    cell = row[column]
    return tuple(part.strip() for part in cell.split(LIST_MARK) if part.strip()) if cell else ()


@cache
def codebook_version() -> str:
    """Name the codebook's content: any edit of any of its files, or another gazetteer, gives another name."""
    files = sorted(_files_below(DATA, ""), key=lambda file: file[0])
    return content_hash(*(part for name, text in files for part in (name, text)), Gazetteer.load().version)


def _files_below(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files_below(entry, f"{name}{entry.name}/")
        elif entry.name.endswith((".tsv", ".yaml")):
            yield f"{name}{entry.name}", entry.read_text(encoding="utf-8")


def _row(line: str, columns: Sequence[str], name: str, number: int) -> dict[str, str]:
    cells = _cells(line)
    absent = len(columns) - len(cells)
    if absent < 0:
        raise CodebookError(
            f"{len(cells)} cells where {len(columns)} are known",
            path=f"{name}, line {number}",
            remedy="Remove the stray tab",
        )
    return dict(zip(columns, cells + [""] * absent, strict=True))


def _cells(line: str) -> list[str]:
    return list(map(str.strip, line.split("\t")))


def _read_text(name: str) -> str:
    try:
        return DATA.joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"cannot be read: {error}", path=name, remedy="Install the package anew") from None
