"""Kin: words that news uses for one kind of act, so that "quake" and "tremor" meet though their vectors may not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from sayso.codebook.phrases import fold
from sayso.codebook.stems import Stems
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError

FILE = "kin.tsv"


@dataclass(frozen=True, slots=True)
class Kin:
    """Know the kinds of act that a word may name. Built once by ``load``."""

    _kinds: Mapping[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Kin:
        """Read kin.tsv.

        Raises:
            CodebookError: a kind is there twice, or has a single word.
        """
        return _load()

    def of(self, stems: Iterable[str]) -> frozenset[int]:
        """Give the kinds that words with these stems may name, counted from 1; none for words of no kind.

        >>> kin, stems = Kin.load(), Stems.load()
        >>> kin.of([stems.of("tremor")]) & kin.of([stems.of("quakes")]) == frozenset()
        False
        >>> kin.of([stems.of("tremor")]) & kin.of([stems.of("verdict")])
        frozenset()
        """
        return frozenset(kind for stem in stems for kind in self._kinds.get(stem, ()))


@cache
def _load() -> Kin:
    stems = Stems.load()
    found: dict[str, set[int]] = {}
    seen: set[str] = set()
    for number, row in enumerate(read_rows(FILE, ("kind", "words")), 1):
        words = list_cell(row, "words")
        if row["kind"] in seen or len(words) < 2:
            problem = "is there twice" if row["kind"] in seen else "has a single word"
            raise CodebookError(
                f"{row['kind']!r} {problem}", path=FILE, remedy="Give each kind one row of several words"
            )
        seen.add(row["kind"])
        for word in words:
            found.setdefault(stems.of(fold(word)), set()).add(number)
    return Kin({stem: frozenset(kinds) for stem, kinds in found.items()})
