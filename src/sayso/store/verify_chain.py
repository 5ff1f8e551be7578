"""Prove the chain of custody: every entry follows from the one before, and all that the case holds stands on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sayso.errors import CaseError
from sayso.store.chain import DECISION, DOCUMENT, NO_HEAD, entries, next_head, receipts, sha256
from sayso.store.fault import Fault
from sayso.store.log import decisions_in_order
from sayso.store.waiting import n_waiting

_NO_RECEIPT = """
SELECT id FROM documents WHERE NOT EXISTS (
  SELECT 1 FROM received WHERE doc = documents.id AND received.original = documents.original) ORDER BY id
"""

_GONE = """
SELECT DISTINCT id FROM chain WHERE kind = 'document' AND id NOT IN (SELECT id FROM documents)
AND id NOT IN (SELECT id FROM erased WHERE kind = 'document') ORDER BY id
"""

_NO_ENTRY = "SELECT id FROM decisions WHERE id NOT IN (SELECT id FROM chain WHERE kind = 'decision') ORDER BY n"

_ERASED = """
SELECT kind, erased.id, decision, unswept,
  (SELECT json_extract(record, '$.action') FROM decisions WHERE decisions.id = decision),
  (SELECT json_extract(record, '$.target.id') FROM decisions WHERE decisions.id = decision)
FROM erased ORDER BY kind, erased.id
"""


_WRONGLY_REMOVED = """
SELECT doc, decision FROM removed WHERE decision NOT IN (
  SELECT id FROM decisions WHERE json_extract(record, '$.action') = 'remove') ORDER BY doc
"""

_WRONGLY_KEPT = """
SELECT json_extract(record, '$.target.id') AS doc, decisions.id FROM decisions
WHERE json_extract(record, '$.action') = 'remove' AND doc IN (SELECT id FROM documents)
AND doc NOT IN (SELECT doc FROM removed) ORDER BY doc
"""


def chain_faults(connection: sqlite3.Connection, head: str | None = None) -> Iterator[Fault]:
    """Check the chain; ``head``, written down earlier, must stand on it.

    What was erased is not missed if a decision to erase says so. A chain whose tail was cut off, with all that stood
    on it, is whole in itself: only a head that was kept elsewhere shows it.
    """
    yield from _links(connection, head)
    yield from _receipts(connection)
    yield from _decisions(connection)
    yield from _erasures(connection)
    yield from _removals(connection)


def _links(connection: sqlite3.Connection, wanted: str | None) -> Iterator[Fault]:
    head, seen = NO_HEAD, wanted is None or wanted == NO_HEAD
    for n, entry in enumerate(entries(connection), 1):
        if entry.n != n:
            yield Fault("chain", str(n), "the entry is missing")
            return
        if entry.head != next_head(head, entry.kind, entry.id, entry.thing):
            yield Fault("chain", str(n), f"it does not follow from the entry before ({entry.kind} {entry.id})")
        head, seen = entry.head, seen or entry.head == wanted
    if not seen:
        yield Fault("chain", wanted or "", "this head is not on the chain: what stood there was cut off or altered")


def _receipts(connection: sqlite3.Connection) -> Iterator[Fault]:
    chained = {entry.n: entry.thing for entry in entries(connection) if entry.kind == DOCUMENT}
    for n, receipt in receipts(connection):
        if chained.get(n) != receipt.digest:
            yield Fault("received", receipt.doc, "the receipt is not the one on the chain")
        row = connection.execute("SELECT text FROM documents WHERE id = ?", (receipt.doc,)).fetchone()
        if row is not None and sha256(row[0]) != receipt.text_sha256:
            yield Fault("documents", receipt.doc, "the text is not the one on the chain")
    for (doc,) in connection.execute(_NO_RECEIPT):
        yield Fault("documents", doc, "the bytes it was read from have no receipt on the chain")
    for (doc,) in connection.execute(_GONE):
        yield Fault("documents", doc, "it stands on the chain, is missing, and nobody decided to erase it")


def _decisions(connection: sqlite3.Connection) -> Iterator[Fault]:
    rows = connection.execute(
        "SELECT chain.id, thing, record, erased.id FROM chain LEFT JOIN decisions ON decisions.id = chain.id"
        " LEFT JOIN erased ON erased.kind = 'decision' AND erased.id = chain.id WHERE chain.kind = ? ORDER BY chain.n",
        (DECISION,),
    )
    for identity, thing, record, erased in rows:
        if record is None:
            yield Fault("decisions", identity, "the decision stands on the chain and is missing")
        elif erased is None and sha256(record) != thing:
            yield Fault("decisions", identity, "the decision was altered after it was taken")
    for (identity,) in connection.execute(_NO_ENTRY):
        yield Fault("decisions", identity, "the decision is not on the chain")


def _erasures(connection: sqlite3.Connection) -> Iterator[Fault]:
    for kind, identity, decision, unswept, action, target in connection.execute(_ERASED):
        if action != "erase" or (kind == DOCUMENT and target != identity):
            yield Fault("erased", identity, f"no decision to erase it has the id {decision}")
        if kind == DOCUMENT and unswept:
            remedy = f"run again: sayso remove CASE {identity} --erase"
            yield Fault("erased", identity, f"the erasure was broken off before the file was rewritten; {remedy}")


def _removals(connection: sqlite3.Connection) -> Iterator[Fault]:
    try:
        undone = {one.id for one in decisions_in_order(connection) if one.undone_by is not None}
    except CaseError:
        return  # a decision that cannot be read is named as such; what is removed cannot be told
    for doc, decision in connection.execute(_WRONGLY_REMOVED):
        yield Fault("removed", doc, f"no decision to remove it has the id {decision}")
    for doc, decision in connection.execute(_WRONGLY_KEPT):
        if decision not in undone and not n_waiting(connection):
            yield Fault("removed", doc, f"the decision {decision} removes it, and it is shown")
