"""The files of a model: what is missing, broken or of another version is refused with the remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.annotate import Encoder, model_identity
from sayso.annotate.labels import label_sets
from sayso.errors import ModelError


def _written(folder: Path, **changed: object) -> Path:
    (folder / "labels.json").write_text(json.dumps(label_sets() | changed))
    (folder / "model.json").write_text(json.dumps({"name": "some", "words": "1", "reader": "2"}))
    (folder / "vocab.txt").write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n")
    return folder


def test_a_model_is_named_by_its_graphs(tmp_path: Path) -> None:
    identity = model_identity(_written(tmp_path))
    assert (identity.name, identity.version) == ("some", "1-2")
    (tmp_path / "model.json").write_text(json.dumps({"name": "some", "words": "1", "reader": "2", "vectors": "3"}))
    assert model_identity(tmp_path).version == "1-2-3"


@pytest.mark.parametrize("changed", [{"roles": ["actor"]}, {"types": []}, {"pairs": None}])
def test_other_labels_are_refused(tmp_path: Path, changed: dict[str, object]) -> None:
    with pytest.raises(ModelError, match=r"trained with other .*Reinstall") as caught:
        model_identity(_written(tmp_path, **changed))
    assert caught.value.path == str(tmp_path / "labels.json")


@pytest.mark.parametrize("content", [None, b"", b"no graph at all"])
def test_graphs_that_are_missing_or_broken_are_refused(tmp_path: Path, content: bytes | None) -> None:
    _written(tmp_path)
    if content is not None:
        (tmp_path / "words.onnx").write_bytes(content)
    with pytest.raises(ModelError, match="Reinstall sayso"):
        Encoder.load(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="Reinstall sayso"):
        Encoder.load(tmp_path)
