"""Weights of what speaks for a reading of a place name, fitted on annotated news."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.codebook.tables import number_cell, read_rows

WEIGHTS = "place_weights.tsv"


@dataclass(frozen=True, slots=True)
class PlaceWeights:
    """Score a reading: the sum of its features by their weights, in log-odds; a feature without a weight counts 0.

    ``fixed`` are the features whose weight was set by hand, where no corpus can tell.
    """

    weights: Mapping[str, float]
    fixed: frozenset[str] = frozenset()

    def score(self, features: Mapping[str, float]) -> float:
        """Add a reading's features up."""
        known = self.weights
        return sum(known.get(name, 0.0) * value for name, value in features.items())


def load_place_weights() -> PlaceWeights:
    """Read place_weights.tsv.

    Raises:
        CodebookError: a weight is no number.
    """
    rows = read_rows(WEIGHTS, ("feature", "weight", "basis"))
    weights = {row["feature"]: number_cell(row, "weight") for row in rows}
    return PlaceWeights(weights, frozenset(row["feature"] for row in rows if row["basis"] == "set"))
