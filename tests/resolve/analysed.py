"""Running text cut into words and sentences, as the resolver is handed it."""

from __future__ import annotations

from sayso.annotate import analyse
from sayso.record.analysis import Analysis
from sayso.text import normalise
from tests.factory import document


def analysed(text: str) -> Analysis:
    """Cut a text, all of it body, into words and sentences."""
    doc = document(text)
    return analyse(normalise(text, doc.segments, frozenset()), text, doc)
