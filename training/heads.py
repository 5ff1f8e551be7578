"""Heads on the encoder: labels for each word, and the reader that answers questions about some of them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from sayso.annotate import labels
from sayso.annotate.windows import CONTEXT_AFTER, CONTEXT_BEFORE
from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES
from training.batches import FARTHEST
from training.encoder import Block, SharedDropout, additive


class WordHeads(nn.Module):
    """Label every word: triggers, names, voices and pledges."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.dropout = SharedDropout(dropout)
        self.trigger = nn.Linear(width, labels.spans_labels(len(labels.TYPES)))
        self.names = nn.Linear(width, labels.spans_labels(len(labels.NAMES)))
        self.voices = nn.Linear(width, 3 * len(labels.VOICES))
        self.pledges = nn.Linear(width, labels.spans_labels(len(labels.PLEDGES)))
        for head in (self.trigger, self.names, self.pledges):
            rather_outside(head, 1)
        rather_outside(self.voices, len(labels.VOICES))

    def forward(self, words: Tensor) -> dict[str, Tensor]:
        """Give logits [rows, words, labels] by layer; voices are [rows, words, voices, 3]."""
        words = self.dropout(words)
        voices = self.voices(words)
        return {
            "trigger": self.trigger(words),
            "names": self.names(words),
            "voices": voices.reshape(*voices.shape[:2], len(labels.VOICES), 3),
            "pledges": self.pledges(words),
        }


class Reader(nn.Module):
    """Answer questions about the words in focus: their arguments, what they report, how it stands."""

    def __init__(self, width: int, dropout: float, inner: int = 256, heads: int = 4, layers: int = 2) -> None:
        super().__init__()
        self.narrowed = nn.Linear(width, inner)
        self.kind = nn.Embedding(len(labels.QUESTIONS), inner)
        self.focus = nn.Embedding(2, inner)
        self.distance = nn.Embedding(2 * FARTHEST + 1, inner)
        self.side = nn.Embedding(CONTEXT_BEFORE + CONTEXT_AFTER + 1, inner)
        for embedding in (self.kind, self.focus, self.distance, self.side):
            nn.init.normal_(embedding.weight, std=0.1)
        self.entered = nn.LayerNorm(inner)
        self.blocks = nn.ModuleList(Block(inner, heads, 2 * inner, dropout) for _ in range(layers))
        self.dropout = SharedDropout(dropout)
        self.roles = nn.Linear(inner, 3 * len(labels.ROLES))
        rather_outside(self.roles, len(labels.ROLES))
        self.numbers = nn.Linear(inner, len(NUMBER_KINDS))
        self.stated = nn.Sequential(nn.Linear(inner + width, inner), nn.GELU(), nn.Dropout(dropout))
        self.classes = nn.ModuleDict({
            "pair": nn.Linear(inner, 1 + len(labels.type_mode_pairs())),
            "status": nn.Linear(inner, len(STATUSES)),
            "attributed": nn.Linear(inner, 2),
            "hearsay": nn.Linear(inner, 2),
            "stance": nn.Linear(inner, len(STANCES)),
            "anonymous": nn.Linear(inner, 2),
            "fact": nn.Linear(inner, 1),
        })  # fmt: skip

    def forward(
        self, words: Tensor, kind: Tensor, focus: Tensor, distance: Tensor, side: Tensor, mask: Tensor
    ) -> dict[str, Tensor]:
        """Take contexts: words [questions, places, width], kind [questions], the rest [questions, places].

        Gives roles [questions, places, roles, 3], numbers [questions, places, kinds] and the classes' logits
        [questions, labels].
        """
        places = self.focus(focus.long()) + self.distance(distance) + self.side(side) + self.kind(kind)[:, None, :]
        states = self.dropout(self.entered(self.narrowed(words) + places))
        added = additive(mask)
        for block in self.blocks:
            states = block(states, added)
        roles = self.roles(self.dropout(states))
        weight = focus.to(states.dtype)[:, :, None]
        weight = weight / weight.sum(1, keepdim=True).clamp(min=1)
        state = self.stated(torch.cat([(states * weight).sum(1), (words * weight).sum(1)], -1))
        answers = {name: head(state) for name, head in self.classes.items()}
        answers["roles"] = roles.reshape(*roles.shape[:2], len(labels.ROLES), 3)
        answers["numbers"] = self.numbers(states)
        return answers


def rather_outside(head: nn.Linear, layers: int) -> None:
    """Start a head of ``layers`` layers of spans with e to the 4th odds for "outside" over every other label.

    Without it the first hundred steps only learn that most words are in no span.
    """
    with torch.no_grad():
        head.bias.view(layers, -1)[:, labels.OUTSIDE] = 4.0
