"""Take documents out of the record, bring them back, or erase them, as the log of decisions says."""

from __future__ import annotations

import sqlite3

from sayso.store.erasing import erase
from sayso.store.log import decisions_in_order
from sayso.store.removed import ERASE, REMOVE, TOLD, likenesses_of, place_of
from sayso.store.waiting import touch

_PLACES = """
SELECT DISTINCT origin, sightings.path, sightings.locator, received.original
FROM sightings JOIN received USING (doc) WHERE doc = ?
"""


def apply_removals(write: sqlite3.Connection) -> None:
    """Bring what is removed in line with the decisions, and note for merging what came back or went.

    A decision to erase is carried out once; to undo it brings nothing back.
    """
    decisions = [one for one in decisions_in_order(write) if one.action in (REMOVE, ERASE)]
    standing = {one.id: one.target.id for one in decisions if one.action == REMOVE and one.undone_by is None}
    known = {decision for (decision,) in write.execute("SELECT DISTINCT decision FROM removed")}
    for decision in sorted(known - standing.keys()):
        _bring_back(write, decision)
    for one in decisions:
        if one.id in standing.keys() - known:
            _remove(write, one.target.id, one.id)
        elif one.action == ERASE and _is_there(write, one.target.id):
            erase(write, one.target.id, one.id)


def _is_there(write: sqlite3.Connection, doc: str) -> bool:
    return write.execute("SELECT 1 FROM documents WHERE id = ?", (doc,)).fetchone() is not None


def _remove(write: sqlite3.Connection, doc: str, decision: str) -> None:
    told = write.execute(TOLD, (doc,)).fetchone()
    if told is None:
        return
    write.execute("INSERT OR IGNORE INTO removed VALUES (?, ?)", (doc, decision))
    places = write.execute(_PLACES, (doc,)).fetchall()
    keys = [*likenesses_of(*told), *(place_of(*place) for place in places)]
    write.executemany("INSERT OR IGNORE INTO refused VALUES (?, ?)", ((key, decision) for key in keys))
    touch(write, doc)


def _bring_back(write: sqlite3.Connection, decision: str) -> None:
    for (doc,) in write.execute("SELECT doc FROM removed WHERE decision = ?", (decision,)).fetchall():
        touch(write, doc)
    for table in ("removed", "refused"):
        write.execute(f"DELETE FROM {table} WHERE decision = ?", (decision,))
