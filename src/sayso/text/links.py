"""Links to other reports and headings that stand between a report's paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.codebook.page import PageCues
from sayso.text.parts import Part

LINK_WORDS = 14
"""Words: a line of more, without a full stop, is rather a paragraph that lost it. On gold/train (2026-11) 20
instead costs 3 event triggers more and wins no character of furniture."""
LISTED_WORDS = 24
"""Words of a line below a heading such as "Related", or of a main point below "Story highlights"."""
PUNCTUATED = 0.6
"""Share of paragraphs that end as sentences do, above which a line that does not is no sentence."""
JUDGED_FROM = 4
"""Paragraphs: of fewer the share says nothing."""

_SENTENCE_END = re.compile(r"[.!?…:;,)\]–—-][\"'”’»)\]]*$|[\"”’»]$")


def with_listed_links(parts: Sequence[Part], cues: PageCues) -> list[Part]:
    """Mark the lines below a heading over a list, as long as they are no sentences."""
    judged: list[Part] = []
    listing = False
    for part in parts:
        listing = cues.heads_list(part.text) or (listing and (part.settled or is_title_like(part, LISTED_WORDS)))
        judged.append(part.settle("furniture") if listing and not part.settled else part)
    return judged


def with_highlights(parts: Sequence[Part], cues: PageCues) -> list[Part]:
    """Keep a list of the report's main points as body, though its lines are no sentences."""
    judged: list[Part] = []
    listing = False
    for part in parts:
        label = None if part.settled else cues.highlights.search(part.text)
        if label:
            judged += part.piece_of(0, label.start())
            judged += (piece.settle("furniture") for piece in part.piece_of(*label.span()))
            judged += (piece.settle("body") for piece in part.piece_of(label.end(), len(part.text)))
        else:
            listing = listing and is_title_like(part, LISTED_WORDS)
            judged.append(part.settle("body") if listing else part)
        listing = listing or bool(label)
    return judged


def with_lone_links(parts: Sequence[Part]) -> list[Part]:
    """Mark lines without a full stop in a text whose other paragraphs have one."""
    body = [part for part in parts if not part.settled]
    ended = sum(bool(_SENTENCE_END.search(part.text)) for part in body)
    if len(body) < JUDGED_FROM or ended < PUNCTUATED * len(body):
        return list(parts)
    following = [*(part.text for part in parts[1:]), ""]
    return [
        part.settle("furniture") if is_title_like(part, LINK_WORDS) and not after[:1].islower() else part
        for part, after in zip(parts, following, strict=True)
    ]


def is_title_like(part: Part, longest: int) -> bool:
    """Tell whether an open, whole paragraph of at most so many words begins in capitals and has no stop."""
    begins = part.text.lstrip("\"'“‘([")[:1]
    return (
        not (part.settled or part.piece)
        and not begins.islower()
        and len(part.text.split()) <= longest
        and not _SENTENCE_END.search(part.text)
    )
