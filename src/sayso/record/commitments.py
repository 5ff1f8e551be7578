"""Commitments: what somebody says they, or others, will do, and under which condition."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId, CommitmentId, DocumentId
from sayso.record.mentions import Attribution, SourceArgument
from sayso.record.spans import Span
from sayso.record.vocabulary import CommitmentKind, Standing


@dataclass(frozen=True, slots=True)
class Commitment:
    """Report one threat, vow, red line, precondition, promise, demand, expectation or refusal.

    Fields are those of commitments.jsonl. ``date`` is when it was voiced, null if unknown.
    Source: codebook, "commitments".
    """

    id: CommitmentId
    doc: DocumentId
    path: str
    kind: CommitmentKind
    holder: SourceArgument
    quote: Span
    toward: ActorId | None = None
    condition: Span | None = None
    consequence: Span | None = None
    date: Edtf | None = None
    attribution: tuple[Attribution, ...] = ()
    standing: Standing = "open"
    standing_evidence: tuple[str, ...] = ()
