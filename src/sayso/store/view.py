"""Read a case: typed objects out of its rows, sorted by id, one at a time."""

from __future__ import annotations

import dataclasses
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from sayso.errors import CaseError, RecordError, UsageError
from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection, SharedText
from sayso.record.events import Event
from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json
from sayso.record.relations import Relation
from sayso.record.vectors import TriggerVector
from sayso.store.copies import copies, copy_of, shared_paragraphs
from sayso.store.filters import MentionFilter
from sayso.store.folding import fold_actor, fold_place, fold_relation, fold_source

Record = TypeVar("Record")

MOST_NAMED = 5
"""Documents named in a message when a path holds several."""

_CURRENT = "doc NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL)"
"""Rows of a document that its place no longer holds stay in the case and out of every listing."""

_REJECTIONS = """
SELECT path, locator, stage, reason, detail, min(at) FROM rejections GROUP BY path, locator, stage, reason, detail
"""

# A document is shown at the lowest of its places; every further place is one more meeting of the same report.
_DUPLICATES = """
SELECT sightings.path, sightings.locator, documents.path, documents.locator, count(*) - (
  sightings.path = documents.path AND sightings.locator = documents.locator) AS further
FROM sightings JOIN documents ON documents.id = sightings.doc
GROUP BY sightings.path, sightings.locator, documents.id HAVING further > 0
"""

_HITS = """
SELECT d.id, d.path, d.title, json_extract(d.record, '$.outlet'), snippet(words, 1, '[', ']', ' … ', 24),
  (SELECT count(*) FROM mentions WHERE mentions.doc = d.id)
FROM words JOIN documents AS d ON d.n = words.rowid WHERE words MATCH ? AND d.superseded_by IS NULL
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


class View:
    """Read an open case. Every listing is sorted by id and reads as it goes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def documents(self) -> Iterator[Document]:
        """List documents, with what only the whole case knows: copies, shared paragraphs, later versions."""
        copied, shared = copies(self.connection), shared_paragraphs(self.connection)
        for row in self.connection.execute("SELECT id, record, superseded_by FROM documents ORDER BY id"):
            yield self._document(row, copied.get(row[0]), shared.get(row[0], ()))

    def document(self, doc: str) -> Document:
        """Give one document by id, or by path, or by ``PATH:LOCATOR`` (``rows.csv:row 3``).

        Raises:
            UsageError: there is none, or the path holds several.
        """
        rows = self.connection.execute(
            "SELECT id, record, superseded_by FROM documents WHERE id = ? OR (superseded_by IS NULL AND"
            " (path = ? OR path || ':' || locator = ?)) ORDER BY id LIMIT ?",
            (doc, doc, doc, MOST_NAMED + 1),
        ).fetchall()
        if not rows:
            raise UsageError(
                f"nothing in this case has the id or path {doc!r}",
                remedy="sayso search and report print ids of documents and events; the export has all",
            )
        if len(rows) > 1:
            named = ", ".join(row[0] for row in rows[:MOST_NAMED])
            raise UsageError(f"{doc!r} holds several documents: {named} …", remedy="Name one by its id or PATH:LOCATOR")
        found = str(rows[0][0])
        shared = shared_paragraphs(self.connection).get(DocumentId(found), ())
        return self._document(rows[0], copy_of(self.connection, found), shared)

    def text(self, doc: str) -> str:
        """Give a document's text of record.

        Raises:
            UsageError: there is no such document.
        """
        return str(self._found("SELECT text FROM documents WHERE id = ?", doc, f"no document {doc!r} in this case"))

    def original(self, sha256: str) -> bytes:
        """Give the bytes a document was read from, by their hash.

        Raises:
            UsageError: the case holds no such bytes.
        """
        sql = "SELECT bytes FROM originals WHERE sha256 = ?"
        return zlib.decompress(self._found(sql, sha256, f"no original {sha256!r} in this case"))

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[EventMention]:
        """List mentions that pass a filter."""
        where, values = (wanted or MentionFilter()).where()
        yield from self._records(EventMention, "mentions", f"{_CURRENT} AND {where}", *values)

    def vectors(self, wanted: MentionFilter | None = None) -> Iterator[TriggerVector]:
        """List the trigger vectors of mentions that pass a filter, by mention id; not every mention has one."""
        where, values = (wanted or MentionFilter()).where()
        rows = self.connection.execute(
            "SELECT mention, model, vector FROM mentions JOIN vectors ON mention = mentions.id"
            f" WHERE {_CURRENT} AND {where} ORDER BY mention",
            values,
        )
        for mention, model, vector in rows:
            try:
                yield TriggerVector(mention, model, vector)
            except RecordError as error:
                raise _altered("vectors", mention, error) from error

    def events(self, event: str | None = None) -> Iterator[Event]:
        """List events, or the one with this id."""
        yield from self._records(Event, "events", f"{_CURRENT} AND id = coalesce(?, id)", event)

    def words(self, event: str) -> str:
        """Give the sentence an event rests on: that of its likeliest mention, empty if there is none."""
        row = self.connection.execute(
            "SELECT json_extract(record, '$.sentence.text') FROM mentions WHERE event = ?"
            " ORDER BY probability DESC, id",
            (event,),
        ).fetchone()
        return str(row[0]) if row else ""

    def commitments(self, commitment: str | None = None) -> Iterator[Commitment]:
        """List commitments, or the one with this id."""
        yield from self._records(Commitment, "commitments", f"{_CURRENT} AND id = coalesce(?, id)", commitment)

    def actors(self, actor: str | None = None) -> Iterator[Actor]:
        """List the actors the documents name, or the one with this id; each by the name used most."""
        return map(fold_actor, self._named(Actor, "actor", actor))

    def places(self, place: str | None = None) -> Iterator[Place]:
        """List the places the documents name, or the one with this id."""
        return map(fold_place, self._named(Place, "place", place))

    def sources(self, source: str | None = None) -> Iterator[Source]:
        """List outlets and whoever is quoted, or the one with this id."""
        return map(fold_source, self._named(Source, "source", source))

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """List the relations between actors that the documents state, or the one with this id."""
        return map(fold_relation, self._named(Relation, "relation", relation))

    def decisions(self) -> Iterator[Decision]:
        """List decisions."""
        yield from self._records(Decision, "decisions", "1")

    def rejections(self) -> Iterator[Rejection]:
        """List what could not be read or was not coded, by path; a report met twice is among them."""
        found = [
            Rejection(path, stage, reason, detail, locator or None, at)
            for path, locator, stage, reason, detail, at in self.connection.execute(_REJECTIONS)
        ]
        for path, locator, shown_path, shown_locator, further in self.connection.execute(_DUPLICATES):
            found.extend([_duplicate(path, locator, shown_path, shown_locator)] * further)
        yield from sorted(found, key=lambda r: (r.path, r.locator or "", r.stage, r.reason, r.detail))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find documents that hold all words; ``"a phrase"`` in quotes must stand together. Best first."""
        query = _fts_query(words)
        return [Hit(*row) for row in self.connection.execute(_HITS, (query, limit))] if query else []

    def _document(
        self, row: tuple[str, str, str | None], copied: DocumentId | None, shared: tuple[SharedText, ...]
    ) -> Document:
        later = DocumentId(row[2]) if row[2] else None
        document = self._read(Document, "documents", row[0], row[1])
        return dataclasses.replace(document, copy_of=copied, shares_paragraphs=shared, superseded_by=later)

    def _named(self, kind: type[Record], name: str, identity: str | None) -> Iterator[list[Record]]:
        rows = self.connection.execute(
            f"SELECT id, record FROM named WHERE kind = ? AND id = coalesce(?, id) AND {_CURRENT} ORDER BY id, doc",
            (name, identity),
        )
        for one, same in groupby(rows, key=lambda row: str(row[0])):
            yield [self._read(kind, "named", one, record) for _, record in same]

    def _records(self, kind: type[Record], table: str, where: str, *values: object) -> Iterator[Record]:
        sql = f"SELECT id, record FROM {table} WHERE {where} ORDER BY id"
        for identity, record in self.connection.execute(sql, values):
            yield self._read(kind, table, identity, record)

    def _read(self, kind: type[Record], table: str, identity: str, record: str) -> Record:
        try:
            return from_json(kind, record)
        except RecordError as error:
            raise _altered(table, identity, error) from error

    def _found(self, sql: str, value: str, otherwise: str) -> Any:
        row = self.connection.execute(sql, (value,)).fetchone()
        if row is None:
            raise UsageError(otherwise)
        return row[0]


def _altered(table: str, identity: str, error: RecordError) -> CaseError:
    return CaseError(
        f"the row {identity} of {table} was altered and cannot be read ({error})",
        remedy="sayso verify lists all such rows; build the case anew from its sources",
    )


def _duplicate(path: str, locator: str, shown_path: str, shown_locator: str) -> Rejection:
    shown = f"{shown_path} ({shown_locator})" if shown_locator else shown_path
    detail = f"The same text, outlet, date and address as {shown}: kept once"
    return Rejection(path, "read", "duplicate", detail, locator or None)


def _fts_query(words: str) -> str:
    phrases = [part for index, part in enumerate(words.split('"')) if index % 2]
    singles = [word for index, part in enumerate(words.split('"')) if not index % 2 for word in part.split()]
    return " ".join(f'"{part}"' for part in (*phrases, *singles) if any(letter.isalnum() for letter in part))
