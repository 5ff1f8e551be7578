"""Given names that are one name: short forms and far-off spellings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sayso.codebook.phrases import fold
from sayso.codebook.tables import LIST_MARK, read_rows


@cache
def load_given_names() -> Mapping[str, str]:
    """Read given_names.tsv: each folded form with the one that stands for it.

    >>> load_given_names()["aleksandr"], load_given_names()["mike"]
    ('alexander', 'michael')
    """
    rows = (row["names"].split(LIST_MARK) for row in read_rows("given_names.tsv", ("names",)))
    return {fold(form): fold(forms[0]) for forms in rows for form in forms}
