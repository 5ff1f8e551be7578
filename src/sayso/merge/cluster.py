"""Clustering: compared pairs of mentions become clusters, one connected block at a time.

Average link over log-odds with bars, then repair: a pure function of a block's pairs. What stands in other blocks, in
which order pairs come and how many there are in all changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.connected import Rows, connected
from sayso.merge.contract import Block, contract
from sayso.merge.repair import repair

THRESHOLD = 0.5
"""Probability above which a pair speaks for one event, below it against."""
CONNECTS = 0.65
"""Probability above which a pair connects a block. Of 100,000 made mentions the largest block has 2,895 with .6, 532
with .65 and 382 with .7. On gold/train, with .5, .6, .65 and .7, B-cubed is .8012, .8033, .8032 and .8029, F1 of pairs
across documents .227, .226, .223 and .223, of pairs inside them .583, .580, .572 and .561 (2026-11)."""
WEAKEST, STRONGEST = 0.02, 0.999
"""Probabilities beyond which a pair speaks no more against or for one event. A pair never compared counts as the
weakest: .001 to .1 give the same B-cubed F1 of .798 on the product's own mentions of gold/train, .2 gives .799, and the
CoNLL F1 of ECB+ train changes by less than .2 (2026-11)."""
STEPS = 256
"""Weights are log-odds in whole parts of 1/256: sums of whole numbers do not depend on their order."""
UNCOMPARED = math.floor(STEPS * math.log(WEAKEST / (1 - WEAKEST) * (1 - THRESHOLD) / THRESHOLD))
BAR = -(10**15)
"""Weight of a barred pair: far below what the 2.5e11 pairs between two halves of a million rows can outweigh."""

Pairs = Sequence[tuple[int, int]]


def cluster(
    n: int,
    left: NDArray[Any],
    right: NDArray[Any],
    score: NDArray[Any],
    barred: NDArray[Any],
    same: Pairs = (),
    different: Pairs = (),
) -> Rows:
    """Give for each of ``n`` rows the lowest row of its cluster.

    ``left``, ``right``, ``score`` (0–1) and ``barred`` are parallel: each pair of rows once, in any order and
    direction. A pair scored below ``WEAKEST`` and not barred may be left out. ``same`` and ``different`` are what
    people decided: ``same`` holds against scores and bars, ``different`` against all; ``refused`` tells which of
    ``same`` cannot hold beside ``different``.

    >>> left, right = np.array([0, 1, 0]), np.array([1, 2, 2])
    >>> cluster(4, left, right, np.array([0.9, 0.8, 0.7]), np.zeros(3, bool)).tolist()
    [0, 0, 0, 3]
    >>> cluster(4, left, right, np.array([0.9, 0.8, 0.7]), np.array([False, False, True])).tolist()
    [0, 0, 2, 3]
    """
    groups, _ = decided_groups(n, same, different)
    weights = weights_of(score, barred)
    sizes = np.bincount(groups, minlength=n)
    links = _links(groups, left, right, weights, different)
    found: Rows = np.arange(n, dtype=np.int64)
    for members, inside in _blocks(n, *links):
        block = Block(sizes[members].tolist(), list(zip(*(part.tolist() for part in inside), strict=True)), UNCOMPARED)
        into = np.array(repair(block, contract(block)))
        lowest = np.full(members.size, n)
        np.minimum.at(lowest, into, members)
        found[members] = lowest[into]
    return found[groups]


def decided_groups(n: int, same: Pairs, different: Pairs) -> tuple[Rows, list[tuple[int, int]]]:
    """Join rows that people called the same; give each row's lowest fellow, and the pairs of ``same`` refused.

    They are taken in the order given. One that would put two rows called different into one group is refused: of two
    decisions that contradict each other the caller puts first, or leaves alone, the one that counts.

    >>> groups, refused = decided_groups(4, same=[(0, 1), (1, 2)], different=[(2, 0)])
    >>> groups.tolist(), refused
    ([0, 0, 2, 3], [(1, 2)])
    """
    groups: Rows = np.arange(n, dtype=np.int64)
    members = {row: {row} for pair in same for row in pair}
    apart: dict[int, set[int]] = {}
    for one, other in different:
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    refused = []
    for one, other in same:
        low, high = sorted((int(groups[one]), int(groups[other])))
        if low == high:
            continue
        if any(not members[high].isdisjoint(apart.get(row, ())) for row in members[low]):
            refused.append((one, other))
            continue
        gone = members.pop(high)
        members[low] |= gone
        groups[list(gone)] = low
    return groups, refused


def weights_of(score: NDArray[Any], barred: NDArray[Any]) -> Rows:
    """Turn probabilities into whole steps of log-odds above ``THRESHOLD``, or ``BAR``.

    They are looked up among fixed borders: a logarithm of a whole array may differ in its last digit with the
    number's place in the array.
    """
    steps = np.searchsorted(_borders(), score, side="right") + UNCOMPARED
    return np.where(barred, BAR, steps).astype(np.int64)


@cache
def _borders() -> NDArray[np.float64]:
    """Give the probability at which each weight above the lowest begins."""
    highest = STEPS * math.log(STRONGEST / (1 - STRONGEST))
    odds = (math.exp(step / STEPS) * THRESHOLD / (1 - THRESHOLD) for step in range(UNCOMPARED + 1, int(highest)))
    return np.array([one / (1 + one) for one in odds])


def _links(
    groups: Rows, left: NDArray[Any], right: NDArray[Any], weights: Rows, different: Pairs
) -> tuple[Rows, Rows, Rows]:
    """Give the ends of pairs between two groups, low and high, and how much each outweighs one never compared."""
    parted = np.array(different, np.int64).reshape(-1, 2)
    ends = groups[np.concatenate([left, parted[:, 0]])], groups[np.concatenate([right, parted[:, 1]])]
    excess = np.concatenate([weights, np.full(len(parted), BAR)]) - UNCOMPARED
    between = ends[0] != ends[1]
    return np.minimum(*ends)[between], np.maximum(*ends)[between], excess[between]


def _blocks(n: int, low: Rows, high: Rows, excess: Rows) -> Iterator[tuple[Rows, tuple[Rows, Rows, Rows]]]:
    """Cut the links into blocks that pairs above ``CONNECTS`` connect.

    Give the rows of each in ascending order, and its links with their ends counted from 0 in that order.
    """
    strong = excess > int(weights_of(np.array([CONNECTS]), np.array([False]))[0]) - UNCOMPARED
    lowest = connected(n, low[strong], high[strong])
    order = np.argsort(lowest, kind="stable")
    place = np.empty(n, np.int64)
    place[order] = np.arange(n)
    n_members = np.bincount(lowest, minlength=n)
    inside = np.flatnonzero(lowest[low] == lowest[high])
    inside = inside[np.argsort(lowest[low[inside]], kind="stable")]
    cuts = np.flatnonzero(np.diff(lowest[low[inside]], prepend=-1))
    for links in np.split(inside, cuts[1:]) if inside.size else ():
        first = lowest[low[links[0]]]
        begin = place[first]
        ends = place[low[links]] - begin, place[high[links]] - begin
        yield order[begin : begin + n_members[first]], (*ends, excess[links])
