"""Blocks: which mentions are compared. Two are if they share a key, and a key depends on one mention alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import TypeFamilies
from sayso.merge.parties import PERSON, WHO
from sayso.merge.sketch import NO_DAY
from sayso.record.vocabulary import EVENT_TYPES

Keys = NDArray[np.int64]
Rows = NDArray[np.int64]
Hashes = NDArray[np.uint64]

CELL_DAYS = 8
"""Days of a cell of the calendar: mentions are compared if their days may fall into one. With 4, 8 and 16 days .563,
.571 and .586 of the pairs of annotated mentions in two reports of gold/train that tell one event, published within 30
days, share a key; of the product's own mentions .472, .481 and .497 (2026-11)."""
REPORT_DAYS = 8
"""Reports published within so many days meet by what they tell most: two rows of cells stand half a cell apart. Without
them .415 of those pairs share a key, with 4, 8 and 16 days .494, .571 and .583; .293, .390, .481 and .491 of the
product's own. Pairs compared are then 9.7, 10.8, 11.6 and 11.9 for each mention, 6.7 of them within documents."""
LONGEST_DAYS = 31
"""Days of the longest date that is laid over cells; a longer one is compared by its year, and so is the past."""
PAST_DAYS = 60
"""Days before publication from which an act belongs to the past."""
DATE_CELLS = LONGEST_DAYS // CELL_DAYS + 2
REPORTS = 2 * 10**6
"""Where the cells of reports are counted from, far from years and from the cells of acts."""
YEARS = 10**6
"""Where years are counted from, far from the cells."""
ALL_TIMES = 2**40
"""The window of what is compared whenever it was told."""
FINEST = 3
"""Greatest geo_precision of a spot: a district."""
PAIRS_AT_ONCE = 1 << 21
"""Pairs made ready at once, which bounds memory: 64 MB."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def keys_of(sheet: NDArray[Any]) -> tuple[Keys, Rows]:
    """Give block keys and, parallel to them, the row of ``sheet`` each belongs to.

    Mentions of one document meet if their types share a family. Those of several must besides agree on days that their
    acts may fall into, and in trigger and actor, in trigger and recipient, in trigger and spot, or in type and two of
    actor, recipient and place; what a mention leaves open is taken from what its document tells most of such acts. Or
    their reports are of one week and tell the same actor and place most; or acts that befall a person seldom are on one
    named person.
    """
    found = [(_mixed(0, families, sheet["document"][rows]), rows) for families, rows in _by_family(sheet)]
    found += list(_timed(sheet, _agreements(sheet), act_cells(sheet)))
    found += list(_timed(sheet, _told_alike(sheet), report_cells(sheet)))
    found += [(_mixed(1, families, person), rows) for families, person, rows in _named_persons(sheet)]
    return _each_once(np.concatenate([keys for keys, _ in found]), np.concatenate([rows for _, rows in found]))


def windows_of(sheet: NDArray[Any]) -> tuple[Keys, Rows]:
    """Give the windows each row stands in, and the rows: a family of types and a cell of the calendar, or a person.

    Rows of different documents that share a block key share a window; a row has so few of them that they can be kept.
    """
    found = [
        (cell[rows][timed] << 8 | families[timed], rows[timed])
        for cell in (*act_cells(sheet).T, *report_cells(sheet).T)
        for families, rows in _by_family(sheet)
        for timed in [cell[rows] != NO_DAY]
    ]
    persons = ((person.astype(np.int64) + ALL_TIMES << 8 | families, rows) for families, person, rows in
               _named_persons(sheet))  # fmt: skip
    found += list(persons)
    return np.concatenate([keys for keys, _ in found]), np.concatenate([rows for _, rows in found])


def pairs_of(keys: Keys, rows: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Give each pair of rows that share a key once, the lower left, by ascending left row; in chunks.

    >>> [(left.tolist(), right.tolist()) for left, right in pairs_of(np.array([7, 7, 9, 9]), np.array([0, 2, 2, 0]))]
    [([0], [2])]
    """
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    behind = np.searchsorted(keys, keys, side="right") - np.arange(len(keys)) - 1
    by_left = np.argsort(rows, kind="stable")
    by_left = by_left[behind[by_left] > 0]
    total, lefts = np.cumsum(behind[by_left]), rows[by_left]
    at = 0
    while at < len(by_left):
        most = (total[at - 1] if at else 0) + PAIRS_AT_ONCE
        last = max(int(np.searchsorted(total, most, side="right")) - 1, at)
        end = int(np.searchsorted(lefts, lefts[last], side="right"))
        yield _pairs(by_left[at:end], behind, rows)
        at = end


def _pairs(entries: Rows, behind: Rows, rows: Rows) -> tuple[Rows, Rows]:
    """Pair each entry with those behind it under its key; a pair that shares several keys comes once."""
    many = behind[entries]
    step = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    left, right = np.repeat(rows[entries], many), rows[np.repeat(entries + 1, many) + step]
    code = sorted_once(left << 32 | right)
    return code >> 32, code & 0xFFFFFFFF


def sorted_once(numbers: Rows) -> Rows:
    """Sort numbers and give each once: of millions an eighth of the time that ``np.unique`` takes."""
    numbers = np.sort(numbers)
    new = np.ones(len(numbers), bool)
    new[1:] = numbers[1:] != numbers[:-1]
    found: Rows = numbers[new]
    return found


def _by_family(sheet: NDArray[Any]) -> Iterator[tuple[Rows, Rows]]:
    """Give for each family of types its number, once a row, and the rows of it."""
    families = TypeFamilies.load()
    for at in range(len(families.names)):
        member = np.array([at in families.of_type(type_) for type_ in EVENT_TYPES])
        rows = np.flatnonzero(member[sheet["type"]])
        yield np.full(len(rows), at, np.int64), rows


def _timed(
    sheet: NDArray[Any], agreements: Iterator[tuple[int, Hashes]], cells: NDArray[np.int64]
) -> Iterator[tuple[Hashes, Rows]]:
    """Give keys of what mentions may agree in, in each cell they stand in."""
    for sign, values in agreements:
        for families, rows in _by_family(sheet):
            held = rows[values[rows] != 0]
            for cell in cells.T:
                at = held[cell[held] != NO_DAY]
                yield _mixed(sign, families[: len(at)], values[at], cell[at]), at


def _agreements(sheet: NDArray[Any]) -> Iterator[tuple[int, Hashes]]:
    """Give in what mentions may agree, as a number, with one hash a row, 0 where there is nothing to agree in."""
    actors, recipients, places = (_own_or_told(sheet, role) for role in ("actors", "recipients", "places"))
    stems, types = sheet["stems"].T, [sheet["type"] + np.uint32(1)]
    lists = (
        (stems, actors), (stems, recipients), (stems, _spots(sheet)),
        (types, actors, recipients), (types, recipients, places), (types, actors, places),
    )  # fmt: skip
    for sign, parts in enumerate(lists, 2):
        yield from ((sign, _all_of(*values)) for values in product(*parts))


def _spots(sheet: NDArray[Any]) -> NDArray[np.uint32]:
    """Give a mention's own places that are known to the district or better, 0 for others: [places, rows]."""
    precisions = sheet["precisions"]
    return np.where((precisions >= 1) & (precisions <= FINEST), sheet["places"], np.uint32(0)).T


def _told_alike(sheet: NDArray[Any]) -> Iterator[tuple[int, Hashes]]:
    """Give by whom and where most acts of a mention's family are that its document tells, with the mention's type."""
    yield 10, _all_of(sheet["type"] + np.uint32(1), sheet["told_actors"][:, 0], sheet["told_places"][:, 0])


def _own_or_told(sheet: NDArray[Any], role: str) -> NDArray[np.uint32]:
    """Give the first two of a mention's own, else the first two that its document tells of such acts: [2, rows]."""
    own = sheet["actor_sides" if role == "actors" else role][:, :2]
    found = np.where(own[:, :1] != 0, own, sheet[f"told_{role}"][:, :2])
    return found.T & np.uint32(WHO) if role != "places" else found.T


def _named_persons(sheet: NDArray[Any]) -> Iterator[tuple[Rows, NDArray[np.uint32], Rows]]:
    """Give the persons on whom a mention's act is, or most acts of its document, with family and row.

    Only of types that befall a person seldom: these have no time.
    """
    seldom = np.isin(EVENT_TYPES, sorted(TypeFamilies.load().on_person))
    for field in ("recipients", "told_recipients"):
        for recipient in sheet[field].T[:2]:
            for families, rows in _by_family(sheet):
                held = ((recipient[rows] & 3) == PERSON) & seldom[sheet["type"][rows]]
                yield families[held], recipient[rows[held]], rows[held]


def act_cells(sheet: NDArray[Any]) -> NDArray[np.int64]:
    """Give the cells of the calendar that each act may fall into, ``NO_DAY`` where there are no more: [rows, cells].

    Those of its date, and the year of what is past or told by the year.
    """
    first, last, anchor = (sheet[name].astype(np.int64) for name in ("first", "last", "anchor"))
    dated = (first != NO_DAY) & (last != NO_DAY)
    short = dated & (last - first <= LONGEST_DAYS)
    cells = np.full((len(sheet), DATE_CELLS + 1), NO_DAY, np.int64)
    _lay(cells[:, :-1], short, first, last)
    past = dated & (~short | ((anchor != NO_DAY) & (anchor - last > PAST_DAYS)))
    cells[past, -1] = YEARS + first[past] // 366
    return cells


def report_cells(sheet: NDArray[Any]) -> NDArray[np.int64]:
    """Give the two cells that each mention's report was published in, ``NO_DAY`` where nobody knows: [rows, 2]."""
    anchor = sheet["anchor"].astype(np.int64)
    rows = (anchor // REPORT_DAYS, (anchor + REPORT_DAYS // 2) // REPORT_DAYS)
    cells = np.stack([REPORTS + 2 * cell + half for half, cell in enumerate(rows)], 1)
    return np.where((anchor != NO_DAY)[:, None], cells, NO_DAY)


def _lay(cells: NDArray[np.int64], chosen: NDArray[np.bool_], first: Rows, last: Rows) -> None:
    low, high = first // CELL_DAYS, last // CELL_DAYS
    for at in range(cells.shape[1]):
        inside = chosen & (low + at <= high)
        cells[inside, at] = low[inside] + at


def _all_of(*values: NDArray[Any]) -> Hashes:
    """Hash parallel numbers into one, 0 where any of them is 0."""
    present = np.all([value != 0 for value in values], 0)
    return np.where(present, _mixed(2, *values), np.uint64(0))


def _mixed(salt: int, *values: NDArray[Any]) -> Hashes:
    """Hash parallel numbers into one."""
    found = np.full(len(values[0]), salt + 1, np.uint64) * _FACTOR
    for value in values:
        found = (found ^ value.astype(np.uint64)) * _FACTOR
        found ^= found >> np.uint64(29)
    return found


def _each_once(hashes: Hashes, rows: Rows) -> tuple[Keys, Rows]:
    keys = hashes.view(np.int64)
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    new = np.ones(len(keys), bool)
    new[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    return keys[new], rows[new]
