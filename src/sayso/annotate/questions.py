"""Questions: what the reader is asked about some words of an excerpt, as arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from sayso.annotate import labels
from sayso.annotate.windows import CONTEXT_AFTER, CONTEXT_BEFORE, Range

FARTHEST = 32
"""Words of distance from the focus beyond which the reader no longer tells how far."""
EVENT, PLEDGE = labels.QUESTIONS.index("event"), labels.QUESTIONS.index("pledge")
MOST = 64
"""Questions asked at once, which bounds memory: 64 contexts of 160 words hold 10 MB."""


@dataclass(frozen=True, slots=True)
class Question:
    """Ask about the words in ``focus``, seeing those in ``context``; over the words of an excerpt.

    ``kind`` is an index of ``labels.QUESTIONS``, ``probability`` and ``label`` what the tagger gives the focus.
    """

    kind: int
    focus: Range
    context: Range
    probability: float = 0.0
    label: int = 0


def question_groups(questions: Sequence[Question]) -> Iterator[list[Question]]:
    """Put questions that see the same words together, so that nothing is padded.

    On gold/train (2026-11) padding to the longest of a window took one place in seven.
    """
    ordered = sorted(questions, key=lambda one: (one.context, one.kind, one.focus))
    for _, together in groupby(ordered, key=lambda one: one.context):
        group = list(together)
        for start in range(0, len(group), MOST):
            yield group[start : start + MOST]


def reader_inputs(
    group: Sequence[Question], words: NDArray[np.float32], narrowed: NDArray[np.float32], units: Sequence[Range]
) -> dict[str, NDArray[np.generic]]:
    """Give the reader's inputs for questions that see the same words.

    ``words`` [words, width] are an excerpt's encoded, ``narrowed`` [words, inner] the same for the reader.
    ``distance`` [questions, places] counts words to the focus, ``side`` sentences, both cut off and shifted to
    begin at 0; ``focused`` is the mean of the words in focus.
    """
    begin, end = group[0].context
    places = np.arange(begin, end)
    first = np.array([one.focus[0] for one in group])[:, None]
    last = np.array([one.focus[1] for one in group])[:, None]
    unit = np.repeat(np.arange(len(units)), [last - first for first, last in units])
    distance = np.minimum(places - first, 0) + np.maximum(places - last + 1, 0)
    side = unit[places] - unit[first]
    return {
        "narrowed": narrowed[None, begin:end],
        "focused": np.stack([mean_of(words, one.focus) for one in group]),
        "kind": np.array([one.kind for one in group], np.int64),
        "focus": (places >= first) & (places < last),
        "distance": _cut_off(distance, -FARTHEST, FARTHEST) + FARTHEST,
        "side": _cut_off(side, -CONTEXT_BEFORE, CONTEXT_AFTER) + CONTEXT_BEFORE,
    }


def mean_of(words: NDArray[np.float32], focus: Range) -> NDArray[np.float32]:
    """Give the mean of the encoded words in focus."""
    first, last = focus
    found: NDArray[np.float32] = words[first] if last == first + 1 else words[first:last].mean(0)
    return found


def _cut_off(values: NDArray[np.int64], least: int, most: int) -> NDArray[np.int64]:
    """Do what ``np.clip`` does, which takes longer than all the rest on arrays as small as these."""
    return np.minimum(np.maximum(values, least), most)
