"""Read a document by the codebook: every event mention and commitment its sentences state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.book import CodebookTables
from sayso.extract.lines import Line
from sayso.extract.page import Carried, Page
from sayso.extract.pronouns import LINES_BACK, Heard
from sayso.record.analysis import Analysis
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.mentions import EventMention

LONGEST_LINE = 400
"""Words; a longer "sentence" is a table or a list glued together, and is not read."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Hold what one document states, each in text order."""

    mentions: tuple[EventMention, ...]
    commitments: tuple[Commitment, ...]


def read_codebook(analysis: Analysis, document: Document, codebook: CodebookTables) -> Extraction:
    """Read a document's sentences by the codebook's rules.

    Names, places and dates stay unresolved (``name``, ``place`` and ``edtf`` are None), save that the name of
    a pronoun is the words it stands for. ``event`` is the mention's own id. A document without sentences
    gives an empty extraction. Sentences of more than 400 words are left out.

    Source: codebook, "fields of an event mention".
    """
    small = frozenset(word for word in analysis.words if word.islower())
    mentions: list[EventMention] = []
    commitments: list[Commitment] = []
    carried: Carried | None = None
    before: tuple[Heard, ...] = ()
    for sentence in analysis.sentences:
        line = Line.of(analysis, sentence)
        if not line.words or len(line.words) > LONGEST_LINE:
            continue
        page = Page.of(line, codebook, small, before)
        before = (*before, page.heard)[-LINES_BACK:]
        if carried and sentence.paragraph - carried.paragraph > 1:
            carried = None
        mentions.extend(page.mentions(document, carried))
        commitments.extend(page.commitments(document, carried))
        carried = page.carry(carried)
    return Extraction(_distinct(mentions), tuple(commitments))


def _distinct(mentions: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """Keep the first of mentions whose triggers cover the same characters."""
    first: dict[str, EventMention] = {}
    for mention in mentions:
        first.setdefault(mention.id, mention)
    return tuple(first.values())
