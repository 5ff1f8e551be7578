"""Excerpts: the windows of a document in the pieces and arrays that the encoder reads, one at a time.

No window is padded and none shares a batch: the int8 activations of a graph are scaled over all that it is
given at once, so that a neighbour in a batch would change a window's numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.windows import BUDGET, Range, Window, windows
from sayso.annotate.wordpiece import WordPiece, shape

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Excerpt:
    """Hold one window in pieces.

    ``pieces`` and ``shapes`` run over pieces, [CLS] and [SEP] included; ``first`` and ``last`` give each
    word's first and last piece. ``start`` is the document's word that the window begins with; over window
    words, ``answers`` are those it answers for and ``units`` its sentences.
    """

    start: int
    answers: Range
    units: tuple[Range, ...]
    pieces: Ints
    shapes: Ints
    first: Ints
    last: Ints

    @property
    def answered(self) -> Range:
        """Give the words of the document that it answers for."""
        return self.start + self.answers[0], self.start + self.answers[1]

    def inputs(self) -> dict[str, Ints]:
        """Give what the graph of the words is fed, as one row."""
        return {name: getattr(self, name)[None] for name in ("pieces", "shapes", "first", "last")}


def excerpts(
    words: Sequence[str], sentences: Sequence[Range], cutter: WordPiece, budget: int = BUDGET
) -> Iterator[Excerpt]:
    """Cut a document into excerpts, in text order; each word is answered for in one of them."""
    pieces = [cutter.pieces(word) for word in words]
    known = {word: shape(word) for word in set(words)}
    for window in windows(sentences, [len(found) for found in pieces], budget):
        own = range(window.first, window.last)
        yield _excerpt(window, [pieces[word] for word in own], [known[words[word]] for word in own], cutter)


def _excerpt(window: Window, pieces: Sequence[tuple[int, ...]], shapes: Sequence[int], cutter: WordPiece) -> Excerpt:
    sizes = np.array([len(found) for found in pieces], np.int64)
    ends = np.cumsum(sizes) + 1
    return Excerpt(
        window.first,
        (window.begin - window.first, window.end - window.first),
        tuple((first - window.first, last - window.first) for first, last in window.units),
        np.array([cutter.first, *(piece for found in pieces for piece in found), cutter.last], np.int64),
        np.concatenate([[0], np.repeat(np.array(shapes, np.int64), sizes), [0]]),
        ends - sizes,
        ends - 1,
    )
