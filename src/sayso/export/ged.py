"""Events shaped as UCDP GED's: one row an act of lethal organised violence, 49 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import floor
from pathlib import Path

from sayso.codebook.actor_sorts import ActorSorts, Side
from sayso.codebook.countries import Countries, Country
from sayso.codebook.ged import Ged
from sayso.export.delimited import write_table
from sayso.export.facts import LeftOutOfFacts, write_facts
from sayso.export.gathered import Gathered
from sayso.export.known import Known, known_of
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.tolls import Toll, Tolls
from sayso.export.whereabouts import Days, days_of, ged_precision, site_of
from sayso.export.wording import act_words
from sayso.export.write_options import WriteOptions
from sayso.record.documents import Document
from sayso.record.events import Event, EventPlace

COLUMNS = (
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office",
    "source_date", "source_headline", "source_original", "where_prec", "where_coordinates", "where_description",
    "adm_1", "adm_2", "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region",
    "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians",
    "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob",
)  # fmt: skip

BETWEEN = "; "
CIVILIANS = "Civilians"
CLEAR = 1
"""UCDP's event_clarity of an act that is told by itself; totals over several acts are never taken."""


@dataclass(frozen=True, slots=True)
class _Party:
    """Hold one side: what it is, its name as UCDP writes it, its state's number, and the ids of its dead."""

    side: Side
    name: str
    gw: str
    ids: frozenset[str]


def write_ged(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write lethal organised violence shaped as UCDP GED's into ``out``, a file, or ged.csv in a folder.

    Return how many rows were written and left out. UCDP's conventions hold: armed force by an organised actor against
    another or against civilians, with at least one death, at a known time and place. Against a group the government is
    side_a, whoever acted; else side_a is the doer; civilians are side_b. Governments are "Government of X". best is
    the exact count of most origins, else the least; low and high are the least and greatest figures, by UCDP's rule
    for vague words. What no report counts apart is deaths_unknown, so that the four columns add up to best.
    where_prec is the record's; date_prec 1 to 5 follows from the date's days. id is the record's id.

    Lost: on whose word, competing values, further places, acts that killed nobody. Empty: ids of UCDP's own (conflict,
    dyad, sides), conflict_name, relid, active_year, code_status. UTF-8 with a byte-order mark. left_out.csv and
    FILE.about.json stand beside it.

    Raises:
        CaseFull: a file cannot be written.
    Source: UCDP GED codebook, 25.1.
    """
    coder = _Coder(Gathered(view), Facts(accept_attributed=asked.accept_attributed), view)
    write = partial(_write, safe=asked.safe_cells)
    return write_facts(view, out, asked, format="ged", name="ged.csv", row_of=coder.row, write=write)


def _write(path: Path, rows: Iterator[Sequence[object]], *, safe: bool) -> int:
    return write_table(path, COLUMNS, rows, safe=safe)


class _Coder:
    """Code one event after another."""

    def __init__(self, gathered: Gathered, facts: Facts, view: Readable) -> None:
        self._gathered, self._facts, self._view = gathered, facts, view
        self._ged, self._sorts, self._countries = Ged.load(), ActorSorts.load(), Countries.load()
        self._tolls = Tolls("ucdp")

    def row(self, event: Event) -> Sequence[object]:
        """Give the cells of an event, or say why it has no row."""
        if why := self._facts.why_not(event):
            raise LeftOutOfFacts(why)
        if not self._ged.is_force(event.type, event.mode):
            raise LeftOutOfFacts(f"{act_words(event.type, event.mode)} is no armed force by UCDP's definition")
        mentions = self._gathered.mentions(event) if event.numbers else ()
        toll = self._tolls.of_act(event, mentions)
        if toll is None or toll.best is None or toll.best < 1:
            raise LeftOutOfFacts("no report counts anybody killed in this act")
        days, precision = _when(event)
        site = site_of(event)
        country = self._countries.of(site.country if site else None)
        if site is None or not country.id:
            raise LeftOutOfFacts("no text tells in which country")
        violence, one, two = self._sides(event)
        deaths = self._deaths(event, toll.best, one, two)
        documents = list(self._gathered.documents(event))
        return (
            event.id, "", days.first.year, "", "", violence, "", "", "", "", "", f"{one.name} - {two.name}",
            "", "", one.name, "", "", two.name, len(documents), *_sources(event, documents),
            *self._where(site, country), CLEAR, precision, days.first.isoformat(), days.last.isoformat(),
            *deaths, toll.best, _high(toll), toll.low, one.gw, two.gw,
        )  # fmt: skip

    def _sides(self, event: Event) -> tuple[int, _Party, _Party]:
        doers, _ = known_of(self._facts.doers(event).stand, self._gathered, self._sorts)
        hit, _ = known_of(self._facts.recipients(event).stand, self._gathered, self._sorts)
        if not doers:
            grounds = BETWEEN.join(self._facts.notes(event))
            raise LeftOutOfFacts(f"no organised actor is plainly named as the doer{f' ({grounds})' if grounds else ''}")
        if not hit:
            raise LeftOutOfFacts("nobody known to be acted on is plainly named")
        one, two = self._party(doers, hit=False), self._party(hit, hit=True)
        violence = self._ged.violence(one.side, two.side)
        if violence is None:
            what = f"{one.side or 'neither'} against {two.side or 'neither'}"
            raise LeftOutOfFacts(f"no organised violence by UCDP's definition: {what}")
        return (violence, two, one) if (one.side, two.side) == ("group", "government") else (violence, one, two)

    def _party(self, named: Sequence[Known], *, hit: bool) -> _Party:
        first = named[0]
        side = first.sort.side(hit=hit)
        country = self._countries.of(first.actor.country)
        ids = {one.actor.id for one in named if one.sort.side(hit=hit) == side}
        if side == "government" and country.id:
            return _Party(side, f"Government of {country.name}", country.gw, frozenset({*ids, country.id}))
        return _Party(side, CIVILIANS if side == "civilians" else first.name, "", frozenset(ids))

    def _deaths(self, event: Event, best: int, one: _Party, two: _Party) -> tuple[int, int, int, int]:
        """Give deaths of side a, of side b, of civilians and of unknown people, which add up to ``best``."""
        mentions = self._gathered.mentions(event)
        of_a = self._tolls.of_side(event, mentions, one.ids) or 0
        of_b = 0 if two.side == "civilians" else self._tolls.of_side(event, mentions, two.ids) or 0
        civilians = self._tolls.of_civilians(event, mentions) or 0
        unknown = best - of_a - of_b - civilians
        return (of_a, of_b, civilians, unknown) if unknown >= 0 else (0, 0, 0, best)

    def _where(self, site: EventPlace, country: Country) -> tuple[object, ...]:
        """Give where_prec to region."""
        place = self._gathered.place(site.place)
        point, cell = "", None
        if site.latitude is not None and site.longitude is not None:
            point, cell = f"POINT ({site.longitude} {site.latitude})", prio_cell(site.latitude, site.longitude)
        return (
            site.geo_precision, place.name if place and point else "", site.name, place.admin1 if place else "",
            place.admin2 if place else "", site.latitude, site.longitude, point, cell, country.name, country.gw,
            country.ucdp,
        )  # fmt: skip


def prio_cell(latitude: float, longitude: float) -> int:
    """Give the number of the PRIO-GRID cell of a point: half a degree, row by row from the south-west corner.

    Source: Tollefsen, Strand, Buhaug, PRIO-GRID, 2012.

    >>> prio_cell(33.34, 44.40)
    177569
    """
    row, column = floor((latitude + 90) * 2), floor((longitude + 180) * 2)
    return min(row, 359) * 720 + min(column, 719) + 1


def _when(event: Event) -> tuple[Days, int]:
    days = days_of(event.date)
    precision = ged_precision(days) if days else None
    if days is None or precision is None:
        raise LeftOutOfFacts("no text tells when" if event.date is None else f"the date {event.date} is too coarse")
    return days, precision


def _high(toll: Toll) -> int | None:
    """Give the greatest figure; never less than the best."""
    return None if toll.best is None else max(toll.best, toll.high or 0)


def _sources(event: Event, documents: Sequence[Document]) -> tuple[str, ...]:
    """Give source_article to source_original: outlets, days and headlines in the order of the documents."""
    articles = (", ".join(part for part in (one.outlet, one.published, one.title) if part) for one in documents)
    quoted = dict.fromkeys(voice.source.name for voice in event.voices if voice.source and voice.source.name)
    return (
        BETWEEN.join(articles),
        BETWEEN.join(dict.fromkeys(one.outlet for one in documents if one.outlet)),
        BETWEEN.join(dict.fromkeys(str(one.published) for one in documents if one.published)),
        BETWEEN.join(one.title for one in documents if one.title),
        BETWEEN.join(quoted),
    )
