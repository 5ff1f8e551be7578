"""Nouns that follow the name of a state or group, and words that may stand before a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import ActorKind

Reading = Literal["state", "own"]


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """Say whom a noun after a state's name means: the state, or a group with a name of its own.

    ``acts`` holds for one who acts or is acted on, ``speaks`` for a source. ``kind`` is that of the group.
    """

    noun: str
    acts: Reading
    speaks: Reading
    kind: ActorKind


def load_heads() -> Mapping[str, HeadNoun]:
    """Read heads.tsv, by folded noun.

    Raises:
        CodebookError: a row names a reading or kind that does not exist.

    >>> load_heads()["warplanes"].acts, load_heads()["protesters"].acts
    ('state', 'own')
    """
    return {row["noun"]: _head(row) for row in read_rows("heads.tsv", ("noun", "acts", "speaks", "kind"))}


def load_leading_words() -> Mapping[str, frozenset[str]]:
    """Read titles.tsv: folded words by class, ``title`` and ``measure``."""
    rows = read_rows("titles.tsv", ("class", "word"))
    return {kind: frozenset(row["word"] for row in rows if row["class"] == kind) for kind in ("title", "measure")}


def _head(row: Mapping[str, str]) -> HeadNoun:
    readings: dict[str, Reading] = {reading: reading for reading in get_args(Reading)}
    kinds: dict[str, ActorKind] = {kind: kind for kind in get_args(ActorKind)}
    try:
        return HeadNoun(row["noun"], readings[row["acts"]], readings[row["speaks"]], kinds[row["kind"]])
    except KeyError as error:
        remedy = f"Readings are {', '.join(readings)}; kinds are {', '.join(kinds)}"
        raise CodebookError(f"{row['noun']!r} has {error}", path="heads.tsv", remedy=remedy) from None
