"""Units of time: how long each is, counted in days, months or years."""

from __future__ import annotations

from collections.abc import Mapping

DAYS_IN: Mapping[str, int] = {"D": 1, "W": 7, "2W": 14}
"""Units that are counted in days, by their letters in times.tsv."""
MONTHS_IN: Mapping[str, int] = {"M": 1, "Q": 3}
YEARS_IN: Mapping[str, int] = {"Y": 1, "E": 10, "C": 100}


def month_before(year: int, month: int, count: int = 1) -> tuple[int, int]:
    """Go back a number of months (forward, if it is negative)."""
    months = year * 12 + month - 1 - count
    return months // 12, months % 12 + 1


def month_of(year: int, month: int) -> str:
    """Write a month as EDTF does.

    >>> month_of(*month_before(2019, 1))
    '2018-12'
    """
    return f"{year:04}-{month:02}"
