"""The bars from which texts at one address are versions of one report, and sentences the same one changed."""

from __future__ import annotations

from functools import cache

from sayso.codebook.tables import number_cell, read_rows
from sayso.errors import CodebookError
from sayso.record.versions import VersionBars

FILE = "version_bars.tsv"
COLUMNS = ("bar", "share")
_BARS = ("shared_sentences", "same_sentence")


@cache
def load_version_bars() -> VersionBars:
    """Read version_bars.tsv.

    Raises:
        CodebookError: a bar is missing, unknown or there twice, or its share is not between 0 and 1.

    >>> load_version_bars().shared_sentences
    0.2
    """
    return version_bars_of(read_rows(FILE, COLUMNS))


def version_bars_of(rows: list[dict[str, str]]) -> VersionBars:
    """Build the bars from rows as version_bars.tsv has them.

    Raises:
        CodebookError: as ``load_version_bars``.
    """
    shares = {row["bar"]: number_cell(row, "share", least=0, most=1) for row in rows}
    if len(rows) != len(_BARS) or shares.keys() != set(_BARS):
        raise CodebookError("the bars are not those known", path=FILE, remedy=f"Name each once: {', '.join(_BARS)}")
    return VersionBars(**shares)
