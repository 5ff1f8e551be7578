"""Changes of the registry by a user: YAML files that outlive an upgrade of Sayso."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sayso.codebook.actor_entry import ActorEntry
from sayso.codebook.actor_tables import kind_of
from sayso.codebook.offices import OFFICE_COLUMNS, TERM_COLUMNS, Office, OfficeTable, Term, dated_term_of, office_of
from sayso.codebook.ties import TIE_COLUMNS, Tie, TieTable, tie_of
from sayso.errors import CodebookError
from sayso.record.ids import ActorId

TEXTS = ("name", "kind", "country", "acts_as", "wikidata", "source")
REPLACED = ("sectors",)
ADDED_TO = ("aliases", "adjectives", "people", "metonyms")
FIELDS: Mapping[str, tuple[str, ...]] = {
    "actors": ("id", *TEXTS, *REPLACED, *ADDED_TO, "without"),
    "offices": OFFICE_COLUMNS,
    "terms": TERM_COLUMNS,
    "ties": TIE_COLUMNS,
}
LISTS = {*REPLACED, *ADDED_TO, "without", "titles"}

Row = Mapping[str, Any]
Tables = tuple[tuple[ActorEntry, ...], OfficeTable, TieTable]


def edited(
    entries: Sequence[ActorEntry], offices: OfficeTable, ties: TieTable, edits: Sequence[tuple[str, str]]
) -> Tables:
    """Give the tables as edits change them, in the order of the edits: (file name, YAML text) each.

    What an actor row states takes the place of what was known of that id; spellings are added to those known,
    and those under ``without`` taken away. What a user wrote is found first. Offices replace those of their
    id; terms and ties are added.

    Raises:
        CodebookError: an edit is no YAML, or holds what no actor, office, term or tie has.
    """
    known = {entry.id: entry for entry in entries}
    touched: dict[ActorId, ActorEntry] = {}
    more_offices: list[Office] = []
    terms: list[Term] = []
    more_ties: list[Tie] = []
    for path, text in edits:
        sections = _sections(path, text)
        for row in _rows(sections, "actors", path):
            entry = _changed(row, touched.get(row["id"]) or known.get(row["id"]), path)
            touched[entry.id] = entry
        more_offices.extend(office_of(row, row["titles"], path) for row in _rows(sections, "offices", path))
        terms.extend(dated_term_of(row, path) for row in _rows(sections, "terms", path))
        more_ties.extend(tie_of(row, path) for row in _rows(sections, "ties", path))
    rest = (entry for entry in entries if entry.id not in touched)
    return (*touched.values(), *rest), offices.with_more(more_offices, terms), TieTable.of((*ties.ties, *more_ties))


def _sections(path: str, text: str) -> Row:
    import yaml

    try:
        found = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        line = f"line {place.line + 1}" if place else None
        raise CodebookError("is no YAML", path=path, locator=line, remedy="See docs/actors.md for the form") from None
    if not isinstance(found, dict) or not set(found) <= set(FIELDS):
        raise CodebookError("has the wrong sections", path=path, remedy=f"Use some of: {', '.join(FIELDS)}")
    return found


def _rows(sections: Row, section: str, path: str) -> Iterator[dict[str, Any]]:
    """Give the rows of a section with every field that they may have; the unstated ones are empty."""
    rows = sections.get(section) or []
    if not isinstance(rows, list):
        raise CodebookError(f"{section} is no list", path=path, remedy="Begin each row with a dash")
    for number, row in enumerate(rows, 1):
        place = f"{section}, row {number}"
        if not isinstance(row, dict) or not set(row) <= set(FIELDS[section]) or not row.get(FIELDS[section][0]):
            remedy = f"Begin with {FIELDS[section][0]}; fields are: {', '.join(FIELDS[section])}"
            raise CodebookError("cannot read the row", path=path, locator=place, remedy=remedy)
        yield {field: _cell(row.get(field), field, path, place) for field in FIELDS[section]}


def _cell(value: object, field: str, path: str, place: str) -> str | tuple[str, ...]:
    if field in LISTS:
        values = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(_text(one, field, path, place) for one in values)
    return "" if value is None else _text(value, field, path, place)


def _text(value: object, field: str, path: str, place: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | date):
        remedy = "Put it in quotes"  # YAML reads the country NO as false
        raise CodebookError(f"{field} is {value!r}, and a text is needed", path=path, locator=place, remedy=remedy)
    return str(value).strip()


def _changed(row: Row, known: ActorEntry | None, path: str) -> ActorEntry:
    if known is None and not (row["name"] and row["kind"]):
        remedy = "Give both, or the id of an actor that Sayso knows"
        raise CodebookError(f"the new actor {row['id']!r} needs a name and a kind", path=path, remedy=remedy)
    entry = known or ActorEntry(ActorId(row["id"]), row["name"], "unknown")
    stated = {field: row[field] for field in (*TEXTS, *REPLACED) if row[field]}
    if "kind" in stated:
        stated["kind"] = kind_of(stated["kind"], row["id"], path)
    for field in ADDED_TO:
        spellings = dict.fromkeys((*getattr(entry, field), *row[field]))
        stated[field] = tuple(spelling for spelling in spellings if spelling not in row["without"])
    return replace(entry, **stated)
