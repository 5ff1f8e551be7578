"""The configuration: what stays of it where only clearly licensed corpora may be read."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="torch is not installed: it is needed for training only")

import training
from training.corpora import CORPORA
from training.examples import LAYERS
from training.settings import GOLD, Optimiser, Phase, Settings, read_settings

SHIPPED = Path(str(training.__file__)).parent / "config.toml"


def settings(*phases: Phase) -> Settings:
    return Settings(1, Optimiser(1e-3, 1e-3), phases)


def test_phases_are_shortened_never_lengthened() -> None:
    short = settings(Phase("long", 500, {"gum": 1.0}), Phase("short", 5, {"gum": 1.0})).shortened(20)
    assert [phase.steps for phase in short.phases] == [20, 5]


@pytest.mark.parametrize(
    ("shares", "scored", "kept", "told"),
    [
        ({"gum": 0.5, "qanom": 0.5}, False, {"gum": 0.5, "qanom": 0.5}, []),
        ({"gum": 0.4, "polnear": 0.6}, False, {"gum": 0.4}, ["left out as not clearly licensed: polnear"]),
        ({"gold": 0.4, "polnear": 0.6}, False, None, ["gold, polnear", "dropped, no corpus is left"]),
        ({"gold": 0.9, "gum": 0.0}, False, None, ["gold", "dropped, no corpus is left"]),
        ({"gold": 0.9, "gum": 0.1}, True, {"gum": 0.1}, ["gold", "not scored"]),
    ],
)  # fmt: skip
def test_only_clearly_licensed_corpora_stay(
    shares: dict[str, float], scored: bool, kept: dict[str, float] | None, told: list[str]
) -> None:
    cleared, lines = settings(Phase("one", 10, shares, scored=scored)).cleared()
    assert [phase.shares for phase in cleared.phases] == ([] if kept is None else [kept])
    assert not any(phase.scored for phase in cleared.phases)
    assert len(lines) == len(told)
    assert all(wanted in line and line.startswith("phase one: ") for wanted, line in zip(told, lines, strict=True))


def test_what_is_shipped_still_trains_without_the_unclear_corpora() -> None:
    whole = read_settings(SHIPPED)
    cleared, lines = whole.cleared()
    assert GOLD in whole.corpora() and any(phase.scored for phase in whole.phases)
    assert [phase.name for phase in cleared.phases] == [phase.name for phase in whole.phases]
    assert cleared.corpora() and all(CORPORA[name].clearly_licensed for name in cleared.corpora())
    assert not any(phase.scored for phase in cleared.phases) and any(GOLD in line for line in lines)


def test_what_is_shipped_names_corpora_and_layers_that_there_are() -> None:
    whole = read_settings(SHIPPED)
    assert set(whole.corpora()) | set(whole.layers) <= set(CORPORA)
    assert {layer for name in whole.layers for layer in whole.taken(name)} <= set(LAYERS)
