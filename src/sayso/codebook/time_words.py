"""Words of time phrases, by what they do in one: times.tsv and holidays.tsv."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from sayso.codebook.tables import cell_fault, integer_cell, number_cell, one_of, read_rows
from sayso.record.times import TimeUnit

TAGS: Mapping[str, str] = {
    "month": "A", "weekday": "B", "weekdays": "C", "season": "D", "day": "E", "part": "F", "unit": "G", "units": "H",
    "one": "I", "before": "J", "after": "K", "same": "L", "edge": "M", "bound": "N", "number": "O", "ordinal": "P",
    "about": "Q", "zone": "R", "often": "S", "past": "T", "present": "U", "future": "V", "landmark": "W",
    "decade": "X", "holiday": "Y",
}  # fmt: skip
"""The letter that stands before a word of a class in the line that shapes are matched against.

A shape names a class by its letter and not by its words: patterns stay short.
"""
UNTAGGED = (
    "lead", "ahead", "done", "counted", "telling", "before_year", "quantity", "name_too", "until", "deadline", "way",
    "from_today", "offset", "told", "noon", "night", "century", "scale",
)  # fmt: skip
"""Classes that are asked for by their words; a shape that names one spells them out."""
CLASSES = (*TAGS, *UNTAGGED)
JOINED = ("number", "about", "zone", "holiday", "often", "present", "future", "before", "after", "same", "day")
"""Classes whose words of several words are taken as one, wherever they stand."""
CAPITAL_TAGS = frozenset({"A", "B"})
"""Classes whose words need a capital: "may" and "march" are verbs far more often than months."""
UNITS: Mapping[str, TimeUnit] = {
    "TS": "second", "TM": "minute", "TH": "hour", "D": "day", "2D": "weekend", "W": "week", "2W": "week",
    "M": "month", "Q": "quarter", "Y": "year", "E": "decade", "C": "century",
}  # fmt: skip
"""What the letters of a unit stand for."""

TimeWords = Mapping[str, Mapping[str, str]]
"""The words of every class, each with its value, empty where the class has none."""
_Row = dict[str, str]

_RULE = re.compile(
    r"(?:(?:islamic |hebrew )?[01]\d-[0-3]\d)|[01]\d/[0-6]/(?:-1|[1-5])|easter[+-]\d{1,2}|quds|election", re.ASCII
)
_LENGTH = re.compile(r"P(?:X|\d+[DWMY]|T\d+H)", re.ASCII)
_DAY = re.compile(r"\d{4}-[01]\d-[0-3]\d", re.ASCII)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)


def load_time_words() -> TimeWords:
    """Read times.tsv, and holidays.tsv as the class ``holiday`` with its rule and days parted by ``;``.

    Raises:
        CodebookError: a row names no class, or has a value that its class cannot have.

    >>> load_time_words()["month"]["july"], load_time_words()["holiday"]["passover"]
    ('7', 'hebrew 01-15;7')
    """
    words: dict[str, dict[str, str]] = {name: {} for name in CLASSES}
    for row in read_rows("times.tsv", ("class", "word", "value")):
        kind = one_of(row, "class", CLASSES)
        _VALUES.get(kind, _nothing)(row)
        words[kind][row["word"]] = row["value"]
    for row in read_rows("holidays.tsv", ("name", "rule", "days")):
        _form(_RULE, "no rule of a holiday", "See the head of the file", "rule")(row)
        words["holiday"][row["name"]] = f"{row['rule']};{integer_cell(row, 'days', least=1)}"
    return words


def _whole(least: int, most: int, *, empty: int | None = None) -> Callable[[_Row], object]:
    return lambda row: integer_cell(row, "value", least=least, most=most, empty=empty)


def _form(form: re.Pattern[str], is_what: str, remedy: str, column: str = "value") -> Callable[[_Row], object]:
    def check(row: _Row) -> None:
        if not form.fullmatch(row[column]):
            raise cell_fault(row, column, is_what, remedy)

    return check


def _nothing(row: _Row) -> object:
    return one_of(row, "value", ("",))


_VALUES: Mapping[str, Callable[[_Row], object]] = {
    "month": _whole(1, 12),
    "weekday": _whole(0, 6),
    "weekdays": _whole(0, 6, empty=0),
    "season": _whole(21, 24),
    "day": _whole(-9, 9),
    "part": lambda row: one_of(row, "value", ("", "pm")),
    "unit": lambda row: one_of(row, "value", tuple(UNITS)),
    "units": lambda row: one_of(row, "value", tuple(UNITS)),
    "edge": _whole(1, 3),
    "bound": _whole(1, 3),
    "number": lambda row: number_cell(row, "value", least=0, empty=0),
    "ordinal": _whole(1, 31),
    "often": _form(_LENGTH, "no length", "Write it as P1W"),
    "landmark": _form(_DAY, "no day", "Write it as 2001-09-11"),
    "decade": _whole(100, 209),
    "way": _whole(-1, 1),
    "offset": _whole(-1, 1),
    "told": _whole(-1, 1),
    "noon": _form(_CLOCK, "no time of day", "Write it as 12:00"),
    "century": _whole(1000, 2900),
    "scale": _whole(2, 1_000_000),
}
"""What the value of a word must be, by class; words of the other classes have none."""
