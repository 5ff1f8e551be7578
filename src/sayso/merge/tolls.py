"""Numbers of an event: what is counted, how far the counts agree, and how they grew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from sayso.codebook.event_rules import EventRules
from sayso.merge.sides import Sides
from sayso.merge.tellings import Telling, origins
from sayso.merge.voices import Voices
from sayso.record.counts import bounds_words
from sayso.record.edtf import Edtf
from sayso.record.events import EventNumber, ReportedCount
from sayso.record.ids import ActorId
from sayso.record.mentions import NumberArgument
from sayso.record.vocabulary import NUMBER_KINDS, NumberKind, NumberScope, WhoClass

Bounds = tuple[int | None, int | None]
Counted = tuple[NumberKind, bool, WhoClass, ActorId | None, NumberScope]
"""What one number counts: kind, whether it is part of another count, whom, of which side, over what."""
_SCOPES: tuple[NumberScope, ...] = get_args(NumberScope)


@dataclass(frozen=True, slots=True)
class Toll:
    """Hold one number of an event and, where counts cannot all hold, who tells which."""

    number: EventNumber
    competing: Mapping[str, Sequence[Telling]]

    @property
    def field(self) -> str:
        """Name it as a contested field: ``number:killed``, with what sets it apart from others of its kind."""
        one = self.number
        marks = (
            one.who_class if one.who_class != "unknown" else None,
            one.side,
            one.scope if one.scope != "this_act" else None,
            "subset" if one.subset else None,
        )
        return "/".join((f"number:{one.kind}", *(mark for mark in marks if mark)))


def tolls_of(told: Sequence[Telling], voices: Voices, sides: Sides, rules: EventRules) -> tuple[Toll, ...]:
    """Gather counts of one kind, class of people, side and scope; part of another count is never taken with a whole."""
    found: defaultdict[Counted, list[tuple[Telling, Bounds]]] = defaultdict(list)
    for one in told:
        for number in one.mention.numbers:
            if number.low is not None or number.high is not None:
                found[_counted(number, sides)].append((one, (number.low, number.high)))
    return tuple(_toll(what, found[what], voices, rules) for what in sorted(found, key=_order))


def _counted(number: NumberArgument, sides: Sides) -> Counted:
    side = sides.of_people(number.who) if number.who else None
    return number.kind, number.subset_of is not None, number.who_class, side, number.scope


def _order(what: Counted) -> tuple[int, int, bool, str, str]:
    kind, subset, who_class, side, scope = what
    return NUMBER_KINDS.index(kind), _SCOPES.index(scope), subset, who_class, side or ""


def _toll(what: Counted, counts: Sequence[tuple[Telling, Bounds]], voices: Voices, rules: EventRules) -> Toll:
    kind, subset, who_class, side, scope = what
    by_bounds: defaultdict[Bounds, list[Telling]] = defaultdict(list)
    for one, bounds in counts:
        by_bounds[bounds].append(one)
    holding = _holding(counts, grows=kind in rules.growing)
    low, high = _joined(holding)
    number = EventNumber(
        kind=kind,
        who_class=who_class,
        side=side,
        scope=scope,
        low=low,
        best=_best(holding),
        high=high,
        as_of=max((one for told in holding.values() for one in told), key=lambda one: one.when).document.published,
        reported=tuple(_reported(bounds, told, voices) for bounds, told in sorted(by_bounds.items(), key=_by_date)),
        subset=subset,
    )
    return Toll(number, _competing(holding))


def _by_date(item: tuple[Bounds, Sequence[Telling]]) -> tuple[str, int, int]:
    (low, high), told = item
    return told[0].when, low if low is not None else -1, high if high is not None else -1


def _reported(bounds: Bounds, told: Sequence[Telling], voices: Voices) -> ReportedCount:
    first: Edtf | None = told[0].document.published
    mentions = tuple(sorted({one.mention.id for one in told}))
    return ReportedCount(*bounds, mentions, voices.ids(told), first)


def _holding(counts: Sequence[tuple[Telling, Bounds]], *, grows: bool) -> dict[Bounds, list[Telling]]:
    """Keep the counts that still stand: each origin's latest, not outgrown, and not said more exactly by another."""
    if len(counts) == 1:
        return {counts[0][1]: [counts[0][0]]}
    latest: dict[str, str] = {}
    for one, _ in counts:
        latest[one.origin] = max(one.when, latest.get(one.origin, one.when))
    kept: defaultdict[Bounds, list[Telling]] = defaultdict(list)
    for one, bounds in counts:
        if one.when == latest[one.origin]:
            kept[bounds].append(one)
    if len(kept) > 1 and grows:
        kept = defaultdict(list, {bounds: told for bounds, told in kept.items() if not _outgrown(bounds, told, kept)})
    return {b: told for b, told in kept.items() if not any(o != b and _lies_in(o, b) for o in kept)}


def _outgrown(bounds: Bounds, told: Sequence[Telling], kept: Mapping[Bounds, Sequence[Telling]]) -> bool:
    """Tell whether a greater count was published after every report of this one."""
    last = max(one.when for one in told)
    return last != "" and any(
        bounds[1] is not None and other[0] is not None and other[0] > bounds[1] and max(o.when for o in others) > last
        for other, others in kept.items()
    )


def _lies_in(fine: Bounds, coarse: Bounds) -> bool:
    low = coarse[0] is None or (fine[0] is not None and coarse[0] <= fine[0])
    high = coarse[1] is None or (fine[1] is not None and fine[1] <= coarse[1])
    return low and high


def _joined(holding: Iterable[Bounds]) -> Bounds:
    """Give what all counts leave possible, or, if they contradict each other, all that any of them allows."""
    lows, highs = zip(*holding, strict=True)
    low = max((one for one in lows if one is not None), default=None)
    high = min((one for one in highs if one is not None), default=None)
    if low is None or high is None or low <= high:
        return low, high
    return (
        None if None in lows else min(one for one in lows if one is not None),
        None if None in highs else max(one for one in highs if one is not None),
    )


def _best(holding: Mapping[Bounds, Sequence[Telling]]) -> int | None:
    """Choose the exact count that most origins give, then the latest, then the lowest; None if none is exact."""
    exact = {bounds[0]: told for bounds, told in holding.items() if bounds[0] == bounds[1] and bounds[0] is not None}
    if not exact:
        return None
    latest = {count: max(one.when for one in told) for count, told in exact.items()}
    newest_first = sorted(sorted(exact), key=latest.__getitem__, reverse=True)
    return min(newest_first, key=lambda count: -len(origins(exact[count])))


def _competing(holding: Mapping[Bounds, Sequence[Telling]]) -> dict[str, Sequence[Telling]]:
    apart = {bounds for one, other in combinations(holding, 2) if not _meet(one, other) for bounds in (one, other)}
    return {bounds_words(*bounds): told for bounds, told in holding.items() if bounds in apart}


def _meet(one: Bounds, other: Bounds) -> bool:
    return all(low is None or high is None or low <= high for low, high in ((one[0], other[1]), (other[0], one[1])))
