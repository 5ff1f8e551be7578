"""Tables by which the record's codes are told in other coding schemes: ACLED's, UCDP's, POLECAT's.

They stand apart from the codebook: an edit of them changes exports, and nothing of what is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso.codebook.tables import folder_version, read_rows

FOLDER = Path(__file__).parent / "scheme_data"

ANY = "*"
"""A cell that fits whatever there is."""


def mapping_version() -> str:
    """Name the content of all tables of other schemes: any edit of any of them gives another name."""
    return folder_version(FOLDER)


def scheme_rows(name: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Read a table of ``codebook/scheme_data``, as ``read_rows`` does.

    Raises:
        CodebookError: the file is absent or breaks its form.
    """
    return read_rows(name, columns, FOLDER)


def fits_mode(wanted: str, mode: str | None) -> bool:
    """Tell whether a mode fits a cell: its word, ``*`` for any, ``-`` for none."""
    return wanted == ANY or wanted == (mode or "-")
