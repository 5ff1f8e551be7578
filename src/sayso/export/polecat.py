"""Events shaped as POLECAT's: one row an event, 40 tab-separated columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from sayso.codebook.cameo import QUAD_CODES
from sayso.codebook.countries import Countries
from sayso.export.delimited import write_tabbed
from sayso.export.facts import LeftOutOfFacts, write_facts
from sayso.export.gathered import Gathered
from sayso.export.occurred import Facts
from sayso.export.readable import Readable
from sayso.export.whereabouts import days_of, site_of
from sayso.export.write_options import WriteOptions
from sayso.record.events import Event, EventActor, EventPlace
from sayso.record.mentions import ActorArgument, EventMention
from sayso.version import __version__

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip

BETWEEN = "; "
CITIES = frozenset({"city", "town", "village"})


def write_polecat(view: Readable, out: Path, asked: WriteOptions) -> dict[str, int]:
    """Write events shaped as POLECAT's into ``out``, a file, or polecat.tsv in a folder; count the rows and left out.

    All sixteen types are written, with the record's modes and scores; only acts that occurred, as there is no slot for
    standing, and only who plainly acts or is plainly acted on. Several actors of an event stand in one cell, parted by
    "; ", the lists beside them in the same order. Event Date is written where it is one day: there is no slot for its
    precision. Quad Code is 1 to 4. Publication Date is that of the first report.

    Lost: on whose word, competing values, counts, coarser dates, further places. Empty: Contexts, titles, Wikipedia
    ids (the record has Wikidata's), people, organisations and locations of the story. UTF-8 without quotes: tabs and
    line ends in cells become blanks. left_out.csv and FILE.about.json stand beside it.

    Raises:
        CaseFull: a file cannot be written.
    Source: POLECAT codebook, 2023.
    """
    coder = _Coder(Gathered(view), Facts(accept_attributed=asked.accept_attributed))
    write = partial(_write, safe=asked.safe_cells)
    return write_facts(view, out, asked, format="polecat", name="polecat.tsv", row_of=coder.row, write=write)


def _write(path: Path, rows: Iterator[Sequence[object]], *, safe: bool) -> int:
    return write_tabbed(path, COLUMNS, rows, safe=safe)


class _Coder:
    """Code one event after another."""

    def __init__(self, gathered: Gathered, facts: Facts) -> None:
        self._gathered, self._facts, self._countries = gathered, facts, Countries.load()

    def row(self, event: Event) -> Sequence[object]:
        """Give the cells of an event, or say why it has no row."""
        if why := self._facts.why_not(event):
            raise LeftOutOfFacts(why)
        days = days_of(event.date)
        mentions = self._gathered.mentions(event)
        documents = list(self._gathered.documents(event))
        actors, recipients = self._facts.doers(event).stand, self._facts.recipients(event).stand
        return (
            event.id, days.first.isoformat() if days and days.n == 1 else "", event.type, event.mode, event.score,
            QUAD_CODES[event.quad], "", *self._who(actors, (who for one in mentions for who in one.actors)),
            *self._who(recipients, (who for one in mentions for who in one.recipients)),
            *self._where(site_of(event), mentions), _listed(one.outlet for one in documents),
            min((str(one.published) for one in documents if one.published), default=""), "", "", "",
            _listed(one.language for one in documents), f"Sayso {__version__}",
        )  # fmt: skip

    def _who(self, named: Sequence[EventActor], told: Iterable[ActorArgument]) -> tuple[str, ...]:
        """Give the eight columns of actors or recipients; ``told`` are the words of the mentions."""
        known = [self._gathered.actor(who.actor) for who in named]
        countries = [self._countries.of(one.country if one else None) for one in known]
        sectors = [one.sectors if one else () for one in known]
        wanted = {who.actor or who.name for who in named}
        raw = (who.text for who in told if (who.actor or who.name) in wanted)
        return (
            BETWEEN.join(who.name or "" for who in named),
            _aligned(country.iso3 for country in countries),
            _aligned(country.cow for country in countries),
            _aligned(codes[0] if codes else "" for codes in sectors),
            _aligned(", ".join(codes) for codes in sectors),
            "",
            _listed(raw),
            "",
        )

    def _where(self, site: EventPlace | None, mentions: Sequence[EventMention]) -> tuple[object, ...]:
        """Give Placename to Feature Type."""
        if site is None:
            return ("",) * 10
        place = self._gathered.place(site.place)
        told = (one.text for mention in mentions for one in mention.places if one.place == site.place)
        return (
            site.name, place.name if place and place.kind in CITIES else "", place.admin2 if place else "",
            place.admin1 if place else "", self._countries.of(site.country).iso3, site.latitude, site.longitude,
            place.geonames if place else "", _listed(told), place.kind if place else "",
        )  # fmt: skip


def _aligned(values: Iterable[str]) -> str:
    """Join what stands beside several names, in their order; nothing where nothing is known of any."""
    cells = list(values)
    return BETWEEN.join(cells) if any(cells) else ""


def _listed(values: Iterable[str | None]) -> str:
    return BETWEEN.join(dict.fromkeys(value for value in values if value))
