"""What is fuzzed: files of each form, read as a build reads them up to the text of record."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from sayso import readers
from sayso.codebook.page import load_page_cues
from sayso.config import ReadOptions
from sayso.errors import InputError
from sayso.record.documents import RawDocument
from sayso.text import compose, decode, split

LONGEST_SECONDS = 5.0
"""Processor time for one input of at most ``LONGEST_BYTES``; the slowest of the seeds takes .05 s (2026-11)."""
LONGEST_BYTES = 16_384
TEXT = "Gunmen attacked a police post near Mosul on 4 January 2020, killing two officers, the mayor said.\n\n"
_AS_IS = ReadOptions()


def read_as(name: str, content: bytes) -> None:
    """Read a file of a name and content to its documents; raise AssertionError where a promise is broken.

    Promised are: a rejection with its reason in place of any exception, segments inside the text, a text that a case
    can hold, and an end within ``LONGEST_SECONDS``.
    """
    started = time.process_time()
    for found in readers.read_file(readers.FoundFile(name, f"/nowhere/{name}", len(content), content), _AS_IS):
        if not isinstance(found, RawDocument):
            assert found.reason and found.detail and found.path, found
            continue
        for post in split(found):
            _compose(post)
    taken = time.process_time() - started
    assert taken < LONGEST_SECONDS, f"{taken:.1f} s for {len(content)} bytes"


def _compose(raw: RawDocument) -> None:
    try:
        document, text = compose(raw, decode(raw, _AS_IS), load_page_cues(), _AS_IS)
    except InputError as error:
        assert error.reason and error.message
        return
    text.encode()
    assert document.n_characters == len(text)
    assert all(0 <= part.start < part.end <= len(text) for part in document.segments), document.segments


@dataclass(frozen=True, slots=True)
class Target:
    """Name a form by the file it is read from, with files to begin with."""

    name: str
    seeds: Callable[[], list[bytes]]

    def read(self, content: bytes) -> None:
        """Read one input."""
        read_as(self.name, content)


def _page() -> list[bytes]:
    paragraphs = "".join(f"<p>{TEXT}</p>" for _ in range(4))
    said = json.dumps(
        {"@type": "NewsArticle", "headline": "Raid", "datePublished": "2020-01-05", "author": ["A. Noor"]}
    )
    head = f'<meta charset="utf-8"><title>Raid</title><script type="application/ld+json">{said}</script>'
    table = "<table><tr><td>one</td><td>two</td></tr></table><ul><li>three</li></ul><figcaption>four</figcaption>"
    return [
        f"<!doctype html><html lang=en><head>{head}</head><body><article>{paragraphs}</article></body></html>".encode(),
        f"<html><body><h1>Raid</h1>{table}<time datetime=2020-01-05>{paragraphs}<aside>more</aside>".encode("utf-16"),
    ]


def _table() -> list[bytes]:
    return [
        f'id,text,published\n1,"{TEXT}",2020-01-05\n2,"said ""so""",\n'.encode(),
        f"text\tid\n{TEXT.strip()}\t1\n".encode(),
    ]


def _json() -> list[bytes]:
    article = {"text": TEXT, "title": "Raid", "published": "2020-01-05", "authors": ["A. Noor"]}
    return [
        json.dumps(article).encode(),
        json.dumps([article, article]).encode(),
        json.dumps({"@graph": [article]}).encode(),
    ]


def _lines() -> list[bytes]:
    return [b"\n".join(json.dumps({"text": TEXT, "id": n}).encode() for n in range(3))]


def _zip() -> list[bytes]:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("a.json", '{"outlet": "Wire"}')
    return [whole.getvalue()]


def _tgz() -> list[bytes]:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(TEXT)
        archive.addfile(member, io.BytesIO(TEXT.encode()))
    return [gzip.compress(whole.getvalue()), whole.getvalue()]


def _text() -> list[bytes]:
    return [
        f"---\ntitle: Raid\ndate: 2020-01-05\n---\nMOSUL, Jan 5 - {TEXT}".encode(),
        TEXT.encode("utf-16"),
        b"\xff\xfe\xfa",
    ]


def _pdf() -> list[bytes]:
    return [
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"4 0 obj<</Length 37>>stream\nBT /F 12 Tf (Gunmen attacked.) Tj ET \nendstream endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n"
    ]


def _live() -> list[bytes]:
    posts = "".join(
        f"<div class=post><time datetime=2020-01-0{n}T10:0{n}:00Z>10:0{n}</time><h2>Raid</h2><p>{TEXT}</p></div>"
        for n in range(1, 5)
    )
    clocks = "".join(f"{hour}:00 GMT\n\n{TEXT}" for hour in range(10, 15))
    return [f"<html><title>Live: raid</title><body>{posts}".encode(), f"<pre>{clocks}</pre>".encode()]


def _feed() -> list[bytes]:
    entry = f"<item><title>Raid</title><link>https://a.example/1</link><guid>1</guid><description>{TEXT}</description>"
    atom = f"<entry><title>Raid</title><id>1</id><updated>2020-01-05T10:00:00Z</updated><content>{TEXT}</content>"
    return [
        f"<?xml version='1.0'?><rss version='2.0'><channel>{entry}</item></channel></rss>".encode(),
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{atom}</entry></feed>".encode(),
        b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        b"xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>https://a.example/1</loc><news:news>"
        b"<news:title>Raid</news:title></news:news></url></urlset>",
    ]


def _warc() -> list[bytes]:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(_page()[0])
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nWARC-Date: 2020-01-05T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    record = head.encode() + answer + b"\r\n\r\n"
    return [record * 2, gzip.compress(record) * 2]


def _mail() -> list[bytes]:
    head = "From: desk@a.example\r\nDate: Sun, 5 Jan 2020 10:00:00 +0300\r\nSubject: Raid\r\nMIME-Version: 1.0\r\n"
    quoted = "Content-Transfer-Encoding: quoted-printable"
    part = f"--b\r\nContent-Type: text/plain; charset=utf-8\r\n{quoted}\r\n\r\n{TEXT}\r\n"
    return [
        f"{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{part}{part}--b--\r\n".encode(),
        f"{head}Content-Type: text/html\r\n\r\n<p>{TEXT}".encode(),
    ]


def _saved() -> list[bytes]:
    page = _page()[0].decode()
    head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n"
    part = "--b\r\nContent-Type: text/html\r\nContent-Location: https://a.example/1\r\n"
    return [f"{head}\r\n{part}\r\n{page}\r\n--b--\r\n".encode()]


TARGETS: dict[str, Target] = {
    "page": Target("fuzz.html", _page),
    "text": Target("fuzz.md", _text),
    "json": Target("fuzz.json", _json),
    "lines": Target("fuzz.jsonl", _lines),
    "table": Target("fuzz.csv", _table),
    "zip": Target("fuzz.zip", _zip),
    "tgz": Target("fuzz.tgz", _tgz),
    "pdf": Target("fuzz.pdf", _pdf),
    "live": Target("fuzz.html", _live),
    "feed": Target("fuzz.xml", _feed),
    "warc": Target("fuzz.warc", _warc),
    "mail": Target("fuzz.eml", _mail),
    "saved": Target("fuzz.mhtml", _saved),
}
"""What is fuzzed, by name; another form is one line here."""
