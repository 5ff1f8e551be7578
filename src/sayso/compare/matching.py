"""Match rows with events, each once, and say why the others have no match."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sayso.compare.acts import Act, Alone, Matched
from sayso.compare.rule import DAYS_APART, Alike, alike

LONGEST_DAYS = 62
"""Days that a date may span for its act to be matched: one that can mean more is as good as undated."""


class Days:
    """Find acts by the days they may have been on."""

    def __init__(self, acts: Iterable[Act]) -> None:
        self._by_day: defaultdict[int, list[Act]] = defaultdict(list)
        for act in acts:
            for day in _days(act):
                self._by_day[day.toordinal()].append(act)

    def near(self, act: Act) -> list[Act]:
        """List the acts that may have been on a day of this one, or near one; each once, in the order given."""
        numbers = [day.toordinal() for day in _days(act)]
        if not numbers:
            return []
        wanted = range(numbers[0] - DAYS_APART, numbers[-1] + DAYS_APART + 1)
        return list({one.id: one for day in wanted for one in self._by_day.get(day, ())}.values())


def match(rows: Sequence[Act], events: Sequence[Act]) -> tuple[Matched, ...]:
    """Match rows with events by the rule: the best pair first, then the best of what is left; ties by line and id."""
    days, by_id = Days(events), {event.id: event for event in events}
    pairs: list[tuple[float, int, str, Act, Act, Alike]] = []
    for row in rows:
        near = {event.id: event for event in days.near(row)}
        if row.id in by_id:
            near[row.id] = by_id[row.id]
        for event in near.values():
            found = alike(row, event)
            if found.is_match:
                pairs.append((-found.score, row.line, event.id, row, event, found))
    pairs.sort(key=lambda pair: pair[:3])
    lines, ids, matched = set[int](), set[str](), list[Matched]()
    for _, line, identity, row, event, found in pairs:
        if line not in lines and identity not in ids:
            lines.add(line)
            ids.add(identity)
            matched.append(_matched(row, event, found))
    return tuple(sorted(matched, key=lambda one: one.line))


def alone(acts: Iterable[Act], others: Sequence[Act], taken: frozenset[str], whose: str) -> Iterator[Alone]:
    """Say of acts without a match why they have none; ``others`` are called ``whose``, ``taken`` are matched ids."""
    days = Days(others)
    for act in acts:
        yield Alone(act.id, act.line, act.title, _why(act, days.near(act), taken, whose))


def _why(act: Act, near: Sequence[Act], taken: frozenset[str], whose: str) -> str:
    if act.first is None or act.last is None:
        return "undated"
    if not any(True for _ in _days(act)):
        return f"its date may mean more than {LONGEST_DAYS} days"
    if not near:
        return f"no {whose} of its date"
    compared = [(alike(act, other), other) for other in near]
    if matching := next((other.id for found, other in compared if found.is_match and other.id in taken), None):
        return f"the {whose} it fits, {matching}, fits another better"
    fails = {found.fails() for found, _ in compared}
    for failing in ("actors and place", "place", "type"):
        if failing in fails:
            other = {"type": "another type", "place": "another place"}.get(failing, "neither its actors nor its place")
            return f"{whose}s of its date are of {other}"
    return f"no {whose} of its date"


def _days(act: Act) -> Iterator[date]:
    if act.first is None or act.last is None or (act.last - act.first).days >= LONGEST_DAYS:
        return
    for n in range((act.last - act.first).days + 1):
        yield act.first + timedelta(days=n)


def _matched(row: Act, event: Act, found: Alike) -> Matched:
    differs = tuple(_differs(row, event, found))
    return Matched(row.id, row.line, event.id, event.status, event.title, found.score, found.reasons(), differs)


def _differs(row: Act, event: Act, found: Alike) -> Iterator[str]:
    """Say on what the two differ, where both tell it."""
    low, high = event.killed
    there = row.killed[0]
    if there is not None and (low is not None or high is not None):
        least, most = low or 0, high if high is not None else there
        if not least <= there <= most:
            yield f"killed: {there} there, {_bounds(low, high)} here"
    if not row.types & event.types:
        yield f"type: {', '.join(sorted(row.types))} there, {', '.join(sorted(event.types))} here"
    if found.gap is not None and found.gap > 0:
        yield f"date: {'a day' if found.gap == 1 else f'{found.gap} days'} apart"
    if found.place == "apart":
        yield "place"
    if row.actors and event.actors and not found.actors:
        yield f"actors: {_names(row)} there, {_names(event)} here"


def _names(act: Act) -> str:
    return ", ".join(sorted(key.partition(":")[2] for key in act.actors if not key.startswith("state:")))


def _bounds(low: int | None, high: int | None) -> str:
    return str(low) if low == high else f"{'' if low is None else low}–{'' if high is None else high}"
