"""Sheets by hand: ``sheet({"actors": ["Israel"]}, {})`` makes two rows of different documents."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.parties import WHO, hashed
from sayso.merge.series import EXTENTS
from sayso.merge.sketch import BASES, NO_DAY, SKETCH
from sayso.record.vocabulary import EVENT_TYPES, STATUSES

HASHED = (
    "stems",
    "actors",
    "actor_sides",
    "recipients",
    "recipient_sides",
    "places",
    "told_actors",
    "told_recipients",
    "told_places",
)


def sheet(*rows: dict[str, Any]) -> NDArray[Any]:
    """Make rows of assaults, each of a document of its own unless it names one; days are ISO dates."""
    found = np.zeros(len(rows), SKETCH)
    for name in ("first", "last", "published", "anchor"):
        found[name] = NO_DAY
    found["type"] = EVENT_TYPES.index("ASSAULT")
    found["points"] = np.nan
    for at, row in enumerate(rows):
        found["document"][at] = at + 1
        for name, value in row.items():
            _put(found[at : at + 1], name, value)
    return found


def _put(row: NDArray[Any], name: str, value: Any) -> None:
    if name in HASHED:
        for at, words in enumerate(value):
            row[name][0, at] = hashed(words) if name in ("stems", "places", "told_places") else hashed(words) & WHO
    elif name == "day":
        row["first"] = row["last"] = date.fromisoformat(value).toordinal()
    elif name == "published":
        row["published"] = row["anchor"] = date.fromisoformat(value).toordinal()
    elif name in ("type", "status", "basis", "extent"):
        words = {"type": EVENT_TYPES, "status": STATUSES, "basis": BASES, "extent": EXTENTS}
        row[name] = words[name].index(value)
    elif name == "kind":
        row["recipients"] |= np.uint32(value)
    elif name == "actors_are":
        row["actors"] = np.where(row["actors"] == 0, 0, row["actors"] | np.uint32(value))
    elif name == "point":
        row["points"][0, 0] = value
    else:
        row[name] = value
