"""The first look: which pairs that share a block key are worth comparing in full.

A tenth of what a comparison takes, over a few columns that lie close in memory, and like it a fixed function of two
sketches. What it lets go counts as a pair never compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.codebook.merging import PairWeights
from sayso.merge.pairs import Column, Flags, Sheet

Sets = NDArray[np.uint64]
CHUNK = 1 << 13
"""Pairs looked at at once: few enough to stay in a processor's cache."""
STEPS = 1 << 10
"""Sums are made of whole steps of 1/1024, so that no last digit of them decides."""
_SETS = {"stem": "stems", "actor": "actor_sides", "recipient": "recipient_sides", "place": "places"}


@dataclass(frozen=True, slots=True, eq=False)
class FirstLook:
    """Hold the columns of a sheet that are looked at; sets of hashes as one bit each of 64."""

    columns: dict[str, NDArray[Any]]
    vectors: NDArray[np.int8]
    weights: dict[str, NDArray[np.int32]]

    @classmethod
    def of(cls, sheet: Sheet, weights: PairWeights | None = None) -> FirstLook:
        """Lay out the columns of a sheet."""
        table = weights or PairWeights.first_look()
        steps = {name: np.rint(np.array(pair) * STEPS).astype(np.int32) for name, pair in table.signs.items()}
        steps["bias"] = np.rint(np.array(table.bias) * STEPS).astype(np.int32)
        columns = {name: np.ascontiguousarray(sheet[name]) for name in ("document", "type", "status", "model")}
        columns |= {name: _set(sheet[field]) for name, field in _SETS.items()}
        columns["size"] = _sizes(sheet["vector"])
        return cls(columns, np.ascontiguousarray(sheet["vector"]), steps)

    def worth(self, left: NDArray[Any], right: NDArray[Any]) -> Flags:
        """Tell which pairs of rows ``left`` and ``right`` are worth comparing; no pairs give none."""
        found = np.empty(len(left), bool)
        for start in range(0, len(left), CHUNK):
            part = slice(start, start + CHUNK)
            found[part] = self._sum(left[part], right[part]) >= 0
        return found

    def signs(self, left: NDArray[Any], right: NDArray[Any]) -> dict[str, Flags | Column]:
        """Measure pairs: the name of each sign with its values, flags and the likeness of triggers."""

        def same(name: str) -> Flags:
            flags: Flags = self.columns[name][left] == self.columns[name][right]
            return flags

        meets = {name: (self.columns[name][left] & self.columns[name][right]) != 0 for name in _SETS}
        likeness = np.where(same("model"), self._likeness(left, right), np.float32(0))
        both = meets["actor"] & meets["recipient"]
        return {"likeness": likeness, "type": same("type"), **meets, "status": same("status"), "parties": both}

    def _sum(self, left: NDArray[Any], right: NDArray[Any]) -> NDArray[np.int32]:
        across = (self.columns["document"][left] != self.columns["document"][right]).view(np.int8)
        total: NDArray[np.int32] = self.weights["bias"][across]
        for name, values in self.signs(left, right).items():
            total += np.rint(values * self.weights[name][across]).astype(np.int32)
        return total

    def _likeness(self, left: NDArray[Any], right: NDArray[Any]) -> Column:
        """Give the cosine of two trigger vectors; products and sums of signed bytes are exact in single precision."""
        mine, theirs = self.vectors[left].astype(np.float32), self.vectors[right].astype(np.float32)
        sizes = self.columns["size"][left] * self.columns["size"][right]
        found: Column = np.einsum("ij,ij->i", mine, theirs) / np.sqrt(np.maximum(sizes, 1))
        return found


def _sizes(vectors: NDArray[np.int8]) -> NDArray[np.float32]:
    """Give the squares of vectors' lengths."""
    found = np.empty(len(vectors), np.float32)
    for start in range(0, len(vectors), CHUNK):
        part = vectors[start : start + CHUNK].astype(np.float32)
        found[start : start + CHUNK] = np.einsum("ij,ij->i", part, part)
    return found


def _set(hashes: NDArray[np.uint32]) -> Sets:
    """Make sets of 64 bits; 0 stands for no hash, and the two lowest bits of a party's tell only what it is."""
    found = np.zeros(len(hashes), np.uint64)
    for column in hashes.T:
        bits = np.left_shift(np.uint64(1), (column.astype(np.uint64) >> np.uint64(2)) & np.uint64(63))
        found |= np.where(column != 0, bits, np.uint64(0))
    return found
