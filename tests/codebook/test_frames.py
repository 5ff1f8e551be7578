from __future__ import annotations

import pytest

from sayso.codebook.frames import Frames
from sayso.record.vocabulary import EventType

FRAMES = Frames.load()


@pytest.mark.parametrize(
    ("type_", "lemma", "place", "role"),
    [
        ("ASSAULT", "attack", "on", "recipient"),
        ("ASSAULT", "attack", "by", "actor"),
        ("ASSAULT", "attack", "owner", "actor"),
        ("ASSAULT", "death", "owner", "recipient"),
        ("ASSAULT", "attack", "from", "none"),
        ("CONSULT", "meet", "with", "actor"),
        ("CONSULT", "broker", "between", "recipient"),
        ("ACCUSE", "criticism", "from", "actor"),
    ],
)
def test_roles(type_: EventType, lemma: str, place: str, role: str) -> None:
    assert FRAMES.role(type_, lemma, place) == role
