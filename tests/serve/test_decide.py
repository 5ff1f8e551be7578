"""Deciding from pages: forms for whatever can be decided, what is refused and how, two people at once, and undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sayso
from sayso.record.decisions import ACTS
from sayso.serve.inputs import COMMANDS, MEANS
from tests.deciding import ANN, BEN, RAID, STRIKE, case_at, mention, raid, read, record
from tests.merged import report
from tests.serve.conftest import client_of
from tests.serve.forms import form_of, forms_of, send


@pytest.fixture
def case(tmp_path: Path) -> sayso.Case:
    return case_at(tmp_path / "x.sayso")


@pytest.fixture
def client(case: sayso.Case) -> Iterator[TestClient]:
    with client_of(case.path) as found:
        yield found


def page(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def form_at(client: TestClient, kind: str, target: str, action: str, field: str = "") -> object:
    asked = {"kind": kind, "target": target, "action": action, "field": field}
    shown = client.get("/decide", params={**asked, "back": f"/events/{target}"}).text
    return form_of(shown, action=action, target=target)


def test_a_field_is_corrected_with_a_reason_and_undone_from_the_page_that_tells_of_it(
    client: TestClient, case: sayso.Case, tmp_path: Path
) -> None:
    event = raid(case)
    before = record(case, tmp_path / "before")
    answer = send(
        client, form_at(client, "event", event.id, "correct", "date"), value="2020-01-08", note="at night", by=ANN
    )
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"/events/{event.id}?decided=x")
    told = page(client, answer.headers["location"])
    assert "at night" in told and raid(case).date == "2020-01-08"
    assert client.cookies["sayso_name"] == ANN
    undone = send(client, form_of(told, action="undo"))
    assert undone.status_code == 303 and raid(case).date == event.date
    assert record(case, tmp_path / "after") == before
    assert "undo" in page(client, undone.headers["location"])


@pytest.mark.parametrize(
    ("kind", "action", "field", "value"),
    [
        ("event", "confirm", "", None), ("event", "reject", "", None), ("event", "correct", "number:killed", "4..6"),
        ("event", "correct", "type", "ASSAULT/aerial"), ("event", "correct", "status", "denied"),
        ("event", "credibility", "", "accept"), ("event", "tag", "", "border"), ("event", "field", "light", "night"),
        ("event", "attach", "", "https://archive.example/1"), ("mention", "confirm", "", None),
        ("mention", "correct", "status", "uncertain"), ("mention", "reject", "", None),
        ("actor", "name", "", "Vestians"),
        ("actor", "join", "", "Orland"), ("actor", "sensitive", "", "yes"), ("actor", "redact", "", None),
        ("document", "irrelevant", "", None), ("document", "copy", "", "a.txt"),
        ("document", "add", "", "PROTEST"), ("document", "redact", "", None),
    ],
)  # fmt: skip
def test_every_decision_has_a_form_that_takes_it(
    client: TestClient, case: sayso.Case, kind: str, action: str, field: str, value: str | None
) -> None:
    (case.path.parent / "fields.yaml").write_text("- {name: light, type: one-of, values: [day, night]}")
    event = raid(case)
    target = {"event": event.id, "mention": event.mentions[0], "actor": "vesta"}.get(kind, event.documents[0])
    form = form_at(client, kind, target, action, field)
    typed = {"by": ANN, "note": "seen", **({"value": value} if value else {})}
    if value and "value" in form.choices:
        assert value in form.choices["value"]
    if "span" in form.fields and kind == "document":
        typed["span"] = "0:5"
    if action == "attach":
        typed |= {"evidence": "satellite", "time": "2020-01-09", "at": "33.5,36.3", "settles": ["date", "place"]}
    answer = send(client, form, **typed)
    assert answer.status_code == 303, answer.text
    decision = case.log()[-1]
    assert (decision.action, decision.by, decision.note, decision.target.kind) == (action, ANN, "seen", kind)
    assert decision.field == (field or None)


def test_all_actions_but_those_of_the_command_line_stand_on_the_page_of_a_thing(
    client: TestClient, case: sayso.Case
) -> None:
    event = raid(case)
    targets = {"event": event.id, "mention": event.mentions[0], "actor": "vesta", "document": event.documents[0]}
    for kind, target in targets.items():
        shown = page(client, f"/decide?kind={kind}&target={target}")
        offered = {form.fields.get("action") for form in forms_of(shown)}
        wanted = {action for action, act in ACTS.items() if kind in act.on and action not in COMMANDS}
        own = {action for action in wanted if action != "field"}
        assert own <= offered
        assert ("sayso remove" in shown) == (kind == "document")
    assert set(MEANS) == set(ACTS)


def test_mentions_are_joined_judged_and_parted(client: TestClient, case: sayso.Case) -> None:
    strike = next(event for event in case.events() if len(event.mentions) == 2)
    shown = page(client, f"/events/{strike.id}")
    parted = send(client, form_of(shown, action="split"), value=[strike.mentions[1]], by=ANN)
    assert parted.status_code == 303 and len(case.events()) == 3
    left, right = strike.mentions
    joined = send(client, form_at(client, "mention", left, "same"), value=right, by=ANN)
    assert joined.status_code == 303 and len(case.events()) == 2
    merged = send(client, form_at(client, "event", strike.id, "merge"), value=raid(case).id, by=ANN)
    assert merged.status_code == 303 and len(case.events()) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "2020-01-08", "by": ANN}, "a correction rests on nothing"),
        ({"value": "2020-01-08", "by": " ", "note": "why"}, "nobody decides"),
        ({"value": "last week", "by": ANN, "note": "why"}, "Write it as 2019"),
        ({"value": "2020-01-08", "by": ANN, "span": "here"}, "no stretch of text"),
        ({"value": "2020-01-08", "by": ANN, "span": "5:900000"}, "count characters"),
        ({"value": "", "by": ANN, "note": "why"}, "needs a value"),
    ],
)
def test_what_cannot_be_decided_is_said_beside_the_form_with_what_was_typed(
    client: TestClient, case: sayso.Case, typed: dict[str, str], said: str
) -> None:
    form = form_at(client, "event", raid(case).id, "correct", "date")
    answer = send(client, form, **typed)
    assert answer.status_code == 422 and said in answer.text
    again = form_of(answer.text, action="correct")
    assert {name: again.fields[name] for name in typed if typed[name].strip()} == {
        name: value for name, value in typed.items() if value.strip()
    }
    assert again.fields["state"] == form.fields["state"] and case.log() == ()
    assert send(client, again, value="2020-01-08", by=ANN, note="why", span="").status_code == 303


def test_who_comes_late_sees_both_versions_and_may_insist(client: TestClient, case: sayso.Case) -> None:
    event = raid(case)
    mine = form_at(client, "event", event.id, "correct", "date")
    theirs = form_at(client, "event", event.id, "correct", "date")
    assert send(client, theirs, value="2020-01-07", by=BEN, note="his log").status_code == 303
    late = send(client, mine, value="2020-01-05", by=ANN, note="her photo")
    assert late.status_code == 409 and raid(case).date == "2020-01-07"
    for words in ("2020-01-07", "his log", BEN, "2020-01-05", "her photo"):
        assert words in late.text
    again = form_of(late.text, action="correct")
    assert send(client, again).status_code == 303 and raid(case).date == "2020-01-05"
    assert send(client, again).status_code == 409


def test_a_judged_pair_is_stale_when_either_end_has_moved(client: TestClient, case: sayso.Case) -> None:
    strike = next(event for event in case.events() if len(event.mentions) == 2)
    shown = page(client, f"/events/{strike.id}")
    client.cookies.set("sayso_name", ANN)
    shown = page(client, f"/events/{strike.id}")
    form = form_of(shown, action="different", kind="mention")
    case.decide("split", strike.mentions[1], by=BEN)
    assert send(client, form).status_code == 409


def test_a_thing_that_is_gone_says_what_it_became(client: TestClient, case: sayso.Case) -> None:
    strike = next(event for event in case.events() if len(event.mentions) == 2)
    events = sorted((strike.id, raid(case).id))
    form = form_at(client, "event", events[1], "tag")
    case.decide("merge", *events, by=BEN)
    answer = send(client, form, value="x", by=ANN)
    assert answer.status_code == 409 and f"/events/{events[0]}" in answer.text
    moved = client.get(f"/events/{events[1]}.json?private=true")
    assert (moved.status_code, moved.headers["location"]) == (307, f"/events/{events[0]}.json?private=true")


def test_reports_that_come_in_make_no_form_about_an_actor_stale(client: TestClient, case: sayso.Case) -> None:
    form = form_at(client, "actor", "vesta", "name")
    read(case, report([RAID], "c.txt", outlet="Other"))
    assert send(client, form, value="Vestians", by=ANN).status_code == 303


def test_a_rejected_event_leads_to_the_log(client: TestClient, case: sayso.Case) -> None:
    answer = send(client, form_at(client, "event", raid(case).id, "reject"), by=ANN)
    assert answer.headers["location"].startswith("/log?decided=")
    told = page(client, answer.headers["location"])
    send(client, form_of(told, action="undo"))
    assert raid(case)


@pytest.mark.parametrize(
    "back",
    ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)", "x", ""],
)
def test_nobody_is_led_elsewhere(client: TestClient, case: sayso.Case, back: str) -> None:
    form = form_at(client, "event", raid(case).id, "tag")
    answer = send(client, form, value="x", by=ANN, back=back)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/overview?decided=")
    named = send(client, form_of(page(client, "/name"), by=ANN), by=BEN, back=back)
    assert named.headers["location"] == "/overview" and client.cookies["sayso_name"] == BEN


def test_forms_of_others_and_odd_ones_are_refused(client: TestClient, case: sayso.Case) -> None:
    form = form_at(client, "event", raid(case).id, "tag")
    assert send(client, form, value="x", by=ANN, form_token="0").status_code == 403
    assert send(client, form, value="x", by=ANN, action="burn").status_code == 422
    assert send(client, form, value="x", by=ANN, kind="planet").status_code == 409
    assert send(client, form, value="x", by=ANN, state="").status_code == 409
    assert send(client, form, value="x" * 30_000, by=ANN).status_code == 422
    assert send(client, form, action="remove", kind="document", by=ANN).status_code in (409, 422)
    assert client.post("/decide", data={"form_token": form.fields["form_token"]}).status_code == 422
    assert case.log() == ()


def test_a_read_only_workbench_takes_and_offers_no_decision(case: sayso.Case) -> None:
    event = raid(case)
    with client_of(case.path) as client:
        form = form_at(client, "event", event.id, "tag")
    with client_of(case.path, read_only=True) as client:
        for address in (f"/events/{event.id}", "/review", "/log"):
            assert [one.fields.get("action") for one in forms_of(page(client, address)) if one.method == "post"] == []
        token = {"form_token": "x"}
        assert client.get(f"/decide?kind=event&target={event.id}").status_code == 403
        assert send(client, form, value="x", by=ANN, **token).status_code == 403
    assert case.log() == ()


def test_the_log_is_filtered_by_person_action_and_target(client: TestClient, case: sayso.Case) -> None:
    one, other = raid(case).id, mention(case, "a.txt", "struck").id
    case.decide("tag", one, "x", by=ANN)
    case.decide("confirm", one, by=BEN)
    case.decide("confirm", other, by=ANN, kind="mention")

    def logged(query: str) -> list[tuple[str, str]]:
        found = client.get(f"/log.json?{query}").json()["decisions"]
        return [(row["action"], row["by"]) for row in found]

    assert logged("") == [("confirm", ANN), ("confirm", BEN), ("tag", ANN)]
    assert logged("by=Ben") == [("confirm", BEN)]
    assert logged("action=tag") == [("tag", ANN)]
    assert logged(f"target={one}&by=") == [("confirm", BEN), ("tag", ANN)]
    assert client.get("/log?target=nothing").status_code == 404
    assert client.get("/log.csv?by=Ben").text.count("\n") == 2
    assert "Ben" in page(client, "/log")


def test_what_a_note_says_is_shown_as_words(client: TestClient, case: sayso.Case) -> None:
    hostile = "<script>alert(1)</script>\u202eabc javascript:alert(1)"
    case.decide("tag", raid(case).id, hostile, by=hostile, note=hostile)
    for address in (f"/events/{raid(case).id}", "/log", f"/decide?kind=event&target={raid(case).id}"):
        shown = page(client, address)
        assert "<script>alert" not in shown and "\u202e" not in shown and 'href="javascript' not in shown
        assert "&lt;script&gt;" in shown


def test_one_event_told_once_has_no_form_to_part_it(tmp_path: Path) -> None:
    case = case_at(tmp_path / "one.sayso", report([STRIKE], "a.txt"))
    with client_of(case.path) as client:
        shown = page(client, f"/events/{case.events()[0].id}")
    assert "split" not in {one.fields.get("action") for one in forms_of(shown)}
