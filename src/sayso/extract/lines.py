"""Lines: one sentence as the extractor reads it, word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
from sayso.extract.phrases import Phrases
from sayso.record.analysis import Analysis, Sentence
from sayso.record.spans import Span

_PARTS = re.compile(r"[\s\-‐–]+")
_CLITIC = re.compile(r"(.+?)(n['’]t|['’](?:s|ll|ve|re|d|m))", re.IGNORECASE)
_QUOTES = frozenset('"“«‘”»')


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a sentence as words: its tokens, those of several parts ("Iran-backed", "didn't") taken apart.

    ``words`` keep their case, ``folded`` do not. ``tokens[i]`` is the token of the analysis that word ``i``
    is part of, so that every range of words can be quoted; ``quoted[i]`` tells whether it stands in
    quotation marks. ``phrases`` are those of the codebook that stand among the words.
    """

    analysis: Analysis
    sentence: Sentence
    words: tuple[str, ...]
    folded: tuple[str, ...]
    tokens: tuple[int, ...]
    quoted: tuple[bool, ...]
    phrases: Phrases

    @classmethod
    def of(cls, analysis: Analysis, sentence: Sentence, tables: CodebookTables) -> Line:
        """Take one sentence of an analysis apart, and look its words up."""
        words: list[str] = []
        tokens: list[int] = []
        for token in range(sentence.first, sentence.last):
            for part in _parts(analysis.words[token]):
                words.append(part)
                tokens.append(token)
        folded = tuple(word.lower() if word.isascii() else fold(word) or word for word in words)
        quoted = tuple(analysis.quoted[token] for token in tokens)
        phrases = Phrases.of(words, folded, tables)
        return cls(analysis, sentence, tuple(words), folded, tuple(tokens), quoted, phrases)

    def span(self, first: int, last: int) -> Span:
        """Quote words ``first`` (inclusive) to ``last`` (exclusive)."""
        return self.analysis.span(self.tokens[first], self.tokens[last - 1] + 1)

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Give the code points where words ``first`` (inclusive) to ``last`` (exclusive) begin and end."""
        return self.analysis.starts[self.tokens[first]], self.analysis.ends[self.tokens[last - 1]]

    def word_from(self, start: int) -> int:
        """Find the first word that begins at or behind a code point; the number of words if none does."""
        return bisect_left(self.tokens, start, key=self.analysis.starts.__getitem__)

    def word(self, index: int) -> str:
        """Give the folded word at an index, empty outside the sentence."""
        return self.folded[index] if 0 <= index < len(self.folded) else ""

    def compound(self, index: int) -> bool:
        """Tell whether a word is one part of a token of several parts."""
        token = self.tokens[index]
        before = index > 0 and self.tokens[index - 1] == token
        return before or (index + 1 < len(self.tokens) and self.tokens[index + 1] == token)


def is_quote(word: str) -> bool:
    """Tell whether a word is a quotation mark."""
    return word in _QUOTES


def is_mark(word: str) -> bool:
    """Tell whether a word is punctuation of any kind."""
    return bool(word) and not word.isalnum() and not any(letter.isalnum() for letter in word)


def _parts(word: str) -> Iterator[str]:
    if word.isalnum():
        yield word
        return
    for part in _PARTS.split(word) if len(word) > 1 else (word,):
        match = _CLITIC.fullmatch(part)
        if match:
            yield match[1]
            yield match[2].replace("’", "'")
        elif part:
            yield part.replace("’", "'")
