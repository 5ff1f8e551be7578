"""Decide by an edited table: what its cells say otherwise than the record becomes decisions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.codebook.project_fields import ProjectFields
from sayso.deciding import Deciding, check_who
from sayso.edited_tables import EditedRow, EditedTable, lost_letters, read_edited
from sayso.errors import NotACase, UsageError
from sayso.export.sheets import (
    BETWEEN,
    EVENTS,
    ID,
    MARK,
    MENTION_COLUMNS,
    MENTIONS,
    NUMBER,
    OWN_FIELD,
    Column,
    cells,
    event_columns,
    mark,
    parts,
)
from sayso.export.workbook import fitting
from sayso.merge_rules import rules_of
from sayso.merging import merge
from sayso.record.decisions import Decision
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.vocabulary import TargetKind
from sayso.store.case_file import connect, naming, transaction
from sayso.store.filters import MentionFilter
from sayso.store.view import View
from sayso.valuing import Asked, as_declared

_VERDICTS = {"confirmed": "confirm", "rejected": "reject"}
_REWRITTEN = re.compile(r"\d{1,4}[./]\d{1,2}[./]\d{1,4}.*|\d{1,2}-[^\W\d]{3,}.*|[^\W\d]{3,}-\d{2,4}|\d{5}")
"""Dates as spreadsheets write them: 1/2/2020, 19.07.2019, 19-Jul, Aug-19, 43831."""
_LISTS = ("actors", "recipients", "places")


@dataclass(frozen=True, slots=True)
class Refused:
    """Name a cell, or a row, that decides nothing, and why. Rows are counted as in a spreadsheet, the head being 1.

    ``sheet`` is that of a workbook.
    """

    row: int
    column: str
    problem: str
    sheet: str | None = None


@dataclass(slots=True)
class Edited:
    """Say what an edited table decided; ``unchanged`` counts its rows that say what the record says.

    ``ignored_sheets`` are those of a workbook that decide nothing.
    """

    decided: list[Decision] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    unchanged: int = 0
    ignored_columns: tuple[str, ...] = ()
    ignored_sheets: tuple[str, ...] = ()


class _DryRun(Exception):
    """Leave a transaction without keeping anything of it."""


def decide_by_table(
    case: Path, file: Path, *, by: str, note: str | None = None, fields: Path | None = None, dry_run: bool = False
) -> Edited:
    """Take the changed cells of a table that ``export --format csv``, or ``xlsx``, wrote for decisions of ``by``.

    Rows and columns may be left out and stand in any order. With ``dry_run`` nothing is kept.

    Raises:
        InputError: the table cannot be read, or is none.
        UsageError: nobody decides.
        CaseError: the case cannot be written.
    """
    check_who(by, note)
    if not case.exists():
        raise NotACase("no such case file", path=str(case), remedy="Make one with: sayso build FOLDER -o CASE.sayso")
    table = read_edited(file)
    declared = ProjectFields.of_case(case, fields)
    found = Edited()
    with naming(case), closing(connect(case)) as connection:
        rules = rules_of(connection)
        merge(connection, rules)
        try:
            with transaction(connection) as write:
                deciding = Deciding(write, rules, by.strip(), note or f"edited in {file.name}")
                _Editing(View(write), deciding, declared, found).run(table)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            return found
        merge(connection, rules)
    return found


@dataclass(frozen=True, slots=True)
class _Cell:
    """Hold an edited cell: where it stands, what it says, and what it is of."""

    row: EditedRow
    column: Column[Any]
    text: str
    thing: Event | EventMention


class _Editing:
    """Compare the rows of a table with the record, and decide on what differs."""

    def __init__(self, view: View, deciding: Deciding, declared: ProjectFields, found: Edited) -> None:
        self._view = view
        self._deciding = deciding
        self._declared = declared
        self._found = found
        self._columns: Mapping[str, Sequence[Column[Any]]] = {
            EVENTS: event_columns(tuple(declared.by_name)), MENTIONS: MENTION_COLUMNS,
        }  # fmt: skip

    def run(self, table: EditedTable) -> None:
        edited: dict[tuple[str, str], list[_Cell]] = defaultdict(list)
        for row in table.rows:
            refused = len(self._found.refused)
            changed = list(self._cells(row))
            for cell in changed:
                edited[cell.thing.id, cell.column.name].append(cell)
            self._found.unchanged += not changed and refused == len(self._found.refused)
        self._found.ignored_columns = self._ignored(table.columns)
        self._found.ignored_sheets = table.passed_over
        for same in edited.values():
            if len({cell.text for cell in same}) > 1:
                rows = " and ".join(str(cell.row.number) for cell in same)
                for cell in same:
                    self._refuse(cell.row, cell.column.name, f"rows {rows} give {same[0].thing.id} different values")
            else:
                self._decide(same[0])

    def _cells(self, row: EditedRow) -> Iterator[_Cell]:
        """Give the cells of a row that differ from the record, if the row is of the record as it is now."""
        told = row.cells.get(MARK, "")
        columns = self._columns.get(told[:1])
        identity = row.cells.get(ID, "")
        thing = self._thing(told[:1], identity) if columns else None
        if columns is None:
            self._refuse(row, MARK, "the mark of the row is missing or of a table that is not edited. Export anew")
            return
        if thing is None:
            self._refuse(row, ID, f"nothing in this case has the id {identity!r} now. Export anew")
            return
        now = cells(thing, columns)
        as_it_is = mark(told[:1], thing.id, now, columns) == told
        exported = {name: row.cells.get(name, "") for name in now}
        if not as_it_is and mark(told[:1], thing.id, exported, columns) == told:
            return  # the record has changed since the export, and nobody edited the row
        changed = [one for one in columns if one.decides and _differs(row, one.name, now)]
        if changed and not as_it_is:
            names = ", ".join(one.name for one in changed)
            self._refuse(row, names, "the record has changed since the export. Export anew and edit that")
            return
        for name, problem in row.spoiled.items():
            self._refuse(row, name, problem)
        for one in columns if as_it_is else ():
            if (
                not one.decides
                and _differs(row, one.name, now)
                and not lost_letters(row.cells[one.name], now[one.name])
            ):
                self._refuse(row, one.name, "this column only shows. Edit another, or put a note into one of your own")
        for one in changed:
            if lost_letters(row.cells[one.name], now[one.name]):
                self._refuse(row, one.name, "the spreadsheet has lost letters of it. Save the table as CSV UTF-8")
            else:
                yield _Cell(row, one, row.cells[one.name], thing)

    def _thing(self, table: str, identity: str) -> Event | EventMention | None:
        if table == EVENTS:
            return next(self._view.events(identity), None) if identity else None
        return next(self._view.mentions(MentionFilter(id=identity)), None) if identity else None

    def _decide(self, cell: _Cell) -> None:
        try:
            for asked in self._asked(cell):
                self._found.decided.append(self._deciding.keep(as_declared(asked, self._declared)))
        except UsageError as error:
            self._refuse(cell.row, cell.column.name, str(error))

    def _asked(self, cell: _Cell) -> Iterator[Asked]:
        kind: TargetKind = "event" if isinstance(cell.thing, Event) else "mention"
        name, text = cell.column.name, cell.text

        def asked(action: Any, value: object, field: str | None = None) -> Asked:
            return Asked(action, cell.thing.id, value, field, None, kind)

        match cell.column.decides:
            case "review":
                yield asked(_verdict(text), None)
            case "tag":
                yield from (asked("tag", tag) for tag in _new_tags(cell))
            case "credibility":
                yield asked("credibility", _not_empty(text))
            case "field":
                yield asked("field", _not_empty(text), name.removeprefix(OWN_FIELD))
            case _:
                _check_date(name, text)
                yield asked("correct", _named(cell) if name in _LISTS else text, name)

    def _ignored(self, names: Sequence[str]) -> tuple[str, ...]:
        known = {ID, MARK, *(one.name for columns in self._columns.values() for one in columns)}
        return tuple(name for name in names if name and name not in known)

    def _refuse(self, row: EditedRow, column: str, problem: str) -> None:
        self._found.refused.append(Refused(row.number, column, problem, row.sheet))


def _differs(row: EditedRow, column: str, now: Mapping[str, str]) -> bool:
    """Tell whether a cell says something else than the record, which a workbook may hold cut."""
    told = row.cells.get(column, now[column])
    return told != now[column] and told != fitting(now[column])


def _verdict(text: str) -> str:
    if text not in _VERDICTS:
        raise UsageError(f"{text!r} is no verdict", remedy="Write confirmed or rejected; sayso undo takes either back")
    return _VERDICTS[text]


def _new_tags(cell: _Cell) -> Iterator[str]:
    assert isinstance(cell.thing, Event)
    given = dict.fromkeys(tag.strip() for tag in cell.text.split(";") if tag.strip())
    if gone := [tag for tag in cell.thing.tags if tag not in given]:
        raise UsageError(f"the tag {gone[0]!r} is missing", remedy="sayso undo takes the decision back that set it")
    yield from (tag for tag in given if tag not in cell.thing.tags)


def _not_empty(text: str) -> str:
    if not text:
        raise UsageError("the cell is empty", remedy="sayso undo takes the decision back that filled it")
    return text


def _named(cell: _Cell) -> str:
    """Give a list with the ids of those that stood in the cell before, so that two of one name are not mixed up."""
    known = parts(cell.thing, cell.column.name)
    words = [word.strip() for word in cell.text.split(";") if word.strip()]
    return BETWEEN.join(known.get(word, word) for word in words)


def _check_date(name: str, text: str) -> None:
    if name == "date" and _REWRITTEN.fullmatch(text):
        raise UsageError(
            f"a spreadsheet has rewritten the date as {text!r}",
            remedy="Write 2019-07-19, and import the column as text so that it stays",
        )
    if name.startswith(NUMBER) and "/" in text:
        raise UsageError(f"{text!r} is no count", remedy="Write 11, 11..34, 11.. (or more) or ..34 (or fewer)")
