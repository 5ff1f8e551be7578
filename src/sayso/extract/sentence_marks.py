"""Sentence marks: those of a document's marks that begin in one of its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

from sayso.record.analysis import Sentence
from sayso.record.marks import NameMark, PledgeMark, TriggerMark, VoiceMark

Mark = TypeVar("Mark", TriggerMark, PledgeMark, NameMark, VoiceMark)
_FIRST = attrgetter("first")


def marks_in(sentence: Sentence, marks: Sequence[Mark]) -> Sequence[Mark]:
    """Give the marks whose first word stands in a sentence; ``marks`` stand in text order, as in ``Marks``."""
    begin = bisect_left(marks, sentence.first, key=_FIRST)
    return marks[begin : bisect_left(marks, sentence.last, begin, key=_FIRST)]
