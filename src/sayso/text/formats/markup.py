"""Take the paragraphs out of a fragment of HTML, as feeds and tables hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sayso.record.documents import Metadata, Segment
from sayso.text.body import Body
from sayso.text.formats.encoding import Warnings, storable

Paragraphs = tuple[tuple[str, bool], ...]
"""Paragraphs in order, and of each whether it is a caption."""

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "figcaption",
        "td",
        "th",
        "pre",
        "div",
        "br",
    }
)
_SILENT = ("script", "style", "noscript", "template", "iframe", "svg")


def body_of_field(text: str, stated: Metadata, warnings: Warnings) -> Body:
    """Make a body of a text field: unchanged, or its paragraphs where it plainly is HTML.

    It is HTML if it begins with a tag and has a paragraph.
    """
    clean, lost = storable(text)
    paragraphs = fragment_paragraphs(clean, only_with="p") if clean.lstrip().startswith("<") else ()
    if paragraphs:
        joined, parts = join_paragraphs(paragraphs)
        return Body(joined, parts, stated, warnings=(*warnings, *lost))
    return Body(clean, (), stated, warnings=(*warnings, *lost))


def join_paragraphs(paragraphs: Paragraphs, start: int = 0) -> tuple[str, tuple[Segment, ...]]:
    """Join paragraphs with blank lines; captions are marked, their offsets counted from ``start``."""
    parts: list[Segment] = []
    for text, is_caption in paragraphs:
        if is_caption:
            parts.append(Segment(start, start + len(text), "caption"))
        start += len(text) + 2
    return "\n\n".join(text for text, _ in paragraphs), tuple(parts)


def collapsed(text: str) -> str:
    """Collapse blanks as a browser does: no-break spaces and zero-width marks stay.

    >>> collapsed(" so\\n  it\\u200cis ")
    'so it\\u200cis'
    """
    return _BLANKS.sub(" ", text).strip(" ")


def fragment_paragraphs(markup: str, only_with: str | None = None) -> Paragraphs:
    """Give the paragraphs of a piece of HTML, or of plain words; none where it lacks the element ``only_with``.

    >>> fragment_paragraphs("<p>Calm.</p>A quiet night.")
    (('Calm.', False), ('A quiet night.', False))
    """
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return ()
    if only_with and root.find(f".//{only_with}") is None:
        return ()
    etree.strip_elements(root, *_SILENT, with_tail=False)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return tuple(leaves(root))


def leaves(root: Any) -> Iterator[tuple[str, bool]]:
    """Give the runs of text between the borders of blocks, in order."""
    from lxml import etree

    run: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in _BLOCKS and (text := collapsed("".join(run))):
            yield text, event == "end" and _in_caption(element)
        if element.tag in _BLOCKS:
            run.clear()
        run.append((element.text if event == "start" else element.tail) or "")


def _in_caption(element: Any) -> bool:
    return element.tag == "figcaption" or next(element.iterancestors("figcaption"), None) is not None
