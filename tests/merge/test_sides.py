"""For whom somebody acts and speaks."""

from __future__ import annotations

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.standings import Standings
from sayso.merge.sides import Sides
from sayso.record.ids import ActorId
from tests.factory import attribution

SIDES = Sides.of(ActorRegistry.load(), Standings.load())


@pytest.mark.parametrize(
    ("actor", "name", "side"),
    [
        ("israel", "Israel", "israel"),
        ("israel-defense-forces", "Israel Defense Forces", "israel"),
        ("mi6", "MI6", "united-kingdom"),
        ("us-forces", "US forces", "united-states"),
        ("benjamin-netanyahu", "Benjamin Netanyahu", "israel"),
        ("hezbollah", "Hezbollah", "hezbollah"),
        ("popular-mobilization-forces", "Popular Mobilization Forces", "popular-mobilization-forces"),
        ("reuters", "Reuters", "reuters"),
        ("bernie-sanders", "Bernie Sanders", "bernie-sanders"),
        ("a1", "two senior Israeli officials", "israel"),
        ("a1", "Iraq's military", "iraq"),
        ("a1", "Iraqi lawmakers", "a1"),
        ("a1", "Iraqi militia official", "a1"),
        ("a1", "Israeli residents", "a1"),
        ("a1", "Hezbollah officials", "hezbollah"),
        ("a1", "Netanyahu's government", "israel"),
        ("a1", "officials", "a1"),
    ],
)
def test_bodies_forces_and_office_holders_stand_on_the_side_of_their_state(actor: str, name: str, side: str) -> None:
    assert SIDES.side(ActorId(actor), name) == side


def test_somebody_without_an_id_has_a_side_only_by_their_name() -> None:
    assert SIDES.side(None, "US officials") == "united-states"
    assert SIDES.side(None, "a voice on the radio") is None


@pytest.mark.parametrize(
    ("text", "source", "actor", "voice", "kind"),
    [
        ("US officials said so.", "US officials", None, "official", "official"),
        ("A Hezbollah official said so.", "Hezbollah official", None, "party", "party"),
        ("Witnesses said so.", "Witnesses", None, "eyewitness", "other"),
        ("The letter said so.", "letter", None, "document", "other"),
        ("Jo Ko said so.", "Jo Ko", None, "unknown", "other"),
        ("Mr Netanyahu said so.", "Mr Netanyahu", "benjamin-netanyahu", "official", "official"),
        ("Reuters said so.", "Reuters", "reuters", "media", "outlet"),
        ("Hassan Nasrallah said so.", "Hassan Nasrallah", "hassan-nasrallah", "party", "party"),
    ],
)
def test_kind_of_a_speaker(text: str, source: str, actor: str | None, voice: str, kind: str) -> None:
    found = SIDES.speaker(attribution(text, source, "said", actor=actor))
    assert (found.voice, found.source) == (voice, kind)


@pytest.mark.parametrize(
    ("source", "actor"),
    [
        ("US officials", None),
        ("A Hezbollah official", None),
        ("Witnesses", "a1"),
        ("Mr Netanyahu", "benjamin-netanyahu"),
        ("Iraq's military", "a2"),
    ],
)
def test_a_voice_speaks_for_the_side_it_would_act_for(source: str, actor: str | None) -> None:
    link = attribution(f"{source} said so.", source, "said", actor=actor)
    assert link.source is not None
    assert SIDES.voice(link) == (SIDES.speaker(link), SIDES.of_argument(link.source))


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Iranian soldiers", "iran"),
        ("Kataib Hezbollah fighters", "kataib-hezbollah"),
        ("Americans", "united-states"),
        ("people", None),
    ],
)
def test_counted_people_are_of_the_side_they_are_called_by(words: str, side: str | None) -> None:
    assert SIDES.of_people(words) == side


def test_the_author_and_hearsay_are_voices_too() -> None:
    assert SIDES.speaker(None).voice == "media"
    assert SIDES.speaker(attribution("It is reportedly so.", None, "reportedly")).voice == "hearsay"
