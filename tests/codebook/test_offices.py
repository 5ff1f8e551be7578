"""Offices: who bore a title in a country on a day."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.offices import Office, OfficeTable, Term
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


@pytest.mark.parametrize(
    ("title", "country", "day", "names"),
    [
        ("chief of staff", "IL", "2014-06-15", ["Benny Gantz"]),
        ("chief of staff", "IL", "2019-12-25", ["Aviv Kochavi"]),
        ("Pentagon chief", None, "2011-05-02", ["Robert Gates"]),
        ("the Pentagon chief", None, "2016-01-01", ["Ash Carter"]),
        ("defense secretary", "US", "2019-09-01", ["Mark Esper"]),
        ("secretary of state", "US", "2018-05-08", ["Mike Pompeo"]),
        ("national security adviser", "US", "2019-06-20", ["John Bolton"]),
        ("president", "US", "2017-01-20", ["Barack Obama", "Donald Trump"]),
        ("president", "IR", "2021-10-01", ["Ebrahim Raisi"]),
        ("supreme leader", "IR", "2004-01-01", ["Ali Khamenei"]),
        ("foreign minister", "IR", "2015-07-14", ["Mohammad Javad Zarif"]),
        ("Quds Force commander", None, "2019-12-31", ["Qassem Soleimani"]),
        ("commander of the Quds Force", None, "2020-01-10", ["Esmail Ghaani"]),
        ("prime minister", "IQ", "2014-08-01", ["Nouri al-Maliki"]),
        ("prime minister", "IQ", "2019-12-29", ["Adel Abdul-Mahdi"]),
        ("prime minister", "GB", "2022-10-01", ["Liz Truss"]),
        ("foreign secretary", "GB", "2012-01-01", ["William Hague"]),
        ("crown prince", "SA", "2016-05-05", ["Mohammed bin Nayef"]),
        ("king", "SA", "2015-02-01", ["King Salman"]),
        ("prime minister", "LB", "2017-11-04", ["Saad Hariri"]),
        ("president", "LB", "2015-06-01", []),
        ("UN secretary-general", None, "2006-07-12", ["Kofi Annan"]),
        ("IAEA chief", None, "2003-02-01", ["Mohamed ElBaradei"]),
        ("nato secretary general", None, "2014-12-01", ["Jens Stoltenberg"]),
        ("EU foreign policy chief", None, "2015-07-14", ["Federica Mogherini"]),
        ("Hezbollah leader", None, "2006-07-12", ["Hassan Nasrallah"]),
        ("chief of staff", "TR", "2016-07-15", ["Hulusi Akar"]),
        ("prime minister", "TR", "2019-01-01", []),
        ("wizard", "US", "2019-01-01", []),
        ("", None, "2019-01-01", []),
    ],
)
def test_who_held_an_office(
    registry: ActorRegistry, title: str, country: str | None, day: str, names: list[str]
) -> None:
    found = registry.holders(title, country, date.fromisoformat(day))
    assert [holder.name for holder in found] == names


def test_without_a_day_all_holders_are_given_once_in_order(registry: ActorRegistry) -> None:
    names = [holder.name for holder in registry.holders("prime minister", "IL", None)]
    assert names[:3] == ["Ehud Barak", "Ariel Sharon", "Ehud Olmert"]
    assert names.count("Benjamin Netanyahu") == 1


def test_a_title_of_another_country_is_not_meant(registry: ActorRegistry) -> None:
    day = date(2019, 6, 1)
    assert registry.holders("Pentagon chief", "IL", day) == ()
    assert len(registry.holders("president", None, day)) > 20


@pytest.mark.parametrize(
    ("begin", "end", "day", "within"),
    [
        ("2014-03", "2014-05", "2014-05-31", True),
        ("2014-03", "2014-05", "2014-06-01", False),
        ("2014", "", "2014-01-01", True),
        ("2014", "", "2026-01-01", True),
        ("", "2014", "1990-01-01", True),
        ("", "", "1990-01-01", True),
    ],
)
def test_the_precision_of_a_term_is_kept(begin: str, end: str, day: str, within: bool) -> None:
    assert Term("office", ActorId("holder"), begin, end).includes(date.fromisoformat(day)) is within


def test_an_office_ties_its_holder_to_its_body(registry: ActorRegistry) -> None:
    [tie] = [tie for tie in registry.ties("hassan-nasrallah") if tie.object == "hezbollah"]
    assert (tie.predicate, tie.valid) == ("leads", Edtf("1992-02-16/2024-09-27"))


def test_an_office_of_a_known_id_takes_the_place_of_the_one_before() -> None:
    old = Office("chair", None, None, None, ("chair",))
    new = Office("chair", "IQ", None, None, ("head of the council",))
    table = OfficeTable.of([old], [Term("chair", ActorId("a"), "2001", "2002")]).with_more(
        [new], [Term("chair", ActorId("b"), "2003", "")]
    )
    assert table.titled("chair", None) == ()
    assert [term.holder for term in table.terms_of(table.titled("head of the council", "IQ")[0], None)] == ["a", "b"]
