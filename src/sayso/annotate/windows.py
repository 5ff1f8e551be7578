"""Windows: stretches of neighbouring sentences that the encoder reads at once.

Training and reading cut a document in the same way. Each sentence is answered for in one window only, in one
that also holds its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Range = tuple[int, int]
"""Words from the first, inclusive, to the last, exclusive."""

BUDGET = 288
"""Pieces that a window aims at. Answered sentences a window grow with it, and so does attention's cost: on
gold/train (2026-11) 288 pieces read 1.3 times each sentence, 224 read 1.4 times."""
CONTEXT_WORDS = 160
"""The most words around a trigger that its reader sees. Median sentence of gold/train: 25 words."""
CONTEXT_BEFORE, CONTEXT_AFTER = 1, 1
"""Sentences of context. On gold/train (2026-11) 88 % of actors and 85 % of sources stand in the trigger's own
sentence, 5 % and 7 % in the one before, 1 % and 2 % in the one after, 2 % each two before."""


@dataclass(frozen=True, slots=True)
class Window:
    """Hold a stretch of words, ``first`` to ``last``, that answers for ``begin`` to ``end``; all half-open.

    ``units`` are the sentences in it (a very long sentence stands as several), over words of the passage.
    """

    first: int
    last: int
    begin: int
    end: int
    units: tuple[Range, ...]


def windows(sentences: Sequence[Range], sizes: Sequence[int], budget: int = BUDGET) -> Iterator[Window]:
    """Cut a passage into windows of about ``budget`` pieces.

    ``sizes[i]`` counts the pieces of word ``i``. One sentence stands before and one behind those answered for
    where the passage has them. A sentence of more than half the budget is cut; a window never holds more than
    one and a half budgets.

    >>> [(w.first, w.last, w.begin, w.end) for w in windows([(0, 2), (2, 4), (4, 6), (6, 8)], [1] * 8, 6)]
    [(0, 6, 0, 4), (2, 8, 4, 8)]
    """
    units = [unit for sentence in sentences for unit in _cut(sentence, sizes, budget // 2)]
    ends = [0]
    for first, last in units:
        ends.append(ends[-1] + sum(sizes[first:last]))
    at = 0
    while at < len(units):
        left = max(at - 1, 0)
        stop = at + 1
        while stop < len(units) and ends[min(stop + 2, len(units))] - ends[left] <= budget:
            stop += 1
        right = min(stop + 1, len(units))
        yield Window(units[left][0], units[right - 1][1], units[at][0], units[stop - 1][1], tuple(units[left:right]))
        at = stop


def context(units: Sequence[Range], focus: Range, most: int = CONTEXT_WORDS) -> Range:
    """Choose the words that the reader of ``focus`` sees: its sentence and its neighbours, cut to ``most``.

    >>> context([(0, 5), (5, 9), (9, 30)], (6, 7))
    (0, 30)
    >>> context([(0, 5), (5, 9), (9, 30)], (6, 7), most=10)
    (1, 11)
    """
    own = next((at for at, unit in enumerate(units) if unit[0] <= focus[0] < unit[1]), 0)
    begin = units[max(own - CONTEXT_BEFORE, 0)][0]
    end = units[min(own + CONTEXT_AFTER, len(units) - 1)][1]
    if end - begin <= most:
        return begin, end
    middle = (focus[0] + focus[1]) // 2
    begin = min(max(begin, middle - most // 2), end - most)
    return begin, begin + most


def _cut(sentence: Range, sizes: Sequence[int], most: int) -> Iterator[Range]:
    first, size = sentence[0], 0
    for word in range(*sentence):
        if size + sizes[word] > most and word > first:
            yield first, word
            first, size = word, 0
        size += sizes[word]
    if first < sentence[1]:
        yield first, sentence[1]
