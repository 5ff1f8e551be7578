"""Edits to a text that keep, for every character, the way back to where it came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Edit(NamedTuple):
    """Put ``words`` in the place of characters ``start`` (inclusive) to ``end`` (exclusive)."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a text under edit. ``offsets`` and ``ends`` are as in NormalView."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Draft:
        """Begin with a text that stands for itself."""
        return cls(text, tuple(range(len(text) + 1)), tuple(range(1, len(text) + 1)))

    def edited(self, edits: Iterable[Edit]) -> Draft:
        """Apply edits; one that overlaps an earlier one, or parts a character from itself, is left out."""
        ordered = sorted(edits)
        if not ordered:
            return self
        pieces: list[str] = []
        offsets: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, words in ordered:
            if start < done or (start == end and self._within_character(start)):
                continue
            pieces += (self.text[done:start], words)
            offsets += self.offsets[done:start]
            ends += self.ends[done:start]
            offsets += [self.offsets[start]] * len(words)
            ends += [self.ends[end - 1] if end > start else self.offsets[start]] * len(words)
            done = end
        pieces.append(self.text[done:])
        offsets += self.offsets[done:]
        ends += self.ends[done:]
        return Draft("".join(pieces), tuple(offsets), tuple(ends))

    def _within_character(self, index: int) -> bool:
        return index > 0 and self.offsets[index] < self.ends[index - 1]
