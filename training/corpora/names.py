"""Names: corpora that tag persons, organisations and places word by word (IOB).

The product's labels are PER ORG LOC FAC WEAPON NAT MISC. What a corpus calls otherwise is mapped here; what it
never tags is no evidence against a name (see ``Corpus.labels``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path

from training.corpora.conll import Block, blocks, tagged_names
from training.corpora.packed import text_of
from training.corpora.treebank_words import joined
from training.passages import Passage

UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
BROAD_TWITTER = UNER
WIKIGOLD = {**UNER, "MISC": "MISC"}
WNUT17 = {
    "person": "PER", "location": "LOC", "corporation": "ORG", "group": "ORG", "product": "MISC",
    "creative-work": "MISC",
}  # fmt: skip
CROSSNER = {
    "person": "PER", "politician": "PER", "organisation": "ORG", "politicalparty": "ORG", "location": "LOC",
    "country": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC",
}  # fmt: skip


def read_uner(folder: Path, part: str) -> Iterator[Passage]:
    """Read Universal NER on EWT, document by document; only dev is published here."""
    path = folder / f"en_ewt-ud-{part}.iob2"
    sentences = blocks(text_of(path)) if path.exists() else ()
    for doc, group in groupby(sentences, key=_document):
        whole = [Block((), tuple(row for row in block.rows if row[0].isdigit())) for block in group]
        yield _passage("uner-ewt", doc, whole, UNER, word=1, tag=2)


def read_wikigold(folder: Path, part: str) -> Iterator[Passage]:
    """Read Wikigold, sentence by sentence; it has one part, which counts as train."""
    if part == "train":
        yield from _sentences("wikigold", part, blocks(text_of(folder / "wikigold.conll.txt"), " "), WIKIGOLD)


def read_wnut17(folder: Path, part: str) -> Iterator[Passage]:
    """Read the emerging entities of WNUT-17, post by post."""
    name = {"train": "wnut17train.conll", "dev": "emerging.dev.conll"}[part]
    yield from _sentences("wnut17", part, blocks(text_of(folder / name)), WNUT17)


def read_broad_twitter(folder: Path, part: str) -> Iterator[Passage]:
    """Read the Broad Twitter Corpus, tweet by tweet."""
    yield from _sentences("broad-twitter", part, blocks(text_of(folder / f"btc.{part}.gz")), BROAD_TWITTER)


def read_crossner(folder: Path, part: str) -> Iterator[Passage]:
    """Read CrossNER's politics domain, sentence by sentence."""
    yield from _sentences("crossner-politics", part, blocks(text_of(folder / f"{part}.txt")), CROSSNER)


def _document(block: Block) -> str:
    return (block.comment("sent_id") or "").rpartition("-")[0]


def _sentences(corpus: str, part: str, found: Iterable[Block], labels: Mapping[str, str]) -> Iterator[Passage]:
    for number, block in enumerate(found, 1):
        yield _passage(corpus, f"{part}-{number}", [block], labels, word=0, tag=-1)


def _passage(corpus: str, doc: str, found: list[Block], labels: Mapping[str, str], *, word: int, tag: int) -> Passage:
    words, sentences = joined([block.column(word) for block in found])
    names = [
        name
        for block, (first, _) in zip(found, sentences, strict=True)
        for name in tagged_names(block.column(tag), labels, first)
    ]
    return Passage(corpus, doc, words, sentences, names=tuple(names))
