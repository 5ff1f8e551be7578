"""Decisions: what people decided, append-only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Point at a mention by its trigger, so that it is found again where a new reading gives it another id."""

    mention: str
    doc: str
    start: int
    end: int
    quotation: str


@dataclass(frozen=True, slots=True)
class DecisionTarget:
    """Point at what was decided on, by id and by quotation, so that it is found again after a re-run.

    ``kind`` is ``mention`` or ``event``. The span is a mention's trigger, of an event that of its lowest mention;
    ``mentions`` are all that an event held when it was decided on, and the mention itself.
    """

    kind: str
    id: str
    doc: str | None = None
    start: int | None = None
    end: int | None = None
    quotation: str | None = None
    mentions: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Record one decision; undoing it is a decision too. Fields are those of decisions.jsonl.

    ``action`` is a judgement, ``same``, ``different`` or ``unsure``, on ``target`` and ``other``; ``before`` and
    ``after`` are how the two were judged before and since. ``undone_by`` is the later decision on the same two.
    """

    id: str
    at: str | None
    by: str
    action: str
    target: DecisionTarget
    before: str | None
    after: str | None
    note: str | None
    undone_by: str | None = None
    other: DecisionTarget | None = None
