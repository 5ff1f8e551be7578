"""Signs of numbers: counts that agree, contradict each other, or lie far apart with an open end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from sayso.merge.number_signs import number_signs
from sayso.merge.pairs import Pairs
from sayso.merge.sketch import COUNTS, NO_BOUND
from sayso.record.vocabulary import NUMBER_KINDS
from tests.merge.sheets import sheet

Count = tuple[str, int | None, int | None]


def counting(*counts: Count) -> dict[str, Any]:
    empty = [("", None, None)] * (COUNTS - len(counts))
    kinds, lows, highs = zip(*counts, *empty, strict=True)
    return {
        "kinds": [NUMBER_KINDS.index(kind) + 1 if kind else 0 for kind in kinds],
        "lows": [NO_BOUND if low is None else low for low in lows],
        "highs": [NO_BOUND if high is None else high for high in highs],
    }


def measured(one: dict[str, Any], other: dict[str, Any]) -> dict[str, float]:
    pairs = Pairs.of(sheet(one, other), np.array([0]), np.array([1]))
    return {name: round(float(values[0]), 2) for name, values in number_signs(pairs) if values[0]}


SAME, APART, FAR = "number: same", "number: apart", "number: far, an end open"


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        (("killed", 12, 12), ("killed", 12, 12), {SAME: 1}),
        (("killed", 10, None), ("killed", 12, 12), {SAME: 1, FAR: 0}),
        (("killed", 10, 14), ("killed", 12, 12), {SAME: 1}),
        (("killed", None, 29), ("killed", 28, 28), {SAME: 1}),
        (("killed", 5, 5), ("killed", 20, 20), {APART: 0.75}),
        (("weapons", 30, None), ("weapons", 1500, None), {FAR: 0.98}),
        (("weapons", 1, None), ("weapons", 130, 130), {FAR: 0.99}),
        (("killed", 5, 5), ("wounded", 5, 5), {}),
        (("killed", 5, 5), ("", None, None), {}),
    ],
)
def test_counts_of_one_kind_agree_or_lie_apart(one: Count, other: Count, signs: dict[str, float]) -> None:
    expected = {name: value for name, value in signs.items() if value}
    assert measured(counting(one), counting(other)) == expected
    assert measured(counting(other), counting(one)) == expected


def test_a_count_that_agrees_hides_none_of_another_kind() -> None:
    one, other = (counting(("wounded", 4, 4), ("killed", killed, killed)) for killed in (5, 20))
    assert measured(one, other) == {SAME: 1, APART: 0.75}


def test_a_count_that_agrees_stands_for_its_kind() -> None:
    one = counting(("killed", 4, 4), ("killed", 90, None))
    other = counting(("killed", 90, 90))
    assert measured(one, other) == {SAME: 1}
