"""The names of a text that the codebook knows, and what bears them."""

from __future__ import annotations

import pytest

from tests.extract.sentences import read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Iranian troops left Iraq.", [("Iranian", "NAT"), ("Iraq", "LOC")]),
        ("Hassan Rouhani met the Israelis.", [("Hassan Rouhani", "PER"), ("Israelis", "NAT")]),
        ("Kataib Hezbollah and Hamas agreed.", [("Kataib Hezbollah", "ORG"), ("Hamas", "ORG")]),
        ("A plane left Damascus International Airport.", [("Damascus International Airport", "FAC")]),
        ("An Iran-allied group fled.", [("Iran", "LOC")]),
        ("Al-Qaeda's men left.", [("Al-Qaeda", "ORG")]),
        ("They told us to leave.", []),
        ("US troops left us.", [("US", "LOC")]),
    ],
    ids=str,
)  # fmt: skip
def test_names_of_a_sentence(text: str, names: list[tuple[str, str]]) -> None:
    assert [(name.text, name.label) for name in read(text).names] == names


def test_a_state_is_an_actor_and_a_place() -> None:
    (iran,) = read("Floods hit Iran.").names
    assert (iran.actor, iran.place) == ("iran", "place-iran")


def test_for_whom_a_seat_of_government_stands_is_left_open() -> None:
    damascus, kremlin = read("Damascus thanked the Kremlin.").names
    assert (damascus.label, damascus.actor, damascus.place) == ("LOC", None, "place-damascus")
    assert (kremlin.text, kremlin.label, kremlin.actor, kremlin.place) == ("Kremlin", "FAC", None, None)
