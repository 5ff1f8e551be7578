"""Turn a raw document's bytes into its text of record."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sayso.config import ReadOptions
from sayso.doors import identities, load
from sayso.errors import InputError, UndecodableInput, UnreadableInput, UsageError
from sayso.record.documents import RawDocument
from sayso.text.body import Body
from sayso.text.posts import decode_post, is_post

GROUP = "sayso.decoders"
"""The group of entry points by which other packages decode more media types: ``"media/type" = "module:decoder"``."""

DECODERS: Mapping[str, str] = {
    "text/plain": "sayso.text.formats.plain:decode_plain",
    "text/markdown": "sayso.text.formats.plain:decode_markdown",
    "text/html": "sayso.text.formats.page:decode_page",
    "application/pdf": "sayso.text.formats.pdf:decode_pdf",
    "application/json": "sayso.text.formats.json_article:decode_json",
    "text/csv": "sayso.text.formats.table_row:decode_row",
    "text/tab-separated-values": "sayso.text.formats.table_row:decode_row",
    "message/rfc822": "sayso.text.formats.message:decode_mail",
    "multipart/related": "sayso.text.formats.message:decode_page_message",
    "application/rss+xml": "sayso.text.formats.feed_entry:decode_feed_entry",
    "application/atom+xml": "sayso.text.formats.feed_entry:decode_feed_entry",
    "application/xml": "sayso.text.formats.feed_entry:decode_sitemap_entry",
    "application/xhtml+xml": "sayso.text.formats.page:decode_page",
}
"""The decoders that Sayso brings, by media type."""

Decoder = Callable[[RawDocument, ReadOptions], Body]
_AS_IS = ReadOptions()


def decode(raw: RawDocument, options: ReadOptions = _AS_IS) -> Body:
    """Decode one raw document into its text of record, what its form marks, and what it states of itself.

    The text of a plain or Markdown file is the decoded file, unchanged; of a row or object its text
    field; of a page its title and article; of a PDF its text layer. ``options`` must be those that it was
    read with.

    Raises:
        UnreadableInput: ``empty`` (nothing but white space), ``encrypted_pdf``, ``broken_pdf``.
        UndecodableInput: ``nul_bytes``, ``unknown_encoding``, ``no_text``, ``no_text_layer``,
            ``no_text_field``, ``bad_json``, ``deep_json``, ``unsupported``.
        UnsafeInput: ``too_large``, a page.

    >>> from sayso.record.documents import RawDocument
    >>> decode(RawDocument("calm.txt", b"A quiet night.", "", "text/plain", "plain/1")).text
    'A quiet night.'
    """
    try:
        decoder = decoder_of(raw.media_type.partition(";")[0].strip())
        body = decode_post(raw, options) if is_post(raw) else decoder(raw, options)
        if not body.text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
            raise UnreadableInput("empty", "it holds no text", remedy="Save it anew, or remove it")
    except InputError as error:
        error.path, error.locator = error.path or raw.path, error.locator or raw.locator
        raise
    return body


def decoder_of(media_type: str) -> Decoder:
    """Load the decoder of a media type, given without parameters.

    Raises:
        UndecodableInput: ``unsupported``, there is none, or the package that brings it cannot be loaded.
    """
    try:
        decoder: Any = load(GROUP, DECODERS, media_type, "decoder for")
    except UsageError as error:
        remedy = "Save the report as text, HTML or PDF"
        raise UndecodableInput("unsupported", error.message, remedy=remedy) from error
    return decoder  # type: ignore[no-any-return]


def decoders_of_others() -> tuple[str, ...]:
    """Say which decoders other packages bring, with their versions."""
    return identities(GROUP, DECODERS)
