"""Weights of what speaks for somebody told in a report as the one an act was done to, fitted on annotated reports."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError

WEIGHTS = "bearer_weights.tsv"


@dataclass(frozen=True, slots=True)
class BearerWeights:
    """Weigh whoever a report tells: a logistic regression, in which a feature without a weight counts 0."""

    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """Give the probability (0–1) that somebody with these features bears the act.

        >>> BearerWeights({"always": -1.0, "told here": 2.0}).probability({"always": 1.0, "told here": 0.5})
        0.5
        """
        known = self.weights
        return 1 / (1 + math.exp(-sum(known.get(name, 0.0) * value for name, value in features.items())))


def load_bearer_weights() -> BearerWeights:
    """Read bearer_weights.tsv.

    Raises:
        CodebookError: a weight is no number.
    """
    weights: dict[str, float] = {}
    for row in read_rows(WEIGHTS, ("feature", "weight")):
        try:
            weights[row["feature"]] = float(row["weight"])
        except ValueError:
            raise CodebookError(
                f"the weight of {row['feature']!r} is no number", path=WEIGHTS, remedy="Write it as 1.25"
            ) from None
    return BearerWeights(weights)
