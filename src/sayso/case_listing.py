"""List what a case holds, and add it up."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from sayso.table.event_filter import EventFilter

from sayso.case_reading import CaseReading
from sayso.listing import Listing


class CaseListing(CaseReading):
    """List the rows of a case."""

    def documents(self) -> Listing[Document]:
        """List documents by id."""
        with self.reading() as view:
            return Listing(view.documents(), Document)

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
        with self.reading() as view:
            return Listing(view.mentions(_filter(wanted)), EventMention)

    def claims(self, **wanted: Any) -> Listing[Claim]:
        """List the claims of the mentions that pass a filter, as ``mentions`` takes it."""
        with self.reading() as view:
            claims = (claim for mention in view.mentions(_filter(wanted)) for claim in claims_of(mention))
            return Listing(claims, Claim)

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

        with self.reading() as view:
            return Listing(self._filtered(view, event_filter(wanted)).events(), Event)

    def commitments(self) -> Listing[Commitment]:
        """List threats, vows, promises, demands and their like by id."""
        with self.reading() as view:
            return Listing(view.commitments(), Commitment)

    def actors(self) -> Listing[Actor]:
        """List the actors the reports name."""
        with self.reading() as view:
            return Listing(view.actors(), Actor)

    def places(self) -> Listing[Place]:
        """List the places the reports name."""
        with self.reading() as view:
            return Listing(view.places(), Place)

    def sources(self) -> Listing[Source]:
        """List outlets and whoever is quoted."""
        with self.reading() as view:
            return Listing(view.sources(), Source)

    def links(self) -> Listing[Link]:
        """List links between events: threats and what came of them, answers, members of series."""
        with self.reading() as view:
            return Listing(view.links(), Link)

    def edges(self) -> Listing[Edge]:
        """List why mentions were joined to one event, or kept apart though they nearly were."""
        with self.reading() as view:
            return Listing(view.edges(), Edge)

    def decisions(self) -> Listing[Decision]:
        """List what people decided."""
        with self.reading() as view:
            return Listing(view.decisions(), Decision)

    def relations(self) -> Listing[Relation]:
        """List who sponsors, commands, leads or belongs to whom, as the reports state it."""
        with self.reading() as view:
            return Listing(view.relations(), Relation)

    def rejections(self) -> Listing[Rejection]:
        """List what could not be read or was not coded, with the reason."""
        with self.reading() as view:
            return Listing(view.rejections(), Rejection)

    def fetches(self, doc: str) -> Listing[Fetch]:
        """List what servers said when they gave a document's bytes: addresses, status, time and headers.

        Raises:
            UsageError: there is no such document.
        """
        from sayso.store.fetched import Fetch

        with self.reading() as view:
            return Listing(view.fetches(view.document(doc).sha256), Fetch)

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
        return MentionFilter(**wanted)
    except TypeError:
        known = ", ".join(MentionFilter.__dataclass_fields__)
        unknown = ", ".join(sorted(set(wanted) - set(MentionFilter.__dataclass_fields__)))
        raise UsageError(f"no such filter: {unknown}", remedy=f"Use some of: {known}") from None
