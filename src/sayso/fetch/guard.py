"""Which addresses may be asked: http(s), no credentials, nothing inside one's own network unless allowed by name."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from sayso.errors import UnreadableInput, UnsafeInput

MAX_URL_CHARACTERS = 4096
"""Longer addresses are refused: servers take some 8,000, and no address of a report comes near."""

PORTS = {"http": 80, "https": 443}

_UNPRINTED = re.compile(r"[\x00-\x20\x7f\\\ud800-\udfff]")
_CREDENTIALS = re.compile(r"^((?:[a-zA-Z][\w+.-]*:)?//)[^/?#]*@")
_KEPT = "/%:=&?~+!$,;'@()*[]-._|"
_NAT64 = IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is given to hosts of the net; IANA keeps the rest back, or for networks of one's own."""
_NOT_PUBLIC = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"), IPv6Network("3fff::/20"))
"""What IANA names not globally reachable, or gave up, and Python 3.11 does not know: protocol assignments, relays of
6to4, addresses of documentation."""

LOOKUP_SECONDS = 10.0
"""How long a name is looked up: the system's own resolver may try for minutes."""

Lookup = Callable[[str, int], Iterable[str]]
"""Gives the IP addresses of a host name."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Say where one request goes: ``addresses`` are the IP addresses that were checked, in the order to try them.

    ``host`` is the name in ASCII, for the Host header and the certificate; ``target`` the path with its query.
    """

    scheme: str
    host: str
    port: int
    target: str
    addresses: tuple[str, ...]

    @property
    def authority(self) -> str:
        """Give host and port as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def look_up(host: str, port: int) -> Iterable[str]:
    """Ask the system for the addresses of a name."""
    return [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Guard:
    """Judge addresses. ``allowed`` names hosts that may be asked though they stand in a private network.

    A name is looked up for at most ``lookup_seconds``.

    >>> Guard().check("http://127.0.0.1/admin")
    Traceback (most recent call last):
    sayso.errors.UnsafeInput: http://127.0.0.1/admin: 127.0.0.1 is no public address. ...
    """

    allowed: frozenset[str] = frozenset()
    lookup: Lookup = field(default=look_up)
    lookup_seconds: float = LOOKUP_SECONDS

    def check(self, url: str) -> Destination:
        """Judge an address and find where it leads; connect only to ``addresses``, never to the name again.

        A name is refused if any of its addresses is not public, so that one good answer cannot cover a bad one.

        Raises:
            UnsafeInput: ``unsafe_address``, whatever the net says; ``private_address``, the name leads inside now.
            UnreadableInput: ``unresolved``, the name has no address, or none came in time.
        """
        scheme, host, port, target = _parted(url)
        literal = _literal(host)
        addresses = (str(literal),) if literal else self._looked_up(host, port, url)
        for address in () if host in self.allowed else addresses:
            if not _is_public(address):
                reason = "unsafe_address" if literal else "private_address"
                raise UnsafeInput(reason, f"{address} is no public address", path=shown(url), remedy=allowing(host))
        return Destination(scheme, host, port, target, addresses)

    def _looked_up(self, host: str, port: int, url: str) -> tuple[str, ...]:
        found: list[str] = []

        def ask() -> None:
            with suppress(OSError, UnicodeError):
                found.extend(self.lookup(host, port))

        # The system's look-up cannot be broken off: what comes too late is left to itself.
        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(self.lookup_seconds)
        addresses = tuple(dict.fromkeys(found)) if not asking.is_alive() else ()
        if not addresses:
            late = f" within {self.lookup_seconds:g} s" if asking.is_alive() else ""
            remedy = "Check its spelling, and that this machine is connected"
            raise UnreadableInput("unresolved", f"no address was found for {host}{late}", path=url, remedy=remedy)
        return addresses


def allowing(host: str) -> str:
    """Say how a host of a private network is allowed: the remedy of what was refused without it."""
    return f"If you trust it, allow the host by name: --allow-host {host}"


def host_of(url: str) -> str:
    """Give the host of an address, with its port where it names one, or the empty text."""
    try:
        parts = urlsplit(url)
        return parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _parted(url: str) -> tuple[str, str, int, str]:
    if _UNPRINTED.search(url):
        raise _refused(url, "the address holds white space, a backslash or a control character")
    if len(url) > MAX_URL_CHARACTERS:
        raise _refused(url, f"the address has more than {MAX_URL_CHARACTERS:,} characters")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused(url, f"the address cannot be read ({error})") from None
    if parts.scheme.lower() not in PORTS:
        raise _refused(url, "only http and https are fetched")
    if "@" in parts.netloc:
        raise _refused(url, "the address holds a name or password")
    if not parts.hostname or port == 0:
        raise _refused(url, "the address names no host")
    scheme = parts.scheme.lower()
    query = f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
    return scheme, _ascii(parts.hostname, url), port or PORTS[scheme], quote(parts.path or "/", safe=_KEPT) + query


def _ascii(host: str, url: str) -> str:
    bare = host.rstrip(".").lower()
    if "%" in bare:
        raise _refused(url, "the host holds a percent sign")
    try:
        name = bare if bare.isascii() else bare.encode("idna").decode("ascii")
    except UnicodeError:
        raise _refused(url, "the host is no name that the net knows") from None
    if not name or any(len(label) > 63 for label in name.split(".")):
        raise _refused(url, "the host is no name that the net knows")
    return name


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    """Read a host that is an IP address, also in the forms of old (``2130706433``, ``0x7f.1``, ``0177.0.0.1``)."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host)) if re.fullmatch(r"[0-9a-fx.]+", host) else None
    except OSError:
        return None


def _is_public(address: str) -> bool:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(found) if isinstance(found, IPv6Address) else None
    if inner is not None:
        return _is_public(str(inner))
    if isinstance(found, IPv6Address) and found not in _GLOBAL_UNICAST:
        return False
    if any(found in network for network in _NOT_PUBLIC if network.version == found.version):
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Give the IPv4 address that an IPv6 address leads to, if any."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    if address.teredo:
        return address.teredo[1]
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    # ::a.b.c.d, the form that the mapped one replaced
    return IPv4Address(int(address)) if 1 < int(address) < 1 << 32 else None


def _refused(url: str, why: str) -> UnsafeInput:
    remedy = "Give the report's public address, or save the page and name the file"
    return UnsafeInput("unsafe_address", why, path=shown(url), remedy=remedy)


def shown(url: str, most: int = 200) -> str:
    """Show an address without what may be a password, or what no line can hold; cut after ``most`` characters."""
    whole = _UNPRINTED.sub("?", url)
    bare = _CREDENTIALS.sub(r"\1…@", whole)
    return bare if len(bare) <= most else f"{bare[:most]}…"
