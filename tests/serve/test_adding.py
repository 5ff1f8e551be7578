"""Adding reports: pasted, sent as files, or fetched; what was not read is said."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import sayso
from sayso.serve.guard import MOST_SENT
from tests.fetch.site import Reply, page, serving
from tests.serve.conftest import client_of

TEXT = "Rebels shelled the port of Hodeida on 3 May 2018.\r\nThe army denied that it was hit."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with sayso.open(tmp_path / "x.sayso") as case:
        case.add_text("A quiet night in Basra.", outlet="Wire")
    return case.path


def token(client: TestClient) -> str:
    found = re.search(r'name="form_token" value="([0-9a-f]+)"', client.get("/add").text)
    assert found
    return found[1]


def test_a_pasted_text_stands_with_its_events_on_the_next_page(path: Path) -> None:
    with client_of(path) as client:
        sent = {
            "form_token": token(client),
            "text": TEXT,
            "outlet": "Gulf Ledger",
            "published": "4 May 2018",
            "url": "",
        }
        answer = client.post("/add/text", data=sent)
        assert answer.status_code == 303
        (one,) = client.get(answer.headers["location"].replace("?", ".json?")).json()["documents"]
        assert (one["document"]["outlet"], one["document"]["published"]) == ("Gulf Ledger", "2018-05-04")
        assert one["n_mentions"] and one["events"]
        page = client.get(answer.headers["location"]).text
        assert all(f"/events/{event['id']}" in page for event in one["events"])
        assert client.get(f"/documents/{one['document']['id']}.json").json()["text"] == TEXT.replace("\r\n", "\n")
        listed = client.get("/overview.json?all=true").json()["events"]
        assert {event["id"] for event in one["events"]} <= {event["id"] for event in listed}
        assert client.post("/add/text", data=sent).headers["location"] == answer.headers["location"]
        assert client.get("/documents.json").json()["n"] == 2


@pytest.mark.parametrize(
    ("name", "label"),
    [("report.txt", "report.txt"), ("../../etc/passwd", "passwd"), ("C:\\x\\a\u202eb.txt", "ab.txt"), ("..", "file")],
)
def test_a_file_is_read_whatever_it_is_called_and_nothing_is_written(path: Path, name: str, label: str) -> None:
    before = sorted(path.parent.iterdir())
    with client_of(path) as client:
        answer = client.post("/add/file", data={"form_token": token(client)}, files={"file": (name, TEXT.encode())})
        assert answer.status_code == 303, answer.text
        (one,) = client.get(answer.headers["location"].replace("?", ".json?")).json()["documents"]
        assert one["document"]["path"] == label and one["events"]
    assert sorted(path.parent.iterdir()) == before


def test_each_file_of_an_archive_is_read_and_what_cannot_be_is_counted(path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n in range(3):
            archive.writestr(f"{n}.txt", f"Rebels shelled camp {n} near Hodeida on 3 May 2018.")
        archive.writestr("empty.txt", "")
    with client_of(path) as client:
        answer = client.post(
            "/add/file", data={"form_token": token(client)}, files={"file": ("week.zip", packed.getvalue())}
        )
        told = client.get(answer.headers["location"].replace("?", ".json?")).json()
        assert len(told["documents"]) == 3 and told["rejected"] == 1
        assert 'href="/rejections"' in client.get(answer.headers["location"]).text


def test_what_was_not_read_is_said_and_the_form_kept(path: Path) -> None:
    with client_of(path) as client:
        known = {"form_token": token(client)}
        bad_date = client.post("/add/text", data={**known, "text": "<b>Once", "published": "never"})
        assert bad_date.status_code == 422 and "never" in bad_date.text and "&lt;b&gt;Once" in bad_date.text
        picture = client.post("/add/file", data=known, files={"file": ("x.png", b"\x89PNG\r\n\x1a\n00")})
        assert picture.status_code == 422 and "unsupported" in picture.text
        for url in ("http://127.0.0.1:1/x", "file:///etc/passwd", "http://[::1]/", "javascript:alert(1)"):
            refused = client.post("/add/address", data={**known, "url": url})
            assert refused.status_code == 422 and "unsafe_address" in refused.text, url
        assert client.post("/add/text", data={**known, "text": " "}).status_code == 422
        assert client.post("/add/file", data=known).status_code == 422
        french = client.post(
            "/add/text", data={**known, "text": "Des missiles iraniens visent deux bases en Irak, selon l'armée. " * 3}
        )
        assert "language: fr" in client.get(french.headers["location"]).text


def test_an_allowed_host_is_asked_and_what_it_says_is_kept(path: Path) -> None:
    with serving() as site:
        site.pages = {"/report": Reply(page("Rebels shell port", TEXT), headers={"X-Note": "kept"})}
        with client_of(path) as client:
            sent = {"form_token": token(client), "url": site.at("/report")}
            assert client.post("/add/address", data=sent).status_code == 422 and not site.counted("/report")
        with client_of(path, allow_hosts=("localhost",)) as client:
            answer = client.post("/add/address", data={"form_token": token(client), "url": site.at("/report")})
            (one,) = client.get(answer.headers["location"].replace("?", ".json?")).json()["documents"]
            custody = client.get(f"/documents/{one['document']['id']}").text
            assert "x-note" in custody and "kept" in custody and site.at("/report") in custody


def test_changes_need_the_forms_own_secret_a_size_and_a_workbench_that_takes_them(path: Path) -> None:
    with client_of(path) as client:
        known = token(client)
        assert client.post("/add/text", data={"text": TEXT}).status_code == 403
        assert client.post("/add/text", data={"text": TEXT, "form_token": "0" * 64}).status_code == 403
        head = {"content-length": str(MOST_SENT + 1)}
        assert client.post("/add/text", data={"form_token": known, "text": "a"}, headers=head).status_code == 413
    with client_of(path, read_only=True) as client:
        assert 'name="form_token"' not in client.get("/add").text
        for where in ("text", "file", "address"):
            refused = client.post(f"/add/{where}", data={"text": TEXT})
            assert refused.status_code == 403 and "read alone" in refused.text
    assert sayso.open(path).documents()[0].outlet == "Wire"
