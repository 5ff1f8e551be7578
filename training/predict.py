"""Predict: run the model over passages and decode what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from sayso.annotate import labels
from sayso.annotate.windows import context
from sayso.annotate.wordpiece import WordPiece
from training.batches import Batch, Drawn, asked, collated
from training.decode import CANDIDATE, PLEDGE, Candidate, Floats, act_of, candidates, pledge_of
from training.examples import Example, Question, examples
from training.model import Model
from training.passages import Act, Passage, Pledge


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what the model reads in a passage; acts with the probability that each is one."""

    acts: tuple[tuple[Act, float], ...]
    pledges: tuple[Pledge, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what the reader answered about one candidate, over passage words; not yet decided on."""

    candidate: Candidate
    question: str
    begin: int
    answers: dict[str, Floats]


def found_in(model: Model, passages: Sequence[Passage], cutter: WordPiece) -> list[Found]:
    """Read passages, each in batches of its own, so that none changes another's numbers."""
    return [decided(readings(model, passage, cutter)) for passage in passages]


def readings(model: Model, passage: Passage, cutter: WordPiece) -> Iterator[Reading]:
    """Ask the reader about everything in a passage that may be a trigger or a commitment's quote."""
    model.eval()
    rows = sorted(examples(passage, cutter, ()), key=lambda row: len(row.pieces))
    for start in range(0, len(rows), 8):
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            batch = collated(rows[start : start + 8], ())
            words = model.words(batch)
            found = list(_candidates(batch, model.heads(words)))
            yield from _answered(model, words, batch, found)


def decided(answered: Iterable[Reading]) -> Found:
    """Keep what is likely enough, in the order it stands."""
    acts: list[tuple[Act, float]] = []
    pledges: list[Pledge] = []
    for one in answered:
        if one.question == "pledge":
            pledges.append(pledge_of(one.candidate, one.begin, one.answers))
        elif (act := act_of(one.candidate, one.begin, one.answers)) is not None:
            acts.append(act)
    acts.sort(key=lambda one: (one[0].first, one[0].last))
    return Found(tuple(acts), tuple(sorted(pledges, key=lambda pledge: pledge.quote)))


def _candidates(batch: Batch, heads: dict[str, Tensor]) -> Iterator[tuple[Candidate, Drawn]]:
    triggers, pledges = (heads[name].float().softmax(-1).numpy() for name in ("trigger", "pledges"))
    for at, row in enumerate(batch.examples):
        kinds = (
            ("event", candidates(triggers[at], row.answers, CANDIDATE)),
            ("pledge", candidates(pledges[at], row.answers, PLEDGE)),
        )
        for name, found in kinds:
            for candidate in found:
                yield candidate, (at, _question(name, candidate, row))


def _question(name: str, candidate: Candidate, row: Example) -> Question:
    return Question(labels.QUESTIONS.index(name), candidate.words, context(row.units, candidate.words))


def _answered(
    model: Model, words: Tensor, batch: Batch, found: Sequence[tuple[Candidate, Drawn]], most: int = 64
) -> Iterator[Reading]:
    ordered = sorted(found, key=lambda one: one[1][1].context[1] - one[1][1].context[0])
    for start in range(0, len(ordered), most):
        part = ordered[start : start + most]
        questions = asked(batch, [drawn for _, drawn in part])
        answers = _probabilities(model.answers(words, questions))
        for at, (candidate, (row, question)) in enumerate(part):
            begin, end = question.context
            own = {n: v[at, : end - begin] if n in ("roles", "numbers") else v[at] for n, v in answers.items()}
            shift = batch.examples[row].start
            moved = replace(candidate, words=(candidate.words[0] + shift, candidate.words[1] + shift))
            yield Reading(moved, labels.QUESTIONS[question.kind], begin + shift, own)


def _probabilities(answers: dict[str, Tensor]) -> dict[str, np.ndarray]:
    return {
        name: (value.float() if name == "fact" else value.float().softmax(-1)).numpy()
        for name, value in answers.items()
    }
