"""Sayings: who says what in a report, whether or not an act is in it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.mentions import SourceArgument
from sayso.record.spans import Span
from sayso.record.vocabulary import Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """Quote one act of saying: its ``source``, the ``cue`` that names the saying, and what is said.

    ``source`` None is hearsay ("reportedly"); ``cue`` None: a quotation goes on without words of saying.
    ``content`` holds the parts of what is said in text order, without the marks around them; it may stand on
    both sides of source and cue. ``anonymous``: the source is not named.
    """

    source: SourceArgument | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance
    anonymous: bool
