"""Words around place names: relations, parts of places, nouns that say what a place is, and the part it has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from sayso.codebook.inflect import Inflector
from sayso.codebook.phrases import fold
from sayso.codebook.place_rows import PLACE_KINDS, PlaceKind
from sayso.codebook.tables import integer_cell, one_of, read_rows
from sayso.record.vocabulary import PlaceRole

WORDS = "place_words.tsv"
CLASSES = (
    "relation", "part", "kind", "sort", "vague", "of", "abroad", "role", "passing", "launching", "aimed", "passed",
    "crossing", "measure", "holder",
)  # fmt: skip
_ROLES: tuple[PlaceRole, ...] = get_args(PlaceRole)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Hold place_words.tsv: folded phrases by class, with their values.

    ``relation`` and ``vague`` map to the relation's name, ``part`` and ``kind`` to a UCDP where_prec (1–7), ``sort`` to
    a kind of place, ``role`` to the part a place has; ``of`` are nouns that add nothing, ``abroad`` those of places
    that lie outside the country they are named by. ``passing`` and ``launching`` are words that name acts, ``aimed``,
    ``passed`` and ``crossing`` the prepositions that say with them what part a place has; ``measure`` are units of
    distance, ``holder`` prepositions behind which a phrase names the place it is in.
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
    aimed: frozenset[str] = frozenset()
    passed: frozenset[str] = frozenset()
    crossing: frozenset[str] = frozenset()
    measure: frozenset[str] = frozenset()
    holder: frozenset[str] = frozenset()


def load_place_words() -> PlaceWords:
    """Read place_words.tsv.

    Raises:
        CodebookError: a row has no such class, or a value that its class cannot have.

    >>> load_place_words().part["northern"], load_place_words().relation["outside"]
    (5, 'near')
    """
    rows: dict[str, dict[str, dict[str, str]]] = {name: {} for name in CLASSES}
    for row in read_rows(WORDS, ("class", "word", "value")):
        rows[one_of(row, "class", CLASSES)][fold(row["word"])] = row
    return PlaceWords(
        {word: row["value"] for word, row in rows["relation"].items()},
        {word: _where_prec(row) for word, row in rows["part"].items()},
        {word: _where_prec(row) for word, row in rows["kind"].items()},
        frozenset(rows["of"]),
        frozenset(rows["abroad"]),
        {word: one_of(row, "value", PLACE_KINDS) for word, row in rows["sort"].items()},
        {word: row["value"] for word, row in rows["vague"].items()},
        {word: one_of(row, "value", _ROLES) for word, row in rows["role"].items()},
        _forms(rows["passing"]),
        _forms(rows["launching"]),
        *(frozenset(rows[name]) for name in ("aimed", "passed", "crossing", "measure", "holder")),
    )


def _where_prec(row: dict[str, str]) -> int:
    return integer_cell(row, "value", least=1, most=7)


def _forms(words: Iterable[str]) -> frozenset[str]:
    """Give words with all their forms, as verbs and as nouns."""
    inflect = Inflector.load()
    return frozenset(form for word in words for form in (word, inflect.plural(word), *inflect.verb(word).values()))
