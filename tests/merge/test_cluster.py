"""Clustering: what pairs add up to, whatever their order and whatever stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.merge.cluster import BAR, UNCOMPARED, WEAKEST, cluster, decided_groups, weights_of
from sayso.merge.connected import blocks, connected

Scored = tuple[int, int, float, bool]
Columns = tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]


def clusters(n: int, pairs: Sequence[Scored], **decided: Any) -> list[set[int]]:
    """Give the clusters of two rows and more."""
    lowest = cluster(n, *_columns(pairs), **decided)
    found = [set(np.flatnonzero(lowest == row).tolist()) for row in sorted({*lowest.tolist()})]
    assert all(min(members) in lowest for members in found)
    return [members for members in found if len(members) > 1]


def _columns(pairs: Sequence[Scored]) -> Columns:
    left, right, score, barred = zip(*pairs, strict=True) if pairs else ((), (), (), ())
    return np.array(left, np.int64), np.array(right, np.int64), np.array(score, float), np.array(barred, bool)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Scored]]:
    """Give some rows and any of their pairs."""
    n = draw(st.integers(1, 9))
    ends = [(low, high) for high in range(n) for low in range(high)]
    pairs = draw(st.lists(st.sampled_from(ends), unique=True)) if ends else []
    rated = st.tuples(st.floats(0, 1), st.sampled_from([False, False, False, True]))
    return n, [(*pair, *draw(rated)) for pair in pairs]


@pytest.mark.parametrize(
    ("pairs", "found"),
    [
        ([], []),
        ([(0, 1, 0.9, False)], [{0, 1}]),
        ([(1, 0, 0.9, False)], [{0, 1}]),
        ([(0, 1, 0.9, True)], []),
        ([(0, 1, 0.5, False)], []),
        # of two that exclude each other the likelier is joined
        ([(0, 1, 0.8, False), (1, 2, 0.9, False), (0, 2, 0.1, False)], [{1, 2}]),
        # one weak pair does not outweigh two strong ones
        ([(0, 1, 0.9, False), (1, 2, 0.9, False), (0, 2, 0.4, False)], [{0, 1, 2}]),
        # a chain of likely neighbours with refused ends is no cluster
        (
            [(0, 1, 0.9, False), (1, 2, 0.8, False), (2, 3, 0.9, False),
             (0, 2, 0.1, False), (1, 3, 0.1, False), (0, 3, 0.05, False)],
            [{0, 1}, {2, 3}],
        ),
        # nor is one whose ends were never compared
        ([(0, 1, 0.9, False), (1, 2, 0.8, False), (2, 3, 0.9, False)], [{0, 1}, {2, 3}]),
    ],
)  # fmt: skip
def test_pairs_add_up_to_clusters(pairs: list[Scored], found: list[set[int]]) -> None:
    assert clusters(4, pairs) == found


def test_what_greed_misplaced_is_moved() -> None:
    """0 and 1 join first; only when 2, 3 and 4 are one does it show that 1 belongs with them."""
    likely, unlikely = [(1, 2), (1, 3), (1, 4), (2, 3), (2, 4), (3, 4)], [(0, 2), (0, 3), (0, 4)]
    pairs: list[Scored] = [(0, 1, 0.96, False), *((*pair, 0.9, False) for pair in likely)]
    assert clusters(5, [*pairs, *((*pair, 0.1, False) for pair in unlikely)]) == [{1, 2, 3, 4}]


# what never holds or always does


@given(graphs(), st.randoms())
def test_the_order_and_direction_of_pairs_change_nothing(graph: tuple[int, list[Scored]], chance: Any) -> None:
    n, pairs = graph
    other: list[Scored] = [
        (right, left, score, barred) if chance.random() < 0.5 else (left, right, score, barred)
        for left, right, score, barred in pairs
    ]
    chance.shuffle(other)
    assert cluster(n, *_columns(pairs)).tolist() == cluster(n, *_columns(other)).tolist()


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.randoms())
def test_rows_may_stand_in_any_order(homes: list[int], chance: Any) -> None:
    """Clusters that are plain to see are found whatever the rows are called."""
    chance.shuffle(homes)
    pairs: list[Scored] = [
        (low, high, chance.uniform(0.7, 1) if homes[low] == homes[high] else chance.uniform(0, 0.3), False)
        for high in range(len(homes))
        for low in range(high)
    ]
    assert cluster(len(homes), *_columns(pairs)).tolist() == [homes.index(home) for home in homes]


@given(graphs(), graphs(), st.data())
def test_an_unrelated_block_changes_nothing(
    graph: tuple[int, list[Scored]], other: tuple[int, list[Scored]], data: st.DataObject
) -> None:
    n, both = graph[0], graph[0] + other[0]
    rows = sorted(data.draw(st.permutations(range(both)))[:n])
    rest = sorted({*range(both)} - {*rows})
    pairs: list[Scored] = [
        (names[left], names[right], score, barred)
        for names, one in ((rows, graph), (rest, other))
        for left, right, score, barred in one[1]
    ]
    alone, together = cluster(n, *_columns(graph[1])), cluster(both, *_columns(pairs))
    assert together[rows].tolist() == [rows[row] for row in alone]


@given(graphs())
def test_bars_hold(graph: tuple[int, list[Scored]]) -> None:
    n, pairs = graph
    found = cluster(n, *_columns(pairs))
    assert all(found[left] != found[right] for left, right, _, barred in pairs if barred)


@given(graphs())
def test_pairs_scored_below_the_weakest_may_be_left_out(graph: tuple[int, list[Scored]]) -> None:
    n, pairs = graph
    kept = [pair for pair in pairs if pair[2] >= WEAKEST or pair[3]]
    assert cluster(n, *_columns(pairs)).tolist() == cluster(n, *_columns(kept)).tolist()


@given(graphs(), st.data())
def test_decisions_hold(graph: tuple[int, list[Scored]], data: st.DataObject) -> None:
    n, pairs = graph
    ends = st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=4)
    different = [(one, other) for one, other in data.draw(ends) if one != other]
    same = data.draw(ends)
    _, refused = decided_groups(n, same, different)
    found = cluster(n, *_columns(pairs), same=same, different=different)
    assert all(found[one] != found[other] for one, other in different)
    assert all(found[one] == found[other] for one, other in same if (one, other) not in refused)


def test_a_decision_joins_over_a_bar_and_takes_the_others_along() -> None:
    pairs = [(0, 1, 0.1, True), (1, 2, 0.9, False), (0, 2, 0.6, False)]
    assert clusters(3, pairs) == [{1, 2}]
    assert clusters(3, pairs, same=[(0, 1)]) == [{0, 1, 2}]
    assert clusters(3, pairs, same=[(1, 0)], different=[(2, 0)]) == [{0, 1}]


@pytest.mark.parametrize(
    ("same", "different", "groups", "refused"),
    [
        ([(0, 1)], [(0, 1)], [0, 1, 2, 3], [(0, 1)]),
        ([(0, 1), (1, 2)], [(0, 2)], [0, 0, 2, 3], [(1, 2)]),
        ([(1, 2), (0, 1)], [(0, 2)], [0, 1, 1, 3], [(0, 1)]),
        ([(2, 3), (0, 1), (1, 2)], [(0, 3)], [0, 0, 2, 2], [(1, 2)]),
        ([(3, 1), (1, 0), (0, 3)], [], [0, 0, 2, 0], []),
    ],
)
def test_of_contradicting_decisions_the_earlier_holds(
    same: list[tuple[int, int]], different: list[tuple[int, int]], groups: list[int], refused: list[tuple[int, int]]
) -> None:
    found = decided_groups(4, same, different)
    assert (found[0].tolist(), found[1]) == (groups, refused)


def test_weights_are_whole_and_bounded() -> None:
    scores = np.array([0, WEAKEST, 0.5, 0.6, 1, 1], np.float32)
    weights = weights_of(scores, np.array([False] * 5 + [True]))
    assert weights[0] == weights[1] == UNCOMPARED < weights[2] == 0 < weights[3] < weights[4]
    assert weights[5] == BAR


# blocks


@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29))))
def test_blocks_are_what_pairs_connect(n: int, pairs: list[tuple[int, int]]) -> None:
    pairs = [(one % n, other % n) for one, other in pairs]
    groups, _ = decided_groups(n, pairs, [])
    left, right = np.array(pairs, np.int64).reshape(-1, 2).T
    assert connected(n, left, right).tolist() == groups.tolist()
    together = [block.tolist() for block in blocks(n, left, right)]
    assert together == [rows for row in range(n) if len(rows := np.flatnonzero(groups == row).tolist()) > 1]
