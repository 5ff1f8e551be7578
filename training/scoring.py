"""Scoring: the gold scorer's own figures over readings in memory, for searches that ask for them often."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import ModuleType

from sayso.extract import Extraction
from sayso.record.plain import to_plain
from training.agreement import Row, mention_likeness, quote_likeness, same_number, same_source
from training.corpora import SHARED

__all__ = ["GoldReport", "Row", "figures_of", "gold_reports", "load_scorer", "scored_export", "types_right"]

SCORER = SHARED / "gold" / "score.py"


@dataclass(frozen=True, slots=True)
class GoldReport:
    """Hold an annotated report: its name, where it is, and the rows of its annotation."""

    name: str
    path: Path
    events: tuple[Row, ...]
    commitments: tuple[Row, ...]

    @property
    def triggers(self) -> tuple[Row, ...]:
        """Give the annotated triggers' spans."""
        return tuple(row["trigger"] for row in self.events)


def gold_reports(folder: Path) -> Iterator[GoldReport]:
    """Read the reports of a part of the gold, by name."""
    for path in sorted((folder / "docs").glob("*.txt")):
        rows = (_rows(folder / "ann" / f"{path.stem}.{kind}.jsonl") for kind in ("events", "commitments"))
        yield GoldReport(path.stem, path, *rows)


def types_right(report: GoldReport, found: Sequence[Row]) -> list[bool]:
    """Tell of each mention found whether it is an annotated one of its type."""
    right = [False] * len(found)
    for i, j in paired(report, found):
        right[j] = bool(report.events[i]["type"] == found[j]["type"])
    return right


def paired(report: GoldReport, found: Sequence[Row]) -> list[tuple[int, int]]:
    """Pair annotated mentions with those found, by their numbers, as the scorer does."""
    scorer = load_scorer()
    pairs: list[tuple[int, int]] = scorer.pair_up(report.events, found, partial(mention_likeness, scorer))
    return pairs


def figures_of(read: Sequence[tuple[GoldReport, Extraction]]) -> dict[str, float]:
    """Score readings; the names of the figures are the scorer's, "status" is the macro mean."""
    count: Counter[str] = Counter()
    statuses: list[tuple[str, str]] = []
    for report, found in read:
        _count_mentions(report, [to_plain(one) for one in found.mentions], count, statuses)
        _count_commitments(report, [to_plain(one) for one in found.commitments], count)
    f1 = load_scorer().f1
    figures = {
        "trigger": f1(count["found"], count["p"], count["g"])["f1"],
        "typed": f1(count["typed"], count["p"], count["g"])["f1"],
        "mode": count["mode"] / max(count["typed"], 1),
        "attributed": f1(count["attr"], count["met_p_attr"], count["met_g_attr"])["f1"],
        "source": f1(count["source"], count["p_attr"], count["g_attr"])["f1"],
        "word": f1(count["word"], count["p_attr"], count["g_attr"])["f1"],
        "stance": count["stance"] / max(count["attr"], 1),
        "anonymous": count["anonymous"] / max(count["attr"], 1),
        "commitment": f1(count["pledge"], count["p_pledge"], count["g_pledge"])["f1"],
        "commitment_kind": count["pledge_kind"] / max(count["pledge"], 1),
        "date": count["date"] / max(count["dated"], 1),
        "date_strict": count["date_strict"] / max(count["dated"], 1),
        "status_accuracy": sum(a == b for a, b in statuses) / max(len(statuses), 1),
        "status": _macro(statuses),
    }
    for role in ("actor", "recipient", "place", "number"):
        figures[role] = f1(count[f"tp_{role}s"], count[f"p_{role}s"], count[f"g_{role}s"])["f1"]
    return figures


def _count_mentions(report: GoldReport, found: list[Row], count: Counter[str], statuses: list[tuple[str, str]]) -> None:
    scorer = load_scorer()
    pairs = paired(report, found)
    count.update(g=len(report.events), p=len(found), found=len(pairs))
    count.update(g_attr=sum(bool(row["attribution"]) for row in report.events))
    count.update(p_attr=sum(bool(row["attribution"]) for row in found))
    for role in ("actors", "recipients", "places", "numbers"):
        count[f"g_{role}"] += sum(len(row.get(role) or ()) for row in report.events)
        count[f"p_{role}"] += sum(len(row[role]) for row in found)
    for i, j in pairs:
        gold, own = report.events[i], found[j]
        typed = gold["type"] == own["type"]
        count.update(typed=typed, mode=typed and (gold.get("mode") or None) == own["mode"])
        for role in ("actors", "recipients", "places"):
            count[f"tp_{role}"] += len(scorer.pair_up(gold.get(role) or [], own[role], scorer.same_arg))
        count["tp_numbers"] += len(scorer.pair_up(gold.get("numbers") or [], own["numbers"], same_number))
        count.update(met_g_attr=bool(gold["attribution"]), met_p_attr=bool(own["attribution"]))
        same = scorer.same_status(gold, own)
        statuses.append((gold["status"], gold["status"] if same else own["status"]))
        day = (gold.get("time") or {}).get("edtf")
        if day:
            count.update(dated=1, date=scorer.date_agrees(day, own["date"]), date_strict=day == own["date"])
        if gold["attribution"] and own["attribution"]:
            _count_voice(gold["attribution"], own["attribution"], same, count)


def _count_voice(gold: list[Row], own: list[Row], same_status: bool, count: Counter[str]) -> None:
    source = same_source(load_scorer(), gold, own)
    stance = gold[0]["stance"] == own[0]["stance"]
    count.update(
        attr=1, source=source, stance=stance, word=source and stance and same_status,
        anonymous=bool(gold[0].get("anonymous")) == own[0]["anonymous"],
    )  # fmt: skip


def _count_commitments(report: GoldReport, found: list[Row], count: Counter[str]) -> None:
    scorer = load_scorer()
    pairs = scorer.pair_up(report.commitments, found, partial(quote_likeness, scorer))
    kinds = sum(report.commitments[i]["kind"] == found[j]["kind"] for i, j in pairs)
    count.update(g_pledge=len(report.commitments), p_pledge=len(found), pledge=len(pairs), pledge_kind=kinds)


def _macro(pairs: Sequence[tuple[str, str]]) -> float:
    """Give the mean F1 of the statuses that occur twenty times or more in the annotation."""
    often = [one for one, number in Counter(gold for gold, _ in pairs).items() if number >= 20]
    scores = []
    for one in often:
        both = sum(gold == one == own for gold, own in pairs)
        scores.append(
            load_scorer().f1(both, sum(own == one for _, own in pairs), sum(g == one for g, _ in pairs))["f1"]
        )
    return sum(scores) / max(len(scores), 1)


def scored_export(export: Path, gold: Path, scorer: Path = SCORER) -> Row:
    """Give all figures of the scorer, run as a program, for an exported record; ``gold`` is the folder of a part."""
    command = [sys.executable, str(scorer), str(export), "--gold", str(gold), "--json"]
    figures: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return figures


@cache
def load_scorer(path: Path = SCORER) -> ModuleType:
    """Load the functions of the gold scorer, so that agreement means what it means there.

    Raises:
        ImportError: the file is no Python file.
    """
    spec = importlib.util.spec_from_file_location("gold_scorer", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path.name} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> tuple[Row, ...]:
    return tuple(json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
