"""Documents: what is listed, how a text is shown with what was read in it, and what comes with it."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from lxml import html

import sayso
from sayso.record.documents import Segment
from tests.deciding import ANN, RAID, STRIKE, case_at, mention
from tests.factory import reading
from tests.merged import report
from tests.serve.conftest import client_of

HOSTILE = 'He said \u202egnp.exe <script>alert(1)</script> & "so"\x1b[2J.\r\nRebels struck a camp\x00 near Hodeida.'


def shown(client: TestClient, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def text_of(page: Any) -> str:
    return str(page.get_element_by_id("text").text_content())


@pytest.fixture
def strikes(tmp_path: Path) -> sayso.Case:
    return case_at(tmp_path / "x.sayso")


def test_documents_are_listed_latest_first_and_filtered(demo: TestClient) -> None:
    listed = demo.get("/documents.json").json()
    dates = [one["document"]["published"] for one in listed["documents"]]
    assert listed["n"] == len(dates) == 20 and dates == sorted(dates, reverse=True)
    wire = demo.get("/documents.json", params={"outlet": "Meridian Wire"}).json()
    assert 0 < wire["n"] < 20 and {one["document"]["outlet"] for one in wire["documents"]} == {"Meridian Wire"}
    found = demo.get("/documents.json", params={"words": '"Ain al-Asad"'}).json()
    assert 0 < found["n"] < 20 and all("Asad" in one["excerpt"] for one in found["documents"])
    assert demo.get("/documents.json", params={"words": '"" -'}).json()["n"] == 0
    for odd in ("\0embassy\0", "NEAR(", "{title}:x", "' OR 1 --", '"', "*"):
        assert demo.get("/documents.json", params={"words": odd}).status_code == 200
    assert demo.get("/documents.json?outlet=nobody").json()["n"] == 0
    left = demo.get("/documents.json?coded=false").json()["documents"]
    assert [one["document"]["not_coded_reason"] for one in left] == ["language: fr"]
    assert demo.get("/documents.json?coded=true").json()["n"] == 19


def test_a_list_is_paged_and_its_csv_holds_the_filter(demo: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(demo.get("/documents.csv?coded=false").text.lstrip("\ufeff"))))
    assert [(row["coded"], row["outlet"]) for row in rows] == [("False", "Le Courrier du Quai")]
    assert (
        demo.get("/documents.json?start=18").json()["documents"] == demo.get("/documents.json").json()["documents"][18:]
    )


def test_rejections_are_counted_as_they_are_listed(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content in {
        "a.txt": b"Rebels shelled the port of Hodeida on 3 May 2018.", "b.txt": b"", "c.png": b"\x89PNG\r\n\x1a\n0",
        "d.jsonl": b'{"text":"Rebels shelled a camp.","url":"https://x.example/a"}\n' * 3,
    }.items():  # fmt: skip
        (folder / name).write_bytes(content)
    with sayso.open(tmp_path / "x.sayso") as case:
        case.add(folder)
        case.remove(case.documents()[0].id, why="of another case", by=ANN)
    with client_of(tmp_path / "x.sayso") as client:
        listed = client.get("/rejections.json").json()
        assert listed["reasons"] == {"duplicate": 2, "empty": 1, "unsupported": 1, "removed": 1}
        assert client.get("/documents.json").json()["n_rejections"] == listed["n"] == 5
        assert "5 not read" in client.get("/documents").text
        assert client.get("/rejections.json?reason=empty").json()["n"] == 1
        assert "of another case" in client.get("/rejections").text


def test_the_text_of_every_document_is_shown_as_it_is_under_its_marks(demo: TestClient) -> None:
    for one in demo.get("/documents.json").json()["documents"]:
        address = f"/documents/{one['document']['id']}"
        told, page = demo.get(f"{address}.json").json(), shown(demo, address)
        assert text_of(page) == told["text"]
        for run in page.iterfind(".//*[@data-at]"):
            start, end = int(run.get("data-at")), int(run.get("data-end"))
            assert run.text_content() == told["text"][start:end]
        linked = {link.get("href") for link in page.get_element_by_id("text").iter("a")}
        assert {f"/events/{mention['event']}" for mention in told["mentions"]} <= linked


def test_overlapping_readings_each_have_their_words_and_an_entry(demo: TestClient) -> None:
    (document,) = demo.get("/documents.json?outlet=Live+Desk").json()["documents"]
    address = f"/documents/{document['document']['id']}"
    told, page = demo.get(f"{address}.json").json(), shown(demo, address)
    runs = page.get_element_by_id("text").xpath(".//*[@data-roles]")
    for mention_ in told["mentions"]:
        own = {role: "" for run in runs for role in run.get("data-roles").split() if role.startswith(mention_["id"])}
        for run in runs:
            for role in own.keys() & set(run.get("data-roles").split()):
                own[role] += run.text_content()
        assert own[f"{mention_['id']}:trigger"] == mention_["trigger"]["text"]
        if mention_["time"]:
            assert own[f"{mention_['id']}:when"] == mention_["time"]["text"]
        entry = page.get_element_by_id(f"m{mention_['id']}")
        assert mention_["type"] in entry.text_content() and f"{mention_['probability']:.2f}" in entry.text_content()


def test_hostile_characters_are_pictures_at_their_own_offsets(tmp_path: Path) -> None:
    case = case_at(tmp_path / "x.sayso", reading(HOSTILE, "bad\u202e<b>.txt", ["struck"], title="<script>\u202ex"))
    with client_of(case.path) as client:
        address = f"/documents/{case.documents()[0].id}"
        answer, page = client.get(address).text, shown(client, address)
        assert "<script>alert" not in answer and "\u202e" not in answer and "\x1b" not in answer
        assert client.get(f"{address}.json").json()["text"] == HOSTILE
        runs = page.get_element_by_id("text").xpath(".//*[@data-at]")
        pictures = {int(run.get("data-at")): run.get("title") for run in runs if run.get("title")}
        assert pictures == {HOSTILE.index(letter): f"U+{ord(letter):04X}" for letter in "\u202e\x1b\x00"}
        assert [run.text_content() for run in runs if run.get("data-at") == str(HOSTILE.index("struck"))] == ["struck"]
        assert text_of(page).replace("\ufffd", "\u202e").replace("␛", "\x1b").replace("␀", "\x00") == HOSTILE.replace(
            "\r", ""
        )


def test_a_stretch_and_the_words_of_one_reading_are_highlighted(strikes: sayso.Case) -> None:
    raided = mention(strikes, "b.txt", "raided")
    with client_of(strikes.path) as client:
        address = f"/documents/{raided.doc}"
        at = f"{raided.trigger.start - 2}-{raided.trigger.end}"
        page = shown(client, f"{address}?at={at}")
        lit = page.xpath("//*[contains(concat(' ', @class, ' '), ' at ')]")
        assert "".join(run.text_content() for run in lit) == strikes.text(raided.doc)[slice(*map(int, at.split("-")))]
        assert lit[0].get("id") == f"s{raided.trigger.start - 2}"
        assert page.xpath("//input[@name='span_start']/@value") == [str(raided.trigger.start - 2)]
        asked = shown(client, f"{address}?mention={raided.id}")
        assert asked.xpath("//*[@id='text']//@data-label") == ["who", "whom"]
        assert asked.get_element_by_id(f"m{raided.id}").get("open") is not None
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        for bad, status in (("9-3", 404), ("0-99999", 404), ("x", 422), ("1-", 422), ("٣-٩", 422)):
            assert client.get(address, params={"at": bad}).status_code == status


def test_what_was_read_and_does_not_count_is_seen(tmp_path: Path) -> None:
    told = report([STRIKE, RAID], "b.txt")
    part = told.document.segments[0].end // 2
    noisy = replace(
        told.document, segments=(Segment(0, part, "body"), Segment(part, told.document.n_characters, "comment"))
    )
    unsure = replace(told.mentions[0], probability=0.2)
    case = case_at(tmp_path / "x.sayso", replace(told, document=noisy, mentions=(unsure, told.mentions[1])))
    raid = mention(case, "b.txt", "raided")
    case.decide("reject", raid.id, by=ANN, note="a film", kind="mention")
    with client_of(case.path) as client:
        address = f"/documents/{raid.doc}"
        page = shown(client, address)
        assert page.xpath("//*[contains(@class, 'uncoded')]/@data-kind") == ["comment, not coded"]
        readings = page.get_element_by_id("readings").text_content()
        assert "Below the bar of 0.5" in readings and "Rejected by people" in readings and "raided" in readings
        assert (
            "Below the bar"
            not in shown(client, f"{address}?min_probability=0.1").get_element_by_id("readings").text_content()
        )
        assert [one["id"] for one in client.get(f"{address}.json").json()["rejected"]] == [raid.id]
        case.decide("irrelevant", raid.doc, by=ANN)
        left = shown(client, address)
        assert "people left it out" in left.text_content()
        assert not left.xpath("//*[@id='text']//a[starts-with(@href, '/events/')]")
        assert left.xpath("//*[@id='text']//a[contains(@class, 'trigger')]")


def test_versions_copies_and_translations_are_named_with_their_differences(tmp_path: Path) -> None:
    url = "https://wire.example/raid"
    body = (
        "Gunmen killed {} men in Tal Hamis on Friday, police said. A second attack was feared. Schools stayed closed."
    )
    case = sayso.open(tmp_path / "x.sayso")
    for number, day in (("nine", "2019-05-04"), ("eleven", "2019-05-05")):
        case.add_text(body.format(number), outlet="Wire", published=day, url=url)
    case.add_bytes(body.format("eleven").encode(), "ledger.txt", outlet="Ledger", published="2019-05-06")
    old, new, copied = sorted(case.documents(), key=lambda one: str(one.published))
    with client_of(case.path) as client:
        page = shown(client, f"/documents/{new.id}")
        kin = page.get_element_by_id("kin")
        assert "nine" in [one.text_content() for one in kin.iter("del")]
        assert "eleven" in [one.text_content() for one in kin.iter("ins")]
        links = {link.get("href") for link in kin.iter("a")}
        assert {f"/documents/{old.id}", f"/documents/{copied.id}", f"/compare?doc={new.id}&doc={copied.id}"} <= links
        former = shown(client, f"/documents/{old.id}")
        assert "A former version" in former.text_content()
        assert "A copy of" in shown(client, f"/documents/{copied.id}").text_content()


def test_the_original_is_handed_out_to_be_kept_unless_it_is_withheld(tmp_path: Path) -> None:
    content = b"<!doctype html><html><body><p>Police in Erbil arrested Karim Saadi.</p><script>1</script></body></html>"
    case = sayso.open(tmp_path / "x.sayso")
    (doc,) = case.add_bytes(content, "page.html").documents
    with client_of(case.path) as client:
        answer = client.get(f"/documents/{doc}/original")
        assert answer.content == content and answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"] == f'attachment; filename="{doc}.html"'
        assert answer.headers["x-content-type-options"] == "nosniff"
        page = shown(client, f"/documents/{doc}")
        assert hashlib.sha256(content).hexdigest() in page.get_element_by_id("custody").text_content()
    who = next(actor for actor in case.actors() if "Saadi" in actor.name)
    case.decide("redact", who.id, by=ANN, note="a witness")
    with client_of(case.path, redact=True) as client:
        assert client.get(f"/documents/{doc}/original").status_code == 404
        for form in ("", ".json", ".csv"):
            assert "Saadi" not in client.get(f"/documents/{doc}{form}").text
            assert "Saadi" not in client.get(f"/documents{form}?words=Erbil").text
        page = shown(client, f"/documents/{doc}")
        assert text_of(page) == client.get(f"/documents/{doc}.json").json()["text"] and "[person 1]" in text_of(page)
        assert "withheld" in page.get_element_by_id("custody").text_content()


def test_only_addresses_of_the_web_become_links(tmp_path: Path) -> None:
    told = report([STRIKE], "a.txt")
    bad = replace(told.document, url="javascript:alert(1)", archive_url="https://keep.example/a")
    case = case_at(tmp_path / "x.sayso", replace(told, document=bad))
    with client_of(case.path) as client:
        custody = shown(client, f"/documents/{bad.id}").get_element_by_id("custody")
        assert [link.get("href") for link in custody.iter("a") if link.get("rel")] == ["https://keep.example/a"]
        assert "javascript:alert(1)" in custody.text_content()


def test_through_the_gate_a_document_shows_reviewed_mentions_alone(strikes: sayso.Case) -> None:
    raided, struck = mention(strikes, "b.txt", "raided"), mention(strikes, "b.txt", "struck")
    event = next(one for one in strikes.events() if raided.id in one.mentions)
    strikes.decide("confirm", event.id, by=ANN)
    with client_of(strikes.path, reviewed_only=True) as client:
        assert client.get("/documents.json").json()["n"] == 1
        told = client.get(f"/documents/{raided.doc}.json").json()
        assert [one["id"] for one in told["mentions"]] == [raided.id] != [struck.id]
        assert client.get(f"/documents/{raided.doc}").status_code == 200
        assert client.get(f"/documents/{mention(strikes, 'a.txt', 'struck').doc}").status_code == 404


def posted(page: Any) -> list[dict[str, str]]:
    forms = page.xpath("//form[@method='post' and @action='/decide']")
    return [{one.get("name"): one.get("value") or "" for one in form.xpath(".//*[@name]")} for form in forms]


def test_a_missed_mention_is_added_and_then_corrected_from_the_page(strikes: sayso.Case) -> None:
    text = strikes.text(doc := mention(strikes, "b.txt", "raided").doc)
    start, end = text.index("on day 9"), text.index("on day 9") + len("on day 9")
    with client_of(strikes.path) as client:
        (adding,) = posted(shown(client, f"/documents/{doc}"))
        known = {"action", "target", "kind", "field", "value", "note", "by", "span_start", "span_end", "state", "back"}
        assert set(adding) == {*known, "form_token"}
        sent = {**adding, "value": "AID", "span_start": start, "span_end": end, "by": ANN}
        answer = client.post("/decide", data=sent)
        assert answer.status_code == 303 and answer.headers["location"].startswith(f"/documents/{doc}?decided=")
        added = next(one for one in strikes.mentions(doc=doc) if one.type == "AID")
        assert (added.trigger.start, added.trigger.end) == (start, end)
        correcting = posted(shown(client, f"/documents/{doc}?mention={added.id}"))[1]
        assert set(correcting) == {*known, "form_token"}
        sent = {**correcting, "field": "status", "value": "planned", "note": "not yet", "by": ANN}
        assert client.post("/decide", data=sent).status_code == 303
        assert [one.status for one in strikes.mentions(id=added.id)] == ["planned"]
        assert client.post("/decide", data=sent).status_code == 409


def test_pages_run_no_script_of_their_own_and_a_workbench_to_be_read_has_no_forms(strikes: sayso.Case) -> None:
    doc = mention(strikes, "b.txt", "raided").doc
    with client_of(strikes.path) as client:
        for address in (f"/documents/{doc}", "/documents", "/add", "/rejections"):
            assert not re.search(r"\son\w+=|style=|javascript:", client.get(address).text)
    with client_of(strikes.path, read_only=True) as client:
        for address in (f"/documents/{doc}", "/add"):
            assert not shown(client, address).xpath("//form")


def test_a_document_is_found_by_its_path_and_others_are_said_not_to_be_there(demo: TestClient) -> None:
    by_path = demo.get("/documents/2020-01-11-northgate-airliner.txt")
    assert by_path.status_code == 200 and "Northgate" in by_path.text
    for missing in ("nothing.txt", "../../etc/passwd", "meridian-wire-flashes.jsonl"):
        assert demo.get(f"/documents/{missing}").status_code == 404
