"""Merge a case: find copies, compare the mentions that came, cluster the blocks they touch, make their events anew.

All but the first happens in one transaction, so that a case is either merged or as it was; what is left to do is noted
where it arises (``store.waiting``), and the next build does it.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from sayso.applying import apply_decisions
from sayso.clustering import ROWS_AT_ONCE, Clusterer
from sayso.codebook.merging import PairWeights
from sayso.decided_events import decisions_for
from sayso.finding import mentions_of
from sayso.linking import Linking
from sayso.making import Batch, made_events
from sayso.merge_rules import MergeRules
from sayso.record.documents import Document
from sayso.record.ids import DocumentId
from sayso.record.plain import to_json
from sayso.store import applied, clusters, decided, linked, sketched, waiting
from sayso.store.case_file import transaction
from sayso.store.clusters import Clustering
from sayso.store.copies import MOST_TEXTS_OF_A_PARAGRAPH, pair_texts
from sayso.store.filters import MentionFilter
from sayso.store.removing import apply_removals
from sayso.store.view import View
from sayso.text import near_copy

WHOLE_SHARE = 0.25
"""Share of a case's mentions from which on all are merged anew: one pass over arrays costs less than as many looks."""

EVENTS_AT_ONCE = 500
"""Events made between two writes: a megabyte or two of mentions."""

MANY_EVENTS = 20_000
"""Events from which on it pays to start processes that make them: a start takes as long as some 5,000."""

CACHE_KIB = 256 << 10
"""Memory for pages of the case while all of it is merged: rows are looked up in the order of ids, all over the file.
With the 2 MiB of SQLite to make, link and judge the events of 100,000 made mentions took 34.6 s, so 28.6 (2026-11)."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Count what one merging did: mentions that came or changed, events made or made anew, events that are no more."""

    mentions: int
    made: int
    ended: int


def explained(pairs: Sequence[tuple[bytes, bytes]]) -> Sequence[tuple[float, Mapping[str, float]]]:
    """Compare pairs of sketches again: the score of each, and what each sign added to it."""
    import numpy as np

    from sayso.merge.compare import compare, reasons
    from sayso.merge.sketch import sheet_of

    weights = PairWeights.load()
    sheet = sheet_of([row for pair in pairs for row in pair])
    left = np.arange(0, len(sheet), 2)
    scores = compare(sheet, left, left + 1, weights).score.tolist()
    return list(zip(scores, reasons(sheet, left, left + 1, weights), strict=True))


def merge(connection: sqlite3.Connection, rules: MergeRules, jobs: int = 1) -> Merged:
    """Do what waits to be merged: all of it is kept, or nothing.

    Which mentions are one event depends on what the case holds alone: adding documents one by one, in any order, or at
    once gives the same events. Events are made over ``jobs`` processes where they are many.
    """
    pair_texts(connection, near_copy)
    with transaction(connection) as write:
        apply_removals(write)  # first, as an erasure empties decisions
        apply_decisions(write)
        _renew(write, rules)
        waiting.unsettle(write, decided.rejudge(write, decided.anchored(write, partial(mentions_of, write))))
        if waiting.is_settled(write):
            return Merged(0, 0, 0)
        done = _Merging(write, rules, jobs).run()
        waiting.settle(write)
        return done


def is_outdated(connection: sqlite3.Connection, rules: MergeRules) -> bool:
    """Tell whether a case was merged by other rules than hold now, so that merging would go through all of it."""
    row = connection.execute("SELECT value FROM merging WHERE name = 'way'").fetchone()
    return row is not None and row[0] != rules.way


def _renew(write: sqlite3.Connection, rules: MergeRules) -> None:
    """Merge all anew where other rules hold than before; make the sketches that are missing."""
    from sayso.merge.telling import sketches_of

    if is_outdated(write, rules):
        sketched.drop_sketches(write)
        waiting.touch_all(write)
    if write.execute("SELECT 1 FROM merging WHERE name = 'way' AND value = ?", (rules.way,)).fetchone() is None:
        named = [("way", rules.way), ("actors", json.dumps(rules.actors))]
        write.executemany("INSERT OR REPLACE INTO merging VALUES (?, ?)", named)
    view = View(write)
    for doc in sketched.without_sketches(write):
        mentions = list(clusters.mentions_in(write, doc))
        vectors = view.vectors(MentionFilter(doc=doc))
        sketches = sketches_of(view.document(doc), mentions, vectors, rules.sides)
        sketched.add_sketches(write, zip((mention.id for mention in mentions), sketches, strict=True))


class _Merging:
    """Merge what waits in one case, inside a transaction."""

    def __init__(self, write: sqlite3.Connection, rules: MergeRules, jobs: int) -> None:
        self._write = write
        self._rules = rules
        self._jobs = jobs
        self._held = applied.anything_held(write)

    def run(self) -> Merged:
        write = self._write
        docs = waiting.waiting(write)
        gone = dict(sketched.gone_mentions(write, docs))
        fresh = dict(sketched.current_mentions(write, docs))
        loose = dict.fromkeys(waiting.unsettled(write))
        loose.update(dict.fromkeys(sketched.ids_of(write, sketched.partners(write, gone))))
        sketched.forget(write, gone)
        current = sketched.numbers_of(write, loose)
        left = {mention for mention in loose if mention not in current} | set(gone.values())
        whole = len(fresh) > WHOLE_SHARE * sketched.n_mentions(write)
        if whole:
            write.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        blocks = Clusterer(write, self._rules.weights)
        found = blocks.all(self._jobs) if whole else blocks.around(fresh.keys(), fresh.keys() | set(current.values()))
        change = clusters.apply(write, Clustering(found, frozenset(left)))
        stale = () if whole else waiting.documents_around(write, docs, MOST_TEXTS_OF_A_PARAGRAPH + len(docs))
        made = set(found.values()) if whole else change.changed | clusters.events_in(write, stale)
        documents = _Documents(View(write), whole=whole)
        linking, changed = Linking(write, self._rules, documents), {*made, *change.ended}
        linking.forget(changed, whole=whole)
        self._make(sorted(made), documents)
        linking.link(made)
        linking.judge(changed, docs, whole=whole)
        return Merged(len(fresh), len(made), len(change.ended))

    def _make(self, events: Sequence[str], documents: _Documents) -> None:
        """Make events and keep them, and their keys, these sorted at the end as that is how the case keeps them."""
        batches = (self._batch(chunk, documents) for chunk in _chunks(events, EVENTS_AT_ONCE))
        keys: list[array[int]] = [array("q"), array("q"), array("q")]
        row = 0
        for made in made_events(batches, self._rules, self._jobs if len(events) >= MANY_EVENTS else 1):
            clusters.keep_events(self._write, ((one.id, one.record) for one in made))
            for one in made:
                for role, key in one.keys:
                    for column, value in zip(keys, (role, key, row), strict=True):
                        column.append(value)
                row += 1
        linked.add_event_keys(self._write, _sorted_keys(keys, events))

    def _batch(self, events: Sequence[str], documents: _Documents) -> Batch:
        members = clusters.members_of(self._write, events)
        told = clusters.records_by_id(self._write, chain(*members.values()))
        docs = sorted({doc for doc, _ in told.values()})
        mentions = tuple(tuple(told[mention][1] for mention in members[event]) for event in events)
        decisions = tuple(tuple(decisions_for(self._write, members[event])) for event in events) if self._held else ()
        return Batch(mentions, tuple(documents.plain(DocumentId(doc)) for doc in docs), decisions)


class _Documents(dict[DocumentId, Document]):
    """Give documents by id, read when they are first asked for, or all at once."""

    def __init__(self, view: View, *, whole: bool) -> None:
        super().__init__((document.id, document) for document in (view.documents() if whole else ()))
        self._view = view
        self._plain: dict[DocumentId, str] = {}

    def __missing__(self, doc: DocumentId) -> Document:
        self[doc] = self._view.document(doc)
        return self[doc]

    def plain(self, doc: DocumentId) -> str:
        """Give a document as JSON, without its segments, of which no event tells."""
        if doc not in self._plain:
            self._plain[doc] = to_json(replace(self[doc], segments=())).decode()
        return self._plain[doc]


def _sorted_keys(keys: Sequence[array[int]], events: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    import numpy as np

    roles, numbers, rows = (np.frombuffer(column, np.int64) for column in keys)
    for chunk in np.array_split(np.lexsort((rows, numbers, roles)), max(1, len(rows) // ROWS_AT_ONCE)):
        columns = (roles[chunk].tolist(), numbers[chunk].tolist(), [events[row] for row in rows[chunk]])
        yield from zip(*columns, strict=True)


def _chunks(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]
