"""Write readings into a case file. There is one writer; whoever reads documents hands it finished rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sayso.record.documents import Rejection
from sayso.store.case_file import transaction
from sayso.store.rows import ReadingRows, Row


class Writer:
    """Add readings, rejections and file marks to an open case.

    Every method is idempotent: adding what is there already changes nothing, and what is shown of a
    document that was met in several places depends on the places alone, not on their order.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def file_is_read(self, path: str, fingerprint: str, signature: str) -> bool:
        """Tell whether a file with this content was read to its end by this way of reading."""
        row = self._connection.execute(
            "SELECT 1 FROM files WHERE (path, fingerprint, signature) = (?, ?, ?)",
            (path, fingerprint, signature),
        )
        return row.fetchone() is not None

    def raw_is_read(self, path: str, locator: str | None, raw: str, signature: str) -> bool:
        """Tell whether these bytes at this place were read by this way of reading."""
        row = self._connection.execute(
            "SELECT 1 FROM sightings WHERE (path, locator, raw, signature) = (?, ?, ?, ?)",
            (path, locator or "", raw, signature),
        )
        return row.fetchone() is not None

    def rejected_in(self, path: str) -> list[str]:
        """List the reasons of what was rejected in a file."""
        return [
            reason
            for (reason,) in self._connection.execute(f"SELECT reason FROM rejections WHERE {_IN_FILE}", _in_file(path))
        ]

    def begin_file(self, path: str) -> None:
        """Forget what was rejected in a file, as it is about to be read again."""
        with transaction(self._connection) as write:
            write.execute(f"DELETE FROM rejections WHERE {_IN_FILE}", _in_file(path))

    def end_file(self, path: str, fingerprint: str, signature: str) -> None:
        """Mark a file as read to its end."""
        with transaction(self._connection) as write:
            write.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, fingerprint, signature))

    def add(self, readings: Iterable[tuple[ReadingRows, str]], signature: str, rejections: Iterable[Rejection]) -> None:
        """Keep readings (each with the key of its raw bytes) and rejections, in one transaction."""
        with transaction(self._connection) as write:
            for rows, raw in readings:
                self._add_reading(write, rows)
                write.execute(
                    "INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?, ?)",
                    (*rows.place_key, raw, signature, rows.doc),
                )
                _add_rejections(write, rows.warnings)
            _add_rejections(write, rejections)

    def _add_reading(self, write: sqlite3.Connection, rows: ReadingRows) -> None:
        write.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?)", rows.original)
        shown = write.execute("SELECT path, locator FROM documents WHERE id = ?", (rows.doc,)).fetchone()
        if shown is not None:
            if tuple(shown) < rows.place_key:
                return
            write.execute("DELETE FROM documents WHERE id = ?", (rows.doc,))
        _add_fingerprint(write, rows)
        write.execute(f"INSERT INTO documents VALUES (NULL, {_marks(12)})", rows.document)
        write.executemany(f"INSERT INTO mentions VALUES (NULL, {_marks(11)})", rows.mentions)
        write.executemany(f"INSERT INTO events VALUES (NULL, {_marks(8)})", rows.events)
        write.executemany(f"INSERT INTO commitments VALUES (NULL, {_marks(4)})", rows.commitments)
        write.executemany(f"INSERT OR REPLACE INTO identities VALUES ({_marks(3)})", rows.identities)
        write.executemany(f"INSERT INTO names VALUES ({_marks(6)})", rows.names)


_IN_FILE = "(path = ? OR substr(path, 1, ?) = ?)"


def _in_file(path: str) -> Row:
    return path, len(path) + 1, f"{path}/"


def _marks(n: int) -> str:
    return ", ".join("?" * n)


def _add_fingerprint(write: sqlite3.Connection, rows: ReadingRows) -> None:
    mark = rows.fingerprint
    added = write.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, 0)", (mark.text_hash, mark.signature))
    if added.rowcount == 0:
        return
    write.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", ((band, mark.text_hash) for band in mark.bands))
    write.executemany(
        "INSERT OR IGNORE INTO paragraphs VALUES (?, ?)",
        ((digest, mark.text_hash) for digest in mark.paragraphs),
    )


def _add_rejections(write: sqlite3.Connection, rejections: Iterable[Rejection]) -> None:
    rows: list[Row] = [(r.path, r.locator or "", r.stage, r.reason, r.detail, r.at) for r in rejections]
    write.executemany("INSERT OR IGNORE INTO rejections VALUES (?, ?, ?, ?, ?, ?)", rows)
