"""How many were killed, as another scheme counts: from the words of the mentions, not from the record's bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sayso.codebook.vague_counts import CountScheme, VagueCounts
from sayso.export.wording import voice_words
from sayso.record.counts import bare_count, bounds_words, read_count
from sayso.record.events import Event, EventNumber, ReportedCount
from sayso.record.mentions import EventMention


@dataclass(frozen=True, slots=True)
class Toll:
    """Hold the least, the likeliest and the greatest figure of one count; None where the words give none."""

    low: int | None
    best: int | None
    high: int | None


class Tolls:
    """Count the dead of acts by one scheme.

    Only counts of this act count, and none that is part of another; rows of several classes or sides are never added
    up. Reports that a later one has outgrown or corrected no longer count. What qualifies a number is not added to it:
    "more than 30" is 30. A ceiling ("up to 40") gives no least figure.
    """

    def __init__(self, scheme: CountScheme) -> None:
        self._vague = VagueCounts.load(scheme)

    def of_act(self, event: Event, mentions: Sequence[EventMention]) -> Toll | None:
        """Give the figures of the widest count: that of which the floor is highest. None if no report counts."""
        rows = list(self._rows(event))
        return self.of_row(max(rows, key=_floor), mentions) if rows else None

    def of_side(self, event: Event, mentions: Sequence[EventMention], sides: Iterable[str]) -> int | None:
        """Give the likeliest figure of the dead of one side, by ids of actors; None if no report counts them apart."""
        wanted = frozenset(sides)
        return self._only(event, mentions, [row for row in self._rows(event) if row.side in wanted])

    def of_civilians(self, event: Event, mentions: Sequence[EventMention]) -> int | None:
        """Give the likeliest figure of civilians among the dead; None if no report counts them apart."""
        return self._only(event, mentions, [row for row in self._rows(event) if row.who_class == "civilian"])

    def of_row(self, row: EventNumber, mentions: Sequence[EventMention]) -> Toll:
        """Give the figures of one row of an event's numbers."""
        read = [self._figures(one, row, mentions) for one in _holding(row)] or [(row.low, row.high)]
        lows = [low for low, _ in read if low is not None]
        highs = [high for _, high in read if high is not None]
        low = min(lows, default=None)
        return Toll(low, row.best if row.best is not None else low, max(highs, default=None))

    def _rows(self, event: Event) -> Iterator[EventNumber]:
        return (one for one in event.numbers if one.kind == "killed" and one.scope == "this_act" and not one.subset)

    def _only(self, event: Event, mentions: Sequence[EventMention], rows: Sequence[EventNumber]) -> int | None:
        return self.of_row(max(rows, key=_floor), mentions).best if rows else None

    def _figures(
        self, told: ReportedCount, row: EventNumber, mentions: Sequence[EventMention]
    ) -> tuple[int | None, int | None]:
        """Give the least and the greatest figure of one reported count."""
        if told.low is not None and told.low == told.high:
            return told.low, told.high
        for words in _words(told, row, mentions):
            bare, ceiling = bare_count(words)
            vague = self._vague.value(bare)
            count = read_count(bare)
            low, high = (vague, vague) if vague is not None else (count.low, count.high) if count else (None, None)
            if low is not None:
                return (None if ceiling else low), (high if high is not None else low)
        return told.low, told.high


def attributed_tolls(event: Event) -> Iterator[str]:
    """Name those on whose word alone a count of the dead in an act stands; nothing where a report counts by itself."""
    voices = {voice.id: voice for voice in event.voices}
    for row in event.numbers:
        if row.kind == "killed" and row.scope == "this_act" and not row.subset:
            saying = [voices[voice] for told in row.reported for voice in told.voices if voice in voices]
            if saying and all(voice.source for voice in saying):
                names = dict.fromkeys(map(voice_words, saying))
                of = f" of {row.side}" if row.side else ""
                yield f"killed {bounds_words(row.low, row.high)}{of} on the word of {', '.join(names)}"


def _words(told: ReportedCount, row: EventNumber, mentions: Sequence[EventMention]) -> Iterator[str]:
    for mention in mentions:
        if mention.id in told.mentions:
            for number in mention.numbers:
                if (number.kind, number.low, number.high) == (row.kind, told.low, told.high):
                    yield number.text


def _holding(row: EventNumber) -> list[ReportedCount]:
    """Give the reported counts that the row's bounds allow: the others were outgrown or corrected."""
    floor = row.low or 0
    allowed = [one for one in row.reported if one.high is None or one.high >= floor]
    if row.high is not None:
        allowed = [one for one in allowed if one.low is None or one.low <= row.high]
    return allowed or list(row.reported)


def _floor(row: EventNumber) -> tuple[int, int]:
    return row.low or 0, row.best or 0
