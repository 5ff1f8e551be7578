"""What could not be read or was not coded, with the reports that were met more than once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sayso.record.documents import Rejection

_REJECTIONS = """
SELECT path, locator, stage, reason, detail, min(at) FROM rejections GROUP BY path, locator, stage, reason, detail
"""

# A document is shown at the lowest of its places; every further place is one more meeting of the same report.
_DUPLICATES = """
SELECT sightings.path, sightings.locator, documents.path, documents.locator, count(*) - (
  sightings.path = documents.path AND sightings.locator = documents.locator) AS further
FROM sightings JOIN documents ON documents.id = sightings.doc
GROUP BY sightings.path, sightings.locator, documents.id HAVING further > 0
"""


def rejections(connection: sqlite3.Connection) -> Iterator[Rejection]:
    """List what could not be read or was not coded, by path; a report met twice is among them."""
    found = [
        Rejection(path, stage, reason, detail, locator or None, at)
        for path, locator, stage, reason, detail, at in connection.execute(_REJECTIONS)
    ]
    for path, locator, shown_path, shown_locator, further in connection.execute(_DUPLICATES):
        found.extend([_duplicate(path, locator, shown_path, shown_locator)] * further)
    yield from sorted(found, key=rejection_order)


def rejection_order(one: Rejection) -> tuple[str, str, str, str, str]:
    """Give the key by which rejections are listed."""
    return one.path, one.locator or "", one.stage, one.reason, one.detail


def _duplicate(path: str, locator: str, shown_path: str, shown_locator: str) -> Rejection:
    shown = f"{shown_path} ({shown_locator})" if shown_locator else shown_path
    detail = f"The same text, outlet, date and address as {shown}: kept once"
    return Rejection(path, "read", "duplicate", detail, locator or None)
