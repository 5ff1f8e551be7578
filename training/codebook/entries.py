"""Entries: the phrases of triggers.tsv with their weights and senses, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.codebook.triggers import COLUMNS
from training.codebook.reports import Reading


class Entry(NamedTuple):
    """Hold one phrase of the table: its weight, the weights of forms that differ, and the share of each sense."""

    phrase: str
    pos: str
    weight: float
    forms: dict[str, float]
    senses: tuple[tuple[Reading, float], ...]

    @property
    def type(self) -> str:
        """Give the type of the likeliest sense."""
        return self.senses[0][0][0]

    @property
    def mode(self) -> str | None:
        """Give the mode of the likeliest sense."""
        return self.senses[0][0][1]


def clamped(weight: float) -> float:
    """Keep a weight from saying always or never."""
    return max(0.02, min(0.97, weight))


def rows_of(entries: Sequence[Entry]) -> Iterator[dict[str, str]]:
    """Write entries as rows of triggers.tsv; weight and forms stand in the first row of a phrase."""
    for entry in entries:
        forms = ";".join(f"{written}={weight}" for written, weight in sorted(entry.forms.items()))
        for number, ((type_, mode), share) in enumerate(entry.senses):
            part = f"{share:.2f}" if len(entry.senses) > 1 else ""
            head = (f"{clamped(entry.weight):.2f}", part, forms) if number == 0 else ("", part, "")
            yield dict(zip(COLUMNS, (entry.phrase, entry.pos, type_, mode or "", *head), strict=True))
