"""Decisions: what people decided, append-only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DecisionTarget:
    """Point at what was decided on, by id and by quotation, so that it is found again after a re-run."""

    kind: str
    id: str
    doc: str | None = None
    start: int | None = None
    end: int | None = None
    quotation: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Record one decision; undoing it is a decision too. Fields are those of decisions.jsonl."""

    id: str
    at: str | None
    by: str
    action: str
    target: DecisionTarget
    before: str | None
    after: str | None
    note: str | None
    undone_by: str | None = None
