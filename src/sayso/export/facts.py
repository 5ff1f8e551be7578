"""Write a table of facts: one row an event, what is left out beside it, and by which rules it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from sayso.export.beside import leaving_out, write_about
from sayso.export.readable import Readable
from sayso.export.whole import file_in
from sayso.export.write_options import WriteOptions
from sayso.record.events import Event

Row = TypeVar("Row")


class LeftOutOfFacts(Exception):
    """Raised where an event has no row in a format, with the reason in words."""


def write_facts(
    view: Readable,
    out: Path,
    asked: WriteOptions,
    *,
    format: str,
    name: str,
    row_of: Callable[[Event], Row],
    write: Callable[[Path, Iterator[Row]], int],
) -> dict[str, int]:
    """Write the rows of events to a file, ``name`` in ``out`` or ``out`` itself; return how many rows and left out.

    ``row_of`` makes a row or raises ``LeftOutOfFacts``; ``write`` writes rows as they come.

    Raises:
        CaseFull: a file cannot be written.
    """
    path = file_in(out, name)
    counts = {"events": 0, "left_out": 0}
    with leaving_out(path, asked) as leave:

        def rows(events: Iterable[Event]) -> Iterator[Row]:
            for event in events:
                try:
                    row = row_of(event)
                except LeftOutOfFacts as why:
                    leave(event, str(why))
                    counts["left_out"] += 1
                else:
                    yield row

        counts["events"] = write(path, rows(view.events()))
    write_about(path, format, asked, counts)
    return counts
