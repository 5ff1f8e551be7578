"""Read a document by the codebook: every event mention and commitment its sentences state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.book import CodebookTables
from sayso.extract.acts import LEAST_PROBABILITY
from sayso.extract.lines import Line
from sayso.extract.names import find_names
from sayso.extract.page import Carried, Page
from sayso.extract.pronouns import LINES_BACK, Heard
from sayso.extract.related import relations_of
from sayso.record.actors import Actor
from sayso.record.analysis import Analysis, Sentence
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.record.names import Name, PlaceName
from sayso.record.relations import RelationMention
from sayso.record.sayings import Saying
from sayso.record.vectors import TriggerVector

LONGEST_LINE = 400
"""Words; a longer "sentence" (a table glued together, a text without marks) is read in parts of that length."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """Hold what one document states, each in text order; ``vectors`` are those of mentions that have one.

    ``guessed``, filled once the actors are resolved, says what those are that no registry holds.
    """

    mentions: tuple[EventMention, ...]
    commitments: tuple[Commitment, ...]
    names: tuple[Name, ...] = ()
    sayings: tuple[Saying, ...] = ()
    vectors: tuple[TriggerVector, ...] = ()
    relations: tuple[RelationMention, ...] = ()
    guessed: tuple[Actor, ...] = ()
    places: tuple[PlaceName, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """Hold a page and the voice that a quotation in it goes on with."""

    page: Page
    carried: Carried | None


def read_codebook(analysis: Analysis, document: Document, codebook: CodebookTables) -> Extraction:
    """Read a document's sentences by the codebook's rules.

    Names, places and dates stay unresolved (``name``, ``place`` and ``edtf`` are None), save that the name of
    a pronoun is the words it stands for. ``event`` is the mention's own id. A document without sentences
    gives an empty extraction. A sentence of more than 400 words is read in parts.

    Source: codebook, "fields of an event mention".
    """
    drafts = tuple(draft(analysis, codebook))
    return Extraction(
        distinct([mention for one in drafts for mention in one.page.mentions(document, one.carried)]),
        tuple(pledge for one in drafts for pledge in one.page.commitments(document, one.carried)),
        tuple(name for one in drafts for name in find_names(one.page.line)),
        tuple(saying for one in drafts for saying in one.page.sayings(one.carried)),
        relations=tuple(relation for one in drafts for relation in relations_of(one.page)),
    )


def draft(analysis: Analysis, codebook: CodebookTables, least: float = LEAST_PROBABILITY) -> Iterator[Drafted]:
    """Read the pages of a document, one a sentence, with the acts that are at least so probable."""
    small = frozenset(word for word in analysis.words if word.islower())
    carried: Carried | None = None
    before: tuple[Heard, ...] = ()
    for sentence in (part for whole in analysis.sentences for part in _parts(whole)):
        line = Line.of(analysis, sentence, codebook)
        if not line.words:
            continue
        page = Page.of(line, codebook, small, before, least)
        before = (*before, page.heard)[-LINES_BACK:]
        if carried and sentence.paragraph - carried.paragraph > 1:
            carried = None
        yield Drafted(page, carried)
        carried = page.carry(carried)


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    for first in range(sentence.first, sentence.last, LONGEST_LINE):
        yield replace(sentence, first=first, last=min(first + LONGEST_LINE, sentence.last))


def distinct(mentions: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """Keep the first of mentions whose triggers cover the same characters."""
    first: dict[str, EventMention] = {}
    for mention in mentions:
        first.setdefault(mention.id, mention)
    return tuple(first.values())
