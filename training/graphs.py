"""Graphs: the model as it is exported, cut so that nothing is computed twice for the words of many questions.

Attention is written as the operator of onnxruntime that does it in one pass; the weights are the trained ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.annotate.graphs import READER_OUTPUTS, WORD_OUTPUTS
from training.encoder import Block, Encoder
from training.heads import Reader
from training.model import Model

DOMAIN = "com.microsoft"
NO_SHARES = ("words", "narrowed", "fact")
"""Outputs that are no probabilities."""


class WordsGraph(nn.Module):
    """Read one window: pieces, shapes [1, places], first, last [1, words] into ``WORD_OUTPUTS``.

    A window is read alone and has no padding, so it needs no mask.
    """

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.encoder, self.heads, self.narrowed = model.encoder, model.heads, model.reader.narrowed

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Give the encoded words, the same narrowed for the reader, and the heads' probabilities."""
        words = encoded(self.encoder, pieces, shapes, first, last)
        found = {"words": words, "narrowed": self.narrowed(words), **self.heads(words)}
        return _shares(found, WORD_OUTPUTS)


class ReaderGraph(nn.Module):
    """Answer questions about one context, ``narrowed`` [1, places, inner], into ``READER_OUTPUTS``.

    ``focused`` [questions, width] is the mean of the encoded words in focus; the rest is as the trained reader
    takes it.
    """

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.reader = model.reader

    def forward(
        self, narrowed: Tensor, focused: Tensor, kind: Tensor, focus: Tensor, distance: Tensor, side: Tensor
    ) -> tuple[Tensor, ...]:
        """Give the answers' probabilities, and the fact."""
        reader: Reader = self.reader
        places = reader.focus(focus.long()) + reader.distance(distance) + reader.side(side)
        states = reader.entered(narrowed + places + reader.kind(kind)[:, None, :])
        for block in reader.blocks:
            states = attended(block, states)  # type: ignore[arg-type]
        weight = focus.to(states.dtype)[:, None, :]
        weight = weight / weight.sum(2, keepdim=True)
        state = reader.stated(torch.cat([(weight @ states)[:, 0], focused], -1))
        answers: dict[str, Tensor] = {name: head(state) for name, head in reader.classes.items()}
        roles = reader.roles(states)
        answers["roles"] = roles.reshape(*roles.shape[:2], -1, 3)
        answers["numbers"] = reader.numbers(states)
        return _shares(answers, READER_OUTPUTS)


def words_sample(pieces: int = 24, words: int = 16) -> dict[str, Tensor]:
    """Make inputs to trace the words' graph with; what they hold does not matter."""
    places = torch.arange(1, words + 1)[None]
    filled = torch.ones(1, pieces, dtype=torch.long)
    return {"pieces": filled, "shapes": filled, "first": places, "last": places}


def reader_sample(model: Model, questions: int = 3, places: int = 16) -> dict[str, Tensor]:
    """Make inputs to trace the reader's graph with; what they hold does not matter."""
    width, inner = model.reader.narrowed.in_features, model.reader.narrowed.out_features
    filled = torch.ones(questions, places, dtype=torch.long)
    return {
        "narrowed": torch.zeros(1, places, inner),
        "focused": torch.zeros(questions, width),
        "kind": filled[:, 0],
        "focus": filled.bool(),
        "distance": filled,
        "side": filled,
    }


def encoded(encoder: Encoder, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Encode as the trained encoder does, without a mask."""
    places = torch.arange(pieces.shape[1])
    states = encoder.embedded(encoder.piece(pieces) + encoder.position(places) + encoder.shape(shapes))
    for block in encoder.blocks:
        states = attended(block, states)  # type: ignore[arg-type]
    return (states[0, first] + states[0, last]) / 2


def attended(block: Block, states: Tensor) -> Tensor:
    """Attend and transform as a trained block does where nothing is padded."""
    query, key, value = block.mixed(states).chunk(3, -1)
    found = block.joined(_Attention.apply(query, key, value, block.heads))
    states = block.attended(states + found)
    transformed: Tensor = block.transformed(states + block.narrowed(functional.gelu(block.widened(states))))
    return transformed


def _shares(found: Mapping[str, Tensor], names: Sequence[str]) -> tuple[Tensor, ...]:
    return tuple(found[name] if name in NO_SHARES else found[name].softmax(-1) for name in names)


class _Attention(torch.autograd.Function):
    """Attend with several heads; in a graph one operator, here the plain computation."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        rows, places, width = query.shape
        query, key, value = (one.reshape(rows, places, heads, -1).transpose(1, 2) for one in (query, key, value))
        found = functional.scaled_dot_product_attention(query, key, value)
        return found.transpose(1, 2).reshape(rows, places, width)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        return g.op(f"{DOMAIN}::MultiHeadAttention", query, key, value, num_heads_i=heads).setType(query.type())
