"""One round of a watch: ask each feed what is new, note it in the case, fetch what waits there, merge."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sayso.adding import answered, fetch_of, rejection_of
from sayso.build import BuildSummary
from sayso.config import ReadOptions
from sayso.errors import InputError
from sayso.fetch import Answer, Client, FetchLimits
from sayso.fetch.client import any_type
from sayso.fetch.entries import Entry, read_feed
from sayso.fetch.guard import allowing, host_of
from sayso.fetch.plan import Feed, WatchPlan
from sayso.fetch.politeness import LONGEST_PAUSE_SECONDS, Turns, pause_after, retry_after
from sayso.fetch.robots import Robots
from sayso.intake import Intake, is_report, item_of
from sayso.readers import FoundFile
from sayso.record.documents import Metadata, Rejection
from sayso.record.ids import content_hash
from sayso.record.plain import from_json, to_json
from sayso.store.case_file import transaction
from sayso.store.fetched import (
    STAGE,
    Asked,
    Fetch,
    Rest,
    ask_anew,
    asked,
    due,
    forgive,
    host_rests,
    is_forgotten,
    keep_fetch,
    n_due,
    note,
    refuse,
    rest_host,
)  # fmt: skip
from sayso.watched import Due, as_page, conditions, given_of, validated

if TYPE_CHECKING:
    from sayso.watching import Clock

GIVE_UP_AFTER = 8
"""Failures in a row after which an entry is fetched no more, some four hours after the first, unless it changes."""

FOR_GOOD = frozenset({"media_type", "unsafe_address", "too_large"})
"""Reasons that will hold next time: such an entry is given up at once."""

MOST_SITEMAPS = 50
"""Sitemaps of an index that are asked in a round."""

MERGE_EVERY = 100
"""Items after which events are brought up to date within a round."""

SETTLE_SECONDS = 2.0
"""A file that was written to since is still being filled: it is read in the next look."""


@dataclass(frozen=True, slots=True)
class Round:
    """Count what one round did.

    Of feeds: ``asked``, of these ``unchanged`` and ``failed``; ``resting`` were not asked, after a failure or because
    their host wants it. Of entries: ``new`` (or changed), ``fetched``, ``same`` (asked, nothing new came), ``refused``
    with their reasons in ``reasons``; ``waiting`` are left for another round.
    """

    asked: int
    unchanged: int
    failed: int
    resting: int
    new: int
    fetched: int
    same: int
    refused: int
    waiting: int
    reasons: dict[str, int]
    summary: BuildSummary


class WatchRound:
    """Go once through what a plan lists."""

    def __init__(
        self, intake: Intake, plan: WatchPlan, client: Client, turns: Turns, robots: Robots, clock: Clock,
        stop: threading.Event, limits: FetchLimits,
    ) -> None:  # fmt: skip
        self._intake = intake
        self._connection = intake.connection
        self._plan = plan
        self._client = client
        self._turns = turns
        self._robots = robots
        self._clock = clock
        self._stop = stop
        self._limits = limits
        self._counts: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()

    def run(self) -> Round:
        """Ask, fetch, read, merge."""
        if self._plan.allow_hosts:
            with transaction(self._connection) as write:
                ask_anew(write, "unsafe_address", map(allowing, self._plan.allow_hosts))
        for feed in self._plan.feeds:
            if self._stop.is_set():
                break
            if feed.folder is not None:
                self._folder(feed)
            elif feed.url is not None:
                self._ask(feed, feed.url)
        self._fetch_due()
        self._intake.merge()
        counts = self._counts
        return Round(
            counts["asked"], counts["unchanged"], counts["failed"], counts["resting"], counts["new"],
            counts["fetched"], counts["same"], counts["refused"], n_due(self._connection),
            dict(sorted(self._reasons.items())), self._intake.summary(),
        )  # fmt: skip

    def _folder(self, feed: Feed) -> None:
        """Read what came into a folder; what is still being written gets a second look a little later."""
        unsettled: list[str] = []

        def ready(file: FoundFile) -> bool:
            settled = _settled(file)
            if not settled:
                unsettled.append(file.path)
            return settled and not self._stop.is_set()

        given = Metadata(outlet=feed.outlet, language=feed.language)
        building, asked_by = self._intake.building(ReadOptions(given=given)), content_hash("watched", str(feed.folder))
        building.run([str(feed.folder)], ready, asked_by)
        if unsettled and not self._stop.is_set():
            self._clock.sleep(SETTLE_SECONDS)
            building.run([str(feed.folder)], ready, asked_by)

    def _ask(self, feed: Feed, url: str, *, inner: bool = False) -> None:
        """Ask a feed, or a sitemap that it names, what it lists; note what is new."""
        now = self._now()
        state = asked(self._connection, url) or Asked(url, feed.url or url)
        if (rest := self._rest()).holds(state.not_before) or host_rests(self._connection, host_of(url), rest):
            self._counts["resting"] += 1
            return
        self._counts["asked"] += 1
        try:
            answer = self._get(url, feed, state, report=False)
            if answer.status == 304:
                self._counts["unchanged"] += 1
                self._note(replace(state, failures=0, not_before=None))
                return
            limit = feed.max_bytes or self._limits.max_bytes
            listed = read_feed(answered(answer).content, answer.final_url, answer.header("content-type") or "", limit)
        except InputError as error:
            self._counts["failed"] += 1
            self._failed(state, error)
            return
        said = replace(validated(state, answer), failures=0, not_before=None)
        if listed.sitemaps:  # an index may be unchanged while its sitemaps are not: it is always read
            said = replace(said, etag=None, last_modified=None)
        many = f"it names {len(listed.sitemaps):,} sitemaps, of which the {MOST_SITEMAPS} latest are asked"
        damage = many if len(listed.sitemaps) > MOST_SITEMAPS and not inner else listed.damage
        self._note_new(feed, listed.entries, said, fetch_of(answer, now), damage)
        for sitemap in listed.sitemaps[:MOST_SITEMAPS] if not inner else ():
            if not self._stop.is_set():
                self._ask(feed, sitemap, inner=True)

    def _note_new(self, feed: Feed, entries: tuple[Entry, ...], said: Asked, fetch: Fetch, damage: str | None) -> None:
        """Note what a feed lists that is new or changed, with how the feed stands: all of it, or nothing."""
        urls = {one.url for one in self._plan.feeds}
        found = []
        for entry in entries:
            if is_forgotten(self._connection, entry.key):
                continue
            known = asked(self._connection, entry.key)
            seen = known and (known.mark == entry.mark or (known.feed != feed.url and known.feed in urls))
            if seen or entry.key in urls:
                continue  # seen as it is, another feed's, or itself a feed
            full = entry.content is not None and (feed.entries == "content" or entry.url is None)
            waits = Due(entry, fetch) if full else Due(replace(entry, content=None))
            state = known or Asked(entry.key, "")
            found.append(
                replace(state, feed=feed.url or "", mark=entry.mark, failures=0, not_before=None,
                        due=to_json(waits).decode())
            )  # fmt: skip
        self._counts["new"] += len(found)
        with transaction(self._connection) as write:
            note(write, [*found, said])
            forgive(write, [said.url])
            if damage:
                detail = f"The feed was read as far as it goes: {damage}."
                self._reasons["broken_feed"] += 1
                refuse(write, Rejection(said.url, STAGE, "broken_feed", detail, at=self._now()))

    def _fetch_due(self) -> None:
        """Fetch what waits, of each host in turn: none is asked faster than it may, none waits for another."""
        queues: dict[str, deque[tuple[Feed, Asked]]] = {}
        rest = self._rest()
        for feed in self._plan.feeds:
            for state in due(self._connection, feed.url or "", rest)[: feed.limit]:
                queues.setdefault(host_of(state.url), deque()).append((feed, state))
        while queues and not self._stop.is_set():
            host = min(queues, key=self._turns.ready_in)
            if host_rests(self._connection, host, self._rest()):
                del queues[host]
                continue
            if (wait := self._turns.ready_in(host)) > 0:
                self._clock.sleep(wait)
                continue
            self._fetch(*queues[host].popleft())
            if not queues[host]:
                del queues[host]

    def _fetch(self, feed: Feed, state: Asked) -> None:
        waits = from_json(Due, state.due or "")
        entry, now = waits.entry, self._now()
        try:
            if waits.said is not None:
                answer = as_page(entry, waits.said)
                now = waits.said.fetched_at
            else:
                answer = self._get(state.url, feed, state, report=True)
            if answer.status != 304:
                answered(answer)
        except InputError as error:
            self._counts["refused"] += 1
            self._failed(state, error)
            return
        done = replace(validated(state, answer), failures=0, not_before=None, due=None)
        if answer.status == 304:
            self._counts["same"] += 1
            self._note(done)
            return
        self._intake.take(item_of(answer, given_of(feed, entry, full=waits.said is not None), now, feed.name))
        self._note(done, fetch_of(answer, now))
        self._counts["fetched"] += 1
        if self._counts["fetched"] % MERGE_EVERY == 0:
            self._intake.merge()

    def _get(self, url: str, feed: Feed, state: Asked, *, report: bool) -> Answer:
        def before(hop: str) -> None:
            pause = feed.delay
            if feed.robots:
                pause = max(pause, self._robots.check(hop))
            self._turns.take(host_of(hop), pause)

        limits = replace(
            self._limits,
            max_bytes=feed.max_bytes or self._limits.max_bytes,
            total_seconds=feed.timeout or self._limits.total_seconds,
        )
        accept = is_report if report else any_type
        answer = self._client.get(url, conditions(state), before=before, accept=accept, limits=limits)
        if answer.status in (429, 503):
            rest = retry_after(answer.header("retry-after"), self._clock.now())
            if rest:
                with transaction(self._connection) as write:
                    rest_host(write, host_of(answer.final_url), self._after(rest))
        return answer

    def _failed(self, state: Asked, error: InputError) -> None:
        """Note a failure and when to try again; what is gone for good, or failed too often, is given up."""
        failures = state.failures + 1
        self._reasons[error.reason] += 1
        again = replace(state, failures=failures, not_before=self._after(pause_after(state.url, failures)))
        if failures >= GIVE_UP_AFTER or error.reason in FOR_GOOD:
            again = replace(again, due=None)
        with transaction(self._connection) as write:
            note(write, [again])
            refuse(write, rejection_of(error, state.url, self._now()))

    def _note(self, state: Asked, fetch: Fetch | None = None) -> None:
        with transaction(self._connection) as write:
            note(write, [state])
            forgive(write, [state.url])
            if fetch is not None:
                keep_fetch(write, fetch)

    def _rest(self) -> Rest:
        return Rest(self._now(), self._after(LONGEST_PAUSE_SECONDS))

    def _now(self) -> str:
        return _written(self._clock.now())

    def _after(self, seconds: float) -> str:
        return _written(self._clock.now() + timedelta(seconds=seconds))


def _written(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _settled(file: FoundFile) -> bool:
    try:
        return abs(time.time() - os.stat(file.location).st_mtime) >= SETTLE_SECONDS
    except OSError:
        return True  # the reader says what is wrong with it
