"""How long a host is left alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.fetch.politeness import LONGEST_PAUSE_SECONDS, pause_after, retry_after

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0), ("120", 120.0), (" 7 ", 7.0), ("99999999", LONGEST_PAUSE_SECONDS),
        ("9" * 400, LONGEST_PAUSE_SECONDS),
        ("Fri, 20 Nov 2026 12:10:00 GMT", 600.0), ("Fri, 20 Nov 2026 11:00:00 GMT", 0.0),
        ("Fri, 20 Nov 2026 12:10:00", 600.0), ("", None), (None, None), ("soon", None), ("-5", None), ("1.5", None),
        ("Fri, 99 Nov 2026 12:10:00 GMT", None), ("١٢", None),
    ],
)  # fmt: skip
def test_retry_after_in_all_its_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=60))
def test_no_words_of_a_server_break_it(value: str) -> None:
    assert 0 <= (retry_after(value, NOW) or 0) <= LONGEST_PAUSE_SECONDS


@given(st.text(max_size=60), st.integers(1, 200))
def test_a_pause_grows_to_a_day_and_is_the_same_each_time(url: str, failures: int) -> None:
    pause = pause_after(url, failures)
    assert 60 <= pause <= LONGEST_PAUSE_SECONDS
    assert pause == pause_after(url, failures)
    assert pause <= pause_after(url, failures + 2)
    assert pause_after(url, 40) == LONGEST_PAUSE_SECONDS
