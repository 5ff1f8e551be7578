"""Mails and pages saved as one message: what becomes a document, and what broken ones give."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook.page import load_page_cues
from sayso.readers import walk
from sayso.record.documents import Document, RawDocument, Rejection
from sayso.text import compose, decode
from tests.readers.webforms import ARTICLE, mail, mhtml, page

PLAIN = "\n\n".join(ARTICLE)
ADDRESS = "https://harbour.example/news/rockets"


def written(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path) -> tuple[list[tuple[Document, str]], list[Rejection]]:
    found = list(walk([str(path)]))
    raws = [one for one in found if isinstance(one, RawDocument)]
    documents = [compose(raw, decode(raw), load_page_cues()) for raw in raws]
    return documents, [one for one in found if isinstance(one, Rejection)]


def test_a_page_saved_as_a_message_keeps_its_address_and_when_it_was_saved(tmp_path: Path) -> None:
    content = mhtml(page("Rockets hit barracks"), ADDRESS)
    (found,), rejected = read(written(tmp_path, "page.mhtml", content))
    document, text = found
    assert (document.url, document.fetched_at, document.published) == (ADDRESS, "2019-03-05T14:32:00Z", None)
    assert text.startswith("Rockets hit barracks\n\nMilitia gunmen fired")
    assert not rejected


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_the_part_says_in_which_encoding_its_page_is(tmp_path: Path, charset: str) -> None:
    wrong = '<meta charset="koi8-r">'
    content = mhtml(page("Café hit", [*ARTICLE, "The café burned down."], wrong), ADDRESS, charset=charset)
    ((_, text),), _ = read(written(tmp_path, "page.mht", content))
    assert "The café" in text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "no_text"),
        (mhtml(page("Rockets"), ADDRESS)[:420], "no_text"),
    ],
)
def test_a_message_without_a_page_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = written(tmp_path, "page.mhtml", content)
    try:
        _, rejected = read(path)
    except Exception as error:
        assert getattr(error, "reason", None) == reason
    else:
        assert [one.reason for one in rejected] == [reason]


def test_two_parts_of_one_address_give_the_first_page_that_has_words(tmp_path: Path) -> None:
    content = mhtml(page("Rockets hit barracks"), ADDRESS)
    empty = b"------Seam--1\r\nContent-Type: text/html\r\nContent-Location: " + ADDRESS.encode() + b"\r\n\r\n\r\n"
    ((document, text),), _ = read(
        written(tmp_path, "page.mhtml", content.replace(b"------Seam--1", empty + b"------Seam--1", 1))
    )
    assert "Militia gunmen" in text
    assert document.url == ADDRESS


def test_messages_nested_too_deep_are_refused(tmp_path: Path) -> None:
    seams = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(5000))
    _, rejected = read(written(tmp_path, "deep.eml", f"Subject: deep\r\nMIME-Version: 1.0\r\n{seams}\r\nend"))
    assert [one.reason for one in rejected] == ["broken_message"]


def test_a_mail_is_a_document_dated_by_its_date_and_published_by_its_sender(tmp_path: Path) -> None:
    ((document, text),), rejected = read(
        written(tmp_path, "alert.eml", mail(PLAIN, subject="Fwd: Café hit").as_bytes())
    )
    assert text.startswith("Café hit\n\nMilitia gunmen")
    assert (document.title, document.outlet) == ("Café hit", "Harbour Post Alerts")
    assert (document.published, document.published_at) == ("2019-03-04", "2019-03-04T06:10:00+01:00")
    assert (document.published_basis, document.media_type) == ("metadata", "message/rfc822")
    assert not rejected


def test_a_stub_of_plain_text_gives_way_to_the_page_beside_it(tmp_path: Path) -> None:
    table = "<table>" + "".join(f"<tr><td>{text}</td></tr>" for text in ARTICLE) + "</table>"
    content = mail("View this mail in your browser.", f"<html><body>{table}</body></html>").as_bytes()
    ((_, text),), _ = read(written(tmp_path, "letter.eml", content))
    assert ARTICLE[1] in text.split("\n\n")
    assert "browser" not in text


def test_attachments_of_readable_forms_are_documents_and_pictures_are_none(tmp_path: Path) -> None:
    message = mail(PLAIN)
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="map.png")
    message.add_attachment(PLAIN, filename="../../etc/statement.txt")
    message.add_attachment(b"", maintype="application", subtype="octet-stream", filename="empty.bin")
    message.add_attachment(mail(PLAIN, subject="An older one"))
    documents, rejected = read(written(tmp_path, "press.eml", message.as_bytes()))
    places = [(document.path, document.container, document.locator) for document, _ in documents]
    assert places == [
        ("press.eml", None, None),
        ("press.eml/statement.txt", "press.eml", "attachment 2: statement.txt"),
        ("press.eml/An older one.eml", "press.eml", "attachment 4: An older one.eml"),
    ]
    assert [(one.locator, one.reason) for one in rejected] == [("attachment 3: empty.bin", "empty")]


@pytest.mark.parametrize(
    "content",
    [
        b"Subject: =?utf-9?q?caf=C3?=\r\nContent-Type: text/plain; charset=no-such\r\n\r\n" + PLAIN.encode(),
        b"Date: yesterday\r\nFrom: \xff\xfe <@>\r\nSubject: \x00\x1b[31mred\r\n\r\n" + PLAIN.encode(),
        b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"TWlsaXRpYSBndW5tZW4gZmlyZWQ*!\r\n",
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n\r\n" + PLAIN.encode(),
    ],
)
def test_broken_headers_lose_no_text(tmp_path: Path, content: bytes) -> None:
    ((document, text),), _ = read(written(tmp_path, "odd.eml", content))
    assert "Militia gunmen fired" in text
    assert "\x1b" not in (document.title or "")


def test_a_page_saved_by_singlefile_says_its_address_and_time(tmp_path: Path) -> None:
    comment = (
        f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n"
        " saved date: Tue Mar 05 2019 14:32:00 GMT+0100 (Central European Standard Time)\n-->"
    )
    content = page("Rockets hit barracks").replace("<html>", f"<html>{comment}")
    ((document, _),), _ = read(written(tmp_path, "page.html", content))
    assert (document.url, document.fetched_at, document.reader) == (ADDRESS, "2019-03-05T13:32:00Z", "singlefile/1")
    assert document.published is None


@pytest.mark.parametrize(
    "content", [b"Subject: a\n\n" + b"\n" * 2_000_000, b"A:\r\n" * 2_000_000, b"A: b\r" * 2_000_000]
)
def test_a_message_of_lines_alone_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.eml").write_bytes(content)
    (found,) = walk([str(tmp_path)])
    assert getattr(found, "reason", None) == "too_large"
