"""A reader of documents that dies on one of them, for the test that builds survive it."""

from __future__ import annotations

import os

from sayso.config import BuildOptions
from sayso.pool import read_to_rows
from sayso.record.documents import RawDocument, Rejection
from sayso.store.rows import ReadingRows

_read = read_to_rows


def deadly_read(raw: RawDocument, options: BuildOptions) -> ReadingRows | Rejection:
    """Read a document, or die without a word if it is the one."""
    if raw.path == "2019-12-28-meridian-k1-rockets.txt":
        os._exit(9)
    return _read(raw, options)
