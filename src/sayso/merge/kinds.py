"""What kind of act an event is: the type and mode that the likeliest independent voices give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.merge.tellings import Telling, weight
from sayso.record.vocabulary import EventType, QuadClass

Told = Mapping[str, Sequence[Telling]]


@dataclass(frozen=True, slots=True)
class Kind:
    """Hold an event's kind and, by value, who tells it as which type, and as which mode of that type."""

    type: EventType
    mode: str | None
    quad: QuadClass
    score: float
    types: Told
    modes: Told


def kind_of(told: Sequence[Telling]) -> Kind:
    """Weigh types, then the modes of the heaviest, by how likely their mentions are, each origin counted once.

    A mention that gives no mode speaks against none. Of equally heavy values the first by name is taken.
    """
    types = _by_value(told, lambda one: one.mention.type)
    type_ = _heaviest(types)
    modes = _by_value(types[type_], lambda one: one.mention.mode)
    like = (modes[_heaviest(modes)] if modes else types[type_])[0].mention
    return Kind(like.type, like.mode, like.quad, like.score, types, modes)


def _by_value(told: Sequence[Telling], value: Callable[[Telling], str | None]) -> Told:
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for one in told:
        if (key := value(one)) is not None:
            found[key].append(one)
    return found


def _heaviest(values: Told) -> str:
    return next(iter(values)) if len(values) == 1 else min(values, key=lambda value: (-weight(values[value]), value))
