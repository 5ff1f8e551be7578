"""Print how rows that people coded elsewhere and the events of a case go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.printing import console, counted, line, lines, section

if TYPE_CHECKING:
    from sayso.compare.acts import Alone, Comparison

LONGEST = 50
"""Lines of each list on a screen; --json has all."""


def print_comparison(found: Comparison) -> None:
    """Print what matched, what only the rows have and what only the case has, each with the reasons."""
    out = console()
    line(out, f"{counted(found.rows, 'row')} ({found.scheme}), {counted(found.events, 'event')} of the case")
    section(out, f"Matched ({len(found.matched)})")
    for one in found.matched[:LONGEST]:
        line(out, f"  line {one.line} {one.row} = {one.event} [{one.status}] {one.title}")
        lines(out, (f"  {'; '.join(one.reasons)}", *(f"  differs: {what}" for what in one.differs)))
    _more(len(found.matched))
    _alone("Only there", found.only_there)
    _alone("Only here", found.only_here)
    if found.not_compared:
        section(out, "Events that the rows could not have")
        lines(out, (f"{n} × {why}" for why, n in found.not_compared.items()))
    if found.rejected:
        section(out, f"Lines that are no rows ({len(found.rejected)})")
        lines(out, (f"line {one.line}: {one.problem}" for one in found.rejected[:LONGEST]))
        _more(len(found.rejected))


def _alone(title: str, alone: tuple[Alone, ...]) -> None:
    out = console()
    section(out, f"{title} ({len(alone)})")
    for one in alone[:LONGEST]:
        line(out, f"  {f'line {one.line} ' if one.line else ''}{one.id} {one.title}: {one.reason}")
    _more(len(alone))


def _more(n: int) -> None:
    if n > LONGEST:
        line(console(), f"  … and {n - LONGEST} more (all with --json)")
