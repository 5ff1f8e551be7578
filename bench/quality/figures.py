"""Figures that several sets share. Plain Python, no corpus, no product."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

SEED = 20191231
"""Of every bootstrap, so that the same record gives the same interval."""
RESAMPLES = 1000
BINS = 10


class Counts(NamedTuple):
    """Count what was found, what of it is right, and what there was to find."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def plus(self, other: Counts) -> Counts:
        """Add another part's counts."""
        return Counts(self.right + other.right, self.found + other.found, self.gold + other.gold)


def total(counts: Sequence[Counts]) -> Counts:
    """Add up the counts of several parts."""
    return Counts(*(sum(column) for column in zip(*counts, strict=True))) if counts else Counts()


def precision(counts: Counts) -> float:
    """Give the share of what was found that is right, 0 where nothing was found."""
    return counts.right / counts.found if counts.found else 0.0


def recall(counts: Counts) -> float:
    """Give the share of what there was to find that was found, 0 where there was nothing."""
    return counts.right / counts.gold if counts.gold else 0.0


def f1(counts: Counts) -> float:
    """Give the harmonic mean of precision and recall.

    >>> f1(Counts(right=1, found=2, gold=2))
    0.5
    """
    both = counts.found + counts.gold
    return 2 * counts.right / both if both else 0.0


def f1_interval(parts: Sequence[Counts], share: float = 0.9, seed: int = SEED) -> tuple[float, float]:
    """Give a percentile bootstrap interval of the F1, drawing whole documents.

    ``parts`` are the counts of each document; ``share`` is what the interval holds of the 1,000 resamples.
    No documents give (0, 0).
    """
    if not parts:
        return 0.0, 0.0
    chance = random.Random(seed)
    drawn = sorted(f1(total(chance.choices(parts, k=len(parts)))) for _ in range(RESAMPLES))
    cut = round((1 - share) / 2 * RESAMPLES)
    return drawn[cut], drawn[RESAMPLES - 1 - cut]


class Weighed(NamedTuple):
    """Hold a probability that was given and whether it came true."""

    probability: float
    right: bool


def calibration_error(weighed: Sequence[Weighed], bins: int = BINS) -> float:
    """Give the expected calibration error over bins of equal count, in the order of the probabilities.

    Equal probabilities keep the order they come in. Nothing weighed gives 0.
    """
    ordered = sorted(weighed, key=lambda one: one.probability)
    n = len(ordered)
    borders = [round(n * at / bins) for at in range(bins + 1)]
    error = 0.0
    for first, last in pairwise(borders):
        part = ordered[first:last]
        error += abs(sum(one.probability for one in part) - sum(one.right for one in part))
    return error / n if n else 0.0


class Kept(NamedTuple):
    """Say what keeping all at or above a probability gives: the share kept and the share of that which is right."""

    asked: float
    probability: float
    share: float
    precision: float


def kept_at(weighed: Sequence[Weighed], share: float) -> Kept:
    """Keep the likeliest ``share`` and all that is as likely as the last of them.

    >>> kept_at([Weighed(0.9, True), Weighed(0.5, False), Weighed(0.4, False)], 1 / 3)
    Kept(asked=0.3333333333333333, probability=0.9, share=0.3333333333333333, precision=1.0)

    Raises:
        ValueError: there is nothing to keep.
    """
    if not weighed:
        raise ValueError("no mention to keep a share of")
    likeliest = sorted((one.probability for one in weighed), reverse=True)
    cut = likeliest[max(1, round(share * len(likeliest))) - 1]
    kept = [one.right for one in weighed if one.probability >= cut]
    return Kept(share, cut, len(kept) / len(weighed), sum(kept) / len(kept))


def kept_from(weighed: Sequence[Weighed], bar: float) -> Kept:
    """Keep all that is at least as likely as ``bar``; where nothing is, the shares are 0.

    >>> kept_from([Weighed(0.9, True), Weighed(0.5, False)], 0.5)
    Kept(asked=0.5, probability=0.5, share=1.0, precision=0.5)
    """
    kept = [one.right for one in weighed if one.probability >= bar]
    if not kept:
        return Kept(bar, bar, 0.0, 0.0)
    return Kept(bar, bar, len(kept) / len(weighed), sum(kept) / len(kept))


def mean_absolute_error(pairs: Sequence[tuple[float, float]]) -> float:
    """Give the mean distance between the two values of each pair, 0 for none."""
    return sum(abs(gold - found) for gold, found in pairs) / len(pairs) if pairs else 0.0


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Give Pearson's correlation of the values of pairs, 0 where either does not vary.

    >>> round(pearson([(1, 2), (2, 4), (3, 6)]), 6)
    1.0
    """
    n = len(pairs)
    if not n:
        return 0.0
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    together = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    spread = sum((x - mean_x) ** 2 for x, _ in pairs) * sum((y - mean_y) ** 2 for _, y in pairs)
    return together / sqrt(spread) if spread else 0.0
