"""Marks: what the encoder says about a document's words, with its probabilities. Nothing is decided yet.

All ranges are over the tokens of one Analysis, ``first`` inclusive to ``last`` exclusive. Probabilities and
shares are 0–1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.record.vocabulary import CommitmentKind, EventType, NumberKind, Stance, Status

Role = Literal["actor", "recipient", "place", "time", "number", "source", "cue", "condition", "consequence"]
NameLabel = Literal["PER", "ORG", "LOC", "FAC", "WEAPON", "NAT", "MISC"]
VoicePart = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True)
class RoleMark:
    """Mark words that fill a role; ``kind`` is what a number counts, None for other roles."""

    role: Role
    first: int
    last: int
    probability: float
    kind: NumberKind | None = None


@dataclass(frozen=True, slots=True)
class SenseMark:
    """Weigh one type and mode of a trigger; ``share`` is among all senses, if it names an act at all."""

    type: EventType
    mode: str | None
    share: float


@dataclass(frozen=True, slots=True)
class TriggerMark:
    """Mark words that may name an act.

    ``tagged`` is the probability of the head that sees every word, ``read`` that of the reader, which sees
    this one. ``senses``, ``statuses`` and ``stances`` stand likeliest first and are never empty.
    ``hearsay``: if somebody says it, nobody is named who does; ``anonymous``: who says it is not named.
    ``fact`` is how certain the act is, from -3 (certainly not) to 3. ``roles`` stand in text order, those of
    low probability too. ``vector`` is the trigger in its context as 64 signed bytes, empty if not asked for.
    """

    first: int
    last: int
    tagged: float
    read: float
    senses: tuple[SenseMark, ...]
    statuses: tuple[tuple[Status, float], ...] = (("asserted", 1.0),)
    attributed: float = 0.0
    hearsay: float = 0.0
    stances: tuple[tuple[Stance, float], ...] = (("states", 1.0),)
    anonymous: float = 0.0
    fact: float = 0.0
    roles: tuple[RoleMark, ...] = ()
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class PledgeMark:
    """Mark the quote of a commitment; among ``roles``, "source" is its holder."""

    first: int
    last: int
    kind: CommitmentKind
    probability: float
    roles: tuple[RoleMark, ...] = ()


@dataclass(frozen=True, slots=True)
class NameMark:
    """Mark a name and what bears it."""

    first: int
    last: int
    label: NameLabel
    probability: float


@dataclass(frozen=True, slots=True)
class VoiceMark:
    """Mark a part of a saying: who says it, the words of saying, or what is said."""

    part: VoicePart
    first: int
    last: int
    probability: float


@dataclass(frozen=True, slots=True)
class Marks:
    """Hold the marks of one document, each kind in text order; ``model`` names the weights that gave them."""

    model: str
    triggers: tuple[TriggerMark, ...] = ()
    pledges: tuple[PledgeMark, ...] = ()
    names: tuple[NameMark, ...] = ()
    voices: tuple[VoiceMark, ...] = ()
