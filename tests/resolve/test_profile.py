"""What the words of an actor tell where no registry row does: kind, country, sectors, and how surely."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.codebook.book import CodebookTables
from sayso.resolve import Profiler, coded

TABLES = CodebookTables.load()
PROFILER = Profiler(TABLES.actors, TABLES.places, TABLES.agents, TABLES.name_words)


@pytest.mark.parametrize(
    ("text", "kind", "country", "sectors"),
    [
        ("Chadian truck drivers", "organisation", "TD", ("LAB",)),
        ("riot police in Chad", "government_body", "TD", ("COP",)),
        ("a Chad-based paramilitary group", "armed_group", "TD", ("PRM",)),
        ("Iran-backed gunmen", "armed_group", None, ("UAF",)),
        ("the police spokesman", "person", None, ("COP",)),
        ("Reed River Brigade", "armed_group", None, ("MIL",)),
        ("Reed Ministry", "government_body", None, ("GOV",)),
        ("Jane Roe", "person", None, ()),
        ("Gen. Jane Roe", "person", None, ("MIL",)),
        ("protesters", "population", None, ("CVL", "OPP")),
        ("Kerala boatmen's police", "government_body", "IN", ("COP",)),
        ("dockworkers in Karachi", "organisation", "PK", ("LAB",)),
        ("San Jose police", "government_body", None, ("COP",)),
        ("the ousted Chadian interior minister", "person", "TD", ("ELI",)),
        ("a European Council spokeswoman", "person", None, ("GOV", "IGO")),
        ("Abkhazia", "government_body", "GE", ("PRE",)),
        ("Homs", "population", "SY", ("CVL",)),
        ("a breakaway republic", "government_body", None, ("PRE",)),
        ("the reeds", "unknown", None, ()),
        ("", "unknown", None, ()),
    ],
)
def test_words_tell_kind_country_and_sectors(
    text: str, kind: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    found = PROFILER.profile(text)
    assert (found.kind, found.country, found.sectors) == (kind, country, sectors)
    assert 0 <= found.probability <= 1
    assert found.reason


@pytest.mark.parametrize(
    ("text", "context", "day", "country", "sector"),
    [
        ("the Chadian army", "", None, "TD", "MIL"),
        ("American warplanes", "", None, "US", "MIL"),
        ("Tehran", "", None, "IR", "GOV"),
        ("Defense Minister", "Chad", None, "TD", "GOV"),
        ("Barack Obama", "", date(2014, 6, 1), "US", "GOV"),
        ("Barack Obama", "", date(2019, 6, 1), "US", "ELI"),
        ("Donald Trump", "", date(2022, 6, 1), "US", "ELI"),
        ("Chad", "", None, "TD", "GOV"),
        ("Taliban", "", date(2019, 6, 1), "AF", "REB"),
        ("Taliban", "", date(2022, 6, 1), "AF", "GOV"),
        ("Chadian Senate", "", None, "TD", "LEG"),
        ("Chadian state television", "", None, "TD", "GOV"),
        ("the rebel Boko Haram force", "", None, "NG", "REB"),
    ],
)
def test_a_phrase_is_coded(text: str, context: str, day: date | None, country: str, sector: str) -> None:
    found = coded(text, TABLES, context=context, day=day)
    assert (found.country, found.sectors[:1]) == (country, (sector,))


def test_a_bare_state_is_told_from_its_bodies() -> None:
    assert coded("Chad", TABLES).state
    assert not coded("the Chadian army", TABLES).state
