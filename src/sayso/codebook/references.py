"""References: the pronouns and nouns by which a report speaks of actors it has named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.phrases import fold
from sayso.codebook.tables import list_cell, one_of, read_rows, some_of
from sayso.record.vocabulary import ActorKind

ReferenceClass = Literal["pronoun", "noun", "namesake", "speaker", "side"]

_FORMS: tuple[ReferenceClass, ...] = get_args(ReferenceClass)
_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_NUMBERS = {"one": 1, "two": 2}


@dataclass(frozen=True, slots=True)
class Reference:
    """Say whom words may refer to: ``number`` actors of these ``kinds``; if ``only`` is not empty, of these ids."""

    words: str
    form: ReferenceClass
    number: int
    kinds: frozenset[ActorKind]
    only: frozenset[str]


def load_references() -> Mapping[str, Reference]:
    """Read referring.tsv, by folded words.

    Raises:
        CodebookError: a row names a class, number or kind that does not exist.

    >>> load_references()["sides"].number, load_references()["group"].number
    (2, 1)
    """
    found: dict[str, Reference] = {}
    for row in read_rows("referring.tsv", ("class", "number", "words", "kinds", "only")):
        form, kinds = one_of(row, "class", _FORMS), frozenset(some_of(row, "kinds", _KINDS))
        number, only = _NUMBERS[one_of(row, "number", tuple(_NUMBERS))], frozenset(list_cell(row, "only"))
        for words in map(fold, list_cell(row, "words")):
            found[words] = Reference(words, form, number, kinds, only)
    return found
