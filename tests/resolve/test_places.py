"""Where a phrase is: relation, precision, parts of countries, ambiguity, and places nobody knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.places import PlaceTable
from sayso.resolve import place

TABLE = PlaceTable.load()


@pytest.mark.parametrize(
    ("text", "name", "country", "precision", "relation"),
    [
        ("Iraq", "Iraq", "IQ", 6, None),
        ("Fallujah", "Fallujah", "IQ", 1, None),
        ("near Fallujah", "Fallujah", "IQ", 2, "near"),
        ("30 miles north of Baghdad", "Baghdad", "IQ", 2, "north_of"),
        ("in Aleppo", "Aleppo", "SY", 1, "in"),
        ("northern Iraq", "northern Iraq", "IQ", 5, "part_of"),
        ("Aleppo province", "Aleppo province", "SY", 4, None),
        ("Anbar", "Anbar", "IQ", 4, None),
        ("the Syrian border town of Kobani", "Kobani", "SY", 1, None),
        ("the Iraqi village of Tell Qamar", "Tell Qamar", "IQ", None, None),
        ("a café in Manbij", "Manbij", "SY", 1, "in"),
        ("the Strait of Hormuz", "Strait of Hormuz", None, 7, None),
        ("Beirut, Lebanon", "Beirut", "LB", 1, None),
        ("Tripoli, Lebanon", "Tripoli, Lebanon", "LB", 1, None),
        ("the Middle East", "Middle East", None, None, None),
        ("the Turkish-Syrian border", "Turkey-Syria border", None, 5, None),
        ("Syrian", "Syria", "SY", 6, None),
        ("the Iranian embassy", "Iranian embassy", None, 1, None),
        ("Tell Qamar", "Tell Qamar", None, None, None),
    ],
)
def test_where(text: str, name: str, country: str | None, precision: int | None, relation: str | None) -> None:
    found = place(text, TABLE)
    assert (found.name, found.country, found.geo_precision, found.relation) == (name, country, precision, relation)


def test_the_document_decides_between_places_of_one_name() -> None:
    assert place("Tripoli", TABLE).country == "LY"
    assert place("Tripoli", TABLE, countries={"LB"}).country == "LB"
    open_still = place("Rafah", TABLE)
    assert [candidate.country for candidate in open_still.candidates] == ["PS", "EG"]
    assert 0.95 < sum(candidate.score for candidate in open_still.candidates) <= 1


def test_a_phrase_over_two_countries_names_neither() -> None:
    assert place("a road from Syria to Iraq", TABLE).country is None


@pytest.mark.parametrize(
    ("preposition", "relation", "precision"),
    [("outside", "near", 2), ("on", "at", 1), ("across", "in", 1), ("against", None, 1), ("north_of", "north_of", 2)],
)
def test_a_preposition_before_the_phrase_counts(preposition: str, relation: str | None, precision: int) -> None:
    found = place("Fallujah", TABLE, relation=preposition)
    assert (found.relation, found.geo_precision) == (relation, precision)


@pytest.mark.parametrize("text", ["northern Iraq", "Anbar", "the Syrian border", "Iraq", "Persian Gulf", "Tell Qamar"])
def test_what_is_no_spot_has_no_point(text: str) -> None:
    found = place(text, TABLE)
    assert (found.latitude, found.longitude) == (None, None)


def test_a_town_has_its_point() -> None:
    found = place("Fallujah", TABLE)
    assert found.latitude == pytest.approx(33.35, abs=0.05)
    assert found.longitude == pytest.approx(43.78, abs=0.05)


@given(st.text(max_size=40))
def test_any_text_gets_an_answer_with_a_reason(text: str) -> None:
    found = place(text, TABLE)
    assert found.place or found.candidates
    assert found.reason
    assert found.geo_precision in (None, 1, 2, 3, 4, 5, 6, 7)
