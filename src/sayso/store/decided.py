"""What people decided about pairs of mentions, in the case as it is now."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sayso.record.decisions import JUDGING, Anchor, DecisionTarget
from sayso.store.current import CURRENT
from sayso.store.log import in_force

Pair = tuple[str, str]
"""The ids of two mentions, the lower first."""

_OVERLAPPING = """
SELECT id FROM mentions WHERE doc = ?1
AND json_extract(record, '$.trigger.start') < ?3 AND json_extract(record, '$.trigger.end') > ?2
ORDER BY abs(json_extract(record, '$.trigger.start') - ?2), id LIMIT 1
"""

_QUOTING = """
SELECT id FROM mentions WHERE doc = ?1 AND json_extract(record, '$.trigger.text') = ?2
ORDER BY abs(json_extract(record, '$.trigger.start') - ?3), id LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold how a person judged two mentions, and by which decision."""

    judgement: str
    decision: str


def anchored(connection: sqlite3.Connection) -> dict[Pair, Judged]:
    """Give how people judge pairs of today's mentions, oldest decision first; the later of two on a pair holds.

    An event that is the same as another is so in all mentions it had then; one that is another, in each of them.
    """
    found: dict[Pair, Judged] = {}
    for decision in in_force(connection):
        if decision.action not in JUDGING or decision.other is None:
            continue
        ends = [_anchor_all(connection, target) for target in (decision.target, decision.other)]
        for pair in _pairs(decision.after, *ends):
            found.pop(pair, None)
            found[pair] = Judged(decision.after, decision.id)
    return found


def rejudge(write: sqlite3.Connection, judged: Mapping[Pair, Judged]) -> set[str]:
    """Keep how pairs are judged now; give the mentions for which that is not as it was."""
    before = {
        (one, other): Judged(judgement, decision)
        for one, other, judgement, decision in write.execute("SELECT one, other, judgement, decision FROM judged")
    }
    if before == dict(judged):
        return set()
    write.execute("DELETE FROM judged")
    rows = ((*pair, one.judgement, one.decision) for pair, one in judged.items())
    write.executemany("INSERT INTO judged VALUES (?, ?, ?, ?)", rows)
    pairs = {pair for pair in before.keys() | judged.keys() if before.get(pair) != judged.get(pair)}
    return {mention for pair in pairs for mention in pair}


def judged_pairs(connection: sqlite3.Connection) -> dict[Pair, Judged]:
    """Give the pairs that people judged, as last applied, the newest decision first."""
    rows = connection.execute(
        "SELECT one, other, judgement, decision FROM judged JOIN decisions ON decisions.id = decision"
        " ORDER BY decisions.n DESC, one, other"
    )
    return {(one, other): Judged(judgement, decision) for one, other, judgement, decision in rows}


def events_decided(connection: sqlite3.Connection) -> set[str]:
    """Give the events of which a person joined or parted a mention."""
    sql = """SELECT coalesce(event, id) FROM (SELECT one AS id FROM judged WHERE judgement <> 'unsure'
             UNION SELECT other FROM judged WHERE judgement <> 'unsure') LEFT JOIN clusters ON mention = id"""
    return {event for (event,) in connection.execute(sql)}


def _pairs(judgement: str, left: Sequence[str], right: Sequence[str]) -> Iterator[Pair]:
    if judgement == "same":
        ends = [(one, other) for one in left[:1] for other in (*left[1:], *right)]
    else:
        ends = list(product(left, right))
    for one, other in ends:
        if one != other:
            yield (one, other) if one < other else (other, one)


def _anchor_all(connection: sqlite3.Connection, target: DecisionTarget) -> list[str]:
    found = (_anchor(connection, anchor) for anchor in target.mentions)
    return sorted({mention for mention in found if mention is not None})


def _anchor(connection: sqlite3.Connection, anchor: Anchor) -> str | None:
    """Find the mention of today: by its id, else by its trigger in the document or the version that took its place."""
    if connection.execute(f"SELECT 1 FROM mentions WHERE id = ? AND {CURRENT}", (anchor.mention,)).fetchone():
        return anchor.mention
    doc = _latest(connection, anchor.doc)
    if doc == anchor.doc:
        row = connection.execute(_OVERLAPPING, (doc, anchor.start, anchor.end)).fetchone()
    else:
        row = connection.execute(_QUOTING, (doc, anchor.quotation, anchor.start)).fetchone()
    return str(row[0]) if row else None


def _latest(connection: sqlite3.Connection, doc: str) -> str:
    """Follow a document to the version that holds its place now."""
    seen = {doc}
    while row := connection.execute("SELECT superseded_by FROM documents WHERE id = ?", (doc,)).fetchone():
        if row[0] is None or row[0] in seen:
            return doc
        doc = str(row[0])
        seen.add(doc)
    return doc
