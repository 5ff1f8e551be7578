"""Decode one record of a table."""

from __future__ import annotations

import re

from sayso.config import ReadOptions
from sayso.record.documents import RawDocument
from sayso.text.body import Body
from sayso.text.formats.encoding import characters
from sayso.text.formats.fields import stated_by, text_of
from sayso.text.formats.markup import body_of_field

_QUOTED = re.compile(r'"(?P<inner>[^"]*+(?:""[^"]*+)*+)"')
_DELIMITER = re.compile(r'delimiter="(?P<mark>.)"')


def decode_row(raw: RawDocument, options: ReadOptions) -> Body:
    """Decode a record by the columns of its table; its text cell alone is the text of record, unchanged.

    A row with fewer cells than columns lacks the last ones; cells beyond the columns are not read, with a
    warning. What the row does not state of itself is taken from ``options.given``.

    Raises:
        UndecodableInput: ``no_text_field``.
    """
    record, warnings = characters(raw.content)
    found = cells(record, _delimiter(raw.media_type))
    if len(found) > len(raw.columns):
        detail = f"The row has {len(found)} cells and the table {len(raw.columns)} columns; check its quotes."
        warnings = (*warnings, ("extra_cells", detail))
    entries = {column: cell for column, cell in zip(raw.columns, found, strict=False) if column}
    stated = stated_by(entries, options).over(options.given)
    return body_of_field(text_of(entries, options), stated, warnings)


def cells(record: str, delimiter: str) -> list[str]:
    """Split a record into cells. The standard library does so, too, but only up to 131,072 characters a cell.

    A quotation mark counts only at a cell's first character; what follows its closing mark is kept.

    >>> cells('1,"so, ""he"" said",', ",")
    ['1', 'so, "he" said', '']
    """
    found: list[str] = []
    position = 0
    while position <= len(record):
        quoted = _QUOTED.match(record, position)
        after = quoted.end() if quoted else position
        end = record.find(delimiter, after)
        end = len(record) if end < 0 else end
        inner = quoted["inner"].replace('""', '"') if quoted else ""
        found.append(inner + record[after:end])
        position = end + len(delimiter)
    return found


def _delimiter(media_type: str) -> str:
    stated = _DELIMITER.search(media_type)
    if stated:
        return stated["mark"]
    return "\t" if media_type.startswith("text/tab") else ","
