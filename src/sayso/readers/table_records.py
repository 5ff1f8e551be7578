"""Join the lines of a table into records, by their quotation marks."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_INSIDE = re.compile(rb'[^"]*+(?:""[^"]*+)*+')
_MAX_FAULTS = 16
"""Marks that never close before records over several lines are no longer looked for: each such mark costs
a look at as many lines as one record may have."""

Line = tuple[bytes, bool]
Quote = Literal["closed", "open", "broken"]


@dataclass(frozen=True, slots=True)
class Record:
    """Hold the bytes of one record's lines; ``line`` counts from 1.

    ``fault`` (reason, detail) says why it is none.
    """

    content: bytes
    line: int
    fault: tuple[str, str] | None = None


def records(lines: Iterator[Line], delimiter: str, limit: int) -> Iterator[Record]:
    """Join lines, as ``utf8_lines`` gives them, into records of at most ``limit`` bytes.

    Where a quotation mark opens and never rightly closes, its own line is lost and the next is read anew.
    """
    mark = delimiter.encode()
    waiting: deque[Line] = deque()
    number, faults = 0, 0
    while line := _next(waiting, lines):
        number += 1
        if not line[1]:
            yield Record(b"", number, ("too_large", f"The line has more than {limit >> 20} MiB. Split it."))
            continue
        taken, fault = _join(line[0], waiting, lines, mark, limit if faults < _MAX_FAULTS else 0)
        if fault:
            faults += 1
            yield Record(line[0], number, fault)
            waiting.extendleft(reversed(taken[1:]))
            continue
        yield Record(b"".join(content for content, _ in taken), number)
        number += len(taken) - 1


def _next(waiting: deque[Line], lines: Iterator[Line]) -> Line | None:
    return waiting.popleft() if waiting else next(lines, None)


def _join(
    first: bytes, waiting: deque[Line], lines: Iterator[Line], mark: bytes, limit: int
) -> tuple[list[Line], tuple[str, str] | None]:
    """Take the lines that the record's quotation marks hold together, or say why they do not."""
    taken: list[Line] = [(first, True)]
    size, quote = len(first), quote_after(first, mark, is_open=False)
    while quote == "open" and size <= limit:
        line = _next(waiting, lines)
        if line is None:
            break
        taken.append(line)
        size += len(line[0])
        quote = quote_after(line[0], mark, is_open=True) if line[1] else "broken"
    if quote == "closed":
        return taken, None
    return taken, ("bad_csv", "A quotation mark opens in this row and does not close. Close it or double it.")


def quote_after(line: bytes, mark: bytes, *, is_open: bool) -> Quote:
    """Tell whether a quoted cell is open at a line's end, given whether one was at its start.

    ``broken``: the cell open at the start is closed by a mark that no delimiter or line end follows.

    >>> quote_after(b'1,"two', b",", is_open=False), quote_after(b'lines",3', b",", is_open=True)
    ('open', 'closed')
    """
    position = 0
    if is_open:
        position = _end_of_quoted(line, 0)
        if position < 0:
            return "open"
        if line[position : position + len(mark)] != mark and line[position:].strip(b"\r\n"):
            return "broken"
        position = _next_cell(line, mark, position)
    while 0 <= position < len(line):
        if line[position : position + 1] == b'"':
            position = _end_of_quoted(line, position + 1)
            if position < 0:
                return "open"
        position = _next_cell(line, mark, position)
    return "closed"


def _end_of_quoted(line: bytes, start: int) -> int:
    inside = _INSIDE.match(line, start)
    end = inside.end() if inside else start
    return end + 1 if end < len(line) else -1


def _next_cell(line: bytes, mark: bytes, position: int) -> int:
    found = line.find(mark, position)
    return found + len(mark) if found >= 0 else -1
