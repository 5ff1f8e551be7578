"""Marks by hand: "who bombed whom" as the encoder would mark it, so that joining is tested without a model."""

from __future__ import annotations

from typing import Any

from sayso.extract import Extraction, ReaderWeights, drafted, read_marked
from sayso.record.analysis import Analysis
from sayso.record.marks import Marks, PledgeMark, RoleMark, SenseMark, TriggerMark
from tests.extract.sentences import analysed, codebook


def where(analysis: Analysis, words: str) -> tuple[int, int]:
    """Find the tokens of some words of a text."""
    start = analysis.text.index(words)
    end = start + len(words)
    tokens = [at for at in range(len(analysis.words)) if analysis.starts[at] < end and start < analysis.ends[at]]
    return tokens[0], tokens[-1] + 1


def trigger(
    analysis: Analysis,
    words: str,
    senses: list[tuple[str, str | None, float]] | None = None,
    *,
    likely: float = 0.9,
    roles: list[tuple[Any, ...]] | None = None,
    **fields: Any,
) -> TriggerMark:
    """Mark a trigger; ``roles`` are (role, words, probability) or (role, words, probability, kind)."""
    marked = (SenseMark(*sense) for sense in senses or [("ASSAULT", None, 1.0)])  # type: ignore[arg-type]
    spans = (RoleMark(role, *where(analysis, own), *rest) for role, own, *rest in roles or [])
    return TriggerMark(
        *where(analysis, words), likely, likely, tuple(marked), roles=tuple(sorted(spans, key=_order)), **fields
    )


def read_with(text: str, *triggers: dict[str, Any], pledges: Any = (), **weights: Any) -> Extraction:
    """Read a text whose triggers are marked so: each a dict of the arguments of ``trigger``."""
    analysis, document = analysed(text)
    drafts = drafted(analysis, codebook())
    marks = Marks(
        "test 1",
        tuple(trigger(analysis, **fields) for fields in triggers),
        tuple(PledgeMark(*where(analysis, words), *rest) for words, *rest in pledges),
    )
    return read_marked(drafts, marks, document, codebook(), ReaderWeights(**weights))


def _order(mark: RoleMark) -> tuple[int, int]:
    return mark.first, mark.last
