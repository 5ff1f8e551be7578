"""A watch reads what is new, asks for nothing twice, and no feed stands in the way of another."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

import sayso
from sayso import watch_round
from sayso.config import BuildOptions
from sayso.fetch import FetchLimits
from sayso.fetch.plan import Feed, WatchPlan
from sayso.watch_round import Round
from sayso.watching import watch
from tests.fetch.site import Reply, Site, page, rss

OPTIONS = BuildOptions(method="codebook")
LIMITS = FetchLimits(connect_seconds=2, stall_seconds=0.3, total_seconds=0.8, max_bytes=200_000)
DAY = "Sat, 28 Dec 2019 09:00:00 GMT"
SHELLED = page("Rebels shell port", "Rebels shelled the port of Hodeida on Friday, killing four dock workers.")
BOMBED = page("Warplanes bomb depot", "Israeli warplanes bombed a depot near Damascus on Thursday, Syria said.")


class Clock:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 20, 12, tzinfo=UTC)
        self.waited: list[float] = []

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += timedelta(seconds=seconds)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return tmp_path / "watched.sayso"


@pytest.fixture
def clock() -> Clock:
    return Clock()


def feed(site: Site, path: str = "/rss", **given: object) -> Feed:
    return Feed(name=path, url=site.at(path), **{"outlet": "Meridian Wire", "delay": 0.0, **given})  # type: ignore[arg-type]


def plan(*feeds: Feed) -> WatchPlan:
    return WatchPlan(feeds, allow_hosts=frozenset({"localhost"}))


def once(case: Path, clock: Clock, *feeds: Feed) -> Round:
    (done,) = watch(case, plan(*feeds), OPTIONS, once=True, limits=LIMITS, clock=clock)
    return done


def rejected(case: Path) -> set[tuple[str, str]]:
    with sayso.open(case) as opened:
        return {(row.path, row.reason) for row in opened.rejections() if row.stage == "fetch"}


def test_a_round_reads_what_a_feed_lists_and_the_next_asks_for_nothing_it_has(
    site: Site, case: Path, clock: Clock
) -> None:
    site.pages = {
        "/rss": Reply(rss(site, ("/one", "Rebels shell port", DAY), ("/two", "Depot", DAY)), etag='"1"'),
        "/one": Reply(SHELLED, etag='"a"'),
        "/two": Reply(BOMBED, etag='"b"', headers={"Last-Modified": DAY}),
    }
    first = once(case, clock, feed(site))
    assert (first.asked, first.new, first.fetched, first.refused, first.waiting) == (1, 2, 2, 0, 0)
    assert first.summary.documents == 2
    assert first.summary.events >= 2
    with sayso.open(case) as opened:
        (two,) = [document for document in opened.documents() if document.url == site.at("/two")]
        assert (two.outlet, two.published_at, two.container) == ("Meridian Wire", "2019-12-28T09:00:00Z", "/rss")
        assert (two.fetched_at, two.final_url) == ("2026-11-20T12:00:00+00:00", site.at("/two"))
        (said,) = opened.fetches(two.id)
        assert (said.status, dict(said.headers)["etag"], dict(said.headers)["last-modified"]) == (200, '"b"', DAY)
        assert opened.verify().clean
    before = len(site.asked)
    second = once(case, clock, feed(site))
    assert (second.asked, second.unchanged, second.new, second.fetched) == (1, 1, 0, 0)
    assert site.asked[before:] == ["/robots.txt", "/rss"]


def test_an_entry_that_changed_is_a_new_version_and_one_that_went_stays(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {
        "/rss": Reply(rss(site, ("/one", "Four killed", DAY), ("/two", "Depot", DAY))),
        "/one": Reply(SHELLED, etag='"a"'),
        "/two": Reply(BOMBED),
    }
    once(case, clock, feed(site))
    with sayso.open(case) as opened:
        (old,) = [document.id for document in opened.documents() if document.url == site.at("/one")]
    site.pages["/rss"] = Reply(rss(site, ("/one", "Six killed", DAY)))
    site.pages["/one"] = Reply(SHELLED.replace(b"four", b"six"), etag='"c"')
    del site.pages["/two"]
    second = once(case, clock, feed(site))
    assert (second.new, second.fetched, second.refused) == (1, 1, 0)
    with sayso.open(case) as opened:
        assert opened.document(old).superseded_by is not None
        assert "six" in opened.text(str(opened.document(old).superseded_by))
        assert site.at("/two") in {document.url for document in opened.documents()}


@pytest.mark.parametrize("entries", ["links", "content"])
def test_of_an_erased_report_no_address_is_left_and_it_is_asked_no_more(
    site: Site, case: Path, clock: Clock, entries: str
) -> None:
    listed = rss(site, ("/quillfeather", "Quillfeather port", DAY), ("/two", "Depot", DAY))
    site.pages = {
        "/rss": Reply(listed),
        "/quillfeather": Reply(status=302, headers={"Location": "/quillfeather-2"}),
        "/quillfeather-2": Reply(SHELLED, etag='"quillfeather"'),
        "/two": Reply(BOMBED),
    }
    if entries == "content":
        told = f"<content:encoded>&lt;p&gt;{QUILL}&lt;/p&gt;</content:encoded></item>"
        site.pages["/rss"] = Reply(listed.replace(b"</item>", told.encode(), 1))
    once(case, clock, feed(site, entries=entries))
    with sayso.open(case) as opened:
        (doc,) = [one.id for one in opened.documents() if "quillfeather" in (one.url or "")]
        opened.remove(doc, why="court order", by="R", erase=True)
        assert opened.verify().clean
    assert traces(case) == 0
    before = len(site.asked)
    for _ in range(2):
        clock.sleep(86_400)
        once(case, clock, feed(site, entries=entries))
    assert [path for path in site.asked[before:] if "quillfeather" in path] == []
    assert traces(case) == 0
    assert sayso.open(case).verify().clean


QUILL = "Quillfeather rebels shelled the port of Hodeida on Friday, killing four dock workers. The port is closed."


def traces(case: Path) -> int:
    files = (case, case.with_name(f"{case.name}-wal"))
    return sum(file.read_bytes().lower().count(b"quillfeather") for file in files if file.exists())


def test_the_address_of_an_erased_version_is_watched_on(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {"/rss": Reply(rss(site, ("/one", "Four killed", DAY))), "/one": Reply(SHELLED)}
    once(case, clock, feed(site))
    with sayso.open(case) as opened:
        (old,) = [document.id for document in opened.documents()]
    for n, number in enumerate((b"six", b"nine")):
        site.pages["/rss"] = Reply(rss(site, ("/one", f"{number.decode()} killed", DAY)))
        site.pages["/one"] = Reply(SHELLED.replace(b"four", number))
        assert once(case, clock, feed(site)).fetched == 1, n
        if n == 0:
            sayso.open(case).remove(old, why="wrong", by="R", erase=True)


def test_an_entry_of_which_only_the_feed_says_more_is_asked_with_its_etag(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {"/rss": Reply(rss(site, ("/one", "Port", DAY))), "/one": Reply(SHELLED, etag='"a"')}
    once(case, clock, feed(site))
    site.pages["/rss"] = Reply(rss(site, ("/one", "Port shelled", DAY)))
    done = once(case, clock, feed(site))
    assert (done.new, done.same, done.fetched) == (1, 1, 0)
    assert site.headers[-1]["if-none-match"] == '"a"'


BAD_FEEDS = {
    "/500": (Reply(status=500), "refused_by_server"),
    "/404": (Reply(status=404), "gone"),
    "/410": (Reply(status=410), "gone"),
    "/page": (Reply(page("No feed", "This is a page.")), "no_feed"),
    "/empty": (Reply(b""), "no_feed"),
    "/address": (Reply(b"http://localhost/secret"), "no_feed"),
    "/file": (Reply(b"/etc/hostname"), "no_feed"),
    "/binary": (Reply(bytes(range(256)) * 20), "no_feed"),
    "/broken": (Reply(b"<rss><channel><item><ti"), "no_feed"),
    "/plain-sitemap": (Reply(b"<urlset><url><loc>http://localhost/a</loc></url></urlset>"), "no_feed"),
    "/large": (Reply(b"<rss>" + b" " * 300_000), "too_large"),
    "/private": (Reply(status=302, headers={"Location": "http://192.168.0.1/rss"}), "unsafe_address"),
    "/circle": (Reply(status=302, headers={"Location": "/circle"}), "redirects"),
    "/length": (Reply(b"<rss>", headers={"Content-Length": "900"}), "timeout"),
}


def test_feeds_that_fail_are_told_and_stop_no_other(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {path: act for path, (act, _) in BAD_FEEDS.items()}
    site.pages |= {"/rss": Reply(rss(site, ("/one", "Port", DAY))), "/one": Reply(SHELLED)}
    done = once(case, clock, *(feed(site, path) for path in BAD_FEEDS), feed(site))
    assert (done.failed, done.fetched) == (len(BAD_FEEDS), 1)
    assert rejected(case) == {(site.at(path), reason) for path, (_, reason) in BAD_FEEDS.items()}
    again = once(case, clock, *(feed(site, path) for path in BAD_FEEDS))
    assert (again.asked, again.resting) == (0, len(BAD_FEEDS))


def test_a_feed_that_is_well_again_is_asked_after_its_pause_and_its_rejection_goes(
    site: Site, case: Path, clock: Clock
) -> None:
    site.pages = {"/rss": Reply(status=500)}
    assert once(case, clock, feed(site)).failed == 1
    site.pages = {"/rss": Reply(rss(site, ("/one", "Port", DAY))), "/one": Reply(SHELLED)}
    assert once(case, clock, feed(site)).resting == 1
    clock.sleep(90)
    assert once(case, clock, feed(site)).fetched == 1
    assert rejected(case) == set()


def test_an_entry_that_fails_waits_and_is_tried_again_though_its_feed_is_unchanged(
    site: Site, case: Path, clock: Clock
) -> None:
    site.pages = {
        "/rss": Reply(rss(site, ("/bad", "Bad", DAY), ("/one", "Port", DAY)), etag='"1"'),
        "/bad": Reply(status=503),
        "/one": Reply(SHELLED),
    }
    first = once(case, clock, feed(site))
    assert (first.fetched, first.refused, first.waiting, first.reasons) == (1, 1, 1, {"refused_by_server": 1})
    site.pages["/bad"] = Reply(BOMBED)
    assert once(case, clock, feed(site)).fetched == 0
    clock.sleep(90)
    later = once(case, clock, feed(site))
    assert (later.unchanged, later.fetched, later.waiting) == (1, 1, 0)
    assert rejected(case) == set()


def test_an_entry_that_never_comes_is_given_up(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {"/rss": Reply(rss(site, ("/bad", "Bad", DAY)), etag='"1"')}
    for _ in range(10):
        done = once(case, clock, feed(site))
        clock.sleep(86_400)
    assert done.waiting == 0
    assert site.counted("/bad") == 8
    assert rejected(case) == {(site.at("/bad"), "gone")}


@pytest.mark.parametrize("refused", ["/rss", "/one", "/two"], ids=["the feed", "an entry", "a redirect"])
def test_what_was_refused_for_its_host_comes_once_the_host_is_allowed(
    site: Site, case: Path, clock: Clock, refused: str
) -> None:
    other = site.at(refused).replace("localhost", "127.0.0.1")
    listed = rss(site, ("/one", "Port", DAY), ("/to", "Depot", DAY)).decode()
    site.pages = {
        "/rss": Reply(
            listed.replace(site.at("/one"), other if refused == "/one" else site.at("/one")).encode(), etag="1"
        ),
        "/one": Reply(SHELLED),
        "/to": Reply(status=302, headers={"Location": other if refused == "/two" else site.at("/two")}),
        "/two": Reply(BOMBED),
    }
    asked = Feed(name="elsewhere", url=other, delay=0.0) if refused == "/rss" else feed(site)
    for _ in range(2):  # the second time it rests, or is given up
        once(case, clock, asked)
        assert [reason for _, reason in rejected(case)] == ["unsafe_address"]
    allowed = WatchPlan((asked,), allow_hosts=frozenset({"localhost", "127.0.0.1"}))
    (done,) = watch(case, allowed, OPTIONS, once=True, limits=LIMITS, clock=clock)
    assert (done.refused, done.waiting, rejected(case)) == (0, 0, set())
    with sayso.open(case) as opened:
        assert len(list(opened.documents())) == 2
    asked_for = len(site.asked)
    (again,) = watch(case, allowed, OPTIONS, once=True, limits=LIMITS, clock=clock)
    assert (again.unchanged, len(site.asked) - asked_for) == (1, 2)  # robots.txt, and the feed by its tag


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_rest_is_left_alone_as_long_as_it_says(
    site: Site, case: Path, clock: Clock, status: int
) -> None:
    site.pages = {
        "/rss": Reply(rss(site, ("/one", "Port", DAY), ("/two", "Depot", DAY))),
        "/one": Reply(status=status, headers={"Retry-After": "3600"}),
        "/two": Reply(BOMBED),
    }
    first = once(case, clock, feed(site))
    assert (first.fetched, first.refused, first.waiting) == (0, 1, 2)
    clock.sleep(3500)
    assert once(case, clock, feed(site)).resting == 1
    site.pages["/one"] = Reply(SHELLED)
    clock.sleep(200)
    assert once(case, clock, feed(site)).fetched == 2


def test_a_clock_that_was_set_back_keeps_nothing_waiting(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {"/rss": Reply(status=503, headers={"Retry-After": "3600"})}
    assert once(case, clock, feed(site)).failed == 1
    clock.time -= timedelta(days=400)
    site.pages = {"/rss": Reply(rss(site, ("/one", "Port", DAY), ("/two", "Depot", DAY)))}
    site.pages |= {"/one": Reply(SHELLED), "/two": Reply(BOMBED)}
    assert once(case, clock, feed(site, delay=5.0)).fetched == 2
    assert max(clock.waited) == 5.0


def test_an_index_that_is_unchanged_is_read_for_the_sitemaps_in_it(site: Site, case: Path, clock: Clock) -> None:
    def listing(*paths: str) -> Reply:
        places = "".join(f"<url><loc>{site.at(path)}</loc><news><title>Port</title></news></url>" for path in paths)
        return Reply(f"<urlset>{places}</urlset>".encode())

    index = f"<sitemapindex><sitemap><loc>{site.at('/news')}</loc></sitemap></sitemapindex>"
    site.pages = {"/index": Reply(index.encode(), etag='"1"'), "/news": listing("/one")}
    site.pages |= {"/one": Reply(SHELLED), "/two": Reply(BOMBED)}
    assert once(case, clock, feed(site, "/index")).fetched == 1
    site.pages["/news"] = listing("/one", "/two")
    assert once(case, clock, feed(site, "/index")).fetched == 1


def test_robots_txt_may_ask_for_a_longer_pause(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {"/robots.txt": Reply(b"User-agent: *\nCrawl-delay: 7"), "/one": Reply(SHELLED)}
    site.pages["/rss"] = Reply(rss(site, ("/one", "Port", DAY)))
    once(case, clock, feed(site, delay=1.0))
    assert clock.waited == [7.0]


def test_a_host_is_asked_no_faster_than_its_delay(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {"/rss": Reply(rss(site, ("/one", "Port", DAY), ("/two", "Depot", DAY)))}
    site.pages |= {"/one": Reply(SHELLED), "/two": Reply(BOMBED)}
    once(case, clock, feed(site, delay=5.0))
    assert clock.waited == [5.0, 5.0]


@pytest.mark.parametrize(
    ("robots", "obeyed", "fetched"),
    [
        (Reply(b"User-agent: *\nDisallow: /one"), True, 1),
        (Reply(b"User-agent: sayso\nDisallow: /\n\nUser-agent: *\nAllow: /"), True, 0),
        (Reply(b"User-agent: *\nDisallow: /"), False, 2),
        (Reply(status=404), True, 2),
        (Reply(status=500), True, 0),
    ],
)
def test_robots_txt_is_honoured_unless_the_plan_says_otherwise(
    site: Site, case: Path, clock: Clock, robots: Reply, obeyed: bool, fetched: int
) -> None:
    site.pages = {"/rss": Reply(rss(site, ("/one", "Port", DAY), ("/two", "Depot", DAY))), "/robots.txt": robots}
    site.pages |= {"/one": Reply(SHELLED), "/two": Reply(BOMBED)}
    done = once(case, clock, feed(site, robots=obeyed))
    assert done.fetched == fetched
    assert site.counted("/robots.txt") == (1 if obeyed else 0)


def test_the_feeds_own_text_is_read_where_it_is_asked_for(site: Site, case: Path, clock: Clock) -> None:
    full = (
        "<item><title>Port shelled</title><link>/one</link>"
        '<c:encoded xmlns:c="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>Rebels shelled the port of Hodeida'
        " on Friday, killing four dock workers.</p><script>alert(1)</script>]]></c:encoded>"
        f"<pubDate>{DAY}</pubDate></item>"
    )
    site.pages = {"/rss": Reply(rss(site, ("/two", "Depot", DAY), extra=full)), "/two": Reply(BOMBED)}
    done = once(case, clock, feed(site, entries="content"))
    assert done.fetched == 2
    assert site.counted("/one") == 0
    with sayso.open(case) as opened:
        (one,) = [document for document in opened.documents() if document.url == site.at("/one")]
        text = opened.text(one.id)
        assert "killing four dock workers" in text
        assert "alert" not in text
        assert (one.title, one.published) == ("Port shelled", "2019-12-28")


def test_sitemaps_with_news_are_read_through_their_index(site: Site, case: Path, clock: Clock) -> None:
    news, inner = "http://www.google.com/schemas/sitemap-news/0.9", site.at("/news.xml")
    site.pages = {
        "/index.xml": Reply(f"<sitemapindex><sitemap><loc>{inner}</loc></sitemap></sitemapindex>".encode()),
        "/news.xml": Reply(
            f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="{news}">'
            f"<url><loc>{site.at('/one')}</loc><n:news><n:publication_date>2019-12-28T09:00:00Z</n:publication_date>"
            f"<n:title>Port</n:title></n:news></url><url><loc>{site.at('/about')}</loc></url></urlset>".encode()
        ),
        "/one": Reply(SHELLED),
    }  # fmt: skip
    done = once(case, clock, feed(site, "/index.xml"))
    assert (done.asked, done.fetched) == (2, 1)
    with sayso.open(case) as opened:
        assert [document.published_at for document in opened.documents()] == ["2019-12-28T09:00:00Z"]


def test_a_feed_that_would_unpack_without_end_or_read_files_is_harmless(site: Site, case: Path, clock: Clock) -> None:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "calm">{lines}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    item = f"<item><title>&a8;&f;</title><link>{site.at('/one')}</link></item>"
    site.pages = {"/rss": Reply(f"{bomb}<rss version='2.0'><channel>{item}</channel></rss>".encode())}
    site.pages |= {"/map": Reply(f"{bomb}<urlset><url><loc>&f;</loc></url></urlset>".encode()), "/one": Reply(SHELLED)}
    done = once(case, clock, feed(site), feed(site, "/map"))
    assert done.failed >= 1
    with sayso.open(case) as opened:
        assert not any("root:" in (document.title or "") for document in opened.documents())


def test_broken_xml_and_a_wrong_charset_are_read_as_far_as_they_go(site: Site, case: Path, clock: Clock) -> None:
    broken = rss(site, ("/one", "Port & quay", DAY)).replace(b"</channel></rss>", b"")
    site.pages = {
        "/rss": Reply(broken, headers={"Content-Type": "text/xml; charset=nonsense"}),
        "/one": Reply(SHELLED.replace(b'<meta charset="utf-8">', b"").replace(b"four", "quatre à".encode("cp1252")),
                      headers={"Content-Type": "text/html; charset=windows-1252"}),
    }  # fmt: skip
    assert once(case, clock, feed(site)).fetched == 1
    assert rejected(case) == {(site.at("/rss"), "broken_feed")}
    with sayso.open(case) as opened:
        (one,) = opened.documents()
        assert "quatre à" in opened.text(one.id)


def test_two_feeds_that_list_one_report_fetch_it_once(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {
        "/rss": Reply(rss(site, ("/one", "Port", DAY))),
        "/top": Reply(rss(site, ("/one", "Top: port", DAY))),
        "/one": Reply(SHELLED),
    }
    for _ in range(2):
        once(case, clock, feed(site), feed(site, "/top"))
    assert site.counted("/one") == 1


def test_a_folder_that_is_being_filled_is_read_as_files_come(case: Path, clock: Clock, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "one.txt").write_text("Rebels shelled the port of Hodeida on 3 May 2018.")
    settle(folder / "one.txt")
    (folder / "half.txt").write_text("Israeli warplanes bombed a depot ne")
    inbox = Feed(name="inbox", folder=folder, outlet="Meridian Wire")
    assert once(case, clock, inbox).summary.documents == 1
    (folder / "half.txt").write_text("Israeli warplanes bombed a depot near Damascus on 19 July 2019.")
    settle(folder / "half.txt")
    assert once(case, clock, inbox).summary.documents == 1
    with sayso.open(case) as opened:
        assert {(row.path, row.outlet) for row in opened.documents()} == {
            ("one.txt", "Meridian Wire"), ("half.txt", "Meridian Wire"),
        }  # fmt: skip


def settle(path: Path) -> None:
    os.utime(path, (time.time() - 60, time.time() - 60))


def test_a_watch_that_is_told_to_stop_ends_after_the_item_under_way(site: Site, case: Path, clock: Clock) -> None:
    stop = threading.Event()

    def stopping(handler: BaseHTTPRequestHandler) -> None:
        stop.set()
        Reply(SHELLED)(handler)

    site.pages = {"/rss": Reply(rss(site, ("/one", "Port", DAY), ("/two", "Depot", DAY)))}
    site.pages |= {"/one": stopping, "/two": Reply(BOMBED)}
    (done,) = watch(case, plan(feed(site)), OPTIONS, limits=LIMITS, clock=clock, stop=stop)
    assert (done.fetched, done.waiting) == (1, 1)
    assert once(case, clock, feed(site)).fetched == 1


def test_the_record_is_the_same_however_the_entries_came(site: Site, case: Path, clock: Clock, tmp_path: Path) -> None:
    items = [("/one", "Port", DAY), ("/two", "Depot", DAY)]
    site.pages = {"/one": Reply(SHELLED), "/two": Reply(BOMBED), "/rss": Reply(rss(site, *items[:1]))}
    once(case, clock, feed(site))
    site.pages["/rss"] = Reply(rss(site, *reversed(items)))
    once(case, clock, feed(site))
    other = tmp_path / "other.sayso"
    site.pages["/rss"] = Reply(rss(site, *items))
    once(other, Clock(), feed(site))
    assert record(case) == record(other)


def record(case: Path) -> dict[str, bytes]:
    out = case.with_suffix(".record")
    with sayso.open(case) as opened:
        opened.export(out, times=False)
    return {path.name: path.read_bytes() for path in out.iterdir()}


def test_the_pause_between_rounds_is_the_plans(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {"/rss": Reply(rss(site, ("/one", "Port", DAY))), "/one": Reply(SHELLED)}
    rounds: Iterator[Round] = watch(case, plan(feed(site)), OPTIONS, limits=LIMITS, clock=clock)
    assert [next(rounds).fetched, next(rounds).fetched] == [1, 0]
    assert clock.waited == [900.0]


def test_a_name_that_leads_inside_for_a_while_is_asked_again(
    site: Site, case: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind the page that a hotel shows to all that is asked for, until one has paid."""
    real = socket.getaddrinfo
    leads = {"wire.example": "10.0.0.1"}

    def look_up(host: str, port: int, *how: int, **given: int) -> object:
        return real(leads.get(host, "127.0.0.1" if host == "wire.example" else host), port, *how, **given)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    address = f"http://wire.example:{site.port}/one"
    item = f"<item><title>Port</title><link>{address}</link></item>"
    site.pages = {"/rss": Reply(f"<rss version='2.0'><channel>{item}</channel></rss>".encode()), "/one": Reply(SHELLED)}
    first = once(case, clock, feed(site, robots=False))
    assert (first.refused, first.waiting, rejected(case)) == (1, 1, {(address, "private_address")})
    leads.clear()
    clock.sleep(80)
    watched = WatchPlan((feed(site, robots=False),), allow_hosts=frozenset({"localhost", "wire.example"}))
    (second,) = watch(case, watched, OPTIONS, once=True, limits=LIMITS, clock=clock)
    assert (second.fetched, second.waiting, rejected(case)) == (1, 0, set())


def test_a_feed_that_lists_itself_or_another_feed_has_them_left_alone(site: Site, case: Path, clock: Clock) -> None:
    site.pages = {
        "/rss": Reply(rss(site, ("/rss", "Self", DAY), ("/other", "Other", DAY), ("/one", "Port", DAY))),
        "/other": Reply(rss(site)),
        "/one": Reply(SHELLED),
    }
    feeds = (feed(site), feed(site, "/other"))
    assert [(once(case, clock, *feeds).new, site.counted("/rss"), site.counted("/other")) for _ in range(2)] == [
        (1, 1, 1),
        (0, 2, 2),
    ]
    assert rejected(case) == set()


def test_a_folder_that_is_not_there_is_said_beside_one_that_is_until_it_comes(
    case: Path, clock: Clock, tmp_path: Path
) -> None:
    folders = [tmp_path / name for name in ("absent", "inbox")]
    folders[1].mkdir()
    feeds = [Feed(name=folder.name, folder=folder) for folder in folders]

    def missing() -> list[str]:
        with sayso.open(case) as opened:
            return [row.path for row in opened.rejections() if row.reason == "missing"]

    once(case, clock, *feeds)
    assert missing() == ["absent"]
    once(case, clock, *reversed(feeds))
    assert missing() == ["absent"]
    folders[0].mkdir()
    once(case, clock, *feeds)
    assert missing() == []


def test_of_an_index_with_too_many_sitemaps_it_is_said(
    site: Site, case: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_round, "MOST_SITEMAPS", 2)
    named = "".join(f"<sitemap><loc>{site.at(f'/{n}.xml')}</loc></sitemap>" for n in range(3))
    site.pages = {"/rss": Reply(f"<sitemapindex>{named}</sitemapindex>".encode())}
    done = once(case, clock, feed(site))
    assert (site.counted("/1.xml"), site.counted("/2.xml")) == (1, 0)
    assert done.reasons["broken_feed"] == 1
    assert (site.at("/rss"), "broken_feed") in rejected(case)
