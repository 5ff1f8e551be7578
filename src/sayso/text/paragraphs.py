"""Paragraphs: the lines of a text, or the blocks of a hard-wrapped one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ``str.splitlines`` takes for the end of a line."""
_LINE = re.compile(f"[^{LINE_BREAKS}]+")
_BLANK_LINES = re.compile(r"(?:\r\n?|\n)[ \t\xa0]*(?:\r\n?|\n)")

WRAP_WIDTHS = (45, 100)
"""Characters: the median line of a hard-wrapped mail or wire text lies between these; a paragraph that runs
on one line is longer, a list of headlines shorter. None of the 319 reports of gold/train is wrapped
(2026-11), 0 are taken for it."""
WRAP_LINES = 6
"""Lines: fewer cannot show a margin."""
WRAP_BROKEN = 0.5
"""Share of the lines inside a block that end in a letter or comma: wrapped sentences run on."""


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Give the half-open code-point ranges of a text's paragraphs, white space at their ends left out.

    A line is a paragraph, unless the text is hard-wrapped: then a block between blank lines is. Empty text
    gives none.

    >>> paragraphs("One line.\\n\\nAnother. ")
    ((0, 9), (11, 19))
    """
    lines = _filled_lines(text)
    if not _is_wrapped(text, lines):
        return tuple(lines)
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and not _BLANK_LINES.search(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def _filled_lines(text: str) -> list[tuple[int, int]]:
    filled = []
    for match in _LINE.finditer(text):
        line = match.group()
        body = line.strip()
        if body:
            start = match.start() + len(line) - len(line.lstrip())
            filled.append((start, start + len(body)))
    return filled


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    if len(lines) < WRAP_LINES:
        return False
    inner = [
        (start, end)
        for (start, end), (following, _) in pairwise(lines)
        if not _BLANK_LINES.search(text, end, following)
    ]
    if len(inner) < max(WRAP_LINES // 2, len(lines) // 3):
        return False
    from statistics import median

    width = median(end - start for start, end in inner)
    broken = sum(text[end - 1].isalnum() or text[end - 1] == "," for _, end in inner)
    return WRAP_WIDTHS[0] <= width <= WRAP_WIDTHS[1] and broken >= WRAP_BROKEN * len(inner)
