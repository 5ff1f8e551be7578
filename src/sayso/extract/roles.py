"""Roles: which of the words that the encoder and the codebook offer for a role are taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.extract.weights import likelier
from sayso.record.marks import Role, RoleMark
from sayso.record.spans import Span

Own = TypeVar("Own")
"""What the codebook has read: a party, a place, a figure."""
Marked = Sequence[tuple[Span, RoleMark]]
"""The encoder's marks of one role with their words, in text order."""
Placed = Mapping[Role, Marked]


@dataclass(frozen=True, slots=True)
class Filled(Generic[Own]):
    """Hold words that fill a role; ``mark`` and ``told`` are what the encoder and the codebook say of them.

    At least one of the two is there.
    """

    span: Span
    probability: float
    mark: RoleMark | None
    told: Own | None


@dataclass(frozen=True, slots=True)
class Trust:
    """Set what is taken: from the probability ``cut``.

    Agreement of encoder and codebook adds ``agreed`` to the encoder's log-odds; what the codebook alone reads
    has the probability ``alone``.
    """

    cut: float
    agreed: float
    alone: float


def filled(marked: Marked, told: Sequence[tuple[Span, Own]], trust: Trust) -> tuple[Filled[Own], ...]:
    """Choose the words that fill one role, in text order, none overlapping another; ``told`` are the codebook's."""
    kept: list[Filled[Own]] = []
    for one in sorted(_offered(marked, told, trust), key=lambda one: (-one.probability, one.span.start)):
        if not any(one.span.meets(other.span) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.span.start))


def likeliest(found: Sequence[Filled[Own]]) -> Filled[Own] | None:
    """Give the most probable of them, the first of equals, for roles that are filled once."""
    return max(found, key=lambda one: one.probability, default=None)


def _offered(marked: Marked, told: Sequence[tuple[Span, Own]], trust: Trust) -> Iterator[Filled[Own]]:
    for span, mark in marked:
        same = next((one for words, one in told if span.meets(words)), None)
        raised = mark.probability if same is None else likelier(mark.probability, trust.agreed)
        if raised >= trust.cut:
            yield Filled(span, raised, mark, same)
    for words, one in told if trust.alone >= trust.cut else ():
        if not any(words.meets(span) for span, _ in marked):
            yield Filled(words, trust.alone, None, one)
