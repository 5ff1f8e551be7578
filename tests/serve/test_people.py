"""Actors, commitments, sources and places: what their pages list, and whom they do not show."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sayso
from tests.serve.conftest import client_of


def rows(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text.lstrip("\ufeff"))))


def who_of(client: TestClient, address: str) -> str:
    """Give what an overview says but the words of reports."""
    if ".json" in address:
        return str([one["recipients"] for one in client.get(address).json()["events"]])
    if ".csv" in address:
        return str([row["recipients"] for row in rows(client, address)])
    return re.sub(r"<q>.*?</q>", "", client.get(address).text, flags=re.S)


def test_actors_are_listed_by_what_they_do_suffer_and_say(demo: TestClient) -> None:
    listed = demo.get("/actors.json").json()
    iran = next(one for one in listed if one["id"] == "iran")
    assert iran["acts"] == demo.get("/overview.json?actor=iran&all=true").json()["n"]
    assert iran["quoted"] == demo.get("/overview.json?source=iran&all=true").json()["n"]
    assert [one["id"] for one in demo.get("/actors.json?name=IRAN").json()].count("iran") == 1
    assert demo.get("/actors.json?start=100000").json() == []


def test_an_actor_has_names_partners_words_relations_and_promises(demo: TestClient) -> None:
    shown = demo.get("/actors/iran.json").json()
    page = demo.get("/actors/iran").text
    assert shown["actor"]["aliases"] and shown["n_told"] == len(shown["told"])
    assert "united-states" in {one["id"] for one in shown["acts_on"]}
    assert all(each["source"]["actor"] == "iran" for one in shown["told"] for each in one["own"])
    assert all(
        each["says"] not in {mine["says"] for mine in one["own"]} for one in shown["told"] for each in one["others"]
    )
    assert shown["commitments"][0]["quote"]["text"].split("\n")[0][:20] in page
    assert shown["n_commitments"] == demo.get("/commitments.json?holder=iran").json()["n"]


def test_who_is_not_there_is_said(demo: TestClient) -> None:
    for address in ("/actors/nobody", "/commitments/c0", "/sources/s0", "/places/p0"):
        answer = demo.get(address)
        assert answer.status_code == 404 and "in this case has the id" in answer.text


def test_a_private_individual_has_no_page_unless_asked(demo_case: Path, tmp_path: Path) -> None:
    case = sayso.open(tmp_path / "own.sayso")
    case.add_text("Police in Erbil arrested Karim Saadi, 16, on 3 May 2019. Iran denied that it bombed the town.")
    name = next(actor for actor in case.actors() if "Saadi" in actor.name)
    case.decide("sensitive", name.id, True, by="Ann", note="a minor")
    case.close()
    with client_of(case.path) as client:
        assert "Saadi" not in client.get("/actors").text and "Saadi" not in client.get("/actors.json").text
        for form in ("", ".json", ".csv"):
            assert "Karim Saadi" not in who_of(client, f"/overview{form}?all=true")
            assert "Karim Saadi" in who_of(client, f"/overview{form}?all=true&private=true")
        assert client.get(f"/actors/{name.id}").status_code == 404
        assert "Saadi" in client.get(f"/actors/{name.id}?private=true").text


def test_a_decision_on_an_actor_shows_at_once(demo_case: Path, tmp_path: Path) -> None:
    copy = tmp_path / "own.sayso"
    with sayso.open(demo_case) as case:
        case.backup(copy)
    with client_of(copy) as client:
        assert client.get("/actors/iran.json").json()["name"] == "Iran"
        with sayso.open(copy) as case:
            case.decide("name", "iran", "Islamic Republic of Iran", by="Ann")
        assert client.get("/actors/iran.json").json()["name"] == "Islamic Republic of Iran"


@pytest.mark.parametrize(("asked", "field"), [("kind=threat", "kind"), ("standing=open", "standing")])
def test_commitments_pass_a_filter(demo: TestClient, asked: str, field: str) -> None:
    shown = demo.get(f"/commitments.json?{asked}").json()
    assert shown["n"] == len(shown["commitments"]) > 0
    assert {one[field] for one in shown["commitments"]} == {asked.split("=")[1]}
    assert demo.get("/commitments.json").json()["n"] > shown["n"]


def test_a_commitment_shows_its_words_and_what_came_of_it(demo: TestClient) -> None:
    for one in demo.get("/commitments.json").json()["commitments"]:
        shown = demo.get(f"/commitments/{one['id']}.json").json()
        assert shown["commitment"] == one
        assert bool(shown["events"]) == bool(one["standing_evidence"])
        assert f"/documents/{one['doc']}?at={one['quote']['start']}-{one['quote']['end']}" in demo.get(
            f"/commitments/{one['id']}"
        ).text.replace("&amp;", "&")


def test_sources_count_what_rests_on_them(demo: TestClient) -> None:
    listed = rows(demo, "/sources.csv")
    wire = next(row for row in listed if row["name"] == "Meridian Wire")
    assert (wire["kind"], wire["grade"]) == ("outlet", "F")
    assert (
        int(wire["events"]) == demo.get("/overview.json?outlet=meridian wire&all=true").json()["n"] > int(wire["alone"])
    )
    page = demo.get(f"/sources/{wire['id']}").text
    assert "nobody has graded it" in page and "/documents/" in page
    assert {row["kind"] for row in rows(demo, "/sources.csv?kind=official")} == {"official"}


def test_a_place_has_its_point_and_its_events(demo: TestClient) -> None:
    shown = demo.get("/places/place-baghdad.json").json()
    assert shown["place"]["latitude"] == pytest.approx(33.3, abs=0.2)
    assert shown["n"] == demo.get("/overview.json?place=place-baghdad&all=true").json()["n"]


def test_words_of_reports_stand_escaped(tmp_path: Path) -> None:
    case = sayso.open(tmp_path / "x.sayso")
    case.add_text(
        "Iran's <script>alert(1)</script> army\u202e threatened to bomb Erbil if the siege goes on."
        " Iran bombed Erbil on 2 May 2019.",
        outlet="<b>Wire</b>", published="2019-05-03",
    )  # fmt: skip
    case.close()
    with client_of(case.path) as client:
        for address in ("/actors", "/commitments", "/sources", "/overview", "/actors/iran"):
            text = client.get(address).text
            assert "<script>alert" not in text and "<b>Wire" not in text and "\u202e" not in text, address


@pytest.mark.parametrize("gate", ["reviewed_only", "redact"])
def test_pages_show_what_passes_the_gate_alone(demo_case: Path, tmp_path: Path, gate: str) -> None:
    copy = tmp_path / "own.sayso"
    with sayso.open(demo_case) as case:
        case.backup(copy)
    with sayso.open(copy) as case:
        event = next(one for one in case.events() if any(who.actor == "iran" for who in one.actors))
        case.decide("confirm", event.id, by="Ann", note="seen")
        case.decide("redact", "qassem-soleimani", by="Ann", note="a test")
    with client_of(copy, **{gate: True}) as client:
        addresses = ["/overview", "/actors", "/commitments", "/sources"]
        pages = {address: client.get(address) for address in addresses}
        assert {page.status_code for page in pages.values()} == {200}
        shown = client.get("/overview.json?all=true").json()
        assert client.get("/sources.json").json()["n"] > 0
    if gate == "redact":
        assert not any("Soleimani" in page.text for page in pages.values())
    else:
        assert [one["id"] for one in shown["events"]] == [event.id] and shown["n_all"] == 1


def test_a_page_of_something_leads_to_what_can_be_decided_on_it(demo: TestClient) -> None:
    source = next(row for row in rows(demo, "/sources.csv") if row["kind"] == "outlet")
    document = rows(demo, "/documents.csv")[0]
    things = {"actor": "iran", "source": source["id"], "place": "place-baghdad", "document": document["id"]}
    pages = {"actor": "actors", "source": "sources", "place": "places", "document": "documents"}
    for kind, identity in things.items():
        page = demo.get(f"/{pages[kind]}/{identity}").text.replace("&amp;", "&")
        link = re.search(rf'href="(/decide[?]kind={kind}&target={identity}[^"]*)"', page)
        assert link, kind
        assert demo.get(link[1]).status_code == 200
        assert demo.get(f"/log?target={identity}").status_code == 200 and f"/log?target={identity}" in page
