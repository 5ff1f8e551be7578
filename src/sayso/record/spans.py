"""Spans: half-open ranges of Unicode code points that carry their own quotation."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import RecordError


@dataclass(frozen=True, slots=True)
class Span:
    """Quote ``text`` from code point ``start`` (inclusive) to ``end`` (exclusive) of a document.

    The document is that of the object holding the span. ``text`` always equals the slice, so that
    evidence can be checked, and found again, without trusting the offsets.

    >>> Span.of("Iraq said so.", 0, 4)
    Span(start=0, end=4, text='Iraq')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, document_text: str, start: int, end: int) -> Span:
        """Cut a span out of a document's text.

        Raises:
            RecordError: the range is empty, negative or runs past the text.
        """
        if not 0 <= start < end <= len(document_text):
            raise RecordError(f"no text at {start}:{end} (the text has {len(document_text)} characters)")
        return Span(start, end, document_text[start:end])

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this range."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether ``other`` and this range share a character.

        >>> Span(0, 4, "Iraq").meets(Span(3, 8, "q sai")), Span(0, 4, "Iraq").meets(Span(4, 8, " sai"))
        (True, False)
        """
        return self.start < other.end and other.start < self.end
