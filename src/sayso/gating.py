"""Read a case through the gate for publication: reviewed events, and what they rest on, alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from sayso.decided_events import decisions_for, machine_event
from sayso.merge_rules import MergeRules
from sayso.narrowing import NarrowedView
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision, DecisionTarget
from sayso.record.relations import Relation
from sayso.review.gate import LeftOut, reviewed
from sayso.store.log import in_force
from sayso.store.view import View


class ReviewedView(NarrowedView):
    """List the reviewed events of a case, their mentions, and what these name, as ``View`` lists them.

    Commitments, relations and rejections, which nobody confirms, are left out, and so are decisions that do not hold or
    are on anything else. ``left_out`` counts the events that are not shown.
    """

    def __init__(self, view: View, rules: MergeRules) -> None:
        states = _states(View(view.connection), rules)
        super().__init__(view, {event for event, state in states.items() if state == "reviewed"})
        counts = Counter(states.values())
        self.left_out = LeftOut(counts["open"], counts["changed"])

    def commitments(self, commitment: str | None = None) -> Iterator[Commitment]:
        """List none."""
        yield from ()

    def relations(self, relation: str | None = None) -> Iterator[Relation]:
        """List none."""
        yield from ()

    def decisions(self) -> Iterator[Decision]:
        """List the decisions that hold on what is listed here, without the words of what is not."""
        holding = {one.id for one in in_force(self.connection)}
        for one in super().decisions():
            if one.id in holding:
                other = one.other and self._shown(one.other)
                reading = one.reading if one.reading is not None and self._may_show(one.reading.id) else None
                yield replace(one, target=self._shown(one.target), other=other, reading=reading)

    def _shown(self, target: DecisionTarget) -> DecisionTarget:
        """Leave out of an event's mentions those that it has no more, if they stand in an event that is not listed."""
        kept = tuple(one for one in target.mentions if self._may_show(one.mention))
        if len(kept) == len(target.mentions):
            return target
        first = kept[0]
        return replace(
            target, doc=first.doc, start=first.start, end=first.end, quotation=first.quotation, mentions=kept,
            text_hash=first.text_hash,
        )  # fmt: skip

    def _may_show(self, mention: str) -> bool:
        event = View(self.connection).event_of(mention)
        return event is None or event in self._chosen


def _states(view: View, rules: MergeRules) -> dict[str, str]:
    """Say of each event whether it was reviewed, by what stands in the case, whatever of it is shown."""
    states: dict[str, str] = {}
    for event in view.events():
        states[event.id] = "open"
        if event.review is not None:
            decisions = decisions_for(view.connection, event.mentions)
            states[event.id] = reviewed(decisions, machine_event(view, rules, event.id))
    return states
