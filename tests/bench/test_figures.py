"""Figures, checked against sums done by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.quality.figures import (
    Counts,
    Weighed,
    calibration_error,
    f1,
    f1_interval,
    kept_at,
    mean_absolute_error,
    pearson,
    precision,
    recall,
    total,
)

COUNTS = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda n: Counts(min(n), n[1] + min(n), n[2] + min(n))
)
WEIGHED = st.lists(st.builds(Weighed, st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(3, 4, 6), (0.75, 0.5, 0.6)),
        (Counts(0, 0, 5), (0, 0, 0)),
        (Counts(0, 5, 0), (0, 0, 0)),
        (Counts(), (0, 0, 0)),
    ],
)
def test_precision_recall_and_f1(counts: Counts, expected: tuple[float, float, float]) -> None:
    assert (precision(counts), recall(counts), f1(counts)) == pytest.approx(expected)


def test_counts_of_parts_add_up() -> None:
    assert total([Counts(1, 2, 3), Counts(4, 5, 6)]) == Counts(1, 2, 3).plus(Counts(4, 5, 6)) == Counts(5, 7, 9)
    assert total([]) == Counts()


@settings(deadline=None, max_examples=25)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_an_interval_is_repeatable_and_within_what_documents_can_give(parts: list[Counts]) -> None:
    low, high = f1_interval(parts)
    assert (low, high) == f1_interval(parts)
    assert min(map(f1, parts)) - 1e-9 <= low <= high <= max(map(f1, parts)) + 1e-9


def test_an_interval_widens_with_the_share_it_holds() -> None:
    parts = [Counts(n % 4, 4, 4) for n in range(24)]
    narrow, wide = f1_interval(parts, share=0.5), f1_interval(parts, share=0.9)
    assert wide[0] < narrow[0] < f1(total(parts)) < narrow[1] < wide[1]


def test_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    low, high = [Weighed(0.2, at == 0) for at in range(5)], [Weighed(0.9, at < 3) for at in range(5)]
    assert calibration_error([*high, *low], bins=2) == pytest.approx((0.0 + 0.3) / 2)
    assert calibration_error([]) == 0


def test_bins_of_calibration_hold_equally_many() -> None:
    sure = [Weighed(0.9, True)] * 9 + [Weighed(0.1, False)]
    assert calibration_error(sure, bins=10) == pytest.approx(0.1)


@given(WEIGHED)
def test_calibration_error_is_a_share(weighed: list[Weighed]) -> None:
    assert 0 <= calibration_error(weighed) <= 1 + 1e-9


def test_a_share_is_kept_from_the_top() -> None:
    weighed = [Weighed(0.1 * n, n > 6) for n in range(1, 10)]
    third = kept_at(weighed, 1 / 3)
    assert (third.probability, third.share, third.precision) == pytest.approx((0.7, 1 / 3, 1.0))


def test_what_is_as_likely_as_the_last_kept_is_kept_too() -> None:
    kept = kept_at([Weighed(0.5, True), Weighed(0.5, False), Weighed(0.5, False), Weighed(0.1, True)], 0.25)
    assert (kept.share, kept.precision) == pytest.approx((0.75, 1 / 3))


@given(WEIGHED, st.floats(0.01, 1))
def test_at_least_the_share_asked_for_is_kept(weighed: list[Weighed], share: float) -> None:
    kept = kept_at(weighed, share)
    assert kept.share >= round(share * len(weighed)) / len(weighed)
    assert 0 <= kept.precision <= 1


def test_nothing_has_no_share_to_keep() -> None:
    with pytest.raises(ValueError, match="no mention"):
        kept_at([], 0.5)


def test_error_and_correlation() -> None:
    pairs = [(3.0, 2.0), (0.0, 1.0), (-3.0, -3.0)]
    assert mean_absolute_error(pairs) == pytest.approx(2 / 3)
    assert pearson(pairs) == pytest.approx(15 / (18 * 14) ** 0.5)


@pytest.mark.parametrize("pairs", [[], [(1.0, 2.0)], [(1.0, 3.0), (2.0, 3.0)]])
def test_what_does_not_vary_does_not_correlate(pairs: list[tuple[float, float]]) -> None:
    assert pearson(pairs) == 0
