"""The record as JSON lines: one file a kind, rows sorted by id. What it must hold is a contract; do not bend it."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from sayso.errors import CaseFull
from sayso.record.actors import Actor, Place, Source
from sayso.record.claims import Claim, claims_of
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge, Redirect
from sayso.record.events import Event
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json, to_plain
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
    def links(self) -> Iterator[Link]: ...
    def edges(self) -> Iterator[Edge]: ...
    def redirects(self) -> Iterator[Redirect]: ...
    def decisions(self) -> Iterator[Decision]: ...
    def rejections(self) -> Iterator[Rejection]: ...


_CALLED: dict[type, dict[str, str]] = {
    Link: {"source": "from", "target": "to"},
    Redirect: {"old": "from", "new": "to"},
}
"""How fields are called in a file where their names are no names in Python."""


def write_jsonl(
    view: Readable,
    out: Path,
    *,
    times: bool = True,
    rules: Mapping[str, object] | None = None,
    fields: Sequence[str] = (),
) -> dict[str, int]:
    """Write every file of the record into the folder ``out``, made if absent; return the number of rows of each.

    ``rules``, by which the record was merged, become ``rules.json`` beside them. ``times`` False leaves wall-clock
    times null, under which two exports of one case are equal byte for byte. A file appears under its name only when it
    is whole. A project's own ``fields`` need no columns here: each event holds those that it has.

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
        "links": view.links,
        "edges": view.edges,
        "redirects": view.redirects,
    }
    try:
        out.mkdir(parents=True, exist_ok=True)
        if rules is not None:
            _write_file(out / "rules.json", [rules], times=times)
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
            file.write(json_line(row if times else without_times(row)))
            count += 1
    os.replace(half, path)
    return count


def without_times(row: object) -> object:
    """Blank what a clock wrote (``at``, ``fetched_at``, ``saved_at``, ``decided_at``), which no text states."""
    if isinstance(row, Document):
        return dataclasses.replace(row, fetched_at=None, saved_at=None)
    if isinstance(row, Decision):
        came = dataclasses.replace(row.came, at=None) if row.came else None
        return dataclasses.replace(row, at=None, came=came)
    if isinstance(row, Rejection):
        return dataclasses.replace(row, at=None)
    if isinstance(row, Edge):
        return dataclasses.replace(row, decided_at=None)
    return row


def json_line(row: object) -> bytes:
    """Write one row as its file has it, with the line feed."""
    return to_json(_named(row)) + b"\n"


def _named(row: object) -> object:
    """Give a row under the names of its file."""
    names = _CALLED.get(type(row))
    return {names.get(name, name): value for name, value in to_plain(row).items()} if names else row


def _claims(mentions: Iterable[EventMention]) -> Iterator[Claim]:
    for mention in mentions:
        yield from claims_of(mention)
