"""What is left for people to look at: where the machine reads otherwise than was decided, and where it is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.record.decisions import Decision
from sayso.record.events import Event
from sayso.record.ids import EventId
from sayso.record.mentions import EventMention
from sayso.review.fields import alike, event_value, mention_value, values_of

SUGGESTED = "credibility"
"""The field under which a changed suggestion of credibility is told."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Say that a decision holds on a field of which the machine reads something else than before, and than decided.

    ``machine`` is what it reads now; with ``gone`` it reads nothing there any more, and the decision keeps the mention.
    """

    decision: str
    by: str
    target: str
    field: str | None
    decided: Any
    machine: Any
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Unanchored:
    """Name a decision of which nothing in the case holds the words or the id any more. It stays in the log."""

    decision: str
    by: str
    action: str
    target: str
    quotation: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Hold two decisions that contradict each other: the one that holds here, and the one that came and waits.

    Where the same decision stands in the other case and is undone here, ``here`` is what undid it.
    """

    here: Decision
    there: Decision


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Name two mentions that the machine joined, or kept apart, against its own score or nearly so."""

    left: str
    right: str
    judgement: str
    score: float
    words: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Name an event whose credibility the machine suggests and nobody decided."""

    event: EventId
    title: str
    suggested: int
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """List what is left to look at; of pairs and suggestions the likeliest to matter, ``n_`` counts them all."""

    disagreements: tuple[Disagreement, ...]
    unanchored: tuple[Unanchored, ...]
    doubtful: tuple[DoubtfulPair, ...]
    n_doubtful: int
    suggestions: tuple[Suggestion, ...]
    n_suggestions: int
    conflicts: tuple[Conflict, ...] = ()


def disagreements_on_mention(decision: Decision, identity: str, read: EventMention | None) -> Iterator[Disagreement]:
    """Compare what was decided on a mention with what the machine reads there now, None being nothing."""
    if read is None:
        yield Disagreement(decision.id, decision.by, identity, decision.field, decision.after, None, gone=True)
    elif decision.action == "add":
        yield from _differing(decision, identity, "type", None, decision.after, mention_value(read, "type"))
    elif decision.action == "confirm" and decision.reading is not None:
        confirmed, before = values_of(decision.reading), decision.before or {}
        for field, value in confirmed.items():
            yield from _differing(decision, identity, field, before.get(field), value, mention_value(read, field))
    elif decision.field is not None:
        value = mention_value(read, decision.field)
        yield from _differing(decision, identity, decision.field, decision.before, decision.after, value)


def disagreements_on_event(decision: Decision, machine: Event) -> Iterator[Disagreement]:
    """Compare what was decided on an event with what its mentions make of it now."""
    if decision.action == "confirm":
        for field, value in (decision.before or {}).items():
            yield from _differing(decision, machine.id, field, value, value, event_value(machine, field))
    elif decision.action == "credibility":
        now = machine.credibility_suggested
        yield from _differing(decision, machine.id, SUGGESTED, decision.before, decision.after, now)
    elif decision.action == "correct" and decision.field is not None:
        value = event_value(machine, decision.field)
        yield from _differing(decision, machine.id, decision.field, decision.before, decision.after, value)


def unanchored(decision: Decision) -> Unanchored:
    """Name a decision that stands nowhere."""
    target = decision.target
    return Unanchored(decision.id, decision.by, decision.action, target.id, target.quotation, decision.note)


def _differing(
    decision: Decision, target: str, field: str, before: Any, after: Any, machine: Any
) -> Iterator[Disagreement]:
    if not alike(machine, after) and not alike(machine, before):
        yield Disagreement(decision.id, decision.by, target, field, after, machine)
