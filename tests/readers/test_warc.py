"""Archives of the web: the pages in them, and what is broken between."""

from __future__ import annotations

import gzip
import io
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.readers import walk
from sayso.readers.limits import MAX_DOCUMENT_BYTES
from sayso.record.documents import RawDocument, Rejection
from tests.readers.webforms import members_of, page, warc

PAGES = [(f"https://harbour.example/{n}", "200", page(f"Rockets, {n}").encode()) for n in (1, 2, 3)]


def read(path: Path) -> tuple[list[RawDocument], list[Rejection]]:
    found = list(walk([str(path)]))
    return (
        [one for one in found if isinstance(one, RawDocument)],
        [one for one in found if isinstance(one, Rejection)],
    )


def written(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize(("name", "packed"), [("crawl.warc.gz", True), ("crawl.warc", False), ("crawl", False)])
def test_each_answer_with_a_page_is_a_document(tmp_path: Path, name: str, packed: bool) -> None:
    documents, rejected = read(written(tmp_path, name, warc(PAGES, packed)))
    assert [one.content for one in documents] == [content for _, _, content in PAGES]
    assert [(one.locator, one.given.url, one.fetched_at) for one in documents] == [
        ("record 3", "https://harbour.example/1", "2019-03-05T14:00:00Z"),
        ("record 5", "https://harbour.example/2", "2019-03-05T14:01:00Z"),
        ("record 7", "https://harbour.example/3", "2019-03-05T14:02:00Z"),
    ]
    assert {one.container for one in documents} == {name}
    assert not rejected


def test_a_whole_file_packed_at_once_is_read_like_one_packed_by_records(tmp_path: Path) -> None:
    documents, rejected = read(written(tmp_path, "crawl.warc.gz", gzip.compress(warc(PAGES, packed=False))))
    assert len(documents) == 3
    assert not rejected


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("deflate", zlib.compress), ("gzip", bytes)],
)
def test_a_page_is_kept_unpacked(tmp_path: Path, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    content = PAGES[0][2]
    archive = warc([(PAGES[0][0], "200", pack(content))], headers=[("Content-Encoding", encoding)])
    documents, rejected = read(written(tmp_path, "crawl.warc.gz", archive))
    assert [one.content for one in documents] == [content]
    assert not rejected


def test_chunks_are_joined(tmp_path: Path) -> None:
    content = PAGES[0][2]
    chunked = f"{len(content):x}\r\n".encode() + content + b"\r\n0\r\n\r\n"
    archive = warc([(PAGES[0][0], "200", chunked)], headers=[("Transfer-Encoding", "chunked")])
    documents, _ = read(written(tmp_path, "crawl.warc", archive))
    assert [one.content for one in documents] == [content]


@pytest.mark.parametrize(
    ("encoding", "content", "reason"),
    [
        ("gzip", gzip.compress(bytes(MAX_DOCUMENT_BYTES + 1)), "zip_bomb"),
        ("br", brotli.compress(bytes(MAX_DOCUMENT_BYTES + 1)), "zip_bomb"),
        ("gzip", gzip.compress(PAGES[0][2])[:-20], "broken_record"),
        ("br", brotli.compress(PAGES[0][2])[:-20], "broken_record"),
        ("br", b"\xff" * 40, "broken_record"),
        ("zstd", b"(\xb5/\xfd", "unsupported"),
    ],
)
def test_what_cannot_be_unpacked_is_rejected_and_the_rest_is_read(
    tmp_path: Path, encoding: str, content: bytes, reason: str
) -> None:
    archive = warc([("https://harbour.example/bad", "200", content)], headers=[("Content-Encoding", encoding)])
    documents, rejected = read(written(tmp_path, "crawl.warc.gz", archive + warc(PAGES)))
    assert len(documents) == 3
    assert [(one.reason, one.locator) for one in rejected] == [(reason, "record 3")]


def test_records_without_a_page_are_counted(tmp_path: Path) -> None:
    picture = warc([("https://harbour.example/a.png", "200", b"\x89PNG")], headers=[("Content-Type", "image/png")])
    gone = warc([("https://harbour.example/gone", "404", b"<p>gone</p>")])
    documents, rejected = read(written(tmp_path, "crawl.warc.gz", warc(PAGES) + picture + gone))
    assert len(documents) == 3
    assert [(one.reason, one.detail) for one in rejected] == [
        ("passed_over", "2 records hold no page of their own: 1 response 404, 1 response of image/png.")
    ]


def test_a_damaged_record_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    members = members_of(warc(PAGES))
    members[4] = members[4][:60] + b"\0" * 40 + members[4][100:]
    documents, rejected = read(written(tmp_path, "crawl.warc.gz", b"".join(members)))
    assert [one.given.url for one in documents] == ["https://harbour.example/1", "https://harbour.example/3"]
    assert [one.reason for one in rejected] == ["broken_record"]


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_cut_short_gives_what_came_before(tmp_path: Path, packed: bool) -> None:
    documents, rejected = read(written(tmp_path, "crawl.warc.gz", warc(PAGES, packed)[:-200]))
    assert len(documents) == 2
    assert [one.reason for one in rejected] == ["broken_record"]


def test_a_record_of_a_false_length_costs_itself_alone(tmp_path: Path) -> None:
    archive = warc(PAGES, packed=False)
    first = archive.index(b"WARC/", archive.index(b"https://harbour.example/2") - 600)
    spoilt = archive[:first] + archive[first:].replace(b"Content-Length: ", b"Content-Length: x", 1)
    documents, rejected = read(written(tmp_path, "crawl.warc", spoilt))
    assert len(documents) >= 2
    assert {one.reason for one in rejected} == {"broken_record"}


@settings(max_examples=60, deadline=None)
@given(at=st.integers(10, 5000), junk=st.binary(max_size=40), packed=st.booleans())
def test_no_damage_raises_or_costs_all(at: int, junk: bytes, packed: bool) -> None:
    from sayso.readers.warc_records import BrokenRecord, warc_records

    whole = warc(PAGES, packed)
    at = min(at, len(whole) - 1)
    spoilt = whole[:at] + junk + whole[at + len(junk) :]
    found = list(warc_records(io.BufferedReader(io.BytesIO(spoilt))))  # type: ignore[arg-type]
    assert len([one for one in found if not isinstance(one, BrokenRecord)]) >= 1


def test_a_collection_gives_the_pages_of_its_archives_alone(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "week.wacz", "w") as collection:
        collection.writestr("datapackage.json", '{"profile": "data-package"}')
        collection.writestr("pages/pages.jsonl", '{"url": "https://harbour.example/1", "text": "Rockets"}\n')
        collection.writestr("archive/data.warc.gz", warc(PAGES))
    documents, rejected = read(tmp_path / "week.wacz")
    first = documents[0]
    assert (first.path, first.container, first.locator) == (
        "week.wacz/archive/data.warc.gz",
        "week.wacz!archive/data.warc.gz",
        "record 3",
    )
    assert (len(documents), rejected) == (3, [])


@pytest.mark.parametrize("piece", [b"\x1f\x8b\x08\xff", gzip.compress(b"")], ids=["broken", "empty"])
def test_an_archive_of_members_that_hold_nothing_is_gone_through_once(tmp_path: Path, piece: bytes) -> None:
    good = warc(PAGES, packed=True)
    path = written(tmp_path, "w.warc.gz", good + piece * (2_000_000 // len(piece)) + good)
    started = time.monotonic()
    documents, rejections = read(path)
    assert len(documents) == 2 * len(PAGES)
    assert len(rejections) <= 2
    assert time.monotonic() - started < 10
