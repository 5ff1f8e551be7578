"""Marking: what the encoder's graphs answer, as marks. Plain numpy, no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.annotate import labels
from sayso.annotate.questions import Question
from sayso.annotate.spans import DECIMALS, Floats, Layer, peak_runs, rounded, runs, whole_runs
from sayso.annotate.windows import Range
from sayso.record.marks import NameMark, PledgeMark, RoleMark, SenseMark, TriggerMark, VoiceMark
from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES, NumberKind

FLOOR = 0.15
"""Tagger's probability at which words may be a trigger. On the held-in slice of gold/train (2026-11) 0.08 asks about
one tenth more words and changes no figure by more than .002."""
PLEDGE_COST = 1.0
"""What the quote of a commitment costs to begin: F1 of commitments on the held-in slice (2026-11) was .60, .63, .63 at
-1, 0, 1."""
ROLE_FLOOR = 0.05
"""Probability below which a word is not told of in any role."""
ROLE_FIRM, VOICE_FIRM = 0.3, 0.15
"""Probability at which a role's words are taken without the weaker ones beside them; a source's and a cue's
words, which the decoder of the training takes at 0.15 (held-in slice of gold/train, 2026-11), are taken sooner."""
SPAN_CUT = 0.5
"""Probability at which words are a name."""
VOICE_COST = 1.0
"""What a part of a saying costs to begin. On 60 documents of PolNeAR train (2026-11) contents had exact F1 .36 as
runs at 0.5, and .47, .50, .50, .48 as whole runs at 0, 1, 2, 3; sources .67 and .72, .74, .70, .63."""
LEAST_SHARE = 0.005
"""Share below which a sense, a status or a stance is not told of."""
MOST_CERTAIN = 3.0
STRETCH, SHIFT = 1.1, 0.1
"""The head that tells certainty was trained to small squares and shies away from the ends of its scale. Stretched
so, its mean absolute error on every third sentence of UW train (2026-11) falls from .463 to .422."""

Answers = Mapping[str, NDArray[Any]]


def trigger_ranges(layer: Layer) -> Iterator[Range]:
    """Find the words that may be triggers."""
    return runs(layer.inside, layer.begins, FLOOR)


def pledge_ranges(layer: Layer) -> Iterator[Range]:
    """Find the words that may be the quote of a commitment."""
    return whole_runs(layer.inside, layer.begin, PLEDGE_COST)


def trigger_mark(question: Question, start: int, answers: Answers, vector: bytes) -> TriggerMark:
    """Say what the reader answers about a trigger.

    ``start`` is the word that the question's window begins with; ``answers["roles"]`` is [places, roles, 3],
    ``numbers`` [places, kinds], all others one row of rounded probabilities; ``fact`` is a number, -1 to 1
    as the reader is trained.
    """
    pair = answers["pair"]
    return TriggerMark(
        start + question.focus[0],
        start + question.focus[1],
        question.probability,
        round(1 - float(pair[labels.NO_EVENT]), DECIMALS),
        _senses(pair),
        tuple((STATUSES[at], share) for at, share in _likeliest(answers["status"])),
        float(answers["attributed"][1]),
        float(answers["hearsay"][1]),
        tuple((STANCES[at], share) for at, share in _likeliest(answers["stance"])),
        float(answers["anonymous"][1]),
        _certainty(float(answers["fact"][0])),
        _roles("event", start + question.context[0], answers),
        vector,
    )


def _certainty(answer: float) -> float:
    stretched = STRETCH * MOST_CERTAIN * answer + SHIFT
    return round(min(max(stretched, -MOST_CERTAIN), MOST_CERTAIN), DECIMALS)


def pledge_mark(question: Question, start: int, answers: Answers) -> PledgeMark:
    """Say what the reader answers about the quote of a commitment."""
    return PledgeMark(
        start + question.focus[0],
        start + question.focus[1],
        labels.PLEDGES[question.label],
        question.probability,
        _roles("pledge", start + question.context[0], answers),
    )


def name_marks(layer: Layer) -> Iterator[NameMark]:
    """Find the names of a document."""
    for words in runs(layer.inside, layer.begins, SPAN_CUT):
        yield NameMark(*words, labels.NAMES[layer.kind(words)], layer.probability(words))


def voice_marks(layers: Sequence[Layer]) -> list[VoiceMark]:
    """Find the parts of sayings, one layer for each of ``labels.VOICES``, in text order."""
    found = [
        VoiceMark(part, *words, layer.probability(words))
        for part, layer in zip(labels.VOICES, layers, strict=True)
        for words in whole_runs(layer.inside, layer.begin, VOICE_COST)
    ]
    return sorted(found, key=lambda one: (one.first, one.last))


def vector_bytes(state: NDArray[np.float32], projection: NDArray[np.float32] | None) -> bytes:
    """Press a trigger's state into 64 signed bytes, by ``projection`` whose last row is added; b"" without one."""
    if projection is None:
        return b""
    found = np.rint(state @ projection[:-1] + projection[-1])
    return bytes(np.clip(found, -127, 127).astype(np.int8).tobytes())


def _senses(pair: Floats) -> tuple[SenseMark, ...]:
    events = pair[labels.NO_EVENT + 1 :]
    total = float(events.sum())
    # Nothing left of it after rounding: the reader is sure that this is no act, and every sense is as good.
    shares = events / total if total > 0 else np.full(len(events), 1 / len(events))
    pairs = labels.type_mode_pairs()
    return tuple(SenseMark(*pairs[at], share) for at, share in _likeliest(np.round(shares, DECIMALS)))


def _likeliest(shares: Floats) -> list[tuple[int, float]]:
    """Give index and share, the greatest first; equals in the order of the labels; never empty."""
    told = np.flatnonzero(shares >= LEAST_SHARE)
    if not len(told):
        return [(int(shares.argmax()), 0.0)]
    order = told[np.argsort(-shares[told], kind="stable")]
    return list(zip(order.tolist(), shares[order].tolist(), strict=True))


def _roles(asked: str, begin: int, answers: Answers) -> tuple[RoleMark, ...]:
    part = answers["roles"]
    inside = rounded(1 - part[..., labels.OUTSIDE])
    there = inside.max(0) >= ROLE_FLOOR
    found: list[RoleMark] = []
    for role in labels.ROLES_ASKED[asked]:
        at = labels.ROLES.index(role)
        if not there[at]:
            continue
        firm = VOICE_FIRM if role in ("source", "cue") else ROLE_FIRM
        for first, last in peak_runs(inside[:, at], ROLE_FLOOR, firm):
            kind = _number_kind(answers, first, last) if role == "number" else None
            found.append(RoleMark(role, begin + first, begin + last, float(inside[first:last, at].max()), kind))
    return tuple(sorted(found, key=lambda one: (one.first, one.last)))


def _number_kind(answers: Answers, first: int, last: int) -> NumberKind:
    return NUMBER_KINDS[int(rounded(answers["numbers"][first:last]).sum(0).argmax())]
