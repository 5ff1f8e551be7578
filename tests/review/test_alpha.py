"""Alpha as its author computes it.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), examples A, B and C with the values printed
there.
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.review.alpha import Alpha, Level, alpha

BINARY = ["0100000010", "1110010000"]
NOMINAL = ["aabbdcccedda", "babbbccceddd"]
MISSING = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]


def units(*coders: str) -> list[list[Any]]:
    """Turn a row for each coder, a letter a unit, into units; a point is no value."""
    return [[int(one) if one.isdigit() else one for one in unit if one != "."] for unit in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "level", "value"),
    [
        (BINARY, "nominal", 0.095), (NOMINAL, "nominal", 0.692), (MISSING, "nominal", 0.743),
        (MISSING, "ordinal", 0.815), (MISSING, "interval", 0.849),
    ],
)  # fmt: skip
def test_the_published_examples(coders: list[str], level: Level, value: float) -> None:
    assert alpha(units(*coders), level).value == pytest.approx(value, abs=0.0005)


def by_definition(coded: list[list[int]], level: Level) -> float | None:
    """Compute alpha from the matrix of coincidences, as the paper writes it."""
    coincidences: Counter[tuple[int, int]] = Counter()
    for unit in (unit for unit in coded if len(unit) > 1):
        for (at, one), (place, other) in product(enumerate(unit), repeat=2):
            if at != place:
                coincidences[one, other] += 1 / (len(unit) - 1)  # type: ignore[assignment]
    held: Counter[int] = Counter()
    for (one, _), n in coincidences.items():
        held[one] += n

    def difference(one: int, other: int) -> float:
        if level == "nominal":
            return float(one != other)
        if level == "interval":
            return float(one - other) ** 2
        between = sum(held[kind] for kind in held if min(one, other) <= kind <= max(one, other))
        return float(between - (held[one] + held[other]) / 2) ** 2

    n = sum(held.values())
    expected = sum(held[one] * held[other] * difference(one, other) for one, other in product(held, held))
    observed = sum(times * difference(*pair) for pair, times in coincidences.items())
    return None if expected == 0 else 1 - (n - 1) * observed / expected


@given(
    st.lists(st.lists(st.integers(0, 4), max_size=4), max_size=6), st.sampled_from(["nominal", "ordinal", "interval"])
)
def test_it_is_what_the_definition_says(coded: list[list[int]], level: Level) -> None:
    found, wanted = alpha(coded, level, resamples=0).value, by_definition(coded, level)
    assert (found is None) == (wanted is None)
    assert wanted is None or found == pytest.approx(wanted, abs=1e-4)


def test_the_interval_is_the_same_every_time_and_holds_the_value() -> None:
    found = alpha(units(*MISSING), "nominal")
    assert found == alpha(units(*MISSING), "nominal")
    assert found.low is not None and found.high is not None and found.value is not None
    assert found.low < found.value < found.high <= 1
    assert (found.units, found.pairs) == (11, 55)


@pytest.mark.parametrize(
    ("coded", "found"),
    [
        ([], Alpha(None, None, None, 0, 0, None)),
        ([[1], [2]], Alpha(None, None, None, 0, 0, None)),
        ([[1, 1], [1, 1]], Alpha(None, None, None, 2, 2, 1.0)),
        ([[1, 2]], Alpha(0.0, None, None, 1, 1, 0.0)),
    ],
)
def test_where_nothing_can_be_said_nothing_is(coded: list[list[int]], found: Alpha) -> None:
    assert alpha(coded, "nominal") == found
