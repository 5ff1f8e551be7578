"""What the resolver makes of a mention's spans: pronouns, acronyms that look like them, dates ahead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.codebook.book import CodebookTables
from sayso.record.mentions import EventMention, PlaceArgument, SourceArgument, TimeArgument
from sayso.record.sayings import Saying
from sayso.record.vocabulary import Status
from sayso.resolve import Resolver
from tests.factory import document, mention, span


@pytest.fixture(scope="module")
def tables() -> CodebookTables:
    return CodebookTables.load()


def resolved(tables: CodebookTables, given: EventMention, text: str) -> EventMention:
    doc = document(text, published="2019-07-20")
    return Resolver.of(tables, doc, [given], []).mention(given)


def unnamed(given: EventMention) -> EventMention:
    """Take off the names that the factory writes, as an extractor leaves them."""
    return replace(given, actors=tuple(replace(who, actor=None, name=None) for who in given.actors))


@pytest.mark.parametrize(
    ("text", "actor", "name"),
    [
        ("US struck a convoy.", "US", "United States"),
        ("They struck a convoy.", "They", None),
        ("Israeli warplanes struck a convoy.", "Israeli warplanes", "Israel"),
        ("General **Qassem Soleimani** struck a convoy.", "General **Qassem Soleimani", "Qassem Soleimani"),
    ],
)
def test_pronouns_name_nobody_and_acronyms_do(tables: CodebookTables, text: str, actor: str, name: str | None) -> None:
    found = resolved(tables, unnamed(mention(text, "struck", actors=[actor])), text)
    assert [who.name for who in found.actors] == [name]


@pytest.mark.parametrize(("status", "date"), [("asserted", "2019-07-19"), ("planned", "2019-07-26")])
def test_an_act_to_come_looks_ahead(tables: CodebookTables, status: Status, date: str) -> None:
    text = "Iran strikes on Friday."
    when = span(text, "Friday")
    given = mention(text, "strikes", status=status, time=TimeArgument(when.start, when.end, when.text))
    found = resolved(tables, given, text)
    assert (found.date, found.date_basis) == (date, "relative")


def test_a_place_gets_country_and_precision(tables: CodebookTables) -> None:
    text = "Rockets fell near Fallujah."
    where = span(text, "Fallujah")
    given = mention(text, "fell", places=(PlaceArgument(where.start, where.end, where.text, relation="near"),))
    found = resolved(tables, given, text).places[0]
    assert (found.name, found.country, found.relation, found.geo_precision) == ("Fallujah", "IQ", "near", 2)


@pytest.mark.parametrize(("recipient", "kept"), [("Syria", ["Syria"]), ("Iran's army", [])])
def test_nobody_acts_on_themselves(tables: CodebookTables, recipient: str, kept: list[str]) -> None:
    text = "Iran struck Syria, and Iran's army held still."
    given = unnamed(mention(text, "struck", actors=["Iran"], recipients=[recipient]))
    assert [who.name for who in resolved(tables, given, text).recipients] == kept


@pytest.mark.parametrize(("words", "name"), [("Israeli officials", "Israeli officials"), ("the Kremlin", "Russia")])
def test_a_saying_has_its_source_resolved(tables: CodebookTables, words: str, name: str) -> None:
    text = f"Prices rose, {words} said."
    who, said = span(text, words), span(text, "Prices rose")
    saying = Saying(SourceArgument(who.start, who.end, who.text), None, (said,), "states", anonymous=False)
    resolver = Resolver.of(tables, document(text), [], [])
    found = resolver.saying(saying)
    assert found.source is not None and found.source.name == name
    assert (found.content, found.stance) == (saying.content, saying.stance)
    hearsay = replace(saying, source=None)
    assert resolver.saying(hearsay) == hearsay
