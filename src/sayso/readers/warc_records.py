"""Tell the records of a WARC apart, packed or not, and find the next one after a broken one.

The library that reads WARC ends at the first fault; years of a crawl may stand behind it. So records are framed here,
and what a server answered is read by the library.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.errors import UnsafeInput
from sayso.readers.limits import CHUNK_BYTES, MAX_DOCUMENT_BYTES, MAX_RATIO, MAX_UNPACKED_BYTES, MIN_RATIO_BYTES

_GZIP = b"\x1f\x8b\x08"
_MAX_LINE = 65_536
_MAX_HEADERS = 1_000
_BROKEN = "The record is damaged or cut short. What follows it is read; fetch the archive again."


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """Hold one record: its headers, names in small letters, and its block; None if that is too large to hold."""

    headers: Mapping[str, str]
    content: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class BrokenRecord:
    """Say why a record cannot be read."""

    reason: str = "broken_record"
    detail: str = _BROKEN


class _Gap(Exception):
    """The bytes break off here: the end, or a part that cannot be unpacked."""


def warc_records(stream: io.BufferedReader) -> Iterator[WarcRecord | BrokenRecord]:
    """Give the records in order. After a fault the next is the first line that begins as a record does.

    Raises:
        UnsafeInput: ``zip_bomb``, it unpacks to too much.
    """
    reader = _Bytes(_unpacked(stream) if stream.peek(3)[:3] == _GZIP else _chunks(stream))
    lost = inside = False
    while not reader.ended:
        try:
            inside = False
            line = reader.line()
            if not line.strip():
                continue
            if not line.startswith(b"WARC/"):
                if not lost:
                    yield BrokenRecord()
                lost = True
                continue
            lost, inside = False, True
            yield _record(reader)
        except _Gap:
            if not lost and (inside or not reader.clean_end):
                yield BrokenRecord()
            lost = False


def _record(reader: _Bytes) -> WarcRecord | BrokenRecord:
    headers: dict[str, str] = {}
    last = ""
    for _ in range(_MAX_HEADERS):
        line = reader.line().decode("utf-8", "replace")
        if not line.strip():
            break
        if line[0] in " \t" and last:
            headers[last] += f" {line.strip()}"
            continue
        name, _, value = line.partition(":")
        last = name.strip().lower()
        headers.setdefault(last, value.strip())
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()) or len(length) > 15:
        return BrokenRecord(detail="The record does not say how long it is. What follows it is read.")
    return WarcRecord(headers, reader.block(int(length)))


class _Bytes:
    """Read lines and blocks out of chunks, where None is a gap."""

    def __init__(self, chunks: Iterator[bytes | None]) -> None:
        self._chunks = chunks
        self._ready = bytearray()
        self._at = 0
        self.ended = False
        self.clean_end = False

    def line(self) -> bytes:
        while True:
            end = self._ready.find(b"\n", self._at, self._at + _MAX_LINE)
            if end >= 0:
                return self._take(end + 1 - self._at)
            if len(self._ready) - self._at >= _MAX_LINE:
                return self._take(_MAX_LINE)
            self._more()

    def block(self, length: int) -> bytes | None:
        kept = bytearray() if length <= MAX_DOCUMENT_BYTES else None
        while length:
            if self._at == len(self._ready):
                self._more()
            piece = self._take(min(length, len(self._ready) - self._at))
            length -= len(piece)
            if kept is not None:
                kept += piece
        return None if kept is None else bytes(kept)

    def _take(self, size: int) -> bytes:
        piece = bytes(self._ready[self._at : self._at + size])
        self._at += size
        if self._at > CHUNK_BYTES:
            del self._ready[: self._at]
            self._at = 0
        return piece

    def _more(self) -> None:
        chunk = next(self._chunks, b"")
        if chunk:
            self._ready += chunk
            return
        self.ended = chunk == b""
        self.clean_end = self.ended and not self._ready[self._at :].strip()
        self._ready.clear()
        self._at = 0
        raise _Gap


def _chunks(stream: io.BufferedReader) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK_BYTES):
        yield chunk


def _unpacked(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Unpack members one after another; a damaged one gives None, and the next that begins as one does is tried."""
    packed, given = 0, 0
    rest = b""
    inflating: zlib._Decompress | None = None
    while True:
        if not rest:
            rest = stream.read(CHUNK_BYTES)
            packed += len(rest)
            if not rest:
                if inflating is not None:
                    yield None
                return
        if inflating is None:
            rest = _from_member(rest, stream)
            if not rest:
                return
            inflating = zlib.decompressobj(31)
        try:
            piece = inflating.decompress(rest, CHUNK_BYTES)
        except zlib.error:
            rest, inflating = rest[1:], None
            yield None
            continue
        given += len(piece)
        if given > min(MAX_UNPACKED_BYTES * 4, max(MIN_RATIO_BYTES, MAX_RATIO * packed)):
            raise UnsafeInput(
                "zip_bomb", "the archive unpacks to too much", remedy="If you trust it, unpack it by hand"
            )
        if piece:
            yield piece
        rest = inflating.unused_data if inflating.eof else inflating.unconsumed_tail
        inflating = None if inflating.eof else inflating


def _from_member(rest: bytes, stream: io.BufferedReader) -> bytes:
    """Pass over bytes until a member begins; empty where none does."""
    while (at := rest.find(_GZIP)) < 0:
        more = stream.read(CHUNK_BYTES)
        if not more:
            return b""
        rest = rest[-2:] + more
    return rest[at:]
