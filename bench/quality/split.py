"""Split: which documents of a corpus only report, and which may be looked at to tune."""

from __future__ import annotations

import hashlib


def reported(name: str) -> bool:
    """Tell whether a document is of the 30 in 100 that only report; tune on the others.

    ``name`` is the document's name in its corpus, without folders or endings.

    >>> reported("one"), reported("two")
    (False, True)
    """
    return int.from_bytes(hashlib.sha256(name.encode("utf-8")).digest()[:4], "big") % 10 < 3
