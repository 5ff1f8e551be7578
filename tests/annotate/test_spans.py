"""Spans: runs of words, and what a layer says of them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.spans import Layer, peak_runs, runs, whole_runs

SHARES = st.lists(st.tuples(st.sampled_from([0.0, 0.05, 0.1, 0.3, 0.6, 1.0]), st.booleans()), max_size=30)


@pytest.mark.parametrize(
    ("inside", "begins", "found"),
    [
        ([], [], []),
        ([0.6], [0], [(0, 1)]),
        ([0.6, 0.4, 0.6], [0, 0, 0], [(0, 1), (2, 3)]),
        ([0.6, 0.6, 0.6], [1, 0, 1], [(0, 2), (2, 3)]),
        ([0.4, 0.5], [0, 0], [(1, 2)]),
    ],
)
def test_runs(inside: list[float], begins: list[int], found: list[tuple[int, int]]) -> None:
    assert list(runs(np.array(inside), np.array(begins, bool), 0.5)) == found


@given(SHARES)
def test_runs_are_the_words_at_the_cut(shares: list[tuple[float, bool]]) -> None:
    inside, begins = np.array([one[0] for one in shares]), np.array([one[1] for one in shares], bool)
    found = [word for run in runs(inside, begins, 0.3) for word in range(*run)]
    assert found == [at for at, (share, _) in enumerate(shares) if share >= 0.3]


@given(SHARES)
def test_peak_runs_are_the_firm_ones_and_weaker_ones_that_touch_none(shares: list[tuple[float, bool]]) -> None:
    inside = np.array([one[0] for one in shares])
    runs_and_peaks = peak_runs([inside[None]], 0.1, np.array([0.3]))
    assert all(peak == inside[first:last].max() for _, first, last, peak in runs_and_peaks)
    found = [(first, last) for _, first, last, _ in runs_and_peaks]
    assert all(inside[first:last].min() >= 0.05 for first, last in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
    firm = {at for at, share in enumerate(inside.tolist()) if share >= 0.3}
    assert firm <= {at for run in found for at in range(*run)}


@given(SHARES, SHARES)
def test_peak_runs_of_a_layer_do_not_hang_on_its_neighbours(
    one: list[tuple[float, bool]], other: list[tuple[float, bool]]
) -> None:
    blocks = [np.array([[share for share, _ in shares]] * 2) for shares in (one, other)]
    alone = [
        (2 * at + layer, *run[1:])
        for at, block in enumerate(blocks)
        for layer in (0, 1)
        for run in peak_runs([block[:1]], 0.1, np.array([0.3]))
    ]
    assert peak_runs(blocks, 0.1, np.full(4, 0.3)) == alone


def test_a_layer_tells_kind_and_probability_of_a_run() -> None:
    shares = np.array([[0.9, 0.1, 0.0, 0.0, 0.0], [0.1, 0.2, 0.0, 0.7, 0.0], [0.2, 0.0, 0.5, 0.0, 0.3]], np.float32)
    layer = Layer.of(shares)
    assert layer.inside.tolist() == [0.1, 0.9, 0.8] and layer.begins.tolist() == [True, True, False]
    assert layer.probability((1, 3)) == 0.9 and layer.kind((1, 3)) == 1
    whole = Layer.empty(4, 2)
    whole.put((1, 4), layer)
    assert whole.inside.tolist() == [0.0, 0.1, 0.9, 0.8]


@pytest.mark.parametrize(
    ("inside", "begin", "cost", "found"),
    [
        ([0.9, 0.9, 0.2, 0.9], [0.9, 0.0, 0.0, 0.0], 1.0, [(0, 4)]),
        ([0.9, 0.9, 0.01, 0.9], [0.9, 0.0, 0.0, 0.9], 0.0, [(0, 2), (3, 4)]),
        ([0.9, 0.9], [0.9, 0.85], 0.0, [(0, 1), (1, 2)]),
        ([0.6], [0.6], 0.0, [(0, 1)]),
        ([0.6], [0.6], 1.0, []),
        ([0.9, 0.9], [0.1, 0.1], 0.0, [(0, 2)]),
        ([], [], 1.0, []),
    ],
)
def test_whole_runs(inside: list[float], begin: list[float], cost: float, found: list[tuple[int, int]]) -> None:
    assert list(whole_runs(np.array(inside), np.array(begin), cost)) == found


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=30), st.floats(0, 4))
def test_whole_runs_are_apart_and_in_order(shares: list[tuple[float, float]], cost: float) -> None:
    inside = np.array([one[0] for one in shares])
    begin = np.array([one[0] * one[1] for one in shares])
    found = list(whole_runs(inside, begin, cost))
    assert all(first < last for first, last in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
