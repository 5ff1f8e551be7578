"""Read a case: typed objects out of its rows, sorted by id, one at a time."""

from __future__ import annotations

import dataclasses
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from sayso.errors import UsageError
from sayso.record.actors import Actor, Alias, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection
from sayso.record.events import Event
from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json
from sayso.store.copies import copies, shared_paragraphs
from sayso.store.filters import MentionFilter

Record = TypeVar("Record")

_DUPLICATES = """
SELECT sightings.path, sightings.locator, documents.path, documents.locator FROM sightings
JOIN documents ON documents.id = sightings.doc
WHERE (sightings.path, sightings.locator) <> (documents.path, documents.locator)
GROUP BY sightings.path, sightings.locator, documents.id
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
        self._connection = connection

    def documents(self) -> Iterator[Document]:
        """List documents, with what only the whole case knows: copies and shared paragraphs."""
        yield from self._with_links()

    def document(self, doc: str) -> Document:
        """Give one document by id or by path.

        Raises:
            UsageError: there is none.
        """
        row = self._one("SELECT id FROM documents WHERE id = ? OR path = ? ORDER BY id", doc, doc)
        if row is None:
            raise UsageError(f"no document {doc!r} in this case")
        return next(self._with_links(str(row[0])))

    def text(self, doc: str) -> str:
        """Give a document's text of record.

        Raises:
            UsageError: there is no such document.
        """
        row = self._one("SELECT text FROM documents WHERE id = ?", doc)
        if row is None:
            raise UsageError(f"no document {doc!r} in this case")
        return str(row[0])

    def original(self, sha256: str) -> bytes:
        """Give the bytes a document was read from, by their hash.

        Raises:
            UsageError: the case holds no such bytes.
        """
        row = self._one("SELECT bytes FROM originals WHERE sha256 = ?", sha256)
        if row is None:
            raise UsageError(f"no original {sha256!r} in this case")
        packed: Any = row[0]
        return zlib.decompress(packed)

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[EventMention]:
        """List mentions that pass a filter."""
        where, values = (wanted or MentionFilter()).where()
        yield from self._records(EventMention, f"SELECT record FROM mentions WHERE {where} ORDER BY id", *values)

    def events(self, event: str | None = None) -> Iterator[Event]:
        """List events, or the one with this id."""
        where, values = ("id = ?", [event]) if event else ("1", [])
        yield from self._records(Event, f"SELECT record FROM events WHERE {where} ORDER BY id", *values)

    def words(self, event: str) -> str:
        """Give the sentence an event rests on: that of its likeliest mention, empty if there is none."""
        row = self._one(
            "SELECT json_extract(record, '$.sentence.text') FROM mentions WHERE event = ?"
            " ORDER BY probability DESC, id",
            event,
        )
        return str(row[0]) if row else ""

    def commitments(self, commitment: str | None = None) -> Iterator[Commitment]:
        """List commitments, or the one with this id."""
        where, values = ("id = ?", [commitment]) if commitment else ("1", [])
        yield from self._records(Commitment, f"SELECT record FROM commitments WHERE {where} ORDER BY id", *values)

    def actors(self, actor_id: str | None = None) -> Iterator[Actor]:
        """List the actors the documents name, or the one with this id; each by the name used most."""
        for actor in self._named(Actor, "actor", actor_id):
            aliases = self._connection.execute(
                "SELECT alias, sum(n) AS total FROM names WHERE kind = 'actor' AND id = ? GROUP BY alias"
                " ORDER BY total DESC, alias",
                (actor.id,),
            )
            yield dataclasses.replace(
                actor,
                name=self._usual_name("actor", actor.id),
                aliases=tuple(Alias(text, n) for text, n in aliases),
                documents=self._naming("actor", actor.id),
            )

    def places(self, place_id: str | None = None) -> Iterator[Place]:
        """List the places the documents name, or the one with this id."""
        yield from self._named(Place, "place", place_id)

    def sources(self, source_id: str | None = None) -> Iterator[Source]:
        """List outlets and whoever is quoted, or the one with this id."""
        for source in self._named(Source, "source", source_id):
            yield dataclasses.replace(
                source,
                name=self._usual_name("source", source.id),
                documents=self._naming("source", source.id),
            )

    def decisions(self) -> Iterator[Decision]:
        """List decisions in the order they were taken."""
        yield from self._records(Decision, "SELECT record FROM decisions ORDER BY n")

    def rejections(self) -> Iterator[Rejection]:
        """List what could not be read or was not coded, by path; a file met twice is among them."""
        rows = self._connection.execute("SELECT path, locator, stage, reason, detail, at FROM rejections")
        found = [
            Rejection(path, stage, reason, detail, locator or None, at)
            for path, locator, stage, reason, detail, at in rows
        ]
        found.extend(_duplicate(*row) for row in self._connection.execute(_DUPLICATES))
        yield from sorted(found, key=lambda r: (r.path, r.locator or "", r.stage, r.reason))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find documents that hold all words; ``"a phrase"`` in quotes must stand together. Best first."""
        query = _fts_query(words)
        if not query:
            return []
        rows = self._connection.execute(
            "SELECT d.id, d.path, d.title, d.outlet, snippet(words, 1, '[', ']', ' … ', 24),"
            " (SELECT count(*) FROM mentions WHERE mentions.doc = d.id)"
            " FROM words JOIN documents AS d ON d.n = words.rowid WHERE words MATCH ?"
            " ORDER BY bm25(words), d.id LIMIT ?",
            (query, limit),
        )
        return [Hit(*row) for row in rows]

    def count(self, table: str) -> int:
        """Count the rows of ``documents``, ``mentions``, ``events``, ``commitments`` or ``decisions``."""
        if table not in ("documents", "mentions", "events", "commitments", "decisions"):
            raise UsageError(f"no such kind of row: {table!r}")
        return int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def _with_links(self, doc: str | None = None) -> Iterator[Document]:
        copy_of, shared = copies(self._connection), shared_paragraphs(self._connection)
        sql = "SELECT record FROM documents WHERE id = coalesce(?, id) ORDER BY id"
        for document in self._records(Document, sql, doc):
            yield dataclasses.replace(
                document,
                copy_of=copy_of.get(document.id),
                shares_paragraphs=shared.get(document.id, ()),
            )

    def _named(self, kind: type[Record], name: str, identity: str | None) -> Iterator[Record]:
        return self._records(
            kind,
            "SELECT record FROM identities AS i WHERE kind = ? AND id = coalesce(?, id) AND EXISTS"
            " (SELECT 1 FROM names WHERE names.kind = i.kind AND names.id = i.id) ORDER BY id",
            name,
            identity,
        )

    def _usual_name(self, kind: str, identity: str) -> str:
        row = self._one(
            "SELECT name FROM names WHERE kind = ? AND id = ? GROUP BY name ORDER BY sum(n) DESC, name",
            kind,
            identity,
        )
        return str(row[0]) if row else ""

    def _naming(self, kind: str, identity: str) -> tuple[DocumentId, ...]:
        rows = self._connection.execute(
            "SELECT DISTINCT doc FROM names WHERE kind = ? AND id = ? ORDER BY doc", (kind, identity)
        )
        return tuple(row[0] for row in rows)

    def _records(self, kind: type[Record], sql: str, *values: object) -> Iterator[Record]:
        for (record,) in self._connection.execute(sql, values):
            yield from_json(kind, record)

    def _one(self, sql: str, *values: object) -> tuple[object, ...] | None:
        row: tuple[object, ...] | None = self._connection.execute(sql, values).fetchone()
        return row


def _duplicate(path: str, locator: str, shown_path: str, shown_locator: str) -> Rejection:
    shown = f"{shown_path} ({shown_locator})" if shown_locator else shown_path
    return Rejection(
        path,
        "read",
        "duplicate",
        f"The same text, outlet, date and address as {shown}: kept once",
        locator or None,
    )


def _fts_query(words: str) -> str:
    phrases = [part for index, part in enumerate(words.split('"')) if index % 2]
    singles = [word for index, part in enumerate(words.split('"')) if not index % 2 for word in part.split()]
    return " ".join(f'"{part}"' for part in (*phrases, *singles) if any(letter.isalnum() for letter in part))
