"""How acts are told in ACLED's terms: event types, places and sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.schemes import ANY, fits_mode, scheme_rows
from sayso.codebook.tables import integer_cell, one_of
from sayso.record.vocabulary import EVENT_TYPES, EventType

Target = Literal["", "civilian", "armed"]
"""What the one acted on is; empty where nobody is known to be."""

COLUMNS = ("type", "mode", "target", "event", "sub_event", "disorder", "doer", "crowd")


@dataclass(frozen=True, slots=True)
class AcledAct:
    """Hold ACLED's codes of an act. ``doer`` is the side, 1 or 2, on which the doer stands; ``crowd`` is who stands on
    side 1 instead of a name in demonstrations, or empty.
    """

    event: str
    sub_event: str
    disorder: str
    doer: int
    crowd: str


@dataclass(frozen=True, slots=True)
class Acled:
    """Know ACLED's codes.

    >>> acled = Acled.load()
    >>> acled.act("ASSAULT", "aerial", "").sub_event, acled.act("ASSAULT", None, "armed").event
    ('Air/drone strike', 'Battles')
    >>> acled.act("ASSAULT", None, "") is None, acled.geo_precision(4), acled.geo_precision(6)
    (True, '3', '')
    """

    _acts: tuple[tuple[EventType, str, str, AcledAct], ...]
    _precisions: Mapping[int, str]

    @classmethod
    def load(cls) -> Acled:
        """Read acled_events.tsv and where_precision.tsv.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        acts = tuple(
            (one_of(row, "type", EVENT_TYPES), row["mode"], one_of(row, "target", (ANY, *get_args(Target))), _act(row))
            for row in scheme_rows("acled_events.tsv", COLUMNS)
        )
        places = scheme_rows("where_precision.tsv", ("where_prec", "acled"))
        return cls(acts, {integer_cell(row, "where_prec", least=1, most=7): row["acled"] for row in places})

    def act(self, type_: EventType, mode: str | None, target: Target) -> AcledAct | None:
        """Give ACLED's codes of an act, None if it knows no such event."""
        fitting = (
            act
            for kind, wanted, among, act in self._acts
            if kind == type_ and fits_mode(wanted, mode) and among in (ANY, target)
        )
        return next(fitting, None)

    def plover_types(self, event: str, sub_event: str) -> frozenset[EventType]:
        """Give the PLOVER types that ACLED's sub-event can be; those of its event where no row has the sub-event.

        >>> sorted(Acled.load().plover_types("Battles", "Government regains territory"))
        ['ASSAULT']
        """
        exact = frozenset(kind for kind, _, _, act in self._acts if act.sub_event == sub_event and act.event == event)
        return exact or frozenset(kind for kind, _, _, act in self._acts if act.event == event)

    def knows(self, type_: EventType, mode: str | None) -> bool:
        """Tell whether ACLED has an event for acts of this kind, on whomever they are done."""
        return any(self.act(type_, mode, target) for target in get_args(Target))

    def geo_precision(self, where_prec: int | None) -> str:
        """Give ACLED's precision, 1 to 3, of a place of UCDP's; empty where it has none."""
        return self._precisions.get(where_prec or 0, "")


def _act(row: dict[str, str]) -> AcledAct:
    doer = integer_cell(row, "doer", least=1, most=2)
    return AcledAct(row["event"], row["sub_event"], row["disorder"], doer, row["crowd"])
