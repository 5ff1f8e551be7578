"""Erase a document: its bytes, its text, all that was read from them, and what decisions quote of it. Hashes stay.

Rows are deleted in one transaction; then the file is written anew, so that no free page, no full-text index and no log
keeps a word. Until that is done the erasure is noted as unswept.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.errors import CaseError
from sayso.record.ids import content_hash
from sayso.store.chain import DECISION, DOCUMENT, append_erasure, sha256
from sayso.store.copies import MOST_TEXTS_OF_A_PARAGRAPH
from sayso.store.current import NAMED
from sayso.store.fetched import fetches_of, forget
from sayso.store.removed import contents_of
from sayso.store.waiting import documents_around, part, touch

WORDS_QUOTED = 4
"""Words in a row that a decision and an erased text have in common from which on the decision quotes it."""

_WORD = re.compile(r"\w+")

_PAYLOAD = frozenset({"before", "after", "note", "support", "reading"})
_ENDS = ("target", "other")

_PLACES = """
DELETE FROM {table} WHERE (origin, path, locator) IN (SELECT origin, path, locator FROM sightings WHERE doc = ?)
"""

_UNUSED_TEXT = "SELECT 1 FROM texts WHERE hash = ? AND hash NOT IN (SELECT text_hash FROM documents)"


def erase(write: sqlite3.Connection, doc: str, decision: str) -> None:
    """Delete a document and all that tells of its words, inside the transaction that keeps the decision.

    Bytes and text that another document of the case shares stay with that one.
    """
    text, text_hash, original = write.execute(
        "SELECT text, text_hash, original FROM documents WHERE id = ?", (doc,)
    ).fetchone()
    bytes_met = {original, *_originals_met(write, doc)}
    addresses, named = _addresses(write, doc, bytes_met), _named_by(write, doc)
    around = documents_around(write, [doc], MOST_TEXTS_OF_A_PARAGRAPH) - {doc}
    part(write, doc)
    for table in ("rejections", "sightings"):
        write.execute(_PLACES.format(table=table), (doc,))
    for sql in ("DELETE FROM removed WHERE doc = ?", "DELETE FROM documents WHERE id = ?",
                "DELETE FROM received WHERE doc = ?"):  # fmt: skip
        write.execute(sql, (doc,))
    _forget_text(write, text_hash)
    for one in bytes_met:
        write.execute(_FORGET_BYTES, (one,))
        write.execute(_FORGET_FETCHES, (one,))
    forget(write, (url for url in addresses if write.execute(_ELSEWHERE, (url,)).fetchone() is None))
    keys = {key for one in bytes_met for key in contents_of(one, sha256(text))}
    write.executemany("INSERT OR IGNORE INTO refused VALUES (?, ?)", ((key, decision) for key in sorted(keys)))
    write.execute("INSERT OR REPLACE INTO erased VALUES ('document', ?, ?, 1)", (doc, decision))
    append_erasure(write, DOCUMENT, doc)
    _erase_quotations(write, doc, text, decision, frozenset(named - _named_by(write)))
    for other in sorted({doc, *around}):
        touch(write, other)
    write.execute("INSERT INTO words (words) VALUES ('optimize')")


def sweep(connection: sqlite3.Connection) -> None:
    """Write the file anew without what was erased, and empty its log. Outside of any transaction.

    Raises:
        CaseError: another process reads the case, so that the log cannot be emptied; done again, it goes on.
    """
    connection.execute("VACUUM")
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise CaseError(
            "the document is out of the record, but the file still holds its words: another process reads the case",
            remedy="End it, then give the same command again",
        )
    connection.execute("UPDATE erased SET unswept = 0")


def unswept(connection: sqlite3.Connection) -> set[str]:
    """Give the documents whose erasure was broken off before the file was written anew."""
    rows = connection.execute("SELECT id FROM erased WHERE kind = 'document' AND unswept <> 0")
    return {doc for (doc,) in rows}


def still_told_by(connection: sqlite3.Connection, doc: str) -> list[str]:
    """List the other documents that hold the same text, nearly the same, or a version of it, by id."""
    rows = connection.execute(
        "SELECT other.id FROM documents AS mine JOIN documents AS other ON other.id <> mine.id AND ("
        " other.text_hash = mine.text_hash OR other.superseded_by = mine.id OR mine.superseded_by = other.id"
        " OR other.text_hash IN (SELECT near.other FROM near WHERE near.text = mine.text_hash))"
        " WHERE mine.id = ? ORDER BY other.id",
        (doc,),
    )
    return [other for (other,) in rows]


_FORGET_BYTES = """
DELETE FROM originals WHERE sha256 = ?1
AND NOT EXISTS (SELECT 1 FROM documents WHERE original = ?1) AND NOT EXISTS (
  SELECT 1 FROM received WHERE original = ?1)
"""

_FORGET_FETCHES = "DELETE FROM fetches WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM originals WHERE sha256 = ?1)"


_ELSEWHERE = "SELECT 1 FROM received WHERE url = ?1 OR path = ?1 LIMIT 1"

_NAMED = """
SELECT json_extract(record, '$.url'), json_extract(record, '$.final_url'), json_extract(record, '$.archive_url'), path
FROM documents WHERE id = ?1 UNION SELECT url, path, NULL, NULL FROM received WHERE doc = ?1
"""


def _addresses(write: sqlite3.Connection, doc: str, originals: Iterable[str]) -> set[str]:
    """Gather the addresses that lead to a document: those it states, and those that were asked on the way to it."""
    places = {place for row in write.execute(_NAMED, (doc,)) for place in row if place}
    for original in originals:
        for fetch in fetches_of(write, original):
            places |= {fetch.url, fetch.final_url, *fetch.redirects}
    origins = {origin for (origin,) in write.execute("SELECT origin FROM sightings WHERE doc = ?", (doc,))}
    asked = (url for (url,) in write.execute("SELECT url FROM asked"))
    return {one for one in places if "://" in one} | {url for url in asked if content_hash(url) in origins}


def _originals_met(write: sqlite3.Connection, doc: str) -> list[str]:
    rows = write.execute("SELECT DISTINCT original FROM received WHERE doc = ?", (doc,))
    return [original for (original,) in rows]


def _forget_text(write: sqlite3.Connection, text_hash: str) -> None:
    if write.execute(_UNUSED_TEXT, (text_hash,)).fetchone() is None:
        return
    for table, column in (("bands", "text"), ("paragraphs", "text"), ("near", "text"), ("near", "other"),
                          ("texts", "hash")):  # fmt: skip
        write.execute(f"DELETE FROM {table} WHERE {column} = ?", (text_hash,))


def _named_by(connection: sqlite3.Connection, doc: str | None = None) -> set[str]:
    """Give the actors, places and sources that a document names, or any."""
    return {one for (one,) in connection.execute(f"SELECT id FROM {NAMED} WHERE doc = coalesce(?, doc)", (doc,))}


def _erase_quotations(write: sqlite3.Connection, doc: str, text: str, decision: str, unnamed: frozenset[str]) -> None:
    quoted = runs_of(text)
    for identity, record in write.execute("SELECT id, record FROM decisions WHERE id <> ?", (decision,)).fetchall():
        told = json.loads(record)
        left = without_words(told, doc, quoted, unnamed)
        if left != told:
            write.execute("INSERT OR IGNORE INTO erased VALUES ('decision', ?, ?, 0)", (identity, decision))
            write.execute(
                "UPDATE decisions SET record = ? WHERE id = ?", (json.dumps(left, ensure_ascii=False), identity)
            )
            append_erasure(write, DECISION, identity)


def without_words(
    told: dict[str, Any], doc: str, quoted: frozenset[tuple[str, ...]], unnamed: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Take the words of a document out of a decision, as JSON; what points into the document points to it as a whole.

    So does what names an actor, place or source that no other document names: ``unnamed`` are their ids.

    Values and notes are emptied (None) where they have ``WORDS_QUOTED`` words in a row with the document in common, and
    where the decision is about nothing but its words; ``erased`` names them. What points into other documents stays.

    >>> end = {"kind": "mention", "id": "m1", "doc": "d1", "start": 3, "end": 8, "quotation": "raided"}
    >>> without_words({"action": "reject", "target": end, "note": "no"}, "d1", frozenset())["target"]
    {'kind': 'mention', 'id': 'm1', 'doc': 'd1', 'start': None, 'end': None, 'quotation': None}
    """
    ends = [told[end] for end in _ENDS if told.get(end)]
    docs = {part.get("doc") for end in ends for part in (end, *end.get("mentions", ()))}
    emptied = {name for name in _PAYLOAD if not quoted.isdisjoint(_all_runs(told.get(name)))}
    if ends[0]["id"] in unnamed:
        emptied |= _PAYLOAD
    elif docs == {doc}:
        emptied |= _PAYLOAD - ({"note"} if ends[0]["kind"] == "document" else set())
    elif ends[0].get("doc") == doc:
        emptied |= {"support", "reading"}
    gone = sorted(name for name in emptied if told.get(name) not in (None, True, False))
    named = {"erased": sorted({*gone, *told.get("erased", ())})} if gone else {}
    pointing = {end: _unquoted(told[end], doc, unnamed) for end in _ENDS if told.get(end)}
    return {**told, **dict.fromkeys(gone), **named, **pointing}


def _unquoted(end: dict[str, Any], doc: str, unnamed: frozenset[str]) -> dict[str, Any]:
    left: dict[str, Any] = {}
    if end.get("doc") == doc or end["id"] in unnamed:
        left = {name: None for name in ("start", "end", "quotation") if name in end}
    if "mentions" in end:
        left["mentions"] = [anchor for anchor in end["mentions"] if anchor.get("doc") != doc]
    return {**end, **left}


def _all_runs(value: object) -> Iterator[tuple[str, ...]]:
    if isinstance(value, str):
        yield from runs_of(value)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _all_runs(one)


def runs_of(text: str) -> frozenset[tuple[str, ...]]:
    """Give each run of ``WORDS_QUOTED`` words, without case or marks."""
    return frozenset(_each_run(_WORD.findall(text.casefold())))


def _each_run(words: list[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - WORDS_QUOTED + 1):
        yield tuple(words[at : at + WORDS_QUOTED])
