"""Split: which documents of a corpus only report, and which may be looked at to tune."""

from __future__ import annotations

from hashlib import sha256


def reported(name: str) -> bool:
    """Tell whether a document only reports: three of ten do, chosen by a hash of their names.

    >>> [reported(name) for name in ("report-1", "report-2", "report-3")]
    [False, True, False]
    """
    return int.from_bytes(sha256(name.encode()).digest()[:4], "big") % 10 < 3
