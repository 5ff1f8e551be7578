"""Mentions whose triggers are given: the product reads who, whom, where, when and how certain around each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.annotate import ask, mark
from sayso.annotate.windows import Range
from sayso.extract import Drafted, drafted, read_marked
from sayso.extract.marked_page import MarkedPage
from sayso.extracting import Reader
from sayso.pipeline import Stages
from sayso.record.analysis import Analysis
from sayso.record.documents import Document
from sayso.record.marks import Marks
from sayso.record.mentions import EventMention
from sayso.record.vectors import TriggerVector
from sayso.resolve import Resolver

Read = tuple[EventMention, TriggerVector]


def mentions_at(
    analysis: Analysis, document: Document, ranges: Sequence[Range], stages: Stages, reader: Reader
) -> list[Read | None]:
    """Read a document and make a mention of the words in each of ``ranges``, however unlikely they name an act.

    None stands for words that begin in no sentence. The encoder reads roles, type and status of any word that it is
    asked about; who, where and when are resolved as for mentions that the product finds itself.
    """
    inside = [words for words in sorted({*ranges}) if any(s.first <= words[0] < s.last for s in analysis.sentences)]
    asked = ask(analysis, inside, reader.encoder)
    found = mark(analysis, reader.encoder)
    drafts = drafted(analysis, stages.tables)
    read: dict[Range, Read] = {}
    for one in drafts:
        read |= dict(_read(one, replace(found, triggers=asked), document, reader))
    names = read_marked(drafts, replace(found, triggers=()), document, stages.tables, reader.weights).names
    mentions = [mention for mention, _ in read.values()]
    resolved = Resolver.of(stages.tables, document, mentions, (), names, analysis).mentions(mentions)
    both = zip(read, resolved, (vector for _, vector in read.values()), strict=True)
    whole = {words: (mention, vector) for words, mention, vector in both}
    return [whole.get(words) for words in ranges]


def _read(draft: Drafted, marks: Marks, document: Document, reader: Reader) -> Iterator[tuple[Range, Read]]:
    """Read a page's given words: all at once, since they part a sentence among them, then those that overlap others."""
    sentence, certain = draft.page.line.sentence, replace(reader.weights, trigger=-1.0)
    own = tuple(one for one in marks.triggers if sentence.first <= one.first < sentence.last)
    waiting = [own, *((one,) for one in own)]
    read: set[Range] = set()
    for triggers in waiting:
        page = MarkedPage.of(draft.page, replace(marks, triggers=triggers), certain)
        for joined, mention in zip(page.joined, page.mentions(document, draft.carried), strict=True):
            words = joined.mark.first, joined.mark.last
            if words not in read:
                read.add(words)
                yield words, (mention, TriggerVector(mention.id, marks.model, joined.mark.vector))
