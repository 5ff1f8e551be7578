"""Versions and translations: documents of one address in the order they stood there, and originals by their names.

Which document is superseded by which follows from addresses, times the documents state, and texts alone, so adding
them in any order gives the same answer.
"""

from __future__ import annotations

import posixpath
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from sayso.record.documents import Document
from sayso.record.ids import DocumentId
from sayso.record.versions import VersionBars, is_version
from sayso.store.waiting import touch

MOST_VERSIONS = 100
"""Documents of one address. An address that more of them name is no report's own; it tells nothing of versions."""

_OF_ADDRESS = """
SELECT doc, stood, text, title, superseded_by, EXISTS (SELECT 1 FROM sightings WHERE sightings.doc = addresses.doc)
FROM addresses JOIN documents ON documents.id = addresses.doc WHERE address = ? ORDER BY stood, doc LIMIT ?
"""
_ORIGINAL = """
SELECT id FROM documents WHERE (id = ?1 OR path IN (?1, ?2) OR (path = ?3 AND locator = ?4)
  OR id IN (SELECT doc FROM addresses WHERE address = ?5)) AND id <> ?6
ORDER BY superseded_by IS NOT NULL, id LIMIT 1
"""


def address_row(document: Document) -> tuple[str, str] | None:
    """Give the address a document stood at and a key that sorts its versions; None if it has no address of its own.

    The scheme, ``www.``, a slash at the end and marks of campaigns do not count; a fragment counts for posts of a page.
    """
    parts = urlsplit(document.url or "") if _is_url(document.url) else None
    if parts is None or (not parts.path.strip("/") and not parts.query):
        return None
    query = urlencode([pair for pair in parse_qsl(parts.query) if not pair[0].startswith("utm_")])
    host = (parts.netloc or "").lower().removeprefix("www.")
    is_post = (document.locator or "").startswith("post ")
    post = f"#{parts.fragment or document.locator}" if is_post else ""
    stood = max(_moment(document.published_at or document.published), _moment(document.updated_at or document.saved_at))
    return f"{host}{parts.path.rstrip('/')}?{query}{post}", f"{stood} {int(not document.excerpt)}"


def supersede(write: sqlite3.Connection, doc: str, bars: VersionBars) -> None:
    """Let the documents of a document's address give way to the next later version of each.

    Of two that stood there at one time, or of which nobody says when, neither gives way.
    """
    row = write.execute("SELECT address FROM addresses WHERE doc = ?", (doc,)).fetchone()
    if row is None:
        return
    rows = write.execute(_OF_ADDRESS, (row[0], MOST_VERSIONS + 1)).fetchall()
    held = [one for one in rows if one[5]]
    for index, (older, stood, text, title, now, _) in enumerate(held):
        later = () if len(rows) > MOST_VERSIONS else held[index + 1 :]
        following = (one[0] for one in later if one[1] > stood and is_version(text, title, one[2], one[3], bars))
        newer = next(following, None)
        if newer != now:
            write.execute("UPDATE documents SET superseded_by = ? WHERE id = ?", (newer, older))
            touch(write, older)
    for one in rows:
        relate(write, one[0], bars)


def relate(write: sqlite3.Connection, older: str, bars: VersionBars) -> None:
    """Note whether what superseded a document is a later version of it, or only took its place."""
    write.execute("DELETE FROM versions WHERE older = ?", (older,))
    pair = write.execute(
        "SELECT old.text, old.title, new.text, new.title, new.id FROM documents AS old JOIN documents AS new"
        " ON new.id = old.superseded_by WHERE old.id = ?",
        (older,),
    ).fetchone()
    if pair is None:
        return
    text, title, newer_text, newer_title, newer = pair
    if is_version(text, title, newer_text, newer_title, bars):
        write.execute("INSERT INTO versions VALUES (?, ?)", (older, newer))


def relate_to(write: sqlite3.Connection, newer: str, bars: VersionBars) -> None:
    """Do what ``relate`` does for all that a document has superseded."""
    for (older,) in write.execute("SELECT id FROM documents WHERE superseded_by = ?", (newer,)).fetchall():
        relate(write, older, bars)


def touch_translations(write: sqlite3.Connection, doc: str) -> None:
    """Note the translations that may name a document as their original: with it they become one voice."""
    row = write.execute("SELECT path, json_extract(record, '$.url') FROM documents WHERE id = ?", (doc,)).fetchone()
    names = {doc, *(posixpath.basename((name or "").rstrip("/")) for name in row or ())} - {""}
    for name in sorted(names):
        write.execute("INSERT OR IGNORE INTO unmerged SELECT doc FROM translations WHERE name = ?", (name,))


def name_of_original(given: str) -> str:
    """Give the part of an original's name by which it is found among documents that come later."""
    return posixpath.basename(given.rpartition(":row")[0] or given.rstrip("/"))


def versions(connection: sqlite3.Connection) -> Mapping[DocumentId, DocumentId]:
    """Map documents to the versions they replaced, the last where there are several."""
    return dict(_pairs(connection, None))


def version_of(connection: sqlite3.Connection, doc: str) -> DocumentId | None:
    """Give the version that a document replaced; the same answer as ``versions`` gives for all."""
    return dict(_pairs(connection, doc)).get(DocumentId(doc))


def all_versions(connection: sqlite3.Connection, doc: str) -> list[DocumentId]:
    """List the versions of a document in their order, itself among them."""
    found = [DocumentId(doc)]
    while (older := version_of(connection, found[0])) and older not in found:
        found.insert(0, older)
    while row := connection.execute("SELECT newer FROM versions WHERE older = ?", (found[-1],)).fetchone():
        if row[0] in found:
            break
        found.append(DocumentId(row[0]))
    return found


def original_of(connection: sqlite3.Connection, document: Document) -> DocumentId | None:
    """Find the original that a translation names by id, path (from the top or beside it), place or address."""
    given = document.original_given
    if not given:
        return None
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), given))
    path, _, locator = given.rpartition(":")
    address = address_row_of(given)
    row = connection.execute(_ORIGINAL, (given, beside, path, locator, address, document.id)).fetchone()
    return DocumentId(row[0]) if row else None


def address_row_of(url: str) -> str | None:
    """Give the address a bare url stands for, as ``address_row`` does for a document's."""
    row = address_row(Document(DocumentId(""), "", "", "", "", 0, url=url))
    return row[0] if row else None


def translations_naming(connection: sqlite3.Connection, document: Document) -> Iterator[DocumentId]:
    """List the translations that may be of a document, by id."""
    names = {document.id, posixpath.basename(document.path), posixpath.basename((document.url or "").rstrip("/"))} - {
        ""
    }
    for name in sorted(names):
        for (doc,) in connection.execute("SELECT doc FROM translations WHERE name = ? ORDER BY doc", (name,)):
            yield DocumentId(doc)


def _pairs(connection: sqlite3.Connection, newer: str | None) -> Iterator[tuple[DocumentId, DocumentId]]:
    rows = connection.execute(
        "SELECT newer, older FROM versions LEFT JOIN addresses ON addresses.doc = older"
        " WHERE ?1 IS NULL OR newer = ?1 ORDER BY newer, stood, older",
        (newer,),
    )
    return ((DocumentId(new), DocumentId(old)) for new, old in rows)


def _is_url(url: str | None) -> bool:
    try:
        return bool(url) and urlsplit(url or "").scheme in ("http", "https")
    except ValueError:  # brackets that are no address
        return False


def _moment(stated: str | None) -> str:
    if stated and "T" in stated:
        try:
            return datetime.fromisoformat(stated).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except ValueError:
            return ""
    return stated or ""
