"""Remember what was counted, until the case changes or newer answers take the place."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

Answer = TypeVar("Answer")

MOST = 256
"""Answers kept: some hundred kilobytes each at most, those of plots."""


class Remembered:
    """Keep the answers that were last asked for, each under the state of the case and the question. Threads may share.

    >>> remembered = Remembered(1)
    >>> remembered.of(1, "n", lambda: "counted"), remembered.of(1, "n", lambda: "counted again")
    ('counted', 'counted')
    >>> remembered.of(2, "n", lambda: "of another state")
    'of another state'
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, object] = OrderedDict()

    def of(self, version: int, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """Give the answer to a question of one state of the case; ``answer`` finds it the first time.

        Two who ask at once may both find it.
        """
        key = (version, question)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return cast(Answer, self._answers[key])
        found = answer()
        with self._lock:
            self._answers[key] = found
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return found
