"""Mark: what the encoder says about a document's words. The arrays it works on are loaded with the first call."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotate.encoder import Encoder
from sayso.annotate.windows import Range
from sayso.record.analysis import Analysis
from sayso.record.marks import Marks, TriggerMark


def mark(analysis: Analysis, encoder: Encoder, also: Sequence[Range] = ()) -> Marks:
    """Say what a document's words may mean; nothing is decided. No sentences give no marks.

    Words in ``also`` are marked as a trigger though unlikely, unless some of them are marked anyway or the tagger all
    but rules them out (``marking.LEAST_ASKED``).
    The same document gives the same marks, whatever was read before: documents share no arrays.
    """
    from sayso.annotate.reading import document_marks

    return document_marks(analysis, encoder, also)


def ask(analysis: Analysis, ranges: Sequence[Range], encoder: Encoder) -> tuple[TriggerMark, ...]:
    """Say what the words in each of ``ranges`` mean if they are a trigger, likely or not; in the order asked.

    Raises:
        RecordError: a range is empty, or begins outside every sentence.
    """
    from sayso.annotate.reading import answers_about

    return answers_about(analysis, ranges, encoder)
