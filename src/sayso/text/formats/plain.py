"""Decode plain text and Markdown: the text of record is the file itself."""

from __future__ import annotations

from sayso.config import ReadOptions
from sayso.record.documents import RawDocument, Segment
from sayso.text.body import Body
from sayso.text.formats.encoding import Warnings, characters, charset_of, storable
from sayso.text.formats.front_matter import front_matter


def decode_plain(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode a text, unchanged to its newlines; front matter fenced by ``---`` is marked as furniture."""
    return _decode(raw, bare=False)


def decode_markdown(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode Markdown, unchanged; front matter, fenced or not, is marked as furniture."""
    return _decode(raw, bare=True)


def body_of(text: str) -> Body:
    """Take a text that is no file as it stands; what no record can hold becomes U+FFFD, which a warning says.

    >>> body_of("A quiet night.").text
    'A quiet night.'
    """
    clean, warnings = storable(text)
    return _parted(clean, warnings, bare=False)


def _decode(raw: RawDocument, *, bare: bool) -> Body:
    text, warnings = characters(raw.content, charset_of(raw.media_type))
    return _parted(text, warnings, bare=bare)


def _parted(text: str, warnings: Warnings, *, bare: bool) -> Body:
    end, stated = front_matter(text, bare=bare)
    marked = len(text[:end].rstrip())
    parts = (Segment(0, marked, "furniture"),) if marked else ()
    return Body(text, parts, stated, warnings=warnings)
