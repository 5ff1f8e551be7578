"""Read the codebook's tables: tab-separated text that opens in an editor or a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from sayso.codebook.gazetteer import Gazetteer
from sayso.errors import CodebookError
from sayso.record.ids import content_hash

LIST_MARK = ";"


def read_rows(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read a table of ``codebook/data``: a header row, then rows; lines that begin with ``#`` are remarks.

    Cells are stripped; trailing empty cells may be left out. ``name`` is relative to ``codebook/data``.

    Raises:
        CodebookError: the file is absent, its header is not ``columns``, or a row has too many cells.
    """
    lines = _read_text(name).splitlines()
    numbered = [(i, line) for i, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not numbered or [cell.strip() for cell in numbered[0][1].split("\t")] != list(columns):
        raise CodebookError("the header is wrong", path=name, remedy=f"Make it: {', '.join(columns)}")
    return [_row(line, columns, f"{name}, line {number}") for number, line in numbered[1:]]


def list_cell(row: Mapping[str, str], column: str) -> tuple[str, ...]:
    """Split a cell that holds several values, parted by ``;``. An empty cell gives an empty tuple."""
    return tuple(part.strip() for part in row[column].split(LIST_MARK) if part.strip())


@cache
def codebook_version() -> str:
    """Name the codebook's content: any edit of any of its files, or another gazetteer, gives another name."""
    folder = resources.files("sayso.codebook").joinpath("data")
    files = sorted(_files_below(folder, ""), key=lambda file: file[0])
    return content_hash(*(part for name, text in files for part in (name, text)), Gazetteer.load().version)


def _files_below(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files_below(entry, f"{name}{entry.name}/")
        elif entry.name.endswith((".tsv", ".yaml")):
            yield f"{name}{entry.name}", entry.read_text(encoding="utf-8")


def _row(line: str, columns: Sequence[str], place: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(columns):
        raise CodebookError(
            f"{len(cells)} cells where {len(columns)} are known", path=place, remedy="Remove the stray tab"
        )
    return dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def _read_text(name: str) -> str:
    source = resources.files("sayso.codebook").joinpath("data").joinpath(*name.split("/"))
    try:
        return source.read_text(encoding="utf-8")
    except OSError as error:
        raise CodebookError(f"cannot be read: {error}", path=name, remedy="Install the package anew") from None
