"""Trigger vectors: what a mention's trigger means in its context, small enough to keep beside the mention.

With them mentions are compared without the encoder that read them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from sayso.errors import RecordError
from sayso.record.ids import MentionId

LONGEST_VECTOR = 64
"""Bytes: of a million mentions they take 64 MB, less than their records do."""


@dataclass(frozen=True, slots=True)
class TriggerVector:
    """Hold the trigger vector of one mention: ``values`` are 1 to 64 signed bytes, of which only the direction counts.

    ``model`` names the weights that gave it; vectors of different models have nothing in common.

    Raises:
        RecordError: there are no values or too many, or no model is named.
    """

    mention: MentionId
    model: str
    values: bytes

    def __post_init__(self) -> None:
        if not isinstance(self.values, bytes):  # a case that was altered may hold anything here
            raise RecordError(f"the trigger vector of {self.mention} is no row of bytes")
        if not 1 <= len(self.values) <= LONGEST_VECTOR:
            problem = f"the trigger vector of {self.mention} has {len(self.values)} bytes, not 1 to {LONGEST_VECTOR}"
            raise RecordError(problem)
        if not self.model:
            raise RecordError(f"the trigger vector of {self.mention} does not say which model gave it")

    def likeness(self, other: TriggerVector) -> float:
        """Give the cosine of the angle between two vectors, -1 to 1; 0 if either is all zeros.

        >>> east, north = TriggerVector("m1", "a", bytes((2, 0))), TriggerVector("m2", "a", bytes((0, 7)))
        >>> west = TriggerVector("m3", "a", bytes((256 - 2, 0)))
        >>> east.likeness(east), east.likeness(north), east.likeness(west)
        (1.0, 0.0, -1.0)

        Raises:
            RecordError: the two come from different models, or differ in length.
        """
        if self.model != other.model:
            raise RecordError(
                f"the trigger vectors of {self.mention} ({self.model}) and {other.mention} ({other.model})"
                " come from different models",
                remedy="Read both documents with the same version of Sayso",
            )
        if len(self.values) != len(other.values):
            raise RecordError(f"the trigger vectors of {self.mention} and {other.mention} differ in length")
        mine, theirs = _signed(self.values), _signed(other.values)
        size = math.sqrt(_product(mine, mine) * _product(theirs, theirs))
        return _product(mine, theirs) / size if size else 0.0


def _signed(values: bytes) -> list[int]:
    return memoryview(values).cast("b").tolist()


def _product(one: list[int], other: list[int]) -> int:
    return sum(left * right for left, right in zip(one, other, strict=True))
