"""Ask one question in SQL that changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sayso.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Answered = tuple[list[str], list[tuple[Any, ...]]]
"""The names of the columns, and the rows."""


def ask_once(database: DuckDBPyConnection, sql: str, values: Sequence[object], remedy: str) -> Answered:
    """Ask one SELECT; give the names of its columns, a number behind one that comes again, and its rows.

    Raises:
        UsageError: it cannot be understood, is several, or asks for what is not there; ``remedy`` says what is.
    """
    import duckdb

    cursor = database.cursor()
    try:
        asked = cursor.extract_statements(sql)
        if len(asked) != 1 or asked[0].type != duckdb.StatementType.SELECT:
            raise UsageError("this is not one question", remedy="Ask with one SELECT, or give one condition")
        cursor.execute(asked[0], list(values))
        return _distinct([str(column[0]) for column in cursor.description or ()]), cursor.fetchall()
    except duckdb.Error as error:
        raise UsageError(f"cannot ask this in SQL: {error}", remedy=remedy) from error
    finally:
        cursor.close()


def _distinct(names: Sequence[str]) -> list[str]:
    seen = Counter[str]()
    distinct: list[str] = []
    for name in names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return distinct
