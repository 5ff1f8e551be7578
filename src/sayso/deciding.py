"""Decide on anything of a case: keep the decision in the log, and let the record follow."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sayso.codebook.project_fields import ProjectFields
from sayso.errors import NotACase, RecordError, UsageError
from sayso.merge_rules import MergeRules, rules_of
from sayso.merging import merge
from sayso.record.decisions import ACTS, JUDGING, Decision, DecisionTarget, Quotation
from sayso.record.ids import content_hash
from sayso.record.plain import to_json
from sayso.record.vocabulary import Action, TargetKind
from sayso.review.given import action_of, check_form, check_words
from sayso.store.case_file import connect, naming, transaction
from sayso.store.log import add_decision, decisions_in_order, n_decisions
from sayso.store.overlay import overlay_of
from sayso.store.targets import actor_called, anchors_of, target_of
from sayso.store.view import View
from sayso.valuing import Asked, as_declared, reading_of, value_before_and_after


def append(
    case: Path,
    action: str,
    target: str,
    *,
    by: str,
    note: str | None = None,
    after: object = None,
    field: str | None = None,
    span: tuple[int, int] | None = None,
    kind: TargetKind | None = None,
    fields: Path | None = None,
) -> Decision:
    """Keep any decision in the log of a case, let the record follow, and give the decision.

    ``target`` is an id (of a document also its path); ``after`` a value, or the id of a second target; ``span`` is a
    stretch, code points, of the target's document. An id that an event shares with its lowest mention means the event,
    unless ``kind`` says otherwise. ``fields`` declares a project's own, else fields.yaml beside the case does. See
    ``sayso.Case.decide``.

    Raises:
        UsageError: there is no such action, target, field or value, nobody decides, or it cannot be undone.
        CaseError: the case cannot be written.
    """
    asked = as_declared(Asked(action_of(action), target, after, field, span, kind), ProjectFields.of_case(case, fields))
    if asked.action in ("remove", "erase"):
        remedy = f"sayso remove CASE DOCUMENT{' --erase' if asked.action == 'erase' else ''} --why WORDS --by NAME"
        raise UsageError(f"{asked.action} has a command of its own", remedy=remedy)
    check_who(by, note)
    if not case.exists():
        raise NotACase("no such case file", path=str(case), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    connection = connect(case, durable=True)
    try:
        with naming(case):
            rules = rules_of(connection)
            merge(connection, rules)
            with transaction(connection) as write:
                decision = Deciding(write, rules, by.strip(), note).keep(asked)
            merge(connection, rules)
    finally:
        connection.close()
    return decision


def check_who(by: str, note: str | None) -> None:
    """Refuse a decision by nobody.

    Raises:
        UsageError: nobody is named, or the name or note is too long or holds what no text can.
    """
    if not by.strip():
        raise UsageError("nobody decides", remedy="Say who with --by NAME")
    check_words((by, note))


def logged(
    write: sqlite3.Connection, action: Action, target: DecisionTarget, *, by: str, note: str | None, before: Any,
    after: Any, **more: Any,
) -> Decision:  # fmt: skip
    """Append a decision to the log, taken now, and give it; ``more`` are its other fields."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    n = n_decisions(write)
    told = to_json((action, target.kind, target.id, more.get("field"), after, note, more.get("support"))).decode()
    identity = "x" + content_hash(at, by, told, n)
    decision = Decision(identity, at, by, action, target, before, after, note, **more)
    add_decision(write, decision)
    return decision


@dataclass(frozen=True, slots=True)
class _Targets:
    """Hold the one or two targets of a decision."""

    first: DecisionTarget
    other: DecisionTarget | None = None


class Deciding:
    """Make a decision out of what was asked, and keep it, inside a transaction."""

    def __init__(self, write: sqlite3.Connection, rules: MergeRules, by: str, note: str | None) -> None:
        self._write = write
        self._view = View(write)
        self._rules = rules
        self._by = by
        self._note = note

    def keep(self, asked: Asked) -> Decision:
        """Keep one decision in the log.

        Raises:
            UsageError: there is no such action, target, field or value, or it cannot be undone; nothing is kept.
        """
        check_words((asked.target, asked.value, asked.field))
        targets = self._targets(asked)
        check_form(asked.action, targets.first.kind, asked.field, asked.value)
        support = self._support(asked, targets.first)
        if asked.action == "correct" and support is None and not (self._note or "").strip():
            raise UsageError(
                "a correction rests on nothing", remedy="Give the words that support it (--span START:END) or a --note"
            )
        if asked.action in JUDGING:
            before, after = self._judged(targets, asked.action)
        else:
            before, after = value_before_and_after(
                self._view, self._rules, asked, targets.first, targets.other, support
            )
        reading = reading_of(self._view, asked, targets.first, after, support)
        return logged(
            self._write, asked.action, targets.first, by=self._by, note=self._note, before=before, after=after,
            other=targets.other, field=asked.field, support=support, reading=reading,
        )  # fmt: skip

    def _targets(self, asked: Asked) -> _Targets:
        if asked.action in JUDGING:
            return self._judging(asked)
        if asked.action == "undo":
            self._check_undoing(asked.target)
        act = ACTS[asked.action]
        kinds = _kinds(act.on, asked.kind)
        if kinds[0] == "mention" and "event" in kinds and self._view.event_of(asked.target) == asked.target:
            kinds = ("event", *kinds)
        first = target_of(self._view, asked.target, kinds)
        if asked.action == "name":
            first = replace(first, id=overlay_of(self._write).who(first.id))
        if not act.other or asked.value is None:
            return _Targets(first)
        other = self._joined(str(asked.value)) if asked.action == "join" else None
        other = other or target_of(self._view, str(asked.value), act.other)
        if other.id == first.id:
            raise UsageError(f"{first.id} and {other.id} are one {first.kind}", remedy="Name two")
        return _Targets(first, other)

    def _joined(self, given: str) -> DecisionTarget | None:
        """Give the actor that others are joined to: of the case, what it was joined to itself, or of the registry."""
        found = actor_called(self._write, given)
        main = overlay_of(self._write).who(found[0]) if found else None
        if main is not None and (named := actor_called(self._write, main)):
            return DecisionTarget("actor", main, quotation=named[1])
        registry = self._rules.maker.sides.registry
        entry = registry.get(main or given) or registry.lookup(given)
        return DecisionTarget("actor", entry.id, quotation=entry.name) if entry else None

    def _judging(self, asked: Asked) -> _Targets:
        """Find two mentions or events; of two in one event each id means the mention, and so does ``kind``."""
        if asked.action == "split":
            return self._splitting(asked)
        if asked.value is None:
            raise UsageError(f"{asked.action} needs a second id", remedy="Name two mentions or events")
        ids = (asked.target, str(asked.value))
        events = [self._event(identity) for identity in ids]
        together = events[0] == events[1]
        whole = not together and asked.kind != "mention"
        found = [
            target_of(self._view, identity, ("event", "mention") if identity == event and whole else _READ)
            for identity, event in zip(ids, events, strict=True)
        ]
        if {one.mention for one in found[0].mentions} & {one.mention for one in found[1].mentions}:
            raise UsageError(f"{ids[0]} and {ids[1]} are one mention", remedy="Name two")
        return _Targets(*found)

    def _splitting(self, asked: Asked) -> _Targets:
        """Part mentions, which stay together, from the rest of the event of the first."""
        more = asked.value if isinstance(asked.value, list | tuple) else [asked.value] if asked.value else []
        ids = sorted({asked.target, *map(str, more)})
        first = target_of(self._view, asked.target, ("mention",))
        event = target_of(self._view, self._event(asked.target), ("event",))
        own = anchors_of(self._write, ids)
        rest = tuple(one for one in event.mentions if one.mention not in ids)
        beyond = sorted(set(ids) - {one.mention for one in event.mentions})
        if beyond:
            raise UsageError(f"{beyond[0]} is no mention of the event {event.id}", remedy="Name mentions of one event")
        if not rest:
            raise UsageError(f"nothing would be left of the event {event.id}", remedy="Name fewer of its mentions")
        parted = DecisionTarget(
            "mention", first.id, first.doc, first.start, first.end, first.quotation, own, first.text_hash
        )  # fmt: skip
        kept = DecisionTarget(
            "event", event.id, rest[0].doc, rest[0].start, rest[0].end, rest[0].quotation, rest, rest[0].text_hash
        )  # fmt: skip
        return _Targets(parted, kept)

    def _judged(self, targets: _Targets, action: Action) -> tuple[str, str]:
        other = targets.other
        assert other is not None
        together = self._event(targets.first.mentions[0].mention) == self._event(other.mentions[0].mention)
        after = {"merge": "same", "split": "different"}.get(action, action)
        return "same" if together else "different", after

    def _event(self, identity: str) -> str:
        event = self._view.event_of(identity)
        if event is None:
            target_of(self._view, identity, ("event",))
        return str(event)

    def _support(self, asked: Asked, target: DecisionTarget) -> Quotation | None:
        if asked.span is None:
            if asked.action == "add":
                raise UsageError("no words are named that report it", remedy="Say which with --span START:END")
            return None
        if target.doc is None or asked.action not in ("correct", "add", "redact"):
            raise UsageError(f"{asked.action} rests on no span", remedy="Leave --span out")
        try:
            return Quotation.of(self._view.text(target.doc), *asked.span)
        except RecordError as error:
            raise UsageError(error.message, remedy="START:END count characters from 0, the end excluded") from None

    def _check_undoing(self, identity: str) -> None:
        decision = next((one for one in decisions_in_order(self._write) if one.id == identity), None)
        if decision is None:
            return  # refused where the target is looked for
        if not ACTS[decision.action].undoable:
            raise UsageError(f"{decision.action} cannot be undone", remedy="Read the document again from its source")
        if decision.undone_by is not None and not decision.waits:
            raise UsageError(
                f"the decision {identity} is undone already, by {decision.undone_by}",
                remedy="sayso log CASE shows which decisions hold",
            )


_READ: tuple[TargetKind, ...] = ("mention", "event")


def _kinds(on: Sequence[TargetKind], kind: TargetKind | None) -> tuple[TargetKind, ...]:
    if kind is None:
        return tuple(on)
    if kind not in on:
        raise UsageError(f"this is not decided on a {kind}", remedy=f"Name a {' or a '.join(on)}")
    return (kind,)
