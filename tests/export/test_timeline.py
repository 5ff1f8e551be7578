"""The dates that a screen shows."""

from __future__ import annotations

import pytest

from sayso.export.coverage import Coverage
from sayso.export.report import Day
from sayso.export.timeline import dates_to_show


def coverage(first: str | None, last: str | None) -> Coverage:
    return Coverage(1, 1, 0, 0, 0, {}, {}, first, last, 1)


def days(*named: str) -> list[Day]:
    return [Day(one.split(" ")[0], int((one + " 1").split(" ")[1]), {}, "") for one in named]


@pytest.mark.parametrize(
    ("day", "place"),
    [
        ("2019-12-28", "shown"),
        ("2019-11-27", "shown"),
        ("2019-11-26", "background"),
        ("2019-11", "shown"),
        ("2019", "shown"),
        ("2018", "background"),
        ("1988-07-03", "background"),
        ("../2019-10-01", "background"),
        ("2019-10-01/..", "shown"),
        ("2019-12-14~", "shown"),
        ("2020-01-10", "shown"),
        ("2020-01-11", "later"),
        ("2020-06", "later"),
    ],
)
def test_a_date_is_of_the_reports_own_time_or_before_or_after(day: str, place: str) -> None:
    found = dates_to_show(days(day), coverage("2019-12-28", "2020-01-10"))
    places = ("shown", "quieter", "background", "later")
    assert [name for name in places for one in getattr(found, name) if one.day == day] == [place]


def test_the_busiest_dates_are_shown_in_the_order_of_time() -> None:
    found = dates_to_show(days("2020-01-01 1", "2020-01-02 5", "2020-01-03 2", "2020-01-04 9"), coverage(None, None), 2)
    assert [day.day for day in found.shown] == ["2020-01-02", "2020-01-04"]
    assert [day.day for day in found.quieter] == ["2020-01-01", "2020-01-03"]


def test_of_equally_busy_dates_the_earlier_is_shown() -> None:
    found = dates_to_show(days("2020-01-01", "2020-01-02"), coverage(None, None), 1)
    assert [day.day for day in found.shown] == ["2020-01-01"]


def test_undated_acts_stand_apart() -> None:
    found = dates_to_show(days("2020-01-01", "undated 50"), coverage(None, None), 1)
    assert [day.day for day in found.shown] == ["2020-01-01"]
    assert found.undated is not None and found.undated.n == 50


def test_without_publication_dates_every_date_is_of_the_reports_own_time() -> None:
    found = dates_to_show(days("0004-01-01", "9999-12-31"), coverage(None, None))
    assert len(found.shown) == 2
