"""The chain of custody: one entry for each document as it came, answer of a server, decision and erasure, in order.

An entry holds hashes alone, so that a text can be erased and the chain still be checked.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.record.plain import to_json

NO_HEAD = "0" * 64
"""What stands before the first entry, and is the head of an empty chain."""

DOCUMENT, DECISION, FETCH, ERASURE = "document", "decision", "fetch", "erasure"

RECEIPT = "doc, original, text_sha256, path, container, locator, url, media_type, reader, version, at"
"""The columns of a receipt but its number, which is that of its entry in the chain."""

FETCHED = "sha256, url, final_url, status, fetched_at, headers, redirects"
"""The columns of what a server said, but the number."""

_UNCHAINED_DECISIONS = """
SELECT id, record FROM decisions WHERE id NOT IN (SELECT id FROM chain WHERE kind = 'decision') ORDER BY n
"""

_UNCHAINED_DOCUMENTS = "SELECT id FROM documents WHERE id NOT IN (SELECT doc FROM received) ORDER BY n"

_AS_KEPT = """
SELECT id, original, text, path, json_extract(record, '$.container'), locator, json_extract(record, '$.url'),
  json_extract(record, '$.media_type'), json_extract(record, '$.reader'), json_extract(record, '$.fetched_at')
FROM documents WHERE id = ?
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one entry: ``thing`` is the hash of what was kept, ``head`` that of the chain up to here.

    ``before`` is the head before it, of which, with kind, id and thing, ``head`` is made.
    """

    n: int
    kind: str
    id: str
    thing: str
    head: str
    before: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """Say what bytes came from where, when, by which reader, and which text was made of them.

    ``original`` and ``text_sha256`` are SHA-256; ``version`` is that of Sayso, empty where a case was made before
    receipts were kept; ``at`` is when the bytes were first read or fetched.
    """

    doc: str
    original: str
    text_sha256: str
    path: str
    container: str | None
    locator: str
    url: str | None
    media_type: str | None
    reader: str | None
    version: str
    at: str | None

    def row(self) -> tuple[str | None, ...]:
        """Give the values in the order of ``RECEIPT``."""
        return (
            self.doc, self.original, self.text_sha256, self.path, self.container, self.locator, self.url,
            self.media_type, self.reader, self.version, self.at,
        )  # fmt: skip

    @property
    def digest(self) -> str:
        """Hash all of it."""
        return sha256(to_json(self.row()))


def sha256(content: bytes | str) -> str:
    """Hash bytes, or text in UTF-8."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content).hexdigest()


def next_head(head: str, kind: str, identity: str, thing: str) -> str:
    r"""Hash the line ``HEAD KIND ID THING`` with its line feed, as ``sha256sum`` does.

    >>> next_head(NO_HEAD, "document", "d1", "ab")[:12]
    'c19ce702424c'
    """
    return sha256(f"{head} {kind} {identity} {thing}\n")


def append(write: sqlite3.Connection, kind: str, identity: str, thing: str) -> int:
    """Add an entry to the end, in the transaction that keeps the thing; give its number."""
    last = write.execute("SELECT n, head FROM chain ORDER BY n DESC LIMIT 1").fetchone()
    n, head = (last[0] + 1, last[1]) if last else (1, NO_HEAD)
    write.execute(
        "INSERT INTO chain VALUES (?, ?, ?, ?, ?)", (n, kind, identity, thing, next_head(head, kind, identity, thing))
    )
    return int(n)


def receive(write: sqlite3.Connection, receipt: Receipt) -> None:
    """Keep a receipt, and chain it, unless the same bytes came from the same place through the same reader before."""
    known = write.execute(
        "SELECT 1 FROM received WHERE doc = ? AND original = ? AND path = ? AND locator = ? AND reader IS ?",
        (receipt.doc, receipt.original, receipt.path, receipt.locator, receipt.reader),
    )
    if known.fetchone() is None:
        n = append(write, DOCUMENT, receipt.doc, receipt.digest)
        write.execute(f"INSERT INTO received (n, {RECEIPT}) VALUES (?{', ?' * 11})", (n, *receipt.row()))


def append_decision(write: sqlite3.Connection, identity: str, record: str) -> None:
    """Chain a decision by the JSON that is kept of it."""
    append(write, DECISION, identity, sha256(record))


def append_fetch(write: sqlite3.Connection, row: Sequence[object]) -> None:
    """Chain what a server said, by the row that is kept of it; its id is the SHA-256 of the content."""
    append(write, FETCH, str(row[0]), sha256(to_json(list(row))))


def append_erasure(write: sqlite3.Connection, kind: str, identity: str) -> None:
    """Chain what is left of what was erased: of a decision its record, of a document the hashes that refuse it."""
    append(write, ERASURE, identity, what_is_left(write, kind, identity))


def what_is_left(connection: sqlite3.Connection, kind: str, identity: str) -> str:
    """Hash what is left of an erased document or decision."""
    if kind == DECISION:
        row = connection.execute("SELECT record FROM decisions WHERE id = ?", (identity,)).fetchone()
        return sha256(row[0] if row else "")
    keys = connection.execute(
        "SELECT key FROM refused WHERE decision = (SELECT decision FROM erased WHERE (kind, id) = (?, ?)) ORDER BY key",
        (kind, identity),
    )
    return sha256(to_json([str(key) for (key,) in keys]))


def catch_up(write: sqlite3.Connection) -> None:
    """Chain what a case held before its format had a chain for it, in the order in which it was kept.

    That is: documents, decisions, answers of servers, erasures.
    """
    for (unchained,) in write.execute(_UNCHAINED_DOCUMENTS).fetchall():
        row = write.execute(_AS_KEPT, (unchained,)).fetchone()
        doc, original, text, path, container, locator, url, media_type, reader, at = row
        digest = sha256(text)
        receive(write, Receipt(doc, original, digest, path, container, locator, url, media_type, reader, "", at))
    for identity, record in write.execute(_UNCHAINED_DECISIONS).fetchall():
        append_decision(write, identity, record)
    if write.execute("SELECT 1 FROM chain WHERE kind IN (?, ?) LIMIT 1", (FETCH, ERASURE)).fetchone() is None:
        for row in write.execute(f"SELECT {FETCHED} FROM fetches ORDER BY n").fetchall():
            append_fetch(write, row)
        for kind, identity in write.execute("SELECT kind, id FROM erased ORDER BY kind, id").fetchall():
            append_erasure(write, kind, identity)


def entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """List the entries, first to last."""
    before = NO_HEAD
    for n, kind, identity, thing, head in connection.execute("SELECT n, kind, id, thing, head FROM chain ORDER BY n"):
        yield Entry(n, kind, identity, thing, head, before)
        before = head


def head_of(connection: sqlite3.Connection) -> tuple[int, str]:
    """Give how many entries the chain has, and its head."""
    row = connection.execute("SELECT n, head FROM chain ORDER BY n DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, NO_HEAD)


def receipts(connection: sqlite3.Connection, doc: str | None = None) -> Iterator[tuple[int, Receipt]]:
    """List receipts with their numbers, or those of one document, in the order in which they came."""
    which, values = ("", ()) if doc is None else (" WHERE doc = ?", (doc,))
    rows = connection.execute(f"SELECT n, {RECEIPT} FROM received{which} ORDER BY n", values)
    for n, *values in rows:
        yield n, Receipt(*values)
