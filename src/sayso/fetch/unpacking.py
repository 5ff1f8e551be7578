"""Undo the packing of an answer's body, never to more than a limit."""

from __future__ import annotations

import zlib

from sayso.errors import UndecodableInput, UnsafeInput

ACCEPT_ENCODING = "gzip, deflate"
_GZIP = 16 + zlib.MAX_WBITS


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
            body = _inflated(body, zlib.MAX_WBITS if _has_zlib_head(body) else -zlib.MAX_WBITS, limit)[0]
        elif name != "identity":
            raise _bad(f"the answer is packed as {name[:40]!r}, which was not asked for")
    return body


def _gzip(body: bytes, limit: int) -> bytes:
    parts, size = [], 0
    while body:
        part, body = _inflated(body, _GZIP, limit - size)
        parts.append(part)
        size += len(part)
        body = body if body[:2] == b"\x1f\x8b" else b""  # what follows the last member is padding
    return b"".join(parts)


def _inflated(body: bytes, form: int, limit: int) -> tuple[bytes, bytes]:
    opened = zlib.decompressobj(form)
    try:
        plain = opened.decompress(body, limit + 1)
    except zlib.error as error:
        raise _bad(f"the answer cannot be unpacked ({error})") from None
    if len(plain) > limit:
        raise UnsafeInput("too_large", f"the answer unpacks to more than {limit >> 10:,} KiB")
    if not opened.eof:
        raise _bad("the answer breaks off in the middle of what is packed")
    return plain, opened.unused_data


def _has_zlib_head(body: bytes) -> bool:
    return len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _bad(why: str) -> UndecodableInput:
    return UndecodableInput("bad_encoding", why, remedy="Save the page with a browser and name the file")
