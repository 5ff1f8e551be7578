"""Analysis: the tokens and sentences of a document's coded segments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.annotate.quotations import inside_quotations, quotation_marks
from sayso.annotate.sentences import sentence_ends
from sayso.annotate.tokens import Token, tokens_in
from sayso.record.analysis import Analysis, NormalView, Sentence
from sayso.record.documents import Document
from sayso.record.vocabulary import CODED_SEGMENTS, SegmentKind


def analyse(view: NormalView, text: str, document: Document) -> Analysis:
    """Cut a document's coded segments into sentences and tokens.

    ``view`` is the normal view of ``text``, the text of record. Headline, dateline and body give sentences,
    in the order they stand; nothing else does. A sentence may reach over furniture glued into its paragraph:
    its tokens leave that out. Punctuation, "'s" and "n't" are tokens of their own, "U.S." and "Iran-backed"
    are one.

    >>> from sayso.record.documents import Segment
    >>> view = NormalView("Iran fired. Iraq fell.", tuple(range(23)), tuple(range(1, 23)))
    >>> report = Document("d1", "a.txt", "", "text/plain", "file", 22, segments=(Segment(0, 22, "body"),))
    >>> [(s.first, s.last) for s in analyse(view, view.text, report).sentences]
    [(0, 3), (3, 6)]
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[bool] = []
    sentences: list[Sentence] = []
    for block in _blocks(view, document):
        tokens = [token for first, last in block.ranges for token in tokens_in(view.text, first, last)]
        own = [token.word for token in tokens]
        marks = quotation_marks(tokens, [text[view.offsets[token.start]] for token in tokens])
        first = len(words)
        begin = 0
        for end in sentence_ends(tokens, [mark == "opens" for mark in marks]):
            sentences.append(Sentence(first + begin, first + end, block.paragraph, block.kind))
            begin = end
        words += own
        quoted += inside_quotations(marks, own)
        _add_ranges(view, tokens, starts, ends)
    return Analysis(text, tuple(words), tuple(starts), tuple(ends), tuple(quoted), tuple(sentences))


class _Block(NamedTuple):
    """Ranges of the normal text that are one paragraph of one kind, furniture inside it left out."""

    ranges: tuple[tuple[int, int], ...]
    paragraph: int
    kind: SegmentKind


def _blocks(view: NormalView, document: Document) -> Iterator[_Block]:
    open_block: _Block | None = None
    paragraph = -1
    last_end = 0
    for start, end, kind in _coded_lines(view, document):
        new_line = paragraph < 0 or "\n" in view.text[last_end:start]
        last_end = end
        if open_block and not new_line and open_block.kind == kind:
            open_block = open_block._replace(ranges=(*open_block.ranges, (start, end)))
            continue
        if open_block:
            yield open_block
        paragraph += new_line
        open_block = _Block(((start, end),), paragraph, kind)
    if open_block:
        yield open_block


def _coded_lines(view: NormalView, document: Document) -> Iterator[tuple[int, int, SegmentKind]]:
    for segment in document.segments:
        if segment.kind not in CODED_SEGMENTS:
            continue
        start = bisect_left(view.offsets, segment.start)
        end = bisect_left(view.offsets, segment.end)
        while start < end:
            stop = view.text.find("\n", start, end)
            stop = end if stop < 0 else stop
            if view.text[start:stop].strip():
                yield start, stop, segment.kind
            start = stop + 1


def _add_ranges(view: NormalView, tokens: Sequence[Token], starts: list[int], ends: list[int]) -> None:
    for token in tokens:
        first, last = view.to_record(token.start, token.end)
        starts.append(first)
        ends.append(last)
