from __future__ import annotations

import builtins
import hashlib
from pathlib import Path

import pytest

from sayso.config import ReadOptions
from sayso.readers import walk
from sayso.record.documents import Metadata
from tests.readers.reading import documents, outline, rejections


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.txt", b"Calm.\r\n\r\nAll day.\n", "text/plain"),
        ("a.md", b"# Calm\n\nAll day.\n", "text/markdown"),
        ("a.html", b"<html><body><p>Calm.</p></body></html>", "text/html"),
        ("a.pdf", b"%PDF-1.4\nrest", "application/pdf"),
        ("a.txt", b"%PDF-1.4\nrest", "application/pdf"),
        ("a.json", b'{"text": "Calm."}', "application/json"),
    ],
)
def test_the_bytes_come_as_they_are(tmp_path: Path, name: str, content: bytes, media_type: str) -> None:
    (tmp_path / name).write_bytes(content)
    (document,) = documents(tmp_path)
    assert document.content == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert (document.path, document.media_type) == (name, media_type)
    assert (document.container, document.locator) == (None, None)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.csv", b"", "empty"),
        ("a.txt", bytes(1000), "binary"),
        ("a.txt", b"GIF89a", "wrong_extension"),
        ("a.xlsx", b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "unsupported"),
        ("a.json", b'{"text": ', "bad_json"),
        ("a.csv", b"a,b\n1,2\n", "no_text_column"),
        ("a.zip", b"PK\x03\x04 and no more", "broken_archive"),
    ],
)
def test_bad_input_is_rejected_and_the_rest_read(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_bytes(b"Calm.")
    assert outline(list(walk([str(tmp_path)]))) == [(name, None, reason), ("z.txt", None, "Calm.")]
    (lost,) = rejections(tmp_path)
    assert lost.stage == "read"
    assert lost.detail.endswith(".")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.jsonl", "a.json", "a.pdf"])
def test_300_mb_of_one_line_are_refused_without_being_held(tmp_path: Path, name: str) -> None:
    resource = pytest.importorskip("resource")
    with (tmp_path / name).open("wb") as stream:
        stream.write(b"%PDF-1.4 " if name == "a.pdf" else b"[1, 2]" if name == "a.json" else b"text ")
        stream.truncate(300 << 20)
        stream.seek(-1, 2)
        stream.write(b".")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    reasons = {item.reason for item in rejections(tmp_path)}
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert reasons and reasons <= {"too_large", "bad_csv", "binary"}
    assert grown < 290 * 1024


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Calm.")
    (tmp_path / "b.txt").write_text("Calm.")
    opened = builtins.open

    def refuse(path: str, mode: str = "r") -> object:
        if path.endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    monkeypatch.setattr(builtins, "open", refuse)
    assert outline(list(walk([str(tmp_path)]))) == [("a.txt", None, "unreadable"), ("b.txt", None, "Calm.")]


def test_a_disk_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso.readers.source import Source

    (tmp_path / "a.txt").write_text("Calm.")

    def fail(source: Source, limit: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Source, "whole", fail)
    assert outline(rejections(tmp_path)) == [("a.txt", None, "unreadable")]


def test_a_sidecar_comes_before_options(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Calm.")
    (tmp_path / "a.json").write_text(
        '{"title": "Calm", "date": "2019-12-03", "authors": "L. Qasim", "language": "en", "rating": 5}'
    )
    options = ReadOptions(given=Metadata(title="No", outlet="Rafid Post"))
    (document,) = documents(tmp_path, options=options)
    assert document.given == Metadata(
        title="Calm", outlet="Rafid Post", authors=("L. Qasim",), published="2019-12-03", language="en"
    )


def test_of_two_sidecars_the_nearer_name_comes_first(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Calm.")
    (tmp_path / "a.json").write_text('{"title": "One"}')
    (tmp_path / "a.txt.json").write_text('{"title": "Two", "outlet": "Rafid Post"}')
    (document,) = documents(tmp_path)
    assert (document.given.title, document.given.outlet) == ("One", "Rafid Post")


@pytest.mark.parametrize(
    "sidecar", [b"{", b"[1]", b"\xff\xfe\xff", b"[" * 100_000, b'{"published": ' + b"9" * 5000 + b"}"]
)
def test_a_broken_sidecar_is_rejected_and_its_document_read(tmp_path: Path, sidecar: bytes) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "a.txt").write_text("Calm.")
    (tmp_path / "s" / "a.json").write_bytes(sidecar)
    assert outline(list(walk([str(tmp_path)]))) == [
        ("s/a.json", None, "bad_sidecar"),
        ("s/a.txt", None, "Calm."),
    ]


def test_a_sidecar_cannot_smuggle_in_what_no_file_can_hold(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Calm.")
    (tmp_path / "a.json").write_text('{"title": "Ca\\ud800lm\\u0000"}')
    (document,) = documents(tmp_path)
    assert document.given.title == "Ca?lm"


def test_a_row_does_not_take_the_options_ahead_of_itself(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,outlet\nCalm.,Rafid Post\n")
    (document,) = documents(tmp_path, options=ReadOptions(given=Metadata(outlet="Another")))
    assert document.given == Metadata()


def test_nothing_named_is_nothing_read() -> None:
    assert list(walk([])) == []
