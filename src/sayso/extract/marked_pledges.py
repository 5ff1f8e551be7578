"""Marked pledges: the commitments of a line, as the encoder marks them and the codebook reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.extract.lines import Line
from sayso.extract.sentence_marks import marks_in
from sayso.extract.weights import ReaderWeights
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.ids import commitment_id
from sayso.record.marks import PledgeMark, Role
from sayso.record.mentions import SourceArgument
from sayso.record.spans import Span


def pledges_of(
    line: Line,
    marks: Sequence[PledgeMark],
    told: Sequence[Commitment],
    speaker: SourceArgument | None,
    document: Document,
    weights: ReaderWeights,
) -> Iterator[Commitment]:
    """Give the commitments whose quote begins in a line.

    ``marks`` are those of the whole document, ``told`` the codebook's commitments of the line, ``speaker``
    whoever a quotation goes on from. Both reading one: the codebook's, with the encoder's kind where it is
    sure. A quote that nobody can be named for is left out.
    """
    own = marks_in(line.sentence, marks)
    spans = [line.analysis.span(mark.first, mark.last) for mark in own]
    for one in told:
        mark = next((m for m, span in zip(own, spans, strict=True) if span.meets(one.quote)), None)
        if mark is not None and mark.probability >= weights.pledge_kind:
            yield replace(one, kind=mark.kind)
        elif mark is not None or weights.pledge_alone >= weights.pledge:
            yield one
    for mark, span in zip(own, spans, strict=True):
        if mark.probability >= weights.pledge and not any(span.meets(one.quote) for one in told):
            holder = _part(line, mark, "source", weights.pledge_part)
            named = SourceArgument(holder.start, holder.end, holder.text) if holder else speaker
            if named is not None:
                yield _commitment(line, mark, span, named, document, weights)


def _commitment(
    line: Line, mark: PledgeMark, quote: Span, holder: SourceArgument, document: Document, weights: ReaderWeights
) -> Commitment:
    return Commitment(
        id=commitment_id(document.id, quote.start, quote.end),
        doc=document.id,
        path=document.path,
        kind=mark.kind,
        holder=holder,
        quote=quote,
        condition=_part(line, mark, "condition", weights.pledge_part),
        consequence=_part(line, mark, "consequence", weights.pledge_part),
    )


def _part(line: Line, mark: PledgeMark, role: Role, cut: float) -> Span | None:
    found = [one for one in mark.roles if one.role == role and one.probability >= cut]
    best = max(found, key=lambda one: one.probability, default=None)
    return line.analysis.span(best.first, best.last) if best else None
