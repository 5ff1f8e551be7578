"""The label sets of the encoder's graphs, in the order of their outputs."""

from __future__ import annotations

from functools import cache

from sayso.codebook.plover import Plover
from sayso.errors import ModelError
from sayso.record.marks import NameLabel, Role, VoicePart
from sayso.record.vocabulary import (
    COMMITMENT_KINDS,
    EVENT_TYPES,
    NUMBER_KINDS,
    STANCES,
    STATUSES,
    CommitmentKind,
    EventType,
)

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""The labels of a layer of spans; one of several kinds goes on with begin and inside of its second kind."""

ROLES: tuple[Role, ...] = (
    "actor", "recipient", "place", "time", "number", "source", "cue", "condition", "consequence",
)  # fmt: skip
VOICES: tuple[VoicePart, ...] = ("source", "cue", "content")
NAMES: tuple[NameLabel, ...] = ("PER", "ORG", "LOC", "FAC", "WEAPON", "NAT", "MISC")
QUESTIONS = ("event", "frame", "saying", "pledge")
"""What the reader is asked about the words in focus; the product asks about events and pledges."""
ROLES_ASKED: dict[str, tuple[Role, ...]] = {
    "event": ("actor", "recipient", "place", "time", "number", "source", "cue"),
    "frame": ("actor", "recipient", "place", "time"),
    "saying": ("source", "cue"),
    "pledge": ("source", "condition", "consequence"),
}
"""The roles that each question has; a pledge's holder is its source."""

TYPES: tuple[EventType, ...] = EVENT_TYPES
PLEDGES: tuple[CommitmentKind, ...] = COMMITMENT_KINDS
NO_EVENT = 0
"""Index of "no event" among the readings of a trigger; the pairs follow from 1."""


@cache
def type_mode_pairs() -> tuple[tuple[EventType, str | None], ...]:
    """List every type with every mode of it, the bare type first, in the codebook's order."""
    plover = Plover.load()
    return tuple((name, mode) for name in EVENT_TYPES for mode in (None, *plover.modes(name)))


def spans_labels(kinds: int) -> int:
    """Count the labels that mark begin and inside of spans of ``kinds`` kinds, and outside."""
    return 1 + 2 * kinds


def label_sets() -> dict[str, list[object]]:
    """Give all label sets for the file that travels with the weights."""
    return {
        "types": list(TYPES),
        "pairs": [list(pair) for pair in type_mode_pairs()],
        "roles": list(ROLES),
        "voices": list(VOICES),
        "names": list(NAMES),
        "pledges": list(PLEDGES),
        "statuses": list(STATUSES),
        "stances": list(STANCES),
        "number_kinds": list(NUMBER_KINDS),
        "questions": list(QUESTIONS),
    }


def check_labels(found: dict[str, list[object]], path: str) -> None:
    """Refuse weights whose outputs mean something else than the codebook and this version take them for.

    Raises:
        ModelError: a label set is missing, or has other labels or another order.
    """
    for name, labels in label_sets().items():
        if found.get(name) != labels:
            raise ModelError(
                f"the weights were trained with other {name.replace('_', ' ')} than this version and its codebook have",
                path=path,
                remedy="Reinstall sayso, or take back the change to plover.tsv",
            )
