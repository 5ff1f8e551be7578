"""Read feeds (RSS, Atom) and news sitemaps: each entry is a document, its bytes those of the entry."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from sayso.config import ReadOptions
from sayso.errors import RecordError
from sayso.readers.limits import MAX_DOCUMENT_BYTES, MAX_FEED_BYTES
from sayso.readers.source import Source
from sayso.record.charset import wide_encoding
from sayso.record.documents import Metadata, RawDocument, Rejection
from sayso.record.prolog import without_prolog
from sayso.record.syndication import parse_feed

READER = "feed/1"
SITEMAP_READER = "sitemap/1"
MEDIA_TYPES = {"item": "application/rss+xml", "entry": "application/atom+xml", "url": "application/xml"}

_LOCATOR_CHARACTERS = 300
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})[\"']", re.I)
_TOKEN = re.compile(rb"<!\[CDATA\[|<!--|<(/?)(?:[A-Za-z_][\w.-]*:)?(item|entry|url)(?=[\s>/])")
# Bounded, and never beyond the next tag: an entry of a million tags that do not end is gone through once.
_IDENTITY = re.compile(
    rb"<(?:\w{1,40}:)?(guid|id|loc|link)\b[^<>]{0,2048}+>"
    rb"(?P<inner>\s{0,64}<!\[CDATA\[[^\]]{0,4096}+\]\]>\s{0,64}|[^<]{0,4096}+)</"
)
_HREF = re.compile(rb"<(?:\w{1,40}:)?link\b[^<>]{0,2048}?href\s*=\s*[\"']([^\"']{1,2048})[\"']")
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)


class _Entry(NamedTuple):
    tag: str
    start: int
    end: int


def read_feed(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give each entry of a feed, or each of a sitemap that has news metadata.

    ``locator`` is ``entry ID``, by what the entry names itself (guid, id, address), so that it stays when the feed
    moves on; an entry that names itself in no way is counted. The feed's title is the outlet of entries that name
    none. A feed that is no sound XML is read as far as its entries can be told apart, which a rejection says.

    Raises:
        UnsafeInput: ``too_large``.
    """
    content = _as_utf8(source.whole(MAX_FEED_BYTES))
    found = list(entries(content))
    fault = _fault(content)
    if fault:
        yield source.rejection("broken_feed", f"{fault} {len(found)} whole entries were read all the same.")
    if not found:
        yield source.rejection("no_entries", "The feed or sitemap has no entries. Fetch what it points to instead.")
        return
    whole = source.given.over(_stated_of_feed(content[: found[0].start]))
    met: Counter[str] = Counter()
    bare = 0
    for number, entry in enumerate(found, 1):
        piece = content[entry.start : entry.end]
        if entry.tag == "url" and b":news>" not in piece:
            bare += 1
            continue
        locator = _locator(piece, number)
        met[locator] += 1
        locator += f" ({met[locator]})" if met[locator] > 1 else ""
        if len(piece) > MAX_DOCUMENT_BYTES:
            yield source.rejection("too_large", f"One entry of more than {MAX_DOCUMENT_BYTES >> 20} MiB.", locator)
            continue
        reader = SITEMAP_READER if entry.tag == "url" else READER
        yield replace(source.row(piece, MEDIA_TYPES[entry.tag], reader, locator), given=whole)
    if bare:
        detail = f"{bare} addresses of the sitemap have no news title. Fetch the pages themselves."
        yield source.rejection("passed_over", detail)


def entries(content: bytes) -> Iterator[_Entry]:
    """Find the outermost entries that are whole, by their tags alone; what stands in CDATA or a comment is no tag."""
    depth, tag, start, at = 0, b"", 0, 0
    while token := _TOKEN.search(content, at):
        at = token.end()
        ends = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}.get(token[0])
        if ends:
            at = content.find(ends, at) + len(ends)
            if at < len(ends):
                return
        elif not token[1] and (not depth or token[2] == tag):
            close = content.find(b">", at)
            if close < 0:
                return
            if content[close - 1 : close] == b"/":
                continue
            if not depth:
                tag, start = token[2], token.start()
            depth += 1
        elif token[1] and depth and token[2] == tag:
            depth -= 1
            end = content.find(b">", at) + 1
            if not depth and end:
                yield _Entry(tag.decode(), start, end)


def _as_utf8(content: bytes) -> bytes:
    wide = wide_encoding(content)
    declared = _ENCODING.search(content[:1024])
    name = wide or (declared[1].decode("ascii", "replace").lower() if declared else "utf-8")
    if name not in ("utf-8", "utf8", "us-ascii", "ascii") and (wide or not name.startswith("utf")):
        try:
            content = content.decode("cp1252" if name == "iso-8859-1" else name, "replace").encode()
        except (LookupError, ValueError):
            return content
    return content.removeprefix(b"\xef\xbb\xbf")


def _fault(content: bytes) -> str | None:
    """Say where a feed is no sound XML; one that defines entities is not checked, for they are never expanded."""
    from xml.parsers import expat

    if b"<!ENTITY" in content:
        return "The feed defines entities, which are not expanded."
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        return f"The feed is no sound XML: {error}."
    return None


def _stated_of_feed(head: bytes) -> Metadata:
    """Read the feed's own title and language from what stands before its first entry."""
    # Without a definition of types no entity can grow; the parser is told of no address to fetch from.
    try:
        feed = parse_feed(without_prolog(head)).feed
    except RecordError:
        return Metadata()
    title, language = feed.get("title"), feed.get("language")
    return Metadata(outlet=_plain(title), language=_plain(language))


def _locator(piece: bytes, number: int) -> str:
    found: dict[str, str] = {}
    for match in _IDENTITY.finditer(piece):
        inner = _CDATA.sub(r"\1", match["inner"].decode("utf-8", "replace"))
        named = _plain(html.unescape(inner))
        if named:
            found.setdefault(match[1].decode(), named)
    href = _HREF.search(piece)
    linked = _plain(html.unescape(href[1].decode("utf-8", "replace"))) if href else None
    order: tuple[Literal["guid", "id", "loc", "link"], ...] = ("guid", "id", "loc", "link")
    named = next((found[name] for name in order if name in found), linked)
    return f"entry {named[:_LOCATOR_CHARACTERS]}" if named else f"entry {number}"


def _plain(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join("".join(mark if mark.isprintable() else " " for mark in value).split()) or None
