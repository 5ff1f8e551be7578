"""What stands beside a file of facts: which events it leaves out and why, and by which rules it was made."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sayso.export.cells import safe_cell
from sayso.export.whole import whole_file, whole_text
from sayso.export.write_options import WriteOptions
from sayso.record.events import Event
from sayso.record.plain import to_json
from sayso.version import __version__

LEFT_OUT = "left_out.csv"
LEFT_OUT_COLUMNS = ("file", "event", "type", "mode", "date", "status", "title", "reason")

Leave = Callable[[Event, str], None]
"""Note an event that is left out, and why."""


@contextmanager
def leaving_out(written: Path, asked: WriteOptions) -> Iterator[Leave]:
    """Write left_out.csv in the folder of ``written``: a row for each event noted in the block, with the reason.

    Rows of other files in the folder, which an earlier export left there, stay.

    Raises:
        CaseFull: the file cannot be written.
    """
    path = written.with_name(LEFT_OUT)
    with whole_text(path, mark=True) as file:
        table = csv.writer(file)
        table.writerow(LEFT_OUT_COLUMNS)
        table.writerows(row for row in _rows(path) if row[0] != written.name)

        def leave(event: Event, reason: str) -> None:
            cells = (written.name, event.id, event.type, event.mode, event.date, event.status, event.title, reason)
            table.writerow(map(safe_cell, cells) if asked.safe_cells else cells)

        yield leave


def write_about(written: Path, format: str, asked: WriteOptions, counts: dict[str, int]) -> None:
    """Write FILE.about.json beside a file: format, versions of mapping and codebook, merge windows, filters, counts.

    Raises:
        CaseFull: the file cannot be written.
    """
    told = {
        "file": written.name,
        "format": format,
        "sayso": __version__,
        "mapping": asked.mapping,
        "codebook": asked.codebook,
        **{name: value for name, value in asked.rules.items() if name not in ("version", "codebook", "tables")},
        "accept_attributed": asked.accept_attributed,
        "rows": counts,
    }
    with whole_file(written.with_name(f"{written.stem}.about.json")) as file:
        file.write(to_json(told) + b"\n")


def _rows(path: Path) -> list[Sequence[str]]:
    """Read the rows of a file of this form; none of any other."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
    return [row for row in rows if row] if tuple(header) == LEFT_OUT_COLUMNS else []
