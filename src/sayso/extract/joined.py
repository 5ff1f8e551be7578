"""Joined: the acts of a line, as the encoder marks them and as the codebook reads them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.book import CodebookTables
from sayso.extract.acts import Act, is_vetoed, mode_near, type_shares, type_totals
from sayso.extract.lines import Line
from sayso.extract.sentence_marks import marks_in
from sayso.extract.standing import find_standings
from sayso.extract.weights import ReaderWeights, log_odds
from sayso.record.marks import TriggerMark
from sayso.record.vocabulary import EventType

Range = tuple[int, int]

LEAST_SHARE = 0.01
"""Share of a type that one of the two readers does not think of at all."""
LEAST_OCCURRENCE = 0.05
"""An occurrence that the codebook thinks less likely to name an act is no evidence for it."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Hold one act: its words, type and mode as decided, and what both readers say about it.

    ``told`` is the codebook's own reading of the same words, None where its tables do not hold them.
    ``share`` is that of the type among all types, ``agrees`` whether the codebook would choose it, too; ``vetoed``
    whether it knows the words as a phrase that names no act.
    """

    act: Act
    mark: TriggerMark
    told: Act | None
    share: float
    agrees: bool
    vetoed: bool


def join(
    line: Line, told: Sequence[Act], marks: Sequence[TriggerMark], tables: CodebookTables, weights: ReaderWeights
) -> tuple[Joined, ...]:
    """Decide which words of a line name acts, left to right, none overlapping another.

    ``told`` are the codebook's acts of low probability, too; ``marks`` those of the whole document.
    """
    found = [_joined(line, mark, words, told, tables, weights) for mark, words in _within(line, marks)]
    kept: list[Joined] = []
    for one in sorted(filter(None, found), key=lambda one: (-one.act.probability, one.act.first)):
        if all(one.act.last <= other.act.first or other.act.last <= one.act.first for other in kept):
            kept.append(one)
    ordered = sorted(kept, key=lambda one: one.act.first)
    return tuple(one for one in ordered if not _says_it_was_averted(one, ordered, line))


def _says_it_was_averted(one: Joined, others: Sequence[Joined], line: Line) -> bool:
    """Tell whether an act's words only say that another act was averted: what was "called off" is the strike."""
    for hit in find_standings(line):
        if hit.cue.status == "averted" and hit.first <= one.act.first and one.act.last <= hit.last:
            return any(0 <= other.act.first - hit.last <= hit.cue.reach for other in others)
    return False


def evidence_for(mark: TriggerMark, told: Act | None, vetoed: bool) -> tuple[float, ...]:
    """Give what speaks for an act as the values that ``ReaderWeights.act`` weighs.

    ``vetoed``: the words stand in a phrase of the codebook's that names no act though its words might.
    """
    known = 0.0 if told is None else 1.0
    told_odds = 0.0 if told is None else log_odds(told.probability)
    return log_odds(mark.tagged), log_odds(mark.read), known, told_odds, 1.0 if vetoed else 0.0


def words_of(line: Line, first: int, last: int) -> Range | None:
    """Find the words of a line that tokens ``first`` to ``last`` are made of; None if they begin outside it."""
    if not line.sentence.first <= first < line.sentence.last:
        return None
    begin, end = bisect_left(line.tokens, first), bisect_left(line.tokens, last)
    return (begin, end) if begin < end else None


def _within(line: Line, marks: Sequence[TriggerMark]) -> Iterator[tuple[TriggerMark, Range]]:
    for mark in marks_in(line.sentence, marks):
        words = words_of(line, mark.first, mark.last)
        if words:
            yield mark, words


def _joined(
    line: Line,
    mark: TriggerMark,
    words: Range,
    acts: Sequence[Act],
    tables: CodebookTables,
    weights: ReaderWeights,
) -> Joined | None:
    """Join what both readers say of some words; None if it is too unlikely that they name an act."""
    first, last = words
    over = [act for act in acts if act.first < last and first < act.last]
    told = max(over, key=lambda act: (act.probability, -act.first), default=None)
    vetoed = is_vetoed(line, first, last)
    probability = weights.act.probability(evidence_for(mark, told, vetoed))
    if probability < weights.trigger:
        return None
    shares = type_shares(line, told.first, told.last, tables) if told else {}
    type_, share = _type(mark, shares, weights.type)
    act = Act(
        first,
        last,
        type_,
        _mode(line, words, mark, type_, told, tables, weights),
        told.nominal if told else _nominal(line, first, tables),
        told.passive if told else False,
        told.participle if told else False,
        told.lemma if told else line.folded[first],
        probability,
    )
    return Joined(act, mark, told, share, told is not None and told.type == type_, vetoed)


def _type(mark: TriggerMark, told: Mapping[EventType, float], weight: float) -> tuple[EventType, float]:
    """Multiply the encoder's share of a type with a power of the codebook's."""
    marked = type_totals(mark.senses)
    if not told:
        best = max(marked, key=lambda one: marked[one])
        return best, marked[best] / sum(marked.values())
    scores = {
        one: max(marked.get(one, 0.0), LEAST_SHARE) * max(told.get(one, 0.0), LEAST_SHARE) ** weight
        for one in sorted({*marked, *told})
    }
    best = max(scores, key=lambda one: scores[one])
    return best, scores[best] / sum(scores.values())


def _mode(
    line: Line,
    words: Range,
    mark: TriggerMark,
    type_: EventType,
    told: Act | None,
    tables: CodebookTables,
    weights: ReaderWeights,
) -> str | None:
    shares = {sense.mode: sense.share for sense in mark.senses if sense.type == type_}
    total = sum(shares.values()) or 1.0
    scores = {mode: share / total for mode, share in shares.items()}
    own = told.mode if told and told.type == type_ else mode_near(line, *words, type_, tables)
    if own is not None or (told and told.type == type_):
        scores[own] = scores.get(own, 0.0) + weights.mode
    return max(scores, key=lambda mode: (scores[mode], mode or "")) if scores else None


def _nominal(line: Line, first: int, tables: CodebookTables) -> bool:
    words, before = tables.words, line.word(first - 1)
    return before in words.determiner or before in words.preposition or before in words.possessive or before == "'s"
