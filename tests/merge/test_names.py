"""Who and where a document names, and whose word it gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.places import PlaceTable
from sayso.codebook.standings import Standings
from sayso.merge.names import actors_of, places_of, sources_of
from sayso.merge.sides import Sides
from sayso.record.actors import Alias, Source
from sayso.record.ids import place_id
from sayso.record.mentions import EventMention, PlaceArgument
from tests.factory import attribution, document, mention

REGISTRY = ActorRegistry.load()
SIDES = Sides.of(REGISTRY, Standings.load())
PRONOUNS = frozenset({"he", "it", "us", "his"})
TEXT = "Washington, US and the United States said that it struck as he ordered, and Reuters and officials agreed."
DOC = document(TEXT, outlet="Meridian Wire")


def aliases(*mentions: EventMention) -> dict[str, tuple[Alias, ...]]:
    return {actor.id: actor.aliases for actor in actors_of(DOC, mentions, (), REGISTRY, PRONOUNS)}


def test_aliases_are_the_names_used_counted() -> None:
    one = mention(TEXT, "struck", doc=DOC, actors=[("Washington", "united-states")])
    two = mention(TEXT, "ordered", doc=DOC, actors=[("US", "united-states"), ("Washington", "united-states")])
    assert aliases(one, two) == {"united-states": (Alias("US", 1), Alias("Washington", 2))}


@pytest.mark.parametrize("words", ["it", "he"])
def test_a_pronoun_is_no_alias_but_its_actor_is_listed(words: str) -> None:
    told = mention(TEXT, "struck", doc=DOC, actors=[(words, "united-states")])
    assert aliases(told) == {"united-states": ()}


def test_words_taken_from_elsewhere_are_no_alias() -> None:
    told = mention(TEXT, "struck", doc=DOC, actors=[("Washington", "united-states")])
    assert aliases(replace(told, actors=(replace(told.actors[0], implicit=True),))) == {"united-states": ()}


def test_an_actor_is_who_the_registry_says_or_unknown() -> None:
    told = mention(TEXT, "struck", doc=DOC, actors=[("Washington", "united-states"), ("officials", "a1")])
    known, other = sorted(actors_of(DOC, [told], (), REGISTRY, PRONOUNS), key=lambda actor: actor.kind)
    assert (known.name, known.kind, known.country, known.documents) == ("United States", "state", "US", (DOC.id,))
    assert (other.name, other.kind, other.country) == ("officials", "unknown", None)


def sources(outlet: str | None, *links: tuple[str, str | None, bool]) -> dict[str, Source]:
    doc = document(TEXT, outlet=outlet)
    chain = tuple(attribution(TEXT, words, None, actor=actor, anonymous=unnamed) for words, actor, unnamed in links)
    told = mention(TEXT, "struck", doc=doc, attribution=chain)
    return {source.name: source for source in sources_of(doc, [told], SIDES)}


def test_a_source_is_the_same_row_as_outlet_and_as_quoted() -> None:
    as_outlet, quoted = sources("Reuters")["Reuters"], sources(None, ("Reuters", "reuters", False))["Reuters"]
    assert as_outlet == replace(quoted, documents=as_outlet.documents)
    assert (as_outlet.kind, as_outlet.country) == ("outlet", "GB")


@pytest.mark.parametrize("written", ["reuters", "REUTERS", "Reuters news agency"])
def test_an_outlet_has_one_row_however_it_is_written(written: str) -> None:
    (found,) = sources(written).values()
    known = sources("Reuters")["Reuters"]
    assert replace(found, name=known.name, documents=()) == replace(known, documents=())


def test_kinds_of_sources() -> None:
    found = sources("Meridian Wire", ("Washington", "united-states", False), ("officials", None, True))
    assert {name: source.kind for name, source in found.items()} == {
        "Meridian Wire": "outlet", "Washington": "official", "officials": "unnamed",
    }  # fmt: skip
    assert all(len(source.documents) == 1 for source in found.values())


def test_hearsay_and_a_report_without_outlet_name_no_source() -> None:
    told = mention(TEXT, "struck", attribution=(attribution(TEXT, None, "said"),))
    assert sources_of(document(TEXT), [told], SIDES) == ()


def places(*arguments: PlaceArgument) -> list[tuple[str, str | None, str | None]]:
    told = mention("Guns fired in Rafah.", "fired", places=arguments)
    return [(place.id, place.country, place.kind) for place in places_of([told], PlaceTable.load())]


def test_what_a_place_is_follows_from_its_id_alone() -> None:
    table = PlaceTable.load()
    entry = table.lookup("Baghdad")
    assert entry is not None
    known = PlaceArgument(14, 19, "Rafah", entry.id, entry.name, "XX", 1.0, 2.0)
    assert places(known) == [(entry.id, "IQ", entry.kind)]
    found = places_of([mention("Guns fired in Rafah.", "fired", places=(known,))], table)
    row = table.get(entry.id)
    assert row is not None
    assert (found[0].latitude, found[0].longitude) == (row.latitude, row.longitude)
    assert (found[0].admin1, found[0].geonames, found[0].coordinate_basis) == ("Baghdad", 98182, "gazetteer")


def test_a_new_place_keeps_the_country_that_is_in_its_id() -> None:
    named = place_id("tell umm", "SY")
    assert places(PlaceArgument(14, 19, "Rafah", named, "Tell Umm", "SY")) == [(named, "SY", None)]
    bare = place_id("tell umm", None)
    assert places(PlaceArgument(14, 19, "Rafah", bare, "Tell Umm", "SY")) == [(bare, None, None)]


def test_a_place_without_an_id_is_no_row() -> None:
    assert places(PlaceArgument(14, 19, "Rafah")) == []
