"""Score clusters by MUC, B-cubed and CEAF-e, of which the CoNLL score is the mean F1.

Source: Pradhan et al. 2014, "Scoring coreference partitions of predicted mentions: a reference implementation"; the
tests hold the cases published with it. Clusters of one mention count; what they are made of need not be the same on
both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Cluster = AbstractSet[Hashable]
Clusters = Sequence[Cluster]


@dataclass(frozen=True, slots=True)
class Score:
    """Hold recall and precision, 0 to 1."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean; 0 if both are 0."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def clusters_of(labels: Mapping[Hashable, Hashable]) -> list[frozenset[Hashable]]:
    """Put mentions of one label together."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return list(map(frozenset, found.values()))


def conll(gold: Clusters, found: Clusters) -> float:
    """Give the mean of the three F1.

    >>> conll([{1, 2}, {3}], [{1, 2}, {3}])
    1.0
    """
    return sum(measure(gold, found).f1 for measure in (muc, b_cubed, ceaf_e)) / 3


def muc(gold: Clusters, found: Clusters) -> Score:
    """Count links: how many of those that hold a cluster together the other side has."""
    return Score(_muc_recall(gold, found), _muc_recall(found, gold))


def b_cubed(gold: Clusters, found: Clusters) -> Score:
    """Take, for each mention, the share of its cluster that the other side puts with it."""
    return Score(_b_cubed_recall(gold, found), _b_cubed_recall(found, gold))


def ceaf_e(gold: Clusters, found: Clusters) -> Score:
    """Align clusters one to one so that they are most alike, and add up how alike they are.

    Two clusters are alike by twice their common mentions over all their mentions.
    """
    alike = sum(_best_alignment(block) for block in _blocks(gold, found))
    return Score(alike / max(len(gold), 1), alike / max(len(found), 1))


def _muc_recall(gold: Clusters, found: Clusters) -> float:
    home = _homes(found)
    # A mention that the other side does not have is a part of its own.
    parts = (len({home.get(mention, ("alone", mention)) for mention in cluster}) for cluster in gold)
    kept = sum(len(cluster) - n for cluster, n in zip(gold, parts, strict=True))
    return kept / max(sum(len(cluster) - 1 for cluster in gold), 1)


def _b_cubed_recall(gold: Clusters, found: Clusters) -> float:
    home = _homes(found)
    shares = (_common(cluster, home).values() for cluster in gold)
    kept = sum(sum(n * n for n in common) / len(cluster) for cluster, common in zip(gold, shares, strict=True))
    return kept / max(sum(map(len, gold)), 1)


def _homes(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: at for at, cluster in enumerate(clusters) for mention in cluster}


def _common(cluster: Cluster, home: Mapping[Hashable, int]) -> dict[int, int]:
    """Count the mentions that a cluster has in common with each of the other side's."""
    found: dict[int, int] = defaultdict(int)
    for mention in cluster:
        if mention in home:
            found[home[mention]] += 1
    return found


def _blocks(gold: Clusters, found: Clusters) -> Iterable[NDArray[np.float64]]:
    """Give how alike clusters are, [gold, found], block by block: nothing joins two blocks."""
    home, rows = _homes(found), list(range(len(gold)))
    common = [_common(cluster, home) for cluster in gold]
    holders: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        for column in common[row]:
            holders[column].append(row)
    seen: set[int] = set()
    for row in rows:
        inside = _reached(row, common, holders, seen)
        columns = sorted({column for one in inside for column in common[one]})
        if columns:
            alike = [
                [2 * common[one].get(to, 0) / (len(gold[one]) + len(found[to])) for to in columns] for one in inside
            ]
            yield np.array(alike)


def _reached(
    row: int, common: Sequence[Mapping[int, int]], holders: Mapping[int, list[int]], seen: set[int]
) -> list[int]:
    """Give the rows that a row meets over columns, itself among them; none if it was met before."""
    waiting, inside = [row], []
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            inside.append(one)
            waiting += [other for column in common[one] for other in holders[column]]
    return inside


def _best_alignment(alike: NDArray[np.float64]) -> float:
    """Give the largest sum of cells of which no two share a row or a column: the Hungarian algorithm.

    Row after row finds the cheapest way to a free column over columns taken before; prices keep all costs above 0.
    """
    cost = -(alike if alike.shape[0] <= alike.shape[1] else alike.T)
    n, m = cost.shape
    row_price, column_price = np.zeros(n), np.zeros(m + 1)
    holder = np.full(m + 1, -1)
    for row in range(n):
        holder[m] = row
        column, least, before, done = m, np.full(m, np.inf), np.full(m, m), np.zeros(m + 1, bool)
        while holder[column] >= 0:
            done[column] = True
            reduced = cost[holder[column]] - row_price[holder[column]] - column_price[:m]
            nearer = ~done[:m] & (reduced < least)
            least[nearer], before[nearer] = reduced[nearer], column
            column = int(np.where(done[:m], np.inf, least).argmin())
            step = least[column]
            row_price[holder[done]] += step
            column_price[done] -= step
            least[~done[:m]] -= step
        while column != m:
            holder[column], column = holder[before[column]], before[column]
    return -float(sum(cost[holder[column], column] for column in range(m) if holder[column] >= 0))
