"""Pairs: the sketches of compared mentions side by side, and the arithmetic that all signs share.

Everything here is exact or rounded alike wherever a value stands in an array, so that a pair's signs do not depend on
the pairs that are compared with it: no logarithm, exponential or angle of an array is taken.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sheet = NDArray[Any]
Flags = NDArray[np.bool_]
Column = NDArray[np.float32]
MOST_DAYS = 4000
"""Days beyond which a distance in time says no more."""
_LOGS = np.array([math.log1p(number) for number in range(MOST_DAYS + 1)], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Hold the sketches of pairs: row i of ``left`` is compared with row i of ``right``."""

    left: Sheet
    right: Sheet

    @classmethod
    def of(cls, sheet: Sheet, left: NDArray[Any], right: NDArray[Any]) -> Pairs:
        """Lay the rows of a sheet side by side."""
        return cls(sheet[left], sheet[right])

    def same(self, field: str) -> Flags:
        """Tell where both have the same value, and it is not 0, which stands for none."""
        one, other = self.left[field], self.right[field]
        found: Flags = (one == other) & (one != 0)
        return found

    def either(self, flags: Flags, others: Flags) -> Flags:
        """Tell where one of the two has something, and the other has not."""
        return flags ^ others

    def apart(self, field: str) -> NDArray[np.int64]:
        """Give how far two numbers lie apart."""
        found: NDArray[np.int64] = np.abs(self.left[field].astype(np.int64) - self.right[field].astype(np.int64))
        return found

    def later(self, field: str) -> NDArray[Any]:
        """Give the value of the mention that stands later in its text."""
        behind = self.left["trigger"] > self.right["trigger"]
        return np.where(behind, self.left[field], self.right[field])


def meets(one: NDArray[Any], other: NDArray[Any]) -> Flags:
    """Tell for each row whether any hash of one stands in the other; 0 stands for none."""
    found = np.zeros(len(one), bool)
    for mine in one.T:
        for theirs in other.T:
            found |= (mine == theirs) & (mine != 0)
    return found


def common(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.int64]:
    """Count the bits that two sets have in common, [rows, parts] each."""
    found: NDArray[np.int64] = _size(one & other)
    return found


def share(one: NDArray[Any], other: NDArray[Any]) -> Column:
    """Give the bits that two sets have in common as a share of the smaller; 0 where it is empty."""
    least = np.maximum(np.minimum(_size(one), _size(other)), 1)
    return column(common(one, other) / least)


def logs(numbers: NDArray[Any]) -> Column:
    """Give log(1 + number) of whole numbers from 0, those above ``MOST_DAYS`` as that."""
    found: Column = _LOGS[np.clip(numbers, 0, MOST_DAYS).astype(np.int64)]
    return found


def likeness(pairs: Pairs) -> Column:
    """Give the cosine of two trigger vectors; 0 where one is missing or another model gave it.

    Products and sums of signed bytes are whole numbers below 2**24: exact in single precision, in any order.
    """
    mine, theirs = (side["vector"].astype(np.float32) for side in (pairs.left, pairs.right))
    size = np.sqrt(np.einsum("ij,ij->i", mine, mine) * np.einsum("ij,ij->i", theirs, theirs))
    known = pairs.same("model") & (size > 0)
    return column(np.where(known, np.einsum("ij,ij->i", mine, theirs) / np.maximum(size, 1), 0))


def column(values: NDArray[Any]) -> Column:
    """Give values in single precision."""
    return values.astype(np.float32, copy=False)


def _size(sets: NDArray[Any]) -> NDArray[np.int64]:
    found: NDArray[np.int64] = _bits(sets).sum(1, dtype=np.int64)
    return found


def _bits(sets: NDArray[Any]) -> NDArray[np.uint8]:
    """Count bits; numpy does it itself from its second version on, four times as fast."""
    if hasattr(np, "bitwise_count"):
        counted: NDArray[np.uint8] = np.bitwise_count(sets)
        return counted
    return _BITS[np.ascontiguousarray(sets).view(np.uint8)]


_BITS = np.array([number.bit_count() for number in range(256)], np.uint8)
