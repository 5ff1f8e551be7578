"""What a feed lists is read in all the forms that feeds come in; whatever else comes is refused, never a crash."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError, UnsafeInput
from sayso.fetch import entries as entries_read
from sayso.fetch.entries import Entry, read_feed

AT = "https://wire.example/feeds/rss.xml"
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><id>tag:1</id><title type="html">&lt;b&gt;Port&lt;/b&gt; &amp;amp; quay</title><link href="../one"/>
<updated>2019-12-28T10:00:00Z</updated><published>2019-12-28T09:00:00Z</published>
<author><name>R. Haddad</name></author>
<content type="html">&lt;p&gt;Shelled.&lt;/p&gt;</content></entry></feed>"""
RDF = """<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="x"><title>W</title></channel><item rdf:about="y"><title>Se\xf1al</title>
<link>https://wire.example/two</link><dc:date>2019-12-28</dc:date></item></rdf:RDF>"""


def only(content: bytes) -> Entry:
    (entry,) = read_feed(content, AT).entries
    return entry


def test_atom_gives_all_that_an_entry_has() -> None:
    entry = only(ATOM.encode())
    assert (entry.key, entry.url, entry.title) == ("https://wire.example/one",) * 2 + ("Port & quay",)
    assert (entry.published, entry.updated) == ("2019-12-28T09:00:00Z", "2019-12-28T10:00:00Z")
    assert (entry.authors, entry.content) == (("R. Haddad",), "<p>Shelled.</p>")


def test_an_old_feed_in_another_encoding_is_read() -> None:
    entry = only(RDF.encode("iso-8859-1"))
    assert (entry.title, entry.url) == ("Señal", "https://wire.example/two")
    assert "2019-12-28" in (entry.published, entry.updated)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("Port", "Harbour", True),
        ("10:00:00Z", "11:00:00Z", True),
        ("Shelled.", "Shelled again.", True),
        ("R. Haddad", "S. Haddad", True),
        ("<title>Wire</title>", "<title>The Wire</title>", False),
        ("tag:1", "tag:2", False),
    ],
)
def test_a_mark_changes_with_what_is_said_of_the_entry(before: str, after: str, changes: bool) -> None:
    assert (only(ATOM.encode()).mark != only(ATOM.replace(before, after).encode()).mark) is changes


def test_an_entry_without_an_address_has_its_text_or_is_passed_over() -> None:
    entry = only(ATOM.replace('<link href="../one"/>', "").encode())
    assert (entry.key, entry.url) == (f"{AT}#tag%3A1", None)
    bare = ATOM.replace('<link href="../one"/>', "").replace("&lt;p&gt;Shelled.&lt;/p&gt;", "")
    assert read_feed(bare.encode(), AT).entries == ()


def test_an_entry_listed_twice_counts_once_and_a_feed_without_end_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_read, "MAX_ENTRIES", 40)
    items = "".join(f"<item><link>/{n // 2}</link></item>" for n in range(100))
    entries = read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), AT).entries
    assert len(entries) == 40
    assert [entry.url for entry in entries[:2]] == ["https://wire.example/0", "https://wire.example/1"]


def test_an_empty_feed_lists_nothing() -> None:
    assert read_feed(b"<rss version='2.0'><channel><title>Wire</title></channel></rss>", AT).entries == ()


NEWS = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://wire.example/one</loc>'
    "<news:news><news:title>Port</news:title></news:news></url></urlset>"
)


def test_a_sitemap_that_is_a_gzip_file_is_unpacked_to_no_more_than_a_limit() -> None:
    packed = gzip.compress(NEWS.encode())
    assert [entry.url for entry in read_feed(packed, AT, "application/gzip").entries] == ["https://wire.example/one"]
    with pytest.raises(UnsafeInput) as refused:
        read_feed(packed, AT, limit=100)
    assert refused.value.reason == "too_large"
    with pytest.raises(InputError):
        read_feed(packed[:-9], AT)


def test_of_an_index_the_sitemaps_changed_last_come_first() -> None:
    named = "".join(
        f"<sitemap><loc>https://wire.example/{n}.xml</loc>{f'<lastmod>2019-12-{n}</lastmod>' if n else ''}</sitemap>"
        for n in (0, 12, 28, 20)
    )
    listed = read_feed(f"<sitemapindex>{named}</sitemapindex>".encode(), AT)
    assert [url[21:23] for url in listed.sitemaps] == ["28", "20", "12", "0."]


def test_what_a_feed_lists_beyond_its_limit_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries_read, "MAX_ENTRIES", 1)
    items = "<item><link>/1</link></item><item><link>/2</link></item>"
    assert "more than 1 entries" in str(read_feed(f"<rss version='2.0'>{items}</rss>".encode(), AT).damage)


ITEM = "<item><title>x</title><link>/1</link><description>{}</description></item>"
RSS = f"<rss version='2.0'><channel>{ITEM}</channel></rss>"
SLOW = {
    "newlines before": "\n" * 1_000_000 + RSS,
    "a comment of newlines": f"<!--{chr(10) * 1_000_000}-->{RSS}",
    "definitions": "<!DOCTYPE a [" + "<!ENTITY b 'c'>\n" * 60_000 + f"]>{RSS}",
    "comments that do not end": "<!--" * 250_000,
    "definitions that do not end": "<!DOCTYPE[" * 100_000,
    "comments in a text": RSS.replace("{}", f"<![CDATA[{'<!--' * 250_000}]]>"),
    "marks in a text": RSS.replace("{}", f"<![CDATA[{'<a b=' + chr(39)}]]>" * 20_000),
}


@pytest.mark.parametrize("content", SLOW.values(), ids=SLOW.keys())
def test_a_feed_made_to_be_slow_is_gone_through_once(content: str) -> None:
    started = time.monotonic()
    with suppress(InputError):
        read_feed(content.encode(), AT)
    assert time.monotonic() - started < 8


def test_a_feed_in_utf_16_is_read_whatever_its_server_says() -> None:
    content = '<?xml version="1.0" encoding="utf-16"?>' + RSS
    for stated in ("", "text/xml; charset=utf-16", "application/rss+xml"):
        assert [entry.title for entry in read_feed(content.encode("utf-16"), AT, stated).entries] == ["x"]


PIECES = st.sampled_from(
    [
        b"<rss version='2.0'>", b"<channel>", b"<item>", b"</item>", b"<link>", b"</link>", b"<link href='//[::1'/>",
        b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"<entry>", b"<id>", b"<urlset>", b"<url>", b"<loc>", b"<news>",
        b"<sitemapindex>", b"<sitemap>", b"<![CDATA[", b"]]>", b"&#0;", b"&amp;", b"&x;", b"\xff\xfe", b"\x00",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>", b"<?xml version='1.0' encoding='utf-32'?>",
        b"http://[", b"://", b"<guid isPermaLink='true'>", b"<pubDate>", b"<dc:date>", b"<content:encoded>",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES | st.binary(max_size=12), max_size=14).map(b"".join))
def test_whatever_a_server_sends_is_read_or_refused(content: bytes) -> None:
    try:
        listed = read_feed(content, AT)
    except InputError as error:
        assert error.reason == "no_feed"
        return
    for entry in listed.entries:
        f"{entry.key}{entry.title}{entry.content}".encode()
        assert "\0" not in entry.key
