"""Tables of phrases: the longest entry that starts at a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

Entry = TypeVar("Entry")
Hit = tuple[int, tuple[Entry, ...]]
"""A phrase found: its exclusive end, and its entries."""

MOST_KEPT = 1 << 14
"""Words whose folded form is kept for when they come again."""
LONGEST_KEPT = 40
"""Characters of a text that is kept: words and names come again and again, longer texts do not."""
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʿ": None, "ʾ": None, "`": "'", "-": " ", "‐": " ", "–": " "})


def fold(text: str) -> str:
    """Fold case, accents, quotes and hyphens, so that spellings of one phrase meet.

    >>> fold("Kata’ib  Hezbollah"), fold("al-Tanf")
    ("kata'ib hezbollah", 'al tanf')
    """
    return _kept(text) if len(text) <= LONGEST_KEPT else " ".join(_folded_words(text))


def _folded_words(text: str) -> list[str]:
    if text.isascii():  # nearly all words are, and a translation takes five times as long
        return text.replace("-", " ").replace("`", "'").lower().split()
    bare = text.translate(_FOLD)
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.casefold().split()


@lru_cache(MOST_KEPT)
def _kept(text: str) -> str:
    return " ".join(_folded_words(text))


@dataclass(frozen=True, slots=True)
class PhraseTable(Generic[Entry]):
    """Find the longest known phrase that starts at a word. Built once, then only read."""

    _entries: dict[tuple[str, ...], tuple[Entry, ...]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Entry]]) -> PhraseTable[Entry]:
        """Build a table from (phrase, entry) pairs; one phrase may have several entries, kept in order."""
        entries: dict[tuple[str, ...], tuple[Entry, ...]] = {}
        longest: dict[str, int] = {}
        for phrase, entry in pairs:
            key = tuple(_folded_words(phrase))
            if not key:
                continue
            entries[key] = (*entries[key], entry) if key in entries else (entry,)
            if len(key) > longest.get(key[0], 0):
                longest[key[0]] = len(key)
        return cls(entries, longest)

    def lookup(self, phrase: str) -> tuple[Entry, ...]:
        """Give the entries of one whole phrase, empty if unknown."""
        return self._entries.get(tuple(_folded_words(phrase)), ())

    def opens(self, word: str) -> bool:
        """Tell whether any phrase begins with a folded word."""
        return word in self._longest

    def longest_at(self, folded: Sequence[str], start: int) -> Hit[Entry] | None:
        """Find the longest phrase at ``start`` of a list of folded words, each without a space.

        Returns:
            The exclusive end and the entries, or None.
        """
        if start >= len(folded):
            return None
        longest = self._longest.get(folded[start], 0)
        if not longest:
            return None
        for length in range(min(longest, len(folded) - start), 0, -1):
            found = self._entries.get(tuple(folded[start : start + length]))
            if found:
                return start + length, found
        return None

    def all_in(self, folded: Sequence[str]) -> dict[int, Hit[Entry]]:
        """Find the longest phrase at every word of a list at which one starts, by that word's place."""
        opening = (at for at, word in enumerate(folded) if word in self._longest)
        return {at: found for at in opening if (found := self.longest_at(folded, at))}
