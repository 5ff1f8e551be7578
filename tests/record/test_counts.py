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
    ("between 10 and 12", 10, 12),
    ("40 to 50", 40, 50),
    ("20,000-25,000", 20_000, 25_000),
    ("32", 32, 32),
    ("thirty-two", 32, 32),
    ("two hundred thousand", 200_000, 200_000),
    ("some 1,500", 1500, 1500),
]
NUMBERS = st.integers(min_value=1, max_value=10**9)
QUALIFIERS = ("", "more than ", "at least ", "nearly ", "about ", "up to ", "fewer than ")


@pytest.mark.parametrize(("text", "low", "high"), CASES)
def test_counts(text: str, low: int | None, high: int | None) -> None:
    assert read_count(text) == Count(low, high)
    assert supports(text, low, high)


@pytest.mark.parametrize(
    "text", ["", "of", "a third", "half a million", "2.5", "soldiers", "10 to 12 million", "2019 12"]
)
def test_what_is_no_count(text: str) -> None:
    assert read_count(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"), [("30 soldiers", 300, 300), ("dozens", 240, None), ("no casualties", 5, 5)]
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
