"""Comparison: how likely two mentions tell one act, and why. A pure function of two sketches and the codebook."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import PairWeights
from sayso.merge.bars import BARS, bars
from sayso.merge.pairs import Column, Pairs, Sheet
from sayso.merge.signs import signs

CHUNK = 1 << 13
"""Pairs measured at once: few enough to stay in a processor's cache."""
STEPS, MOST = 256, 12
"""Log-odds are taken in steps of 1/256 between -12 and 12, so that no last digit of a sum decides."""
_SCORES = np.array([1 / (1 + math.exp(-step / STEPS)) for step in range(-MOST * STEPS, MOST * STEPS + 1)], np.float32)
LEAST_REASON = 0.05
"""Log-odds below which what a sign added is not told."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Hold the calibrated probabilities (0–1) that pairs tell one act, and what bars them, as indices of ``BARS``."""

    score: Column
    bar: NDArray[np.uint8]

    @property
    def barred(self) -> NDArray[np.bool_]:
        """Tell which pairs may not be joined."""
        found: NDArray[np.bool_] = self.bar != 0
        return found


def compare(sheet: Sheet, left: NDArray[Any], right: NDArray[Any], weights: PairWeights) -> Comparison:
    """Compare rows ``left`` of a sheet with rows ``right``, pair by pair; no pairs give none."""
    score = np.empty(len(left), np.float32)
    bar = np.empty(len(left), np.uint8)
    for start in range(0, len(left), CHUNK):
        part = slice(start, start + CHUNK)
        pairs = Pairs.of(sheet, left[part], right[part])
        score[part], bar[part] = scored(pairs, weights), bars(pairs)
    return Comparison(score, bar)


def scored(pairs: Pairs, weights: PairWeights) -> Column:
    """Give the probabilities of pairs."""
    inside = pairs.left["document"] == pairs.right["document"]
    total = _weighed(inside, weights.bias)
    for name, values in signs(pairs):
        pair = weights.signs.get(name)
        if pair is not None and any(pair):
            total += _weighed(inside, pair) * values
    steps = np.clip(np.floor(total * STEPS + 0.5), -MOST * STEPS, MOST * STEPS).astype(np.int64)
    found: Column = _SCORES[steps + MOST * STEPS]
    return found


def reasons(sheet: Sheet, left: NDArray[Any], right: NDArray[Any], weights: PairWeights) -> list[dict[str, float]]:
    """Say of each pair what each sign added to its log-odds, the weightiest first; a bar by its name, as -12."""
    pairs = Pairs.of(sheet, left, right)
    inside = pairs.left["document"] == pairs.right["document"]
    added = [(name, _weighed(inside, pair) * values) for name, values in signs(pairs)
             if (pair := weights.signs.get(name)) is not None]  # fmt: skip
    found = []
    for at, bar in enumerate(bars(pairs).tolist()):
        told = {name: round(float(values[at]), 4) for name, values in added if abs(values[at]) >= LEAST_REASON}
        ordered = dict(sorted(told.items(), key=lambda one: (-abs(one[1]), one[0])))
        found.append({BARS[bar]: float(-MOST)} | ordered if bar else ordered)
    return found


def _weighed(inside: NDArray[np.bool_], weight: tuple[float, float]) -> Column:
    found: Column = np.where(inside, np.float32(weight[0]), np.float32(weight[1]))
    return found
