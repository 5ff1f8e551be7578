"""Blocks: which mentions are compared. Two are if they share a key, and a key depends on one mention alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import TypeFamilies
from sayso.merge.sketch import NO_DAY
from sayso.record.vocabulary import EVENT_TYPES

Keys = NDArray[np.int64]
Rows = NDArray[np.int64]

CELL_DAYS = 4
"""Days of a cell of the calendar: acts are compared across documents if their days may fall into one cell."""
NEWS_DAYS = 7
"""Days before publication in which an act without a date is taken to lie."""
LONGEST_DAYS = 31
"""Days of the longest date that is laid over cells; a longer one, and what lies long past, is compared by its year."""
PAST_DAYS = 60
"""Days before publication from which an act belongs to the past."""
CELLS = LONGEST_DAYS // CELL_DAYS + 2
PAIRS_AT_ONCE = 1 << 21
"""Pairs made ready at once, which bounds memory: 64 MB."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def keys_of(sheet: NDArray[Any]) -> tuple[Keys, Rows]:
    """Give block keys and, parallel to them, the row of ``sheet`` each belongs to.

    Mentions of one document meet if their types share a family; those of several if besides their days may be the
    same and they agree in two of trigger, actor, recipient and place, or in a spot or a recipient that is no state.
    """
    rows = np.arange(len(sheet))
    families = _families()[sheet["type"]]
    signs = list(_agreements(sheet))
    days = _cells(sheet)
    keys: list[NDArray[np.uint64]] = []
    owners: list[Rows] = []
    for family in range(families.shape[1]):
        member = families[:, family]
        keys.append(_mixed(family, sheet["document"])[member])
        owners.append(rows[member])
        for sign, present in signs:
            for cell in range(days.shape[1]):
                chosen = member & present & (days[:, cell] != NO_DAY)
                keys.append(_mixed(family, sign[chosen], days[chosen, cell]))
                owners.append(rows[chosen])
    return _each_once(np.concatenate(keys).view(np.int64), np.concatenate(owners))


def pairs_of(keys: Keys, rows: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Give each pair of rows that share a key once, the lower left, by ascending left row; in chunks.

    >>> [(left.tolist(), right.tolist()) for left, right in pairs_of(np.array([7, 7, 9, 9]), np.array([0, 2, 2, 0]))]
    [([0], [2])]
    """
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    ends = np.searchsorted(keys, keys, side="right")
    by_left = np.argsort(rows, kind="stable")
    behind = (ends - np.arange(len(keys)) - 1)[by_left]
    total = np.cumsum(behind)
    at = 0
    while at < len(by_left):
        most = (total[at - 1] if at else 0) + PAIRS_AT_ONCE
        end = max(int(np.searchsorted(total, most, side="right")), at + 1)
        end = int(np.searchsorted(rows[by_left], rows[by_left[end - 1]], side="right"))
        left, right = _pairs(by_left[at:end], behind[at:end], rows)
        if left.size:
            yield left, right
        at = end


def _pairs(entries: Rows, behind: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """Pair each entry with those behind it under its key; a pair that shares several keys comes once."""
    start = np.repeat(entries + 1, behind)
    step = np.arange(len(start)) - np.repeat(np.cumsum(behind) - behind, behind)
    left, right = np.repeat(rows[entries], behind), rows[start + step]
    code = np.unique(left << 32 | right)
    return code >> 32, code & 0xFFFFFFFF


def _agreements(sheet: NDArray[Any]) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.bool_]]]:
    """Give what mentions may agree in, as hashes, and where there is something to agree in."""
    actors, recipients = _own_or_told(sheet, "actor_sides", "actors"), _own_or_told(sheet, "recipients", "recipients")
    places, stems = _own_or_told(sheet, "places", "places"), sheet["stems"]
    named = list(zip(range(99), (actors, recipients, places), strict=False))
    for at, values in named:
        for value in values.T:
            for stem in stems.T:
                yield _mixed(10 + at, stem, value), (stem != 0) & (value != 0)
    for actor in actors.T:
        for recipient in recipients.T:
            yield _mixed(20, actor, recipient), (actor != 0) & (recipient != 0)
    for recipient in recipients.T:
        yield _mixed(21, recipient), (recipient != 0) & (recipient & 1 == 0)
    for at in range(sheet["places"].shape[1]):
        fine = (sheet["precisions"][:, at] >= 1) & (sheet["precisions"][:, at] <= 3)
        yield _mixed(22, sheet["places"][:, at]), fine & (sheet["places"][:, at] != 0)


def _own_or_told(sheet: NDArray[Any], own: str, told: str) -> NDArray[np.uint32]:
    """Give the first two of a mention's own, else the first two that its document tells of such acts."""
    values = sheet[own][:, :2].copy()
    empty = values[:, 0] == 0
    values[empty] = sheet[f"told_{told}"][empty, :2]
    found: NDArray[np.uint32] = values
    return found


def _cells(sheet: NDArray[Any]) -> NDArray[np.int64]:
    """Give the cells of the calendar that each act may fall into, ``NO_DAY`` where there are no more."""
    first, last, published = (sheet[name].astype(np.int64) for name in ("first", "last", "published"))
    dated = (first != NO_DAY) & (last != NO_DAY)
    known = published != NO_DAY
    begin = np.where(dated, first, published - NEWS_DAYS)
    end = np.where(dated, last, published)
    cells = np.full((len(sheet), CELLS + 1), NO_DAY, np.int64)
    short = (dated | known) & (end - begin <= LONGEST_DAYS)
    low, high = begin // CELL_DAYS, end // CELL_DAYS
    for at in range(CELLS):
        inside = short & (low + at <= high)
        cells[inside, at] = low[inside] + at
    past = dated & ((end - begin > LONGEST_DAYS) | (known & (published - last > PAST_DAYS)))
    cells[past, CELLS] = 10**6 + first[past] // 366
    return cells


def _families() -> NDArray[np.bool_]:
    families = TypeFamilies.load()
    return np.array([[at in families.of_type(type_) for at in range(len(families.names))] for type_ in EVENT_TYPES])


def _mixed(salt: int, *values: NDArray[Any]) -> NDArray[np.uint64]:
    """Hash parallel numbers into one."""
    found = np.full(len(values[0]), salt + 1, np.uint64) * _FACTOR
    for value in values:
        found = (found ^ value.astype(np.uint64)) * _FACTOR
        found ^= found >> np.uint64(29)
    return found


def _each_once(keys: Keys, rows: Rows) -> tuple[Keys, Rows]:
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    new = np.ones(len(keys), bool)
    new[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    return keys[new], rows[new]


def windows_of(sheet: NDArray[Any]) -> tuple[Keys, Rows]:
    """Give the windows each row stands in, a family of types and a cell of the calendar as one number, and the rows.

    Rows of different documents that share a block key share a window; a row has so few of them that they can be kept.
    """
    rows = np.arange(len(sheet))
    families, days = _families()[sheet["type"]], _cells(sheet)
    found = [
        (day[chosen] << 8 | family, rows[chosen])
        for day in days.T
        for family, chosen in enumerate((families & (day != NO_DAY)[:, None]).T)
    ]
    return np.concatenate([keys for keys, _ in found]), np.concatenate([owners for _, owners in found])
