"""What a feed lists is read in all the forms that feeds come in; whatever else comes is refused, never a crash."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
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
