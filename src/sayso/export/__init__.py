"""Write the record in the forms people work with: one small writer a format."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sayso.errors import UsageError
from sayso.export.jsonl import Readable, write_jsonl


class Writer(Protocol):
    """Write a case to a file or folder; return the number of rows of each file."""

    def __call__(self, view: Readable, out: Path, *, times: bool = True) -> dict[str, int]: ...


WRITERS: dict[str, Writer] = {"jsonl": write_jsonl}
"""Formats by the name ``--format`` takes. A new one is a module here and a row in this table."""


def writer_of(name: str) -> Writer:
    """Give the writer of a format.

    Raises:
        UsageError: there is no such format.
    """
    writer = WRITERS.get(name)
    if writer is None:
        raise UsageError(f"no export format {name!r}", remedy=f"Use one of: {', '.join(sorted(WRITERS))}")
    return writer
