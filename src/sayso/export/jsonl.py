"""The record as JSON lines: one file a kind, rows sorted by id. What it must hold is a contract; do not bend it."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from sayso.errors import CaseFull
from sayso.record.actors import Actor, Place, Source
from sayso.record.claims import Claim, claims_of
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json
from sayso.record.relations import Relation


class Readable(Protocol):
    """What an export reads: the store's view, or anything that lists the same rows sorted by id."""

    def documents(self) -> Iterator[Document]: ...
    def mentions(self) -> Iterator[EventMention]: ...
    def events(self) -> Iterator[Event]: ...
    def commitments(self) -> Iterator[Commitment]: ...
    def actors(self) -> Iterator[Actor]: ...
    def places(self) -> Iterator[Place]: ...
    def sources(self) -> Iterator[Source]: ...
    def relations(self) -> Iterator[Relation]: ...
    def decisions(self) -> Iterator[Decision]: ...
    def rejections(self) -> Iterator[Rejection]: ...


NO_ROWS_YET = ("links", "edges", "redirects")
"""Files of the contract that no stage fills so far; they are written, empty, so that readers need no special case."""


def write_jsonl(view: Readable, out: Path, *, times: bool = True) -> dict[str, int]:
    """Write every file of the record into the folder ``out``, made if absent; return the number of rows of each.

    ``times`` False leaves wall-clock times null, under which two exports of one case are equal byte for byte.
    A file appears under its name only when it is whole.

    Raises:
        CaseFull: the folder cannot be written.
    """
    tables: dict[str, Callable[[], Iterable[object]]] = {
        "documents": view.documents,
        "mentions": view.mentions,
        "claims": lambda: _claims(view.mentions()),
        "events": view.events,
        "actors": view.actors,
        "places": view.places,
        "sources": view.sources,
        "relations": view.relations,
        "commitments": view.commitments,
        "decisions": view.decisions,
        "rejections": view.rejections,
        **{name: lambda: () for name in NO_ROWS_YET},
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        return {name: _write_file(out / f"{name}.jsonl", rows(), times=times) for name, rows in tables.items()}
    except OSError as error:
        raise CaseFull(
            f"the export cannot be written ({error.strerror})",
            path=str(out),
            remedy="Choose another --out",
        ) from error


def _write_file(path: Path, rows: Iterable[object], *, times: bool) -> int:
    half = path.with_name(f".{path.name}.part")
    count = 0
    with half.open("wb") as file:
        for row in rows:
            file.write(to_json(row if times else without_times(row)) + b"\n")
            count += 1
    os.replace(half, path)
    return count


def without_times(row: object) -> object:
    """Blank what a clock wrote (``at``, ``fetched_at``, ``decided_at``), which no text states."""
    if isinstance(row, Document):
        return dataclasses.replace(row, fetched_at=None)
    if isinstance(row, Rejection | Decision):
        return dataclasses.replace(row, at=None)
    return row


def _claims(mentions: Iterable[EventMention]) -> Iterator[Claim]:
    for mention in mentions:
        yield from claims_of(mention)
