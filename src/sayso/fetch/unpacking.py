"""Undo the packing of an answer's body, never to more than a limit."""

from __future__ import annotations

import zlib

from sayso.errors import UndecodableInput, UnsafeInput

ACCEPT_ENCODING = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS
_MEMBER = b"\x1f\x8b"
STEP_BYTES = 4096
"""Bytes unpacked at a time: what follows a member is copied with each, and a body may be of members alone."""


def unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """Unpack a body as its ``Content-Encoding`` says; no more than ``limit`` bytes are ever held.

    Raises:
        UnsafeInput: ``too_large``, it unpacks to more.
        UndecodableInput: ``bad_encoding``, it is not packed as it says, or breaks off.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            body = _gzip(body, limit)
        elif name == "deflate":
            body = _inflated(body, zlib.MAX_WBITS if _has_zlib_head(body) else -zlib.MAX_WBITS, limit)
        elif name != "identity":
            raise _bad(f"the answer is packed as {name[:40]!r}, which was not asked for")
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = at = 0
    while body.startswith(_MEMBER, at) or (body and not at):  # what follows the last member is padding
        opened = zlib.decompressobj(_GZIP)
        while not opened.eof:
            piece = body[at : at + STEP_BYTES]
            part = _decompressed(opened, piece, limit - size)
            parts.append(part)
            size += len(part)
            at += len(piece) - len(opened.unused_data)
    return b"".join(parts)


def _inflated(body: bytes, form: int, limit: int) -> bytes:
    opened = zlib.decompressobj(form)
    plain = _decompressed(opened, body, limit)
    if not opened.eof:
        raise _cut()
    return plain


def _decompressed(opened: zlib._Decompress, piece: bytes, limit: int) -> bytes:
    if not piece:
        raise _cut()
    try:
        plain = opened.decompress(piece, limit + 1)
    except zlib.error as error:
        raise _bad(f"the answer cannot be unpacked ({error})") from None
    if len(plain) > limit:
        raise UnsafeInput("too_large", f"the answer unpacks to more than {limit >> 10:,} KiB")
    return plain


def _has_zlib_head(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _cut() -> UndecodableInput:
    return _bad("the answer breaks off in the middle of what is packed")


def _bad(why: str) -> UndecodableInput:
    return UndecodableInput("bad_encoding", why, remedy="Save the page with a browser and name the file")
