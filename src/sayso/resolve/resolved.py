"""Resolved actors: whom a phrase means, how that was found and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.ids import ActorId
from sayso.record.vocabulary import ActorKind
from sayso.resolve.reasons import Reason


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """Say whom a phrase means, and how that was found.

    ``actor`` is the registry's id, or one made from the name where the registry holds no such actor. ``score``
    (0–1) is how sure the reading is; ``kind_probability`` that ``kind`` is right, 1 where the registry says it.
    """

    actor: ActorId
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    reason: Reason
    score: float = 1.0
    kind_probability: float = 1.0
