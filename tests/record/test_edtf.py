"""Dates: what is legal, what is refused, and which days a date can mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import RecordError
from sayso.record.edtf import Edtf


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2019", "year", date(2019, 1, 1), date(2019, 12, 31)),
        ("2019-02", "month", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", "month", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-07-19", "day", date(2019, 7, 19), date(2019, 7, 19)),
        ("2019-21", "season", date(2019, 3, 1), date(2019, 5, 31)),
        ("2019-24", "season", date(2019, 12, 1), date(2019, 12, 31)),
        ("2019-08~", "month", date(2019, 8, 1), date(2019, 8, 31)),
        ("2019-07-19/2019-08-31", "interval", date(2019, 7, 19), date(2019, 8, 31)),
        ("../2019-08-31", "interval", None, date(2019, 8, 31)),
        ("2019-08/", "interval", date(2019, 8, 1), None),
        ("2019-05~/2019-06~", "interval", date(2019, 5, 1), date(2019, 6, 30)),
    ],
)
def test_a_legal_date_has_its_days(value: str, precision: str, first: date | None, last: date | None) -> None:
    edtf = Edtf(value)
    assert (edtf, edtf.precision, edtf.first_day, edtf.last_day) == (value, precision, first, last)


@pytest.mark.parametrize(
    "value",
    ["", "..", "../..", "/", "19",
      "2019-13", "2019-25", "2019-02-30", "2019-21-03", "2019-7-19", "0000", "2019-07-19T10:00",
     "2019-08/2019-07", "2019/2020/2021", "today", "2019-08~~", " 2019",
     "2019-00", "2019-07-00", "2019-00-05", "2019-00/2019-02", "٢٠١٩", "2019-०७", "２０１９-08-01"],
)  # fmt: skip
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(RecordError):
        Edtf(value)


@given(st.dates(), st.dates())
def test_an_interval_holds_its_ends_and_overlaps_itself(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    interval = Edtf.of(first, last)
    assert interval.may_include(first) and interval.may_include(last)
    assert interval.overlaps(Edtf.of(first)) and Edtf.of(last).overlaps(interval)
    assert Edtf(str(interval)) == interval


def test_tolerance_bridges_a_gap_of_as_many_days() -> None:
    one, other = Edtf("2020-01-03"), Edtf("2020-01-05")
    assert not one.overlaps(other, tolerance_days=1)
    assert one.overlaps(other, tolerance_days=2)


def test_doubt_and_approximation_are_told_apart() -> None:
    assert (Edtf("2019~").approximate, Edtf("2019~").uncertain) == (True, False)
    assert (Edtf("2019?").approximate, Edtf("2019?").uncertain) == (False, True)
    assert (Edtf("2019%").approximate, Edtf("2019%").uncertain) == (True, True)
