"""Offices and who held them: "the Pentagon chief" is another person in 2015 than in 2019."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.codebook.phrases import fold
from sayso.codebook.tables import list_cell, read_rows
from sayso.codebook.ties import PREDICATES, Tie
from sayso.errors import CodebookError, RecordError
from sayso.record.edtf import Edtf
from sayso.record.ids import ActorId

OFFICE_COLUMNS = ("id", "country", "body", "tie", "titles")
TERM_COLUMNS = ("office", "holder", "from", "to", "source")


@dataclass(frozen=True, slots=True)
class Office:
    """Hold one office. ``country`` is set for offices of a state only (ISO 3166-1 alpha-2).

    ``titles`` are what its holder is called; ``tie`` is the relation of the holder to ``body``, such as ``leads``.
    """

    id: str
    country: str | None
    body: ActorId | None
    tie: str | None
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Say from when to when somebody held an office, both days included, as EDTF dates.

    An empty ``begin`` is not known; an empty ``end`` is an end that nobody had written down yet.
    """

    office: str
    holder: ActorId
    begin: str
    end: str
    source: str | None = None

    @property
    def valid(self) -> Edtf | None:
        """Give the term as one interval, None where neither end is known.

        Raises:
            RecordError: an end is no EDTF date, or the term runs backwards.
        """
        return Edtf(f"{self.begin}/{self.end or '..'}") if self.begin or self.end else None

    def includes(self, day: date) -> bool:
        """Tell whether the office may have been held on a day, as far as the precision of the ends tells."""
        return self.valid is None or self.valid.may_include(day)


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """Find offices by title and terms by office. Built once, then only read."""

    offices: tuple[Office, ...] = ()
    terms: tuple[Term, ...] = ()
    _titled: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    _held: Mapping[str, tuple[Term, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> OfficeTable:
        """Read offices.tsv and office_terms.tsv.

        Raises:
            CodebookError: a table breaks its own rules.
        """
        offices = (
            office_of(row, list_cell(row, "titles"), "offices.tsv") for row in read_rows("offices.tsv", OFFICE_COLUMNS)
        )
        return cls.of(offices, map(term_of, read_rows("office_terms.tsv", TERM_COLUMNS)))

    @classmethod
    def of(cls, offices: Iterable[Office], terms: Iterable[Term]) -> OfficeTable:
        """Build a table, in the order given."""
        offices, terms = tuple(offices), tuple(terms)
        titled: dict[str, list[Office]] = {}
        for office in offices:
            for title in dict.fromkeys(map(fold, office.titles)):
                titled.setdefault(title, []).append(office)
        held: dict[str, list[Term]] = {}
        for term in terms:
            held.setdefault(term.office, []).append(term)
        return cls(offices, terms, {k: tuple(v) for k, v in titled.items()}, {k: tuple(v) for k, v in held.items()})

    def with_more(self, offices: Iterable[Office], terms: Iterable[Term]) -> OfficeTable:
        """Give a table with further rows; an office whose id is known takes the place of the one before."""
        byid = {office.id: office for office in (*self.offices, *offices)}
        return OfficeTable.of(byid.values(), (*self.terms, *terms))

    def titled(self, title: str, country: str | None) -> tuple[Office, ...]:
        """Give the offices a title names: of one country, or of any country and of none where it is None."""
        found = self._titled.get(fold(title).removeprefix("the "), ())
        return tuple(office for office in found if country is None or office.country == country)

    def terms_of(self, office: Office, day: date | None) -> tuple[Term, ...]:
        """Give the terms of an office in the table's order, those of one day if a day is given."""
        terms = self._held.get(office.id, ())
        return tuple(term for term in terms if day is None or term.includes(day))

    def ties_of(self, actor: ActorId) -> Iterator[Tie]:
        """Give what offices tie an actor to, as holder or as body: "leads Hezbollah", with the term's dates."""
        bound = {office.id: office for office in self.offices if office.tie and office.body}
        for term in self.terms:
            office = bound.get(term.office)
            if office and office.body and office.tie and actor in (term.holder, office.body):
                yield Tie(term.holder, office.tie, office.body, term.valid, term.source)


def office_of(row: Mapping[str, str], titles: tuple[str, ...], path: str) -> Office:
    """Make an office of a row's cells; ``path`` names the file if they are wrong.

    Raises:
        CodebookError: its holders are tied to its body by a predicate that does not exist.
    """
    if row["tie"] and row["tie"] not in PREDICATES:
        raise CodebookError(
            f"the office {row['id']} {row['tie']!r}: no such predicate",
            path=path,
            remedy=f"Predicates are: {', '.join(PREDICATES)}",
        )
    body = ActorId(row["body"]) if row["body"] else None
    return Office(row["id"], row["country"] or None, body, row["tie"] or None, titles)


def term_of(row: Mapping[str, str]) -> Term:
    """Make a term of a row's cells; whether its dates are dates is not looked at, see ``dated_term_of``."""
    return Term(row["office"], ActorId(row["holder"]), row["from"], row["to"], row["source"] or None)


def dated_term_of(row: Mapping[str, str], path: str) -> Term:
    """Make a term of the cells of a row that nobody has checked yet.

    Raises:
        CodebookError: an end is no date, or the term runs backwards.
    """
    term = term_of(row)
    try:
        term.valid  # noqa: B018 - reading it is the check
    except RecordError as error:
        raise CodebookError(
            f"{term.holder} as {term.office}: {error.message}", path=path, remedy="Write dates as 2014-06-29 or 2019-10"
        ) from None
    return term
