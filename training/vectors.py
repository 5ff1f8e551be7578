"""Vectors: the projection that presses a trigger's state into the signed bytes that a mention keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import torch
from numpy.typing import NDArray

from sayso.annotate.wordpiece import WordPiece
from training.batches import asked_groups, collated
from training.examples import examples
from training.model import Model
from training.passages import Passage

SIZE = 64
"""Numbers that are kept of a state."""
DEVIATIONS, RANGE = 4.0, 127.0
"""Standard deviations of the widest component that a signed byte reaches to."""
ROWS = 8
"""Windows that are read at once."""


def fitted_projection(model: Model, passages: Iterable[Passage], cutter: WordPiece) -> NDArray[np.float32]:
    """Fit the projection on the acts of some passages: [width + 1, 64], the last row to be added.

    The main components of the states, all scaled by one factor, so that angles and distances between triggers
    stay as they are; fewer acts than components leave the last ones 0.
    """
    states = np.concatenate(list(_states(model, passages, cutter)))
    mean = states.mean(0)
    _, deviations, axes = np.linalg.svd(states - mean, full_matrices=False)
    widest = deviations[0] / max(len(states) - 1, 1) ** 0.5
    components = np.zeros((SIZE, states.shape[1]))
    components[: len(axes[:SIZE])] = _same_signs(axes[:SIZE]) * (RANGE / DEVIATIONS / max(widest, 1e-9))
    return np.vstack([components.T, -mean @ components.T]).astype(np.float32)


def _same_signs(axes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn every axis so that its greatest entry is positive: which way it points is chance."""
    greatest = np.take_along_axis(axes, np.abs(axes).argmax(1)[:, None], 1)
    turned: NDArray[np.float64] = axes * np.sign(greatest)
    return turned


@torch.no_grad()
def _states(model: Model, passages: Iterable[Passage], cutter: WordPiece) -> Iterator[NDArray[np.float64]]:
    model.eval()
    for passage in passages:
        rows = sorted(examples(passage, cutter, ("acts",)), key=lambda row: len(row.pieces))
        for start in range(0, len(rows), ROWS):
            batch = collated(rows[start : start + ROWS])
            words = model.words(batch)
            for group in asked_groups(batch, batch.questions):
                yield model.answers(words, group)["state"].double().numpy()
