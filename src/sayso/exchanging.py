"""Exchange decisions between cases: write them to a file, take those of a file in, so that people merge their work."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from sayso.codebook.project_fields import ProjectFields
from sayso.contesting import Contesting
from sayso.errors import CaseFull, NotACase, RecordError, SaysoError, UnreadableInput, UsageError
from sayso.finding import mentions_of
from sayso.merge_rules import rules_of
from sayso.merging import merge
from sayso.reanchoring import anchored_here
from sayso.record.decisions import Arrival, Decision, DecisionTarget
from sayso.record.plain import from_json, to_json, to_plain
from sayso.review.agenda import Conflict
from sayso.review.foreign import LONGEST_LINE, foreign_decision, misquoted
from sayso.review.given import check_words
from sayso.store.anchors import documents_decided_on
from sayso.store.case_file import connect, many, naming, transaction
from sayso.store.log import add_decision, decisions_in_order, undone
from sayso.store.placing import spare_cases
from sayso.store.view import View


@dataclass(frozen=True, slots=True)
class Line:
    """Hold why a line of a file was not taken in; lines are counted from 1."""

    line: int
    problem: str


@dataclass(slots=True)
class Exchanged:
    """Say what a file of decisions brought.

    ``known`` counts those that were here already. ``without_anchor`` are kept, but nothing in this case is what they
    are about. Of ``conflicts`` the decision of this case holds, until a later decision settles them.
    """

    new: list[Decision] = field(default_factory=list)
    known: int = 0
    rejected: list[Line] = field(default_factory=list)
    without_anchor: list[Decision] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """Read beside a decision where it stood in the log of its case; null in an export, which is sorted by id."""

    n: int | None = None


def export_decisions(view: View, out: Path) -> int:
    """Write all decisions of a case as JSON lines, as they were logged; give their number.

    Each line is a row of decisions.jsonl with ``n``, its place in the log. The file appears only when it is whole.

    Raises:
        UsageError: a case stands there.
        CaseFull: the file cannot be written.
    """
    spare_cases(out)
    half = out.with_name(f".{out.name}.part")
    decisions = decisions_in_order(view.connection)
    try:
        with half.open("wb") as file:
            for n, decision in enumerate(decisions, 1):
                file.write(to_json({**to_plain(decision), "n": n}) + b"\n")
        os.replace(half, out)
    except OSError as error:
        raise CaseFull(f"it cannot be written ({error.strerror})", path=str(out), remedy="Choose another -o") from error
    return len(decisions)


def import_decisions(case: Path, file: Path, *, by: str | None = None, fields: Path | None = None) -> Exchanged:
    """Take the decisions of a file into the log of a case; ids stay, and what is here already is passed over.

    A decision of this case holds over one of the file by somebody else on the same thing, which then waits. Of one
    person the later holds. ``by`` is who brings the file in; ``fields`` declares a project's own, else fields.yaml
    beside the case does.

    Raises:
        UnreadableInput: the file cannot be read.
        UsageError: ``by`` is too long, or holds what no text can.
        CaseError: the case cannot be written.
    """
    check_words(by)
    if not case.exists():
        raise NotACase("no such case file", path=str(case), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    rows, lines = read_decisions(file)
    found = Exchanged(rejected=lines)
    with naming(case), closing(connect(case)) as connection:
        rules = rules_of(connection)
        merge(connection, rules)
        with transaction(connection) as write:
            _Taking(write, found, ProjectFields.of_case(case, fields)).take(rows, _hash_of(file), by)
        merge(connection, rules)
        found.without_anchor = [one for one in found.new if not _is_anchored(connection, one)]
        met = {one.id for one in found.new}
        found.conflicts += [one for one in conflicts_in(connection) if one.there.id in met]
    return found


def conflicts_in(connection: sqlite3.Connection) -> list[Conflict]:
    """List the decisions of other people that came from other cases and wait, with those they contradict."""
    decisions = decisions_in_order(connection)
    known = {one.id: one for one in decisions}
    return [
        Conflict(known[one.undone_by], one)
        for one in decisions
        if one.waits and one.undone_by is not None and known[one.undone_by].by != one.by
    ]


class _Taking:
    """Take decisions in, inside a transaction."""

    def __init__(self, write: sqlite3.Connection, found: Exchanged, fields: ProjectFields) -> None:
        self._write = write
        self._found = found
        self._fields = fields
        self._here = decisions_in_order(write)
        self._known = {one.id: one for one in self._here}

    def take(self, rows: Sequence[tuple[int, Decision]], file: str, by: str | None) -> None:
        new = self._new(rows)
        stands = {one.id: one.undone_by is None for one in undone([replace(one, undone_by=None) for one in new])}
        contesting = Contesting(self._write, self._here)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        arrived, last = [], set[str]()
        for one in new:
            contests = contesting.contested_by(one) if stands[one.id] else ()
            if (one.target.kind == "decision" and one.target.id in last) or contesting.is_later(one):
                last.add(one.id)
            arrived.append(replace(one, undone_by=None, came=Arrival(file, now, by, contests=contests)))
        before = [one for one in arrived if one.id not in last]
        lowest = min((one.came.place or 0 for one in self._here if one.came), default=0)
        places = {one.id: lowest - len(before) + at for at, one in enumerate(before)}
        for one in arrived:
            assert one.came is not None
            placed = replace(one, came=replace(one.came, place=places.get(one.id)))
            add_decision(self._write, placed)
            self._found.new.append(placed)

    def _new(self, rows: Sequence[tuple[int, Decision]]) -> list[Decision]:
        new: dict[str, Decision] = {}
        for line, one in rows:
            held = self._known.get(one.id) or new.get(one.id)
            if held is not None and _told(held) != _told(one) and not (held.erased or one.erased):
                self._reject(line, f"another decision has the id {one.id}")
            elif held is not None:
                self._found.known += 1
                self._note_undone(held, one)
            elif problem := self._erased(one) or self._misquoted(one) or self._undeclared(one):
                self._reject(line, problem)
            else:
                new[one.id] = anchored_here(self._write, one)
        return list(new.values())

    def _note_undone(self, held: Decision, there: Decision) -> None:
        undoing = self._known.get(held.undone_by or "")
        if undoing is not None and undoing.action == "undo" and there.undone_by is None:
            self._found.conflicts.append(Conflict(undoing, there))

    def _erased(self, one: Decision) -> str | None:
        """Say which document a decision quotes whose words were erased here, and are not to come back."""
        ends = [end for end in (one.target, one.other) if end is not None]
        docs = {end.doc for end in ends} | {anchor.doc for end in ends for anchor in end.mentions}
        docs.add(one.reading.doc if one.reading else None)
        for doc in sorted(filter(None, docs)):
            if self._write.execute("SELECT 1 FROM erased WHERE (kind, id) = ('document', ?)", (doc,)).fetchone():
                return f"the document {doc} that it is about was erased from this case"
        return None

    def _misquoted(self, one: Decision) -> str | None:
        """Say what a decision misquotes of a document of this case."""
        anchors = (*one.target.mentions, *(one.other.mentions if one.other else ()))
        for anchor in anchors:
            if self._text(anchor.doc, anchor.start, anchor.end) not in (None, anchor.quotation):
                return f"the text at {anchor.start}:{anchor.end} is not {anchor.quotation!r}"
        whole = self._text(one.reading.doc) if one.reading else None
        wrong = misquoted(one.reading, whole) if one.reading and whole is not None else None
        return f"the text at {wrong.start}:{wrong.end} is not {wrong.text!r}" if wrong else None

    def _text(self, doc: str, start: int = 0, end: int | None = None) -> str | None:
        """Give a stretch of a document's text, None if there is no such document here."""
        row = self._write.execute("SELECT text FROM documents WHERE id = ?", (doc,)).fetchone()
        return str(row[0])[start:end] if row else None

    def _undeclared(self, one: Decision) -> str | None:
        """Say in what a value is none of a field that this project declares."""
        if one.action != "field" or one.field is None:
            return None
        try:
            meant = self._fields.value(one.field, one.after)
        except UsageError as error:
            return str(error)
        # What reads as a value of the field, as "yes" does, is not yet what the record holds of it.
        return None if meant == one.after else f"{one.after!r} is not how a value of {one.field} is kept: {meant!r} is"

    def _reject(self, line: int, problem: str) -> None:
        self._found.rejected.append(Line(line, problem))


def read_decisions(path: Path) -> tuple[list[tuple[int, Decision]], list[Line]]:
    """Read a file's decisions, each with its line, in the order in which they were taken, and the lines that are none.

    Raises:
        UnreadableInput: the file cannot be read.
    """
    rejected, rows, placed = list[Line](), list[tuple[int, Decision]](), True
    try:
        with path.open("rb") as file:
            for number, line in _lines(file):
                try:
                    if len(line) > LONGEST_LINE:
                        raise RecordError(f"longer than {LONGEST_LINE} bytes")
                    rows.append((number, foreign_decision(line)))
                    placed = placed and from_json(_Row, line).n is not None
                except SaysoError as error:
                    rejected.append(Line(number, str(error)))
    except OSError as error:
        raise UnreadableInput(
            "unreadable", f"it cannot be read ({error.strerror})", path=str(path), remedy="Name a file of decisions"
        ) from error
    return (rows if placed else sorted(rows, key=lambda row: row[1].at or "")), rejected


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Give the lines that hold anything, none longer than one byte more than the longest that is read."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        rest = line
        while not rest.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            pass
        if line.strip():
            yield number, line


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _told(decision: Decision) -> tuple[object, ...]:
    """Give what makes two rows of one id the same decision."""
    return decision.action, decision.by, decision.field, to_json(decision.after), decision.note


def _is_anchored(connection: sqlite3.Connection, decision: Decision) -> bool:
    """Tell whether anything in a case is what a decision is about."""
    targets = (decision.target, *([decision.other] if decision.other else []))
    return all(map(partial(_is_here, connection), targets))


def _is_here(connection: sqlite3.Connection, target: DecisionTarget) -> bool:
    if target.kind in ("mention", "event"):
        return bool(mentions_of(connection, target))
    if target.kind == "document":
        docs = documents_decided_on(connection, target)
        return any(many(connection, "SELECT 1 FROM documents WHERE id IN ({marks})", docs))
    if target.kind == "decision":
        sql = "SELECT 1 FROM decisions WHERE id = ?"
    else:
        sql = "SELECT 1 FROM named WHERE id = ?1 UNION ALL SELECT 1 FROM named_since WHERE id = ?1"
    return connection.execute(sql, (target.id,)).fetchone() is not None
