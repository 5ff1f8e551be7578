"""Load a user's own rows beside a case and compare them with its events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sayso.codebook.acled import Acled
from sayso.codebook.actors import ActorRegistry
from sayso.codebook.ged import Ged
from sayso.codebook.scheme_names import SchemeNames
from sayso.compare.acts import Act, Comparison, Scheme, Where
from sayso.compare.forms import Forms, Reading
from sayso.compare.matching import alone, match
from sayso.compare.rule import DAYS_APART
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.tolls import Tolls
from sayso.export.whereabouts import days_of
from sayso.record.events import Event

SPOT = 3
"""UCDP's where_prec up to which a place is a spot or its district; wider ones tell no more than the country."""


def compare_rows(view: Readable, path: Path, registry: ActorRegistry) -> Comparison:
    """Compare the rows of a file, of a form known by its header, with the events of a case.

    All events can match, also those that are denied or planned, whose status the match says. An event without a row
    is missing there only if the scheme could have had it: if it occurred, is of a type the scheme has, and lies within
    the time that the rows cover.

    Raises:
        UnreadableInput: the file cannot be read.
        UsageError: its header is of none of the forms.
    """
    names = SchemeNames.load(registry)
    read = Forms(names).read(path)
    beside = _Beside(view, names, read)
    events = [beside.act(event) for event in view.events()]
    matched = match(read.rows, events)
    lines, ids = frozenset(one.line for one in matched), frozenset(one.event for one in matched)
    rows_left = [row for row in read.rows if row.line not in lines]
    missing, others = list[Act](), Counter[str]()
    for act in events:
        if act.id not in ids:
            why = beside.why_not[act.id] or _outside(act, read.rows)
            if why:
                others[why] += 1
            else:
                missing.append(act)
    rows_taken = frozenset(one.row for one in matched)
    return Comparison(
        read.scheme,
        len(read.rows),
        len(events),
        matched,
        tuple(alone(rows_left, events, ids, "event")),
        tuple(alone(missing, read.rows, rows_taken, "row")),
        dict(sorted(others.items())),
        read.rejected,
    )


class _Beside:
    """Tell events as acts, and why a scheme could not have one; ``why_not`` fills as they are told."""

    def __init__(self, view: Readable, names: SchemeNames, read: Reading) -> None:
        self._names, self._scheme = names, read.scheme
        self._gathered, self._facts = Gathered(view), Facts(accept_attributed=True)
        self._tolls = Tolls("acled" if read.scheme == "acled" else "ucdp")
        self._acled, self._ged = Acled.load(), Ged.load()
        self.why_not: dict[str, str | None] = {}

    def act(self, event: Event) -> Act:
        """Tell an event."""
        days = days_of(event.date)
        toll = self._tolls.of_act(event, self._gathered.mentions(event)) if event.numbers else None
        named = (who.name for who in (*event.actors, *event.recipients) if who.name and who.basis != "denied")
        keys = frozenset(key for name in named for key in self._names.keys(name))
        places = tuple(
            Where(one.name or "", one.country, one.latitude, one.longitude, (one.geo_precision or 9) > SPOT)
            for one in event.places
            if one.role in ("site", "target")
        )
        killed = (toll.low, toll.high) if toll else (None, None)
        self.why_not[event.id] = self._why_not(event, killed[1])
        return Act(
            event.id, 0, event.title, days.first if days else None, days.last if days else None,
            frozenset({event.type}), places, keys, killed, event.status,
        )  # fmt: skip

    def _why_not(self, event: Event, killed: int | None) -> str | None:
        if why := self._facts.why_not(event):
            return why
        return next(self._outside_scheme(self._scheme, event, killed), None)

    def _outside_scheme(self, scheme: Scheme, event: Event, killed: int | None) -> Iterator[str]:
        if scheme == "acled" and not self._acled.knows(event.type, event.mode):
            yield "ACLED has no event of its type"
        if scheme == "ged" and not self._ged.is_force(event.type, event.mode):
            yield "it is no armed force by UCDP's definition"
        if scheme == "ged" and not killed:
            yield "no report counts anybody killed in it"


def _outside(act: Act, rows: tuple[Act, ...]) -> str | None:
    """Say whether an event lies outside the time that the rows cover."""
    firsts = [row.first for row in rows if row.first]
    lasts = [row.last for row in rows if row.last]
    if act.first is None or act.last is None:
        return "no text tells when"
    before = bool(firsts) and (min(firsts) - act.last).days > DAYS_APART
    if not firsts or before or (act.first - max(lasts)).days > DAYS_APART:
        return "it lies outside the time that the rows cover"
    return None
