from __future__ import annotations

import json

import pytest

from sayso.errors import InputError
from sayso.record.documents import Metadata, RawDocument
from sayso.text import decode
from sayso.text.body import Body
from sayso.text.formats import page_limits

FIRST = "Four mortar rounds fell on an empty yard near Hit before dawn, the army said in a statement."
SECOND = "Nobody was hurt, and no group said that it had fired the rounds, which broke a part of the fence."
LINKED_DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "name": "Someone else"},
        {
            "@type": ["NewsArticle"],
            "headline": "Mortars fall near Hit &amp; nobody is hurt",
            "datePublished": "2019-12-03T10:00:00+03:00",
            "author": [{"@type": "Person", "name": "L. Qasim"}],
            "publisher": {"@id": "#org", "name": "Rafid Post"},
        },
    ],
}


def page(article: str, head: str = "", before: str = "", after: str = "") -> Body:
    content = (
        f"<!doctype html><html lang='en'><head>{head}</head><body>{before}"
        f"<article>{article}</article>{after}</body></html>"
    )
    return decode(RawDocument("a.html", content.encode(), "", "text/html", "html/1"))


def quoted(body: Body, kind: str) -> list[str]:
    return [body.text[part.start : part.end] for part in body.parts if part.kind == kind]


def test_the_article_of_a_page() -> None:
    body = page(
        f"<h1>Mortars fall near Hit</h1><p>{FIRST}</p><p>{SECOND}</p>",
        before="<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>",
        after="<div id='comments'><h3>Comments</h3>"
        "<div class='comment'><p>I do not believe it.</p></div></div>"
        "<footer>All rights reserved</footer>",
    )
    assert body.text == f"Mortars fall near Hit\n\n{FIRST}\n\n{SECOND}"
    assert quoted(body, "headline") == ["Mortars fall near Hit"]
    assert body.stated == Metadata(title="Mortars fall near Hit", language="en")


def test_linked_data_come_before_meta_elements() -> None:
    body = page(
        f"<h1>Mortars</h1><p>{FIRST}</p><p>{SECOND}</p>",
        head=f"<script type='application/ld+json'>{json.dumps(LINKED_DATA)}</script>"
        "<meta property='og:title' content='Another title'>"
        "<meta property='og:url' content='https://rafid.example/m?x=1'>"
        "<link rel='canonical' href='https://rafid.example/m'>",
    )
    assert body.stated == Metadata(
        title="Mortars fall near Hit & nobody is hurt",
        outlet="Rafid Post",
        authors=("L. Qasim",),
        published="2019-12-03T10:00:00+03:00",
        url="https://rafid.example/m",
        language="en",
    )
    assert body.final_url == "https://rafid.example/m"
    assert body.text.startswith("Mortars fall near Hit & nobody is hurt\n\n")


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        (
            "<title>Mortars - Rafid Post</title><meta property='og:site_name' content='Rafid Post'>",
            Metadata(title="Mortars", outlet="Rafid Post", language="en"),
        ),
        (
            "<meta property='og:title' content='Mortars'>"
            "<meta property='article:published_time' content='2019-12-03'>"
            "<meta name='author' content='L. Qasim'>",
            Metadata(title="Mortars", published="2019-12-03", authors=("L. Qasim",), language="en"),
        ),
        (
            "<meta property='article:author' content='https://social.example/qasim'>",
            Metadata(language="en"),
        ),
        ("<script type='application/ld+json'>{broken</script>", Metadata(language="en")),
        (
            "<script type='application/ld+json'>" + "[" * 100_000 + "</script>",
            Metadata(language="en"),
        ),
        (
            '<script type="application/ld+json">{"@type": "OpinionNewsArticle", "headline": "Why"}</script>',
            Metadata(title="Why", genre="opinion", language="en"),
        ),
    ],
)
def test_what_a_head_states(head: str, stated: Metadata) -> None:
    assert page(f"<p>{FIRST}</p><p>{SECOND}</p>", head).stated == stated


def test_a_date_in_the_prose_is_not_taken_for_the_page_s_own() -> None:
    assert page(f"<p>{FIRST}</p><p>It was 3 December 2019. {SECOND}</p>").stated.published is None


@pytest.mark.parametrize("written", ["می\u200cخواهند", "می&zwnj;خواهند", "می&#8204;خواهند"])
def test_the_zero_width_non_joiner_stays(written: str) -> None:
    assert "می\u200cخواهند" in page(f"<p>{FIRST} {written}</p><p>{SECOND}</p>").text


def test_lists_quotations_and_breaks() -> None:
    body = page(
        f"<p>{FIRST}</p><blockquote><p>We will find them, and soon.</p></blockquote>"
        f"<ul><li>The fence was mended.</li><li>The road was shut.</li></ul><p>{SECOND}<br>It ended so.</p>"
    )
    assert body.text.split("\n\n")[-4:] == [
        "We will find them, and soon.",
        "The fence was mended.",
        "The road was shut.",
        f"{SECOND}\nIt ended so.",
    ]


@pytest.mark.parametrize("shots", ["Two shots", "<a href='/s'>Two shots</a>", "Two&nbsp;shots"])
def test_a_short_report_is_read(shots: str) -> None:
    assert page(f"<p>{shots} were heard in Tyre on Monday.</p>").text == "Two shots were heard in Tyre on Monday."


@pytest.mark.parametrize(
    "article",
    [
        "",
        "<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>",
        "<script>var report = 'The army said so on Monday in the town.';</script>",
    ],
)
def test_a_page_without_an_article(article: str) -> None:
    with pytest.raises(InputError) as caught:
        page(article)
    assert caught.value.reason == "no_text"


def test_the_text_in_linked_data_where_the_page_itself_has_none() -> None:
    linked = {"@type": "NewsArticle", "headline": "Mortars", "articleBody": f"{FIRST}\n\n{SECOND}"}
    body = page("", f"<script type='application/ld+json'>{json.dumps(linked)}</script>")
    assert body.text == f"Mortars\n\n{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul", "font"])
def test_100_000_tags_deep(tag: str) -> None:
    article = f"<{tag}>" * 100_000 + f"<p>{FIRST}</p><p>{SECOND}</p>" + f"</{tag}>" * 100_000
    try:
        assert FIRST[:20] in page(article).text
    except InputError as error:
        assert error.reason == "no_text"


@pytest.mark.parametrize(
    "content",
    [
        b"<meta charset='windows-1251'><p>" + "Тихая ночь в городе, сказали власти. ".encode("cp1251") * 9 + b"</p>",
        b"<?xml version='1.0' encoding='utf-8'?><html><body><p>" + "Тихая ночь в городе. ".encode() * 9 + b"</p>",
    ],
)
def test_the_encoding_a_page_names(content: bytes) -> None:
    assert "Тихая ночь" in decode(RawDocument("a.html", content, "", "text/html", "html/1")).text


def test_a_page_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_limits, "MAX_PAGE_CHARACTERS", 100)
    with pytest.raises(InputError) as caught:
        page(f"<p>{FIRST}</p>")
    assert caught.value.reason == "too_large"


def test_a_page_does_not_change_the_next() -> None:
    article = f"<p>{FIRST}</p><p>{SECOND}</p>"
    assert page(article) == page(article) == page(article)
