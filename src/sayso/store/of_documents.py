"""Which documents a page lists, and what the rows of one document are: found by index, never by reading all of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_json
from sayso.store.case_file import many
from sayso.store.copies import copy_of
from sayso.store.current import KEPT
from sayso.store.finding import fts_query
from sayso.store.listed import Found, Stretch

MOST_COPIES = 100
"""Copies of one document that are named; of a wire report that hundreds print the first tell enough."""

_IN_WORDS = "n IN (SELECT rowid FROM words WHERE words MATCH ?)"
_CODED = "json_extract(record, '$.coded') AND superseded_by IS NULL AND id NOT IN (SELECT doc FROM left_out)"
_NEWEST = "published_order DESC, id"

_EXCERPTS = """
SELECT id, snippet(words, 1, '[', ']', ' … ', 24) FROM words JOIN documents ON n = words.rowid
WHERE words MATCH ? AND id IN ({marks})
"""

_NEAR = f"""
SELECT id FROM documents WHERE {KEPT} AND id <> ?1 AND text_hash IN (
  SELECT text_hash FROM documents WHERE id = ?1
  UNION SELECT other FROM near WHERE text = (SELECT text_hash FROM documents WHERE id = ?1))
UNION SELECT doc FROM copied WHERE original = ?1 ORDER BY 1 LIMIT ?2
"""

_N_REJECTIONS = """
SELECT (SELECT count(*) FROM (SELECT DISTINCT path, locator, stage, reason, detail FROM rejections))
  + (SELECT count(*) - count(DISTINCT doc) FROM sightings)
  + (SELECT count(*) FROM removed) + (SELECT count(*) FROM erased WHERE kind = 'document')
"""


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Say which documents are wanted; None means any. ``words`` are taken as ``View.search`` takes them.

    ``outlet`` is the name as the documents have it. ``coded`` asks for those that count in the record, or for the rest.
    """

    outlet: str | None = None
    words: str | None = None
    coded: bool | None = None


def documents_listed(connection: sqlite3.Connection, wanted: DocumentFilter, part: Stretch) -> Found:
    """Find documents, the latest published first."""
    tests: list[tuple[str, Sequence[object]]] = [(KEPT, ())]
    if wanted.words is not None:
        query = fts_query(wanted.words)
        tests.append((_IN_WORDS, (query,)) if query else ("0", ()))
    if wanted.outlet is not None:
        # Text is searched for faster than JSON is read, which settles what was found.
        needle = f'"outlet":{to_json(wanted.outlet).decode()}'
        tests.append(("instr(record, ?) AND json_extract(record, '$.outlet') = ?", (needle, wanted.outlet)))
    if wanted.coded is not None:
        tests.append((_CODED if wanted.coded else f"NOT ({_CODED})", ()))
    where = " AND ".join(f"({sql})" for sql, _ in tests)
    rows = connection.execute(
        f"SELECT id FROM documents WHERE {where} ORDER BY {_NEWEST}", [value for _, some in tests for value in some]
    ).fetchall()
    return Found(tuple(str(doc) for (doc,) in rows[part.start : part.start + part.limit]), len(rows))


def n_mentions(connection: sqlite3.Connection, docs: Iterable[str]) -> Mapping[str, int]:
    """Count the mentions of documents, the rejected ones left out; those without any are not named."""
    return dict(many(connection, "SELECT doc, count(*) FROM told WHERE doc IN ({marks}) GROUP BY doc", docs))


def excerpts(connection: sqlite3.Connection, words: str, docs: Sequence[str]) -> Mapping[str, str]:
    """Give the words around what was looked for, marked with ``[`` and ``]``, of those documents that hold it."""
    query = fts_query(words)
    if not query:
        return {}
    marks = ", ".join("?" * len(docs))
    return dict(connection.execute(_EXCERPTS.format(marks=marks), (query, *docs)).fetchall())


def mentions_rejected(connection: sqlite3.Connection, doc: str) -> Iterator[EventMention]:
    """List the mentions of a document that people rejected, as they were read."""
    rows = connection.execute(
        "SELECT m.record FROM mentions AS m JOIN amended AS a ON a.mention = m.n"
        " WHERE m.doc = ? AND a.record IS NULL ORDER BY m.id",
        (doc,),
    )
    return (from_json(EventMention, record) for (record,) in rows)


def commitments_in(connection: sqlite3.Connection, doc: str) -> tuple[str, ...]:
    """Find the commitments that a document reports."""
    rows = connection.execute("SELECT id FROM commitments WHERE doc = ? ORDER BY id", (doc,))
    return tuple(str(one) for (one,) in rows)


def copies_of(connection: sqlite3.Connection, doc: str) -> tuple[DocumentId, ...]:
    """List the documents that copy one, by id."""
    rows = connection.execute(_NEAR, (doc, MOST_COPIES)).fetchall()
    return tuple(DocumentId(one) for (one,) in rows if copy_of(connection, one) == doc)


def n_rejections(connection: sqlite3.Connection) -> int:
    """Count what could not be read or was not coded, with the reports met again and those taken out."""
    return int(connection.execute(_N_REJECTIONS).fetchone()[0])
