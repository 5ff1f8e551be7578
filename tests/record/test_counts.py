from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.record.counts import Count, is_number, read_count, supports

CASES = [
    ("more than 30", 31, None),
    ("over two dozen", 25, None),
    ("at least 25", 25, None),
    ("nearly 40", None, 39),
    ("nearly two dozen", None, 23),
    ("up to 5,000", None, 5000),
    ("dozens", 24, None),
    ("scores", 40, None),
    ("hundreds", 200, None),
    ("thousands", 2000, None),
    ("hundreds of thousands", 200_000, None),
    ("several", 3, None),
    ("a few", 3, None),
    ("a couple", 2, 2),
    ("no", 0, 0),
    ("2,400", 2400, 2400),
    ("1.5 million", 1_500_000, 1_500_000),
    ("$10m", 10_000_000, 10_000_000),
    ("$6-billion", 6_000_000_000, 6_000_000_000),
    ("between 10 and 12", 10, 12),
    ("40 to 50", 40, 50),
    ("20,000-25,000", 20_000, 25_000),
    ("32", 32, 32),
    ("thirty-two", 32, 32),
    ("two hundred thousand", 200_000, 200_000),
    ("some 1,500", 1500, 1500),
]
JOINED = [
    ("a hundred and twenty", 120, 120),
    ("two hundred and fifty thousand", 250_000, 250_000),
    ("two hundred fifty-five", 255, 255),
    ("one thousand two hundred", 1200, 1200),
    ("one thousand and one", 1001, 1001),
    ("three million two hundred and five thousand", 3_205_000, 3_205_000),
    ("more than a hundred and twenty", 121, None),
    ("between a hundred and two hundred", 100, 200),
]
"""Numbers of several groups. The scorer in ../shared takes the words of these one by one and finds no sum."""
NUMBERS = st.integers(min_value=1, max_value=10**9)
QUALIFIERS = ("", "more than ", "at least ", "nearly ", "about ", "up to ", "fewer than ")


@pytest.mark.parametrize(("text", "low", "high"), CASES + JOINED)
def test_counts(text: str, low: int | None, high: int | None) -> None:
    assert read_count(text) == Count(low, high)
    assert supports(text, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "", "of", "a third", "half a million", "2.5", "soldiers", "10 to 12 million", "2019 12", "20 5",
        "5 and 6", "twenty and five", "hundred a", "two three", "two thousand million", "two hundred and",
    ],
)  # fmt: skip
def test_what_is_no_count(text: str) -> None:
    assert read_count(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("30 soldiers", 300, 300),
        ("dozens", 240, None),
        ("no casualties", 5, 5),
        ("5 soldiers", 4, 6),
        ("5 soldiers", 5, 6),
        ("nearly 40", 41, None),
        ("more than 30", 29, None),
        ("no more than 30", 31, None),
        ("two hundred thousand", 2, 2),
        ("between two hundred and three hundred", 203, 203),
    ],
)
def test_unsupported(text: str, low: int | None, high: int | None) -> None:
    assert not supports(text, low, high)


@pytest.mark.parametrize(("word", "core"), [("12", True), ("dozens", True), ("no", True), ("a", False), ("the", False)])
def test_cores(word: str, core: bool) -> None:
    assert is_number(word) is core


@given(NUMBERS, st.sampled_from(QUALIFIERS))
def test_a_written_number_is_read_and_supported(number: int, qualifier: str) -> None:
    text = f"{qualifier}{number:,}"
    count = read_count(text)
    assert count is not None
    assert supports(text, count.low, count.high)
    assert number in {count.low, count.high} or number in {(count.low or 0) - 1, (count.high or 0) + 1}


@given(st.integers(min_value=1, max_value=999_999), st.booleans())
def test_a_number_in_words_is_read(number: int, with_and: bool) -> None:
    text = _spelled(number, with_and)
    assert read_count(text) == Count(number, number), text
    assert supports(f"{text} people", number, number)


def _spelled(number: int, with_and: bool) -> str:
    """Write a number below a million in words, apart from the code that reads them."""
    small = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]  # fmt: skip
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number >= 1000:
        rest = number % 1000
        joint = " and " if with_and and 0 < rest < 100 else " "
        return f"{_spelled(number // 1000, with_and)} thousand" + (joint + _spelled(rest, with_and) if rest else "")
    if number >= 100:
        rest = number % 100
        joint = " and " if with_and else " "
        return f"{small[number // 100 - 1]} hundred" + (joint + _spelled(rest, with_and) if rest else "")
    if number >= 20:
        return tens[number // 10 - 2] + (f"-{small[number % 10 - 1]}" if number % 10 else "")
    return small[number - 1]


@given(st.text(max_size=40))
def test_no_text_breaks_it_and_what_is_read_is_supported(text: str) -> None:
    count = read_count(text)
    if count is not None:
        assert supports(text, count.low, count.high)
        assert count.low is None or count.high is None or count.low <= count.high


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = Path(__file__).parents[3] / "shared" / "gold" / "score.py"
    if not path.exists():
        pytest.skip("the scorer in ../shared/gold is not here")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_the_scorer_finds_the_same_support(scorer: ModuleType, text: str) -> None:
    count = read_count(text)
    assert count is not None
    assert scorer.number_supported({"text": text, "low": count.low, "high": count.high})
