"""Messages in MIME form, mails and pages saved as one file: their headers and parts, whatever is broken in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from sayso.errors import UndecodableInput, UnsafeInput

MAX_PARTS = 2_000
"""Parts of one message: a page saved with all its pictures has some hundreds."""

MAX_LINES = 1_500_000
"""Lines of one message: the parser holds each, and each header, as an object, so that 16 MiB of line ends alone take
280 MiB and 8 MiB of short headers 470 (2026-11). 64 MiB of a packed attachment have 860,000."""


def parse_message(content: bytes) -> Message:
    """Read a message; headers and borders that are broken are read as far as they go.

    Raises:
        UndecodableInput: ``broken_message``, nested deeper than can be followed.
        UnsafeInput: ``too_many_parts``; ``too_large``, of too many lines.
    """
    if max(content.count(b"\n"), content.count(b"\r")) > MAX_LINES:
        remedy = "Save its text, or each attachment, as a file of its own"
        raise UnsafeInput("too_large", f"the message has more than {MAX_LINES:,} lines", remedy=remedy)
    try:
        message = message_from_bytes(content)
        count = sum(1 for _ in parts(message))
    except (RecursionError, ValueError, LookupError) as error:
        raise UndecodableInput(
            "broken_message",
            f"the parts of the message cannot be told apart ({type(error).__name__})",
            remedy="Save its text, or each attachment, as a file of its own",
        ) from None
    if count > MAX_PARTS:
        raise UnsafeInput(
            "too_many_parts", f"the message has more than {MAX_PARTS:,} parts", remedy="Save the parts that matter"
        )
    return message


def parts(message: Message) -> Iterator[Message]:
    """Give the parts that hold content, in order; a message attached to a message is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(part.get_payload()))  # type: ignore[arg-type]  # a multipart's payload is its parts
        else:
            yield part


def payload(part: Message) -> bytes:
    """Give the content of a part with its transfer encoding undone; empty if it has none."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, Message) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def charset(part: Message) -> str | None:
    """Give the encoding a part says its text is in, None if it does not."""
    named = part.get_param("charset")
    text = named[2] if isinstance(named, tuple) else named
    return text.strip().strip("'\"").lower() or None if isinstance(text, str) else None


def header(part: Message, name: str) -> str | None:
    """Give a header in plain characters, encoded words undone and blanks collapsed; None if it is absent or empty.

    >>> from email import message_from_string
    >>> header(message_from_string("Subject: =?utf-8?q?Caf=C3=A9_hit?="), "Subject")
    'Café hit'
    """
    value = part.get(name)
    if value is None:
        return None
    try:
        pieces = decode_header(value)
    except (ValueError, LookupError):  # a broken encoded word: shown as it stands
        pieces = [(str(value), None)]
    text = "".join(_characters(piece, encoding) for piece, encoding in pieces)
    clean = "".join(mark if mark.isprintable() else " " for mark in text)
    return " ".join(clean.split()) or None


def instant(written: str | None) -> str | None:
    """Give a mail date as an RFC 3339 instant in UTC; None where it cannot be read or has no zone.

    >>> instant("Tue, 05 Mar 2019 14:32:00 +0100")
    '2019-03-05T13:32:00Z'
    """
    try:
        # RFC 5322: "-0000" is universal time, of a sender who does not tell the own zone.
        moment = parsedate_to_datetime(re.sub(r"-0000\b", "+0000", written)) if written else None
        if moment is None or moment.tzinfo is None:
            return None
        return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _characters(piece: bytes | str, encoding: str | None) -> str:
    if isinstance(piece, str):
        return piece.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return piece.decode(encoding or "utf-8", "replace")
    except (LookupError, ValueError):  # no such encoding, or a name that none can have
        return piece.decode("utf-8", "replace")
