"""Rows of other people's tables, read as acts; what is no row is named with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.scheme_names import SchemeNames
from sayso.compare.forms import Forms, Reading
from sayso.errors import UnreadableInput, UsageError

FORMS = Forms(SchemeNames.load(ActorRegistry.load()))
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,iso,location,latitude,"
    "longitude,geo_precision,fatalities"
)
GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,latitude,longitude,country,date_start,date_end,best"
)
POLECAT = "Event ID\tEvent Date\tEvent Type\tActor Name\tRecipient Name\tCity\tCountry\tLatitude\tLongitude"


def read(tmp_path: Path, text: str) -> Reading:
    (tmp_path / "rows.csv").write_text(text, encoding="utf-8")
    return FORMS.read(tmp_path / "rows.csv")


def test_acled_rows(tmp_path: Path) -> None:
    act = "IRQ1,10 January 2020,2,Explosions/Remote violence,Air/drone strike"
    row = f"{act},Military Forces of Turkey (2016-),Civilians (Iraq),Iraq,368,Karwan,36.3,41.8,1,12"
    found = read(tmp_path, f"\ufeff{ACLED}\r\n{row}\r\n")
    (act,) = found.rows
    assert (found.scheme, found.rejected, act.id, act.line) == ("acled", (), "IRQ1", 2)
    assert (act.first, act.last, act.killed) == (date(2020, 1, 7), date(2020, 1, 13), (12, 12))
    assert act.types == {"ASSAULT"} and act.actors == {"id:turkey", "state:TR"}
    assert [(one.name, one.country, one.latitude, one.wide) for one in act.places] == [("Karwan", "IQ", 36.3, False)]


def test_ged_rows(tmp_path: Path) -> None:
    row = "9,1,Government of Iraq,IS,4,Ninawa,36.3,41.8,Iraq,2020-01-10 00:00:00.000,2020-01-12 00:00:00.000,5"
    (act,) = read(tmp_path, f"{GED}\n{row}\n").rows
    assert (act.first, act.last, act.killed) == (date(2020, 1, 10), date(2020, 1, 12), (5, 5))
    assert act.places[0].wide and {"id:iraq", "id:islamic-state"} <= act.actors


def test_polecat_rows(tmp_path: Path) -> None:
    row = "p1\t2020-01-10\tASSAULT\tTurkey; Iran\tKataib Hezbollah\tKarwan\tIRQ\t36.3\t41.8"
    (act,) = read(tmp_path, f"{POLECAT}\n{row}\n").rows
    assert act.types == {"ASSAULT"} and {"id:turkey", "id:iran", "id:kataib-hezbollah"} <= act.actors
    assert act.places[0].country == "IQ"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("9,1,A,B,1,x,36,41,Iraq,yesterday,2020-01-12,5", "the date_start 'yesterday' is no day"),
        ("9,1,A,B,1,x,36,41,Iraq,2020-01-12,2020-01-10,5", "it ends on 2020-01-10, before it begins on 2020-01-12"),
        ("9,1,A,B,1,x,north,41,Iraq,2020-01-10,2020-01-10,5", "the latitude 'north' is no number from -90 to 90"),
        ("9,1,A,B,1,x,36,41,Iraq,2020-01-10,2020-01-10,many", "the best 'many' is no number"),
        ("9,1,A,B,1,x,nan,41,Iraq,2020-01-10,2020-01-10,5", "the latitude 'nan' is no number from -90 to 90"),
        ("9,1,A,B,1,x,36,41,Iraq,0001-01-01,2020-01-10,5", "the date_start '0001-01-01' is no day"),
        ("9,1,A,B,1,x,36,41,Iraq,2020-01-10,2020-01-10,inf", "the best 'inf' is no number"),
        ("9,1,A,B", "4 cells where the header has 12"),
    ],
)
def test_a_line_that_is_no_row_is_named_and_stops_nothing(tmp_path: Path, row: str, problem: str) -> None:
    good = "8,1,Government of Iraq,IS,1,x,36,41,Iraq,2020-01-10,2020-01-10,5"
    found = read(tmp_path, f"{GED}\n{row}\n\n{good}\n")
    assert [(one.line, one.problem) for one in found.rejected] == [(2, problem)]
    assert [one.id for one in found.rows] == ["8"]


def test_an_unknown_type_of_polecat_is_named(tmp_path: Path) -> None:
    found = read(tmp_path, f"{POLECAT}\np1\t2020-01-10\tWAR\tA\tB\t\t\t\t\n")
    assert found.rows == () and "'WAR' is none of PLOVER's" in found.rejected[0].problem


def test_files_that_are_no_such_tables_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="of no form that is known"):
        read(tmp_path, "a,b\n1,2\n")
    with pytest.raises(UsageError):
        read(tmp_path, "")
    with pytest.raises(UnreadableInput, match="cannot be read"):
        FORMS.read(tmp_path / "gone.csv")
    (tmp_path / "rows.csv").write_bytes(b"\xff\xfe\x00bad")
    with pytest.raises(UnreadableInput, match="no UTF-8"):
        FORMS.read(tmp_path / "rows.csv")
