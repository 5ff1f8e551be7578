"""PropBank on the English Web Treebank: who did what to whom, for every predicate.

Format: JSON lines, one sentence each: sent_id, tokens, frames [{predicate, sense, args [[role, first, last]]}],
ranges half-open. The trees of UD English EWT, in the folder beside, cut its phrases to mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from sayso.annotate.windows import Range
from training.corpora.noun_phrases import Tree, participants
from training.corpora.packed import json_lines
from training.corpora.treebank_words import joined
from training.corpora.universal import read_trees
from training.passages import Argument, Frame, Passage

TREES = "ud-ewt"
PEACEFUL = "reviews"
"""A part of the treebank that tells of no political or military act: what customers think of shops and eateries."""
_ROLES = {"ARG0": "actor", "ARG1": "recipient", "ARGM-LOC": "place", "ARGM-TMP": "time"}
"""Every other role is ``other``; so are relative pronouns (R-ARG0) and continuations (C-ARG1)."""


def read_propbank(folder: Path, part: str) -> Iterator[Passage]:
    """Read the predicates of the published part, the sentences of one document as one passage.

    A gap that skipped sentences leave in a document does not show in the passage. An argument is the short
    mention in PropBank's phrase, or several for coordinated ones; a clause is ``other``, whole.

    Raises:
        FileNotFoundError: the folder or the trees beside it are not there.
    """
    trees = read_trees(folder.parent / TREES, part)
    rows = json_lines(folder / f"propbank-ewt-{part}.jsonl.gz")
    for doc, sentences in groupby(rows, key=lambda row: str(row["sent_id"]).rpartition("-")[0]):
        yield _passage(doc, list(sentences), trees)


def _passage(doc: str, rows: list[dict[str, Any]], trees: Mapping[str, Tree]) -> Passage:
    words, sentences = joined([row["tokens"] for row in rows])
    frames = [
        _frame(frame, trees[row["sent_id"]], sentence)
        for row, sentence in zip(rows, sentences, strict=True)
        for frame in row["frames"]
    ]
    acts = () if doc.startswith(PEACEFUL) else None
    return Passage("propbank-ewt", doc, words, sentences, frames=tuple(frames), acts=acts)


def _frame(frame: dict[str, Any], tree: Tree, sentence: Range) -> Frame:
    offset = sentence[0]
    roles = [(_ROLES.get(role, "other"), first, last) for role, first, last in frame["args"] if role != "ARGM-NEG"]
    arguments = [
        Argument(role, offset + start, offset + end)
        for published, first, last in roles
        for role, start, end in _mentions(published, first, last, tree)
    ]
    negated = any(role == "ARGM-NEG" for role, _, _ in frame["args"])
    return Frame(offset + frame["predicate"], frame["sense"], tuple(arguments), negated)


def _mentions(role: str, first: int, last: int, tree: Tree) -> list[tuple[str, int, int]]:
    short = participants(tree, first, last, role) if role != "other" else []
    return [(role, *words) for words in short] or [("other", first, last)]
