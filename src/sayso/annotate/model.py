"""The files of a trained model: where they stand, what they are called, and that they fit this version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.annotate.labels import check_labels
from sayso.errors import ModelError

PACKAGED = Path(__file__).parent / "weights"
WORDS, READER, VOCABULARY = "words.onnx", "reader.onnx", "vocab.txt"
LABELS, VECTOR, MODEL = "labels.json", "vector.npy", "model.json"


@dataclass(frozen=True, slots=True)
class ModelIdentity:
    """Name a model; ``version`` changes with any of its weights."""

    name: str
    version: str


def model_identity(folder: Path | None = None) -> ModelIdentity:
    """Read which model stands in ``folder``, the package's if None. Reads two small files, loads no graph.

    Raises:
        ModelError: there is no model, or it was trained with other labels than this version has.
    """
    folder = folder or PACKAGED
    check_labels(_read(folder / LABELS), str(folder / LABELS))
    found = _read(folder / MODEL)
    parts = (str(found[part]) for part in ("words", "reader", "vectors") if part in found)
    return ModelIdentity(str(found["name"]), "-".join(parts))


def _read(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            "the file of the encoder's weights cannot be read", path=str(path), remedy="Reinstall sayso"
        ) from error
    return found
