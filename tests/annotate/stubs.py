"""An encoder without weights: graphs that answer by a rule, so that the way through them can be tested."""

from __future__ import annotations

from typing import Any

import numpy as np

from sayso.annotate import Encoder, labels
from sayso.annotate.graphs import READER_OUTPUTS, WORD_OUTPUTS, Graph
from sayso.annotate.marking import LEAST_ASKED
from sayso.annotate.model import ModelIdentity
from sayso.annotate.wordpiece import WordPiece
from sayso.record.analysis import Analysis, Sentence
from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES

VOCABULARY = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    ".",
    "rebels",
    "shelled",
    "basra",
    "they",
    "vowed",
    "revenge",
    "a",
    "##b",
)
TRIGGER, QUOTE, NAME = VOCABULARY.index("shelled"), VOCABULARY.index("revenge"), VOCABULARY.index("basra")
UNLIKELY = VOCABULARY.index("vowed")


class WordsStub:
    """Take "shelled" for an assault, "vowed" hardly, "revenge" for a threat and "Basra" for a place and a source."""

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[Any]:
        pieces = inputs["pieces"][0][inputs["first"][0]]
        kinds = {"trigger": len(labels.TYPES), "names": len(labels.NAMES), "pledges": len(labels.PLEDGES)}
        found = {name: _outside(len(pieces), labels.spans_labels(size)) for name, size in kinds.items()}
        found["voices"] = np.stack([_outside(len(pieces), 3)] * 3, 1)
        _put(found["trigger"], pieces == TRIGGER, labels.BEGIN + 2 * labels.TYPES.index("ASSAULT"), 0.9)
        _put(found["trigger"], pieces == UNLIKELY, labels.BEGIN + 2 * labels.TYPES.index("ASSAULT"), LEAST_ASKED)
        _put(found["pledges"], pieces == QUOTE, labels.BEGIN + 2 * labels.PLEDGES.index("threat"), 0.9)
        _put(found["names"], pieces == NAME, labels.BEGIN + 2 * labels.NAMES.index("LOC"), 0.8)
        _put(found["voices"][:, 0], pieces == NAME, labels.BEGIN, 0.8)
        found["words"] = np.repeat(pieces[:, None].astype(np.float32), 4, 1)
        found["narrowed"] = found["words"]
        return [found[name][None] for name in outputs]


class ReaderStub:
    """Take the word before the focus for the actor and the one behind it for the recipient."""

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[Any]:
        questions, places = inputs["focus"].shape
        roles = np.stack([_outside(questions * places, 3).reshape(questions, places, 3)] * len(labels.ROLES), 2)
        pair = np.full((questions, 1 + len(labels.type_mode_pairs())), 0.0, np.float32)
        pair[:, [0, 1 + labels.type_mode_pairs().index(("ASSAULT", None))]] = 0.2, 0.8
        for role, distance in (("actor", -1), ("recipient", 1)):
            near = inputs["distance"] == 32 + distance
            roles[:, :, labels.ROLES.index(role)][near] = 0.1, 0.9, 0.0
        found = {
            "roles": roles,
            "numbers": np.full((questions, places, len(NUMBER_KINDS)), 0.1, np.float32),
            "pair": pair,
            "status": _sure(questions, len(STATUSES)),
            "stance": _sure(questions, len(STANCES)),
            "fact": np.full((questions, 1), 0.5, np.float32),
            **{name: _sure(questions, 2) for name in ("attributed", "hearsay", "anonymous")},
        }
        return [found[name] for name in outputs]


def stub_encoder(projection: np.ndarray | None = None) -> Encoder:
    """Make an encoder of stubs."""
    words, reader = Graph(WordsStub(), WORD_OUTPUTS), Graph(ReaderStub(), READER_OUTPUTS)
    return Encoder(ModelIdentity("stub", "1"), WordPiece(VOCABULARY), words, reader, projection)


def analysed(text: str) -> Analysis:
    """Make an analysis of words parted by spaces; a stop ends a sentence."""
    words = text.split()
    starts, sentences, first, at = [], [], 0, 0
    for index, word in enumerate(words):
        starts.append(text.index(word, at))
        at = starts[-1] + len(word)
        if word == "." or index + 1 == len(words):
            sentences.append(Sentence(first, index + 1, 0, "body"))
            first = index + 1
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    return Analysis(text, tuple(words), tuple(starts), tuple(ends), (False,) * len(words), tuple(sentences))


def _outside(words: int, size: int) -> np.ndarray:
    found = np.zeros((words, size), np.float32)
    found[:, labels.OUTSIDE] = 1
    return found


def _put(layer: np.ndarray, where: np.ndarray, label: int, probability: float) -> None:
    layer[where, labels.OUTSIDE] = 1 - probability
    layer[where, label] = probability


def _sure(rows: int, size: int) -> np.ndarray:
    found = np.zeros((rows, size), np.float32)
    found[:, 0] = 1
    return found
