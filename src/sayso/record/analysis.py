"""What the annotate stage says about a text: tokens and sentences, as parallel arrays."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import RecordError
from sayso.record.spans import Span
from sayso.record.vocabulary import SegmentKind


@dataclass(frozen=True, slots=True)
class NormalView:
    """Show a text of record as the machine reads it, with the way back.

    ``text`` has straight quotes, plain spaces, no zero-width marks, lost apostrophes put back and glued
    words parted; a line feed in it ends a paragraph. Normal character ``i`` stands for the code points
    ``offsets[i]`` (inclusive) to ``ends[i]`` (exclusive) of the text of record; the two are equal for a
    character that was put in, and several characters may stand for one (a ligature). Both run in order and
    never fall. ``offsets`` has one entry more than the text, the length of the text of record.

    >>> view = NormalView("Iran's", (0, 1, 2, 3, 4, 4, 5), (1, 2, 3, 4, 4, 5))
    >>> view.to_record(4, 6)
    (4, 5)
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.offsets) != len(self.text) + 1 or len(self.ends) != len(self.text):
            raise RecordError(f"{len(self.text)} normal characters need {len(self.text) + 1} offsets")

    def to_record(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open range of the normal text to one of the text of record.

        What was dropped at the borders stays outside. An empty range, or one that was wholly put in, gives an
        empty range.
        """
        first = self.offsets[start]
        return (first, self.ends[end - 1]) if end > start else (first, first)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Range over tokens, ``first`` inclusive to ``last`` exclusive, and where it stands.

    ``paragraph`` counts from 0 over the document; ``kind`` is the segment's kind.
    """

    first: int
    last: int
    paragraph: int
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class Analysis:
    """Hold a document's tokens and sentences as parallel arrays.

    ``words[i]`` is the normalised token, ``starts[i]`` and ``ends[i]`` its half-open code points in the text
    of record (a token that was put in, such as a lost apostrophe's "'s", keeps the characters it stands
    for). ``quoted[i]``: inside quotation marks. ``sentences`` are sorted, do not overlap, and cover only
    segments that are coded; tokens outside them are not there. Empty text gives empty arrays.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]
    sentences: tuple[Sentence, ...]

    def span(self, first: int, last: int) -> Span:
        """Quote tokens ``first`` (inclusive) to ``last`` (exclusive) in the text of record."""
        return Span.of(self.text, self.starts[first], self.ends[last - 1])
