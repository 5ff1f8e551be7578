"""Read mails, with what is attached to them, and pages saved as one message (MHTML)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from posixpath import basename
from typing import BinaryIO, cast

from sayso.config import ReadOptions
from sayso.readers.found import storable
from sayso.readers.limits import MAX_MESSAGE_BYTES
from sayso.readers.source import ReadSource, Source, buffered
from sayso.record.documents import RawDocument, Rejection
from sayso.record.mime import header, instant, parse_message, parts, payload

MAX_NESTED = 3
"""Messages attached to attached messages that are followed."""
_NAME_CHARACTERS = 120
_PASSED_OVER = ("image", "audio", "video", "font", "text/calendar", "text/css", "application/pgp-signature",
                "application/pkcs7-signature", "application/x-pkcs7-signature", "message/delivery-status")  # fmt: skip
"""Parts that are no reports and are beside most mails."""


def read_page_message(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give a saved page as one document, its bytes the whole file; its ``Date`` is when it was saved.

    Raises:
        UnsafeInput: ``too_large``, ``too_many_parts``.
        UndecodableInput: ``broken_message``.
    """
    content = source.whole(MAX_MESSAGE_BYTES)
    message = parse_message(content)
    raw = source.document(content, "multipart/related", "mhtml/1")
    yield replace(raw, fetched_at=instant(header(message, "Date")))


def read_mail(source: Source, options: ReadOptions, read: ReadSource) -> Iterator[RawDocument | Rejection]:
    """Give a mail as one document, its bytes the whole file, and each attachment that ``read`` makes something of.

    ``locator`` of an attachment is ``attachment 2: NAME``, counted over all parts that are attached.

    Raises:
        UnsafeInput: ``too_large``, ``too_many_parts``.
        UndecodableInput: ``broken_message``.
    """
    content = source.whole(MAX_MESSAGE_BYTES)
    message = parse_message(content)
    yield source.document(content, "message/rfc822", "mail/1")
    for number, part in enumerate((part for part in parts(message) if is_attached(part)), 1):
        if part.get_content_type().startswith(_PASSED_OVER):
            continue
        name = _name(part)
        locator = f"attachment {number}: {name}"
        if source.holds.count("!") >= MAX_NESTED:
            detail = "A message attached to too many others is not opened. Save it as a file of its own."
            yield source.rejection("nested_archive", detail, locator)
            continue
        stream = buffered(cast(BinaryIO, io.BytesIO(payload(part))))
        yield from read(Source(f"{source.path}/{name}", name, stream, source.holds, locator, options.given), options)


def is_attached(part: Message) -> bool:
    """Tell whether a part stands beside the mail's own text."""
    if part.get_content_disposition() == "attachment" or part.get_filename():
        return True
    return part.get_content_type() not in ("text/plain", "text/html")


def _name(part: Message) -> str:
    attached = part.get_content_type() == "message/rfc822" and part.is_multipart()
    inner = part.get_payload(0) if attached else None
    given = f"{header(inner, 'Subject') or 'mail'}.eml" if isinstance(inner, Message) else "unnamed"
    try:
        named = part.get_filename() or given
    except (ValueError, LookupError):  # a name in an encoding that does not exist
        named = given
    plain = "".join(mark if mark.isprintable() else " " for mark in named.replace("\\", "/"))
    last = basename(" ".join(plain.split()).rstrip("/"))[-_NAME_CHARACTERS:]
    return storable(last.encode("utf-8", "replace").decode()) if last not in ("", ".", "..") else "unnamed"
