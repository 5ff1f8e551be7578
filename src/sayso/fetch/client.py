"""Ask the net: each hop is checked, the connection goes to the address that was checked, every wait has an end."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sayso.errors import InputError, UnreadableInput, UnsafeInput
from sayso.fetch.faults import naming, too_large, truncated
from sayso.fetch.guard import Destination, Guard
from sayso.fetch.limits import FetchLimits
from sayso.fetch.unpacking import ACCEPT_ENCODING, unpacked
from sayso.version import __version__

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection
    from urllib3.response import HTTPResponse

USER_AGENT = f"sayso/{__version__} (reads news reports for a record of who said what)"

CHUNK_BYTES = 1 << 16
MOST_CONNECTIONS = 32
"""Connections kept open, one a host; beyond that the oldest is closed."""

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what came of one request.

    ``redirects`` are the addresses passed on the way, the one asked for first; empty if it answered itself. ``content``
    is unpacked, and empty unless the status is 200. Header names are in small letters.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes = field(repr=False)
    redirects: tuple[str, ...] = ()

    def header(self, name: str) -> str | None:
        """Give a header's first value."""
        return next((value for key, value in self.headers if key == name), None)

    @property
    def media_type(self) -> str:
        """Give what the server says the content is, without parameters, in small letters; empty if it says nothing."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()


Accept = Callable[[str], bool]
"""Tells by its media type whether an answer's body is worth reading."""


def any_type(media_type: str) -> bool:
    """Take everything."""
    return True


_Key = tuple[str, str, int, str]
_Said = tuple[int, tuple[tuple[str, str], ...], bytes]


@dataclass(frozen=True, slots=True)
class _Request:
    where: Destination
    headers: Mapping[str, str]
    accept: Accept
    limits: FetchLimits


class Client:
    """Fetch addresses one after another, over one connection a host. Proxies of the environment are not used."""

    def __init__(
        self, guard: Guard | None = None, limits: FetchLimits | None = None, user_agent: str = USER_AGENT
    ) -> None:
        self._guard = guard or Guard()
        self._limits = limits or FetchLimits()
        self._user_agent = user_agent
        self._open: dict[_Key, HTTPConnection] = {}

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        before: Callable[[str], None] = lambda url: None,
        accept: Accept = any_type,
        limits: FetchLimits | None = None,
    ) -> Answer:
        """Fetch one address, following redirects; any status but that of a redirect is an answer.

        ``before`` hears of each hop before it is asked, and may raise to forbid it.

        Raises:
            UnsafeInput: ``unsafe_address``, ``redirects`` (too many, or in a circle), ``too_large``.
            UnreadableInput: ``unresolved``, ``unreachable``, ``timeout``, ``truncated``, ``certificate``,
                ``bad_answer``, ``media_type``.
            UndecodableInput: ``bad_encoding``.
        """
        bounds = limits or self._limits
        passed: list[str] = []
        at = url
        while True:
            destination = self._guard.check(at)
            before(at)
            try:
                status, said, content = self._ask(_Request(destination, headers or {}, accept, bounds))
            except InputError as error:
                error.path = error.path or at
                raise
            onward = next((value for name, value in said if name == "location"), None)
            if status not in _REDIRECTS or not onward:
                return Answer(url, at, status, said, content, tuple(passed))
            passed.append(at)
            at = _onward(at, onward)
            if at in passed or len(passed) > bounds.max_redirects:
                why = "leads in a circle" if at in passed else f"leads on more than {bounds.max_redirects} times"
                raise UnsafeInput("redirects", f"the address {why}", path=url, remedy="Give the report's own address")

    def close(self) -> None:
        """Close all connections."""
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, request: _Request) -> _Said:
        where = request.where
        failed: UnreadableInput | None = None
        for address in where.addresses:
            key = (where.scheme, where.host, where.port, address)
            try:
                return self._on_kept(key, request) or self._once(key, request)
            except UnreadableInput as error:
                if error.reason != "unreachable":
                    raise
                failed = error
        raise failed or UnreadableInput("unreachable", f"{where.host} has no address")

    def _on_kept(self, key: _Key, request: _Request) -> _Said | None:
        """Ask over the connection that is open; None where there is none, or the server has given it up."""
        kept = self._open.get(key)
        if kept is None or not kept.is_connected:
            self._drop(key)
            return None
        try:
            return self._once(key, request)
        except UnreadableInput as error:
            if error.reason not in ("bad_answer", "unreachable"):
                raise
            return None

    def _once(self, key: _Key, request: _Request) -> _Said:
        where, limits = request.where, request.limits
        connection = self._open.get(key) or self._connection(key)
        whole = False
        try:
            with naming(where.host), _Deadline(connection, limits) as deadline:
                if connection.sock is None:
                    connection.timeout = limits.connect_seconds
                    connection.connect()
                connection.timeout = limits.stall_seconds
                deadline.hold(connection.sock)
                sent = {
                    "Host": where.authority,
                    "User-Agent": self._user_agent,
                    "Accept": "*/*",
                    "Accept-Encoding": ACCEPT_ENCODING,
                }
                connection.request("GET", where.target, headers={**sent, **request.headers}, preload_content=False,
                                   decode_content=False)  # fmt: skip
                answer = connection.getresponse()
                said = tuple((name.lower(), value) for name, value in answer.headers.items())
                body = _body(answer, request, deadline) if answer.status == 200 else b""
                whole = answer.status in (200, 304)
            return answer.status, said, unpacked(body, answer.headers.get("content-encoding", ""), limits.max_bytes)
        finally:
            if not whole:
                self._drop(key)

    def _connection(self, key: _Key) -> HTTPConnection:
        from urllib3.connection import HTTPConnection, HTTPSConnection

        scheme, host, port, address = key
        while len(self._open) >= MOST_CONNECTIONS:
            self._open.pop(next(iter(self._open))).close()
        made = HTTPConnection(address, port)
        if scheme == "https":
            made = HTTPSConnection(address, port, server_hostname=host, ssl_context=self._certificates)
        self._open[key] = made
        return made

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        return ssl.create_default_context()

    def _drop(self, key: _Key) -> None:
        gone = self._open.pop(key, None)
        if gone is not None:
            gone.close()


class _Deadline:
    """End a request that takes too long in all, however steadily its bytes drip: shut its socket down."""

    def __init__(self, connection: HTTPConnection, limits: FetchLimits) -> None:
        self._connection = connection
        self._limits = limits
        self._timer = threading.Timer(limits.total_seconds, self._end)
        self._timer.daemon = True
        self._held: socket.socket | None = None
        self.passed = False

    def hold(self, taken: socket.socket | None) -> None:
        """Keep the socket: a connection that is to be closed lets go of its own before the body is read."""
        self._held = taken
        if self.passed:  # while it connected: there was no socket yet to shut down
            raise self.late()

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self._timer.cancel()
        if self.passed:
            raise self.late() from None

    def late(self) -> UnreadableInput:
        return UnreadableInput(
            "timeout", f"the answer took more than {self._limits.total_seconds:g} s", remedy="Try again later"
        )

    def _end(self) -> None:
        self.passed = True
        taken = self._held or self._connection.sock
        if taken is not None:
            try:
                # Past the TLS layer, which is in use by the other thread.
                socket.socket.shutdown(taken, socket.SHUT_RDWR)
            except OSError:
                return  # it is closed already


def _onward(at: str, location: str) -> str:
    # Headers come as Latin-1; servers write addresses in UTF-8, as browsers read them, unless it is Latin-1 indeed.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    location = location.strip().replace(" ", "%20")
    try:
        return urljoin(at, location).partition("#")[0]
    except ValueError:
        return location  # no address at all: the guard says so


def _body(answer: HTTPResponse, request: _Request, deadline: _Deadline) -> bytes:
    limits = request.limits
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not request.accept(media_type):
        raise UnreadableInput(
            "media_type", f"the answer is {media_type[:60]!r}, no report", remedy="Give the address of a page or PDF"
        )
    stated = answer.headers.get("content-length", "")
    if stated.isdigit() and int(stated) > limits.max_bytes:
        raise too_large(limits)
    parts, size = [], 0
    while chunk := answer.read1(CHUNK_BYTES, decode_content=False):
        size += len(chunk)
        if size > limits.max_bytes:
            raise too_large(limits)
        if deadline.passed:
            raise deadline.late()
        parts.append(chunk)
    if stated.isdigit() and size < int(stated):
        raise truncated()
    return b"".join(parts)
