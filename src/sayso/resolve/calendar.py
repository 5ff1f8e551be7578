"""Calendar arithmetic of time phrases: one reader for each shape of the time grammar."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.codebook.times import TimeGrammar, TimePhrase
from sayso.record.edtf import Edtf

REACH_DAYS = {False: 20, True: 183}
"""How many days after publication a day or month without a year may lie, for acts told as done and as ahead.

Farther ones are last year's. Of the 1,876 dated acts of the annotated training reports (2026-11) that state
a day or month without a year, a reach of 20 and of 183 days leaves the fewest in the wrong year.
"""
RECENT_MONTHS = {1: 0, 7: 1, 30: 3}
"""How many months "recent days", "recent weeks" and "recent months" reach back."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold one time phrase with the day it is read from (None: unknown) and whether it looks ahead."""

    phrase: TimePhrase
    today: date | None
    grammar: TimeGrammar
    ahead: bool

    def number(self, part: str, kind: str) -> int | None:
        """Give the value of the word a group caught; numerals are themselves."""
        word = self.phrase.parts.get(part)
        if word is None:
            return None
        digits = word.rstrip("stndrh")
        return int(digits) if digits.isdigit() else self.grammar.value(kind, word)

    def step(self, part: str = "step") -> str | None:
        """Tell which way a step word goes: ``before``, ``after`` or ``same``; None if there is none."""
        word = self.phrase.parts.get(part)
        return next((way for way in ("before", "after", "same") if word in self.grammar.values[way]), None)

    def since(self, start: Edtf) -> Edtf:
        """Stretch a date to the day of reading, at its own precision: "since 2008"."""
        if self.today is None or "/" in start or start.first_day is None or start.first_day >= self.today:
            return start
        end = {"year": f"{self.today:%Y}", "month": f"{self.today:%Y-%m}"}.get(start.precision)
        return Edtf(f"{start}/{end or self.today.isoformat()}")


def _year_of(reading: Reading, first_day: Callable[[int], date]) -> int | None:
    """Choose the year of a date that states none."""
    year = reading.number("year", "number")
    if year or reading.today is None:
        return year
    reach = reading.today + timedelta(days=REACH_DAYS[reading.ahead])
    years = (reading.today.year + step for step in (1, 0))
    return next((year for year in years if first_day(year) <= reach), reading.today.year - 1)


def _date(reading: Reading) -> Edtf | None:
    month = reading.number("month", "month") or reading.number("month_number", "number")
    day = reading.number("day", "number")
    if not month or not day:
        return None
    year = _year_of(reading, lambda year: date(year, month, min(day, monthrange(year, month)[1])))
    last = reading.number("last_day", "number")
    if not year:
        return None
    return Edtf.of(date(year, month, day), date(year, month, last) if last and last > day else None)


def _month(reading: Reading) -> Edtf | None:
    month = reading.number("month", "month")
    if not month:
        return None
    year = _year_of(reading, lambda year: date(year, month, 1))
    if reading.today and reading.step("turn"):
        year = reading.today.year + {"before": -1, "after": 1, "same": 0}[reading.step("turn") or "same"]
    elif reading.today and reading.step() == "before":
        year = reading.today.year - (month >= reading.today.month)
    elif reading.today and reading.step() == "after":
        year = reading.today.year + (month <= reading.today.month)
    return Edtf(f"{year:04}-{month:02}") if year else None


def _weekday(reading: Reading) -> Edtf | None:
    weekday = reading.number("weekday", "weekday")
    if weekday is None or reading.today is None:
        return None
    back = (reading.today.weekday() - weekday) % 7
    if reading.step() == "before":
        first = reading.today - timedelta(days=back or 7)
    elif reading.step() == "after" or (reading.ahead and back):
        first = reading.today + timedelta(days=7 - back)
    else:
        first = reading.today - timedelta(days=back)
    last = reading.number("last_weekday", "weekday")
    if last is None:
        return Edtf.of(first)
    if first == reading.today - timedelta(days=back) and not reading.ahead:
        end = reading.today - timedelta(days=(reading.today.weekday() - last) % 7)
        first = end - timedelta(days=(last - weekday) % 7)
        return Edtf.of(first, end)
    return Edtf.of(first, first + timedelta(days=(last - weekday) % 7))


def _day(reading: Reading) -> Edtf | None:
    offset = reading.number("relative", "day")
    return Edtf.of(reading.today + timedelta(days=offset or 0)) if reading.today else None


def _ago(reading: Reading) -> Edtf | None:
    unit, count = reading.number("unit", "unit"), reading.number("count", "number")
    if reading.today is None or unit is None:
        return None
    if unit == 0:
        return Edtf.of(reading.today)
    return _back(reading.today, count, unit) if count else None


def _back(today: date, count: int, unit: int) -> Edtf:
    """Go back ``count`` units; the answer is no finer than the unit, and hedged above a day."""
    if unit >= 365:
        return Edtf(f"{today.year - count * (unit // 365):04}" + ("~" if unit > 365 else ""))
    if unit == 30:
        return Edtf(f"{_months_before(today, count)}~")
    mark = "" if unit == 1 else "~"
    return Edtf((today - timedelta(days=count * unit)).isoformat() + mark)


def _months_before(today: date, count: int) -> str:
    months = today.year * 12 + today.month - 1 - count
    return f"{months // 12:04}-{months % 12 + 1:02}"


def _stretch(reading: Reading) -> Edtf | None:
    unit, count = reading.number("unit", "unit"), reading.number("count", "number")
    today = reading.today
    if today is None or not unit or not count or reading.step() == "after":
        return None
    if unit >= 365:
        return Edtf(f"{today.year - count * (unit // 365):04}~/{today.year:04}")
    if unit == 30:
        return Edtf(f"{_months_before(today, count)}/{today:%Y-%m}")
    return Edtf.of(today - timedelta(days=count * unit), today)


def _recent(reading: Reading) -> Edtf | None:
    unit = reading.number("unit", "unit") or reading.number("few", "unit")
    if reading.today is None or unit not in RECENT_MONTHS:
        return None
    if unit == 1:
        return Edtf(f"{reading.today:%Y-%m}~")
    return Edtf(f"{_months_before(reading.today, RECENT_MONTHS[unit])}/{reading.today:%Y-%m}")


def _unit(reading: Reading) -> Edtf | None:
    unit, way, today = reading.number("unit", "unit"), reading.step(), reading.today
    if today is None or not unit:
        return None
    if reading.phrase.parts.get("step") == "past":
        return _stretch_one(today, unit)
    turn = {"before": -1, "after": 1}.get(way or "", 0)
    if unit == 365:
        return Edtf(f"{today.year + turn:04}")
    if unit == 30:
        return Edtf(_months_before(today, -turn))
    if unit == 2:
        return _weekend(today, turn)
    return _week(today, turn, reading.number("edge", "edge")) if unit == 7 else None


def _stretch_one(today: date, unit: int) -> Edtf | None:
    if unit == 365:
        return Edtf(f"{_months_before(today, 12)}/{today:%Y-%m}")
    if unit > 365:
        return Edtf(f"{today.year - unit // 365:04}~/{today.year:04}")
    return Edtf.of(today - timedelta(days=unit), today) if unit in (1, 7, 30) else None


def _week(today: date, turn: int, edge: int | None) -> Edtf:
    """Give a week from Sunday to Saturday; earlier this week ends today, later this week begins today.

    News in English that is published on a Sunday calls the days before it "last week".
    """
    sunday = today - timedelta(days=(today.weekday() + 1) % 7 - 7 * turn)
    saturday = sunday + timedelta(days=6)
    if turn == 0 and edge == 1:
        return Edtf.of(sunday, today)
    return Edtf.of(today, saturday) if turn == 0 and edge == 3 else Edtf.of(sunday, saturday)


def _weekend(today: date, turn: int) -> Edtf:
    """Give a Saturday and Sunday: the one that is on or comes, or the last one that is over or on."""
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if turn == 1 or (turn == 0 and today.weekday() < 5):
        saturday += timedelta(days=7)
    return Edtf.of(saturday, saturday + timedelta(days=1))


def _the_weekend(reading: Reading) -> Edtf | None:
    return _weekend(reading.today, 0 if reading.ahead else -1) if reading.today else None


def _season(reading: Reading) -> Edtf | None:
    season = reading.number("season", "season") or reading.number("season_of", "season")
    year = reading.number("year", "number")
    if year is None and reading.today:
        begins = (season or 21) * 3 - 60  # 21, spring, begins in March
        year = reading.today.year
        if reading.step() == "before":
            year -= reading.today.month < begins + 3
        elif reading.step() == "after":
            year += reading.today.month >= begins
    return Edtf(f"{year:04}-{season}") if year and season else None


def _years(reading: Reading) -> Edtf | None:
    first, last = reading.phrase.parts["year"], reading.phrase.parts["last_year"]
    return Edtf(f"{first}/{last}") if first < last else None


def _edged_year(reading: Reading) -> Edtf | None:
    """Read "late 2011" and "the end of 2011" as its last month, "early" and "mid-" as the year, all hedged."""
    year, edge = reading.phrase.parts["year"], reading.number("edge", "edge")
    return Edtf(f"{year}-12~" if edge == 3 else f"{year}~")


def _year(reading: Reading) -> Edtf | None:
    return Edtf(reading.phrase.parts["year"])


def _holiday(reading: Reading) -> Edtf | None:
    value = reading.number("holiday", "holiday")
    if not value:
        return None
    month, day = divmod(value, 100)
    year = _year_of(reading, lambda year: date(year, month, day))
    return Edtf.of(date(year, month, day)) if year else None


def _today(reading: Reading) -> Edtf | None:
    return Edtf.of(reading.today) if reading.today else None


READERS: Mapping[str, Callable[[Reading], Edtf | None]] = {
    "iso": _date,
    "days": _date,
    "date": _date,
    "date_turned": _date,
    "month": _month,
    "weekday": _weekday,
    "day": _day,
    "this_day": _today,
    "ago": _ago,
    "stretch": _stretch,
    "recent": _recent,
    "unit": _unit,
    "weekend": _the_weekend,
    "season": _season,
    "years": _years,
    "edged_year": _edged_year,
    "year": _year,
    "holiday": _holiday,
}
"""The reader of each shape in ``codebook.times.SHAPES``."""
