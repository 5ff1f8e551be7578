"""Sources: the examples of every corpus that a configuration reads."""

from __future__ import annotations

from collections.abc import Set

import click

from training.corpora import CORPORA, SHARED, cached, corpus_hash
from training.encoder import pretrained_folder
from training.examples import Example, examples
from training.settings import Settings
from training.weights import VOCABULARY
from training.wordpiece import WordPiece


def training_examples(settings: Settings, kept_out: Set[str]) -> tuple[dict[str, list[Example]], WordPiece]:
    """Read the train part of every corpus, without the gold documents in ``kept_out``."""
    cutter = WordPiece.load(pretrained_folder() / VOCABULARY)
    found: dict[str, list[Example]] = {}
    for name in settings.corpora():
        passages = (one for one in cached(name, "train") if name != "gold" or one.doc not in kept_out)
        taken = settings.taken(name)
        found[name] = [example for passage in passages for example in examples(passage, cutter, taken)]
        pieces = sum(len(example.pieces) for example in found[name])
        questions = sum(len(example.questions) for example in found[name])
        click.echo(f"{name}: {len(found[name])} windows, {pieces} pieces, {questions} questions")
    return found, cutter


def corpus_hashes(settings: Settings) -> dict[str, str]:
    """Give the hash of every corpus that is read, to be kept beside the weights."""
    return {name: corpus_hash(SHARED / CORPORA[name].folder) for name in settings.corpora()}
