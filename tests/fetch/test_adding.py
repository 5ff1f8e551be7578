"""One item now: a page or a pasted text is in the case, with its events, when the command returns."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.errors import UsageError
from tests.fetch.site import Reply, Site, page

SHELLED = page("Rebels shell port", "Rebels shelled the port of Hodeida on Friday, killing four dock workers.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.sayso"


def run(*words: str | Path, given: bytes = b"") -> tuple[int, str]:
    done = CliRunner().invoke(main, [str(word) for word in words], input=given)
    return done.exit_code, done.output


def test_an_address_is_fetched_with_what_the_server_says(site: Site, path: Path) -> None:
    site.pages = {
        "/short": Reply(status=302, headers={"Location": "/report"}),
        "/report": Reply(SHELLED, etag='"a"', headers={"Last-Modified": "Sat, 28 Dec 2019 09:00:00 GMT"}),
    }
    case = sayso.open(path)
    added = case.add_url(
        site.at("/short"), outlet="Meridian Wire", published="2019-12-28", method="codebook", allow_hosts=["localhost"]
    )
    (doc,) = added.documents
    document = case.document(doc)
    assert (document.url, document.final_url) == (site.at("/short"), site.at("/report"))
    assert (document.outlet, document.published, document.published_basis) == ("Meridian Wire", "2019-12-28", "given")
    assert document.fetched_at is not None
    (said,) = case.fetches(doc)
    assert (said.status, said.redirects, said.final_url) == (200, (site.at("/short"),), site.at("/report"))
    assert {"etag", "last-modified", "content-type", "date"} <= dict(said.headers).keys()
    assert len(case.events()) == added.summary.events > 0
    assert case.verify().clean


def test_a_bundle_holds_what_the_server_said_and_its_entry_in_the_chain(site: Site, path: Path, tmp_path: Path) -> None:
    site.pages = {"/report": Reply(SHELLED, etag='"a"')}
    case = sayso.open(path)
    (doc,) = case.add_url(site.at("/report"), method="codebook", allow_hosts=["localhost"]).documents
    for redact in (False, True):
        case.bundle(doc, out=tmp_path / "b.zip", redact=redact)
        with zipfile.ZipFile(tmp_path / "b.zip") as bundle:
            (said,) = map(json.loads, bundle.read("custody/fetches.jsonl").splitlines())
            entries = [line.split() for line in bundle.read("custody/chain.txt").decode().splitlines()]
        assert (said["url"], said["status"]) == (site.at("/report"), 200)
        assert ["fetch", said["sha256"]] in [entry[2:4] for entry in entries]


def test_an_address_added_twice_changes_nothing(site: Site, path: Path) -> None:
    site.pages = {"/report": Reply(SHELLED)}
    case = sayso.open(path)
    first, second = (case.add_url(site.at("/report"), method="codebook", allow_hosts=["localhost"]) for _ in range(2))
    assert first.documents == second.documents
    assert (second.summary.unchanged, second.summary.documents) == (1, 0)
    assert len(case.documents()) == 1


@pytest.mark.parametrize(
    ("path_", "reply", "reason"),
    [
        ("/gone", Reply(status=404), "gone"),
        ("/forbidden", Reply(status=403), "refused_by_server"),
        ("/film", Reply(b"\0\0\0", headers={"Content-Type": "video/mp4"}), "media_type"),
        ("/empty", Reply(b""), "empty"),
        ("/menu", Reply(b"<html><body><nav><a href='/'>Home</a></nav></body></html>"), "no_text"),
        ("/no-pdf", Reply(b"%PDF-1.4 broken", headers={"Content-Type": "application/pdf"}), "broken_pdf"),
    ],
)
def test_what_cannot_be_read_is_a_rejection_and_status_one(
    site: Site, path: Path, path_: str, reply: Reply, reason: str
) -> None:
    site.pages = {path_: reply}
    status, said = run("add", site.at(path_), "-o", path, "--allow-host", "localhost", "--method", "codebook")
    assert status == 1
    assert f"Rejected ({reason})" in said
    with sayso.open(path) as case:
        assert [(row.path, row.reason) for row in case.rejections()] == [(site.at(path_), reason)]


def test_a_page_that_comes_at_last_clears_its_rejection(site: Site, path: Path) -> None:
    site.pages = {"/report": Reply(status=500)}
    case = sayso.open(path)
    assert case.add_url(site.at("/report"), method="codebook", allow_hosts=["localhost"]).documents == ()
    site.pages = {"/report": Reply(SHELLED)}
    assert case.add_url(site.at("/report"), method="codebook", allow_hosts=["localhost"]).rejected == ()
    assert len(case.rejections()) == 0


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://169.254.169.254/latest", "ftp://wire.example/a"])
def test_an_address_inside_the_network_is_refused_with_the_remedy(path: Path, url: str) -> None:
    status, said = run("add", url, "-o", path, "--method", "codebook")
    assert status == 1
    assert "unsafe_address" in said


def test_a_password_in_an_address_is_kept_nowhere(path: Path) -> None:
    status, said = run("add", "http://reader:secret@wire.example/a", "-o", path, "--method", "codebook")
    assert status == 1
    assert "secret" not in said
    with sayso.open(path) as case:
        assert case.rejections()[0].path == "http://…@wire.example/a"
    assert b"secret" not in b"".join(file.read_bytes() for file in path.parent.glob("x.sayso*"))


def test_pasted_text_is_read_with_its_outlet_and_date(path: Path) -> None:
    status, said = run(
        "add", "-", "--outlet", "Meridian Wire", "--published", "2019-07-21", "--url", "https://wire.example/a",
        "-o", path, "--method", "codebook", "--json",
        given=b"Israeli warplanes bombed a depot near Damascus on Friday, Syria said.",
    )  # fmt: skip
    assert status == 0
    added: dict[str, Any] = json.loads(said)
    with sayso.open(path) as case:
        document = case.document(added["documents"][0])
        assert (document.outlet, document.published, document.url) == (
            "Meridian Wire", "2019-07-21", "https://wire.example/a",
        )  # fmt: skip
        assert {mention.date for mention in case.mentions()} == {"2019-07-19"}


def test_the_same_text_with_another_outlet_corrects_the_former(path: Path) -> None:
    case = sayso.open(path)
    text = "Rebels shelled the port of Hodeida on 3 May 2018."
    (wrong,) = case.add_text(text, outlet="Meridan Wire", method="codebook").documents
    (right,) = case.add_text(text, outlet="Meridian Wire", method="codebook").documents
    assert case.document(wrong).superseded_by == right
    assert case.add_text(text, outlet="Meridian Wire", method="codebook").documents == (right,)


@pytest.mark.parametrize("text", ["", "   \n", "\0\0", "\ud800"])
def test_text_that_says_nothing_is_a_rejection(path: Path, text: str) -> None:
    added = sayso.open(path).add_text(text, method="codebook")
    assert added.rejected or not sayso.open(path).mentions()


def test_a_file_is_read_as_a_build_reads_it(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(SHELLED)
    status, said = run("add", file, "-o", path, "--url", "https://wire.example/b", "--method", "codebook")
    assert status == 0
    assert "1 document in the case" in said
    with sayso.open(path) as case:
        assert [document.url for document in case.documents()] == ["https://wire.example/b"]
    assert "It was there already" in run("add", file, "-o", path, "--url", "https://wire.example/b",
                                         "--method", "codebook")[1]  # fmt: skip


def test_wrong_usage_says_so(path: Path, tmp_path: Path) -> None:
    assert run("add", "http://wire.example/", "--url", "http://other.example/", "-o", path)[0] == 2
    assert run("add", tmp_path / "none.txt", "-o", path)[0] == 2
    with pytest.raises(UsageError):
        sayso.open(path).add_text("calm", published="one fine day")
    assert not path.exists()


@pytest.mark.parametrize("parameter", ["charset=utf-8; post=3", "post=3", "charset=utf-8; post=3; day=2019-12-28"])
def test_what_a_server_adds_to_its_media_type_never_stands_in_a_report_s_way(
    site: Site, path: Path, parameter: str
) -> None:
    site.pages = {"/report": Reply(SHELLED, headers={"Content-Type": f"text/html; {parameter}"})}
    added = sayso.open(path).add_url(site.at("/report"), method="codebook", allow_hosts=["localhost"])
    assert (len(added.documents), added.rejected) == (1, ())


def test_a_name_that_leads_inside_the_network_is_refused_with_the_remedy(path: Path) -> None:
    status, said = run("add", "http://localhost:1/", "-o", path, "--method", "codebook")
    assert (status, "private_address" in said, "--allow-host localhost" in said) == (1, True, True)


def test_what_was_said_of_a_long_address_is_dropped_once_it_answers(site: Site, path: Path) -> None:
    long = [site.at("/" + "a" * 300 + end) for end in "xy"]
    case = sayso.open(path)
    for url in long:
        case.add_url(url, method="codebook", allow_hosts=["localhost"])
    assert [row.path for row in case.rejections()] == long
    site.pages = {"/" + "a" * 300 + "x": Reply(SHELLED)}
    case.add_url(long[0], method="codebook", allow_hosts=["localhost"])
    assert [row.path for row in case.rejections()] == long[1:]
