"""Read JSON Lines: each line is a document."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.config import ReadOptions
from sayso.readers.limits import MAX_DOCUMENT_BYTES
from sayso.readers.source import Source, utf8_lines
from sayso.record.documents import RawDocument, Rejection

READER = "jsonl/1"


def read_lines(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Give each line that is not blank as a document, without its line end; lines count from 1."""
    for number, (line, whole) in enumerate(utf8_lines(source.stream, MAX_DOCUMENT_BYTES), 1):
        content = line.strip()
        if not whole:
            detail = f"The line has more than {MAX_DOCUMENT_BYTES >> 20} MiB. It was passed over; split it."
            yield source.rejection("too_large", detail, f"line {number}")
        elif content:
            yield source.row(content, "application/json", READER, f"line {number}")
