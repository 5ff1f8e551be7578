"""Find where decisions stand today: the mentions over the words that they quote."""

from __future__ import annotations

import sqlite3

from sayso.record.decisions import Anchor, DecisionTarget
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json
from sayso.record.spans import Span
from sayso.review.anchoring import found_again
from sayso.store.anchors import Held, mention_at, texts_holding


def mentions_of(connection: sqlite3.Connection, target: DecisionTarget, *, read_alone: bool = False) -> set[str]:
    """Give the mentions of today in which a target that is a mention or an event stands.

    With ``read_alone`` only those that the machine reads, not those that a decision put there.
    """
    found: set[str] = set()
    for anchor in target.mentions:
        for held in texts_holding(connection, anchor):
            words = words_at(anchor, held)
            if words is not None:
                known = anchor.mention if held.doc == anchor.doc else None
                mention = mention_at(connection, held.doc, words.start, words.end, known, read_alone=read_alone)
                found.update([mention] if mention else [])
    return found


def as_read(connection: sqlite3.Connection, mention: str) -> EventMention | None:
    """Give a mention as the machine reads it, None where it reads none."""
    row = connection.execute("SELECT record FROM mentions WHERE id = ? AND added IS NULL", (mention,)).fetchone()
    return from_json(EventMention, row[0]) if row else None


def words_at(anchor: Anchor, held: Held) -> Span | None:
    """Find an anchor's words in a text, None where they stand nowhere alike."""
    if held.text[anchor.start : anchor.end] == anchor.quotation and held.doc == anchor.doc:
        return Span(anchor.start, anchor.end, anchor.quotation)
    return found_again(held.text, anchor.quotation, anchor.before, anchor.after, anchor.start)
