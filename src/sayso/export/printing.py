"""Lines and tables in a terminal, every word from a document made safe first."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.export.terminal import printable

PIPE_WIDTH = 110
"""Columns when the output is no terminal: wide enough for a sentence, narrow enough for a page."""

SHORTEST_NAME = 16
"""Columns a name is never cut below."""


class _Output(Console):
    """A console that says when nobody reads it any more, where rich would end the program with status 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console() -> Console:
    """Open the output: as wide as the terminal, or ``PIPE_WIDTH`` columns."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else PIPE_WIDTH
    return _Output(highlight=False, markup=False, emoji=False, width=width)


def line(out: Console, text: str) -> None:
    """Print one line, however long."""
    out.print(Text(printable(text)), soft_wrap=True)


def lines(out: Console, texts: Iterable[str]) -> None:
    """Print lines, indented."""
    for text in texts:
        line(out, f"  {text}")


def section(out: Console, title: str) -> None:
    """Print a title with an empty line before it."""
    out.print()
    out.print(Text(printable(title), style="bold"))


_NUMERIC = ("docs", "events", "attributed", "force", "help", "talk", "at")
_WHOLE = ("id", "when", "kind", "type", "status")
_SHARES = {"words": 1, "in words": 1, "event": 2, "on whose word": 1}


def table(out: Console, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows in columns; numbers, dates and ids stay whole, long text takes what room is left."""
    cells = [[printable(str(cell)) for cell in row] for row in rows]
    if not cells:
        line(out, "  nothing")
        return
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, expand=any(name in _SHARES for name in head))
    table.add_column("", width=1)
    for at, name in enumerate(head):
        longest = max(len(name), *(len(row[at]) for row in cells))
        table.add_column(
            name,
            justify="right" if name in _NUMERIC else "left",
            overflow="ellipsis",
            no_wrap=True,
            min_width=longest if name in _NUMERIC or name in _WHOLE else min(longest, SHORTEST_NAME),
            ratio=_SHARES.get(name),
        )
    for row in cells:
        table.add_row("", *map(Text, row))
    out.print(table)


def counted(n: int, noun: str, nouns: str = "") -> str:
    """Say how many there are of what: ``1 file``, ``2 files``; ``nouns`` is the plural that is not made with an s."""
    return f"{n} {noun if n == 1 else nouns or noun + 's'}"
