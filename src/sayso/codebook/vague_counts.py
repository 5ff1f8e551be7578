"""Counts that are only words, such as "dozens", as each scheme turns them into a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.schemes import scheme_rows
from sayso.codebook.tables import integer_cell

CountScheme = Literal["acled", "ucdp"]

_SCHEMES: tuple[CountScheme, ...] = get_args(CountScheme)


@dataclass(frozen=True, slots=True)
class VagueCounts:
    """Know what vague words count by one scheme.

    >>> acled, ucdp = VagueCounts.load("acled"), VagueCounts.load("ucdp")
    >>> acled.value("dozens"), ucdp.value("dozens"), acled.value("tens of thousands"), acled.value("12")
    (12, 24, 10000, None)
    """

    _values: Mapping[str, int]
    _scales: Mapping[str, int]

    @classmethod
    def load(cls, scheme: CountScheme) -> VagueCounts:
        """Read vague_counts.tsv for a scheme.

        Raises:
            CodebookError: the table is absent or breaks its form.
        """
        rows = scheme_rows("vague_counts.tsv", ("word", *_SCHEMES, "scale"))
        return cls(
            {row["word"]: integer_cell(row, scheme, least=0) for row in rows if row[scheme]},
            {row["word"]: integer_cell(row, "scale", least=1) for row in rows if row["scale"]},
        )

    def value(self, words: str) -> int | None:
        """Give the number that bare words in small letters come to, None if they are not vague."""
        parts = [word for word in words.split() if word not in ("a", "of")]
        value = self._values.get(parts[0]) if parts else None
        for part in parts[1:]:
            value = value * self._scales[part] if value is not None and part in self._scales else None
        return value
