"""Formats of maps, timelines, graphs, tables and references: each read back by the tools it is written for."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import geojson
import networkx
import pandas
import polars
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from lxml import etree
from shapely.geometry import shape

import sayso
from sayso.export.bibliography import _bibtex, _csl
from sayso.export.timelinejs import COLUMNS, _parts
from tests.factory import document

KML = {"k": "http://www.opengis.net/kml/2.2"}
FILES = {
    "geojson": "events.geojson", "kml": "events.kml", "timelinejs": "timeline.csv", "gexf": "actors.gexf",
    "graphml": "actors.graphml", "csl": "sources.json", "bibtex": "sources.bib",
}  # fmt: skip


def written(case: Path, name: str, out: Path) -> tuple[Path, dict[str, int]]:
    with sayso.open(case) as opened:
        counts = opened.export(out, name, times=False)
    return out / FILES.get(name, ""), counts


def rows_left_out(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "left_out.csv").open(encoding="utf-8-sig", newline="")))


@pytest.mark.parametrize("name", [*FILES, "parquet"])
def test_two_exports_of_one_case_are_equal_and_say_by_which_rules_they_were_made(
    demo: Path, tmp_path: Path, name: str
) -> None:
    one, _ = written(demo, name, tmp_path / "one")
    other, _ = written(demo, name, tmp_path / "other")
    if name != "parquet":
        assert one.read_bytes() == other.read_bytes()
    about = json.loads(next(one.parent.glob("*.about.json") if one.is_file() else one.glob("*.about.json")).read_text())
    assert about["format"] == name and about["codebook"] and about["mapping"]


def test_geojson_is_valid_and_keeps_every_event(demo: Path, tmp_path: Path) -> None:
    path, counts = written(demo, "geojson", tmp_path)
    found = geojson.loads(path.read_text())
    assert found.is_valid and len(found["features"]) == counts["events"]
    assert [one["id"] for one in found["features"]] == sorted(one["id"] for one in found["features"])
    points = [shape(one["geometry"]) for one in found["features"] if one["geometry"]]
    assert len(points) == counts["events"] - counts["without_point"] > 0
    assert all(-90 <= point.y <= 90 and -180 <= point.x <= 180 for point in points)
    told = next(
        one["properties"] for one in found["features"] if one["geometry"] and one["properties"]["place"] == "Baghdad"
    )
    assert {"status", "responsibility", "voices", "words", "geo_precision"} <= told.keys() and "latitude" not in told


def test_kml_is_xml_with_a_placemark_for_each_point(demo: Path, tmp_path: Path) -> None:
    path, counts = written(demo, "kml", tmp_path)
    marks = etree.parse(path).findall(".//k:Placemark", KML)
    assert len(marks) == counts["events"] > 0
    for mark in marks:
        longitude, latitude = map(float, mark.find(".//k:coordinates", KML).text.split(","))
        assert -180 <= longitude <= 180 and -90 <= latitude <= 90
        held = {one.get("name"): one.findtext("k:value", namespaces=KML) for one in mark.findall(".//k:Data", KML)}
        assert held["status"] and held["id"] == mark.get("id")
        if held["status"] in ("denied", "not_happened"):
            assert "[" in mark.findtext("k:name", namespaces=KML)


def test_a_timeline_holds_dated_acts_that_occurred_and_names_the_rest(demo: Path, tmp_path: Path) -> None:
    path, counts = written(demo, "timelinejs", tmp_path)
    rows = pandas.read_csv(path)
    assert tuple(rows.columns) == COLUMNS and len(rows) == counts["events"] == polars.read_csv(path).height
    assert rows["Year"].notna().all() and rows["Headline"].notna().all()
    left = rows_left_out(tmp_path)
    with sayso.open(demo) as case:
        statuses = {one.id: one.status for one in case.events()}
    assert len(left) == counts["left_out"] == len(statuses) - counts["events"]
    assert all(row["reason"] for row in left)
    assert {one for one, status in statuses.items() if status in ("planned", "denied", "hypothetical")} <= {
        row["event"] for row in left
    }


@pytest.mark.parametrize(
    ("date", "parts"),
    [("2019-07-19", (2019, 7, 19)), ("2019-07~", (2019, 7, None)), ("2019-21", (2019, None, None)), ("..", (None,) * 3),
     ("2019?", (2019, None, None)), ("", (None,) * 3)],
)  # fmt: skip
def test_ends_of_dates_become_columns(date: str, parts: tuple[Any, ...]) -> None:
    assert _parts(date) == parts


@pytest.mark.parametrize(("name", "read"), [("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)])
def test_a_graph_reads_back_with_dated_edges_between_who_plainly_acts(
    demo: Path, tmp_path: Path, name: str, read: Any
) -> None:
    path, counts = written(demo, name, tmp_path)
    graph = read(path)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (counts["actors"], counts["edges"])
    with sayso.open(demo) as case:
        events = {one.id: one for one in case.events()}
    edges = [held for _, _, held in graph.edges(data=True)]
    assert edges and all(events[one["event"]].status in ("confirmed", "reported", "contested") for one in edges)
    for doer, _, held in graph.edges(data=True):
        grounds = [who.basis for who in events[held["event"]].actors if who.actor == doer]
        assert not grounds or set(grounds) <= {"stated", "admitted"}
    assert any(one.get("start") for one in edges)
    assert {one["event"] for one in edges}.isdisjoint(row["event"] for row in rows_left_out(tmp_path))


def test_no_private_individual_is_a_node(tmp_path: Path) -> None:
    case = sayso.open(tmp_path / "x.sayso")
    case.add_text("Police in Erbil arrested Karim Saadi, 16, on 3 May 2019. Then Turkey said that it had bombed Syria.")
    private = next(actor for actor in case.actors() if "Saadi" in actor.name)
    case.decide("sensitive", private.id, True, by="Ann", note="a minor")
    case.export(tmp_path / "g", "gexf")
    case.close()
    text = (tmp_path / "g" / "actors.gexf").read_text()
    assert "Saadi" not in text and "Turkey" in text
    assert "private" in (tmp_path / "g" / "left_out.csv").read_text()


def test_parquet_has_typed_columns_for_every_row(demo: Path, tmp_path: Path) -> None:
    folder, counts = written(demo, "parquet", tmp_path)
    with sayso.open(demo) as case:
        expected = {"events": len(case.events()), "mentions": len(case.mentions()), "claims": len(case.claims()),
                    "documents": len(case.documents())}  # fmt: skip
    assert counts == expected
    for name, n in expected.items():
        assert duckdb.sql(f"SELECT count(*) FROM '{folder}/{name}.parquet'").fetchall() == [(n,)]
        assert polars.read_parquet(folder / f"{name}.parquet").height == n
    types = dict(
        duckdb.sql(
            f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{folder}/events.parquet')"
        ).fetchall()
    )
    assert (types["date_first"], types["killed_low"], types["latitude"]) == ("DATE", "BIGINT", "DOUBLE")
    ids = duckdb.sql(f"SELECT id FROM '{folder}/events.parquet'").fetchall()
    assert ids == sorted(ids)


def test_references_are_set_by_a_citation_processor(demo: Path, tmp_path: Path) -> None:
    path, counts = written(demo, "csl", tmp_path)
    held = json.loads(path.read_text())
    assert len(held) == counts["documents"] > 0
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = CitationStylesBibliography(style, CiteProcJSON(held), formatter.plain)
    for one in held:
        listed.register(Citation([CitationItem(one["id"])]))
    shown = "\n".join(map(str, listed.bibliography()))
    assert all(one["title"] in shown for one in held)


def test_bibtex_has_an_entry_for_each_report(demo: Path, tmp_path: Path) -> None:
    path, counts = written(demo, "bibtex", tmp_path)
    text = path.read_text()
    assert text.count("@misc{") == counts["documents"] and text.count("{") == text.count("}")


def test_hostile_titles_stay_words_in_references() -> None:
    one = document(
        "x", title="100% {sure} \\write18 & \u202eodd_", outlet="A_B", url="http://x.test/a}b", published="2019~"
    )
    entry = _bibtex(one, times=True)
    assert r"100\% \{sure\} \textbackslash{}write18 \& odd\_" in entry and "a%7Db" in entry and "year = {2019}" in entry
    assert _csl(one, times=True)["issued"] == {"date-parts": [[2019]], "circa": True}
