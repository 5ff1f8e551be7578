"""Read a document by the encoder and the codebook together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.codebook.book import CodebookTables
from sayso.extract.joined import LEAST_OCCURRENCE
from sayso.extract.marked_page import MarkedPage
from sayso.extract.marked_pledges import pledges_of
from sayso.extract.names import find_names
from sayso.extract.read import Drafted, Extraction, distinct, draft
from sayso.extract.related import relations_of
from sayso.extract.sentence_marks import marks_in
from sayso.extract.weights import ReaderWeights
from sayso.record.analysis import Analysis, Sentence
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.marks import Marks, VoiceMark
from sayso.record.mentions import EventMention, SourceArgument
from sayso.record.names import Name
from sayso.record.sayings import Saying
from sayso.record.vectors import TriggerVector

Range = tuple[int, int]


def drafted(analysis: Analysis, codebook: CodebookTables) -> tuple[Drafted, ...]:
    """Read the pages of a document by the codebook, with every act it can think of."""
    return tuple(draft(analysis, codebook, LEAST_OCCURRENCE))


def occurrences(drafts: Sequence[Drafted]) -> tuple[Range, ...]:
    """Give the tokens of all acts in drafts, which the encoder is to be asked about, too."""
    return tuple(
        (one.page.line.tokens[act.first], one.page.line.tokens[act.last - 1] + 1)
        for one in drafts
        for act in one.page.acts
    )


def read_marked(
    drafts: Sequence[Drafted], marks: Marks, document: Document, codebook: CodebookTables, weights: ReaderWeights
) -> Extraction:
    """Join what the codebook drafted with the encoder's marks; fields stay unresolved as by ``read_codebook``."""
    mentions: list[EventMention] = []
    vectors: dict[str, TriggerVector] = {}
    pledges: list[Commitment] = []
    names: list[Name] = []
    sayings: list[Saying] = []
    for one in drafts:
        line = one.page.line
        page = MarkedPage.of(one.page, marks, weights)
        mentions.extend(page.mentions(document, one.carried))
        for vector in page.vectors(document):
            vectors.setdefault(vector.mention, vector)
        told = tuple(page.page.commitments(document, one.carried))
        pledges.extend(pledges_of(line, marks.pledges, told, one.page.speaker_before(one.carried), document, weights))
        names.extend(_names(tuple(find_names(line)), line.analysis, line.sentence, marks))
        sayings.extend(_sayings(tuple(one.page.sayings(one.carried)), line.analysis, line.sentence, marks))
    kept = tuple(vectors.values())
    relations = tuple(relation for one in drafts for relation in relations_of(one.page))
    return Extraction(distinct(mentions), tuple(pledges), tuple(names), tuple(sayings), kept, relations)


def _names(told: Sequence[Name], analysis: Analysis, sentence: Sentence, marks: Marks) -> tuple[Name, ...]:
    """Add the names that only the encoder sees to those of the tables."""
    found = list(told)
    for mark in marks_in(sentence, marks.names):
        span = analysis.span(mark.first, mark.last)
        if any(map(str.isupper, span.text)) and not any(span.meets(name) for name in told):
            found.append(Name(span.start, span.end, span.text, mark.label))
    return tuple(sorted(found, key=lambda name: (name.start, name.end)))


def _sayings(told: Sequence[Saying], analysis: Analysis, sentence: Sentence, marks: Marks) -> Iterator[Saying]:
    """Add what only the encoder hears said, with the nearest source and cue of the sentence."""
    yield from told
    own = marks_in(sentence, marks.voices)
    for content in (mark for mark in own if mark.part == "content"):
        span = analysis.span(content.first, content.last)
        heard = any(span.meets(part) for saying in told for part in saying.content)
        if heard or not any(map(str.isalnum, span.text)):
            continue
        source, cue = _nearest(own, "source", content), _nearest(own, "cue", content)
        if source:
            quoted = analysis.span(source.first, source.last)
            speaker = SourceArgument(quoted.start, quoted.end, quoted.text)
            yield Saying(speaker, analysis.span(cue.first, cue.last) if cue else None, (span,), "states", False)


def _nearest(marks: Sequence[VoiceMark], part: str, content: VoiceMark) -> VoiceMark | None:
    found = [mark for mark in marks if mark.part == part]
    return min(found, key=lambda mark: max(content.first - mark.last, mark.first - content.last), default=None)
