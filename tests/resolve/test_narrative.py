"""Which date belongs to an act that states none: by the same act, by what is told before, by the news."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from sayso.codebook.book import CodebookTables
from sayso.record.documents import Document
from sayso.record.mentions import EventMention, PlaceArgument, TimeArgument
from sayso.record.vocabulary import Status
from sayso.resolve import Resolver
from tests.factory import document, mention, span
from tests.resolve.analysed import analysed


@pytest.fixture(scope="module")
def tables() -> CodebookTables:
    return CodebookTables.load()


def act(doc: Document, text: str, words: str, time: str | None = None, **fields: object) -> EventMention:
    when = span(text, time) if time else None
    argument = TimeArgument(when.start, when.end, when.text) if when else None
    return mention(text, words, doc=doc, time=argument, **fields)  # type: ignore[arg-type]


def dates(
    tables: CodebookTables, text: str, acts: Iterable[tuple[str, str | None]], status: Status = "asserted",
    published: str | None = "2019-07-20", **fields: object,
) -> list[tuple[str | None, str]]:  # fmt: skip
    doc = document(text, published=published, genre="report", **fields)
    given = [act(doc, text, words, time, status=status) for words, time in acts]
    found = Resolver.of(tables, doc, given, [], analysis=analysed(text)).mentions(given)
    return [(one.date, one.date_basis) for one in found]


def test_a_phrase_that_dates_no_other_act_is_the_nearest_acts(tables: CodebookTables) -> None:
    text = "On Friday rockets hit the base and killed a guard."
    assert dates(tables, text, [("hit", None), ("killed", None)])[0] == ("2019-07-19", "relative")


@pytest.mark.parametrize(("way", "date"), [("after", "2019-07-15"), ("before", "2019-07-19")])
def test_days_are_counted_from_the_act_that_has_one(tables: CodebookTables, way: str, date: str) -> None:
    text = f"Rockets hit the base on Wednesday, two days {way} a raid."
    found = dates(tables, text, [("hit", "Wednesday"), ("raid", None)])
    assert found == [("2019-07-17", "relative"), (date, "narrative")]


def test_days_counted_from_an_act_that_has_none_are_of_the_news(tables: CodebookTables) -> None:
    text = "Rockets hit the base, two days after a raid."
    assert dates(tables, text, [("hit", None), ("raid", None)])[1] == ("2019-07-17/2019-07-18", "narrative")


def test_the_same_act_told_elsewhere_lends_its_date(tables: CodebookTables) -> None:
    text = "A bombing shook the port. The bombings on March 3 hurt nine."
    found = dates(tables, text, [("bombing", None), ("bombings", "March 3")])
    assert found == [("2019-03-03", "narrative"), ("2019-03-03", "stated")]


def test_an_act_planned_takes_no_date_of_one_done(tables: CodebookTables) -> None:
    text = "They plan a bombing. The bombings on March 3 hurt nine."
    doc = document(text, published="2019-07-20", genre="report")
    given = [act(doc, text, "bombing", status="planned"), act(doc, text, "bombings", "March 3")]
    assert Resolver.of(tables, doc, given, [], analysis=analysed(text)).mentions(given)[0].date is None


def test_an_act_after_a_date_of_the_news_is_of_its_week(tables: CodebookTables) -> None:
    text = "On Friday envoys met. Later guns fired."
    found = dates(tables, text, [("met", "Friday"), ("fired", None)])
    assert found[1] == ("2019-07-13/2019-07-20", "narrative")


def test_news_without_any_date_is_of_the_week_before_publication(tables: CodebookTables) -> None:
    assert dates(tables, "Guns fired.", [("fired", None)]) == [("2019-07-13/2019-07-20", "document")]


@pytest.mark.parametrize("status", ["planned", "predicted", "conditional", "hypothetical", "uncertain"])
def test_what_is_not_told_as_done_is_no_news(tables: CodebookTables, status: Status) -> None:
    assert dates(tables, "Guns fired.", [("fired", None)], status) == [(None, "none")]


@pytest.mark.parametrize("published", [None, "2019", "2019-07", "2019-07-01/2019-07-20"])
def test_no_day_of_publication_no_news(tables: CodebookTables, published: str | None) -> None:
    assert dates(tables, "Guns fired.", [("fired", None)], published=published) == [(None, "none")]


FURTHER_ON = "It rained. " * 6


@pytest.mark.parametrize(
    ("text", "news"),
    [
        (FURTHER_ON + "In 2003 the army fell. Then guns fired.", False),
        ("In 2003 the army fell. Then guns fired.", True),
        ("In 2003 the army fell. Then guns had fired.", False),
        (FURTHER_ON + "Guns fired as they had before the army fell in 2003.", True),
        (FURTHER_ON + "The army fell in 2021 by the plan. Then guns fired.", True),
    ],
)
def test_beside_the_background_only_what_opens_or_goes_before_it_is_news(
    tables: CodebookTables, text: str, news: bool
) -> None:
    year = "2021" if "2021" in text else "2003"
    found = dict(zip(("fell", "fired"), dates(tables, text, [("fell", year), ("fired", None)]), strict=True))
    assert found["fired"] == (("2019-07-13/2019-07-20", "document") if news else (None, "none"))


@pytest.mark.parametrize(
    ("kind", "day", "date"),
    [
        ("ACCUSE", "Friday", "2019-07-19"),
        ("ASSAULT", "Friday", "2019-07-13/2019-07-20"),
        ("ACCUSE", "July 14", "2019-07-13/2019-07-20"),
    ],
)
def test_what_is_said_on_a_day_just_told_is_of_the_day(tables: CodebookTables, kind: str, day: str, date: str) -> None:
    text = f"On {day} envoys met. They blamed Chad."
    doc = document(text, published="2019-07-20", genre="report")
    given = [act(doc, text, "met", day), act(doc, text, "blamed", type=kind)]
    found = Resolver.of(tables, doc, given, [], analysis=analysed(text)).mentions(given)[1]
    assert (found.date, found.date_basis) == (date, "narrative")


def test_since_reaches_to_publication_for_the_act_that_goes_on(tables: CodebookTables) -> None:
    text = "It has been shelled since the takeover in 2007."
    found = dates(tables, text, [("shelled", "2007"), ("takeover", "2007")])
    assert found == [("2007/2019", "stated"), ("2007", "stated")]


def test_a_lasting_act_began_as_long_ago(tables: CodebookTables) -> None:
    text = "They have shelled it for two years."
    assert dates(tables, text, [("shelled", "two years")]) == [("2017~/2019", "relative")]


def test_time_of_day_zone_and_what_is_wrong_are_kept(tables: CodebookTables) -> None:
    text = "It was hit at 9 p.m. GMT on Monday, July 19."
    doc = document(text, published="2019-07-20")
    given = [act(doc, text, "hit", "9 p.m. GMT on Monday, July 19")]
    (found,) = Resolver.of(tables, doc, given, [], analysis=analysed(text)).mentions(given)
    assert (found.date, found.time_of_day, found.zone) == ("2019-07-19", "21:00", "gmt")
    assert found.date_conflict == "it says Monday, but 2019-07-19 was a Friday"


def test_names_and_places_make_acts_alike(tables: CodebookTables) -> None:
    text = "Gunmen raided Taji. On March 3 fighters stormed Taji."
    doc = document(text, published="2019-07-20", genre="report")
    taji, again = span(text, "Taji"), text.rindex("Taji")
    given = [
        act(doc, text, "raided", places=(PlaceArgument(taji.start, taji.end, "Taji"),), mode="firearms"),
        act(doc, text, "stormed", "March 3", places=(PlaceArgument(again, again + 4, "Taji"),), mode="firearms"),
    ]
    found = Resolver.of(tables, doc, given, [], analysis=analysed(text)).mentions(given)
    assert (found[0].date, found[0].date_basis) == ("2019-03-03", "narrative")


def test_news_of_a_page_whose_date_is_inferred(tables: CodebookTables) -> None:
    found = dates(tables, "Guns fired.", [("fired", None)], published="2019-07-20/2019-07-23")
    assert found == [("2019-07-13/2019-07-23", "document")]


@pytest.mark.parametrize(("told", "date"), [("January 2", "2020-01-02"), ("December 27", "2019-12-27")])
def test_without_publication_a_day_is_near_what_was_told(tables: CodebookTables, told: str, date: str) -> None:
    text = f"Rockets fell on December 29, 2019. Guns fired on {told}."
    found = dates(tables, text, [("fell", "December 29, 2019"), ("fired", told)], published=None)
    assert found[1] == (date, "narrative")
