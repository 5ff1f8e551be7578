"""Spans: runs of words that a layer of labels puts inside something."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.annotate.labels import BEGIN, INSIDE, OUTSIDE
from sayso.annotate.windows import Range

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LEAST_INSIDE = 0.02
"""Probability below which a word is in no run whatever stands beside it."""
EVEN = 0.5
"""Probability below which a word is rather outside. Where all are, no run is likelier than none."""
LEAST_LIKELY = 1e-6
"""Probability that a label has at least, so that its logarithm is finite."""
_OUT, _BEGIN, _IN = 0, 1, 2
DECIMALS = 4
"""Decimals that a probability keeps. It is rounded before it is compared, so that what is written and what was
decided by are one number, and so that two that are equal but for float noise stay in text order."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Hold what one layer says of each word: it is ``inside`` a span, of which it is the ``begin`` [words].

    ``kinds`` [words, kinds] are the probabilities of the span's kinds.
    """

    inside: Floats
    begin: Floats
    kinds: Floats

    @classmethod
    def of(cls, probabilities: NDArray[np.float32]) -> Layer:
        """Take the probabilities of a layer's labels, [words, labels]."""
        begin, inside = probabilities[:, BEGIN::2], probabilities[:, INSIDE::2]
        somewhere = rounded(1 - probabilities[:, OUTSIDE])
        return cls(somewhere, rounded(begin.sum(1)), rounded(begin + inside))

    @property
    def begins(self) -> Bools:
        """Tell of each word whether it rather begins a span than goes on with one."""
        found: Bools = 2 * self.begin > self.inside
        return found

    @classmethod
    def empty(cls, words: int, kinds: int) -> Layer:
        """Make a layer that says nothing of ``words`` words, to be filled."""
        return cls(np.zeros(words), np.zeros(words), np.zeros((words, kinds)))

    def part(self, words: Range) -> Layer:
        """Give the layer of some of the words; arrays are shared."""
        return Layer(self.inside[slice(*words)], self.begin[slice(*words)], self.kinds[slice(*words)])

    def put(self, words: Range, part: Layer) -> None:
        """Fill in what is said of some of the words."""
        self.inside[slice(*words)] = part.inside
        self.begin[slice(*words)] = part.begin
        self.kinds[slice(*words)] = part.kinds

    def probability(self, words: Range) -> float:
        """Give the probability of the likeliest word of a span."""
        return float(self.inside[slice(*words)].max())

    def kind(self, words: Range) -> int:
        """Give the index of the kind that is likeliest over all words of a span."""
        return int(self.kinds[slice(*words)].sum(0).argmax())


def rounded(probabilities: NDArray[np.float32]) -> Floats:
    """Round probabilities.

    >>> rounded(np.array([0.33333334, 0.1], np.float32)).tolist()
    [0.3333, 0.1]
    """
    found: Floats = probabilities.astype(np.float64).round(DECIMALS)
    return found


def runs(inside: Floats, begins: Bools, cut: float) -> Iterator[Range]:
    """Give the runs of words at or above ``cut``, parted where a word rather begins than goes on.

    >>> list(runs(np.array([0.1, 0.9, 0.9, 0.8]), np.array([False, True, False, True]), 0.5))
    [(1, 3), (3, 4)]
    """
    for first, last in _stretches(inside, cut):
        yield from _parted(first, last, begins)


def peak_runs(blocks: Sequence[Floats], floor: float, firm: Floats) -> list[tuple[int, int, int, float]]:
    """Give the runs at ``firm``, and those of weaker stretches above ``floor`` at half of their peak.

    Each block is [layers, words], ``firm`` [layers of all blocks]; a run is its layer, counted over all blocks, its
    first word, the word behind its last, and its peak. Neighbouring words are one run, whichever of them begins it.
    A firm run is not widened by the weak words beside it, and these are no run of their own.

    >>> peak_runs([np.array([[0.2, 0.9, 0.0, 0.3, 0.4, 0.1]]), np.array([[0.0, 0.2]])], 0.1, np.array([0.5, 0.5]))
    [(0, 1, 2, 0.9), (0, 3, 5, 0.4), (1, 1, 2, 0.2)]
    """
    widths = [block.shape[1] + 1 for block in blocks for _ in block]
    gaps = np.cumsum([0, *widths])  # all layers stand behind one another, with a gap before each and at the end
    row = np.zeros(gaps[-1] + 1)
    layer = 0
    for block in blocks:
        row[gaps[layer] : gaps[layer + len(block)]].reshape(block.shape[0], -1)[:, 1:] = block
        layer += len(block)
    edges, peaks = _edges_and_peaks(row, row >= floor)
    cuts = np.minimum(firm[np.searchsorted(gaps, edges[::2]) - 1], peaks / 2)
    weak = np.full(len(row), np.inf)
    weak[row >= floor] = np.repeat(cuts, edges[1::2] - edges[::2])
    edges, peaks = _edges_and_peaks(row, row >= weak)
    layers = np.searchsorted(gaps, edges[::2]) - 1
    words = edges.reshape(-1, 2) - gaps[layers][:, None] - 1
    return list(zip(layers.tolist(), *words.T.tolist(), peaks.tolist(), strict=True))


def _edges_and_peaks(row: Floats, over: Bools) -> tuple[NDArray[np.int64], Floats]:
    """Give where the stretches that are ``over`` begin and end, by turns, and the greatest value of each."""
    edges = np.flatnonzero(over[1:] != over[:-1]) + 1
    return edges, np.maximum.reduceat(row, edges)[::2] if len(edges) else np.zeros(0)


def whole_runs(inside: Floats, begin: Floats, cost: float) -> Iterator[Range]:
    """Give the runs of the likeliest labels of a layer as a whole: one weak word does not part a long run.

    To begin a run costs ``cost``, in log-probability: the higher it is, the fewer and the surer the runs.

    >>> list(whole_runs(np.array([0.9, 0.9, 0.4, 0.9, 0.0]), np.array([0.8, 0.0, 0.1, 0.1, 0.0]), 1.0))
    [(0, 4)]
    """
    for first, last in _stretches(inside, LEAST_INSIDE):
        shares = inside[first:last].tolist()
        if cost >= 0 and max(shares) < EVEN:
            continue
        labels = _likeliest_labels(shares, begin[first:last].tolist(), cost)
        at = first
        for word in range(first, last + 1):
            label = labels[word - first] if word < last else _OUT
            if label != _IN:
                if word > at and labels[at - first] != _OUT:
                    yield at, word
                at = word


def _likeliest_labels(inside: Sequence[float], begin: Sequence[float], cost: float) -> list[int]:
    """Find the likeliest sequence (Viterbi): a run begins before it goes on."""
    outside, started, going = 0.0, -math.inf, -math.inf
    before: list[tuple[int, int]] = []
    for there, begins in zip(inside, begin, strict=True):
        on, running = (_BEGIN, started) if started >= going else (_IN, going)
        best, likeliest = (_OUT, outside) if outside >= running else (on, running)
        before.append((best, on))
        outside = likeliest + _log(1 - there)
        started = likeliest + _log(begins) - cost
        going = running + _log(there - begins)
    label = max((_OUT, outside), (_BEGIN, started), (_IN, going), key=lambda one: one[1])[0]
    labels = [label]
    for best, on in reversed(before[1:]):
        label = on if label == _IN else best
        labels.append(label)
    return labels[::-1]


def _log(probability: float) -> float:
    return math.log(probability if probability > LEAST_LIKELY else LEAST_LIKELY)


def _stretches(inside: Floats, cut: float) -> Iterator[Range]:
    """Give the stretches of neighbouring words at or above ``cut``. Most layers have few: only those are walked."""
    first = last = -1
    for at in np.flatnonzero(inside >= cut).tolist():
        if at != last and last > first:
            yield first, last
        if at != last:
            first = at
        last = at + 1
    if last > first:
        yield first, last


def _parted(first: int, last: int, begins: Bools) -> Iterator[Range]:
    for at in range(first + 1, last):
        if begins[at]:
            yield first, at
            first = at
    yield first, last
