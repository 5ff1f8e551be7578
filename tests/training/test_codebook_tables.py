"""The codebook's fitted tables can be made again from the annotated reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from training.codebook import evidence_weights, trigger_weights
from training.codebook.evidence_weights import Example, fit
from training.codebook.judgements import read_judgements, read_refused
from training.codebook.lemmas import Lemmatiser
from training.codebook.reports import Reports, names_of

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "train"
SHIPPED = ROOT / "src" / "sayso" / "codebook" / "data"

LEMMAS = [
    # trigger, entries
    ("bombed", [("bomb", "v")]),
    ("shot dead", [("shoot dead", "v")]),
    ("carrying out", [("carry out", "v")]),
    ("raids", [("raid", "n")]),
    ("militias", [("militia", "n")]),
    ("seize", [("seize", "n"), ("seize", "v")]),
    ("peace talks", [("peace talks", "n")]),
]


@pytest.mark.parametrize(("trigger", "entries"), LEMMAS, ids=[case[0] for case in LEMMAS])
def test_an_annotated_trigger_is_a_form_of_an_entry(trigger: str, entries: list[tuple[str, str]]) -> None:
    verbs = frozenset({"bomb", "shoot", "carry", "seize"})
    lemmas = Lemmatiser.load(Counter({"carry": 2, "bomb": 3, "seized": 1, "shoot": 1}), verbs)
    assert list(lemmas.entries(trigger)) == entries


def test_the_longest_phrase_at_a_word_is_counted() -> None:
    reports = Reports((("the", "air", "strike", "and", "the", "strike"),), {})
    assert reports.occurrences({"air strike", "strike", "air", "the"}) == {"the": 2, "air strike": 1, "strike": 2}


def test_evidence_that_goes_with_acts_gains_weight() -> None:
    found = [Example(0.0, ("near",), True)] * 60 + [Example(0.0, ("far",), False)] * 60
    weights = fit(found + [Example(0.0, ("rare",), True)] * 3)
    assert weights["near"] > 1 and weights["far"] < -1
    assert "rare" not in weights


def test_nothing_is_both_judged_and_refused_without_need() -> None:
    judged = {phrase for phrase, _ in read_judgements()}
    assert all(0 < one.weight < 1 for judgements in read_judgements().values() for one in judgements)
    assert len(read_refused() - judged) > 50


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated reports in ../shared/gold/train are not here")
def test_the_shipped_triggers_are_what_the_reports_give() -> None:
    printed = CliRunner().invoke(trigger_weights.main, ["--gold", str(GOLD)], catch_exceptions=False)
    assert printed.output == (SHIPPED / "triggers.tsv").read_text(encoding="utf-8")


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated reports in ../shared/gold/train are not here")
def test_the_shipped_evidence_is_what_the_reports_give() -> None:
    """A change of the extractor, or another processor, may move a fitted weight a little."""
    printed = CliRunner().invoke(evidence_weights.main, ["--gold", str(GOLD)], catch_exceptions=False).output
    fitted, shipped = weights_in(printed), weights_in((SHIPPED / "evidence.tsv").read_text(encoding="utf-8"))
    assert len(fitted.keys() ^ shipped.keys()) <= 3
    assert all(abs(fitted[name] - shipped[name]) <= 0.05 for name in fitted.keys() & shipped.keys())


def weights_in(table: str) -> dict[str, float]:
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {name: float(weight) for name, weight in rows[1:]}


@pytest.mark.skipif(not GOLD.exists(), reason="the annotated reports in ../shared/gold/train are not here")
def test_the_halves_share_no_report() -> None:
    even, odd = names_of(GOLD, "even"), names_of(GOLD, "odd")
    assert sorted(even + odd) == names_of(GOLD) and not set(even) & set(odd)
