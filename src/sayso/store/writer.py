"""Write readings into a case file. There is one writer; whoever reads documents hands it finished rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.record.documents import Rejection
from sayso.record.readings import Fingerprint
from sayso.record.versions import VersionBars
from sayso.store.case_file import transaction
from sayso.store.chain import receive
from sayso.store.removed import erased_by, hide_if_removed
from sayso.store.rows import ReadingRows, Row
from sayso.store.versions import relate, relate_to, supersede, touch_translations
from sayso.store.waiting import part, touch

TRANSIENT = frozenset({"internal_error", "process_died"})
"""Reasons that may not hold next time, with more memory or a mended version: their file is read again."""

NOT_A_FILE = ""
"""The origin of what was asked for and is no file: a name that matches nothing, a folder that cannot be entered."""


class _Erased(Exception):
    """Raised to pass over a reading of what a decision erased."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Say where and how a document was met.

    ``origin`` is a hash of where its file stands on disk, ``raw`` of the bytes and metadata it was made from,
    ``way`` names the way of reading (version, codebook, options), ``reading`` the file's content and way together.
    """

    origin: str
    path: str
    locator: str
    raw: str
    way: str
    reading: str


class Writer:
    """Add readings, rejections and file marks to an open case.

    Every method is idempotent: adding what is there already changes nothing, and what is shown of a
    document that was met in several places depends on the places alone, not on their order.
    """

    def __init__(self, connection: sqlite3.Connection, bars: VersionBars) -> None:
        self._connection = connection
        self._bars = bars

    def file_is_read(self, origin: str, fingerprint: str, way: str) -> bool:
        """Tell whether a file with this content was read to its end in this way."""
        row = self._connection.execute(
            "SELECT 1 FROM files WHERE (origin, fingerprint, way) = (?, ?, ?)", (origin, fingerprint, way)
        )
        return row.fetchone() is not None

    def is_sighted(self, sighting: Sighting) -> bool:
        """Tell whether these bytes at this place were read in this way."""
        row = self._connection.execute(
            "SELECT 1 FROM sightings WHERE (origin, path, locator, raw, way) = (?, ?, ?, ?, ?)",
            (sighting.origin, sighting.path, sighting.locator, sighting.raw, sighting.way),
        )
        return row.fetchone() is not None

    def rejected_in(self, origin: str) -> list[str]:
        """List the reasons of what was rejected in a file."""
        rows = self._connection.execute("SELECT reason FROM rejections WHERE origin = ?", (origin,))
        return [reason for (reason,) in rows]

    def keep_rejections_of(self, sightings: Iterable[Sighting]) -> None:
        """Carry what was said against documents that need no new reading over to the file's present reading."""
        with transaction(self._connection) as write:
            write.executemany(
                "UPDATE rejections SET reading = ? WHERE (origin, path, locator) = (?, ?, ?)",
                ((seen.reading, seen.origin, seen.path, seen.locator) for seen in sightings),
            )

    def add(self, readings: Sequence[tuple[ReadingRows, Sighting]]) -> list[tuple[Sighting, Rejection]]:
        """Keep readings in one transaction; return those that the case's own rules refuse, with the reason."""
        refused = []
        with transaction(self._connection) as write:
            for rows, sighting in readings:
                write.execute("SAVEPOINT one_reading")
                try:
                    if decision := erased_by(write, rows):
                        raise _Erased(decision)
                    _add_reading(write, rows, sighting, self._bars)
                    _add_rejections(write, sighting.origin, sighting.reading, rows.warnings)
                except (sqlite3.IntegrityError, UnicodeEncodeError) as error:
                    write.execute("ROLLBACK TO one_reading")
                    detail = f"The case refuses a row of it ({error}). Please report this with the document."
                    refused.append((sighting, Rejection(rows.path, "store", "internal_error", detail, rows.locator)))
                except _Erased as error:
                    detail = f"The same bytes or text were erased from this case (decision {error})"
                    refused.append((sighting, Rejection(rows.path, "store", "erased", detail, rows.locator)))
                write.execute("RELEASE one_reading")
        return refused

    def reject(self, origin: str, reading: str, rejections: Iterable[Rejection]) -> None:
        """Keep what could not be read in one reading of a file."""
        with transaction(self._connection) as write:
            _add_rejections(write, origin, reading, rejections)

    def end_file(self, origin: str, reading: str, fingerprint: str, way: str, *, whole: bool) -> None:
        """Mark a file as read to its end, unless it is not ``whole``, and forget what earlier readings rejected."""
        with transaction(self._connection) as write:
            write.execute("DELETE FROM rejections WHERE origin = ? AND reading <> ?", (origin, reading))
            if whole:
                write.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (origin, fingerprint, way))


def _add_reading(write: sqlite3.Connection, rows: ReadingRows, sighting: Sighting, bars: VersionBars) -> None:
    write.execute(
        f"DELETE FROM rejections WHERE (origin, path, locator) = (?, ?, ?) AND reason IN ({_marks(len(TRANSIENT))})",
        (sighting.origin, sighting.path, sighting.locator, *sorted(TRANSIENT)),
    )
    new = _is_new(write, rows.doc, sighting)
    write.execute("INSERT OR IGNORE INTO originals VALUES (?, ?, ?)", rows.original)
    if _is_shown(write, rows, sighting):
        part(write, rows.doc)
        write.execute("DELETE FROM documents WHERE id = ?", (rows.doc,))
        add_fingerprint(write, rows.fingerprint)
        _add_document(write, rows, sighting)
        touch(write, rows.doc)
        touch_translations(write, rows.doc)
        relate_to(write, rows.doc, bars)
    receive(write, rows.receipt)
    if new:
        hide_if_removed(write, rows, sighting.origin)
    _sight(write, rows.doc, sighting, bars)
    supersede(write, rows.doc, bars)


def _is_new(write: sqlite3.Connection, doc: str, sighting: Sighting) -> bool:
    """Tell whether neither this document was in the case, nor one in its place that nobody removed."""
    place = (sighting.origin, sighting.path, sighting.locator)
    known = write.execute(
        "SELECT 1 FROM documents WHERE id = ?1 OR id IN (SELECT doc FROM sightings WHERE (origin, path, locator) ="
        " (?2, ?3, ?4) AND doc NOT IN (SELECT doc FROM removed))",
        (doc, *place),
    )
    return known.fetchone() is None


def _is_shown(write: sqlite3.Connection, rows: ReadingRows, sighting: Sighting) -> bool:
    """Tell whether this reading is the one to show: made in a new way, or at the lowest place."""
    shown = write.execute("SELECT way, path, locator, raw FROM documents WHERE id = ?", (rows.doc,)).fetchone()
    if shown is None or shown[0] != sighting.way:
        return True
    return (rows.path, rows.locator, sighting.raw) <= tuple(shown[1:])


def _add_document(write: sqlite3.Connection, rows: ReadingRows, sighting: Sighting) -> None:
    original, path, locator, order, title = rows.document
    write.execute(
        f"INSERT INTO documents VALUES (NULL, {_marks(12)}, NULL)",
        (
            rows.doc, original, rows.fingerprint.text_hash, path, locator, sighting.raw, sighting.way, order, title,
            rows.text, rows.record, rows.seal,
        ),
    )  # fmt: skip
    write.executemany(f"INSERT INTO mentions VALUES (NULL, {_marks(11)}, NULL)", rows.mentions)
    write.executemany(f"INSERT INTO commitments VALUES (NULL, {_marks(3)})", rows.commitments)
    write.executemany(f"INSERT INTO named VALUES (NULL, {_marks(4)})", rows.named)
    write.executemany(f"INSERT INTO vectors VALUES ({_marks(3)})", rows.vectors)
    if rows.address:
        write.execute("INSERT INTO addresses VALUES (?, ?, ?)", (rows.doc, *rows.address))
    if rows.original_name:
        write.execute("INSERT INTO translations VALUES (?, ?)", (rows.doc, rows.original_name))
    write.executemany("INSERT INTO sketches SELECT n, ?2 FROM mentions WHERE id = ?1", rows.sketches)


def _sight(write: sqlite3.Connection, doc: str, sighting: Sighting, bars: VersionBars) -> None:
    """Note what a place holds now; a document that no place holds any more gives way to what took its place."""
    place = (sighting.origin, sighting.path, sighting.locator)
    former = write.execute("SELECT doc FROM sightings WHERE (origin, path, locator) = (?, ?, ?)", place).fetchone()
    write.execute(
        "INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?, ?, ?)", (*place, sighting.raw, sighting.way, doc)
    )
    revive = "UPDATE documents SET superseded_by = NULL WHERE id = ? AND superseded_by IS NOT NULL"
    if write.execute(revive, (doc,)).rowcount:
        touch(write, doc)
    if former is not None and former[0] != doc:
        give_way = (
            "UPDATE documents SET superseded_by = ? WHERE id = ?"
            " AND NOT EXISTS (SELECT 1 FROM sightings WHERE sightings.doc = documents.id)"
        )
        if write.execute(give_way, (doc, former[0])).rowcount:
            touch(write, former[0])
            relate(write, former[0], bars)
            supersede(write, former[0], bars)


def add_fingerprint(write: sqlite3.Connection, mark: Fingerprint) -> None:
    """Keep what finds the copies of a text, once for each text."""
    added = write.execute("INSERT OR IGNORE INTO texts VALUES (?, ?, 0)", (mark.text_hash, mark.signature))
    if added.rowcount == 0:
        return
    write.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", ((band, mark.text_hash) for band in mark.bands))
    write.executemany(
        "INSERT OR IGNORE INTO paragraphs VALUES (?, ?)", ((digest, mark.text_hash) for digest in mark.paragraphs)
    )


def _add_rejections(write: sqlite3.Connection, origin: str, reading: str, rejections: Iterable[Rejection]) -> None:
    rows: list[Row] = [
        (origin, _storable(r.path), _storable(r.locator or ""), r.stage, r.reason, _storable(r.detail), r.at, reading)
        for r in rejections
    ]
    write.executemany(f"INSERT OR REPLACE INTO rejections VALUES ({_marks(8)})", rows)


def _storable(text: str) -> str:
    """Put ``?`` for halves of surrogate pairs, which a broken file can spell and no database can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _marks(n: int) -> str:
    return ", ".join("?" * n)
