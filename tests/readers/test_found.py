from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from sayso.readers import FoundFile, find, fingerprint, read_file
from sayso.readers import found as found_module
from sayso.record.documents import Rejection
from tests.readers.reading import documents, outline, rejections


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"The report {name} says little.")


def paths(*inputs: str | Path) -> list[str]:
    return [item.path for item in find([str(name) for name in inputs])]


def test_a_folder_is_searched_in_the_order_of_posix_paths(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a-b.txt", "a/b/c.txt", "a.txt")
    assert paths(tmp_path) == sorted(["a-b.txt", "a.txt", "a/b/c.txt", "a/z.txt", "b.txt"])


@pytest.mark.parametrize("name", [".hidden.txt", ".git/x.txt", "war.sayso", "war.sayso-wal"])
def test_hidden_files_and_case_files_are_passed_over(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.txt", name)
    assert paths(tmp_path) == ["a.txt"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a.txt", "a.json"], ["a.txt"]),
        (["a.html", "a.html.json"], ["a.html"]),
        (["a.json"], ["a.json"]),
        (["a.csv", "a.json"], ["a.csv", "a.json"]),
    ],
)
def test_a_sidecar_is_no_document(tmp_path: Path, names: list[str], expected: list[str]) -> None:
    write(tmp_path, *names)
    assert paths(tmp_path) == expected
    assert paths(*(tmp_path / name for name in names)) == expected


def test_a_file_named_directly_shows_its_base_name(tmp_path: Path) -> None:
    write(tmp_path, "deep/er/a.txt")
    assert paths(tmp_path / "deep/er/a.txt") == ["a.txt"]


def test_the_order_of_inputs_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "x/s/a.txt", "y/a.txt")
    inputs = [tmp_path / "x/s/a.txt", tmp_path / "y", tmp_path / "x"]
    assert paths(*inputs) == paths(*reversed(inputs)) == ["s/a.txt", "a.txt"]


def test_two_files_of_one_name_are_both_found(tmp_path: Path) -> None:
    write(tmp_path, "x/a.txt", "y/a.txt")
    found = list(find([str(tmp_path / "x"), str(tmp_path / "y")]))
    assert [item.path for item in found] == ["a.txt", "a.txt"]
    assert len({item.location for item in found if isinstance(item, FoundFile)}) == 2


def test_a_glob_shows_paths_below_its_fixed_part(tmp_path: Path) -> None:
    write(tmp_path, "w/a.txt", "w/s/b.txt", "w/s/c.md")
    assert paths(tmp_path / "w" / "**" / "*.txt") == ["a.txt", "s/b.txt"]


def test_a_file_whose_name_has_glob_marks_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, "a[1].txt")
    assert paths(tmp_path / "a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize("name", ["none.txt", "none/*.txt"])
def test_what_is_missing_is_rejected(tmp_path: Path, name: str) -> None:
    assert [item.reason for item in rejections(tmp_path / name)] == ["missing"]


def test_a_broken_link_is_rejected_and_the_rest_read(tmp_path: Path) -> None:
    write(tmp_path, "z.txt")
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = [(item.path, getattr(item, "reason", None)) for item in find([str(tmp_path)])]
    assert found == [("a.txt", "missing"), ("self.txt", "symlink_loop"), ("z.txt", None)]


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "s/a.txt")
    (tmp_path / "s" / "up").symlink_to(tmp_path)
    found = [(item.path, getattr(item, "reason", None)) for item in find([str(tmp_path)])]
    assert found == [("s/a.txt", None), ("s/up", "symlink_loop")]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "there/a.txt", "here/b.txt")
    (tmp_path / "here" / "more").symlink_to(tmp_path / "there")
    assert paths(tmp_path / "here") == ["b.txt", "more/a.txt"]


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [item.reason for item in rejections(tmp_path)] == ["unsupported"]


def test_a_folder_that_may_not_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a/x.txt", "b/y.txt")
    listed = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("a"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(found_module.os, "scandir", refuse)
    found = [(item.path, getattr(item, "reason", None)) for item in find([str(tmp_path)])]
    assert found == [("a", "unreadable"), ("b/y.txt", None)]


def test_a_file_that_goes_away_before_it_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (found,) = find([str(tmp_path)])
    assert isinstance(found, FoundFile)
    before = fingerprint(found)
    (tmp_path / "a.txt").unlink()
    (lost,) = read_file(found)
    assert isinstance(lost, Rejection)
    assert lost.reason == "missing"
    assert fingerprint(found) != before


def test_folders_nested_deeper_than_python_can_call(tmp_path: Path) -> None:
    depth, here = 1100, os.getcwd()
    try:
        os.chdir(tmp_path)
        for _ in range(depth):
            os.mkdir("d")
            os.chdir("d")
        Path("a.txt").write_text("Deep.")
        assert paths(tmp_path) == ["d/" * depth + "a.txt"]
        Path("a.txt").unlink()
        for _ in range(depth):  # shutil, which clears up after tests, cannot call so deep either
            os.chdir("..")
            os.rmdir("d")
    finally:
        os.chdir(here)


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/r\xe9port.txt", "wb") as stream:
        stream.write(b"A quiet night.")
    (document,) = documents(tmp_path)
    assert document.path == "r\ufffdport.txt"


def test_the_fingerprint_follows_the_file_and_its_sidecar(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (found,) = find([str(tmp_path)])
    assert isinstance(found, FoundFile)
    hashes = [fingerprint(found), fingerprint(found)]
    (tmp_path / "a.json").write_text('{"title": "A"}')
    hashes.append(fingerprint(found))
    (tmp_path / "a.txt").write_text("Another text.")
    hashes.append(fingerprint(found))
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"A quiet night in Basra.", "text/plain"),
        (b"<!DOCTYPE html><html><body><p>A quiet night.</p></body></html>", "text/html"),
        (b'{"text": "A quiet night."}', "application/json"),
    ],
)
def test_standard_input_is_told_by_its_bytes(monkeypatch: pytest.MonkeyPatch, content: bytes, media_type: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    (document,) = documents("-")
    assert (document.path, document.media_type, document.content) == ("-", media_type, content)


def test_standard_input_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found_module, "MAX_STDIN_BYTES", 10)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"A quiet night.")))
    assert outline(rejections("-")) == [("-", None, "too_large")]
