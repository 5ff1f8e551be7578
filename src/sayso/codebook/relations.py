"""Relations between actors: the words by which a report states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.inflect import Inflector
from sayso.codebook.phrases import PhraseTable
from sayso.codebook.tables import list_cell, one_of, read_rows
from sayso.record.relations import Predicate

RelationShape = Literal["compound", "passive", "noun", "verb", "listed"]
_SHAPES: tuple[RelationShape, ...] = get_args(RelationShape)
_PREDICATES: tuple[Predicate, ...] = get_args(Predicate)
_BEING = ("is", "are", "was", "were", "be", "been", "being", "remains", "remained", "became")


@dataclass(frozen=True, slots=True)
class RelationCue:
    """Say which relation words state. ``inverse``: subject and object change places; ``ended``: it is over."""

    predicate: Predicate
    shape: RelationShape
    inverse: bool
    ended: bool


@dataclass(frozen=True, slots=True)
class RelationCues:
    """Hold relations.tsv by shape.

    >>> RelationCues.load().of_shape("noun").lookup("former commander")[0].ended
    True
    """

    shapes: Mapping[RelationShape, PhraseTable[RelationCue]]

    @classmethod
    def load(cls, inflector: Inflector | None = None) -> RelationCues:
        """Read relations.tsv.

        Raises:
            CodebookError: a row names a predicate or shape that does not exist.
        """
        inflect = inflector or Inflector.load()
        pairs: dict[RelationShape, list[tuple[str, RelationCue]]] = {shape: [] for shape in _SHAPES}
        for row in read_rows("relations.tsv", ("predicate", "shape", "inverse", "ended", "words")):
            shape, predicate = one_of(row, "shape", _SHAPES), one_of(row, "predicate", _PREDICATES)
            inverse, ended = (one_of(row, column, ("", "y")) == "y" for column in ("inverse", "ended"))
            cue = RelationCue(predicate, shape, inverse, ended)
            for words in list_cell(row, "words"):
                pairs[shape] += [(form, cue) for form in _forms(words, shape, inflect)]
        return cls({shape: PhraseTable.of(found) for shape, found in pairs.items()})

    def of_shape(self, shape: RelationShape) -> PhraseTable[RelationCue]:
        """Give the words of one shape."""
        return self.shapes[shape]


def _forms(words: str, shape: RelationShape, inflect: Inflector) -> set[str]:
    if shape not in ("verb", "listed"):
        return {words}
    if words.startswith("be "):
        return {f"{form} {words[3:]}" for form in _BEING}
    return set(inflect.verb(words).values())
