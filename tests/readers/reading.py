"""Read inputs in one line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sayso.config import ReadOptions
from sayso.readers import walk
from sayso.record.documents import RawDocument, Rejection

PLAIN = ReadOptions()


def documents(*inputs: str | Path, options: ReadOptions = PLAIN) -> list[RawDocument]:
    """Read inputs of which nothing may be rejected."""
    found = list(walk([str(name) for name in inputs], options))
    lost = [item for item in found if isinstance(item, Rejection)]
    assert not lost
    return [item for item in found if isinstance(item, RawDocument)]


def rejections(*inputs: str | Path, options: ReadOptions = PLAIN) -> list[Rejection]:
    """Read inputs and give only what was rejected."""
    return [item for item in walk([str(name) for name in inputs], options) if isinstance(item, Rejection)]


def outline(found: Sequence[RawDocument | Rejection]) -> list[tuple[str, str | None, str]]:
    """Show (path, locator, content or reason) of each thing read."""
    return [
        (item.path, item.locator, item.content.decode() if isinstance(item, RawDocument) else item.reason)
        for item in found
    ]
