from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.text.published import read_published


@pytest.mark.parametrize(
    ("given_as", "date", "instant"),
    [
        ("2019-12-31", "2019-12-31", None),
        ("2019-12", "2019-12", None),
        ("2019", "2019", None),
        ("2019-12-27/2019-12-31", "2019-12-27/2019-12-31", None),
        ("2019-12-31T23:30:00+02:00", "2019-12-31", "2019-12-31T23:30:00+02:00"),
        ("2019-12-31T23:30:00Z", "2019-12-31", "2019-12-31T23:30:00Z"),
        ("2019-12-31T23:30:00.123Z", "2019-12-31", "2019-12-31T23:30:00.123000Z"),
        ("2019-12-31 23:30 UTC", "2019-12-31", "2019-12-31T23:30:00Z"),
        ("2019-12-31 23:30:00", "2019-12-31", None),
        ("20191231", "2019-12-31", None),
        ("2019/12/31", "2019-12-31", None),
        ("31.12.2019", "2019-12-31", None),
        ("12/31/2019", "2019-12-31", None),
        ("05/05/2019", "2019-05-05", None),
        ("Tue, 31 Dec 2019 23:30:00 +0000", "2019-12-31", "2019-12-31T23:30:00Z"),
        ("31 December 2019", "2019-12-31", None),
        ("31st of December 2019", "2019-12-31", None),
        ("December 31, 2019", "2019-12-31", None),
        ("Dec. 31, 2019", "2019-12-31", None),
        ("Sept. 1, 2019", "2019-09-01", None),
        ("Tuesday, December 31, 2019", "2019-12-31", None),
        ("Tuesday 31 December 2019 10.15 GMT", "2019-12-31", None),
        ("Published: Dec 31, 2019 at 5:04 pm ET", "2019-12-31", None),
        ("December 2019", "2019-12", None),
    ],
)
def test_usual_forms(given_as: str, date: str, instant: str | None) -> None:
    found = read_published(given_as)
    assert (found.date, found.instant, found.reason) == (date, instant, None)


@pytest.mark.parametrize(
    "given_as",
    ["yesterday", "1577800000", "", "12/31", "03/04/2019", "2019-02-30", "31 June 2019", "2019-13-45T10:00:00Z"],
)
def test_what_cannot_be_read_is_left_open_with_a_reason(given_as: str) -> None:
    found = read_published(given_as)
    assert found.date is None and found.instant is None and found.reason


@given(st.text(max_size=60))
def test_any_string_gives_a_date_or_a_reason(given_as: str) -> None:
    found = read_published(given_as)
    assert (found.date is None) == (found.reason is not None)
