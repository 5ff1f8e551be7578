"""Documents that people took out of the record: which they are follows from the log of decisions alone.

A removed document stays in the case, out of every listing, and comes back when its removal is undone. An erased one is
gone (``store.erasing``). Either leaves hashes behind that tell it when it comes again, under whatever file name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sayso.errors import UsageError
from sayso.record.decisions import Decision
from sayso.record.documents import Rejection
from sayso.record.ids import content_hash
from sayso.store.chain import sha256
from sayso.store.log import read_decision
from sayso.store.rows import ReadingRows

REMOVE: Final = "remove"
ERASE: Final = "erase"

TOLD = """
SELECT original, text, json_extract(record, '$.outlet'), json_extract(record, '$.published_given'),
  json_extract(record, '$.url') FROM documents WHERE id = ?
"""

_TOMBSTONES = """
SELECT gone.doc, documents.path, documents.locator, decisions.id, decisions.record FROM (
  SELECT doc, decision FROM removed UNION ALL SELECT id, decision FROM erased WHERE kind = 'document') AS gone
JOIN decisions ON decisions.id = gone.decision LEFT JOIN documents ON documents.id = gone.doc ORDER BY gone.doc
"""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Tell which document was removed or erased, where it stood (None if erased), and by which decision."""

    doc: str
    path: str | None
    locator: str | None
    decision: Decision

    @property
    def words(self) -> str:
        """Say who removed it, when and why."""
        did = "Erased" if self.decision.action == ERASE else "Removed"
        why = f": {self.decision.note}" if self.decision.note else ""
        return f"{did} by {self.decision.by} on {(self.decision.at or '')[:10]}{why} (decision {self.decision.id})"


def hide_if_removed(write: sqlite3.Connection, rows: ReadingRows, origin: str) -> None:
    """Remove a reading just kept as well, where it is a removed document under another id.

    That is: the same but for its file name, or for what its bytes were read as; or the same bytes in the same place,
    whatever is said of them now. ``origin`` is a hash of where the file stands on disk.
    """
    told = write.execute(TOLD, (rows.doc,)).fetchone()
    place = place_of(origin, rows.path, rows.locator, rows.receipt.original)
    decision = _refusing(write, [*likenesses_of(*told), place]) if told else None
    if decision is not None:
        write.execute("INSERT OR IGNORE INTO removed VALUES (?, ?)", (rows.doc, decision))


def erased_by(write: sqlite3.Connection, rows: ReadingRows) -> str | None:
    """Give the decision by which a reading's bytes or text were erased, None if they may be kept."""
    if write.execute("SELECT 1 FROM refused LIMIT 1").fetchone() is None:
        return None
    row = write.execute("SELECT decision FROM erased WHERE kind = 'document' AND id = ?", (rows.doc,)).fetchone()
    if row is not None:
        return str(row[0])
    if write.execute("SELECT 1 FROM documents WHERE id = ?", (rows.doc,)).fetchone():
        return None
    return _refusing(write, contents_of(rows.receipt.original, rows.receipt.text_sha256))


def are_erased(connection: sqlite3.Connection, original: str) -> bool:
    """Tell whether bytes, by their SHA-256, were erased."""
    key, _ = contents_of(original, "")
    return connection.execute("SELECT 1 FROM refused WHERE key = ?", (key,)).fetchone() is not None


def contents_of(original: str, text_sha256: str) -> tuple[str, str]:
    """Give the hashes by which erased bytes, and text, are told whoever publishes them: of SHA-256 each."""
    return content_hash("bytes", original), content_hash("text", text_sha256)


def tombstones(connection: sqlite3.Connection) -> Iterator[Tombstone]:
    """List what was removed or erased, by id."""
    for doc, path, locator, decision, record in connection.execute(_TOMBSTONES):
        yield Tombstone(doc, path, locator or None, read_decision(decision, record))


def refuse_removed(connection: sqlite3.Connection, doc: str) -> None:
    """Say of a document, by id or path or place in it, by whom and why it was removed or erased.

    Raises:
        UsageError: it was.
    """
    for one in tombstones(connection):
        if doc in (one.doc, one.path, f"{one.path}:{one.locator}"):
            raise UsageError(f"the document {one.doc} is not in the record. {one.words}")


def removals(connection: sqlite3.Connection) -> Iterator[Rejection]:
    """List what was removed or erased as what was not coded, by id; an erased document is named by its id alone."""
    for one in tombstones(connection):
        reason = "erased" if one.decision.action == ERASE else "removed"
        yield Rejection(one.path or one.doc, "decide", reason, one.words, one.locator, one.decision.at)


def n_erased(connection: sqlite3.Connection) -> int:
    """Count the documents that were erased."""
    return int(connection.execute("SELECT count(*) FROM erased WHERE kind = 'document'").fetchone()[0])


def likenesses_of(original: str, text: str, outlet: str | None, published: str | None, url: str | None) -> list[str]:
    """Hash what a document is but for its file name: by its bytes, and by its text."""
    return [
        content_hash(kind, digest, outlet, published, url) for kind, digest in (("b", original), ("t", sha256(text)))
    ]


def place_of(origin: str, path: str, locator: str, original: str) -> str:
    """Hash bytes with the place they stand in."""
    return content_hash("place", origin, path, locator, original)


def _refusing(write: sqlite3.Connection, keys: tuple[str, ...] | list[str]) -> str | None:
    marks = ", ".join("?" * len(keys))
    row = write.execute(f"SELECT min(decision) FROM refused WHERE key IN ({marks})", keys).fetchone()
    return str(row[0]) if row[0] is not None else None
