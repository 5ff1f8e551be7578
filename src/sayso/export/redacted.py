"""A case as it is shown when people and words are redacted: the store's view, each row redacted on its way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.phrases import fold
from sayso.codebook.proper_words import is_common
from sayso.errors import UsageError
from sayso.export.redaction import Person, Redaction, Shifted
from sayso.export.withheld import names_somebody
from sayso.record.actors import Actor, Place, Source
from sayso.record.commitments import Commitment
from sayso.record.decisions import SURROUNDINGS, Decision
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_json, to_plain
from sayso.record.relations import Relation
from sayso.record.spans import Span
from sayso.store.chain import Receipt
from sayso.store.edges import Explain
from sayso.store.fetched import Fetch
from sayso.store.filters import MentionFilter
from sayso.store.finding import Hit
from sayso.store.listed import Found, Stretch
from sayso.store.of_documents import DocumentFilter
from sayso.store.people import guarded, redacted_words
from sayso.store.ties import Ties
from sayso.store.view import View

Record = TypeVar("Record")

PLACES = frozenset({"path", "container", "locator", "url", "final_url", "archive_url", "original_given"})
"""Fields that hold addresses or file names."""

_KEPT = frozenset({"sha256", "by", "action", "method", "reader", "type", "mode", "kind", "stage"})
"""Fields that hold no words of a report: hashes, vocabularies, and who decided."""

_OWN = "fields"
"""The fields of a project, which may have any name."""

_MESSAGE = "detail"
"""The field that tells what was rejected, in words that name files."""


class RedactedView(View):
    """Read a case with its sensitive people, and what people decided to redact, replaced by labels.

    Offsets are those of the redacted texts, which ``text`` gives, so that every span quotes its text. Ids that are made
    of a name become labels too. The originals of documents that name somebody are withheld.
    """

    def __init__(self, connection: sqlite3.Connection, registry: ActorRegistry, explain: Explain | None = None) -> None:
        super().__init__(connection, explain)
        self.redaction = redaction_of(connection, registry)
        self._shifts: dict[str, Shifted] = {}
        self._withheld: dict[str, bool] = {}
        self._actors = {self.redaction.ids[person.actor]: person.actor for person in self.redaction.people}
        people = frozenset(self.redaction.ids)
        for n, source in enumerate(self._renamed(super().sources()), 1):
            self.redaction.ids[source.id] = f"source-{n}"
        self._sources = {label: one for one, label in self.redaction.ids.items() if one not in people}

    def documents(self) -> Iterator[Document]:
        """List documents, as ``View`` does."""
        return map(self._shown, super().documents())

    def document(self, doc: str) -> Document:
        """Give one document by id or by the path it has, or by the one it is shown under.

        Raises:
            UsageError: there is none, or the path holds several.
        """
        try:
            return self._shown(super().document(doc))
        except UsageError as error:
            ids = [one.id for one in self.documents() if one.path == doc]
            if len(ids) != 1:
                error.message = self.redaction.message(error.message)
                raise
            return self._shown(super().document(ids[0]))

    def text(self, doc: str) -> str:
        """Give a document's text of record, redacted."""
        return self.redaction.text(super().text(doc))

    def original(self, sha256: str) -> bytes:
        """Give the bytes a document was read from, if it names nobody who is redacted.

        Raises:
            UsageError: there are no such bytes, or they are withheld.
        """
        if self._is_withheld(sha256):
            raise UsageError(f"the original {sha256} names somebody who is redacted: it is withheld")
        return super().original(sha256)

    def withholds(self, doc: str) -> bool:
        """Tell whether a document, its bytes or anything said of it names somebody who is redacted."""
        return self._is_withheld(self._document_as_read(doc).sha256)

    def fetches(self, sha256: str) -> Iterator[Fetch]:
        """List what servers said when they gave certain bytes, where they named nobody."""
        return (one for one in super().fetches(sha256) if not self.redaction.is_in(to_json(one).decode()))

    def receipts(self, doc: str) -> Iterator[tuple[int, Receipt]]:
        """List the receipts of a document that name nobody; a redacted one would not be the one on the chain."""
        for n, receipt in super().receipts(doc):
            told = (receipt.path, receipt.container, receipt.locator, receipt.url, receipt.media_type)
            if not any(self.redaction.message(one) != one for one in told if one):
                yield n, receipt

    def _is_withheld(self, sha256: str) -> bool:
        if sha256 not in self._withheld:
            docs = self.connection.execute("SELECT id FROM documents WHERE original = ?", (sha256,)).fetchall()
            self._withheld[sha256] = any(self._names_somebody(doc) for (doc,) in docs) or names_somebody(
                super().original(sha256), self.redaction
            )
        return self._withheld[sha256]

    def _names_somebody(self, doc: str) -> bool:
        document = self._document_as_read(doc)
        return bool(self._shift(doc).cuts) or self._shown(document) != document

    def _document_as_read(self, doc: str) -> Document:
        (record,) = self.connection.execute("SELECT record FROM documents WHERE id = ?", (doc,)).fetchone()
        return from_json(Document, record)

    def mentions(self, wanted: MentionFilter | None = None) -> Iterator[EventMention]:
        """List mentions that pass a filter, which takes the labels of actors too."""
        if wanted is not None:
            actor, recipient = (self._actors.get(one or "", one) for one in (wanted.actor, wanted.recipient))
            wanted = replace(wanted, actor=actor, recipient=recipient)
        return map(self._shown, super().mentions(wanted))

    def events(self, event: str | None = None) -> Iterator[Event]:
        """List events, as ``View`` does; a voice whose name is redacted has an id that is not made of it."""
        return map(self._voices_hidden, super().events(event))

    def several_events(self, ids: Sequence[str]) -> Iterator[Event]:
        """List the events with these ids, as ``events`` does."""
        return map(self._voices_hidden, super().several_events(ids))

    def _voices_hidden(self, one: Event) -> Event:
        shown = self._shown(one)
        named = zip(one.voices, shown.voices, strict=True)
        ids = {old.id: f"{one.id}-voice-{n}" for n, (old, new) in enumerate(named, 1) if old.source != new.source}
        return _recoded(shown, ids) if ids else shown

    def edges(self, event: str | None = None) -> Iterator[Edge]:
        """List why mentions were joined or kept apart, as ``View`` does."""
        return map(self._shown, super().edges(event))

    def edges_between(self, pairs: Sequence[tuple[str, str]]) -> list[Edge]:
        """Give the edges of given pairs of mentions, as ``View`` does."""
        return list(map(self._shown, super().edges_between(pairs)))

    def ties(self, event: str, most: int) -> Ties:
        """Give why the mentions of an event are one, and what was nearly joined, as ``View`` does."""
        found = super().ties(event, most)
        joined, apart = (tuple(map(self._shown, edges)) for edges in (found.joined, found.apart))
        return Ties(joined, found.n_joined, apart, found.n_apart)

    def words(self, event: str) -> str:
        """Give the sentence an event rests on."""
        return self.redaction.text(super().words(event))

    def commitments(self, commitment: str | None = None) -> Iterator[Commitment]:
        """List commitments, as ``View`` does."""
        return map(self._shown, super().commitments(commitment))

    def actors(self, actor: str | None = None) -> Iterator[Actor]:
        """List the actors, or the one with this id or label; who is redacted is left with nothing that names them."""
        for one in super().actors(self._actors.get(actor or "", actor)):
            if one.id in self.redaction.ids:
                label = self.redaction.ids[one.id]
                one = replace(one, name=f"[{label.replace('-', ' ')}]", aliases=(), wikidata=None)
            yield self._shown(one)

    def places(self, place: str | None = None) -> Iterator[Place]:
        """List the places, as ``View`` does."""
        return map(self._shown, super().places(place))

    def sources(self, source: str | None = None) -> Iterator[Source]:
        """List outlets and whoever is quoted, or the one with this id or label."""
        return map(self._shown, super().sources(self._sources.get(source or "", source)))

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """List the relations between actors; of one with somebody who is redacted the id tells nothing."""
        n = 0
        for one in super().relations():
            shown = self._shown(one)
            if {one.subject, one.object} & self.redaction.ids.keys():
                n += 1
                shown = _recoded(shown, {one.id: f"relation-{n}"})
            if relation in (None, one.id, shown.id):
                yield shown

    def decisions(self) -> Iterator[Decision]:
        """List decisions, as ``View`` does."""
        return map(self._shown, super().decisions())

    def rejections(self) -> Iterator[Rejection]:
        """List what could not be read or was not coded, as ``View`` does."""
        return map(self._shown, super().rejections())

    def sources_listed(self, kind: str | None, name: str | None, part: Stretch) -> Found:
        """Find outlets and whoever is quoted, as ``View`` does; a name is looked for among those that are shown."""
        if name is None:
            return super().sources_listed(kind, None, part)
        shown = [one for one in self.sources() if kind in (None, one.kind) and fold(name) in fold(one.name)]
        shown.sort(key=lambda one: (-len(one.documents), one.id))
        return Found(tuple(one.id for one in shown[part.start : part.start + part.limit]), len(shown))

    def outlets(self, docs: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """List documents with their outlets, as ``View`` does."""
        return ((doc, self.redaction.identity(outlet)) for doc, outlet in super().outlets(docs))

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find documents that hold all words; what was found is not marked, as marks would stand within names.

        A name that is redacted is in no document: else where somebody is named could be asked for, name by name.
        """
        return [] if self._is_hidden(words) else [self._hit(hit) for hit in super().search(words, limit)]

    def documents_listed(self, wanted: DocumentFilter, part: Stretch) -> Found:
        """Find documents, as ``View`` does; a name that is redacted is in none."""
        hidden = wanted.words is not None and self._is_hidden(wanted.words)
        return Found((), 0) if hidden else super().documents_listed(wanted, part)

    def excerpts(self, words: str, docs: Sequence[str]) -> Mapping[str, str]:
        """Give the words around what was looked for, not marked, as ``search`` does."""
        return {doc: self._excerpt(one) for doc, one in super().excerpts(words, docs).items()}

    def mentions_read(self, doc: str) -> Iterator[EventMention]:
        """List the mentions of a document, though it may count no more."""
        return map(self._shown, super().mentions_read(doc))

    def mentions_rejected(self, doc: str) -> Iterator[EventMention]:
        """List the mentions of a document that people rejected."""
        return map(self._shown, super().mentions_rejected(doc))

    def _is_hidden(self, words: str) -> bool:
        return self.redaction.place(words) != words

    def _excerpt(self, excerpt: str) -> str:
        return self.redaction.text(excerpt.replace("[", "").replace("]", ""))

    def _hit(self, hit: Hit) -> Hit:
        hide = self.redaction
        title, outlet = (hide.text(one) if one else one for one in (hit.title, hit.outlet))
        return replace(hit, path=hide.place(hit.path), title=title, outlet=outlet, excerpt=self._excerpt(hit.excerpt))

    def _renamed(self, sources: Iterable[Source]) -> Iterator[Source]:
        return (one for one in sources if self.redaction.text(one.name) != one.name)

    def _shift(self, doc: str) -> Shifted:
        if doc not in self._shifts:
            row = self.connection.execute("SELECT text FROM documents WHERE id = ?", (doc,)).fetchone()
            self._shifts[doc] = Shifted(self.redaction.cuts(row[0]) if row else ())
        return self._shifts[doc]

    def _shown(self, record: Record) -> Record:
        """Redact one row; what names nobody is given as it is."""
        plain = to_plain(record)
        doc = record.id if isinstance(record, Document) else record.target.doc if isinstance(record, Decision) else None
        shown = self._plain(plain, doc)
        if shown == plain:
            return record
        if isinstance(record, Document):
            shown["n_characters"] = self._shift(record.id).offset(record.n_characters, ends=True)
        return _record(type(record), shown)

    def _plain(self, plain: Any, doc: str | None, name: str = "") -> Any:
        if isinstance(plain, dict):
            doc = plain.get("doc") or doc
            moved = self._moved(plain, doc) if doc else {}
            named = {key: _OWN if name == _OWN else key for key in plain}
            return {
                key: moved[key] if key in moved else self._plain(one, doc, named[key]) for key, one in plain.items()
            }
        if isinstance(plain, list | tuple):
            return [self._plain(one, doc, name) for one in plain]
        if not isinstance(plain, str) or name in _KEPT:
            return plain
        if name == _MESSAGE:
            return self.redaction.message(plain)
        return self.redaction.place(plain) if name in PLACES else self.redaction.identity(plain)

    def _moved(self, plain: dict[str, Any], doc: str) -> dict[str, Any]:
        """Lead a span, or a segment, to where it stands in the redacted text, with the words around it there."""
        start, end = plain.get("start"), plain.get("end")
        shift = self._shift(doc)
        if not isinstance(start, int) or not isinstance(end, int) or not shift.cuts:
            return {}
        quoting = next((key for key in ("text", "quotation") if isinstance(plain.get(key), str)), None)
        span = shift.span(Span(start, end, plain[quoting] if quoting else ""))
        around = self._around(doc, span) if {"before", "after"} <= plain.keys() else {}
        return {"start": span.start, "end": span.end, **({quoting: span.text} if quoting else {}), **around}

    def _around(self, doc: str, span: Span) -> dict[str, str]:
        text = self.text(doc)
        before = text[max(0, span.start - SURROUNDINGS) : span.start]
        return {"before": before, "after": text[span.end : span.end + SURROUNDINGS]}


def redaction_of(connection: sqlite3.Connection, registry: ActorRegistry) -> Redaction:
    """Gather whom a case shows as sensitive, or decided to redact, with every name that it or the registry knows."""
    people = tuple(
        Person(one.ids[0], (*one.names, *_registered(one.ids, registry)), one.ids[1:]) for one in guarded(connection)
    )
    words = {word for person in people for name in person.names for word in name.split()}
    commons = frozenset(word.casefold() for word in words if is_common(word, registry))
    return Redaction(people, redacted_words(connection), commons)


def _registered(ids: Iterable[str], registry: ActorRegistry) -> Iterator[str]:
    for entry in filter(None, map(registry.get, ids)):
        yield from (name.written for name in entry.names())


def _recoded(record: Record, ids: dict[str, str]) -> Record:
    return _record(type(record), _with_ids(to_plain(record), ids))


def _with_ids(plain: Any, ids: dict[str, str]) -> Any:
    if isinstance(plain, dict):
        return {key: _with_ids(one, ids) for key, one in plain.items()}
    if isinstance(plain, list | tuple):
        return [_with_ids(one, ids) for one in plain]
    return ids.get(plain, plain) if isinstance(plain, str) else plain


def _record(kind: type[Record], plain: Any) -> Record:
    return from_json(kind, msgspec.json.encode(plain))
