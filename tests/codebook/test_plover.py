from __future__ import annotations

import pytest

from sayso.codebook.plover import Plover
from sayso.record.vocabulary import EVENT_TYPES, EventType

PLOVER = Plover.load()


@pytest.mark.parametrize(
    ("type_", "modes"),
    [
        ("CONSULT", {"visit", "third-party", "multilateral", "phone"}),
        ("RETREAT", {"withdraw", "release", "disarm", "ceasefire", "access", "resign"}),
        ("SANCTION", {"convict", "expel", "withdraw", "discontinue"}),
        ("MOBILIZE", {"troops", "weapons", "police", "militia"}),
        ("AGREE", set()),
    ],
)
def test_modes(type_: EventType, modes: set[str]) -> None:
    assert set(PLOVER.modes(type_)) == modes


def test_every_type_has_a_quad_class_and_a_score() -> None:
    for type_ in EVENT_TYPES:
        assert PLOVER.quad(type_)
        sign = 1 if PLOVER.quad(type_).endswith("cooperation") else -1
        assert PLOVER.score(type_, None) * sign > 0


def test_an_unknown_mode_has_the_score_of_its_type() -> None:
    assert PLOVER.score("AGREE", "no such mode") == PLOVER.score("AGREE", None)
