"""Formats of facts: what each writes of an act, by its scheme's conventions, and what it leaves out and says so."""

from __future__ import annotations

import csv
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas
import polars
import pytest

from sayso.export import acled, ged, polecat, writer_of
from sayso.export.write_options import WriteOptions
from sayso.record.edtf import Edtf
from sayso.record.events import Contested, Event, EventActor, EventPlace
from tests.export.shown import Shown, killed, raid, who

FORMATS = {"acled": "acled.csv", "ged": "ged.csv", "polecat": "polecat.tsv", "plover": "plover.json"}
COLUMNS = {"acled": (acled.COLUMNS, 31), "ged": (ged.COLUMNS, 49), "polecat": (polecat.COLUMNS, 40)}


def written(tmp_path: Path, format: str, *events: Event, **asked: Any) -> list[dict[str, Any]]:
    """Write events in a format and read its rows back."""
    writer_of(format)(Shown(events), tmp_path, WriteOptions(**asked))  # type: ignore[arg-type]
    path = tmp_path / FORMATS[format]
    if format == "plover":
        return json.loads(path.read_text())  # type: ignore[no-any-return]
    with path.open(encoding="utf-8-sig", newline="") as file:
        tabs = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if format == "polecat" else {}
        return list(csv.DictReader(file, **tabs))  # type: ignore[arg-type]


def left_out(tmp_path: Path) -> dict[str, str]:
    with (tmp_path / "left_out.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["event"]: row["reason"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"status": "planned"}, "planned: "),
        ({"status": "denied"}, "denied: "),
        ({"status": "hypothetical"}, "hypothetical: "),
        ({"status": "averted"}, "averted: "),
        ({"status": "not_happened"}, "not_happened: "),
        ({"status": "uncertain"}, "uncertain: "),
        ({"status": "contested", "contested": (Contested("status", ()),)}, "contested: "),
    ],
)
def test_what_did_not_plainly_happen_is_left_out_with_the_reason(
    tmp_path: Path, format: str, fields: dict[str, Any], reason: str
) -> None:
    rows = written(tmp_path, format, raid("m1"), raid("m2", **fields), raid("m3", contested=(Contested("date", ()),)))
    assert len(rows) == 2
    assert list(left_out(tmp_path)) == ["m2"] and left_out(tmp_path)["m2"].startswith(reason)


def doers(format: str, row: dict[str, Any]) -> str:
    cell = {"acled": "actor1", "ged": "side_a", "polecat": "Actor Name"}.get(format)
    return str(row[cell]) if cell else ", ".join(one["name"] for one in row["source"])


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("basis", ["accused", "hinted", "inferred", "denied"])
def test_who_is_only_accused_is_no_doer_unless_asked_for(tmp_path: Path, format: str, basis: str) -> None:
    told = raid(actors=(who("turkey", basis),))
    rows = written(tmp_path, format, told)
    if format == "ged":
        assert rows == [] and "no organised actor is plainly named as the doer (Turkey: " in left_out(tmp_path)["m1"]
    else:
        assert [doers(format, row) for row in rows] == [""]
    notes = {"acled": "notes", "plover": "comment"}.get(format)
    assert notes is None or "Turkey: " in rows[0][notes]
    accepted = written(tmp_path, format, told, accept_attributed=True)
    if basis == "denied":
        assert [doers(format, row) for row in accepted] == [""] * len(rows)
    else:
        assert ["Turkey" in doers(format, row) for row in accepted] == [True]


@pytest.mark.parametrize("format", COLUMNS)
def test_tables_have_the_columns_of_their_scheme_and_are_read_by_everybody(tmp_path: Path, format: str) -> None:
    columns, n = COLUMNS[format]
    written(tmp_path, format, raid("m1"), raid("m2", places=(EventPlace(None, "x", "IQ", None, None, 6, "site"),)))
    path = tmp_path / FORMATS[format]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") is (format != "polecat")
    mark = "\t" if format == "polecat" else ","
    for frame in (pandas.read_csv(path, sep=mark), polars.read_csv(path, separator=mark)):
        assert (tuple(frame.columns), len(frame.columns), len(frame)) == (columns, n, 2)
    nothing = pandas.read_csv(path, sep=mark).isna()
    assert bool(nothing[{"acled": "timestamp", "ged": "conflict_name", "polecat": "Contexts"}[format]].all())


@pytest.mark.parametrize("format", FORMATS)
def test_versions_and_windows_stand_beside(tmp_path: Path, format: str) -> None:
    rules = {
        "version": "0",
        "codebook": "c",
        "windows": {"cell_days": 8},
        "tables": {"x": []},
        "filter": {"type": ["A"]},
    }
    written(tmp_path, format, raid("m1"), raid("m2", status="planned"), rules=rules, codebook="c1", mapping="m1")
    about = json.loads((tmp_path / FORMATS[format]).with_suffix(".about.json").read_text())
    assert (about["format"], about["codebook"], about["mapping"]) == (format, "c1", "m1")
    assert about["windows"] == {"cell_days": 8} and about["filter"] == {"type": ["A"]} and "tables" not in about
    assert about["rows"] == {"events": 1, "left_out": 1}


@pytest.mark.parametrize("format", FORMATS)
def test_a_case_of_no_events_is_written(tmp_path: Path, format: str) -> None:
    assert written(tmp_path, format) == [] and left_out(tmp_path) == {}


def test_a_file_may_be_named(tmp_path: Path) -> None:
    writer_of("acled")(Shown((raid(),)), tmp_path / "new" / "mine.csv", WriteOptions())  # type: ignore[arg-type]
    assert {path.name for path in (tmp_path / "new").iterdir()} == {"mine.csv", "mine.about.json", "left_out.csv"}


@pytest.mark.parametrize(("safe", "cell"), [(True, "'=Jets bomb depot"), (False, "=Jets bomb depot")])
def test_headlines_are_run_by_no_spreadsheet(tmp_path: Path, safe: bool, cell: str) -> None:
    (row,) = written(tmp_path, "ged", raid(), safe_cells=safe)
    assert row["source_headline"] == cell


def test_acled_follows_its_conventions(tmp_path: Path) -> None:
    (row,) = written(tmp_path, "acled", raid(tags=("border", "air")))
    assert row | {"notes": ""} == {
        "event_id_cnty": "m1", "event_date": "2020-01-10", "year": "2020", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "Turkey", "assoc_actor_1": "", "inter1": "8",
        "actor2": "Karwan Front", "assoc_actor_2": "", "inter2": "2", "interaction": "28", "civilian_targeting": "",
        "iso": "368", "region": "Middle East", "country": "Iraq", "admin1": "Ninawa", "admin2": "Sinjar", "admin3": "",
        "location": "Karwan", "latitude": "36.3", "longitude": "41.8", "geo_precision": "2", "source": "Meridian Wire",
        "source_scale": "", "notes": "", "fatalities": "12", "tags": "border; air", "timestamp": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"actors": (who("iraq"),)}, {"actor1": "Iraq", "inter1": "1", "interaction": "12"}),
        ({"actors": ()}, {"actor1": "", "inter1": "", "interaction": "", "actor2": "Karwan Front"}),
        ({"recipients": (who("villagers"),)},
         {"actor2": "Civilians (Iraq)", "assoc_actor_2": "villagers", "inter2": "7", "interaction": "78",
          "civilian_targeting": "Civilian targeting"}),
        ({"recipients": (who("depot"),)}, {"actor2": "", "inter2": "", "interaction": ""}),
        ({"mode": None}, {"event_type": "Battles", "sub_event_type": "Armed clash"}),
        ({"mode": None, "recipients": (who("villagers"),)}, {"event_type": "Violence against civilians"}),
        ({"date": Edtf("2020-01")}, {"event_date": "2020-01-16", "time_precision": "3"}),
        ({"date": Edtf("2020-01-10~")}, {"event_date": "2020-01-10", "time_precision": "2"}),
        ({"date": Edtf("2020-01-10/2020-01-12")}, {"event_date": "2020-01-11", "time_precision": "2"}),
        ({"places": ()}, {"country": "", "location": "", "geo_precision": "", "inter1": "", "iso": ""}),
        ({"places": (EventPlace(None, "Iraq", "IQ", None, None, 6, "site"),)}, {"country": "Iraq", "location": ""}),
        ({"numbers": ()}, {"fatalities": ""}),
        ({"numbers": (killed(0, 0),)}, {"fatalities": "0"}),
        ({"type": "PROTEST", "mode": "demo", "actors": (who("villagers"),), "recipients": (who("iraq"),)},
         {"event_type": "Protests", "sub_event_type": "Peaceful protest", "actor1": "Protesters (Iraq)", "inter1": "6",
          "assoc_actor_1": "villagers", "actor2": "", "disorder_type": "Demonstrations"}),
        ({"mode": "crowd-control", "actors": (who("iraq"),), "recipients": (who("villagers"),)},
         {"actor1": "Protesters (Iraq)", "assoc_actor_1": "villagers", "actor2": "Iraq", "interaction": "16"}),
    ],
)  # fmt: skip
def test_acled_cells(tmp_path: Path, fields: dict[str, Any], expected: dict[str, str]) -> None:
    (row,) = written(tmp_path, "acled", raid(**fields))
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("format", "fields", "reason"),
    [
        ("acled", {"type": "ACCUSE", "mode": "allege"}, "ACLED has no event for ACCUSE/allege"),
        ("acled", {"mode": None, "recipients": ()}, "ACLED has no event for ASSAULT of which no known target is told"),
        ("acled", {"date": None}, "no text tells when"),
        ("acled", {"date": Edtf("2020")}, "the date 2020 is too coarse"),
        ("ged", {"type": "COERCE", "mode": "arrest"}, "COERCE/arrest is no armed force"),
        ("ged", {"numbers": ()}, "no report counts anybody killed"),
        ("ged", {"numbers": (killed(0, 0),)}, "no report counts anybody killed"),
        ("ged", {"numbers": (killed(9, 9, scope="cumulative"),)}, "no report counts anybody killed"),
        ("ged", {"date": None}, "no text tells when"),
        ("ged", {"date": Edtf("2018/2020")}, "too coarse"),
        ("ged", {"places": ()}, "in which country"),
        ("ged", {"recipients": ()}, "nobody known to be acted on"),
        ("ged", {"actors": (who("villagers"),)}, "no organised violence by UCDP's definition: civilians against group"),
        ("plover", {"date": None}, "no text tells when"),
        ("plover", {"date": Edtf("../2020")}, "the date ../2020 is open"),
    ],
)
def test_what_a_scheme_does_not_take_is_named(tmp_path: Path, format: str, fields: dict[str, Any], reason: str) -> None:
    assert written(tmp_path, format, raid(**fields)) == []
    assert reason in left_out(tmp_path)["m1"]


def test_ged_follows_its_conventions(tmp_path: Path) -> None:
    (row,) = written(tmp_path, "ged", raid())
    held = {name: cell for name, cell in row.items() if cell}
    assert held == {
        "id": "m1", "year": "2020", "type_of_violence": "1", "dyad_name": "Government of Turkey - Karwan Front",
        "side_a": "Government of Turkey", "side_b": "Karwan Front", "number_of_sources": "1",
        "source_article": "Meridian Wire, 2020-01-11, =Jets bomb depot", "source_office": "Meridian Wire",
        "source_date": "2020-01-11", "source_headline": "'=Jets bomb depot", "where_prec": "2",
        "where_coordinates": "Karwan", "where_description": "Karwan", "adm_1": "Ninawa", "adm_2": "Sinjar",
        "latitude": "36.3", "longitude": "41.8", "geom_wkt": "POINT (41.8 36.3)", "priogrid_gid": "181884",
        "country": "Iraq", "country_id": "645", "region": "Middle East", "event_clarity": "1", "date_prec": "1",
        "date_start": "2020-01-10", "date_end": "2020-01-10", "deaths_a": "0", "deaths_b": "0",
        "deaths_civilians": "0", "deaths_unknown": "24", "best": "24", "high": "24", "low": "24", "gwnoa": "640",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"actors": (who("front"),), "recipients": (who("iraq"),)},
         {"type_of_violence": "1", "side_a": "Government of Iraq", "side_b": "Karwan Front", "gwnoa": "645"}),
        ({"recipients": (who("villagers"),)}, {"type_of_violence": "3", "side_b": "Civilians", "gwnob": ""}),
        ({"actors": (who("front"),), "recipients": (who("front"),)}, {"type_of_violence": "2"}),
        ({"numbers": (killed(10, 10), killed(4, 4, side="front"), killed(3, 3, who_class="civilian"))},
         {"best": "10", "deaths_b": "4", "deaths_civilians": "3", "deaths_unknown": "3"}),
        ({"numbers": (killed(4, 4, side="front"), killed(3, 3, side="turkey"))},
         {"best": "4", "deaths_a": "0", "deaths_b": "0", "deaths_unknown": "4"}),
        ({"date": Edtf("2020-01")}, {"date_prec": "4", "date_start": "2020-01-01", "date_end": "2020-01-31"}),
        ({"date": Edtf("2020")}, {"date_prec": "5"}),
    ],
)  # fmt: skip
def test_ged_cells(tmp_path: Path, fields: dict[str, Any], expected: dict[str, str]) -> None:
    (row,) = written(tmp_path, "ged", raid(**fields))
    assert {name: row[name] for name in expected} == expected


def test_deaths_of_sides_add_up_to_best(tmp_path: Path) -> None:
    rows = written(tmp_path, "ged", raid("m1"), raid("m2", numbers=(killed(10, 10), killed(4, 4, side="front"))))
    for row in rows:
        parts = (row["deaths_a"], row["deaths_b"], row["deaths_civilians"], row["deaths_unknown"])
        assert sum(map(int, parts)) == int(row["best"]) and int(row["low"]) <= int(row["best"]) <= int(row["high"])


def test_polecat_and_plover_tell_who_where_and_when(tmp_path: Path) -> None:
    stranger = EventActor(None, "a stranger\tin town", "stated", ())
    (row,) = written(tmp_path, "polecat", raid(actors=(who("turkey"), stranger)))
    expected = {
        "Event Date": "2020-01-10", "Event Type": "ASSAULT", "Event Mode": "aerial", "Quad Code": "4",
        "Actor Name": "Turkey; a stranger in town", "Actor Country": "TUR; ", "Actor COW": "640; ",
        "Primary Recipient Sector": "REB", "City": "Karwan", "District": "Sinjar", "Province": "Ninawa",
        "Country": "IRQ", "GeoNames ID": "99", "Feature Type": "town", "Publication Date": "2020-01-11",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert written(tmp_path, "polecat", raid(date=Edtf("2020-01")))[0]["Event Date"] == ""
    (told,) = written(tmp_path, "plover", raid(date=Edtf("2020-01"), numbers=(killed(7, 7),)))
    assert (told["date"], told["enddate"], told["quad_code"]) == ("2020-01-01", "2020-01-31", 4)
    assert (told["cameo"], told["size"]) == ("19", {"dead": 7})
    assert told["source"] == [{"name": "Turkey", "code": "TUR", "sector": ["GOV"], "actor_text": "Turkey"}]
    assert told["text"][told["text_info"]["start"] : told["text_info"]["end"]] == told["text"]
    assert "size" not in written(tmp_path, "plover", raid())[0]


class Many(Shown):
    """List one raid over and over, made as it is asked for."""

    def events(self, event: str | None = None) -> Iterator[Event]:
        return (raid(f"m{n}", status="planned" if n % 2 else "reported") for n in range(len(self.kept)))


@pytest.mark.parametrize("format", FORMATS)
def test_memory_does_not_grow_with_the_events(tmp_path: Path, format: str) -> None:
    def peak(n: int) -> int:
        tracemalloc.start()
        writer_of(format)(Many((raid(),) * n), tmp_path / str(n), WriteOptions())  # type: ignore[arg-type]
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    peak(10)
    assert peak(2_000) - peak(200) < 100_000
