"""The grammar of time phrases: where one stands, and what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.times import CLASSES, TimeGrammar, find_times

GRAMMAR = TimeGrammar.load()


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Rockets fell on Friday night .", ["Friday night"]),
        ("It began Jan. 3 , 2020 , officials said", ["Jan. 3 , 2020"]),
        ("On Friday , Dec. 27 , a man died", ["Friday , Dec. 27"]),
        ("in late July 2019 and again this year", ["late July 2019", "this year"]),
        ("two weeks ago , then yesterday morning", ["two weeks ago", "yesterday morning"]),
        ("over the past three days", ["the past three days"]),
        ("earlier this week the army moved", ["earlier this week"]),
        ("since 2011 , about 2014 troops", ["2011"]),
        ("They had 2000 rockets in 2006", ["2006"]),
        ("on 3 January 2020", ["3 January 2020"]),
        ("the 19th of July", ["the 19th of July"]),
        ("Sunday and Monday", ["Sunday and Monday"]),
        ("last summer", ["last summer"]),
        ("on Nov . 13", ["Nov . 13"]),
        ("by the end of 2014", ["the end of 2014"]),
        ("in recent days", ["recent days"]),
    ],
)
def test_phrases_are_found(text: str, phrases: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[first:last]) for first, last in find_times(words, GRAMMAR)] == phrases


@pytest.mark.parametrize(
    "text",
    ["They may march on the city", "which may have been", "a second strike", "the sun rose", "1500 men", "", "a fall"],
)
def test_what_is_no_time(text: str) -> None:
    assert find_times(text.split(), GRAMMAR) == []


def test_every_class_has_words() -> None:
    assert all(GRAMMAR.values[name] for name in CLASSES)


words = st.lists(
    st.one_of(
        st.sampled_from(
            ["Friday", "last", "July", "2019", "the", "of", ",", ".", "two", "weeks", "ago", "3", "five-day"]
        ),
        st.text(max_size=6),
    ),
    max_size=12,
)


@given(words)
def test_ranges_are_sorted_and_apart(tokens: list[str]) -> None:
    ranges = find_times(tokens, GRAMMAR)
    assert all(0 <= first < last <= len(tokens) for first, last in ranges)
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))
