"""What was read: bytes as they came, and the text of record made from them."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sayso.record.edtf import Edtf
from sayso.record.ids import DocumentId
from sayso.record.vocabulary import Genre, PublishedBasis, SegmentKind


@dataclass(frozen=True, slots=True)
class Metadata:
    """Hold what is said about a document, by its own bytes or from outside (options, sidecar, columns).

    Every field None or empty means: not said. ``published`` and ``updated`` are kept as given, unparsed.
    ``translation_of`` names the original by its path, id or address.
    """

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    archive_url: str | None = None
    language: str | None = None
    genre: str | None = None
    updated: str | None = None
    translation_of: str | None = None
    translated_by: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Fill in from ``other`` what is not said here."""
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})


FIELDS = ("text", *(field.name for field in fields(Metadata)))
"""What a column, a key or a sidecar may give of a document."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """Hold the bytes one document is read from, and where they come from.

    ``content`` is the file, archive member, JSON value or CSV row itself, byte for byte; ``sha256`` is
    its hash. ``path`` is relative to the folder named by the user, with ``/``. ``container`` names what
    holds it (an archive, JSON or CSV file) and ``locator`` the place inside (``row 3``, a member's
    name, ``/0/articles/2``, ``line 7``). ``columns`` is the header of a CSV row's file, else empty.
    ``fetched_at`` is when the bytes were taken from the web, or read; ``saved_at`` is the former alone.
    ``final_url`` is where the bytes were fetched in the end, if they were. ``media_type`` may carry parameters.
    """

    path: str
    content: bytes
    sha256: str
    media_type: str
    reader: str
    container: str | None = None
    locator: str | None = None
    columns: tuple[str, ...] = ()
    given: Metadata = Metadata()
    fetched_at: str | None = None
    saved_at: str | None = None
    final_url: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """Mark code points ``start`` to ``end`` (exclusive) of a document's text as one kind of text."""

    start: int
    end: int
    kind: SegmentKind
    posted_at: str | None = None


@dataclass(frozen=True, slots=True)
class SharedText:
    """Name a document that has ``paragraphs`` long paragraphs word for word in common with this one."""

    document: DocumentId
    paragraphs: int


@dataclass(frozen=True, slots=True)
class Document:
    """Describe one report. Its text of record is held beside it, never inside, and never rewritten.

    Field names and meanings are those of documents.jsonl. ``segments`` are sorted, do not overlap and
    cover every character that is not white space. ``published_given`` is the date as it was written,
    which enters the id. ``copy_of``, ``version_of``, ``translation_of`` and ``shares_paragraphs`` are seen only over a
    whole case: a single document cannot know them. ``original_given`` is how a translation names its original.
    ``updated_at`` is when the text was last changed, as it says, an instant or a day; ``saved_at`` when it was
    taken from the web, by whatever saved or fetched it. ``excerpt``: only
    the title or a summary of the report was there to read.
    """

    id: DocumentId
    path: str
    sha256: str
    media_type: str
    reader: str
    n_characters: int
    container: str | None = None
    locator: str | None = None
    url: str | None = None
    final_url: str | None = None
    archive_url: str | None = None
    fetched_at: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: Edtf | None = None
    published_given: str | None = None
    published_at: str | None = None
    published_basis: PublishedBasis = "none"
    published_reason: str | None = None
    language: str | None = None
    translation_of: DocumentId | None = None
    genre: Genre = "unknown"
    segments: tuple[Segment, ...] = ()
    copy_of: DocumentId | None = None
    version_of: DocumentId | None = None
    superseded_by: DocumentId | None = None
    coded: bool = True
    not_coded_reason: str | None = None
    n_sentences: int = 0
    shares_paragraphs: tuple[SharedText, ...] = ()
    updated_at: str | None = None
    saved_at: str | None = None
    excerpt: bool = False
    original_given: str | None = None
    translated_by: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """Say what could not be read or was not coded, where, at which stage, and why.

    ``reason`` is a short code (``empty``, ``binary``, ``zip_bomb``…), ``detail`` a sentence with the remedy.
    """

    path: str
    stage: str
    reason: str
    detail: str
    locator: str | None = None
    at: str | None = None
