"""Dates a text mentions in full or in part, with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from sayso.text.months import MONTH, MONTHS

_MONTH_DAY = rf"(?P<month>{MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
_DAY_MONTH = rf"\b(?P<turned_day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<turned_month>{MONTH})(?!\w)"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_DAY = re.compile(rf"\b(?:{_MONTH_DAY}|{_DAY_MONTH}){_YEAR}")
_MONTH_YEAR = re.compile(rf"\b(?P<month>{MONTH}),?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d)\b")
AHEAD_REACH = 60
"""Characters before a date within which a word such as "until" makes it one the text looks ahead to."""
_AHEAD = re.compile(
    r"\b(?:will|would|until|till|deadline|scheduled|due|planned|upcoming|expected|expires?|ahead of)\b"
    r"[^.!?\n]{0,40}$"
    r"|\b(?:by|before|next|until|from)\s+(?:\w+,?\s+)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^\n]+?(?:(?<=[a-z\d)\"”’][.!?])(?=\s+[A-Z\"“])|(?=\n)|$)")


class MentionedDay(NamedTuple):
    """Name a day of the year, and its year if the text does; ``quote`` is the words."""

    month: int
    day: int
    year: int | None
    quote: str

    def in_year(self, year: int) -> date | None:
        """Give the day in a year, None if that year lacks it."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def full(self) -> date | None:
        """Give the day if its year is named and it exists."""
        return self.in_year(self.year) if self.year else None


def sentences_of(text: str) -> list[str]:
    """Cut a text roughly into sentences; good enough to see which dates stand together."""
    return [match.group().strip() for match in _SENTENCE.finditer(text) if match.group().strip()]


def days_in(sentence: str) -> Iterator[MentionedDay]:
    """Find the days a sentence speaks of as past or present; those it looks ahead to are left out."""
    for match in _DAY.finditer(sentence):
        if _AHEAD.search(sentence, max(0, match.start() - AHEAD_REACH), match.start()):
            continue
        name, day = match["month"] or match["turned_month"], match["day"] or match["turned_day"]
        if 1 <= int(day) <= 31:
            year = int(match["year"]) if match["year"] else None
            yield MentionedDay(MONTHS[name.lower().rstrip(".")], int(day), year, match.group().strip())


def months_in(sentence: str) -> Iterator[tuple[int, int]]:
    """Find the (year, month) pairs a sentence names without a day, as past or present."""
    for match in _MONTH_YEAR.finditer(sentence):
        if not _AHEAD.search(sentence, max(0, match.start() - AHEAD_REACH), match.start()):
            yield int(match["year"]), MONTHS[match["month"].lower().rstrip(".")]
