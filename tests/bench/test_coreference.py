"""Coreference scores: the cases published with the reference scorer, and what holds for any clusters."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.quality.coreference import Score, b_cubed, ceaf_e, clusters_of, conll, muc

KEY = "a bc def"


def clusters(words: str) -> list[frozenset[str]]:
    """Make a cluster of each word, a mention of each letter."""
    return [frozenset(word) for word in words.split()]


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        (KEY, "a bc def", {muc: (1, 1), b_cubed: (1, 1), ceaf_e: (1, 1)}),
        (KEY, "a de", {muc: (1 / 3, 1), b_cubed: (7 / 18, 1), ceaf_e: (0.6, 0.9)}),
        (KEY, "a bcx defy z", {muc: (1, 3 / 5), b_cubed: (1, (4 + 7 / 12) / 9), ceaf_e: (0.88571, 0.66429)}),
        (KEY, "a bcx dy z", {muc: (1 / 3, 1 / 3), b_cubed: (5 / 9, 17 / 42), ceaf_e: (0.73333, 0.55)}),
        (KEY, "a bcxB dy z", {muc: (1 / 3, 1 / 4), b_cubed: (5 / 9, 5 / 16), ceaf_e: (0.68889, 0.51667)}),
        (KEY, "a bcx dy Bz", {muc: (1 / 3, 1 / 4), b_cubed: (5 / 9, 17 / 48), ceaf_e: (0.73333, 0.55)}),
        (KEY, "a b c d e f", {muc: (0, 0), b_cubed: (3 / 6, 1)}),
        (KEY, "abcdef", {muc: (1, 3 / 5), b_cubed: (1, 7 / 18)}),
        ("abcde fg hijkl", "abcde fghijkl", {muc: (1, 9 / 10), b_cubed: (1, 16 / 21)}),
        ("abcde fg hijkl", "abcdehijkl fg", {muc: (1, 9 / 10), b_cubed: (1, 7 / 12)}),
    ],
)
def test_published_cases(gold: str, found: str, expected: dict[object, tuple[float, float]]) -> None:
    for measure in (muc, b_cubed, ceaf_e):
        if measure in expected:
            score = measure(clusters(gold), clusters(found))
            assert (score.recall, score.precision) == pytest.approx(expected[measure], abs=1e-5)


def test_the_conll_score_is_the_mean_of_three() -> None:
    assert conll(clusters(KEY), clusters("a de")) == pytest.approx((1 / 2 + 14 / 25 + 0.72) / 3)
    assert conll([], []) == 0.0
    assert Score(0.0, 0.0).f1 == 0.0


partitions = st.lists(st.integers(0, 3), min_size=1, max_size=10).map(lambda homes: clusters_of(dict(enumerate(homes))))


@given(partitions, partitions)
@settings(max_examples=60, deadline=None)
def test_clusters_are_aligned_at_their_best(gold: list[frozenset[int]], found: list[frozenset[int]]) -> None:
    few, many = sorted((gold, found), key=len)
    best = max(
        sum(2 * len(one & other) / (len(one) + len(other)) for one, other in zip(few, chosen, strict=False))
        for chosen in permutations(many, len(few))
    )
    score = ceaf_e(gold, found)
    assert np.allclose((score.recall * len(gold), score.precision * len(found)), best)


@given(partitions, partitions)
def test_recall_of_one_is_precision_of_the_other(gold: list[frozenset[int]], found: list[frozenset[int]]) -> None:
    for measure in (muc, b_cubed, ceaf_e):
        there, back = measure(gold, found), measure(found, gold)
        assert (there.recall, there.precision) == pytest.approx((back.precision, back.recall))
