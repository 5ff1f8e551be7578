"""Who may ask: names, tokens, forms of other sites; and what every answer forbids a browser to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI, Request
from fastapi.testclient import TestClient

from sayso.cli import main as sayso_main
from sayso.serve.guard import Guard, form_token
from sayso.serve.settings import Settings, is_loopback
from tests.serve.conftest import client_of

HOME = "http://127.0.0.1:8765"


def guarded(**settings: Any) -> TestClient:
    """Guard an application of two addresses: one that is read, and one that changes."""
    app = FastAPI()
    app.middleware("http")(Guard(Settings(**settings)))

    @app.get("/read")
    def read(request: Request) -> str:
        return form_token(request)

    @app.post("/change")
    async def change(request: Request) -> str:
        return "changed " + str((await request.form()).get("word", ""))

    return TestClient(app, base_url=HOME, follow_redirects=False)


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "localhost:1", "[::1]:8765", "[::1]", "LOCALHOST"])
def test_a_workbench_is_asked_for_by_the_names_of_this_machine(host: str) -> None:
    assert guarded().get("/read", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "evil.test:8765", "", "localhost.", "[::1].evil"])
def test_a_name_that_leads_here_from_elsewhere_is_refused(host: str) -> None:
    """A site may let its own name resolve to the loopback: its pages could then read ours."""
    assert guarded().get("/read", headers={"Host": host}).status_code == 400


def test_a_form_of_ours_is_taken_and_no_other() -> None:
    client = guarded()
    token = client.get("/read").json()
    assert client.post("/change", data={"form_token": token, "word": "x"}).json() == "changed x"
    assert client.post("/change", headers={"X-Form-Token": token}).status_code == 200
    for wrong in ({}, {"form_token": ""}, {"form_token": token[:-1]}, {"form_token": token[:-1] + "é"}):
        assert client.post("/change", data=wrong).status_code == 403
    stranger = TestClient(client.app, base_url=HOME)
    assert stranger.post("/change", data={"form_token": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "http://evil.test"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
     {"Sec-Fetch-Site": "same-site"},
     {"Origin": "http://127.0.0.1:1"}],
)  # fmt: skip
def test_a_change_from_a_page_of_another_site_is_refused(headers: dict[str, str]) -> None:
    client = guarded()
    token = client.get("/read").json()
    assert client.post("/change", data={"form_token": token}, headers=headers).status_code == 403


def test_a_token_is_shown_once_and_then_kept() -> None:
    client = guarded(token="secret", host="192.0.2.1", names=("127.0.0.1",))
    assert client.get("/read").status_code == 401
    assert client.get("/read?token=wrong").status_code == 401
    assert client.get("/read", headers={"Authorization": "Bearer secret"}).status_code == 200
    shown = client.get("/read?token=secret&x=1")
    assert shown.status_code == 307 and "secret" not in shown.headers["location"]
    assert "HttpOnly" in shown.headers["set-cookie"] and "SameSite=strict" in shown.headers["set-cookie"]
    assert client.get("/read").status_code == 200
    stranger = TestClient(client.app, base_url=HOME)
    assert stranger.post("/change", headers={"X-Form-Token": "x"}).status_code == 401


def test_every_answer_forbids_what_no_page_of_ours_does(demo_case: Path) -> None:
    with client_of(demo_case) as client:
        for address in ("/overview", "/nowhere", "/overview.json", "/static/sayso.css"):
            headers = client.get(address).headers
            policy = headers["content-security-policy"]
            assert (
                "default-src 'none'" in policy
                and "script-src 'self'" in policy
                and "unsafe" not in policy.split("style-src")[0]
            )
            assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "path", ["/static/../guard.py", "/static/%2e%2e/guard.py", "/static//etc/passwd", "/static/..%2fapp.py"]
)
def test_no_address_reads_a_file_but_those_of_the_pages(demo_case: Path, path: str) -> None:
    with client_of(demo_case) as client:
        answer = client.get(path)
        assert answer.status_code == 404 and "import" not in answer.text and "root:" not in answer.text


@pytest.mark.parametrize(
    ("host", "near"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True), ("127.9.9.9", True), ("0.0.0.0", False),
     ("192.168.1.2", False), ("example.test", False)],
)  # fmt: skip
def test_which_hosts_are_this_machine(host: str, near: bool) -> None:
    assert is_loopback(host) is near


def test_others_are_served_only_with_a_token(demo_case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        sayso_main(["serve", str(demo_case), "--host", "0.0.0.0"])
    assert ended.value.code == 2 and "--token" in capsys.readouterr().err
