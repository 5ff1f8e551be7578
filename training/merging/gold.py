"""Annotated mentions as the record holds them: actors, places and dates resolved, trigger vectors asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.annotate import ask
from sayso.annotate.windows import Range
from sayso.codebook.book import CodebookTables
from sayso.config import BuildOptions
from sayso.errors import RecordError
from sayso.extracting import Reader
from sayso.pipeline import Stages, load_stages
from sayso.record.analysis import Analysis
from sayso.record.documents import Document
from sayso.record.edtf import Edtf
from sayso.record.ids import EventId, mention_id
from sayso.record.mentions import (
    ActorArgument,
    Attribution,
    EventMention,
    NumberArgument,
    PlaceArgument,
    SourceArgument,
    TimeArgument,
)
from sayso.record.spans import Span
from sayso.record.vectors import TriggerVector
from sayso.resolve import Resolver
from training.corpora.analysed import coded_file, covering
from training.scoring import GoldReport, Row, gold_reports


@dataclass(frozen=True, slots=True)
class Annotated:
    """Hold an annotated report: its document, its mentions in text order, their vectors and rows of annotation.

    The three run in parallel. An act whose trigger lies in no coded sentence is not among them.
    """

    name: str
    document: Document
    mentions: tuple[EventMention, ...]
    vectors: tuple[TriggerVector, ...]
    rows: tuple[Row, ...]


def annotated(folder: Path) -> Iterator[Annotated]:
    """Read the reports of a part of the gold by name; those that the product does not code are left out."""
    stages = load_stages(BuildOptions())
    for report in gold_reports(folder):
        found = coded_file(report.path)
        if found is not None and stages.reader is not None:
            yield _report(report, *found, stages, stages.reader)


def _report(report: GoldReport, document: Document, analysis: Analysis, stages: Stages, reader: Reader) -> Annotated:
    placed = [(row, covering(analysis, row["trigger"]["start"], row["trigger"]["end"])) for row in report.events]
    known = sorted(((row, words) for row, words in placed if words), key=lambda one: one[1])
    known = [(row, words) for row, words in known if _sentence(words, analysis) is not None]
    marks = ask(analysis, [words for _, words in known], reader.encoder)
    mentions = tuple(_distinct(_mention(row, words, document, analysis, stages) for row, words in known))
    resolver = Resolver.of(stages.tables, document, mentions, (), (), analysis)
    resolved = resolver.mentions(mentions)
    dated = (_as_annotated(one, row, stages.tables) for one, (row, _) in zip(resolved, known, strict=True))
    model = reader.encoder.identity.name
    vectors = (TriggerVector(one.id, model, mark.vector) for one, mark in zip(mentions, marks, strict=True))
    return Annotated(report.name, document, tuple(dated), tuple(vectors), tuple(row for row, _ in known))


def _sentence(words: Range, analysis: Analysis) -> Span | None:
    held = (one for one in analysis.sentences if one.first <= words[0] < one.last)
    return next((analysis.span(one.first, one.last) for one in held), None)


def _distinct(mentions: Iterable[EventMention]) -> Iterator[EventMention]:
    """Number the mentions of one trigger, as the record does."""
    seen: dict[tuple[int, int], int] = {}
    for one in mentions:
        key = one.trigger.start, one.trigger.end
        ordinal = seen[key] = seen.get(key, -1) + 1
        identity = mention_id(one.doc, *key, ordinal)
        yield replace(one, id=identity, event=EventId(identity))


def _mention(row: Row, words: Range, document: Document, analysis: Analysis, stages: Stages) -> EventMention:
    sentence = _sentence(words, analysis)
    assert sentence is not None
    trigger = Span(row["trigger"]["start"], row["trigger"]["end"], row["trigger"]["text"])
    identity = mention_id(document.id, trigger.start, trigger.end)
    plover = stages.tables.plover
    return EventMention(
        id=identity,
        doc=document.id,
        path=document.path,
        event=EventId(identity),
        type=row["type"],
        mode=row["mode"],
        quad=plover.quad(row["type"]),
        score=plover.score(row["type"], row["mode"]),
        trigger=trigger,
        sentence=sentence,
        actors=tuple(_actor(one) for one in _quoted(row["actors"])),
        recipients=tuple(_actor(one) for one in _quoted(row["recipients"])),
        places=tuple(PlaceArgument(*_span(one), name=one.get("name")) for one in _quoted(row["places"])),
        time=TimeArgument(*_span(row["time"])) if _quoted([row["time"]]) else None,
        numbers=tuple(
            NumberArgument(*_span(one), kind=one["kind"], who=one.get("who"), low=one["low"], high=one["high"])
            for one in _quoted(row["numbers"])
        ),
        status=row["status"],
        attribution=tuple(map(_link, row["attribution"])),
        probability=1.0,
        method="annotated",
    )


def _quoted(rows: Iterable[Row | None]) -> list[Row]:
    return [row for row in rows or () if row and row.get("start") is not None and row["end"] > row["start"]]


def _span(row: Row) -> tuple[int, int, str]:
    return row["start"], row["end"], row["text"]


def _actor(row: Row) -> ActorArgument:
    return ActorArgument(*_span(row), name=row.get("name"), implicit=bool(row.get("implicit")))


def _link(row: Row) -> Attribution:
    source, cue = (next(iter(_quoted([row.get(part)])), None) for part in ("source", "cue"))
    speaker = SourceArgument(*_span(source), name=source.get("name")) if source else None
    return Attribution(speaker, bool(row.get("anonymous")), Span(*_span(cue)) if cue else None, row["stance"])


def _as_annotated(mention: EventMention, row: Row, tables: CodebookTables) -> EventMention:
    """Put in what the annotation says of who and when where the product's own reading of the words stays open."""
    edtf = (row["time"] or {}).get("edtf")
    names = {(one["start"], one["end"]): one.get("name") for role in ("actors", "recipients") for one in row[role]}

    def named(who: ActorArgument) -> ActorArgument:
        entry = tables.actors.lookup(names.get((who.start, who.end)) or "")
        known = tables.actors.get(who.actor) if who.actor else None
        return replace(who, actor=entry.id, name=entry.name) if entry and known is None else who

    actors, recipients = (tuple(map(named, found)) for found in (mention.actors, mention.recipients))
    told = replace(mention, actors=actors, recipients=recipients)
    return replace(told, date=Edtf(edtf), date_basis="stated") if edtf and _is_date(edtf) else told


def _is_date(edtf: str) -> bool:
    try:
        Edtf(edtf)
    except RecordError:
        return False
    return True
