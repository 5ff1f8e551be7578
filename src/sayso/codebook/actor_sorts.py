"""What an actor is in ACLED's and UCDP's terms, by its kind and main sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.schemes import ANY, scheme_rows
from sayso.codebook.tables import list_cell, one_of
from sayso.record.vocabulary import ActorKind

Side = Literal["", "government", "group", "civilians"]
"""What a side of organised violence is by UCDP; empty for what is neither."""

COLUMNS = ("kind", "sectors", "acled", "acled_abroad", "acled_hit", "ucdp", "ucdp_hit")
NONE = "-"
CIVILIANS = frozenset({"5", "6", "7"})
"""ACLED's inter codes of those who bear no arms for a group: rioters, protesters, civilians."""


@dataclass(frozen=True, slots=True)
class ActorSort:
    """Hold what an actor is elsewhere: ACLED's inter code and UCDP's side; ``hit`` is where it is acted on."""

    acled: str
    acled_abroad: str
    acled_hit: str
    ucdp: Side
    ucdp_hit: Side

    def inter(self, *, hit: bool, abroad: bool) -> str:
        """Give ACLED's inter code of an actor that acts, or is acted on, in its own country or abroad."""
        return (self.acled_hit if hit else "") or (self.acled_abroad if abroad else "") or self.acled

    def side(self, *, hit: bool) -> Side:
        """Give UCDP's side."""
        return (self.ucdp_hit if hit else "") or self.ucdp


@dataclass(frozen=True, slots=True)
class ActorSorts:
    """Know which actors are which.

    >>> sorts = ActorSorts.load()
    >>> sorts.of("state", ("GOV",)).inter(hit=False, abroad=True), sorts.of("armed_group", ()).side(hit=False)
    ('8', 'group')
    >>> sorts.of("unknown", ()) is None
    True
    """

    _rows: tuple[tuple[str, tuple[str, ...], ActorSort], ...]

    @classmethod
    def load(cls) -> ActorSorts:
        """Read actor_sorts.tsv.

        Raises:
            CodebookError: the table is absent or breaks its form.
        """
        return cls(
            tuple(
                (one_of(row, "kind", (ANY, *get_args(ActorKind))), list_cell(row, "sectors"), _sort(row))
                for row in scheme_rows("actor_sorts.tsv", COLUMNS)
            )
        )

    def of(self, kind: ActorKind, sectors: Sequence[str]) -> ActorSort | None:
        """Give what an actor of this kind and these sectors is, None if the schemes know no such actor."""
        main = sectors[0] if sectors else NONE
        fitting = (
            sort for wanted, among, sort in self._rows if wanted in (ANY, kind) and (ANY in among or main in among)
        )
        return next(fitting, None)


def _sort(row: dict[str, str]) -> ActorSort:
    sides = get_args(Side)
    return ActorSort(
        row["acled"], row["acled_abroad"], row["acled_hit"], one_of(row, "ucdp", sides), one_of(row, "ucdp_hit", sides)
    )
