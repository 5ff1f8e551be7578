"""What is organised violence by UCDP's definitions, and of which type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.codebook.actor_sorts import Side
from sayso.codebook.schemes import fits_mode, scheme_rows
from sayso.codebook.tables import integer_cell, one_of
from sayso.record.vocabulary import EVENT_TYPES, EventType


@dataclass(frozen=True, slots=True)
class Ged:
    """Know which acts UCDP GED takes.

    >>> ged = Ged.load()
    >>> ged.is_force("ASSAULT", "aerial"), ged.is_force("ASSAULT", "crowd-control"), ged.is_force("PROTEST", None)
    (True, False, False)
    >>> ged.violence("government", "civilians"), ged.violence("civilians", "group")
    (3, None)
    """

    _acts: tuple[tuple[EventType, str, bool], ...]
    _types: Mapping[tuple[str, str], int]

    @classmethod
    def load(cls) -> Ged:
        """Read ged_acts.tsv and ged_violence.tsv.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        acts = scheme_rows("ged_acts.tsv", ("type", "mode", "taken"))
        types = scheme_rows("ged_violence.tsv", ("side_a", "side_b", "type", "name"))
        return cls(
            tuple(
                (one_of(row, "type", EVENT_TYPES), row["mode"], one_of(row, "taken", ("yes", "no")) == "yes")
                for row in acts
            ),
            {(row["side_a"], row["side_b"]): integer_cell(row, "type", least=1, most=3) for row in types},
        )

    def is_force(self, type_: EventType, mode: str | None) -> bool:
        """Tell whether an act of this type and mode is armed force."""
        return next((taken for kind, wanted, taken in self._acts if kind == type_ and fits_mode(wanted, mode)), False)

    def violence(self, side_a: Side, side_b: Side) -> int | None:
        """Give UCDP's type of violence between two sides, the doer first; None if it is none of its."""
        return self._types.get((side_a, side_b))
