"""The model: one encoder, the heads on its words, and the reader of what the triggers join."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from training.batches import Asked, Batch
from training.encoder import MINILM, Encoder, EncoderSize
from training.heads import Reader, WordHeads


@dataclass(frozen=True, slots=True)
class ModelSize:
    """Size a model; the defaults are what is shipped."""

    encoder: EncoderSize = MINILM
    dropout: float = 0.1
    reader_inner: int = 256
    reader_layers: int = 2


SHIPPED = ModelSize()


class Model(nn.Module):
    """Hold the parts; the trainer and the export call them one by one."""

    def __init__(self, size: ModelSize) -> None:
        super().__init__()
        width = size.encoder.width
        self.encoder = Encoder(size.encoder, size.dropout)
        self.heads = WordHeads(width, size.dropout)
        self.reader = Reader(width, size.dropout, size.reader_inner, layers=size.reader_layers)

    def words(self, batch: Batch) -> Tensor:
        """Encode a batch into words [rows, words, width]."""
        found: Tensor = self.encoder(batch.pieces, batch.shapes, batch.mask, batch.first, batch.last)
        return found

    def answers(self, words: Tensor, asked: Asked) -> dict[str, Tensor]:
        """Answer questions about encoded words."""
        contexts = words[asked.row[:, None], asked.words]
        found: dict[str, Tensor] = self.reader(
            contexts, asked.kind, asked.focus, asked.distance, asked.side, asked.mask
        )
        return found
