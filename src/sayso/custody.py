"""Take documents out of a case, or erase them: keep the decision, let the events follow, write the file anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sayso.deciding import check_who, logged
from sayso.errors import NotACase, UsageError
from sayso.merge_rules import rules_of
from sayso.merging import merge
from sayso.record.decisions import Decision, DecisionTarget
from sayso.record.vocabulary import Action, TargetKind
from sayso.store.case_file import connect, naming, transaction
from sayso.store.erasing import still_told_by, sweep, unswept
from sayso.store.removed import ERASE, REMOVE
from sayso.store.view import View


@dataclass(frozen=True, slots=True)
class Removal:
    """Tell what became of a document: whether it is erased, by which decision, and how many mentions went with it.

    ``elsewhere`` are the other documents of the case with the same text, nearly the same, or a version of it.
    """

    doc: str
    erased: bool
    decision: str
    mentions: int
    elsewhere: tuple[str, ...]


def remove(case: Path, document: str, *, why: str, by: str, erase: bool = False) -> Removal:
    """Take a document, by id or path, out of the record; with ``erase`` delete its bytes and words for good.

    See ``sayso.Case.remove``.
    """
    check_who(by, why)
    if not why.strip():
        raise UsageError("no reason is given", remedy="Say why with --why WORDS")
    if not case.exists():
        raise NotACase("no such case file", path=str(case), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    with closing(connect(case, durable=True)) as connection, naming(case):
        rules = rules_of(connection)
        merge(connection, rules)
        if erase and document in unswept(connection):
            sweep(connection)
            return _finished(connection, document)
        doc = _find(connection, document, removed_too=erase)
        elsewhere = tuple(still_told_by(connection, doc))
        n = connection.execute("SELECT count(*) FROM mentions WHERE doc = ?", (doc,)).fetchone()[0]
        decision = append(connection, ERASE if erase else REMOVE, "document", doc, by=by, note=why)
        merge(connection, rules)
        if erase:
            sweep(connection)
    return Removal(doc, erase, decision.id, int(n), elsewhere)


def append(
    connection: sqlite3.Connection, action: Action, kind: TargetKind, identity: str, *, by: str, note: str | None,
    after: bool = True,
) -> Decision:  # fmt: skip
    """Append a decision on one thing as a whole to the log."""
    target = DecisionTarget(kind, identity, identity if kind == "document" else None)
    with transaction(connection) as write:
        return logged(write, action, target, by=by, note=note, before=None, after=after)


def _find(connection: sqlite3.Connection, document: str, *, removed_too: bool) -> str:
    known = connection.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone()
    if removed_too and known:
        return document
    return str(View(connection).document(document).id)


def _finished(connection: sqlite3.Connection, doc: str) -> Removal:
    (decision,) = connection.execute(
        "SELECT decision FROM erased WHERE (kind, id) = ('document', ?)", (doc,)
    ).fetchone()
    return Removal(doc, True, str(decision), 0, ())
