"""Find the posts of a live blog in a web page: as it states them for machines, else as it marks them up."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sayso.record.documents import Metadata, RawDocument
from sayso.text.formats.encoding import characters, storable
from sayso.text.formats.fields import names
from sayso.text.formats.markup import collapsed, fragment_paragraphs, leaves
from sayso.text.formats.page import declared_charset, parsed
from sayso.text.formats.page_head import linked_data, read_head, types_of
from sayso.text.formats.page_limits import check_size
from sayso.text.stamps import Stamp, read_instant, read_stamp

FEWEST_MARKED = 3
"""Blocks alike, each with a time and text of its own, from which a page is marked up as posts."""

_NO_POSTS = re.compile(r"comment|reply|related|recirc|sidebar|promo|teaser|listing|most-read|newsletter|card", re.I)
_FURNITURE = ("script", "style", "noscript", "nav", "footer", "aside", "form", "button", "select")
_BLOCK_WORDS = 12


@dataclass(frozen=True, slots=True)
class Post:
    """Hold one post: when it says it was posted, its headline, paragraphs, authors and address."""

    stamp: Stamp
    title: str | None
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class LivePage:
    """Hold what a page states of itself and its posts in the page's order; no posts where it is no live blog."""

    stated: Metadata = field(default_factory=Metadata)
    posts: tuple[Post, ...] = ()


def live_posts(content: bytes, media_type: str) -> LivePage:
    """Find posts: schema.org's ``liveBlogUpdate`` first, then blocks alike that each have a time and text.

    Raises:
        UnsafeInput: ``too_large``, as of any page.
        UndecodableInput: ``nul_bytes`` or ``unknown_encoding``.
    """
    tree = _tree(content, media_type)
    if tree is None:
        return LivePage()
    stated = read_head(tree).stated
    for value in linked_data(tree):
        if posts := stated_posts(value):
            return LivePage(stated, posts)
    return LivePage(stated, tuple(_marked_posts(tree)))


def stated_posts(value: object) -> tuple[Post, ...]:
    """Give the posts that an object of schema.org states as its ``liveBlogUpdate``; none of any other value."""
    if not isinstance(value, Mapping) or "LiveBlogPosting" not in types_of(value):
        return ()
    updates = value.get("liveBlogUpdate")
    found = updates if isinstance(updates, list) else [updates]
    return tuple(post for one in found if (post := _stated_post(one)))


def page_blocks(content: bytes, media_type: str) -> tuple[str, ...]:
    """Give the paragraphs of a page in their order, menus and forms left out."""
    from lxml import etree

    tree = _tree(content, media_type)
    if tree is None:
        return ()
    body = tree.find(".//article") if len(tree.findall(".//article")) == 1 else tree.find(".//body")
    if body is None:
        return ()
    etree.strip_elements(body, *_FURNITURE, with_tail=False)
    return tuple(text for text, is_caption in leaves(body) if not is_caption)


def _tree(content: bytes, media_type: str) -> Any | None:
    raw = RawDocument("", content, "", media_type, "")
    source, _ = characters(content, declared_charset(raw))
    check_size(source)
    return parsed(storable(source)[0])


def _stated_post(value: object) -> Post | None:
    if not isinstance(value, Mapping):
        return None
    body = value.get("articleBody") or value.get("text") or value.get("description")
    title = next(iter(names(value.get("headline") or value.get("name"))), None)
    paragraphs = [text for text, _ in fragment_paragraphs(body)] if isinstance(body, str) else []
    if len(paragraphs) == 1 and isinstance(body, str) and "<" not in body:
        paragraphs = [text for line in html.unescape(body).splitlines() if (text := collapsed(line))]
    if not paragraphs and not title:
        return None
    when = read_instant(next(iter(names(value.get("datePublished") or value.get("dateCreated"))), None))
    url = next(iter(names(value.get("url") or value.get("mainEntityOfPage") or value.get("@id"))), None)
    address = url if url and url.startswith(("http://", "https://")) else None
    return Post(Stamp(instant=when), html.unescape(title) if title else None, tuple(paragraphs),
                names(value.get("author")), address)  # fmt: skip


def _marked_posts(tree: Any) -> Iterator[Post]:
    """Give the children of the element that has most children alike with a time and text each."""
    best: list[tuple[Any, Stamp]] = []
    looked_at: set[tuple[Any, str]] = set()
    for parent in dict.fromkeys(time.getparent() for time in tree.iter("time")):
        for holder in [parent, *parent.iterancestors()][:5]:
            group = holder.getparent()
            if group is None or (group, holder.tag) in looked_at or _is_beside(holder):
                continue
            looked_at.add((group, holder.tag))
            found = [(child, stamp) for child in group if child.tag == holder.tag and (stamp := _own_stamp(child))]
            if len(found) > len(best):
                best = found
    if len(best) >= FEWEST_MARKED:
        yield from (_marked_post(element, stamp) for element, stamp in best)


def _own_stamp(element: Any) -> Stamp | None:
    """Read the time of a block that has one, and text beyond links; None for any other block."""
    times = list(element.iter("time"))
    if not times or _is_beside(element):
        return None
    linked = sum(len("".join(link.itertext()).split()) for link in element.iter("a"))
    words = len("".join(element.itertext()).split())
    if words - linked < _BLOCK_WORDS or element.find(".//p") is None:
        return None
    when = read_instant(times[0].get("datetime"))
    return Stamp(instant=when) if when else read_stamp(collapsed("".join(times[0].itertext())))


def _is_beside(element: Any) -> bool:
    marks = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemtype') or ''}"
    return element.tag in _FURNITURE or bool(_NO_POSTS.search(marks))


def _marked_post(element: Any, stamp: Stamp) -> Post:
    heading = next((one for one in element.iter("h2", "h3", "h4")), None)
    title = collapsed("".join(heading.itertext())) if heading is not None else None
    times = {collapsed("".join(time.itertext())) for time in element.iter("time")}
    paragraphs = tuple(text for text, is_caption in leaves(element) if text not in times and not is_caption)
    return Post(stamp, title or None, paragraphs)
