"""Losses: one number for each layer and each answer, on a common scale of "a sentence" or "a question"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.annotate import labels
from sayso.record.vocabulary import STANCES, STATUSES
from training.batches import CLASSES, Asked, Batch
from training.examples import Example
from training.labels import UNKNOWN

WORDS_A_SENTENCE = 25
"""Median sentence of gold/train (2026-11): a word-level loss is the mean over words times this."""
FACT_SCALE = 3.0
"""Factuality runs from -3 to 3; the model answers on -1 to 1."""

Known = Mapping[str, frozenset[str]]
"""The kinds of name that each corpus tags; a corpus not named here tags all."""


def word_losses(logits: Mapping[str, Tensor], batch: Batch, known: Known) -> dict[str, Tensor]:
    """Give the losses of the layers that the batch has answers for."""
    found = {}
    for layer, wanted in batch.layers.items():
        if layer not in logits or not bool((wanted != UNKNOWN).any()):
            continue
        scores = logits[layer].float()
        if layer == "names":
            scores = _silence_allowed(scores, wanted, batch.examples, known)
        found[layer] = _mean(scores, wanted) * WORDS_A_SENTENCE
    return found


def reader_losses(
    answers: Mapping[str, Tensor], asked: Asked, weights: Mapping[str, Tensor]
) -> dict[str, tuple[Tensor, int]]:
    """Give, for every answer, the sum of its losses and the number of questions they are from."""
    found: dict[str, tuple[Tensor, int]] = {}
    roles = asked.roles
    questions = int((roles != UNKNOWN).any(dim=2).any(dim=1).sum())
    if questions:
        found["roles"] = _sum(answers["roles"], roles), questions
    if int((asked.numbers != UNKNOWN).sum()):
        found["numbers"] = _sum(answers["numbers"], asked.numbers), int((asked.numbers != UNKNOWN).sum())
    for name in CLASSES:
        wanted = asked.classes[name]
        count = int((wanted != UNKNOWN).sum())
        if count:
            found[name] = _sum(answers[name], wanted, weights.get(name)), count
    told = ~asked.facts.isnan()
    if bool(told.any()):
        fact = answers["fact"].float().squeeze(-1)[told]
        error = functional.smooth_l1_loss(fact, asked.facts[told].float() / FACT_SCALE, reduction="sum", beta=0.1)
        found["fact"] = error, int(told.sum())
    return found


def class_weights(rows: Sequence[Example], powers: Mapping[str, float]) -> dict[str, Tensor]:
    """Weigh classes by how rare they are among the questions: (mean count / own count) to a power.

    The mean weight over the questions is 1; a class that never occurs weighs as one that occurs once.
    """
    found = {}
    sizes = {
        "pair": 1 + len(labels.type_mode_pairs()), "status": len(STATUSES), "stance": len(STANCES),
        "attributed": 2, "hearsay": 2, "anonymous": 2,
    }  # fmt: skip
    for name, power in powers.items():
        counts = np.ones(sizes[name])
        for row in rows:
            for question in row.questions:
                if (value := getattr(question, name)) != UNKNOWN:
                    counts[value] += 1
        weights = (counts.mean() / counts) ** power
        found[name] = torch.tensor(weights * counts.sum() / (weights * counts).sum(), dtype=torch.float32)
    return found


def _silence_allowed(scores: Tensor, wanted: Tensor, rows: Sequence[Example], known: Known) -> Tensor:
    """Let a word outside all names be of a kind its corpus does not tag: that answer counts as right."""
    silent = torch.zeros(len(rows), scores.shape[-1], dtype=torch.bool)
    for at, row in enumerate(rows):
        tagged = known.get(row.corpus) or frozenset(labels.NAMES)
        for kind, name in enumerate(labels.NAMES):
            if name not in tagged:
                silent[at, labels.BEGIN + 2 * kind : labels.INSIDE + 2 * kind + 1] = True
    if not bool(silent.any()):
        return scores
    silent[:, labels.OUTSIDE] = True
    merged = scores.masked_fill(~silent[:, None, :], -1e4).logsumexp(-1)
    outside = (wanted == labels.OUTSIDE)[:, :, None] & silent[:, None, :]
    scores = scores.masked_fill(outside, -1e4)
    return torch.where(
        (wanted == labels.OUTSIDE)[:, :, None] & (torch.arange(scores.shape[-1]) == labels.OUTSIDE),
        merged[:, :, None],
        scores,
    )


def _mean(scores: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, -2), wanted.flatten(), ignore_index=UNKNOWN)


def _sum(scores: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor:
    return functional.cross_entropy(
        scores.float().flatten(0, -2), wanted.flatten(), weight, ignore_index=UNKNOWN, reduction="sum"
    )
