"""Bad input, end to end: each kind becomes a row with its reason, and the good report beside it is read."""

from __future__ import annotations

import csv
import gzip
import io
import os
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfWriter

import sayso
from sayso.build import BuildSummary, build
from sayso.config import BuildOptions, ReadOptions

GOOD = "Gunmen attacked a police post near Mosul on 4 January 2020, killing two officers, officials said."


def empty(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"")


def white_space(folder: Path) -> None:
    (folder / "bad.txt").write_text(" \n\t\n ")


def binary(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(os.urandom(5000))


def picture_named_text(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))


def nul_bytes(folder: Path) -> None:
    (folder / "bad.txt").write_bytes(GOOD.encode().replace(b" ", b" \x00", 3))


def one_endless_line(folder: Path) -> None:
    with (folder / "bad.txt").open("wb") as file:
        file.truncate(0)
        for _ in range(300):
            file.write(b"attack " * 149_797)


def deep_json(folder: Path) -> None:
    (folder / "bad.json").write_text('{"text": "a", "more": ' + "[" * 200_000 + "]" * 200_000 + "}")


def broken_json(folder: Path) -> None:
    (folder / "bad.json").write_text('{"text": "Gunmen attacked')


def json_without_text(folder: Path) -> None:
    (folder / "bad.json").write_text('{"headline": "Gunmen attack", "author": "A. Writer"}')


def encrypted_pdf(folder: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    writer.write(folder / "bad.pdf")


def pdf_without_text(folder: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(folder / "bad.pdf")


def zip_bomb(folder: Path) -> None:
    packed = zipfile.ZipFile(folder / "bad.zip", "w", zipfile.ZIP_DEFLATED)
    with packed as archive, archive.open("a.txt", "w") as member:
        for _ in range(200):
            member.write(bytes(1 << 20))


def gzip_bomb(folder: Path) -> None:
    with gzip.open(folder / "bad.tar.gz", "wb") as packed:
        member = tarfile.TarInfo("a.txt")
        member.size = 200 << 20
        packed.write(member.tobuf())
        for _ in range(200):
            packed.write(bytes(1 << 20))


def archive_of_nothing(folder: Path) -> None:
    with gzip.open(folder / "bad.tar.gz", "wb") as packed:
        packed.write(bytes(1 << 20))


def path_escape(folder: Path) -> None:
    with zipfile.ZipFile(folder / "bad.zip", "w") as archive:
        archive.writestr("../escaped.txt", GOOD)


def link_in_archive(folder: Path) -> None:
    with tarfile.open(folder / "bad.tar", "w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
        archive.addfile(link)


def cut_archive(folder: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", GOOD * 50)
    (folder / "bad.zip").write_bytes(packed.getvalue()[:200])


def link_loop(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)


def dangling_link(folder: Path) -> None:
    (folder / "bad.txt").symlink_to(folder / "nowhere.txt")


def unknown_form(folder: Path) -> None:
    (folder / "bad.docx").write_bytes(b"PK\x03\x04" + b"[Content_Types].xml" + bytes(500))


@pytest.mark.parametrize(
    ("make", "reasons"),
    [
        (empty, {"empty"}),
        (white_space, {"empty"}),
        (binary, {"binary"}),
        (picture_named_text, {"wrong_extension"}),
        (nul_bytes, {"nul_bytes"}),
        (one_endless_line, {"too_large"}),
        (deep_json, {"deep_json"}),
        (broken_json, {"bad_json"}),
        (json_without_text, {"no_text_field"}),
        (encrypted_pdf, {"encrypted_pdf"}),
        (pdf_without_text, {"no_text_layer"}),
        (zip_bomb, {"zip_bomb"}),
        (gzip_bomb, {"zip_bomb"}),
        (archive_of_nothing, {"empty"}),
        (path_escape, {"path_escape"}),
        (link_in_archive, {"path_escape"}),
        (cut_archive, {"broken_archive"}),
        (link_loop, {"symlink_loop"}),
        (dangling_link, {"missing"}),
        (unknown_form, {"unsupported"}),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_bad_file_is_rejected_and_the_good_one_read(
    tmp_path: Path, make: Callable[[Path], None], reasons: set[str]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    make(folder)
    tracemalloc.start()
    summary = build(tmp_path / "x.sayso", [str(folder)], BuildOptions(jobs=1))
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    assert summary.documents == 1, summary
    assert summary.rejected and set(summary.rejected) <= reasons
    rows = sayso.open(tmp_path / "x.sayso").rejections()
    assert all(row.detail and row.stage for row in rows)
    assert not any(str(tmp_path) in row.detail for row in rows), "a machine's path stands in the record"
    assert peak < 150, f"{peak:.0f} MiB for a bad file"
    assert not (tmp_path / "escaped.txt").exists()


def test_broken_letters_are_replaced_and_said(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    whole = "Gunmen attacked a café – and a post – in Mosul. " + GOOD
    (folder / "bad.txt").write_bytes(whole.encode() + b" \xff\xfe.")
    summary = build(tmp_path / "x.sayso", [str(folder)], BuildOptions(jobs=1))
    assert (summary.documents, summary.rejected) == (1, {"invalid_utf8": 1})
    case = sayso.open(tmp_path / "x.sayso")
    assert [bool(row.at) for row in case.rejections()] == [True]
    assert "\ufffd" in case.text(case.documents()[0].id)
    assert case.verify().clean


def rows_build(tmp_path: Path, columns: dict[str, str]) -> BuildSummary:
    with (tmp_path / "rows.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "story", "day"], ["1", GOOD, "2020-01-05"], ["2", GOOD + " More.", "2020-01-06"]])
    options = BuildOptions(ReadOptions(tuple(columns.items())), jobs=1)
    return build(tmp_path / "x.sayso", [str(tmp_path / "rows.csv")], options)


def test_a_table_without_the_mapped_column_is_rejected_with_its_columns(tmp_path: Path) -> None:
    summary = rows_build(tmp_path, {"text": "body"})
    assert summary.documents == 0
    rows = sayso.open(tmp_path / "x.sayso").rejections()
    assert rows and all("story" in row.detail for row in rows)


def test_a_table_is_read_by_its_mapped_columns(tmp_path: Path) -> None:
    summary = rows_build(tmp_path, {"text": "story", "published": "day"})
    assert summary.documents == 2
    documents = sayso.open(tmp_path / "x.sayso").documents()
    assert sorted((d.container, d.locator, d.published) for d in documents) == [
        ("rows.csv", "row 1", "2020-01-05"),
        ("rows.csv", "row 2", "2020-01-06"),
    ]


def test_the_same_file_twice_is_kept_once_and_said(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(GOOD)
    build(tmp_path / "x.sayso", [str(tmp_path)], BuildOptions(jobs=1))
    case = sayso.open(tmp_path / "x.sayso")
    assert [document.path for document in case.documents()] == ["one/report.txt"]
    assert [(row.path, row.reason) for row in case.rejections()] == [("two/report.txt", "duplicate")]


def test_two_files_with_the_same_name_are_two_documents(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(f"{GOOD} Report {name}.")
    build(tmp_path / "x.sayso", [str(tmp_path / "one"), str(tmp_path / "two")], BuildOptions(jobs=1))
    case = sayso.open(tmp_path / "x.sayso")
    assert len(case.documents()) == 2
    assert not case.rejections()


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    summary = build(tmp_path / "x.sayso", [str(tmp_path / "absent")], BuildOptions(jobs=1))
    assert (summary.documents, sum(summary.rejected.values())) == (0, 1)
