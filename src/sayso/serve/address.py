"""The state of the overview, as its address holds it: the filter, what it opens on, order, unit and page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import Depends, Query

from sayso.codebook.opening import Opening
from sayso.serve.asked import asked_filter, query_of
from sayso.serve.dates import date_words
from sayso.table.event_filter import FILTERS, SEVERAL, EventFilter
from sayso.table.facets import Unit

Order = Literal["-date", "date", "voices", "reports", "probability", "killed"]
NO_DATE, NO_PLACE = "date_first IS NULL AND date_last IS NULL", "latitude IS NULL"
WORDS_OF = {NO_DATE: "no date", NO_PLACE: "no place on the map"}
"""Conditions that pages ask by themselves, in words."""


@dataclass(frozen=True, slots=True)
class Chip:
    """Show one part of the filter, and the address without it."""

    field: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Address:
    """Hold what an address asks for. ``everything`` shows also what the overview does not open on."""

    wanted: EventFilter
    everything: bool = False
    order: Order = "-date"
    unit: Unit | None = None

    @property
    def shown(self) -> EventFilter:
        """Give the filter that holds: what is asked for, and what the overview opens on where nothing else is asked."""
        return self.wanted if self.everything else opened(self.wanted, Opening.load())

    @property
    def query(self) -> str:
        """Write the address's query, without the page."""
        return self._query(self)

    @property
    def whole(self) -> str:
        """Give the address that shows what the overview does not open on too."""
        return self._path(replace(self, everything=True))

    @property
    def opening(self) -> str:
        """Give the address that shows only what the overview opens on."""
        return self._path(replace(self, everything=False))

    @property
    def bare(self) -> str:
        """Give the address without any filter."""
        return self._path(replace(self, wanted=EventFilter()))

    def at(self, start: int) -> str:
        """Give the address of the page that begins with the event of this number."""
        query = "&".join(filter(None, (self.query, f"start={start}" if start else "")))
        return f"/overview?{query}" if query else "/overview"

    def with_(self, **changes: Any) -> str:
        """Give the address with filters set anew; a field that takes several values takes one as well."""
        wanted: dict[str, Any] = {
            name: (value,) if name in SEVERAL and isinstance(value, str) else value for name, value in changes.items()
        }
        return self._path(replace(self, wanted=replace(self.wanted, **wanted)))

    def by(self, unit: Unit) -> str:
        """Give the address that counts time in another unit."""
        return self._path(replace(self, unit=unit))

    def toggled(self, field: str, value: str) -> str:
        """Give the address with a value of a field added, or taken out if it is chosen."""
        chosen: tuple[str, ...] = getattr(self.wanted, field)
        left = tuple(one for one in chosen if one != value)
        return self.with_(**{field: left if value in chosen else (*chosen, value)})

    def chips(self, names: Mapping[str, str]) -> Iterator[Chip]:
        """List what is asked for, one part at a time; ``names`` are those of ids."""
        usual = EventFilter()
        for name in FILTERS:
            value = getattr(self.wanted, name)
            label = name.replace("_", " ").replace("min ", "least ")
            if name in SEVERAL:
                yield from (
                    Chip(label, names.get(one) or one.replace("_", " "), self.toggled(name, one)) for one in value
                )
            elif value != getattr(usual, name):
                yield Chip(label, _words(name, value), self.with_(**{name: getattr(usual, name)}))

    def fields(self, *but: str) -> Iterator[tuple[str, str]]:
        """List the state as fields of a form, but for some; forms send those hidden."""
        from urllib.parse import parse_qsl

        yield from ((name, value) for name, value in parse_qsl(self.query) if name not in but)

    def _path(self, other: Address) -> str:
        query = self._query(other)
        return f"/overview?{query}" if query else "/overview"

    @staticmethod
    def _query(of: Address) -> str:
        beside: dict[str, object] = {
            "all": True if of.everything else None, "order": of.order if of.order != "-date" else None, "unit": of.unit,
        }  # fmt: skip
        return query_of(of.wanted, **beside)


def asked_address(
    wanted: Annotated[EventFilter, Depends(asked_filter)],
    all: bool = False,
    order: Order = "-date",
    unit: Annotated[Unit | None, Query()] = None,
) -> Address:
    """Read the state out of an address."""
    return Address(wanted, all, order, unit)


def opened(wanted: EventFilter, opening: Opening) -> EventFilter:
    """Add to a filter what is opened on: its classes unless acts are named, its probability unless one is.

    >>> opening = Opening.load()
    >>> opened(EventFilter(type=("CONSULT",)), opening).quad, opened(EventFilter(min_probability=0.1), opening).quad
    ((), ('material_conflict', 'material_cooperation'))
    """
    quads = () if wanted.type or wanted.mode else opening.quads
    bar = opening.min_probability if wanted.min_probability is None else wanted.min_probability
    return replace(wanted, quad=wanted.quad or quads, min_probability=bar)


def _words(name: str, value: object) -> str:
    if name == "where":
        return WORDS_OF.get(str(value), str(value))
    if name in ("since", "until"):
        return date_words(str(value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
