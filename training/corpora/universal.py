"""Universal Dependencies: GUM's names, and the trees of UD English EWT that cut PropBank's phrases.

Format: CoNLL-U. Ranges of surface words ("1-2") and empty nodes ("8.1") are left out: the rows with a whole
number are the words. GUM keeps entities in MISC as "(id-type-...-identity" and "id)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from training.corpora.conll import Block, blocks
from training.corpora.noun_phrases import Tree
from training.corpora.packed import text_of
from training.corpora.treebank_words import joined
from training.passages import Labelled, Passage

GUM_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}
PEACEFUL = ("GUM_voyage_", "GUM_vlog_")
"""Genres that tell of no political or military act: guides for travellers, people telling of their day."""
_ENTITY = re.compile(r"\((?P<opens>[^()|]+)\)?|(?P<closes>[^()|]+)\)")
_INSIDE_NAMES = frozenset({"of", "the", "for", "and", "&", "'s", "-", ".", "de", "al"})
"""Words that a name may hold besides proper nouns."""


def read_gum(folder: Path, part: str) -> Iterator[Passage]:
    """Read GUM, document by document, with the entities that are proper names; some of its genres tell of no act."""
    for doc, sentences in _documents(text_of(folder / f"gum-{part}.conllu.gz")):
        words, ranges = joined([block.column(1) for block in sentences])
        tags, misc = (tuple(cell for block in sentences for cell in block.column(at)) for at in (3, 9))
        acts = () if doc.startswith(PEACEFUL) else None
        yield Passage("gum", doc, words, ranges, names=tuple(_proper_names(words, tags, misc)), acts=acts)


def read_trees(folder: Path, part: str) -> dict[str, Tree]:
    """Read the trees of UD English EWT by sentence identifier.

    Raises:
        FileNotFoundError: the treebank is not there.
    """
    trees = {}
    for block in blocks(text_of(folder / f"en_ewt-ud-{part}.conllu.gz")):
        whole = _whole(block)
        heads = tuple(int(head) - 1 for head in whole.column(6))
        words, tags, relations = (tuple(whole.column(index)) for index in (1, 3, 7))
        trees[block.comment("sent_id") or ""] = Tree(words, tags, heads, relations)
    return trees


def _whole(block: Block) -> Block:
    return Block(block.comments, tuple(row for row in block.rows if row[0].isdigit()))


def _documents(text: str) -> Iterator[tuple[str, list[Block]]]:
    doc, sentences = "", list[Block]()
    for block in blocks(text):
        begins = block.comment("newdoc id")
        if begins is not None and sentences:
            yield doc, sentences
            sentences = []
        doc = begins or doc
        sentences.append(_whole(block))
    if sentences:
        yield doc, sentences


def _proper_names(words: tuple[str, ...], tags: tuple[str, ...], misc: Sequence[str]) -> Iterator[Labelled]:
    """Give the longest entities, not overlapping, that begin and end on proper nouns and hold hardly else."""
    free = 0
    for name in sorted(_entities(misc, tags), key=lambda name: (name.first, -name.last)):
        inside = range(name.first, name.last)
        proper = all(tags[at] == "PROPN" or words[at].lower() in _INSIDE_NAMES for at in inside)
        if name.first >= free and proper and tags[name.first] == tags[name.last - 1] == "PROPN":
            yield name
            free = name.last


def _entities(misc: Sequence[str], tags: tuple[str, ...]) -> Iterator[Labelled]:
    """Give GUM's persons, organisations and places, without a determiner in front."""
    open_at: dict[str, list[tuple[int, str]]] = {}
    for word, field in enumerate(misc):
        entity = next((part[7:] for part in field.split("|") if part.startswith("Entity=")), "")
        for match in _ENTITY.finditer(entity):
            if match["opens"]:
                name, kind = match["opens"].split("-")[:2]
                open_at.setdefault(name, []).append((word, kind))
            if match.group().endswith(")"):
                name = (match["opens"] or match["closes"]).split("-")[0]
                first, kind = open_at[name].pop()
                first += tags[first] == "DET"
                if kind in GUM_NAMES and first <= word:
                    yield Labelled(first, word + 1, GUM_NAMES[kind])
