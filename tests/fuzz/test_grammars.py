"""The grammars of time and number take any words: no exception, ranges inside the words, bounds in order, an end."""

from __future__ import annotations

import time
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.codebook.time_words import load_time_words
from sayso.codebook.times import TimeGrammar, find_times
from sayso.errors import RecordError
from sayso.record.counts import _QUALIFIERS, read_count, supports
from sayso.record.edtf import Edtf

MOST_SECONDS = 2.0
"""Processor time for one example; a hundred words take some 10 ms (2026-11)."""


@cache
def time_words() -> list[str]:
    return sorted({word for words in load_time_words().values() for word in words})


COUNT_WORDS = [phrase for phrases, _ in _QUALIFIERS for phrase in phrases] + [
    "one", "two", "dozen", "dozens", "a", "no", "hundred", "thousand", "million", "and", "to", "between", "-",
    "scores", "several", "couple", "half", "third", "people", "$", "€", "%", "²", "٣", ",", ".", "10", "1,000", "1.5",
    "0", "m", "bn",
]  # fmt: skip
NUMERALS = st.one_of(st.integers(-5, 10**30).map(str), st.from_regex(r"\A[0-9][0-9,.:/–-]{0,12}\Z"))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_time_phrases_stand_among_the_words_and_do_not_overlap(data: st.DataObject) -> None:
    word = st.one_of(st.sampled_from(time_words()), NUMERALS, st.sampled_from([",", "-", "of", "the", "in", "(", "'s"]))
    words = data.draw(st.lists(word, max_size=100))
    split = [part for one in words for part in one.split()]
    started = time.process_time()
    found = find_times(split, TimeGrammar.load())
    assert time.process_time() - started < MOST_SECONDS
    ends = [0]
    for first, last in found:
        assert ends[-1] <= first < last <= len(split)
        ends.append(last)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(COUNT_WORDS), NUMERALS, st.text(max_size=6)), max_size=30).map(" ".join))
def test_a_count_is_in_order_and_supported_by_its_words(words: str) -> None:
    started = time.process_time()
    count = read_count(words)
    assert time.process_time() - started < MOST_SECONDS
    if count is not None:
        low, high = count.low, count.high
        assert low is not None or high is not None
        assert low is None or high is None or low <= high
        assert supports(words, low, high)


@pytest.mark.parametrize("word", ["million ", "hundred and ", "more than ", "between ", "two dozen ", "9", "1,"])
def test_a_count_without_end_ends(word: str) -> None:
    started = time.process_time()
    read_count(word * 5_000)
    assert time.process_time() - started < MOST_SECONDS


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=30), st.from_regex(r"\A[0-9XYu~?%./-]{1,24}\Z")))
def test_a_date_is_one_or_is_refused(text: str) -> None:
    try:
        date = Edtf(text)
    except RecordError:
        return
    first, last = date.first_day, date.last_day
    assert first is None or last is None or first <= last
    assert Edtf(str(date)) == date
