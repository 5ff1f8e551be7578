"""Find documents of a case: by id, by path and place in a file, or by their words."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import chain

from sayso.record.ids import DocumentId
from sayso.store.current import GONE, KEPT

MOST_NAMED = 5
"""Documents named in a message when a path holds several."""

MOST_COLONS = 64
"""Colons of ``PATH:LOCATOR``, from its end, at which the two may part: each is a term of one question to SQLite."""

_HITS = f"""
SELECT d.id, d.path, d.title, json_extract(d.record, '$.outlet'), snippet(words, 1, '[', ']', ' … ', 24),
  (SELECT count(*) FROM told WHERE told.doc = d.id)
FROM words JOIN documents AS d ON d.n = words.rowid WHERE words MATCH ? AND d.id NOT IN ({GONE})
ORDER BY bm25(words), d.id LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one document found by its words; ``excerpt`` marks them with ``[`` and ``]``."""

    doc: DocumentId
    path: str
    title: str | None
    outlet: str | None
    excerpt: str
    n_mentions: int


def documents_at(connection: sqlite3.Connection, doc: str) -> list[tuple[str, str, str | None]]:
    """Find documents by id, else by path or path and locator; each way by an index.

    Give the id, record and successor of each, by id, and no more than one more than ``MOST_NAMED``.
    """
    sql = f"SELECT id, record, superseded_by FROM documents WHERE {KEPT}"
    rows = connection.execute(f"{sql} AND id = ?", (doc,)).fetchall()
    if rows:
        return rows
    parted = [(doc[:at], doc[at + 1 :]) for at, sign in enumerate(doc) if sign == ":"][-MOST_COLONS:]
    places = " OR ".join(["path = ?", *(["path = ? AND locator = ?"] * len(parted))])
    return connection.execute(
        f"{sql} AND superseded_by IS NULL AND ({places}) ORDER BY id LIMIT ?",
        (doc, *chain.from_iterable(parted), MOST_NAMED + 1),
    ).fetchall()


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """Find documents that hold all words, the best first; ``"a phrase"`` in quotes must stand together."""
    query = fts_query(words)
    return [Hit(*row) for row in connection.execute(_HITS, (query, limit))] if query else []


def fts_query(words: str) -> str:
    """Write words, and phrases in quotes, as a query of FTS5; empty where there is nothing to look for.

    >>> fts_query('"green zone" rockets -- !')
    '"green zone" "rockets"'
    """
    words = words.replace("\0", " ")  # where a query of FTS5 ends
    phrases = [part for index, part in enumerate(words.split('"')) if index % 2]
    singles = [word for index, part in enumerate(words.split('"')) if not index % 2 for word in part.split()]
    return " ".join(f'"{part}"' for part in (*phrases, *singles) if any(letter.isalnum() for letter in part))
