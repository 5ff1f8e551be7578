"""The overview: its three forms, and what addresses ask for."""

from __future__ import annotations

import csv
import io

from fastapi.testclient import TestClient


def test_a_view_is_a_page_and_json_and_csv_under_the_same_filter(demo: TestClient) -> None:
    asked = {"actor": "iran"}
    shown = demo.get("/overview.json", params=asked).json()
    rows = list(csv.DictReader(io.StringIO(demo.get("/overview.csv", params=asked).text.lstrip("\ufeff"))))
    page = demo.get("/overview", params=asked).text
    assert 0 < shown["n"] < shown["n_all"]
    assert [row["id"] for row in rows] == [event["id"] for event in shown["events"]]
    assert all(f"/events/{row['id']}" in page for row in rows)


def test_empty_fields_of_a_form_ask_for_nothing(demo: TestClient) -> None:
    assert demo.get("/overview.json?type=&contested=&since=").json() == demo.get("/overview.json").json()


def test_what_an_address_cannot_ask_for_is_said(demo: TestClient) -> None:
    assert demo.get("/overview?type=WAR").status_code == 404
    assert "no event type" in demo.get("/overview?type=WAR").text
    assert demo.get("/overview.json?min_probability=7").status_code == 422
