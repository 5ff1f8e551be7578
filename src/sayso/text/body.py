"""The body of a raw document: its text of record and what its own bytes say about it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.documents import Metadata, Segment


@dataclass(frozen=True, slots=True)
class Body:
    """Hold a text of record, the parts its format marks, and the metadata its own bytes state.

    ``parts`` are sorted, non-overlapping segments the format itself marks (a front matter block, an HTML
    headline or figure caption); what they leave free is still to be judged. ``warnings`` are pairs
    (reason, detail) for rejections.jsonl of things lost or guessed while decoding. ``excerpt``: the form holds no
    more than a title or summary of the report.
    """

    text: str
    parts: tuple[Segment, ...] = ()
    stated: Metadata = Metadata()
    final_url: str | None = None
    warnings: tuple[tuple[str, str], ...] = ()
    excerpt: bool = False
