"""Nouns that follow the name of a state or group, and words that may stand before a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.tables import one_of, read_rows
from sayso.record.vocabulary import ActorKind

Meant = Literal["state", "own"]
LeadingClass = Literal["title", "measure"]

_MEANT: tuple[Meant, ...] = get_args(Meant)
_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_CLASSES: tuple[LeadingClass, ...] = get_args(LeadingClass)


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """Say whom a noun after a state's name means: the state, or a group with a name of its own.

    ``acts`` holds for one who acts or is acted on, ``speaks`` for a source. ``kind`` is that of the group.
    """

    noun: str
    acts: Meant
    speaks: Meant
    kind: ActorKind


def load_heads() -> Mapping[str, HeadNoun]:
    """Read heads.tsv, by folded noun.

    Raises:
        CodebookError: a row says neither "state" nor "own", or names a kind that does not exist.

    >>> load_heads()["warplanes"].acts, load_heads()["protesters"].acts
    ('state', 'own')
    """
    return {row["noun"]: _head(row) for row in read_rows("heads.tsv", ("noun", "acts", "speaks", "kind"))}


def load_leading_words() -> Mapping[str, frozenset[str]]:
    """Read titles.tsv: folded words by class.

    Raises:
        CodebookError: a row names a class that does not exist.
    """
    found: dict[str, set[str]] = {kind: set() for kind in _CLASSES}
    for row in read_rows("titles.tsv", ("class", "word")):
        found[one_of(row, "class", _CLASSES)].add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


def _head(row: Mapping[str, str]) -> HeadNoun:
    acts, speaks = one_of(row, "acts", _MEANT), one_of(row, "speaks", _MEANT)
    return HeadNoun(row["noun"], acts, speaks, one_of(row, "kind", _KINDS))
