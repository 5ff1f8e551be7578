"""Print what comes of exchanged decisions and of edited tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.export.decision_telling import decision_lines
from sayso.export.printing import console, counted, line, lines, section
from sayso.record.decisions import Decision

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.editing import Edited, Refused
    from sayso.exchanging import Exchanged
    from sayso.review.agenda import Conflict

MOST_ROWS = 8
"""Rows that are named where the same is to be said of many; --json names all."""


def print_exchanged(found: Exchanged) -> None:
    """Print what a file of decisions brought, and what is left for people to settle."""
    out = console()
    line(out, f"{counted(len(found.new), 'new decision')}; {found.known} known already")
    if found.rejected:
        section(out, "Rejected lines")
        lines(out, (f"line {one.line}: {one.problem}" for one in found.rejected))
    _listed(out, "Kept, though nothing in this case is what they are about", found.without_anchor)
    if found.conflicts:
        list_conflicts(out, found.conflicts)


def print_conflicts(found: Sequence[Conflict]) -> None:
    """Print the conflicts that nobody has settled."""
    out = console()
    if found:
        list_conflicts(out, found)
    else:
        line(out, "No conflicts")


def print_edited(edited: Edited, *, dry_run: bool) -> None:
    """Print what an edited table decided, or would decide, and the cells that decide nothing."""
    out = console()
    would = "would be " if dry_run else ""
    line(out, f"{counted(len(edited.decided), 'decision')} {would}taken; {counted(edited.unchanged, 'row')} unchanged")
    for one in edited.decided:
        lines(out, decision_lines(one))
    if edited.ignored_columns:
        line(out, f"Columns that are not of this table: {', '.join(edited.ignored_columns)}")
    if edited.ignored_sheets:
        line(out, f"Sheets that decide nothing: {', '.join(edited.ignored_sheets)}")
    if edited.refused:
        section(out, "Refused")
        lines(out, _refused(edited.refused))


def _refused(found: Sequence[Refused]) -> Iterator[str]:
    """Tell why cells decide nothing, once for all rows of a sheet of which the same is to be said."""
    rows: dict[tuple[str | None, str, str], list[int]] = {}
    for one in found:
        rows.setdefault((one.sheet, one.column, one.problem), []).append(one.row)
    for (sheet, column, problem), numbers in rows.items():
        named = ", ".join(map(str, numbers[:MOST_ROWS]))
        more = f" and {len(numbers) - MOST_ROWS} more" if len(numbers) > MOST_ROWS else ""
        where = f"{sheet}, " if sheet else ""
        yield f"{where}row{'s' if len(numbers) > 1 else ''} {named}{more}, {column}: {problem}"


def list_conflicts(out: Console, found: Sequence[Conflict]) -> None:
    section(out, f"Conflicts ({len(found)}): the decision of this case holds until a later one settles it")
    for one in found:
        line(out, "  here")
        lines(out, (f"  {text}" for text in decision_lines(one.here)))
        line(out, "  there")
        lines(out, (f"  {text}" for text in decision_lines(one.there)))
        line(out, "")
    line(out, "To settle one, decide on the same thing again; to give way, undo the one that holds here.")


def _listed(out: Console, title: str, found: Sequence[Decision]) -> None:
    if found:
        section(out, title)
        for one in found:
            lines(out, decision_lines(one))
