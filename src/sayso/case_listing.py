"""List what a case holds, and add it up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sayso.errors import UsageError
from sayso.record.actors import Actor, Place, Source
from sayso.record.claims import Claim, claims_of
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge
from sayso.record.events import Event
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.relations import Relation

if TYPE_CHECKING:
    from sayso.codebook.opening import Opening
    from sayso.compare.acts import Comparison
    from sayso.export.contested import ContestedEvent
    from sayso.export.report import Report
    from sayso.export.versions import Versions
    from sayso.review.gate import LeftOut
    from sayso.store.fetched import Fetch
    from sayso.store.filters import MentionFilter
    from sayso.store.finding import Hit
    from sayso.store.view import View
    from sayso.table.event_filter import EventFilter

from sayso.case_asking import CaseAsking
from sayso.listing import Listing

Row = TypeVar("Row")


class CaseListing(CaseAsking):
    """List the rows of a case. Nothing is read before rows of a listing are asked for."""

    def documents(self, **wanted: Any) -> Listing[Document]:
        """List documents by id; keywords are fields of ``Document`` and what they must have, one value or several.

        >>> import sayso, tempfile, pathlib
        >>> case = sayso.open(pathlib.Path(tempfile.mkdtemp()) / "x.sayso")
        >>> _ = case.add_text("A quiet night in Basra.", outlet="Meridian Wire")
        >>> [document.outlet for document in case.documents(outlet=["meridian wire", "Gulf Ledger"], coded=True)]
        ['Meridian Wire']

        Raises:
            UsageError: documents have no such field.
        """
        return self._chosen(Document, wanted, lambda view: view.documents())

    def document(self, doc: str) -> Document:
        """Give one document by id or path.

        Raises:
            UsageError: there is none.
        """
        with self.reading() as view:
            return view.document(doc)

    def text(self, doc: str) -> str:
        """Give a document's text of record, to which all its spans point.

        Raises:
            UsageError: there is no such document.
        """
        with self.reading() as view:
            return view.text(doc)

    def versions(self, doc: str) -> Versions:
        """List the versions of a document, by id or path, the oldest first, and what changed from each to the next.

        Raises:
            UsageError: there is no such document.
        """
        from sayso.export.versions import versions_of

        with self.reading() as view:
            return versions_of(view, doc)

    def mentions(self, **wanted: Any) -> Listing[EventMention]:
        """List event mentions by id; keywords are the fields of ``MentionFilter``.

        ``since`` and ``until`` are EDTF dates, inclusive. With either, mentions whose date no text states are
        left out, and they are many; ``undated=True`` keeps them.

        Raises:
            UsageError: a filter, type, status or date that does not exist.
        """
        asked = _filter(wanted)
        return self._listing(EventMention, lambda view: view.mentions(asked))

    def claims(self, **wanted: Any) -> Listing[Claim]:
        """List the claims of the mentions that pass a filter, as ``mentions`` takes it.

        Raises:
            UsageError: a filter, type, status or date that does not exist.
        """
        asked = _filter(wanted)
        return self._listing(Claim, lambda view: chain.from_iterable(map(claims_of, view.mentions(asked))))

    def events(self, **wanted: Any) -> Listing[Event]:
        """List events by id; keywords are the fields of ``EventFilter``, a value or several of them.

        >>> import sayso, tempfile, pathlib
        >>> case = sayso.open(pathlib.Path(tempfile.mkdtemp()) / "x.sayso")
        >>> _ = case.add_text("Rebels shelled the port of Hodeida on 3 May 2018.")
        >>> [event.type for event in case.events(since="2018", where="killed_low IS NULL")]
        ['ASSAULT']
        >>> len(case.events(type=["AGREE", "CONSULT"]))
        0

        Raises:
            UsageError: a filter, type, status, class or date that does not exist, or SQL that cannot be asked.
        """
        from sayso.table.event_filter import event_filter
        from sayso.table.event_table import check_condition

        asked = event_filter(wanted)
        check_condition(asked)
        return self._listing(Event, lambda view: self._filtered(view, asked).events())

    def commitments(self, **wanted: Any) -> Listing[Commitment]:
        """List threats, vows, promises, demands and their like by id; keywords as ``documents`` takes them.

        ``holder`` is asked for by id or name: ``case.commitments(kind="vow", holder="Iran")``.

        Raises:
            UsageError: commitments have no such field.
        """
        return self._chosen(Commitment, wanted, lambda view: view.commitments())

    def actors(self, **wanted: Any) -> Listing[Actor]:
        """List the actors the reports name, by id; keywords as ``documents`` takes them.

        Raises:
            UsageError: actors have no such field.
        """
        return self._chosen(Actor, wanted, lambda view: view.actors())

    def places(self) -> Listing[Place]:
        """List the places the reports name."""
        return self._listing(Place, lambda view: view.places())

    def sources(self) -> Listing[Source]:
        """List outlets and whoever is quoted."""
        return self._listing(Source, lambda view: view.sources())

    def links(self) -> Listing[Link]:
        """List links between events: threats and what came of them, answers, members of series."""
        return self._listing(Link, lambda view: view.links())

    def edges(self) -> Listing[Edge]:
        """List why mentions were joined to one event, or kept apart though they nearly were."""
        return self._listing(Edge, lambda view: view.edges())

    def decisions(self) -> Listing[Decision]:
        """List what people decided."""
        return self._listing(Decision, lambda view: view.decisions())

    def relations(self) -> Listing[Relation]:
        """List who sponsors, commands, leads or belongs to whom, as the reports state it."""
        return self._listing(Relation, lambda view: view.relations())

    def rejections(self) -> Listing[Rejection]:
        """List what could not be read or was not coded, with the reason."""
        return self._listing(Rejection, lambda view: view.rejections())

    def fetches(self, doc: str) -> Listing[Fetch]:
        """List what servers said when they gave a document's bytes: addresses, status, time and headers.

        Raises:
            UsageError: there is no such document.
        """
        from sayso.store.fetched import Fetch

        sha256 = self.document(doc).sha256
        return self._listing(Fetch, lambda view: iter(view.fetches(sha256)))

    def _chosen(self, kind: type[Row], wanted: dict[str, Any], listed: Callable[[View], Iterator[Row]]) -> Listing[Row]:
        from sayso.choosing import chooser

        passes = chooser(kind, wanted)
        return self._listing(kind, lambda view: filter(passes, listed(view)) if wanted else listed(view))

    def search(self, words: str, limit: int = 20, *, redact: bool = False) -> list[Hit]:
        """Find documents that hold all words, best first; ``"a phrase"`` in quotes stands together."""
        with self.reading(redact=redact) as view:
            return view.search(words, limit)

    def report(
        self,
        *,
        reviewed_only: bool = False,
        redact: bool = False,
        wanted: EventFilter | None = None,
        opening: Opening | None = None,
    ) -> Report:
        """Add the case up; ``reviewed_only`` leaves out what no person has reviewed, ``wanted`` what does not pass.

        With ``opening`` acts are listed only if it shows them; all are counted.
        """
        from sayso.export.report import report_on

        with self.reading(redact=redact) as view:
            return report_on(self._filtered(self._gated(view) if reviewed_only else view, wanted), opening=opening)

    def contested(
        self, *, reviewed_only: bool = False, redact: bool = False, wanted: EventFilter | None = None
    ) -> tuple[ContestedEvent, ...]:
        """List the events on which the reports differ most, with the sides of each field."""
        from sayso.export.contested import contested_events

        with self.reading(redact=redact) as view:
            return contested_events(self._filtered(self._gated(view) if reviewed_only else view, wanted))

    def compare(self, rows: str | os.PathLike[str], *, wanted: EventFilter | None = None) -> Comparison:
        """Compare the events, or those that pass a filter, with rows shaped as ACLED's, UCDP GED's or POLECAT's.

        Raises:
            UnreadableInput: the file cannot be read.
            UsageError: its header is of none of these forms.
        """
        from sayso.merge_rules import rules_of
        from sayso.rows_beside import compare_rows

        with self.reading() as view:
            return compare_rows(self._filtered(view, wanted), Path(rows), rules_of(view.connection).sides.registry)

    def left_out(self) -> LeftOut:
        """Count the events that ``reviewed_only`` leaves out: those nobody confirmed, and those that changed since."""
        with self.reviewed() as view:
            return view.left_out


def _filter(wanted: dict[str, Any]) -> MentionFilter:
    from sayso.store.filters import MentionFilter

    try:
        asked = MentionFilter(**wanted)
        asked.where()  # a date that does not exist is told now, not when rows are read
        return asked
    except TypeError:
        known = ", ".join(MentionFilter.__dataclass_fields__)
        unknown = ", ".join(sorted(set(wanted) - set(MentionFilter.__dataclass_fields__)))
        raise UsageError(f"no such filter: {unknown}", remedy=f"Use some of: {known}") from None
