"""Heads on the encoder: labels for each word, and the reader that answers questions about some of them."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES
from training import labels
from training.batches import FARTHEST
from training.encoder import Block, SharedDropout, additive
from training.windows import CONTEXT_AFTER, CONTEXT_BEFORE


class WordHeads(nn.Module):
    """Label every word: triggers, names, voices, pledges and tags."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.dropout = SharedDropout(dropout)
        self.trigger = nn.Linear(width, labels.spans_labels(len(labels.TYPES)))
        self.names = nn.Linear(width, labels.spans_labels(len(labels.NAMES)))
        self.voices = nn.Linear(width, 3 * len(labels.VOICES))
        self.pledges = nn.Linear(width, labels.spans_labels(len(labels.PLEDGES)))
        self.tags = nn.Linear(width, len(labels.TAGS))
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
            "tags": self.tags(words),
        }


class Syntax(nn.Module):
    """Score the head of every word inside its sentence, and the relation to it. Training only."""

    def __init__(self, width: int, dropout: float, inner: int = 192) -> None:
        super().__init__()
        self.below = nn.Sequential(nn.Linear(width, inner), nn.GELU(), SharedDropout(dropout))
        self.above = nn.Sequential(nn.Linear(width, inner), nn.GELU(), SharedDropout(dropout))
        self.arc = nn.Linear(inner, inner)
        self.relation = nn.Linear(3 * inner, len(labels.RELATIONS))

    def forward(self, words: Tensor, unit: Tensor, heads: Tensor) -> tuple[Tensor, Tensor]:
        """Give arcs [rows, words, heads] and the relations [rows, words, labels] to the given ``heads``.

        A word that is its own head is a root. Heads outside the sentence are ruled out.
        """
        below, above = self.below(words), self.above(words)
        arcs = (self.arc(below) @ above.transpose(1, 2)).float()
        arcs = arcs.masked_fill(unit[:, :, None] != unit[:, None, :], -1e4)
        chosen = above.gather(1, heads.clamp(min=0)[:, :, None].expand(-1, -1, above.shape[2]))
        return arcs, self.relation(torch.cat([below, chosen, below * chosen], -1))


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

        Gives roles [questions, places, roles, 3], numbers [questions, places, kinds], ``state`` [questions,
        inner] and the classes' logits [questions, labels].
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
        answers["state"] = state
        return answers


def rather_outside(head: nn.Linear, layers: int) -> None:
    """Start a head of ``layers`` layers of spans with e to the 4th odds for "outside" over every other label.

    Without it the first hundred steps only learn that most words are in no span.
    """
    with torch.no_grad():
        head.bias.view(layers, -1)[:, labels.OUTSIDE] = 4.0
