"""Plots as JSON: what they draw under a query, the colours they draw in, and the shapes of countries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from sayso.errors import UsageError
from sayso.serve.land import land, mercator
from sayso.serve.palette import palette
from sayso.serve.plot_files import LIBRARY
from tests.deciding import case_at
from tests.merged import Act, report
from tests.serve.conftest import client_of


def source_of(client: TestClient, plot: str, name: str, **asked: Any) -> dict[str, Any]:
    """Give the columns of a source of a plot, as they were written."""
    item = client.get(f"/plots/{plot}.json", params=asked).json()
    return {column: plain(values) for column, values in _find(item["doc"], name)["entries"]}


def plain(values: Any) -> list[Any]:
    return values if isinstance(values, list) else [None] * values.get("shape", [0])[0]


def _find(held: Any, name: str) -> dict[str, Any]:
    for one in _walk(held):
        if isinstance(one, dict) and one.get("name") == "ColumnDataSource" and one["attributes"].get("name") == name:
            return one["attributes"]["data"]  # type: ignore[no-any-return]
    raise AssertionError(name)


def _walk(held: Any) -> Any:
    yield held
    for one in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from _walk(one)


def test_a_timeline_draws_the_bars_that_the_page_lists(demo: TestClient) -> None:
    drawn = source_of(demo, "timeline", "bars", unit="month", all="true")
    listed = demo.get("/overview.json?unit=month&all=true").json()["timeline"]["bars"]
    assert sum(drawn["n"]) == sum(bar["n"] for bar in listed) > 0
    assert sorted({bar["start"] for bar in listed}) == drawn["first"]


def test_what_lies_beside_a_brush_stays_in_sight(demo: TestClient) -> None:
    dates = {"since": "2020-01-03", "until": "2020-01-04", "all": "true", "unit": "day"}
    drawn = source_of(demo, "timeline", "bars", **dates)
    assert drawn["first"][0] < "2020-01-03" and drawn["first"][-1] > "2020-01-04"
    assert {"2019-12-31", "2020-01-08"} <= set(drawn["first"])
    inside = {"all": "true", "box": "33,44,34,45"}
    there = "latitude BETWEEN 33 AND 34 AND longitude BETWEEN 44 AND 45"
    beside = source_of(demo, "map", "places", **inside)["place"]
    assert len(beside) > len(source_of(demo, "map", "places", where=there, all="true")["place"])
    assert len(source_of(demo, "graph", "parties", party="iran", all="true")["id"]) > 2


def test_a_map_marks_places_where_they_lie(demo: TestClient) -> None:
    drawn = source_of(demo, "map", "places", place="Baghdad", all="true")
    assert "Baghdad" in drawn["place"]


def test_names_are_drawn_without_what_is_not_seen(tmp_path: Path) -> None:
    acts: list[Act] = [("exe\u202e<b>", "Vesta", "struck", 3)]
    with case_at(tmp_path / "x.sayso", report(acts, "a.txt")):
        pass
    with client_of(tmp_path / "x.sayso") as client:
        drawn = source_of(client, "graph", "parties")
    assert sorted(drawn["name"]) == sorted(drawn["label"]) == ["Vesta", "exe<b>"]


def test_plots_of_nothing_are_plots(demo: TestClient) -> None:
    for name in ("timeline", "map", "graph"):
        assert demo.get(f"/plots/{name}.json?words=zzzzqqq").status_code == 200


def test_plots_are_drawn_in_the_colours_of_the_style_sheet(demo: TestClient) -> None:
    light, dark = (demo.get(f"/plots/timeline.json?dark={dark}").text for dark in ("false", "true"))
    for text, colours in ((light, palette(dark=False)), (dark, palette(dark=True))):
        assert colours["material-conflict"] in text and colours["card"] in text
    assert palette(dark=False)["material-conflict"] not in dark


def test_the_library_comes_from_here_and_is_kept(demo: TestClient) -> None:
    answer = demo.get(LIBRARY)
    assert answer.status_code == 200 and "javascript" in answer.headers["content-type"]
    assert "immutable" in answer.headers["cache-control"]
    assert f'data-library="{LIBRARY}"' in demo.get("/overview").text


def test_the_shapes_of_the_package_are_closed_rings_on_the_earth() -> None:
    xs, ys = land()
    assert len(xs) == len(ys) > 200
    for east, north in zip(xs, ys, strict=True):
        for outer_x, outer_y in zip(east, north, strict=True):
            for ring_x, ring_y in zip(outer_x, outer_y, strict=True):
                assert len(ring_x) == len(ring_y) and (ring_x[0], ring_y[0]) == (ring_x[-1], ring_y[-1])
                assert max(map(abs, ring_x)) <= round(mercator(180, 0)[0])


def test_baghdad_lies_in_one_country() -> None:
    x, y = mercator(44.4, 33.3)
    xs, ys = land()
    holding = [n for n, (east, north) in enumerate(zip(xs, ys, strict=True)) if _holds(east, north, x, y)]
    assert len(holding) == 1


def _holds(east: Any, north: Any, x: float, y: float) -> bool:
    rings = [(a, b) for one, two in zip(east, north, strict=True) for a, b in zip(one, two, strict=True)]
    crossed = 0
    for ring_x, ring_y in rings:
        for n in range(len(ring_x) - 1):
            if (ring_y[n] > y) != (ring_y[n + 1] > y):
                at = ring_x[n] + (y - ring_y[n]) / (ring_y[n + 1] - ring_y[n]) * (ring_x[n + 1] - ring_x[n])
                crossed += at > x
    return crossed % 2 == 1


SQUARE = [[[10, 10], [20, 10], [20, 20], [10, 20], [10, 10]]]


@pytest.mark.parametrize(
    "held",
    [
        {"type": "Polygon", "coordinates": SQUARE},
        {"type": "MultiPolygon", "coordinates": [SQUARE]},
        {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": SQUARE}},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": None},
         {"type": "Feature", "geometry": {"type": "GeometryCollection", "geometries": [
             {"type": "Polygon", "coordinates": SQUARE}]}}]},
    ],
)  # fmt: skip
def test_a_file_of_shapes_takes_the_place_of_those_of_the_package(
    demo_case: Path, tmp_path: Path, held: dict[str, Any]
) -> None:
    path = tmp_path / "shapes.geojson"
    path.write_text(json.dumps(held))
    with client_of(demo_case, shapes=str(path)) as client:
        shown = client.get("/plots/land.json").json()
        assert "named with --shapes" in client.get("/overview").text
    assert shown["xs"][-1][0][0][:2] == [round(mercator(10, 10)[0]), round(mercator(20, 10)[0])]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"type": "Polygon", "coordinates": [[["a", 1]]]}', '{"type": "Polygon"}', "[" * 9999,
             '{"type": "Polygon", "coordinates": [[[NaN, 1]]]}', '{"type": "FeatureCollection", "features": 3}'],
)  # fmt: skip
def test_a_file_that_holds_no_shapes_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "shapes.geojson"
    path.write_text(text)
    with pytest.raises(UsageError, match="cannot read shapes"):
        land(str(path))
    with pytest.raises(UsageError, match="cannot read shapes"):
        land(str(tmp_path / "none.geojson"))
