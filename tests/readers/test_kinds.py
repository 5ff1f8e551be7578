from __future__ import annotations

import random

import pytest

from sayso.errors import InputError
from sayso.readers.kinds import judge

PAGE = b"<!doctype html><html><body><p>Calm.</p></body></html>"
PROSE = b"The ministry said nothing on Monday."


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.txt", PROSE, "plain"),
        ("A.TXT", PROSE, "plain"),
        ("a.md", PROSE, "markdown"),
        ("a.htm", PAGE, "html"),
        ("a.csv", b"title,text\nA,B\n", "csv"),
        ("a.ndjson", b'{"text": "A"}\n', "jsonl"),
        ("a.tar.gz", b"\x1f\x8b\x08\x00", "tgz"),
        ("a.zip", b"PK\x03\x04\x14\x00", "zip"),
        # The bytes win.
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "pdf"),
        ("a.html", b"%PDF-1.4\n", "pdf"),
        ("a.txt", b"\xef\xbb\xbf \n" + PAGE, "html"),
        ("a.txt", b"<?xml version='1.0'?><!-- saved --><html lang='en'>", "html"),
        ("a.txt", ("\ufeff" + PAGE.decode()).encode("utf-16-le"), "html"),
        ("a.csv", PAGE, "html"),
        ("a.pdf", PROSE, "plain"),
        ("a.pdf", b'{"text": "A"}', "json"),
        ("a.html", PROSE, "plain"),
        ("a.jsonl", b' [{"text": "A"}]', "json"),
        ("a.txt", b"PK\x03\x04\x14\x00", "zip"),
        # No ending that is known.
        ("README", PROSE, "plain"),
        ("a.report", PROSE, "plain"),
        ("vol. 2 of the diary", PROSE, "plain"),
        ("a", PAGE, "html"),
        ("a.feed", b'[{"text": "A"}]', "json"),
        # What only looks like something else.
        ("a.txt", b"He wrote %PDF-1.4 on the board.", "plain"),
        ("a.txt", b'{"text": "A"}', "plain"),
        ("a.txt", b"<b>Bold</b> words", "plain"),
        ("a.txt", "Тихая ночь.".encode("cp1251"), "plain"),
        ("a.txt", "Ruhige Nächte".encode("utf-16"), "plain"),
        ("a.txt", b"A stray\x00 NUL in a line of prose that is long enough.", "plain"),
    ],
)
def test_the_kind_of_a_file(name: str, head: bytes, kind: str) -> None:
    assert judge(name, head) == kind


@pytest.mark.parametrize(
    ("name", "head", "reason"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n", "wrong_extension"),
        ("a.pdf", b"\xff\xd8\xff\xe0", "wrong_extension"),
        ("a.txt", b"SQLite format 3\x00", "wrong_extension"),
        ("a.zip", b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml", "wrong_extension"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "unsupported"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 26 + b"[Content_Types].xml", "unsupported"),
        ("a.py", b"print('calm')", "unsupported"),
        ("a.txt", bytes(64), "binary"),
        ("a.txt", random.Random(7).randbytes(4096), "binary"),
        ("a.dat", random.Random(8).randbytes(4096), "binary"),
    ],
)
def test_what_is_refused(name: str, head: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        judge(name, head)
    assert caught.value.reason == reason
    assert caught.value.remedy


def test_a_page_of_comments_alone_is_judged_at_once() -> None:
    assert judge("a.txt", b"<!-- a -->" * 6000) == "plain"
