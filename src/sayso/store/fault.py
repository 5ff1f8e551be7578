"""Faults: rows of a case that are not what they should be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Name one row that is not what it should be: where it stands and what is wrong with it."""

    table: str
    id: str
    problem: str
