"""What is watched: a file of feeds, in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sayso.errors import UsageError
from sayso.fetch.client import USER_AGENT

Entries = Literal["page", "content"]

INTERVAL_SECONDS = 900.0
DELAY_SECONDS = 2.0
ENTRIES_A_ROUND = 500


@dataclass(frozen=True, slots=True)
class Feed:
    """Say how one feed is watched: an address (``url``), or a ``folder`` that is being filled.

    ``entries`` says what is read of an entry: its ``page``, or the feed's own full ``content`` where it has it.
    ``delay`` is the pause in seconds between two requests to its host; ``limit`` the entries fetched in one round.
    """

    name: str
    url: str | None = None
    folder: Path | None = None
    outlet: str | None = None
    language: str | None = None
    entries: Entries = "page"
    robots: bool = True
    delay: float = DELAY_SECONDS
    limit: int = ENTRIES_A_ROUND
    max_bytes: int | None = None
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class WatchPlan:
    """List the feeds, the seconds between two rounds, and what holds for all."""

    feeds: tuple[Feed, ...]
    interval: float = INTERVAL_SECONDS
    allow_hosts: frozenset[str] = frozenset()
    user_agent: str = USER_AGENT


_PLAN_KEYS: Mapping[str, type | tuple[type, ...]] = {
    "interval": (int, float), "allow_hosts": list, "user_agent": str, "feed": list,
}  # fmt: skip
_FEED_KEYS: Mapping[str, type | tuple[type, ...]] = {
    "name": str, "url": str, "folder": str, "outlet": str, "language": str, "entries": str, "robots": bool,
    "delay": (int, float), "limit": int, "max_bytes": int, "timeout": (int, float),
}  # fmt: skip


def read_plan(path: Path) -> WatchPlan:
    """Read a file of feeds; folders in it are relative to where it stands.

    Raises:
        UsageError: the file cannot be read, or holds what no plan has.
    """
    try:
        stated = tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot be read ({error.strerror})", path=str(path), remedy="Check the name") from None
    except ValueError as error:
        raise UsageError(f"is no TOML ({error})", path=str(path), remedy="See docs/feeds.md for an example") from None
    _check(stated, _PLAN_KEYS, str(path), None)
    feeds = tuple(_feed(one, path, f"feed {number}") for number, one in enumerate(stated.get("feed", ()), start=1))
    if not feeds:
        raise UsageError("names no feed", path=str(path), remedy="Begin one with [[feed]]")
    _unlike(feeds, str(path))
    hosts = stated.get("allow_hosts", [])
    if not all(isinstance(host, str) for host in hosts):
        raise _wrong(str(path), None, "allow_hosts is a list of host names")
    return WatchPlan(
        feeds,
        _positive(stated.get("interval", INTERVAL_SECONDS), "interval", str(path), None),
        frozenset(host.lower() for host in hosts),
        stated.get("user_agent", USER_AGENT),
    )


def _feed(stated: Any, path: Path, locator: str) -> Feed:
    where = str(path)
    if not isinstance(stated, dict):
        raise _wrong(where, locator, "a feed begins with [[feed]]")
    _check(stated, _FEED_KEYS, where, locator)
    url, folder = stated.get("url"), stated.get("folder")
    if (url is None) == (folder is None):
        raise _wrong(where, locator, "a feed has either url or folder")
    if stated.get("entries", "page") not in ("page", "content"):
        raise _wrong(where, locator, 'entries is "page" or "content"')
    for key in ("timeout", "limit", "max_bytes"):
        if key in stated:
            _positive(stated[key], key, where, locator)
    if stated.get("delay", 0) < 0:
        raise _wrong(where, locator, "delay is not below 0")
    plain = {key: value for key, value in stated.items() if key not in ("folder", "name")}
    place = None if folder is None else path.absolute().parent / folder
    return Feed(name=stated.get("name") or url or str(folder), folder=place, **plain)


def _check(
    stated: Mapping[str, Any], keys: Mapping[str, type | tuple[type, ...]], path: str, locator: str | None
) -> None:
    for key, value in stated.items():
        if key not in keys:
            raise _wrong(path, locator, f"there is no key {key!r}; keys are {', '.join(keys)}")
        kind = keys[key]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise _wrong(path, locator, f"{key} is of another kind than {value!r}")


def _unlike(feeds: tuple[Feed, ...], path: str) -> None:
    for key in ("name", "url", "folder"):
        values = [value for feed in feeds if (value := getattr(feed, key)) is not None]
        if twice := next((value for value in values if values.count(value) > 1), None):
            raise _wrong(path, None, f"two feeds have the {key} {str(twice)!r}")


def _positive(value: float, key: str, path: str, locator: str | None) -> float:
    if value <= 0:
        raise _wrong(path, locator, f"{key} is above 0")
    return float(value)


def _wrong(path: str, locator: str | None, why: str) -> UsageError:
    return UsageError(why, path=path, locator=locator, remedy="See docs/feeds.md for an example")
