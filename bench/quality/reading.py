"""Texts read by the product, as if each were a file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sayso.config import BuildOptions
from sayso.pipeline import load_stages, read_document
from sayso.readers import walk
from sayso.record.documents import RawDocument
from sayso.record.readings import Reading


def read_text(name: str, text: str, method: str) -> Reading:
    """Read a text through all stages as the file ``name``, without a sidecar."""
    content = text.encode("utf-8")
    raw = RawDocument(name, content, hashlib.sha256(content).hexdigest(), "text/plain", "bench")
    return read_document(raw, load_stages(BuildOptions(method=method)))


def read_file(path: Path) -> Reading | None:
    """Read a file through all stages, with its sidecar; None for one that cannot be read."""
    (raw,) = walk([str(path)])
    return read_document(raw, load_stages(BuildOptions())) if isinstance(raw, RawDocument) else None
