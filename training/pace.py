"""Pace: how far a training is, and how fast it learns there."""

from __future__ import annotations

from dataclasses import dataclass

from training.settings import Phase


@dataclass(slots=True)
class Place:
    """Say how far a training is: phase, step and pool within it, batches done of the pool, seconds spent."""

    phase: int = 0
    step: int = 0
    pool: int = 0
    done: int = 0
    seconds: float = 0.0
    phase_seconds: float = 0.0
    best: float = -1.0
    worse: int = 0


class Pace:
    """Tell how much of a phase is done, by its steps or, with a budget, by its seconds too."""

    def __init__(self, place: Place, phase: Phase, seconds: float | None) -> None:
        self._place, self._phase, self._seconds = place, phase, seconds
        self._since = place.phase_seconds

    def progress(self) -> float:
        """Give the share of the phase that is done; 1 or more at its end."""
        done = self._place.step / self._phase.steps
        return done if self._seconds is None else max(done, self._place.phase_seconds / self._seconds)

    def spent(self, seconds: float) -> None:
        """Count the seconds of a step."""
        self._place.seconds += seconds
        self._place.phase_seconds += seconds

    def taken(self) -> float:
        """Give the seconds since the last call."""
        since, self._since = self._since, self._place.phase_seconds
        return self._since - since


def schedule(progress: float, warm_up: float) -> float:
    """Rise to 1 over ``warm_up``, then fall to 0 in a line."""
    return max(min(progress / warm_up, (1 - progress) / (1 - warm_up)), 0.0) if warm_up else 1 - progress
