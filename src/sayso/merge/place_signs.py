"""Signs of places and dates: whether two acts can have been in one place on one day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.pairs import Column, Flags, Pairs, column, logs, meets
from sayso.merge.sketch import BASES, NO_DAY
from sayso.record.vocabulary import STATUSES

Signs = Iterator[tuple[str, Flags | Column]]

NEAR_KM = 30.0
"""Kilometres within which two places may be one told more and less exactly."""
FINE, WIDE = 3, 4
"""Greatest geo_precision of a spot and least of an area."""
NEWS_DAYS = 7
"""Days before publication in which an act without a date is taken to lie."""
_AHEAD = np.isin(STATUSES, ["planned", "predicted", "conditional"])


def place_signs(pairs: Pairs) -> Signs:
    """Measure the places."""
    left, right = pairs.left, pairs.right
    same = meets(left["places"], right["places"])
    placed_left, placed_right = left["places"][:, 0] != 0, right["places"][:, 0] != 0
    km = distance(pairs)
    known = km >= 0
    fine = placed_left & placed_right & (left["precisions"][:, 0] <= FINE) & (right["precisions"][:, 0] <= FINE)
    country = meets(left["countries"], right["countries"])
    inside = (left["precisions"][:, 0] >= WIDE) | (right["precisions"][:, 0] >= WIDE)
    yield "place: same", same
    yield "place: same spot", same & fine
    yield "place: near", known & (km < NEAR_KM) & ~same
    yield "place: far", known & (km >= NEAR_KM) & ~same
    yield "place: distance", np.where(known & fine, logs(km / NEAR_KM), column(np.float32(0) * km))
    yield "place: one inside the other", placed_left & placed_right & inside & country & ~same
    yield "place: another", placed_left & placed_right & ~same & ~known & ~(inside & country)
    yield "place: another country", (left["countries"][:, 0] != 0) & (right["countries"][:, 0] != 0) & ~country
    yield "place: none", ~placed_left & ~placed_right
    told_left = meets(left["places"], right["told_places"]) & ~placed_right
    yield "place: told by the other", told_left | meets(right["places"], left["told_places"]) & ~placed_left
    yield "place: both documents tell", meets(left["told_places"], right["told_places"])


def distance(pairs: Pairs) -> Column:
    """Give the kilometres between the two nearest places of a pair, through the globe; -1 where none is known."""
    least = np.full(len(pairs.left), np.inf, np.float32)
    for mine in range(pairs.left["points"].shape[1]):
        for theirs in range(pairs.right["points"].shape[1]):
            known = (pairs.left["places"][:, mine] != 0) & (pairs.right["places"][:, theirs] != 0)
            step = pairs.left["points"][:, mine] - pairs.right["points"][:, theirs]
            km = np.sqrt(step[:, 0] * step[:, 0] + step[:, 1] * step[:, 1] + step[:, 2] * step[:, 2])
            least = np.where(known & (km < least), km, least)
    return column(np.where(np.isinf(least), -1, least))


def date_signs(pairs: Pairs) -> Signs:
    """Measure the dates, by how they are known, and the days of publication."""
    left, right = pairs.left, pairs.right
    dated_left, dated_right = dated(left), dated(right)
    both = dated_left & dated_right
    gap, width = gap_days(pairs), np.maximum(_days(left), _days(right))
    day = both & (width == 0)
    stated_left, stated_right = (side["basis"] >= BASES.index("relative") for side in (left, right))
    yield "date: same day", day & (gap == 0)
    yield "date: next day", day & (gap == 1)
    yield "date: same day, stated", day & stated_left & stated_right & (gap == 0)
    equal = (left["first"] == right["first"]) & (left["last"] == right["last"])
    yield "date: same days", both & equal & (width > 0)
    for name, chosen in (
        ("stated", stated_left & stated_right),
        ("one stated", stated_left ^ stated_right),
        ("inferred", ~stated_left & ~stated_right),
    ):
        meet, part = both & chosen & (gap == 0), both & chosen & (gap > 0)
        yield f"date: meet, {name}", meet
        yield f"date: meet, {name}, width", np.where(meet, logs(width), np.float32(0))
        yield f"date: apart, {name}", part
        yield f"date: apart, {name}, days", np.where(part, logs(gap), np.float32(0))
    yield "date: none", ~dated_left & ~dated_right
    yield "date: one", dated_left ^ dated_right
    yield from _publication(pairs, dated_left, dated_right)


def dated(side: NDArray[Any]) -> Flags:
    """Tell which mentions have a date with both ends."""
    found: Flags = (side["first"] != NO_DAY) & (side["last"] != NO_DAY)
    return found


def gap_days(pairs: Pairs) -> NDArray[np.int64]:
    """Give the days between the dates of pairs, 0 if they meet; without meaning where one has none."""
    first, last = _ends(pairs.left), _ends(pairs.right)
    found: NDArray[np.int64] = np.maximum(np.maximum(first[0] - last[1], last[0] - first[1]), 0)
    return found


def _ends(side: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    return side["first"].astype(np.int64), side["last"].astype(np.int64)


def _days(side: NDArray[Any]) -> NDArray[np.int64]:
    first, last = _ends(side)
    return np.where(dated(side), last - first, 0)


def _publication(pairs: Pairs, dated_left: Flags, dated_right: Flags) -> Signs:
    left, right = pairs.left, pairs.right
    known = (left["published"] != NO_DAY) & (right["published"] != NO_DAY)
    days = np.where(known, pairs.apart("published"), 0)
    yield "published: days apart", logs(days)
    yield "published: not both", ~known
    yield "published: in a week", known & (days <= NEWS_DAYS)
    yield "published: in two days", known & (days <= 2)
    off = np.maximum(_off(left, right, dated_left & ~dated_right), _off(right, left, dated_right & ~dated_left))
    yield "date: one, days off the other's news", logs(off)
    after = _after(left, right, dated_left) | _after(right, left, dated_right)
    yield "date: after the other's publication", after


def _off(one: NDArray[Any], other: NDArray[Any], chosen: Flags) -> NDArray[np.int64]:
    """Give the days between a dated act and the news of a report that tells an undated one."""
    first, last = _ends(one)
    published = other["published"].astype(np.int64)
    off = np.maximum(np.maximum(first - published, published - NEWS_DAYS - last), 0)
    return np.where(chosen & (other["published"] != NO_DAY), off, 0)


def _after(one: NDArray[Any], other: NDArray[Any], chosen: Flags) -> Flags:
    told = ~_AHEAD[one["status"]] & ~_AHEAD[other["status"]]
    later: Flags = chosen & told & (other["published"] != NO_DAY) & (one["first"] > other["published"])
    return later
