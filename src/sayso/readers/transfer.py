"""Undo what a server did to a page on its way: chunks, gzip, deflate, brotli. Bounded, whatever the bytes claim."""

from __future__ import annotations

import io
import zlib

from sayso.errors import UndecodableInput

_STEP = 65_536
_PLAIN = ("", "identity", "none", "utf-8")


def decoded(content: bytes, encoding: str, limit: int, *, chunked: bool = False) -> bytes | None:
    """Give the page in an answer's body, None if it has more than ``limit`` bytes. No more than that is unpacked.

    ``encoding`` is the header Content-Encoding; what archives name chunked or packed though they have undone it
    already is taken as it stands.

    Raises:
        UndecodableInput: ``broken_record``, the packed bytes are damaged or packed in a way that is not known.

    >>> decoded(zlib.compress(b"calm"), "deflate", 100)
    b'calm'
    """
    body = _unchunked(content) if chunked else content
    for name in reversed([part.strip() for part in encoding.split(",")]):
        if name in _PLAIN:
            continue
        unpacked = _unpacked(body, name, limit)
        if unpacked is None:
            return None
        body = unpacked
    return body if len(body) <= limit else None


def _unchunked(content: bytes) -> bytes:
    from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader

    reader = ChunkedDataReader(io.BytesIO(content))
    pieces: list[bytes] = []
    try:
        while piece := reader.read(_STEP):
            pieces.append(piece)
    except (ChunkedDataException, ValueError, EOFError) as error:
        raise _broken("chunked", error) from None
    return b"".join(pieces)


def _unpacked(content: bytes, name: str, limit: int) -> bytes | None:
    if name in ("gzip", "x-gzip"):
        if not content.startswith(b"\x1f\x8b"):
            return content
        return _inflated(content, 31, name, limit)
    if name == "deflate":
        zlib_head = content[:1] == b"\x78" and int.from_bytes(content[:2], "big") % 31 == 0
        return _inflated(content, zlib.MAX_WBITS if zlib_head else -zlib.MAX_WBITS, name, limit)
    if name == "br":
        return _brotli(content, limit)
    raise UndecodableInput(
        "unsupported", f"The page is packed as {name[:40]!r}, which is not known", remedy="Save the page by a browser"
    )


def _inflated(content: bytes, bits: int, name: str, limit: int) -> bytes | None:
    inflating = zlib.decompressobj(bits)
    try:
        found = inflating.decompress(content, limit + 1)
    except zlib.error as error:
        raise _broken(name, error) from None
    if len(found) > limit:
        return None
    if not inflating.eof:
        raise _broken(name, EOFError("it breaks off"))
    return found


def _brotli(content: bytes, limit: int) -> bytes | None:
    import brotli

    inflating = brotli.Decompressor()
    found = bytearray()
    rest = content
    try:
        while not inflating.is_finished() and len(found) <= limit:
            piece = inflating.process(rest, output_buffer_limit=_STEP)
            rest = b""
            found += piece
            if not piece and inflating.can_accept_more_data():
                raise _broken("br", EOFError("it breaks off"))
    except brotli.error as error:
        raise _broken("br", error) from None
    return bytes(found) if len(found) <= limit else None


def _broken(name: str, error: Exception) -> UndecodableInput:
    return UndecodableInput(
        "broken_record", f"The page cannot be unpacked ({name}: {error})", remedy="Fetch the page anew"
    )
