"""Where decisions stand today: in every document of their text, and in the version that took its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.record.decisions import Anchor, DecisionTarget

_OVERLAPPING = """
SELECT id FROM mentions WHERE doc = ?1 AND (added IS NULL OR ?4)
AND json_extract(record, '$.trigger.start') < ?3 AND json_extract(record, '$.trigger.end') > ?2
ORDER BY abs(json_extract(record, '$.trigger.start') - ?2), id LIMIT 1
"""
_DOCUMENTS = """
SELECT id FROM documents WHERE (id = ?1 OR text_hash = ?2) AND superseded_by IS NULL ORDER BY id <> ?1, id
"""
_LATER = "SELECT superseded_by FROM documents WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Held:
    """Hold a document in which an anchor is to be looked for, with its text."""

    doc: str
    path: str
    text: str


def documents_holding(connection: sqlite3.Connection, doc: str, text_hash: str | None) -> list[str]:
    """List the documents of one text, ``doc`` first, with the version that holds the place of ``doc`` now."""
    found = [str(row[0]) for row in connection.execute(_DOCUMENTS, (doc, text_hash))]
    latest = latest_version(connection, doc)
    known = connection.execute("SELECT 1 FROM documents WHERE id = ?", (latest,)).fetchone()
    return found if latest in found or known is None else [latest, *found]


def documents_decided_on(connection: sqlite3.Connection, target: DecisionTarget) -> list[str]:
    """List the documents of a target's text, those left out too, with the version that holds its place now."""
    rows = connection.execute(
        "SELECT id FROM documents WHERE id = ?1 OR text_hash = ?2 ORDER BY id", (target.id, target.text_hash)
    )
    return sorted({latest_version(connection, target.id), *(str(row[0]) for row in rows)} - {""})


def latest_version(connection: sqlite3.Connection, doc: str) -> str:
    """Follow a document to the version that holds its place now."""
    seen = {doc}
    while row := connection.execute(_LATER, (doc,)).fetchone():
        if row[0] is None or row[0] in seen:
            return doc
        doc = str(row[0])
        seen.add(doc)
    return doc


def texts_holding(connection: sqlite3.Connection, anchor: Anchor) -> Iterator[Held]:
    """Give the documents in which an anchor is to be looked for."""
    for doc in documents_holding(connection, anchor.doc, anchor.text_hash):
        path, text = connection.execute("SELECT path, text FROM documents WHERE id = ?", (doc,)).fetchone()
        yield Held(doc, path, text)


def mention_at(
    connection: sqlite3.Connection, doc: str, start: int, end: int, known: str | None, *, read_alone: bool = True
) -> str | None:
    """Give the mention at a stretch of a document: ``known`` if it is there, else the nearest over it.

    With ``read_alone`` those that a decision added do not count.
    """
    if known is not None:
        sql = "SELECT 1 FROM mentions WHERE id = ? AND doc = ? AND (added IS NULL OR ?)"
        if connection.execute(sql, (known, doc, not read_alone)).fetchone():
            return known
    row = connection.execute(_OVERLAPPING, (doc, start, end, not read_alone)).fetchone()
    return str(row[0]) if row else None
