"""Rows and text of corpora that are stored gzipped or plain, decoded as UTF-8."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def text_of(path: Path) -> str:
    """Read a text file, unpacking a name that ends in .gz.

    Raises:
        OSError: it is not there, or is not what its name says.
    """
    content = path.read_bytes()
    return (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read the objects of a JSON lines file, in order.

    Raises:
        OSError: as ``text_of``.
    """
    for line in text_of(path).split("\n"):
        if line.strip():
            yield json.loads(line)
