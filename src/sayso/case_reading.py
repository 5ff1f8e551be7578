"""Read a case file: one state of it at a time, whole, redacted, or through the gate for publication."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from sayso.listing import Listing

if TYPE_CHECKING:
    import sqlite3

    from sayso.gating import ReviewedView
    from sayso.narrowing import NarrowedView
    from sayso.store.view import View
    from sayso.table.event_filter import EventFilter

Row = TypeVar("Row")


class CaseReading:
    """Hold a case file, opened when it is first read."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        from sayso.store.identity import is_there

        self.path = Path(path)
        self._connection: sqlite3.Connection | None = None
        if is_there(self.path):
            self._connect()

    @contextmanager
    def reading(self, *, redact: bool = False) -> Iterator[View]:
        """Read one state of the case throughout a block, whatever a build writes meanwhile.

        With ``redact`` every row has labels in the place of sensitive people and of words that people redacted, and
        its offsets are those of the texts so redacted.

        Raises:
            NotACase: the file does not exist (nothing was added yet), is damaged or is something else.
        """
        from sayso.merging import explained
        from sayso.store.case_file import naming, snapshot
        from sayso.store.view import View

        with naming(self.path):
            connection = self._connect()
            with snapshot(connection):
                yield _redacted(connection) if redact else View(connection, explained)

    @contextmanager
    def reviewed(self) -> Iterator[ReviewedView]:
        """Read through the gate for publication, as ``reading`` reads all: reviewed events and what they rest on alone.

        Raises:
            NotACase: the file does not exist (nothing was added yet), is damaged or is something else.
        """
        with self.reading() as view:
            yield self._gated(view)

    def _listing(self, kind: type[Row], listed: Callable[[View], Iterator[Row]]) -> Listing[Row]:
        """List rows that are read when they are asked for, each time of one state of the case.

        Raises:
            NotACase: the file does not exist (nothing was added yet), is damaged or is something else.
        """
        from sayso.store.case_file import naming

        with naming(self.path):
            self._connect()
        return Listing(lambda: self._apart(listed), kind)

    @contextmanager
    def _apart(self, listed: Callable[[View], Iterator[Row]]) -> Iterator[Iterator[Row]]:
        """Read over a connection of its own: a listing may be read while others, older or newer, are."""
        with CaseReading(self.path) as own, own.reading() as view:
            yield listed(view)

    def _gated(self, view: View) -> ReviewedView:
        from sayso.gating import ReviewedView
        from sayso.merge_rules import rules_of

        return ReviewedView(view, rules_of(view.connection))

    def data_version(self) -> int:
        """Give a number that changes when another connection has written to the case.

        Raises:
            NotACase: the file does not exist, is damaged or is something else.
        """
        from sayso.store.case_file import naming

        with naming(self.path):
            return int(self._connect().execute("PRAGMA data_version").fetchone()[0])

    def _filtered(self, shown: View | NarrowedView, wanted: EventFilter | None) -> View | NarrowedView:
        """Read what passes a filter, all of it where nothing is asked."""
        if wanted is None or wanted.is_empty:
            return shown
        from sayso.filtering import FilteredView

        return FilteredView(shown, wanted)

    def close(self) -> None:
        """Let go of the file; the case can be used again, and opens it anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self) -> sqlite3.Connection:
        from sayso.store.case_file import connect_to_read

        if self._connection is None:
            self._connection = connect_to_read(self.path)
        return self._connection


def _redacted(connection: sqlite3.Connection) -> View:
    from sayso.export.redacted import RedactedView
    from sayso.merge_rules import rules_of
    from sayso.merging import explained

    return RedactedView(connection, rules_of(connection).sides.registry, explained)
