"""Find what decisions from another case quote in texts of this one, where neither their document nor text is known.

The page that both cases hold may have been taken out of its site by another version, or saved on another day.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from sayso.record.decisions import SURROUNDINGS, Anchor, Decision, DecisionTarget
from sayso.record.ids import DocumentId, mention_id
from sayso.review.anchoring import found_again

NEAR_WORDS = 3
"""Words on either side of a quotation by which texts are looked for: few, as what was changed may stand there."""
MOST_TEXTS = 50
"""Texts in which a quotation with those words is looked for."""

_QUOTING = """
SELECT d.id, d.text_hash, d.text FROM words JOIN documents AS d ON d.n = words.rowid
WHERE words MATCH ? AND d.superseded_by IS NULL ORDER BY d.id LIMIT ?
"""


def anchored_here(connection: sqlite3.Connection, decision: Decision) -> Decision:
    """Give a decision with its quotations where they stand in this case, or as it is where they stand nowhere alike.

    Where several texts quote the words alike, nobody knows which is meant, and the decision stays as it is.
    """
    other = decision.other and _target(connection, decision.other)
    return replace(decision, target=_target(connection, decision.target), other=other)


def _target(connection: sqlite3.Connection, target: DecisionTarget) -> DecisionTarget:
    anchors = tuple(_anchor(connection, one) for one in target.mentions)
    if anchors == target.mentions:
        return target
    first = min(anchors, key=lambda one: one.mention)
    return replace(
        target, id=first.mention, doc=first.doc, start=first.start, end=first.end, quotation=first.quotation,
        mentions=anchors, text_hash=first.text_hash,
    )  # fmt: skip


def _anchor(connection: sqlite3.Connection, anchor: Anchor) -> Anchor:
    known = "SELECT 1 FROM documents WHERE id = ? OR text_hash = ?"
    if connection.execute(known, (anchor.doc, anchor.text_hash)).fetchone():
        return anchor
    found: dict[str, Anchor] = {}
    for doc, text_hash, text in connection.execute(_QUOTING, (_phrase(anchor), MOST_TEXTS)):
        words = found_again(text, anchor.quotation, anchor.before, anchor.after, anchor.start)
        if words is not None and text_hash not in found:
            around = text[max(0, words.start - SURROUNDINGS) : words.start], text[words.end : words.end + SURROUNDINGS]
            mention = mention_id(DocumentId(doc), words.start, words.end)
            found[text_hash] = Anchor(mention, doc, words.start, words.end, words.text, text_hash, *around)
    return next(iter(found.values())) if len(found) == 1 else anchor


def _phrase(anchor: Anchor) -> str:
    """Write a quotation with the words next to it as SQLite's word index takes a phrase."""
    # The surroundings are cut by characters: their outermost words may be halves.
    before, after = anchor.before.split()[1:][-NEAR_WORDS:], anchor.after.split()[:-1][:NEAR_WORDS]
    words = [*before, anchor.quotation, *after]
    return '"' + " ".join(words).replace('"', " ") + '"'
