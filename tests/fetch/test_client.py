"""A client is never led astray, never waits for ever, never takes more than it was told, whatever a server does."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from sayso.errors import InputError
from sayso.fetch import Client, FetchLimits, Guard
from sayso.fetch.unpacking import unpacked
from tests.fetch.site import Reply, Site

SHORT = FetchLimits(connect_seconds=2, stall_seconds=0.3, total_seconds=0.8, max_bytes=100_000, max_redirects=3)
LOCAL = Guard(frozenset({"localhost"}))


@pytest.fixture
def client() -> Iterator[Client]:
    with Client(LOCAL, SHORT) as opened:
        yield opened


def raw(*parts: bytes, pause: float = 0.0) -> Callable[[BaseHTTPRequestHandler], None]:
    """Send bytes as they are, a pause after each part, and close."""

    def act(handler: BaseHTTPRequestHandler) -> None:
        for part in parts:
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)
        handler.close_connection = True

    return act


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
WRONG: dict[str, tuple[Callable[[BaseHTTPRequestHandler], None], str]] = {
    "stalls before it answers": (raw(b"", pause=1.0), "timeout"),
    "stalls in its headers": (raw(HEAD, pause=1.0), "timeout"),
    "stalls in its body": (raw(HEAD + b"Content-Length: 10\r\n\r\nabc", pause=1.0), "timeout"),
    "drips its body": (raw(HEAD + b"\r\n", *[b"a"] * 40, pause=0.05), "timeout"),
    "drips its headers": (raw(b"HTTP/1.1 200 OK\r\nX-", *[b"a"] * 40, pause=0.05), "timeout"),
    "says more than it sends": (raw(HEAD + b"Content-Length: 5000\r\n\r\nabc"), "truncated"),
    "breaks off a chunk": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc"), "truncated"),
    "breaks off its first line": (raw(b"HTTP/1.1"), "bad_answer"),
    "speaks no HTTP": (raw(b"220 mail.example ESMTP\r\n"), "bad_answer"),
    "closes at once": (raw(), "bad_answer"),
    "sends headers without end": (raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n"), "bad_answer"),
    "sends a header line without end": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 90_000), "bad_answer"),
    "says it is too large": (Reply(headers={"Content-Length": "100000001"}), "too_large"),
    "is too large without saying so": (raw(HEAD + b"\r\n" + b"a" * 200_000), "too_large"),
    "says its size is no number": (raw(HEAD + b"Content-Length: many\r\n\r\n" + b"a" * 200_000), "too_large"),
    "is a gzip bomb": (
        Reply(gzip.compress(b"\0" * 30_000_000), headers={"Content-Encoding": "gzip"}), "too_large",
    ),
    "is a bomb of many members": (
        Reply(gzip.compress(b"\0" * 60_000) * 40, headers={"Content-Encoding": "gzip"}), "too_large",
    ),
    "is a bomb packed twice": (
        Reply(gzip.compress(gzip.compress(b"\0" * 30_000_000)), headers={"Content-Encoding": "gzip, gzip"}),
        "too_large",
    ),
    "is no gzip though it says so": (Reply(b"plain", headers={"Content-Encoding": "gzip"}), "bad_encoding"),
    "breaks off its gzip": (
        Reply(gzip.compress(b"calm" * 500)[:-12], headers={"Content-Encoding": "gzip"}), "bad_encoding",
    ),
    "packs as was not asked for": (Reply(b"x", headers={"Content-Encoding": "br"}), "bad_encoding"),
    "leads in a circle": (Reply(status=302, headers={"Location": "/wrong"}), "redirects"),
    "leads to a private address": (Reply(status=302, headers={"Location": "http://10.0.0.1/"}), "unsafe_address"),
    "leads to the loopback": (Reply(status=301, headers={"Location": "//127.0.0.1/x"}), "unsafe_address"),
    "leads to a file": (Reply(status=307, headers={"Location": "file:///etc/passwd"}), "unsafe_address"),
    "leads nowhere": (Reply(status=302, headers={"Location": "http://[::1"}), "unsafe_address"),
    "leads to credentials": (Reply(status=308, headers={"Location": "http://a:b@localhost/"}), "unsafe_address"),
}  # fmt: skip


@pytest.mark.parametrize("how", WRONG)
def test_a_server_that_does_wrong_is_left_in_time_and_the_next_page_comes(site: Site, client: Client, how: str) -> None:
    act, reason = WRONG[how]
    site.pages = {"/wrong": act, "/right": Reply(b"calm")}
    started = time.monotonic()
    with pytest.raises(InputError) as refused:
        client.get(site.at("/wrong"))
    assert refused.value.reason == reason
    assert time.monotonic() - started < 2.0
    assert client.get(site.at("/right")).content == b"calm"


def test_redirects_are_followed_and_told(site: Site, client: Client) -> None:
    site.pages = {
        "/a": Reply(status=301, headers={"Location": "/b"}),
        "/b": Reply(status=303, headers={"Location": site.at("/c#part")}),
        "/c": Reply(b"calm", headers={"X-Last": "yes"}),
    }
    hops: list[str] = []
    answer = client.get(site.at("/a"), before=hops.append)
    assert (answer.url, answer.final_url, answer.content) == (site.at("/a"), site.at("/c"), b"calm")
    assert answer.redirects == (site.at("/a"), site.at("/b"))
    assert hops == [site.at("/a"), site.at("/b"), site.at("/c")]
    assert answer.header("x-last") == "yes"


def test_too_many_redirects_end(site: Site, client: Client) -> None:
    site.pages = {f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(9)}
    with pytest.raises(InputError) as refused:
        client.get(site.at("/0"))
    assert refused.value.reason == "redirects"
    assert len(site.asked) == SHORT.max_redirects + 1


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes), ("x-gzip", gzip.compress),
        ("deflate", lambda plain: zlib.compress(plain, wbits=-15)),
        ("gzip", lambda plain: gzip.compress(plain) + b"\0\0"),
    ],
)  # fmt: skip
def test_what_is_packed_is_unpacked(site: Site, client: Client, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    plain = b"A quiet night in Basra. " * 50
    site.pages = {"/a": Reply(pack(plain), headers={"Content-Encoding": encoding})}
    assert client.get(site.at("/a")).content == plain


def test_any_other_status_is_an_answer_and_its_body_is_not_read(site: Site, client: Client) -> None:
    site.pages = {"/a": Reply(b"x" * 1_000_000, status=500)}
    answer = client.get(site.at("/a"))
    assert (answer.status, answer.content) == (500, b"")


def test_a_type_that_is_no_report_is_not_read(site: Site, client: Client) -> None:
    site.pages = {"/a": Reply(b"x" * 90_000, headers={"Content-Type": "Video/MP4; codecs=x"})}
    with pytest.raises(InputError) as refused:
        client.get(site.at("/a"), accept=lambda kind: kind != "video/mp4")
    assert refused.value.reason == "media_type"


def test_a_body_longer_than_it_says_never_leaks_into_the_next_answer(site: Site, client: Client) -> None:
    """What stands behind the end is no part of this answer, and must not be taken for the next one."""
    behind = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
    site.pages = {
        "/short": lambda handler: handler.wfile.write(HEAD + b"Content-Length: 4\r\n\r\ncalm" + behind) and None,
        "/next": Reply(b"right"),
    }
    assert client.get(site.at("/short")).content == b"calm"
    time.sleep(0.05)
    assert client.get(site.at("/next")).content == b"right"


def test_one_connection_serves_a_host_and_is_made_anew_when_the_server_has_closed_it(
    site: Site, client: Client
) -> None:
    ports: list[int] = []

    def note(handler: BaseHTTPRequestHandler) -> None:
        ports.append(handler.client_address[1])
        Reply(b"calm")(handler)
        handler.close_connection = len(ports) == 2

    site.pages = {"/a": note}
    for _ in range(3):
        assert client.get(site.at("/a")).content == b"calm"
        time.sleep(0.05)
    assert ports[0] == ports[1] != ports[2]


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    """A name that answers otherwise the second time (DNS rebinding) is never asked a second time."""
    site.pages = {"/a": Reply(b"calm")}
    lookups: list[str] = []

    def lookup(host: str, port: int) -> tuple[str, ...]:
        lookups.append(host)
        return ("127.0.0.1",)

    with Client(Guard(frozenset({"wire.example"}), lookup), SHORT) as client:
        answer = client.get(f"http://wire.example:{site.port}/a")
    assert answer.content == b"calm"
    assert lookups == ["wire.example"]
    assert site.headers[0]["host"] == f"wire.example:{site.port}"


def test_an_address_that_does_not_answer_gives_way_to_the_next_of_the_same_name(site: Site) -> None:
    site.pages = {"/a": Reply(b"calm")}
    guard = Guard(frozenset({"wire.example"}), lambda host, port: ("127.0.0.2", "127.0.0.1"))
    with Client(guard, SHORT) as client:
        assert client.get(f"http://wire.example:{site.port}/a").content == b"calm"
    with Client(guard, SHORT) as client, pytest.raises(InputError) as refused:
        client.get("http://wire.example:1/a")
    assert refused.value.reason == "unreachable"


def test_a_plain_server_gives_no_safe_connection(site: Site, client: Client) -> None:
    with pytest.raises(InputError) as refused:
        client.get(site.at("/a").replace("http:", "https:"))
    assert refused.value.reason == "certificate"


@pytest.mark.parametrize(
    ("location", "asked"),
    [
        ("/süd".encode(), "/s%C3%BCd"),
        ("/حلب".encode(), "/%D8%AD%D9%84%D8%A8"),
        (b"/s\xfcd", "/s%C3%BCd"),
        (b" /a b ", "/a%20b"),
        (b"/a%20b#part", "/a%20b"),
    ],
)
def test_a_redirect_is_followed_however_its_address_is_written(
    site: Site, client: Client, location: bytes, asked: str
) -> None:
    head = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
    site.pages = {"/": raw(head + location + b"\r\n\r\n"), asked: Reply(b"calm")}
    answer = client.get(site.at("/"))
    assert (answer.content, site.asked) == (b"calm", ["/", asked])


def test_a_body_of_empty_gzip_members_is_unpacked_in_the_time_its_length_takes() -> None:
    started = time.monotonic()
    assert unpacked(gzip.compress(b"") * 250_000 + gzip.compress(b"calm"), "gzip", 1000) == b"calm"
    assert time.monotonic() - started < 8


def test_an_answer_that_was_late_before_it_was_connected_is_late(
    site: Site, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its time runs out while there is no socket yet that could be shut down."""
    from urllib3.connection import HTTPConnection

    connect = HTTPConnection.connect

    def slowly(connection: HTTPConnection) -> None:
        time.sleep(1.0)
        connect(connection)

    monkeypatch.setattr(HTTPConnection, "connect", slowly)
    site.pages = {"/": raw(HEAD + b"\r\n", *[b"a"] * 30, pause=0.2)}
    started = time.monotonic()
    with pytest.raises(InputError) as late:
        client.get(site.at("/"))
    assert late.value.reason == "timeout"
    assert time.monotonic() - started < 2.5
