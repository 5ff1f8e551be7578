"""Blocks: which mentions are compared. Two are if they share a key, and a key depends on one mention alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import TypeFamilies
from sayso.merge.parties import NOBODY, PERSON, STATE, WHO
from sayso.merge.sketch import NO_DAY
from sayso.record.vocabulary import EVENT_TYPES

Keys = NDArray[np.int64]
Rows = NDArray[np.int64]
Hashes = NDArray[np.uint64]

CELL_DAYS = 8
"""Days of a cell of the calendar: reports are compared if what they tell, or their own week, may fall into one."""
NEWS_DAYS = 7
"""Days before publication that are a report's own week."""
LONGEST_DAYS = 31
"""Days of the longest date that is laid over cells; a longer one is compared by its year, and so is the past."""
PAST_DAYS = 60
"""Days before publication from which an act belongs to the past."""
DATE_CELLS, NEWS_CELLS = LONGEST_DAYS // CELL_DAYS + 2, 2
YEARS = 10**6
"""Where years are counted from, far from the cells."""
PERSON_DAYS = 183
"""Days of the longer cells in which acts on one named person meet. If they met at all times, pairs would grow with the
square of the years."""
FIRST_DAY, LAST_DAY = date(1990, 1, 1).toordinal(), date(2040, 1, 1).toordinal()
"""The days among whose cells an act stands in all, if neither it nor its report has a day."""
PERSONS = 2**40
"""Where the windows of persons are counted from, far from the cells."""
FINEST = 3
"""Greatest geo_precision of a spot: a district."""
PAIRS_AT_ONCE = 1 << 21
"""Pairs made ready at once, which bounds memory: 64 MB."""
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


def keys_of(sheet: NDArray[Any]) -> tuple[Keys, Rows]:
    """Give block keys and, parallel to them, the row of ``sheet`` each belongs to.

    Mentions of one document meet if their types share a family. Those of several meet if besides their days, or those
    of their reports, may be the same, and they agree in two of trigger, actor, recipient and place (their own, or those
    that their documents tell most), in a spot or in a named recipient. Acts on one named person meet in a half-year.
    """
    found = [(_mixed(0, families, sheet["document"][rows]), rows) for families, rows in _by_family(sheet)]
    cells = cells_of(sheet)
    for sign, values in _agreements(sheet):
        for families, rows in _by_family(sheet):
            held = rows[values[rows] != 0]
            family = families[: len(held)]
            for cell in cells.T:
                timed = cell[held] != NO_DAY
                at = held[timed]
                found.append((_mixed(sign, family[timed], values[at], cell[at]), at))
    found += [(_mixed(0, window), rows) for window, rows in _persons(sheet)]
    return _each_once(np.concatenate([keys for keys, _ in found]), np.concatenate([rows for _, rows in found]))


def windows_of(sheet: NDArray[Any]) -> tuple[Keys, Rows]:
    """Give the windows each row stands in, and the rows: a family of types and a cell of the calendar, or a person.

    Rows of different documents that share a block key share a window; a row has so few of them that they can be kept.
    """
    cells = cells_of(sheet)
    found = [
        (cell[rows][timed] << 8 | families[timed], rows[timed])
        for cell in cells.T
        for families, rows in _by_family(sheet)
        for timed in [cell[rows] != NO_DAY]
    ]
    found += [((window.astype(np.int64) << 8 | families) + PERSONS * 256, rows) for families, window, rows in
              _named_persons(sheet)]  # fmt: skip
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


def _agreements(sheet: NDArray[Any]) -> Iterator[tuple[int, Hashes]]:
    """Give in what mentions may agree, as a number, with one hash a row, 0 where there is nothing to agree in."""
    actors, recipients, places = (_own_or_told(sheet, role) for role in ("actors", "recipients", "places"))
    stems = sheet["stems"].T
    own = ((stems, actors), (stems, recipients), (stems, places), (actors, recipients))
    yield from ((sign, _both(*pair)) for sign, lists in enumerate(own, 2) for pair in product(*lists))
    told = [sheet[f"told_{role}"].T & np.uint32(WHO) for role in ("actors", "recipients")] + [sheet["told_places"].T]
    for sign, (one, other) in enumerate(((0, 1), (1, 2), (0, 2)), 6):
        yield from ((sign, _both(told[one][at], told[other][to])) for at, to in ((0, 0), (0, 1), (1, 0)))
    for place, precision in zip(sheet["places"].T, sheet["precisions"].T, strict=True):
        yield 9, np.where((precision >= 1) & (precision <= FINEST), place, 0).astype(np.uint64)
    for recipient in sheet["recipients"].T[:2]:
        kind = recipient & 3
        yield 10, np.where((kind != NOBODY) & (kind != STATE), recipient, 0).astype(np.uint64)


def _own_or_told(sheet: NDArray[Any], role: str) -> NDArray[np.uint32]:
    """Give the first two of a mention's own, else the first two that its document tells of such acts: [2, rows]."""
    own = sheet["actor_sides" if role == "actors" else role][:, :2]
    found = np.where(own[:, :1] != 0, own, sheet[f"told_{role}"][:, :2])
    return found.T & np.uint32(WHO) if role != "places" else found.T


def _named_persons(sheet: NDArray[Any]) -> Iterator[tuple[Rows, NDArray[np.uint32], Rows]]:
    """Give the persons on whom a mention's act is, or most acts of its document, in the half-years of act and report.

    Person and half-year are one hash; with it go family and row. What has no day at all stands in every half-year.
    """
    timeless = (sheet["first"] == NO_DAY) & (sheet["anchor"] == NO_DAY)
    for field in ("recipients", "told_recipients"):
        for recipient in sheet[field].T[:2]:
            named = (recipient & 3) == PERSON
            for day in ("first", "anchor"):
                cells = sheet[day].astype(np.int64) // PERSON_DAYS
                yield from _persons_in(sheet, recipient, cells, named & (sheet[day] != NO_DAY))
            if (named & timeless).any():
                for cell in range(FIRST_DAY // PERSON_DAYS, LAST_DAY // PERSON_DAYS + 1):
                    yield from _persons_in(sheet, recipient, np.full(len(sheet), cell), named & timeless)


def _persons_in(
    sheet: NDArray[Any], recipient: NDArray[np.uint32], cells: Rows, chosen: NDArray[np.bool_]
) -> Iterator[tuple[Rows, NDArray[np.uint32], Rows]]:
    both = _mixed(3, recipient, cells).astype(np.uint32)
    for families, rows in _by_family(sheet):
        held = chosen[rows]
        if held.any():
            yield families[held], both[rows[held]], rows[held]


def _persons(sheet: NDArray[Any]) -> Iterator[tuple[Hashes, Rows]]:
    return ((_mixed(1, families, person), rows) for families, person, rows in _named_persons(sheet))


def cells_of(sheet: NDArray[Any]) -> NDArray[np.int64]:
    """Give the cells of the calendar that each mention stands in, ``NO_DAY`` where there are no more: [rows, cells].

    Those of its date, those of its report's own week, and the year of what is past or told by the year.
    """
    first, last, anchor = (sheet[name].astype(np.int64) for name in ("first", "last", "anchor"))
    dated, known = (first != NO_DAY) & (last != NO_DAY), anchor != NO_DAY
    short = dated & (last - first <= LONGEST_DAYS)
    past = dated & (~short | (known & (anchor - last > PAST_DAYS)))
    news = known & ~(past & short)
    cells = np.full((len(sheet), DATE_CELLS + NEWS_CELLS + 1), NO_DAY, np.int64)
    _lay(cells[:, :DATE_CELLS], short, first, last)
    _lay(cells[:, DATE_CELLS:-1], news, anchor - NEWS_DAYS, anchor)
    cells[past, -1] = YEARS + first[past] // 366
    return cells


def _lay(cells: NDArray[np.int64], chosen: NDArray[np.bool_], first: Rows, last: Rows) -> None:
    low, high = first // CELL_DAYS, last // CELL_DAYS
    for at in range(cells.shape[1]):
        inside = chosen & (low + at <= high)
        cells[inside, at] = low[inside] + at


def _both(one: NDArray[Any], other: NDArray[Any]) -> Hashes:
    """Hash two numbers into one, 0 where either is 0."""
    return np.where((one != 0) & (other != 0), _mixed(2, one, other), np.uint64(0))


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
