"""Series and totals: mentions that speak of many acts at once, and mentions that speak of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sayso.codebook.phrases import PhraseTable, fold
from sayso.codebook.series import SeriesCue, SeriesSign, load_series_words
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention

SHORT_DAYS = 2
"""Days: a date of at most so many is that of one act, whatever the number of blows: "four strikes overnight"."""
MANY_STRIKES = 10
"""Strikes: so many without a day are not one act. Gold/train has 28 counts of two and more strikes without a day
beside a plural trigger; all 13 from 10 upwards tell of many days, of the 15 below 4 tell of one day (2026-11)."""
Extent = Literal["open", "single", "aggregate"]
EXTENTS: tuple[Extent, ...] = get_args(Extent)
"""How much a mention speaks of: one act, many at once, or either."""
TOLLS = frozenset({"killed", "wounded"})
"""Kinds of numbers that add up over time, so that "60 people since July" is a total whatever the trigger."""

_WORD = re.compile(r"[\w'’-]+")
_TIMES = re.compile(r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen) times\b")
_SINCE = re.compile(
    r"\b(?:since|between)\s+(?:(?:early|mid|late|last|the (?:start|beginning|end) of|\w+day|at least|about)[\s-]+){0,2}"
    r"(?:\d|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter|year|month|week|then\b)"
)
_OPENS_SPREAD = re.compile(r"\b(?:since|between|from)\s+(?:\w+\s+)?$")
_PLURAL_NOUN = re.compile(r"(?:(?!\w+(?:ed|ing|s)\b)[\w'-]+ )?[\w'-]*(?<![sui])s")
"""A noun in the plural, alone or behind one word that is no verb: "attacks", "car bombs", not "voiced concerns"."""


@dataclass(frozen=True, slots=True)
class SeriesSigns:
    """Say what speaks for or against a series or total in one mention.

    ``words`` are the signs of series_words.tsv that hold; "spread" is also "since July" and "between May and July".
    ``plural``: the trigger can be a plural noun. ``strikes``: the lowest count of strikes or times, 0 if none.
    ``toll``: people killed or wounded are counted. ``total``: a count is said to be one over a period.
    ``short``: the act has a date of at most ``SHORT_DAYS`` days.
    """

    words: frozenset[SeriesSign] = field(default_factory=frozenset)
    plural: bool = False
    strikes: int = 0
    toll: bool = False
    total: bool = False
    short: bool = False

    @property
    def aggregate(self) -> bool:
        """Tell whether the mention speaks of many acts at once."""
        gathered, many = "gathered" in self.words and self.plural, self.plural and self.strikes >= MANY_STRIKES
        if self.short or ("latest" in self.words and not gathered):
            return False
        counted = self.plural or self.strikes > 1
        over_time = "spread" in self.words and (counted or self.toll)
        again = "recurs" in self.words or ("often" in self.words and counted)
        return gathered or many or over_time or again or self.total

    @property
    def single(self) -> bool:
        """Tell whether the mention speaks of one act: it has a day, is "the latest" or is "an attack"."""
        if self.aggregate:
            return False
        return self.short or "latest" in self.words or ("one" in self.words and not self.plural and self.strikes < 2)

    @property
    def extent(self) -> Extent:
        """Tell how much the mention speaks of."""
        return "aggregate" if self.aggregate else "single" if self.single else "open"


def is_aggregate(mention: EventMention) -> bool:
    """Tell whether a mention speaks of many acts at once: a series, a campaign's strikes, a toll over time.

    Such a mention is never the same event as one that speaks of a single act (``is_single``). A mention may be neither:
    "the strikes" can be last night's or a campaign.
    """
    return series_signs(mention).aggregate


def is_single(mention: EventMention) -> bool:
    """Tell whether a mention speaks of one act and no more."""
    return series_signs(mention).single


def series_signs(mention: EventMention, table: PhraseTable[SeriesCue] | None = None) -> SeriesSigns:
    """Read the signs of a series from a mention's own sentence, date and numbers; ``table`` None is the codebook's."""
    start = max(mention.trigger.start - mention.sentence.start, 0)
    before = fold(mention.sentence.text[:start])
    after = fold(mention.sentence.text[start + len(mention.trigger.text) :])
    trigger = fold(mention.trigger.text)
    found = frozenset(_cues(before, trigger, after, load_series_words() if table is None else table))
    if _SINCE.search(after) or _SINCE.search(before):
        found |= {"spread"}
    strikes = [number.low or 0 for number in mention.numbers if number.kind == "strikes"]
    return SeriesSigns(
        words=found,
        plural=bool(_PLURAL_NOUN.fullmatch(trigger)) and "mass" not in found,
        strikes=max([2 if _TIMES.search(after) else 0, *strikes]),
        toll=any(number.kind in TOLLS for number in mention.numbers),
        total=any(number.scope == "period" for number in mention.numbers),
        short=_is_short(mention.date) and not _opens_spread(mention),
    )


def _cues(before: str, trigger: str, after: str, table: PhraseTable[SeriesCue]) -> Iterator[SeriesSign]:
    left, right, own = _words(before), _words(after), _words(trigger)
    for last, entries in table.all_in(left).values():
        yield from (cue.sign for cue in entries if cue.side == "before" and len(left) - last <= cue.reach)
    for first, (_, entries) in table.all_in(right).items():
        yield from (cue.sign for cue in entries if cue.side == "after" and first <= cue.reach)
    for last, entries in table.all_in(own).values():
        yield from (cue.sign for cue in entries if cue.side == "trigger" and last == len(own))


def _words(folded: str) -> Sequence[str]:
    return _WORD.findall(folded)


def _is_short(date: Edtf | None) -> bool:
    first, last = (date.first_day, date.last_day) if date else (None, None)
    return first is not None and last is not None and (last - first).days < SHORT_DAYS


def _opens_spread(mention: EventMention) -> bool:
    """Tell whether the date is only where a stretch of time begins: "since July 8"."""
    if mention.time is None:
        return False
    before = mention.sentence.text[: max(mention.time.start - mention.sentence.start, 0)]
    return bool(_OPENS_SPREAD.search(fold(before) + " ")) or fold(mention.time.text).startswith(("since ", "between "))
