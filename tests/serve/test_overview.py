"""The overview: its three forms, what it opens on, what addresses ask for, and what they lead to."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from sayso.codebook.opening import Opening
from sayso.serve.address import Address, opened
from sayso.table.event_filter import EventFilter
from tests.deciding import ANN, case_at, raid
from tests.merged import Act, report
from tests.serve.conftest import client_of

HOSTILE = "<script>alert(1)</script>\u202eexe $$x$$ =1+1 javascript:alert(2)"


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[TestClient]:
    acts: list[Act] = [(HOSTILE, "Vesta", "struck", 3), ("Vesta", HOSTILE, "raided", 9)]
    with case_at(tmp_path / "x.sayso", report(acts, "<i>a.txt", outlet='"><script>alert(3)</script>')):
        pass
    with client_of(tmp_path / "x.sayso") as client:
        yield client


def rows_of(client: TestClient, **asked: Any) -> list[dict[str, str]]:
    text = client.get("/overview.csv", params=asked).text
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


def links_of(page: str) -> list[str]:
    return [address.replace("&amp;", "&") for address in re.findall(r'href="(/overview\?[^"]*)"', page)]


def test_a_view_is_a_page_and_json_and_csv_under_the_same_filter(demo: TestClient) -> None:
    asked = {"actor": "iran"}
    shown = demo.get("/overview.json", params=asked).json()
    rows = rows_of(demo, **asked)
    page = demo.get("/overview", params=asked).text
    assert 0 < shown["n"] < shown["n_all"]
    assert [row["id"] for row in rows] == [event["id"] for event in shown["events"]]
    assert all(f"/events/{row['id']}" in page for row in rows)


def test_a_file_holds_all_that_passes_and_a_page_a_part_of_it(demo: TestClient) -> None:
    first, second = (demo.get("/overview.json", params={"all": "true", "start": start}).json() for start in (0, 50))
    rows = rows_of(demo, all="true")
    assert len(first["events"]) == 50 and len(rows) == first["n"] == first["n_all"]
    assert [row["id"] for row in rows[:100]] == [one["id"] for one in (*first["events"], *second["events"])]
    assert "start=100" in demo.get("/overview?all=true&start=50").text


def test_it_opens_on_material_and_likely_acts_and_counts_what_it_hides(demo: TestClient) -> None:
    opening = Opening.load()
    shown, everything = demo.get("/overview.json").json(), demo.get("/overview.json?all=true").json()
    assert {event["quad"] for event in shown["events"]} <= set(opening.quads)
    assert shown["n"] + shown["opened"]["hidden"] == everything["n"] == everything["n_all"]
    assert everything["opened"] is None
    page = demo.get("/overview").text
    assert opening.share_words in page and f"{shown['opened']['hidden']} events are hidden" in page
    assert 'href="/overview?all=true"' in page
    assert demo.get("/overview.json?quad=verbal_conflict").json()["events"][0]["quad"] == "verbal_conflict"


@pytest.mark.parametrize(
    ("asked", "quads", "bar"),
    [
        ({}, True, True), ({"actor": ("x",)}, True, True), ({"type": ("CONSULT",)}, False, True),
        ({"mode": ("aerial",)}, False, True), ({"min_probability": 0.1}, True, False),
    ],
)  # fmt: skip
def test_it_opens_on_nothing_that_the_address_names_itself(asked: dict[str, Any], quads: bool, bar: bool) -> None:
    opening, wanted = Opening.load(), EventFilter(**asked)
    shown = opened(wanted, opening)
    assert (shown.quad == opening.quads) is quads
    assert (shown.min_probability == opening.min_probability) is bar


def test_every_state_that_a_page_links_to_is_one(demo: TestClient) -> None:
    seen = demo.get("/overview", params={"all": "true", "actor": "iran", "since": "2019", "words": "iran"}).text
    links = set(links_of(seen))
    assert len(links) > 60
    for address in sorted(links)[::4]:
        assert demo.get(address).status_code == 200, address


def test_a_facet_adds_its_value_and_takes_it_out_again(demo: TestClient) -> None:
    address = Address(EventFilter(actor=("iran",), since="2019"), order="date")
    added = address.toggled("actor", "israel")
    assert parse_qs(urlsplit(added).query) == {"actor": ["iran", "israel"], "since": ["2019"], "order": ["date"]}
    assert parse_qs(urlsplit(address.toggled("actor", "iran")).query) == {"since": ["2019"], "order": ["date"]}
    both = demo.get("/overview.json?all=true&actor=iran&actor=israel").json()["n"]
    alone = [demo.get(f"/overview.json?all=true&actor={one}").json() for one in ("iran", "israel")]
    assert max(one["n"] for one in alone) < both <= sum(one["n"] for one in alone)
    offered = {one["id"] for one in alone[0]["facets"]["actor"]}
    assert "israel" in offered, "a facet that is chosen offers the other values still"


def test_chips_name_what_is_asked_for_and_take_it_out(demo: TestClient) -> None:
    page = demo.get("/overview?actor=united-states&contested=false&since=2019-07").text
    chips = re.findall(r'<a class="chip state" href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL)
    told = {" ".join(re.sub(r"<.*?>", " ", words).split()): address for address, words in chips}
    assert any("United States" in words for words in told)
    assert any("July 2019" in words for words in told) and any("contested: no" in words for words in told)
    assert all(len(parse_qs(urlsplit(address.replace("&amp;", "&")).query)) == 2 for address in told.values())


def test_events_without_date_or_place_stay_in_sight(demo: TestClient) -> None:
    shown = demo.get("/overview.json", params={"all": "true", "since": "2019-12", "box": "30,40,36,48"}).json()
    assert shown["undated"] > 0 and shown["placeless"] > 0
    page = demo.get("/overview", params={"all": "true", "since": "2019-12"}).text
    (address,) = {link for link in links_of(page) if "date_first" in link}
    assert (
        demo.get(address.replace("/overview", "/overview.json", 1)).json()["n"]
        == demo.get("/overview.json", params={"all": "true", "where": "date IS NULL"}).json()["n"]
    )
    assert "no date" in demo.get(address).text


def test_empty_fields_of_a_form_ask_for_nothing(demo: TestClient) -> None:
    assert demo.get("/overview.json?type=&contested=&since=").json() == demo.get("/overview.json").json()


def test_what_an_address_cannot_ask_for_is_said(demo: TestClient) -> None:
    assert demo.get("/overview?type=WAR").status_code == 404
    assert "no event type" in demo.get("/overview?type=WAR").text
    assert demo.get("/overview.json?min_probability=7").status_code == 422
    for path in ("/overview", "/overview.csv", "/plots/map.json"):
        assert demo.get(path, params={"where": "nothing = 1"}).status_code == 404
        assert demo.get(path, params={"box": "1,2"}).status_code == 404


def test_words_are_looked_for_in_the_reports(demo: TestClient) -> None:
    shown = demo.get("/overview.json", params={"words": '"Green Zone"', "all": "true"}).json()
    assert 0 < shown["n"] < shown["n_all"]
    assert demo.get("/overview.json", params={"words": "zzzzqqq", "all": "true"}).json()["n"] == 0
    assert "No event passes" in demo.get("/overview?words=zzzzqqq").text


def test_hostile_words_are_words(hostile: TestClient) -> None:
    page = hostile.get("/overview").text
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page and "\u202e" not in page
    assert page.count("<script") == 1 and not re.search(r'\son\w+=|style="|href="javascript', page)
    assert hostile.get("/overview", params={"actor": HOSTILE.lower()}).text.count("<script") == 1
    assert all(not cell.startswith(("=", "+", "@")) for row in rows_of(hostile) for cell in row.values())


def test_pages_with_plots_may_make_styles_and_nothing_else_more(demo: TestClient) -> None:
    plots, others = (demo.get(path).headers["Content-Security-Policy"] for path in ("/overview", "/overview.json"))
    assert "style-src-elem 'self' 'unsafe-inline'" in plots and "script-src 'self';" in plots
    assert "unsafe" not in others and "unsafe-eval" not in plots and plots.count("unsafe-inline") == 1


@pytest.mark.parametrize("settings", [{"redact": True}, {"reviewed_only": True}, {"read_only": True}])
def test_it_shows_what_the_gates_let_through(tmp_path: Path, settings: dict[str, bool]) -> None:
    with case_at(tmp_path / "x.sayso") as case:
        case.decide("confirm", raid(case).id, by=ANN)
    with client_of(tmp_path / "x.sayso", **settings) as client:
        shown = client.get("/overview.json?all=true").json()
        assert shown["n"] == (1 if settings.get("reviewed_only") else 2)
        assert client.get("/overview").status_code == client.get("/plots/graph.json").status_code == 200
        assert len(rows_of(client, all="true")) == shown["n"]
        assert client.get("/overview.json?all=true&reviewed=true").json()["n"] == 1


def test_a_change_of_the_case_is_seen_at_once(tmp_path: Path) -> None:
    with case_at(tmp_path / "x.sayso") as case, client_of(tmp_path / "x.sayso") as client:
        before = client.get("/overview.json").json()
        assert client.get("/overview.json").json() == before
        case.decide("confirm", raid(case).id, by=ANN)
        after = client.get("/overview.json").json()
    assert [one["review"] for one in after["events"]].count("confirmed") == 1
    assert after["facets"]["review"] == [{"id": "confirmed", "name": "confirmed", "n": 1}]
