"""Filling: a mention that leaves open who, where or when takes it from the mentions of its document that tell its act.

"The strike killed the general. Nobody had expected the attack." Between documents the second sentence can only be
compared by what the first one names.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.pairs import Sheet
from sayso.merge.sketch import BASES, NO_DAY

TAKEN = 2
"""How many actors or recipients are taken: those that most mentions of the act name."""
PLACE_FIELDS = ("places", "countries", "precisions", "points")
_STATED, _INFERRED = BASES.index("relative"), BASES.index("narrative")


def filled(sheet: Sheet, acts: NDArray[np.int64]) -> Sheet:
    """Give a document's sheet with open fields filled in; ``acts`` names the act of each row.

    What a mention names itself stays. A date that the words of no mention state is replaced by one that they do.
    """
    found = sheet.copy()
    order = np.argsort(acts, kind="stable")
    cuts = np.flatnonzero(np.diff(acts[order])) + 1
    for rows in np.split(order, cuts):
        if len(rows) > 1:
            _fill(found, rows, sheet[rows])
    return found


def _fill(found: Sheet, rows: NDArray[np.intp], own: Sheet) -> None:
    for field in ("actor", "recipient"):
        bare = rows[own[f"{field}s"][:, 0] == 0]
        for name in (f"{field}s", f"{field}_sides"):
            for at, value in enumerate(_most(own[name])[:TAKEN]):
                found[name][bare, at] = value
    placed = [at for at in range(len(own)) if own["places"][at, 0]]
    if placed:
        best = min(placed, key=lambda at: (int(own["precisions"][at, 0]) or 9, int(own["places"][at, 0])))
        for name in PLACE_FIELDS:
            found[name][rows[own["places"][:, 0] == 0]] = own[name][best]
    modes = _most(own["mode"])
    if modes:
        found["mode"][rows[own["mode"] == 0]] = modes[0]
    _date(found, rows, own)


def _date(found: Sheet, rows: NDArray[np.intp], own: Sheet) -> None:
    known = (own["first"] != NO_DAY) & (own["last"] != NO_DAY) & (own["basis"] >= _STATED)
    told = Counter((int(one["first"]), int(one["last"])) for one in own[known])
    if told:
        first, last = min(told, key=lambda days: (days[1] - days[0] > 1, -told[days], days[1] - days[0], days[0]))
        undated = rows[own["basis"] < _STATED]
        found["first"][undated], found["last"][undated], found["basis"][undated] = first, last, _INFERRED


def _most(values: NDArray[Any]) -> list[int]:
    counted = Counter(int(value) for value in values.ravel() if value)
    return sorted(counted, key=lambda value: (-counted[value], value))
