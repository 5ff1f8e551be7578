"""The public Python surface: open a case, add reports, read the record."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, overload

from sayso.config import DEFAULT_METHOD, BuildOptions
from sayso.errors import UsageError
from sayso.options import read_options
from sayso.record.actors import Actor, Place, Source
from sayso.record.claims import Claim, claims_of
from sayso.record.commitments import Commitment
from sayso.record.decisions import Decision
from sayso.record.documents import Document, Rejection
from sayso.record.edges import Edge
from sayso.record.events import Event
from sayso.record.links import Link
from sayso.record.mentions import EventMention
from sayso.record.readings import Reading
from sayso.record.relations import Relation
from sayso.record.vocabulary import Action, TargetKind

if TYPE_CHECKING:
    import sqlite3

    import pandas
    import polars

    from sayso.adding import Added
    from sayso.build import BuildSummary, Progress
    from sayso.custody import Removal
    from sayso.editing import Edited
    from sayso.exchanging import Conflict, Exchanged
    from sayso.export.bundle import BundleSummary
    from sayso.export.contested import ContestedEvent
    from sayso.export.report import Report
    from sayso.export.versions import Versions
    from sayso.gating import ReviewedView
    from sayso.review.agenda import Review
    from sayso.review.gate import LeftOut
    from sayso.safekeeping import Kept, Salvaged
    from sayso.store.fetched import Fetch
    from sayso.store.filters import MentionFilter
    from sayso.store.verify import Verdict
    from sayso.store.view import Hit, View

Row = TypeVar("Row")


class Listing(Sequence[Row], Generic[Row]):
    """Hold typed rows of the record; a sequence that also becomes a data frame.

    A frame's columns are flat: a span gives its text, a list of arguments their names joined by ``; ``.
    """

    def __init__(self, rows: Iterator[Row] | Sequence[Row], kind: type[Row]) -> None:
        self._rows = tuple(rows)
        self._kind = kind

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} × {self._kind.__name__}>"

    @property
    def columns(self) -> list[str]:
        """Name the columns of a frame: the fields of the record, in its order, also where there is no row."""
        return [field.name for field in fields(self._kind)]  # type: ignore[arg-type]

    def to_rows(self) -> list[dict[str, Any]]:
        """Give flat dictionaries, one a row, in the order of the record's fields."""
        from sayso.export.flat import flat_row

        return [flat_row(row) for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Give a pandas data frame.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise ImportError("pandas is not installed. Install it with: pip install pandas") from error

        return pandas.DataFrame(self.to_rows(), columns=self.columns)

    def to_polars(self) -> polars.DataFrame:
        """Give a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise ImportError("polars is not installed. Install it with: pip install polars") from error

        return polars.DataFrame(self.to_rows(), schema=self.columns, infer_schema_length=None)


class Case:
    """Read and extend one case file. Made by ``sayso.open``; usable in a ``with`` block.

    A case that does not exist yet comes into being with the first ``add``.

    >>> import sayso, tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "report.txt").write_text("Israeli warplanes bombed a depot near Damascus on 19 July 2019.")
    >>> case = sayso.open(folder / "x.sayso")
    >>> case.add(folder).documents
    1
    >>> [mention.type for mention in case.mentions(type="ASSAULT")]
    ['ASSAULT']
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        from sayso.store.case_file import is_there

        self.path = Path(path)
        self._connection: sqlite3.Connection | None = None
        if is_there(self.path):
            self._connect()

    def add(
        self,
        *inputs: str | os.PathLike[str],
        outlet: str | None = None,
        published: str | None = None,
        columns: dict[str, str] | None = None,
        method: str = DEFAULT_METHOD,
        jobs: int = 1,
        actors: Sequence[str | os.PathLike[str]] = (),
        progress: Progress | None = None,
    ) -> BuildSummary:
        """Read files, folders, globs or archives into the case; what it holds already is passed over.

        ``outlet`` and ``published`` (any usual form of a date) hold for all documents but those whose sidecar, row or
        JSON object says otherwise; ``columns`` maps record fields to columns or keys, such as ``{"text": "body"}``;
        ``actors`` are YAML files that change the registry, besides those in ``actors.d`` beside the case. With
        ``jobs`` above 1 the calling script needs the usual ``if __name__ == "__main__"`` guard.

        Raises:
            CaseError: the case cannot be written.
            CodebookError: a file of actors cannot be read or holds what no actor has.
            UsageError: there is no such method or field, the date cannot be read, or an option holds what no text can.
        """
        from sayso.build import build
        from sayso.codebook.actor_files import read_actor_files

        read = read_options((columns or {}).items(), outlet, published)
        options = BuildOptions(read, method, jobs, read_actor_files(actors))
        return build(self.path, [os.fspath(item) for item in inputs], options, progress)

    def add_url(
        self,
        url: str,
        *,
        outlet: str | None = None,
        published: str | None = None,
        method: str = DEFAULT_METHOD,
        actors: Sequence[str | os.PathLike[str]] = (),
        allow_hosts: Sequence[str] = (),
    ) -> Added:
        """Fetch one page, PDF or text and read it into the case; its events stand when this returns.

        What the server said is kept with the original, see ``fetches``. An address that cannot be fetched is a row of
        rejections, and named in what is returned. Only public addresses are asked; ``allow_hosts`` names hosts that may
        be asked all the same.

        Raises:
            CaseError: the case cannot be written.
            UsageError: there is no such method, or the date cannot be read.
        """
        from sayso.adding import add_url
        from sayso.codebook.actor_files import read_actor_files

        options = BuildOptions(read_options(outlet=outlet, published=published), method, 1, read_actor_files(actors))
        return add_url(self.path, url, options, allow_hosts=allow_hosts)

    def add_text(
        self,
        text: str,
        *,
        outlet: str | None = None,
        published: str | None = None,
        url: str | None = None,
        method: str = DEFAULT_METHOD,
        actors: Sequence[str | os.PathLike[str]] = (),
    ) -> Added:
        """Read one text into the case, as it was pasted; its events stand when this returns.

        The same text again with another outlet, date or address corrects the former: that document is superseded.

        >>> import sayso, tempfile, pathlib
        >>> case = sayso.open(pathlib.Path(tempfile.mkdtemp()) / "x.sayso")
        >>> added = case.add_text("Rebels shelled the port of Hodeida on 3 May 2018.", outlet="Meridian Wire")
        >>> [case.document(doc).outlet for doc in added.documents]
        ['Meridian Wire']

        Raises:
            CaseError: the case cannot be written.
            UsageError: there is no such method, or the date cannot be read.
        """
        from sayso.adding import add_text
        from sayso.codebook.actor_files import read_actor_files

        read = read_options(outlet=outlet, published=published)
        given = replace(read.given, url=url)
        options = BuildOptions(replace(read, given=given), method, 1, read_actor_files(actors))
        return add_text(self.path, text.encode("utf-8", "surrogatepass"), options)

    def fetches(self, doc: str) -> Listing[Fetch]:
        """List what servers said when they gave a document's bytes: addresses, status, time and headers.

        Raises:
            UsageError: there is no such document.
        """
        from sayso.store.fetched import Fetch, fetches_of

        with self.reading() as view:
            return Listing(fetches_of(view.connection, view.document(doc).sha256), Fetch)

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

    def events(self) -> Listing[Event]:
        """List events by id."""
        with self.reading() as view:
            return Listing(view.events(), Event)

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

    def search(self, words: str, limit: int = 20, *, redact: bool = False) -> list[Hit]:
        """Find documents that hold all words, best first; ``"a phrase"`` in quotes stands together."""
        with self.reading(redact=redact) as view:
            return view.search(words, limit)

    def report(self, *, reviewed_only: bool = False, redact: bool = False) -> Report:
        """Add the case up; ``reviewed_only`` leaves out what no person has reviewed."""
        from sayso.export.report import report_on

        with self.reading(redact=redact) as view:
            return report_on(self._gated(view) if reviewed_only else view)

    def contested(self, *, reviewed_only: bool = False, redact: bool = False) -> tuple[ContestedEvent, ...]:
        """List the events on which the reports differ most, with the sides of each field."""
        from sayso.export.contested import contested_events

        with self.reading(redact=redact) as view:
            return contested_events(self._gated(view) if reviewed_only else view)

    def left_out(self) -> LeftOut:
        """Count the events that ``reviewed_only`` leaves out: those nobody confirmed, and those that changed since."""
        with self.reviewed() as view:
            return view.left_out

    def export(
        self,
        out: str | os.PathLike[str],
        format: str = "jsonl",
        *,
        times: bool = True,
        reviewed_only: bool = False,
        redact: bool = False,
    ) -> dict[str, int]:
        """Write the record; return how many rows each file holds. ``reviewed_only`` is as ``reviewed`` lists it.

        With ``redact`` sensitive people become labels.

        Raises:
            UsageError: the format does not exist.
            CaseFull: ``out`` cannot be written.
        """
        from sayso.codebook.project_fields import ProjectFields
        from sayso.export import writer_of
        from sayso.merge_rules import rules_told

        writer, declared = writer_of(format), ProjectFields.of_case(self.path)
        with self.reading(redact=redact) as view:
            gated = self._gated(view) if reviewed_only else None
            rules = {**rules_told(), **({"reviewed_only": gated.left_out} if gated else {})}
            return writer(gated or view, Path(out), times=times, rules=rules, fields=tuple(declared.by_name))

    def decide(
        self,
        action: Action,
        target: str,
        value: object = None,
        *,
        by: str,
        note: str | None = None,
        field: str | None = None,
        span: tuple[int, int] | None = None,
        kind: TargetKind | None = None,
        fields: str | os.PathLike[str] | None = None,
    ) -> Decision:
        """Decide on something of the case; the record follows at once. Actions are those of ``sayso decide --help``.

        ``target`` is an id, of a document also its path; an id that an event shares with its lowest mention means the
        event unless ``kind`` is ``"mention"``. ``value`` is the value, or the second id of a pair. ``span``, start and
        end in code points, are the words that support a correction, or those that report a mention to be added. A later
        decision on the same thing takes the place of the earlier. An undone decision leaves the record as it was.
        ``fields`` is a file that declares a project's own fields, if it is not fields.yaml beside the case.

        Raises:
            UsageError: there is no such action, id, field or value, or nobody decides.
            CaseError: the case cannot be written.
        """
        from sayso.deciding import append

        return append(
            self.path, action, target, by=by, note=note, after=value, field=field, span=span, kind=kind,
            fields=Path(fields) if fields else None,
        )  # fmt: skip

    def decide_by_table(
        self,
        file: str | os.PathLike[str],
        *,
        by: str,
        note: str | None = None,
        fields: str | os.PathLike[str] | None = None,
        dry_run: bool = False,
    ) -> Edited:
        """Take the changed cells of a table that ``export(out, "csv")`` wrote for decisions.

        Cells that decide nothing, and rows of which the record has changed since, are listed. With ``dry_run`` nothing
        is kept.

        Raises:
            InputError: the table cannot be read, or is none.
            UsageError: nobody decides.
            CaseError: the case cannot be written.
        """
        from sayso.editing import decide_by_table

        own = Path(fields) if fields else None
        return decide_by_table(self.path, Path(file), by=by, note=note, fields=own, dry_run=dry_run)

    def undo(self, decision: str, *, by: str, note: str | None = None) -> Decision:
        """Undo a decision; the record is as if it had never been taken. Undoing that in turn takes it again.

        Raises:
            UsageError: there is no such decision, it is undone already, or it cannot be.
            CaseError: the case cannot be written.
        """
        return self.decide("undo", decision, by=by, note=note)

    def export_decisions(self, out: str | os.PathLike[str]) -> int:
        """Write all decisions to a file for ``import_decisions`` of another case; give their number.

        Raises:
            CaseFull: the file cannot be written.
        """
        from sayso.exchanging import export_decisions

        with self.reading() as view:
            return export_decisions(view, Path(out))

    def import_decisions(self, file: str | os.PathLike[str], *, by: str | None = None) -> Exchanged:
        """Take the decisions of another case in from its file; ``by`` is who brings them. Twice changes nothing.

        A decision of this case holds over one of the file by somebody else on the same thing: that one waits, and
        ``conflicts`` lists it until a later decision settles it.

        Raises:
            UnreadableInput: the file cannot be read. A bad line of it is listed, and the rest taken in.
            CaseError: the case cannot be written.
        """
        from sayso.exchanging import import_decisions

        return import_decisions(self.path, Path(file), by=by)

    def conflicts(self) -> list[Conflict]:
        """List the decisions from other cases that contradict one of this case and wait."""
        from sayso.exchanging import conflicts_in

        with self.reading() as view:
            return conflicts_in(view.connection)

    def log(self, identity: str | None = None) -> tuple[Decision, ...]:
        """List the decisions, first to last, each with the one by which it is undone; or those on one thing, by its id.

        Of an event those count that were taken on any of its mentions, of a document those on what stands in it.

        Raises:
            UsageError: nothing of this case, and no decision, has the id.
        """
        from sayso.store.concerning import decisions_concerning

        with self.reading() as view:
            return decisions_concerning(view, identity)

    def review(self, limit: int | None = None) -> Review:
        """List what is left to look at: disagreements with decisions, doubtful pairs, suggested credibilities.

        Of doubtful pairs and suggestions the first ``limit`` are given.
        """
        from sayso.merge_rules import rules_of
        from sayso.reviewing import review

        with self.reading() as view:
            return review(view, rules_of(view.connection), limit)

    def remove(self, document: str, *, why: str, by: str, erase: bool = False) -> Removal:
        """Take a document, by id or path, out of the record: out of every listing and every event.

        Reading the same bytes or text again does not bring it back. With ``erase`` its bytes, its text and what
        decisions quote of it are deleted for good, and hashes stay; the file is written anew, which takes as long as
        copying it.

        Raises:
            UsageError: there is no such document, or nobody decides, or no reason is given.
            CaseError: the case cannot be written, or another process reads it while its log is to be emptied.
        """
        from sayso.custody import remove

        return remove(self.path, document, why=why, by=by, erase=erase)

    def bundle(self, *ids: str, out: str | os.PathLike[str], redact: bool = False) -> BundleSummary:
        """Write the evidence of events and documents, by their ids, into a zip: originals, texts, record, hashes.

        With ``redact`` sensitive people become labels in texts, record and page, and originals that name them are
        withheld. The same case and ids give the same bytes.

        Raises:
            UsageError: nothing in the case has one of the ids.
            CaseFull: ``out`` cannot be written.
        """
        from sayso.codebook.tables import codebook_version
        from sayso.export.bundle import write_bundle

        with self.reading(redact=redact) as view:
            return write_bundle(view, ids, Path(out), codebook=codebook_version(), redacted=redact)

    def verify(self, head: str | None = None) -> Verdict:
        """Re-hash the originals, re-check every span, id, number and event, and list what was altered.

        ``head`` is a head of the chain of custody that was written down earlier; it must stand on the chain.

        Raises:
            UsageError: ``head`` is no SHA-256 in 64 hexadecimal digits.
        """
        from sayso.safekeeping import verified

        if head is not None and not _is_sha256(head):
            remedy = "Give all 64 hexadecimal digits that sayso verify printed"
            raise UsageError(f"{head!r} is no head of a chain", remedy=remedy)
        with self.reading() as view:
            return verified(view.connection, head and head.lower())

    def backup(self, out: str | os.PathLike[str], *, replace: bool = False) -> Kept:
        """Copy the case as it is now to a file of its own, while others may write to it, and verify the copy.

        Raises:
            UsageError: ``out`` is there already and is not to be replaced, or is the case itself.
            CaseError: the case is damaged, or the copy cannot be written.
        """
        from sayso.safekeeping import backup

        return backup(self.path, Path(out), replace=replace)

    @contextmanager
    def reading(self, *, redact: bool = False) -> Iterator[View]:
        """Read one state of the case throughout a block, whatever a build writes meanwhile.

        With ``redact`` every row has labels in the place of sensitive people and of words that people redacted, and
        its offsets are those of the texts so redacted.

        Raises:
            NotACase: the file does not exist (nothing was added yet), is damaged or is something else.
        """
        from sayso.merging import explained
        from sayso.store.case_file import naming, snapshot
        from sayso.store.view import View

        with naming(self.path):
            connection = self._connect()
            with snapshot(connection):
                yield _redacted(connection) if redact else View(connection, explained)

    @contextmanager
    def reviewed(self) -> Iterator[ReviewedView]:
        """Read through the gate for publication, as ``reading`` reads all: reviewed events and what they rest on alone.

        Raises:
            NotACase: the file does not exist (nothing was added yet), is damaged or is something else.
        """
        with self.reading() as view:
            yield self._gated(view)

    def _gated(self, view: View) -> ReviewedView:
        from sayso.gating import ReviewedView
        from sayso.merge_rules import rules_of

        return ReviewedView(view, rules_of(view.connection))

    def close(self) -> None:
        """Let go of the file; the case can be used again, and opens it anew."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _connect(self) -> sqlite3.Connection:
        from sayso.store.case_file import connect_to_read

        if self._connection is None:
            self._connection = connect_to_read(self.path)
        return self._connection


def open(path: str | os.PathLike[str]) -> Case:  # the name users expect: sayso.open("x.sayso")
    """Open a case file; one that does not exist yet is made by the first ``add``.

    Raises:
        NotACase: the file is something else.
        NewerCase: a newer Sayso wrote it.
    """
    return Case(path)


def restore(backup: str | os.PathLike[str], case: str | os.PathLike[str]) -> Kept:
    """Put a backup in a case's place and verify it; what stood there, damaged or not, is kept beside it.

    Raises:
        CaseError: the backup is none or is damaged, or something is using the case; the case stays as it is.
    """
    from sayso.safekeeping import restore

    return restore(Path(backup), Path(case))


def salvage(case: str | os.PathLike[str], out: str | os.PathLike[str]) -> Salvaged:
    """Make a new case of what can be read of a damaged one, which stays as it is, and tell what is lost.

    Raises:
        UsageError: ``out`` is there already.
        CaseError: nothing of it can be read, or the new case cannot be written.
    """
    from sayso.safekeeping import salvage

    return salvage(Path(case), Path(out))


def read(text: str, published: str | None = None, outlet: str | None = None, method: str = DEFAULT_METHOD) -> Reading:
    """Read one text without a case: its mentions, commitments, names and attributions, with offsets into it.

    ``published`` (any usual form of a date) tells what "on Friday" means; ``outlet`` is whose report it is. A text
    that is empty or not in English gives a reading without mentions and a warning that says so.

    >>> import sayso
    >>> reading = sayso.read("Syria said Israel attacked the airport on Friday.", published="2019-07-21")
    >>> [(m.trigger.text, m.type, m.actors[0].name, m.date) for m in reading.mentions]
    [('attacked', 'ASSAULT', 'Israel', '2019-07-19')]
    >>> [(said.source.name, said.cue.text, said.content[0].text) for said in reading.attributions]
    [('Syria', 'said', 'Israel attacked the airport on Friday')]
    >>> [(name.text, name.label) for name in reading.names]
    [('Syria', 'LOC'), ('Israel', 'LOC')]

    Raises:
        UsageError: the publication date cannot be read, there is no such method, or ``text`` is no string.
    """
    from sayso.reading import read_string

    return read_string(text, published, outlet, method)


def _redacted(connection: sqlite3.Connection) -> View:
    from sayso.export.redacted import RedactedView
    from sayso.merge_rules import rules_of
    from sayso.merging import explained

    return RedactedView(connection, rules_of(connection).sides.registry, explained)


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)


def _filter(wanted: dict[str, Any]) -> MentionFilter:
    from sayso.store.filters import MentionFilter

    try:
        return MentionFilter(**wanted)
    except TypeError:
        known = ", ".join(MentionFilter.__dataclass_fields__)
        unknown = ", ".join(sorted(set(wanted) - set(MentionFilter.__dataclass_fields__)))
        raise UsageError(f"no such filter: {unknown}", remedy=f"Use some of: {known}") from None
