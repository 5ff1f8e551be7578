"""A user's own rows beside a case: what matches, what only one has, each with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.table.event_filter import EventFilter
from tests.compare.test_forms import ACLED

REPORT = """Turkish warplanes bombed rebels in Kirkuk on 10 January 2020, killing 12 fighters.

On 20 January 2020 gunmen shot dead three villagers in Mosul, Iraq. Turkey did not attack Erbil on 21 January 2020."""


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sayso.Case]:
    with sayso.open(tmp_path_factory.mktemp("compare") / "x.sayso") as opened:
        opened.add_text(REPORT, outlet="Meridian Wire", published="2020-01-25", method="codebook")
        yield opened


def rows(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text("\n".join((ACLED, *lines)) + "\n", encoding="utf-8")
    return path


TURKEY = "Military Forces of Turkey (2016-)"
STRIKE = f"T1,2020-01-10,1,Explosions/Remote violence,Air/drone strike,{TURKEY},PKK,Iraq,368,Kirkuk,35.47,44.39,1,30"
OTHER = "T2,2020-01-11,1,Protests,Peaceful protest,Protesters (Iraq),,Iraq,368,Basra,30.5,47.8,1,0"
LATE = f"T3,2020-02-28,1,Battles,Armed clash,{TURKEY},PKK,Iraq,368,Zakho,37.1,42.7,1,1"


def test_rows_and_events_are_set_side_by_side(case: sayso.Case, tmp_path: Path) -> None:
    found = case.compare(rows(tmp_path, STRIKE, OTHER, LATE))
    assert [(one.row, "same place" in " ".join(one.reasons)) for one in found.matched] == [("T1", True)]
    assert any(one.startswith("killed: 30 there") for one in found.matched[0].differs)
    assert [(one.id, one.reason) for one in found.only_there] == [
        ("T2", "events of its date are of another type"), ("T3", "no event of its date"),
    ]  # fmt: skip
    assert [one.title.split(" in ")[0] for one in found.only_here if "Mosul" in one.title]
    assert any(why.startswith(("not_happened", "denied")) for why in found.not_compared)


def test_an_export_matches_the_case_it_came_from(case: sayso.Case, tmp_path: Path) -> None:
    for format, name in (("acled", "acled.csv"), ("ged", "ged.csv"), ("polecat", "polecat.tsv")):
        written = case.export(tmp_path, format)["events"]
        found = case.compare(tmp_path / name)
        assert written and len(found.matched) == written == found.rows, format
        assert all(one.row == one.event and one.differs == () for one in found.matched), format


def test_only_events_that_pass_a_filter_are_compared(case: sayso.Case, tmp_path: Path) -> None:
    found = case.compare(rows(tmp_path, STRIKE), wanted=EventFilter(place=("Mosul",)))
    assert found.matched == () and found.events < len(case.events())


def test_the_command_tells_it_in_words_and_as_json(case: sayso.Case, tmp_path: Path) -> None:
    path = rows(tmp_path, STRIKE, OTHER, "T4,soon,1,Battles,Armed clash,A,B,Iraq,368,Sinjar,36.32,41.87,1,0")
    shown = CliRunner().invoke(main, ["compare", str(case.path), str(path)], catch_exceptions=False)
    assert shown.exit_code == 1
    for words in ("Matched (1)", "Only there (1)", "Only here", "line 4: the event_date 'soon' is no day"):
        assert words in shown.stdout
    shown = CliRunner().invoke(main, ["compare", str(case.path), str(path), "--json"], catch_exceptions=False)
    told = json.loads(shown.stdout)
    assert (told["rows"], len(told["matched"]), told["rejected"][0]["line"]) == (2, 1, 4)
    assert CliRunner().invoke(main, ["compare", str(case.path), str(tmp_path / "no.csv")]).exit_code == 2
