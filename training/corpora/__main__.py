"""Print what the corpora hold: ``python -m training.corpora [--shared FOLDER]``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from training.corpora.cache import cached
from training.corpora.hashes import corpus_hash
from training.corpora.registry import CORPORA, SHARED, STORIES, Corpus, StoryCorpus
from training.corpora.stories import Story
from training.passages import Passage

LAYERS = ("names", "acts", "frames", "sayings", "facts", "pledges")
COLUMNS = ("corpus", "part", "passages", "sentences", "words", *LAYERS, "clear", "hash")


@click.command()
@click.option("--shared", type=click.Path(path_type=Path), default=SHARED, help="Folder of gold and data.")
def main(shared: Path) -> None:
    """Count every corpus that is there, in its published parts; stories show their labels as names."""
    table = Table(*COLUMNS)
    everything: list[Corpus | StoryCorpus] = [*CORPORA.values(), *STORIES.values()]
    for corpus in everything:
        for part in corpus.parts if (shared / corpus.folder).is_dir() else ():
            clear = "yes" if corpus.clearly_licensed else "no"
            table.add_row(
                corpus.name, part, *_read(corpus, part, shared), clear, corpus_hash(shared / corpus.folder)[:12]
            )
    Console(width=max(Console().width, 150)).print(table)


def _read(corpus: Corpus | StoryCorpus, part: str, shared: Path) -> list[str]:
    if isinstance(corpus, Corpus):
        return _counts(cached(corpus.name, part, shared))
    stories = list(corpus.stories(shared, part))
    layers = [str(sum(len(story.labels) for story in stories)), *[""] * (len(LAYERS) - 1)]
    return _extent(stories) + layers


def _counts(passages: Sequence[Passage]) -> list[str]:
    layers = [[getattr(passage, layer) for passage in passages] for layer in LAYERS]
    return _extent(passages) + [
        "" if all(found is None for found in layer) else str(sum(len(found or ()) for found in layer))
        for layer in layers
    ]


def _extent(found: Iterable[Passage | Story]) -> list[str]:
    counts = [(1, len(each.sentences), len(each.words)) for each in found]
    return [str(sum(column)) for column in zip(*counts, strict=True)] or ["0"] * 3


if __name__ == "__main__":
    main()
