"""Decode: probabilities of the heads and the reader into acts and pledges. Plain numpy, no model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.annotate import labels
from sayso.annotate.labels import BEGIN, INSIDE, NO_EVENT, OUTSIDE
from sayso.annotate.windows import Range
from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES
from training.passages import Act, Argument, Pledge

Floats = NDArray[np.float32]
ONE_OF_A_KIND = frozenset({"time", "source", "cue", "condition", "consequence"})
"""Roles of which a mention has one: the likeliest is taken."""
CANDIDATE, TRIGGER, ATTRIBUTED, PLEDGE = 0.15, 0.4, 0.5, 0.4
"""Probabilities above which something is taken: ``CANDIDATE`` the tagger's, above which the reader is asked,
``TRIGGER`` that of both together. They only have to tell better weights from worse while a training scores
itself; what the product takes is fitted by ``training.tune``."""
ROLE = 0.4
ROLE_CUTS = {"source": 0.15, "cue": 0.15}
"""Roles of which one is wanted although it is unlikely; every other role has ``ROLE``."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold words that may be a trigger, or a commitment's quote, with the tagger's probability."""

    words: Range
    probability: float
    kind: int


def candidates(probabilities: Floats, answers: Range, cut: float) -> Iterator[Candidate]:
    """Find the words that may be triggers, or commitments' quotes, with the index of their likeliest kind.

    ``probabilities`` are the trigger head's or the pledges', [words, labels].
    """
    part = probabilities[answers[0] : answers[1]]
    inside = 1 - part[:, OUTSIDE]
    begins = part[:, BEGIN::2].sum(1) > part[:, INSIDE::2].sum(1)
    for first, last in _runs(inside, begins, cut):
        kinds = part[first:last, BEGIN::2] + part[first:last, INSIDE::2]
        words = first + answers[0], last + answers[0]
        yield Candidate(words, float(inside[first:last].max()), int(kinds.sum(0).argmax()))


def act_of(candidate: Candidate, begin: int, answers: Mapping[str, Floats]) -> tuple[Act, float] | None:
    """Read an act from the reader's probabilities; None if it is not likely enough.

    ``begin`` is the word that the context begins with; ``answers["roles"]`` is [words, roles, 3], ``numbers``
    [words, kinds], every other answer one row.
    """
    pair = answers["pair"]
    probability = (candidate.probability + 1.0 - float(pair[NO_EVENT])) / 2
    if probability < TRIGGER:
        return None
    type_, mode = _type_and_mode(pair)
    attributed = float(answers["attributed"][1]) >= ATTRIBUTED
    arguments = [
        argument
        for role in labels.ROLES_ASKED["event"]
        if attributed or role not in ("source", "cue")
        for argument in _arguments(role, begin, answers)
    ]
    if attributed and float(answers["hearsay"][1]) >= 0.5:
        arguments = [argument for argument in arguments if argument.role != "source"]
    act = Act(
        *candidate.words,
        type_,
        mode,
        STATUSES[int(answers["status"].argmax())],
        tuple(arguments),
        attributed,
        STANCES[int(answers["stance"].argmax())] if attributed else None,
        attributed and float(answers["anonymous"][1]) >= 0.5,
    )
    return act, probability


def pledge_of(candidate: Candidate, begin: int, answers: Mapping[str, Floats]) -> Pledge:
    """Read a commitment's holder, condition and consequence from the reader's probabilities."""
    found: list[Range | None] = []
    for role in ("source", "condition", "consequence"):
        spans = list(_arguments(role, begin, answers))
        found.append((spans[0].first, spans[0].last) if spans else None)
    return Pledge(labels.PLEDGES[candidate.kind], candidate.words, *found)


def _runs(inside: Floats, begins: NDArray[np.bool_], cut: float) -> Iterator[Range]:
    """Give the runs of words at or above ``cut``, parted where a word rather begins than goes on."""
    first = None
    for at, taken in enumerate(inside >= cut):
        if first is not None and (not taken or begins[at]):
            yield first, at
            first = None
        if taken and first is None:
            first = at
    if first is not None:
        yield first, len(inside)


def _arguments(role: str, begin: int, answers: Mapping[str, Floats]) -> Iterator[Argument]:
    part = answers["roles"][:, labels.ROLES.index(role)]
    inside = 1 - part[:, OUTSIDE]
    runs = list(_runs(inside, part[:, BEGIN] > part[:, INSIDE], ROLE_CUTS.get(role, ROLE)))
    if role in ONE_OF_A_KIND and runs:
        runs = [max(runs, key=lambda run: float(inside[run[0] : run[1]].max()))]
    for first, last in runs:
        kind = None
        if role == "number":
            kind = NUMBER_KINDS[int(answers["numbers"][first:last].sum(0).argmax())]
        yield Argument(role, begin + first, begin + last, kind)


def _type_and_mode(pair: Floats) -> tuple[str, str | None]:
    """Choose the likeliest type over all its modes, then the likeliest mode of it."""
    pairs = labels.type_mode_pairs()
    events = pair[NO_EVENT + 1 :]
    totals = {name: sum(events[at] for at, (type_, _) in enumerate(pairs) if type_ == name) for name in labels.TYPES}
    best = max(totals, key=lambda name: float(totals[name]))
    own = [at for at, (type_, _) in enumerate(pairs) if type_ == best]
    return pairs[max(own, key=lambda at: float(events[at]))]
