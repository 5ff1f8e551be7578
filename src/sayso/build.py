"""Build a case: find the inputs, read what is new over several processes, keep it in the order it was found, merge."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sayso import readers
from sayso.codebook.actor_files import actor_files_beside
from sayso.codebook.versions import load_version_bars
from sayso.config import BuildOptions
from sayso.merge_rules import load_rules
from sayso.merging import merge
from sayso.pipeline import load_stages, reading_signature
from sayso.pool import Pool
from sayso.record.documents import RawDocument, Rejection
from sayso.record.ids import content_hash
from sayso.store.case_file import connect, naming
from sayso.store.clusters import n_events
from sayso.store.rows import ReadingRows
from sayso.store.writer import NOT_A_FILE, TRANSIENT, Sighting, Writer
from sayso.text import split
from sayso.underway import File, FileEnd, Item, Kept, Known, Read, Refused, Step

BYTES_IN_FLIGHT = 64 << 20
"""Bytes of documents handed to the processes ahead of their work: with the above, what bounds a build's memory."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """Count what one build did. ``rejected`` and ``not_coded`` count by reason; ``seconds`` is wall-clock time.

    ``documents`` counts the documents read, ``unchanged`` the files passed over because nothing in them, nor in the
    way of reading, has changed. What was rejected in those counts too. ``events`` are all that the case holds now.
    """

    files: int
    unchanged: int
    documents: int
    coded: int
    mentions: int
    commitments: int
    events: int
    not_coded: dict[str, int]
    rejected: dict[str, int]
    seconds: float


class Progress(Protocol):
    """Hear how a build goes on."""

    def found(self, files: int) -> None: ...
    def file_done(self, path: str) -> None: ...
    def document_done(self, path: str) -> None: ...


class Silence:
    """Be a progress that nobody watches."""

    def found(self, files: int) -> None:
        """Hear nothing."""

    def file_done(self, path: str) -> None:
        """Hear nothing."""

    def document_done(self, path: str) -> None:
        """Hear nothing."""


def build(case: Path, inputs: Sequence[str], options: BuildOptions, progress: Progress | None = None) -> BuildSummary:
    """Read inputs into a case file, made if absent, and merge what they tell. What is there already is passed over.

    The record that results depends on the inputs and options alone: not on their order, on ``options.jobs``,
    or on how often the build was broken off and begun again. Changes of the registry in ``actors.d`` beside the
    case are part of the options.

    Raises:
        CaseError: the case cannot be opened or written; what was kept before stays.
        CodebookError: a codebook file breaks its own rules.
    """
    started = time.monotonic()
    options = replace(options, actors=(*actor_files_beside(case), *options.actors))
    load_stages(options)
    rules = load_rules(options.actors)
    connection = connect(case)
    try:
        with naming(case):
            running = Building(case, Writer(connection, load_version_bars()), options, progress or Silence())
            running.run(inputs)
            merge(connection, rules, options.jobs)
            events = n_events(connection)
    finally:
        connection.close()
    return running.summary(events, time.monotonic() - started)


class Building:
    """Read files, or items, into an open case; what they tell is merged by whoever opened it."""

    def __init__(self, case: Path, writer: Writer, options: BuildOptions, progress: Progress) -> None:
        self._case = case.resolve()
        self._writer = writer
        self._options = options
        self._progress = progress
        self._way = reading_signature(options)
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self._kept = Kept()
        self._unfinished: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._not_coded: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()

    def run(
        self, inputs: Sequence[str], ready: Callable[[readers.FoundFile], bool] = lambda file: True,
        asked_by: str = NOT_A_FILE,
    ) -> None:  # fmt: skip
        """Read files; those that are not ``ready`` are left for another time.

        What cannot be found is said until whoever asks next under the same ``asked_by`` finds it, or asks for another.
        """
        with Pool(self._options) as pool:
            self._through(self._items(inputs, pool, ready, asked_by), pool)

    def take(self, item: Item) -> None:
        """Read one item; it is kept when this returns."""
        self._counts["files"] += 1
        with Pool(replace(self._options, jobs=1)) as pool:
            file = File(item.path, content_hash(item.origin), item.fingerprint, self._way)
            self._through(self._file(file, item.documents, pool), pool)

    def _through(self, items: Iterator[Step], pool: Pool) -> None:
        waiting: deque[Step] = deque()
        size = 0
        for item in items:
            waiting.append(item)
            size += _size(item)
            while waiting and (len(waiting) > pool.room or size > BYTES_IN_FLIGHT):
                size -= _size(waiting[0])
                self._keep(waiting.popleft(), pool)
        while waiting:
            self._keep(waiting.popleft(), pool)
        self._flush()

    def summary(self, events: int, seconds: float) -> BuildSummary:
        counts = self._counts
        return BuildSummary(
            files=counts["files"],
            unchanged=counts["unchanged"],
            documents=counts["documents"],
            coded=counts["coded"],
            mentions=counts["mentions"],
            commitments=counts["commitments"],
            events=events,
            not_coded=dict(sorted(self._not_coded.items())),
            rejected=dict(sorted(self._rejected.items())),
            seconds=round(seconds, 3),
        )

    def _items(
        self, inputs: Sequence[str], pool: Pool, ready: Callable[[readers.FoundFile], bool], asked_by: str
    ) -> Iterator[Step]:
        found = [file for file in readers.find(inputs) if not self._is_own(file)]
        lost = sorted(f"{file.path} {file.reason}" for file in found if isinstance(file, Rejection))
        asked = File("", asked_by, content_hash(*sorted(inputs), *lost), self._way)
        self._progress.found(len(found))
        for file in found:
            if isinstance(file, Rejection):
                yield Refused(asked, file)
            elif ready(file):
                self._counts["files"] += 1
                named = File(file.path, content_hash(file.location), readers.fingerprint(file), self._way)
                yield from self._file(named, readers.read_file(file, self._options.read), pool)
        yield FileEnd(asked)

    def _file(self, file: File, documents: Iterable[RawDocument | Rejection], pool: Pool) -> Iterator[Step]:
        if self._writer.file_is_read(file.origin, file.fingerprint, file.way):
            self._counts["unchanged"] += 1
            self._rejected.update(self._writer.rejected_in(file.origin))
            self._progress.file_done(file.path)
            return
        for raw in documents:
            if isinstance(raw, Rejection):
                yield Refused(file, raw)
            else:
                yield from (self._raw(post, file, pool) for post in split(raw, self._options.read))
        yield FileEnd(file)

    def _raw(self, raw: RawDocument, file: File, pool: Pool) -> Step:
        key = content_hash(raw.sha256, repr(raw.given), repr(raw.columns))
        sighting = Sighting(file.origin, raw.path, raw.locator or "", key, file.way, file.reading)
        if self._writer.is_sighted(sighting):
            return Known(sighting)
        dated = replace(raw, saved_at=raw.fetched_at, fetched_at=raw.fetched_at or self._now)
        return Read(file, raw, sighting, pool.submit(dated))

    def _is_own(self, file: readers.FoundFile | Rejection) -> bool:
        """Tell whether a file is the case being built, under whatever name, or SQLite's log beside it."""
        own = {f"{self._case}{ending}" for ending in ("", "-wal", "-shm")}
        return isinstance(file, readers.FoundFile) and file.location in own

    def _keep(self, item: Step, pool: Pool) -> None:
        if isinstance(item, Read):
            self._keep_reading(item, pool.result(item.raw, item.result))
        elif isinstance(item, FileEnd):
            self._kept.ends.append(item.file)
            self._progress.file_done(item.file.path)
        elif isinstance(item, Known):
            self._kept.known.append(item.sighting)
        else:
            self._reject(item)
        if self._kept.is_full():
            self._flush()

    def _keep_reading(self, item: Read, result: ReadingRows | Rejection) -> None:
        self._progress.document_done(item.raw.path)
        if isinstance(result, Rejection):
            self._reject(Refused(item.file, result))
            return
        warnings = tuple(replace(warning, at=self._now) for warning in result.warnings)
        self._kept.readings.append((replace(result, warnings=warnings), item.sighting))
        self._kept.size += result.size
        self._counts["documents"] += 1
        self._counts["mentions"] += len(result.mentions)
        self._counts["commitments"] += len(result.commitments)
        if result.not_coded_reason is None:
            self._counts["coded"] += 1
        else:
            self._not_coded[result.not_coded_reason] += 1
        self._rejected.update(warning.reason for warning in result.warnings)

    def _reject(self, refused: Refused) -> None:
        rejection = refused.rejection
        self._rejected[rejection.reason] += 1
        if rejection.reason in TRANSIENT:
            self._unfinished.add(refused.file.origin)
        self._kept.refused.append(Refused(refused.file, replace(rejection, at=self._now)))

    def _flush(self) -> None:
        kept, self._kept = self._kept, Kept()
        for sighting, rejection in self._writer.add(kept.readings):
            self._rejected[rejection.reason] += 1
            if rejection.reason in TRANSIENT:
                self._unfinished.add(sighting.origin)
            self._writer.reject(sighting.origin, sighting.reading, [replace(rejection, at=self._now)])
        for refused in kept.refused:
            self._writer.reject(refused.file.origin, refused.file.reading, [refused.rejection])
        if kept.known:
            self._writer.keep_rejections_of(kept.known)
        for file in kept.ends:
            whole = file.origin not in self._unfinished and bool(file.path)
            self._writer.end_file(file.origin, file.reading, file.fingerprint, file.way, whole=whole)


def _size(item: Step) -> int:
    return len(item.raw.content) if isinstance(item, Read) else 0
