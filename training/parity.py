"""Parity: how far the exported graphs, run as the product runs them, stray from the trained model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from sayso.annotate.excerpts import Excerpt, excerpts
from sayso.annotate.graphs import READER_OUTPUTS, WORD_OUTPUTS, Graph
from sayso.annotate.model import READER, WORDS
from sayso.annotate.questions import Question, question_groups, reader_inputs
from sayso.annotate.wordpiece import WordPiece
from training.batches import asked, collated
from training.examples import Example, examples
from training.model import Model
from training.passages import Passage

WINDOWS = 6
"""Windows of a passage that are compared."""
COMPARED = ("trigger", "names", "voices", "pledges", "roles", "pair", "status", "attributed", "stance")
Arrays = dict[str, NDArray[np.float32]]


class _Pair(NamedTuple):
    trained: NDArray[np.float32]
    exported: NDArray[np.float32]


def parity(model: Model, folder: Path, passages: Iterable[Passage], cutter: WordPiece) -> dict[str, float]:
    """Compare the graphs in ``folder`` with the model on the acts of the first windows of each passage.

    Gives the mean cosine of the encoded words, the mean and the greatest difference of a probability, and the
    share of equal best answers.
    """
    graphs = Graph.load(folder / WORDS, WORD_OUTPUTS), Graph.load(folder / READER, READER_OUTPUTS)
    cosines, means, greatest, equal = [], [], [], []
    for example, excerpt in _windows(passages, cutter):
        for name, pair in _answers(model, graphs, example, excerpt):
            if name == "words":
                cosines.append(_cosine(pair))
            elif name in COMPARED:
                ours, theirs = torch.as_tensor(pair.trained).softmax(-1).numpy(), pair.exported
                means.append(float(np.abs(ours - theirs).mean()))
                greatest.append(float(np.abs(ours - theirs).max()))
                equal.append(float((ours.argmax(-1) == theirs.argmax(-1)).mean()))
    return {
        "cosine": round(float(np.mean(cosines)), 5),
        "mean_difference": round(float(np.mean(means)), 5),
        "greatest_difference": round(max(greatest), 4),
        "same_answer": round(float(np.mean(equal)), 5),
    }


def _windows(passages: Iterable[Passage], cutter: WordPiece) -> Iterator[tuple[Example, Excerpt]]:
    for passage in passages:
        made = list(examples(passage, cutter, ("acts",)))[:WINDOWS]
        yield from zip(made, excerpts(passage.words, passage.sentences, cutter), strict=False)


def _answers(
    model: Model, graphs: tuple[Graph, Graph], example: Example, excerpt: Excerpt
) -> Iterator[tuple[str, _Pair]]:
    trained = _trained(model, example)
    exported = graphs[0].run(excerpt.inputs())
    for name in WORD_OUTPUTS:
        if name in trained[0]:
            yield name, _Pair(trained[0][name], exported[name][0])
    questions = [Question(one.kind, one.focus, one.context) for one in example.questions]
    known = dict(zip(questions, trained[1:], strict=True))
    for group in question_groups(questions):
        found = graphs[1].run(reader_inputs(group, exported["words"][0], exported["narrowed"][0], excerpt.units))
        for at, question in enumerate(group):
            size = question.context[1] - question.context[0]
            for name in READER_OUTPUTS:
                wanted = known[question][name]
                yield name, _Pair(wanted[:size] if name in ("roles", "numbers") else wanted, found[name][at])


@torch.no_grad()
def _trained(model: Model, example: Example) -> list[Arrays]:
    """Give what the trained model says of an example: of its words, then of each question."""
    batch = collated([example])
    words = model.words(batch)
    size = len(example.first)
    heads = {"words": words, **model.heads(words)}
    found = [{name: value[0, :size].numpy() for name, value in heads.items()}]
    if batch.questions:
        answers = model.answers(words, asked(batch, batch.questions))
        found += [{n: value[at].numpy() for n, value in answers.items()} for at in range(len(batch.questions))]
    return found


def _cosine(pair: _Pair) -> float:
    lengths = np.linalg.norm(pair.trained, axis=-1) * np.linalg.norm(pair.exported, axis=-1)
    return float(((pair.trained * pair.exported).sum(-1) / lengths).mean())
