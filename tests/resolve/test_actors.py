"""Whom a phrase means: titles, possessives, state organs, groups, and names that only look alike."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.names import NameForm
from sayso.resolve import actor, short_names
from sayso.resolve.reasons import _PROSE, Way

REGISTRY = ActorRegistry.load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iranian Foreign Minister Mohammad Javad Zarif", "Mohammad Javad Zarif"),
        ("U.S. Secretary of State Mike Pompeo", "Mike Pompeo"),
        ("President Donald Trump", "Donald Trump"),
        ("Sen. Lindsey Graham", "Lindsey Graham"),
        ("the late Gen. Qassem Soleimani", "Qassem Soleimani"),
        ("Netanyahu, the Israeli premier", "Benjamin Netanyahu"),
        ("the Iraqi government", "Iraq"),
        ("Iraq’s government", "Iraq"),
        ("the government of Yemen", "Yemen"),
        ("Israeli warplanes", "Israel"),
        ("two Israeli fighter jets", "Israel"),
        ("U.S. forces", "United States"),
        ("the Pentagon", "United States"),
        ("the White House", "United States"),
        ("the Assad regime", "Syria"),
        ("Iranian", "Iran"),
        ("the Israelis", "Israel"),
        ("Hezbollah fighters", "Hezbollah"),
        ("Hezbollah fighters in Lebanon", "Hezbollah"),
        ("the militant group Hamas", "Hamas"),
        ("Gaza's Hamas rulers", "Hamas"),
        ("at least 25 Taliban insurgents", "Taliban"),
        ("dozens of Iraqi soldiers", "Iraq"),
        ("Kata'ib Hezbollah", "Kataib Hezbollah"),
        ("Iran's Quds Force", "Quds Force"),
    ],
)
def test_who_acts(text: str, name: str) -> None:
    assert actor(text, REGISTRY).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("two Israeli officials", "Israeli officials"),
        ("U.S. officials", "US officials"),
        ("the Pentagon", "Pentagon"),
        ("the White House", "White House"),
        ("the Iraqi government", "Iraq"),
        ("Tehran", "Iran"),
        ("the Israeli military", "Israel Defense Forces"),
    ],
)
def test_who_speaks(text: str, name: str) -> None:
    assert actor(text, REGISTRY, speaker=True).name == name


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Kataib Hezbollah", "Hezbollah"),
        ("Harakat Hezbollah al-Nujaba", "Hezbollah"),
        ("Israel Katz", "Israel"),
        ("Jordan Peterson", "Jordan"),
        ("Iranian protesters", "Iran"),
        ("a Syrian refugee", "Syria"),
        ("the Iran nuclear deal", "Iran"),
        ("priests in northern Iraq", "Iraq"),
        ("US-backed rebels", "United States"),
        ("Iran and Iraq", "Iran"),
        ("Al-Qaeda in Iraq", "Al-Qaeda"),
    ],
)
def test_a_name_inside_a_name_is_not_enough(text: str, never: str) -> None:
    assert actor(text, REGISTRY).name != never


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("Iraqi militia commander Abu Zahra al-Sayed", "Abu Zahra al-Sayed", "person", None),
        ("the Syrian protesters", "Syrian protesters", "population", "SY"),
        ("some U.S. lawmakers", "US lawmakers", "government_body", "US"),
        ("the Brigade of the Reed", "Brigade of the Reed", "unknown", None),
    ],
)
def test_whoever_is_not_in_the_registry(text: str, name: str, kind: str, country: str | None) -> None:
    found = actor(text, REGISTRY)
    assert (found.name, found.kind, found.country) == (name, kind, country)
    assert REGISTRY.get(found.actor) is None


def test_the_same_unknown_name_gets_the_same_id() -> None:
    assert actor("the Reed Brigade", REGISTRY).actor == actor("reed brigade", REGISTRY).actor


def test_short_names_mean_the_person_named_in_full() -> None:
    full = [actor(text, REGISTRY) for text in ("envoy Amal Darwish", "Gen. Salim al-Rubai", "Kim Jong Un")]
    known = short_names(full)
    for text, name in (
        ("Darwish", "Amal Darwish"),
        ("Ms. Darwish", "Amal Darwish"),
        ("Rubai", "Salim al-Rubai"),
        ("Mr. Kim", "Kim Jong Un"),
    ):
        assert actor(text, REGISTRY, known=known).name == name


def test_a_last_name_two_people_bear_is_not_short_for_either() -> None:
    both = [actor(text, REGISTRY) for text in ("minister Amal Darwish", "minister Omar Darwish")]
    assert "Darwish" not in short_names(both)


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_with_a_reason(text: str) -> None:
    found = actor(text, REGISTRY)
    assert found.actor
    assert str(found.reason)


@pytest.mark.parametrize(
    ("text", "way", "told"),
    [
        ("Iran", "name", "registry name"),
        ("the Kremlin", "metonym", "registry metonym"),
        ("Israeli warplanes", "noun", "'warplanes' of Israel"),
        ("Qasim Suleimani", "sound", "sounds like Qassem Soleimani"),
        ("the militant group Hamas", "title", "'militant group' before Hamas"),
        ("Governor Amal Darwish", "stranger", "title before an unknown name"),
        ("Quilt Brigade", "own", "'brigade' of its own"),
        ("somebody", "absent", "not in the registry"),
    ],
)
def test_a_reason_is_a_way_and_its_words(text: str, way: str, told: str) -> None:
    found = actor(text, REGISTRY)
    assert (found.reason.way, str(found.reason)) == (way, told)


def test_every_way_has_its_words() -> None:
    assert set(_PROSE) == set(get_args(NameForm)) | {way for way in get_args(Way) if isinstance(way, str)}
