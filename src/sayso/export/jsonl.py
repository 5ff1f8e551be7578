"""The record as JSON lines: one file a kind, rows sorted by id. What it must hold is a contract; do not bend it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sayso.export.readable import Readable
from sayso.export.whole import whole_file
from sayso.export.write_options import WriteOptions
from sayso.record.claims import Claim, claims_of
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge, Redirect
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.plain import to_json, to_plain

_CALLED: dict[type, dict[str, str]] = {
    Link: {"source": "from", "target": "to"},
    Redirect: {"old": "from", "new": "to"},
}
"""How fields are called in a file where their names are no names in Python."""


def write_jsonl(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write every file of the record into the folder ``out``, made if absent; return the number of rows of each.

    The rules by which the record was merged, with what was filtered, become ``rules.json`` beside them. Nothing is
    lost. A project's own fields need no columns here: each event holds those that it has.

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
    if asked.rules:
        _write_file(out / "rules.json", [asked.rules], times=asked.times)
    return {name: _write_file(out / f"{name}.jsonl", rows(), times=asked.times) for name, rows in tables.items()}


def _write_file(path: Path, rows: Iterable[object], *, times: bool) -> int:
    count = 0
    with whole_file(path) as file:
        for row in rows:
            file.write(json_line(row if times else without_times(row)))
            count += 1
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
