"""Ask a case in SQL."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.answer import Answer
    from sayso.table.event_table import EventTable

from sayso.case_reading import CaseReading


class CaseAsking(CaseReading):
    """Hold the events of a case as a table once somebody asks for it, and make it anew when the case has changed."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        self._table: EventTable | None = None
        self._shows = 0

    def sql(self, question: str) -> Answer:
        """Ask in SQL of the tables ``events`` and ``event_values``: one SELECT, in DuckDB's SQL.

        ``events`` has a row an event; its columns stand in docs/filters.md. ``event_values`` has a row for each of
        several values of an event: ``event`` (the number ``n`` of the event), ``kind`` (``actor``, ``recipient``,
        ``place``, ``country``, ``outlet``, ``source``, ``tag``, ``contested_field``, ``document``), ``id``, ``name``,
        ``basis``, ``private``. The tables lie in memory and hold the case as it is now; they are made at the first
        question and again after a change. A question reads nothing else: no file, no network.

        >>> import sayso, tempfile, pathlib
        >>> case = sayso.open(pathlib.Path(tempfile.mkdtemp()) / "x.sayso")
        >>> _ = case.add_text("Rebels shelled the port of Hodeida on 3 May 2018.")
        >>> case.sql("SELECT type, count(*) AS n FROM events GROUP BY type").to_rows()
        [{'type': 'ASSAULT', 'n': 1}]

        Raises:
            UsageError: the question cannot be understood, is several, or asks for what is not there.
            NotACase: the file does not exist (nothing was added yet), is damaged or is something else.
        """
        from sayso.answer import Answer

        return Answer(*self._events().answer(question))

    def close(self) -> None:
        """Let go of the file and of the table; the case can be used again, and opens it anew."""
        self._forget()
        super().close()

    def _events(self) -> EventTable:
        from sayso.table.event_table import EventTable

        version = self.data_version()
        if self._table is None or version != self._shows:
            self._forget()
            with self.reading() as view:
                self._table = EventTable.of(view)
            self._shows = version
        return self._table

    def _forget(self) -> None:
        if self._table is not None:
            self._table.close()
            self._table = None
