"""Lay marks over a text: stretches that overlap and nest become runs that stand in a row, each with the marks on it.

Runs never nest, so what is made of them is valid HTML. All offsets count code points of the text as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from sayso.export.terminal import printable

_CONTROL_PICTURES = 0x2400
"""Where Unicode has a picture for each of the first 32 characters."""
_DELETE, _PICTURE_OF_DELETE = 0x7F, "\u2421"
NOT_SHOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark the code points from ``start`` to ``end`` (exclusive) as playing a ``role``, for whatever ``of`` names."""

    start: int
    end: int
    role: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Hold a stretch of text on which the same marks lie. ``begins`` and ``ends`` are those whose edge is its own.

    ``text`` is what stands there, ``shown`` the same with characters that would not be seen, or would turn the line
    around, as pictures, one for one; only a carriage return before a line feed is not shown.
    """

    start: int
    end: int
    text: str
    shown: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()

    @property
    def html(self) -> Markup:
        """Give what is shown, escaped and otherwise character for character."""
        return escape(self.shown)

    @property
    def odd(self) -> str | None:
        """Name the character that is shown as a picture: ``U+202E``; None for a run of plain text."""
        return f"U+{ord(self.text):04X}" if self.shown != self.text and self.shown else None


def lay(text: str, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Run]:
    """Cut a text into runs at the edges of marks, at ``cuts``, and around every character that is not shown as it is.

    Marks may lie anyhow; what of them lies outside the text, and empty ones, do not count. The runs follow each other
    without a gap from 0 to the end; an empty text has none.

    >>> [(run.text, [mark.role for mark in run.marks]) for run in lay("abcd", [Mark(0, 3, "x"), Mark(1, 4, "y")])]
    [('a', ['x']), ('bc', ['x', 'y']), ('d', ['y'])]
    """
    laid = [mark for mark in marks if max(0, mark.start) < min(mark.end, len(text))]
    odd = {at: shown for at, letter in enumerate(text) if (shown := _shown(text, at, letter)) != letter}
    edges = {0, len(text)} | {at for at in cuts if 0 < at < len(text)}
    edges |= {edge for mark in laid for edge in (max(0, mark.start), min(mark.end, len(text)))}
    edges |= {edge for at in odd for edge in (at, at + 1)}
    starting, ending = _by_edge(laid, "start"), _by_edge(laid, "end")
    open_marks: list[Mark] = []
    for start, end in pairwise(sorted(edges)):
        began = [mark for mark in laid if mark.start < 0] if start == 0 else []
        began += starting.get(start, [])
        open_marks = [mark for mark in open_marks if mark.end > start] + began
        words = text[start:end]
        yield Run(
            start, end, words, odd.get(start, words), tuple(open_marks), tuple(starting.get(start, ())),
            tuple(ending.get(end, ())),
        )  # fmt: skip


def _by_edge(marks: Iterable[Mark], edge: str) -> dict[int, list[Mark]]:
    found: dict[int, list[Mark]] = {}
    for mark in marks:
        found.setdefault(getattr(mark, edge), []).append(mark)
    return found


def _shown(text: str, at: int, letter: str) -> str:
    """Show one character: itself, a picture of it, or nothing for the first half of a line's end."""
    if letter in "\n\t" or (letter.isprintable() and letter.isascii()):
        return letter
    if letter == "\r":
        return "" if text[at + 1 : at + 2] == "\n" else "\n"
    code = ord(letter)
    if code < 32:
        return chr(_CONTROL_PICTURES + code)
    if code == _DELETE:
        return _PICTURE_OF_DELETE
    return letter if printable(letter) == letter else NOT_SHOWN
