"""Split: which documents of a corpus only report, and which may be looked at to tune."""

from __future__ import annotations

import hashlib


def reported(name: str) -> bool:
    """Tell whether a document only reports: three in ten, by the sha256 of its name.

    >>> [reported(name) for name in ("a", "b", "c", "d")]
    [True, False, False, False]
    """
    return int.from_bytes(hashlib.sha256(name.encode("utf-8")).digest()[:4], "big") % 10 < 3
