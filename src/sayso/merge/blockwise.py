"""From sketches to clusters: compare pairs that share a block key, keep the likely ones, cluster what they connect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import PairWeights
from sayso.merge.blocks import pairs_of
from sayso.merge.cluster import THRESHOLD, WEAKEST, cluster
from sayso.merge.compare import compare
from sayso.merge.connected import Rows, connected

KEPT_SCORE = 0.3
"""Probability from which a pair is kept to be told: below it nobody would ask why two mentions were kept apart."""

PAIRS_AT_ONCE = 1 << 16
"""Pairs compared at once: memory for arrays of this size is used again, for larger ones it is had from the system each
time. Of 10,000 made mentions (2026-11) that was .04 against .72 s of system time, beside 2 s of comparing."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Hold pairs of rows in parallel: low row, high row, score (0–1), and the number of the bar or 0."""

    left: Rows
    right: Rows
    score: NDArray[np.float32]
    bar: NDArray[np.uint8]

    def links(self) -> tuple[Rows, Rows]:
        """Give the ends of the pairs that connect a block: above the clustering's threshold and not barred."""
        strong = (self.score > THRESHOLD) & (self.bar == 0)
        return self.left[strong], self.right[strong]


def likely_pairs(
    sheet: NDArray[Any], keys: Rows, rows: Rows, weights: PairWeights, new: NDArray[np.bool_] | None = None
) -> Pairs:
    """Compare rows that share a key; give the pairs that score ``KEPT_SCORE`` and more, barred ones too.

    With ``new``, a flag for each row, only pairs with at least one new row.
    """
    pairs = pairs_of(keys, rows) if new is None else pairs_with(keys, rows, new)
    return _compared(sheet, pairs, weights, lambda score, bar: score >= KEPT_SCORE)


def clusters_of(
    sheet: NDArray[Any],
    keys: Rows,
    rows: Rows,
    weights: PairWeights,
    same: Sequence[tuple[int, int]] = (),
    different: Sequence[tuple[int, int]] = (),
) -> Rows:
    """Give for each row of whole blocks the lowest row of its cluster; ``keys`` and ``rows`` are all their keys."""
    pairs = _compared(sheet, pairs_of(keys, rows), weights, lambda score, bar: (score >= WEAKEST) | (bar != 0))
    return cluster(len(sheet), pairs.left, pairs.right, pairs.score, pairs.bar != 0, same, different)


def within_blocks(
    n: int, keys: Rows, rows: Rows, left: Rows, right: Rows, same: Sequence[tuple[int, int]]
) -> tuple[Rows, Rows, Rows]:
    """Cut a sheet down to the rows that links or ``same`` connect with any other.

    Give those rows in ascending order, and their keys with rows counted in that order; rows of different blocks
    share no key any more.
    """
    ends = np.array(same, np.int64).reshape(-1, 2)
    lowest = connected(n, np.concatenate([left, ends[:, 0]]), np.concatenate([right, ends[:, 1]]))
    kept = np.bincount(lowest, minlength=n)[lowest] > 1
    members = np.flatnonzero(kept)
    place = np.cumsum(kept) - 1
    inside = kept[rows]
    keys, rows = keys[inside], rows[inside]
    order = np.lexsort((keys, lowest[rows]))
    keys, rows = keys[order], rows[order]
    begins = (np.diff(keys, prepend=0) != 0) | (np.diff(lowest[rows], prepend=-1) != 0)
    return members, np.cumsum(begins).astype(np.int64), place[rows]


def pairs_with(keys: Rows, rows: Rows, new: NDArray[np.bool_]) -> Iterator[tuple[Rows, Rows]]:
    """Give the pairs of rows that share a key and of which one is new, low row first, some at a time.

    A pair that shares several keys may come again in another chunk.
    """
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    asking = np.flatnonzero(new[rows])
    begins = np.searchsorted(keys, keys[asking], "left")
    sizes = np.searchsorted(keys, keys[asking], "right") - begins
    for chunk in np.split(np.arange(asking.size), _cuts(sizes)):
        one = np.repeat(rows[asking[chunk]], sizes[chunk])
        steps = np.arange(one.size) - np.repeat(np.cumsum(sizes[chunk]) - sizes[chunk], sizes[chunk])
        other = rows[np.repeat(begins[chunk], sizes[chunk]) + steps]
        apart = one != other
        low, high = np.minimum(one, other)[apart], np.maximum(one, other)[apart]
        whole = np.unique(low * (rows.max(initial=0) + 1) + high)
        yield np.divmod(whole, rows.max(initial=0) + 1)


def _cuts(sizes: Rows) -> Rows:
    total = np.cumsum(sizes)
    return np.flatnonzero(np.diff(total // PAIRS_AT_ONCE)) + 1


def _compared(sheet: NDArray[Any], pairs: Any, weights: PairWeights, wanted: Any) -> Pairs:
    found: list[Pairs] = []
    for left, right in pairs:
        for at in range(0, left.size, PAIRS_AT_ONCE):
            one, other = left[at : at + PAIRS_AT_ONCE], right[at : at + PAIRS_AT_ONCE]
            compared = compare(sheet, one, other, weights)
            kept = wanted(compared.score, compared.bar)
            found.append(Pairs(one[kept], other[kept], compared.score[kept], compared.bar[kept]))
    return Pairs(
        np.concatenate([part.left for part in found] or [np.empty(0, np.int64)]),
        np.concatenate([part.right for part in found] or [np.empty(0, np.int64)]),
        np.concatenate([part.score for part in found] or [np.empty(0, np.float32)]),
        np.concatenate([part.bar for part in found] or [np.empty(0, np.uint8)]),
    )
