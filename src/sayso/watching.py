"""Watch feeds and folders: ask what is new, fetch it, read it into a case, again and again until told to stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sayso.config import BuildOptions
from sayso.fetch import Client, FetchLimits, Guard
from sayso.fetch.plan import WatchPlan
from sayso.fetch.politeness import Turns
from sayso.fetch.robots import Robots
from sayso.intake import taking
from sayso.watch_round import Round, WatchRound

ROBOTS_SECONDS = 86_400.0
"""How long a robots.txt holds; RFC 9309 asks for no more than a day."""


class Clock(Protocol):
    """Tell the time and wait. A wait ends early when the watch is to stop."""

    def now(self) -> datetime: ...
    def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True, slots=True)
class WallClock:
    """Go by the clock of this machine, in UTC, until ``stop`` is set."""

    stop: threading.Event

    def now(self) -> datetime:
        """Give the time."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait, or until ``stop`` is set."""
        self.stop.wait(seconds)


def watch(
    case: Path,
    plan: WatchPlan,
    options: BuildOptions,
    *,
    once: bool = False,
    limits: FetchLimits | None = None,
    stop: threading.Event | None = None,
    clock: Clock | None = None,
) -> Iterator[Round]:
    """Watch what a plan lists and give the counts of each round; with ``once``, of one round.

    What was fetched, and what waits to be, is in the case: a watch that was killed goes on where it was, and has lost
    at most the item under way. Between rounds the case is closed. When ``stop`` is set the round ends after the item
    under way, with what came merged.

    Raises:
        CaseError: the case cannot be opened or written.
        CodebookError: a codebook file breaks its own rules.
    """
    stop = stop or threading.Event()
    clock = clock or WallClock(stop)
    turns = Turns(clock.now, clock.sleep)
    with Client(Guard(plan.allow_hosts), limits, plan.user_agent) as client:
        robots, since = Robots(client.get), clock.now()
        while True:
            if (clock.now() - since).total_seconds() > ROBOTS_SECONDS:
                robots, since = Robots(client.get), clock.now()
            with taking(case, options) as intake:
                robots.forget_failures()
                yield WatchRound(intake, plan, client, turns, robots, clock, stop, limits or FetchLimits()).run()
            client.close()
            if once or stop.is_set():
                return
            clock.sleep(plan.interval)
            if stop.is_set():
                return


def with_options(plan: WatchPlan, interval: float | None, allow_hosts: tuple[str, ...]) -> WatchPlan:
    """Change a plan by what was said on the command line."""
    hosts = plan.allow_hosts | {host.lower() for host in allow_hosts}
    return replace(plan, interval=interval or plan.interval, allow_hosts=hosts)
