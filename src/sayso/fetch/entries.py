"""What a feed lists: RSS and Atom of any version, and sitemaps with news."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import quote, urljoin

from sayso.errors import RecordError, UndecodableInput
from sayso.fetch.limits import FetchLimits
from sayso.fetch.unpacking import unpacked
from sayso.record.charset import wide_encoding
from sayso.record.ids import content_hash
from sayso.record.prolog import without_prolog
from sayso.record.syndication import parse_feed

MAX_ENTRIES = 5000
"""Entries of one feed that are looked at; a news sitemap may list 1,000 addresses by its rules."""

_SITEMAP = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)\b")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")
_HEAD_BYTES = 4096
_GZIP = b"\x1f\x8b\x08"


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry of a feed. ``key`` is its address, or one made of the feed's and its id where it has none.

    ``mark`` changes when anything that the feed says of the entry changes. ``content`` is the report itself as HTML
    where the feed gives it in full.
    """

    key: str
    mark: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    content: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold what a feed lists: entries in its order, each once; or, of a sitemap index, ``sitemaps``, the latest first.

    ``damage`` says what is wrong with a feed that could be read all the same.
    """

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[str, ...] = ()
    damage: str | None = None


def read_feed(content: bytes, url: str, media_type: str = "", limit: int = FetchLimits().max_bytes) -> Listed:
    """Read what a feed lists; ``url`` is where it was fetched in the end, to which its links are relative.

    One that is a gzip file, as sitemaps may be, is unpacked, to no more than ``limit`` bytes.

    Raises:
        UndecodableInput: ``no_feed``, it is neither RSS, Atom nor a sitemap with news; ``bad_encoding``.
        UnsafeInput: ``too_large``, it unpacks to more.

    >>> feed = b"<rss><channel><item><title>Calm</title><link>/calm</link></item></channel></rss>"
    >>> [(entry.url, entry.title) for entry in read_feed(feed, "https://example.org/rss").entries]
    [('https://example.org/calm', 'Calm')]
    """
    if content.startswith(_GZIP):
        content = unpacked(content, "gzip", limit)
    listed = _sitemap(content) if _SITEMAP.search(content[:_HEAD_BYTES]) else _syndicated(content, url, media_type)
    once = {entry.key: entry for entry in reversed(listed.entries)}
    damage = f"it lists more than {MAX_ENTRIES:,} entries" if len(once) > MAX_ENTRIES else listed.damage
    return Listed(tuple(reversed(once.values()))[:MAX_ENTRIES], listed.sitemaps, damage)


def _syndicated(content: bytes, url: str, media_type: str) -> Listed:
    import feedparser

    said = f"{media_type.partition(';')[0]}; charset=utf-8" if wide_encoding(content) else media_type
    try:
        read = parse_feed(without_prolog(content), {"content-type": said, "content-location": url})
    except RecordError as error:
        raise _no_feed(error.message) from error
    fault = read.get("bozo_exception")
    # A feed that is served as a page, or in another charset than it says, is whole all the same.
    whole = isinstance(fault, feedparser.NonXMLContentType | feedparser.CharacterEncodingOverride)
    problem = "" if whole else str(fault or "")
    entries = tuple(entry for found in read.entries if (entry := _entry(found, url)) is not None)
    if not entries and (problem or not read.get("version")):
        raise _no_feed(problem)
    return Listed(entries, damage=" ".join(problem.split())[:200] or None)


def _entry(found: Mapping[str, Any], feed: str) -> Entry | None:
    link, identity = _text(found.get("link")), _text(found.get("id"))
    content = next((text for part in found.get("content", ()) if (text := _text(part.get("value")))), None)
    # Asked first whether it is there: feedparser gives the one date for the other.
    stated = {name: _text(found[name]) if name in found else None for name in ("title", "published", "updated")}
    title, published, updated = _plain(stated["title"]), stated["published"], stated["updated"]
    if link == identity and link and not link.startswith(("http:", "https:", "/")):
        link = None  # feedparser gives the id for an address that is not there
    if not link and not content:
        return None
    url = _joined(feed, link) if link else None
    names = (_text(author.get("name")) for author in found.get("authors", ()))
    authors = tuple(name for name in names if name)
    mark = content_hash(title, published, updated, content, _text(found.get("summary")), *authors)
    key = url or f"{feed}#{quote(identity or content_hash(content), safe='')}"
    return Entry(key, mark, url, title, published, updated, authors, content)


def _joined(feed: str, link: str) -> str:
    try:
        return urljoin(feed, link)
    except ValueError:
        return link  # no address at all: the guard says so


def _plain(title: str | None) -> str | None:
    """Take tags and escapes out of a title, which feeds give as HTML."""
    return " ".join(unescape(_TAG.sub(" ", title)).split()) or None if title else None


def _sitemap(content: bytes) -> Listed:
    from lxml import etree

    # No entities, no external files: a sitemap needs neither, and a hostile one could be nothing else.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _no_feed(str(error)) from None
    if root is None:
        raise _no_feed("it holds no element")
    damage = str(parser.error_log[0].message)[:200] if len(parser.error_log) else None
    if str(root.tag).endswith("sitemapindex"):
        return Listed(sitemaps=_latest_first(root), damage=damage)
    entries = tuple(_news(root))
    if not entries:
        raise _no_feed("the sitemap has no news entries")
    return Listed(entries, damage=damage)


def _latest_first(index: Any) -> tuple[str, ...]:
    """List the sitemaps of an index, those last changed first; in the index's order where that is not said."""
    named = [(_child(part, "lastmod") or "", address) for part in index if (address := _child(part, "loc"))]
    return tuple(address for _, address in sorted(named, key=lambda pair: pair[0], reverse=True))


def _news(root: Any) -> Iterator[Entry]:
    for place in root.iterchildren("{*}url"):
        news = place.find("{*}news")
        address = _child(place, "loc")
        if news is None or not address:
            continue
        title, published = _child(news, "title"), _child(news, "publication_date")
        updated = _child(place, "lastmod")
        yield Entry(address, content_hash(title, published, updated), address, title, published, updated)


def _child(element: Any, name: str) -> str | None:
    found = element.find(f"{{*}}{name}")
    return None if found is None else _text(found.text)


def _text(value: object) -> str | None:
    return (_UNSTORABLE.sub("\ufffd", value).strip() or None) if isinstance(value, str) else None


def _no_feed(why: str) -> UndecodableInput:
    said = f" ({' '.join(why.split())[:160]})" if why else ""
    return UndecodableInput(
        "no_feed", f"this is no RSS, Atom or sitemap with news{said}", remedy="Give the address of the feed itself"
    )
