"""Sketches, windows and pairs of mentions: what merging compares, under the numbers that mentions have in the case.

A mention's number is the case's own and differs from case to case; nothing that is shown depends on it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from sayso.store.case_file import many
from sayso.store.current import CURRENT

_REJECTED = "SELECT mention FROM amended WHERE record IS NULL"

Numbered = tuple[int, str]
"""A mention's number and its id."""

Sketched = tuple[int, str, bytes]
"""A mention's number, its id and its sketch."""


def current_mentions(connection: sqlite3.Connection, docs: Iterable[str]) -> Iterator[Numbered]:
    """List the mentions of those of ``docs`` that count."""
    sql = f"SELECT n, id FROM told WHERE doc = ? AND {CURRENT}"
    for doc in docs:
        yield from connection.execute(sql, (doc,))


def gone_mentions(connection: sqlite3.Connection, docs: Iterable[str]) -> Iterator[Numbered]:
    """List the mentions of ``docs`` that do not count: rejected, or of documents left out or replaced."""
    sql = f"SELECT n, id FROM mentions WHERE doc = ? AND (NOT {CURRENT} OR n IN ({_REJECTED}))"
    for doc in docs:
        yield from connection.execute(sql, (doc,))


def numbers_of(connection: sqlite3.Connection, mentions: Iterable[str]) -> dict[str, int]:
    """Map the ids of mentions that are there and current to their numbers."""
    sql = f"SELECT id, n FROM told WHERE id IN ({{marks}}) AND {CURRENT}"
    return dict(many(connection, sql, mentions))


def without_sketches(connection: sqlite3.Connection) -> list[str]:
    """List the documents that wait to be merged and of which a mention has no sketch."""
    sql = (
        f"SELECT DISTINCT doc FROM told WHERE doc IN (SELECT doc FROM unmerged) AND {CURRENT}"
        " AND NOT EXISTS (SELECT 1 FROM sketches WHERE mention = n) ORDER BY doc"
    )
    return [doc for (doc,) in connection.execute(sql)]


def n_mentions(connection: sqlite3.Connection) -> int:
    """Count all mentions, those of superseded documents too."""
    return int(connection.execute("SELECT count(*) FROM mentions").fetchone()[0])


def ids_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[str]:
    """Give the ids of mentions by their numbers."""
    return [mention for (mention,) in many(connection, "SELECT id FROM mentions WHERE n IN ({marks})", numbers)]


def forget(write: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Take mentions out of all comparing: their windows and pairs go."""
    for number in numbers:
        write.execute("DELETE FROM windows WHERE mention = ?", (number,))
        write.execute("DELETE FROM pairs WHERE one = ?", (number,))
        write.execute("DELETE FROM pairs WHERE other = ?", (number,))


def drop_sketches(write: sqlite3.Connection) -> None:
    """Forget all that was made by older rules of comparing."""
    for table in ("sketches", "windows", "pairs"):
        write.execute(f"DELETE FROM {table}")


def forget_documents(write: sqlite3.Connection, docs: Iterable[str]) -> None:
    """Take documents out of all comparing, their mentions' sketches too."""
    for doc in docs:
        numbers = [n for (n,) in write.execute("SELECT n FROM mentions WHERE doc = ?", (doc,))]
        forget(write, numbers)
        write.executemany("DELETE FROM sketches WHERE mention = ?", ((n,) for n in numbers))


def add_sketches(write: sqlite3.Connection, sketches: Iterable[tuple[str, bytes]]) -> None:
    """Keep sketches under the ids of their mentions."""
    write.executemany("INSERT OR REPLACE INTO sketches SELECT n, ?2 FROM mentions WHERE id = ?1", sketches)


def sketches_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[Sketched]:
    """List number, id and sketch of mentions by their numbers."""
    sql = "SELECT n, id, row FROM mentions JOIN sketches ON sketches.mention = n WHERE n IN ({marks})"
    yield from many(connection, sql, numbers)


def all_sketches(connection: sqlite3.Connection) -> Iterator[Sketched]:
    """List number, id and sketch of every current mention, by id."""
    gone = {n for (n,) in connection.execute(f"SELECT n FROM mentions INDEXED BY mentions_doc WHERE NOT {CURRENT}")}
    rows = connection.execute(
        "SELECT n, id, row FROM mentions JOIN sketches ON sketches.mention = mentions.n ORDER BY mentions.id"
    )
    return (row for row in rows if row[0] not in gone) if gone else rows


def replace_windows(write: sqlite3.Connection, numbers: Iterable[int], windows: Iterable[tuple[int, int]]) -> None:
    """Keep the windows, (window, number), of mentions in the place of those they had."""
    write.executemany("DELETE FROM windows WHERE mention = ?", ((n,) for n in numbers))
    write.executemany("INSERT OR IGNORE INTO windows VALUES (?, ?)", windows)


def replace_all_windows(write: sqlite3.Connection, windows: Iterable[tuple[int, int]]) -> None:
    """Keep the windows of all mentions, sorted, in the place of any others."""
    write.execute("DELETE FROM windows")
    write.executemany("INSERT OR IGNORE INTO windows VALUES (?, ?)", windows)


def standing_in(connection: sqlite3.Connection, windows: Iterable[int]) -> set[int]:
    """Give the mentions that stand in any of ``windows``."""
    rows = many(connection, "SELECT mention FROM windows WHERE window IN ({marks})", windows)
    return {number for (number,) in rows}


def replace_all_pairs(write: sqlite3.Connection, pairs: Iterable[tuple[int, int, float, int]]) -> None:
    """Keep these pairs, sorted, and no others."""
    write.execute("DELETE FROM pairs")
    add_pairs(write, pairs)


def add_pairs(write: sqlite3.Connection, pairs: Iterable[tuple[int, int, float, int]]) -> None:
    """Keep pairs: the lower number, the higher, score, and the number of the bar or 0."""
    write.executemany("INSERT OR REPLACE INTO pairs VALUES (?, ?, ?, ?)", pairs)


def partners(connection: sqlite3.Connection, numbers: Iterable[int], above: float | None = None) -> set[int]:
    """Give the mentions paired with any of ``numbers``; with ``above``, by a score beyond it and no bar."""
    asked, found = list(numbers), set[int]()
    test = "" if above is None else f" AND bar = 0 AND score > {above!r}"
    for mine, theirs in (("one", "other"), ("other", "one")):
        sql = f"SELECT {theirs} FROM pairs WHERE {mine} IN ({{marks}}){test}"
        found.update(number for (number,) in many(connection, sql, asked))
    return found


def pairs_among(connection: sqlite3.Connection, numbers: Collection[int]) -> Iterator[tuple[int, int, float, int]]:
    """List the kept pairs between any of ``numbers``: the lower number, the higher, score, and the bar or 0."""
    sql = "SELECT one, other, score, bar FROM pairs WHERE one IN ({marks}) ORDER BY one, other"
    within = set(numbers)
    return (row for row in many(connection, sql, numbers) if row[1] in within)
