"""Export: a trained model as two ONNX graphs, int8 weights, with the figures of how far they stray.

    python -m training.export build/model --out build/onnx

words.onnx: pieces, shapes, mask [rows, pieces], first, last [rows, words] -> words, trigger, names, voices,
pledges, tags. reader.onnx: words [questions, places, width], kind, focus, distance, side, mask -> the
reader's answers. All outputs are logits. The arrays are made as ``training.batches`` makes them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from torch import Tensor, nn

from training.batches import Asked, Batch, asked, collated
from training.evaluate import held_in_documents
from training.examples import examples
from training.model import Model
from training.passages import Passage
from training.weights import LABELS, VOCABULARY, load_model
from training.wordpiece import WordPiece

WORD_OUTPUTS = ("words", "trigger", "names", "voices", "pledges", "tags")
READER_OUTPUTS = (
    "roles", "numbers", "pair", "status", "attributed", "hearsay", "stance", "anonymous", "fact", "state",
)  # fmt: skip
OPSET = 17
Arrays = dict[str, np.ndarray]


class _Words(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder, self.heads = model.encoder, model.heads

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        words = self.encoder(pieces, shapes, mask, first, last)
        found = {"words": words, **self.heads(words)}
        return tuple(found[name] for name in WORD_OUTPUTS)


class _Reader(nn.Module):
    def __init__(self, model: Model) -> None:
        super().__init__()
        self.reader = model.reader

    def forward(
        self, words: Tensor, kind: Tensor, focus: Tensor, distance: Tensor, side: Tensor, mask: Tensor
    ) -> tuple[Tensor, ...]:
        found = self.reader(words, kind, focus, distance, side, mask)
        return tuple(found[name] for name in READER_OUTPUTS)


def export(folder: Path, out: Path, passages: Sequence[Passage]) -> dict[str, Any]:
    """Write both graphs with int8 weights, the labels and the vocabulary into ``out``.

    Gives sizes in bytes and, for fp32 and int8 against torch on ``passages``: the mean cosine of the words,
    the greatest difference of a probability, and the share of equal best answers.
    """
    model, cutter = load_model(folder)
    out.mkdir(parents=True, exist_ok=True)
    batch, questions, words = _sample(model, passages[0], cutter)
    with torch.no_grad():
        _write(_Words(model), _word_inputs(batch), WORD_OUTPUTS, out / "words.fp32.onnx")
        _write(_Reader(model), _reader_inputs(words, questions), READER_OUTPUTS, out / "reader.fp32.onnx")
    figures: dict[str, Any] = {}
    for name in ("words", "reader"):
        _quantise(out / f"{name}.fp32.onnx", out / f"{name}.onnx")
        figures[f"{name}_bytes"] = (out / f"{name}.onnx").stat().st_size
    figures |= {
        kind: parity(model, out, ending, passages, cutter)
        for kind, ending in (("fp32", ".fp32.onnx"), ("int8", ".onnx"))
    }
    for name in (LABELS, VOCABULARY):
        (out / name).write_bytes((folder / name).read_bytes())
    (out / "parity.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return figures


def parity(model: Model, folder: Path, ending: str, passages: Sequence[Passage], cutter: WordPiece) -> dict[str, float]:
    """Compare the graphs with torch on the first windows of each passage."""
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    encoder, reader = (
        onnxruntime.InferenceSession(str(folder / f"{name}{ending}"), options, ["CPUExecutionProvider"])
        for name in ("words", "reader")
    )
    cosines, differences, equal = [], [], []
    for passage in passages:
        batch, questions, words = _sample(model, passage, cutter)
        with torch.no_grad():
            wanted = {"words": words, **model.heads(words), **model.answers(words, questions)}
        found = _ran(encoder, WORD_OUTPUTS, _word_inputs(batch))
        found |= _ran(reader, READER_OUTPUTS, _reader_inputs(torch.from_numpy(found["words"]), questions))
        there = {"words": (batch.unit >= 0).numpy(), "roles": questions.mask.numpy()}
        cosines.append(_cosine(wanted["words"].numpy()[there["words"]], found["words"][there["words"]]))
        for name in ("trigger", "roles", "pair", "status", "attributed"):
            ours, theirs = wanted[name].float().softmax(-1).numpy(), _softmax(found[name])
            mask = there["words" if name == "trigger" else name] if name in ("trigger", "roles") else slice(None)
            differences.append(float(np.abs(ours[mask] - theirs[mask]).max()))
            equal.append(float((ours[mask].argmax(-1) == theirs[mask].argmax(-1)).mean()))
    return {
        "cosine": round(float(np.mean(cosines)), 5),
        "greatest_difference": round(max(differences), 4),
        "same_answer": round(float(np.mean(equal)), 5),
    }


def _sample(model: Model, passage: Passage, cutter: WordPiece) -> tuple[Batch, Asked, Tensor]:
    batch = collated(list(examples(passage, cutter, ("acts",)))[:6])
    with torch.no_grad():
        return batch, asked(batch, batch.questions), model.words(batch)


def _word_inputs(batch: Batch) -> dict[str, Tensor]:
    return {name: getattr(batch, name) for name in ("pieces", "shapes", "mask", "first", "last")}


def _reader_inputs(words: Tensor, questions: Asked) -> dict[str, Tensor]:
    contexts = words[questions.row[:, None], questions.words]
    return {
        "words": contexts,
        **{name: getattr(questions, name) for name in ("kind", "focus", "distance", "side", "mask")},
    }


def _write(graph: nn.Module, inputs: dict[str, Tensor], outputs: Sequence[str], path: Path) -> None:
    """Trace a graph whose first axes may vary, and the second ones: pieces apart from the words they make."""
    axes = {
        name: {0: "rows"} if value.ndim == 1 else {0: "rows", 1: "words" if name in ("first", "last") else "places"}
        for name, value in inputs.items()
    }
    torch.onnx.export(
        graph.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def _quantise(source: Path, target: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True}
    )


def _ran(session: Any, names: Sequence[str], inputs: dict[str, Tensor]) -> Arrays:
    known = {one.name for one in session.get_inputs()}
    found = session.run(list(names), {name: value.numpy() for name, value in inputs.items() if name in known})
    return dict(zip(names, found, strict=True))


def _softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    shares: np.ndarray = powers / powers.sum(-1, keepdims=True)
    return shares


def _cosine(ours: np.ndarray, theirs: np.ndarray) -> float:
    lengths = np.linalg.norm(ours, axis=-1) * np.linalg.norm(theirs, axis=-1)
    return float(((ours * theirs).sum(-1) / lengths).mean())


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(folder: Path, out: Path) -> None:
    """Export the model in FOLDER as int8 ONNX graphs."""
    torch.set_num_threads(1)
    for name, value in export(folder, out, [document.passage for document in held_in_documents()[:4]]).items():
        click.echo(f"{name}: {value}")


if __name__ == "__main__":
    main()
