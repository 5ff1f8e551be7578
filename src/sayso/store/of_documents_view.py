"""Read what belongs to one document, and lists of documents: the part of a view that asks for no other row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sayso.record.documents import Document
from sayso.record.ids import DocumentId
from sayso.record.mentions import EventMention
from sayso.store import of_documents
from sayso.store.clusters import mentions_in
from sayso.store.listed import Found, Stretch
from sayso.store.of_documents import DocumentFilter
from sayso.store.versions import all_versions, translations_naming


class OfDocuments:
    """Read an open case, document by document. ``View`` has all else."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def documents_listed(self, wanted: DocumentFilter, part: Stretch) -> Found:
        """Find documents, the latest published first; former versions and those left out are among them."""
        return of_documents.documents_listed(self.connection, wanted, part)

    def n_mentions(self, docs: Iterable[str]) -> Mapping[str, int]:
        """Count the mentions of documents, the rejected ones left out; those without any are not named."""
        return of_documents.n_mentions(self.connection, docs)

    def excerpts(self, words: str, docs: Sequence[str]) -> Mapping[str, str]:
        """Give the words around what was looked for, of those documents that hold it."""
        return of_documents.excerpts(self.connection, words, docs)

    def n_rejections(self) -> int:
        """Count the rows that ``rejections`` lists, without making them."""
        return of_documents.n_rejections(self.connection)

    def mentions_read(self, doc: str) -> Iterator[EventMention]:
        """List the mentions of a document, as decided, though it may be a former version or left out of the record."""
        return mentions_in(self.connection, doc)

    def mentions_rejected(self, doc: str) -> Iterator[EventMention]:
        """List the mentions of a document that people rejected, as they were read."""
        return of_documents.mentions_rejected(self.connection, doc)

    def commitments_in(self, doc: str) -> tuple[str, ...]:
        """Find the commitments that a document reports."""
        return of_documents.commitments_in(self.connection, doc)

    def copies_of(self, doc: str) -> tuple[DocumentId, ...]:
        """List the documents that copy one, by id."""
        return of_documents.copies_of(self.connection, doc)

    def all_versions(self, doc: str) -> tuple[DocumentId, ...]:
        """List the versions of a document in their order, itself among them."""
        return tuple(all_versions(self.connection, doc))

    def translations_naming(self, document: Document) -> tuple[DocumentId, ...]:
        """List the documents that may be translations of one, by id."""
        return tuple(translations_naming(self.connection, document))
