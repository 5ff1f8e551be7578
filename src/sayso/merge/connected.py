"""Connected blocks: which rows hang together over any number of pairs."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


def connected(n: int, left: NDArray[Any], right: NDArray[Any]) -> Rows:
    """Give for each of ``n`` rows the lowest row that pairs lead to from it, over others or not.

    The order and direction of the pairs do not matter; a row in no pair is its own lowest.

    >>> connected(6, np.array([4, 1]), np.array([1, 3])).tolist()
    [0, 1, 2, 1, 1, 5]
    """
    lowest: Rows = np.arange(n, dtype=np.int64)
    left, right = np.asarray(left, np.int64), np.asarray(right, np.int64)
    while left.size:
        ends = lowest[left], lowest[right]
        apart = ends[0] != ends[1]
        left, right = left[apart], right[apart]
        low, high = np.minimum(*ends)[apart], np.maximum(*ends)[apart]
        np.minimum.at(lowest, high, low)
        lowest = _flattened(lowest)
    return lowest


def blocks(n: int, left: NDArray[Any], right: NDArray[Any]) -> list[Rows]:
    """Give the connected blocks of two rows and more, each in ascending order, by their lowest rows.

    >>> [block.tolist() for block in blocks(6, np.array([4, 0]), np.array([1, 3]))]
    [[0, 3], [1, 4]]
    """
    lowest = connected(n, left, right)
    order = np.argsort(lowest, kind="stable")
    begins = np.flatnonzero(np.diff(lowest[order], prepend=-1))
    return [block for block in np.split(order, begins[1:]) if block.size > 1]


def _flattened(lowest: Rows) -> Rows:
    while True:
        further = lowest[lowest]
        if np.array_equal(further, lowest):
            return lowest
        lowest = further
