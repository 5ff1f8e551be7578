"""Gold: sourced conflict events of ../shared/gold, on the words the product sees.

Format: docs/NAME.txt with the sidecar NAME.json, ann/NAME.events.jsonl and ann/NAME.commitments.jsonl, spans
in half-open code points of the text. Source: ../shared/gold/CODEBOOK.md, version 1.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sayso.annotate.windows import Range
from sayso.record.analysis import Analysis
from training.corpora.analysed import analysed_file, covering, sentence_ranges
from training.passages import Act, Argument, Passage, Pledge

HELD_IN = 32
"""Documents of train that no training step sees: a tenth, for early stopping and calibration."""
HELD_IN_HASH = "b0d607ae22d4c5804b4faa6fb6317825be7efa10de03ca4f13e3b7a4554ea261"
"""What ``names_hash`` gives for the held-in slice of gold/train as of 2026-11."""
_ROLES = (("actors", "actor"), ("recipients", "recipient"), ("places", "place"))


class GoldDocument(NamedTuple):
    """Hold one annotated report: its passage, the analysis that its words are from, and the spans lost.

    ``lost`` counts, by field, the annotated spans that no word of a coded sentence touches. A mention whose
    trigger is lost and a commitment whose quote is lost are left out; any other lost span only itself is.
    """

    passage: Passage
    analysis: Analysis
    lost: Counter[str]


def read_gold(folder: Path, part: str) -> Iterator[Passage]:
    """Read the reports of ``folder/part`` in the order of their names; ``doc`` is the name of the file."""
    for document in read_gold_documents(folder, part):
        yield document.passage


def read_gold_documents(folder: Path, part: str) -> Iterator[GoldDocument]:
    """Read the reports of ``folder/part``, each with its analysis; what the product does not code is left out.

    Raises:
        ValueError: the product refuses a file.
    """
    for path in sorted((folder / part / "docs").glob("*.txt")):
        analysis = analysed_file(path)
        if analysis is not None:
            yield _document(path.stem, analysis, folder / part / "ann")


def held_in(names: Iterable[str]) -> frozenset[str]:
    """Choose the documents that are kept from training: the 32 whose names have the lowest SHA-256.

    >>> sorted(held_in(["one", "two"]))
    ['one', 'two']
    """
    return frozenset(sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())[:HELD_IN])


def names_hash(names: Iterable[str]) -> str:
    """Hash a set of names, whatever their order: SHA-256 in hexadecimal."""
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()


def _document(name: str, analysis: Analysis, annotations: Path) -> GoldDocument:
    ranges = _Ranges(analysis, Counter())
    acts = [_act(row, ranges) for row in _rows(annotations / f"{name}.events.jsonl")]
    pledges = [_pledge(row, ranges) for row in _rows(annotations / f"{name}.commitments.jsonl")]
    passage = Passage(
        "gold",
        name,
        analysis.words,
        sentence_ranges(analysis),
        acts=tuple(sorted((act for act in acts if act), key=lambda act: (act.first, act.last))),
        pledges=tuple(sorted((pledge for pledge in pledges if pledge), key=lambda pledge: pledge.quote)),
    )
    return GoldDocument(passage, analysis, ranges.lost)


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


class _Ranges(NamedTuple):
    """Map annotated spans to words and count the ones that are lost."""

    analysis: Analysis
    lost: Counter[str]

    def of(self, span: dict[str, Any] | None, field: str) -> Range | None:
        if span is None or span.get("start") is None:
            return None
        found = covering(self.analysis, span["start"], span["end"])
        if found is None:
            self.lost[field] += 1
        return found


def _act(row: dict[str, Any], ranges: _Ranges) -> Act | None:
    trigger = ranges.of(row["trigger"], "trigger")
    if trigger is None:
        return None
    voice = row["attribution"][0] if row["attribution"] else None
    return Act(
        *trigger,
        type=row["type"],
        mode=row["mode"],
        status=row["status"],
        arguments=_arguments(row, voice, ranges),
        attributed=voice is not None,
        stance=voice["stance"] if voice else None,
        anonymous=bool(voice and voice["anonymous"]),
    )


def _arguments(row: dict[str, Any], voice: dict[str, Any] | None, ranges: _Ranges) -> tuple[Argument, ...]:
    spans = [(role, span, None) for field, role in _ROLES for span in row[field]]
    spans += [("time", row["time"], None)]
    spans += [("number", number, number["kind"]) for number in row["numbers"]]
    if voice:
        spans += [("source", voice["source"], None), ("cue", voice["cue"], None)]
    found = [(role, ranges.of(span, role), kind) for role, span, kind in spans]
    return tuple(dict.fromkeys(Argument(role, *words, kind) for role, words, kind in found if words))


def _pledge(row: dict[str, Any], ranges: _Ranges) -> Pledge | None:
    quote = ranges.of(row["quote"], "quote")
    if quote is None:
        return None
    holder, condition, consequence = (ranges.of(row[field], field) for field in ("holder", "condition", "consequence"))
    return Pledge(row["kind"], quote, holder, condition, consequence)
