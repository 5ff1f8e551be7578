"""Addresses that lead inside one's own network are refused, however they are written; so is what is no web address."""

from __future__ import annotations

import threading
import time

import pytest

from sayso.errors import InputError, UnreadableInput
from sayso.fetch import Guard
from sayso.fetch.guard import shown

PUBLIC = "93.184.215.14"


def guard(*answers: str, allowed: tuple[str, ...] = ()) -> Guard:
    return Guard(frozenset(allowed), lambda host, port: answers)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0", "10.0.0.8", "172.16.3.4",
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
        "255.255.255.255", "127.0.0.1.", "[::1]", "[::]", "[fe80::1]", "[fc00::1]", "[ff02::1]",
        "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]",
        "[2001:db8::1]", "[fec0::1]", "[3fff::1]", "[64:ff9b:1:7f00:0:100:808:808]", "[::ffff:0:127.0.0.1]", "[400::1]",
        "192.0.0.8", "192.88.99.1", "\uff11\uff12\uff17.0.0.1", "127。0。0。1",
    ],
)  # fmt: skip
def test_no_address_inside_a_network_is_asked(host: str) -> None:
    with pytest.raises(InputError) as refused:
        guard(PUBLIC).check(f"http://{host}/feed")
    assert refused.value.reason == "unsafe_address"
    assert "--allow-host" in str(refused.value)


@pytest.mark.parametrize("answers", [("127.0.0.1",), (PUBLIC, "10.0.0.1"), ("::1",), ("fe80::1%eth0",), ("nonsense",)])
def test_a_name_that_leads_there_is_refused_too(answers: tuple[str, ...]) -> None:
    with pytest.raises(InputError) as refused:
        guard(*answers).check("https://wire.example/feed")
    assert refused.value.reason == "private_address"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://wire.example/a", "file:///etc/passwd", "gopher://wire.example", "javascript:alert(1)", "//wire.example",
        "wire.example/feed", "http://", "http:///a", "http://reader:secret@wire.example/", "http://reader@wire.example",
        "http://wire.example:0/", "http://wire.example:99999/", "http://wire.example:x/", "http://wire.example/a b",
        "http://wire.example/\r\nHost: other", "http://wire.example\\@127.0.0.1/", "http://[::1", "http://[::1%25eth0]/",
        "http://wire.example/\x00", "http://" + "a" * 64 + ".example/", "http://wire.example/" + "a" * 5000,
        "http://wire.example/\ud800",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(InputError) as refused:
        guard(PUBLIC).check(url)
    assert refused.value.reason == "unsafe_address"
    assert "secret" not in str(refused.value)


def test_a_public_address_passes_with_all_that_the_request_needs() -> None:
    found = guard(PUBLIC, "2606:4700::6810:84e5").check(
        "HTTPS://Nachrichten-Köln.example:8443/lage/süd?q=a b".replace(" ", "+")
    )
    assert (found.scheme, found.host, found.port) == ("https", "xn--nachrichten-kln-ltb.example", 8443)
    assert found.target == "/lage/s%C3%BCd?q=a+b"
    assert found.addresses == (PUBLIC, "2606:4700::6810:84e5")
    assert found.authority == "xn--nachrichten-kln-ltb.example:8443"


@pytest.mark.parametrize(("allowed", "passes"), [("localhost", True), ("other.example", False), ("127.0.0.1", False)])
def test_only_the_name_that_was_allowed_is_let_through(allowed: str, passes: bool) -> None:
    asked = guard("127.0.0.1", allowed=(allowed,))
    if passes:
        assert asked.check("http://LOCALHOST:8000/").addresses == ("127.0.0.1",)
    else:
        with pytest.raises(InputError):
            asked.check("http://localhost:8000/")


def test_a_name_without_an_address_says_so() -> None:
    def fail(host: str, port: int) -> tuple[str, ...]:
        raise OSError("no such name")

    with pytest.raises(UnreadableInput) as refused:
        Guard(lookup=fail).check("http://nowhere.example/")
    assert refused.value.reason == "unresolved"


def test_a_name_server_that_says_nothing_is_not_waited_for() -> None:
    ended = threading.Event()

    def stall(host: str, port: int) -> tuple[str, ...]:
        ended.wait(30)
        return (PUBLIC,)

    started = time.monotonic()
    with pytest.raises(UnreadableInput, match=r"within 0\.1 s") as refused:
        Guard(lookup=stall, lookup_seconds=0.1).check("http://slow.example/")
    ended.set()
    assert (refused.value.reason, time.monotonic() - started < 5) == ("unresolved", True)


@pytest.mark.parametrize(
    ("url", "as_shown"),
    [
        ("http://reader:secret@wire.example/a", "http://…@wire.example/a"),
        ("//reader:secret@wire.example/a", "//…@wire.example/a"),
        ("https://wire.example/x//editor@desk/y", "https://wire.example/x//editor@desk/y"),
    ],
)
def test_an_address_is_shown_without_its_password_and_else_as_it_is(url: str, as_shown: str) -> None:
    assert shown(url) == as_shown
