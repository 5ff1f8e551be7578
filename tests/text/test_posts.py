"""Live blogs and digests become posts with times of their own; articles stay whole."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace

import pytest

from sayso.codebook.live import live_words_of
from sayso.codebook.page import load_page_cues
from sayso.config import ReadOptions
from sayso.errors import CodebookError
from sayso.record.documents import Document, Metadata, RawDocument
from sayso.text import compose, decode, split
from sayso.text.stamps import Stamp, place_in_time, read_stamp

POSTS = (
    ("Rockets at Dunmore", "Militia gunmen fired rockets at the barracks of Dunmore an hour ago, the army said."),
    ("Toll rises", "Two soldiers were killed and seven wounded, the garrison's hospital said this evening."),
    ("Governor speaks", "The governor blamed fighters from across the river and promised an answer tomorrow."),
    ("Town quiet", "Residents said that the shooting had ended and that the road to the valley was open again."),
)


def raw(content: str, media_type: str = "text/html", **given: str) -> RawDocument:
    data = content.encode()
    return RawDocument(
        "live.html", data, hashlib.sha256(data).hexdigest(), media_type, "html/1", given=Metadata(**given)
    )  # type: ignore[arg-type]


def posts(content: str, media_type: str = "text/html", **given: str) -> list[tuple[Document, str]]:
    return [compose(one, decode(one), load_page_cues()) for one in split(raw(content, media_type, **given))]


def stated(times: tuple[str, ...]) -> str:
    """Make a page that states its posts for machines, the latest first."""
    updates = [
        {"@type": "BlogPosting", "headline": title, "datePublished": time, "articleBody": text,
         "url": f"https://harbour.example/live#p{n}"}
        for n, ((title, text), time) in enumerate(zip(POSTS, times, strict=True))
    ]  # fmt: skip
    page = {
        "@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "Dunmore live",
        "publisher": {"name": "Harbour Post"}, "datePublished": "2019-03-04T20:00:00Z",
        "liveBlogUpdate": list(reversed(updates)),
    }  # fmt: skip
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(page)}</script></head><body><p>x</p></body></html>'
    )


def marked(times: tuple[str, ...], css: str = "block") -> str:
    blocks = "".join(
        f'<article class="{css}"><time datetime="{time}">a while ago</time><h3>{title}</h3><p>{text}</p></article>'
        for (title, text), time in zip(POSTS, times, strict=True)
    )
    return f"<html><head><title>Dunmore live</title></head><body><main>{blocks}</main></body></html>"


TIMES = ("2019-03-04T22:10:00Z", "2019-03-04T23:40:00Z", "2019-03-05T00:15:00Z", "2019-03-05T06:00:00Z")


@pytest.mark.parametrize("content", [stated(TIMES), marked(TIMES)], ids=["stated", "marked"])
def test_each_post_is_a_document_dated_by_its_own_time(content: str) -> None:
    found = posts(content)
    assert [document.locator for document, _ in found] == ["post 1", "post 2", "post 3", "post 4"]
    assert [document.published_at for document, _ in found] == list(TIMES)
    assert [text for _, text in found] == [f"{title}\n\n{text}" for title, text in POSTS]
    assert {document.genre for document, _ in found} == {"live"}
    assert {document.container for document, _ in found} == {"live.html"}
    for document, _ in found:
        assert {segment.posted_at for segment in document.segments if segment.kind == "body"} == {document.published_at}


def test_posts_inherit_what_their_page_states() -> None:
    document, _ = posts(stated(TIMES))[0]
    assert (document.outlet, document.url) == ("Harbour Post", "https://harbour.example/live#p0")


def test_a_text_is_parted_at_lines_that_are_a_time_and_the_clock_turns_at_midnight() -> None:
    lines = [
        f"{clock} GMT\n{text}" for clock, (_, text) in zip(("22:10", "23:40", "0:15", "06:00"), POSTS, strict=True)
    ]
    content = "\n\n".join(lines)
    found = posts(content, "text/plain", published="2019-03-04")
    assert [document.published_at for document, _ in found] == list(TIMES)
    assert "".join(text for _, text in found).replace("\n", "") == content.replace("\n", "")


def test_the_latest_first_is_turned_round_so_that_numbers_stay_when_posts_are_added() -> None:
    def of(clocks: tuple[str, ...]) -> list[tuple[str | None, str]]:
        told = [f"{clock} GMT\n\n{text}" for clock, (_, text) in zip(clocks, POSTS, strict=False)]
        found = posts("\n\n".join(reversed(told)), "text/plain", published="2019-03-04")
        return [(document.locator, text) for document, text in found]

    assert of(("10:00", "11:30", "12:00", "13:05"))[:3] == of(("10:00", "11:30", "12:00"))


def test_of_the_latest_first_the_page_s_day_is_that_of_the_latest_and_its_top_is_kept() -> None:
    told = [
        f"{clock} GMT\n\n{text}\n{text}"
        for clock, (_, text) in zip(("6 a.m.", "11 p.m.", "10:10 p.m."), POSTS, strict=False)
    ]
    top = "DUNMORE (Harbour Post) - The latest on the attack on the barracks, all times local."
    found = posts("\n\n".join([top, *told]), "text/plain", published="2019-03-05")
    assert [(document.locator, document.published_at) for document, _ in found] == [
        ("post 0", None),
        ("post 1", "2019-03-04T22:10:00Z"),
        ("post 2", "2019-03-04T23:00:00Z"),
        ("post 3", "2019-03-05T06:00:00Z"),
    ]
    assert (found[0][1], found[0][0].published) == (top, "2019-03-05")


def test_a_digest_is_parted_at_its_dated_items_with_their_headlines() -> None:
    days = ("1 March", "2 March", "2 March", "4 March")
    content = "In brief\n\n" + "\n\n".join(
        f"{title} in the valley\n{day}\n{text}" for (title, text), day in zip(POSTS, days, strict=True)
    )
    found = posts(content, "text/plain", published="2019-03-05")
    assert [document.published for document, _ in found] == ["2019-03-01", "2019-03-02", "2019-03-02", "2019-03-04"]
    assert [document.title for document, _ in found] == [f"{title} in the valley" for title, _ in POSTS]


BODY = [text for _, text in POSTS]
ARTICLE = "\n\n".join(
    ["Rockets at Dunmore", "Published 14:32 GMT", *BODY, "Updated 18:05 GMT", "The shelling began at 22:10."]
)


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (ARTICLE, "text/plain"),
        ("\n\n".join(f"At {hour}:10 GMT, {text}" for hour, text in enumerate(BODY, 9)), "text/plain"),
        ("\n\n".join([*BODY * 3, "14:32 GMT", "15:32 GMT", "16:32 GMT", "Share"]), "text/plain"),
        ("Five days\n\n" + "\n\n".join(f"Feb. {day}\n{text}" for day, text in enumerate(BODY, 2)), "text/plain"),
        ("\n\n".join(f"Updated {n} hours ago\n{text}" for n, text in enumerate(BODY, 2)), "text/plain"),
        (marked(TIMES, "comment-item"), "text/html"),
        (marked(TIMES, "related-card"), "text/html"),
        ("".join(f"<li><time>14:32</time><a href='/{n}'>{text}</a></li>" for n, text in enumerate(BODY)), "text/html"),
    ],
)  # fmt: skip
def test_an_article_with_times_is_never_split(content: str, media_type: str) -> None:
    one = raw(content, media_type, published="2019-03-04")
    assert split(one) == (one,)


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("14:32 GMT", Stamp((14, 32), "+00:00")),
        ("2.32pm", Stamp((14, 32))),
        ("12:05 a.m. EST", Stamp((0, 5))),
        ("Updated at 14:32 BST on Tuesday 5 March 2019", Stamp((14, 32), "+01:00", (3, 5), 2019)),
        ("March 5, 2019 at 14:32 UTC+3", Stamp((14, 32), "+03:00", (3, 5), 2019)),
        ("14:32 MSK", Stamp((14, 32), "+03:00")),
        ("6 a.m.", Stamp((6, 0))),
        ("5 March", Stamp(None, None, (3, 5))),
        ("Updated 2 hours ago", None),
        ("At 14:32 the shelling began", None),
        ("A score of 14:32", None),
        ("", None),
    ],
)
def test_a_stamp_is_a_line_that_is_nothing_but_a_time(line: str, stamp: Stamp | None) -> None:
    assert read_stamp(line) == stamp


def test_without_a_day_to_start_from_a_clock_gives_no_date() -> None:
    assert place_in_time([Stamp((14, 32), "+00:00")] * 3, None) == ((None, None, None), False)


@pytest.mark.parametrize("broken", ['{"@type": "LiveBlogPosting", "liveBlogUpdate": [1, null, {}]}', "{", "[" * 9000])
def test_broken_statements_for_machines_split_nothing(broken: str) -> None:
    one = raw(f'<html><script type="application/ld+json">{broken}</script><p>LiveBlogPosting</p></html>')
    assert split(one) == (one,)


def as_message(page: str) -> str:
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://harbour.example/live\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\n'
        f"Content-Location: https://harbour.example/live\n\n{page}\n--b--\n"
    )


CLOCKS = ("22:10", "23:40", "0:15", "06:00")
ROLLING = "\n\n".join(f"{clock} GMT\n{text}" for clock, text in zip(CLOCKS, BODY, strict=True))
MAIL = f"From: desk@harbour.example\nSubject: Dunmore live\nDate: Mon, 04 Mar 2019 20:00:00 +0000\n\n{ROLLING}\n"
OBJECT = json.dumps({"headline": "Dunmore live", "date": "2019-03-04", "text": ROLLING})
STATED = json.dumps({
    "@type": "LiveBlogPosting", "headline": "Dunmore live", "text": "All of it.",
    "liveBlogUpdate": [{"datePublished": when, "articleBody": text} for when, text in zip(TIMES, BODY, strict=True)],
})  # fmt: skip


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (as_message(stated(TIMES)), "multipart/related"),
        (as_message(marked(TIMES)), "multipart/related"),
        (MAIL, "message/rfc822"),
        (OBJECT, "application/json"),
        (STATED, "application/json"),
        (marked(TIMES), "application/xhtml+xml"),
    ],
)
def test_live_pages_inside_other_forms_are_split_too(content: str, media_type: str) -> None:
    found = posts(content, media_type)
    assert [document.published_at for document, _ in found] == list(TIMES)
    assert all(text in told for text, (_, told) in zip(BODY, found, strict=True))
    assert {document.container for document, _ in found} == {"live.html"}


def test_a_post_of_a_saved_page_has_the_page_s_address() -> None:
    assert {document.url for document, _ in posts(as_message(marked(TIMES)), "multipart/related")} == {
        "https://harbour.example/live"
    }


def test_a_live_text_in_a_cell_is_split_by_the_column_a_person_named() -> None:
    quoted = ROLLING.replace('"', '""')
    row = replace(
        raw(f'2019-03-04,"{quoted}"', "text/csv"), columns=("day", "words"), container="t.csv", locator="row 1"
    )
    mapped = ReadOptions(columns=(("text", "words"), ("published", "day")))
    found = [compose(one, decode(one, mapped), load_page_cues())[0] for one in split(row, mapped)]
    assert [(one.published_at, one.container) for one in found] == [(when, "t.csv!row 1") for when in TIMES]


@pytest.mark.parametrize("given", [{"published": "2019-03-04"}, {}])
def test_the_time_on_a_post_s_segments_is_that_of_the_post(given: dict[str, str]) -> None:
    """A post is decoded far from its page, with a date of its own: its clock is still read from the page's day."""
    lines = "".join(f"<p>{line}</p>" for line in ROLLING.splitlines() if line)
    head = '<meta property="article:published_time" content="2019-03-04"><title>Dunmore live</title>'
    page = f"<html><head>{head}</head><body>{lines}</body></html>"
    for content, media_type in ((ROLLING, "text/plain"), (page, "text/html")):
        if not given and media_type == "text/plain":
            continue
        found = posts(content, media_type, **given)
        assert [document.published_at for document, _ in found] == list(TIMES)
        for document, _ in found:
            assert {segment.posted_at for segment in document.segments} == {document.published_at}


def many(posts: int) -> str:
    said = "Gunmen fired at the barracks by the river, the army said."
    return "\n".join(f"{n % 24:02d}:{n % 60:02d} GMT\n{said}" for n in range(posts))


DEEP = "<html><body><time>14:32</time>"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        ("\n" * 2_000_000 + "x", "text/plain"),
        (" \n" * 1_000_000 + "x", "text/plain"),
        ("14:32\n" + " " * 2_000_000 + "\n14:33", "text/plain"),
        ("a " * 1_000_000, "text/plain"),
        ("2019" + " " * 2_000_000 + "x\n2019", "text/plain"),
        (f"{DEEP}<p {' '.join(f'a{n}=1' for n in range(200_000))}>x</p>", "text/html"),
        (f"{DEEP}{'<b>' * 1_000_000}", "text/html"),
        (f"{DEEP}{'<p>x<time>1</time></p>' * 60_000}", "text/html"),
        (many(20_000), "text/plain"),
    ],
    ids=["newlines", "blank lines", "one blank line", "words", "year", "attributes", "tags", "times", "posts"],
)
def test_a_page_made_to_be_slow_is_looked_at_once_and_stays_whole(content: str, media_type: str) -> None:
    started = time.monotonic()
    one = raw(content, media_type)
    assert split(one) == (one,)
    assert time.monotonic() - started < 8


def test_as_many_posts_as_a_page_may_have_are_split_in_time() -> None:
    block = (
        "<section><time>14:32</time><p>" + "Gunmen fired at the barracks and the army said so. " * 3 + "</p></section>"
    )
    started = time.monotonic()
    assert len(split(raw(f"<html><body><div>{block * 1500}</div></body></html>"))) == 1500
    assert time.monotonic() - started < 8


@pytest.mark.parametrize(
    "row",
    [
        {"sign": "zone", "words": "est", "offset": ""},
        {"sign": "zone", "words": "est", "offset": "-5"},
        {"sign": "announced", "words": "live", "offset": "+01:00"},
        {"sign": "loud", "words": "live", "offset": ""},
    ],
)
def test_words_of_live_pages_are_checked(row: dict[str, str]) -> None:
    with pytest.raises(CodebookError):
        live_words_of([row])


def test_a_zone_of_two_offsets_is_refused() -> None:
    rows = [{"sign": "zone", "words": "ist", "offset": offset} for offset in ("+05:30", "+02:00")]
    with pytest.raises(CodebookError, match="second offset"):
        live_words_of(rows)
