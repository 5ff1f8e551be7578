"""Read a case: typed objects out of its rows, sorted by id, one at a time."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any, TypeVar

from sayso.errors import CaseError, RecordError, UsageError
from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection, SharedText
from sayso.record.edges import Edge, Redirect
from sayso.record.events import Event
from sayso.record.ids import DocumentId
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json
from sayso.record.relations import Relation
from sayso.record.vectors import TriggerVector
from sayso.record.vocabulary import DecidedBy
from sayso.store import finding, leading
from sayso.store.altered import altered
from sayso.store.chain import Receipt, receipts
from sayso.store.clusters import members_of
from sayso.store.copies import copies, copy_of, shared_paragraphs, shared_paragraphs_of
from sayso.store.current import CURRENT, KEPT, NAMED
from sayso.store.decided import events_decided
from sayso.store.edges import Explain, edges, edges_between
from sayso.store.fetched import Fetch, fetches_of
from sayso.store.filters import MentionFilter
from sayso.store.finding import Hit
from sayso.store.folding import fold_actor, fold_place, fold_relation, fold_source
from sayso.store.listed import relations_listed
from sayso.store.lists_view import OfLists
from sayso.store.log import decisions_in_order
from sayso.store.of_documents_view import OfDocuments
from sayso.store.overlay import overlay_of
from sayso.store.rejected import rejection_order, rejections
from sayso.store.removed import refuse_removed, removals
from sayso.store.ties import Ties, ties_of
from sayso.store.versions import original_of, version_of, versions
from sayso.store.waiting import n_waiting

Record = TypeVar("Record")

LEFT_OUT = "left_out"
"""Why a document that people took out of the record is not coded."""

_MENTIONS = """
told AS mentions LEFT JOIN (SELECT mention AS clustered, event AS event_now FROM clusters) ON clustered = mentions.id
"""

_EVENTS = """
SELECT id, record, (SELECT target FROM links WHERE source = events.id AND kind = 'part_of'
  ORDER BY json_extract(links.record, '$.probability') DESC, target LIMIT 1)
FROM events WHERE {where} ORDER BY id
"""
_AMONG = "id IN (SELECT value FROM json_each(?))"

_LINKS = """
SELECT source || ' ' || target, record FROM links WHERE {which}
ORDER BY source, target, kind
"""

_WORDS = """
SELECT json_extract(record, '$.sentence.text') FROM told
WHERE id = ?1 AND id NOT IN (SELECT mention FROM clusters) OR id IN (SELECT mention FROM clusters WHERE event = ?1)
ORDER BY probability DESC, id
"""

_COMMITMENTS = f"""
SELECT id, coalesce((SELECT record FROM standings WHERE commitment = commitments.id), record) FROM commitments
WHERE {CURRENT} AND {{which}} ORDER BY id
"""


class View(OfDocuments, OfLists):
    """Read an open case. Every listing is sorted by id and reads as it goes."""

    def __init__(self, connection: sqlite3.Connection, explain: Explain | None = None) -> None:
        """Read from ``connection``; ``explain`` compares two mentions again, which edges need to give their reasons."""
        super().__init__(connection)
        self.explain = explain

    def documents(self) -> Iterator[Document]:
        """List documents, with what only the whole case knows: copies, shared paragraphs, later versions."""
        copied, shared = copies(self.connection), shared_paragraphs(self.connection)
        older = versions(self.connection)
        for row in self.connection.execute(f"SELECT id, record, superseded_by FROM documents WHERE {KEPT} ORDER BY id"):
            yield self._document(row, copied.get(row[0]), shared.get(row[0], ()), older.get(row[0]))

    def document(self, doc: str) -> Document:
        """Give one document by id, or by path, or by ``PATH:LOCATOR`` (``rows.csv:row 3``).

        Raises:
            UsageError: there is none, or the path holds several.
        """
        rows = finding.documents_at(self.connection, doc)
        if not rows:
            refuse_removed(self.connection, doc)
            raise UsageError(
                f"nothing in this case has the id or path {doc!r}",
                remedy="sayso search and report print ids of documents and events; the export has all",
            )
        if len(rows) > 1:
            named = ", ".join(row[0] for row in rows[: finding.MOST_NAMED])
            more = ", …" if len(rows) > finding.MOST_NAMED else ""
            raise UsageError(
                f"{doc!r} holds several documents: {named}{more}", remedy="Name one by its id or PATH:LOCATOR"
            )
        found = str(rows[0][0])
        return self._document(
            rows[0],
            copy_of(self.connection, found),
            shared_paragraphs_of(self.connection, found),
            version_of(self.connection, found),
        )

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
            CaseError: they were altered and cannot be unpacked.
        """
        sql = "SELECT bytes FROM originals WHERE sha256 = ?"
        packed = self._found(sql, sha256, f"no original {sha256!r} in this case")
        try:
            return zlib.decompress(packed)
        except (zlib.error, TypeError) as error:
            problem = f"the original {sha256} was altered and cannot be unpacked ({error})"
            raise CaseError(problem, remedy="sayso verify lists all such rows") from error

    def original_size(self, sha256: str) -> int:
        """Give how many bytes an original has.

        Raises:
            UsageError: the case holds no such bytes.
        """
        return int(self._found("SELECT size FROM originals WHERE sha256 = ?", sha256, f"no original {sha256!r}"))

    def withholds(self, doc: str) -> bool:
        """Tell whether the bytes of a document are not to be shown, as where somebody whom they name is redacted."""
        return False

    def fetches(self, sha256: str) -> Iterator[Fetch]:
        """List what servers said when they gave certain bytes, the first first."""
        yield from fetches_of(self.connection, sha256)

    def receipts(self, doc: str) -> Iterator[tuple[int, Receipt]]:
        """List what came as a document, from where and when, with the numbers of these entries in the chain."""
        yield from receipts(self.connection, doc)

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[EventMention]:
        """List mentions that pass a filter."""
        where, values = (wanted or MentionFilter()).where()
        sql = f"SELECT mentions.id, record, event_now FROM {_MENTIONS} WHERE {CURRENT} AND {where} ORDER BY mentions.id"
        for identity, record, event in self.connection.execute(sql, values):
            mention = self._read(EventMention, "mentions", identity, record)
            yield dataclasses.replace(mention, event=event or mention.event)

    def vectors(self, wanted: MentionFilter | None = None) -> Iterator[TriggerVector]:
        """List the trigger vectors of mentions that pass a filter, by mention id; not every mention has one."""
        where, values = (wanted or MentionFilter()).where()
        rows = self.connection.execute(
            f"SELECT vectors.mention, model, vector FROM {_MENTIONS} JOIN vectors ON vectors.mention = mentions.id"
            f" WHERE {CURRENT} AND {where} ORDER BY vectors.mention",
            values,
        )
        for row in rows:
            try:
                yield TriggerVector(*row)
            except RecordError as error:
                raise altered("vectors", row[0], error) from error

    def events(self, event: str | None = None) -> Iterator[Event]:
        """List events, or the one with this id."""
        yield from self._events(None if event is None else [event])

    def several_events(self, ids: Sequence[str]) -> Iterator[Event]:
        """List the events with these ids, in their order; one that is not there is passed over."""
        found: dict[str, Event] = {event.id: event for event in self._events(ids)}
        yield from (found[one] for one in ids if one in found)

    def _events(self, ids: Sequence[str] | None) -> Iterator[Event]:
        decided = events_decided(self.connection)
        rows = (
            self.connection.execute(_EVENTS.format(where="true"))
            if ids is None
            else self.connection.execute(_EVENTS.format(where=_AMONG), (json.dumps(list(ids)),))
        )
        for identity, record, series in rows:
            found = self._read(Event, "events", identity, record)
            by: DecidedBy = "person" if identity in decided else found.decided_by
            same = found.part_of == series and found.decided_by == by
            yield found if same else dataclasses.replace(found, part_of=series, decided_by=by)

    def event_of(self, identity: str) -> str | None:
        """Give the event of today that an id leads to: its own, that of a mention, or what a former event became."""
        return leading.event_of(self.connection, identity)

    def became(self, event: str) -> str | None:
        """Give the event that holds the mentions of a former event now, None for any other id."""
        return leading.became(self.connection, event)

    def redirects(self) -> Iterator[Redirect]:
        """List the ids that events had, with the events that hold their mentions now, where any does."""
        return leading.redirects(self.connection)

    def relations_of(self, actor: str) -> Iterator[Relation]:
        """List the relations in which an actor stands, or one that was joined to it."""
        if overlay_of(self.connection).joined:
            yield from (one for one in self.relations() if actor in (one.subject, one.object))
            return
        for relation in relations_listed(self.connection, actor):
            yield from self.relations(relation)

    def links(self, event: str | None = None) -> Iterator[Link]:
        """List links between events, or those from and to one, by where they come from and lead to."""
        for identity, record in self.connection.execute(*_asked(_LINKS, event, "source = ?1 OR target = ?1")):
            yield self._read(Link, "links", identity, record)

    def edges(self, event: str | None = None) -> Iterator[Edge]:
        """List why mentions were joined or kept apart, or those of one event's mentions; by the ids of the two."""
        members = members_of(self.connection, [event])[event] if event else None
        yield from edges(self.connection, self.explain, members)

    def edges_between(self, pairs: Sequence[tuple[str, str]]) -> list[Edge]:
        """Give the edges of given pairs of mentions, the lower id first in each."""
        return edges_between(self.connection, self.explain, pairs)

    def ties(self, event: str, most: int) -> Ties:
        """Give why the mentions of an event are one, and what was nearly joined: of either at most ``most``."""
        return ties_of(self.connection, self.explain, members_of(self.connection, [event])[event], most)

    def words(self, event: str) -> str:
        """Give the sentence an event rests on: that of its likeliest mention, empty if there is none."""
        row = self.connection.execute(_WORDS, (event,)).fetchone()
        return str(row[0]) if row else ""

    def commitments(self, commitment: str | None = None) -> Iterator[Commitment]:
        """List commitments, or the one with this id."""
        laid = overlay_of(self.connection)
        for identity, record in self.connection.execute(*_asked(_COMMITMENTS, commitment)):
            yield laid.commitment(self._read(Commitment, "commitments", identity, record))

    def actors(self, actor: str | None = None) -> Iterator[Actor]:
        """List the actors the documents name, or the one that has this id or holds it by a join; by the usual name."""
        laid = overlay_of(self.connection)
        for rows in self._named(Actor, "actor", laid.who(actor) if actor is not None else None):
            main = rows[0].id
            if laid.who(main) != main:
                continue
            for joined in laid.joined_to(main):
                others = next(self._named(Actor, "actor", joined), [])
                rows += [dataclasses.replace(row, id=main, name=rows[0].name) for row in others]
            yield laid.actor(fold_actor(rows))

    def places(self, place: str | None = None) -> Iterator[Place]:
        """List the places the documents name, or the one with this id."""
        yield from map(overlay_of(self.connection).place, map(fold_place, self._named(Place, "place", place)))

    def sources(self, source: str | None = None) -> Iterator[Source]:
        """List outlets and whoever is quoted, or the one with this id."""
        yield from map(overlay_of(self.connection).source, map(fold_source, self._named(Source, "source", source)))

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """List the relations between actors that the documents state, or the one with this id."""
        laid = overlay_of(self.connection)
        found: dict[str, list[Relation]] = {}
        for row in chain.from_iterable(self._named(Relation, "relation", None if laid.joined else relation)):
            now = laid.relation(row)
            if relation in (None, now.id, row.id):
                found.setdefault(now.id, []).append(now)
        return (fold_relation(found[identity]) for identity in sorted(found))

    def decisions(self) -> Iterator[Decision]:
        """List decisions by id; one on whose two a later one decides says by which it is undone."""
        yield from sorted(decisions_in_order(self.connection), key=lambda decision: decision.id)

    def n_waiting(self) -> int:
        """Count the documents that wait to be merged: those of a build that was broken off."""
        return n_waiting(self.connection)

    def rejections(self) -> Iterator[Rejection]:
        """List what could not be read or was not coded, or was removed, by path; a report met twice is among them."""
        yield from sorted((*rejections(self.connection), *removals(self.connection)), key=rejection_order)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find documents that hold all words; ``"a phrase"`` in quotes must stand together. Best first."""
        return finding.search(self.connection, words, limit)

    def _document(
        self,
        row: tuple[str, str, str | None],
        copied: DocumentId | None,
        shared: tuple[SharedText, ...],
        older: DocumentId | None,
    ) -> Document:
        later = DocumentId(row[2]) if row[2] else None
        document = self._read(Document, "documents", row[0], row[1])
        if self.connection.execute("SELECT 1 FROM left_out WHERE doc = ?", (row[0],)).fetchone():
            document = dataclasses.replace(document, coded=False, not_coded_reason=LEFT_OUT)
        return dataclasses.replace(
            document,
            copy_of=copied,
            shares_paragraphs=shared,
            superseded_by=later,
            version_of=older,
            translation_of=original_of(self.connection, document),
        )

    def _named(self, kind: type[Record], name: str, identity: str | None) -> Iterator[list[Record]]:
        which, values = ("id = ?", (name, identity)) if identity is not None else ("1", (name,))
        rows = self.connection.execute(
            f"SELECT id, record FROM {NAMED} WHERE kind = ? AND {which} AND {CURRENT} ORDER BY id, doc", values
        )
        for one, same in groupby(rows, key=lambda row: str(row[0])):
            yield [self._read(kind, "named", one, record) for _, record in same]

    def _read(self, kind: type[Record], table: str, identity: str, record: str) -> Record:
        try:
            return from_json(kind, record)
        except RecordError as error:
            raise altered(table, identity, error) from error

    def _found(self, sql: str, value: str, otherwise: str) -> Any:
        row = self.connection.execute(sql, (value,)).fetchone()
        if row is None:
            raise UsageError(otherwise)
        return row[0]


def _asked(sql: str, identity: str | None, is_it: str = "id = ?1") -> tuple[str, tuple[str, ...]]:
    """Write a question for all rows, or for one by an index: SQLite takes none for ``id = coalesce(?, id)``."""
    return (sql.format(which="1"), ()) if identity is None else (sql.format(which=is_it), (identity,))
