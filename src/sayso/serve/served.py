"""The case as it is served: read anew for each page, with its events in a table that follows every change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from sayso.serve.remembered import Remembered
from sayso.serve.settings import Settings
from sayso.store.view import View
from sayso.table.event_table import RELOADED, EventTable, surroundings_of

if TYPE_CHECKING:
    from sayso.api import Case

Open = Callable[[], "Case"]
"""Open the case anew: each page has a connection of its own."""


class Served:
    """Hold what all pages share. Several threads may ask at once."""

    def __init__(self, open_case: Open, settings: Settings) -> None:
        self.settings = settings
        self.remembered = Remembered()
        self._open = open_case
        self._watching = open_case()
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._warming = threading.Lock()
        self._version = -1
        self._numbers: dict[str, int] = {}
        self._table: EventTable | None = None

    @property
    def path(self) -> str:
        """Say which file is served."""
        return str(self._watching.path)

    @contextmanager
    def case(self) -> Iterator[Case]:
        """Open the case for one page."""
        with self._open() as case:
            yield case

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """Open the case to add to it; whoever comes meanwhile waits, and so does who comes before all is loaded."""
        with self._warming:
            pass
        with self._writing, self.case() as case:
            yield case

    @contextmanager
    def reading(self) -> Iterator[View]:
        """Read one state of the case for one page, through the gates that the settings name."""
        with self._open() as case, self._gate(case) as view:
            yield view

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Let one decide at a time: what a form was drawn from is compared, and decided on, before the next comes."""
        with self._writing:
            yield

    def warm(self) -> None:
        """Load what deciding and reading need, so that the first decision, or report, does not wait for it."""
        with self._warming, self.case() as case:
            case.prepare()

    def table(self) -> EventTable:
        """Give the events as they are now, as a table; what changed since the last page is read first."""
        with self._lock:
            version = self._watching.data_version()
            if self._table is None or version != self._version:
                with self.reading() as view:
                    self._table = self._followed(view)
                self._version = version
            return self._table

    def case_version(self) -> int:
        """Give a number that changes whenever the case was written to."""
        with self._lock:
            return self._watching.data_version()

    @property
    def version(self) -> int:
        """Number the state of the case that the table shows; a page made of another is out of date."""
        return self._version

    def close(self) -> None:
        """Let go of the file and of the table."""
        self._watching.close()
        if self._table is not None:
            self._table.close()
            self._table = None

    def _gate(self, case: Case) -> AbstractContextManager[View]:
        if self.settings.reviewed_only:
            return case.reviewed()  # type: ignore[return-value]
        return case.reading(redact=self.settings.redact)

    def _followed(self, view: View) -> EventTable:
        numbers = view.event_numbers()
        gone = self._numbers.keys() - numbers.keys()
        changed = [one for one, n in numbers.items() if self._numbers.get(one) != n]
        self._numbers = numbers
        if self._table is None or len(changed) > RELOADED:
            return EventTable.of(view)
        if gone or changed:
            events = tuple(chain.from_iterable(map(view.events, changed)))
            self._table.replace(gone, events, surroundings_of(view, events))
        return self._table
