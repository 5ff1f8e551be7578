"""Judgements: what is known of a trigger before any count, and what is no trigger in spite of the counts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sayso.codebook.phrases import fold

_HERE = Path(__file__).parent

Lemma = tuple[str, str]
"""A folded phrase and its part of speech: "v" or "n"."""


class Judgement(NamedTuple):
    """Say that a phrase names an act of this type and mode, in ``weight`` (0–1) of its occurrences."""

    type: str
    mode: str | None
    weight: float


def read_judgements(path: Path = _HERE / "judgements.tsv") -> dict[Lemma, list[Judgement]]:
    """Read the judged phrases, in the order of the file; a phrase may be judged more than once.

    >>> read_judgements()["air strike", "n"]
    [Judgement(type='ASSAULT', mode='aerial', weight=0.88)]
    """
    judged: dict[Lemma, list[Judgement]] = {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for type_, mode, weight, pos, phrases in rows[1:]:
        for phrase in phrases.split(";"):
            judged.setdefault((fold(phrase), pos), []).append(Judgement(type_, mode or None, float(weight)))
    return judged


def read_refused(path: Path = _HERE / "refused.txt") -> frozenset[str]:
    """Read the folded phrases that were annotated as triggers and are too general, or slips, to be kept."""
    return frozenset(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
