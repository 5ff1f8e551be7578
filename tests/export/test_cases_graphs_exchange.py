"""FollowTheMoney and STIX: valid to the formats' own tools, and nothing told there as done that is only said."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import stix2
from followthemoney import model

import sayso
from tests.export.test_maps_graphs_references import rows_left_out


def entities(case: Path, out: Path, **asked: Any) -> list[dict[str, Any]]:
    with sayso.open(case) as opened:
        opened.export(out, "ftm", times=False, **asked)
    return [json.loads(line) for line in (out / "entities.ftm.json").read_text(encoding="utf-8").splitlines()]


def objects(case: Path, out: Path, **asked: Any) -> list[dict[str, Any]]:
    with sayso.open(case) as opened:
        opened.export(out, "stix", **{"times": False, **asked})
    bundle: dict[str, Any] = json.loads((out / "events.stix.json").read_text(encoding="utf-8"))
    return list(bundle["objects"])


@pytest.fixture(params=["demo", "small"])
def case(request: pytest.FixtureRequest) -> Path:
    path: Path = request.getfixturevalue(request.param)
    return path


def test_entities_are_as_their_schemata_have_them(case: Path, tmp_path: Path) -> None:
    made = entities(case, tmp_path)
    known = {one["id"] for one in made}
    assert len(known) == len(made) > 0 and all(one.startswith("sayso-") for one in known)
    for one in made:
        proxy = model.get_proxy(one, cleaned=False)
        proxy.schema.validate(proxy.to_dict())
        read: dict[str, Any] = proxy.to_dict()["properties"]
        assert {name: sorted(values) for name, values in read.items()} == {
            name: sorted(values) for name, values in one["properties"].items()
        }
        for prop, value in proxy.itervalues():
            assert prop.type.name != "entity" or value in known, (one["id"], prop.name)


def test_a_bundle_is_valid_and_every_reference_leads_to_an_object(case: Path, tmp_path: Path) -> None:
    held = objects(case, tmp_path)
    bundle = stix2.parse((tmp_path / "events.stix.json").read_text(encoding="utf-8"), allow_custom=False)
    assert len(bundle.objects) == len(held)
    known = {one["id"] for one in held}
    assert len(known) == len(held) > 1
    for one in held:
        pointed = [*one.get("object_refs", ()), *([one["created_by_ref"]] if "created_by_ref" in one else [])]
        assert known.issuperset(pointed) and "confidence" not in one
        assert one["modified"] >= one["created"]


def test_only_acts_that_occurred_are_told_and_the_rest_is_named(case: Path, tmp_path: Path) -> None:
    told = {one["properties"]["recordId"][0] for one in entities(case, tmp_path / "f") if one["schema"] == "Event"}
    objects(case, tmp_path / "s")
    counts = json.loads((tmp_path / "s" / "events.stix.about.json").read_text())["rows"]
    left = {row["event"] for row in rows_left_out(tmp_path / "f")}
    assert left == {row["event"] for row in rows_left_out(tmp_path / "s")} and counts["left_out"] == len(left)
    assert counts["reports"] == len(told)
    with sayso.open(case) as opened:
        events = {one.id: one for one in opened.events()}
    assert told | left == set(events) and not told & left
    assert all(events[one].status in ("confirmed", "reported", "contested") for one in told)


def test_who_is_only_accused_is_involved_in_nothing_unless_asked_for(small: Path, tmp_path: Path) -> None:
    def involved(**asked: Any) -> dict[str, list[str]]:
        told = (one["properties"] for one in entities(small, tmp_path, **asked) if one["schema"] == "Event")
        return {one["name"][0]: one.get("involved", []) for one in told}

    raid = "Grey Falcons (accused): ASSAULT/crossborder in Mūsá Qal‘ah 2020-01-09"
    assert involved()[raid] == []
    assert involved(accept_attributed=True)[raid] == ["sayso-actor-falcons"]
    notes = [
        one["properties"]["notes"][0] for one in entities(small, tmp_path) if one["properties"].get("name") == [raid]
    ]
    assert "Grey Falcons (accused) — Vesta: alleges" in notes[0]
    reports = [one for one in objects(small, tmp_path) if one["type"] == "report" and one["name"] == raid]
    assert [ref.split("--")[0] for ref in reports[0]["object_refs"]] == ["note"]


def test_no_private_individual_becomes_an_entity(small: Path, tmp_path: Path) -> None:
    assert all("Tomas Reyl" not in one["properties"].get("name", ()) for one in entities(small, tmp_path))
    assert all(one.get("name") != "Tomas Reyl" for one in objects(small, tmp_path))


def test_doubts_become_opinions_on_the_report_with_the_words(small: Path, tmp_path: Path) -> None:
    held = {one["id"]: one for one in objects(small, tmp_path)}
    (opinion,) = (one for one in held.values() if one["type"] == "opinion")
    assert (opinion["opinion"], opinion["authors"]) == ("disagree", ["Orland"])
    assert "Orland doubted that Grey Falcons" in opinion["explanation"] and "gazette.txt" in opinion["explanation"]
    assert held[opinion["object_refs"][0]]["name"].startswith("Grey Falcons: ASSAULT")


def test_ids_stay_and_times_are_those_of_the_record(small: Path, tmp_path: Path) -> None:
    one, other = objects(small, tmp_path), objects(small, tmp_path, times=True)
    assert [made["id"] for made in one] == [made["id"] for made in other]
    changed = defaultdict(set)
    for early, late in zip(one, other, strict=True):
        if early["created"] != late["created"]:
            changed[early["type"]].add((early["created"], late["created"]))
    assert changed["report"] == {("2020-01-04T00:00:00.000Z", "2020-02-01T10:00:00.000Z")}


def test_confidence_is_there_only_where_a_person_graded(tmp_path: Path) -> None:
    from tests.export.small_case import make_case

    with make_case(tmp_path / "x.sayso") as opened:
        event = next(one for one in opened.events() if one.type == "AID")
        opened.decide("credibility", event.id, 2, by="Ann")
    graded = [one for one in objects(tmp_path / "x.sayso", tmp_path / "out") if "confidence" in one]
    assert [(one["type"], one["confidence"]) for one in graded] == [("report", 70)]


def test_hostile_addresses_lead_nowhere(small: Path, tmp_path: Path) -> None:
    for name, made in (("ftm", entities(small, tmp_path)), ("stix", objects(small, tmp_path))):
        assert "javascript:" not in json.dumps(made), name
