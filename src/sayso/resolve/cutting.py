"""Cutting: a phrase as words, with possessive marks and commas apart, and back again."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WORDS = re.compile(r"'s\b|,|[^\s,]+?(?='s\b)|[^\s,]+")


def cut(phrase: str) -> list[str]:
    """Cut a phrase into words.

    >>> cut("Iran's envoy, Jane Roe"), joined(cut("Iran's envoy, Jane Roe"))
    (['Iran', "'s", 'envoy', ',', 'Jane', 'Roe'], "Iran's envoy, Jane Roe")
    """
    return _WORDS.findall(phrase)


def joined(words: Sequence[str]) -> str:
    """Write words as one phrase."""
    return " ".join(words).replace(" 's", "'s").replace(" ,", ",")
