"""What a question in SQL gives: rows under names, that become data frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, overload

from sayso.framing import Framed

AnswerRow = tuple[Any, ...]


class Answer(Framed, Sequence[AnswerRow]):
    """Hold the rows that a question in SQL gave, as tuples; a sequence that also becomes a data frame.

    Made by ``Case.sql`` and ``Listing.sql``. Values are Python's: text, numbers, truth values, ``datetime.date``, lists
    of text, None for null.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[AnswerRow]) -> None:
        self._columns = tuple(columns)
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> AnswerRow: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AnswerRow]: ...
    def __getitem__(self, index: int | slice) -> AnswerRow | Sequence[AnswerRow]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} × ({', '.join(self._columns)})>"

    @property
    def columns(self) -> list[str]:
        """Name the columns as the question does; a name that comes twice has a number behind it."""
        return list(self._columns)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give dictionaries, one a row, in the order of the answer."""
        return (dict(zip(self._columns, row, strict=True)) for row in self._rows)


def answer_of_rows(question: str, rows: Iterable[dict[str, Any]], kind: type[Any]) -> Answer:
    """Ask one question of a table ``rows`` that holds flat rows of a kind of record, in memory.

    Raises:
        UsageError: the question cannot be understood, is several, or asks for what is not there.
    """
    import duckdb

    from sayso.export.flat_table import fill, types_of
    from sayso.table.asking import ask_once

    types = types_of(kind)
    with duckdb.connect() as database:
        fill(database, rows, types)
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        return Answer(*ask_once(database, question, (), f"The one table is rows; its columns are {', '.join(types)}"))
