"""Words as the product sees them: running text through its own stages, and characters mapped to words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from pathlib import Path

from sayso.annotate import analyse
from sayso.annotate.windows import Range
from sayso.config import BuildOptions
from sayso.pipeline import Stages, load_stages
from sayso.readers import walk
from sayso.record.analysis import Analysis
from sayso.record.documents import Document, RawDocument, Segment
from sayso.record.ids import DocumentId
from sayso.text import compose, decode, normalise


@cache
def _stages() -> Stages:
    return load_stages(BuildOptions())


def analysed_file(path: Path) -> Analysis | None:
    """Read a report as ``coded_file`` does and give what it says."""
    found = coded_file(path)
    return found[1] if found else None


def coded_file(path: Path) -> tuple[Document, Analysis] | None:
    """Read a report with its sidecar as the product does; None for one it does not code.

    Raises:
        ValueError: the product refuses the file.
    """
    (raw,) = walk([str(path)])
    if not isinstance(raw, RawDocument):
        raise ValueError(f"{path.name} cannot be read: {raw.detail}")
    stages = _stages()
    document, text = compose(raw, decode(raw, stages.options.read), stages.page)
    if not document.coded:
        return None
    return document, analyse(normalise(text, document.segments, stages.names), text, document)


def analysed_text(text: str) -> Analysis:
    """Cut running text, all of it body, into the product's words and sentences.

    >>> analysed_text("Troops left. Nobody cheered.").words
    ('Troops', 'left', '.', 'Nobody', 'cheered', '.')
    """
    body = (Segment(0, len(text), "body"),)
    document = Document(DocumentId("d0"), "", "", "text/plain", "training", len(text), segments=body)
    return analyse(normalise(text, body, _stages().names), text, document)


def sentence_ranges(analysis: Analysis) -> tuple[Range, ...]:
    """Give the sentences as ranges of words."""
    return tuple((sentence.first, sentence.last) for sentence in analysis.sentences)


def covering(analysis: Analysis, start: int, end: int) -> Range | None:
    """Give the smallest range of words that covers code points ``start`` to ``end`` of the text of record.

    Characters that belong to no word (spaces, what the product drops) do not count; None where no word does.

    >>> covering(analysed_text("The army fired."), 4, 14)
    (1, 3)
    >>> covering(analysed_text("The army fired."), 3, 4) is None
    True
    """
    first = bisect_right(analysis.ends, start)
    last = bisect_left(analysis.starts, end)
    return (first, last) if first < last else None
