"""Windows: every word is answered for once, beside its neighbours."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.windows import context, windows

SENTENCES = ((0, 6), (6, 14), (14, 17))


@given(st.lists(st.lists(st.integers(1, 16), min_size=1, max_size=30), max_size=12), st.integers(8, 64))
def test_every_word_is_answered_once_and_beside_its_neighbours(sizes: list[list[int]], budget: int) -> None:
    ends = list(accumulate(map(len, sizes), initial=0))
    sentences = list(pairwise(ends))
    flat = [size for sentence in sizes for size in sentence]
    cut = list(windows(sentences, flat, budget))
    assert [word for window in cut for word in range(window.begin, window.end)] == list(range(len(flat)))
    for window in cut:
        assert sum(flat[window.first : window.last]) <= 1.5 * budget + 3 * 16
        assert window.first < window.begin or window.begin == 0
        assert window.end < window.last or window.end == len(flat)


@pytest.mark.parametrize(
    ("focus", "most", "seen"),
    [((7, 8), 160, (0, 17)), ((1, 2), 160, (0, 14)), ((7, 8), 8, (3, 11)), ((0, 1), 8, (0, 8)), ((15, 16), 8, (9, 17))],
)
def test_context_is_the_sentence_and_its_neighbours(focus: tuple[int, int], most: int, seen: tuple[int, int]) -> None:
    assert context(SENTENCES, focus, most) == seen


def test_a_sentence_longer_than_the_budget_is_read_in_parts() -> None:
    cut = list(windows([(0, 1000)], [1] * 1000, 100))
    assert [word for window in cut for word in range(window.begin, window.end)] == list(range(1000))
    assert max(window.last - window.first for window in cut) <= 150
