"""How the workbench is served: where, to whom, and through which gate."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

PORT = 8765
"""The port that is taken unless another is named."""

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Settings:
    """Say where pages are served, and what they show.

    ``token`` must be shown by whoever comes, where one is set. ``read_only`` takes no decisions and no reports.
    ``allow_hosts`` may be fetched from though they are not public. ``names`` are further hosts by which the workbench
    may be asked for, as behind a proxy.
    """

    host: str = LOOPBACK
    port: int = PORT
    token: str | None = None
    redact: bool = False
    reviewed_only: bool = False
    read_only: bool = False
    allow_hosts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    shapes: str | None = None


def is_loopback(host: str) -> bool:
    """Tell whether a host to listen at can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
