"""Decode one entry of a feed or of a news sitemap."""

from __future__ import annotations

import html
from typing import Any

from sayso.config import ReadOptions
from sayso.errors import RecordError, UndecodableInput
from sayso.record.documents import Metadata, RawDocument, Segment
from sayso.record.syndication import parse_feed
from sayso.text.body import Body
from sayso.text.formats.encoding import characters, storable
from sayso.text.formats.markup import collapsed, fragment_paragraphs, join_paragraphs

_NAMESPACES = (
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:georss="http://www.georss.org/georss"'
)
_WRAPPED = {
    "application/rss+xml": (f'<rss version="2.0"{_NAMESPACES}><channel>', "</channel></rss>"),
    "application/atom+xml": (f'<feed xmlns="http://www.w3.org/2005/Atom"{_NAMESPACES}>', "</feed>"),
}
_NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
_SITEMAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    ' xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)


def decode_feed_entry(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode an entry: its title, a blank line, and its content, or its summary where the feed has no more.

    ``excerpt`` of the body says that there was only the summary.

    Raises:
        UndecodableInput: ``no_text``, an entry without words; ``broken_feed``, ``nul_bytes`` or ``unknown_encoding``.
    """
    source, warnings = characters(raw.content)
    before, after = _WRAPPED[raw.media_type]
    try:
        found = parse_feed(f"{before}{source}{after}".encode()).entries
    except RecordError as error:
        raise UndecodableInput("broken_feed", error.message, remedy="Fetch the page the entry points to") from error
    entry: dict[str, Any] = found[0] if found else {}
    content = [piece.get("value") or "" for piece in entry.get("content") or ()]
    whole = next((piece for piece in content if piece.strip()), "")
    updated = entry.get("updated") if "updated" in entry else None  # asking for it unasked gives the other one
    published = entry.get("published") or updated
    stated = Metadata(
        title=_line(entry.get("title")),
        outlet=_line((entry.get("source") or {}).get("title")) or _line(entry.get("publisher")),
        authors=tuple(name for one in entry.get("authors") or () if (name := _line(one.get("name")))),
        published=_line(published),
        url=_line(entry.get("link")),
        updated=_line(updated),
    )
    body = _body(stated, whole or entry.get("summary") or "", excerpt=not whole)
    return Body(body.text, body.parts, stated, warnings=(*warnings, *body.warnings), excerpt=body.excerpt)


def decode_sitemap_entry(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode an address of a news sitemap: its title is all the text there is.

    Raises:
        UndecodableInput: ``no_text``, an address without a title; ``nul_bytes`` or ``unknown_encoding``.
    """
    from lxml import etree

    source, warnings = characters(raw.content)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(f"{_SITEMAP}{source}</urlset>".encode(), parser)

    def told(name: str) -> str | None:
        return _line(next((one.text for one in root.iter(f"{{*}}{name}") if one.text), None))

    stated = Metadata(
        title=_line(root.findtext(f".//{_NEWS}title")),
        outlet=_line(root.findtext(f".//{_NEWS}name")),
        published=told("publication_date"),
        url=told("loc"),
        language=told("language"),
        updated=told("lastmod"),
    )
    body = _body(stated, "", excerpt=True)
    return Body(body.text, body.parts, stated, warnings=(*warnings, *body.warnings), excerpt=True)


def _body(stated: Metadata, words: str, *, excerpt: bool) -> Body:
    clean, lost = storable(words)
    title = stated.title or ""
    paragraphs = fragment_paragraphs(clean)
    if paragraphs and title and paragraphs[0][0].casefold() == title.casefold():
        paragraphs = paragraphs[1:]
    if not title and not paragraphs:
        raise UndecodableInput("no_text", "the entry has no words", remedy="Fetch the page it points to")
    top = f"{title}\n\n" if title and paragraphs else title
    text, captions = join_paragraphs(paragraphs, len(top))
    headline = (Segment(0, len(title), "headline"),) if title else ()
    return Body(top + text, (*headline, *captions), warnings=lost, excerpt=excerpt)


def _line(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = storable(value)[0]
    if "<" in text and ">" in text:
        text = " ".join(piece for piece, _ in fragment_paragraphs(text))
    return collapsed(html.unescape(text)) or None
