"""What merging has yet to do: noted in the transaction that makes it necessary, so that no kill can lose it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

_PARTNERS = """
INSERT OR IGNORE INTO unsettled
SELECT mentions.id FROM mentions AS gone JOIN pairs ON {mine} = gone.n JOIN mentions ON mentions.n = {theirs}
WHERE gone.doc = ?
"""

# The documents whose copies or shared paragraphs can be others when one document comes, changes or goes.
_AROUND = """
WITH mine AS (SELECT text_hash AS text FROM documents WHERE id = ?),
     texts_around AS (
       SELECT text FROM mine
       UNION SELECT other FROM near JOIN mine USING (text)
       UNION SELECT theirs.text FROM mine JOIN paragraphs AS ours USING (text)
         JOIN paragraphs AS theirs USING (paragraph)
         WHERE (SELECT count(*) FROM (
           SELECT 1 FROM paragraphs AS all_of WHERE all_of.paragraph = ours.paragraph LIMIT ? + 1)) <= ?)
SELECT documents.id FROM documents JOIN texts_around ON text_hash = texts_around.text
"""


def touch(write: sqlite3.Connection, doc: str) -> None:
    """Note that a document came, changed, went or came back."""
    write.execute("INSERT OR IGNORE INTO unmerged VALUES (?)", (doc,))


def part(write: sqlite3.Connection, doc: str) -> None:
    """Note a document's mentions, which are about to go, and those they were paired with."""
    write.execute("INSERT OR IGNORE INTO unsettled SELECT id FROM mentions WHERE doc = ?", (doc,))
    for mine, theirs in (("one", "other"), ("other", "one")):
        write.execute(_PARTNERS.format(mine=mine, theirs=theirs), (doc,))


def unsettle(write: sqlite3.Connection, mentions: Iterable[str]) -> None:
    """Note mentions whose block is to be clustered anew."""
    write.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", ((mention,) for mention in mentions))


def touch_all(write: sqlite3.Connection) -> None:
    """Note every document: all is to be merged anew."""
    write.execute("INSERT OR IGNORE INTO unmerged SELECT id FROM documents")


def n_waiting(connection: sqlite3.Connection) -> int:
    """Count the documents that wait to be merged."""
    return int(connection.execute("SELECT count(*) FROM unmerged").fetchone()[0])


def is_settled(connection: sqlite3.Connection) -> bool:
    """Tell whether merging has nothing to do."""
    row = connection.execute("SELECT EXISTS (SELECT 1 FROM unmerged) OR EXISTS (SELECT 1 FROM unsettled)").fetchone()
    return not row[0]


def waiting(connection: sqlite3.Connection) -> list[str]:
    """List the documents that wait to be merged."""
    return [doc for (doc,) in connection.execute("SELECT doc FROM unmerged ORDER BY doc")]


def unsettled(connection: sqlite3.Connection) -> list[str]:
    """List the mentions whose block waits to be clustered, some of which may be gone."""
    return [mention for (mention,) in connection.execute("SELECT mention FROM unsettled ORDER BY mention")]


def documents_around(connection: sqlite3.Connection, docs: Iterable[str], most: int) -> set[str]:
    """Give the documents whose copies or shared paragraphs may have changed with any of ``docs``, them included.

    A paragraph that more than ``most`` texts hold leads to no other document: it did not count as shared before either.
    """
    found: set[str] = set()
    for doc in docs:
        found.update(other for (other,) in connection.execute(_AROUND, (doc, most, most)))
    return found


def settle(write: sqlite3.Connection) -> None:
    """Note that all is merged."""
    write.execute("DELETE FROM unmerged")
    write.execute("DELETE FROM unsettled")
