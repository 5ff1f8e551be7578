"""Signs of numbers: whether two mentions count the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.pairs import Column, Flags, Pairs
from sayso.merge.sketch import NO_BOUND
from sayso.record.vocabulary import NUMBER_KINDS

Signs = Iterator[tuple[str, Flags | Column]]

NEAR = 0.25
"""How far, as a share of the greater, two counts may lie apart that do not contradict each other and are still told as
one: "at least 10" and 12."""


def number_signs(pairs: Pairs) -> Signs:
    """Compare counts, kind by kind: the same, or how far apart as a share of the greater.

    A kind of which any two counts agree is apart in none. Counts with an open end need not contradict each other and
    can still be far apart: "more than 30" and 1,456.
    """
    same = np.zeros(len(pairs.left), bool)
    apart, open_apart = np.zeros(len(pairs.left), np.float32), np.zeros(len(pairs.left), np.float32)
    for kind in range(1, len(NUMBER_KINDS) + 1):
        agree, gap, far = _compared(pairs, kind)
        same |= agree
        apart = np.maximum(apart, np.where(agree, np.float32(0), gap))
        open_apart = np.maximum(open_apart, np.where(agree, np.float32(0), far))
    yield "number: same", same
    yield "number: apart", np.minimum(apart, np.float32(1))
    yield "number: far, an end open", np.minimum(open_apart, np.float32(1))


def _compared(pairs: Pairs, kind: int) -> tuple[Flags, Column, Column]:
    """Give for one kind whether any two counts are near, and how far those lie apart that contradict or do not."""
    agree = np.zeros(len(pairs.left), bool)
    gaps, fars = np.zeros(len(pairs.left), np.float32), np.zeros(len(pairs.left), np.float32)
    for mine in range(pairs.left["kinds"].shape[1]):
        for theirs in range(pairs.right["kinds"].shape[1]):
            both = (pairs.left["kinds"][:, mine] == kind) & (pairs.right["kinds"][:, theirs] == kind)
            if not both.any():
                continue
            (low, high), (least, most) = _bounds(pairs.left, mine), _bounds(pairs.right, theirs)
            gap = np.maximum(low - most, least - high)
            steps = _share_apart(_told(pairs.left, mine), _told(pairs.right, theirs))
            closed = (high < _ENDLESS) & (most < _ENDLESS) & (low > 0) & (least > 0)
            agree |= both & (gap <= 0) & (closed | (steps <= NEAR))
            far = gap / np.maximum(np.maximum(low, least), 1)
            gaps = np.where(both & (gap > 0), np.maximum(gaps, far.astype(np.float32)), gaps)
            fars = np.where(both & (gap <= 0), np.maximum(fars, steps.astype(np.float32)), fars)
    return agree, gaps, fars


_ENDLESS = 2**40


def _bounds(side: NDArray[Any], at: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    low, high = side["lows"][:, at].astype(np.int64), side["highs"][:, at].astype(np.int64)
    return np.where(low == NO_BOUND, 0, low), np.where(high == NO_BOUND, _ENDLESS, high)


def _told(side: NDArray[Any], at: int) -> NDArray[np.int64]:
    """Give the bound that a count tells: the lower, or the upper where that alone is known."""
    low, high = side["lows"][:, at].astype(np.int64), side["highs"][:, at].astype(np.int64)
    return np.where(low == NO_BOUND, np.where(high == NO_BOUND, 0, high), low)


def _share_apart(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give how far two counts lie apart as a share of the greater, 0 to 1."""
    found: NDArray[np.float64] = np.abs(one - other) / np.maximum(np.maximum(one, other), 1)
    return found
