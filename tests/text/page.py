"""A page of furniture, report and comments, told in lines of (kind, text)."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.codebook.page import load_page_cues
from sayso.record.documents import Metadata, Segment
from sayso.text.segments import segment_text

CUES = load_page_cues()

REPORT = (
    "Government forces shelled two villages north of the river on Sunday, residents said.",
    "At least four people were killed and nine were wounded, according to the local hospital.",
    "The defence ministry did not answer questions about the attack.",
    "A truce agreed last month has been broken almost every day, and both sides blame each other for it.",
    "Aid groups said the road to the valley was closed, and that food for the camps there would last a week.",
    "The governor, who fled in spring, called on the army to spare the town and asked for help from abroad.",
)


def kinds(lines: Sequence[str], between: str = "\n\n", **said: str) -> list[tuple[str, str]]:
    """Give the segments of a page as (kind, text) pairs."""
    text = between.join(lines)
    return [(part.kind, text[part.start : part.end]) for part in segments(text, **said)]


def segments(text: str, marked: Sequence[Segment] = (), **said: str) -> tuple[Segment, ...]:
    """Segment a text with metadata given as keywords."""
    return segment_text(text, marked, Metadata(**said), CUES)  # type: ignore[arg-type]


def kind_of(lines: Sequence[str], line: str, **said: str) -> str:
    """Give the kind of the segment that holds one of the lines."""
    return next(kind for kind, text in kinds(lines, **said) if line in text)
