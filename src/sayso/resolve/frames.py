"""Frames: from where a time phrase is read, and the words its shape caught."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sayso.codebook.times import TimeGrammar, TimePhrase
from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning, TimeUnit

Way = Literal["before", "after", "same"]

REACH_DAYS = {False: 20, True: 183}
"""How many days after publication a day or month without a year may lie, for acts told as done and as ahead.

Farther ones are last year's. Of the 1,876 dated acts of the annotated training reports (2026-11) that state
a day or month without a year, a reach of 20 and of 183 days leaves the fewest in the wrong year.
"""
TURNS: Mapping[Way, int] = {"before": -1, "after": 1, "same": 0}
MULTIPLES = {"2D": (2, "D"), "2W": (2, "W"), "Q": (3, "M"), "E": (10, "Y"), "C": (100, "Y")}
"""Units that ISO 8601 does not have, as multiples of one that it has."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Say from where a phrase is read.

    ``today`` is the day of publication, None if unknown; ``told`` what the text dated last, to which "the next
    day" and "that year" point; ``ahead``: what it dates is told as still to come.
    """

    today: date | None
    told: TimeMeaning | None = None
    ahead: bool = False

    @property
    def told_day(self) -> date | None:
        """Give the first day of what was dated last, None if nothing was."""
        return self.told.edtf.first_day if self.told and self.told.edtf else None

    @property
    def exact_day(self) -> date | None:
        """Give the day that was told last, None if what was dated last is no day."""
        return self.told_day if self.told and self.told.unit == "day" else None


@dataclass(frozen=True, slots=True)
class TimeReading:
    """Hold one time phrase with the frame it is read in."""

    phrase: TimePhrase
    grammar: TimeGrammar
    frame: Frame

    @property
    def today(self) -> date | None:
        return self.frame.today

    def part(self, name: str) -> str | None:
        """Give the words a group caught, None if it caught none."""
        return self.phrase.parts.get(name)

    def number(self, part: str, kind: str) -> int | None:
        """Give the value of the words a group caught; numerals are themselves."""
        words = self.part(part)
        if words is None:
            return None
        digits = words.rstrip("stndrh")
        return int(digits) if digits.isdigit() else self.grammar.number(kind, words)

    def day_of_month(self, part: str) -> int | None:
        """Give a day of the month written as a numeral or as an ordinal."""
        return self.number(part, "ordinal")

    def edge(self) -> int | None:
        """Give which third of a period is meant: 1 early, 2 mid, 3 late."""
        return self.number("edge", "edge") or self.number("bound", "bound")

    def count(self, part: str = "count") -> float | None:
        """Give how many, None where the words do not say ("several")."""
        words = self.part(part)
        return count_of(words, self.grammar) if words else None

    def unit(self, part: str = "unit") -> str | None:
        """Give the letters of a unit in ``UNITS``."""
        words = self.part(part)
        return self.grammar.value("unit", words) if words else None

    def step(self, part: str = "step") -> Way | None:
        """Tell which way a step word goes; None if there is none."""
        word = self.part(part)
        return next((way for way in TURNS if word in self.grammar.values[way]), None) if word else None

    def turn(self, part: str = "step") -> int | None:
        """Tell how many periods ahead a step word goes (-1, 0, 1); None if there is none."""
        way = self.step(part)
        return TURNS[way] if way else None

    def told_turn(self, words: str) -> int | None:
        """Tell how far words step from what the text dated last ("that", "the next"); None if they do not."""
        told = self.grammar.values["told"]
        found = next((told[one] for one in (words, words.removeprefix("the "), words.split()[-1]) if one in told), None)
        return int(found) if found is not None else None

    def year(self) -> int | None:
        """Give the year a phrase states in numerals or in words."""
        if year := self.part("year"):
            return int(year)
        return spelled_year(self.part("spelled"), self.grammar)

    def nearest_year(self, first_day: Callable[[int], date]) -> int | None:
        """Choose the year of a date: the one stated, or the nearest that the frame allows.

        Where publication is unknown, the year that brings it nearest to what was told last.
        """
        year = self.year()
        if year:
            return year
        if self.today is None:
            told = self.frame.told_day
            years = (told.year + step for step in (0, -1, 1)) if told else ()
            return min(years, key=lambda year: abs((first_day(year) - told).days), default=None) if told else None
        reach = self.today + timedelta(days=REACH_DAYS[self.frame.ahead])
        years = (self.today.year + step for step in (1, 0))
        return next((year for year in years if first_day(year) <= reach), self.today.year - 1)


def iso_length(count: float | None, unit: str) -> str:
    """Write a duration in ISO 8601, with ``X`` for a count that is not stated.

    >>> iso_length(3, "D"), iso_length(None, "Y"), iso_length(5.5, "TH"), iso_length(2, "E")
    ('P3D', 'PXY', 'PT5H30M', 'P20Y')
    """
    size, plain = MULTIPLES.get(unit, (1, unit))
    if count is not None or unit not in ("E", "C"):
        unit, count = plain, None if count is None else count * size
    mark, letter = ("PT", unit[1]) if unit.startswith("T") else ("P", unit)
    if count is None:
        return f"{mark}X{letter}"
    if count == int(count):
        return f"{mark}{int(count)}{letter}"
    finer = {"TH": ("M", 60), "TM": ("S", 60), "Y": ("M", 12), "W": ("D", 7), "D": ("TH", 24)}.get(unit)
    if finer is None or finer[0] == "TH":
        return f"{mark}{count:g}{letter}"
    rest = round((count - int(count)) * finer[1])
    return f"{mark}{int(count)}{letter}{rest}{finer[0]}" if int(count) else f"{mark}{rest}{finer[0]}"


def count_of(words: str, grammar: TimeGrammar) -> float | None:
    """Add up a number in words or numerals: "twenty five", "2,000", "5 1/2"; None for "several".

    >>> count_of("twenty five", TimeGrammar.load()), count_of("5 1/2", TimeGrammar.load())
    (25.0, 5.5)
    """
    known, scale = grammar.values["number"], grammar.values["scale"]
    if words in known:
        return float(known[words]) if known[words] else None
    whole, half, _ = words.partition(" and a half")
    total = 0.5 if half else 0.0
    for word in whole.replace(",", "").split():
        if word in scale:
            total = (total or 1) * int(scale[word])
        elif "/" in word:
            top, _, bottom = word.partition("/")
            total += int(top) / int(bottom) if bottom.isdigit() and int(bottom) else 0
        elif word.replace(".", "", 1).isdigit():
            total += float(word)
        elif known.get(word):
            total += float(known[word])
        else:
            return None
    return total or None


def spelled_year(words: str | None, grammar: TimeGrammar) -> int | None:
    """Read a year written out: "nineteen ninety six".

    >>> spelled_year("nineteen ninety six", TimeGrammar.load())
    1996
    """
    if not words:
        return None
    century, _, rest = words.partition(" ")
    within = 0.0 if rest == "hundred" else count_of(rest, grammar) or 0.0
    first = grammar.number("century", century)
    return first + int(within) if first else None


def dated(edtf: Edtf | str, unit: TimeUnit, time_of_day: str | None = None) -> TimeMeaning:
    """Make the meaning of a date."""
    return TimeMeaning("date", Edtf(edtf), "stated", unit, time_of_day=time_of_day)


def day_meaning(day: date, time_of_day: str | None = None) -> TimeMeaning:
    """Make the meaning of one day."""
    return dated(Edtf.of(day), "day", time_of_day)
