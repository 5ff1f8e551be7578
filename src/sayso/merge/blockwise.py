"""From sketches to clusters: compare pairs that share a block key, keep the likely ones, cluster what they connect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import PairWeights
from sayso.merge.bars import bars
from sayso.merge.blocks import pairs_of, sorted_once
from sayso.merge.cluster import cluster
from sayso.merge.compare import compare
from sayso.merge.connected import Rows
from sayso.merge.first_look import FirstLook
from sayso.merge.pairs import Pairs as Pairing

KEPT_SCORE = 0.2
"""Probability from which a pair is kept, to be clustered and told; any other counts as never compared. On gold/train
clustering by kept pairs alone lowers B-cubed from .8014 to .8012 and F1 of pairs across documents from .230 to .227;
with .3 it would be .7995 and .202 (2026-11)."""

PAIRS_AT_ONCE = 1 << 16
"""Pairs compared at once: memory for arrays of this size is used again, for larger ones it is had from the system each
time. Of 10,000 made mentions (2026-11) that was .04 against .72 s of system time, beside 2 s of comparing."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Hold pairs of rows in parallel: low row, high row, score (0–1), and the number of the bar or 0."""

    left: Rows
    right: Rows
    score: NDArray[np.float64]
    bar: NDArray[np.uint8]

    @classmethod
    def none(cls) -> Pairs:
        """Give no pairs."""
        return cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64), np.empty(0, np.uint8))


def likely_pairs(
    sheet: NDArray[Any], keys: Rows, rows: Rows, weights: PairWeights, new: NDArray[np.bool_] | None = None
) -> Pairs:
    """Compare rows that share a key and pass the first look; give the ``likely`` pairs.

    With ``new``, a flag for each row, only pairs with at least one new row are compared, and a pair may come twice.
    """
    return together(likely(sheet, *part, weights) for part in worth_comparing(sheet, keys, rows, new))


def worth_comparing(
    sheet: NDArray[Any], keys: Rows, rows: Rows, new: NDArray[np.bool_] | None = None
) -> Iterator[tuple[Rows, Rows]]:
    """Give the pairs of rows that share a key and pass the first look, some at a time."""
    look = FirstLook.of(sheet)
    for left, right in _parts(pairs_of(keys, rows) if new is None else pairs_with(keys, rows, new)):
        worth = look.worth(left, right)
        yield left[worth], right[worth]


def likely(sheet: NDArray[Any], left: Rows, right: Rows, weights: PairWeights) -> Pairs:
    """Compare pairs; give those that score ``KEPT_SCORE`` and more, barred ones too, with scores of four decimals."""
    found = compare(sheet, left, right, weights)
    kept = found.score >= KEPT_SCORE
    score = found.score[kept].astype(np.float64).round(4)
    return Pairs(left[kept], right[kept], score, found.bar[kept])


def together(parts: Iterable[Pairs]) -> Pairs:
    """Lay pairs one after another; no parts give none."""
    found = [Pairs.none(), *parts]
    return Pairs(*(np.concatenate([getattr(part, name) for part in found]) for name in Pairs.__slots__))


def clusters_of(
    sheet: NDArray[Any], pairs: Pairs, same: Sequence[tuple[int, int]] = (), different: Sequence[tuple[int, int]] = ()
) -> Rows:
    """Give for each row the lowest row of its cluster; ``pairs`` are all likely ones of whole blocks, each once.

    Bars hold between all rows of a cluster, those never compared too: where one is found, its block is clustered again.
    """
    left, right, score, barred = pairs.left, pairs.right, pairs.score, pairs.bar != 0
    while True:
        found = cluster(len(sheet), left, right, score, barred, same, different)
        crossed = np.setdiff1d(_barred_within(sheet, found), codes_of(left[barred], right[barred]))
        if not crossed.size:
            return found
        left, right = np.append(left, crossed >> 32), np.append(right, crossed & 0xFFFFFFFF)
        score = np.append(score, np.zeros(crossed.size))
        barred = np.append(barred, np.ones(crossed.size, bool))


def codes_of(left: Rows, right: Rows) -> Rows:
    """Give one number for each pair, the same in both directions."""
    return np.minimum(left, right) << 32 | np.maximum(left, right)


def _barred_within(sheet: NDArray[Any], clusters: Rows) -> Rows:
    several = np.flatnonzero(np.bincount(clusters, minlength=len(clusters))[clusters] > 1)
    found = [np.empty(0, np.int64)]
    for left, right in _parts(pairs_of(clusters[several], several)):
        barred = bars(Pairing.of(sheet, left, right)) != 0
        found.append(codes_of(left[barred], right[barred]))
    return np.concatenate(found)


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
        code = sorted_once(low << 32 | high)
        yield code >> 32, code & 0xFFFFFFFF


def _cuts(sizes: Rows) -> Rows:
    total = np.cumsum(sizes)
    return np.flatnonzero(np.diff(total // PAIRS_AT_ONCE)) + 1


def _parts(pairs: Iterable[tuple[Rows, Rows]]) -> Iterator[tuple[Rows, Rows]]:
    for left, right in pairs:
        for at in range(0, left.size, PAIRS_AT_ONCE):
            yield left[at : at + PAIRS_AT_ONCE], right[at : at + PAIRS_AT_ONCE]
