"""Merging: which types may tell one act, and what speaks for two mentions telling the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from sayso.codebook.tables import number_cell, read_rows, some_of
from sayso.errors import CodebookError
from sayso.record.vocabulary import EVENT_TYPES, EventType

FAMILIES = "type_families.tsv"
WEIGHTS = "merge_weights.tsv"
FIRST_LOOK = "first_look.tsv"
BIAS = "bias"


@dataclass(frozen=True, slots=True)
class TypeFamilies:
    """Know the families of the types; a type may belong to several. Built once by ``load``.

    Acts of the types ``on_person`` befall a named person seldom.

    >>> families = TypeFamilies.load()
    >>> families.meet("ASSAULT", "PROTEST"), families.meet("ASSAULT", "CONSULT")
    (True, False)
    """

    names: tuple[str, ...] = ()
    on_person: frozenset[EventType] = frozenset()
    _of_type: Mapping[EventType, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> TypeFamilies:
        """Read type_families.tsv.

        Raises:
            CodebookError: a type is unknown or in no family, or a family is there twice.
        """
        return _load_families()

    def of_type(self, type_: EventType) -> frozenset[int]:
        """Give the families of a type, as indices of ``names``."""
        return self._of_type[type_]

    def meet(self, one: EventType, other: EventType) -> bool:
        """Tell whether two types share a family."""
        return not self._of_type[one].isdisjoint(self._of_type[other])


@cache
def _load_families() -> TypeFamilies:
    rows = read_rows(FAMILIES, ("family", "types", "on_person"))
    names = tuple(row["family"] for row in rows)
    if len(set(names)) < len(names):
        raise CodebookError("a family is there twice", path=FAMILIES, remedy="Put its types into one row")
    found: dict[EventType, set[int]] = {type_: set() for type_ in EVENT_TYPES}
    for at, row in enumerate(rows):
        for type_ in some_of(row, "types", EVENT_TYPES):
            found[type_].add(at)
    homeless = [type_ for type_ in EVENT_TYPES if not found[type_]]
    if homeless:
        raise CodebookError(f"{', '.join(homeless)}: in no family", path=FAMILIES, remedy="Name each in some row")
    seldom = frozenset(type_ for row in rows for type_ in some_of(row, "on_person", EVENT_TYPES))
    return TypeFamilies(names, seldom, {type_: frozenset(families) for type_, families in found.items()})


@dataclass(frozen=True, slots=True)
class PairWeights:
    """Weigh the signs of a pair of mentions, in log-odds: inside one document, and across two.

    ``bias`` is what there is without any sign. Built once by ``load``.
    """

    bias: tuple[float, float]
    signs: Mapping[str, tuple[float, float]]

    @classmethod
    def load(cls) -> PairWeights:
        """Read merge_weights.tsv; an empty cell weighs nothing.

        Raises:
            CodebookError: a weight is no number, a sign stands twice, or the bias is missing.
        """
        return _load_weights(WEIGHTS)

    @classmethod
    def first_look(cls) -> PairWeights:
        """Read first_look.tsv: weights of what is looked at before a pair is compared in full.

        Raises:
            CodebookError: as ``load``.
        """
        return _load_weights(FIRST_LOOK)


@cache
def _load_weights(table: str) -> PairWeights:
    found: dict[str, tuple[float, float]] = {}
    for row in read_rows(table, ("sign", "inside", "across")):
        if row["sign"] in found:
            raise CodebookError(f"{row['sign']!r} is there twice", path=table, remedy="Remove one of the rows")
        found[row["sign"]] = number_cell(row, "inside", empty=0), number_cell(row, "across", empty=0)
    if BIAS not in found:
        raise CodebookError(f"there is no row {BIAS!r}", path=table, remedy="Fit the table anew")
    return PairWeights(found.pop(BIAS), found)
