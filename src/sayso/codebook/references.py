"""References: the pronouns and nouns by which a report speaks of actors it has named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.phrases import fold
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import ActorKind

ReferenceClass = Literal["pronoun", "noun", "namesake", "speaker", "side"]


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
    kinds: dict[str, ActorKind] = {kind: kind for kind in get_args(ActorKind)}
    forms: dict[str, ReferenceClass] = {form: form for form in get_args(ReferenceClass)}
    numbers = {"one": 1, "two": 2}
    found: dict[str, Reference] = {}
    for row in read_rows("referring.tsv", ("class", "number", "words", "kinds", "only")):
        try:
            kinds_of = frozenset(kinds[kind] for kind in list_cell(row, "kinds"))
            for words in map(fold, list_cell(row, "words")):
                only = frozenset(list_cell(row, "only"))
                found[words] = Reference(words, forms[row["class"]], numbers[row["number"]], kinds_of, only)
        except KeyError as error:
            remedy = f"Classes: {', '.join(forms)}; numbers: one, two; kinds: {', '.join(kinds)}"
            raise CodebookError(f"{row['words']!r} has {error}", path="referring.tsv", remedy=remedy) from None
    return found
