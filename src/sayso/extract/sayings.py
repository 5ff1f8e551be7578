"""Sayings: what exactly a voice of a line says, cut out of the words it covers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.codebook.words import WordClasses
from sayso.extract.lines import Line, is_mark
from sayso.extract.voices import Voice
from sayso.record.spans import Span

Ranges = Sequence[tuple[int, int]]


def content_of(line: Line, voice: Voice, words: WordClasses) -> tuple[Span, ...]:
    """Quote what a voice says: its scopes without its own source and cue, and without marks at either end."""
    taken: set[int] = set(range(*voice.cue)) if voice.cue else set()
    if voice.source:
        first = voice.source.first
        while first > 0 and line.folded[first - 1] in words.determiner:
            first -= 1
        taken.update(range(first, voice.source.last))
    return _spans(line, [part for scope in voice.scopes for part in _without(scope, taken)])


def quoted_in(line: Line) -> tuple[Span, ...]:
    """Quote the stretches of a line that stand in quotation marks."""
    outside = {at for at, quoted in enumerate(line.quoted) if not quoted}
    return _spans(line, list(_without((0, len(line.words)), outside)))


def _without(scope: tuple[int, int], taken: set[int]) -> Iterator[tuple[int, int]]:
    first = scope[0]
    for at in range(*scope):
        if at in taken:
            yield first, at
            first = at + 1
    yield first, scope[1]


def _spans(line: Line, parts: Ranges) -> tuple[Span, ...]:
    trimmed = (_trimmed(line, first, last) for first, last in sorted(parts))
    return tuple(line.span(first, last) for first, last in trimmed if first < last)


def _trimmed(line: Line, first: int, last: int) -> tuple[int, int]:
    """Leave out marks at either end, and the "that" that only joins what is said to the saying."""
    while first < last and is_mark(line.folded[first]):
        first += 1
    if first < last and line.folded[first] == "that":
        first += 1
    while last > first and is_mark(line.folded[last - 1]):
        last -= 1
    return first, last
