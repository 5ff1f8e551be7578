"""Link the events that merging made anew, and let commitments stand as they tell: only what shares a key is met."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, groupby

from sayso.making import number_of
from sayso.merge.told import Told
from sayso.merge_rules import MergeRules
from sayso.record.documents import Document
from sayso.record.ids import DocumentId, MentionId
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.store import clusters, linked
from sayso.store.overlay import overlay_of

EVENTS_AT_ONCE = 500
"""Events linked between two writes, with those they meet: some tens of megabytes."""

EVENTS_KEPT = 2_000
"""Events kept at hand for what meets them next, some 20 KB each. Of what the commitments of 100,000 made mentions, in
the order of publication, look at, .87 is among them; with 1,000 .84, without end .87 (2026-11)."""


class Linking:
    """Bring links and standings in line with events that were made anew, inside a transaction."""

    def __init__(self, write: sqlite3.Connection, rules: MergeRules, documents: Mapping[DocumentId, Document]) -> None:
        self._write = write
        self._rules = rules
        self._documents = documents
        self._touched: set[int] = set()
        self._at_hand: OrderedDict[str, Told] = OrderedDict()

    def forget(self, changed: set[str], *, whole: bool) -> None:
        """Take events that are made anew, or are no more, out of all linking; with ``whole`` every event."""
        if whole:
            linked.forget_all_events(self._write)
            return
        self._touched |= linked.keys_found_by(self._write, changed | linked.linked_to(self._write, changed))
        linked.forget_events(self._write, changed)

    def link(self, made: Collection[str]) -> None:
        """Link events made anew, whose keys are kept already, with all they meet."""
        for chunk in _chunks(sorted(made)):
            linked.add_links(self._write, self._links(chunk, made))

    def judge(self, changed: set[str], docs: Iterable[str], *, whole: bool) -> None:
        """Judge the commitments of ``docs`` and those that changed events tell on; with ``whole`` all."""
        write = self._write
        until = linked.last_day(write)
        pledged = linked.commitments_in(write, docs) | linked.commitments_lapsing(write, until)
        if whole:
            pledged = linked.all_commitments(write)
        else:
            touched = linked.keys_found_by(write, changed | linked.linked_to(write, changed))
            pledged |= linked.commitments_under(write, self._touched | touched)
        for chunk in _chunks(linked.in_document_order(write, pledged)):
            self._judge(chunk, until)

    def _links(self, events: Sequence[str], made: Collection[str]) -> Iterator[Link]:
        met = linked.meeting(self._write, events)
        pairs = {(min(pair), max(pair)) for pair in met if pair[1] not in made or pair[0] < pair[1]}
        told = self._told({event for pair in pairs for event in pair})
        for one, other in sorted(pairs):
            mentions = {mention.id: mention for mention in (*told[one].mentions, *told[other].mentions)}
            yield from self._rules.linker.between(told[one].event, told[other].event, mentions)

    def _judge(self, commitments: Sequence[str], until: str) -> None:
        day = date.fromisoformat(until) if until else None
        read = sorted(linked.commitments_by_id(self._write, commitments), key=lambda one: (one.doc, one.id))
        laid = overlay_of(self._write)
        for doc, own in groupby(read, key=lambda one: one.doc):
            mentions = list(clusters.mentions_in(self._write, doc))
            for commitment in own:
                decided = laid.commitment(commitment)
                pledge = self._rules.pledges.pledge(decided, mentions, self._documents[doc])
                keys = {number_of(key) for key in self._rules.pledges.keys(pledge)}
                near = linked.found_by(self._write, keys)
                links = linked.links_from(self._write, near)
                told = self._told(near | {link.target for link in links}).values()
                now = self._rules.pledges.standing_of(pledge, told, links, day)
                left = pledge.deadline if now.standing in ("open", "lapsed") else None
                # What people decided on actors is laid over it as it is shown, and goes with their decisions.
                kept = replace(commitment, standing=now.standing, standing_evidence=now.standing_evidence)
                standing = linked.Standing(kept, left.isoformat() if left else None)
                linked.keep_standing(self._write, standing, sorted(keys))

    def _told(self, events: Iterable[str]) -> dict[str, Told]:
        """Give events as linking needs them; those looked at last stay at hand."""
        wanted, at_hand = sorted(events), self._at_hand
        found = {event: at_hand[event] for event in wanted if event in at_hand}
        found |= self._read([event for event in wanted if event not in found])
        for event, told in found.items():
            at_hand[event] = told
            at_hand.move_to_end(event)
        while len(at_hand) > EVENTS_KEPT:
            at_hand.popitem(last=False)
        return found

    def _read(self, events: Sequence[str]) -> dict[str, Told]:
        found = list(clusters.events_by_id(self._write, events))
        ids = chain.from_iterable(event.mentions for event in found)
        mentions: dict[MentionId, EventMention] = {
            mention.id: mention for mention in clusters.mentions_by_id(self._write, ids)
        }
        return {event.id: Told.of(event, mentions, self._rules.sides) for event in found}


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), EVENTS_AT_ONCE):
        yield ids[at : at + EVENTS_AT_ONCE]
