"""Bars: what keeps two mentions apart whatever else speaks for them telling one act."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.plover import Plover
from sayso.merge.blocks import FINEST
from sayso.merge.pairs import Flags, Pairs
from sayso.merge.party_signs import agreement
from sayso.merge.place_signs import dated, distance, gap_days
from sayso.merge.series import EXTENTS
from sayso.merge.sketch import BASES
from sayso.record.vocabulary import EVENT_TYPES, MATERIAL

Bar = Literal[
    "none", "listed in one sentence", "far apart", "on other days", "speech and its act", "a series and one act"
]
BARS: tuple[Bar, ...] = get_args(Bar)
"""In the order in which they are looked for; the first that holds is given."""

FAR_KM = 50.0
"""Kilometres between the nearest places of two acts, both placed to the district or better (geo_precision 1 to 3), from
which they are two: of 3,247 such pairs of annotated mentions of gold/train 1 in 1,000 told one act, of 2,222 pairs of
the product's own mentions 12 (2026-11)."""
OTHER_DAYS = 2
"""Days between two dates stated to the day from which the acts are two: of 1,824 such pairs of gold/train 11 in 1,000
told one act (2026-11). One day is what time zones and nights explain."""
_SINGLE, _AGGREGATE = EXTENTS.index("single"), EXTENTS.index("aggregate")
_STATED = BASES.index("stated")


def bars(pairs: Pairs) -> NDArray[np.uint8]:
    """Give for each pair the index in ``BARS`` of what keeps it apart, 0 for nothing."""
    found = np.zeros(len(pairs.left), np.uint8)
    for at, holds in (
        (5, _series(pairs)),
        (4, _speech(pairs)),
        (3, _days(pairs)),
        (2, _far(pairs)),
        (1, _listed(pairs)),
    ):
        found[holds] = at
    return found


def _listed(pairs: Pairs) -> Flags:
    """Tell where one sentence names two acts by two actors on two recipients, or of two types.

    Of such pairs of gold/train 13 and 8 in 1,000 told one act; of all pairs in one sentence 178 (2026-11).
    """
    left, right = pairs.left, pairs.right
    sentence = (left["document"] == right["document"]) & (left["sentence"] == right["sentence"])
    named = np.ones(len(left), bool)
    for role in ("actor", "recipient"):
        named &= (left[f"{role}s"][:, 0] != 0) & (right[f"{role}s"][:, 0] != 0) & ~agreement(pairs, role)
    listed: Flags = sentence & (named | (left["type"] != right["type"]))
    return listed


def _far(pairs: Pairs) -> Flags:
    fine = np.ones(len(pairs.left), bool)
    for side in (pairs.left, pairs.right):
        fine &= ((side["precisions"] >= 1) & (side["precisions"] <= FINEST)).any(1)
        fine &= (side["precisions"] <= FINEST).all(1)
    return fine & (distance(pairs) > FAR_KM)


def _days(pairs: Pairs) -> Flags:
    stated = dated(pairs.left) & dated(pairs.right)
    for side in (pairs.left, pairs.right):
        stated &= (side["basis"] >= _STATED) & (side["first"] == side["last"])
    return stated & (gap_days(pairs) >= OTHER_DAYS)


def _speech(pairs: Pairs) -> Flags:
    """Tell where one is a speech act and the other none: what is threatened or denied is not the threat or denial."""
    speech = _speech_acts()
    apart: Flags = speech[pairs.left["type"]] ^ speech[pairs.right["type"]]
    return apart


@cache
def _speech_acts() -> Flags:
    """Tell of each type, in the order of ``EVENT_TYPES``, whether it is done by speaking: its quad class is verbal."""
    plover = Plover.load()
    return np.array([plover.quad(type_) not in MATERIAL for type_ in EVENT_TYPES])


def _series(pairs: Pairs) -> Flags:
    """Tell where one speaks of many acts at once and the other of one.

    Of 459 such pairs of one type in one document of gold/train 40 told one event, most of them a campaign that a
    report treats as one throughout; of pairs of two single acts one in three did (2026-11).
    """
    extents = pairs.left["extent"], pairs.right["extent"]
    apart: Flags = (np.minimum(*extents) == _SINGLE) & (np.maximum(*extents) == _AGGREGATE)
    return apart
