"""Telling: the sketches of a whole document, each mention seen beside those that tell the same act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import PairWeights, TypeFamilies
from sayso.merge.cluster import cluster
from sayso.merge.compare import compare
from sayso.merge.filling import filled
from sayso.merge.sides import Sides
from sayso.merge.sketch import sheet_of, sketch_of
from sayso.merge.story import story_of
from sayso.record.documents import Document
from sayso.record.ids import MentionId
from sayso.record.mentions import EventMention
from sayso.record.vectors import TriggerVector
from sayso.record.vocabulary import EVENT_TYPES


def sketches_of(
    document: Document,
    mentions: Sequence[EventMention],
    vectors: Iterable[TriggerVector],
    sides: Sides,
    weights: PairWeights | None = None,
) -> list[bytes]:
    """Make the sketches of all mentions of a document, in their order.

    They depend on this document alone: whom and where a mention leaves open is taken from the mentions of the same
    document that, compared with it, tell the same act.
    """
    by_mention: Mapping[MentionId, TriggerVector] = {one.mention: one for one in vectors}
    story = story_of(document, mentions, sides)
    rows = sorted(mentions, key=lambda one: one.id)
    sheet = sheet_of([sketch_of(one, document, by_mention.get(one.id), sides, story) for one in rows])
    whole = filled(sheet, acts_of(sheet, weights or PairWeights.load()))
    sketches = {one.id: whole[at].tobytes() for at, one in enumerate(rows)}
    return [sketches[one.id] for one in mentions]


def acts_of(sheet: NDArray[Any], weights: PairWeights) -> NDArray[np.int64]:
    """Cluster the rows of one document: the lowest row that tells the same act, for each."""
    left, right = _pairs(sheet)
    found = compare(sheet, left, right, weights)
    return cluster(len(sheet), left, right, found.score, found.barred)


def _pairs(sheet: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pair all rows whose types share a family."""
    families = TypeFamilies.load()
    meet = np.array([[families.meet(one, other) for other in EVENT_TYPES] for one in EVENT_TYPES])
    found = np.triu(meet[np.ix_(sheet["type"], sheet["type"])], 1)
    left, right = np.nonzero(found)
    return left, right
