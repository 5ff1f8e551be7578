"""Find which decisions of a case one from elsewhere contradicts: those on the same thing with another value."""

from __future__ import annotations

import sqlite3
from collections.abc import Hashable, Iterator, Sequence
from functools import partial

from sayso.finding import mentions_of
from sayso.record.decisions import ACTS, JUDGING, Decision
from sayso.review.fields import alike
from sayso.store.anchors import documents_decided_on
from sayso.store.decided import anchored, judged_by, pairs_between
from sayso.store.view import View

Thing = tuple[Hashable, ...]
"""What only one decision can hold on: a field of one of today's mentions, events, documents, actors or the like."""


class Contesting:
    """Compare decisions of others with those that hold in a case, as it is merged now."""

    def __init__(self, connection: sqlite3.Connection, here: Sequence[Decision]) -> None:
        """Take ``here``, all decisions of the case, as logged."""
        self._connection = connection
        self._view = View(connection)
        self._known = {one.id: one for one in here}
        self._things: dict[Thing, str] = {}
        for one in here:
            if one.undone_by is None:
                self._things.update(dict.fromkeys(self._about(one), one.id))
        self._judged = anchored(connection, partial(mentions_of, connection))

    def contested_by(self, decision: Decision) -> tuple[str, ...]:
        """Name the decisions of the case that hold and that one from elsewhere contradicts.

        A decision contradicts no earlier one by the same person, whose place it takes.
        """
        met = (self._known[one] for one in dict.fromkeys(self._met(decision)))
        found = (one for one in met if not _is_alike(one, decision) and not _is_later(decision, one))
        return tuple(one.id for one in found)

    def is_later(self, decision: Decision) -> bool:
        """Tell whether it takes the place of an earlier decision by the same person, and of no other."""
        met = [self._known[one] for one in self._met(decision)]
        return bool(met) and all(_is_later(decision, one) for one in met)

    def _met(self, decision: Decision) -> Iterator[str]:
        if decision.action == "undo":
            target = self._known.get(decision.target.id)
            if target is not None and target.undone_by is None:
                yield target.id
        elif decision.action in JUDGING:
            yield from self._met_judgements(decision)
        elif decision.action in ("confirm", "reject"):
            yield from self._met_verdicts(decision)
            yield from self._met_judgements(decision)
        else:
            yield from (self._things[thing] for thing in self._about(decision) if thing in self._things)

    def _met_judgements(self, decision: Decision) -> Iterator[str]:
        """Give judgements on the same pairs of mentions, those by which an event was confirmed among them."""
        judgement = judged_by(decision)
        targets = [decision.target, *([decision.other] if decision.other else [])]
        if judgement is not None:
            ends = [sorted(mentions_of(self._connection, one)) for one in targets]
            for pair in pairs_between(judgement, *ends):
                if pair in self._judged and self._judged[pair].judgement != judgement:
                    yield self._judged[pair].decision

    def _met_verdicts(self, decision: Decision) -> Iterator[str]:
        """Give verdicts on the same mentions.

        To confirm an event and to reject one of its mentions are no contradiction, unless it is the only one.
        """
        own = mentions_of(self._connection, decision.target)
        for one in dict.fromkeys(self._things[thing] for thing in self._about(decision) if thing in self._things):
            held = self._known[one]
            other = mentions_of(self._connection, held.target)
            confirmed, rejected = (own, other) if decision.action == "confirm" else (other, own)
            if held.action == decision.action or confirmed <= rejected:
                yield one

    def _about(self, decision: Decision) -> Iterator[Thing]:
        target, action = decision.target, decision.action
        if action in JUDGING or action == "undo" or not ACTS[action].once:
            return
        if action in ("confirm", "reject"):
            yield from (("verdict", one) for one in sorted(mentions_of(self._connection, target)))
        elif target.kind == "mention":
            yield from ((action, decision.field, one) for one in sorted(mentions_of(self._connection, target)))
        elif target.kind == "event":
            first = min(mentions_of(self._connection, target), default=None)
            event = self._view.event_of(first) if first else None
            if event is not None:
                yield (action, "event", decision.field, event)
        elif target.kind == "document":
            yield from ((action, one) for one in documents_decided_on(self._connection, target))
        else:
            yield (action, target.kind, decision.field, target.id)


def _is_alike(one: Decision, other: Decision) -> bool:
    same_kind = one.action == other.action or {one.action, other.action} <= JUDGING
    return other.action != "undo" and same_kind and alike(one.after, other.after)


def _is_later(decision: Decision, held: Decision) -> bool:
    return decision.by == held.by and (decision.at or "") >= (held.at or "")
