"""Find copies among a case's texts: pairs are made once for each distinct text, the rest is looked up.

Which document is the copy of which follows from the pairs and the documents' order alone, so adding reports
in any order gives the same answer.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from sayso.record.documents import SharedText
from sayso.record.ids import DocumentId
from sayso.store.case_file import transaction
from sayso.store.current import CURRENT, GONE

Compare = Callable[[bytes, bytes], float | None]
"""Gives the similarity of two signatures where it makes their texts near copies, else None."""

TEXTS_PER_TRANSACTION = 500

MOST_TEXTS_OF_A_PARAGRAPH = 50
"""A paragraph that more texts share is a publisher's standing text, not wire copy, and its pairs would be many."""

# A document's key is its 20 characters of publication order, a blank, and its id: the id begins at the 22nd.
_FIRSTS = f"""
SELECT text_hash, min(published_order || ' ' || id) AS first FROM documents
WHERE id NOT IN ({GONE}) GROUP BY text_hash
"""

_COPIES = f"""
WITH firsts AS ({_FIRSTS}),
     candidates AS (
       SELECT text_hash, first FROM firsts
       UNION ALL SELECT near.text, firsts.first FROM near JOIN firsts ON firsts.text_hash = near.other)
SELECT documents.id, substr(min(candidates.first), 22) FROM documents JOIN candidates USING (text_hash)
WHERE documents.id NOT IN ({GONE})
GROUP BY documents.id HAVING min(candidates.first) < documents.published_order || ' ' || documents.id
"""

_COPY = f"""
SELECT substr(min(others.published_order || ' ' || others.id), 22) FROM documents AS mine JOIN documents AS others
  ON others.text_hash = mine.text_hash
  OR others.text_hash IN (SELECT other FROM near WHERE near.text = mine.text_hash)
WHERE mine.id = ? AND mine.id NOT IN ({GONE}) AND others.id NOT IN ({GONE})
GROUP BY mine.id HAVING min(others.published_order || ' ' || others.id) < mine.published_order || ' ' || mine.id
"""

_COPIED = f"SELECT doc, original FROM copied WHERE {CURRENT} AND original NOT IN ({GONE})"

_SHARED = f"""
WITH firsts AS ({_FIRSTS}),
     usual AS (SELECT paragraph FROM paragraphs GROUP BY paragraph HAVING count(*) BETWEEN 2 AND ?)
SELECT mine.text, substr(firsts.first, 22), count(*) FROM usual
JOIN paragraphs AS mine USING (paragraph) JOIN paragraphs AS theirs USING (paragraph)
JOIN firsts ON firsts.text_hash = theirs.text
WHERE mine.text <> theirs.text AND NOT EXISTS (
  SELECT 1 FROM near WHERE near.text = mine.text AND near.other = theirs.text)
GROUP BY mine.text, firsts.first ORDER BY mine.text, firsts.first
"""

_SHARED_OF = f"""
WITH firsts AS (
  SELECT theirs.text, (SELECT min(published_order || ' ' || id) FROM documents
      WHERE text_hash = theirs.text AND id NOT IN ({GONE})) AS first, count(*) AS n
  FROM paragraphs AS mine JOIN paragraphs AS theirs USING (paragraph)
  WHERE mine.text = ?1 AND theirs.text <> ?1
  AND (SELECT count(*) FROM (SELECT 1 FROM paragraphs AS every WHERE every.paragraph = mine.paragraph
       LIMIT {MOST_TEXTS_OF_A_PARAGRAPH + 1})) <= {MOST_TEXTS_OF_A_PARAGRAPH}
  AND NOT EXISTS (SELECT 1 FROM near WHERE near.text = mine.text AND near.other = theirs.text)
  GROUP BY theirs.text)
SELECT substr(first, 22), n FROM firsts WHERE first IS NOT NULL ORDER BY first
"""


def pair_texts(connection: sqlite3.Connection, compare: Compare) -> int:
    """Compare each text that is new since the last call with those that share a band; return how many were new.

    Every pair is compared once, when the second of its texts comes, and kept in both directions.
    """
    done = 0
    while batch := connection.execute(
        "SELECT hash, signature FROM texts WHERE paired = 0 ORDER BY hash LIMIT ?", (TEXTS_PER_TRANSACTION,)
    ).fetchall():
        with transaction(connection) as write:
            for text, signature in batch:
                _pair_text(write, compare, text, signature)
        done += len(batch)
    return done


def _pair_text(write: sqlite3.Connection, compare: Compare, text: str, signature: bytes) -> None:
    others = write.execute(
        "SELECT DISTINCT texts.hash, texts.signature FROM bands AS mine JOIN bands AS theirs USING (band)"
        " JOIN texts ON texts.hash = theirs.text WHERE mine.text = ? AND theirs.text <> ? AND texts.paired = 1",
        (text, text),
    ).fetchall()
    for other, other_signature in others:
        similarity = compare(signature, other_signature)
        if similarity is not None:
            pair = [(text, other, round(similarity, 4)), (other, text, round(similarity, 4))]
            write.executemany("INSERT OR REPLACE INTO near VALUES (?, ?, ?)", pair)
    write.execute("UPDATE texts SET paired = 1 WHERE hash = ?", (text,))


def copies(connection: sqlite3.Connection) -> Mapping[DocumentId, DocumentId]:
    """Map each copy to the document it copies: the earliest published of its near texts, then the lowest id.

    What people call a copy is one, of what they say; what they call its original is not taken for a copy of it.
    """
    decided = dict(connection.execute(_COPIED).fetchall())
    found = dict(connection.execute(_COPIES).fetchall()) | decided
    if not decided:
        return found
    return {doc: first for doc, first in found.items() if doc in decided or not _leads_back(doc, found.get)}


def copy_of(connection: sqlite3.Connection, doc: str) -> DocumentId | None:
    """Give the document that one document copies, or None; the same answer as ``copies`` gives for all."""
    decided: dict[str, str] = dict(connection.execute(_COPIED).fetchall())

    def original_of(one: str) -> str | None:
        row = (decided[one],) if one in decided else connection.execute(_COPY, (one,)).fetchone()
        return str(row[0]) if row else None

    found = original_of(doc)
    if found is None or (decided and doc not in decided and _leads_back(doc, original_of)):
        return None
    return DocumentId(found)


def _leads_back(doc: str, original_of: Callable[[Any], str | None]) -> bool:
    """Tell whether a document is, over others, a copy of its own copy."""
    seen, one = set[str](), original_of(doc)
    while one is not None and one != doc and one not in seen:
        seen.add(one)
        one = original_of(one)
    return one == doc


def shared_paragraphs(connection: sqlite3.Connection) -> Mapping[DocumentId, tuple[SharedText, ...]]:
    """Map documents to those that share long paragraphs with them without being copies."""
    by_text: dict[str, list[SharedText]] = defaultdict(list)
    for text, doc, n in connection.execute(_SHARED, (MOST_TEXTS_OF_A_PARAGRAPH,)):
        by_text[text].append(SharedText(doc, n))
    if not by_text:
        return {}
    rows = connection.execute("SELECT id, text_hash FROM documents")
    return {doc: tuple(by_text[text]) for doc, text in rows if text in by_text}


def shared_paragraphs_of(connection: sqlite3.Connection, doc: str) -> tuple[SharedText, ...]:
    """Give what one document shares with others; the same answer as ``shared_paragraphs`` gives for all."""
    row = connection.execute("SELECT text_hash FROM documents WHERE id = ?", (doc,)).fetchone()
    return tuple(SharedText(DocumentId(other), n) for other, n in connection.execute(_SHARED_OF, row)) if row else ()
