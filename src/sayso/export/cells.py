"""Words of a report in a table: no cell that a spreadsheet would run."""

from __future__ import annotations

import re

MARK = "'"
"""What spreadsheets take for "this is text", and do not show."""

_OPENS = "=+-@＝＋－＠|%"
_BLANK = r"[\s\x00-\x20\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
# A tab or line break at the start is enough for some programs; others pass over what does not show.
_FORMULA = re.compile(rf"{_BLANK}*[{re.escape(_OPENS)}]|[\t\r\n\x00]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def safe_cell(value: object) -> object:
    """Give a cell that no spreadsheet takes for a formula: text that could be one begins with an apostrophe.

    Numbers, also written out, truth values and None stay as they are. ``plain_cell`` gives the text back.

    Source: OWASP, CSV Injection.

    >>> safe_cell("=HYPERLINK(A1)"), safe_cell("  @SUM(1)"), safe_cell("-10.0"), safe_cell("Taiz")
    ("'=HYPERLINK(A1)", "'  @SUM(1)", '-10.0', 'Taiz')
    """
    return f"{MARK}{value}" if isinstance(value, str) and _needs_mark(value) else value


def plain_cell(text: str) -> str:
    """Give back the text of which ``safe_cell`` made a cell.

    >>> plain_cell("'=1+1"), plain_cell("'90s")
    ('=1+1', "'90s")
    """
    return text[1:] if text.startswith(MARK) and _needs_mark(text[1:]) else text


def _needs_mark(text: str) -> bool:
    """Tell whether text could be a formula, or could be taken for one that was marked already."""
    bare = text.lstrip(MARK)
    return _FORMULA.match(bare) is not None and _NUMBER.fullmatch(bare) is None
