"""Compare and cluster the mentions of a case: all of them over arrays, or only the blocks around some."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sayso.codebook.merging import PairWeights
from sayso.comparing import all_likely
from sayso.store import decided, sketched

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.merge.blockwise import Pairs

ROWS_AT_ONCE = 1 << 18
"""Rows turned from arrays into the database at once."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold mentions as an array of sketches, sorted by id."""

    numbers: Sequence[int]
    ids: Sequence[str]
    sketches: NDArray[Any]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, str, bytes]]) -> Sheet:
        from sayso.merge.sketch import sheet_of

        kept = sorted(rows, key=itemgetter(1))
        return cls([row[0] for row in kept], [row[1] for row in kept], sheet_of([row[2] for row in kept]))


class Clusterer:
    """Find the clusters of a case's mentions, inside a transaction; windows and likely pairs are kept on the way."""

    def __init__(self, write: sqlite3.Connection, weights: PairWeights) -> None:
        self._write = write
        self._weights = weights
        self._judged = decided.judged_pairs(write)

    def all(self, jobs: int) -> Mapping[str, str]:
        """Compare and cluster all mentions over arrays."""
        from sayso.merge.blocks import windows_of
        from sayso.merge.blockwise import clusters_of

        sheet = Sheet.of(sketched.all_sketches(self._write))
        sketched.replace_all_windows(self._write, _by_number(sheet, *windows_of(sheet.sketches)))
        pairs = all_likely(sheet.sketches, self._weights, jobs)
        sketched.replace_all_pairs(self._write, _numbered(sheet, pairs))
        found = clusters_of(sheet.sketches, pairs, *self._decided(sheet.ids))
        return {mention: sheet.ids[lowest] for mention, lowest in zip(sheet.ids, found.tolist(), strict=True)}

    def around(self, fresh: Collection[int], seeds: Collection[int]) -> Mapping[str, str]:
        """Compare fresh mentions with those they may meet; cluster the blocks around the seeds."""
        from sayso.merge.blockwise import clusters_of

        self._compare(fresh)
        sheet = self._sheet(self._blocks(seeds))
        found = clusters_of(sheet.sketches, self._kept(sheet), *self._decided(sheet.ids))
        return {mention: sheet.ids[lowest] for mention, lowest in zip(sheet.ids, found.tolist(), strict=True)}

    def _kept(self, sheet: Sheet) -> Pairs:
        """Give the likely pairs between the mentions of a sheet, as they are kept."""
        import numpy as np

        from sayso.merge.blockwise import Pairs

        rows = {number: row for row, number in enumerate(sheet.numbers)}
        kept = sketched.pairs_among(self._write, rows.keys())
        told = [(rows[one], rows[other], score, bar) for one, other, score, bar in kept]
        left, right, score, bar = zip(*told, strict=True) if told else ((), (), (), ())
        return Pairs(np.array(left, np.int64), np.array(right, np.int64), np.array(score), np.array(bar, np.uint8))

    def _compare(self, fresh: Collection[int]) -> None:
        import numpy as np

        from sayso.merge.blocks import keys_of, windows_of
        from sayso.merge.blockwise import likely_pairs

        own = self._sheet(fresh)
        windows, rows = windows_of(own.sketches)
        sketched.replace_windows(self._write, fresh, _by_number(own, windows, rows))
        met = sketched.standing_in(self._write, np.unique(windows).tolist())
        sheet = self._sheet(met | set(fresh))
        new = np.array([number in fresh for number in sheet.numbers], bool)
        pairs = likely_pairs(sheet.sketches, *keys_of(sheet.sketches), self._weights, new)
        sketched.add_pairs(self._write, _numbered(sheet, pairs))

    def _blocks(self, seeds: Collection[int]) -> set[int]:
        """Give all mentions that likely pairs, and what people called the same, connect with the seeds."""
        from sayso.merge.cluster import CONNECTS

        numbers = sketched.numbers_of(self._write, {mention for pair in self._judged for mention in pair})
        joined: dict[int, set[int]] = {}
        for (one, other), judged in self._judged.items():
            if judged.judgement == "same" and one in numbers and other in numbers:
                joined.setdefault(numbers[one], set()).add(numbers[other])
                joined.setdefault(numbers[other], set()).add(numbers[one])
        found, edge = set(seeds), set(seeds)
        while edge:
            met = sketched.partners(self._write, edge, above=CONNECTS)
            met.update(number for mine in edge & joined.keys() for number in joined[mine])
            edge = met - found
            found |= edge
        return found

    def _sheet(self, numbers: Collection[int]) -> Sheet:
        return Sheet.of(sketched.sketches_of(self._write, numbers))

    def _decided(self, ids: Sequence[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
        """Give the rows that people called the same, the newest decision first, and those they called different."""
        ends = {mention for pair in self._judged for mention in pair}
        rows = {mention: row for row, mention in enumerate(ids) if mention in ends} if ends else {}
        told: dict[str, list[tuple[int, int]]] = {"same": [], "different": [], "unsure": []}
        for (one, other), judged in self._judged.items():
            if one in rows and other in rows:
                told[judged.judgement].append((rows[one], rows[other]))
        return told["same"], told["different"]


def _by_number(sheet: Sheet, windows: NDArray[Any], rows: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Give windows with the numbers of their mentions, sorted."""
    import numpy as np

    numbers = np.array(sheet.numbers, np.int64)[rows]
    for chunk in np.array_split(np.lexsort((numbers, windows)), max(1, len(windows) // ROWS_AT_ONCE)):
        yield from zip(windows[chunk].tolist(), numbers[chunk].tolist(), strict=True)


def _numbered(sheet: Sheet, pairs: Pairs) -> Iterator[tuple[int, int, float, int]]:
    """Give pairs by the numbers of their mentions, the lower first, sorted."""
    import numpy as np

    numbers = np.array(sheet.numbers, np.int64)
    left, right = numbers[pairs.left], numbers[pairs.right]
    low, high = np.minimum(left, right), np.maximum(left, right)
    for chunk in np.array_split(np.lexsort((high, low)), max(1, len(low) // ROWS_AT_ONCE)):
        columns = (low[chunk], high[chunk], pairs.score[chunk], pairs.bar[chunk])
        yield from zip(*(column.tolist() for column in columns), strict=True)
