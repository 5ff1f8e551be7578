"""Contested fields: the competing values that reports give, each with who tells it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.merge.tellings import Telling, origins
from sayso.merge.voices import Voices
from sayso.record.events import Contested, ContestedValue


def contested_of(field: str, values: Mapping[str, Sequence[Telling]], voices: Voices) -> tuple[Contested, ...]:
    """Show a field as contested if it has two values from two origins; the best supported value comes first.

    Empty if it has not: what one origin tells in two ways is no contradiction between reports.
    """
    if len(values) < 2 or len(frozenset().union(*map(origins, values.values()))) < 2:
        return ()
    rows = sorted(values.items(), key=lambda item: (-len(origins(item[1])), item[0]))
    return (Contested(field, tuple(_value(value, told, voices) for value, told in rows)),)


def _value(value: str, told: Sequence[Telling], voices: Voices) -> ContestedValue:
    return ContestedValue(
        value,
        tuple(sorted({one.mention.id for one in told})),
        tuple(sorted({one.document.id for one in told})),
        voices.ids(told),
    )
