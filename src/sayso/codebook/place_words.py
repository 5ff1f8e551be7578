"""Words around place names: relations, parts of places, and nouns that say what a place is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError

CLASSES = ("relation", "part", "kind", "of", "abroad")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Hold place_words.tsv: folded phrases by class, with their values.

    ``relation`` maps to the relation's name, ``part`` and ``kind`` to a UCDP where_prec (1–7); ``of`` are
    nouns that add nothing, ``abroad`` those of places that lie outside the country they are named by.
    """

    relation: Mapping[str, str]
    part: Mapping[str, int]
    kind: Mapping[str, int]
    of: frozenset[str]
    abroad: frozenset[str]


def load_place_words() -> PlaceWords:
    """Read place_words.tsv.

    Raises:
        CodebookError: a row has no such class, or no number where one is due.

    >>> load_place_words().part["northern"], load_place_words().relation["outside"]
    (5, 'near')
    """
    values: dict[str, dict[str, str]] = {name: {} for name in CLASSES}
    for row in read_rows("place_words.tsv", ("class", "word", "value")):
        if row["class"] not in values or (row["class"] in ("part", "kind") and not row["value"].isdigit()):
            raise CodebookError(f"the row {row['word']!r} is wrong", path="place_words.tsv", remedy="See its head")
        values[row["class"]][row["word"].casefold()] = row["value"]
    return PlaceWords(
        values["relation"],
        {word: int(value) for word, value in values["part"].items()},
        {word: int(value) for word, value in values["kind"].items()},
        frozenset(values["of"]),
        frozenset(values["abroad"]),
    )
