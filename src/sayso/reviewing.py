"""Review a case: where its decisions and the machine's present reading part, and what the machine is in doubt of."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sayso.decided_events import machine_event
from sayso.exchanging import conflicts_in
from sayso.finding import as_read, mentions_of
from sayso.merge.cluster import CONNECTS, THRESHOLD
from sayso.merge_rules import MergeRules
from sayso.record.decisions import JUDGING, Decision
from sayso.record.edges import Edge
from sayso.record.ids import MentionId
from sayso.review.agenda import (
    Disagreement,
    DoubtfulPair,
    Review,
    Suggestion,
    Unanchored,
    disagreements_on_event,
    disagreements_on_mention,
    unanchored,
)
from sayso.store.applied import decisions_on
from sayso.store.clusters import members_of
from sayso.store.current import NAMED
from sayso.store.decided import judged_by, judged_pairs
from sayso.store.doubtful import Doubtful, doubtful
from sayso.store.edges import edges_between, likely_pairs
from sayso.store.filters import MentionFilter
from sayso.store.log import in_force
from sayso.store.view import View

MENTIONS = "mentions"
"""The field under which it is told that the machine would part what a confirmation holds together."""
UNJUDGED = 6
"""The credibility of what cannot be judged, which is no suggestion."""


def review(view: View, rules: MergeRules, limit: int | None = None) -> Review:
    """List what is left to look at in a case; of doubtful pairs and suggestions the first ``limit``, None being all."""
    pairs = doubtful_pairs(view, limit)
    told = {(edge.left, edge.right): edge for edge in edges_between(view.connection, view.explain, pairs.pairs)}
    suggested = sorted(_suggested(view), key=lambda one: (one.suggested, one.event))
    return replace(
        review_of_decisions(view, rules),
        doubtful=tuple(_pair(view, told[MentionId(one), MentionId(other)]) for one, other in pairs.pairs),
        n_doubtful=pairs.n,
        suggestions=tuple(suggested[:limit]),
        n_suggestions=len(suggested),
    )


def review_of_decisions(view: View, rules: MergeRules) -> Review:
    """List what decisions leave to look at: what the machine reads otherwise now, or whose words are nowhere left."""
    decisions = in_force(view.connection)
    differing = _Differing(view, rules)
    return Review(
        disagreements=tuple(found for one in decisions for found in differing.of(one)),
        unanchored=tuple(_unanchored(view, decisions)),
        doubtful=(), n_doubtful=0, suggestions=(), n_suggestions=0,
        conflicts=tuple(conflicts_in(view.connection)),
    )  # fmt: skip


def doubtful_pairs(view: View, limit: int | None = None) -> Doubtful:
    """List the pairs that the machine joined or kept apart against its score; the first ``limit``, None being all."""
    return doubtful(view.connection, THRESHOLD, CONNECTS, limit)


@dataclass(frozen=True, slots=True)
class _Differing:
    """Compare decisions with what the machine reads now."""

    view: View
    rules: MergeRules

    def of(self, decision: Decision) -> Iterator[Disagreement]:
        if decision.action == "add":
            yield from self._added(decision)
        elif decision.target.kind == "mention" and decision.action in ("confirm", "correct"):
            for identity in sorted(mentions_of(self.view.connection, decision.target)):
                yield from disagreements_on_mention(decision, identity, as_read(self.view.connection, identity))
        elif decision.target.kind == "event" and decision.action in ("confirm", "correct", "credibility"):
            yield from self._event(decision)

    def _added(self, decision: Decision) -> Iterator[Disagreement]:
        """Compare with a mention that the machine reads by now where a person added one."""
        kept = decision.reading
        for mention in self.view.mentions(MentionFilter(doc=kept.doc)) if kept else ():
            read = as_read(self.view.connection, mention.id)
            if kept is not None and read is not None and read.trigger.meets(kept.trigger):
                yield from disagreements_on_mention(decision, mention.id, read)

    def _event(self, decision: Decision) -> Iterator[Disagreement]:
        row = self.view.connection.execute("SELECT mention FROM held WHERE decision = ?", (decision.id,)).fetchone()
        event = self.view.event_of(row[0]) if row else None
        if event is None:
            return
        if as_read(self.view.connection, row[0]) is None:
            yield Disagreement(decision.id, decision.by, event, decision.field, decision.after, None, gone=True)
        if judged_by(decision) is not None and len(parts := self._parts(decision, event)) > 1:
            whole = sorted(mention for part in parts for mention in part)
            now = [" and ".join(part) for part in parts]
            yield Disagreement(decision.id, decision.by, event, MENTIONS, whole, now)
        yield from disagreements_on_event(decision, machine_event(self.view, self.rules, event))

    def _parts(self, decision: Decision, event: str) -> list[list[str]]:
        """Part the mentions of a confirmed event as they would be without its confirmation, by pairs that are likely.

        What others judged the same stays together, and what was judged to be different since is no matter here.
        """
        connection = self.view.connection
        told = mentions_of(connection, decision.target) & set(members_of(connection, [event])[event])
        judged = judged_pairs(connection).items()
        pairs = [pair for pair, by in judged if by.judgement == "same" and by.decision != decision.id]
        parts = {mention: {mention} for mention in told}
        for one, other in (*likely_pairs(connection, told), *pairs):
            if one in parts and other in parts and parts[one] is not parts[other]:
                joined = parts[one] | parts[other]
                parts.update(dict.fromkeys(joined, joined))
        return sorted(map(list, {tuple(sorted(part)) for part in parts.values()}))


def _unanchored(view: View, decisions: list[Decision]) -> Iterator[Unanchored]:
    held = {one.id for own in decisions_on(view.connection, _held(view.connection)).values() for one in own}
    for decision in decisions:
        if not _stands(view, decision, held):
            yield unanchored(decision)


def _held(connection: sqlite3.Connection) -> list[str]:
    return [mention for (mention,) in connection.execute("SELECT DISTINCT mention FROM held")]


def _stands(view: View, decision: Decision, held: set[str]) -> bool:
    target = decision.target
    if decision.action in JUDGING:
        ends = (target, *([decision.other] if decision.other else []))
        return all(mentions_of(view.connection, end) for end in ends)
    if target.kind == "event" and decision.action != "reject":
        return decision.id in held
    if target.mentions:
        return bool(mentions_of(view.connection, target))
    if target.kind == "document":
        found = view.connection.execute(
            "SELECT 1 FROM documents WHERE id = ?1 OR text_hash = ?2", (target.id, target.text_hash)
        )
        return found.fetchone() is not None
    named = f"SELECT 1 FROM {NAMED} WHERE kind = ? AND id = ?"
    return view.connection.execute(named, (target.kind, target.id)).fetchone() is not None


def _pair(view: View, edge: Edge) -> DoubtfulPair:
    words = tuple(_sentence(view, mention) for mention in (edge.left, edge.right))
    return DoubtfulPair(edge.left, edge.right, edge.judgement, edge.score, (words[0], words[1]))


def _sentence(view: View, mention: str) -> str:
    found = next(view.mentions(MentionFilter(id=mention)), None)
    return found.sentence.text if found else ""


def _suggested(view: View) -> Iterator[Suggestion]:
    for event in view.events():
        if event.credibility is None and event.credibility_suggested != UNJUDGED:
            yield Suggestion(event.id, event.title, event.credibility_suggested, event.credibility_suggested_reason)
