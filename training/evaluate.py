"""Evaluate: read gold reports with a model in training and score what it finds with the gold scorer.

The quick way, to tell which weights are better: records hold spans only, no resolved names and dates, so that
arguments that agree by name alone are missed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sayso.annotate.wordpiece import WordPiece
from sayso.record.analysis import Analysis
from sayso.record.counts import read_count
from training.corpora import SHARED, GoldDocument, held_in, read_gold_documents
from training.model import Model
from training.passages import Act, Pledge
from training.predict import Found, found_in
from training.scoring import scored_export

WATCHED = ("trigger", "typed", "actor", "recipient", "source", "word")
"""The figures whose mean decides which weights are kept."""
Row = dict[str, Any]


def held_in_documents(shared: Path = SHARED) -> list[GoldDocument]:
    """Give the slice of gold/train that no step trains on."""
    documents = list(read_gold_documents(shared / "gold", "train"))
    kept = held_in(document.passage.doc for document in documents)
    return [document for document in documents if document.passage.doc in kept]


def score(model: Model, documents: Sequence[GoldDocument], cutter: WordPiece, gold: Path) -> dict[str, float]:
    """Score a model on documents of ``gold``, the folder of a part.

    Gives the figures of the gold scorer, flattened, and ``watched``, the mean of those that decide.
    """
    found = found_in(model, [document.passage for document in documents], cutter)
    with tempfile.TemporaryDirectory() as folder:
        write_records(Path(folder) / "export", zip(documents, found, strict=True))
        linked = _linked(gold, [document.passage.doc for document in documents], Path(folder) / "gold")
        figures = _scored(Path(folder) / "export", linked, gold.parent / "score.py")
    return {**figures, "watched": sum(figures[name] for name in WATCHED) / len(WATCHED)}


def write_records(folder: Path, read: Iterable[tuple[GoldDocument, Found]]) -> None:
    """Write what the scorer needs of an export."""
    files: dict[str, list[Row]] = {"documents": [], "mentions": [], "commitments": []}
    for document, found in read:
        name = document.passage.doc
        files["documents"].append({"id": name, "path": f"{name}.txt"})
        for at, (act, probability) in enumerate(found.acts):
            row = _mention(act, document.analysis)
            files["mentions"].append({"id": f"{name}-{at}", "doc": name, "probability": probability, **row})
        for at, pledge in enumerate(found.pledges):
            row = _commitment(pledge, document.analysis)
            files["commitments"].append({"id": f"{name}-c{at}", "doc": name, **row})
    folder.mkdir(parents=True)
    for kind, rows in files.items():
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        (folder / f"{kind}.jsonl").write_text("".join(lines), "utf-8")


def line(figures: Mapping[str, float]) -> str:
    """Show the figures that are watched in one line."""
    names = (*WATCHED, "mode", "place", "number", "status", "attributed", "stance", "anonymous", "commitment")
    return " ".join(f"{name} {figures[name]:.3f}" for name in ("watched", *names))


def _mention(act: Act, analysis: Analysis) -> Row:
    spans: dict[str, list[Row]] = {}
    for argument in act.arguments:
        span = _span(analysis, argument.first, argument.last)
        spans.setdefault(argument.role, []).append({**span, "kind": argument.kind})
    source = spans.get("source", [None])[0]
    voice = {
        "source": source and {**source, "name": source["text"]},
        "anonymous": act.anonymous,
        "cue": spans.get("cue", [None])[0],
        "stance": act.stance,
    }
    return {
        "trigger": _span(analysis, act.first, act.last),
        "type": act.type,
        "mode": act.mode,
        "status": act.status,
        **{
            f"{role}s": [{**span, "name": span["text"]} for span in spans.get(role, ())]
            for role in ("actor", "recipient", "place")
        },
        "numbers": [{**span, **_bounds(span["text"])} for span in spans.get("number", ())],
        "attribution": [voice] if act.attributed else [],
    }


def _commitment(pledge: Pledge, analysis: Analysis) -> Row:
    holder = _span(analysis, *(pledge.holder or pledge.quote))
    return {
        "kind": pledge.kind,
        "quote": _span(analysis, *pledge.quote),
        "holder": {**holder, "name": holder["text"] if pledge.holder else None},
        "condition": pledge.condition and _span(analysis, *pledge.condition),
        "consequence": pledge.consequence and _span(analysis, *pledge.consequence),
    }


def _bounds(text: str) -> Row:
    count = read_count(text)
    return {"low": count and count.low, "high": count and count.high}


def _span(analysis: Analysis, first: int, last: int) -> Row:
    start, end = analysis.starts[first], analysis.ends[last - 1]
    return {"start": start, "end": end, "text": analysis.text[start:end]}


def _linked(gold: Path, names: Sequence[str], folder: Path) -> Path:
    """Make a gold folder that holds only some documents, so that the scorer misses no others."""
    for room in ("docs", "ann"):
        (folder / room).mkdir(parents=True)
        for name in names:
            for path in (gold / room).glob(f"{name}.*"):
                (folder / room / path.name).symlink_to(path.resolve())
    return folder


def _scored(export: Path, gold: Path, scorer: Path) -> dict[str, float]:
    figures = scored_export(export, gold, scorer)
    main = {"status": "macro_f1", "date": "agrees"}
    flat = {name: v.get("f1", v.get(main.get(name, ""))) if isinstance(v, dict) else v for name, v in figures.items()}
    renamed = {"actors": "actor", "recipients": "recipient", "places": "place", "numbers": "number"}
    return {renamed.get(name, name): float(v or 0) for name, v in flat.items() if not isinstance(v, list)}
