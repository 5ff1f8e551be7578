"""The table of places: spellings, forms, ambiguity, and that the data keep their rules."""

from __future__ import annotations

import pytest

from sayso.codebook.phrases import fold
from sayso.codebook.place_words import load_place_words
from sayso.codebook.places import PlaceEntry, PlaceTable
from sayso.record.ids import PlaceId


@pytest.fixture(scope="module")
def table() -> PlaceTable:
    return PlaceTable.load()


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Ayn al-Asad", "Ain al-Asad", "IQ"),
        ("al-Tanf", "Al-Tanf", "SY"),
        ("Abu Kamal", "Albu Kamal", "SY"),
        ("Al Bukamal", "Albu Kamal", "SY"),
        ("Dahieh", "Dahiyeh", "LB"),
        ("Sayyida Zeinab", "Sayyidah Zaynab", "SY"),
        ("Mezzeh", "Mezzeh", "SY"),
        ("Jurf al-Sakhr", "Jurf al-Sakhar", "IQ"),
        ("Strait of Hormuz", "Strait of Hormuz", None),
        ("the Gaza Strip", "Gaza Strip", "PS"),
        ("Iraq", "Iraq", "IQ"),
        ("the UK", "United Kingdom", "GB"),
    ],
)
def test_spellings_meet(table: PlaceTable, text: str, name: str, country: str | None) -> None:
    found = table.lookup(text)
    assert found is not None
    assert (found.name, found.country) == (name, country)


def test_one_spelling_may_name_several_places(table: PlaceTable) -> None:
    assert {name.entry.country for name in table.names_of("Tripoli")} == {"LY", "LB"}


@pytest.mark.parametrize("text", ["Iraqi", "us", "hit", "", "nice"])
def test_what_names_no_place(table: PlaceTable, text: str) -> None:
    assert table.lookup(text) is None


def test_tokens_with_hyphens_are_found_whole(table: PlaceTable) -> None:
    tokens = ["near", "Ain", "al-Asad", "base"]
    found = table.longest_at(tokens, [fold(token) for token in tokens], 1)
    assert found is not None
    assert (found[0], found[1][0].entry.name) == (4, "Ain al-Asad")


def test_the_shipped_table_keeps_its_rules(table: PlaceTable) -> None:
    assert table.validate() == []
    assert len(table.entries) >= 500


def test_faults_are_named() -> None:
    twice = [PlaceEntry(PlaceId("x"), "X", "city", "QQ"), PlaceEntry(PlaceId("x"), "Y", "city")]
    faults = PlaceTable.of(twice, load_place_words()).validate()
    assert any("two places" in fault for fault in faults)
    assert any("QQ" in fault for fault in faults)
