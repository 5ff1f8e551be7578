"""The dossier of an event: whatever the record says of it stands there, with the words and where they stand."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sayso
from tests.deciding import ANN, STRIKE, case_at, mention, raid
from tests.merged import Act, report
from tests.serve.conftest import client_of

THREAT: Act = ("Orland", "Vesta", "threatened", 2)


def contested(client: TestClient) -> dict[str, object]:
    """Give the dossier of the demo's strike on whose dead the reports differ."""
    listed = client.get("/overview.json?contested=true&all=true").json()["events"]
    shown = (client.get(f"/events/{one['id']}.json").json() for one in listed)
    return next(one for one in shown if any(row["field"] == "number:killed" for row in one["event"]["contested"]))


def test_every_field_stands_with_its_sides_and_every_word_links_to_its_place(demo: TestClient) -> None:
    shown = contested(demo)
    event = shown["event"]
    html = demo.get(f"/events/{event['id']}").text
    told = {one["field"]: one for one in shown["fields"]}
    assert told["number:killed"]["contested"] and len(told["number:killed"]["sides"]) == 2
    assert {"type", "actor", "recipient", "place", "date"} <= told.keys()
    for field in shown["fields"]:
        for said in (said for side in field["sides"] for said in side["said"]):
            span = said["span"]
            text = demo.app.state.served  # type: ignore[attr-defined]
            with text.reading() as view:
                assert view.text(said["doc"])[span["start"] : span["end"]] == span["text"]
            assert f'href="/documents/{said["doc"]}?at={span["start"]}-{span["end"]}#s{span["start"]}"' in html
    for row in event["contested"]:
        assert all(value["value"].replace("_", " ") in html for value in row["values"])
    assert str(event["credibility_suggested_reason"]).replace("'", "&#39;") in html


def test_claims_are_set_against_voices(demo: TestClient) -> None:
    shown = contested(demo)
    voices = shown["event"]["voices"]
    rows = {row["claim"]: row for row in shown["claims"]}
    happened = rows["It happened"]
    for voice, verdict in zip(voices, happened["verdicts"], strict=True):
        expected = {"reported": "supports", "confirmed": "supports", "denied": "contradicts"}
        assert verdict == expected.get(voice["says"], verdict)
    assert "contradicts" in happened["verdicts"] and "supports" in happened["verdicts"]
    killed = [row for row in shown["claims"] if row["field"] == "number:killed"]
    assert len(killed) == 2
    for row in shown["claims"]:
        by = [verdict for verdict, voice in zip(row["verdicts"], voices, strict=True) if not voice["party"]]
        assert row["supported"][0] == by.count("supports") and row["contradicted"][0] == by.count("contradicts")
    assert all(set(row["verdicts"]) >= {"supports", "contradicts"} for row in killed)


def test_it_is_a_page_and_json_and_csv(demo: TestClient) -> None:
    shown = contested(demo)
    identity = shown["event"]["id"]
    rows = list(csv.DictReader(io.StringIO(demo.get(f"/events/{identity}.csv").text.lstrip("\ufeff"))))
    assert sorted(row["id"] for row in rows) == sorted(shown["event"]["mentions"])


def test_the_id_of_a_mention_leads_to_its_event_and_an_unknown_one_is_said(demo: TestClient) -> None:
    event = contested(demo)["event"]
    other = next(one for one in event["mentions"] if one != event["id"])
    assert demo.get(f"/events/{other}?private=true").headers["location"] == f"/events/{event['id']}?private=true"
    assert demo.get(f"/events/{other}.csv").headers["location"] == f"/events/{event['id']}.csv"
    assert demo.get("/events/m0").status_code == 404 and "m0" in demo.get("/events/m0").text
    assert demo.get("/events/m0.json").status_code == 404


def test_threats_and_what_came_of_them_link_to_each_other(tmp_path: Path) -> None:
    case = case_at(tmp_path / "x.sayso", report([THREAT, STRIKE], "a.txt"), report([STRIKE], "b.txt", outlet="Other"))
    with case.reading() as view:
        link = next(view.links(), None)
    if link is None:
        pytest.skip("these acts are not linked")
    with client_of(case.path) as client:
        assert f"/events/{link.target}" in client.get(f"/events/{link.source}").text
        assert f"/events/{link.source}" in client.get(f"/events/{link.target}").text


def test_why_mentions_are_one_event_is_told_with_what_people_decided(tmp_path: Path) -> None:
    case = case_at(tmp_path / "x.sayso")
    one, other = mention(case, "a.txt", "struck"), mention(case, "b.txt", "struck")
    case.decide("same", one.id, other.id, by=ANN, note="one crater")
    with client_of(case.path) as client:
        shown = client.get(f"/events/{one.event}").text
    assert "joined" in shown and "one crater" in shown and shown.index("one crater") < shown.index('id="mentions"')


def test_private_people_are_named_where_they_are_asked_for(tmp_path: Path) -> None:
    case = sayso.open(tmp_path / "own.sayso")
    case.add_text("Police in Erbil arrested Karim Saadi, 16, on 3 May 2019.", outlet="Wire")
    who = next(actor for actor in case.actors() if "Saadi" in actor.name)
    case.decide("sensitive", who.id, True, by=ANN)
    event = next(one for one in case.events() if any(each.actor == who.id for each in one.recipients))
    with client_of(case.path) as client:
        hidden, named = client.get(f"/events/{event.id}").text, client.get(f"/events/{event.id}?private=true").text
        queue = client.get("/review").text
        log = client.get("/log").text
    assert f"/actors/{who.id}" not in hidden and f"/actors/{who.id}?private=true" in named
    assert who.name not in re.sub(r"<q>.*?</q>", "", hidden) and who.name in re.sub(r"<q>.*?</q>", "", named)
    assert who.name not in re.sub(r"<q>.*?</q>", "", queue) and who.name not in log


def test_hostile_words_of_a_report_stay_words(tmp_path: Path) -> None:
    case = sayso.open(tmp_path / "own.sayso")
    name = "Iran <script>alert(1)</script>\u202e"
    case.add_text(f"{name} bombed the port of Basra on 3 May 2019, killing 7 men.", outlet="<img src=x onerror=1>")
    with client_of(case.path) as client:
        for event in case.events():
            shown = client.get(f"/events/{event.id}").text
            assert "<script>alert" not in shown and "<img" not in shown and "\u202e" not in shown
            assert client.get(f"/events/{event.id}.csv").status_code == 200


@pytest.mark.parametrize("gate", ["redact", "reviewed_only"])
def test_it_stands_behind_each_gate(tmp_path: Path, gate: str) -> None:
    case = case_at(tmp_path / "x.sayso")
    shown, other = raid(case).id, mention(case, "a.txt", "struck").event
    case.decide("confirm", shown, by=ANN)
    with client_of(case.path, **{gate: True}) as client:
        assert client.get(f"/events/{shown}").status_code == 200
        assert client.get(f"/events/{other}").status_code == (404 if gate == "reviewed_only" else 200)
        for address in ("/review", "/log", "/review.csv"):
            assert client.get(address).status_code == 200
