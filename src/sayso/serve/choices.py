"""Facets: the values that events have, how many have each, and the address that adds or removes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sayso.serve.address import Address
from sayso.table.facets import Asked, Count, by_values

VALUES = ("type", "actor", "recipient", "place", "status", "outlet")
"""Facets of which several values may be chosen, any of which will do."""
COLUMNS = ("contested", "independent", "review")
MOST = 12
"""Values shown of each facet; the form takes any other."""
VOICES = (1, 2, 3)
"""Numbers of independent voices that are offered as the least."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Offer one value: what it is called, how many events have it, whether it is chosen, and where that changes."""

    name: str
    n: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """Hold the values offered of one field."""

    title: str
    choices: tuple[Choice, ...]

    @property
    def is_chosen(self) -> bool:
        """Tell whether any is chosen."""
        return any(one.chosen for one in self.choices)


def counts_of(asked: Asked) -> dict[str, tuple[Count, ...]]:
    """Count the events of each value of each facet; a field that is filtered is counted as if it were not."""
    found = by_values(asked, (*VALUES, *COLUMNS), MOST)
    for name in (name for name in VALUES if getattr(asked.wanted, name)):
        unasked: dict[str, Any] = {name: ()}
        found |= by_values(replace(asked, wanted=replace(asked.wanted, **unasked)), (name,), MOST)
    return found


def facets(counts: dict[str, tuple[Count, ...]], n: int, address: Address) -> tuple[Facet, ...]:
    """Make the facets of what was counted; ``n`` events pass the filter."""
    several = (Facet(name, tuple(_values(counts[name], name, address))) for name in VALUES)
    return (
        *several,
        Facet("independent voices", tuple(_voices(counts["independent"], address))),
        Facet("contested", tuple(_either("contested", _of(counts["contested"], "true"), n, address))),
        Facet("reviewed", tuple(_either("reviewed", _of(counts["review"], "confirmed"), n, address))),
    )


def _values(counts: tuple[Count, ...], field: str, address: Address) -> Iterator[Choice]:
    chosen = getattr(address.wanted, field)
    for one in counts:
        if one.name in chosen and one.id not in chosen:
            yield Choice(one.name, one.n, True, address.toggled(field, one.name))
        else:
            yield Choice(one.name.replace("_", " "), one.n, one.id in chosen, address.toggled(field, one.id))


def _voices(counts: tuple[Count, ...], address: Address) -> Iterator[Choice]:
    chosen = address.wanted.min_independent
    for least in VOICES:
        n = sum(one.n for one in counts if int(one.id) >= least)
        yield Choice(f"{least} or more", n, chosen == least,
                     address.with_(min_independent=None if chosen == least else least))  # fmt: skip


def _either(field: str, n_yes: int, n: int, address: Address) -> Iterator[Choice]:
    chosen = getattr(address.wanted, field)
    for word, value, count in (("yes", True, n_yes), ("no", False, n - n_yes)):
        yield Choice(word, count, chosen is value, address.with_(**{field: None if chosen is value else value}))


def _of(counts: tuple[Count, ...], value: str) -> int:
    return next((one.n for one in counts if one.id == value), 0)
