"""One stream being read, with the names the record gives it."""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from sayso.config import ReadOptions
from sayso.errors import InputError, UnsafeInput
from sayso.readers.limits import CHUNK_BYTES, HEAD_BYTES
from sayso.record.charset import wide_encoding
from sayso.record.documents import Metadata, RawDocument, Rejection


@dataclass(frozen=True, slots=True)
class Source:
    """Hold an open stream at its first byte. ``name`` tells its ending; ``given`` is said of it from outside.

    ``path``, ``container`` and ``locator`` are those of RawDocument for the stream as one document;
    ``holds`` is the container that its rows or members name.
    """

    path: str
    name: str
    stream: io.BufferedReader = field(repr=False)
    container: str | None = None
    locator: str | None = None
    given: Metadata = field(default_factory=Metadata)

    @property
    def holds(self) -> str:
        """Name the stream as what holds rows: ``reports.csv``, or ``week.zip!reports.csv``."""
        return f"{self.container}!{self.locator}" if self.container else self.path

    def head(self) -> bytes:
        """Look at the first bytes without taking them; empty only if the stream is."""
        return self.stream.peek(HEAD_BYTES)[:HEAD_BYTES]

    def whole(self, limit: int) -> bytes:
        """Take the whole stream.

        Raises:
            UnsafeInput: it has more than ``limit`` bytes (``too_large``); no more than that is held.
        """
        content = self.stream.read(limit + 1)
        if len(content) > limit:
            raise UnsafeInput(
                "too_large",
                f"one document of more than {limit >> 20} MiB",
                remedy="Split it, or save many documents as JSON Lines (.jsonl)",
            )
        return content

    def document(self, content: bytes, media_type: str, reader: str) -> RawDocument:
        """Make the stream one document."""
        return RawDocument(
            path=self.path,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            media_type=media_type,
            reader=reader,
            container=self.container,
            locator=self.locator,
            given=self.given,
        )

    def row(
        self, content: bytes, media_type: str, reader: str, locator: str, columns: tuple[str, ...] = ()
    ) -> RawDocument:
        """Make one row, line or value of the stream a document; what it states of itself comes first."""
        return RawDocument(
            path=self.path,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            media_type=media_type,
            reader=reader,
            container=self.holds,
            locator=locator,
            columns=columns,
        )

    def rejection(self, reason: str, detail: str, locator: str | None = None) -> Rejection:
        """Say that the stream, or a place in it, could not be read."""
        return Rejection(self.path, "read", reason, detail, locator or self.locator)


ReadSource = Callable[[Source, ReadOptions], Iterator[RawDocument | Rejection]]
"""Read the documents of an open stream."""


def rejected(error: InputError, path: str, locator: str | None = None) -> Rejection:
    """Make an error a row of rejections: a sentence, and the remedy."""
    sentence = f"{error.message[:1].upper()}{error.message[1:]}."
    return Rejection(path, "read", error.reason, f"{sentence} {error.remedy}." if error.remedy else sentence, locator)


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """Give a stream a buffer as long as the head that is looked at."""
    return io.BufferedReader(stream, HEAD_BYTES)  # type: ignore[arg-type]  # readinto is all it needs


def utf8_lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[bytes, bool]]:
    """Give the lines of a text with their ends, and whether each is whole.

    UTF-16 and UTF-32 become UTF-8 and a byte-order mark is dropped; any other byte stays as it is. Of a line
    over ``limit`` bytes only the first ``limit`` come, marked as not whole; the rest is passed over.
    """
    wide = wide_encoding(stream.peek(HEAD_BYTES))
    text = io.BufferedReader(_AsUtf8(stream, wide), CHUNK_BYTES) if wide else stream
    if text.peek(3)[:3] == codecs.BOM_UTF8:
        text.read(3)
    while line := text.readline(limit + 1):
        if len(line) <= limit:
            yield line, True
            continue
        yield line[:limit], False
        while line and not line.endswith(b"\n"):
            line = text.readline(CHUNK_BYTES)


class _AsUtf8(io.RawIOBase):
    """Turn a stream in a wide encoding into UTF-8 as it is read; what does not decode becomes U+FFFD."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._ready:
            chunk = self._stream.read(CHUNK_BYTES)
            self._ready = self._decoder.decode(chunk, final=not chunk).encode("utf-8", "replace")
            if not chunk:
                break
        taken, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(taken)] = taken
        return len(taken)
