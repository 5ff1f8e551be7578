"""Signs of numbers: whether two mentions count the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.pairs import Column, Flags, Pairs
from sayso.merge.sketch import NO_BOUND

Signs = Iterator[tuple[str, Flags | Column]]

NEAR = 0.25
"""How far, as a share of the greater, two counts may lie apart that do not contradict each other and are still told as
one: "at least 10" and 12. Of pairs of one type in gold/train of which a count has an open end, 115 of 208 up to here
told one event, 113 of 277 up to .9, and 19 of 300 beyond (2026-11)."""


def number_signs(pairs: Pairs) -> Signs:
    """Compare counts, kind by kind: the same, or how far apart as a share of the greater.

    A kind of which any two counts agree is apart in none. Counts with an open end need not contradict each other and
    can still be far apart: "more than 30" and 1,456.
    """
    compared = list(_compared(pairs))
    agreed = np.zeros(len(pairs.left), np.int64)
    for one in compared:
        agreed |= np.where(one.near, 1 << one.kind, 0)
    apart, far = np.zeros(len(pairs.left), np.float32), np.zeros(len(pairs.left), np.float32)
    for one in compared:
        other_kind = (agreed >> one.kind) & 1 == 0
        apart = np.maximum(apart, np.where(other_kind, one.apart, np.float32(0)))
        far = np.maximum(far, np.where(other_kind, one.far, np.float32(0)))
    yield "number: same", agreed != 0
    yield "number: apart", apart
    yield "number: far, an end open", far


@dataclass(frozen=True, slots=True, eq=False)
class _Counts:
    """Hold one count of each mention compared: of which kind both are, or 0, whether they are near, or how far apart.

    ``apart`` is the distance of counts that contradict each other, ``far`` of those that do not, each 0 to 1.
    """

    kind: NDArray[np.int64]
    near: Flags
    apart: Column
    far: Column


def _compared(pairs: Pairs) -> Iterator[_Counts]:
    for mine in range(pairs.left["kinds"].shape[1]):
        for theirs in range(pairs.right["kinds"].shape[1]):
            kind = pairs.left["kinds"][:, mine].astype(np.int64)
            kind[kind != pairs.right["kinds"][:, theirs]] = 0
            if kind.any():
                yield _counts(kind, (pairs.left, mine), (pairs.right, theirs))


def _counts(kind: NDArray[np.int64], one: tuple[NDArray[Any], int], other: tuple[NDArray[Any], int]) -> _Counts:
    (low, high), (least, most) = _bounds(*one), _bounds(*other)
    gap = np.maximum(low - most, least - high)
    meet, part = (kind != 0) & (gap <= 0), (kind != 0) & (gap > 0)
    share = _share_apart(_told(*one), _told(*other))
    closed = (high < _ENDLESS) & (most < _ENDLESS) & (low > 0) & (least > 0)
    near = meet & (closed | (share <= NEAR))
    contradiction = np.minimum(gap / np.maximum(np.maximum(low, least), 1), 1)
    nothing = np.float32(0)
    return _Counts(
        kind,
        near,
        np.where(part, contradiction.astype(np.float32), nothing),
        np.where(meet, share.astype(np.float32), nothing),
    )


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
