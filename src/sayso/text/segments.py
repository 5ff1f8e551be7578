"""Segments: which parts of a page are the report, and which stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.codebook.page import PageCues
from sayso.record.documents import Metadata, Segment
from sayso.text.bylines import with_bylines
from sayso.text.glue import glued_dateline
from sayso.text.headline import with_headline, with_title_apart
from sayso.text.inline import opened_parts
from sayso.text.links import with_highlights, with_listed_links, with_lone_links
from sayso.text.paragraphs import paragraphs
from sayso.text.parts import Part, free_parts
from sayso.text.preface import with_signed_preface
from sayso.text.repeats import with_quote_blocks

COMMENT_AFTER_WORDS = 100
"""Words of report that stand before a comment section; a count of comments above the report is furniture."""
AUTHOR_BOX_EDGE = 3
"""Paragraphs from either end of the page in which a box about the author stands."""

_HEADING_MARKS = re.compile(r"#{1,6}\s+(?=\S)")


def segment_text(text: str, marked: Sequence[Segment], metadata: Metadata, cues: PageCues) -> tuple[Segment, ...]:
    """Divide a text of record into segments that are sorted, do not overlap and leave out only white space.

    ``marked`` are the segments the format itself marks; they stay as they are. Everything else is judged by
    its words and place; what no rule knows is body. Empty text gives none.
    """
    parts = free_parts(text, paragraphs(text), marked)
    parts = [piece for part in parts for piece in _without_heading_marks(part)]
    parts = with_title_apart(parts, metadata.title)
    parts = with_highlights(parts, cues)
    parts = [_by_own_words(part, cues) for part in parts]
    parts = [piece for part in parts for piece in opened_parts(part, cues)]
    parts = with_bylines(parts, metadata)
    parts = with_listed_links(parts, cues)
    parts = with_headline(parts, metadata.title)
    parts = _with_author_boxes(parts, metadata, cues)
    parts = with_signed_preface(parts)
    parts = _with_comments(parts, cues)
    parts = with_quote_blocks(parts)
    parts = with_lone_links(parts)
    parts = _with_dateline(parts, cues)
    return _joined(parts, {segment.start: segment.posted_at for segment in marked})


def _without_heading_marks(part: Part) -> list[Part]:
    """Cut off the marks that make a line of Markdown a heading."""
    match = None if part.settled else _HEADING_MARKS.match(part.text)
    if not match:
        return [part]
    marks, heading = part.cut(match.end(), "furniture", None)
    return [marks, replace(heading, piece=False)]


def _by_own_words(part: Part, cues: PageCues) -> Part:
    kind = None if part.settled else cues.kind(part.text)
    return part.settle(kind) if kind else part


def _with_author_boxes(parts: Sequence[Part], metadata: Metadata, cues: PageCues) -> list[Part]:
    """Mark the box that says who the author is, before or behind the report."""
    return [
        part.settle("furniture") if _is_author_box(part, index, len(parts), metadata, cues) else part
        for index, part in enumerate(parts)
    ]


def _is_author_box(part: Part, index: int, count: int, metadata: Metadata, cues: PageCues) -> bool:
    if part.settled or count <= AUTHOR_BOX_EDGE or AUTHOR_BOX_EDGE <= index < count - AUTHOR_BOX_EDGE:
        return False
    if any(part.text.startswith((f"{name} is ", f"{name} was ")) for name in metadata.authors if name):
        return True
    return index >= count - AUTHOR_BOX_EDGE and bool(cues.author_box.match(part.text))


def _with_comments(parts: Sequence[Part], cues: PageCues) -> list[Part]:
    words = 0
    for index, part in enumerate(parts):
        words += 0 if part.settled else len(part.text.split())
        if cues.opens_comments(part.text):
            if words >= COMMENT_AFTER_WORDS:
                return [*parts[:index], *(later.settle("comment") for later in parts[index:])]
            parts = [*parts[:index], part.settle("furniture"), *parts[index + 1 :]]
    return list(parts)


def _with_dateline(parts: Sequence[Part], cues: PageCues) -> list[Part]:
    """Cut the dateline off the first paragraph of the report."""
    first = next((index for index, part in enumerate(parts) if not part.settled), None)
    end = 0 if first is None else cues.dateline_end(parts[first].text) or glued_dateline(parts[first].text)
    if first is None or not end:
        return list(parts)
    return [*parts[:first], *parts[first].cut(end, "dateline", None), *parts[first + 1 :]]


def _joined(parts: Sequence[Part], posted: dict[int, str | None]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    for part in parts:
        last = segments[-1] if segments else None
        if last and last.kind == part.kind and part.start not in posted and last.start not in posted:
            segments[-1] = Segment(last.start, part.end, part.kind)
        else:
            segments.append(Segment(part.start, part.end, part.kind, posted.get(part.start)))
    return tuple(segments)
