"""Where voices oppose each other on whether an act happened, and on who did it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from sayso.merge.tellings import Telling
from sayso.record.ids import MentionId
from sayso.record.vocabulary import EventStatus, Responsibility

_FOR: tuple[EventStatus, ...] = ("reported",)
_AGAINST: tuple[EventStatus, ...] = ("averted", "not_happened", "denied")
_CHARGES: tuple[Responsibility, ...] = ("claimed", "admitted", "attributed")

Opposed = Mapping[str, Sequence[Telling]]


def opposed_on_status(told: Sequence[Telling], words: Set[str], gone: Set[MentionId]) -> Opposed:
    """Gather who tells an act as done, or hints at it, and who tells it otherwise; empty if nobody opposes.

    ``words`` are those that the event's status follows from; ``gone`` are mentions that do not count.
    """
    held = (*_FOR, "uncertain") if "hinted" in words else _FOR
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in told:
        if one.mention.id not in gone and one.stands in words and one.stands in (*held, *_AGAINST):
            found[one.stands].append(one)
    return found if _both(found, held, _AGAINST) else {}


def opposed_on_responsibility(told: Sequence[Telling], gone: Set[MentionId]) -> Opposed:
    """Gather who says that somebody did it, and who disputes that; empty if nobody does."""
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in told:
        if one.mention.id not in gone:
            for word in dict.fromkeys(standing.responsibility for standing in one.standings):
                if word != "unknown":
                    found[word].append(one)
    return found if _both(found, _CHARGES, ("disputed",)) else {}


def _both(found: Opposed, some: Sequence[str], others: Sequence[str]) -> bool:
    return any(word in found for word in some) and any(word in found for word in others)
