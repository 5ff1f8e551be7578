"""Sites and disputed ground: that the files people edit keep their rules, and that faults are named."""

from __future__ import annotations

import pytest

from sayso.codebook.disputed import load_disputed
from sayso.codebook.gazetteer import Gazetteer
from sayso.codebook.place_rows import PlaceEntry, listed_sites
from sayso.codebook.place_weights import PlaceWeights, load_place_weights
from sayso.codebook.place_words import load_place_words
from sayso.codebook.places import PlaceTable
from sayso.record.ids import PlaceId


def test_every_site_says_what_it_rests_on() -> None:
    sites = list(listed_sites())
    assert len(sites) >= 400
    assert [site.id for site in sites if not site.source] == []
    assert [site.id for site in sites if site.latitude is not None and not site.coordinate_basis] == []


def test_all_that_is_disputed_is_known() -> None:
    table = PlaceTable.load()
    matched = [match for match in load_disputed().territories if "/" not in match]
    assert [match for match in matched if table.get(match) is None] == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (PlaceEntry(PlaceId("x"), "X", "base", latitude=1.0), "half of its coordinates"),
        (PlaceEntry(PlaceId("x"), "X", "base", latitude=1.0, longitude=2.0), "nothing of their basis"),
        (PlaceEntry(PlaceId("x"), "X", "city", geonames=1), "no row 1"),
    ],
)
def test_faults_of_a_place_are_named(entry: PlaceEntry, fault: str) -> None:
    table = PlaceTable.of([entry], load_place_words(), gazetteer=Gazetteer.load())
    assert any(fault in line for line in table.validate())


def test_a_feature_without_a_weight_counts_nothing() -> None:
    assert PlaceWeights({"people": 2.0}).score({"people": 3.0, "unheard of": 5.0}) == 6.0
    assert load_place_weights().fixed < set(load_place_weights().weights)
