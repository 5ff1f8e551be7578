"""What waits to be decided: found by a look at all pairs and decisions, which may take seconds, and so is kept."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from time import monotonic

from sayso.review.agenda import Review
from sayso.serve.served import Served
from sayso.store.doubtful import Doubtful

QUICK = 0.25
"""Seconds that a page may wait for a look at all; where it takes longer the last one is shown meanwhile."""
KEPT = 5_000
"""Pairs kept: more than anybody looks at between two looks at all."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold doubtful pairs of mentions, and what decisions leave to look at."""

    doubtful: Doubtful
    decided: Review


class Queue:
    """Give what waits in a case as it was when last looked at, and look again when the case has changed.

    Who shows pairs checks each: what was decided since is still among them.
    """

    def __init__(self, served: Served) -> None:
        self._served = served
        self._lock = threading.Lock()
        self._found: Waiting | None = None
        self._version: int | None = None
        self._took = 0.0

    def waiting(self) -> Waiting:
        """Give what waits; takes its time where there are none yet, or where a look is quick."""
        version = self._served.case_version()
        if self._found is None or (version != self._version and self._took <= QUICK):
            self._look(version)
        elif version != self._version and not self._lock.locked():
            threading.Thread(target=self._look, args=(version,), name="queue", daemon=True).start()
        assert self._found is not None
        return self._found

    def _look(self, version: int) -> None:
        with self._lock:
            if self._version == version:
                return
            started = monotonic()
            with self._served.case() as case:
                self._found = Waiting(case.doubtful_pairs(KEPT), case.review_of_decisions())
            self._version, self._took = version, monotonic() - started
