"""Print the log of decisions, and what is left to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.export.decision_telling import decision_lines, value_words
from sayso.export.printing import console, counted, line, lines, section
from sayso.export.screen_decisions import list_conflicts
from sayso.record.decisions import Decision

if TYPE_CHECKING:
    from sayso.review.agenda import Disagreement, DoubtfulPair, Review


def print_log(decisions: Sequence[Decision]) -> None:
    """Print decisions, first to last."""
    out = console()
    if not decisions:
        line(out, "nothing was decided")
    for decision in decisions:
        for text in decision_lines(decision):
            line(out, text)


def print_review(review: Review) -> None:
    """Print what is left to look at."""
    out = console()
    section(out, "Read otherwise now than was decided: the decision holds")
    lines(out, [_disagreement(one) for one in review.disagreements] or ["nothing"])
    if review.conflicts:
        list_conflicts(out, review.conflicts)
    section(out, "Decisions whose words stand nowhere any more")
    lines(
        out,
        [
            f"{one.action} by {one.by} on {one.target}{f' “{one.quotation}”' if one.quotation else ''} ({one.decision})"
            for one in review.unanchored
        ]
        or ["none"],
    )
    section(out, f"Doubtful: {counted(review.n_doubtful, 'pair')}")
    for pair in review.doubtful:
        lines(out, _pair(pair))
    section(out, f"Credibility suggested: {counted(review.n_suggestions, 'event')}")
    for one in review.suggestions:
        lines(out, (f"{one.suggested}  {one.title}  {one.event}", f"   {one.reason}"))


def _disagreement(one: Disagreement) -> str:
    if one.gone:
        return f"{one.target}: the machine reads nothing there any more ({one.decision} by {one.by})"
    field = (one.field or "").replace("_", " ")
    decided, machine = value_words(one.decided), value_words(one.machine)
    return f"{one.target} {field}: decided {decided}, read {machine} ({one.decision} by {one.by})"


def _pair(pair: DoubtfulPair) -> Iterator[str]:
    verdict = "joined" if pair.judgement == "same" else "kept apart"
    yield f"{verdict}, score {pair.score:.2f}: {pair.left} and {pair.right}"
    for words in pair.words:
        yield f"   “{' '.join(words.split())}”"
