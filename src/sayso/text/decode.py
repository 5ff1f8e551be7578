"""Turn a raw document's bytes into its text of record."""

from __future__ import annotations

from collections.abc import Callable

from sayso.config import ReadOptions
from sayso.errors import InputError, UndecodableInput, UnreadableInput
from sayso.record.documents import RawDocument
from sayso.text.body import Body
from sayso.text.formats.feed_entry import decode_feed_entry, decode_sitemap_entry
from sayso.text.formats.json_article import decode_json
from sayso.text.formats.message import decode_mail, decode_page_message
from sayso.text.formats.page import decode_page
from sayso.text.formats.pdf import decode_pdf
from sayso.text.formats.plain import decode_markdown, decode_plain
from sayso.text.formats.table_row import decode_row
from sayso.text.posts import decode_post, is_post

DECODERS: dict[str, Callable[[RawDocument, ReadOptions], Body]] = {
    "text/plain": decode_plain,
    "text/markdown": decode_markdown,
    "text/html": decode_page,
    "application/pdf": decode_pdf,
    "application/json": decode_json,
    "text/csv": decode_row,
    "text/tab-separated-values": decode_row,
    "message/rfc822": decode_mail,
    "multipart/related": decode_page_message,
    "application/rss+xml": decode_feed_entry,
    "application/atom+xml": decode_feed_entry,
    "application/xml": decode_sitemap_entry,
    "application/xhtml+xml": decode_page,
}
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
    decoder = DECODERS.get(raw.media_type.partition(";")[0].strip())
    try:
        if decoder is None:
            raise UndecodableInput(
                "unsupported",
                f"no decoder for {raw.media_type}",
                remedy="Save the report as text, HTML or PDF",
            )
        body = decode_post(raw, options) if is_post(raw) else decoder(raw, options)
        if not body.text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
            raise UnreadableInput("empty", "it holds no text", remedy="Save it anew, or remove it")
    except InputError as error:
        error.path, error.locator = error.path or raw.path, error.locator or raw.locator
        raise
    return body
