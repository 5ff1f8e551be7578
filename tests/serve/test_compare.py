"""Compare: reports side by side, what differs, and who is silent."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html

import sayso
from sayso.serve.comparing import act_of
from tests.deciding import ANN, case_at, mention
from tests.factory import attribution, document, number, span
from tests.factory import mention as made
from tests.serve.conftest import client_of

ONE = "Israel attacked Syria on Friday, killing 9 men, police said."
TWO = "Jordan attacked Syria, killing 11 men."


def test_values_are_aligned_and_those_that_differ_marked() -> None:
    first = made(
        ONE, "attacked", doc=document(ONE, "a.txt"), actors=[("Israel", "israel")], recipients=[("Syria", "syria")],
        numbers=[number(ONE, "9", "killed", 9, 9)], date="2019-05-03",
        attribution=(attribution(ONE, "police", "said"),),
    )  # fmt: skip
    other = made(
        TWO, "attacked", doc=document(TWO, "b.txt"), actors=[("Jordan", "jordan")], recipients=[("Syria", "syria")],
        numbers=[number(TWO, "11", "killed", 11, 11)],
    )  # fmt: skip
    act = act_of("m1", "title", [first.doc, other.doc, "d-silent"], [first, other])
    rows = {row.field: row for row in act.rows}
    assert {field for field, row in rows.items() if row.differ} == {"who", "number killed", "on whose word"}
    assert [[said.value for said in cell] for cell in rows["who"].cells] == [["Israel"], ["Jordan"], []]
    assert [(said.reports, said.words) for cell in rows["whom"].cells for said in cell] == [
        (2, span(ONE, "Syria")), (2, span(TWO, "Syria")),
    ]  # fmt: skip
    assert (rows["when"].speaking, rows["when"].differ) == (1, False)
    assert act.told_by == (first.doc, other.doc)


@pytest.mark.parametrize(("stands", "differ"), [("asserted", False), ("negated", True)])
def test_to_say_so_and_to_deny_it_differ(stands: str, differ: bool) -> None:
    one = made(ONE, "attacked", doc=document(ONE, "a.txt"))
    two = made(TWO, "attacked", doc=document(TWO, "b.txt"), status=stands)
    act = act_of("m1", "title", [one.doc, two.doc], [one, two])
    assert act.rows[0].differ is differ


def test_all_reports_of_an_event_stand_side_by_side(demo: TestClient) -> None:
    events = demo.get("/overview.json?all=true&order=reports").json()["events"]
    event = max(events, key=lambda one: one["n_documents"])
    told = demo.get(f"/compare.json?event={event['id']}").json()
    assert {one["id"] for one in told["reports"]} == set(event["documents"]) and told["n"] == event["n_documents"]
    page = demo.get(f"/compare?event={event['id']}").text
    assert (
        "says nothing" in page
        and "≠" in page
        and page.count('class="chip">differ') == sum(row["differ"] for row in told["acts"][0]["rows"])
    )
    links = set(html.fromstring(page).xpath("//td//a/@href"))
    said = [
        (doc["id"], one)
        for row in told["acts"][0]["rows"]
        for doc, cell in zip(told["reports"], row["cells"], strict=True)
        for one in cell
    ]
    assert said and links == {
        f"/documents/{doc}?at={one['words']['start']}-{one['words']['end']}#s{one['words']['start']}"
        for doc, one in said
        if one["words"]
    }
    for address in list(links)[:5]:
        assert demo.get(address).status_code == 200


def test_two_documents_are_aligned_by_the_events_they_share(tmp_path: Path) -> None:
    case = case_at(tmp_path / "x.sayso")
    one, other = (mention(case, path, "struck").doc for path in ("a.txt", "b.txt"))
    with client_of(case.path) as client:
        told = client.get(f"/compare.json?doc={one}&doc={other}").json()
        assert [act["told_by"] for act in told["acts"]] == [[one, other], [other]]
        page = html.fromstring(client.get(f"/compare?doc={one}&doc={other}").text)
        assert len(page.xpath("//table")) == 1 and "Told by Wire alone" in page.text_content()
        rows = list(
            csv.DictReader(io.StringIO(client.get(f"/compare.csv?doc={one}&doc={other}").text.lstrip("\ufeff")))
        )
        assert {row["document"] for row in rows} == {one, other}
        for bad in (f"doc={one}", f"doc={one}&doc={one}", f"doc={one}&doc=none", "event=none", ""):
            assert client.get(f"/compare?{bad}").status_code == 404
        assert client.get(f"/compare?doc={one}&doc={other}&doc={one}").status_code == 422


def test_a_former_version_and_words_that_harm_can_be_compared(tmp_path: Path) -> None:
    case = sayso.open(tmp_path / "x.sayso")
    for words, day in (("nine", "2019-05-04"), ("eleven \u202e<script>1</script>", "2019-05-05")):
        text = f"Gunmen killed {words} men in Tal Hamis on Friday, police said. Schools stayed closed."
        case.add_text(text, outlet="<b>Wire\u202e", published=day, url="https://wire.example/raid")
    case.decide("confirm", case.events()[0].id, by=ANN)
    docs = [one.id for one in sorted(case.documents(), key=lambda one: str(one.published))]
    for settings in ({}, {"redact": True}):
        with client_of(case.path, **settings) as client:
            answer = client.get(f"/compare?doc={docs[0]}&doc={docs[1]}")
            assert answer.status_code == 200 and "a former version" in answer.text
            assert "<script>1" not in answer.text and "\u202e" not in answer.text
