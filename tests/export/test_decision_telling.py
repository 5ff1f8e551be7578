"""A decision in words says what it changed, also where that is yes, no or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import sayso
from sayso.export.decision_telling import decision_lines
from sayso.record.vocabulary import Action
from tests.deciding import ANN, case_at, raid


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    (tmp_path / "fields.yaml").write_text("- {name: filmed, type: yes-no}")
    with case_at(tmp_path / "x.sayso") as opened:
        yield opened


@pytest.mark.parametrize(
    ("action", "value", "field", "says"),
    [
        ("field", "yes", "filmed", "  nothing → yes"),
        ("field", "no", "filmed", "  nothing → no"),
        ("correct", "none", "date", "  2020-01-09 → nothing"),
        ("correct", "2020-01-10", "date", "  2020-01-09 → 2020-01-10"),
        ("credibility", "1", None, "  6 → 1"),
        ("confirm", None, None, None),
    ],
)
def test_what_a_decision_changed_is_told(
    case: sayso.Case, action: Action, value: str | None, field: str | None, says: str | None
) -> None:
    note = "it is so" if action == "correct" else None
    decision = case.decide(action, raid(case).id, value, field=field, by=ANN, note=note)
    assert [line for line in decision_lines(decision) if "→" in line] == ([says] if says else [])


def test_who_is_parted_from_the_rest_is_named_once(case: sayso.Case) -> None:
    strike = next(one for one in case.events() if len(one.mentions) > 1).mentions[0]
    told = list(decision_lines(case.decide("split", strike, by=ANN)))
    assert told[1].count(strike) == 1
