"""Turn bytes into characters, saying what was lost or guessed."""

from __future__ import annotations

import codecs
import re

from sayso.errors import UndecodableInput
from sayso.record.charset import wide_encoding

Warnings = tuple[tuple[str, str], ...]

_MAX_BROKEN = 0.05
"""Share of bytes that are no UTF-8, above which nothing is guessed. A sentence of Russian, Arabic or
Chinese in its own one- or two-byte encoding has 0.56 to 0.84 (own samples, 2026-11)."""

_MAX_HIGH = 0.3
"""Share of bytes over 0x7F for Windows-1252 to be likely: a sentence of French has 0.14, of Russian in its
own one-byte encoding 0.80, of Arabic 0.84 (own samples, 2026-11)."""

_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.I)
_ESCAPED = re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")


def characters(content: bytes, declared: str | None = None) -> tuple[str, Warnings]:
    """Decode UTF-8 or a wide encoding; failing that the ``declared`` encoding, Windows-1252, or what is left.

    A byte-order mark is dropped; nothing else changes. Windows-1252 is taken only if no byte speaks against
    it: no valid UTF-8 sequence beside the broken ones, none of its five unassigned bytes, few high bytes.

    Returns:
        The text, and warnings (``invalid_utf8``, ``guessed_encoding``) of what was lost or guessed.
    Raises:
        UndecodableInput: ``nul_bytes``, or ``unknown_encoding`` when too much would be lost.
    """
    wide = wide_encoding(content)
    if wide:
        return _wide(content, wide)
    if b"\0" in content:
        raise UndecodableInput(
            "nul_bytes",
            f"the text has NUL bytes, the first at byte {content.index(0)}",
            remedy="Save the report anew as UTF-8 text",
        )
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _not_utf8(content, declared, error.start)


def charset_of(media_type: str) -> str | None:
    """Give the charset that a media type's parameters name, as a server states it.

    >>> charset_of('text/html; charset="windows-1251"')
    'windows-1251'
    """
    stated = _CHARSET.search(media_type)
    return stated[1] if stated else None


def storable(text: str) -> tuple[str, Warnings]:
    """Put U+FFFD for NULs and halves of surrogate pairs, which escapes and PDF fonts can name."""
    clean, count = _UNSTORABLE.subn("\ufffd", text)
    if not count:
        return text, ()
    return clean, (("unstorable_characters", f"{count} characters that no text can hold became U+FFFD."),)


def _wide(content: bytes, encoding: str) -> tuple[str, Warnings]:
    warnings: Warnings = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        text = content.decode(encoding, "replace")
        warnings = (("invalid_utf16", f"Not all of it is {encoding}; first broken at byte {error.start}."),)
    if "\0" in text:
        raise UndecodableInput("nul_bytes", "the text has NUL characters", remedy="Save the report anew as UTF-8 text")
    return text, warnings


def _not_utf8(content: bytes, declared: str | None, first: int) -> tuple[str, Warnings]:
    stated = _as_declared(content, declared)
    if stated is not None:
        return stated, ()
    escaped = content.decode("utf-8", "surrogateescape")
    broken = len(_ESCAPED.findall(escaped))
    valid = any(ord(mark) > 127 and not "\ud800" <= mark <= "\udfff" for mark in set(escaped))
    if not valid and broken <= _MAX_HIGH * len(content):
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            pass  # one of the bytes that Windows-1252 does not assign: it is something else
        else:
            return text, (("guessed_encoding", f"Read as Windows-1252: byte {first} is no UTF-8."),)
    if broken > _MAX_BROKEN * len(content) + 1:
        raise UndecodableInput(
            "unknown_encoding",
            f"{broken} of {len(content)} bytes are no UTF-8, the first at byte {first}",
            remedy="Save the report anew as UTF-8 text",
        )
    warning = f"{broken} bytes are no UTF-8 and became U+FFFD; first at byte {first}."
    return content.decode("utf-8", "replace"), (("invalid_utf8", warning),)


def _as_declared(content: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        # Browsers read Latin-1 as Windows-1252; and what says in ASCII that it is UTF-16 is not.
        return None if name.startswith("utf") else content.decode("cp1252" if name == "iso8859-1" else name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None
