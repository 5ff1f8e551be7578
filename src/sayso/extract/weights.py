"""Weights: how far the encoder and the codebook are trusted where they are joined.

Fitted by ``training.tune`` on the slice of gold/train that no weight of the encoder was trained on, with
codebook tables that were counted without it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import msgspec

from sayso.errors import CodebookError

FILE = Path(__file__).parent / "data" / "reader.json"


@dataclass(frozen=True, slots=True)
class Logistic:
    """Hold a logistic regression: log-odds are ``bias`` plus the sum of weight times value."""

    bias: float
    weights: tuple[float, ...]

    def log_odds(self, values: tuple[float, ...]) -> float:
        """Add up the log-odds.

        >>> Logistic(0.5, (2.0, -1.0)).log_odds((1.0, 3.0))
        -0.5
        """
        return self.bias + sum(weight * value for weight, value in zip(self.weights, values, strict=True))

    def probability(self, values: tuple[float, ...]) -> float:
        """Give the log-odds as a probability.

        >>> Logistic(0.0, (1.0,)).probability((0.0,))
        0.5
        """
        return 1 / (1 + math.exp(-self.log_odds(values)))


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """Hold the numbers of the joined reading.

    ``act`` weighs ``joined.evidence_for``; ``trigger`` is the probability above which words are an act's
    trigger. ``confidence`` weighs ``confidence.signs`` into the probability of a mention. ``type``, ``mode``,
    ``status``, ``stance``, ``attributed`` and ``anonymous`` are what the codebook's opinion adds to the
    encoder's log-share or log-odds; ``averted`` is added for that status besides: 0.5 % of gold/train has it, too
    few to learn from or to fit on, and the codebook's cues of it leave little doubt.

    The probability of a role must reach ``actor``, ``recipient``, ``place``, ``time``, ``number`` or ``source``;
    where the codebook reads the same words, ``agreed`` (of actors and recipients) or ``agreed_otherwise`` is added to
    its log-odds. What only the codebook reads counts as that probable: ``alone`` for actors and recipients,
    ``alone_place`` and so on. An act is somebody's word from the probability ``attributed_cut``, and hearsay from
    ``hearsay_cut``. A quote is a commitment from ``pledge`` (``pledge_alone`` is that of one that only the codebook
    reads), and of the encoder's kind from ``pledge_kind``; its holder, condition and consequence from
    ``pledge_part``.

    The values here are where fitting begins; what is used is what ``load`` reads.
    """

    act: Logistic = Logistic(0.0, (0.5, 0.5, 0.0, 0.0, -1.0))
    trigger: float = 0.4
    confidence: Logistic = Logistic(0.0, (1.0, *(0.0,) * 7))
    type: float = 0.3
    mode: float = 0.3
    status: float = 0.7
    averted: float = 3.0
    stance: float = 1.0
    attributed: float = 1.0
    anonymous: float = 1.0
    attributed_cut: float = 0.5
    hearsay_cut: float = 0.5
    actor: float = 0.45
    recipient: float = 0.45
    place: float = 0.45
    time: float = 0.45
    number: float = 0.4
    source: float = 0.2
    agreed: float = 2.0
    agreed_otherwise: float = 0.5
    alone: float = 0.3
    alone_place: float = 0.3
    alone_time: float = 0.5
    alone_source: float = 0.3
    alone_number: float = 0.3
    pledge: float = 0.5
    pledge_alone: float = 0.5
    pledge_kind: float = 0.7
    pledge_part: float = 0.5

    @classmethod
    def load(cls) -> ReaderWeights:
        """Read the shipped numbers.

        Raises:
            CodebookError: the file is missing or broken.
        """
        try:
            return msgspec.json.decode(FILE.read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError) as error:
            raise CodebookError(
                f"the weights cannot be read: {error}", path=f"extract/data/{FILE.name}", remedy="Reinstall sayso"
            ) from error


def log_odds(probability: float, least: float = 1e-4) -> float:
    """Give the log-odds of a probability, kept finite.

    >>> from math import isclose
    >>> isclose(log_odds(0.5), 0), log_odds(0.0) == log_odds(1e-4)
    (True, True)
    """
    bounded = min(max(probability, least), 1 - least)
    return math.log(bounded / (1 - bounded))


def likelier(probability: float, by: float) -> float:
    """Raise a probability by some log-odds.

    >>> likelier(0.5, 0.0), round(likelier(0.2, 1.5), 2)
    (0.5, 0.53)
    """
    return 1 / (1 + math.exp(-log_odds(probability) - by))
