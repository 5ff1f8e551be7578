"""Read CSV and TSV: each record is a document, its content the bytes of its lines."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain

from sayso.codebook.columns import load_field_names
from sayso.config import ReadOptions
from sayso.errors import UndecodableInput
from sayso.readers.limits import MAX_DOCUMENT_BYTES
from sayso.readers.source import Source, utf8_lines
from sayso.readers.table_records import records
from sayso.record.documents import FIELDS, RawDocument, Rejection

READER = "csv/1"
DELIMITERS = (",", "\t", ";", "|")
MAX_HEADER_BYTES = 65_536
"""A header over 64 KiB is a table without one, or no table."""


def read_table(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give each record that is not blank; ``row 1`` is the first after the header.

    The delimiter is the one the header has most of. ``media_type`` names it where it is neither a comma nor
    a tab.

    Raises:
        UndecodableInput: ``bad_csv`` (no header) or ``no_text_column``; no row is read then.
    """
    lines = utf8_lines(source.stream, MAX_DOCUMENT_BYTES)
    first = next(lines, (b"", True))
    delimiter = _delimiter(first[0])
    rows = records(chain([first], lines), delimiter, MAX_DOCUMENT_BYTES)
    columns = _columns(next(rows).content, delimiter)
    text_columns = load_field_names().find("text", columns, options.column("text"))
    if not text_columns:
        raise _no_text_column(columns, options)
    for name, column in options.columns:
        if name in FIELDS and column not in columns:
            yield source.rejection("no_column", f"No column {column!r} for {name}. There are: {_list(columns)}.")
    number = 0
    for row in rows:
        blank = not row.content.strip(b" \r\n" + delimiter.encode())
        number += not blank or row.fault is not None
        if row.fault:
            yield source.rejection(*row.fault, locator=f"row {number} (line {row.line})")
        elif not blank:
            content = row.content.rstrip(b"\r\n")
            yield source.row(content, _media_type(delimiter), READER, f"row {number}", columns)


def has_mapped_header(head: bytes, options: ReadOptions) -> bool:
    """Tell whether a text begins with a header that has the column a person mapped to the text."""
    mapped, first = options.column("text"), head.split(b"\n", 1)[0]
    return mapped is not None and bool(first.strip()) and mapped in _columns(first, _delimiter(first))


def _delimiter(header: bytes) -> str:
    bare = re.sub(rb'"[^"]*"', b"", header)
    return max(DELIMITERS, key=lambda mark: bare.count(mark.encode()))


def _columns(header: bytes, delimiter: str) -> tuple[str, ...]:
    text = header.decode("utf-8", "replace").strip("\r\n")
    try:
        names = next(csv.reader([text], delimiter=delimiter)) if len(header) <= MAX_HEADER_BYTES else []
    except csv.Error:
        names = []
    if not any(name.strip() for name in names):
        raise UndecodableInput("bad_csv", "the first line is no header", remedy="Name the columns in the first line")
    return tuple(name.strip() for name in names)


def _no_text_column(columns: tuple[str, ...], options: ReadOptions) -> UndecodableInput:
    mapped = options.column("text")
    what = f"no column {mapped!r}" if mapped else "no column with a usual name for the text"
    return UndecodableInput("no_text_column", f"{what}; there are: {_list(columns)}", remedy="Say --map text=COLUMN")


def _list(columns: tuple[str, ...]) -> str:
    shown = ", ".join(columns[:20])
    return shown if len(columns) <= 20 else f"{shown} and {len(columns) - 20} more"


def _media_type(delimiter: str) -> str:
    if delimiter == ",":
        return "text/csv"
    return "text/tab-separated-values" if delimiter == "\t" else f'text/csv; delimiter="{delimiter}"'
