"""Dates: what a time phrase of a report means, seen from the day the report was published."""

from __future__ import annotations

import re
from datetime import date as Day

from sayso.codebook.times import TimeGrammar, TimePhrase
from sayso.errors import RecordError
from sayso.record.edtf import Edtf
from sayso.record.vocabulary import DateBasis
from sayso.resolve.calendar import READERS, Reading

_WORDS = re.compile(r"['’]s\b|[^\W_]+(?:(?!['’]s\b)['’.–-][^\W_]+)*\.?|[^\w\s]")
_COUNTED = frozenset({"weekday", "day", "this_day", "ago", "stretch", "recent", "unit", "weekend"})

LONGEST_ANCHOR_DAYS = 31
"""A publication date wider than this many days dates no relative phrase: the result would say nothing."""


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
    phrase = next(grammar.phrases(_WORDS.findall(text)), None)
    found = _over_anchor(phrase, published, grammar, ahead) if phrase else None
    if phrase is None or found is None:
        return None, "none"
    return found, "relative" if phrase.shape in _COUNTED or "step" in phrase.parts else "stated"


def _over_anchor(phrase: TimePhrase, published: Edtf | None, grammar: TimeGrammar, ahead: bool) -> Edtf | None:
    first = published.first_day if published else None
    last = published.last_day if published else None
    if first is None or last is None or (last - first).days > LONGEST_ANCHOR_DAYS:
        return _value(Reading(phrase, None, grammar, ahead))
    early, late = (_value(Reading(phrase, day, grammar, ahead)) for day in (first, last))
    return early if early == late else _hull(early, late)


def _hull(early: Edtf | None, late: Edtf | None) -> Edtf | None:
    first: Day | None = early.first_day if early else None
    last: Day | None = late.last_day if late else None
    return Edtf.of(first, last) if first and last and first <= last else None


def _value(reading: Reading) -> Edtf | None:
    try:
        found = READERS[reading.phrase.shape](reading)
        return reading.since(found) if found and reading.phrase.lead == "since" else found
    except (RecordError, ValueError, OverflowError):
        return None
