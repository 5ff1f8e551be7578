"""What is under way in a build, from a file that was found to the rows that are kept."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field

from sayso.record.documents import RawDocument, Rejection
from sayso.record.ids import content_hash
from sayso.store.rows import ReadingRows
from sayso.store.writer import Sighting

ROWS_PER_TRANSACTION = 64
BYTES_PER_TRANSACTION = 32 << 20
"""Documents, and their bytes, kept at once: a kill loses at most these, and the next build reads them again."""


@dataclass(frozen=True, slots=True)
class Item:
    """Name what is read though it is no file: something fetched or pasted, with the documents it holds.

    ``origin`` says where it stands, ``fingerprint`` is a hash of what was found there. ``documents`` are gone through
    once, so that those of an archive need not be held at a time.
    """

    path: str
    origin: str
    fingerprint: str
    documents: Iterable[RawDocument | Rejection]


@dataclass(frozen=True, slots=True)
class File:
    """Name one reading of one file. ``origin`` is a hash of its place on disk, which no record shows."""

    path: str
    origin: str
    fingerprint: str
    way: str

    @property
    def reading(self) -> str:
        return content_hash(self.fingerprint, self.way)


@dataclass(frozen=True, slots=True)
class Read:
    """A document on its way: its raw bytes and the result to come."""

    file: File
    raw: RawDocument
    sighting: Sighting
    result: Future[ReadingRows | Rejection]


@dataclass(frozen=True, slots=True)
class Refused:
    file: File
    rejection: Rejection


@dataclass(frozen=True, slots=True)
class Known:
    sighting: Sighting


@dataclass(frozen=True, slots=True)
class FileEnd:
    file: File


Step = Read | Refused | Known | FileEnd


@dataclass(slots=True)
class Kept:
    """What waits for the next transaction."""

    readings: list[tuple[ReadingRows, Sighting]] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    known: list[Sighting] = field(default_factory=list)
    ends: list[File] = field(default_factory=list)
    size: int = 0

    def is_full(self) -> bool:
        n = len(self.readings) + len(self.refused) + len(self.known) + len(self.ends)
        return n >= ROWS_PER_TRANSACTION or self.size >= BYTES_PER_TRANSACTION
