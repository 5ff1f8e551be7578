"""What people decided about pairs of mentions, in the case as it is now."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from sayso.record.decisions import JUDGING, Decision, DecisionTarget
from sayso.store.log import PLACE, in_force

Pair = tuple[str, str]
"""The ids of two mentions, the lower first."""

Find = Callable[[DecisionTarget], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold how a person judged two mentions, and by which decision."""

    judgement: str
    decision: str


def anchored(connection: sqlite3.Connection, find: Find) -> dict[Pair, Judged]:
    """Give how people judge pairs of today's mentions, oldest decision first; the later of two on a pair holds.

    An event that is the same as another is so in all mentions it had then; one that is another, in each of them; and
    the mentions of an event that is confirmed are the same. ``find`` gives the mentions of today in which a target
    stands.
    """
    found: dict[Pair, Judged] = {}
    for decision in in_force(connection):
        judgement = judged_by(decision)
        if judgement is None:
            continue
        targets = [decision.target, *([decision.other] if decision.other else [])]
        ends = [sorted(find(target)) for target in targets]
        for pair in pairs_between(judgement, *ends):
            found.pop(pair, None)
            found[pair] = Judged(judgement, decision.id)
    return found


def judged_by(decision: Decision) -> str | None:
    """Say how a decision judges its mentions: those of its two targets, or of the event that it confirms; or None."""
    if decision.action in JUDGING and decision.other is not None:
        return str(decision.after)
    confirms = decision.action == "confirm" and decision.target.kind == "event"
    return "same" if confirms and len(decision.target.mentions) > 1 else None


def rejudge(write: sqlite3.Connection, judged: Mapping[Pair, Judged]) -> set[str]:
    """Keep how pairs are judged now; give the mentions for which that is not as it was."""
    before = {
        (one, other): Judged(judgement, decision)
        for one, other, judgement, decision in write.execute("SELECT one, other, judgement, decision FROM judged")
    }
    if before == dict(judged):
        return set()
    write.execute("DELETE FROM judged")
    rows = ((*pair, one.judgement, one.decision) for pair, one in judged.items())
    write.executemany("INSERT INTO judged VALUES (?, ?, ?, ?)", rows)
    pairs = {pair for pair in before.keys() | judged.keys() if before.get(pair) != judged.get(pair)}
    return {mention for pair in pairs for mention in pair}


def judged_pairs(connection: sqlite3.Connection) -> dict[Pair, Judged]:
    """Give the pairs that people judged, as last applied, the newest decision first."""
    rows = connection.execute(
        "SELECT one, other, judgement, decision FROM judged JOIN decisions ON decisions.id = decision"
        f" ORDER BY {PLACE} DESC, decisions.n DESC, one, other"
    )
    return {(one, other): Judged(judgement, decision) for one, other, judgement, decision in rows}


def events_decided(connection: sqlite3.Connection) -> set[str]:
    """Give the events of which a person joined, parted, corrected or added a mention."""
    # CROSS JOIN: the few amended mentions are gone through, and not all mentions, as SQLite would have it
    sql = """SELECT coalesce(event, id) FROM (SELECT one AS id FROM judged WHERE judgement <> 'unsure'
             UNION SELECT other FROM judged WHERE judgement <> 'unsure'
             UNION SELECT id FROM amended CROSS JOIN mentions ON n = mention
             UNION SELECT id FROM mentions WHERE added IS NOT NULL) LEFT JOIN clusters ON mention = id"""
    return {event for (event,) in connection.execute(sql)}


def pairs_between(judgement: str, left: Sequence[str], right: Sequence[str] = ()) -> Iterator[Pair]:
    """Give the pairs of mentions that a judgement on one or two sorted lists of them is about, each the lower first."""
    if judgement == "same":
        ends = [(one, other) for one in left[:1] for other in (*left[1:], *right)]
    else:
        ends = list(product(left, right))
    for one, other in ends:
        if one != other:
            yield (one, other) if one < other else (other, one)
