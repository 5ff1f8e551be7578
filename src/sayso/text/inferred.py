"""The publication date of a text that states none, from the dates the text itself anchors to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sayso.codebook.page import KnownEvent
from sayso.record.documents import Segment
from sayso.record.edtf import Edtf
from sayso.record.vocabulary import CODED_SEGMENTS, PublishedBasis
from sayso.text.mentioned import MentionedDay, days_in, months_in, sentences_of
from sayso.text.months import WEEKDAY, WEEKDAYS

PAGE_DATE_WORDS = 16
"""Words of a line of furniture whose date is the page's own; longer lines are links and notices."""
POST_DAYS = (1, 8)
"""Days before and after the last embedded post within which a report that embeds posts appears: it holds for
all 14 texts of gold/train that date themselves so (2026-11). A post's date is that of its reader's zone."""
NEAR_DAYS = timedelta(days=7)
"""A day this near to an event, told without a year, ties a text to that event and not its namesakes."""
WEEK = timedelta(days=6)
"""What is told as of a weekday or of this week lies at most so far back."""

_NOT_PUBLISHED = re.compile(r"copyright|©|all rights|more:|read:|see also|related|video|photo", re.IGNORECASE)
_POST = re.compile(r"\(@\w+\)\s+(?P<when>[A-Z][a-z]+\.? \d{1,2}, \d{4})")
_THIS_WEEK = re.compile(r"\b(?:earlier this week|this week|last weekend|over the weekend|this weekend)\b", re.I)
_WEEKDAY = re.compile(rf"\b(?:(last|next)\s+)?({WEEKDAY})\b")
_THIS_YEAR = re.compile(r"\bthis year\b", re.IGNORECASE)


class InferredDate(NamedTuple):
    """Say when a text was published and how that is known; ``reason`` is in plain words."""

    date: Edtf | None
    basis: PublishedBasis
    reason: str | None


def infer_published(text: str, segments: Sequence[Segment], known_events: Sequence[KnownEvent] = ()) -> InferredDate:
    """Infer when a text was published, from what stands in it; never from today.

    The page's own date line gives a day (basis ``text``). Else, an interval (basis ``inferred``) is given
    where the text ties itself to a dated day from both sides: embedded posts, a well-known event told as of
    this week or of a weekday, or a day of "this year" in the latest month the text names. Otherwise the date
    is None, and ``reason`` says what the text lacks.
    """
    report = "\n".join(text[part.start : part.end] for part in segments if part.kind in CODED_SEGMENTS)
    sentences = sentences_of(report)
    return (
        _page_date(text, segments)
        or _known_week(sentences, known_events)
        or _after_posts(report)
        or _this_year(sentences)
        or InferredDate(None, "none", _what_is_missing(sentences))
    )


def _page_date(text: str, segments: Sequence[Segment]) -> InferredDate | None:
    found: dict[date, str] = {}
    for part in segments:
        if part.kind not in ("furniture", "dateline"):
            continue
        for line in text[part.start : part.end].splitlines():
            if len(line.split()) <= PAGE_DATE_WORDS and not _NOT_PUBLISHED.search(line):
                found.update({day.full: line.strip() for day in days_in(line) if day.full})
    if len(found) != 1:
        return None
    day, line = next(iter(found.items()))
    return InferredDate(Edtf.of(day), "text", f"the page says {line!r}")


def _known_week(sentences: Sequence[str], events: Sequence[KnownEvent]) -> InferredDate | None:
    days = [day for sentence in sentences for day in days_in(sentence) if not day.year]
    report = "\n".join(sentences).replace("G-", "G")
    told = [event for event in events if event.name in report]
    placed = [event for event in told if any(place in report for place in event.places)]
    fitting = placed or [event for event in told if any(_is_near(day, event) for day in days)]
    if len(fitting) != 1:
        return None
    window = _week_of(fitting[0], _naming(sentences, fitting[0].name))
    return _with_later_days(window, days, fitting[0]) if window else None


def _naming(sentences: Sequence[str], name: str) -> str:
    """Join the sentences that name an event: any of them may say how long ago it was."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return "\n".join(sentence for sentence in sentences if pattern.search(sentence.replace("G-", "G")))


def _is_near(day: MentionedDay, event: KnownEvent) -> bool:
    told = day.in_year(event.first.year)
    return told is not None and event.first - NEAR_DAYS <= told <= event.last + NEAR_DAYS


def _week_of(event: KnownEvent, words: str) -> tuple[date, date] | None:
    """Give the first and last day on which the words could call the event this week's."""
    for match in _WEEKDAY.finditer(words):
        days = [day for day in _days(event.first, event.last) if day.weekday() == WEEKDAYS[match[2].lower()]]
        if len(days) == 1 and not match[1]:
            return days[0], days[0] + WEEK
    return (event.last, event.last + WEEK) if _THIS_WEEK.search(words) else None


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range((last - first).days + 1))


def _with_later_days(window: tuple[date, date], days: Sequence[MentionedDay], event: KnownEvent) -> InferredDate:
    """Move the window's beginning up to the latest day the text tells inside it."""
    first, last = window
    told = [day.in_year(first.year) for day in days]
    first = max([first, *(day for day in told if day and first <= day <= last)])
    return InferredDate(
        Edtf.of(first, last),
        "inferred",
        f"it tells the {event.name} of {event.first} to {event.last} as of this week, and nothing after {first}",
    )


def _after_posts(report: str) -> InferredDate | None:
    posts = [day.full for match in _POST.finditer(report) for day in days_in(match["when"]) if day.full]
    if not posts:
        return None
    last = max(posts)
    return InferredDate(
        Edtf.of(last - timedelta(days=POST_DAYS[0]), last + timedelta(days=POST_DAYS[1])),
        "inferred",
        f"the last post it shows is of {last}",
    )


def _this_year(sentences: Sequence[str]) -> InferredDate | None:
    """Date a text by a day without a year in the latest month it names, if another day is of "this year"."""
    months = [month for sentence in sentences for month in months_in(sentence)]
    days = [(day, sentence) for sentence in sentences for day in days_in(sentence)]
    if not months or not any(_THIS_YEAR.search(sentence) for _, sentence in days):
        return None
    year, month = max(months)
    if any(day.year and day.year > year for day, _ in days):
        return None
    told = [day for day, _ in days if day.month == month and not day.year]
    last = max((found for day in told if (found := day.in_year(year))), default=None)
    if last is None:
        return None
    return InferredDate(
        Edtf.of(last, date(year, 12, 31)),
        "inferred",
        f"the latest month it names is {year}-{month:02d}, the latest day {last}, and it is of this year",
    )


def _what_is_missing(sentences: Sequence[str]) -> str:
    days: list[MentionedDay] = [day for sentence in sentences for day in days_in(sentence)]
    if not days:
        return "no publication date is given, and the text names no day"
    dated = [day.full for day in days if day.full]
    if not dated:
        return f"no publication date is given, and the text names days without a year ({days[-1].quote!r})"
    return f"no publication date is given, and the text does not say how long after {max(dated)} it was written"
