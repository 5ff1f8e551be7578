"""Decide on two mentions or events of a case: keep the decision in the log, and let the events follow."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from sayso.errors import NotACase, UsageError
from sayso.merge_rules import rules_of
from sayso.merging import merge
from sayso.record.decisions import Decision, DecisionTarget
from sayso.record.ids import content_hash
from sayso.record.vocabulary import JUDGEMENTS, Judgement
from sayso.store.case_file import connect, naming, transaction
from sayso.store.clusters import members_of
from sayso.store.decided import add_decision, anchors_of
from sayso.store.view import View


def decide(case: Path, judgement: Judgement, left: str, right: str, *, by: str, note: str | None = None) -> Decision:
    """Keep how a person judges two mentions or events, cluster what it touches anew, and give the decision.

    See ``sayso.Case.decide``.
    """
    _check(judgement, by, note)
    if not case.exists():
        raise NotACase("no such case file", path=str(case), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    connection = connect(case)
    try:
        with naming(case):
            rules = rules_of(connection)
            merge(connection, rules)
            decision = _keep(connection, judgement, left, right, by, note)
            merge(connection, rules)
    finally:
        connection.close()
    return decision


def _check(judgement: str, by: str, note: str | None) -> None:
    if judgement not in JUDGEMENTS:
        raise UsageError(f"no judgement {judgement!r}", remedy=f"Use one of {', '.join(JUDGEMENTS)}")
    if not by.strip():
        raise UsageError("nobody decides", remedy="Say who with --by NAME")
    try:
        f"{by}{note or ''}".encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"the name or note holds what no text can ({error.reason})", remedy="Write it in UTF-8"
        ) from None


def _keep(
    connection: sqlite3.Connection, judgement: Judgement, left: str, right: str, by: str, note: str | None
) -> Decision:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with transaction(connection) as write:
        view = View(write)
        events = [_event(view, identity) for identity in (left, right)]
        together = events[0] == events[1]
        targets = [
            _target(write, identity, event, whole=identity == event and not together)
            for identity, event in zip((left, right), events, strict=True)
        ]
        if set(targets[0].mentions) & set(targets[1].mentions):
            raise UsageError(f"{left} and {right} are one mention", remedy="Name two")
        (n,) = write.execute("SELECT count(*) FROM decisions").fetchone()
        identity = "x" + content_hash(at, by, judgement, left, right, note, n)
        before = "same" if together else "different"
        target, other = targets
        decision = Decision(identity, at, by, judgement, target, before, judgement, note, other=other)
        add_decision(write, decision)
    return decision


def _event(view: View, identity: str) -> str:
    event = view.event_of(identity)
    if event is None:
        remedy = "sayso show CASE EVENT lists the mentions of an event; the export has all"
        raise UsageError(f"no mention or event of this case has the id {identity!r}", remedy=remedy)
    return event


def _target(write: sqlite3.Connection, identity: str, event: str, *, whole: bool) -> DecisionTarget:
    """Point at a mention, or at an event with all its mentions; a former event without one is what it became."""
    anchors = () if whole else anchors_of(write, [identity])
    kind = "mention" if anchors else "event"
    anchors = anchors or anchors_of(write, members_of(write, [event])[event])
    first = anchors[0]
    return DecisionTarget(kind, identity, first.doc, first.start, first.end, first.quotation, anchors)
