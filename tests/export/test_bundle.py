"""Bundles: sha256sum alone checks them, the originals are what was read, and a redacted one names nobody."""

from __future__ import annotations

import hashlib
import html.parser
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.errors import CaseError, CaseFull, UsageError
from sayso.store.case_file import connect
from sayso.store.verify import verify

STRIKE = (
    "KARWAN - A rocket hit a base near Karwan on Friday, killing two people, the Vestan army said.\r\n\r\n"
    "The Orlandian army denied that it attacked the base near Karwan on Friday."
)
VICTIM = "A rocket hit a base near Karwan on Friday. It killed Layla Haddad, 9. Haddad was buried on Sunday."
HOSTILE = "<script>alert(1)</script> & \u202egnp"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> sayso.Case:
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "in").mkdir()
    (folder / "in" / "strike.txt").write_bytes(STRIKE.encode())
    (folder / "in" / "strike.json").write_text(json.dumps({"title": HOSTILE, "outlet": "Ledger"}))
    (folder / "in" / "layla-haddad.txt").write_text(VICTIM)
    opened = sayso.open(folder / "x.sayso")
    opened.add(folder / "in", outlet="Wire", published="2019-12-28", method="codebook")
    first = {one.path: one.id for one in sorted(opened.mentions(type="ASSAULT"), key=lambda one: -one.trigger.start)}
    opened.decide("same", first["strike.txt"], first["layla-haddad.txt"], by="R. Haddon", note="one strike, told twice")
    return opened


@pytest.fixture
def event(case: sayso.Case) -> str:
    return max(case.events(), key=lambda one: (one.n_documents, one.n_mentions)).id


def unpacked(case: sayso.Case, folder: Path, *ids: str, redact: bool = False) -> Path:
    case.bundle(*ids, out=folder / "b.zip", redact=redact)
    with zipfile.ZipFile(folder / "b.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(folder / "b")
    return folder / "b"


def told(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
    return manifest


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="this machine has no sha256sum")
def test_sha256sum_alone_checks_a_bundle(case: sayso.Case, event: str, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path, event)
    check = ["sha256sum", "-c", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 0
    named = {line.split("  ", 1)[1] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert named == files - {"SHA256SUMS"}
    (folder / "page.html").write_text("other")
    assert subprocess.run(check, cwd=folder, capture_output=True).returncode == 1


def test_originals_are_byte_for_byte_what_was_read(case: sayso.Case, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path, "strike.txt")
    (document,) = told(folder)["documents"]
    content = (folder / document["original"]["file"]).read_bytes()
    assert content == STRIKE.encode()
    assert document["original"]["file"] == f"evidentiary-copy/{hashlib.sha256(content).hexdigest()}.txt"
    assert (folder / document["text"]).read_bytes().decode() == case.text(document["id"])


def test_quotations_stand_where_their_offsets_say(case: sayso.Case, event: str, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path, event)
    texts = {one["id"]: (folder / one["text"]).read_bytes().decode() for one in told(folder)["documents"]}
    rows = [json.loads(line) for line in (folder / "working-copy/record/mentions.jsonl").read_text().splitlines()]
    assert len(rows) >= 2
    for row in rows:
        for span in (row["trigger"], row["sentence"], *row["actors"]):
            assert texts[row["doc"]][span["start"] : span["end"]] == span["text"]


def test_the_manifest_names_versions_and_the_head_of_the_chain(case: sayso.Case, event: str, tmp_path: Path) -> None:
    manifest = told(unpacked(case, tmp_path, event))
    assert manifest["chain"]["head"] == verify(connect(case.path)).head
    assert manifest["asked"] == [event] and manifest["redacted"] is False
    assert manifest["sayso"] and manifest["codebook"] and manifest["readers"] and manifest["methods"]


def test_decisions_on_it_are_in_the_bundle_with_their_entries(case: sayso.Case, event: str, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path, event)
    (decision,) = case.decisions()
    assert "one strike, told twice" in (folder / "working-copy/record/decisions.jsonl").read_text()
    assert decision.id in (folder / "custody/chain.txt").read_text()
    assert "one strike, told twice" in (folder / "page.html").read_text()
    assert (folder / "custody/receipts.jsonl").read_text().count('"reader"') == len(told(folder)["documents"])


def test_sha256sum_alone_makes_an_entry_of_the_chain_again(case: sayso.Case, event: str, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path, event)
    lines = (folder / "custody/chain.txt").read_text().splitlines()
    receipts = [json.loads(line) for line in (folder / "custody/receipts.jsonl").read_text().splitlines()]
    things = {
        hashlib.sha256(json.dumps(list(one.values())[1:], separators=(",", ":")).encode()).hexdigest()
        for one in receipts
    }
    assert {line.split()[4] for line in lines if line.split()[2] == "document"} == things
    for line in lines:
        _, before, kind, identity, thing, head = line.split()
        assert hashlib.sha256(f"{before} {kind} {identity} {thing}\n".encode()).hexdigest() == head
    assert lines[-1].split()[-1] == told(folder)["chain"]["head"]


def test_the_same_request_gives_the_same_bytes(case: sayso.Case, event: str, tmp_path: Path) -> None:
    one = case.bundle(event, "strike.txt", out=tmp_path / "1.zip")
    two = case.bundle("strike.txt", event, event, out=tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert one.sha256 == two.sha256 == hashlib.sha256((tmp_path / "1.zip").read_bytes()).hexdigest()


class Page(html.parser.HTMLParser):
    """Note the elements of a page, and what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_page_runs_and_loads_nothing(case: sayso.Case, tmp_path: Path) -> None:
    text = (unpacked(case, tmp_path, "strike.txt") / "page.html").read_text()
    page = Page()
    page.feed(text)
    assert not page.tags & {"script", "img", "iframe", "link", "object", "form", "a"}
    assert not {name for name in page.attributes if name.startswith("on") or name in ("src", "href")}
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in text and "\u202e" not in text
    assert STRIKE.split("\r\n")[0].split(" on ")[0].split(" - ")[1] in text.replace("<mark>", "").replace("</mark>", "")


def test_a_redacted_bundle_names_nobody_and_the_case_keeps_them(case: sayso.Case, event: str, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path, event, "layla-haddad.txt", redact=True)
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            assert b"haddad" not in content and b"layla" not in content, file
            assert "haddad" not in file.name
    documents = {one["original"]["file"] is None: one for one in told(folder)["documents"]}
    withheld = documents[True]
    assert withheld["original"]["sha256"] == hashlib.sha256(VICTIM.encode()).hexdigest()
    assert withheld["text_of_record"] == hashlib.sha256(VICTIM.encode()).hexdigest()
    assert "[person 1]" in (folder / withheld["text"]).read_text()
    assert documents[False]["original"]["file"]
    assert any("Haddad" in case.text(document.id) for document in case.documents())


def test_a_redacted_bundle_is_checked_by_sha256sum_too(case: sayso.Case, tmp_path: Path) -> None:
    folder = unpacked(case, tmp_path, "layla-haddad.txt", redact=True)
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_what_cannot_be_bundled_is_said(case: sayso.Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="m0"):
        case.bundle("m0", out=tmp_path / "b.zip")
    with pytest.raises(UsageError, match="nothing to bundle"):
        case.bundle(out=tmp_path / "b.zip")
    with pytest.raises(CaseFull, match="cannot be written"):
        case.bundle("strike.txt", out=tmp_path / "no" / "b.zip")
    assert list(tmp_path.iterdir()) == []


def test_an_altered_original_is_not_bundled(case: sayso.Case, tmp_path: Path) -> None:
    shutil.copy(case.path, tmp_path / "x.sayso")
    other = sayso.open(tmp_path / "x.sayso")
    with connect(other.path) as connection:
        connection.execute("UPDATE originals SET bytes = (SELECT max(bytes) FROM originals)")
    with pytest.raises(CaseError, match="not what was read"):
        other.bundle(*(document.id for document in other.documents()), out=tmp_path / "b.zip")
    assert [file.name for file in tmp_path.iterdir() if "zip" in file.name] == []


@pytest.mark.parametrize("what", ["case", "log", "picture"])
def test_a_bundle_is_never_written_over_what_is_no_bundle(case: sayso.Case, tmp_path: Path, what: str) -> None:
    shutil.copy(case.path, tmp_path / "x.sayso")
    other = sayso.open(tmp_path / "x.sayso")
    out = {"case": other.path, "log": tmp_path / "x.sayso-wal", "picture": tmp_path / "a.png"}[what]
    if what != "case":
        out.write_bytes(b"\x37\x7f\x06\x82" * 8)
    before = out.read_bytes()
    with pytest.raises(UsageError, match="no zip file"):
        other.bundle("strike.txt", out=out)
    assert out.read_bytes() == before
    assert other.bundle("strike.txt", out=tmp_path / "b.zip") == other.bundle("strike.txt", out=tmp_path / "b.zip")


def test_the_command(case: sayso.Case, event: str, tmp_path: Path) -> None:
    words = ["bundle", str(case.path), event, "-o", str(tmp_path / "b.zip")]
    done = CliRunner().invoke(main, words, catch_exceptions=False)
    assert done.exit_code == 0 and "SHA-256 of the zip" in done.output and "head" in done.output
    assert json.loads(CliRunner().invoke(main, [*words, "--json"]).output)["events"] == 1
