"""Events shaped as ACLED's: one row an event, 31 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sayso.codebook.acled import Acled, AcledAct, Target
from sayso.codebook.actor_sorts import CIVILIANS, ActorSorts
from sayso.codebook.countries import NOWHERE, Countries, Country
from sayso.export.delimited import write_table
from sayso.export.facts import LeftOutOfFacts, write_facts
from sayso.export.gathered import Gathered
from sayso.export.known import Known, known_of
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.tolls import Tolls, attributed_tolls
from sayso.export.whereabouts import acled_day, site_of
from sayso.export.wording import act_words
from sayso.export.write_options import WriteOptions
from sayso.record.events import Event, EventPlace

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

CROWD_CODES = {"Protesters": "6", "Rioters": "5"}
BETWEEN = "; "


@dataclass(frozen=True, slots=True)
class _Side:
    """Hold one side of a row; empty where nobody stands on it."""

    actor: str = ""
    associated: str = ""
    inter: str = ""


def write_acled(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write events shaped as ACLED's into ``out``, a file, or acled.csv in a folder; count rows and left out.

    ACLED's conventions hold. actor1 is not "the perpetrator": in demonstrations the crowd stands there, and civilians
    stand as "Civilians (Country)" with their names beside. Forces of a state are 1 at home and 8 abroad, and have no
    code where nobody knows which. fatalities is the most conservative figure, by ACLED's rule for vague words ("dozens"
    is 12), empty where no report counts. event_date is the middle of what the date can mean,
    with time_precision 1 to 3; an event dated less finely than a month is left out. A doer nobody plainly names leaves
    actor1 empty: no "Unidentified Armed Group" is made up. event_id_cnty is the record's id; admin3, source_scale and
    timestamp are empty.

    Lost: on whose word anything stands but in notes, competing values, acts that are only said (PLOVER's verbal
    types), all but one place, ranges of dates and counts. UTF-8 with a byte-order mark. left_out.csv and
    FILE.about.json stand beside it.

    Raises:
        CaseFull: a file cannot be written.
    Source: ACLED codebook, 2024; ACLED, how fatalities are coded.
    """
    coder = _Coder(Gathered(view), Facts(accept_attributed=asked.accept_attributed), view)
    write = partial(_write, safe=asked.safe_cells)
    return write_facts(view, out, asked, format="acled", name="acled.csv", row_of=coder.row, write=write)


def _write(path: Path, rows: Iterator[Sequence[object]], *, safe: bool) -> int:
    return write_table(path, COLUMNS, rows, safe=safe)


class _Coder:
    """Code one event after another."""

    def __init__(self, gathered: Gathered, facts: Facts, view: Readable) -> None:
        self._gathered, self._facts, self._view = gathered, facts, view
        self._acled, self._sorts = Acled.load(), ActorSorts.load()
        self._countries, self._tolls = Countries.load(), Tolls("acled")

    def row(self, event: Event) -> Sequence[object]:
        """Give the cells of an event, or say why it has no row."""
        if why := self._facts.why_not(event):
            raise LeftOutOfFacts(why)
        when = acled_day(event.date)
        if when is None:
            raise LeftOutOfFacts("no text tells when" if event.date is None else f"the date {event.date} is too coarse")
        doers, other_doers = known_of(self._facts.doers(event).stand, self._gathered, self._sorts)
        hit, others_hit = known_of(self._facts.recipients(event).stand, self._gathered, self._sorts)
        site = site_of(event)
        country = self._countries.of(site.country if site else None)
        act = self._acled.act(event.type, event.mode, _target(hit))
        if act is None:
            untold = " of which no known target is told" if self._acled.knows(event.type, event.mode) else ""
            raise LeftOutOfFacts(f"ACLED has no event for {act_words(event.type, event.mode)}{untold}")
        one, two = self._sides(act, doers, hit, site, country)
        day, precision = when
        toll = self._tolls.of_act(event, self._gathered.mentions(event) if event.numbers else ())
        notes = BETWEEN.join(self._notes(event, (*other_doers, *others_hit)))
        civilian = "Political violence" in act.disorder and "7" in (one.inter, two.inter)
        return (
            event.id, day.isoformat(), day.year, precision, act.disorder, act.event, act.sub_event,
            one.actor, one.associated, one.inter, two.actor, two.associated, two.inter, _interaction(one, two, event),
            "Civilian targeting" if civilian else "", country.iso, country.acled, country.name, *self._cells(site),
            BETWEEN.join(dict.fromkeys(doc.outlet for doc in self._gathered.documents(event) if doc.outlet)), "",
            f"{self._view.words(event.id)} {f'[{notes}]' if notes else ''}".strip(),
            toll.low if toll else None, BETWEEN.join(event.tags), "",
        )  # fmt: skip

    def _sides(
        self, act: AcledAct, doers: Sequence[Known], hit: Sequence[Known], site: EventPlace | None, country: Country
    ) -> tuple[_Side, _Side]:
        code = site.country if site else None
        acting, acted_on = _side(doers, code, country, hit=False), _side(hit, code, country, hit=True)
        if not act.crowd:
            return (acting, acted_on) if act.doer == 1 else (acted_on, acting)
        crowd = f"{act.crowd} ({country.name})" if country is not NOWHERE else act.crowd
        named = doers if act.doer == 1 else hit
        first = _Side(crowd, BETWEEN.join(one.name for one in named), CROWD_CODES.get(act.crowd, ""))
        return first, _Side() if act.doer == 1 else acting

    def _cells(self, site: EventPlace | None) -> tuple[object, ...]:
        """Give admin1 to geo_precision."""
        place = self._gathered.place(site.place if site else None)
        admin = (place.admin1, place.admin2) if place else (None, None)
        if site is None:
            return (*admin, "", None, None, None, "")
        precision = self._acled.geo_precision(site.geo_precision)
        return *admin, "", site.name if precision else None, site.latitude, site.longitude, precision

    def _notes(self, event: Event, others: Sequence[str]) -> Iterator[str]:
        """Say what no column has room for."""
        yield from self._facts.notes(event)
        if others:
            yield f"named without being known as an actor: {', '.join(others)}"
        yield from attributed_tolls(event)
        if event.contested:
            yield f"reports differ on: {', '.join(one.field for one in event.contested)}"


def _target(hit: Sequence[Known]) -> Target:
    if not hit:
        return ""
    return "civilian" if hit[0].sort.inter(hit=True, abroad=False) in CIVILIANS else "armed"


def _side(named: Sequence[Known], code: str | None, country: Country, *, hit: bool) -> _Side:
    """Tell a side: whoever is named first, those with them beside; civilians under ACLED's name for them."""
    if not named:
        return _Side()
    inter = named[0].inter(code, hit=hit)
    if inter == "7":
        civilians = f"Civilians ({country.name})" if country is not NOWHERE else "Civilians"
        return _Side(civilians, BETWEEN.join(one.name for one in named), inter)
    return _Side(named[0].name, BETWEEN.join(one.name for one in named[1:]), inter)


def _interaction(one: _Side, two: _Side, event: Event) -> str:
    """Join the two codes, the lower first; a side on which nobody is named by any report counts as 0."""
    if one.inter and two.inter:
        return "".join(sorted((one.inter, two.inter)))
    alone = one.inter and not two.actor and not event.recipients
    return f"{one.inter}0" if alone else ""
