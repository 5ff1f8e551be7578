"""Words of tokenised corpora, as the product would write them, and passages grown sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.sentences import sentence_ends
from sayso.annotate.tokens import Token
from sayso.annotate.windows import Range

_ESCAPES = {
    "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
    "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'",
}  # fmt: skip


def plain(word: str) -> str:
    """Undo treebank escapes and curly quotes, as the product's normal view does.

    >>> [plain(word) for word in ("``", "-LRB-", "’s", "war")]
    ['"', '(', "'s", 'war']
    """
    return _ESCAPES.get(word) or word.replace("’", "'").replace("‘", "'")


def joined(sentences: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], tuple[Range, ...]]:
    """Put sentences behind one another: all plain words, and each sentence's range over them.

    >>> joined([["Iran", "spoke"], ["``"]])
    (('Iran', 'spoke', '"'), ((0, 2), (2, 3)))
    """
    words: list[str] = []
    ranges: list[Range] = []
    for sentence in sentences:
        first = len(words)
        words += map(plain, sentence)
        ranges.append((first, len(words)))
    return tuple(words), tuple(ranges)


def cut(words: Sequence[str]) -> tuple[Range, ...]:
    """Cut plain words that come without sentences by the product's own rule.

    >>> cut(["He", "left", ".", "She", "stayed", "."])
    ((0, 3), (3, 6))
    """
    tokens = [Token(word, at, at + 1, True) for at, word in enumerate(words)]
    ends = list(sentence_ends(tokens, [word in _OPENING for word in words]))
    return tuple(zip([0, *ends], ends, strict=False))


_OPENING = frozenset("([{")
