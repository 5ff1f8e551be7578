"""Weights: what a training leaves in its folder, and how it is read back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import msgspec
import torch
from torch import Tensor

from sayso.annotate.labels import label_sets
from sayso.annotate.wordpiece import WordPiece
from training.encoder import MINILM, load_pretrained, pretrained_folder
from training.model import Model, ModelSize

WEIGHTS, SIZE, LABELS, VOCABULARY = "weights.pt", "size.json", "labels.json", "vocab.txt"


def fresh_model(size: ModelSize) -> Model:
    """Make a model whose encoder is pre-trained and whose heads are new; a small one is all new."""
    model = Model(size)
    if size.encoder == MINILM:
        load_pretrained(model.encoder, pretrained_folder())
    return model


def save_model(folder: Path, size: ModelSize, weights: Mapping[str, Tensor], cutter: WordPiece) -> None:
    """Write weights, sizes, label sets and vocabulary; an older model in the folder is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / SIZE).write_bytes(msgspec.json.encode(size))
    (folder / LABELS).write_text(json.dumps(label_sets(), indent=1) + "\n", "utf-8")
    (folder / VOCABULARY).write_text("".join(f"{piece}\n" for piece in cutter.vocabulary), "utf-8")
    replace(folder / WEIGHTS, dict(weights))


def load_model(folder: Path) -> tuple[Model, WordPiece]:
    """Read a saved model, ready to read with."""
    model = Model(msgspec.json.decode((folder / SIZE).read_bytes(), type=ModelSize))
    model.load_state_dict(torch.load(folder / WEIGHTS, weights_only=True))
    return model.eval(), WordPiece.load(folder / VOCABULARY)


def replace(path: Path, content: object) -> None:
    """Save beside the file and move over it, so that an interruption leaves the old one whole."""
    unfinished = path.with_suffix(".unfinished")
    torch.save(content, unfinished)
    unfinished.replace(path)
