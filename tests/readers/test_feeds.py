"""Feeds and news sitemaps: their entries, and feeds that are broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.readers import walk
from sayso.readers.feeds import entries
from sayso.record.documents import Rejection
from tests.readers.test_messages import read, written
from tests.readers.webforms import ARTICLE, rss

FULL = "".join(f"<p>{text}</p>" for text in ARTICLE)
ITEM = (
    "<title>Rockets &amp; fire at Dunmore</title><link>https://harbour.example/rockets</link>"
    '<guid isPermaLink="false">hp-100</guid><pubDate>Mon, 04 Mar 2019 06:10:00 +0100</pubDate>'
    f"<dc:creator>R. Haddad</dc:creator><description>Short.</description>"
    f"<content:encoded><![CDATA[{FULL}]]></content:encoded>"
)
ATOM = (
    '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>'
    "<entry><id>tag:harbour.example,2019:1</id><title>Rockets</title>"
    '<link rel="alternate" href="https://harbour.example/rockets"/><updated>2019-03-04T06:10:00Z</updated>'
    f"<summary>{ARTICLE[0]}</summary></entry></feed>"
)
SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    "<url><loc>https://harbour.example/rockets</loc><news:news><news:publication><news:name>Harbour Post</news:name>"
    "<news:language>en</news:language></news:publication><news:publication_date>2019-03-04T06:10:00Z</news:publication_date>"
    "<news:title>Militia gunmen fire rockets at the barracks of Dunmore</news:title></news:news></url>"
    "<url><loc>https://harbour.example/about</loc></url></urlset>"
)


def test_an_entry_with_its_content_is_a_report(tmp_path: Path) -> None:
    ((document, text),), rejected = read(written(tmp_path, "feed.xml", rss([ITEM])))
    assert text == "\n\n".join(["Rockets & fire at Dunmore", *ARTICLE])
    assert (document.outlet, document.authors, document.url) == (
        "Harbour Post", ("R. Haddad",), "https://harbour.example/rockets",
    )  # fmt: skip
    assert (document.published_at, document.locator, document.excerpt) == (
        "2019-03-04T06:10:00+01:00", "entry hp-100", False,
    )  # fmt: skip
    assert not rejected


def test_an_entry_with_a_summary_alone_is_marked_as_an_excerpt(tmp_path: Path) -> None:
    ((document, text),), _ = read(written(tmp_path, "feed.atom", ATOM))
    assert text == f"Rockets\n\n{ARTICLE[0]}"
    assert (document.excerpt, document.published, document.updated_at) == (True, "2019-03-04", "2019-03-04T06:10:00Z")
    assert document.locator == "entry tag:harbour.example,2019:1"


def test_a_news_sitemap_gives_titles_and_passes_over_plain_addresses(tmp_path: Path) -> None:
    ((document, text),), rejected = read(written(tmp_path, "news.xml", SITEMAP))
    assert text == "Militia gunmen fire rockets at the barracks of Dunmore"
    assert (document.outlet, document.published, document.excerpt) == ("Harbour Post", "2019-03-04", True)
    assert [one.reason for one in rejected] == ["passed_over"]


def test_tags_in_cdata_and_comments_are_no_entries() -> None:
    item = f"<!-- <item> --><description><![CDATA[ </item><item> {FULL}]]></description>"
    feed = rss([item, ITEM]).encode()
    assert [feed[one.start : one.start + 6] + feed[one.end - 7 : one.end] for one in entries(feed)] == [
        b"<item></item>",
        b"<item></item>",
    ]


def test_two_entries_of_one_id_are_told_apart(tmp_path: Path) -> None:
    documents, _ = read(written(tmp_path, "feed.rss", rss([ITEM, ITEM.replace("Rockets", "Shells")])))
    assert [document.locator for document, _ in documents] == ["entry hp-100", "entry hp-100 (2)"]


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda feed: feed.replace("&amp;", "&"), "broken_feed"),
        (lambda feed: feed.replace("</channel></rss>", ""), "broken_feed"),
        (
            lambda feed: feed.replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss'),
            "broken_feed",
        ),
    ],
)
def test_an_unsound_feed_is_read_and_that_is_said(tmp_path: Path, spoil: object, reason: str) -> None:
    assert callable(spoil)
    documents, rejected = read(written(tmp_path, "feed.xml", spoil(rss([ITEM]))))
    assert [ARTICLE[1] in text for _, text in documents] == [True]
    assert [one.reason for one in rejected] == [reason]


def test_a_feed_that_breaks_off_gives_its_whole_entries(tmp_path: Path) -> None:
    cut = rss([ITEM, ITEM.replace("hp-100", "hp-101")])[:-400]
    documents, rejected = read(written(tmp_path, "feed.xml", cut))
    assert [document.locator for document, _ in documents] == ["entry hp-100"]
    assert [one.reason for one in rejected] == ["broken_feed"]


@pytest.mark.parametrize("encoding", ["utf-16", "windows-1251", "iso-8859-1"])
def test_a_feed_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    feed = rss([ITEM]).replace('encoding="UTF-8"', f'encoding="{encoding}"')
    documents, _ = read(written(tmp_path, "feed.xml", feed.encode(encoding)))
    assert [document.title for document, _ in documents] == ["Rockets & fire at Dunmore"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(rss([]), "no_entries"), ("<rss>", "broken_feed"), ("<sitemapindex></sitemapindex>", "no_entries")],
)
def test_a_feed_without_entries_says_so(tmp_path: Path, content: str, reason: str) -> None:
    found = list(walk([str(written(tmp_path, "feed.xml", content))]))
    assert reason in [one.reason for one in found if isinstance(one, Rejection)]
    assert all(isinstance(one, Rejection) for one in found)
