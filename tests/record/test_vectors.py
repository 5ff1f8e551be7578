"""Trigger vectors are short, say whose they are, and are compared by direction alone."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import RecordError
from sayso.record.ids import MentionId
from sayso.record.vectors import LONGEST_VECTOR, TriggerVector


def vector(*values: int, mention: str = "m1", model: str = "a 1") -> TriggerVector:
    return TriggerVector(MentionId(mention), model, bytes(value % 256 for value in values))


@pytest.mark.parametrize(
    ("model", "values", "says"),
    [
        ("a 1", b"", "has 0 bytes"),
        ("a 1", bytes(LONGEST_VECTOR + 1), "has 65 bytes"),
        ("a 1", "text", "no row of bytes"),
        ("a 1", None, "no row of bytes"),
        ("", b"1", "which model"),
    ],
)
def test_what_is_no_vector_is_refused(model: str, values: bytes, says: str) -> None:
    with pytest.raises(RecordError, match=says) as raised:
        TriggerVector(MentionId("m7"), model, values)
    assert "m7" in str(raised.value)


@pytest.mark.parametrize("length", [1, LONGEST_VECTOR])
def test_the_shortest_and_the_longest_are_taken(length: int) -> None:
    assert len(TriggerVector(MentionId("m1"), "a 1", bytes(length)).values) == length


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ((3, 4), (30, 40), 1.0),
        ((3, 4), (-3, -4), -1.0),
        ((127, 0), (0, -128), 0.0),
        ((1, 0), (1, 1), math.sqrt(0.5)),
        ((-128,), (-1,), 1.0),
        ((0, 0), (1, 2), 0.0),
        ((0, 0), (0, 0), 0.0),
    ],
)
def test_only_the_direction_counts(one: tuple[int, ...], other: tuple[int, ...], likeness: float) -> None:
    assert vector(*one).likeness(vector(*other)) == pytest.approx(likeness)


def test_vectors_of_two_models_are_not_compared() -> None:
    with pytest.raises(RecordError, match=r"m1 \(a 1\) and m2 \(a 2\)"):
        vector(1, 2).likeness(vector(1, 2, mention="m2", model="a 2"))


def test_vectors_of_two_lengths_are_not_compared() -> None:
    with pytest.raises(RecordError, match="differ in length"):
        vector(1, 2).likeness(vector(1, 2, 3, mention="m2"))


PAIRS = st.integers(1, LONGEST_VECTOR).flatmap(
    lambda length: st.tuples(*[st.lists(st.integers(-128, 127), min_size=length, max_size=length)] * 2)
)


@given(PAIRS)
def test_likeness_is_a_cosine_and_the_same_both_ways(pair: tuple[list[int], list[int]]) -> None:
    one, other = (vector(*values) for values in pair)
    assert one.likeness(other) == other.likeness(one)
    assert -1 - 1e-12 <= one.likeness(other) <= 1 + 1e-12
    assert one.likeness(one) == pytest.approx(1.0 if any(pair[0]) else 0.0)
