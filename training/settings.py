"""Settings: what config.toml says, checked as it is read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from training.corpora import CORPORA
from training.examples import LAYERS
from training.model import SHIPPED, ModelSize

GOLD = "gold"
"""The corpus of annotated reports, the only one that has acts and commitments."""


@dataclass(frozen=True, slots=True)
class Phase:
    """Describe one stretch of training.

    ``steps`` are batches. ``rate`` scales the learning rates, which rise over the first steps of the phase and
    then fall to nothing at its end. ``shares`` are each corpus's share of the pieces read. ``scored``: the
    held-in slice of gold is scored on the way and the best weights are kept. ``loss`` replaces weights of the
    configuration's own while the phase lasts. ``hidden`` is the share of pieces that are masked.
    """

    name: str
    steps: int
    shares: dict[str, float]
    rate: float = 1.0
    scored: bool = False
    loss: dict[str, float] = field(default_factory=dict)
    hidden: float = 0.0


@dataclass(frozen=True, slots=True)
class Optimiser:
    """Set the steps. ``average`` is the decay of the running mean of weights that is kept and scored."""

    encoder_rate: float
    heads_rate: float
    weight_decay: float = 0.01
    warm_up: float = 0.06
    clip: float = 2.0
    batch_pieces: int = 3000
    average: float = 0.998


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold a whole configuration.

    ``loss`` weighs each loss by name (1 where not named, 0 leaves it out); ``balance`` is the power by which
    rare classes count more; ``questions`` limits those of a kind drawn from one window; ``mined`` is the
    share of false triggers among the reader's events.
    """

    seed: int
    optimiser: Optimiser
    phases: tuple[Phase, ...]
    model: ModelSize = SHIPPED
    layers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    loss: dict[str, float] = field(default_factory=dict)
    balance: dict[str, float] = field(default_factory=dict)
    questions: dict[str, int] = field(default_factory=dict)
    mined: float = 0.4
    score_every: int = 200
    patience: int = 6

    def shortened(self, steps: int) -> Settings:
        """Cut every phase to ``steps``."""
        return replace(self, phases=tuple(replace(one, steps=min(one.steps, steps)) for one in self.phases))

    def cleared(self) -> tuple[Settings, list[str]]:
        """Leave out every corpus that is not clearly licensed; give what that changes, in lines to be shown.

        The gold is not clearly licensed, and nothing else teaches event triggers, types, statuses or commitments:
        such a model labels names and finds arguments and certainty only, and no phase of it can be scored.
        """
        phases, told = [], []
        for phase in self.phases:
            shares = {name: share for name, share in phase.shares.items() if CORPORA[name].clearly_licensed}
            if gone := sorted(phase.shares.keys() - shares.keys()):
                told.append(f"phase {phase.name}: left out as not clearly licensed: {', '.join(gone)}")
            if not any(shares.values()):
                told.append(f"phase {phase.name}: dropped, no corpus is left")
                continue
            scored = phase.scored and shares.get(GOLD, 0) > 0
            if phase.scored and not scored:
                told.append(f"phase {phase.name}: not scored, it runs to its end without {GOLD}")
            phases.append(replace(phase, shares=shares, scored=scored))
        return replace(self, phases=tuple(phases)), told

    def corpora(self) -> list[str]:
        """Name every corpus that some phase reads."""
        return sorted({name for phase in self.phases for name, share in phase.shares.items() if share > 0})

    def taken(self, corpus: str) -> tuple[str, ...]:
        """Name the layers that are taken from a corpus."""
        return self.layers.get(corpus, LAYERS)


def read_settings(path: Path) -> Settings:
    """Read a configuration.

    Raises:
        msgspec.ValidationError: a value is missing or of the wrong kind; the message names the place.
    """
    return msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
