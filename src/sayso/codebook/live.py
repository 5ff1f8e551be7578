"""Words of live pages and digests: what announces posts, what stands before a stamp, which zones have one offset."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from sayso.codebook.tables import cell_fault, list_cell, one_of, read_rows

FILE = "live_words.tsv"
COLUMNS = ("sign", "words", "offset")
_OFFSET = re.compile(r"[+-](?:0\d|1[0-4]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class LiveWords:
    """Hold the words by sign, in small letters; ``zones`` map letters to an offset such as ``+01:00``.

    >>> load_live_words().zones["msk"]
    '+03:00'
    """

    announced: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    zones: Mapping[str, str] = field(default_factory=dict)


@cache
def load_live_words() -> LiveWords:
    """Read live_words.tsv.

    Raises:
        CodebookError: a sign is unknown, a zone has no offset or two, or other words have one.
    """
    return live_words_of(read_rows(FILE, COLUMNS))


def live_words_of(rows: list[dict[str, str]]) -> LiveWords:
    """Build the words from rows as live_words.tsv has them.

    Raises:
        CodebookError: as ``load_live_words``.
    """
    words: dict[str, list[str]] = {"announced": [], "before": []}
    zones: dict[str, str] = {}
    for row in rows:
        sign, told = one_of(row, "sign", ("announced", "before", "zone")), list_cell(row, "words")
        if bool(row["offset"]) != (sign == "zone") or (row["offset"] and not _OFFSET.fullmatch(row["offset"])):
            raise cell_fault(row, "offset", "no offset of a zone", "Write +01:00 for a zone, nothing for other words")
        if sign != "zone":
            words[sign] += map(str.casefold, told)
            continue
        for zone in map(str.casefold, told):
            if zones.setdefault(zone, row["offset"]) != row["offset"]:
                raise cell_fault(row, "words", f"a second offset for {zone!r}", "Keep one, or leave the zone out")
    return LiveWords(tuple(words["announced"]), tuple(words["before"]), zones)
