"""Series words: what around a trigger tells that a report speaks of many acts at once, or of one of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from sayso.codebook.phrases import PhraseTable
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError

SeriesSign = Literal[
    "gathered", "often", "recurs", "spread", "latest", "one", "mass", "times", "opens", "unit", "bounds", "ends"
]
Side = Literal["before", "after", "trigger", "date"]
COLUMNS = ("sign", "side", "reach", "words")


@dataclass(frozen=True, slots=True)
class SeriesCue:
    """Say what words tell of the trigger they stand before or behind, or are; ``reach`` words may lie between."""

    sign: SeriesSign
    side: Side
    reach: int


@cache
def load_series_words() -> PhraseTable[SeriesCue]:
    """Read series_words.tsv, by folded words.

    >>> [cue.sign for cue in load_series_words().lookup("string of")]
    ['gathered']

    Raises:
        CodebookError: a row names an unknown sign or side, or its reach is no whole number.
    """
    return series_words_of(read_rows("series_words.tsv", COLUMNS))


def series_words_of(rows: list[dict[str, str]]) -> PhraseTable[SeriesCue]:
    """Build the table from rows as series_words.tsv has them.

    Raises:
        CodebookError: as ``load_series_words``.
    """
    return PhraseTable.of((words, _cue(row)) for row in rows for words in list_cell(row, "words"))


def _cue(row: Mapping[str, str]) -> SeriesCue:
    signs: dict[str, SeriesSign] = {sign: sign for sign in get_args(SeriesSign)}
    sides: dict[str, Side] = {side: side for side in get_args(Side)}
    try:
        return SeriesCue(signs[row["sign"]], sides[row["side"]], int(row["reach"]))
    except (KeyError, ValueError) as error:
        raise CodebookError(
            f"{error} is no sign, side or reach",
            path="series_words.tsv",
            locator=row["words"],
            remedy=f"Signs: {', '.join(signs)}; sides: {', '.join(sides)}; reach: words, such as 3",
        ) from None
