"""Prove the chain of custody: every entry follows from the one before, and all that the case holds stands on it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.errors import CaseError
from sayso.record.decisions import Decision
from sayso.record.plain import to_json
from sayso.store.chain import (
    DECISION,
    DOCUMENT,
    ERASURE,
    FETCH,
    FETCHED,
    NO_HEAD,
    Entry,
    entries,
    next_head,
    receipts,
    sha256,
    what_is_left,
)
from sayso.store.fault import Fault
from sayso.store.log import decisions_in_order
from sayso.store.removed import ERASE, REMOVE, TOLD, are_erased, likenesses_of
from sayso.store.waiting import n_waiting

_NO_RECEIPT = """
SELECT id FROM documents WHERE NOT EXISTS (
  SELECT 1 FROM received WHERE doc = documents.id AND received.original = documents.original) ORDER BY id
"""

_NO_BYTES = """
SELECT DISTINCT original FROM received WHERE original NOT IN (SELECT sha256 FROM originals) ORDER BY original
"""

_NO_ENTRY = "SELECT id FROM decisions WHERE id NOT IN (SELECT id FROM chain WHERE kind = 'decision') ORDER BY n"


def chain_faults(connection: sqlite3.Connection, head: str | None = None) -> Iterator[Fault]:
    """Check the chain; ``head``, written down earlier, must stand on it.

    What was erased is not missed if a decision to erase says so. A chain whose tail was cut off, with all that stood
    on it, is whole in itself: only a head that was kept elsewhere shows it.
    """
    chain = list(entries(connection))
    yield from _links(chain, head)
    yield from _receipts(connection, chain)
    yield from _fetches(connection, chain)
    yield from _decisions(connection, chain)
    try:
        decisions = decisions_in_order(connection)
    except CaseError:
        return  # a decision that cannot be read is named as such; what is removed or erased cannot be told
    yield from _Removals(connection, {one.id: one for one in decisions}).faults(chain)


def _links(chain: Sequence[Entry], wanted: str | None) -> Iterator[Fault]:
    head, seen = NO_HEAD, wanted is None or wanted == NO_HEAD
    for n, entry in enumerate(chain, 1):
        if entry.n != n:
            yield Fault("chain", str(n), "the entry is missing")
            return
        if entry.head != next_head(head, entry.kind, entry.id, entry.thing):
            yield Fault("chain", str(n), f"it does not follow from the entry before ({entry.kind} {entry.id})")
        head, seen = entry.head, seen or entry.head == wanted
    if not seen:
        yield Fault("chain", wanted or "", "this head is not on the chain: what stood there was cut off or altered")


def _receipts(connection: sqlite3.Connection, chain: Sequence[Entry]) -> Iterator[Fault]:
    chained = {entry.n: entry for entry in chain if entry.kind == DOCUMENT}
    there = set()
    for n, receipt in receipts(connection):
        there.add(n)
        if n not in chained or chained[n].thing != receipt.digest:
            yield Fault("received", receipt.doc, "the receipt is not the one on the chain")
        row = connection.execute("SELECT text FROM documents WHERE id = ?", (receipt.doc,)).fetchone()
        if row is not None and sha256(row[0]) != receipt.text_sha256:
            yield Fault("documents", receipt.doc, "the text is not the one on the chain")
    for (doc,) in connection.execute(_NO_RECEIPT):
        yield Fault("documents", doc, "the bytes it was read from have no receipt on the chain")
    for (original,) in connection.execute(_NO_BYTES):
        yield Fault("originals", original, "the bytes are missing, and a receipt says that they came")
    erased = _erased(connection, DOCUMENT)
    known = {doc for (doc,) in connection.execute("SELECT id FROM documents")}
    for doc in sorted({entry.id for entry in chained.values()} - known - erased.keys()):
        yield Fault("documents", doc, "it stands on the chain, is missing, and nobody decided to erase it")
    for n, entry in chained.items():
        if n not in there and entry.id in known:
            yield Fault("received", entry.id, f"the receipt of entry {n} of the chain is missing")


def _fetches(connection: sqlite3.Connection, chain: Sequence[Entry]) -> Iterator[Fault]:
    """Compare what servers said with the chain; of content that was erased nothing is left."""
    chained = Counter((entry.id, entry.thing) for entry in chain if entry.kind == FETCH)
    rows = connection.execute(f"SELECT {FETCHED} FROM fetches ORDER BY n").fetchall()
    there = Counter((str(row[0]), sha256(to_json(list(row)))) for row in rows)
    for content, _ in sorted(there - chained):
        yield Fault("fetches", content, "what the server said with it is not what stands on the chain")
    for content, _ in sorted(chained - there):
        if not are_erased(connection, content):
            yield Fault(
                "fetches", content, "what the server said with it stands on the chain and is missing or altered"
            )


def _decisions(connection: sqlite3.Connection, chain: Sequence[Entry]) -> Iterator[Fault]:
    """Compare decisions with the chain: each as it was taken, or as its last erasure left it, and in their order."""
    left = {entry.id: entry.thing for entry in chain if entry.kind == ERASURE}
    erased = _erased(connection, DECISION)
    logged = dict(connection.execute("SELECT id, record FROM decisions ORDER BY n"))
    chained = [entry for entry in chain if entry.kind == DECISION]
    for entry in chained:
        record = logged.get(entry.id)
        if record is None:
            yield Fault("decisions", entry.id, "the decision stands on the chain and is missing")
        elif sha256(record) != (left.get(entry.id) if entry.id in erased else entry.thing):
            yield Fault("decisions", entry.id, "the decision was altered after it was taken")
    for (identity,) in connection.execute(_NO_ENTRY):
        yield Fault("decisions", identity, "the decision is not on the chain")
    ids = [entry.id for entry in chained if entry.id in logged]
    for here, there in zip((one for one in logged if one in set(ids)), ids, strict=True):
        if here != there:
            yield Fault("decisions", here, "it does not stand where it stands on the chain: their order was altered")
            return


@dataclass(frozen=True, slots=True)
class _Removals:
    """Compare what is removed and erased with the decisions of a case, by id."""

    connection: sqlite3.Connection
    decisions: dict[str, Decision]

    def faults(self, chain: Sequence[Entry]) -> Iterator[Fault]:
        left = {entry.id: entry.thing for entry in chain if entry.kind == ERASURE}
        yield from self._erased_documents(left)
        yield from self._erased_decisions()
        yield from self._removed()
        yield from self._refused()
        if not n_waiting(self.connection):
            yield from self._not_done()

    def _erased_documents(self, left: dict[str, str]) -> Iterator[Fault]:
        for doc, (decision, unswept) in _erased(self.connection, DOCUMENT).items():
            if not self._is(decision, ERASE, doc):
                yield Fault("erased", doc, f"no decision to erase it has the id {decision}")
            elif left.get(doc) != what_is_left(self.connection, DOCUMENT, doc):
                yield Fault("refused", doc, "the hashes that keep it from coming back are not those of its erasure")
            if unswept:
                remedy = f"run again: sayso remove CASE {doc} --erase"
                yield Fault("erased", doc, f"the erasure was broken off before the file was rewritten; {remedy}")

    def _erased_decisions(self) -> Iterator[Fault]:
        for identity, (decision, _) in _erased(self.connection, DECISION).items():
            if not self._is(decision, ERASE):
                yield Fault("erased", identity, f"no decision to erase it has the id {decision}")

    def _removed(self) -> Iterator[Fault]:
        for doc, decision in self.connection.execute("SELECT doc, decision FROM removed ORDER BY doc"):
            if not self._is(decision, REMOVE):
                yield Fault("removed", doc, f"no decision to remove it has the id {decision}")

    def _refused(self) -> Iterator[Fault]:
        for (decision,) in self.connection.execute("SELECT DISTINCT decision FROM refused ORDER BY 1"):
            if not (self._is(decision, ERASE) or self._is(decision, REMOVE)):
                yield Fault("refused", str(decision), "no decision to remove or erase has this id")

    def _not_done(self) -> Iterator[Fault]:
        known = {doc for (doc,) in self.connection.execute("SELECT id FROM documents")}
        hidden = {doc for (doc,) in self.connection.execute("SELECT doc FROM removed")}
        for one in self.decisions.values():
            doc = one.target.id
            if one.action == ERASE and doc in known:
                remedy = f"run again: sayso remove CASE {doc} --erase"
                yield Fault("documents", doc, f"the decision {one.id} erases it, and it is there; {remedy}")
            if one.action == REMOVE and one.undone_by is None and doc in known:
                if doc not in hidden:
                    yield Fault("removed", doc, f"the decision {one.id} removes it, and it is shown")
                elif not self._refuses(one.id, doc):
                    yield Fault(
                        "refused", doc, f"the decision {one.id} removes it, and nothing keeps it from coming back"
                    )

    def _refuses(self, decision: str, doc: str) -> bool:
        """Tell whether a removed document is known by its text when it comes again."""
        _, by_text = likenesses_of(*self.connection.execute(TOLD, (doc,)).fetchone())
        known = self.connection.execute("SELECT 1 FROM refused WHERE (key, decision) = (?, ?)", (by_text, decision))
        return known.fetchone() is not None

    def _is(self, decision: str, action: str, target: str | None = None) -> bool:
        found = self.decisions.get(decision)
        return found is not None and found.action == action and target in (None, found.target.id)


def _erased(connection: sqlite3.Connection, kind: str) -> dict[str, tuple[str, int]]:
    rows = connection.execute("SELECT id, decision, unswept FROM erased WHERE kind = ? ORDER BY id", (kind,))
    return {identity: (decision, unswept) for identity, decision, unswept in rows}
