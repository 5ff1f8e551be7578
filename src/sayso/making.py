"""Make events of their mentions, in this process or in several."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import zip_longest

from sayso.decided_events import event_as_decided
from sayso.merge_rules import Actors, MergeRules, load_rules
from sayso.pool import IN_FLIGHT_PER_JOB, start_processes
from sayso.record.decisions import Decision
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_json
from sayso.store.linked import FOUND_BY, LOOKS_FOR


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold the mentions of some events, and the documents they stand in, each as JSON, and what was decided on them.

    ``decisions`` go with the events, or are none at all.
    """

    events: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...]
    decisions: tuple[tuple[Decision, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """Hold the view of an event as JSON, and its keys: role and number each."""

    id: str
    record: str
    keys: tuple[tuple[int, int], ...]


def make(batch: Batch, rules: MergeRules) -> list[MadeEvent]:
    """Make the events of a batch."""
    documents = {document.id: document for document in (from_json(Document, one) for one in batch.documents)}
    made = []
    for records, decisions in zip_longest(batch.events, batch.decisions, fillvalue=()):
        mentions = [from_json(EventMention, record) for record in records]
        event = event_as_decided(rules.maker.event_of(mentions, documents), decisions)
        keys = rules.linker.keys(event, {mention.id: mention for mention in mentions})
        numbers = (
            *((LOOKS_FOR, number_of(key)) for key in keys.sources),
            *((FOUND_BY, number_of(key)) for key in keys.targets),
        )
        made.append(MadeEvent(event.id, to_json(event).decode(), numbers))
    return made


def made_events(batches: Iterable[Batch], rules: MergeRules, jobs: int) -> Iterator[list[MadeEvent]]:
    """Make the events of batches over ``jobs`` processes, in order; what a process that dies held is made here."""
    if jobs < 2:
        yield from (make(batch, rules) for batch in batches)
        return
    waiting: deque[tuple[Batch, Future[list[MadeEvent]]]] = deque()
    with start_processes(jobs) as processes:
        for batch in batches:
            waiting.append((batch, _submit(processes, batch, rules.actors)))
            if len(waiting) > jobs * IN_FLIGHT_PER_JOB:
                yield _result(*waiting.popleft(), rules)
        while waiting:
            yield _result(*waiting.popleft(), rules)


def number_of(key: str) -> int:
    """Give 63 bits for a key: with ten million keys in a case the chance that any two meet falsely is below 1e-5."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def make_in_process(batch: Batch, actors: Actors) -> list[MadeEvent]:
    """Make the events of a batch by the rules under changes of the registry."""
    return make(batch, load_rules(actors))


def _submit(processes: ProcessPoolExecutor, batch: Batch, actors: Actors) -> Future[list[MadeEvent]]:
    try:
        return processes.submit(make_in_process, batch, actors)
    except BrokenProcessPool as error:
        broken: Future[list[MadeEvent]] = Future()
        broken.set_exception(error)
        return broken


def _result(batch: Batch, result: Future[list[MadeEvent]], rules: MergeRules) -> list[MadeEvent]:
    try:
        return result.result()
    except BrokenProcessPool:
        return make(batch, rules)
