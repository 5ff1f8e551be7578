"""Sources: the examples of every corpus that a configuration reads, and the reports that score it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from sayso.annotate.wordpiece import WordPiece
from training.corpora import CORPORA, SHARED, GoldDocument, cached, corpus_hash
from training.encoder import pretrained_folder
from training.evaluate import held_in_documents
from training.examples import Example, examples
from training.settings import GOLD, Settings
from training.weights import VOCABULARY


@dataclass(frozen=True, slots=True)
class Sources:
    """Hold what a training reads: examples by corpus, the reports that score it, and how words are cut."""

    corpora: dict[str, list[Example]]
    watched: Sequence[GoldDocument]
    cutter: WordPiece


def read_sources(settings: Settings) -> Sources:
    """Read the train part of every corpus; of the gold without the slice that scores, if it is needed at all."""
    needed = GOLD in settings.corpora() or any(phase.scored for phase in settings.phases)
    watched = held_in_documents() if needed else []
    kept_out = {document.passage.doc for document in watched}
    cutter = WordPiece.load(pretrained_folder() / VOCABULARY)
    found: dict[str, list[Example]] = {}
    for name in settings.corpora():
        passages = (one for one in cached(name, "train") if name != GOLD or one.doc not in kept_out)
        taken = settings.taken(name)
        found[name] = [example for passage in passages for example in examples(passage, cutter, taken)]
        pieces = sum(len(example.pieces) for example in found[name])
        questions = sum(len(example.questions) for example in found[name])
        click.echo(f"{name}: {len(found[name])} windows, {pieces} pieces, {questions} questions")
    return Sources(found, watched, cutter)


def corpus_hashes(settings: Settings) -> dict[str, str]:
    """Give the hash of every corpus that is read, to be kept beside the weights."""
    return {name: corpus_hash(SHARED / CORPORA[name].folder) for name in settings.corpora()}
