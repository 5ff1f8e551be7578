"""Annotated reports as sheets of sketches, with the event that each mention tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.quality.reading import read_file
from sayso.annotate import Encoder
from sayso.annotate.reading import encoded
from sayso.codebook.actors import ActorRegistry
from sayso.codebook.standings import Standings
from sayso.merge.sides import Sides
from sayso.merge.sketch import sheet_of, sketch_of
from sayso.merge.story import story_of
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.record.plain import to_plain
from sayso.record.vectors import TriggerVector
from training.corpora.analysed import coded_file, covering
from training.merging.gold import annotated
from training.scoring import GoldReport, gold_reports, paired

Sheet = NDArray[Any]
NOT_ANNOTATED = ""
"""The event of a mention that no annotated one is paired with."""


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """Hold the bare sketches of reports, each mention's report and event, and its encoded trigger.

    Reports stand one after another. An event that several reports tell has one name; others have the report's before.
    """

    sheet: Sheet
    reports: tuple[str, ...]
    events: tuple[str, ...]
    encoded: NDArray[np.float32]


def told_by_annotators(folder: Path) -> Told:
    """Read a part of the gold: its own mentions."""
    found = {one.name: one for one in annotated(folder)}
    events = {name: [_event(name, row) for row in one.rows] for name, one in found.items()}
    return _told([(one.document, one.mentions, one.vectors, events[one.name]) for one in found.values()], folder)


def told_by_sayso(folder: Path) -> Told:
    """Read a part of the gold: the mentions that the product finds, those of them with events that are annotated."""
    parts = []
    for report in gold_reports(folder):
        reading = read_file(report.path)
        if reading is not None:
            parts.append((reading.document, reading.mentions, reading.vectors, _paired(report, reading.mentions)))
    return _told(parts, folder)


def _event(name: str, row: dict[str, Any]) -> str:
    return row.get("event_key") or f"{name} {row['event']}"


def _paired(report: GoldReport, mentions: Sequence[EventMention]) -> list[str]:
    events = [NOT_ANNOTATED] * len(mentions)
    for i, j in paired(report, [to_plain(one) for one in mentions]):
        events[j] = _event(report.name, report.events[i])
    return events


_Part = tuple[Document, Sequence[EventMention], Sequence[TriggerVector], Sequence[str]]


def _told(parts: Sequence[_Part], folder: Path) -> Told:
    sides, encoder = Sides.of(ActorRegistry.load(), Standings.load()), Encoder.load()
    rows: list[bytes] = []
    reports: list[str] = []
    events: list[str] = []
    states: list[NDArray[np.float32]] = []
    for document, mentions, vectors, own in parts:
        if not mentions:
            continue
        story, by_id = story_of(document, mentions, sides), {one.mention: one for one in vectors}
        rows += [sketch_of(one, document, by_id.get(one.id), sides, story) for one in mentions]
        name = Path(document.path).stem
        reports += [name] * len(mentions)
        events += own
        states.append(_encoded(folder / "docs" / f"{name}.txt", mentions, encoder))
    return Told(sheet_of(rows), tuple(reports), tuple(events), np.concatenate(states))


def _encoded(path: Path, mentions: Sequence[EventMention], encoder: Encoder) -> NDArray[np.float32]:
    found = coded_file(path)
    assert found is not None, path
    ranges = [covering(found[1], one.trigger.start, one.trigger.end) or (0, 1) for one in mentions]
    return encoded(found[1], ranges, encoder)
