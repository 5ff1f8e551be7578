"""Confidence: how likely a mention is right, from what was sure and unsure while it was read."""

from __future__ import annotations

import math

from sayso.extract.joined import Joined
from sayso.extract.weights import Logistic, log_odds
from sayso.record.marks import Role

_ROLES: tuple[Role, ...] = ("actor", "recipient", "place")


def confidence(one: Joined, weights: Logistic) -> float:
    """Give the probability (0-1) that a mention is an act of its type."""
    return weights.probability(signs(one))


def signs(one: Joined) -> tuple[float, ...]:
    """Give what ``ReaderWeights.confidence`` weighs.

    Log-odds of the trigger, log-share of its type, whether the codebook chooses that type, and the log of
    how sure the encoder is of each role, of the voice and of the status: 0 is wholly sure.
    """
    roles = tuple(_sureness(_best(one, role)) for role in _ROLES)
    voice = _sureness(one.mark.attributed)
    return (
        log_odds(one.act.probability),
        math.log(max(one.share, 1e-4)),
        1.0 if one.agrees else 0.0,
        *roles,
        voice,
        math.log(max(one.mark.statuses[0][1], 1e-4)),
    )


def _best(one: Joined, role: Role) -> float:
    return max((mark.probability for mark in one.mark.roles if mark.role == role), default=0.0)


def _sureness(probability: float) -> float:
    return math.log(max(probability, 1 - probability))
