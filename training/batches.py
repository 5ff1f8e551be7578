"""Batches: examples drawn by corpus, bucketed by length, padded into tensors."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from sayso.annotate.labels import BEGIN, INSIDE, OUTSIDE, QUESTIONS, ROLES
from sayso.annotate.windows import CONTEXT_AFTER, CONTEXT_BEFORE
from training.examples import Example, Question
from training.labels import UNKNOWN

FARTHEST = 32
"""Words of distance from the focus beyond which the reader no longer tells how far."""
POOL_BATCHES = 24
"""Batches whose examples are drawn together, so that windows of like length share one."""
CLASSES = ("pair", "status", "attributed", "hearsay", "stance", "anonymous")

MASK = 103
"""[MASK] in the vocabulary of MiniLM, which learned before to guess what stands there."""

Drawn = tuple[int, Question]
"""A question and the row of the batch that it is about."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold windows padded to one length, pieces [rows, pieces] and words [rows, words].

    ``first`` and ``last`` point a word to its pieces; ``unit`` is a word's sentence, -1 for padding; labels
    in ``layers`` are UNKNOWN where nothing is asked.
    """

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    unit: Tensor
    layers: dict[str, Tensor]
    questions: tuple[Drawn, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold questions as tensors: contexts [questions, words] and the answers known.

    ``row`` and ``words`` say which of the batch's words a context is made of; ``focus`` marks the words asked
    about, ``distance`` counts words to them, ``side`` sentences. ``roles`` [questions, words, roles] are
    OUTSIDE, BEGIN, INSIDE or UNKNOWN; ``numbers`` [questions, words]; ``classes`` [questions] by name.
    """

    kind: Tensor
    row: Tensor
    words: Tensor
    mask: Tensor
    focus: Tensor
    distance: Tensor
    side: Tensor
    roles: Tensor
    numbers: Tensor
    classes: dict[str, Tensor]
    facts: Tensor


def collated(rows: Sequence[Example], questions: Sequence[Drawn] | None = None) -> Batch:
    """Pad examples into one batch; without ``questions``, all that the examples hold are asked."""
    if questions is None:
        questions = [(row, question) for row, example in enumerate(rows) for question in example.questions]
    pieces = _padded([row.pieces for row in rows], 0)
    sizes = torch.tensor([len(row.pieces) for row in rows])
    units = [np.concatenate([np.full(b - a, at, np.int32) for at, (a, b) in enumerate(row.units)]) for row in rows]
    names = {name for row in rows for name in row.layers}
    return Batch(
        pieces,
        _padded([row.shapes for row in rows], 0),
        torch.arange(pieces.shape[1]) < sizes[:, None],
        _padded([row.first for row in rows], 0),
        _padded([row.last for row in rows], 0),
        _padded(units, -1),
        {name: _layer(rows, name) for name in sorted(names)},
        tuple(questions),
        tuple(rows),
    )


def hidden(batch: Batch, share: float, rng: np.random.Generator) -> Batch:
    """Hide about ``share`` of the pieces, never a window's first and last, so that none is learned by heart."""
    if share <= 0:
        return batch
    inner = batch.mask.clone()
    inner[:, 0] = False
    inner[:, :-1] &= batch.mask[:, 1:]
    inner[:, -1] = False
    drawn = torch.from_numpy(rng.random(tuple(batch.pieces.shape)) < share)
    return replace(batch, pieces=batch.pieces.masked_fill(inner & drawn, MASK))


def drawn_questions(rows: Sequence[Example], most: Mapping[str, int], rng: np.random.Generator) -> list[Drawn]:
    """Choose the questions of a batch: at most ``most[kind]`` of a kind from one window, at random."""
    chosen: list[Drawn] = []
    for row, example in enumerate(rows):
        for kind, name in enumerate(QUESTIONS):
            own = [question for question in example.questions if question.kind == kind]
            limit = most.get(name, len(own))
            picks = sorted(rng.choice(len(own), limit, replace=False)) if len(own) > limit else range(len(own))
            chosen += [(row, own[pick]) for pick in picks]
    return chosen


def asked_groups(batch: Batch, questions: Sequence[Drawn], most_words: int = 8000) -> Iterator[Asked]:
    """Put questions of like context length together, at most ``most_words`` padded words a group."""
    ordered = sorted(questions, key=lambda drawn: drawn[1].context[1] - drawn[1].context[0])
    start = 0
    while start < len(ordered):
        stop = start + 1
        while stop < len(ordered) and (stop + 1 - start) * _size(ordered[stop]) <= most_words:
            stop += 1
        yield asked(batch, ordered[start:stop])
        start = stop


def asked(batch: Batch, questions: Sequence[Drawn]) -> Asked:
    """Turn questions into tensors, all padded to the longest context."""
    width = even(max(map(_size, questions)))
    begins = np.array([question.context[0] for _, question in questions])
    ends = np.array([question.context[1] for _, question in questions])
    words = begins[:, None] + np.arange(width)
    mask = words < ends[:, None]
    words = np.where(mask, words, begins[:, None])
    first = np.array([question.focus[0] for _, question in questions])[:, None]
    last = np.array([question.focus[1] for _, question in questions])[:, None]
    distance = np.where(words < first, words - first, np.maximum(words - last + 1, 0))
    row = torch.tensor([row for row, _ in questions])
    at = torch.from_numpy(words)
    units = batch.unit[row[:, None], at]
    own = batch.unit[row, torch.from_numpy(first[:, 0])]
    return Asked(
        torch.tensor([question.kind for _, question in questions]),
        row,
        at,
        torch.from_numpy(mask),
        torch.from_numpy((words >= first) & (words < last) & mask),
        torch.from_numpy(np.clip(distance, -FARTHEST, FARTHEST) + FARTHEST),
        (units - own[:, None]).clamp(-CONTEXT_BEFORE, CONTEXT_AFTER) + CONTEXT_BEFORE,
        torch.from_numpy(_role_labels(questions, width)),
        torch.from_numpy(_number_labels(questions, width)),
        {name: torch.tensor([getattr(question, name) for _, question in questions]) for name in CLASSES},
        torch.tensor([question.fact for _, question in questions]),
    )


class Draws:
    """Draw batches forever, the same ones for the same seed, whatever was drawn before.

    ``shares`` give each corpus its share of the pieces read. Every corpus is gone through in a shuffled
    order, again and again, so that none of its examples is left out.
    """

    def __init__(
        self, corpora: Mapping[str, Sequence[Example]], shares: Mapping[str, float], batch_pieces: int, seed: int
    ) -> None:
        self._corpora = {name: corpora[name] for name in sorted(shares) if shares[name] > 0 and corpora.get(name)}
        total = sum(shares[name] for name in self._corpora)
        pieces = POOL_BATCHES * batch_pieces
        self._rates = {
            name: shares[name] / total * pieces / (sum(len(one.pieces) for one in rows) / len(rows))
            for name, rows in self._corpora.items()
        }
        self._batch_pieces = batch_pieces
        self._seed = seed

    def pool(self, at: int) -> list[list[Example]]:
        """Give the batches of pool ``at``, counted from 0, in the order they are trained on."""
        rng = np.random.default_rng([self._seed, at])
        drawn = [example for name in self._corpora for example in self._drawn(name, at)]
        order = sorted(range(len(drawn)), key=lambda one: len(drawn[one].pieces) + rng.uniform(0, 8))
        batches: list[list[Example]] = [[]]
        for example in (drawn[one] for one in order):
            if (len(batches[-1]) + 1) * len(example.pieces) > self._batch_pieces and batches[-1]:
                batches.append([])
            batches[-1].append(example)
        rng.shuffle(batches)
        return batches

    def _drawn(self, name: str, at: int) -> Iterator[Example]:
        rows, rate = self._corpora[name], self._rates[name]
        orders: dict[int, np.ndarray] = {}
        for one in range(math.floor(at * rate), math.floor((at + 1) * rate)):
            turn = one // len(rows)
            if turn not in orders:
                seeds = [self._seed, turn, *name.encode()]
                orders[turn] = np.random.default_rng(seeds).permutation(len(rows))
            yield rows[int(orders[turn][one % len(rows)])]


def even(length: int) -> int:
    """Round a padded length up to a multiple of eight, so that few shapes occur and kernels are kept.

    >>> even(57)
    64
    """
    return -(-length // 8) * 8


def _size(drawn: Drawn) -> int:
    return drawn[1].context[1] - drawn[1].context[0]


def _padded(arrays: Sequence[np.ndarray], fill: int) -> Tensor:
    padded = np.full((len(arrays), even(max(map(len, arrays))), *arrays[0].shape[1:]), fill, np.int64)
    for row, array in enumerate(arrays):
        padded[row, : len(array)] = array
    return torch.from_numpy(padded)


def _layer(rows: Sequence[Example], name: str) -> Tensor:
    tail = next(row.layers[name].shape[1:] for row in rows if name in row.layers)
    empty = np.full((1, *tail), UNKNOWN, np.int32)
    width = even(max(len(row.first) for row in rows))
    padded = _padded([row.layers.get(name, empty) for row in rows], UNKNOWN)
    if padded.shape[1] < width:
        filler = torch.full((len(rows), width - padded.shape[1], *tail), UNKNOWN)
        padded = torch.cat([padded, filler], dim=1)
    return padded


def _role_labels(questions: Sequence[Drawn], width: int) -> np.ndarray:
    found = np.full((len(questions), width, len(ROLES)), UNKNOWN, np.int64)
    for at, (_, question) in enumerate(questions):
        begin, end = question.context
        for role in question.asked:
            found[at, : end - begin, role] = OUTSIDE
        for role, first, last in question.spans:
            found[at, first - begin : last - begin, role] = INSIDE
        for role, first, _ in question.spans:
            found[at, first - begin, role] = BEGIN
    return found


def _number_labels(questions: Sequence[Drawn], width: int) -> np.ndarray:
    found = np.full((len(questions), width), UNKNOWN, np.int64)
    for at, (_, question) in enumerate(questions):
        for word, kind in question.numbers:
            found[at, word - question.context[0]] = kind
    return found
