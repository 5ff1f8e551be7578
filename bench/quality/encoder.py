"""The encoder for sets that look at its marks, or a plain word why it is not there."""

from __future__ import annotations

import sys
from pathlib import Path

import sayso.annotate
from sayso.annotate import Encoder

WEIGHTS = Path(sayso.annotate.__file__).parent / "weights"


def load_encoder(folder: Path | None) -> Encoder:
    """Load the package's weights, or those of ``folder``; end in plain words where there are none."""
    if not (folder or WEIGHTS).is_dir():
        sys.exit("no weights: this set asks the encoder; train and export it, or name a folder with --weights")
    return Encoder.load(folder)
