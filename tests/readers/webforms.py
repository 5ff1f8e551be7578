"""Saved pages, mails, archives of the web and feeds, made as the programs make them that write them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

ARTICLE = (
    "Militia gunmen fired rockets at the barracks outside Dunmore on Sunday night, the army said in a statement.",
    "Two soldiers were killed and seven wounded, according to the garrison's hospital, which took in the injured.",
    "Nobody claimed the attack. The governor blamed fighters from across the river and promised an answer.",
    "Residents of the town said that they had heard four blasts and then small arms fire for about an hour.",
)


def page(title: str, paragraphs: Sequence[str] = ARTICLE, head: str = "") -> str:
    """Make a web page of an article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


def mhtml(html: str, location: str, date: str = "Tue, 05 Mar 2019 14:32:00 -0000", charset: str = "utf-8") -> bytes:
    """Make a page saved by a browser as one message: the page in quoted-printable, a picture in base64."""
    import quopri

    page_bytes = quopri.encodestring(html.encode(charset)).replace(b"\n", b"\r\n")
    lines = (
        b"From: <Saved by Blink>", b"Snapshot-Content-Location: " + location.encode(), b"Subject: Rockets",
        b"Date: " + date.encode(), b"MIME-Version: 1.0",
        b'Content-Type: multipart/related; type="text/html"; boundary="----Seam--1"', b"", b"",
        b"------Seam--1", b"Content-Type: text/html; charset=" + charset.encode(),
        b"Content-ID: <frame-1@mhtml.blink>", b"Content-Transfer-Encoding: quoted-printable",
        b"Content-Location: " + location.encode(), b"", page_bytes,
        b"------Seam--1", b"Content-Type: image/png", b"Content-Transfer-Encoding: base64",
        b"Content-Location: https://harbour.example/a.png", b"", b"iVBORw0KGgo=", b"", b"------Seam--1--", b"",
    )  # fmt: skip
    return b"\r\n".join(lines)


def mail(text: str = "", html: str = "", subject: str = "Rockets at Dunmore", **headers: str) -> EmailMessage:
    """Make a mail with a plain text, a page, or both."""
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = headers.get("sender", "Harbour Post Alerts <alerts@harbour.example>")
    message["Date"] = "Mon, 04 Mar 2019 06:10:00 +0100"
    message.set_content(text or "\n")
    if html:
        message.add_alternative(html, subtype="html")
    return message


def warc(
    records: Sequence[tuple[str, str, bytes]], packed: bool = True, headers: Sequence[tuple[str, str]] = ()
) -> bytes:
    """Make a WARC of (address, status, content) as answers of a server, each after its request."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "tests"}))
    for number, (url, status, content) in enumerate(records):
        sent = [("Content-Type", "text/html; charset=utf-8"), *headers]
        if any(name == "Content-Type" for name, _ in headers):
            sent = list(headers)
        answer = StatusAndHeaders(f"{status} OK", sent, protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "harbour.example")], is_http_request=True)
        date = {"WARC-Date": f"2019-03-05T14:{number:02d}:00Z"}
        writer.write_record(
            writer.create_warc_record(url, "request", payload=io.BytesIO(), http_headers=asked, warc_headers_dict=date)
        )
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(content), http_headers=answer, warc_headers_dict=date
            )
        )
    return out.getvalue()


def members_of(packed: bytes) -> list[bytes]:
    """Cut a WARC packed record by record at its seams."""
    pieces = packed.split(b"\x1f\x8b\x08")[1:]
    members = [b"\x1f\x8b\x08" + piece for piece in pieces]
    assert all(gzip.decompress(member) for member in members)
    return members


def rss(items: Sequence[str], head: str = "<title>Harbour Post</title><language>en-gb</language>") -> str:
    """Make an RSS feed of the inner parts of its items."""
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{head}{inner}</channel></rss>'
    )
