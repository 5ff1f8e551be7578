"""Decode a web page: its headline and the paragraphs of its article."""

from __future__ import annotations

import re
from typing import Any

from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.record.documents import RawDocument, Segment
from sayso.text.body import Body
from sayso.text.formats.encoding import characters, charset_of, storable
from sayso.text.formats.markup import Paragraphs, collapsed, join_paragraphs
from sayso.text.formats.page_head import Head, read_head
from sayso.text.formats.page_limits import check_size

_SHORT = 200
"""Characters of text below which trafilatura may have taken a menu for the article (2026-11)."""

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_FURNITURE = ("script", "style", "noscript", "nav", "footer", "aside", "form", "button", "select")
_LEAVES = frozenset({"p", "head", "item", "code", "row", "ab"})


def decode_page(raw: RawDocument, options: ReadOptions) -> Body:
    """Extract a page's article with trafilatura; menus, comments and scripts are left out.

    The text of record is the title, a blank line, and the paragraphs parted by blank lines. The zero-width
    non-joiner stays. Metadata come from JSON-LD, OpenGraph and other ``<meta>``, as given there.

    Raises:
        UndecodableInput: ``no_text``, where the page holds no article.
        UnsafeInput: ``too_large``.
    """
    source, warnings = characters(raw.content, declared_charset(raw))
    check_size(source)
    clean, lost = storable(_DECLARATION.sub("", source, count=1))
    tree = parsed(clean)
    head = Head() if tree is None else read_head(tree)
    paragraphs = () if tree is None else _article(clean, tree, head)
    title = head.stated.title
    if title and paragraphs and _same(paragraphs[0][0], title):
        paragraphs = paragraphs[1:]
    if not paragraphs:
        raise UndecodableInput(
            "no_text", "no article was found in the page", remedy="Save the report's text as a .txt file"
        )
    top = f"{title}\n\n" if title else ""
    body, captions = join_paragraphs(paragraphs, len(top))
    headline = (Segment(0, len(title), "headline"),) if title else ()
    return Body(top + body, headline + captions, head.stated, head.stated.url, (*warnings, *lost))


def declared_charset(raw: RawDocument) -> str | None:
    """Give the encoding a page is said to be in: by the server or message around it, else by itself."""
    stated = _CHARSET.search(raw.content[:4096])
    return charset_of(raw.media_type) or (stated[1].decode("ascii") if stated else None)


def parsed(source: str) -> Any | None:
    """Parse a page; None where it has no element at all."""
    from lxml import etree, html

    try:
        # As bytes, for lxml refuses text that names an encoding of its own.
        return html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _article(source: str, tree: Any, head: Head) -> Paragraphs:
    import logging

    import trafilatura

    # What it would say on the screen holds words of the page; what matters of it is in the rejections.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    # Without the store of paragraphs seen before (deduplicate), one page never changes another's text.
    found = trafilatura.bare_extraction(source, include_comments=False, deduplicate=False)
    body = getattr(found, "body", None)
    texts = [] if body is None else [text for element in body for text in _blocks(element)]
    if sum(map(len, texts)) < _SHORT:
        said, links = _said(tree)
        texts = [text for text in texts if (bare := _bare(text)) in said and bare not in links]
    if not texts:
        texts = [text for line in head.article_body.splitlines() if (text := collapsed(line))]
    return tuple((text, text in head.captions) for text in texts)


def _said(tree: Any) -> tuple[str, frozenset[str]]:
    """Give what a page says outside its menus and scripts, and what its links say. The tree is spent."""
    from lxml import etree

    etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    links = frozenset(_bare("".join(link.itertext())) for link in tree.iter("a"))
    return _bare("".join(tree.itertext())), links


def _bare(text: str) -> str:
    return "".join(text.split())


def _blocks(element: Any) -> list[str]:
    inner = [child for child in element.iter(*_LEAVES) if child.tag != element.tag or child is element]
    if element.tag in _LEAVES or not inner:
        inner = [element]
    return [text for block in inner if (text := _inline(block))]


def _inline(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element.iterdescendants():
        pieces += [
            "\n" if child.tag == "lb" else " " if child.tag == "cell" else "",
            child.text or "",
            child.tail or "",
        ]
    return "\n".join(line for line in map(collapsed, "".join(pieces).split("\n")) if line)


def _same(first: str, second: str) -> bool:
    return _bare(first).casefold() == _bare(second).casefold()
