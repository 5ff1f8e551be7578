"""WordPiece: words of a passage cut into the pieces of the encoder's vocabulary."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path

MOST_LETTERS = 100
"""A longer word is unknown, as in BERT's own tokenizer."""
MOST_PIECES = 16
"""Pieces kept of one word; what follows (the tail of a web address) is dropped."""
MOST_CHARACTERS = 1600
"""Characters of a word that are looked at: the pieces kept of a longer one all stand in them."""
MOST_KEPT = 50_000
"""Words whose pieces are kept for when they come again; then it begins anew, so that a long run stays small."""
SHAPES = ("none", "lower", "title", "upper", "mixed", "number", "mark")


@dataclass(frozen=True, slots=True)
class WordPiece:
    """Cut words into pieces of an uncased BERT vocabulary, the longest first.

    >>> WordPiece(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "bomb", "##ed", "-", "out")).pieces("Bombed-out")
    (4, 5, 6, 7)
    """

    vocabulary: tuple[str, ...]
    _index: dict[str, int] = field(init=False, repr=False)
    _seen: dict[str, tuple[int, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", dict(zip(self.vocabulary, count(), strict=False)))
        object.__setattr__(self, "_seen", {})

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """Read a vocab.txt, one piece a line."""
        return cls(tuple(path.read_text("utf-8").splitlines()))

    @property
    def first(self) -> int:
        """Give the piece that opens a window."""
        return self._index["[CLS]"]

    @property
    def last(self) -> int:
        """Give the piece that closes a window."""
        return self._index["[SEP]"]

    def pieces(self, word: str) -> tuple[int, ...]:
        """Cut one word; at least one piece, at most sixteen."""
        found = self._seen.get(word)
        if found is None:
            parts = _parts(word[:MOST_CHARACTERS])
            found = tuple(islice((piece for part in parts for piece in self._longest(part)), MOST_PIECES))
            found = found or (self._index["[UNK]"],)
            if len(self._seen) >= MOST_KEPT:
                self._seen.clear()
            self._seen[word] = found
        return found

    def _longest(self, part: str) -> Sequence[int]:
        if len(part) > MOST_LETTERS:
            return (self._index["[UNK]"],)
        found, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._index.get(part[start:end] if start == 0 else "##" + part[start:end])
                if piece is not None:
                    break
            else:
                return (self._index["[UNK]"],)
            found.append(piece)
            start = end
        return found


def shape(word: str) -> int:
    """Tell how a word is written, which an uncased vocabulary does not see.

    >>> [SHAPES[shape(word)] for word in ("troops", "Basra", "U.S.", "al-Asad", "2019", ",")]
    ['lower', 'title', 'upper', 'mixed', 'number', 'mark']
    """
    if word.isascii() and word.islower() and word.isalpha():  # most words are
        return SHAPES.index("lower")
    letters = [letter for letter in word if letter.isalpha()]
    if any(letter.isdigit() for letter in word) and len(letters) <= len(word) // 2:
        return SHAPES.index("number")
    if not letters:
        return SHAPES.index("mark")
    if all(not letter.isupper() for letter in letters):
        return SHAPES.index("lower")
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return SHAPES.index("upper")
    if word[0].isupper() and not any(letter.isupper() for letter in letters[1:]):
        return SHAPES.index("title")
    return SHAPES.index("mixed")


def _parts(word: str) -> list[str]:
    """Fold case and accents and set marks and CJK characters apart, as BERT's basic tokenizer does."""
    parts: list[str] = []
    joined = ""
    for letter in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(letter)
        if category == "Mn" or category in ("Cc", "Cf") or letter in "\x00\ufffd":
            continue
        if _stands_alone(letter, category):
            parts += [joined, letter] if joined else [letter]
            joined = ""
        elif letter.isspace():
            parts += [joined] if joined else []
            joined = ""
        else:
            joined += letter
    return [*parts, joined] if joined else parts


def _stands_alone(letter: str, category: str) -> bool:
    code = ord(letter)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    ideograph = 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2FA1F
    return ascii_mark or ideograph or 0xF900 <= code <= 0xFAFF or category.startswith("P")
