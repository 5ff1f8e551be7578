"""What stands before the first element of an XML text: nothing in it is needed to read a feed."""

from __future__ import annotations

import re

from sayso.record.charset import wide_encoding

_ELEMENT = re.compile(rb"<[A-Za-z_]")
_DECLARATION = re.compile(rb"<\?xml[^<>?]{0,200}\?>")


def without_prolog(content: bytes) -> bytes:
    """Leave out comments, white space and definitions of types and entities; the declaration of the encoding stays.

    UTF-16 and UTF-32 become UTF-8. A feed parser goes through what stands there again and again, and entities that are
    not defined cannot grow. A text without an element gives nothing.

    >>> without_prolog(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    b'<?xml version="1.0"?><a>&b;</a>'
    """
    wide = wide_encoding(content)
    if wide:
        content = content.decode(wide, "replace").encode("utf-8", "replace")
    content = content.removeprefix(b"\xef\xbb\xbf")
    at = 0
    while (at := content.find(b"<", at)) >= 0 and not _ELEMENT.match(content, at):
        at = _end_of(content, at)
    if at < 0:
        return b""
    declared = _DECLARATION.match(content[:1024].lstrip()) if not wide else None
    return (declared[0] if declared else b"") + content[at:]


def _end_of(content: bytes, at: int) -> int:
    """Find the end of a comment, instruction or definition that begins at ``at``; what has no end fills the text."""
    if content.startswith(b"<!--", at):
        return _after(content, b"-->", at)
    if content.startswith(b"<?", at):
        return _after(content, b"?>", at)
    if not content.startswith(b"<!DOCTYPE", at):
        return at + 1
    close = _after(content, b">", at)
    at = content.find(b"[", at, close)
    while at >= 0 and (at := content.find(b"]", at + 1)) >= 0:
        if content[at + 1 : at + 65].lstrip()[:1] == b">":
            return _after(content, b">", at)
    return close


def _after(content: bytes, mark: bytes, at: int) -> int:
    found = content.find(mark, at)
    return found + len(mark) if found >= 0 else len(content)
