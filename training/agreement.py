"""Agreement: what the gold scorer pairs and counts as the same, for those who ask it about single rows."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

Row = dict[str, Any]

LEAST_OVERLAP = 0.25
"""Intersection over union at which the scorer takes two quotes for the same commitment."""
SAME_TYPE = 0.5
"""What an equal type adds to the overlap of two triggers that the scorer pairs."""


def mention_likeness(scorer: ModuleType, gold: Row, found: Row) -> float:
    """Say how alike two mentions are by trigger and type; 0 if their triggers do not meet."""
    if not scorer.overlap(gold["trigger"], found["trigger"]):
        return 0.0
    return float(scorer.iou(gold["trigger"], found["trigger"])) + (SAME_TYPE if gold["type"] == found["type"] else 0.0)


def quote_likeness(scorer: ModuleType, gold: Row, found: Row) -> float:
    """Say how alike two commitments are by their quotes; 0 below ``LEAST_OVERLAP``."""
    shared = float(scorer.iou(gold["quote"], found["quote"]))
    return shared if shared >= LEAST_OVERLAP else 0.0


def same_number(gold: Row, found: Row) -> bool:
    """Tell whether two numbers have one kind and the same bounds."""
    return all(gold.get(name) == found.get(name) for name in ("kind", "low", "high"))


def same_source(scorer: ModuleType, gold: Sequence[Row], found: Sequence[Row]) -> bool:
    """Tell whether the innermost source of a chain is one of the gold's; hearsay agrees with hearsay."""
    own = found[0].get("source")
    return any(
        (one is None and own is None) or bool(one and own and scorer.same_arg(one, own))
        for one in (link.get("source") for link in gold)
    )
