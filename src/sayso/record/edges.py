"""Edges and redirects: why mentions were joined or kept apart, and where the ids of former events lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.record.ids import EventId, MentionId
from sayso.record.vocabulary import DecidedBy, Judgement


@dataclass(frozen=True, slots=True)
class Edge:
    """Judge whether two mentions report one event. Fields are those of edges.jsonl; ``left`` sorts before ``right``.

    ``score`` (0–1) is the calibrated probability that they do; ``reasons`` hold what each sign added to its log-odds,
    and of a pair that may not be joined whatever its score the name of the bar. A person's judgement has the score
    that the machine gave.
    """

    left: MentionId
    right: MentionId
    judgement: Judgement
    score: float
    reasons: Mapping[str, float] = field(default_factory=dict)
    decided_by: DecidedBy = "machine"
    decided_at: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Redirect:
    """Lead from the id of a former event to the event that holds its mentions now. Fields are those of redirects.jsonl.

    ``old`` and ``new`` stand for ``from`` and ``to``, of which the first is no name in Python.
    """

    old: EventId
    new: EventId
