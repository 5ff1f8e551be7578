"""Corpora: one reader for each, all into passages (or, for whole-document labels, stories).

``CORPORA["polnear"].passages(shared, "train")`` reads one; ``cached`` keeps what was read.
"""

from training.corpora.cache import cached
from training.corpora.gold import HELD_IN_HASH, GoldDocument, held_in, names_hash, read_gold_documents
from training.corpora.hashes import corpus_hash
from training.corpora.registry import CORPORA, SHARED, STORIES, Corpus, StoryCorpus
from training.corpora.stories import Story

__all__ = [
    "CORPORA",
    "HELD_IN_HASH",
    "SHARED",
    "STORIES",
    "Corpus",
    "GoldDocument",
    "Story",
    "StoryCorpus",
    "cached",
    "corpus_hash",
    "held_in",
    "names_hash",
    "read_gold_documents",
]
