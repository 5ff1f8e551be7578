"""Dates: what a time phrase of a report means, seen from the day the report was published."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date as Day

from sayso.codebook.times import TimeGrammar, TimePhrase
from sayso.errors import RecordError
from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning
from sayso.record.vocabulary import DateBasis
from sayso.resolve import calendar, counting, holidays, lengths, periods
from sayso.resolve.frames import Frame, TimeReading, dated

_WORDS = re.compile(r"['’]s\b|[^\W_]+(?:(?!['’]s\b)['’.–:/-][^\W_]+)*\.?|[^\w\s]")
_COUNTED = frozenset({
    "weekday", "day", "this_part", "same_day", "ago", "stretch", "recent", "unit", "weekend", "clock", "edge_of",
    "the_unit", "quarter_step",
})  # fmt: skip
"""Readers of phrases that say nothing without a day they are read from."""

YEARLY = frozenset({"date", "month", "months", "across", "part_of", "week_of"})
YEAR_PARTS = frozenset({"year", "spelled", "last_year"})
"""What states the year of a day or month; without it, and without a publication date, the narrative gives it."""
LONGEST_ANCHOR_DAYS = 31
"""A publication date wider than this many days dates no relative phrase: the result would say nothing."""


def _landmark(reading: TimeReading) -> TimeMeaning | None:
    value = reading.grammar.value("landmark", reading.part("landmark") or "")
    return dated(value, "day") if value else None


READERS: Mapping[str, Callable[[TimeReading], TimeMeaning | None]] = {
    "date": calendar.read_date, "numeric": calendar.read_numeric, "across": calendar.read_across,
    "month": calendar.read_month, "months": calendar.read_months, "weekday": calendar.read_weekday,
    "weekday_in": calendar.read_weekday_in, "day": calendar.read_day, "this_part": calendar.read_this_part,
    "part_of": calendar.read_part_of, "same_day": calendar.read_same_day, "clock": calendar.read_clock,
    "week_of": periods.read_week_of, "ago": counting.read_ago, "quarter": periods.read_quarter,
    "quarter_step": periods.read_quarter_step, "unit": periods.read_unit, "edge_of": periods.read_edge_of,
    "weekend": periods.read_weekend, "the_unit": periods.read_the_unit, "season": periods.read_season,
    "decade": periods.read_decade, "century": periods.read_century, "years": periods.read_years,
    "edged_year": periods.read_edged_year, "year": periods.read_year, "offset": counting.read_offset,
    "stretch": lengths.read_stretch, "recent": lengths.read_recent, "length": lengths.read_length,
    "every": lengths.read_every, "vague": lengths.read_vague, "holiday": holidays.read_holiday,
    "landmark": _landmark, "none": lambda _: None,
}  # fmt: skip
"""The reader of each shape, by the column ``reads`` of time_shapes.tsv.

What only looks like a time ("a six-year-old") reads none.
"""


def words_of(text: str) -> list[str]:
    """Cut a phrase into the words that the time grammar reads."""
    return _WORDS.findall(text)


def date(
    text: str, published: Edtf | None, grammar: TimeGrammar, *, ahead: bool = False
) -> tuple[Edtf | None, DateBasis]:
    """Read the date a time phrase means, and how it was reached.

    The first time phrase in ``text`` counts. A weekday is the last such day on or before publication, a day
    or month without a year the nearest one begun; with ``ahead`` (the act is told as still to come) the next.
    A publication date that is itself an interval widens the answer; one wider than a month, or none, gives
    None for what depends on it. Basis: ``stated`` for a calendar date, ``relative`` for what is counted from
    publication, ``none`` where no date can be had.

    >>> grammar = TimeGrammar.load()
    >>> date("late Friday", Edtf("2019-07-20"), grammar)
    ('2019-07-19', 'relative')
    >>> date("in July 2019", None, grammar)
    ('2019-07', 'stated')
    >>> date("during the siege", Edtf("2019-07-20"), grammar)
    (None, 'none')
    """
    phrase = next(grammar.phrases(words_of(text)), None)
    found = meaning(phrase, published, grammar, ahead=ahead) if phrase else None
    if phrase is None or found is None or found.edtf is None:
        return None, "none"
    return reaching(phrase, found.edtf, published, grammar), found.basis


def meaning(
    phrase: TimePhrase,
    published: Edtf | None,
    grammar: TimeGrammar,
    *,
    told: TimeMeaning | None = None,
    ahead: bool = False,
) -> TimeMeaning | None:
    """Read what a phrase means by itself, without the preposition before it; None where it means nothing.

    ``told`` is what the text dated last, to which "the next day" points.
    """
    first, last = published.first_day if published else None, published.last_day if published else None
    if first is None or last is None or (last - first).days > LONGEST_ANCHOR_DAYS:
        first = last = None
    early, late = (_read(phrase, grammar, Frame(day, told, ahead)) for day in (first, last))
    found = early if early == late or early is None or late is None else _widened(early, late)
    return found and replace(found, zone=phrase.parts.get("zone"), basis=_basis(phrase, found, first is not None))


def reaching(phrase: TimePhrase, edtf: Edtf, published: Edtf | None, grammar: TimeGrammar) -> Edtf:
    """Stretch a date by the preposition before it, at its own precision.

    "Since 2008" reaches to publication, "until 2015", told before it, from publication; what comes "after 2014",
    told before its end, begins with the next year and is open.
    """
    today = published.last_day if published else None
    first, last = edtf.first_day, edtf.last_day
    if today is None or "/" in edtf or first is None or last is None:
        return edtf
    now = {"year": today.isoformat()[:4], "month": today.isoformat()[:7]}.get(edtf.precision) or today.isoformat()
    if phrase.lead == "since" and first < today:
        return Edtf(f"{edtf}/{now}") if now > edtf[: len(now)] else edtf
    if phrase.lead in grammar.values["until"] and last > today:
        return Edtf(f"{now}/{edtf}") if now < edtf[: len(now)] else edtf
    if phrase.lead == "after" and edtf.precision == "year" and last > today:
        return Edtf(f"{last.year + 1}/..")
    return edtf


def lasting(found: TimeMeaning, published: Edtf | None) -> Edtf | None:
    """Give the days that an act told as lasting ("for two years") lies in, up to publication; None if not known.

    >>> lasting(TimeMeaning("duration", length="P2Y", unit="year"), Edtf("2013-08-26"))
    '2011~/2013'
    """
    today = published.last_day if published else None
    match = re.fullmatch(r"P(\d+|X)([YMWDEC])", found.length or "")
    if today is None or not match or found.edtf:
        return found.edtf
    count = None if match[1] == "X" else int(match[1])
    return lengths.back_from(today, match[2], count)


def _basis(phrase: TimePhrase, found: TimeMeaning, anchored: bool) -> DateBasis:
    if found.edtf is None:
        return "none"
    if not anchored and phrase.reads in YEARLY and not YEAR_PARTS & set(phrase.parts):
        return "narrative"
    steps = {"step", "turn"} & set(phrase.parts)
    return "relative" if phrase.reads in _COUNTED or steps or found.basis == "relative" else "stated"


def _widened(early: TimeMeaning, late: TimeMeaning) -> TimeMeaning:
    first: Day | None = early.edtf.first_day if early.edtf else None
    last: Day | None = late.edtf.last_day if late.edtf else None
    edtf = Edtf.of(first, last) if first and last and first <= last else None
    return replace(early, edtf=edtf, conflict=None)


def _read(phrase: TimePhrase, grammar: TimeGrammar, frame: Frame) -> TimeMeaning | None:
    try:
        return READERS[phrase.reads](TimeReading(phrase, grammar, frame))
    except (RecordError, ValueError, OverflowError):
        return None
