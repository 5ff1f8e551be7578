"""What pages and reports open on, and how often rows of that kind are right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.codebook.tables import integer_cell, list_cell, number_cell, read_rows
from sayso.record.vocabulary import QuadClass

FOLDER = Path(__file__).parent / "show_data"
"""Tables apart from the codebook: an edit of them changes what is shown first, and nothing of what is read."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Say which events are shown until somebody asks for others: of these classes, and at least so likely.

    Of ``mentions`` such mentions, measured in ``documents`` annotated reports, the share ``wholly_right`` has the type,
    every actor, recipient and place, the date and the voice right; ``nearly_right`` asks for one actor, recipient and
    place of each.
    """

    quads: tuple[QuadClass, ...]
    min_probability: float
    wholly_right: float
    nearly_right: float
    mentions: int
    documents: int

    @classmethod
    def load(cls) -> Opening:
        """Read opening.tsv, once.

        >>> Opening.load().shows("verbal_conflict", 0.9), Opening.load().shows("material_conflict", 0.9)
        (False, True)

        Raises:
            CodebookError: the table is absent or a cell holds what is not known.
        """
        return _load()

    def shows(self, quad: str, probability: float) -> bool:
        """Tell whether an event is among those shown first."""
        return quad in self.quads and probability >= self.min_probability

    @property
    def words(self) -> str:
        """Say what is shown first: ``material acts with a probability of at least 0.75``."""
        return f"material acts with a probability of at least {self.min_probability:g}"

    @property
    def share_words(self) -> str:
        """Say how often such rows are right, in one sentence without a stop."""
        return (
            f"of {self.mentions} such mentions in {self.documents} annotated reports, {self.wholly_right:.0%} are right"
            f" in every field, {self.nearly_right:.0%} in type, date, voice and one actor, recipient and place of each"
        )


@cache
def _load() -> Opening:
    columns = ("quads", "min_probability", "wholly_right", "nearly_right", "mentions", "documents")
    (row,) = read_rows("opening.tsv", columns, FOLDER)
    quads: tuple[QuadClass, ...] = list_cell(row, "quads")  # type: ignore[assignment]
    bar, wholly, nearly = (number_cell(row, name, least=0, most=1) for name in columns[1:4])
    mentions, documents = (integer_cell(row, name, least=1) for name in columns[4:])
    return Opening(quads, bar, wholly, nearly, mentions, documents)
