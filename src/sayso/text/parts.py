"""Parts of a page under judgement: ranges of a text, each with the kind it is taken for so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.record.documents import Segment
from sayso.record.vocabulary import SegmentKind


@dataclass(frozen=True, slots=True)
class Part:
    """Take code points ``start`` to ``end`` (exclusive) of a text, without white space at either end, for one
    kind of text. ``settled``: the format or a rule has said so, and no later rule may change it. ``piece``:
    it was cut out of a paragraph, so that how it begins and ends says nothing."""

    start: int
    end: int
    text: str
    kind: SegmentKind = "body"
    settled: bool = False
    piece: bool = False

    def settle(self, kind: SegmentKind) -> Part:
        """Give the part its kind for good."""
        return replace(self, kind=kind, settled=True)

    def piece_of(self, start: int, end: int) -> tuple[Part, ...]:
        """Cut out a range of the part's text, without the white space at its ends; nothing if it is blank."""
        piece = self._slice(start, end)
        return (piece,) if piece.text else ()

    def cut(self, at: int, first: SegmentKind | None, second: SegmentKind | None) -> tuple[Part, ...]:
        """Cut in two at offset ``at`` within the part; a kind settles its half, None leaves it open."""
        return tuple(
            half.settle(kind) if kind else half
            for half, kind in ((self._slice(0, at), first), (self._slice(at, len(self.text)), second))
            if half.text
        )

    def _slice(self, start: int, end: int) -> Part:
        piece = self.text[start:end]
        first = start + len(piece) - len(piece.lstrip())
        stripped = piece.strip()
        begin = self.start + first
        return Part(begin, begin + len(stripped), stripped, self.kind, self.settled, piece=True)


def free_parts(text: str, ranges: Iterable[tuple[int, int]], marked: Iterable[Segment]) -> list[Part]:
    """Cut paragraphs around the segments a format has marked; both are sorted. Gives all parts in order."""
    parts = [
        Part(segment.start, segment.end, text[segment.start : segment.end], segment.kind, True) for segment in marked
    ]
    taken = [(part.start, part.end) for part in parts]
    following = 0
    for start, end in ranges:
        while following < len(taken) and taken[following][1] <= start:
            following += 1
        at, index = start, following
        while index < len(taken) and taken[index][0] < end:
            parts += _stripped(text, at, taken[index][0])
            at, index = max(at, taken[index][1]), index + 1
        parts += _stripped(text, at, end)
    return sorted(parts, key=lambda part: part.start)


def _stripped(text: str, start: int, end: int) -> list[Part]:
    piece = text[start:end]
    if start >= end or not piece.strip():
        return []
    first = start + len(piece) - len(piece.lstrip())
    return [Part(first, first + len(piece.strip()), piece.strip())]
