"""Sketches: what merging needs to know of a mention, in a record of fixed size.

Comparison works on arrays of them, so that a million mentions fit in memory and no text is opened again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.codebook.kin import Kin
from sayso.merge.globe import point
from sayso.merge.parties import hashed, party, side_of
from sayso.merge.series import EXTENTS, series_signs
from sayso.merge.sides import Sides
from sayso.merge.story import NOTHING_TOLD, TOLD, Story, Told
from sayso.merge.wording import stems_of, wording_of
from sayso.record.documents import Document
from sayso.record.mentions import EventMention, NumberArgument, PlaceArgument
from sayso.record.vectors import LONGEST_VECTOR, TriggerVector
from sayso.record.vocabulary import EVENT_TYPES, NUMBER_KINDS, STANCES, STATUSES, DateBasis

if TYPE_CHECKING:
    from numpy.typing import NDArray

BASES: tuple[DateBasis, ...] = ("none", "document", "narrative", "relative", "stated")
NO_DAY = -(2**31)
"""A day that is not known."""
NO_BOUND = -(2**31)
"""A bound of a number that is open."""
PARTIES, PLACES, COUNTS, STEMS = 3, 2, 3, 3
"""How many actors (and recipients), places, numbers and stems of the trigger a sketch holds: the first told."""

KIN = 10
"""How many kinds of act that its trigger may name a sketch holds."""

SKETCH = np.dtype(
    [
        ("document", "<u8"), ("outlet", "<u4"), ("published", "<i4"), ("anchor", "<i4"),
        ("trigger", "<i4"), ("sentence", "<i4"),
        ("type", "u1"), ("mode", "<u2"), ("status", "u1"), ("stance", "u1"), ("basis", "u1"), ("article", "u1"),
        ("extent", "u1"),
        ("first", "<i4"), ("last", "<i4"), ("stems", "<u4", STEMS), ("head", "<u4"), ("kin", "<u2", KIN),
        ("actors", "<u4", PARTIES), ("actor_sides", "<u4", PARTIES),
        ("recipients", "<u4", PARTIES), ("recipient_sides", "<u4", PARTIES),
        ("places", "<u4", PLACES), ("countries", "<u2", PLACES), ("precisions", "u1", PLACES),
        ("points", "<f4", (PLACES, 3)),
        ("kinds", "u1", COUNTS), ("lows", "<i4", COUNTS), ("highs", "<i4", COUNTS), ("origin", "<u4"),
        ("told_actors", "<u4", TOLD), ("told_recipients", "<u4", TOLD), ("told_places", "<u4", TOLD),
        ("words", "<u8", 4), ("names", "<u8", 2), ("title", "<u8", 2), ("story", "<u8", 4),
        ("actor_words", "<u8"), ("recipient_words", "<u8"), ("rank", "<u2"), ("alike", "<u2"),
        ("model", "<u2"), ("vector", "i1", LONGEST_VECTOR),
    ]
)  # fmt: skip
"""One mention, in little-endian bytes. Names, places and words stand as hashes, 0 where there is none; the two lowest
bits of a party's say what it is (``parties.NOBODY`` …). Days count from 0001-01-01; ``first`` and ``last`` bound the
act. ``words``, ``names``, ``title`` and ``story`` are sets of hashed words, one bit each: of the sentence, of the names
in it, of the headline, and of the names in the whole document. ``told_`` are whom and where the document's acts of the
family name most, ``alike`` how many there are, ``rank`` counts its mentions in text order. ``anchor`` is the day of
publication, or if that is not known the latest that the document states, ``extent`` an index of ``series.EXTENTS``."""


def sketch_of(
    mention: EventMention,
    document: Document,
    vector: TriggerVector | None,
    sides: Sides,
    story: Story | None = None,
) -> bytes:
    """Make the sketch of a mention; ``story`` is what its whole document tells, nothing if it is not given.

    The bytes are the same on every machine, and depend on the document alone.
    """
    told = story or Story()
    row = np.zeros((), SKETCH)
    row["document"] = int(document.id[1:17], 16)
    row["outlet"] = hashed(document.outlet)
    row["published"] = _day(document.published.last_day if document.published else None)
    row["anchor"] = row["published"] if document.published else _day(told.latest)
    row["trigger"], row["sentence"] = mention.trigger.start, mention.sentence.start
    row["rank"] = min(told.ranks.get(mention.id, 0), 2**16 - 1)
    _put_act(row, mention)
    _put_parties(row, mention, sides)
    _put_places(row, mention.places)
    _put_counts(row, mention.numbers)
    _put_wording(row, mention)
    _put_story(row, told, told.of_type.get(mention.type, NOTHING_TOLD))
    if vector is not None:
        row["model"] = hashed(vector.model) & 0xFFFF | 1
        row["vector"][: len(vector.values)] = np.frombuffer(vector.values, np.int8)
    return row.tobytes()


def sheet_of(rows: Sequence[bytes]) -> NDArray[Any]:
    """Lay sketches under each other, in the order given; no rows give an empty sheet.

    >>> len(sheet_of([]))
    0
    """
    return np.frombuffer(b"".join(rows), SKETCH)


def _put_act(row: NDArray[Any], mention: EventMention) -> None:
    row["type"] = EVENT_TYPES.index(mention.type)
    row["mode"] = hashed(mention.mode) & 0xFFFF
    row["status"] = STATUSES.index(mention.status)
    row["stance"] = STANCES.index(mention.attribution[0].stance) + 1 if mention.attribution else 0
    row["basis"] = BASES.index(mention.date_basis)
    row["extent"] = EXTENTS.index(series_signs(mention).extent)
    row["first"] = _day(mention.date.first_day if mention.date else None)
    row["last"] = _day(mention.date.last_day if mention.date else None)
    source = mention.attribution[0].source if mention.attribution else None
    if source is not None and not mention.attribution[0].anonymous:
        row["origin"] = hashed(source.actor or source.name or source.text)


def _put_parties(row: NDArray[Any], mention: EventMention, sides: Sides) -> None:
    for role, parties in (("actor", mention.actors), ("recipient", mention.recipients)):
        for at, who in enumerate(parties[:PARTIES]):
            row[f"{role}s"][at] = party(who, sides)
            row[f"{role}_sides"][at] = side_of(who, sides)
        words = np.zeros(1, np.uint64)
        set_bits(words, (stem for who in parties for stem in stems_of(who.text)))
        row[f"{role}_words"] = words[0]


def _put_places(row: NDArray[Any], places: Sequence[PlaceArgument]) -> None:
    for at, where in enumerate(places[:PLACES]):
        row["places"][at] = hashed(where.place)
        row["countries"][at] = int.from_bytes(where.country.encode()[:2], "big") if where.country else 0
        row["precisions"][at] = where.geo_precision or 0
        row["points"][at] = point(where.latitude, where.longitude)


def _put_counts(row: NDArray[Any], numbers: Sequence[NumberArgument]) -> None:
    own = [one for one in numbers if one.scope == "this_act" and one.subset_of is None]
    for at, one in enumerate(own[:COUNTS]):
        row["kinds"][at] = NUMBER_KINDS.index(one.kind) + 1
        row["lows"][at], row["highs"][at] = _bound(one.low), _bound(one.high)


def _put_wording(row: NDArray[Any], mention: EventMention) -> None:
    wording = wording_of(mention)
    row["article"] = wording.article
    row["head"] = hashed(wording.stems[-1]) if wording.stems else 0
    for at, stem in enumerate(wording.stems[-STEMS:]):
        row["stems"][at] = hashed(stem)
    kin = sorted(Kin.load().of(wording.stems))[:KIN]
    row["kin"][: len(kin)] = kin
    set_bits(row["words"], wording.words)
    set_bits(row["names"], wording.names)


def _put_story(row: NDArray[Any], story: Story, told: Told) -> None:
    set_bits(row["title"], story.title)
    set_bits(row["story"], story.names)
    row["alike"] = min(told.acts, 2**16 - 1)
    for field, found in (("actors", told.actors), ("recipients", told.recipients), ("places", told.places)):
        row[f"told_{field}"][: len(found[:TOLD])] = found[:TOLD]


def set_bits(field: NDArray[Any], words: Iterable[str]) -> None:
    """Add words to a set of hashed words."""
    size = 64 * len(field)
    for word in words:
        bit = hashed(word) % size
        field[bit // 64] |= np.uint64(1 << (bit % 64))


def _day(day: Any) -> int:
    return int(day.toordinal()) if day else NO_DAY


def _bound(value: int | None) -> int:
    return NO_BOUND if value is None else min(value, 2**31 - 1)
