"""Series and totals: mentions that speak of many acts at once, and mentions that speak of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sayso.codebook.phrases import Hit, PhraseTable, fold
from sayso.codebook.series import SeriesCue, SeriesSign, load_series_words
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import DateBasis, NumberKind

SHORT_DAYS = 2
"""Days: a date of at most so many is that of one act, whatever the number of blows: "four strikes overnight"."""
MANY_STRIKES = 10
"""Strikes: so many without a day are not one act. Gold/train has 28 counts of two and more strikes without a day
beside a plural trigger; all 13 from 10 upwards tell of many days, of the 15 below 4 tell of one day (2026-11)."""
Extent = Literal["open", "single", "aggregate"]
EXTENTS: tuple[Extent, ...] = get_args(Extent)
"""How much a mention speaks of: one act, many at once, or either."""
MANY_BLOWS = 300
"""Strikes, or weapons fired: so many are not one act unless their own sentence tells a day. In gold/train three
mentions count so many weapons, all over a week and more; a single barrage of the news read by eye counts 200
(2026-11)."""
CARRIED: frozenset[DateBasis] = frozenset({"narrative", "document"})
"""Bases of a date that a mention's own sentence does not tell: they leave open whether it tells many acts."""
TOLLS = frozenset({"killed", "wounded"})
"""Kinds of numbers that add up over time, so that "60 people since July" is a total whatever the trigger."""

Words = Sequence[str]

_WORD = re.compile(r"[\w'’-]+")
_NUMBER = re.compile(r"\d[\d.,]*(?:st|nd|rd|th|s)?")
_PLURAL_NOUN = re.compile(r"(?:(?!\w+(?:ed|ing|s)\b)[\w'-]+ )?[\w'-]*(?<![sui])s")
"""A noun in the plural, alone or behind one word that is no verb: "attacks", "car bombs", not "voiced concerns"."""


@dataclass(frozen=True, slots=True)
class SeriesSigns:
    """Say what speaks for or against a series or total in one mention.

    ``words`` are the signs of series_words.tsv that hold; "spread" is also "since July" and "between May and July".
    ``plural``: the trigger can be a plural noun. ``strikes``: the lowest count of strikes or times, 0 if none,
    ``weapons`` of weapons used in an assault. ``toll``: people killed or wounded are counted. ``short``: the act has
    a date of at most ``SHORT_DAYS`` days, ``own_day``: which its own sentence tells.
    """

    words: frozenset[SeriesSign] = field(default_factory=frozenset)
    plural: bool = False
    strikes: int = 0
    weapons: int = 0
    toll: bool = False
    short: bool = False
    own_day: bool = False

    @property
    def aggregate(self) -> bool:
        """Tell whether the mention speaks of many acts at once."""
        gathered = "gathered" in self.words and self.plural
        if self.own_day or ("latest" in self.words and not gathered):
            return False
        counted = self.plural or self.strikes > 1
        over_time = "spread" in self.words and (counted or self.toll)
        again = "recurs" in self.words or ("often" in self.words and counted)
        return gathered or over_time or again or self._many

    @property
    def _many(self) -> bool:
        strikes = self.strikes if self.plural else 0
        return max(strikes, self.weapons) >= MANY_BLOWS or (strikes >= MANY_STRIKES and not self.short)

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
    known = load_series_words() if table is None else table
    start = max(mention.trigger.start - mention.sentence.start, 0)
    before = _words(fold(mention.sentence.text[:start]))
    after = _words(fold(mention.sentence.text[start + len(mention.trigger.text) :]))
    trigger = fold(mention.trigger.text)
    found = frozenset(_cues(before, _words(trigger), after, known))
    short = _is_short(mention.date) and not _bounds_stretch(mention, known)
    return SeriesSigns(
        words=found,
        plural=bool(_PLURAL_NOUN.fullmatch(trigger)) and "mass" not in found,
        strikes=max(2 if "times" in found else 0, _most(mention, "strikes")),
        weapons=_most(mention, "weapons") if mention.type == "ASSAULT" else 0,
        toll=any(number.kind in TOLLS for number in mention.numbers),
        short=short,
        own_day=short and mention.date_basis not in CARRIED,
    )


def _most(mention: EventMention, kind: NumberKind) -> int:
    return max((number.low or 0 for number in mention.numbers if number.kind == kind), default=0)


def _cues(left: Words, own: Words, right: Words, table: PhraseTable[SeriesCue]) -> Iterator[SeriesSign]:
    for last, entries in table.all_in(left).values():
        yield from (cue.sign for cue in entries if cue.side == "before" and len(left) - last <= cue.reach)
    for first, (_, entries) in table.all_in(right).items():
        yield from (cue.sign for cue in entries if cue.side == "after" and first <= cue.reach)
    for last, entries in table.all_in(own).values():
        yield from (cue.sign for cue in entries if cue.side == "trigger" and last == len(own))
    if _names_stretch(left, table) or _names_stretch(right, table):
        yield "spread"


def _names_stretch(words: Words, table: PhraseTable[SeriesCue]) -> bool:
    """Tell whether words name a stretch: "since early July", "between May and July", "since the siege began"."""
    opened = list(_ends(words, "opens", table))
    if not opened:
        return False
    units = [(at, cue.reach) for at, (_, cues) in table.all_in(words).items() for cue in cues if cue.sign == "unit"]
    return any(0 <= at - last <= reach for last in opened for at, reach in units)


def _ends(words: Words, sign: SeriesSign, table: PhraseTable[SeriesCue]) -> Iterator[int]:
    """Give where the words that tell a sign end."""
    return (hit[0] for hit in table.all_in(words).values() if _tells(hit, sign))


def _tells(hit: Hit[SeriesCue], sign: SeriesSign) -> bool:
    return any(cue.sign == sign for cue in hit[1])


def _words(folded: str) -> Words:
    """Give the words of a folded text, a number in digits as "#"."""
    found = (word.removesuffix("'s") for word in _WORD.findall(folded))
    return ["#" if _NUMBER.fullmatch(word) else word for word in found]


def _is_short(date: Edtf | None) -> bool:
    first, last = (date.first_day, date.last_day) if date else (None, None)
    return first is not None and last is not None and (last - first).days < SHORT_DAYS


def _bounds_stretch(mention: EventMention, table: PhraseTable[SeriesCue]) -> bool:
    """Tell whether the date is only where a stretch of time begins or ends: "since July 8", "by Tuesday"."""
    if mention.time is None:
        return False
    text, time = mention.sentence.text, mention.time
    start, end = (at - mention.sentence.start for at in (time.start, time.end))
    before, own = _words(fold(text[: max(start, 0)])), _words(fold(time.text))
    owning = "'s" in fold(time.text + text[max(end, 0) :][:2])
    signs: tuple[SeriesSign, ...] = ("bounds",) if owning else ("bounds", "ends")
    opened = table.longest_at(own, 0)
    return any(
        any(len(before) - last <= 1 for last in _ends(before, sign, table))
        or (opened is not None and _tells(opened, sign))
        for sign in signs
    )
