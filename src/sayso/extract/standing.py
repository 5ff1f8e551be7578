"""Standing: whether an act is told as done, not done, planned, possible or conditional."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.cues import StandingCue
from sayso.extract.acts import Act, is_break
from sayso.extract.clauses import Clauses
from sayso.extract.lines import Line
from sayso.record.vocabulary import Status

_STRONG: tuple[Status, ...] = ("averted", "uncertain", "negated")
_OPEN: frozenset[Status] = frozenset({"planned", "hypothetical", "predicted"})


@dataclass(frozen=True, slots=True)
class StandingHit:
    """Mark words ``first`` to ``last`` (exclusive) as a cue of standing."""

    first: int
    last: int
    cue: StandingCue


def find_standings(line: Line) -> tuple[StandingHit, ...]:
    """Find the cues of standing of a line; shorter ones inside longer ones are left out."""
    hits: list[StandingHit] = []
    reached = 0
    for first, (last, cues) in line.phrases.standings.items():
        if first >= reached:
            hits.extend(StandingHit(first, last, cue) for cue in cues)
            reached = last
    return tuple(hits)


def status_of(clauses: Clauses, act: Act, hits: Sequence[StandingHit]) -> Status:
    """Say how an act stands by the cues before it in its clause; asserted without any.

    A negation before a verb of saying negates the saying.
    """
    line, conditions = clauses.line, clauses.tables.clauses.condition_cue
    over = [hit for hit in hits if _reaches(line, hit, act, clauses.speech)]
    over += [hit for hit in hits if act.nominal and _undoes(clauses, hit, act)]
    for status in _STRONG:
        if any(hit.cue.status == status for hit in over):
            return status
    if any(hit.cue.status == "predicted" for hit in over):
        return "predicted"
    status = (
        max(over, key=lambda hit: hit.first).cue.status if over else _bare(line, act, clauses.tables.triggers.spellings)
    )
    if any(hit.cue.phrase in conditions for hit in over):
        return "hypothetical"
    conditional = any(hit.cue.phrase in conditions for hit in hits)
    return "conditional" if conditional and status in _OPEN else status


def _bare(line: Line, act: Act, verbs: frozenset[str]) -> Status:
    if not act.nominal:
        return "hypothetical" if line.word(act.first - 1) == "to" else "asserted"
    for at in range(act.first - 2, max(-1, act.first - 6), -1):
        if is_break(line.folded[at]) or line.folded[at] == ",":
            break
        if line.folded[at] == "to" and line.folded[at + 1] in verbs:
            return "hypothetical"
    return "asserted"


def _undoes(clauses: Clauses, hit: StandingHit, act: Act) -> bool:
    """Tell whether a cue behind a noun says that the act was stopped: "the attack was called off"."""
    between, words = clauses.line.folded[act.last : hit.first], clauses.tables.clauses.before_stopped
    stopped = hit.cue.status == "averted" and 0 < len(between) <= 3
    return stopped and all(word in words or word.endswith("ly") for word in between)


def _reaches(line: Line, hit: StandingHit, act: Act, speech: frozenset[int]) -> bool:
    gap = act.first - hit.last
    if not 0 <= gap <= hit.cue.reach:
        return False
    if hit.cue.status == "negated" and any(at in speech for at in range(hit.last, act.first)):
        return False
    between = line.folded[hit.last : act.first]
    if hit.cue.needs == "noun" and not act.nominal:
        return False
    if hit.cue.needs == "to" and "to" not in between and line.word(hit.last - 1) != "to":
        return False
    return not any(is_break(word) or word == "," for word in between)
