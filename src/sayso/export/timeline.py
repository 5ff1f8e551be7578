"""The timeline that fits a screen: the dates the reports are about, the rest counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.export.coverage import Coverage
from sayso.export.report import UNDATED, Day
from sayso.record.edtf import Edtf

MOST_DATES = 40
"""Dates shown: more would push the rest of a report off the screen."""

BEFORE_DAYS = 31
"""Days before the first publication that still count as news; what is older is background."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Hold the dates to show, in order, and how many others there are, with the acts on them.

    ``undated`` stands apart from the dates and is None if every act has a date.
    """

    shown: tuple[Day, ...]
    undated: Day | None
    quieter: tuple[Day, ...]
    background: tuple[Day, ...]
    later: tuple[Day, ...]


def dates_to_show(days: Sequence[Day], coverage: Coverage, most: int = MOST_DATES) -> Dates:
    """Choose the busiest dates within the reports' own time: 31 days before the first to the last publication.

    Without any publication date all dates count as within. A date that may lie within does.
    """
    dated = [day for day in days if day.day != UNDATED]
    first = date.fromisoformat(coverage.first_published) if coverage.first_published else date.min
    last = date.fromisoformat(coverage.last_published) if coverage.last_published else date.max
    since = first - timedelta(days=BEFORE_DAYS) if first > date.min else first
    within: list[Day] = []
    background: list[Day] = []
    later: list[Day] = []
    for day in dated:
        when = Edtf(day.day)
        old, new = (when.last_day or date.max) < since, (when.first_day or date.min) > last
        (background if old else later if new else within).append(day)
    busiest = set(sorted(range(len(within)), key=lambda i: (-within[i].n, within[i].day))[:most])
    return Dates(
        shown=tuple(day for i, day in enumerate(within) if i in busiest),
        undated=next((day for day in days if day.day == UNDATED), None),
        quieter=tuple(day for i, day in enumerate(within) if i not in busiest),
        background=tuple(background),
        later=tuple(later),
    )
