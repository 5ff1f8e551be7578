"""Decode mails, and pages saved as one message."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.utils import parseaddr

from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.record.documents import Metadata, RawDocument, Segment
from sayso.record.mime import charset, header, parse_message, parts, payload
from sayso.text.body import Body
from sayso.text.formats.encoding import Warnings, characters, storable
from sayso.text.formats.markup import fragment_paragraphs, join_paragraphs
from sayso.text.formats.page import decode_page

STUB_CHARACTERS = 200
"""Characters of a mail's plain text below which the page beside it is read: such a text says where to view it."""

_ANSWER = re.compile(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", re.IGNORECASE)
_TEXTS = ("text/plain", "text/html")


def decode_page_message(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode the main page of a message: the part it names as its start, else its first page. Pictures are left out.

    The address is the part's ``Content-Location``. When it was saved is no publication date.

    Raises:
        UndecodableInput: ``no_text``, where no part is a page; and what ``decode_page`` raises.
    """
    page, url = main_page(raw)
    body = decode_page(page, options)
    return replace(body, stated=Metadata(url=url).over(body.stated), final_url=body.final_url or url)


def main_page(raw: RawDocument) -> tuple[RawDocument, str | None]:
    """Give the page that a message was saved of, as a document, and the address it stood at.

    Raises:
        UndecodableInput: ``no_text``, no part is a page; ``broken_message``.
        UnsafeInput: ``too_many_parts``.
    """
    message = parse_message(raw.content)
    pages = [part for part in parts(message) if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = str(message.get_param("start") or "").strip("<> ")
    named = [part for part in pages if start and str(part.get("Content-ID", "")).strip("<> ") == start]
    page = next((part for part in [*named, *pages] if payload(part).strip()), None)
    if page is None:
        raise UndecodableInput("no_text", "no part of the message is a page", remedy="Save the page anew as HTML")
    location = header(page, "Content-Location") or header(message, "Snapshot-Content-Location")
    return _as_page(raw, page), location if location and location.startswith(("http://", "https://")) else None


def decode_mail(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode a mail: its subject, a blank line, and its text; where that is a stub, its page.

    Its ``Date`` is the publication date, whoever sent it the outlet.

    Raises:
        UndecodableInput: ``no_text``, where it has neither; ``nul_bytes`` or ``unknown_encoding``.
    """
    message = parse_message(raw.content)
    own = [part for part in parts(message) if part.get_content_disposition() != "attachment"]
    own = [part for part in own if part.get_content_type() in _TEXTS and not part.get_filename()]
    plain = [part for part in own if part.get_content_type() == "text/plain"]
    pages = [part for part in own if part.get_content_type() == "text/html"]
    text, warnings = _joined(_plain_text(part) for part in plain)
    captions: tuple[Segment, ...] = ()
    title = _ANSWER.sub("", header(message, "Subject") or "").strip()
    top = f"{title}\n\n" if title else ""
    if pages and len(text.strip()) < STUB_CHARACTERS:
        page, captions, said = _page_text(raw, pages[0], options, len(top))
        text, warnings = (page, said) if page.strip() else (text, (*warnings, *said))
    if not text.strip():
        raise UndecodableInput("no_text", "the mail has no text of its own", remedy="Save what is attached to it")
    sender = parseaddr(header(message, "From") or "")
    stated = Metadata(
        title=title or None,
        outlet=sender[0] or sender[1].rpartition("@")[2] or None,
        published=header(message, "Date"),
        language=header(message, "Content-Language"),
    )
    headline = (Segment(0, len(title), "headline"),) if title else ()
    return Body(top + text, (*headline, *captions), stated, warnings=warnings)


def _plain_text(part: Message) -> tuple[str, Warnings]:
    text, warnings = characters(payload(part), charset(part))
    text = text.replace("\r\n", "\n")
    if str(part.get_param("format") or "").lower() == "flowed":
        text = re.sub(r"(?<=\S) \n(?=[^>\n])", " ", text)  # RFC 3676: a line that ends in a blank goes on
    return text.strip("\n"), warnings


def _page_text(
    raw: RawDocument, part: Message, options: ReadOptions, start: int
) -> tuple[str, tuple[Segment, ...], Warnings]:
    """Give all paragraphs of a mail's page: letters have no menus, and are laid out in tables."""
    source, warnings = characters(payload(part), charset(part))
    clean, lost = storable(source)
    text, captions = join_paragraphs(fragment_paragraphs(clean), start)
    return text, captions, (*warnings, *lost)


def _joined(pieces: Iterator[tuple[str, Warnings]]) -> tuple[str, Warnings]:
    texts: list[str] = []
    said: list[tuple[str, str]] = []
    for text, warnings in pieces:
        texts += [text] if text.strip() else []
        said += warnings
    return "\n\n".join(texts), tuple(said)


def _as_page(raw: RawDocument, part: Message) -> RawDocument:
    content = payload(part)
    named = charset(part)
    media_type = f"text/html; charset={named}" if named else "text/html"
    return replace(raw, content=content, sha256=hashlib.sha256(content).hexdigest(), media_type=media_type)
