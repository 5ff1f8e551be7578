"""The label sets of the reader's heads, in the order of the model's outputs."""

from __future__ import annotations

from sayso.codebook.plover import Plover
from sayso.record.vocabulary import COMMITMENT_KINDS, EVENT_TYPES, NUMBER_KINDS, STANCES, STATUSES

OUTSIDE, BEGIN, INSIDE = 0, 1, 2
"""The three labels of a layer of spans that has no kinds of its own."""
UNKNOWN = -100
"""Stands where a corpus says nothing; no loss is taken there."""

ROLES = ("actor", "recipient", "place", "time", "number", "source", "cue", "condition", "consequence")
VOICES = ("source", "cue", "content")
NAMES = ("PER", "ORG", "LOC", "FAC", "WEAPON", "NAT", "MISC")
TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
    "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip
RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop",
    "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list",
    "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root",
    "vocative", "xcomp",
)  # fmt: skip
"""Universal relations; a subtype ("nmod:poss") counts as its relation."""
QUESTIONS = ("event", "frame", "saying", "pledge")
"""What the reader is asked about the words in focus."""
ROLES_ASKED: dict[str, tuple[str, ...]] = {
    "event": ("actor", "recipient", "place", "time", "number", "source", "cue"),
    "frame": ("actor", "recipient", "place", "time"),
    "saying": ("source", "cue"),
    "pledge": ("source", "condition", "consequence"),
}
"""The roles that the corpora annotate for each question; a pledge's holder is its source."""

TYPES: tuple[str, ...] = EVENT_TYPES
PLEDGES: tuple[str, ...] = COMMITMENT_KINDS
NO_EVENT = 0
"""Index of "no event" among the readings of a trigger; the pairs follow from 1."""


def type_mode_pairs() -> tuple[tuple[str, str | None], ...]:
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
        "tags": list(TAGS),
        "relations": list(RELATIONS),
        "pledges": list(PLEDGES),
        "statuses": list(STATUSES),
        "stances": list(STANCES),
        "number_kinds": list(NUMBER_KINDS),
        "questions": list(QUESTIONS),
    }
