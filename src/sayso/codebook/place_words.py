"""Words around place names: relations, parts of places, nouns that say what a place is, and the part it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from sayso.codebook.inflect import Inflector
from sayso.codebook.phrases import fold
from sayso.codebook.place_rows import PlaceKind
from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import PlaceRole

WORDS = "place_words.tsv"
CLASSES = ("relation", "part", "kind", "sort", "vague", "of", "abroad", "role", "passing", "launching")
_NUMBERED = ("part", "kind")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Hold place_words.tsv: folded phrases by class, with their values.

    ``relation`` and ``vague`` map to the relation's name, ``part`` and ``kind`` to a UCDP where_prec (1–7), ``sort`` to
    a kind of place, ``role`` to the part a place has; ``of`` are nouns that add nothing, ``abroad`` those of places
    that lie outside the country they are named by. ``passing`` and ``launching`` are words that name acts.
    """

    relation: Mapping[str, str]
    part: Mapping[str, int]
    kind: Mapping[str, int]
    of: frozenset[str]
    abroad: frozenset[str]
    sort: Mapping[str, PlaceKind] = field(default_factory=dict)
    vague: Mapping[str, str] = field(default_factory=dict)
    role: Mapping[str, PlaceRole] = field(default_factory=dict)
    passing: frozenset[str] = frozenset()
    launching: frozenset[str] = frozenset()


def load_place_words() -> PlaceWords:
    """Read place_words.tsv.

    Raises:
        CodebookError: a row has no such class, or a value that its class cannot have.

    >>> load_place_words().part["northern"], load_place_words().relation["outside"]
    (5, 'near')
    """
    values: dict[str, dict[str, str]] = {name: {} for name in CLASSES}
    for row in read_rows(WORDS, ("class", "word", "value")):
        if row["class"] not in values or (row["class"] in _NUMBERED and not row["value"].isdigit()):
            raise CodebookError(f"the row {row['word']!r} is wrong", path=WORDS, remedy="See its head")
        values[row["class"]][fold(row["word"])] = row["value"]
    return PlaceWords(
        values["relation"],
        {word: int(value) for word, value in values["part"].items()},
        {word: int(value) for word, value in values["kind"].items()},
        frozenset(values["of"]),
        frozenset(values["abroad"]),
        {word: kind for word, value in values["sort"].items() for kind in get_args(PlaceKind) if kind == value},
        values["vague"],
        {word: role for word, value in values["role"].items() for role in get_args(PlaceRole) if role == value},
        _forms(values["passing"]),
        _forms(values["launching"]),
    )


def _forms(words: Iterable[str]) -> frozenset[str]:
    """Give words with all their forms, as verbs and as nouns."""
    inflect = Inflector.load()
    return frozenset(form for word in words for form in (word, inflect.plural(word), *inflect.verb(word).values()))
