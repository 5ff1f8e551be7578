"""Build a case: find the inputs, read what is new over several processes, keep it in the order it was found."""

from __future__ import annotations

import os
import time
import traceback
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from threading import Thread
from typing import Protocol

from sayso import readers
from sayso.config import BuildOptions
from sayso.errors import InputError
from sayso.pipeline import load_stages, read_document, reading_signature
from sayso.record.documents import RawDocument, Rejection
from sayso.record.ids import content_hash
from sayso.store.case_file import connect, naming
from sayso.store.copies import pair_texts
from sayso.store.rows import ReadingRows, rows_of
from sayso.store.writer import Writer
from sayso.text import near_copy

ROWS_PER_TRANSACTION = 64
"""Documents kept at once: a kill loses at most these, and the next build reads them again."""

IN_FLIGHT_PER_JOB = 4
"""Documents handed to a process ahead of its work; each may be as large as the readers allow, so few."""


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """Count what one build did. ``rejected`` and ``not_coded`` count by reason; ``seconds`` is wall-clock time."""

    files: int
    unchanged: int
    documents: int
    coded: int
    mentions: int
    commitments: int
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
    """Read inputs into a case file, made if absent. What is there already is passed over.

    The record that results depends on the inputs and options alone: not on their order, on ``options.jobs``,
    or on how often the build was broken off and begun again.

    Raises:
        CaseError: the case cannot be opened or written; what was kept before stays.
        CodebookError: a codebook file breaks its own rules.
    """
    started = time.monotonic()
    load_stages(options)
    connection = connect(case, create=True)
    try:
        with naming(case):
            running = _Build(Writer(connection), options, progress or Silence())
            running.run(inputs)
            pair_texts(connection, near_copy)
    finally:
        connection.close()
    return running.summary(time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class _Read:
    """A document on its way: its raw bytes and the result to come."""

    raw: RawDocument
    key: str
    result: Future[ReadingRows | Rejection]


@dataclass(frozen=True, slots=True)
class _FileEnd:
    path: str
    fingerprint: str


@dataclass(slots=True)
class _Kept:
    """What waits for the next transaction."""

    readings: list[tuple[ReadingRows, str]] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    ends: list[_FileEnd] = field(default_factory=list)


class _Build:
    def __init__(self, writer: Writer, options: BuildOptions, progress: Progress) -> None:
        self._writer = writer
        self._options = options
        self._progress = progress
        self._signature = reading_signature(options)
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self._kept = _Kept()
        self._counts: Counter[str] = Counter()
        self._not_coded: Counter[str] = Counter()
        self._rejected: Counter[str] = Counter()

    def run(self, inputs: Sequence[str]) -> None:
        with _Pool(self._options) as pool:
            waiting: deque[_Read | _FileEnd | Rejection] = deque()
            for item in self._items(inputs, pool):
                waiting.append(item)
                while len(waiting) > pool.room:
                    self._keep(waiting.popleft(), pool)
            while waiting:
                self._keep(waiting.popleft(), pool)
        self._flush()

    def summary(self, seconds: float) -> BuildSummary:
        counts = self._counts
        return BuildSummary(
            counts["files"], counts["unchanged"], counts["documents"], counts["coded"], counts["mentions"],
            counts["commitments"], dict(sorted(self._not_coded.items())), dict(sorted(self._rejected.items())),
            round(seconds, 3),
        )  # fmt: skip

    def _items(self, inputs: Sequence[str], pool: _Pool) -> Iterator[_Read | _FileEnd | Rejection]:
        found = list(readers.find(inputs))
        self._progress.found(len(found))
        for file in found:
            if isinstance(file, Rejection):
                yield file
                continue
            self._counts["files"] += 1
            yield from self._file(file, pool)

    def _file(self, file: readers.FoundFile, pool: _Pool) -> Iterator[_Read | _FileEnd | Rejection]:
        try:
            fingerprint = readers.fingerprint(file)
        except InputError as error:
            yield rejection_of(error, file.path, "read")
            return
        if self._writer.file_is_read(file.path, fingerprint, self._signature):
            self._counts["unchanged"] += 1
            self._rejected.update(self._writer.rejected_in(file.path))
            self._progress.file_done(file.path)
            return
        self._writer.begin_file(file.path)
        for raw in readers.read_file(file, self._options.read):
            if isinstance(raw, Rejection):
                yield raw
                continue
            key = content_hash(raw.sha256, repr(raw.given), repr(raw.columns))
            if not self._writer.raw_is_read(raw.path, raw.locator, key, self._signature):
                yield _Read(raw, key, pool.submit(replace(raw, fetched_at=raw.fetched_at or self._now)))
        yield _FileEnd(file.path, fingerprint)

    def _keep(self, item: _Read | _FileEnd | Rejection, pool: _Pool) -> None:
        if isinstance(item, _Read):
            self._keep_reading(item, pool.result(item))
        elif isinstance(item, _FileEnd):
            self._kept.ends.append(item)
            self._progress.file_done(item.path)
        else:
            self._reject(item)
        if len(self._kept.readings) + len(self._kept.rejections) + len(self._kept.ends) >= ROWS_PER_TRANSACTION:
            self._flush()

    def _keep_reading(self, item: _Read, result: ReadingRows | Rejection) -> None:
        self._progress.document_done(item.raw.path)
        if isinstance(result, Rejection):
            self._reject(result)
            return
        self._kept.readings.append((result, item.key))
        self._counts["documents"] += 1
        self._counts["mentions"] += len(result.mentions)
        self._counts["commitments"] += len(result.commitments)
        if result.not_coded_reason is None:
            self._counts["coded"] += 1
        else:
            self._not_coded[result.not_coded_reason] += 1
        self._rejected.update(warning.reason for warning in result.warnings)

    def _reject(self, rejection: Rejection) -> None:
        self._rejected[rejection.reason] += 1
        self._kept.rejections.append(replace(rejection, at=self._now))

    def _flush(self) -> None:
        kept, self._kept = self._kept, _Kept()
        self._writer.add(kept.readings, self._signature, kept.rejections)
        for end in kept.ends:
            self._writer.end_file(end.path, end.fingerprint, self._signature)


class _Pool:
    """Read documents in this process (one job) or in several; a process that dies takes one document with it."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._jobs = max(1, options.jobs)
        self._processes: ProcessPoolExecutor | None = None
        self.room = self._jobs * IN_FLIGHT_PER_JOB if self._jobs > 1 else 0

    def __enter__(self) -> _Pool:
        if self._jobs > 1:
            self._processes = self._start(self._jobs)
        return self

    def __exit__(self, *_: object) -> None:
        if self._processes is not None:
            self._processes.shutdown(wait=True, cancel_futures=True)

    def submit(self, raw: RawDocument) -> Future[ReadingRows | Rejection]:
        if self._processes is None:
            done: Future[ReadingRows | Rejection] = Future()
            done.set_result(read_to_rows(raw, self._options))
            return done
        try:
            return self._processes.submit(read_to_rows, raw, self._options)
        except BrokenProcessPool as error:
            broken: Future[ReadingRows | Rejection] = Future()
            broken.set_exception(error)
            return broken

    def result(self, item: _Read) -> ReadingRows | Rejection:
        try:
            return item.result.result()
        except BrokenProcessPool:
            return self._alone(item.raw)

    def _alone(self, raw: RawDocument) -> ReadingRows | Rejection:
        """Read one document in a process of its own, to learn whether it was the one that killed the others."""
        if self._processes is not None and _is_broken(self._processes):
            self._processes.shutdown(wait=False, cancel_futures=True)
            self._processes = self._start(self._jobs)
        with self._start(1) as process:
            try:
                return process.submit(read_to_rows, raw, self._options).result()
            except BrokenProcessPool:
                detail = "The process that read this document died, most likely for want of memory. Split the document."
                return Rejection(raw.path, "read", "process_died", detail, raw.locator)

    def _start(self, jobs: int) -> ProcessPoolExecutor:
        context = get_context("forkserver" if os.name == "posix" else "spawn")
        return ProcessPoolExecutor(jobs, context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """End this process when the build that started it is gone: a killed build must leave nothing running."""
    parent = parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _is_broken(processes: ProcessPoolExecutor) -> bool:
    try:
        processes.submit(int).result()
    except BrokenProcessPool:
        return True
    return False


def read_to_rows(raw: RawDocument, options: BuildOptions) -> ReadingRows | Rejection:
    """Read one document and serialise the result; whatever goes wrong becomes its rejection."""
    stages = load_stages(options)
    try:
        return rows_of(read_document(raw, stages), raw.content)
    except InputError as error:
        return rejection_of(error, raw.path, "text", raw.locator)
    except Exception as error:  # a fault of ours in one document must not stop the others, and is named in full
        frames = traceback.extract_tb(error.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        detail = f"{type(error).__name__} at {place}: {error}. Please report this with the document."
        return Rejection(raw.path, "read", "internal_error", detail, raw.locator)


def rejection_of(error: InputError, path: str, stage: str, locator: str | None = None) -> Rejection:
    """Turn an input error into its row."""
    detail = f"{error.message}. {error.remedy}" if error.remedy else error.message
    return Rejection(error.path or path, stage, error.reason, detail, error.locator or locator)
