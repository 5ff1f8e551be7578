"""Export: a trained model as two ONNX graphs, int8 weights, with all that the product needs to run them.

    python -m training.export build/model --out src/sayso/annotate/weights

What the graphs take and give stands in ``training.graphs``. How far the int8 graphs
stray from the trained model is written to parity.json beside the trained weights.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import torch
from torch import Tensor, nn

from sayso.annotate.graphs import LEFT_OUT, READER_OUTPUTS, WORD_OUTPUTS
from sayso.annotate.labels import check_labels, label_sets
from sayso.annotate.model import LABELS, MODEL, READER, VECTOR, VOCABULARY, WORDS
from training.corpora import SHARED, held_in, read_gold_documents
from training.graphs import DOMAIN, ReaderGraph, WordsGraph, reader_sample, words_sample
from training.model import Model
from training.parity import parity
from training.passages import Passage
from training.weights import load_model

NAME = "reader 2"
"""The model's name in the record; another one for weights that read otherwise."""
PARITY, CORPORA = "parity.json", "corpora.json"
OPSET = 17


def export(folder: Path, out: Path, checked: Sequence[Passage]) -> dict[str, Any]:
    """Write the model in ``folder`` into ``out`` as the product reads it.

    A projection of trigger vectors that stands there belongs to other weights and goes; ``training.vectors`` fits the
    new one. Gives, and writes beside the model, sizes in bytes and how far fp32 and int8 graphs stray from torch on
    ``checked``; see ``parity``.

    Raises:
        ModelError: the model was trained with other labels than the codebook has now.
    """
    model, cutter = load_model(folder)
    check_labels(json.loads((folder / LABELS).read_text("utf-8")), str(folder / LABELS))
    out.mkdir(parents=True, exist_ok=True)
    figures: dict[str, Any] = {}
    with TemporaryDirectory() as plain:
        _trace(model, Path(plain))
        for name in (WORDS, READER):
            small = Path(plain) / f"small-{name}"
            _quantise(Path(plain) / name, small)
            store(small, out / name)
            figures[f"{name}_bytes"] = sum(part.stat().st_size for part in _parts(out / name))
        figures["fp32"] = parity(model, Path(plain), checked, cutter)
    figures["int8"] = parity(model, out, checked, cutter)
    (out / VECTOR).unlink(missing_ok=True)
    (out / VOCABULARY).write_bytes((folder / VOCABULARY).read_bytes())
    (out / LABELS).write_text(json.dumps(label_sets(), indent=1) + "\n", "utf-8")
    (out / MODEL).write_text(json.dumps(_identity(folder, out), indent=1) + "\n", "utf-8")
    (folder / PARITY).write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    return figures


def _identity(folder: Path, out: Path) -> dict[str, Any]:
    """Name the model by its graphs' hashes, with the hashes of the corpora it was trained on where they are known."""
    corpora = folder / CORPORA
    return {
        "name": NAME,
        **{
            name.removesuffix(".onnx"): hashlib.sha256(b"".join(map(Path.read_bytes, _parts(out / name)))).hexdigest()
            for name in (WORDS, READER)
        },
        "trained": json.loads(corpora.read_text("utf-8")) if corpora.exists() else {},
    }


def _trace(model: Model, folder: Path) -> None:
    """Trace both graphs; the number of pieces, words, questions and places may vary."""
    pieces, words, places = {1: "pieces"}, {1: "words"}, {0: "questions", 1: "places"}
    varying = {"pieces": pieces, "shapes": pieces, "first": words, "last": words}
    _write(WordsGraph(model), words_sample(), WORD_OUTPUTS, varying, folder / WORDS)
    varying = {"narrowed": {1: "places"}, "focused": {0: "questions"}, "kind": {0: "questions"}}
    varying |= dict.fromkeys(("focus", "distance", "side"), places)
    _write(ReaderGraph(model), reader_sample(model), READER_OUTPUTS, varying, folder / READER)


@torch.no_grad()
def _write(
    graph: nn.Module,
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    varying: Mapping[str, Mapping[int, str]],
    path: Path,
) -> None:
    torch.onnx.export(
        graph.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=varying, opset_version=OPSET, custom_opsets={DOMAIN: 1}, dynamo=False,
    )  # fmt: skip


def _quantise(source: Path, target: Path) -> None:
    """Store weights in seven bits: processors without VNNI add pairs of products in 16 bits, which eight overflow.

    On four reports of gold/train (2026-11) seven bits gave 99.0 % of fp32's best answers, eight 98.3 %.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]

    quantize_dynamic(
        source,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True},
    )


def store(source: Path, target: Path) -> None:
    """Store a graph as onnxruntime makes it ready for any processor, its weights in a file beside it.

    To open both graphs then takes 35 ms of processor time and not 82: most steps are taken, and the weights are mapped
    into memory, not copied (own measurement on two shared cores, 2026-11). Every output stays the same to the bit.
    """
    import onnxruntime

    graph, weights = _parts(target)
    weights.unlink(missing_ok=True)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(graph)
    options.add_session_config_entry("session.optimized_model_external_initializers_file_name", weights.name)
    onnxruntime.InferenceSession(str(source), options, ["CPUExecutionProvider"], disabled_optimizers=list(LEFT_OUT))


def _parts(graph: Path) -> tuple[Path, Path]:
    """Name the files of a stored graph: its operations and its weights."""
    return graph, graph.with_suffix(".bin")


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), required=True)
def main(folder: Path, out: Path) -> None:
    """Export the model in FOLDER as int8 ONNX graphs."""
    torch.set_num_threads(1)
    passages = [document.passage for document in read_gold_documents(SHARED / "gold", "train")]
    kept = held_in(passage.doc for passage in passages)
    checked = [passage for passage in passages if passage.doc in kept][:4]
    for name, value in export(folder, out, checked).items():
        click.echo(f"{name}: {value}")


if __name__ == "__main__":
    main()
