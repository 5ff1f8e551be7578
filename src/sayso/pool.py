"""Read documents in this process or in several."""

from __future__ import annotations

import os
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

from sayso.config import BuildOptions
from sayso.merge.telling import sketches_of
from sayso.pipeline import load_stages, read_document
from sayso.reading import refusal
from sayso.record.documents import RawDocument, Rejection
from sayso.store.rows import ReadingRows, rows_of

IN_FLIGHT_PER_JOB = 4
"""Documents handed to a process ahead of its work."""


class Pool:
    """Read documents in this process (one job) or in several; a process that dies takes one document with it."""

    def __init__(self, options: BuildOptions) -> None:
        self._options = options
        self._jobs = max(1, options.jobs)
        self._processes: ProcessPoolExecutor | None = None
        self.room = self._jobs * IN_FLIGHT_PER_JOB if self._jobs > 1 else 0

    def __enter__(self) -> Pool:
        if self._jobs > 1:
            self._processes = start_processes(self._jobs)
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

    def result(self, raw: RawDocument, read: Future[ReadingRows | Rejection]) -> ReadingRows | Rejection:
        try:
            return read.result()
        except BrokenProcessPool:
            return self._alone(raw)

    def _alone(self, raw: RawDocument) -> ReadingRows | Rejection:
        """Read one document in a process of its own, to learn whether it was the one that killed the others."""
        if self._processes is not None and _is_broken(self._processes):
            self._processes.shutdown(wait=False, cancel_futures=True)
            self._processes = start_processes(self._jobs)
        with start_processes(1) as process:
            try:
                return process.submit(read_to_rows, raw, self._options).result()
            except BrokenProcessPool:
                detail = "The process that read this document died, most likely for want of memory. Split the document."
                return Rejection(raw.path, "read", "process_died", detail, raw.locator)


def start_processes(jobs: int) -> ProcessPoolExecutor:
    """Start processes that share nothing with this one and end with it."""
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
        reading = read_document(raw, stages)
        sketches = sketches_of(reading.document, reading.mentions, reading.vectors, stages.sides)
        return rows_of(reading, raw.content, sketches)
    except Exception as error:
        return refusal(error, raw)
