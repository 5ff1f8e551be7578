"""A made-up report, and a model so small that it learns it by heart."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is not installed: it is needed for training only")

from sayso.annotate.wordpiece import WordPiece
from training.encoder import EncoderSize
from training.examples import Example, examples
from training.model import ModelSize
from training.passages import Act, Argument, Passage
from training.settings import Optimiser, Phase, Settings
from training.sources import Sources
from training.trainer import Trainer

TEXT = "rebels shelled Basra on Friday . The mayor said soldiers bombed a bridge . Nobody spoke ."
WORDS = tuple(TEXT.split())
SENTENCES = ((0, 6), (6, 14), (14, 17))
ACTS = (
    Act(
        1, 2, "ASSAULT", "heavy-weapons", "asserted",
        (Argument("actor", 0, 1), Argument("recipient", 2, 3), Argument("time", 4, 5)), False, None, False,
    ),
    Act(
        10, 11, "ASSAULT", "aerial", "asserted",
        (Argument("actor", 9, 10), Argument("recipient", 11, 13), Argument("source", 6, 8), Argument("cue", 8, 9)),
        True, "states", False,
    ),
)  # fmt: skip
REPORT = Passage("gold", "made-up", WORDS, SENTENCES, acts=ACTS, pledges=())
CUTTER = WordPiece(("[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted({word.lower() for word in WORDS})))
SIZE = ModelSize(EncoderSize(len(CUTTER.vocabulary), 64, 32, 64, 2, 2), 0.0, 32, 1)
SETTINGS = Settings(
    seed=7,
    optimiser=Optimiser(3e-3, 3e-3, batch_pieces=80, average=0.9),
    phases=(Phase("only", 40, {"gold": 1.0}),),
    model=SIZE,
)


def made() -> list[Example]:
    """Give the report's examples."""
    return list(examples(REPORT, CUTTER))


def sources(settings: Settings = SETTINGS) -> Sources:
    """Give the report as all that a training reads."""
    return Sources({"gold": made()}, (), CUTTER)


def trainer(out: Path, settings: Settings = SETTINGS) -> Trainer:
    """Make a trainer on the report alone."""
    return Trainer(settings, sources(), out)
