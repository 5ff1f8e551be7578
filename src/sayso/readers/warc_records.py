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
_STEP = 4096
"""Packed bytes taken at a time: what follows a member is copied with each, and an archive may be of members alone."""
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
    """Unpack members one after another; a damaged one gives None, and the next that begins as one does is tried.

    Damaged ones that give nothing, one after another, are one gap.
    """
    packed, given = 0, 0
    rest, at = b"", 0
    inflating: zlib._Decompress | None = None
    gap = False
    while True:
        start = rest.find(_GZIP, at) if inflating is None else at
        if start < 0 or start >= len(rest):
            kept = rest[max(at, len(rest) - 2) :] if inflating is None else b""
            more = stream.read(CHUNK_BYTES)
            if not more:
                if inflating is not None:
                    yield None
                return
            rest, at, packed = kept + more, 0, packed + len(more)
            continue
        inflating, at = inflating or zlib.decompressobj(31), start
        taken = rest[at : at + _STEP]
        try:
            piece = inflating.decompress(taken, CHUNK_BYTES)
        except zlib.error:
            inflating, at = None, at + 1
            if not gap:
                yield None
            gap = True
            continue
        given += len(piece)
        if given > min(MAX_UNPACKED_BYTES * 4, max(MIN_RATIO_BYTES, MAX_RATIO * packed)):
            raise UnsafeInput(
                "zip_bomb", "the archive unpacks to too much", remedy="If you trust it, unpack it by hand"
            )
        if piece:
            gap = False
            yield piece
        at += len(taken) - len(inflating.unused_data if inflating.eof else inflating.unconsumed_tail)
        inflating = None if inflating.eof else inflating
