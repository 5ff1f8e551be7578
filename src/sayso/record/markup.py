"""Marks of Markdown that stand in texts of record and belong to no word."""

from __future__ import annotations

import re

MARKS = (
    r"(?<!\*)\*{2}(?=[^\s*])|(?<=[^\s*])\*{2}(?!\*)"
    r"|\[(?=[^\[\]\n]{1,200}\]\(http)|\]\(http[^()\s]{1,500}\)"
)
"""A pattern for bold marks, and for what of a link is not its words."""

_MARKS = re.compile(MARKS)


def without_marks(text: str) -> str:
    """Drop bold marks and link addresses.

    >>> without_marks("envoy **Maria Roe** of [the mission](https://example.org/m)")
    'envoy Maria Roe of the mission'
    """
    return _MARKS.sub("", text)
