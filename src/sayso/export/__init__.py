"""Write the record in the forms people work with: one small writer a format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from sayso.errors import UsageError
from sayso.export.jsonl import Readable, write_jsonl
from sayso.export.tables import write_csv


class Writer(Protocol):
    """Write a case, and the rules by which it was merged, to a file or folder; return how many rows each file has.

    ``fields`` are a project's own, of which a table has columns.
    """

    def __call__(
        self,
        view: Readable,
        out: Path,
        *,
        times: bool = True,
        rules: Mapping[str, object] | None = None,
        fields: Sequence[str] = (),
    ) -> dict[str, int]: ...


WRITERS: dict[str, Writer] = {"csv": write_csv, "jsonl": write_jsonl}
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
